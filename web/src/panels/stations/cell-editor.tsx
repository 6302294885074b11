// A cell that is edited in its place: Enter and going elsewhere save, Escape gives up.
// What the server refuses is said below it.
import { type KeyboardEvent, type RefObject, useEffect, useId, useRef, useState } from "react";
import { asProblem } from "../../api/problem";
import type { Station } from "../../api/types";
import { ENERGIES } from "../../model/palette";
import type { EditableField } from "../../model/station-edit";
import { useChoices } from "../../state/queries";
import { useQuestion } from "../../state/view";
import { useTranslation, wordFor } from "../../ui/i18n";
import type { CellEdit } from "./use-cell-edit";
import { refusalText, whyRefused } from "./words";

interface Props {
  station: Station;
  field: EditableField;
  label: string;
  edit: CellEdit;
  /** What was typed so far: the row may be scrolled out of sight and back. */
  draft: RefObject<string | null>;
  stop: () => void;
}

export function CellEditor({ station, field, label, edit, draft, stop }: Props) {
  const { t } = useTranslation();
  const [text, setText] = useState(draft.current ?? station[field] ?? "");
  const input = useRef<HTMLInputElement & HTMLSelectElement>(null);
  const id = useId();
  const { error, saving, reset } = edit;
  const problem = error && asProblem(error);
  const why = problem && whyRefused(problem, t);
  // What is seen to already, so that leaving the field, which ends it, does not save it once more.
  const settled = useRef<string | null>(null);

  useEffect(() => {
    reset();
    input.current?.focus({ preventScroll: true });
    if (input.current instanceof HTMLInputElement) input.current.select();
  }, [reset]);
  useEffect(() => {
    if (!error) return;
    settled.current = null;
    if (document.activeElement === document.body) input.current?.focus({ preventScroll: true });
  }, [error]);

  const save = () => {
    if (settled.current === text) return;
    settled.current = text;
    edit.save(station, field, text);
  };
  const giveUp = () => {
    settled.current = text;
    stop();
  };
  const onKeyDown = (e: KeyboardEvent) => {
    if (e.nativeEvent.isComposing) return;
    if (e.key === "Escape") giveUp();
    else if (e.key === "Enter") save();
    else return;
    e.preventDefault();
    e.stopPropagation();
  };
  const shared = {
    ref: input,
    value: text,
    readOnly: saving,
    "aria-label": label,
    "aria-invalid": problem !== null,
    "aria-describedby": problem ? `${id}-error` : undefined,
    onKeyDown,
    // What was refused is given up by leaving the field.
    onBlur: () => (problem ? giveUp() : save()),
  };
  const put = (value: string) => {
    setText(value);
    draft.current = value;
    if (error) reset();
  };
  return (
    <div className="cell-editor" aria-busy={saving}>
      {field === "energy" ? (
        <select {...shared} onChange={(e) => put(e.target.value)}>
          <option value="">{t("stations.empty")}</option>
          {ENERGIES.map((energy) => (
            <option key={energy} value={energy}>
              {wordFor("energy", energy)}
            </option>
          ))}
        </select>
      ) : (
        <input
          {...shared}
          type="text"
          autoComplete="off"
          list={field === "brand" || field === "operator" ? `${id}-list` : undefined}
          onChange={(e) => put(e.target.value)}
        />
      )}
      {(field === "brand" || field === "operator") && (
        <Choices id={`${id}-list`} property={field} />
      )}
      {problem && (
        <p className="field-error" id={`${id}-error`} role="alert">
          {refusalText(problem, field, t)}
          {why && <small>{why}</small>}
        </p>
      )}
    </div>
  );
}

/** What others are called: most brands are there already. */
function Choices({ id, property }: { id: string; property: "brand" | "operator" }) {
  const choices = useChoices(useQuestion(), property, true).data ?? [];
  return (
    <datalist id={id}>
      {choices.slice(0, 200).map(({ value }) => (
        <option key={value} value={value} />
      ))}
    </datalist>
  );
}
