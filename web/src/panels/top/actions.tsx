// The small bar at the top right: live state, language, theme, sharing, help.
import { Keyboard, Languages, Moon, Sun } from "lucide-react";
import { helpOpen } from "../../state/help";
import { useConnection } from "../../state/live";
import { useLanguage, useSetPreference, useTheme } from "../../state/preferences";
import { useTranslation } from "../../ui/i18n";
import { IconButton } from "../../ui/icon-button";
import { ShareMenu } from "./share-menu";

export function Actions() {
  const { t } = useTranslation();
  const language = useLanguage();
  const theme = useTheme();
  const setPreference = useSetPreference();
  const connection = useConnection();
  return (
    <div className="actions">
      <span
        className={`live ${connection}`}
        role="status"
        title={t(`live.${connection}`)}
        aria-label={t(`live.${connection}`)}
        data-testid="live"
      >
        <i />
      </span>
      <IconButton
        icon={Languages}
        label={t("top.language")}
        onClick={() => setPreference({ language: language === "zh" ? "en" : "zh" })}
      />
      <IconButton
        icon={theme === "dark" ? Sun : Moon}
        label={theme === "dark" ? t("top.light") : t("top.dark")}
        onClick={() => setPreference({ theme: theme === "dark" ? "light" : "dark" })}
      />
      <ShareMenu />
      <IconButton
        icon={Keyboard}
        label={t("top.help")}
        shortcut="?"
        className="desktop-only"
        onClick={() => helpOpen.set(true)}
      />
    </div>
  );
}
