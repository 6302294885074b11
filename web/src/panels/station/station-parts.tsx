// A station on a page of its own: the parts of its card, side by side.
import "./station.css";
import "../../ui/station-texts";
import { asProblem } from "../../api/problem";
import { useStation } from "../../state/station";
import { ErrorNote } from "../../ui/error-note";
import { useTranslation } from "../../ui/i18n";
import { Skeleton } from "../../ui/skeleton";
import Account from "./account";
import { Facts } from "./facts";
import { History } from "./history";
import Notes from "./notes";
import { Stages } from "./stages";

export function StationParts({ code }: { code: string }) {
  const { t } = useTranslation();
  const { data: station, error, refetch } = useStation(code);
  if (error) {
    return asProblem(error).status === 404 ? (
      <p role="alert">{t("station.notFound", { code })}</p>
    ) : (
      <ErrorNote error={error} retry={() => void refetch()} />
    );
  }
  return (
    <article className="cards station-page" data-testid="station-page" aria-label={code}>
      <div className="card third">
        <div className="section">
          {station ? <Facts station={station} /> : <Skeleton lines={6} />}
        </div>
        <Stages code={code} name={station?.name ?? code} />
      </div>
      <div className="card third">
        <Account code={code} />
      </div>
      <div className="card third">
        <Notes code={code} />
        <History code={code} />
      </div>
    </article>
  );
}
