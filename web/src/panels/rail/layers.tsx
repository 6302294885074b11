// What is drawn, and by which metric and level regions are coloured.
import { grouped } from "../../model/metrics";
import { LAYERS, toggled } from "../../model/view";
import { useLanguage } from "../../state/preferences";
import { useMetrics, useRegionSets } from "../../state/queries";
import { useRegionView } from "../../state/region-view";
import { useSetView, useView } from "../../state/view";
import { localized, useTranslation, wordFor } from "../../ui/i18n";
import { Section } from "../../ui/section";
import { Select } from "../../ui/select";
import { Switch } from "./switch";

export function Layers() {
  const { t } = useTranslation();
  const language = useLanguage();
  const { layers, metric, set } = useView();
  const setView = useSetView();
  const metrics = useMetrics().data ?? [];
  const sets = useRegionSets().data ?? [];
  const { levels, level } = useRegionView();
  const info = metrics.find((m) => m.id === metric);
  return (
    <Section title={t("rail.layers")}>
      <div className="stack">
        <div>
          {LAYERS.map((layer) => (
            <Switch
              key={layer}
              label={t(`rail.${layer}`)}
              checked={layers.includes(layer)}
              onChange={() => setView({ layers: toggled(layers, layer) })}
            />
          ))}
        </div>
        <div className="field" data-testid="metric">
          <span>{t("rail.metric")}</span>
          <Select
            searchable
            label={t("rail.metric")}
            value={metric}
            onChange={(next) => setView({ metric: next })}
            options={grouped(metrics).flatMap(({ group, metrics: ofGroup }) =>
              ofGroup.map((m) => ({
                value: m.id,
                label: localized(m.title, language),
                title: localized(m.formula, language),
                group: wordFor("metricGroup", group),
              })),
            )}
          />
        </div>
        {info && <p className="hint">{localized(info.formula, language)}</p>}
        <div className="pair">
          <div className="field" data-testid="level">
            <span>{t("rail.level")}</span>
            <Select
              label={t("rail.level")}
              value={level}
              onChange={(next) => setView({ level: next })}
              options={levels.map((l) => ({ value: l, label: wordFor("level", l) }))}
            />
          </div>
          <div className="field" data-testid="set">
            <span>{t("rail.set")}</span>
            <Select
              label={t("rail.set")}
              value={set}
              // A region of one set means nothing in another.
              onChange={(next) => setView({ set: next, within: null, level: null })}
              options={sets.map((s) => ({ value: s.set, label: wordFor("set", s.set) }))}
            />
          </div>
        </div>
      </div>
    </Section>
  );
}
