// Which period the fee is compared with: the one before, the same a year before, or days of
// one's own, which open Ant Design's range.
import { lazy, Suspense, useRef, useState } from "react";
import { addDays } from "../../model/date";
import { BASES } from "../../model/fee-change";
import { type Compared, useFeeParams } from "../../state/fees";
import { useNetwork } from "../../state/queries";
import { useTranslation } from "../../ui/i18n";
import { Segments } from "../../ui/segments";
import { useFocusBack } from "../../ui/use-focus-back";

const RangeCalendar = lazy(() => import("../time/range-calendar"));

export function BasePicker({ periods }: { periods: Compared }) {
  const { t } = useTranslation();
  const [{ base }, set] = useFeeParams();
  const today = useNetwork().data?.today;
  const [picking, setPicking] = useState(false);
  const own = useRef<HTMLButtonElement>(null);
  useFocusBack(picking, own);
  return (
    <Segments
      label={t("fees.baseLabel")}
      value={typeof base === "string" ? base : null}
      options={BASES.map((value) => ({ value, label: t(`fees.base.${value}`) }))}
      onChange={(next) => set({ base: next })}
    >
      <span className="date-picker">
        <button
          ref={own}
          type="button"
          aria-pressed={typeof base === "object"}
          aria-haspopup="dialog"
          aria-expanded={picking}
          data-option="own"
          onClick={() => setPicking(true)}
        >
          {t("fees.base.own")}
        </button>
        {picking && today && (
          <Suspense fallback={null}>
            <RangeCalendar
              first={periods.base.from}
              last={addDays(periods.base.to, -1)}
              latest={today}
              onPick={(from, last) => {
                set({ base: { from, to: addDays(last, 1) } });
                setPicking(false);
              }}
              close={() => setPicking(false)}
            />
          </Suspense>
        )}
      </span>
    </Segments>
  );
}
