// The texts of drawing on the map: loaded when someone draws.
import i18next from "i18next";
import { enTools } from "./locales/en-tools";
import { zhTools } from "./locales/zh-tools";

i18next.addResourceBundle("zh", "translation", zhTools, true);
i18next.addResourceBundle("en", "translation", enTools, true);
