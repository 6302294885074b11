// Brands or operators: many values, so they are searched, with how often each occurs.
import { Select } from "antd";
import { useState } from "react";
import { formatCount } from "../../model/format";
import { useLanguage } from "../../state/preferences";
import { useChoices } from "../../state/queries";
import { useQuestion, useSetView } from "../../state/view";
import { useTranslation } from "../../ui/i18n";

export function ChoiceSelect({ property }: { property: "brand" | "operator" }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const question = useQuestion();
  const setView = useSetView();
  // Asked only when someone looks.
  const [opened, setOpened] = useState(false);
  const choices = useChoices(question, property, opened);
  const label = t(`rail.${property}`);
  return (
    <div className="field" data-testid={`filter-${property}`}>
      <span>{label}</span>
      <Select
        mode="multiple"
        allowClear
        maxTagCount="responsive"
        aria-label={label}
        placeholder={t("rail.all")}
        value={question[property]}
        loading={choices.isFetching}
        onOpenChange={(open) => open && setOpened(true)}
        onChange={(values: string[]) => setView({ [property]: values })}
        options={(choices.data ?? []).map((c) => ({
          value: c.value,
          label: c.value,
          count: c.count,
        }))}
        optionRender={(option) => (
          <span className="choice">
            <span>{option.label}</span>
            <span className="quiet number">{formatCount(Number(option.data.count), language)}</span>
          </span>
        )}
      />
    </div>
  );
}
