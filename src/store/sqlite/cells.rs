//! Things as rows: the values of a version in the order of its columns. Writing, comparing and hashing
//! all go through here, so that they cannot disagree.

use std::borrow::Cow;

use rusqlite::ToSql;
use rusqlite::types::{ToSqlOutput, ValueRef};
use serde_json::Value;

use super::geometry;
use crate::base::date::Day;
use crate::base::location::LonLat;
use crate::domain::change::{Change, Diff};
use crate::domain::cooperation::StageEvent;
use crate::domain::region::{Extent, Member, Region, RegionSet};
use crate::domain::station::{Energy, Station};

/// One value of a row.
#[derive(Clone, Debug)]
pub(super) enum Cell<'a> {
    Null,
    Integer(i64),
    Real(f64),
    Text(Cow<'a, str>),
    Blob(Vec<u8>),
}

impl<'a> Cell<'a> {
    /// The value as SQLite gives it back.
    pub(super) fn value(&self) -> ValueRef<'_> {
        match self {
            Self::Null => ValueRef::Null,
            Self::Integer(number) => ValueRef::Integer(*number),
            Self::Real(number) => ValueRef::Real(*number),
            Self::Text(text) => ValueRef::Text(text.as_bytes()),
            Self::Blob(bytes) => ValueRef::Blob(bytes),
        }
    }

    /// SQLite keeps a whole float as an integer and so forgets the sign of zero: forget it here too.
    fn real(number: f64) -> Self {
        Self::Real(number + 0.0)
    }

    fn text(text: &'a str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }

    fn json(value: &Value) -> Self {
        Self::Text(Cow::Owned(value.to_string()))
    }

    fn optional_text(text: Option<&'a str>) -> Self {
        text.map_or(Self::Null, Self::text)
    }

    fn day(day: Option<Day>) -> Self {
        day.map_or(Self::Null, |day| Self::Integer(day.number().into()))
    }
}

impl ToSql for Cell<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(self.value()))
    }
}

/// Which side of a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Before,
    After,
}

impl Side {
    pub(super) const fn of<T>(self, diff: &Diff<T>) -> Option<&T> {
        match self {
            Self::Before => diff.before.as_ref(),
            Self::After => diff.after.as_ref(),
        }
    }
}

/// Whether the thing is there on this side of the change.
pub(super) const fn is_there(change: &Change, side: Side) -> bool {
    match change {
        Change::Set(_) => matches!(side, Side::After),
        Change::Region { diff, .. } => side.of(diff).is_some(),
        Change::Station { diff, .. } => side.of(diff).is_some(),
        Change::Stage { diff, .. } => side.of(diff).is_some(),
        Change::Membership { diff, .. } => side.of(diff).is_some(),
    }
}

/// Fills `out` with the values of the thing on this side of the change, identity first; returns whether
/// the thing is there.
pub(super) fn fill<'a>(change: &'a Change, side: Side, out: &mut Vec<Cell<'a>>) -> bool {
    out.clear();
    match change {
        Change::Set(kept) if side == Side::After => set(kept, out),
        Change::Set(_) => {}
        Change::Region { diff, .. } => side.of(diff).into_iter().for_each(|kept| region(kept, out)),
        Change::Station { diff, .. } => side.of(diff).into_iter().for_each(|kept| station(kept, out)),
        Change::Stage { diff, .. } => side.of(diff).into_iter().for_each(|kept| stage(kept, out)),
        Change::Membership { diff, .. } => {
            out.extend(side.of(diff).map(|region| Cell::Integer(region.0.into())));
        }
    }
    !out.is_empty()
}

fn set<'a>(set: &'a RegionSet, out: &mut Vec<Cell<'a>>) {
    out.extend([Cell::text(&set.code), Cell::text(set.kind.as_str())]);
}

fn region<'a>(region: &'a Region, out: &mut Vec<Cell<'a>>) {
    let (members, shape) = match &region.extent {
        Extent::Members(members) => (members_json(members), Cell::Null),
        Extent::Shape(shape) => (Cell::Null, Cell::Blob(geometry::encode(shape))),
    };
    let degrees = |pick: fn(LonLat) -> f64| region.center.map_or(Cell::Null, |center| Cell::real(pick(center)));
    out.extend([
        Cell::Integer(region.set.0.into()),
        Cell::text(&region.code),
        Cell::text(&region.name),
        Cell::text(&region.level),
        region.parent.map_or(Cell::Null, |parent| Cell::Integer(parent.0.into())),
        degrees(LonLat::lon),
        degrees(LonLat::lat),
        members,
        shape,
    ]);
}

fn members_json(members: &[Member]) -> Cell<'static> {
    let member = |member: &Member| {
        let day = |day: Day| Value::from(day.to_string());
        let to = member.period.to().map_or(Value::Null, day);
        Value::from(vec![Value::from(member.admin.as_str()), day(member.period.from()), to])
    };
    Cell::json(&members.iter().map(member).collect())
}

fn station<'a>(station: &'a Station, out: &mut Vec<Cell<'a>>) {
    let attributes = || station.attributes.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    out.extend([
        Cell::text(&station.code),
        Cell::text(&station.name),
        Cell::optional_text(station.energy.map(Energy::as_str)),
        Cell::optional_text(station.brand.as_deref()),
        Cell::optional_text(station.operator.as_deref()),
        Cell::real(station.position.location.lon()),
        Cell::real(station.position.location.lat()),
        Cell::day(station.opened_on),
        Cell::day(station.closed_on),
        Cell::text(station.position.crs.as_str()),
        Cell::real(station.position.raw[0]),
        Cell::real(station.position.raw[1]),
        Cell::optional_text(station.address.as_deref()),
        if station.attributes.is_empty() { Cell::Null } else { Cell::json(&attributes()) },
    ]);
}

fn stage<'a>(event: &'a StageEvent, out: &mut Vec<Cell<'a>>) {
    out.extend([Cell::Integer(event.stage.number().into()), Cell::optional_text(event.note.as_deref())]);
}
