// The texts of the station card: loaded with it, since the first look has no use for them.
import i18next from "i18next";
import { enStation } from "./locales/en-station";
import { zhStation } from "./locales/zh-station";

i18next.addResourceBundle("zh", "translation", zhStation, true);
i18next.addResourceBundle("en", "translation", enStation, true);
