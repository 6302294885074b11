//! The model of a table: its columns, what they hold, and the cells of a row.

use std::borrow::Cow;

use crate::base::date::Day;
use crate::base::location::LonLat;
use crate::base::money::{Decimal, Money, Rate, UnitPrice, Volume};
use crate::base::shape::Shape;

/// What a column holds. A cell says for itself what it is; a workbook takes its columns' widths and number formats
/// from here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnKind {
    /// Words.
    Text,
    /// A text that looks like a number now and then and must stay text, such as a station's code.
    Code,
    /// A whole number of things.
    Count,
    /// Money, a volume, a price: so many decimals.
    Decimal {
        /// How many are shown.
        places: usize,
    },
    /// A share, shown as a percentage.
    Ratio,
    /// A civil day.
    Date,
    /// Yes or no.
    Flag,
    /// Degrees of longitude or latitude; left out of GeoJSON, whose geometry says them.
    Degrees,
}

/// A column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// The field, as the importer calls it.
    pub field: Cow<'static, str>,
    /// Its title in Chinese.
    pub zh: Cow<'static, str>,
    /// Its title in English.
    pub en: Cow<'static, str>,
    /// What it holds.
    pub kind: ColumnKind,
}

impl Column {
    /// A column whose names are known beforehand.
    #[must_use]
    pub const fn new(field: &'static str, zh: &'static str, en: &'static str, kind: ColumnKind) -> Self {
        Self { field: Cow::Borrowed(field), zh: Cow::Borrowed(zh), en: Cow::Borrowed(en), kind }
    }
}

/// What the columns are called in the file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Headers {
    /// As the importer calls them: the file can be imported again as it is.
    #[default]
    Fields,
    /// In Chinese.
    Zh,
    /// In English.
    En,
}

impl Headers {
    /// Every choice, in the order of documentation.
    pub const ALL: [Self; 3] = [Self::Fields, Self::Zh, Self::En];

    /// The identifier used in parameters and on the command line.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Fields => "fields",
            Self::Zh => "zh",
            Self::En => "en",
        }
    }

    /// The choice of that identifier.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|headers| headers.as_str() == text)
    }

    /// What a column is called.
    #[must_use]
    pub fn of(self, column: &Column) -> &str {
        match self {
            Self::Fields => &column.field,
            Self::Zh => &column.zh,
            Self::En => &column.en,
        }
    }
}

/// A table that is about to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// What its rows are: the name of a workbook's sheet, at most 31 characters.
    pub name: Cow<'static, str>,
    /// Its columns, in order.
    pub columns: Vec<Column>,
}

/// A cell of a row.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell<'a> {
    /// Nothing: unknown, or a ratio without a denominator.
    Empty,
    /// A text.
    Text(Cow<'a, str>),
    /// A whole number of things.
    Count(u64),
    /// An exact decimal number.
    Decimal(Decimal),
    /// A share that was agreed, in parts per million; as text it has a percent sign.
    Ratio(i64),
    /// A day.
    Date(Day),
    /// Yes or no.
    Flag(bool),
    /// A number that is a float by nature, and finite: degrees, a quotient of sums, a median. What it is of is said
    /// by its column.
    Float(f64),
}

impl<'a> From<&'a str> for Cell<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl From<String> for Cell<'_> {
    fn from(text: String) -> Self {
        Self::Text(Cow::Owned(text))
    }
}

impl<'a> From<&'a String> for Cell<'a> {
    fn from(text: &'a String) -> Self {
        Self::from(text.as_str())
    }
}

impl From<u32> for Cell<'_> {
    fn from(count: u32) -> Self {
        Self::Count(count.into())
    }
}

impl From<Day> for Cell<'_> {
    fn from(day: Day) -> Self {
        Self::Date(day)
    }
}

impl From<Money> for Cell<'_> {
    fn from(amount: Money) -> Self {
        Self::Decimal(amount.into())
    }
}

impl From<Volume> for Cell<'_> {
    fn from(volume: Volume) -> Self {
        Self::Decimal(volume.into())
    }
}

impl From<UnitPrice> for Cell<'_> {
    fn from(price: UnitPrice) -> Self {
        Self::Decimal(Decimal::from(price).trimmed(2))
    }
}

impl From<Rate> for Cell<'_> {
    fn from(rate: Rate) -> Self {
        Self::Ratio(rate.ppm().into())
    }
}

impl<'a, T: Into<Cell<'a>>> From<Option<T>> for Cell<'a> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Empty, Into::into)
    }
}

/// Where a row lies.
#[derive(Clone, Copy, Debug)]
pub enum Place<'a> {
    /// At a point.
    Point(LonLat),
    /// In an area.
    Shape(&'a Shape),
}

/// The most digits that a spreadsheet, and whoever reads JSON into floats, keeps of a number.
const FLOAT_DIGITS: u64 = 1_000_000_000_000_000;

/// Whether a number of so many last decimals is kept to the digit by those who read it into a float.
pub(super) const fn is_exact(number: i64) -> bool {
    number.unsigned_abs() < FLOAT_DIGITS
}

/// Parts per million as a percentage, which has the same digits and four decimals.
pub(super) const fn percent(ppm: i64) -> Decimal {
    Decimal { number: ppm, decimals: 4 }.trimmed(0)
}
