//! The demo: a whole network in one commit, whose source says that it is made up.

use rustc_hash::FxHashMap;

use super::desk::{Desk, FeeRow};
use super::error::WriteError;
use super::network::Network;
use super::writes::{DEMO, membership_changes, regions_at};
use crate::base::ids::{Revision, StationId};
use crate::base::month::Month;
use crate::domain::campaign::{CampaignDraft, ParticipationDraft};
use crate::domain::change::{Author, Change, Diff};
use crate::domain::contract::ContractDraft;
use crate::domain::cooperation::StageDraft;
use crate::domain::fee::FeeDraft;
use crate::domain::performance::MonthFacts;
use crate::domain::station::StationDraft;

/// A made-up network; everything names its stations, contracts and campaigns by what users call them.
#[derive(Clone, Debug, Default)]
pub struct DemoNetwork {
    /// New stations.
    pub stations: Vec<StationDraft>,
    /// Their stages by station and day.
    pub cooperation: Vec<StageDraft>,
    /// Contracts, each after the one that it renews.
    pub contracts: Vec<ContractDraft>,
    /// Fee terms.
    pub fees: Vec<FeeDraft>,
    /// Campaigns.
    pub campaigns: Vec<CampaignDraft>,
    /// Who takes part in them.
    pub participations: Vec<ParticipationDraft>,
}

/// Gives the months of the station at a place of [`DemoNetwork::stations`] one by one.
pub type DemoMonths<'a> = &'a (dyn Fn(usize, &mut dyn FnMut(Month, MonthFacts)) + Sync);

impl Network {
    /// Fills a network that never had a station. `progress` is told the share of the work that is done. Blocking;
    /// durable and visible when it returns.
    ///
    /// # Errors
    /// [`WriteError`] when a draft breaks a rule, a code is taken, or something is of a station that is not given.
    pub fn add_demo(
        &self,
        demo: DemoNetwork,
        months: DemoMonths<'_>,
        progress: &mut dyn FnMut(f64),
    ) -> Result<Revision, WriteError> {
        let author = Author { actor: "forecourt".into(), source: DEMO.into() };
        let mut writer = self.writer()?;
        let current = self.current();
        let first = writer.next_station_id()?;
        let count = demo.stations.len();
        let mut ids = FxHashMap::default();
        let mut changes = Vec::with_capacity(2 * count + demo.cooperation.len());
        for (id, draft) in (first.0..).map(StationId).zip(demo.stations) {
            let station = draft.apply(None)?;
            if ids.insert(station.code.clone(), id).is_some() {
                return Err(WriteError::Exists { what: "station", key: station.code });
            }
            let regions = regions_at(current.geography(), station.position.location);
            changes.extend(membership_changes(id, &[], &regions));
            changes.push(Change::Station { id, diff: Box::new(Diff { before: None, after: Some(station) }) });
        }
        for draft in demo.cooperation {
            let Some(&station) = ids.get(&draft.station) else {
                return Err(WriteError::NotFound { what: "station", key: draft.station });
            };
            let valid_from = draft.valid_from;
            let after = Some(draft.apply(None)?);
            changes.push(Change::Stage { station, valid_from, diff: Diff { before: None, after } });
        }
        let mut desk = Desk::new(current, writer.as_ref())?;
        desk.add(changes, StationId(first.0 + u32::try_from(count).unwrap_or(u32::MAX)));
        desk.learn_stations();
        for draft in demo.contracts {
            desk.put_contract(draft, |_| false)?;
        }
        let rows = demo.fees.iter().enumerate().map(|(row, draft)| FeeRow { row, draft });
        for (_, outcome) in desk.put_fees(rows)? {
            outcome?;
        }
        for draft in demo.campaigns {
            desk.put_campaign(draft)?;
        }
        for draft in &demo.participations {
            desk.put_participation(draft)?;
        }
        let mut changes = desk.finish();
        progress(0.1);
        changes.extend(sales(first, count, months));
        progress(0.4);
        let revision = self.commit(&mut writer, &author, changes)?.revision();
        progress(1.0);
        Ok(revision)
    }
}

/// The months of every station, made on two threads.
fn sales(first: StationId, count: usize, months: DemoMonths<'_>) -> Vec<Change> {
    let of = |places: std::ops::Range<usize>| {
        let mut changes = Vec::new();
        for (station, place) in (first.0..).skip(places.start).map(StationId).zip(places) {
            months(place, &mut |month, facts| {
                let diff = Diff { before: None, after: Some(facts) };
                changes.push(Change::Performance { station, month, diff });
            });
        }
        changes
    };
    std::thread::scope(|scope| {
        let other = scope.spawn(|| of(count / 2..count));
        let mut changes = of(0..count / 2);
        match other.join() {
            Ok(other) => changes.extend(other),
            Err(panic) => std::panic::resume_unwind(panic),
        }
        changes
    })
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
        let add = |stations, cooperation| {
            let demo = DemoNetwork { stations, cooperation, ..DemoNetwork::default() };
            network.add_demo(demo, &|_, _| {}, &mut |_| {})
        };
        let refused = |stations, stages| add(stations, stages).expect_err("refused").to_string();
        assert!(refused(vec![station("A"), station("A")], vec![]).contains("already"));
        assert!(refused(vec![station("A")], vec![online("B")]).contains("no station"));
        assert_eq!(network.current().revision(), Revision(1), "nothing was written");

        let revision = add(vec![station("A"), station("B")], vec![online("B")]).expect("written");
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
