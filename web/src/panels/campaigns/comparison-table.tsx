// The forest plot and the table in one: a row a campaign, its estimate and interval drawn
// on one axis with all others, and its figures beside it.
import { TriangleAlert } from "lucide-react";
import { formatValue } from "../../model/figure";
import { formatCount, NOTHING } from "../../model/format";
import { type Order, order } from "../../model/order";
import { checksOf, FEWEST, marksOf, shareScale } from "../../model/uplift";
import { usePageParams } from "../../state/page-params";
import { useLanguage } from "../../state/preferences";
import { useTranslation } from "../../ui/i18n";
import { SortHead } from "../../ui/sort-head";
import { SpanText } from "../../ui/span-text";
import { BETWEEN, unitPrice, useAmounts } from "../campaign/amounts";
import {
  COMPARED_COLUMNS,
  type ComparedColumn,
  type ComparedRow,
  orderedRows,
} from "./compared-rows";
import { EffectAxis, EffectMark } from "./effect-mark";
import { CampaignLink } from "./words";

const PARAMS = { sort: order(COMPARED_COLUMNS, { column: "uplift", down: true }) };

/** What goes by the estimate, and is no firmer than it. */
const LOOSE = ["total", "per_order", "roi"];

function Price({ answer }: Pick<ComparedRow, "answer">) {
  const { t } = useTranslation();
  const { cost } = answer;
  const unit = cost.per_litre ? "litre" : cost.per_kwh ? "kwh" : null;
  const price = cost.per_litre ?? cost.per_kwh;
  return (
    <td className="figure loose" data-figure="per_volume" data-value={price ?? ""}>
      {unitPrice(price)}
      {unit && <small>{t(`uplift.per.${unit}`)}</small>}
    </td>
  );
}

function Row({ row, scale }: { row: ComparedRow; scale: ReturnType<typeof shareScale> }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { answer, code, verdict, doubtful } = row;
  const { change, share } = useAmounts(answer.unit);
  const { estimate, cost, controls, treated } = answer;
  const bad = doubtful ? checksOf(answer).filter(({ level }) => level === "bad") : [];
  const few = (used: number) => (estimate && used < FEWEST) || undefined;
  const doubt = doubtful && (
    <TriangleAlert
      size={13}
      className="doubt-icon"
      aria-label={`${t("uplift.doubtful")}: ${bad
        .map(({ kind }) => t(`uplift.checkTitle.${kind}`, { defaultValue: kind }))
        .join(BETWEEN[language])}`}
    />
  );
  const figure = (key: string, value: number | string | null | undefined, text: string) => (
    <td
      className={LOOSE.includes(key) ? "figure loose" : "figure"}
      data-figure={key}
      data-value={value ?? ""}
    >
      {text}
    </td>
  );
  return (
    <tr
      data-code={code}
      data-verdict={verdict}
      data-doubtful={doubtful || undefined}
      data-loose={verdict === "unclear" || doubtful || undefined}
    >
      <th scope="row">
        <CampaignLink code={code}>{answer.name}</CampaignLink>
        <small className="quiet">
          {answer.from && answer.to ? (
            <SpanText from={answer.from} to={answer.to} />
          ) : (
            t("campaigns.notYet")
          )}
        </small>
      </th>
      <td className="forest">
        {estimate ? (
          <EffectMark scale={scale} estimate={estimate} doubtful={doubtful} />
        ) : (
          <small className="quiet">{t("uplift.none")}</small>
        )}
      </td>
      <td
        className="figure"
        data-figure="uplift"
        data-value={estimate?.uplift.estimate ?? ""}
        data-low={estimate?.uplift.low}
        data-high={estimate?.uplift.high}
      >
        {estimate ? (
          <>
            <b data-verdict={verdict}>
              {doubt}
              {share(estimate.uplift.estimate)}
            </b>
            <small>
              {t("uplift.range", {
                low: share(estimate.uplift.low),
                high: share(estimate.uplift.high),
              })}
            </small>
          </>
        ) : (
          NOTHING
        )}
      </td>
      {figure(
        "total",
        estimate?.total.estimate,
        // An amount would say more than is known.
        verdict === "unclear"
          ? t("uplift.short.unclear")
          : estimate
            ? change(estimate.total.estimate)
            : NOTHING,
      )}
      {figure("naive", estimate?.naive, share(estimate?.naive ?? null))}
      <td className="figure" data-figure="controls" data-value={controls.used}>
        <span data-few={few(controls.used)}>{formatCount(controls.used, language)}</span>
        <small data-few={few(treated.used)}>
          {t("uplift.ofParticipants", { used: formatCount(treated.used, language) })}
        </small>
      </td>
      {figure("spent", cost.spent, formatValue(cost.spent, "money", language))}
      {figure("per_order", cost.per_order, unitPrice(cost.per_order))}
      <Price answer={answer} />
      {figure("roi", cost.roi, share(cost.roi ?? null))}
    </tr>
  );
}

export function ComparisonTable({ rows, waiting }: { rows: ComparedRow[]; waiting: boolean }) {
  const { t } = useTranslation();
  const [{ sort }, set] = usePageParams(PARAMS);
  const onOrder = (next: Order<ComparedColumn>) => set({ sort: next }, { replace: true });
  const scale = shareScale(
    rows.flatMap(({ answer }) => (answer.estimate ? marksOf(answer.estimate) : [])),
  );
  const head = (column: ComparedColumn, figure = true) => (
    <SortHead
      column={column}
      order={sort}
      onOrder={onOrder}
      figure={figure}
      title={t(`uplift.columnHint.${column}`)}
    >
      {t(`uplift.column.${column}`)}
    </SortHead>
  );
  return (
    <section className="card compared" aria-label={t("campaigns.sideBySide")} aria-busy={waiting}>
      <div className="scroll-x">
        <table className="data-table" data-testid="compared">
          <thead>
            <tr>
              {head("name", false)}
              <th scope="col" className="forest">
                <EffectAxis scale={scale} />
                <span className="visually-hidden">{t("uplift.forest")}</span>
              </th>
              {head("uplift")}
              {head("total")}
              {head("naive")}
              {head("controls")}
              {head("spent")}
              {head("per_order")}
              {head("per_volume")}
              {head("roi")}
            </tr>
          </thead>
          <tbody>
            {orderedRows(rows, sort).map((row) => (
              <Row key={row.code} row={row} scale={scale} />
            ))}
          </tbody>
        </table>
      </div>
      <p className="effect-legend">
        <span>
          <i className="estimate" /> {t("uplift.legend.uplift")}
        </span>
        <span>
          <i className="naive" /> {t("uplift.legend.naive")}
        </span>
        <span className="quiet">{t("uplift.forestHint")}</span>
      </p>
    </section>
  );
}
