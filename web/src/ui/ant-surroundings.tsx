// Language and theme for what comes from Ant Design; only its own parts need them.
import { ConfigProvider } from "antd";
import enGB from "antd/locale/en_GB";
import zhCN from "antd/locale/zh_CN";
import dayjs from "dayjs";
// Dates are British English everywhere, so weeks begin on Monday here too.
import "dayjs/locale/en-gb";
import "dayjs/locale/zh-cn";
import type { ReactNode } from "react";
import { useLanguage, useTheme } from "../state/preferences";
import { antThemes } from "./theme";

export function AntSurroundings({ children }: { children: ReactNode }) {
  const language = useLanguage();
  const theme = useTheme();
  dayjs.locale(language === "zh" ? "zh-cn" : "en-gb");
  return (
    <ConfigProvider locale={language === "zh" ? zhCN : enGB} theme={antThemes[theme]}>
      {children}
    </ConfigProvider>
  );
}
