// The texts of what is taken along: loaded when someone takes something.
import i18next from "i18next";
import { enShare } from "./locales/en-share";
import { zhShare } from "./locales/zh-share";

i18next.addResourceBundle("zh", "translation", zhShare, true);
i18next.addResourceBundle("en", "translation", enShare, true);
