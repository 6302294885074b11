// Language and theme for everything inside, and for the document around it.
import { type ReactNode, useLayoutEffect } from "react";
import { useLanguage, useTheme } from "../state/preferences";
import { setLanguage, useTranslation } from "../ui/i18n";

export function Surroundings({ children }: { children: ReactNode }) {
  const language = useLanguage();
  const theme = useTheme();
  const { t } = useTranslation();
  useLayoutEffect(() => {
    setLanguage(language);
    document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
  }, [language]);
  useLayoutEffect(() => {
    document.documentElement.dataset.theme = theme;
    const colour = theme === "dark" ? "#11151c" : "#f4f6f9";
    for (const meta of document.querySelectorAll('meta[name="theme-color"]')) {
      meta.setAttribute("content", colour);
    }
  }, [theme]);
  useLayoutEffect(() => {
    document.title = language === "zh" ? `${t("app.name")} Forecourt` : t("app.name");
  }, [language, t]);
  return children;
}
