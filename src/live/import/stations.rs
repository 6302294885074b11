//! Stations from a file.

use rustc_hash::FxHashMap;

use super::report::{ImportReport, Refusal};
use super::{Watch, read};
use crate::base::ids::{RegionId, SetId, StationId};
use crate::base::location::{Crs, LonLat};
use crate::domain::change::{Change, Diff};
use crate::domain::region::{ADMIN, ADMIN_LEVELS};
use crate::domain::station::{Station, StationDraft};
use crate::engine::geography::{Geography, NO_SLOT, SetIndex};
use crate::exchange::{self, Opened, Sample, better_fit};
use crate::live::desk::Desk;
use crate::live::error::WriteError;
use crate::live::network::Network;
use crate::live::writes::{membership_changes, regions_at};

/// A row that can be read.
struct Line {
    number: u64,
    draft: StationDraft,
    /// The regions of its new position, if it has one.
    regions: Vec<(SetId, RegionId)>,
}

/// The rows of a file of stations.
pub(super) struct Lines {
    lines: Vec<Line>,
    /// The regions that were looked up.
    located: Geography,
}

impl Lines {
    /// Reads a file, and finds the region of every position.
    pub(super) fn read(
        network: &Network,
        file: &mut Opened<'_>,
        options: &exchange::Options,
        report: &mut ImportReport,
        watch: Watch<'_>,
    ) -> Result<Self, Refusal> {
        let drafts = read(file, options, report, watch, exchange::read_stations)?;
        let mut lines: Vec<Line> =
            drafts.into_iter().map(|(number, draft)| Line { number, draft, regions: Vec::new() }).collect();
        let located = network.current().geography().clone();
        locate(&mut lines, &located);
        report.notes.extend(better_system(options, &lines, &located));
        Ok(Self { lines, located })
    }

    /// Puts the stations on a desk; what becomes of each row goes into the report.
    pub(super) fn put(&mut self, desk: &mut Desk<'_>, report: &mut ImportReport) -> Result<(), WriteError> {
        let geography = desk.current().geography();
        if !geography.is_shared_with(&self.located) {
            locate(&mut self.lines, geography);
            self.located = geography.clone();
        }
        let (changes, next) = compare(desk, &self.lines, report)?;
        desk.add(changes, next);
        Ok(())
    }
}

/// Finds the regions of every position, on two threads where there is enough to do.
fn locate(lines: &mut [Line], geography: &Geography) {
    let find = |lines: &mut [Line]| {
        for line in lines {
            line.regions = line.draft.position.map_or_else(Vec::new, |at| regions_at(geography, at.location));
        }
    };
    if lines.len() < 10_000 {
        return find(lines);
    }
    let (one, other) = lines.split_at_mut(lines.len() / 2);
    std::thread::scope(|scope| {
        scope.spawn(|| find(one));
        find(other);
    });
}

/// The sentence that says so, when another coordinate system fits China's cities better than the one in
/// which the file was read. Nothing is converted by it.
fn better_system(options: &exchange::Options, lines: &[Line], geography: &Geography) -> Option<String> {
    let (admin, city_at) = cities(geography)?;
    let mut sample = Sample::default();
    for position in lines.iter().filter_map(|line| line.draft.position) {
        sample.add(position.raw);
    }
    let fit = better_fit(options.crs.unwrap_or(Crs::Wgs84), sample.pairs(), city_at)?;
    Some(fit.sentence(fit.region.map(|slot| admin.region(slot).name.as_str())))
}

/// China's regions, and a way to find the slot of the city that holds a place.
pub(super) fn cities(geography: &Geography) -> Option<(&SetIndex, impl Fn(LonLat) -> Option<u32>)> {
    let admin = geography.set(ADMIN)?;
    let city = admin.at_level(admin.level(ADMIN_LEVELS[1])?);
    Some((admin, |place| city.get(admin.locate(place)? as usize).copied().filter(|&slot| slot != NO_SLOT)))
}

/// The changes that the rows make, and the station id after the last one given.
fn compare(desk: &Desk<'_>, lines: &[Line], report: &mut ImportReport) -> Result<(Vec<Change>, StationId), WriteError> {
    let (current, store) = (desk.current(), desk.store());
    let codes: Vec<&str> = lines.iter().map(|line| line.draft.code.as_str()).collect();
    let ids = store.station_ids(&codes)?;
    let known: Vec<StationId> = ids.iter().flatten().copied().filter(|&id| current.contains(id)).collect();
    let stations = store.stations(&known, current.revision())?;
    let mut before: FxHashMap<StationId, Station> =
        known.into_iter().zip(stations).filter_map(|(id, station)| Some((id, station?))).collect();
    let mut next = desk.next_station();
    let mut changes = Vec::new();
    for (line, id) in lines.iter().zip(ids) {
        let was = id.and_then(|id| before.remove(&id));
        let after = match line.draft.clone().apply(was.as_ref()) {
            Ok(after) => after,
            Err(error) => {
                report.reject_rule(line.number, error);
                continue;
            }
        };
        if !report.count(was.as_ref(), &after) {
            continue;
        }
        let id = id.unwrap_or_else(|| {
            next = StationId(next.0 + 1);
            StationId(next.0 - 1)
        });
        if was.as_ref().map(place) != Some(place(&after)) {
            let regions = was.as_ref().and_then(|_| current.facts(id)).map(|facts| facts.regions().to_vec());
            changes.extend(membership_changes(id, &regions.unwrap_or_default(), &line.regions));
        }
        changes.push(Change::Station { id, diff: Box::new(Diff { before: was, after: Some(after) }) });
    }
    Ok((changes, next))
}

fn place(station: &Station) -> LonLat {
    station.position.location
}
