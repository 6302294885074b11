// The texts of the fees page: loaded with it.
import i18next from "i18next";
import { enFees } from "./locales/en-fees";
import { zhFees } from "./locales/zh-fees";

i18next.addResourceBundle("zh", "translation", zhFees, true);
i18next.addResourceBundle("en", "translation", enFees, true);
