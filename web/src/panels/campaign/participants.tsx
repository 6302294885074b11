// The stations that take part, each with its own period; a station can be put in or taken out.
import { Plus, X } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import type { CampaignDetail, Participation } from "../../api/campaigns";
import { asProblem } from "../../api/problem";
import { formatCount, formatShortDate } from "../../model/format";
import { useParticipants, useParticipation, useStationNames } from "../../state/campaigns";
import { useLanguage } from "../../state/preferences";
import { showToast } from "../../state/toasts";
import { ErrorNote } from "../../ui/error-note";
import { useTranslation } from "../../ui/i18n";
import { IconButton } from "../../ui/icon-button";
import { problemText } from "../../ui/problem-text";
import { Skeleton } from "../../ui/skeleton";
import { SpanText } from "../../ui/span-text";
import { StageTag } from "../../ui/stage-tag";
import { StationLink } from "../../ui/station-link";

const AddStations = lazy(() => import("./add-stations"));

interface PageProps {
  rows: readonly Participation[];
  campaign: CampaignDetail;
  onRemove: (row: Participation) => void;
}

/** A page of its own, so that names that are known already are not asked for again. */
function Rows({ rows, campaign, onRemove }: PageProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const names = useStationNames(rows.map(({ station }) => station)).data;
  return rows.map((row) => {
    const { station: code, from, to } = row;
    const station = names?.get(code);
    const whole = from === campaign.from && to === campaign.to;
    return (
      <tr key={code} data-station={code}>
        <th scope="row">
          <StationLink code={code} name={station?.name} />
        </th>
        <td>{station && <StageTag stage={station.stage} />}</td>
        <td className={whole ? "quiet" : undefined}>
          {whole ? (
            t("campaigns.wholePeriod")
          ) : to ? (
            <SpanText from={from} to={to} />
          ) : (
            t("campaigns.since", { date: formatShortDate(from, language) })
          )}
        </td>
        <td className="row-action">
          <IconButton
            icon={X}
            label={t("campaigns.takeOut", { name: station?.name ?? code })}
            onClick={() => onRemove(row)}
          />
        </td>
      </tr>
    );
  });
}

export function Participants({ campaign }: { campaign: CampaignDetail }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useParticipants(
    campaign.code,
  );
  const { remove, restore } = useParticipation(campaign.code);
  const [adding, setAdding] = useState(false);
  const matched = data?.pages[0]?.matched ?? campaign.stations_count;
  const shown = data?.pages.reduce((sum, page) => sum + page.items.length, 0) ?? 0;
  const failed = (e: Error) => showToast({ text: problemText(asProblem(e), t), tone: "bad" });
  const takeOut = (row: Participation) =>
    remove.mutate(row.station, {
      onSuccess: () =>
        showToast({
          text: t("campaigns.takenOut", { code: row.station }),
          tone: "plain",
          action: {
            label: t("campaigns.undo"),
            run: () => restore.mutate(row, { onError: failed }),
          },
        }),
      onError: failed,
    });
  return (
    <section className="card half participants" aria-label={t("campaigns.participants")}>
      <header className="table-head">
        <h2>
          {t("campaigns.participants")}{" "}
          <span className="quiet number" data-testid="participants-count" data-value={matched}>
            {formatCount(matched, language)}
          </span>
        </h2>
        <button type="button" className="text-button" onClick={() => setAdding(!adding)}>
          <Plus size={14} aria-hidden="true" /> {t("campaigns.addStations")}
        </button>
      </header>
      {adding && (
        <Suspense fallback={null}>
          <AddStations code={campaign.code} close={() => setAdding(false)} />
        </Suspense>
      )}
      {error && !data ? (
        <div className="section">
          <ErrorNote error={error} retry={() => void refetch()} />
        </div>
      ) : !data ? (
        <div className="section">
          <Skeleton lines={8} height={22} />
        </div>
      ) : matched === 0 ? (
        <p className="section quiet">{t("campaigns.noParticipants")}</p>
      ) : (
        <>
          <div className="scroll-x participants-scroll">
            <table className="data-table" data-testid="participants">
              <thead className="visually-hidden">
                <tr>
                  <th scope="col">{t("campaigns.column.station")}</th>
                  <th scope="col">{t("campaigns.column.stage")}</th>
                  <th scope="col">{t("campaigns.column.from")}</th>
                  <th scope="col">{t("campaigns.column.action")}</th>
                </tr>
              </thead>
              <tbody>
                {data.pages.map((page, i) => (
                  <Rows key={i} rows={page.items} campaign={campaign} onRemove={takeOut} />
                ))}
              </tbody>
            </table>
          </div>
          {hasNextPage && (
            <p className="table-more">
              <button
                type="button"
                className="text-button"
                disabled={isFetchingNextPage}
                onClick={() => void fetchNextPage()}
              >
                {t("explain.more", { count: matched - shown })}
              </button>
            </p>
          )}
        </>
      )}
    </section>
  );
}
