//! The interval: a seeded bootstrap over stations.
//!
//! Whole stations are drawn with replacement, since the days of one station go together: treated from the treated,
//! controls from those of their stratum. One fewer is drawn than there are, which makes the spread of the draws that
//! of the estimate even where a stratum has few stations, while as many as there are would make it too small by
//! `(n − 1) ÷ n` (Rao and Wu, "Resampling inference with complex survey data", *JASA* 83, 1988). The interval is the
//! middle 95 % of the draws (Efron and Tibshirani, *An Introduction to the Bootstrap*, 1993, ch. 13).

use super::pairs::{Pair, Pairs, Point, Strata};
use crate::base::random::Random;

/// Resamples of the bootstrap.
const RESAMPLES: usize = 2_000;

/// An estimate with the interval in which it lies with 95 % confidence.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// The estimate.
    pub estimate: f64,
    /// The lower end.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

impl Interval {
    /// The middle 95 % of the resamples around an estimate. Those without an answer (a draw of stations that all sold
    /// nothing) are left out.
    pub(super) fn around(estimate: f64, mut resamples: Vec<f64>) -> Self {
        resamples.retain(|value| value.is_finite());
        resamples.sort_by(f64::total_cmp);
        let cut = resamples.len() * 25 / 1_000;
        let at = |index: usize| resamples.get(index).copied().unwrap_or(estimate);
        Self { estimate, low: at(cut), high: at(resamples.len().saturating_sub(cut + 1)) }
    }

    /// The estimate and its ends, each times a factor.
    #[must_use]
    pub fn times(&self, factor: f64) -> Self {
        Self { estimate: self.estimate * factor, low: self.low * factor, high: self.high * factor }
    }
}

/// What the resamples came to, one entry each.
#[derive(Default)]
pub(super) struct Resamples {
    pub(super) ratios: Vec<f64>,
    /// A station and day.
    pub(super) gains: Vec<f64>,
    /// Ratios between the halves of the baseline.
    pub(super) drifts: Vec<f64>,
}

/// Draws stations anew and estimates from them; equal seeds give equal draws.
pub(super) fn resamples(strata: &Strata, seed: u64) -> Resamples {
    let mut random = Random::new(seed);
    let mut out = Resamples::default();
    let mut growths = vec![[0.0; 2]; strata.strata.len()];
    let treated = Draw::of(&strata.treated);
    for _ in 0..RESAMPLES {
        for (growth, controls) in growths.iter_mut().zip(&strata.strata) {
            let draw = Draw::of(controls);
            let mut sums = Pairs::default();
            for _ in 0..draw.count {
                let pairs = &controls[random.whole(0, draw.last) as usize];
                sums[0].add(pairs[0]);
                sums[1].add(pairs[1]);
            }
            *growth = sums.map(|sum| sum.sold / sum.base);
        }
        let mut points = [Point::default(); 2];
        for _ in 0..treated.count {
            let (stratum, pairs) = &strata.treated[random.whole(0, treated.last) as usize];
            let growth = &growths[*stratum];
            points[0].add(pairs[0], growth[0]);
            points[1].add(pairs[1], growth[1]);
        }
        let campaign = points[Pair::CAMPAIGN];
        out.ratios.push(campaign.ratio());
        out.gains.push(campaign.gain() / campaign.days);
        out.drifts.push(points[Pair::BASELINE].ratio());
    }
    out
}

/// How stations are drawn from some, of which there is at least one.
struct Draw {
    /// One fewer than there are; of a single one, itself.
    count: usize,
    /// The last place.
    last: u32,
}

impl Draw {
    fn of<T>(stations: &[T]) -> Self {
        let last = stations.len().saturating_sub(1);
        Self { count: last.max(1), last: u32::try_from(last).unwrap_or(u32::MAX) }
    }
}
