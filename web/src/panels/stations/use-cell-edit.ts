// Saves the cell that is edited: what comes of it is said, with its way back. Where the
// cell was left meanwhile, a refusal is said there, too, since the cell can no longer say it.
import { useRef } from "react";
import { asProblem } from "../../api/problem";
import type { Station } from "../../api/types";
import { type EditableField, editOf, type StationEdit } from "../../model/station-edit";
import { Overtaken, useStationEdit } from "../../state/station-edits";
import { showToast } from "../../state/toasts";
import { useTranslation, wordFor } from "../../ui/i18n";
import { problemText } from "../../ui/problem-text";
import { refusalText } from "./words";

export function useCellEdit(editing: string | null, isShown: boolean, stop: () => void) {
  const { t } = useTranslation();
  const change = useStationEdit();
  const now = useRef({ editing, isShown });
  now.current = { editing, isShown };

  const said = (field: EditableField, value: string | null) =>
    value === null ? t("stations.empty") : field === "energy" ? wordFor("energy", value) : value;
  const takeBack = (undo: () => Promise<void>, field: EditableField) =>
    undo()
      .then(() => showToast({ text: t("station.undone"), tone: "plain" }))
      .catch((error) => {
        const text =
          error instanceof Overtaken
            ? t("stations.overtaken", { value: said(field, error.value) })
            : problemText(asProblem(error), t);
        showToast({ text, tone: "bad" });
      });
  const tell = ({ field, after }: StationEdit, name: string, undo: (() => Promise<void>) | null) =>
    showToast({
      text: t(after === null ? "stations.cleared" : "stations.edited", {
        name,
        field: t(`station.field.${field}`),
        value: said(field, after),
      }),
      tone: "good",
      ...(undo && {
        action: { label: t("station.undo"), run: () => void takeBack(undo, field) },
      }),
    });

  const save = (station: Station, field: EditableField, text: string) => {
    const edit = editOf(station, field, text);
    if (!edit) return stop();
    const cell = now.current.editing;
    // Not by callbacks of the mutation, which the next cell's would silence.
    change.mutateAsync(edit).then(
      (undo) => {
        if (now.current.editing === cell) stop();
        tell(edit, station.name, undo);
      },
      (error) => {
        if (now.current.editing === cell && now.current.isShown) return;
        showToast({ text: refusalText(asProblem(error), field, t), tone: "bad" });
      },
    );
  };
  return { save, saving: change.isPending, error: change.error, reset: change.reset };
}

export type CellEdit = ReturnType<typeof useCellEdit>;
