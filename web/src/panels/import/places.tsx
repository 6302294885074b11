// In which system the coordinates are: how well each fits, and where the stations lie then.
import type { Places as FilePlaces } from "../../api/imports";
import { formatCount, formatPercent } from "../../model/format";
import { SYSTEMS } from "../../model/imports";
import { useLanguage } from "../../state/preferences";
import { useTranslation } from "../../ui/i18n";
import type { ShowPoints } from "./imports";

interface Props {
  places: FilePlaces;
  /** Null is the usual one, which nobody chose. */
  chosen: string | null;
  choose: (crs: string) => void;
  pointsMap: ShowPoints;
}

export function Places({ places, chosen, choose, pointsMap }: Props) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { points, city, better, systems } = places;
  const crs = chosen ?? SYSTEMS[0];
  const shown = systems.find((system) => system.crs === crs)?.places ?? [];
  const where = city ? city.name : t("imports.anyCity");
  const count = (n: number) => formatCount(n, language);
  return (
    <section className="card third places" aria-label={t("imports.places")} data-testid="places">
      <header>
        <h2>{t("imports.places")}</h2>
        <p className="quiet">{t("imports.placesHint", { shown: count(points), where })}</p>
      </header>
      <div className="systems" role="radiogroup" aria-label={t("imports.places")}>
        {systems.map((system) => (
          <label key={system.crs} data-crs={system.crs}>
            <input
              type="radio"
              name="crs"
              checked={system.crs === crs}
              onChange={() => choose(system.crs)}
            />
            <span>
              {t(`imports.crs.${system.crs}`)}
              {system.crs === better && <b className="badge">{t("imports.fitsBetter")}</b>}
            </span>
            <span className="number" data-inside={system.inside}>
              {count(system.inside)}
              <small className="quiet">
                {formatPercent(points > 0 ? system.inside / points : 0, language)}
              </small>
            </span>
          </label>
        ))}
      </div>
      {better && chosen === null && (
        <p className="import-warning" role="status">
          {t("imports.better", { crs: t(`imports.crs.${better}`) })}
        </p>
      )}
      {systems.every((system) => system.inside === 0) && (
        <p className="import-warning" role="status">
          {t("imports.abroad")}
        </p>
      )}
      <div className="places-map">
        {shown.length > 0 ? (
          pointsMap(shown, t("imports.mapOf", { crs: t(`imports.crs.${crs}`) }))
        ) : (
          <p className="quiet">{t("imports.noPoints")}</p>
        )}
      </div>
    </section>
  );
}
