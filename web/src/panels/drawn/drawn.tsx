// The right panel of what was drawn on the map: its statistics, and the list of its stations.
import "../../ui/tools-texts";
import "../compare/compare.css";
import "../overview/overview.css";
import "./drawn.css";
import { X } from "lucide-react";
import type { ReactNode } from "react";
import { formatDate } from "../../model/format";
import { formatKm, formatKm2 } from "../../model/measure";
import { crossesItself, type Shape, shapeKm2 } from "../../model/shape";
import { useDrawn, VIEWS } from "../../state/drawn";
import { useLanguage } from "../../state/preferences";
import { useRegionView } from "../../state/region-view";
import { useQuestion, useView } from "../../state/view";
import { useTranslation } from "../../ui/i18n";
import { IconButton } from "../../ui/icon-button";
import { Segments } from "../../ui/segments";
import { useIsPhone } from "../../ui/use-media";
import { CompareMap } from "../compare/compare-map";
import { PeriodPicker } from "../time/period-picker";
import { DrawnFigures } from "./figures";
import { DrawnList } from "./list";

/** How large it is, of which day, and within what the question holds it. */
function About({ shape }: { shape: Shape }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const question = useQuestion();
  const { path } = useRegionView();
  const { compare } = useView();
  const date = question.at ?? question.today;
  const region = path.at(-1)?.name;
  return (
    <>
      <p className="number">
        {shape.kind === "circle" && (
          <span data-testid="radius" data-value={shape.km}>
            {t("draw.radius", { size: formatKm(shape.km, language) })}
          </span>
        )}
        {!crossesItself(shape) && (
          <span data-testid="km2" data-value={shapeKm2(shape)}>
            {formatKm2(shapeKm2(shape), language)}
          </span>
        )}
      </p>
      <p className="quiet">
        {date && <span>{t("panel.asOf", { date: formatDate(date, language) })}</span>}
        {compare && <span>{t("drawn.compared", { date: formatDate(compare, language) })}</span>}
        {region && <span>{t("drawn.only", { region })}</span>}
      </p>
    </>
  );
}

/** What is shown where the URL speaks of a shape that is none is `children`. */
export default function DrawnPanel({ children }: { children: ReactNode }) {
  const { t } = useTranslation();
  const { shape, view, set, show } = useDrawn();
  const { compare } = useView();
  const phone = useIsPhone();
  if (!shape) return children;
  return (
    <div className="drawn" data-testid="drawn">
      <header className="panel-head">
        <div className="drawn-head">
          <h1>{t(`drawn.title.${shape.kind}`)}</h1>
          <IconButton icon={X} label={t("drawn.clear")} onClick={() => set(null)} />
        </div>
        <About shape={shape} />
        {phone && (
          // The bar of a phone has room for the date alone.
          <div className="head-tools">
            <PeriodPicker />
          </div>
        )}
        <Segments
          look="wide"
          label={t("drawn.view")}
          value={view}
          options={VIEWS.map((value) => ({ value, label: t(`drawn.views.${value}`) }))}
          onChange={show}
        />
        {compare !== null && <CompareMap named />}
      </header>
      {crossesItself(shape) ? (
        <p className="drawn-crossing" role="alert">
          {t("drawn.crossing")}
        </p>
      ) : view === "stats" ? (
        <DrawnFigures shape={shape} />
      ) : (
        <DrawnList shape={shape} />
      )}
    </div>
  );
}
