//! A change of the channel fee from one period to another, split into volume, mix and rate.
//!
//! The parts are the stations, by components, and the split is that of price, volume and mix, which cost accounting knows
//! as the sales-quantity, sales-mix and price variances (Horngren, Datar and Rajan, "Cost Accounting: A Managerial
//! Emphasis", 15th edition, chapter 14). With the gross merchandise value `g` and the fee `f` of a station, its own rate
//! `r = f ÷ g`, 0 for the base period and 1 for the other, and `R₀ = Σ f₀ ÷ Σ g₀` over the base stations:
//!
//! - **volume** is `Σ (g₁ − g₀) × R₀`: what the change of value would have cost at the old rate of all;
//! - **mix** is `Σ (g₁ − g₀) × (r₀ − R₀)`: value that moved to stations with another old rate;
//! - **rate** is `Σ g₁ × (r₁ − r₀)`: what stations owe otherwise of the same value.
//!
//! Each station's three add up to `f₁ − f₀`, and so do those of any stations. What needs a convention:
//!
//! - Only a station that has both terms and value in a period has a rate in it, as everywhere here. One that has it in the
//!   second period alone has **entered**, and its old rate is taken to be its new one; one that has it in the base period
//!   alone has **left**. So neither has a rate effect: that they owe another rate than all others is mix.
//! - Fees that fall due **without value**, such as amounts a month of a station that sold nothing, have no rate. Their
//!   change is part of the rate effect, and is told by itself.
//! - Where no base station has a rate there is no `R₀`: all of the new fees are volume then.
//! - Each period is read in the world of its own day: the stations that are meant and open then, so that both sides are what
//!   statistics say of them. A station that is meant on both days stands in its region of the later one.
//!
//! `R₀` is that of the whole question in every row, so rows add up to the total. Amounts are whole minor units: volume and
//! rate of the total are rounded once for each component, those of rows are rounded to add up to them by largest remainders,
//! and mix is what is left. So volume + mix + rate is the change exactly, in every row, component and total, and the total
//! does not depend on the level.

use super::share::{PARTS, add_up, rounded, share};
use super::{each, places};
use crate::base::date::Day;
use crate::base::ids::SetId;
use crate::base::money::Money;
use crate::domain::fee::{Component, FeeSums};
use crate::engine::books::NO_KEY;
use crate::engine::question::{Plan, Question};
use crate::engine::snapshot::Snapshot;
use crate::engine::statistics::keys::Keys;
use crate::engine::statistics::{Breakdown, in_question};

/// How many components there are.
const COMPONENTS: usize = Component::ALL.len();

/// One period of a change.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FeeSide {
    /// What the stations sold and owe, as statistics have it.
    pub sums: FeeSums,
    /// The part of the fees, by component, of stations without gross merchandise value.
    pub without_gmv: [Money; COMPONENTS],
}

/// Stations that have a rate in one of the periods alone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Flow {
    /// How many they are.
    pub stations: u32,
    /// Their gross merchandise value in that period.
    pub gmv: Money,
    /// Their fees in it.
    pub channel_fee: Money,
}

/// What a change is made of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Effects {
    /// The fees of the second period less those of the base period.
    pub change: Money,
    /// At the old rate of all.
    pub volume: Money,
    /// By old rates that are not that of all.
    pub mix: Money,
    /// By new rates, and fees without value.
    pub rate: Money,
}

/// The change of some stations.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Split {
    /// The base period.
    pub base: FeeSide,
    /// The second period.
    pub now: FeeSide,
    /// Stations that have a rate in both.
    pub stayed: u32,
    /// Those that have one in the second period alone.
    pub entered: Flow,
    /// Those that have one in the base period alone.
    pub left: Flow,
    /// By the number of the component in [`Component::ALL`].
    pub components: [Effects; COMPONENTS],
}

/// A change by regions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeeChange {
    /// A row for each region of the level, by its slot in the set.
    pub rows: Vec<(u32, Split)>,
    /// Stations in no region of the level.
    pub unassigned: Split,
    /// All of them: the sum of the rows and of those in no region.
    pub total: Split,
}

impl Effects {
    fn add(&mut self, other: &Self) {
        self.change += other.change;
        self.volume += other.volume;
        self.mix += other.mix;
        self.rate += other.rate;
    }
}

impl Split {
    /// All components together.
    #[must_use]
    pub fn effects(&self) -> Effects {
        let mut all = Effects::default();
        self.components.iter().for_each(|effects| all.add(effects));
        all
    }
}

/// The change of what the stations that a question means owe, from a period and day to others, by the regions of a level.
/// The question's own day is the later one.
#[must_use]
pub fn fee_change(
    snapshot: &Snapshot,
    question: &Question,
    (base_at, base): (Day, (Day, Day)),
    period: (Day, Day),
    level: Option<(SetId, usize)>,
) -> FeeChange {
    let books = snapshot.books();
    let breakdown = Breakdown { level, ..Breakdown::default() };
    let before = Question { at: base_at, ..question.clone() };
    let mut keys = Keys::new(snapshot, question.at, &breakdown);
    let then = places(&Plan::new(snapshot, &before), &mut Keys::new(snapshot, base_at, &breakdown));
    let now = places(&Plan::new(snapshot, question), &mut keys);
    let mut cells = vec![Cell::default(); keys.len()];
    let place = |row: usize| if now[row] == NO_KEY { then[row] } else { now[row] } as usize;
    let mut of_base = vec![None; books.rows()];
    each(books, &then, base, |row, sums| of_base[row] = Some(sums));
    each(books, &now, period, |row, sums| {
        cells[place(row)].add(&of_base[row].take().unwrap_or_default(), &sums);
    });
    for (row, sums) in of_base.iter().enumerate().filter_map(|(row, sums)| Some((row, sums.as_ref()?))) {
        cells[place(row)].add(sums, &FeeSums::default());
    }
    let (total, splits) = split(&cells);
    let mut rows = Vec::new();
    let mut unassigned = Split::default();
    for (key, split) in splits.into_iter().enumerate() {
        match keys.region(key) {
            Some(region) if in_question(snapshot, question, &breakdown, region) => rows.push((region, split)),
            Some(_) => {}
            None => unassigned = split,
        }
    }
    rows.sort_unstable_by_key(|&(region, _)| region);
    FeeChange { rows, unassigned, total }
}

/// What the stations of a row come to, before anything is rounded.
#[derive(Clone, Default)]
struct Cell {
    base: FeeSide,
    now: FeeSide,
    stayed: u32,
    entered: Flow,
    left: Flow,
    /// Of those that stayed, by component: what they owe now.
    owed: [i128; COMPONENTS],
    /// And what they would owe by their old rates, in [`PARTS`].
    would_owe: [i128; COMPONENTS],
}

impl FeeSide {
    fn add(&mut self, sums: &FeeSums) {
        self.sums.add(sums);
        if sums.missing_gmv > 0 {
            add(&mut self.without_gmv, &sums.components);
        }
    }

    fn take_in(&mut self, other: &Self) {
        self.sums.add(&other.sums);
        add(&mut self.without_gmv, &other.without_gmv);
    }

    /// The fees of stations that have a rate, by component.
    fn rated(&self, component: usize) -> i128 {
        i128::from(self.sums.components[component].minor()) - i128::from(self.without_gmv[component].minor())
    }
}

impl Flow {
    fn add(&mut self, sums: &FeeSums) {
        self.take_in(&Self { stations: 1, gmv: sums.gmv, channel_fee: sums.channel_fee() });
    }

    fn take_in(&mut self, other: &Self) {
        self.stations += other.stations;
        self.gmv += other.gmv;
        self.channel_fee += other.channel_fee;
    }
}

impl Cell {
    /// Adds one station's two periods.
    fn add(&mut self, base: &FeeSums, now: &FeeSums) {
        self.base.add(base);
        self.now.add(now);
        match (base.rated > 0, now.rated > 0) {
            (true, true) => {
                self.stayed += 1;
                for component in 0..COMPONENTS {
                    let minor = |amount: Money| i128::from(amount.minor());
                    self.owed[component] += minor(now.components[component]);
                    let (old_fee, old_gmv) = (minor(base.components[component]), minor(base.gmv));
                    self.would_owe[component] += share(minor(now.gmv), old_fee, old_gmv);
                }
            }
            (false, true) => self.entered.add(now),
            (true, false) => self.left.add(base),
            (false, false) => {}
        }
    }

    fn take_in(&mut self, other: &Self) {
        self.base.take_in(&other.base);
        self.now.take_in(&other.now);
        self.stayed += other.stayed;
        self.entered.take_in(&other.entered);
        self.left.take_in(&other.left);
        for component in 0..COMPONENTS {
            self.owed[component] += other.owed[component];
            self.would_owe[component] += other.would_owe[component];
        }
    }

    /// How much more value the stations with a rate have.
    fn more_gmv(&self) -> i128 {
        i128::from(self.now.sums.rated_gmv.minor()) - i128::from(self.base.sums.rated_gmv.minor())
    }

    /// The rate effect of a component in [`PARTS`].
    fn rate(&self, component: usize) -> i128 {
        let standing = |side: &FeeSide| i128::from(side.without_gmv[component].minor());
        let whole = self.owed[component] + standing(&self.now) - standing(&self.base);
        whole * PARTS - self.would_owe[component]
    }

    /// The volume effect of a component in [`PARTS`], at the old rate of all.
    fn volume(&self, component: usize, all: &Self) -> i128 {
        match i128::from(all.base.sums.rated_gmv.minor()) {
            ..=0 => self.now.rated(component) * PARTS,
            old_gmv => share(self.more_gmv(), all.base.rated(component), old_gmv),
        }
    }

    /// The volume effect of a component of all together.
    fn whole_volume(&self, component: usize) -> i128 {
        match i128::from(self.base.sums.rated_gmv.minor()) {
            ..=0 => self.now.rated(component),
            old_gmv => rounded(self.more_gmv().saturating_mul(self.base.rated(component)), old_gmv),
        }
    }

    fn split(&self, components: [Effects; COMPONENTS]) -> Split {
        let &Self { base, now, stayed, entered, left, .. } = self;
        Split { base, now, stayed, entered, left, components }
    }
}

/// The split of all cells together, and of each.
fn split(cells: &[Cell]) -> (Split, Vec<Split>) {
    let mut all = Cell::default();
    for cell in cells {
        all.take_in(cell);
    }
    let mut total = [Effects::default(); COMPONENTS];
    let mut of_cells = vec![[Effects::default(); COMPONENTS]; cells.len()];
    for component in 0..COMPONENTS {
        let volume: Vec<i128> = cells.iter().map(|cell| cell.volume(component, &all)).collect();
        let rate: Vec<i128> = cells.iter().map(|cell| cell.rate(component)).collect();
        let volume = add_up(all.whole_volume(component), &volume);
        let rate = add_up(rounded(all.rate(component), PARTS), &rate);
        for (((cell, effects), volume), rate) in cells.iter().zip(&mut of_cells).zip(volume).zip(rate) {
            let change = cell.now.sums.components[component] - cell.base.sums.components[component];
            let (volume, rate) = (money(volume), money(rate));
            effects[component] = Effects { change, volume, mix: change - volume - rate, rate };
            total[component].add(&effects[component]);
        }
    }
    let splits = cells.iter().zip(of_cells).map(|(cell, effects)| cell.split(effects)).collect();
    (all.split(total), splits)
}

fn add(sums: &mut [Money; COMPONENTS], amounts: &[Money; COMPONENTS]) {
    for (sum, &amount) in sums.iter_mut().zip(amounts) {
        *sum += amount;
    }
}

/// Amounts of a network are far inside of what is kept.
fn money(minor: i128) -> Money {
    Money::sum_of(i64::try_from(minor).unwrap_or(if minor < 0 { i64::MIN } else { i64::MAX }))
}
