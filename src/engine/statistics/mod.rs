//! Statistics: counts of the stations that a question means, and what they sold and owed, by region, group and
//! bucket of time.

mod books;
mod calendar;
pub mod explain;
pub(super) mod keys;
mod moving;
mod series;

pub(super) use books::RowKeys;
pub use books::Wanted;
pub use calendar::{Bucket, BucketError, Buckets, MOST_BUCKETS};

use self::keys::Keys;
use super::block::Block;
use super::books::BookSums;
use super::geography::SetIndex;
use super::mvt::Tags;
use super::question::{Plan, Question, Selected, slots};
use super::snapshot::Snapshot;
use crate::base::date::Day;
use crate::base::ids::SetId;
use crate::base::money::Money;
use crate::domain::cooperation::{STAGE_SLOTS, Stage};
use crate::domain::fee::Component;
use crate::domain::metric::Metric;

/// Most rows times buckets of one answer.
pub const MOST_CELLS: usize = 4_000_000;

/// A property by which rows are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Dimension {
    /// Brand.
    Brand,
    /// Operator.
    Operator,
    /// Energy.
    Energy,
    /// Stage on the date.
    Stage,
}

/// How a total is taken apart.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Breakdown {
    /// By the regions of a set at a level (counted from the top).
    pub level: Option<(SetId, usize)>,
    /// By properties.
    pub group_by: Vec<Dimension>,
    /// By stretches of time.
    pub buckets: Option<Buckets>,
    /// What of the books is wanted besides; without buckets over its own period, else over each bucket.
    pub wanted: Option<Wanted>,
}

/// How many stations there are, by stage.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Open stations by stage number; 0 for no stage yet.
    pub stages: [u32; STAGE_SLOTS],
    /// Closed stations.
    pub closed: u32,
}

/// A metric's value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Number {
    /// A whole number.
    Count(u64),
    /// A share; `None` when there is nothing to divide by.
    Ratio(Option<f64>),
    /// An amount of money.
    Money(Money),
    /// A volume in thousandths of its unit.
    Volume(i64),
}

impl Number {
    /// The value in whole units, money in major ones; `None` for none.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "exact to the cent below 2^53 of them")]
    pub fn number(self) -> Option<f64> {
        match self {
            Self::Count(count) => Some(count as f64),
            Self::Ratio(share) => share,
            Self::Money(amount) => Some(amount.minor() as f64 / 100.0),
            Self::Volume(thousandths) => Some(thousandths as f64 / 1000.0),
        }
    }

    /// Gives a feature the value as a property, as [`Number::number`] gives it; no property where there is none.
    pub fn tell(self, id: &str, tags: &mut Tags<'_>) {
        match self {
            Self::Count(count) => tags.uint(id, count),
            other => other.number().into_iter().for_each(|number| tags.float(id, number)),
        }
    }
}

/// What any set of stations comes to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// How many there are.
    pub counts: Counts,
    /// What they sold and owed, as far as it was wanted.
    pub books: BookSums,
}

impl Totals {
    /// The value of a metric; rates are a quotient of sums.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "counts stay far below 2^53")]
    pub fn value(&self, metric: Metric) -> Number {
        let Self { counts, books } = self;
        let share = |part: u64, whole: u64| Number::Ratio((whole > 0).then(|| part as f64 / whole as f64));
        let component = |component: Component| Number::Money(books.fees.components[component as usize]);
        match metric {
            Metric::Stations => Number::Count(counts.stations()),
            Metric::Closed => Number::Count(counts.closed.into()),
            Metric::Prospect => Number::Count(counts.at(Stage::Prospect)),
            Metric::Negotiating => Number::Count(counts.at(Stage::Negotiating)),
            Metric::Signed => Number::Count(counts.at(Stage::Signed)),
            Metric::Online => Number::Count(counts.at(Stage::Online)),
            Metric::Paused => Number::Count(counts.at(Stage::Paused)),
            Metric::Terminated => Number::Count(counts.at(Stage::Terminated)),
            Metric::CoverageRate => share(counts.at(Stage::Online), counts.stations()),
            Metric::ActivationRate => share(books.activated.into(), counts.at(Stage::Online)),
            Metric::Orders => Number::Count(books.orders),
            Metric::VolumeLitres => Number::Volume(books.litres),
            Metric::VolumeKwh => Number::Volume(books.kwh),
            Metric::Gmv => Number::Money(books.fees.gmv),
            Metric::ChannelFee => Number::Money(books.fees.channel_fee()),
            Metric::ChannelFeeCommission => component(Component::Commission),
            Metric::ChannelFeePayment => component(Component::Payment),
            Metric::ChannelFeePartnerShare => component(Component::PartnerShare),
            Metric::ChannelFeeFixed => component(Component::Fixed),
            Metric::FeeRate => Number::Ratio(books.fees.fee_rate()),
            Metric::FeeRateSimpleMean => Number::Ratio(books.fees.fee_rate_simple_mean()),
            Metric::DiscountPlatform => Number::Money(books.discount_platform),
            Metric::DiscountStation => Number::Money(books.discount_station),
            Metric::NetTakeRate => {
                let net = books.fees.rated_fee - books.rated_discount_platform;
                Number::Ratio(net.share_of(books.fees.rated_gmv))
            }
            Metric::MissingFee => Number::Count(books.fees.missing_fee.into()),
            Metric::MissingGmv => Number::Count(books.fees.missing_gmv.into()),
            Metric::ContractsActive => Number::Count(books.contracts_active.into()),
            Metric::ContractsExpiring => Number::Count(books.contracts_expiring.into()),
        }
    }
}

impl Counts {
    /// One open station.
    #[must_use]
    pub fn one(stage: Option<Stage>) -> Self {
        let mut counts = Self::default();
        counts.stages[usize::from(stage.map_or(0, Stage::number))] = 1;
        counts
    }

    /// Open stations.
    #[must_use]
    pub fn stations(&self) -> u64 {
        self.stages.iter().map(|&count| u64::from(count)).sum()
    }

    /// Open stations at a stage.
    #[must_use]
    pub fn at(&self, stage: Stage) -> u64 {
        u64::from(self.stages[usize::from(stage.number())])
    }

    /// Both together.
    pub fn add(&mut self, other: &Self) {
        for (sum, count) in self.stages.iter_mut().zip(other.stages) {
            *sum += count;
        }
        self.closed += other.closed;
    }

    /// The counts of an array: by stage number, then closed.
    fn of(counts: [u32; STAGE_SLOTS + 1]) -> Self {
        Self { stages: std::array::from_fn(|stage| counts[stage]), closed: counts[STAGE_SLOTS] }
    }

    fn is_zero(&self) -> bool {
        *self == Self::default()
    }
}

/// One row of an answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Slot of the region in the set of the breakdown.
    pub region: Option<u32>,
    /// First day of the bucket.
    pub bucket: Option<Day>,
    /// A value for each property of `group_by`; `None` where the station has none.
    pub group: Vec<Option<String>>,
    /// What its stations come to.
    pub totals: Totals,
}

/// An answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Statistics {
    /// By region in the set's order, then group, then bucket.
    pub rows: Vec<Row>,
    /// As of the question's date: stations in no region of the level.
    pub unassigned: Totals,
    /// As of the question's date: all of them.
    pub total: Totals,
    /// What the stations sold and owed that the question means and that are not open on its date: they are in no other
    /// number but `closed`.
    pub absent: BookSums,
}

/// An answer that would have too many rows times buckets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the answer would have {rows} rows, and may have {most}")]
pub struct TooMany {
    /// How many it would have.
    pub rows: usize,
    /// How many it may have.
    pub most: usize,
}

impl TooMany {
    /// Whether so many rows are too many.
    pub(super) fn check(rows: usize, most: usize) -> Result<(), Self> {
        if rows > most { Err(Self { rows, most }) } else { Ok(()) }
    }
}

/// Counts the stations that a question means.
///
/// # Errors
/// [`TooMany`] when the breakdown has too many rows.
pub fn statistics(snapshot: &Snapshot, question: &Question, breakdown: &Breakdown) -> Result<Statistics, TooMany> {
    let mut keys = Keys::new(snapshot, question.at, breakdown);
    let plan = Plan::new(snapshot, question);
    let counts = count(&plan, &mut keys);
    let mut total = Totals::default();
    let mut unassigned = Totals::default();
    for (key, counts) in counts.iter().enumerate() {
        total.counts.add(counts);
        if breakdown.level.is_some() && keys.region(key).is_none() {
            unassigned.counts.add(counts);
        }
    }
    let mut absent = BookSums::default();
    let mut of_books = Vec::new();
    if let Some(wanted) = &breakdown.wanted {
        let sums = books::sums(&plan, &mut keys, wanted, wanted.period);
        absent = sums.absent;
        total.books = sums.total;
        if breakdown.level.is_some() {
            unassigned.books = sums.unassigned;
        }
        of_books = sums.by_key;
    }
    let rows = if let Some(buckets) = &breakdown.buckets {
        let mut rows = series::rows(snapshot, question, breakdown, buckets)?;
        books::add_to_series(snapshot, question, breakdown, buckets, &mut rows)?;
        rows
    } else {
        let books_of = |key| of_books.get(key).copied().unwrap_or_default();
        let totals = counts.iter().enumerate().map(|(key, &counts)| Totals { counts, books: books_of(key) });
        now(snapshot, question, breakdown, &keys, &totals.collect::<Vec<_>>())?
    };
    Ok(Statistics { rows, unassigned, total, absent })
}

/// What a closed station counts as, after the numbers of the stages.
const CLOSED: u8 = 7;
const _: () = assert!(CLOSED as usize == STAGE_SLOTS);

/// Counts by key, on the plan's date.
fn count(plan: &Plan<'_>, keys: &mut Keys<'_>) -> Vec<Counts> {
    let mut counts = vec![[0_u32; STAGE_SLOTS + 1]; keys.len()];
    let mut selected = Selected::EMPTY;
    let all = plan.means_all() && !keys.depends_on_group();
    for block in plan.snapshot.blocks() {
        if let Some((known, key)) = all.then(|| whole(plan, keys, block)).flatten() {
            counts[key].iter_mut().zip(known).for_each(|(count, known)| *count += known);
            continue;
        }
        plan.select(block, None, &mut selected);
        let of = keys.of(block, &selected);
        counts.resize(keys.len(), [0; STAGE_SLOTS + 1]);
        let Selected { stages: counts_as, matching: counted, open } = &mut selected;
        if !block.all_open(plan.at) {
            for slot in 0..block.len() {
                let closed = u8::from(block.closed_by(slot, plan.at.number())).wrapping_neg();
                counts_as[slot] = counts_as[slot] & open[slot] | CLOSED & closed;
                counted[slot] &= open[slot] | closed;
            }
        }
        for slot in slots(counted, block.len()) {
            counts[of[slot] as usize][usize::from(counts_as[slot] & 7)] += 1;
        }
    }
    counts.into_iter().map(Counts::of).collect()
}

/// Counts and key of a block that counts as a whole: every station open and in one region, and the day after
/// its last event.
fn whole<'b>(plan: &Plan<'_>, keys: &Keys<'_>, block: &'b Block) -> Option<(&'b [u32; STAGE_SLOTS], usize)> {
    let known = block.known_stages(plan.at).filter(|_| block.all_open(plan.at))?;
    Some((known, keys.of_whole(block)?))
}

fn now(
    snapshot: &Snapshot,
    question: &Question,
    breakdown: &Breakdown,
    keys: &Keys<'_>,
    totals: &[Totals],
) -> Result<Vec<Row>, TooMany> {
    if breakdown.level.is_none() && breakdown.group_by.is_empty() {
        return Ok(Vec::new());
    }
    TooMany::check(totals.len(), MOST_CELLS)?;
    let shown = |key: usize| match keys.region(key) {
        // Without groups every region of the level has its row, so that a map can tell 0 from unknown.
        Some(region) if breakdown.group_by.is_empty() => in_question(snapshot, question, breakdown, region),
        Some(_) => !totals[key].counts.is_zero(),
        None => breakdown.level.is_none() && !totals[key].counts.is_zero(),
    };
    let mut rows: Vec<Row> = (0..totals.len())
        .filter(|&key| shown(key))
        .map(|key| Row { region: keys.region(key), bucket: None, group: keys.group(key), totals: totals[key] })
        .collect();
    rows.sort_by(|a, b| (a.region, &a.group).cmp(&(b.region, &b.group)));
    Ok(rows)
}

/// Whether the region lies in the one to which the question is held, as far as their set tells.
pub(super) fn in_question(snapshot: &Snapshot, question: &Question, breakdown: &Breakdown, region: u32) -> bool {
    let sets = snapshot.geography().sets();
    let Some(index) = breakdown.level.and_then(|(id, _)| sets.iter().find(|index| index.id() == id)) else {
        return true;
    };
    let within = question.within.filter(|&(set, _)| set == index.id()).and_then(|(_, id)| index.slot(id));
    within.is_none_or(|slot| related(index, slot, region))
}

/// Whether one region lies in the other, either way round.
fn related(index: &SetIndex, one: u32, other: u32) -> bool {
    index.within(one).contains(&other) || index.within(other).contains(&one)
}
