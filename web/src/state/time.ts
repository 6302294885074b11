// The months that the time bar runs over, where the view stands among them,
// and the walk through them.
import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo } from "react";
import { addDays, dateOfMonth, monthOf, monthsBetween } from "../model/date";
import { prepareMap } from "./bridge";
import { totalsQuery, useNetwork } from "./queries";
import { createStore, useStore } from "./store";
import { useQuestion, useSetView, useView } from "./view";

/** Shortest time a month stays on the screen while playing. */
const FRAME_MS = 650;
/** A month that cannot be loaded in this time is shown as far as it is. */
const PATIENCE_MS = 4_000;

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

/** Mounted once: while playing, shows a month only after the next is loaded out of sight. */
export function usePlayback() {
  const on = usePlaying();
  const months = useMonths();
  const question = useQuestion();
  const { metric } = useView();
  const go = useGoToMonth();
  const client = useQueryClient();

  useEffect(() => {
    if (!on || !months) return;
    let dropped = false;
    const last = months.months.length - 1;
    // From the end it begins again at the start.
    const next = months.index >= last ? 0 : months.index + 1;
    const date = dateOfMonth(months.months[next] as string, months.today);
    const asked = { ...question, at: date === months.today ? null : date };
    const ready = Promise.allSettled([
      prepareMap(asked),
      client.prefetchQuery(totalsQuery(asked, metric)),
    ]);
    void Promise.all([pause(FRAME_MS), Promise.race([ready, pause(PATIENCE_MS)])]).then(() => {
      if (dropped) return;
      go(next);
      if (next === last) stopPlaying();
    });
    return () => {
      dropped = true;
    };
  }, [on, months, question, metric, go, client]);

  useEffect(() => stopPlaying, []);
}
