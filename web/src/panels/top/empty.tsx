// What a new database shows: how to get stations into it.
import { Copy } from "lucide-react";
import { useCopy } from "../../ui/clipboard";
import { useTranslation } from "../../ui/i18n";
import { IconButton } from "../../ui/icon-button";

const COMMANDS = [
  ["import", "forecourt import stations stations.csv"],
  ["demo", "forecourt demo"],
] as const;

export default function Empty() {
  const { t } = useTranslation();
  const copy = useCopy();
  return (
    <section className="empty" aria-labelledby="empty-title">
      <h1 id="empty-title">{t("empty.title")}</h1>
      <p className="quiet">{t("empty.text")}</p>
      {COMMANDS.map(([name, command]) => (
        <div key={name}>
          <h2>{t(`empty.${name}`)}</h2>
          <p className="command">
            <code>{command}</code>
            <IconButton
              icon={Copy}
              label={`${t("empty.copy")}: ${command}`}
              onClick={() => void copy(command)}
            />
          </p>
        </div>
      ))}
    </section>
  );
}
