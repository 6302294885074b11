// Keeps the comparison in view under a name: its question, its answer and the revision it is of.
import { useId, useState } from "react";
import type { Comparison } from "../../api/campaigns";
import { asProblem } from "../../api/problem";
import { showToast } from "../../state/toasts";
import { useKeepComparisons } from "../../state/uplift";
import { useView } from "../../state/view";
import { Dialog } from "../../ui/dialog";
import { ErrorNote } from "../../ui/error-note";
import { useTranslation } from "../../ui/i18n";

interface Props {
  answer: Comparison;
  close: () => void;
}

export default function SaveForm({ answer, close }: Props) {
  const { t } = useTranslation();
  const { knownAt } = useView();
  const { question, name } = answer;
  const [title, setTitle] = useState(() =>
    t("uplift.usualTitle", {
      name,
      measure: t(`uplift.measure.${question.metric}`, { defaultValue: question.metric }),
    }),
  );
  const { save } = useKeepComparisons(question.campaign);
  const id = useId();
  const atField = save.error && asProblem(save.error).parameter === "title";
  const keep = () => {
    const { campaign: _, ...asked } = question;
    save.mutate(
      { title: title.trim(), ...asked, ...(knownAt ? { known_at: knownAt } : {}) },
      {
        onSuccess: () => {
          showToast({ text: t("uplift.kept", { title: title.trim() }), tone: "good" });
          close();
        },
      },
    );
  };
  return (
    <Dialog title={t("uplift.save")} width={440} onClose={close}>
      <form
        className="campaign-form"
        data-testid="save-form"
        onSubmit={(e) => {
          e.preventDefault();
          keep();
        }}
      >
        <p className="quiet">{t("uplift.saveHint")}</p>
        <label className="field" htmlFor={id}>
          <span>{t("uplift.title")}</span>
          <input
            id={id}
            type="text"
            autoComplete="off"
            autoFocus
            value={title}
            aria-invalid={Boolean(atField)}
            onFocus={(e) => e.target.select()}
            onChange={(e) => setTitle(e.target.value)}
          />
        </label>
        {save.error && <ErrorNote error={save.error} />}
        <div className="form-actions">
          <button
            type="submit"
            className="button primary"
            disabled={save.isPending || title.trim() === ""}
          >
            {t("campaigns.save")}
          </button>
          <button type="button" className="button" onClick={close}>
            {t("campaigns.cancel")}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
