// Who came online between the two dates and who is gone, down to the stations.
// Joined and resumed, less paused and left, is the difference of those online.
import { useState } from "react";
import { formatChange } from "../../model/figure";
import { formatCount, formatDay } from "../../model/format";
import { countOf } from "../../model/value";
import { MOVEMENTS, type Movement, useMoved, useMovements } from "../../state/movements";
import { useLanguage } from "../../state/preferences";
import { ErrorNote } from "../../ui/error-note";
import { useTranslation } from "../../ui/i18n";
import { Section } from "../../ui/section";
import { Skeleton } from "../../ui/skeleton";
import { StationRows } from "../../ui/station-rows";

const SIGN: Record<Movement, string> = { joined: "+", resumed: "+", paused: "−", left: "−" };

export function Movements() {
  const { t } = useTranslation();
  const language = useLanguage();
  const movements = useMovements();
  const [open, setOpen] = useState<Movement | null>(null);
  const values = movements.data?.total.values;
  return (
    <Section
      title={t("compare.movements")}
      extra={
        values && (
          <span className="quiet number" data-movement="net" data-value={values.net ?? ""}>
            {t("compare.net", { change: formatChange(values.net, "count", language) })}
          </span>
        )
      }
    >
      {movements.isPending && <Skeleton lines={2} height={40} />}
      {movements.error && (
        <ErrorNote error={movements.error} retry={() => void movements.refetch()} />
      )}
      {values && (
        <div className="movements">
          {MOVEMENTS.map((movement) => (
            <button
              key={movement}
              type="button"
              aria-expanded={open === movement}
              disabled={countOf(values[movement]) === 0}
              data-movement={movement}
              data-value={values[movement] ?? ""}
              onClick={() => setOpen(open === movement ? null : movement)}
            >
              <span>{t(`compare.movement.${movement}`)}</span>
              <b className="number">
                {countOf(values[movement]) > 0 && SIGN[movement]}
                {formatCount(countOf(values[movement]), language)}
              </b>
            </button>
          ))}
        </div>
      )}
      {open && <Moved key={open} movement={open} />}
    </Section>
  );
}

function Moved({ movement }: { movement: Movement }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const moved = useMoved(movement);
  const pages = moved.data?.pages ?? [];
  const items = pages.flatMap((page) => page.list?.items ?? []);
  const left = (pages[0]?.list?.matched ?? 0) - items.length;
  return (
    <div className="moved" data-testid="moved">
      {moved.isPending && <Skeleton lines={4} />}
      {moved.error && <ErrorNote error={moved.error} retry={() => void moved.refetch()} />}
      <StationRows
        rows={items.map((station) => ({
          code: station.code,
          name: station.name,
          stage: station.stage_after,
          text: station.day ? formatDay(station.day, language) : "",
        }))}
      />
      {moved.hasNextPage && (
        <button
          type="button"
          className="text-button"
          disabled={moved.isFetchingNextPage}
          onClick={() => void moved.fetchNextPage()}
        >
          {t("explain.more", { count: left })}
        </button>
      )}
    </div>
  );
}
