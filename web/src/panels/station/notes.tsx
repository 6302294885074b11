// What people wrote down about a station, newest first, and a way to add to it.
import { Plus } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { formatShortDate } from "../../model/format";
import { useNotes } from "../../state/account";
import { useLanguage } from "../../state/preferences";
import { useNetwork } from "../../state/queries";
import { useView } from "../../state/view";
import { ErrorNote } from "../../ui/error-note";
import { useTranslation } from "../../ui/i18n";
import { Section } from "../../ui/section";
import { Skeleton } from "../../ui/skeleton";

const NoteForm = lazy(() => import("./note-form"));
const FIRST = 4;

export default function Notes({ code }: { code: string }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { knownAt } = useView();
  const notes = useNotes(code);
  const today = useNetwork().data?.today;
  const [adding, setAdding] = useState(false);
  const [all, setAll] = useState(false);
  const items = notes.data?.pages.flatMap((page) => page.items) ?? [];
  const visible = all ? items : items.slice(0, FIRST);
  const left = (notes.data?.pages[0]?.matched ?? 0) - visible.length;
  return (
    <Section
      title={t("account.notes")}
      extra={
        !adding &&
        !knownAt && (
          <button type="button" className="text-button" onClick={() => setAdding(true)}>
            <Plus size={14} aria-hidden="true" /> {t("account.addNote")}
          </button>
        )
      }
    >
      {adding && today && !knownAt && (
        <Suspense fallback={<Skeleton lines={3} height={30} />}>
          <NoteForm code={code} date={today} done={() => setAdding(false)} />
        </Suspense>
      )}
      {notes.isPending && <Skeleton lines={2} />}
      {notes.error && <ErrorNote error={notes.error} retry={() => void notes.refetch()} />}
      {notes.data && items.length === 0 && !adding && (
        <p className="quiet">{t("account.noNotes")}</p>
      )}
      <ol className="notes" data-testid="notes">
        {visible.map((note) => (
          <li key={note.number}>
            <p className="quiet">
              <span className="number">{formatShortDate(note.at, language)}</span>
              {note.author && <span>{note.author}</span>}
            </p>
            <p>{note.text}</p>
          </li>
        ))}
      </ol>
      {left > 0 && (
        <button
          type="button"
          className="text-button"
          disabled={notes.isFetchingNextPage}
          onClick={() => (all ? void notes.fetchNextPage() : setAll(true))}
        >
          {t("station.more", { count: left })}
        </button>
      )}
    </Section>
  );
}
