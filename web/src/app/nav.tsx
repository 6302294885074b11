// The pages, at the left of a desk and at the bottom of a phone.
import "./nav.css";
import { Link } from "@tanstack/react-router";
import {
  FileUp,
  Fuel,
  Handshake,
  type LucideIcon,
  Map as MapIcon,
  Megaphone,
  Percent,
} from "lucide-react";
import { PAGES, type PageName } from "../model/pages";
import { usePage, usePageSearch } from "../state/pages";
import { useTranslation } from "../ui/i18n";

const ICONS: Record<PageName, LucideIcon> = {
  map: MapIcon,
  stations: Fuel,
  fees: Percent,
  cooperation: Handshake,
  campaigns: Megaphone,
  import: FileUp,
};

export function Nav() {
  const { t } = useTranslation();
  const here = usePage();
  const searchOf = usePageSearch();
  return (
    <nav className="nav" aria-label={t("nav.pages")}>
      <img src="/favicon.svg" alt={t("app.name")} width="28" height="28" />
      <ul>
        {PAGES.map(({ name, path }) => {
          const Icon = ICONS[name];
          return (
            <li key={name}>
              <Link
                to={path as "/"}
                search={searchOf(name) as never}
                aria-current={name === here ? "page" : undefined}
              >
                <Icon size={20} strokeWidth={1.8} aria-hidden="true" />
                <span>{t(`nav.${name}`)}</span>
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
