//! The demo: a whole network in one commit, whose source says that it is made up.

use rustc_hash::FxHashMap;

use super::error::WriteError;
use super::network::Network;
use super::writes::{DEMO, membership_changes, regions_at};
use crate::base::ids::{Revision, StationId};
use crate::domain::change::{Author, Change, Diff};
use crate::domain::cooperation::StageDraft;
use crate::domain::station::StationDraft;

impl Network {
    /// Fills a network that never had a station: new stations, and their stages by station and day.
    /// Blocking; durable and visible when it returns.
    ///
    /// # Errors
    /// [`WriteError`] when a draft breaks a rule, a code is taken, or a stage is of no station given.
    pub fn add_demo(&self, stations: Vec<StationDraft>, cooperation: Vec<StageDraft>) -> Result<Revision, WriteError> {
        let author = Author { actor: "forecourt".into(), source: DEMO.into() };
        let mut writer = self.writer()?;
        let current = self.current();
        let first = writer.next_station;
        let mut ids = FxHashMap::default();
        let mut changes = Vec::with_capacity(2 * stations.len() + cooperation.len());
        for (id, draft) in (first.0..).map(StationId).zip(stations) {
            let station = draft.apply(None)?;
            if ids.insert(station.code.clone(), id).is_some() {
                return Err(WriteError::Exists { what: "station", key: station.code });
            }
            let regions = regions_at(current.geography(), station.position.location);
            changes.extend(membership_changes(id, &[], &regions));
            changes.push(Change::Station { id, diff: Box::new(Diff { before: None, after: Some(station) }) });
        }
        for draft in cooperation {
            let Some(&station) = ids.get(&draft.station) else {
                return Err(WriteError::NotFound { what: "station", key: draft.station });
            };
            let valid_from = draft.valid_from;
            let after = Some(draft.apply(None)?);
            changes.push(Change::Stage { station, valid_from, diff: Diff { before: None, after } });
        }
        let revision = self.commit(&mut writer, &author, changes)?.revision();
        let next = ids.values().map(|id| id.0 + 1).max().unwrap_or(first.0);
        writer.next_station = StationId(next);
        Ok(revision)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::date::Day;
    use crate::base::location::LonLat;
    use crate::domain::cooperation::Stage;
    use crate::domain::station::{Edit, Position};
    use crate::live::Options;
    use crate::store::sqlite::Sqlite;

    fn station(code: &str) -> StationDraft {
        let location = LonLat::new(121.4737, 31.2304).expect("place");
        StationDraft { code: code.into(), position: Some(Position::wgs84(location)), ..StationDraft::default() }
    }

    fn online(code: &str) -> StageDraft {
        let valid_from: Day = "2026-03-01".parse().expect("date");
        StageDraft { station: code.into(), valid_from, stage: Stage::Online, note: Edit::Keep }
    }

    #[test]
    fn a_demo_is_one_commit_that_says_so() {
        let folder = tempfile::tempdir().expect("folder");
        let store = Sqlite::open(&folder.path().join("demo.db")).expect("store");
        let network = Network::open(Box::new(store), &Options::default()).expect("network");
        let refused = |stations, stages| network.add_demo(stations, stages).expect_err("refused").to_string();
        assert!(refused(vec![station("A"), station("A")], vec![]).contains("already"));
        assert!(refused(vec![station("A")], vec![online("B")]).contains("no station"));
        assert_eq!(network.current().revision(), Revision(1), "nothing was written");

        let revision = network.add_demo(vec![station("A"), station("B")], vec![online("B")]).expect("written");
        assert_eq!((revision, network.current().stations()), (Revision(2), 2));
        assert!(network.is_synthetic().expect("store"));
        let id = network.station_id("B").expect("store").expect("station");
        let current = network.current();
        let facts = current.facts(id).expect("published");
        assert_eq!((facts.timeline().len(), facts.regions().len()), (1, 1));

        // The next station has an id of its own.
        let author = Author { actor: "test".into(), source: "api".into() };
        network.create_station(&author, &station("C")).expect("created");
        assert_eq!(network.current().stations(), 3);
    }
}
