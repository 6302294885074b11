// Going down into a region and up again: the question narrows to it, the level
// below is shown, and the map moves to fit.
import { useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { fitMap } from "./bridge";
import { regionQuery, useNetwork } from "./queries";
import { useReadView, useSetView, useView } from "./view";

export function useDrill() {
  const client = useQueryClient();
  const setView = useSetView();
  const readView = useReadView();
  const { set } = useView();
  const extent = useNetwork().data?.extent ?? null;
  return useCallback(
    (code: string | null, inSet: string = set) => {
      setView({ within: code, set: inSet, level: null });
      if (code === null) {
        if (extent) fitMap(extent);
        return;
      }
      void client
        .fetchQuery(regionQuery(inSet, code))
        .then((region) => {
          // Someone may have gone elsewhere while it was on its way.
          const now = readView();
          if (region.bbox && now.within === code && now.set === inSet) fitMap(region.bbox);
        })
        // The panel shows why a region cannot be read; there is nowhere to fly to.
        .catch(() => undefined);
    },
    [client, setView, readView, set, extent],
  );
}
