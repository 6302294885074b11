// The map in a page of one's own: the code to paste, and how it will look.
import "./share.css";
import "../../ui/share-texts";
import { Copy } from "lucide-react";
import { useDeferredValue, useId, useState } from "react";
import { embedAddress, frameCode, sourcesCode } from "../../model/embed";
import { regionTiles, stationTiles } from "../../model/tiles";
import { useLanguage, useTheme } from "../../state/preferences";
import { useRegionView } from "../../state/region-view";
import { useCamera, useQuestion, useView } from "../../state/view";
import { useCopy } from "../../ui/clipboard";
import { Dialog } from "../../ui/dialog";
import { useTranslation } from "../../ui/i18n";

const SMALLEST = 200;
const LARGEST = 2_000;

export default function EmbedDialog({ close }: { close: () => void }) {
  const { t } = useTranslation();
  const view = useView();
  const camera = useCamera();
  const question = useQuestion();
  const { set, level } = useRegionView();
  const language = useLanguage();
  const theme = useTheme();
  const [width, setWidth] = useState("100%");
  const [height, setHeight] = useState(480);
  const shown = useDeferredValue(height);
  const { origin } = location;
  const address = embedAddress(origin, { ...view, camera, language, theme });
  const stations = stationTiles(origin, question, view.metric) ?? "";
  const regions = regionTiles(origin, question, set, level ?? "", view.metric) ?? "";
  const fits = height >= SMALLEST && height <= LARGEST && /^\d{1,4}(%|px)?$/.test(width);
  return (
    <Dialog title={t("embed.title")} width={720} onClose={close}>
      <div className="embed-sizes">
        <label className="field">
          <span>{t("embed.width")}</span>
          <input value={width} onChange={(e) => setWidth(e.target.value.trim())} />
        </label>
        <label className="field">
          <span>{t("embed.height")}</span>
          <input
            type="number"
            min={SMALLEST}
            max={LARGEST}
            step={20}
            value={height}
            onChange={(e) => setHeight(e.target.valueAsNumber || 0)}
          />
        </label>
        {!fits && (
          <p className="field-error" role="alert">
            {t("embed.sizes", { smallest: SMALLEST, largest: LARGEST })}
          </p>
        )}
      </div>
      <Code
        name={t("embed.frame")}
        text={fits ? frameCode(address, t("app.name"), width, height) : ""}
      />
      <figure className="embed-preview">
        <figcaption className="hint">{t("embed.preview")}</figcaption>
        {fits && (
          <iframe
            src={address}
            title={t("embed.preview")}
            style={{ width: "100%", height: Math.min(shown, 320) }}
          />
        )}
      </figure>
      <Code name={t("embed.stations")} text={stations} />
      <Code name={t("embed.regions")} text={regions} />
      <Code name={t("embed.sources")} text={sourcesCode(stations, regions)} />
    </Dialog>
  );
}

function Code({ name, text }: { name: string; text: string }) {
  const { t } = useTranslation();
  const copy = useCopy();
  const id = useId();
  return (
    <div className="embed-code">
      <p>
        <label className="hint" htmlFor={id}>
          {name}
        </label>
        <button
          type="button"
          className="text-button"
          disabled={!text}
          aria-label={`${t("embed.copy")}: ${name}`}
          onClick={() => void copy(text)}
        >
          <Copy size={14} aria-hidden="true" /> {t("embed.copy")}
        </button>
      </p>
      <textarea
        id={id}
        readOnly
        rows={text.includes("\n") ? 6 : text.length > 90 ? 3 : 1}
        value={text}
        onFocus={(e) => e.target.select()}
      />
    </div>
  );
}
