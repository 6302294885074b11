//! Filters compiled for one snapshot: words become dictionary codes, and a block's stations are tested
//! column by column into one mask.
//!
//! An empty field is unknown, as in SQL: neither a test nor its negation selects the station. Negations are
//! therefore moved down to the tests before anything is read (`NOT (a AND b)` is `NOT a OR NOT b` in
//! three-valued logic, too), and each test is compiled to "is it true" or "is it false". What is left are
//! plain ANDs and ORs, for which one mask is enough.

use super::area::Relation;
use super::search::Compiled;
use super::{Area, ChoiceSet, DayProperty, Filter, Nulls, TextComparison, TextProperty, TextTest};
use crate::domain::cooperation::STAGE_SLOTS;
use crate::domain::station::Energy;
use crate::engine::block::{BLOCK, Block, Mask, NEVER, slots};
use crate::engine::dictionary::Dictionary;
use crate::engine::snapshot::Snapshot;

/// A filter compiled for one snapshot; true of a station, or not.
#[derive(Debug)]
pub(in crate::engine) enum Node {
    /// Of every station, or of none.
    Constant(bool),
    /// All of them; the cheapest first.
    And(Vec<Node>),
    /// Any of them; the cheapest first.
    Or(Vec<Node>),
    /// Brand or operator, by dictionary code: 0xff for the codes that are meant, 0 for others.
    Word(Column, Box<[u8]>),
    /// Code or name, station by station: it passes the test (`true`), or fails it.
    Text(TextProperty, TextTest, bool),
    /// The values that are meant, a bit each; bit 0 for "not known".
    Energy(u8),
    /// The stages that are meant, a bit each; bit 0 for "no stage yet".
    Stage(u8),
    /// There is a day, and it lies in `low..high` (`true`), or outside.
    Day(DayProperty, i32, i32, bool),
    /// There is no day (`true`), or there is one.
    NoDay(DayProperty, bool),
    /// Inside of the area (`true`), or outside.
    Within(Area, bool),
    /// The code or the name holds each word (`true`), or lacks one.
    Search(Compiled, bool),
}

/// A column of dictionary codes.
#[derive(Clone, Copy, Debug)]
pub(in crate::engine) enum Column {
    Brand,
    Operator,
}

impl Node {
    /// The node that is true of exactly those stations of which the filter is.
    pub(in crate::engine) fn compile(filter: &Filter, snapshot: &Snapshot) -> Self {
        Self::meaning(filter, true, snapshot)
    }

    /// The node that is true of exactly those stations of which the filter is `wanted`: true, or false, but
    /// never unknown.
    #[expect(clippy::cast_possible_wrap, reason = "day numbers have 17 bits")]
    fn meaning(filter: &Filter, wanted: bool, snapshot: &Snapshot) -> Self {
        let all = |filters: &[Filter]| filters.iter().map(|filter| Self::meaning(filter, wanted, snapshot)).collect();
        match filter {
            Filter::Constant(value) => Self::Constant(*value == Some(wanted)),
            Filter::And(filters) if wanted => Self::and(all(filters)),
            Filter::Or(filters) if !wanted => Self::and(all(filters)),
            Filter::And(filters) | Filter::Or(filters) => Self::or(all(filters)),
            Filter::Not(filter) => Self::meaning(filter, !wanted, snapshot),
            Filter::Text(property, test) => text(*property, test, wanted, snapshot),
            Filter::NoText(property) => match column(*property, snapshot) {
                Some((column, words)) => Self::word(column, words, wanted, |_| !wanted),
                // Codes and names are never empty.
                None => Self::Constant(!wanted),
            },
            Filter::AnyOf(property, words, empty_too) => {
                let test = TextTest::new(TextComparison::In(words.clone()), false);
                let mut node = text(*property, &test, wanted, snapshot);
                if let (Self::Word(_, table), true) = (&mut node, *empty_too) {
                    table[0] = verdict(wanted);
                }
                node
            }
            Filter::Energy(set, nulls) => Self::Energy(choices(*set, *nulls, wanted, Energy::ALL.len() + 1)),
            Filter::Stage(set, nulls) => Self::Stage(choices(*set, *nulls, wanted, STAGE_SLOTS)),
            Filter::Day(property, from, to) => {
                let high = to.map_or(NEVER, |to| to.number() as i32);
                Self::Day(*property, from.number() as i32, high, wanted)
            }
            Filter::NoDay(property) => Self::NoDay(*property, wanted),
            Filter::Within(area) => Self::Within(area.clone(), wanted),
            Filter::Search(search) => Self::Search(Compiled::new(search), wanted),
        }
    }

    fn and(nodes: Vec<Self>) -> Self {
        Self::join(nodes, true, Self::And)
    }

    fn or(nodes: Vec<Self>) -> Self {
        Self::join(nodes, false, Self::Or)
    }

    /// Joins nodes of which `neutral` changes nothing and its opposite decides.
    fn join(mut nodes: Vec<Self>, neutral: bool, join: fn(Vec<Self>) -> Self) -> Self {
        let is = |node: &Self, wanted: bool| matches!(node, Self::Constant(value) if *value == wanted);
        nodes.retain(|node| !is(node, neutral));
        if nodes.iter().any(|node| is(node, !neutral)) {
            return Self::Constant(!neutral);
        }
        nodes.sort_by_key(Self::cost);
        match nodes.len() {
            0 => Self::Constant(neutral),
            1 => nodes.remove(0),
            _ => join(nodes),
        }
    }

    /// A node of a column of words: which codes are meant, that of "no word" among them or not.
    fn word(column: Column, words: &Dictionary, none: bool, meant: impl Fn(&str) -> bool) -> Self {
        let table = std::iter::once(none).chain(words.words().map(meant)).map(verdict);
        Self::Word(column, table.collect())
    }

    /// What a station costs, roughly in nanoseconds, so that the cheap tests spare the dear ones.
    fn cost(&self) -> u32 {
        match self {
            Self::Constant(_) => 0,
            Self::Energy(_) | Self::Stage(_) => 1,
            Self::Day(..) | Self::NoDay(..) => 2,
            Self::Word(..) => 4,
            Self::Within(..) | Self::Search(..) => 20,
            Self::Text(..) => 100,
            Self::And(nodes) | Self::Or(nodes) => nodes.iter().map(Self::cost).sum(),
        }
    }

    /// Clears the slots of which the node is not true; the stages are those of the date asked.
    pub(in crate::engine) fn select(&self, block: &Block, stages: &Mask, mask: &mut Mask) {
        let n = block.len();
        match self {
            Self::Constant(true) => {}
            Self::Constant(false) => mask.fill(0),
            Self::And(nodes) => {
                for node in nodes {
                    node.select(block, stages, mask);
                    if is_empty(mask) {
                        return;
                    }
                }
            }
            Self::Or(nodes) => {
                let mut found = [0; BLOCK];
                for node in nodes {
                    // What was found need not be looked at again.
                    let mut rest = *mask;
                    each(&mut rest, &found, |rest, found| rest & !found);
                    if is_empty(&rest) {
                        return;
                    }
                    node.select(block, stages, &mut rest);
                    each(&mut found, &rest, |found, rest| found | rest);
                }
                *mask = found;
            }
            Self::Word(column, table) => {
                let codes = match column {
                    Column::Brand => &block.brand,
                    Column::Operator => &block.operator,
                };
                each(mask, codes, |mask, code| mask & table.get(code as usize).copied().unwrap_or(0));
            }
            Self::Text(property, test, wanted) => {
                for slot in slots(&mask.clone(), n) {
                    let text = match property {
                        TextProperty::Code => block.code(slot),
                        _ => block.name(slot),
                    };
                    mask[slot] = verdict(test.passes(text) == *wanted);
                }
            }
            Self::Energy(set) => keep(mask, &block.energy, *set),
            Self::Stage(set) => keep(mask, &stages[..n], *set),
            Self::Day(property, low, high, wanted) => {
                let (days, none) = day_column(*property, block);
                let (low, high, wanted) = (*low, *high, *wanted);
                each(mask, days, |mask, day| mask & verdict(day != none && (low <= day && day < high) == wanted));
            }
            Self::NoDay(property, wanted) => {
                let (days, none) = day_column(*property, block);
                each(mask, days, |mask, day| mask & verdict((day == none) == *wanted));
            }
            Self::Within(area, wanted) => match area.relation(&block.bounds) {
                Relation::Apart if *wanted => mask.fill(0),
                Relation::Covers if !*wanted => mask.fill(0),
                Relation::Apart | Relation::Covers => {}
                Relation::Crosses => {
                    for slot in slots(&mask.clone(), n) {
                        mask[slot] = verdict(area.contains(block.place(slot)) == *wanted);
                    }
                }
            },
            Self::Search(search, wanted) => search.select(block, *wanted, mask),
        }
    }

    /// Whether the filter asks for the stage, so that it means other stations on another date.
    pub(in crate::engine) fn asks_stage(&self) -> bool {
        match self {
            Self::Stage(..) => true,
            Self::And(nodes) | Self::Or(nodes) => nodes.iter().any(Self::asks_stage),
            _ => false,
        }
    }
}

fn text(property: TextProperty, test: &TextTest, wanted: bool, snapshot: &Snapshot) -> Node {
    match column(property, snapshot) {
        Some((column, words)) => Node::word(column, words, false, |word| test.passes(word) == wanted),
        None => Node::Text(property, test.clone(), wanted),
    }
}

fn column(property: TextProperty, snapshot: &Snapshot) -> Option<(Column, &Dictionary)> {
    match property {
        TextProperty::Brand => Some((Column::Brand, snapshot.brands())),
        TextProperty::Operator => Some((Column::Operator, snapshot.operators())),
        TextProperty::Code | TextProperty::Name => None,
    }
}

fn day_column(property: DayProperty, block: &Block) -> (&[i32], i32) {
    match property {
        DayProperty::OpenedOn => (&block.opened, 0),
        DayProperty::ClosedOn => (&block.closed, NEVER),
    }
}

/// The numbers below `count` that are meant: those of the set, or the others; 0 only where it counts as a
/// value.
fn choices(set: ChoiceSet, nulls: Nulls, wanted: bool, count: usize) -> u8 {
    let meant = if wanted { set.0 } else { !set.0 };
    let unknown = u8::from(nulls == Nulls::Unknown);
    meant & (u8::MAX >> (u8::BITS as usize - count)) & !unknown
}

/// Clears the slots whose value, below 8, is not in the set.
fn keep(mask: &mut Mask, values: &[u8], set: u8) {
    // A comparison a member beats a shift a slot: it is one vector operation for sixteen slots.
    let mut found = [0; BLOCK];
    for member in (0..8).filter(|member| set >> member & 1 == 1) {
        each(&mut found, values, |found, value| found | verdict(value == member));
    }
    each(mask, &found, |mask, found| mask & found);
}

/// Joins each slot of a mask with the value of a column.
fn each<T: Copy>(mask: &mut Mask, column: &[T], join: impl Fn(u8, T) -> u8) {
    for (mask, &value) in mask.iter_mut().zip(column) {
        *mask = join(*mask, value);
    }
}

fn is_empty(mask: &Mask) -> bool {
    mask.iter().fold(0, |any, &byte| any | byte) == 0
}

fn verdict(holds: bool) -> u8 {
    u8::from(holds).wrapping_neg()
}
