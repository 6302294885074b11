//! Filters compiled for one snapshot: words become dictionary codes, and a block's stations are tested
//! column by column into masks.
//!
//! A test gives two masks, "true" and "false"; a slot in neither is unknown (an empty field), so NOT
//! swaps the masks and nothing else, as in SQL's three-valued logic.

use super::area::Relation;
use super::{Area, ChoiceSet, DayProperty, Filter, Nulls, TextProperty, TextTest};
use crate::engine::block::{BLOCK, Block, Mask, NEVER};
use crate::engine::dictionary::Dictionary;
use crate::engine::snapshot::Snapshot;

/// A filter compiled for one snapshot.
pub(in crate::engine) enum Node {
    Constant(Option<bool>),
    And(Vec<Node>),
    Or(Vec<Node>),
    Not(Box<Node>),
    /// Brand or operator by dictionary code: 1 true, 0 false, 2 unknown.
    Word(Column, Vec<u8>),
    /// Code or name, station by station.
    Text(TextProperty, TextTest),
    Energy(ChoiceSet, Nulls),
    Stage(ChoiceSet, Nulls),
    /// Day numbers `low..high`.
    Day(DayProperty, i32, i32),
    NoDay(DayProperty),
    Within(Area),
}

/// A column of dictionary codes.
#[derive(Clone, Copy)]
pub(in crate::engine) enum Column {
    Brand,
    Operator,
}

const FALSE: u8 = 0;
const TRUE: u8 = 1;
const UNKNOWN: u8 = 2;

impl Node {
    #[expect(clippy::cast_possible_wrap, reason = "day numbers have 17 bits")]
    pub(in crate::engine) fn compile(filter: &Filter, snapshot: &Snapshot) -> Self {
        let all = |filters: &[Filter]| filters.iter().map(|filter| Self::compile(filter, snapshot)).collect();
        match filter {
            Filter::Constant(value) => Self::Constant(*value),
            Filter::And(filters) => Self::And(all(filters)),
            Filter::Or(filters) => Self::Or(all(filters)),
            Filter::Not(filter) => Self::Not(Box::new(Self::compile(filter, snapshot))),
            Filter::Text(property, test) => match column(*property, snapshot) {
                Some((column, words)) => {
                    let verdicts = words.words().map(|word| if test.passes(word) { TRUE } else { FALSE });
                    Self::Word(column, std::iter::once(UNKNOWN).chain(verdicts).collect())
                }
                None => Self::Text(*property, test.clone()),
            },
            Filter::NoText(property) => match column(*property, snapshot) {
                Some((column, words)) => {
                    let mut table = vec![FALSE; words.codes()];
                    table[0] = TRUE;
                    Self::Word(column, table)
                }
                // Codes and names are never empty.
                None => Self::Constant(Some(false)),
            },
            Filter::AnyOf(property, wanted, empty_too) => {
                let test = TextTest::new(super::TextComparison::In(wanted.clone()), false);
                match (Self::compile(&Filter::Text(*property, test), snapshot), *empty_too) {
                    (Self::Word(column, mut table), true) => {
                        table[0] = TRUE;
                        Self::Word(column, table)
                    }
                    (node, _) => node,
                }
            }
            Filter::Energy(set, nulls) => Self::Energy(*set, *nulls),
            Filter::Stage(set, nulls) => Self::Stage(*set, *nulls),
            Filter::Day(property, from, to) => {
                Self::Day(*property, from.number() as i32, to.map_or(NEVER, |to| to.number() as i32))
            }
            Filter::NoDay(property) => Self::NoDay(*property),
            Filter::Within(area) => Self::Within(area.clone()),
        }
    }

    /// Writes the slots for which the filter is true and those for which it is false; the stages are
    /// those of the date asked.
    fn test(&self, block: &Block, stages: &Mask, yes: &mut Mask, no: &mut Mask) {
        let n = block.len();
        match self {
            Self::Constant(value) => {
                yes.fill(u8::from(*value == Some(true)).wrapping_neg());
                no.fill(u8::from(*value == Some(false)).wrapping_neg());
            }
            Self::And(nodes) => every(nodes, block, stages, yes, no, false),
            // Something is true of any of them where not false of every one.
            Self::Or(nodes) => every(nodes, block, stages, no, yes, true),
            Self::Not(node) => node.test(block, stages, no, yes),
            Self::Word(column, table) => {
                let codes = match column {
                    Column::Brand => &block.brand,
                    Column::Operator => &block.operator,
                };
                verdicts(yes, no, codes.iter().map(|&code| table.get(code as usize).copied().unwrap_or(UNKNOWN)));
            }
            Self::Text(property, test) => {
                let passes = |slot| match property {
                    TextProperty::Code => test.passes(block.code(slot)),
                    _ => test.passes(block.name(slot)),
                };
                verdicts(yes, no, (0..n).map(|slot| u8::from(passes(slot))));
            }
            Self::Energy(set, nulls) => choices(yes, no, &block.energy, *set, *nulls),
            Self::Stage(set, nulls) => choices(yes, no, &stages[..n], *set, *nulls),
            Self::Day(property, low, high) => {
                let (days, none) = day_column(*property, block);
                verdicts(
                    yes,
                    no,
                    days.iter().map(|&day| if day == none { UNKNOWN } else { u8::from(*low <= day && day < *high) }),
                );
            }
            Self::NoDay(property) => {
                let (days, none) = day_column(*property, block);
                verdicts(yes, no, days.iter().map(|&day| u8::from(day == none)));
            }
            Self::Within(area) => {
                let inside = match area.relation(&block.bounds) {
                    Relation::Apart => [0; BLOCK],
                    Relation::Covers => [u8::MAX; BLOCK],
                    Relation::Crosses => std::array::from_fn(|slot| {
                        u8::from(slot < n && area.contains(block.place(slot))).wrapping_neg()
                    }),
                };
                *yes = inside;
                *no = inside.map(|byte| !byte);
            }
        }
    }

    /// Clears the slots for which the filter is not true.
    pub(in crate::engine) fn select(&self, block: &Block, stages: &Mask, mask: &mut Mask) {
        if matches!(self, Self::Constant(Some(true))) {
            return;
        }
        let (mut yes, mut no) = ([0; BLOCK], [0; BLOCK]);
        self.test(block, stages, &mut yes, &mut no);
        for (mask, yes) in mask.iter_mut().zip(&yes) {
            *mask &= yes;
        }
    }

    /// Whether the filter asks for the stage, so that it means other stations on another date.
    pub(in crate::engine) fn asks_stage(&self) -> bool {
        match self {
            Self::Stage(..) => true,
            Self::And(nodes) | Self::Or(nodes) => nodes.iter().any(Self::asks_stage),
            Self::Not(node) => node.asks_stage(),
            _ => false,
        }
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

fn verdicts(yes: &mut Mask, no: &mut Mask, verdicts: impl Iterator<Item = u8>) {
    for ((yes, no), verdict) in yes.iter_mut().zip(no).zip(verdicts) {
        *yes = u8::from(verdict == TRUE).wrapping_neg();
        *no = u8::from(verdict == FALSE).wrapping_neg();
    }
}

fn choices(yes: &mut Mask, no: &mut Mask, values: &[u8], set: ChoiceSet, nulls: Nulls) {
    let unknown = u8::from(nulls == Nulls::Unknown);
    verdicts(
        yes,
        no,
        values.iter().map(|&value| {
            let chosen = set.0 >> value & 1;
            if value == 0 && unknown == 1 { UNKNOWN } else { chosen }
        }),
    );
}

/// True where all are (`every`), false where one is. An "or" is the same with the masks' parts exchanged.
fn every(nodes: &[Node], block: &Block, stages: &Mask, every: &mut Mask, any: &mut Mask, swapped: bool) {
    every.fill(u8::MAX);
    any.fill(0);
    let (mut one_every, mut one_any) = ([0; BLOCK], [0; BLOCK]);
    for node in nodes {
        if swapped {
            node.test(block, stages, &mut one_any, &mut one_every);
        } else {
            node.test(block, stages, &mut one_every, &mut one_any);
        }
        for ((every, any), (one_every, one_any)) in
            every.iter_mut().zip(any.iter_mut()).zip(one_every.iter().zip(&one_any))
        {
            *every &= one_every;
            *any |= one_any;
        }
    }
}
