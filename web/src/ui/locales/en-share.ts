// What is taken along, in English.
import type { Shape } from "./shape";
import type { zhShare } from "./zh-share";

export const enShare: Shape<typeof zhShare> = {
  embed: {
    title: "Embed the map",
    width: "Width (pixels or %)",
    height: "Height (pixels)",
    sizes:
      "Height is {{smallest}} to {{largest}} pixels, width a number of pixels or a percentage.",
    frame: "Code for a page (iframe)",
    preview: "Live preview",
    stations: "Station tiles",
    regions: "Region tiles",
    sources: "MapLibre sources",
    copy: "Copy",
  },
  picture: {
    sides: "{{left}} on the left, {{right}} on the right",
    made: "Made with Forecourt",
    asOf: "As of {{date}}",
    stations: "{{formatted}} stations",
    failed: "The picture could not be made",
  },
};
