// The texts of drawing areas and selecting stations on the map.
import type { Shape } from "./shape";
import type { zhTools } from "./zh-tools";

export const enTools: Shape<typeof zhTools> = {
  draw: {
    hint: {
      polygon: "Click to add corners",
      more: "Go on clicking to add corners",
      close: "Click the first corner, double-click or press Enter to finish",
      circle: "Press at the centre and drag",
      box: "Press at a corner and drag across",
    },
    keys: "or press Enter to place one in the middle",
    crossing: "The edges cross: move on, or take a corner back",
    back: "Undo corner",
    end: "Finish",
    cancel: "Cancel",
    radius: "Radius {{size}}",
    handles: "Adjust the area",
    handle: {
      corner: "Corner {{number}}, moves by arrow keys",
      middle: "Add a corner on edge {{number}}",
      centre: "Centre, moves by arrow keys",
      edge: "Radius, changes by arrow keys",
    },
  },
  swipe: { divider: "Divider of the two dates, moves by arrow keys" },
  drawn: {
    title: { polygon: "Polygon", circle: "Circle", box: "Box" },
    clear: "Clear the area",
    view: "Show",
    views: { stats: "Statistics", list: "Stations" },
    only: "only within {{region}}",
    crossing:
      "The edges cross one another, so inside and outside cannot be told apart. Drag the corners on the map until they no longer cross.",
    before: "then {{value}} ({{change}})",
    compared: "then {{date}}",
    none: "No stations match in this area",
    noneHint: "Draw a larger area, change the date, or clear some of the filters.",
    open: "Open in Stations",
    export: "Export list",
  },
};
