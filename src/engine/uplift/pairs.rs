//! Before and after: what a station sold after, beside what as many days of before would have sold.

use super::{NoUplift, Subject, Window};

/// A station's sales over the later days, and what as many of its earlier days came to.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Pair {
    /// Sum over the later days.
    pub(super) sold: f64,
    /// The mean of the earlier days × the later days.
    pub(super) base: f64,
    /// The later days.
    pub(super) days: f64,
}

/// Both pairs of a subject.
pub(super) type Pairs = [Pair; 2];

impl Pair {
    /// The place of the baseline and the campaign in [`Pairs`].
    pub(super) const CAMPAIGN: usize = 0;
    /// The place of the baseline's halves.
    pub(super) const BASELINE: usize = 1;

    #[expect(clippy::cast_precision_loss, reason = "sums of a station's weeks stay far below 2^53, or are rounded")]
    fn new(before: [Window; 2], after: Window) -> Self {
        let earlier: u32 = before.iter().map(|window| window.days).sum();
        if earlier == 0 || after.days == 0 {
            return Self::default();
        }
        let sum: f64 = before.iter().map(|window| window.sum as f64).sum();
        let days = f64::from(after.days);
        Self { sold: after.sum as f64, base: days * sum / f64::from(earlier), days }
    }

    fn both(subject: &Subject) -> Pairs {
        let Subject { early, late, during, .. } = *subject;
        [Self::new([early, late], during), Self::new([early, Window::default()], late)]
    }

    pub(super) fn add(&mut self, other: Self) {
        self.sold += other.sold;
        self.base += other.base;
        self.days += other.days;
    }
}

/// What the treated sold, and what they would have sold.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::engine) struct Point {
    /// What they sold.
    pub(in crate::engine) sold: f64,
    /// What as many days of the baseline would have sold.
    pub(in crate::engine) base: f64,
    /// The same, grown as the controls have.
    pub(in crate::engine) expected: f64,
    /// How many days of a station that is.
    pub(in crate::engine) days: f64,
}

impl Point {
    /// Takes a station in whose controls grew so.
    pub(super) fn add(&mut self, pair: Pair, growth: f64) {
        // Without controls that sold before there is nothing to compare with.
        if growth.is_finite() {
            self.sold += pair.sold;
            self.base += pair.base;
            self.expected += pair.base * growth;
            self.days += pair.days;
        }
    }

    /// The uplift as a share; not finite where nothing was to be expected.
    pub(in crate::engine) fn ratio(&self) -> f64 {
        self.sold / self.expected - 1.0
    }

    /// The uplift in the metric's unit, over all days.
    pub(in crate::engine) fn gain(&self) -> f64 {
        self.sold - self.expected
    }
}

/// The stations of a comparison by stratum.
pub(super) struct Strata {
    /// Each treated station with the place of its stratum.
    pub(super) treated: Vec<(usize, Pairs)>,
    /// The controls of each stratum.
    pub(super) strata: Vec<Vec<Pairs>>,
}

impl Strata {
    /// The stations that were there before and during, those of strata without controls left out.
    pub(super) fn new(treated: &[Subject], controls: &[Subject]) -> Result<Self, NoUplift> {
        let is_there = |subject: &&Subject| subject.early.days + subject.late.days > 0 && subject.during.days > 0;
        let mut numbers: Vec<u32> = controls.iter().filter(is_there).map(|subject| subject.stratum).collect();
        numbers.sort_unstable();
        numbers.dedup();
        let mut strata = vec![Vec::new(); numbers.len()];
        for subject in controls.iter().filter(is_there) {
            if let Ok(place) = numbers.binary_search(&subject.stratum) {
                strata[place].push(Pair::both(subject));
            }
        }
        let present = treated.iter().filter(is_there);
        let treated: Vec<(usize, Pairs)> = present
            .clone()
            .filter_map(|subject| Some((numbers.binary_search(&subject.stratum).ok()?, Pair::both(subject))))
            .collect();
        if present.count() == 0 {
            return Err(NoUplift::Nobody("treated"));
        }
        if treated.is_empty() {
            return Err(NoUplift::Nobody("control"));
        }
        Ok(Self { treated, strata })
    }

    /// How many controls there are.
    pub(super) fn controls(&self) -> usize {
        self.strata.iter().map(Vec::len).sum()
    }

    /// Whether the controls sold anything before.
    pub(super) fn have_sold(&self) -> bool {
        self.strata.iter().flatten().any(|pairs| pairs[Pair::CAMPAIGN].base > 0.0)
    }

    /// The estimate between the days of a pair.
    pub(super) fn point(&self, pair: usize) -> Point {
        let growths: Vec<f64> =
            self.strata.iter().map(|stratum| growth(stratum.iter().map(|pairs| pairs[pair]))).collect();
        let mut point = Point::default();
        for &(stratum, pairs) in &self.treated {
            point.add(pairs[pair], growths[stratum]);
        }
        point
    }

    /// What a control sold a day of the baseline, each stratum weighing as the treated's days in it.
    pub(super) fn control_mean(&self) -> f64 {
        let mean = |stratum: &Vec<Pairs>| {
            let all = sum(stratum.iter().map(|pairs| pairs[Pair::CAMPAIGN]));
            all.base / all.days
        };
        let means: Vec<f64> = self.strata.iter().map(mean).collect();
        let (mut weighted, mut days) = (0.0, 0.0);
        for &(stratum, pairs) in &self.treated {
            weighted += means[stratum] * pairs[Pair::CAMPAIGN].days;
            days += pairs[Pair::CAMPAIGN].days;
        }
        weighted / days
    }
}

/// What the controls of a stratum came to, as a multiple of what as many days of before had come to.
fn growth(pairs: impl Iterator<Item = Pair>) -> f64 {
    let all = sum(pairs);
    all.sold / all.base
}

fn sum(pairs: impl Iterator<Item = Pair>) -> Pair {
    pairs.fold(Pair::default(), |mut all, pair| {
        all.add(pair);
        all
    })
}

/// The estimate alone, without an interval; `None` where there is none.
pub(in crate::engine) fn point(treated: &[Subject], controls: &[Subject]) -> Option<Point> {
    let point = Strata::new(treated, controls).ok()?.point(Pair::CAMPAIGN);
    (point.expected > 0.0).then_some(point)
}
