// The texts of the campaigns and of their comparisons: loaded with their pages.
import i18next from "i18next";
import { enCampaigns, enCampaignsOne } from "./locales/en-campaigns";
import { enUplift, enUpliftOne } from "./locales/en-uplift";
import { zhCampaigns } from "./locales/zh-campaigns";
import { zhUplift } from "./locales/zh-uplift";

for (const texts of [zhCampaigns, zhUplift]) {
  i18next.addResourceBundle("zh", "translation", texts, true);
}
for (const texts of [enCampaigns, enUplift, enCampaignsOne, enUpliftOne]) {
  i18next.addResourceBundle("en", "translation", texts, true);
}
