// The other date's map, over the first and cut off at the divider. It goes where the first one goes.
import "../../ui/tools-texts";
import "./swipe.css";
import { AttributionControl, type MapRef, Map as MapView } from "@vis.gl/react-maplibre";
import type { Map as MapLibre } from "maplibre-gl";
import { type CSSProperties, useEffect, useMemo, useRef, useState } from "react";
import type { Network } from "../../api/types";
import { formatDate } from "../../model/format";
import { type Compared, useCompared } from "../../state/compare";
import { useLanguage, useTheme } from "../../state/preferences";
import { useSwipe } from "../../state/swipe";
import { OtherView, useView } from "../../state/view";
import { baseStyle, repaintBase } from "../base-style";
import { begin } from "../begin";
import { useShape } from "../draw/use-shape";
import { foldCreditWhereNarrow, maplibre } from "../maplibre";
import { SelectedMarker } from "../selected-marker";
import { setOtherSide } from "../sides";
import { covered } from "../use-camera";
import { useRegions } from "../use-regions";
import { useStations } from "../use-stations";
import { Divider } from "./divider";

/** Where the divider stands on the map, in pixels. */
function dividerAt(map: MapLibre, percent: number): number {
  const { left, right } = covered();
  return left + ((map.getContainer().clientWidth - left - right) * percent) / 100;
}

interface OverlaysProps {
  first: MapLibre;
  map: MapLibre;
  ownBase: boolean;
  /** Whether this map lies left of the divider. */
  isLeft: boolean;
  percent: number;
}

function Overlays({ first, map, ownBase, isLeft, percent }: OverlaysProps) {
  const theme = useTheme();
  const language = useLanguage();
  useStations(map, theme, language);
  const { frames, layer } = useRegions(map, theme);
  useShape(map);

  useEffect(() => {
    const follow = () => map.jumpTo({ center: first.getCenter(), zoom: first.getZoom() });
    follow();
    first.on("move", follow);
    return () => {
      first.off("move", follow);
    };
  }, [first, map]);

  useEffect(
    () =>
      setOtherSide({
        map,
        frames,
        regionLayer: layer,
        isLeft,
        dividerAt: () => dividerAt(first, percent),
      }),
    [first, map, frames, layer, isLeft, percent],
  );

  useEffect(() => {
    if (ownBase) repaintBase(map, theme, language);
  }, [map, ownBase, theme, language]);
  return null;
}

interface DividedProps {
  first: MapLibre;
  network: Network;
  compared: Compared;
  /** Where the URL divides the map. */
  at: number;
  moveTo(percent: number): void;
}

/** While the dates differ; its map and what is known of it come and go together. */
function Divided({ first, network, compared, at, moveTo }: DividedProps) {
  const theme = useTheme();
  const language = useLanguage();
  const { compare } = useView();
  const [dragged, setDragged] = useState<number | null>(null);
  const [map, setMap] = useState<MapLibre | null>(null);
  const [style] = useState(() => network.basemap ?? baseStyle(theme, language));
  const [camera] = useState(() => {
    const { lng, lat } = first.getCenter();
    return { longitude: lng, latitude: lat, zoom: first.getZoom() };
  });
  const begun = useRef<MapLibre | null>(null);

  // The first map has the date in view; this one has the other, be it the earlier or the later.
  const isLeft = compared.before === compare;
  const asked = compared.questions[isLeft ? "before" : "after"];
  const patch = useMemo(
    () => ({ compare: null, at: asked.at ?? null, period: asked.period }),
    [asked],
  );
  useEffect(
    () => () => {
      Object.assign(window, { forecourtSecondMap: undefined });
    },
    [],
  );

  const percent = dragged ?? at;
  const onMade = (made: MapLibre) => {
    if (begun.current === made) return;
    begun.current = made;
    Object.assign(window, { forecourtSecondMap: made });
    begin(made, theme, () => setMap(made));
  };
  return (
    <div
      className={`swipe ${isLeft ? "second-left" : "second-right"}`}
      data-testid="swipe"
      style={{ "--share": percent / 100 } as CSSProperties}
    >
      <div className="swipe-map">
        <MapView
          ref={(ref: MapRef | null) => {
            if (ref) onMade(ref.getMap());
          }}
          mapLib={maplibre as never}
          mapStyle={style}
          initialViewState={camera}
          minZoom={first.getMinZoom()}
          maxZoom={first.getMaxZoom()}
          interactive={false}
          fadeDuration={120}
          attributionControl={false}
          onLoad={({ target }) => foldCreditWhereNarrow(target)}
          // Without a listener MapLibre writes to the console; the panel tells what fails.
          onError={() => undefined}
          style={{ position: "absolute", inset: 0 }}
        >
          <AttributionControl compact position="bottom-left" />
          <SelectedMarker />
        </MapView>
      </div>
      {map && (
        <OtherView patch={patch}>
          <Overlays
            first={first}
            map={map}
            ownBase={network.basemap === null}
            isLeft={isLeft}
            percent={percent}
          />
        </OtherView>
      )}
      <p className="swipe-date left" data-side="before">
        {formatDate(compared.before, language)}
      </p>
      <p className="swipe-date right" data-side="after">
        {formatDate(compared.after, language)}
      </p>
      <Divider
        percent={percent}
        onDrag={setDragged}
        onMove={(to) => {
          setDragged(null);
          moveTo(to);
        }}
      />
    </div>
  );
}

export default function SecondMap({ first, network }: { first: MapLibre; network: Network }) {
  const compared = useCompared();
  const { at, moveTo } = useSwipe();
  if (at === null || !compared || compared.before === compared.after) return null;
  return <Divided first={first} network={network} compared={compared} at={at} moveTo={moveTo} />;
}
