// Today becomes another day at midnight in the network's zone: then everything
// that was asked without a date is asked again.
import type { QueryClient } from "@tanstack/react-query";
import { dayEnd, dayIn } from "../model/zone";
import { askAllAgain } from "./live";
import { networkQuery } from "./queries";

/** A machine that slept through midnight notices so long after it wakes at the latest. */
const LOOK_MS = 60_000;
/** The server's clock may be a little behind. */
const GRACE_MS = 1_000;

export function watchDay(client: QueryClient): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const look = () => {
    const known = client.getQueryData(networkQuery().queryKey);
    const now = Date.now();
    let wait = LOOK_MS;
    if (known && dayIn(known.zone, now) > known.today) {
      // The server says what day it is: the reader's clock may be wrong.
      void client.fetchQuery({ ...networkQuery(), staleTime: 0 }).then(
        ({ today }) => {
          if (today === known.today) return;
          askAllAgain(client);
        },
        // Asked again at the next look.
        () => undefined,
      );
    } else if (known) {
      wait = Math.min(LOOK_MS, dayEnd(known.zone, known.today) + GRACE_MS - now);
    }
    timer = setTimeout(look, wait);
  };
  look();
  return () => clearTimeout(timer);
}
