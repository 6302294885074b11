// A small map of one place, on the same base as the large one: where it is, and no more.
import "maplibre-gl/dist/maplibre-gl.css";
import "./map.css";
import { AttributionControl, type MapRef, Map as MapView, Marker } from "@vis.gl/react-maplibre";
import { useEffect, useRef, useState } from "react";
import type { Place } from "../api/types";
import { useLanguage, useTheme } from "../state/preferences";
import { useNetwork } from "../state/queries";
import { useTranslation } from "../ui/i18n";
import { baseStyle, repaintBase } from "./base-style";
import { foldCredit, maplibre } from "./maplibre";

/** Some cities around it are in sight, and the base map has no more detail beyond. */
const ZOOM = 7.6;

interface Props {
  location: Place;
  name: string;
}

export default function PlaceMap({ location: [longitude, latitude], name }: Props) {
  const network = useNetwork().data;
  const theme = useTheme();
  const language = useLanguage();
  const { t } = useTranslation();
  const ref = useRef<MapRef>(null);
  const [failed, setFailed] = useState(false);
  const [style] = useState(() => network?.basemap ?? baseStyle(theme, language));
  const ownBase = !network?.basemap;
  useEffect(() => {
    const map = ref.current?.getMap();
    if (map?.isStyleLoaded() && ownBase) repaintBase(map, theme, language);
  }, [ownBase, theme, language]);
  if (failed) return <p className="quiet">{t("map.failed")}</p>;
  return (
    <MapView
      ref={ref}
      mapLib={maplibre as never}
      mapStyle={style}
      initialViewState={{ longitude, latitude, zoom: ZOOM }}
      maxPitch={0}
      minZoom={2}
      maxZoom={12}
      dragRotate={false}
      touchPitch={false}
      // The page scrolls over it.
      scrollZoom={false}
      attributionControl={false}
      onLoad={({ target }) => foldCredit(target)}
      // Without a listener MapLibre writes to the console; what fails before there is a map is the map.
      onError={({ target }) => setFailed((was) => was || !target)}
      style={{ position: "absolute", inset: 0 }}
    >
      <AttributionControl compact position="bottom-left" />
      <Marker longitude={longitude} latitude={latitude}>
        <span className="selected-marker" role="img" aria-label={name} />
      </Marker>
    </MapView>
  );
}
