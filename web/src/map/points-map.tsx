// A small map of plain points: where the stations of a file would lie.
import "maplibre-gl/dist/maplibre-gl.css";
import "./map.css";
import { AttributionControl, type MapRef, Map as MapView } from "@vis.gl/react-maplibre";
import type { GeoJSONSource, Map as MapLibre } from "maplibre-gl";
import { useEffect, useRef, useState } from "react";
import type { Box, Place } from "../api/types";
import type { Theme } from "../model/palette";
import { useLanguage, useTheme } from "../state/preferences";
import { useTranslation } from "../ui/i18n";
import { baseStyle, repaintBase } from "./base-style";
import { foldCredit, maplibre } from "./maplibre";
import { ZoomButtons } from "./zoom-buttons";

const POINTS = "points";
const INK: Record<Theme, string> = { light: "#2f4bb8", dark: "#8ea6ff" };
const EDGE: Record<Theme, string> = { light: "#ffffff", dark: "#10162a" };

/** A few that lie far away must not make the others one dot: so many of a hundred are in sight at first. */
const IN_SIGHT = 98;

/** The box of nearly all points. */
function boxOf(points: readonly Place[]): Box {
  const cut = Math.floor((points.length * (100 - IN_SIGHT)) / 200);
  const span = (axis: 0 | 1): [number, number] => {
    const sorted = points.map((point) => point[axis]).sort((a, b) => a - b);
    return [sorted[cut] ?? 0, sorted[sorted.length - 1 - cut] ?? 0];
  };
  const [[west, east], [south, north]] = [span(0), span(1)];
  return [west, south, east, north];
}

const collection = (points: readonly Place[]) => ({
  type: "FeatureCollection" as const,
  features: points.map((coordinates) => ({
    type: "Feature" as const,
    properties: {},
    geometry: { type: "Point" as const, coordinates },
  })),
});

function addPoints(map: MapLibre, points: readonly Place[], theme: Theme) {
  if (map.getSource(POINTS)) return;
  map.addSource(POINTS, { type: "geojson", data: collection(points) });
  map.addLayer({
    id: POINTS,
    type: "circle",
    source: POINTS,
    paint: {
      "circle-radius": ["interpolate", ["linear"], ["zoom"], 4, 2.5, 12, 5],
      "circle-color": INK[theme],
      "circle-opacity": 0.85,
      "circle-stroke-color": EDGE[theme],
      "circle-stroke-width": 1,
    },
  });
}

const FIT = { padding: 28, maxZoom: 13 };

export default function PointsMap({ points, label }: { points: readonly Place[]; label: string }) {
  const theme = useTheme();
  const language = useLanguage();
  const { t } = useTranslation();
  const [map, setMap] = useState<MapLibre | null>(null);
  const [failed, setFailed] = useState(false);
  const [style] = useState(() => baseStyle(theme, language));
  const [first] = useState(() => ({ bounds: boxOf(points), fitBoundsOptions: FIT }));
  const begun = useRef<MapLibre | null>(null);
  const begin = (made: MapLibre) => {
    if (begun.current === made) return;
    begun.current = made;
    const add = () => {
      addPoints(made, points, theme);
      setMap(made);
    };
    if (made.getStyle()) add();
    else made.once("style.load", add);
  };

  // The map stays where it is when the points move by another system: that is what one wants to see.
  useEffect(() => {
    map?.getSource<GeoJSONSource>(POINTS)?.setData(collection(points));
  }, [map, points]);
  useEffect(() => {
    if (!map) return;
    repaintBase(map, theme, language);
    map.setPaintProperty(POINTS, "circle-color", INK[theme]);
    map.setPaintProperty(POINTS, "circle-stroke-color", EDGE[theme]);
  }, [map, theme, language]);

  return (
    <div className="points-map" role="application" aria-label={label} data-testid="points-map">
      <MapView
        ref={(ref: MapRef | null) => {
          if (ref) begin(ref.getMap());
        }}
        mapLib={maplibre as never}
        mapStyle={style}
        initialViewState={first}
        minZoom={1}
        maxZoom={18}
        maxPitch={0}
        dragRotate={false}
        touchPitch={false}
        pitchWithRotate={false}
        keyboard={false}
        attributionControl={false}
        onLoad={({ target }) => foldCredit(target)}
        onError={({ target }) => setFailed((was) => was || !target)}
        style={{ position: "absolute", inset: 0 }}
      >
        <AttributionControl compact position="bottom-left" />
      </MapView>
      {failed && <p className="map-failed">{t("map.noWebgl")}</p>}
      {map && <ZoomButtons map={map} />}
    </div>
  );
}
