//! Things as rows: the values of a version in the order of its columns. Writing, comparing and hashing
//! all go through here, so that they cannot disagree.

use std::borrow::Cow;

use rusqlite::ToSql;
use rusqlite::types::{ToSqlOutput, ValueRef};
use serde_json::Value;

use super::{geometry, steps};
use crate::base::date::{Day, Period};
use crate::base::location::LonLat;
use crate::domain::campaign::{Campaign, SavedComparison};
use crate::domain::change::{Change, Diff};
use crate::domain::contract::Contract;
use crate::domain::cooperation::StageEvent;
use crate::domain::fee::{FeeTerm, Tariff};
use crate::domain::note::Note;
use crate::domain::region::{Extent, Member, Region, RegionSet};
use crate::domain::station::{Energy, Station};

/// One value of a row.
#[derive(Clone, Debug)]
pub(super) enum Cell<'a> {
    Null,
    Integer(i64),
    Real(f64),
    Text(Cow<'a, str>),
    Blob(Cow<'a, [u8]>),
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

    fn bytes(bytes: Vec<u8>) -> Self {
        Self::Blob(Cow::Owned(bytes))
    }

    fn day(day: Option<Day>) -> Self {
        day.map_or(Self::Null, |day| Self::Integer(day.number().into()))
    }

    /// The first day of a period and the first day after it.
    fn period(period: Period) -> [Self; 2] {
        [Self::day(Some(period.from())), Self::day(period.to())]
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
    let (before, after) = change.sides();
    match side {
        Side::Before => before,
        Side::After => after,
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
        Change::Contract { diff, .. } => side.of(diff).into_iter().for_each(|kept| contract(kept, out)),
        Change::Fee { diff, .. } => side.of(diff).into_iter().for_each(|kept| fee(kept, out)),
        Change::Performance { diff, .. } => {
            out.extend(side.of(diff).map(|month| Cell::Blob(Cow::Borrowed(month.bytes()))));
        }
        Change::Campaign { diff, .. } => side.of(diff).into_iter().for_each(|kept| campaign(kept, out)),
        Change::Participation { diff, .. } => {
            out.extend(side.of(diff).into_iter().flat_map(|&kept| Cell::period(kept)));
        }
        Change::Note { diff, .. } => side.of(diff).into_iter().for_each(|kept| note(kept, out)),
        Change::Comparison { diff, .. } => side.of(diff).into_iter().for_each(|kept| comparison(kept, out)),
    }
    !out.is_empty()
}

fn set<'a>(set: &'a RegionSet, out: &mut Vec<Cell<'a>>) {
    out.extend([Cell::text(&set.code), Cell::text(set.kind.as_str())]);
}

fn region<'a>(region: &'a Region, out: &mut Vec<Cell<'a>>) {
    let (members, shape) = match &region.extent {
        Extent::Members(members) => (members_json(members), Cell::Null),
        Extent::Shape(shape) => (Cell::Null, Cell::bytes(geometry::encode(shape))),
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

fn contract<'a>(contract: &'a Contract, out: &mut Vec<Cell<'a>>) {
    let [from, to] = Cell::period(contract.period);
    out.extend([
        Cell::text(&contract.number),
        Cell::text(&contract.counterparty),
        Cell::bytes(steps::encode(&contract.stations)),
        Cell::day(contract.signed_on),
        from,
        to,
        Cell::day(contract.terminated_on),
        Cell::optional_text(contract.renews.as_deref()),
    ]);
}

fn fee<'a>(term: &'a FeeTerm, out: &mut Vec<Cell<'a>>) {
    let amount = match term.tariff {
        Tariff::PercentOfGmv(rate) => rate.ppm().into(),
        Tariff::PerLitre(price) | Tariff::PerKwh(price) | Tariff::PerOrder(price) => price.millionths(),
        Tariff::PerMonth(amount) => amount.minor(),
    };
    out.extend([
        Cell::text(term.tariff.basis()),
        Cell::Integer(amount),
        Cell::day(term.period.to()),
        Cell::optional_text(term.payer.as_deref()),
        Cell::optional_text(term.payee.as_deref()),
    ]);
}

fn campaign<'a>(campaign: &'a Campaign, out: &mut Vec<Cell<'a>>) {
    let [from, to] = Cell::period(campaign.period);
    out.extend([
        Cell::text(&campaign.code),
        Cell::text(&campaign.name),
        Cell::text(campaign.mechanism.as_str()),
        Cell::text(campaign.funded_by.as_str()),
        from,
        to,
        campaign.budget.map_or(Cell::Null, |budget| Cell::Integer(budget.minor())),
    ]);
}

fn note<'a>(note: &'a Note, out: &mut Vec<Cell<'a>>) {
    out.extend([Cell::day(Some(note.at)), Cell::optional_text(note.author.as_deref()), Cell::text(&note.text)]);
}

fn comparison<'a>(comparison: &'a SavedComparison, out: &mut Vec<Cell<'a>>) {
    out.extend([
        Cell::text(&comparison.title),
        Cell::Integer(comparison.revision.0.cast_signed()),
        Cell::text(&comparison.question),
        Cell::text(&comparison.answer),
    ]);
}
