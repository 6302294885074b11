// Language and theme for what comes from Ant Design; only its own parts need them.
import { ConfigProvider } from "antd";
import enUS from "antd/locale/en_US";
import zhCN from "antd/locale/zh_CN";
import dayjs from "dayjs";
import "dayjs/locale/zh-cn";
import type { ReactNode } from "react";
import { useLanguage, useTheme } from "../state/preferences";
import { antThemes } from "./theme";

export function AntSurroundings({ children }: { children: ReactNode }) {
  const language = useLanguage();
  const theme = useTheme();
  dayjs.locale(language === "zh" ? "zh-cn" : "en");
  return (
    <ConfigProvider locale={language === "zh" ? zhCN : enUS} theme={antThemes[theme]}>
      {children}
    </ConfigProvider>
  );
}
