// Where a file comes in: dropped, chosen, or pasted; a table copied from a spreadsheet, too.
import { FileUp } from "lucide-react";
import { type DragEvent, useEffect, useRef, useState } from "react";
import type { Upload } from "../../api/imports";
import { useUpload } from "../../state/imports";
import { ErrorNote } from "../../ui/error-note";
import { useTranslation } from "../../ui/i18n";
import { Templates } from "./templates";

const ACCEPTED = ".csv,.txt,.tsv,.xlsx,.xlsm,.geojson,.json,.gz";

export function DropZone({ note, done }: { note: string | null; done: (upload: Upload) => void }) {
  const { t } = useTranslation();
  const [over, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const { mutate, isPending, error, share, cancel, variables } = useUpload(done);

  const pasted = t("imports.pasted");
  useEffect(() => {
    if (isPending) return;
    const onPaste = (event: ClipboardEvent) => {
      if ((event.target as Element | null)?.closest?.("input:not([type=file]), textarea")) return;
      const file = event.clipboardData?.files[0];
      const text = event.clipboardData?.getData("text/plain") ?? "";
      // A word is no table.
      if (file) mutate(file);
      else if (text.includes("\n")) mutate(new File([text], `${pasted}.csv`));
    };
    document.addEventListener("paste", onPaste);
    return () => document.removeEventListener("paste", onPaste);
  }, [mutate, pasted, isPending]);

  // A file dropped beside the zone must not take the page away.
  useEffect(() => {
    const keep = (event: Event) => event.preventDefault();
    document.addEventListener("dragover", keep);
    document.addEventListener("drop", keep);
    return () => {
      document.removeEventListener("dragover", keep);
      document.removeEventListener("drop", keep);
    };
  }, []);

  const drag = (isOver: boolean) => (event: DragEvent) => {
    event.preventDefault();
    setOver(isOver);
  };
  return (
    <section className="card drop" aria-label={t("imports.choose")}>
      {note && (
        <p className="import-warning" role="status">
          {note}
        </p>
      )}
      {isPending ? (
        <div className="drop-zone sending" role="status">
          <strong>{t("imports.sending", { name: variables?.name ?? "" })}</strong>
          <progress value={share} aria-label={t("imports.sent")} />
          <button type="button" className="button" onClick={cancel}>
            {t("imports.cancel")}
          </button>
        </div>
      ) : (
        // biome-ignore lint/a11y/noStaticElementInteractions: the keyboard has the button within
        <div
          className={over ? "drop-zone over" : "drop-zone"}
          data-testid="drop-zone"
          onDragEnter={drag(true)}
          onDragOver={drag(true)}
          onDragLeave={drag(false)}
          onDrop={(event) => {
            drag(false)(event);
            const file = event.dataTransfer.files[0];
            if (file) mutate(file);
          }}
        >
          <FileUp size={30} strokeWidth={1.4} aria-hidden="true" />
          <strong>{t("imports.drop")}</strong>
          <button type="button" className="button primary" onClick={() => input.current?.click()}>
            {t("imports.choose")}
          </button>
          <p className="quiet">{t("imports.formats")}</p>
          <input
            ref={input}
            type="file"
            hidden
            accept={ACCEPTED}
            data-testid="file"
            aria-label={t("imports.choose")}
            onChange={(event) => {
              const file = event.target.files?.[0];
              // The same file again is a new wish.
              event.target.value = "";
              if (file) mutate(file);
            }}
          />
        </div>
      )}
      <Templates />
      {error && error.message !== "aborted" && <ErrorNote error={error} />}
    </section>
  );
}
