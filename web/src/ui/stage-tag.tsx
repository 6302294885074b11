// A stage as a coloured dot and its name. The name is always there: colour alone says nothing.
import { isStage, STAGE_COLOURS } from "../model/palette";
import { useTranslation } from "./i18n";

export const stageColour = (stage: string | null | undefined): string =>
  STAGE_COLOURS[stage && isStage(stage) ? stage : "none"];

export function StageTag({ stage }: { stage: string | null | undefined }) {
  const { t } = useTranslation();
  return (
    <span className="stage-tag">
      <i style={{ background: stageColour(stage) }} />
      {t(`stage.${stage ?? "none"}`, { defaultValue: stage ?? "" })}
    </span>
  );
}
