// The months that the time bar runs over, where the view stands among them,
// and the walk through them.
import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo } from "react";
import { addDays, dateOfMonth, monthOf, monthsBetween } from "../model/date";
import { mapDrawn, prepareMap } from "./bridge";
import { useSpeed } from "./preferences";
import { totalsQuery, useNetwork } from "./queries";
import { createStore, useStore } from "./store";
import { useQuestion, useSetView, useView } from "./view";

/** Shortest time a month stays on the screen while playing at the usual speed. */
const FRAME_MS = 650;
/** Months that are fetched ahead: one that is far away may take longer than another is shown. */
const AHEAD = 3;
/** A month that cannot be loaded in this time is shown as far as it is. */
const PATIENCE_MS = 15_000;

const playing = createStore(false);
export const usePlaying = () => useStore(playing);

export interface Months {
  months: string[];
  /** Index of the month in view. */
  index: number;
  today: string;
  /** The date in view: `at`, or today. */
  date: string;
  /** Bounds for a monthly series over the whole bar, [from, to). */
  from: string;
  to: string;
}

export function useMonths(): Months | null {
  const network = useNetwork().data;
  const { at } = useView();
  return useMemo(() => {
    if (!network) return null;
    const today = network.today;
    const first = network.first_event && network.first_event < today ? network.first_event : today;
    const months = monthsBetween(first, today);
    const date = at ?? today;
    const found = months.indexOf(monthOf(date));
    const index = found >= 0 ? found : date < first ? 0 : months.length - 1;
    return { months, index, today, date, from: `${months[0]}-01`, to: addDays(today, 1) };
  }, [network, at]);
}

/** Goes to the month at an index; the running month is today, which the URL leaves out. */
export function useGoToMonth() {
  const months = useMonths();
  const setView = useSetView();
  return useCallback(
    (index: number, replace = true) => {
      if (!months) return;
      const clamped = Math.max(0, Math.min(months.months.length - 1, index));
      const date = dateOfMonth(months.months[clamped] as string, months.today);
      setView({ at: date === months.today ? null : date }, { replace });
    },
    [months, setView],
  );
}

const pause = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));

export const togglePlaying = () => playing.set((p) => !p);
export const stopPlaying = () => playing.set(false);

/** Mounted once: while playing, shows a month only when it is loaded, and loads the next ones out of sight. */
export function usePlayback() {
  const on = usePlaying();
  const months = useMonths();
  const question = useQuestion();
  const { metric } = useView();
  const go = useGoToMonth();
  const client = useQueryClient();
  const speed = useSpeed();

  useEffect(() => {
    if (!on || !months) return;
    let dropped = false;
    const last = months.months.length - 1;
    // From the end it begins again at the start.
    const next = months.index >= last ? 0 : months.index + 1;
    const prepared = months.months.slice(next, next + AHEAD).map((month) => {
      const date = dateOfMonth(month, months.today);
      const asked = { ...question, at: date === months.today ? null : date };
      return Promise.allSettled([
        prepareMap(asked),
        client.prefetchQuery(totalsQuery(asked, metric)),
      ]);
    });
    // Nor does it go on before the month in view was to be seen, however slow the screen is.
    const ready = Promise.race([Promise.all([prepared[0], mapDrawn()]), pause(PATIENCE_MS)]);
    void Promise.all([pause(FRAME_MS / speed), ready]).then(() => {
      if (dropped) return;
      go(next);
      if (next === last) stopPlaying();
    });
    return () => {
      dropped = true;
    };
  }, [on, months, question, metric, speed, go, client]);

  useEffect(() => stopPlaying, []);
}
