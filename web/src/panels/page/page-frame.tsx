// The frame of every page but the map: its name, the question that it answers,
// and below that its content, which scrolls.
import "../top/top.css";
import "./page.css";
import { type ReactNode, useEffect } from "react";
import { useGoTo } from "../../state/pages";
import { useTranslation } from "../../ui/i18n";
import { Actions } from "../top/actions";
import { Search } from "../top/search";
import { type Asks, QuestionBar } from "./question-bar";

interface Props {
  title: string;
  /** Before the title: the way up from a page below another. */
  up?: ReactNode;
  /** Beside the title: what can be done with the whole page. */
  extra?: ReactNode;
  /** Which parts of the question the page answers to; none where it answers to none. */
  asks?: readonly Asks[];
  /** Beside the question: what only this page asks. */
  own?: ReactNode;
  children: ReactNode;
}

const EVERYTHING: readonly Asks[] = ["region", "filters", "date", "period"];

export function PageFrame({ title, up, extra, asks = EVERYTHING, own, children }: Props) {
  const { t } = useTranslation();
  const goTo = useGoTo();
  useEffect(() => {
    const before = document.title;
    document.title = `${title} · ${t("app.name")}`;
    return () => {
      document.title = before;
    };
  }, [title, t]);
  return (
    <main className="framed" data-testid="page">
      <header className="page-head">
        {up}
        <h1>{title}</h1>
        <div className="page-extra">{extra}</div>
        <div className="page-search">
          <Search onStation={({ code }) => goTo(`/stations/${encodeURIComponent(code)}`)} />
        </div>
        <Actions />
      </header>
      {asks.length > 0 && <QuestionBar asks={asks}>{own}</QuestionBar>}
      <div className="page-body">{children}</div>
    </main>
  );
}
