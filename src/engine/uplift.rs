//! Uplift: what a campaign brought, against what would have happened without it.
//!
//! Stations that took part (treated) and stations that did not (controls) are compared before and during the
//! campaign, on means per station and day. What the controls did is taken as what the treated would have done:
//! difference-in-differences on the ratio scale, `(T₁ ÷ T₀) ÷ (C₁ ÷ C₀) − 1` (DESIGN §5). The interval is the
//! percentile bootstrap over stations (Efron and Tibshirani, *An Introduction to the Bootstrap*, 1993, ch. 13);
//! whole stations are drawn, since the days of one station go together.

use crate::base::random::Random;

/// Resamples of the bootstrap.
const RESAMPLES: usize = 2_000;
/// Fewer controls than this make an estimate doubtful.
pub const FEWEST_CONTROLS: usize = 10;

/// What a station came to over some days: a sum of a metric in its own unit (minor units of money, orders, thousandths
/// of a litre), and how many days.
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
    /// Of the controls.
    pub controls: Means,
    /// `T₁ ÷ T₀ − 1`: what one would say without controls.
    pub naive: f64,
    /// `(T₁ ÷ T₀) ÷ (C₁ ÷ C₀) − 1`.
    pub uplift: Interval,
    /// `T₁ − T₀ × C₁ ÷ C₀`: a station's gain a day, in the metric's unit.
    pub additive: Interval,
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

/// Sums of a group of stations.
#[derive(Clone, Copy, Default)]
struct Sums {
    early: (f64, f64),
    late: (f64, f64),
    during: (f64, f64),
}

impl Sums {
    #[expect(clippy::cast_precision_loss, reason = "a window's sum stays far below 2^53")]
    fn add(&mut self, subject: &Subject) {
        for (sum, window) in
            [(&mut self.early, subject.early), (&mut self.late, subject.late), (&mut self.during, subject.during)]
        {
            sum.0 += window.sum as f64;
            sum.1 += f64::from(window.days);
        }
    }

    fn means(&self) -> Means {
        let before = (self.early.0 + self.late.0) / (self.early.1 + self.late.1);
        Means { before, during: self.during.0 / self.during.1 }
    }

    /// Second half of the baseline ÷ first half.
    fn drift(&self) -> f64 {
        (self.late.0 / self.late.1) / (self.early.0 / self.early.1)
    }
}

/// Estimates what a campaign brought; equal seeds give equal intervals.
///
/// # Errors
/// [`NoUplift`] when a group has no station with days before and during, or a mean to divide by is zero.
pub fn uplift(treated: &[Subject], controls: &[Subject], seed: u64) -> Result<Uplift, NoUplift> {
    let (treated, controls) = (present(treated), present(controls));
    for (group, name) in [(&treated, "treated"), (&controls, "control")] {
        if group.is_empty() {
            return Err(NoUplift::Nobody(name));
        }
        let means = sums(group.iter()).means();
        if means.before <= 0.0 {
            return Err(NoUplift::Nothing(name, "before the campaign"));
        }
        if name == "control" && means.during <= 0.0 {
            return Err(NoUplift::Nothing(name, "during the campaign"));
        }
    }
    let (of_treated, of_controls) = (sums(treated.iter()), sums(controls.iter()));
    let (t, c) = (of_treated.means(), of_controls.means());

    let mut random = Random::new(seed);
    let (mut ratios, mut gains, mut drifts) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..RESAMPLES {
        let (treated, controls) = (resample(&treated, &mut random), resample(&controls, &mut random));
        let (t, c) = (treated.means(), controls.means());
        ratios.push(ratio(t, c));
        gains.push(gain(t, c));
        drifts.push(treated.drift() / controls.drift() - 1.0);
    }
    let drift = Some(of_treated.drift() / of_controls.drift() - 1.0).filter(|drift| drift.is_finite());
    let pre_trend = drift.map(|drift| interval(drift, drifts));
    let mut warnings = Vec::new();
    if controls.len() < FEWEST_CONTROLS {
        warnings.push(Warning::FewControls(controls.len()));
    }
    if pre_trend.is_some_and(|trend| trend.low > 0.0 || trend.high < 0.0) {
        warnings.push(Warning::PreTrend);
    }
    Ok(Uplift {
        treated: t,
        controls: c,
        naive: t.during / t.before - 1.0,
        uplift: interval(ratio(t, c), ratios),
        additive: interval(gain(t, c), gains),
        pre_trend,
        warnings,
    })
}

fn ratio(t: Means, c: Means) -> f64 {
    (t.during / t.before) / (c.during / c.before) - 1.0
}

fn gain(t: Means, c: Means) -> f64 {
    t.during - t.before * c.during / c.before
}

/// The stations that were there before and during.
fn present(subjects: &[Subject]) -> Vec<Subject> {
    let is_there = |subject: &&Subject| subject.early.days + subject.late.days > 0 && subject.during.days > 0;
    subjects.iter().filter(is_there).copied().collect()
}

fn sums<'a>(subjects: impl Iterator<Item = &'a Subject>) -> Sums {
    subjects.fold(Sums::default(), |mut sums, subject| {
        sums.add(subject);
        sums
    })
}

/// As many stations as there are, drawn with replacement.
fn resample(subjects: &[Subject], random: &mut Random) -> Sums {
    let mut sums = Sums::default();
    let last = u32::try_from(subjects.len() - 1).unwrap_or(u32::MAX);
    for _ in subjects {
        sums.add(&subjects[random.whole(0, last) as usize]);
    }
    sums
}

/// The middle 95 % of the resamples around an estimate. Those without an answer (a draw of stations that all sold
/// nothing) are left out.
fn interval(estimate: f64, mut resamples: Vec<f64>) -> Interval {
    resamples.retain(|value| value.is_finite());
    resamples.sort_by(f64::total_cmp);
    let cut = resamples.len() * 25 / 1_000;
    let at = |index: usize| resamples.get(index).copied().unwrap_or(estimate);
    Interval { estimate, low: at(cut), high: at(resamples.len().saturating_sub(cut + 1)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A station of so much a day before and during, over 28 + 28 and 28 days.
    fn subject(before: i64, during: i64) -> Subject {
        let window = |a_day: i64| Window { sum: a_day * 28, days: 28 };
        Subject { early: window(before), late: window(before), during: window(during) }
    }

    /// DESIGN §5: treated 100 → 130, control 80 → 88: naive +30 %, difference-in-differences +18.2 %, 20 a day.
    #[test]
    fn the_controls_take_the_season_out() {
        let found = uplift(&[subject(100, 130); 12], &[subject(80, 88); 12], 1).expect("estimate");
        assert!((found.naive - 0.30).abs() < 1e-9);
        assert!((found.uplift.estimate - 0.181_818).abs() < 1e-6, "{:?}", found.uplift);
        assert!((found.additive.estimate - 20.0).abs() < 1e-9);
        assert_eq!(found.warnings, []);
    }

    #[test]
    fn doubts_are_said() {
        let few = uplift(&[subject(100, 130); 12], &[subject(80, 88); 9], 1).expect("estimate");
        assert_eq!(few.warnings, [Warning::FewControls(9)]);
        let rising = Subject { early: Window { sum: 50, days: 1 }, ..subject(100, 130) };
        let found = uplift(&[rising; 12], &[subject(80, 88); 12], 1).expect("estimate");
        assert_eq!(found.warnings, [Warning::PreTrend]);
    }

    #[test]
    fn without_somebody_to_compare_there_is_no_estimate() {
        let some = [subject(100, 130)];
        let away = Subject { during: Window::default(), ..some[0] };
        assert_eq!(uplift(&[], &some, 1), Err(NoUplift::Nobody("treated")));
        assert_eq!(uplift(&some, &[away], 1), Err(NoUplift::Nobody("control")));
        assert_eq!(uplift(&some, &[subject(0, 5)], 1), Err(NoUplift::Nothing("control", "before the campaign")));
        assert_eq!(uplift(&some, &[subject(5, 0)], 1), Err(NoUplift::Nothing("control", "during the campaign")));
    }

    #[test]
    fn a_short_baseline_tells_no_trend() {
        let short = Subject { early: Window::default(), ..subject(100, 130) };
        let found = uplift(&[short; 12], &[subject(80, 88); 12], 1).expect("estimate");
        assert_eq!((found.pre_trend, found.warnings), (None, vec![]));
        assert!((found.naive - 0.30).abs() < 1e-9);
    }

    /// A made-up trial: stations of different sizes, a season that lifts all of them, and a known effect.
    #[expect(clippy::cast_possible_truncation, reason = "sums of some thousands a day")]
    fn trial(seed: u64, effect: f64) -> Uplift {
        let mut random = Random::new(seed);
        let mut group = |size: usize, effect: f64| -> Vec<Subject> {
            (0..size)
                .map(|_| {
                    let a_day = 10_000.0 * (0.5 * random.normal()).exp();
                    let mut window = |days: u32, lift: f64| {
                        let noise = 1.0 + 0.08 * random.normal();
                        Window { sum: (a_day * f64::from(days) * lift * noise) as i64, days }
                    };
                    Subject { early: window(28, 1.0), late: window(28, 1.03), during: window(28, 1.15 * effect) }
                })
                .collect()
        };
        let (treated, controls) = (group(40, 1.0 + effect), group(60, 1.0));
        uplift(&treated, &controls, seed).expect("estimate")
    }

    #[test]
    fn the_interval_covers_a_known_effect_about_as_often_as_it_says() {
        let trials = 200;
        let found: Vec<Uplift> = (0..trials).map(|seed| trial(seed, 0.10)).collect();
        let covers = |interval: &Interval| (interval.low..=interval.high).contains(&0.10);
        let covered = found.iter().filter(|found| covers(&found.uplift)).count();
        // 95 % of 200, and three deviations of such a count.
        assert!((180..=199).contains(&covered), "{covered} of {trials}");
        let naive = found.iter().filter(|found| (found.naive - 0.10).abs() < 0.05).count();
        assert!(naive < 5, "without controls the season counts as uplift: {naive} of {trials} are near");
        let alarms = found.iter().filter(|found| found.warnings.contains(&Warning::PreTrend)).count();
        assert!(alarms <= 22, "{alarms} false alarms");
        assert_eq!(trial(3, 0.1), trial(3, 0.1), "equal seeds, equal answers");
    }
}
