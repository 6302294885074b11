//! Filters: what a question asks of a station, apart from where and when.
//!
//! A [`Filter`] is independent of any snapshot. It comes from CQL2 text ([`Filter::parse`]) or from the
//! shorthand (`brand=shell,sinopec`), and is compiled by [`plan`] to masks over blocks. Comparisons with
//! an empty field are unknown, as in SQL: neither they nor their negation select the station.

mod area;
mod cql2;
pub(super) mod plan;
mod search;
mod text;

pub use area::{Area, AreaError};
pub use search::{MOST_SEARCHED, MOST_WORDS, Search};
pub use text::{Pattern, TextComparison, TextTest};

use crate::base::date::Day;
use crate::base::location::LonLat;
use crate::domain::cooperation::Stage;
use crate::domain::station::Energy;

/// Longest filter text that is read, in bytes.
pub const MAX_FILTER_BYTES: usize = 65_536;
/// Deepest nesting of parentheses and negations that is read.
pub const MAX_FILTER_DEPTH: usize = 32;

/// Most tests that read every station's code or name, or ask whether it lies in an area: some hundred nanoseconds a
/// station each, where others take one.
pub const MAX_COSTLY_TESTS: usize = 32;
/// Most tests of any kind.
pub const MAX_TESTS: usize = 500;

/// Why a filter cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FilterError {
    /// Longer than [`MAX_FILTER_BYTES`].
    #[error("a filter may have {MAX_FILTER_BYTES} bytes, this one has {0}")]
    TooLong(usize),
    /// Nested deeper than [`MAX_FILTER_DEPTH`].
    #[error("a filter may be nested {MAX_FILTER_DEPTH} deep, this one is nested deeper")]
    TooDeep,
    /// More tests than [`MAX_TESTS`], or more than [`MAX_COSTLY_TESTS`] of codes, names and areas.
    #[error(
        "a filter may have {MAX_TESTS} tests, {MAX_COSTLY_TESTS} of them of codes, names and areas; this one has {tests}, {costly} of them such: ask for many values with IN"
    )]
    TooManyTests {
        /// All of them.
        tests: usize,
        /// Those of codes, names and areas.
        costly: usize,
    },
    /// No CQL2 text.
    #[error("not CQL2 text: {0}")]
    Syntax(String),
    /// A property that cannot be asked for.
    #[error(
        "there is no property {0:?}; there are code, name, energy, brand, operator, stage, opened_on, closed_on, geometry"
    )]
    UnknownProperty(String),
    /// A value that the property can never have.
    #[error("{property} is one of {allowed}, never {value:?}")]
    NeverValue {
        /// The property.
        property: &'static str,
        /// The value given.
        value: String,
        /// What it can be.
        allowed: String,
    },
    /// CQL2 that we do not evaluate.
    #[error("{0}")]
    Unsupported(String),
    /// A geometry that is no area.
    #[error(transparent)]
    Area(#[from] AreaError),
}

/// A text property of a station.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextProperty {
    /// The user's own id.
    Code,
    /// The name.
    Name,
    /// The brand.
    Brand,
    /// The operator.
    Operator,
}

/// A date property of a station.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayProperty {
    /// First day open.
    OpenedOn,
    /// First day no longer open.
    ClosedOn,
}

/// A set over "none" (bit 0) and the numbered values of an enumeration (bit 1 and up).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ChoiceSet(pub(super) u8);

impl ChoiceSet {
    /// The set of these stages; `None` stands for "no stage yet".
    pub fn stages(stages: impl IntoIterator<Item = Option<Stage>>) -> Self {
        Self(stages.into_iter().fold(0, |set, stage| set | 1 << stage.map_or(0, Stage::number)))
    }

    /// The set of these energies; `None` stands for "not known".
    pub fn energies(energies: impl IntoIterator<Item = Option<Energy>>) -> Self {
        Self(energies.into_iter().fold(0, |set, energy| set | 1 << super::rows::energy_number(energy)))
    }
}

/// What is asked of a station.
#[derive(Clone, Debug, PartialEq)]
pub enum Filter {
    /// Always, never, or unknown.
    Constant(Option<bool>),
    /// All of them.
    And(Vec<Filter>),
    /// Any of them.
    Or(Vec<Filter>),
    /// Not that.
    Not(Box<Filter>),
    /// A text property passes a test.
    Text(TextProperty, TextTest),
    /// The text property is empty.
    NoText(TextProperty),
    /// The text is one of these, or (with `true`) empty: the shorthand's form.
    AnyOf(TextProperty, Vec<String>, bool),
    /// The energy is in a set; empty is unknown unless the set's bit 0 says otherwise.
    Energy(ChoiceSet, Nulls),
    /// The stage is in a set; likewise.
    Stage(ChoiceSet, Nulls),
    /// The day lies in `[from, to)`; without `to`, on `from` or any day after.
    Day(DayProperty, Day, Option<Day>),
    /// There is no such day.
    NoDay(DayProperty),
    /// The station lies in the area, border included.
    Within(Area),
    /// The code or the name holds each of some words.
    Search(Search),
}

/// How an empty field answers a set test.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nulls {
    /// As SQL: unknown.
    Unknown,
    /// As any value: in the set when bit 0 is.
    Counted,
}

/// Degrees of longitude under half of the 1e-7 to which an area's vertices and the places in it are rounded.
const SLIVER: f64 = 4e-8;

impl Filter {
    /// The filter that selects every station.
    pub const ALL: Self = Self::Constant(Some(true));

    /// Reads CQL2 text (OGC 21-065r2), basic CQL2 with LIKE, BETWEEN, IN, CASEI, dates and areas.
    ///
    /// # Errors
    /// [`FilterError`] says what is wrong with it.
    pub fn parse(text: &str) -> Result<Self, FilterError> {
        let filter = cql2::parse(text)?;
        let (tests, costly) = filter.tests();
        if tests > MAX_TESTS || costly > MAX_COSTLY_TESTS {
            return Err(FilterError::TooManyTests { tests, costly });
        }
        Ok(filter)
    }

    /// How many tests there are, and how many of them are of codes, names and areas.
    fn tests(&self) -> (usize, usize) {
        match self {
            Self::And(filters) | Self::Or(filters) => {
                let each = filters.iter().map(Self::tests);
                each.fold((0, 0), |sum, tests| (sum.0 + tests.0, sum.1 + tests.1))
            }
            Self::Not(filter) => filter.tests(),
            Self::Text(TextProperty::Code | TextProperty::Name, _) | Self::Within(_) => (1, 1),
            _ => (1, 0),
        }
    }

    /// The day is one of those from `first` to `last`, both included.
    #[must_use]
    pub fn days(property: DayProperty, first: Day, last: Day) -> Self {
        Self::Day(property, first, last.next_day())
    }

    /// The stations in the box between west, south, east and north. A west beyond the east crosses the
    /// antimeridian, as RFC 7946 has it; such a box is two.
    ///
    /// # Errors
    /// [`AreaError`] when a number is out of range, or the box is upside down or without width.
    pub fn bbox([west, south, east, north]: [f64; 4]) -> Result<Self, AreaError> {
        let within = |west, east| Area::bbox([west, south, east, north]).map(Self::Within);
        if west <= east {
            return within(west, east);
        }
        for lon in [west, east] {
            LonLat::new(lon, 0.0).map_err(|error| AreaError::Coordinate(error.to_string()))?;
        }
        if (west, east) == (180.0, -180.0) {
            return Err(AreaError::InsideOut);
        }
        // A side that lies on the antimeridian itself is that meridian, as a half without width would be none.
        let (west, east) = (west.min(180.0 - SLIVER), east.max(SLIVER - 180.0));
        Ok(Self::Or(vec![within(west, 180.0)?, within(-180.0, east)?]))
    }

    /// Both filters at once.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Constant(Some(true)), filter) | (filter, Self::Constant(Some(true))) => filter,
            (Self::And(mut all), filter) => {
                all.push(filter);
                Self::And(all)
            }
            (one, two) => Self::And(vec![one, two]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::location::Mercator;

    #[test]
    fn the_work_of_a_filter_is_bounded() {
        let many = |test: &str, count: usize| Filter::parse(&vec![test; count].join(" OR "));
        assert!(many("name LIKE '%a%z'", MAX_COSTLY_TESTS).is_ok());
        let refused = Err(FilterError::TooManyTests { tests: MAX_COSTLY_TESTS + 1, costly: MAX_COSTLY_TESTS + 1 });
        assert_eq!(many("NOT (name LIKE '%a%z')", MAX_COSTLY_TESTS + 1), refused);
        assert!(many("brand = 'a'", MAX_TESTS).is_ok());
        assert_eq!(many("brand = 'a'", MAX_TESTS + 1), Err(FilterError::TooManyTests { tests: 501, costly: 0 }));
        let list = format!("code IN ({})", vec!["'S-00001'"; 5_000].join(","));
        assert!(Filter::parse(&list).is_ok(), "a list is one test");
    }

    #[test]
    fn boxes_may_cross_the_antimeridian() {
        assert!(matches!(Filter::bbox([1.0, 2.0, 3.0, 4.0]), Ok(Filter::Within(_))));
        assert!(matches!(Filter::bbox([170.0, -10.0, -170.0, 10.0]), Ok(Filter::Or(halves)) if halves.len() == 2));
        for wrong in [
            [1.0, 4.0, 3.0, 2.0],
            [170.0, 10.0, -170.0, -10.0],
            [180.0, 0.0, -180.0, 1.0],
            [f64::NAN, 2.0, 3.0, 4.0],
            [190.0, 2.0, 3.0, 4.0],
            [170.0, 2.0, -190.0, 4.0],
            [1.0, 2.0, f64::INFINITY, 4.0],
        ] {
            assert!(Filter::bbox(wrong).is_err(), "{wrong:?}");
        }
    }

    #[test]
    fn a_box_that_ends_on_the_antimeridian_has_both_its_sides() {
        let has = |filter: &Filter, lon: f64, lat: f64| {
            let place = Mercator::from(LonLat::new(lon, lat).expect("place"));
            let Filter::Or(halves) = filter else { panic!("{filter:?}") };
            halves.iter().any(|half| match half {
                Filter::Within(area) => area.contains(place) && area.bounds().contains(place),
                other => panic!("{other:?}"),
            })
        };
        for (west, east, lon, apart) in [(180.0, -170.0, -175.0, 175.0), (170.0, -180.0, 175.0, -175.0)] {
            let filter = Filter::bbox([west, -10.0, east, 10.0]).expect("box");
            for inside in [180.0, -180.0, lon] {
                assert!(has(&filter, inside, 5.0) && !has(&filter, inside, 11.0), "{inside} of {west} to {east}");
            }
            let beside = if west < 180.0 { -179.999_999 } else { 179.999_999 };
            assert!(!has(&filter, apart, 5.0) && !has(&filter, beside, 5.0), "{west} to {east}");
        }
    }
}
