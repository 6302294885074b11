//! Rows as things: the way back from [`cells`](super::cells).

use std::collections::BTreeMap;
use std::sync::Arc;

use rusqlite::Row;
use rusqlite::types::{FromSqlResult, ValueRef};

use super::geometry;
use super::key::Key;
use crate::base::date::{Day, Period};
use crate::base::ids::{RegionId, SetId};
use crate::base::location::{Crs, LonLat};
use crate::domain::cooperation::{Stage, StageEvent};
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
