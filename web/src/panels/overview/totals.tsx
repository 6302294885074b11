// The numbers of the question in view, as the API gives them.

import type { Values } from "../../api/types";
import { formatValue } from "../../model/format";
import { useLanguage } from "../../state/preferences";
import { useTranslation } from "../../ui/i18n";

const FIGURES = [
  ["stations", "count", "panel.stations"],
  ["online", "count", "panel.online"],
  ["coverage_rate", "ratio", "panel.coverage"],
  ["closed", "count", "panel.closed"],
] as const;

export function Totals({ values }: { values: Values }) {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <dl className="totals" data-testid="totals">
      {FIGURES.map(([id, unit, title]) => (
        <div key={id}>
          <dt>{t(title)}</dt>
          <dd className="number" data-metric={id} data-value={values[id] ?? ""}>
            {formatValue(values[id], unit, language)}
          </dd>
        </div>
      ))}
    </dl>
  );
}
