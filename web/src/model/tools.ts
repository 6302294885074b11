// What can be drawn on the map.

export const TOOLS = ["polygon", "circle", "box"] as const;
export type Tool = (typeof TOOLS)[number];
