//! Stations: what is kept of one, how an edit changes it, and the view of it that the engine indexes.

use std::collections::BTreeMap;

use crate::base::date::Day;
use crate::base::ids::{RegionId, SetId, StationId};
use crate::base::location::{Crs, LonLat};
use crate::domain::cooperation::Stage;

/// Most characters of a code, brand, operator or attribute name.
pub const MAX_SHORT_TEXT: usize = 200;
/// What separates codes where several stand in one cell, as in the stations of a contract.
pub const CODE_SEPARATORS: [char; 4] = [';', '；', '、', '\n'];
/// Most characters of a name, address, note or attribute value.
pub const MAX_LONG_TEXT: usize = 2_000;

/// What a station sells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Energy {
    /// Petrol and diesel.
    Fuel,
    /// Electric charging.
    Ev,
    /// Natural or liquefied gas.
    Gas,
    /// Hydrogen.
    Hydrogen,
    /// More than one of them.
    Mixed,
}

impl Energy {
    /// Every kind, in the order of documentation.
    pub const ALL: [Self; 5] = [Self::Fuel, Self::Ev, Self::Gas, Self::Hydrogen, Self::Mixed];

    /// The identifier used in files, parameters and the store.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Fuel => "fuel",
            Self::Ev => "ev",
            Self::Gas => "gas",
            Self::Hydrogen => "hydrogen",
            Self::Mixed => "mixed",
        }
    }

    /// The kind of that identifier.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|energy| energy.as_str() == text)
    }
}

/// Where a station stands: the pair as it came, its system, and the canonical place made of it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Position {
    /// The system in which the pair came.
    pub crs: Crs,
    /// The pair as it came: x (longitude), y (latitude), in degrees of `crs`.
    pub raw: [f64; 2],
    /// The WGS-84 place.
    pub location: LonLat,
}

impl Position {
    /// A position that came in WGS-84.
    #[must_use]
    pub const fn wgs84(location: LonLat) -> Self {
        Self { crs: Crs::Wgs84, raw: [location.lon(), location.lat()], location }
    }

    /// Whether it says nothing but the WGS-84 place of a position that is known, as a row does that we exported and a
    /// spreadsheet saved: a pair that came in another system, or with more digits, is then not to be lost for it.
    fn repeats(&self, known: &Self) -> bool {
        let (here, there) = (self.location, known.location);
        let is_near = |one: f64, other: f64| (one - other).abs() < SAME_PLACE;
        self.crs == Crs::Wgs84 && is_near(here.lon(), there.lon()) && is_near(here.lat(), there.lat())
    }
}

/// Places whose degrees differ by less are one place. Spreadsheets show and save seven decimals: half of the last of them
/// is 6 mm, less than the map tells apart; the rest is room for the float.
const SAME_PLACE: f64 = 5.1e-8;

/// Everything that is kept of a station, its cooperation and regions aside.
#[derive(Clone, Debug, PartialEq)]
pub struct Station {
    /// The user's own id, unique.
    pub code: String,
    /// What people call it.
    pub name: String,
    /// What it sells; `None` while nobody has said.
    pub energy: Option<Energy>,
    /// The brand on the sign.
    pub brand: Option<String>,
    /// The company that runs it.
    pub operator: Option<String>,
    /// Where it stands.
    pub position: Position,
    /// Postal address.
    pub address: Option<String>,
    /// First day it was open; `None` when unknown, which counts as always.
    pub opened_on: Option<Day>,
    /// First day it was no longer open.
    pub closed_on: Option<Day>,
    /// Whatever else the user keeps, by name.
    pub attributes: BTreeMap<String, String>,
}

/// One field of an edit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Edit<T> {
    /// The edit says nothing of this field: it stays as it is.
    #[default]
    Keep,
    /// The field becomes empty.
    Clear,
    /// The field becomes this.
    Set(T),
}

impl<T> Edit<T> {
    /// Applies the edit to an optional field.
    pub fn apply(self, field: &mut Option<T>) {
        match self {
            Self::Keep => {}
            Self::Clear => *field = None,
            Self::Set(value) => *field = Some(value),
        }
    }
}

/// An edit of one station, or a new one: a row of a file, a body of a request.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StationDraft {
    /// Which station.
    pub code: String,
    /// New name; a new station without one is called by its code.
    pub name: Option<String>,
    /// What it sells.
    pub energy: Edit<Energy>,
    /// Brand.
    pub brand: Edit<String>,
    /// Operator.
    pub operator: Edit<String>,
    /// New position.
    pub position: Option<Position>,
    /// Address.
    pub address: Edit<String>,
    /// Opening day.
    pub opened_on: Edit<Day>,
    /// Closing day.
    pub closed_on: Edit<Day>,
    /// Attributes to set or clear, by name.
    pub attributes: BTreeMap<String, Edit<String>>,
}

/// A rule that a station breaks: the field, what it held, and what is allowed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{field}: {reason}, got {value:?}")]
pub struct RuleError {
    /// The field of DESIGN's vocabulary.
    pub field: &'static str,
    /// What it held, cut to 80 characters.
    pub value: String,
    /// What is allowed.
    pub reason: String,
}

impl RuleError {
    /// The rule broken by `value` in `field`.
    pub fn new(field: &'static str, value: impl AsRef<str>, reason: impl Into<String>) -> Self {
        Self { field, value: value.as_ref().chars().take(80).collect(), reason: reason.into() }
    }
}

impl StationDraft {
    /// The station after this edit of `before`, or the new station it describes.
    ///
    /// # Errors
    /// [`RuleError`] when a new station lacks a position, a text is too long or holds control
    /// characters, or it would close before it opens.
    pub fn apply(self, before: Option<&Station>) -> Result<Station, RuleError> {
        let mut station = match before {
            Some(station) => station.clone(),
            None => Station {
                position: self
                    .position
                    .ok_or_else(|| RuleError::new("location", "", "a new station needs longitude and latitude"))?,
                name: self.code.clone(),
                code: self.code,
                energy: None,
                brand: None,
                operator: None,
                address: None,
                opened_on: None,
                closed_on: None,
                attributes: BTreeMap::new(),
            },
        };
        if let Some(name) = self.name {
            station.name = name;
        }
        if let Some(position) = self.position.filter(|position| !position.repeats(&station.position)) {
            station.position = position;
        }
        self.energy.apply(&mut station.energy);
        self.brand.apply(&mut station.brand);
        self.operator.apply(&mut station.operator);
        self.address.apply(&mut station.address);
        self.opened_on.apply(&mut station.opened_on);
        self.closed_on.apply(&mut station.closed_on);
        for (name, edit) in self.attributes {
            match edit {
                Edit::Keep => {}
                Edit::Clear => drop(station.attributes.remove(&name)),
                Edit::Set(value) => drop(station.attributes.insert(name, value)),
            }
        }
        station.check()?;
        Ok(station)
    }
}

impl Station {
    /// Whether the station keeps the rules.
    ///
    /// # Errors
    /// [`RuleError`] names the first field that breaks one.
    pub fn check(&self) -> Result<(), RuleError> {
        required("code", &self.code, MAX_SHORT_TEXT)?;
        if let Some(sign) = self.code.chars().find(|&sign| CODE_SEPARATORS.contains(&sign) || sign.is_control()) {
            let reason = format!("must not hold {sign:?}: lists of codes are separated by it");
            return Err(RuleError::new("code", &self.code, reason));
        }
        required("name", &self.name, MAX_LONG_TEXT)?;
        optional("brand", self.brand.as_deref(), MAX_SHORT_TEXT)?;
        optional("operator", self.operator.as_deref(), MAX_SHORT_TEXT)?;
        optional("address", self.address.as_deref(), MAX_LONG_TEXT)?;
        for (name, value) in &self.attributes {
            required("attributes", name, MAX_SHORT_TEXT)?;
            required("attributes", value, MAX_LONG_TEXT)?;
        }
        match (self.opened_on, self.closed_on) {
            (Some(opened), Some(closed)) if closed < opened => Err(RuleError::new(
                "closed_on",
                closed.to_string(),
                format!("a station cannot close before it opens ({opened})"),
            )),
            _ => Ok(()),
        }
    }
}

/// A word that the addresses of the API need for themselves cannot be a key below them.
pub(super) fn unreserved(field: &'static str, text: &str, word: &str) -> Result<(), RuleError> {
    if text == word {
        return Err(RuleError::new(field, text, "is a word of the API's addresses; choose another"));
    }
    Ok(())
}

pub(super) fn required(field: &'static str, text: &str, most: usize) -> Result<(), RuleError> {
    if text.trim().is_empty() {
        return Err(RuleError::new(field, text, "must not be empty"));
    }
    optional(field, Some(text), most)
}

pub(super) fn optional(field: &'static str, text: Option<&str>, most: usize) -> Result<(), RuleError> {
    let Some(text) = text else { return Ok(()) };
    if text.chars().count() > most {
        return Err(RuleError::new(field, text, format!("at most {most} characters are kept")));
    }
    if text.chars().any(|c| c.is_control() && c != '\n') {
        return Err(RuleError::new(field, text, "must not hold control characters"));
    }
    Ok(())
}

/// A station as the engine indexes it, borrowed from whoever holds it: the store while loading, a
/// block while it is rebuilt, a commit while it is published.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct StationView<'a> {
    /// Stable id.
    pub id: StationId,
    /// The user's own id.
    pub code: &'a str,
    /// What people call it.
    pub name: &'a str,
    /// What it sells.
    pub energy: Option<Energy>,
    /// Brand.
    pub brand: Option<&'a str>,
    /// Operator.
    pub operator: Option<&'a str>,
    /// The WGS-84 place.
    pub location: LonLat,
    /// First day open.
    pub opened_on: Option<Day>,
    /// First day no longer open.
    pub closed_on: Option<Day>,
    /// Stages by the day from which they hold, ascending, one a day.
    pub timeline: &'a [(Day, Stage)],
    /// The most detailed region of each set that the station lies in, by ascending set.
    pub regions: &'a [(SetId, RegionId)],
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft() -> StationDraft {
        let location = LonLat::new(121.47, 31.23).expect("place");
        StationDraft { code: "SH-1".into(), position: Some(Position::wgs84(location)), ..StationDraft::default() }
    }

    #[test]
    fn a_field_left_out_stays_as_it_was() {
        let before = StationDraft { brand: Edit::Set("sinopec".into()), ..draft() }.apply(None).expect("new");
        assert_eq!(before.name, "SH-1");
        let edit = StationDraft { code: "SH-1".into(), name: Some("沪一站".into()), ..StationDraft::default() };
        let after = edit.apply(Some(&before)).expect("edit");
        assert_eq!((after.name.as_str(), after.brand.as_deref()), ("沪一站", Some("sinopec")));
        let cleared = StationDraft { brand: Edit::Clear, ..StationDraft::default() }.apply(Some(&after)).expect("edit");
        assert_eq!(cleared.brand, None);
    }

    #[test]
    fn the_place_alone_leaves_the_pair_that_came() {
        let location = LonLat::new(121.47, 31.23).expect("place");
        let came = Position { crs: Crs::Gcj02, raw: [121.474_6, 31.228_1], location };
        let before = StationDraft { position: Some(came), ..draft() }.apply(None).expect("new");
        for lon in [121.47, 121.469_999_999_999_9, 121.470_000_05] {
            let position = Some(Position::wgs84(LonLat::new(lon, 31.23).expect("place")));
            let after = StationDraft { position, ..draft() }.apply(Some(&before)).expect("the same place");
            assert_eq!(after.position, came);
        }
        let moved = Position::wgs84(LonLat::new(121.470_001, 31.23).expect("place"));
        let after = StationDraft { position: Some(moved), ..draft() }.apply(Some(&before)).expect("moved");
        assert_eq!(after.position, moved);
        let other = Position { raw: [121.5, 31.2], ..came };
        let after = StationDraft { position: Some(other), ..draft() }.apply(Some(&before)).expect("another pair");
        assert_eq!(after.position, other);
    }

    #[test]
    fn rules_name_the_field() {
        let no_place = StationDraft { position: None, ..draft() }.apply(None).expect_err("no position");
        assert_eq!(no_place.field, "location");
        let day = |text: &str| Edit::Set(text.parse::<Day>().expect("date"));
        let closed = StationDraft { opened_on: day("2026-02-01"), closed_on: day("2026-01-01"), ..draft() };
        assert_eq!(closed.apply(None).expect_err("closes early").field, "closed_on");
        let long = StationDraft { brand: Edit::Set("x".repeat(201)), ..draft() };
        assert_eq!(long.apply(None).expect_err("too long").field, "brand");
        for code in ["A;B", "A；B", "A、B", "A\nB", "A\u{7}"] {
            let listed = StationDraft { code: code.into(), ..draft() }.apply(None).expect_err("reads as several");
            assert_eq!((listed.field, listed.value.as_str()), ("code", code));
        }
        let blank = StationDraft { name: Some("  ".into()), ..draft() };
        assert_eq!(blank.apply(None).expect_err("blank").field, "name");
    }
}
