// The map itself: MapLibre with our base or the one the server names, the
// overlays, the pointer and the camera.
import "maplibre-gl/dist/maplibre-gl.css";
import "./map.css";
import { AttributionControl, type MapRef, Map as MapView } from "@vis.gl/react-maplibre";
import type { Map as MapLibre } from "maplibre-gl";
import { useCallback, useEffect, useRef, useState } from "react";
import type { Box, Network } from "../api/types";
import type { Question } from "../model/question";
import { useLanguage, useTheme } from "../state/preferences";
import { useCamera } from "../state/view";
import { useTranslation } from "../ui/i18n";
import { baseStyle, MARKERS, repaintBase, STATIONS_BELOW } from "./base-style";
import { drawBubble } from "./bubble-image";
import { drawDonut } from "./donut-image";
import { HoverTip } from "./hover-tip";
import { supplyImages } from "./images";
import { foldCredit, maplibre } from "./maplibre";
import { SelectedMarker, useKeepInSight } from "./selected-marker";
import { addStationLayers } from "./station-layers";
import { Tools } from "./tools";
import { fitOptions, useCameraSync } from "./use-camera";
import { usePointer } from "./use-pointer";
import { useRegions } from "./use-regions";
import { useStations } from "./use-stations";
import { ZoomButtons } from "./zoom-buttons";

// The worker starts while the page is still being put together.
maplibre.prewarm();

/** China, until the network says where its stations are. */
const HOME = { longitude: 104.5, latitude: 36.2, zoom: 3.6 };

/** A style from elsewhere knows nothing of our places: its names stay above regions. */
function addMarkers(map: MapLibre) {
  const firstName = map.getStyle().layers.find((l) => l.type === "symbol")?.id;
  for (const marker of MARKERS) {
    const below = marker.id === STATIONS_BELOW ? undefined : firstName;
    if (!map.getLayer(marker.id)) map.addLayer(marker, below);
  }
}

/** Narrower than this the credit begins folded: open, it takes two lines of the map. */
const NARROW = 640;

interface Props {
  network: Network;
  /** What it shows first where the view names no place; by itself, where the stations are. */
  extent?: Box | null;
}

export default function MapCanvas({ network, extent = network.extent }: Props) {
  const theme = useTheme();
  const language = useLanguage();
  const { t } = useTranslation();
  const camera = useCamera();
  const [map, setMap] = useState<MapLibre | null>(null);
  const [failed, setFailed] = useState(false);
  // The style is set once; theme and language repaint it in place.
  const [style] = useState(() => network.basemap ?? baseStyle(theme, language));
  // The map begins where it will be, so that no tile is asked for in vain.
  const [first] = useState(() => {
    if (camera) return { longitude: camera.lng, latitude: camera.lat, zoom: camera.zoom };
    return extent ? { bounds: extent, fitBoundsOptions: fitOptions() } : HOME;
  });

  const begun = useRef<MapLibre | null>(null);
  const begin = (made: MapLibre) => {
    if (begun.current === made) return;
    begun.current = made;
    // For the tests and the curious: the map by name in the console.
    Object.assign(window, { forecourtMap: made });
    const add = () => {
      addMarkers(made);
      supplyImages(made, [drawDonut, drawBubble]);
      addStationLayers(made, theme);
      setMap(made);
    };
    // Not at its "load", which waits for every tile of the base map.
    if (made.getStyle()) add();
    else made.once("style.load", add);
  };

  return (
    <div className="map-canvas" role="application" aria-label={t("map.label")}>
      <MapView
        ref={(ref: MapRef | null) => {
          if (ref) begin(ref.getMap());
        }}
        mapLib={maplibre as never}
        mapStyle={style}
        initialViewState={first}
        minZoom={1.5}
        maxZoom={19}
        maxPitch={0}
        dragRotate={false}
        touchPitch={false}
        pitchWithRotate={false}
        keyboard={false}
        fadeDuration={120}
        attributionControl={false}
        onLoad={({ target }) => innerWidth < NARROW && foldCredit(target)}
        // A tile that fails is told by the panel; without a listener MapLibre writes to the console.
        // What fails before there is a map is the map itself.
        onError={({ target }) => setFailed((was) => was || !target)}
        style={{ position: "absolute", inset: 0 }}
      >
        <AttributionControl compact position="bottom-left" />
        <SelectedMarker />
      </MapView>
      {failed && (
        <div className="map-failed" role="alert">
          <strong>{t("map.failed")}</strong>
          <p>{t("map.noWebgl")}</p>
        </div>
      )}
      {map && <Overlays map={map} ownBase={network.basemap === null} />}
    </div>
  );
}

function Overlays({ map, ownBase }: { map: MapLibre; ownBase: boolean }) {
  const theme = useTheme();
  const language = useLanguage();
  const prepareStations = useStations(map, theme, language);
  const { frames, layer, prepare: prepareRegions } = useRegions(map, theme);
  const prepare = useCallback(
    async (question: Question) => {
      await Promise.all([prepareStations(question), prepareRegions(question)]);
    },
    [prepareStations, prepareRegions],
  );
  useCameraSync(map, prepare);
  useKeepInSight(map);
  const pointed = usePointer(map, frames, layer);

  useEffect(() => {
    if (ownBase) repaintBase(map, theme, language);
  }, [map, ownBase, theme, language]);

  return (
    <>
      <ZoomButtons map={map} />
      <Tools map={map} />
      {pointed && <HoverTip pointed={pointed} width={map.getContainer().clientWidth} />}
    </>
  );
}
