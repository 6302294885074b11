// The texts of the import page: loaded with it. Fields and kinds of records are called as in histories.
import "./station-texts";
import i18next from "i18next";
import { enImports, enImportsOne } from "./locales/en-imports";
import { zhImports } from "./locales/zh-imports";

i18next.addResourceBundle("zh", "translation", zhImports, true);
for (const texts of [enImports, enImportsOne]) {
  i18next.addResourceBundle("en", "translation", texts, true);
}
