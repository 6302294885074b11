//! The order of a list: what it is sorted by, where a page ended, and which of two stations comes first.

use std::cmp::Ordering;

use super::Item;
use super::figures::Figures;
use crate::base::date::Day;
use crate::domain::cooperation::Stage;
use crate::domain::metric::Metric;
use crate::engine::block::{Block, NEVER};
use crate::engine::rows::energy_of;
use crate::engine::snapshot::Snapshot;
use crate::engine::statistics::Number;

/// What a list is sorted by; stations that are equal in it stand by code.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum SortKey {
    /// The user's own id.
    #[default]
    Code,
    /// Name.
    Name,
    /// Brand.
    Brand,
    /// Operator.
    Operator,
    /// Energy, in the order of documentation.
    Energy,
    /// Stage, in the order of the funnel.
    Stage,
    /// Opening day.
    OpenedOn,
    /// Closing day.
    ClosedOn,
    /// Distance from the place asked.
    Distance,
    /// A station's own value of a metric that is [of the books](Metric::is_of_books), over a period `[from, to)` where
    /// it has one.
    Metric(Metric, (Day, Day)),
}

/// A value that a list is sorted by. Empty ones stand last either way.
#[derive(Clone, Debug, PartialEq)]
pub enum SortValue {
    /// A text.
    Text(String),
    /// A whole number: of a day, a stage, an energy; orders, minor units of money, thousandths of a volume.
    Number(i64),
    /// Metres, or a share.
    Real(f64),
    /// Nothing.
    Empty,
}

/// Where a page ended: the last station's value and code.
#[derive(Clone, Debug, PartialEq)]
pub struct Cursor {
    /// The value sorted by.
    pub value: SortValue,
    /// The code.
    pub code: String,
}

/// A value as it is compared, its text borrowed from the snapshot.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Value<'s> {
    Text(&'s str),
    Number(i64),
    Real(f64),
    Empty,
}

impl Value<'_> {
    fn compare(self, other: Value<'_>, descending: bool) -> Ordering {
        let order = match (self, other) {
            (Value::Empty, Value::Empty) => return Ordering::Equal,
            (Value::Empty, _) => return Ordering::Greater,
            (_, Value::Empty) => return Ordering::Less,
            (Value::Text(one), Value::Text(other)) => one.cmp(other),
            (Value::Number(one), Value::Number(other)) => one.cmp(&other),
            (Value::Real(one), Value::Real(other)) => one.total_cmp(&other),
            // One list has one kind of value.
            _ => Ordering::Equal,
        };
        if descending { order.reverse() } else { order }
    }

    fn owned(self) -> SortValue {
        match self {
            Value::Text(text) => SortValue::Text(text.to_owned()),
            Value::Number(number) => SortValue::Number(number),
            Value::Real(number) => SortValue::Real(number),
            Value::Empty => SortValue::Empty,
        }
    }
}

impl From<Number> for Value<'_> {
    fn from(number: Number) -> Self {
        match number {
            Number::Count(count) => Self::Number(i64::try_from(count).unwrap_or(i64::MAX)),
            Number::Ratio(share) => share.map_or(Self::Empty, Self::Real),
            Number::Money(amount) => Self::Number(amount.minor()),
            Number::Volume(thousandths) => Self::Number(thousandths),
        }
    }
}

impl Cursor {
    fn value(&self) -> Value<'_> {
        match &self.value {
            SortValue::Text(text) => Value::Text(text),
            SortValue::Number(number) => Value::Number(*number),
            SortValue::Real(number) => Value::Real(*number),
            SortValue::Empty => Value::Empty,
        }
    }
}

/// A station that may come on the page. Its code is looked up only where another has the same value: texts lie apart
/// from columns.
pub(super) struct Candidate<'s> {
    pub(super) value: Value<'s>,
    pub(super) block: &'s Block,
    pub(super) slot: usize,
    pub(super) descending: bool,
    pub(super) item: Item,
}

impl Candidate<'_> {
    fn code(&self) -> &str {
        self.block.code(self.slot)
    }

    /// Whether it stands after the end of the page before.
    pub(super) fn is_after(&self, cursor: &Cursor) -> bool {
        let order = self.value.compare(cursor.value(), self.descending);
        order.then_with(|| self.code().cmp(&cursor.code)) == Ordering::Greater
    }

    /// The end of a page whose last station it is.
    pub(super) fn cursor(&self) -> Cursor {
        Cursor { value: self.value.owned(), code: self.code().to_owned() }
    }
}

impl PartialEq for Candidate<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Candidate<'_> {}

impl PartialOrd for Candidate<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Candidate<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.value.compare(other.value, self.descending).then_with(|| self.code().cmp(other.code()))
    }
}

/// Tells what stations are sorted by.
pub(super) struct Order<'s> {
    pub(super) snapshot: &'s Snapshot,
    pub(super) sort: SortKey,
    /// Where it is a metric, every station's.
    pub(super) figures: Option<Figures>,
}

impl<'s> Order<'s> {
    /// The value of a station; `distance` is that from the place asked.
    pub(super) fn value(
        &self,
        block: &'s Block,
        slot: usize,
        stage: Option<Stage>,
        distance: Option<f64>,
    ) -> Value<'s> {
        let word = |word: Option<&'s str>| word.map_or(Value::Empty, Value::Text);
        let day = |day: i32, none: i32| if day == none { Value::Empty } else { Value::Number(i64::from(day)) };
        match self.sort {
            SortKey::Code => Value::Text(block.code(slot)),
            SortKey::Name => Value::Text(block.name(slot)),
            SortKey::Brand => word(self.snapshot.brands().word(block.brand[slot])),
            SortKey::Operator => word(self.snapshot.operators().word(block.operator[slot])),
            SortKey::Energy => {
                energy_of(block.energy[slot]).map_or(Value::Empty, |energy| Value::Number(energy as i64))
            }
            SortKey::Stage => stage.map_or(Value::Empty, |stage| Value::Number(i64::from(stage.number()))),
            SortKey::OpenedOn => day(block.opened[slot], 0),
            SortKey::ClosedOn => day(block.closed[slot], NEVER),
            SortKey::Distance => distance.map_or(Value::Empty, Value::Real),
            SortKey::Metric(..) => {
                let row = self.snapshot.books().row(block.station(slot));
                self.figures.as_ref().map_or(Value::Empty, |figures| figures.value(row, stage))
            }
        }
    }
}
