// The legend of a scale that runs on: from the least value in view to the
// greatest, with what lies halfway.
import { type Classes, stopsOf } from "../../model/classes";
import { formatValue } from "../../model/figure";
import type { Reading } from "../../model/metrics";
import { NO_DATA, RAMP } from "../../model/palette";
import { useLanguage, useTheme } from "../../state/preferences";
import { useTranslation } from "../../ui/i18n";

interface Props {
  classes: Classes;
  reading: Reading | undefined;
}

export function Gradient({ classes, reading }: Props) {
  const { t } = useTranslation();
  const language = useLanguage();
  const theme = useTheme();
  const { min, max } = classes;
  const colours = stopsOf(classes, RAMP[theme]).map(([, colour]) => colour);
  const [first] = colours;
  const values = max > min ? [min, (min + max) / 2, max] : [min];
  return (
    <div className="gradient" data-testid="gradient">
      <i
        aria-hidden="true"
        style={{
          background:
            colours.length > 1 ? `linear-gradient(to right, ${colours.join(", ")})` : first,
        }}
      />
      <p className="number">
        {values.map((value) => (
          <span key={value} data-value={value}>
            {formatValue(value, reading, language)}
          </span>
        ))}
      </p>
      <p className="gradient-none">
        <i aria-hidden="true" style={{ background: NO_DATA[theme] }} />
        {t("rail.noData")}
      </p>
    </div>
  );
}
