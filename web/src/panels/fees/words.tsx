// What the components of the fee are called, and their shares as one small bar.
import { useMemo } from "react";
import type { Values } from "../../api/types";
import { COMPONENT_METRICS, metricOf, sharesOf } from "../../model/fees";
import { formatPercent, NOTHING } from "../../model/format";
import { COMPONENT_COLOURS, COMPONENTS, type Component } from "../../model/palette";
import { useLanguage, useTheme } from "../../state/preferences";
import { useMetrics } from "../../state/queries";
import { localized } from "../../ui/i18n";

/** By the catalogue's own words. */
export function useComponentNames(): Record<Component, string> {
  const language = useLanguage();
  const metrics = useMetrics().data;
  return useMemo(() => {
    const known = metrics?.filter(({ id }) =>
      (COMPONENT_METRICS as readonly string[]).includes(id),
    );
    const name = (component: Component) => {
      const title = known?.find(({ id }) => id === metricOf(component))?.title;
      return title ? localized(title, language) : component;
    };
    return Object.fromEntries(COMPONENTS.map((c) => [c, name(c)])) as Record<Component, string>;
  }, [metrics, language]);
}

/** What a fee is made of, in the width of a cell; in words for those who do not see it. */
export function PartsBar({ values }: { values: Values }) {
  const language = useLanguage();
  const theme = useTheme();
  const names = useComponentNames();
  const shares = sharesOf(values);
  if (!shares) return <span className="quiet">{NOTHING}</span>;
  const text = shares
    .map(({ component, share }) => `${names[component]} ${formatPercent(share, language)}`)
    .join(" · ");
  return (
    <span className="parts-bar" role="img" aria-label={text} title={text}>
      {shares.map(({ component, share }) => (
        <i
          key={component}
          style={{ flexGrow: share, background: COMPONENT_COLOURS[theme][component] }}
        />
      ))}
    </span>
  );
}

/** What the colours of the bars mean. */
export function PartsKey() {
  const theme = useTheme();
  const names = useComponentNames();
  return (
    <span className="parts-key quiet">
      {COMPONENTS.map((component) => (
        <span key={component} className="component-name">
          <i style={{ background: COMPONENT_COLOURS[theme][component] }} />
          {names[component]}
        </span>
      ))}
    </span>
  );
}
