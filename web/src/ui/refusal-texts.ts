// Why something was refused: loaded with the first reason told, or with what imports `problem-reason`.
import i18next from "i18next";
import { enRefusal } from "./locales/en-refusal";
import { zhRefusal } from "./locales/zh-refusal";

i18next.addResourceBundle("zh", "translation", zhRefusal, true);
i18next.addResourceBundle("en", "translation", enRefusal, true);
