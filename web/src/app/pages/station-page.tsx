// A station's own page, for links from lists: what the card on the map says, with room.
import { Link, useParams } from "@tanstack/react-router";
import { ArrowLeft, Map as MapIcon } from "lucide-react";
import { lazy, Suspense } from "react";
import { PageFrame } from "../../panels/page/page-frame";
import { StationParts } from "../../panels/station/station-parts";
import { usePageSearch } from "../../state/pages";
import { useStation } from "../../state/station";
import { useTranslation } from "../../ui/i18n";
import { StageTag } from "../../ui/stage-tag";

const PlaceMap = lazy(() => import("../../map/place-map"));

/** Near enough to see what stands around it. */
const ZOOM = 15;

export default function StationPage() {
  const { t } = useTranslation();
  const { code } = useParams({ from: "/stations/$code" });
  const station = useStation(code).data;
  const searchOf = usePageSearch();
  const map = () => {
    const [lng, lat] = station?.location ?? [0, 0];
    return { ...searchOf("map"), station: code, map: `${ZOOM}/${lat}/${lng}` };
  };
  return (
    <PageFrame
      title={station?.name ?? code}
      asks={["date"]}
      up={
        <Link
          to="/stations"
          search={searchOf("stations") as never}
          className="icon-button"
          aria-label={t("life.back")}
          title={t("life.back")}
        >
          <ArrowLeft size={17} strokeWidth={1.9} aria-hidden="true" />
        </Link>
      }
      own={
        station && (
          <>
            <code className="code">{code}</code>
            <StageTag stage={station.stage} />
            <Link to="/" search={map() as never} className="text-button">
              <MapIcon size={15} aria-hidden="true" /> {t("station.onMap")}
            </Link>
          </>
        )
      }
    >
      <StationParts
        key={code}
        code={code}
        map={(station) => (
          <Suspense fallback={null}>
            <PlaceMap
              key={station.location.join()}
              location={station.location}
              name={station.name}
            />
          </Suspense>
        )}
      />
    </PageFrame>
  );
}
