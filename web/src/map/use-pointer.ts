// Pointing and clicking on the map.
import type { Map as MapLibre, MapMouseEvent } from "maplibre-gl";
import { useEffect, useRef, useState } from "react";
import { tool } from "../state/drawing";
import { useDrill } from "../state/drill";
import { useSetView, useView } from "../state/view";
import { type Hit, hitAt } from "./hover";
import type { RegionFrames } from "./region-frames";
import { isOther, type Side, sideAt } from "./sides";
import { ZOOM_LAG } from "./station-tiles";

export interface Pointed {
  x: number;
  y: number;
  hit: Hit;
}

const LAYER = "regions";

export function usePointer(map: MapLibre, frames: RegionFrames, regionLayer: string | null) {
  const [pointed, setPointed] = useState<Pointed | null>(null);
  const setView = useSetView();
  const drill = useDrill();
  const { metric } = useView();
  // Handlers are put on the map once; what they need changes all the time.
  const now = useRef({ regionLayer, metric, setView, drill, frames });
  now.current = { regionLayer, metric, setView, drill, frames };

  useEffect(() => {
    let frame = 0;
    let marked: { on: MapLibre; source: string; id: number | string } | null = null;
    const sideOf = (x: number) => {
      const { frames, regionLayer } = now.current;
      return sideAt(x, { map, frames, regionLayer });
    };
    const mark = (hit: Hit | null, side: Side | null = null) => {
      const source = side?.frames.source;
      const next =
        hit?.kind === "region" && hit.id !== undefined && side && source
          ? { on: side.map, source, id: hit.id }
          : null;
      if (marked?.source === next?.source && marked?.id === next?.id && marked?.on === next?.on)
        return;
      for (const [target, hover] of [
        [marked, false],
        [next, true],
      ] as const) {
        if (!target) continue;
        const { on, source, id } = target;
        if ((on === map || isOther(on)) && on.getSource(source)) {
          on.setFeatureState({ source, id, sourceLayer: LAYER }, { hover });
        }
      }
      marked = next;
    };
    const find = ({ point }: MapMouseEvent) => {
      const side = sideOf(point.x);
      return hitAt(side.map, point, side.regionLayer, now.current.metric);
    };

    const onMove = (event: MapMouseEvent) => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => {
        const hit = map.isMoving() || tool.get() ? null : find(event);
        mark(hit, sideOf(event.point.x));
        map.getCanvas().style.cursor = hit ? "pointer" : "";
        setPointed(hit ? { x: event.point.x, y: event.point.y, hit } : null);
      });
    };
    const onLeave = () => {
      cancelAnimationFrame(frame);
      mark(null);
      setPointed(null);
    };
    const onClick = (event: MapMouseEvent) => {
      // Someone draws.
      const hit = tool.get() ? null : find(event);
      setPointed(null);
      if (!hit) return;
      if (hit.kind === "station") now.current.setView({ station: hit.code });
      else if (hit.kind === "cluster") {
        // The tile zoom at which the cluster falls apart, seen from the map's own zoom.
        const zoom = Math.max(hit.expansion + ZOOM_LAG + 0.02, map.getZoom() + 0.5);
        map.easeTo({ center: hit.at, zoom: Math.min(zoom, map.getMaxZoom()), duration: 550 });
      } else now.current.drill(hit.code);
    };
    map.on("mousemove", onMove);
    map.on("mouseout", onLeave);
    map.on("movestart", onLeave);
    map.on("click", onClick);
    return () => {
      cancelAnimationFrame(frame);
      map.off("mousemove", onMove);
      map.off("mouseout", onLeave);
      map.off("movestart", onLeave);
      map.off("click", onClick);
    };
  }, [map]);

  return pointed;
}
