// The texts of the stations page: loaded with it.
import i18next from "i18next";
import { enStations } from "./locales/en-stations";
import { zhStations } from "./locales/zh-stations";

i18next.addResourceBundle("zh", "translation", zhStations, true);
i18next.addResourceBundle("en", "translation", enStations, true);
