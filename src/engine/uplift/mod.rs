//! Uplift: what a campaign brought, against what would have happened without it.
//!
//! Stations that took part (treated) and stations that did not (controls) are compared before and during the
//! campaign, on means per station and day. What the controls did is taken as what the treated would have done:
//! difference-in-differences on the ratio scale, `(T₁ ÷ T₀) ÷ (C₁ ÷ C₀) − 1` (DESIGN §5).
//!
//! Two things that would pass for uplift are taken out of it:
//!
//! - *Who is there when.* A station that joins late weighs less during the campaign than before. So the mean before is
//!   taken over the stations as they are there during: `T₀ = Σ nᵢ·bᵢ ÷ Σ nᵢ`, with `nᵢ` the station's days during the
//!   campaign and `bᵢ` its own mean a day of the baseline. Where all are there all the time this is the plain mean.
//! - *Who the controls are.* A province whose demand falls may have many controls and few treated. So what the treated
//!   would have done is said stratum by stratum, by the controls of the same stratum: with `Gₛ = Σ during ÷ Σ nⱼ·bⱼ`
//!   over a stratum's controls, `C₁ ÷ C₀ = Σ nᵢ·bᵢ·Gₛ₍ᵢ₎ ÷ Σ nᵢ·bᵢ` over the treated. This is the indirect
//!   standardisation of epidemiology (observed ÷ expected; Breslow and Day, *Statistical Methods in Cancer Research*
//!   II, 1987, ch. 2), and with one stratum the plain ratio.

mod bootstrap;
mod pairs;
#[cfg(test)]
mod tests;

pub use bootstrap::Interval;

use self::bootstrap::resamples;
use self::pairs::{Pair, Strata};
pub(super) use self::pairs::{Point, point};

/// Fewer controls than this make an estimate doubtful.
pub const FEWEST_CONTROLS: usize = 10;

/// What a station came to over some days: a sum of a metric in its own unit (minor units of money, orders, thousandths
/// of a litre), and how many days. Days may weigh more than one, if they do so in both.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Window {
    /// Sum over the days.
    pub sum: i64,
    /// Days on which the station was there to sell.
    pub days: u32,
}

/// A station's part in a comparison.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Subject {
    /// Treated are compared with the controls of the same stratum.
    pub stratum: u32,
    /// The first half of the baseline.
    pub early: Window,
    /// The second half of the baseline.
    pub late: Window,
    /// The campaign.
    pub during: Window,
}

/// Means per station and day, before and during.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Means {
    /// Over the baseline.
    pub before: f64,
    /// Over the campaign.
    pub during: f64,
}

/// What makes an estimate doubtful.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Warning {
    /// Fewer than [`FEWEST_CONTROLS`].
    FewControls(usize),
    /// Treated and controls already went apart before the campaign.
    PreTrend,
}

/// What a campaign brought.
#[derive(Clone, Debug, PartialEq)]
pub struct Uplift {
    /// Of the stations that took part.
    pub treated: Means,
    /// Of the controls, each stratum weighing as the treated do in it.
    pub controls: Means,
    /// `T₁ ÷ T₀ − 1`: what one would say without controls.
    pub naive: f64,
    /// `(T₁ ÷ T₀) ÷ (C₁ ÷ C₀) − 1`.
    pub uplift: Interval,
    /// `T₁ − T₀ × C₁ ÷ C₀`: a station's gain a day, in the metric's unit.
    pub additive: Interval,
    /// Days of the treated during the campaign: by so many the gain a day is multiplied for the whole gain.
    pub days: f64,
    /// The same ratio between the halves of the baseline, where there was no campaign: near 0 when the groups are
    /// alike. `None` when a group sold nothing in the first half.
    pub pre_trend: Option<Interval>,
    /// What makes it doubtful.
    pub warnings: Vec<Warning>,
}

/// Why there is no estimate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoUplift {
    /// Nobody took part, or nobody is left to compare with.
    #[error("there are no {0} stations with days in the baseline and the campaign")]
    Nobody(&'static str),
    /// A mean to divide by is zero.
    #[error("the {0} stations sold nothing {1}, so there is no ratio")]
    Nothing(&'static str, &'static str),
}

/// Estimates what a campaign brought; equal seeds give equal intervals. Treated of a stratum without controls are left
/// out.
///
/// # Errors
/// [`NoUplift`] when a group has no station with days before and during, or a mean to divide by is zero.
pub fn uplift(treated: &[Subject], controls: &[Subject], seed: u64) -> Result<Uplift, NoUplift> {
    let strata = Strata::new(treated, controls)?;
    let point = strata.point(Pair::CAMPAIGN);
    if point.base <= 0.0 {
        return Err(NoUplift::Nothing(if strata.have_sold() { "treated" } else { "control" }, "before the campaign"));
    }
    if point.expected <= 0.0 {
        return Err(NoUplift::Nothing("control", "during the campaign"));
    }
    let drift = strata.point(Pair::BASELINE).ratio();
    let drawn = resamples(&strata, seed);
    let pre_trend = Some(drift).filter(|drift| drift.is_finite()).map(|drift| Interval::around(drift, drawn.drifts));
    let mut warnings = Vec::new();
    if strata.controls() < FEWEST_CONTROLS {
        warnings.push(Warning::FewControls(strata.controls()));
    }
    if pre_trend.is_some_and(|trend| trend.low > 0.0 || trend.high < 0.0) {
        warnings.push(Warning::PreTrend);
    }
    let before = strata.control_mean();
    Ok(Uplift {
        treated: Means { before: point.base / point.days, during: point.sold / point.days },
        controls: Means { before, during: before * point.expected / point.base },
        naive: point.sold / point.base - 1.0,
        uplift: Interval::around(point.ratio(), drawn.ratios),
        additive: Interval::around(point.gain() / point.days, drawn.gains),
        days: point.days,
        pre_trend,
        warnings,
    })
}
