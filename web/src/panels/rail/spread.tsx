// How the regions in view spread over the values of the metric, and which of
// them a range picks out.
import { useMemo } from "react";
import { formatBounds } from "../../model/figure";
import { formatCount } from "../../model/format";
import { histogram, partsOf } from "../../model/histogram";
import { isWhole, type Reading } from "../../model/metrics";
import { RAMP } from "../../model/palette";
import { numberOf } from "../../model/value";
import { useLanguage, useTheme } from "../../state/preferences";
import { useClearRange, useCounted } from "../../state/region-range";
import { useClasses } from "../../state/region-view";
import { useView } from "../../state/view";
import { useTranslation } from "../../ui/i18n";
import { Brush } from "./brush";

interface Props {
  reading: Reading | undefined;
  /** To be read only. */
  plain: boolean;
}

export function Spread({ reading, plain }: Props) {
  const { t } = useTranslation();
  const language = useLanguage();
  const theme = useTheme();
  const { metric, scale } = useView();
  const { classes, rows } = useClasses();
  const clear = useClearRange();
  const { range, all, inside } = useCounted(rows, metric);
  const drawn = useMemo(() => {
    if (!rows || !classes) return null;
    const values = rows.flatMap((row) => (row.region ? (numberOf(row.values[metric]) ?? []) : []));
    const made = histogram(values, isWhole(reading));
    return made && { histogram: made, parts: partsOf(made, classes, scale, RAMP[theme]) };
  }, [rows, classes, metric, reading, scale, theme]);
  if (!range && plain) return null;
  return (
    <div className={plain ? "spread" : "spread whole"} data-testid="spread">
      {drawn && !plain && <Brush {...drawn} reading={reading} />}
      <p className="spread-note">
        {range ? (
          <>
            <b className="number">{formatBounds(range, reading, language)}</b>
            <span className="quiet number" data-inside={inside} data-all={all}>
              {t("rail.range.count", {
                inside: formatCount(inside, language),
                all: formatCount(all, language),
              })}
            </span>
            {!plain && (
              <button type="button" className="text-button" onClick={clear}>
                {t("rail.range.clear")}
              </button>
            )}
          </>
        ) : (
          // Its place is kept before there is anything, so that nothing below or above it moves.
          <span className="quiet">{rows && t(drawn ? "rail.range.hint" : "rail.range.alike")}</span>
        )}
      </p>
    </div>
  );
}
