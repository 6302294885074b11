// Which stations count.
import { ENERGIES, STAGE_COLOURS, STAGES_AND_NONE } from "../../model/palette";
import { filterCount, NO_FILTERS } from "../../model/question";
import { useQuestion, useSetView } from "../../state/view";
import { useTranslation, wordFor } from "../../ui/i18n";
import { Section } from "../../ui/section";
import { Chips } from "./chips";
import { ChoiceSelect } from "./choice-select";
import { CqlField } from "./cql-field";

export function Filters() {
  const { t } = useTranslation();
  const question = useQuestion();
  const setView = useSetView();
  const count = filterCount(question);
  const stages = STAGES_AND_NONE.map((value) => ({
    value,
    text: wordFor("stage", value),
    colour: STAGE_COLOURS[value],
  }));
  const energies = ENERGIES.map((value) => ({ value, text: wordFor("energy", value) }));
  return (
    <Section
      title={t("rail.filters")}
      extra={
        count > 0 && (
          <button type="button" className="text-button" onClick={() => setView(NO_FILTERS)}>
            {t("rail.clear")} {count}
          </button>
        )
      }
    >
      <div className="stack">
        <Chips
          label={t("rail.stage")}
          values={stages}
          chosen={question.stage}
          onChange={(stage) => setView({ stage })}
        />
        <Chips
          label={t("rail.energy")}
          values={energies}
          chosen={question.energy}
          onChange={(energy) => setView({ energy })}
        />
        <ChoiceSelect property="brand" />
        <ChoiceSelect property="operator" />
        <CqlField />
      </div>
    </Section>
  );
}
