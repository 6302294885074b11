// The texts around the API's documents, loaded with their page.
import i18next from "i18next";
import { enDocs } from "./locales/en-docs";
import { zhDocs } from "./locales/zh-docs";

i18next.addResourceBundle("zh", "translation", zhDocs, true);
i18next.addResourceBundle("en", "translation", enDocs, true);
