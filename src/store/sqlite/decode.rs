//! Rows as things: the way back from [`cells`](super::cells).

use std::collections::BTreeMap;
use std::sync::Arc;

use rusqlite::Row;
use rusqlite::types::{FromSqlResult, ValueRef};

use super::key::{self, Key};
use super::{geometry, steps};
use crate::base::date::{Day, Period};
use crate::base::ids::{RegionId, Revision, SetId};
use crate::base::location::{Crs, LonLat};
use crate::base::money::{Money, Rate, UnitPrice};
use crate::base::month::Month;
use crate::domain::campaign::{Campaign, FundedBy, Mechanism, SavedComparison};
use crate::domain::contract::Contract;
use crate::domain::cooperation::{Stage, StageEvent};
use crate::domain::fee::{FeeTerm, Tariff};
use crate::domain::note::Note;
use crate::domain::performance::{self, MonthFacts};
use crate::domain::region::{Extent, Member, Region, RegionSet, SetKind};
use crate::domain::station::{Energy, Position, Station};
use crate::store::StoreError;

/// The cells of a version, in a row from some column on.
#[derive(Clone, Copy)]
pub(super) struct Fields<'r> {
    row: &'r Row<'r>,
    from: usize,
    key: Key,
}

impl<'r> Fields<'r> {
    pub(super) fn new(row: &'r Row<'_>, from: usize, key: Key) -> Self {
        Self { row, from, key }
    }

    /// Every cell in order.
    pub(super) fn values(&self) -> impl Iterator<Item = ValueRef<'r>> {
        let row = self.row;
        (self.from..).map_while(move |at| row.get_ref(at).ok())
    }

    fn value(&self, at: usize) -> Result<ValueRef<'r>, StoreError> {
        self.row.get_ref(self.from + at).map_err(StoreError::from)
    }

    /// A cell as read by `read`, which says whether it makes sense.
    fn read<T>(&self, at: usize, read: impl FnOnce(ValueRef<'r>) -> FromSqlResult<Option<T>>) -> Result<T, StoreError> {
        match read(self.value(at)?) {
            Ok(Some(value)) => Ok(value),
            _ => Err(self.damaged(at)),
        }
    }

    fn text(&self, at: usize) -> Result<String, StoreError> {
        self.read(at, |value| value.as_str().map(|text| Some(text.to_owned())))
    }

    fn optional_text(&self, at: usize) -> Result<Option<String>, StoreError> {
        self.read(at, |value| value.as_str_or_null().map(|text| Some(text.map(str::to_owned))))
    }

    fn word<T>(&self, at: usize, parse: impl FnOnce(&str) -> Option<T>) -> Result<T, StoreError> {
        self.read(at, |value| value.as_str().map(parse))
    }

    fn number<T: TryFrom<i64>>(&self, at: usize) -> Result<T, StoreError> {
        self.read(at, |value| value.as_i64().map(|number| number.try_into().ok()))
    }

    fn is_null(&self, at: usize) -> Result<bool, StoreError> {
        Ok(self.value(at)? == ValueRef::Null)
    }

    fn optional<T>(
        &self,
        at: usize,
        read: impl FnOnce(&Self, usize) -> Result<T, StoreError>,
    ) -> Result<Option<T>, StoreError> {
        if self.is_null(at)? { Ok(None) } else { read(self, at).map(Some) }
    }

    fn day(&self, at: usize) -> Result<Day, StoreError> {
        Day::from_number(self.number(at)?).ok_or_else(|| self.damaged(at))
    }

    /// The period of two cells: its first day and the first day after it.
    fn period(&self, at: usize) -> Result<Period, StoreError> {
        Period::new(self.day(at)?, self.optional(at + 1, Self::day)?).map_err(|_| self.damaged(at))
    }

    fn real(&self, at: usize) -> Result<f64, StoreError> {
        self.read(at, |value| value.as_f64().map(Some))
    }

    fn place(&self, at: usize) -> Result<LonLat, StoreError> {
        LonLat::new(self.real(at)?, self.real(at + 1)?).map_err(|_| self.damaged(at))
    }

    fn damaged(&self, at: usize) -> StoreError {
        let column = self.row.as_ref().column_name(self.from + at).unwrap_or("a column");
        let Key { kind, id, .. } = self.key;
        StoreError::Damaged(format!("{column} of {kind:?} number {id} cannot be read"))
    }
}

/// A region set.
pub(super) fn set(fields: Fields<'_>) -> Result<RegionSet, StoreError> {
    let id = u16::try_from(fields.key.id).map(SetId).map_err(|_| fields.damaged(0))?;
    let kind =
        fields.word(1, |word| [SetKind::Polygons, SetKind::Groups].into_iter().find(|kind| kind.as_str() == word))?;
    Ok(RegionSet { id, code: fields.text(0)?, kind })
}

/// A region.
pub(super) fn region(fields: Fields<'_>) -> Result<Region, StoreError> {
    let extent = if fields.is_null(8)? {
        Extent::Members(members(&fields, 7)?)
    } else {
        Extent::Shape(Arc::new(fields.read(8, |value| value.as_blob().map(geometry::decode))?))
    };
    Ok(Region {
        id: RegionId(fields.key.id),
        set: SetId(fields.number(0)?),
        code: fields.text(1)?,
        name: fields.text(2)?,
        level: fields.text(3)?,
        parent: fields.optional(4, Fields::number)?.map(RegionId),
        center: fields.optional(5, Fields::place)?,
        extent,
    })
}

fn members(fields: &Fields<'_>, at: usize) -> Result<Vec<Member>, StoreError> {
    let list: Vec<(String, String, Option<String>)> = fields.word(at, |text| serde_json::from_str(text).ok())?;
    let member = |(admin, from, to): (String, String, Option<String>)| {
        let to = to.map(|to| to.parse()).transpose();
        let period = from.parse().and_then(|from| Period::new(from, to?));
        period.map(|period| Member { admin, period }).map_err(|_| fields.damaged(at))
    };
    list.into_iter().map(member).collect()
}

/// A station.
pub(super) fn station(fields: Fields<'_>) -> Result<Station, StoreError> {
    Ok(Station {
        code: fields.text(0)?,
        name: fields.text(1)?,
        energy: fields.optional(2, |fields, at| fields.word(at, Energy::parse))?,
        brand: fields.optional_text(3)?,
        operator: fields.optional_text(4)?,
        position: Position {
            location: fields.place(5)?,
            crs: fields.word(9, Crs::parse)?,
            raw: [fields.real(10)?, fields.real(11)?],
        },
        opened_on: fields.optional(7, Fields::day)?,
        closed_on: fields.optional(8, Fields::day)?,
        address: fields.optional_text(12)?,
        attributes: fields.optional(13, attributes)?.unwrap_or_default(),
    })
}

fn attributes(fields: &Fields<'_>, at: usize) -> Result<BTreeMap<String, String>, StoreError> {
    fields.word(at, |text| serde_json::from_str(text).ok())
}

/// A stage event; its day is the key's.
pub(super) fn stage(fields: Fields<'_>) -> Result<StageEvent, StoreError> {
    Ok(StageEvent {
        valid_from: Day::from_number(fields.key.part).ok_or_else(|| fields.damaged(0))?,
        stage: fields.read(0, |value| value.as_i64().map(stage_of))?,
        note: fields.optional_text(1)?,
    })
}

/// The stage of a stored number.
pub(super) fn stage_of(number: i64) -> Option<Stage> {
    u8::try_from(number).ok().and_then(Stage::from_number)
}

/// A station's region.
pub(super) fn membership(fields: Fields<'_>) -> Result<RegionId, StoreError> {
    fields.number(0).map(RegionId)
}

/// A contract.
pub(super) fn contract(fields: Fields<'_>) -> Result<Contract, StoreError> {
    Ok(Contract {
        number: fields.text(0)?,
        counterparty: fields.text(1)?,
        stations: fields.read(2, |value| value.as_blob().map(steps::decode))?,
        signed_on: fields.optional(3, Fields::day)?,
        period: fields.period(4)?,
        terminated_on: fields.optional(6, Fields::day)?,
        renews: fields.optional_text(7)?,
    })
}

/// A fee term; its component and first day are the key's.
pub(super) fn fee(fields: Fields<'_>) -> Result<FeeTerm, StoreError> {
    let (component, from) = key::parts_of(fields.key.part).ok_or_else(|| fields.damaged(0))?;
    let amount = fields.number(1)?;
    let price = || UnitPrice::from_millionths(amount);
    let tariff = fields.word(0, |basis| match basis {
        "percent_of_gmv" => i32::try_from(amount).ok().and_then(Rate::from_ppm).map(Tariff::PercentOfGmv),
        "per_litre" => price().map(Tariff::PerLitre),
        "per_kwh" => price().map(Tariff::PerKwh),
        "per_order" => price().map(Tariff::PerOrder),
        "per_month" => Money::from_minor(amount).map(Tariff::PerMonth),
        _ => None,
    })?;
    let to = fields.optional(2, Fields::day)?;
    Ok(FeeTerm {
        component,
        tariff,
        payer: fields.optional_text(3)?,
        payee: fields.optional_text(4)?,
        period: Period::new(from, to).map_err(|_| fields.damaged(2))?,
    })
}

/// A station's month of performance; which one is the key's.
pub(super) fn month(fields: Fields<'_>) -> Result<(Month, MonthFacts), StoreError> {
    let month = Month::from_number(fields.key.id).ok_or_else(|| fields.damaged(0))?;
    let facts = |bytes| if performance::is_of_month(bytes, month) { MonthFacts::from_bytes(bytes) } else { None };
    Ok((month, fields.read(0, |value| value.as_blob().map(facts))?))
}

/// What was sold in a month.
pub(super) fn performance(fields: Fields<'_>) -> Result<MonthFacts, StoreError> {
    month(fields).map(|(_, facts)| facts)
}

/// A campaign.
pub(super) fn campaign(fields: Fields<'_>) -> Result<Campaign, StoreError> {
    Ok(Campaign {
        code: fields.text(0)?,
        name: fields.text(1)?,
        mechanism: fields.word(2, Mechanism::parse)?,
        funded_by: fields.word(3, FundedBy::parse)?,
        period: fields.period(4)?,
        budget: fields
            .optional(6, |fields, at| Money::from_minor(fields.number(at)?).ok_or_else(|| fields.damaged(at)))?,
    })
}

/// While a station takes part in a campaign.
pub(super) fn participation(fields: Fields<'_>) -> Result<Period, StoreError> {
    fields.period(0)
}

/// A note.
pub(super) fn note(fields: Fields<'_>) -> Result<Note, StoreError> {
    Ok(Note { at: fields.day(0)?, author: fields.optional_text(1)?, text: fields.text(2)? })
}

/// A saved comparison.
pub(super) fn comparison(fields: Fields<'_>) -> Result<SavedComparison, StoreError> {
    Ok(SavedComparison {
        title: fields.text(0)?,
        revision: Revision(fields.number::<i64>(1)?.cast_unsigned()),
        question: fields.text(2)?,
        answer: fields.text(3)?,
    })
}
