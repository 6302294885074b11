// The texts of the cooperation page: loaded with it.
import i18next from "i18next";
import { enCooperation } from "./locales/en-cooperation";
import { zhCooperation } from "./locales/zh-cooperation";

i18next.addResourceBundle("zh", "translation", zhCooperation, true);
i18next.addResourceBundle("en", "translation", enCooperation, true);
