//! Stations on their way out: their attributes and regions are columns, too.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::rows::{Gauge, Rows};
use super::{Export, ExportFailure};
use crate::base::ids::{SetId, StationId};
use crate::domain::cooperation::stage_at;
use crate::domain::region::ADMIN;
use crate::domain::station::Station;
use crate::engine::RegionsOn;
use crate::exchange::export::{Column, ColumnKind, Place, StationRow, Table, stations};
use crate::store::StoreError;

/// Stations that are read at once.
const AT_ONCE: usize = 1_000;

impl Export<'_> {
    /// The names of the attributes that any of the stations has. All of them are read for it: a file's columns come
    /// before its rows.
    pub(super) fn attributes(&self, gauge: &mut Gauge<'_>) -> Result<Vec<String>, ExportFailure> {
        gauge.expect(2 * self.stations.len());
        let mut names = BTreeSet::new();
        for ids in self.stations.chunks(AT_ONCE) {
            for station in self.store.stations(ids, self.revision())?.into_iter().flatten() {
                names.extend(station.attributes.into_keys());
            }
            gauge.step(ids.len())?;
        }
        Ok(names.into_iter().collect())
    }

    /// The columns of stations: a region set has one, with the most detailed region.
    pub(super) fn stations_table(&self, attributes: &[String]) -> Table {
        let regions: Vec<Column> = self.snapshot().geography().sets().iter().map(|set| region(set.code())).collect();
        stations(&regions, attributes)
    }

    pub(super) fn write_stations(&self, attributes: &[String], rows: &mut Rows<'_, '_>) -> Result<(), ExportFailure> {
        let at = self.asked.question.at;
        let regions_on = RegionsOn::new(self.snapshot(), at);
        let sets: Vec<SetId> = self.snapshot().geography().sets().iter().map(|set| set.id()).collect();
        for ids in self.stations.chunks(AT_ONCE) {
            let kept = self.store.stations(ids, self.revision())?;
            for (&id, station) in ids.iter().zip(&kept) {
                let station = station.as_ref().ok_or_else(|| gone(id))?;
                let facts = self.snapshot().facts(id);
                let slots = regions_on.slots(id);
                let code = |&set: &SetId| {
                    let (set, slot) = slots.iter().find(|(other, _)| other.id() == set)?;
                    Some(set.region(*slot).code.as_str())
                };
                let regions: Vec<Option<&str>> = sets.iter().map(code).collect();
                let stage = facts.and_then(|facts| stage_at(facts.timeline(), at));
                let row = StationRow { station, stage, regions: &regions, attributes };
                rows.row(&row.cells(), Some(place(station)))?;
            }
            rows.gauge.step(ids.len())?;
        }
        Ok(())
    }
}

/// The column of a region set. The importer knows none of its names.
fn region(set: &str) -> Column {
    let (zh, en) = match set {
        ADMIN => ("行政区划代码".into(), "Admin region".into()),
        set => (format!("区域 {set}"), format!("Region {set}")),
    };
    Column {
        field: Cow::Owned(format!("regions.{set}")),
        zh: Cow::Owned(zh),
        en: Cow::Owned(en),
        kind: ColumnKind::Code,
    }
}

fn place(station: &Station) -> Place<'_> {
    Place::Point(station.position.location)
}

/// The snapshot has a station that the store has not.
fn gone(id: StationId) -> StoreError {
    StoreError::Damaged(format!("station number {} is not kept as of its revision", id.0))
}
