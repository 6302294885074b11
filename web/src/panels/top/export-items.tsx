// The question's stations and the statistics of its regions as files, in the menu of what can be
// taken along.
import { Download } from "lucide-react";
import {
  FORMAT_NAMES,
  STATION_FORMATS,
  STATS_FORMATS,
  type StationFormat,
  stationsFile,
  statsFile,
} from "../../model/exports";
import { useLanguage } from "../../state/preferences";
import { panelMetrics } from "../../state/queries";
import { useRegionView } from "../../state/region-view";
import { useQuestion, useView } from "../../state/view";
import { useTranslation, wordFor } from "../../ui/i18n";

interface FilesProps {
  label: string;
  files: readonly { format: StationFormat; href: string | null }[];
  done: () => void;
}

function Files({ label, files, done }: FilesProps) {
  return (
    <div className="menu-files" role="group" aria-label={label}>
      <Download size={15} aria-hidden="true" />
      <span aria-hidden="true">{label}</span>
      {files.map(
        ({ format, href }) =>
          href && (
            <a
              key={format}
              role="menuitem"
              href={href}
              download
              aria-label={`${label}: ${FORMAT_NAMES[format]}`}
              onClick={done}
            >
              {FORMAT_NAMES[format]}
            </a>
          ),
      )}
    </div>
  );
}

export default function ExportItems({ done }: { done: () => void }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const question = useQuestion();
  const { metric } = useView();
  const { set, level } = useRegionView();
  const metrics = panelMetrics(metric);
  return (
    <>
      <Files
        label={t("top.exportStations")}
        files={STATION_FORMATS.map((format) => ({
          format,
          href: stationsFile(question, format, language),
        }))}
        done={done}
      />
      {level && (
        <Files
          label={t("top.exportStats", { level: wordFor("level", level) })}
          files={STATS_FORMATS.map((format) => ({
            format,
            href: statsFile(question, { set, level, metrics }, format, language),
          }))}
          done={done}
        />
      )}
    </>
  );
}
