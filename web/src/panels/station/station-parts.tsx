// A station on a page of its own: the parts of its card, side by side.
import "./station.css";
import "../../ui/station-texts";
import type { ReactNode } from "react";
import { asProblem } from "../../api/problem";
import type { StationDetail } from "../../api/types";
import { useGoTo } from "../../state/pages";
import { useStation } from "../../state/station";
import { ErrorNote } from "../../ui/error-note";
import { useTranslation } from "../../ui/i18n";
import { Skeleton } from "../../ui/skeleton";
import Account from "./account";
import { Facts } from "./facts";
import { History } from "./history";
import { Life } from "./life";
import Notes from "./notes";
import { Sales } from "./sales";
import { Stages } from "./stages";

interface Props {
  code: string;
  /** The place on a map, which no panel knows how to draw. */
  map: (station: StationDetail) => ReactNode;
}

export function StationParts({ code, map }: Props) {
  const { t } = useTranslation();
  const goTo = useGoTo();
  const { data: station, error, refetch } = useStation(code);
  if (error) {
    return asProblem(error).status === 404 ? (
      <p role="alert">{t("station.notFound", { code })}</p>
    ) : (
      <ErrorNote error={error} retry={() => void refetch()} />
    );
  }
  if (!station) {
    return (
      <div className="cards">
        {["third", "two-thirds", ""].map((part) => (
          <div key={part} className={`card section ${part}`}>
            <Skeleton lines={12} height={18} />
          </div>
        ))}
      </div>
    );
  }
  return (
    <article className="cards station-page" data-testid="station-page" aria-label={code}>
      <div className="card third">
        <section className="place-map" aria-label={t("life.map")}>
          {map(station)}
        </section>
        <div className="section station-facts">
          <Facts station={station} onRegion={(within, set) => goTo("/", { within, set })} />
        </div>
      </div>
      <div className="card two-thirds">
        <Sales code={code} />
      </div>
      <div className="card">
        <Life code={code} />
      </div>
      <div className="card third">
        <Account code={code} />
      </div>
      <div className="card third">
        <Stages code={code} name={station.name} />
        <Notes code={code} />
      </div>
      <div className="card third">
        <History code={code} />
      </div>
    </article>
  );
}
