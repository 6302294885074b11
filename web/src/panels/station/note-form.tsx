// Writes a note on a station. Who wrote last on this machine is who writes now.
import { useId, useState } from "react";
import { useAddNote } from "../../state/account";
import { useAuthor } from "../../state/preferences";
import { showToast } from "../../state/toasts";
import { DateField } from "../../ui/date-field";
import { ErrorNote } from "../../ui/error-note";
import { useTranslation } from "../../ui/i18n";

interface Props {
  code: string;
  date: string;
  done: () => void;
}

export default function NoteForm({ code, date, done }: Props) {
  const { t } = useTranslation();
  const [author, keepAuthor] = useAuthor();
  const [at, setAt] = useState(date);
  const [name, setName] = useState(author);
  const [text, setText] = useState("");
  const add = useAddNote(code);
  const id = useId();
  const save = () =>
    add.mutate(
      { at, author: name.trim() || null, text: text.trim() },
      {
        onSuccess: () => {
          keepAuthor(name.trim());
          showToast({ text: t("account.noteSaved"), tone: "good" });
          done();
        },
      },
    );
  return (
    <form
      className="stage-form"
      onSubmit={(e) => {
        e.preventDefault();
        save();
      }}
    >
      <textarea
        rows={3}
        // biome-ignore lint/a11y/noAutofocus: the form was just asked for, to write here
        autoFocus
        aria-label={t("account.noteText")}
        placeholder={t("account.noteHint")}
        value={text}
        onChange={(e) => setText(e.target.value)}
      />
      <DateField label={t("account.noteDate")} value={at} onChange={setAt} />
      <label htmlFor={`${id}-author`}>
        <span>{t("account.author")}</span>
        <input
          id={`${id}-author`}
          type="text"
          value={name}
          onChange={(e) => setName(e.target.value)}
        />
      </label>
      {add.error && <ErrorNote error={add.error} />}
      <div className="form-actions">
        <button
          type="submit"
          className="button primary"
          disabled={add.isPending || text.trim() === ""}
        >
          {t("station.save")}
        </button>
        <button type="button" className="button" onClick={done}>
          {t("station.cancel")}
        </button>
      </div>
    </form>
  );
}
