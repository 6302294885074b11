// Puts stations into a campaign by their codes, several at once, and says which were refused.
import { useState } from "react";
import { asProblem } from "../../api/problem";
import { formatCount } from "../../model/format";
import { useParticipation } from "../../state/campaigns";
import { useLanguage } from "../../state/preferences";
import { showToast } from "../../state/toasts";
import { useTranslation } from "../../ui/i18n";
import { problemText } from "../../ui/problem-text";

/** More than this is a matter for the import. */
const MOST = 200;

/** Codes hold no white space; people part them by it, by commas and by semicolons. */
const codesIn = (text: string) => [...new Set(text.split(/[\s,，;；、]+/).filter(Boolean))];

export default function AddStations({ code, close }: { code: string; close: () => void }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const [text, setText] = useState("");
  const { add } = useParticipation(code);
  const codes = codesIn(text);
  const tooMany = codes.length > MOST;
  const refused = add.data?.refused ?? [];
  const put = () =>
    add.mutate(codes, {
      onSuccess: (done) => {
        if (done.added.length > 0) {
          showToast({
            text: t("campaigns.added", { number: formatCount(done.added.length, language) }),
            tone: "good",
          });
        }
        // What was refused stays, to be put right.
        setText(done.refused.map(({ station }) => station).join("\n"));
        if (done.refused.length === 0) close();
      },
    });
  return (
    <form
      className="add-stations"
      data-testid="add-stations"
      onSubmit={(e) => {
        e.preventDefault();
        put();
      }}
    >
      <textarea
        rows={3}
        spellCheck={false}
        // biome-ignore lint/a11y/noAutofocus: the form was just asked for, to write here
        autoFocus
        aria-label={t("campaigns.codes")}
        aria-invalid={refused.length > 0 || tooMany}
        placeholder={t("campaigns.codesHint")}
        value={text}
        onChange={(e) => setText(e.target.value)}
      />
      {tooMany && <p className="field-error">{t("campaigns.codesMost", { most: MOST })}</p>}
      {refused.length > 0 && (
        <ul className="field-error" role="alert">
          {refused.map(({ station, error }) => {
            const problem = asProblem(error);
            return (
              <li key={station}>
                <b className="mono">{station}</b>{" "}
                {problem.status === 404 ? t("campaigns.noStation") : problemText(problem, t)}
              </li>
            );
          })}
        </ul>
      )}
      <div className="form-actions">
        <button
          type="submit"
          className="button primary"
          disabled={add.isPending || codes.length === 0 || tooMany}
        >
          {codes.length > 0
            ? t("campaigns.putIn", { number: formatCount(codes.length, language) })
            : t("campaigns.addStations")}
        </button>
        <button type="button" className="button" onClick={close}>
          {t("campaigns.cancel")}
        </button>
      </div>
    </form>
  );
}
