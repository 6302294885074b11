// A station on a page of its own: the parts of its card, side by side.
import "./station.css";
import "../../ui/station-texts";
import { asProblem } from "../../api/problem";
import { useGoTo } from "../../state/pages";
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
        {["facts", "account", "history"].map((part) => (
          <div key={part} className="card third panel-pad">
            <Skeleton lines={12} height={18} />
          </div>
        ))}
      </div>
    );
  }
  return (
    <article className="cards station-page" data-testid="station-page" aria-label={code}>
      <div className="card third">
        <div className="section station-facts">
          <Facts station={station} onRegion={(within, set) => goTo("/", { within, set })} />
        </div>
        <Stages code={code} name={station.name} />
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
