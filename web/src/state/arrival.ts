// Where the map begins on a link that names no place: at the region in view, else
// where the stations are.
import { useRef } from "react";
import type { Box } from "../api/types";
import { useNetwork, useRegion } from "./queries";
import { useCamera, useView } from "./view";

/** Undefined until it is known; from then on the map does as it likes. */
export function useFirstExtent(): Box | null | undefined {
  const network = useNetwork().data;
  const { set, within } = useView();
  const placed = useCamera() !== null;
  const region = useRegion(set, within);
  const first = useRef<Box | null>(undefined);
  // A region that cannot be read is told in the panel.
  const known = placed || within === null || region.data || region.error;
  if (first.current === undefined && network && known) {
    first.current = (within && region.data?.bbox) || network.extent || null;
  }
  return first.current;
}
