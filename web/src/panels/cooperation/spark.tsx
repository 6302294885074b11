// A line of months in a cell, on a scale of its own; in words for those who do not see it.
import { formatPercent, NOTHING } from "../../model/format";
import { sparkline } from "../../model/region-rows";
import { useLanguage } from "../../state/preferences";
import { useTranslation } from "../../ui/i18n";

const WIDTH = 104;
const HEIGHT = 24;
const MARGIN = 3;

export function Spark({ values }: { values: readonly (number | null)[] }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { runs, end } = sparkline(values, WIDTH, HEIGHT, MARGIN);
  const ends = [values[0], values.at(-1)].map((value) =>
    value === null || value === undefined ? NOTHING : formatPercent(value, language),
  );
  const [from = NOTHING, to = NOTHING] = ends;
  const text = t("cooperation.sparkline", { from, to });
  return (
    <svg className="spark" width={WIDTH} height={HEIGHT} role="img" aria-label={text}>
      <title>{text}</title>
      {runs.map((points) => (
        <polyline key={points} points={points} />
      ))}
      {end && <circle cx={end.x} cy={end.y} r="2.2" />}
    </svg>
  );
}
