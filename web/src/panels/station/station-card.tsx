// The card of the chosen station: what it is, its stages over time, who changed what.
import "./station.css";
import "../../ui/station-texts";
import { Copy, Crosshair, Link2, X } from "lucide-react";
import { lazy, Suspense } from "react";
import { asProblem } from "../../api/problem";
import { goTo } from "../../state/bridge";
import { useStation } from "../../state/station";
import { useSetView } from "../../state/view";
import { useCopy } from "../../ui/clipboard";
import { ErrorNote } from "../../ui/error-note";
import { useTranslation } from "../../ui/i18n";
import { IconButton } from "../../ui/icon-button";
import { Skeleton } from "../../ui/skeleton";
import { StageTag } from "../../ui/stage-tag";
import { Facts } from "./facts";
import { History } from "./history";
import { Stages } from "./stages";

const Account = lazy(() => import("./account"));
const Notes = lazy(() => import("./notes"));

export default function StationCard({ code }: { code: string }) {
  const { t } = useTranslation();
  const setView = useSetView();
  const copy = useCopy();
  const { data: station, error, refetch } = useStation(code);
  const close = (
    <IconButton
      icon={X}
      label={t("station.close")}
      shortcut="Esc"
      onClick={() => setView({ station: null })}
    />
  );

  if (error) {
    const missing = asProblem(error).status === 404;
    return (
      <article className="station" data-testid="station-card">
        <header className="card-head">
          <h1>{code}</h1>
          {close}
        </header>
        <div className="panel-pad">
          {missing ? (
            <p role="alert">{t("station.notFound", { code })}</p>
          ) : (
            <ErrorNote error={error} retry={() => void refetch()} />
          )}
        </div>
      </article>
    );
  }
  return (
    <article className="station" data-testid="station-card" aria-label={t("sheet.station")}>
      <header className="card-head">
        <div>
          <h1>{station?.name ?? code}</h1>
          <p className="card-line">
            <button
              type="button"
              className="code"
              title={t("station.copyCode")}
              aria-label={`${t("station.copyCode")} ${code}`}
              onClick={() => void copy(code)}
            >
              {code} <Copy size={12} aria-hidden="true" />
            </button>
            {station && <StageTag stage={station.stage} />}
          </p>
        </div>
        <div className="card-actions">
          {station && (
            <IconButton
              icon={Crosshair}
              label={t("station.zoomTo")}
              onClick={() => goTo(station.location)}
            />
          )}
          <IconButton
            icon={Link2}
            label={t("station.copyLink")}
            onClick={() => void copy(`${location.origin}/?station=${encodeURIComponent(code)}`)}
          />
          {close}
        </div>
      </header>
      {station ? (
        <Facts station={station} />
      ) : (
        <div className="panel-pad">
          <Skeleton lines={6} />
        </div>
      )}
      <Suspense
        fallback={
          <div className="panel-pad">
            <Skeleton lines={6} height={18} />
          </div>
        }
      >
        <Account code={code} />
      </Suspense>
      <Stages code={code} name={station?.name ?? code} />
      <Suspense fallback={null}>
        <Notes code={code} />
      </Suspense>
      <History code={code} />
    </article>
  );
}
