// The filters of a page: what is in force in sight, each with its way off, and
// all of them behind one button.
import { ListFilter, X } from "lucide-react";
import { filterCount, NO_FILTERS } from "../../model/question";
import { useQuestion, useSetView } from "../../state/view";
import { useTranslation, wordFor } from "../../ui/i18n";
import { usePopup } from "../../ui/use-popup";
import { Filters } from "../rail/filters";

const LISTS = ["stage", "energy", "brand", "operator"] as const;

export function FilterMenu() {
  const { t } = useTranslation();
  const question = useQuestion();
  const setView = useSetView();
  const { open, setOpen, box, button, onKeyDown } = usePopup();
  const count = filterCount(question);

  const chips = [
    ...LISTS.flatMap((key) =>
      question[key].map((value) => ({
        key: `${key}-${value}`,
        text: key === "stage" || key === "energy" ? wordFor(key, value) : value,
        off: () => setView({ [key]: question[key].filter((v) => v !== value) }),
      })),
    ),
    ...(question.filter.trim()
      ? [{ key: "cql", text: question.filter.trim(), off: () => setView({ filter: "" }) }]
      : []),
  ];
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: closes the menu, which has its own buttons
    <div ref={box} className="filter-menu" onKeyDown={onKeyDown}>
      <button
        ref={button}
        type="button"
        className="button"
        aria-haspopup="dialog"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        <ListFilter size={15} aria-hidden="true" />
        {t("rail.filters")}
        {count > 0 && <b className="number">{count}</b>}
      </button>
      <ul className="filter-chips">
        {chips.map(({ key, text, off }) => (
          <li key={key}>
            <button type="button" className="chip" title={text} onClick={off}>
              <span>{text}</span>
              <X size={12} aria-label={t("page.without")} />
            </button>
          </li>
        ))}
        {chips.length > 1 && (
          <li>
            <button type="button" className="text-button" onClick={() => setView(NO_FILTERS)}>
              {t("rail.clear")}
            </button>
          </li>
        )}
      </ul>
      {open && (
        <div className="filter-popup" role="dialog" aria-label={t("rail.filters")}>
          <Filters />
        </div>
      )}
    </div>
  );
}
