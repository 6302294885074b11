// Colours that carry meaning. Stages follow Okabe and Ito, so that they stay
// apart for every common kind of colour blindness; the ramp of the choropleth
// is one hue, so that it is never taken for a stage.

export const STAGES = [
  "online",
  "signed",
  "negotiating",
  "prospect",
  "paused",
  "terminated",
] as const;

export type Stage = (typeof STAGES)[number];

/** A station without a stage by the date asked; also the word the API filters by. */
export const NO_STAGE = "none";

export const STAGES_AND_NONE = [...STAGES, NO_STAGE] as const;

export type StageOrNone = (typeof STAGES_AND_NONE)[number];

export const STAGE_COLOURS: Record<StageOrNone, string> = {
  online: "#009e73",
  signed: "#0072b2",
  negotiating: "#e69f00",
  prospect: "#56b4e9",
  paused: "#cc79a7",
  terminated: "#d55e00",
  none: "#9aa3af",
};

export const ENERGIES = ["fuel", "ev", "gas", "hydrogen", "mixed"] as const;

export type Theme = "light" | "dark";

/** From little to much. */
export const RAMP: Record<Theme, readonly string[]> = {
  light: ["#e4eafb", "#bccbf5", "#8ea6ea", "#5d7cd9", "#3450b4"],
  dark: ["#1d2a4d", "#28407f", "#3659ad", "#5279d6", "#8dabf5"],
};

/** From little to much, of stations and clusters: another hue than the regions below them. */
export const FIGURE_RAMP: Record<Theme, readonly string[]> = {
  light: ["#fce3a6", "#f9bd5c", "#ee8b34", "#cc5a16", "#86330c"],
  dark: ["#6e3410", "#a5521a", "#d97a2b", "#f3a94f", "#fbdc94"],
};

/**
 * From less to more around no change: brown and teal, which stay apart for
 * every common kind of colour blindness.
 */
export const DIVERGING: Record<Theme, readonly string[]> = {
  light: ["#a6611a", "#dfc27d", "#f7f2df", "#80cdc1", "#018571"],
  dark: ["#c98a3c", "#7a5a2a", "#4b4f55", "#1f6f66", "#3fbdaa"],
};

export const NO_DATA: Record<Theme, string> = { light: "#e6e8ec", dark: "#242a34" };

export const isStage = (value: string): value is StageOrNone =>
  (STAGES_AND_NONE as readonly string[]).includes(value);

/** The components of the channel fee, in the order in which they are stacked. */
export const COMPONENTS = ["commission", "payment", "partner_share", "fixed"] as const;

export type Component = (typeof COMPONENTS)[number];

/** Apart in brightness, too, for eyes that see no colours. */
export const COMPONENT_COLOURS: Record<Theme, Record<Component, string>> = {
  light: {
    commission: "#2f4bb8",
    payment: "#7aa5e8",
    partner_share: "#a23b77",
    fixed: "#b98a00",
  },
  dark: {
    commission: "#6f8cf5",
    payment: "#b9d3ff",
    partner_share: "#d977ae",
    fixed: "#e0c24a",
  },
};

/**
 * What made a fee more and what made it less. More of it may come of more sales or of a worse rate:
 * neither is good or bad, so they are two shades of a blue.
 */
export const MORE: Record<Theme, string> = { light: "#31459f", dark: "#b6c6ff" };
export const LESS: Record<Theme, string> = { light: "#3f93cc", dark: "#4f86d9" };
/** What stands apart from the rest. */
export const APART: Record<Theme, string> = { light: "#a6611a", dark: "#c98a3c" };

/** Words and lines in charts, as tokens.css has them. */
export const INK: Record<Theme, { text: string; quiet: string; line: string; muted: string }> = {
  light: { text: "#1a2130", quiet: "#576073", line: "#e3e7ee", muted: "#8b95a7" },
  dark: { text: "#e9edf4", quiet: "#a4aec0", line: "#2c3443", muted: "#6d7890" },
};
