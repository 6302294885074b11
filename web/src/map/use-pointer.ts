// Pointing and clicking on the map.
import type { Map as MapLibre, MapMouseEvent } from "maplibre-gl";
import { useEffect, useRef, useState } from "react";
import { tool } from "../state/drawing";
import { useDrill } from "../state/drill";
import { useSetView, useView } from "../state/view";
import { type Hit, hitAt } from "./hover";
import type { RegionFrames } from "./region-frames";
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
    let marked: { source: string; id: number | string } | null = null;
    const mark = (hit: Hit | null) => {
      const source = now.current.frames.source;
      const next =
        hit?.kind === "region" && hit.id !== undefined && source ? { source, id: hit.id } : null;
      if (marked?.source === next?.source && marked?.id === next?.id) return;
      for (const [target, hover] of [
        [marked, false],
        [next, true],
      ] as const) {
        if (target && map.getSource(target.source)) {
          map.setFeatureState({ ...target, sourceLayer: LAYER }, { hover });
        }
      }
      marked = next;
    };
    const find = (event: MapMouseEvent) =>
      hitAt(map, event.point, now.current.regionLayer, now.current.metric);

    const onMove = (event: MapMouseEvent) => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => {
        const hit = map.isMoving() || tool.get() ? null : find(event);
        mark(hit);
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
