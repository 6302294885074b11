// Ant Design in our colours. The same values stand in tokens.css for our own parts.
import { theme as antTheme, type ThemeConfig } from "antd";
import type { Theme } from "../model/palette";

const shared = {
  borderRadius: 8,
  fontSize: 13,
  controlHeight: 32,
  fontFamily: "var(--font)",
  motionDurationMid: "0.14s",
  motionDurationSlow: "0.2s",
};

export const antThemes: Record<Theme, ThemeConfig> = {
  light: {
    algorithm: antTheme.defaultAlgorithm,
    token: {
      ...shared,
      colorPrimary: "#2f4bb8",
      colorLink: "#2f4bb8",
      colorTextPlaceholder: "#667085",
    },
  },
  dark: {
    algorithm: antTheme.darkAlgorithm,
    token: {
      ...shared,
      colorPrimary: "#7f9bff",
      colorLink: "#8ea6ff",
      colorTextLightSolid: "#10162a",
      colorBgContainer: "#1d232e",
      colorBgElevated: "#222a36",
      colorTextPlaceholder: "#98a2b3",
    },
  },
};
