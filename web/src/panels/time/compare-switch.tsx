// Turns the comparison of two dates on and off. It begins a quarter of a year
// back, or at the first month there is.
import { GitCompareArrows } from "lucide-react";
import { dateOfMonth } from "../../model/date";
import { stopPlaying, useMonths } from "../../state/time";
import { useSetView, useView } from "../../state/view";
import { useTranslation } from "../../ui/i18n";
import { IconButton } from "../../ui/icon-button";

const MONTHS_BACK = 3;

export function CompareSwitch() {
  const { t } = useTranslation();
  const { compare } = useView();
  const setView = useSetView();
  const months = useMonths();
  if (!months || months.months.length < 2) return null;
  const begin = () => {
    const index = months.index >= 1 ? Math.max(0, months.index - MONTHS_BACK) : 1;
    return dateOfMonth(months.months[index] as string, months.today);
  };
  return (
    <IconButton
      icon={GitCompareArrows}
      label={t("compare.switch")}
      aria-pressed={compare !== null}
      onClick={() => {
        stopPlaying();
        setView({ compare: compare === null ? begin() : null, explain: null });
      }}
    />
  );
}
