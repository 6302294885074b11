// What a revision did, in a line.
import type { Touched } from "../../api/imports";
import { formatCount } from "../../model/format";
import { useLanguage } from "../../state/preferences";
import { useTranslation } from "../../ui/i18n";
import { comma, semicolon } from "./words";

const ACTIONS = ["created", "changed", "deleted"] as const;
/** Follows from where stations lie: nobody asked for it. */
const UNTOLD = "membership";

export function useTouched(): (touched: readonly Touched[]) => string {
  const { t } = useTranslation();
  const language = useLanguage();
  return (touched) =>
    touched
      .filter(({ entity }) => entity !== UNTOLD)
      .map((one) => {
        const parts = ACTIONS.filter((action) => one[action] > 0).map((action) =>
          t(`imports.did.${action}`, {
            count: one[action],
            shown: formatCount(one[action], language),
          }),
        );
        const entity = t(`station.entity.${one.entity}`, { defaultValue: one.entity });
        return `${entity} ${parts.join(comma(language))}`;
      })
      .join(semicolon(language)) || t("imports.didNothing");
}
