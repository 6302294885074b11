// The map itself: MapLibre with our base or the one the server names, the
// overlays, the pointer and the camera.
import "maplibre-gl/dist/maplibre-gl.css";
import "./map.css";
import { AttributionControl, type MapRef, Map as MapView } from "@vis.gl/react-maplibre";
import type { Map as MapLibre } from "maplibre-gl";
import { useCallback, useEffect, useRef, useState } from "react";
import type { Box, Network } from "../api/types";
import type { Question } from "../model/question";
import { OneDate } from "../state/one-date";
import { useLanguage, useTheme } from "../state/preferences";
import { useCamera } from "../state/view";
import { useTranslation } from "../ui/i18n";
import { baseStyle, repaintBase } from "./base-style";
import { begin } from "./begin";
import { holdFirstPicture } from "./held-picture";
import { HoverTip } from "./hover-tip";
import { foldCreditWhereNarrow, maplibre } from "./maplibre";
import { SelectedMarker, useKeepInSight } from "./selected-marker";
import { makeStationPrograms } from "./station-layers";
import { Swipe } from "./swipe";
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

interface Props {
  network: Network;
  /** What it shows first where the view names no place; by itself, where the stations are. */
  extent?: Box | null;
  /** Whether one can draw on it: not where nothing says what lies in what was drawn. */
  tools?: boolean;
}

export default function MapCanvas({ network, extent = network.extent, tools = true }: Props) {
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
  const onMade = (made: MapLibre) => {
    if (begun.current === made) return;
    begun.current = made;
    // For the tests and the curious: the map by name in the console.
    Object.assign(window, { forecourtMap: made });
    holdFirstPicture(made, ["regions", "stations"]);
    begin(made, theme, () => {
      makeStationPrograms(made, theme);
      setMap(made);
    });
  };

  return (
    <div className="map-canvas" role="application" aria-label={t("map.label")}>
      <MapView
        ref={(ref: MapRef | null) => {
          if (ref) onMade(ref.getMap());
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
        onLoad={({ target }) => foldCreditWhereNarrow(target)}
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
      {map && (
        <OneDate>
          <Overlays map={map} ownBase={network.basemap === null} tools={tools} />
        </OneDate>
      )}
      {map && <Swipe map={map} network={network} />}
    </div>
  );
}

interface OverlaysProps {
  map: MapLibre;
  ownBase: boolean;
  tools: boolean;
}

function Overlays({ map, ownBase, tools }: OverlaysProps) {
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
      {tools && <Tools map={map} />}
      {pointed && <HoverTip pointed={pointed} width={map.getContainer().clientWidth} />}
    </>
  );
}
