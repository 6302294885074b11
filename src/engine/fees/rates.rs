//! How the stations' own fee rates are spread: quartiles, a histogram, and the stations that stand apart.

use super::share::rounded;
use super::{each, places};
use crate::base::date::Day;
use crate::base::ids::StationId;
use crate::base::money::Money;
use crate::domain::fee::{Component, FeeSums, RATE_UNIT};
use crate::engine::question::{Plan, Question};
use crate::engine::snapshot::Snapshot;
use crate::engine::statistics::Breakdown;
use crate::engine::statistics::keys::Keys;

/// Most bins of a histogram.
pub const MOST_BINS: u32 = 200;

/// Some stations, and what they sold and owe.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Group {
    /// How many they are.
    pub stations: u64,
    /// Their gross merchandise value.
    pub gmv: Money,
    /// Their fees.
    pub channel_fee: Money,
}

/// Where the rates lie, each station counting as one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spread {
    /// The lowest.
    pub min: f64,
    /// A quarter of the stations are at or below this, between two of them by proportion (Hyndman and Fan, "Sample
    /// quantiles in statistical packages", 1996, definition 7, which is that of Excel's QUARTILE.INC).
    pub q1: f64,
    /// Half of them, likewise.
    pub median: f64,
    /// Three quarters of them, likewise.
    pub q3: f64,
    /// The highest.
    pub max: f64,
    /// Stations below this stand apart: 1.5 times the distance of the quartiles below the lower one (Tukey, "Exploratory
    /// Data Analysis", 1977).
    pub low_fence: f64,
    /// Stations above this stand apart, likewise.
    pub high_fence: f64,
}

/// A bin of the histogram: rates from one on and below the other; in the last bin that one too.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bin {
    /// The lowest rate.
    pub from: f64,
    /// The first rate of the next bin.
    pub to: f64,
    /// The stations in it.
    pub group: Group,
}

/// A station that stands apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outlier {
    /// Which.
    pub station: StationId,
    /// Its gross merchandise value.
    pub gmv: Money,
    /// Its fees.
    pub channel_fee: Money,
    /// By how much these are more than its value at the rate of all stations together would owe.
    pub effect: Money,
}

/// How rates are spread.
#[derive(Clone, Debug, PartialEq)]
pub struct FeeRates {
    /// Everything that the question means, as statistics have it.
    pub total: FeeSums,
    /// The stations that have both terms and gross merchandise value in the period: only they have a rate.
    pub rated: Group,
    /// Fees of these, by the number of the component in [`Component::ALL`].
    pub components: [Money; Component::ALL.len()],
    /// Those that have a value and no terms.
    pub without_terms: Group,
    /// Those that have terms and no value. Amounts a month fall due all the same.
    pub without_gmv: Group,
    /// Where the rates lie; `None` without a station that has one.
    pub spread: Option<Spread>,
    /// Rates between the fences, from the lowest of them to the highest, in bins of equal width; one where all of them are
    /// the same.
    pub bins: Vec<Bin>,
    /// Stations below the lower fence.
    pub below: Group,
    /// Stations above the upper fence.
    pub above: Group,
    /// The stations beyond the fences, the largest effect either way first, then by code.
    pub outliers: Vec<Outlier>,
}

impl Group {
    fn add(&mut self, sums: &FeeSums) {
        self.stations += 1;
        self.gmv += sums.gmv;
        self.channel_fee += sums.channel_fee();
    }
}

/// How the rates of the open stations that a question means are spread over a period, in so many bins.
#[must_use]
pub fn fee_rates(snapshot: &Snapshot, question: &Question, period: (Day, Day), bins: u32) -> FeeRates {
    let books = snapshot.books();
    let plan = Plan::new(snapshot, question);
    let places = places(&plan, &mut Keys::new(snapshot, question.at, &Breakdown::default()));
    let mut found = FeeRates {
        total: FeeSums::default(),
        rated: Group::default(),
        components: Default::default(),
        without_terms: Group::default(),
        without_gmv: Group::default(),
        spread: None,
        bins: Vec::new(),
        below: Group::default(),
        above: Group::default(),
        outliers: Vec::new(),
    };
    let mut stations: Vec<Rated> = Vec::new();
    let mut rated = FeeSums::default();
    each(books, &places, period, |row, sums| {
        found.total.add(&sums);
        if let Some(rate) = sums.own_rate() {
            found.rated.add(&sums);
            rated.add(&sums);
            stations.push(Rated { rate, row, sums });
        } else if sums.missing_fee > 0 {
            found.without_terms.add(&sums);
        } else if sums.missing_gmv > 0 {
            found.without_gmv.add(&sums);
        }
    });
    found.components = rated.components;
    stations.sort_unstable_by_key(|station| (station.rate, station.row));
    let Some(quartiles) = Quartiles::of(&stations) else { return found };
    found.spread = Some(quartiles.spread(&stations));
    let (apart, within): (Vec<&Rated>, Vec<&Rated>) =
        stations.iter().partition(|station| quartiles.is_apart(station.rate));
    found.bins = histogram(&within, bins.clamp(1, MOST_BINS));
    for station in apart {
        let side = if quartiles.is_below(station.rate) { &mut found.below } else { &mut found.above };
        side.add(&station.sums);
        let (gmv, channel_fee) = (station.sums.gmv, station.sums.channel_fee());
        let usual = i128::from(gmv.minor()) * i128::from(found.rated.channel_fee.minor());
        let usual = rounded(usual, i128::from(found.rated.gmv.minor()).max(1));
        let effect = channel_fee - Money::sum_of(i64::try_from(usual).unwrap_or(i64::MAX));
        found.outliers.push(Outlier { station: books.station(station.row), gmv, channel_fee, effect });
    }
    let code = |outlier: &Outlier| snapshot.code_of(outlier.station).unwrap_or_default();
    found.outliers.sort_by(|one, other| {
        let size = |outlier: &Outlier| outlier.effect.minor().unsigned_abs();
        size(other).cmp(&size(one)).then_with(|| code(one).cmp(code(other)))
    });
    found
}

/// A station that has a rate.
struct Rated {
    /// In whole parts of [`RATE_UNIT`].
    rate: i128,
    row: usize,
    sums: FeeSums,
}

/// The lower quartile, the median and the upper one, in quarters of a part: proportions between two stations are quarters.
struct Quartiles([i128; 3]);

impl Quartiles {
    /// Those of stations that ascend by rate; `None` without one.
    fn of(stations: &[Rated]) -> Option<Self> {
        let last = stations.len().checked_sub(1)?;
        let quartile = |quarters: usize| {
            let (at, beyond) = (last * quarters / 4, last * quarters % 4);
            let rate = |at: usize| stations[at.min(last)].rate;
            let beyond = i128::try_from(beyond).unwrap_or_default();
            rate(at) * (4 - beyond) + rate(at + 1) * beyond
        };
        Some(Self([quartile(1), quartile(2), quartile(3)]))
    }

    /// The fences in eighths of a part.
    fn fences(&self) -> (i128, i128) {
        let [low, _, high] = self.0;
        (2 * low - 3 * (high - low), 2 * high + 3 * (high - low))
    }

    fn is_below(&self, rate: i128) -> bool {
        8 * rate < self.fences().0
    }

    fn is_apart(&self, rate: i128) -> bool {
        self.is_below(rate) || 8 * rate > self.fences().1
    }

    fn spread(&self, stations: &[Rated]) -> Spread {
        let [q1, median, q3] = self.0.map(|quarters| number(quarters, 4));
        let (low, high) = self.fences();
        let rate = |station: Option<&Rated>| station.map_or(0.0, |station| number(station.rate, 1));
        Spread {
            min: rate(stations.first()),
            q1,
            median,
            q3,
            max: rate(stations.last()),
            low_fence: number(low, 8),
            high_fence: number(high, 8),
        }
    }
}

/// Bins of equal width over stations that ascend by rate.
fn histogram(stations: &[&Rated], bins: u32) -> Vec<Bin> {
    let (Some(first), Some(last)) = (stations.first(), stations.last()) else { return Vec::new() };
    let (low, width) = (first.rate, last.rate - first.rate);
    let bins = if width == 0 { 1 } else { i128::from(bins) };
    let edge = |at: i128| number(low * bins + width * at, bins);
    let mut made: Vec<Bin> =
        (0..bins).map(|at| Bin { from: edge(at), to: edge(at + 1), group: Group::default() }).collect();
    for station in stations {
        // With a width of 0 all of them are in the one bin.
        let at = (station.rate - low) * bins / width.max(1);
        if let Some(bin) = usize::try_from(at.min(bins - 1)).ok().and_then(|at| made.get_mut(at)) {
            bin.group.add(&station.sums);
        }
    }
    made
}

/// A rate of so many parts, each of which is divided once more.
#[expect(clippy::cast_precision_loss, reason = "a quotient, rounded once")]
fn number(parts: i128, of_each: i128) -> f64 {
    parts as f64 / (RATE_UNIT * of_each) as f64
}
