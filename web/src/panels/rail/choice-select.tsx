// Brands or operators: many values, so they are searched, with how often each occurs.
import { useState } from "react";
import { formatCount } from "../../model/format";
import { useLanguage } from "../../state/preferences";
import { useChoices } from "../../state/queries";
import { useQuestion, useSetView } from "../../state/view";
import { useTranslation } from "../../ui/i18n";
import { Select } from "../../ui/select";

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
        multiple
        label={label}
        placeholder={t("rail.all")}
        value={question[property]}
        loading={choices.isFetching}
        onOpen={() => setOpened(true)}
        onChange={(values) => setView({ [property]: values })}
        options={(choices.data ?? []).map((c) => ({
          value: c.value,
          label: c.value,
          note: formatCount(c.count, language),
        }))}
      />
    </div>
  );
}
