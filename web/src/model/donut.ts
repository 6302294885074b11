// The identity of a cluster's icon: what it shows, and nothing more. Shares
// are rounded to twentieths, so that a country full of clusters needs a few
// hundred pictures and not one each.
import { STAGES_AND_NONE, type StageOrNone } from "./palette";

export const DONUT_STEPS = 20;

export interface Donut {
  /** Twentieths of the ring, in the order of STAGES_AND_NONE; they sum to DONUT_STEPS. */
  shares: number[];
  label: string;
  /** Outer diameter in CSS pixels. */
  size: number;
}

/** Diameter by count: area grows slowly, so that a hundredfold stays on the map. */
export function donutSize(count: number): number {
  if (count >= 10_000) return 54;
  if (count >= 1_000) return 47;
  if (count >= 100) return 40;
  if (count >= 10) return 34;
  return 28;
}

/** Largest remainders: the parts sum to `steps`, and no stage that is there vanishes. */
export function sharesOf(counts: readonly number[], steps = DONUT_STEPS): number[] {
  const total = counts.reduce((a, b) => a + b, 0);
  if (total <= 0) return counts.map((_, i) => (i === counts.length - 1 ? steps : 0));
  const exact = counts.map((c) => (c * steps) / total);
  const parts = exact.map((e, i) => ((counts[i] ?? 0) > 0 ? Math.max(1, Math.floor(e)) : 0));
  for (let sum = parts.reduce((a, b) => a + b, 0); sum !== steps; ) {
    const step = sum < steps ? 1 : -1;
    let best = -1;
    for (let i = 0; i < parts.length; i++) {
      if ((parts[i] as number) === 0 || (step < 0 && (parts[i] as number) <= 1)) continue;
      const gap = step * ((exact[i] as number) - (parts[i] as number));
      if (best < 0 || gap > step * ((exact[best] as number) - (parts[best] as number))) best = i;
    }
    if (best < 0) break;
    parts[best] = (parts[best] as number) + step;
    sum += step;
  }
  return parts;
}

/** Property of a `clusters` feature that counts a stage. */
export const clusterProperty = (stage: StageOrNone): string =>
  stage === "none" ? "no_stage" : stage;

export const CLUSTER_PROPERTIES = STAGES_AND_NONE.map(clusterProperty);
