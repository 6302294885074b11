// A list of stations, each with its stage and one thing to say; a click opens its card.
import "./station-rows.css";
import { useSetView } from "../state/view";
import { useTranslation, wordFor } from "./i18n";
import { stageColour } from "./stage-tag";

export interface StationRow {
  code: string;
  name: string;
  stage: string | null | undefined;
  text: string;
}

export function StationRows({ rows }: { rows: readonly StationRow[] }) {
  const setView = useSetView();
  // Words change with the language.
  useTranslation();
  return (
    <ul className="station-rows">
      {rows.map(({ code, name, stage, text }) => (
        <li key={code}>
          <button type="button" onClick={() => setView({ station: code, explain: null })}>
            <i
              style={{ background: stageColour(stage) }}
              title={wordFor("stage", stage ?? "none")}
            />
            <span className="visually-hidden">{wordFor("stage", stage ?? "none")}</span>
            <span>
              {name} <small>{code}</small>
            </span>
            <b className="number">{text}</b>
          </button>
        </li>
      ))}
    </ul>
  );
}
