// From the old fee over volume, mix and rate to the new one, as bars.
import { useMemo } from "react";
import type { FeeChange } from "../../api/fees";
import { bridge, EFFECTS } from "../../model/fee-change";
import { formatChange, formatValue } from "../../model/figure";
import { INK, LESS, MORE } from "../../model/palette";
import { numberOf } from "../../model/value";
import { barsOf, floorOf } from "../../model/waterfall";
import { useLanguage, useTheme } from "../../state/preferences";
import { useTranslation } from "../../ui/i18n";
import { type DrawnStep, Waterfall } from "./waterfall";

export const BRIDGE_HEIGHT = 260;

export function Bridge({ answer }: { answer: FeeChange }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const theme = useTheme();
  const { values } = answer.total;
  const steps = useMemo((): DrawnStep[] => {
    return bridge(values).map((step) => {
      const effect = EFFECTS.find((name) => name === step.key);
      const colour = (numberOf(step.value) ?? 0) < 0 ? LESS[theme] : MORE[theme];
      return {
        ...step,
        name: effect
          ? t(`fees.effects.${effect}`)
          : t(step.key === "base" ? "fees.baseName" : "fees.now"),
        text: effect
          ? formatChange(step.value, "money", language)
          : formatValue(step.value, "money", language),
        colour: effect ? colour : INK[theme].muted,
      };
    });
  }, [values, language, theme, t]);
  const money = (value: unknown) => formatValue(value as string, "money", language);
  const floor = floorOf(steps, barsOf(steps));
  const label = t("fees.changeOf", {
    from: money(values.base_channel_fee),
    to: money(values.channel_fee),
    text: steps
      .slice(1, -1)
      .map((step) => `${step.name} ${step.text}`)
      .join(", "),
  });
  return (
    <div>
      <Waterfall steps={steps} height={BRIDGE_HEIGHT} label={label} />
      <p className="quiet effects-key" aria-hidden="true">
        <span>
          <i style={{ background: MORE[theme] }} /> {t("fees.costsMore")}
        </span>
        <span>
          <i style={{ background: LESS[theme] }} /> {t("fees.costsLess")}
        </span>
      </p>
      {floor > 0 && (
        <p className="quiet fees-note">{t("fees.axisFrom", { value: money(floor) })}</p>
      )}
    </div>
  );
}
