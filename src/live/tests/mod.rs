//! What must hold between commits, the feed, what was known, and other programs on the same database.

mod imports;
mod known;
mod undo;

use std::sync::Arc;

use super::feed::{FeedEvent, RevisionEvent};
use super::import::{ImportReport, ImportRequest, OnError, Refusal};
use super::{Depth, Entry, Network, Options};
use crate::base::date::Day;
use crate::base::ids::Revision;
use crate::base::location::LonLat;
use crate::domain::change::Author;
use crate::domain::contract::ContractDraft;
use crate::domain::station::{Edit, Position, StationDraft};
use crate::engine::Snapshot;
use crate::exchange::{self, Kind};
use crate::store::Store;
use crate::store::sqlite::Sqlite;

fn author() -> Author {
    Author { actor: "test".into(), source: "test".into() }
}

fn draft(code: &str, lon: f64) -> StationDraft {
    let position = Position::wgs84(LonLat::new(lon, 31.0).expect("place"));
    StationDraft { code: code.into(), position: Some(position), ..StationDraft::default() }
}

fn open(folder: &tempfile::TempDir) -> Network {
    let store = Sqlite::open(&folder.path().join("live.db")).expect("store");
    Network::open(Box::new(store), &Options::default()).expect("network")
}

#[test]
fn a_replay_says_what_the_feed_said() {
    let folder = tempfile::tempdir().expect("folder");
    let network = open(&folder);
    let mut feed = network.subscribe();
    let since = network.current().revision();
    network.create_station(&author(), &draft("A", 121.0)).expect("created");
    network.create_station(&author(), &draft("B", 100.0)).expect("created");
    network.edit_station(&author(), &draft("A", 110.0)).expect("moved");
    network.delete_station(&author(), "B").expect("deleted");
    let mut told: Vec<RevisionEvent> = Vec::new();
    while let Ok(event) = feed.try_recv() {
        if let FeedEvent::Revision(event) = Arc::unwrap_or_clone(event) {
            told.push(event);
        }
    }
    assert_eq!(told.len(), 4);
    assert_eq!(told[2].tiles.as_ref().map(Vec::len), Some(2), "where it stood and where it stands");
    assert_eq!(network.changes_since(since, 100).expect("replay"), Some(told));
    assert_eq!(network.changes_since(since, 3).expect("replay"), None, "too much to tell");
}

#[test]
fn the_log_goes_with_the_network() {
    let folder = tempfile::tempdir().expect("folder");
    let network = open(&folder);
    network.create_station(&author(), &draft("A", 121.0)).expect("created");
    assert!(network.station_id("A").expect("read").is_some(), "a reader is at hand");
    let log = folder.path().join("live.db-wal");
    assert!(log.exists());
    drop(network);
    assert!(!log.exists(), "what it held is in the database");
}

#[test]
fn a_write_gives_the_state_that_it_made() {
    let folder = tempfile::tempdir().expect("folder");
    let network = open(&folder);
    let created = network.create_station(&author(), &draft("A", 121.0)).expect("created");
    let moved = network.edit_station(&author(), &draft("A", 110.0)).expect("moved");
    let same = network.edit_station(&author(), &draft("A", 110.0)).expect("the same");
    let deleted = network.delete_station(&author(), "A").expect("deleted");
    assert_eq!([moved.revision, same.revision], [Some(Revision(3)), None], "what changes nothing makes no revision");
    let (moved, same) = (moved.snapshot, same.snapshot);
    assert_eq!([&created, &moved, &same, &deleted].map(|snapshot| snapshot.revision().0), [2, 3, 3, 4]);
    assert_eq!([&created, &moved, &same, &deleted].map(|snapshot| snapshot.stations()), [1, 1, 1, 0]);
    let place = |snapshot: &Snapshot| {
        let (_, station) = network.station("A", snapshot.revision()).expect("store").expect("station");
        station.position.location.lon()
    };
    assert_eq!([place(&created), place(&moved)].map(|lon| format!("{lon}")), ["121", "110"]);
}

#[test]
fn new_borders_may_have_changed_anything() {
    let folder = tempfile::tempdir().expect("folder");
    let network = open(&folder);
    network.create_station(&author(), &draft("A", 121.0)).expect("created");
    let since = network.current().revision();
    let mut feed = network.subscribe();
    let file = folder.path().join("groups.csv");
    std::fs::write(&file, "code,name,level,admin\nE,East,area,310000\n").expect("file");
    let request = ImportRequest {
        author: author(),
        kind: Kind::Regions.into(),
        file,
        name: "groups.csv".into(),
        options: exchange::Options::default(),
        set: "sales".into(),
        dry_run: false,
        on_error: OnError::Reject,
    };
    network.run_import(&request, &mut |_, _| {}).expect("imported");
    let FeedEvent::Revision(event) = Arc::unwrap_or_clone(feed.try_recv().expect("told")) else { panic!("a commit") };
    assert_eq!((event.regions, event.stations_count), (true, 0));
    assert_eq!((&event.tiles, event.bounds), (&None, None), "no list of places says it all");
    assert_eq!(network.changes_since(since, 100).expect("replay"), Some(vec![event]));
}

/// An edit of a contract tells of the stations for which something is another, and of no others; so does a replay.
#[test]
fn a_contract_tells_of_the_stations_for_which_it_changes_something() {
    let folder = tempfile::tempdir().expect("folder");
    let network = open(&folder);
    for code in ["A", "B", "C", "D"] {
        network.create_station(&author(), &draft(code, 121.0)).expect("created");
    }
    let since = network.current().revision();
    let mut feed = network.subscribe();
    let day = |text: &str| text.parse::<Day>().expect("date");
    let of = |stations: &[&str]| Some(stations.iter().map(|&code| code.to_owned()).collect());
    let edit = ContractDraft { number: "C-1".into(), ..ContractDraft::default() };
    let steps: [(ContractDraft, &[&str]); 6] = [
        (
            ContractDraft {
                counterparty: Some("x".into()),
                stations: of(&["A", "B", "C"]),
                signed_on: Edit::Set(day("2026-01-01")),
                from: Some(day("2026-01-01")),
                ..edit.clone()
            },
            &["A", "B", "C"],
        ),
        (ContractDraft { counterparty: Some("y".into()), ..edit.clone() }, &[]),
        // Signed earlier, and in force from the same day on.
        (ContractDraft { signed_on: Edit::Set(day("2025-12-01")), ..edit.clone() }, &[]),
        (ContractDraft { stations: of(&["A", "C", "D"]), ..edit.clone() }, &["B", "D"]),
        (ContractDraft { to: Edit::Set(day("2027-01-01")), ..edit.clone() }, &["A", "C", "D"]),
        (ContractDraft { terminated_on: Edit::Set(day("2026-07-01")), ..edit }, &["A", "C", "D"]),
    ];
    let mut told = Vec::new();
    for (draft, stations) in steps {
        network.enter(&author(), &Entry::Contract(draft)).expect("written");
        let FeedEvent::Revision(event) = Arc::unwrap_or_clone(feed.try_recv().expect("told")) else {
            panic!("a commit")
        };
        assert_eq!(event.stations, stations);
        told.push(event);
    }
    network.delete_station(&author(), "A").expect("deleted");
    let FeedEvent::Revision(event) = Arc::unwrap_or_clone(feed.try_recv().expect("told")) else { panic!("a commit") };
    assert_eq!(event.stations, ["A"], "the others stay as they are");
    told.push(event);
    assert_eq!(network.changes_since(since, 100).expect("replay"), Some(told));
}

#[test]
fn two_programs_write_to_one_database() {
    let folder = tempfile::tempdir().expect("folder");
    let (one, other) = (open(&folder), open(&folder));
    let write = |network: Network, prefix: &'static str| {
        std::thread::spawn(move || {
            for n in 0..15 {
                network.create_station(&author(), &draft(&format!("{prefix}{n}"), 120.0)).expect("created");
            }
        })
    };
    let (first, second) = (write(one.clone(), "A"), write(other.clone(), "B"));
    first.join().expect("one");
    second.join().expect("other");
    one.catch_up().expect("caught up");
    other.catch_up().expect("caught up");
    assert_eq!((one.current().stations(), other.current().stations()), (30, 30));
    assert_eq!(one.current().revision(), other.current().revision());
    let store = Sqlite::open_read_only(&folder.path().join("live.db")).expect("store");
    assert_eq!(store.verify(&mut |_| {}).expect("verified").faults, Vec::<String>::new());
}

#[test]
fn what_was_known_is_of_exactly_that_revision() {
    let folder = tempfile::tempdir().expect("folder");
    let network = open(&folder);
    let behind = open(&folder);
    let mut instants = Vec::new();
    for n in 0..5 {
        let revision = network.create_station(&author(), &draft(&format!("S{n}"), 120.0)).expect("created").revision();
        let recorded = network.read(|store| store.record(revision)).expect("record").expect("a record").recorded_at;
        instants.push((recorded, revision, n + 1));
    }
    // The second handle has published nothing of this yet, and must not pass its own state off as known.
    assert!(behind.current().revision() < instants[0].1);
    for network in [&network, &behind] {
        for &(instant, revision, stations) in &instants {
            let known = network.as_known_at(Some(instant), Depth::Stations).expect("known");
            // Two commits may carry one instant; the later one was known at it then.
            assert!(known.revision() >= revision && known.stations() >= stations);
            if known.revision() == revision {
                assert_eq!(known.stations(), stations);
            }
        }
        let before = crate::base::date::Instant::from_micros(0).expect("instant");
        assert_eq!(network.as_known_at(Some(before), Depth::Stations).expect("known").revision(), Revision::EMPTY);
    }
}

#[test]
fn a_mistyped_group_takes_what_lies_below_it_along() {
    let folder = tempfile::tempdir().expect("folder");
    let network = open(&folder);
    let file = folder.path().join("groups.csv");
    let rows = "E,East,department,,310001\nT,Team,team,E,310115\nN,North,department,,110000\n";
    std::fs::write(&file, format!("code,name,level,parent,admin\n{rows}")).expect("file");
    let import = |dry_run, on_error| {
        let request = ImportRequest {
            author: author(),
            kind: Kind::Regions.into(),
            file: file.clone(),
            name: "groups.csv".into(),
            options: exchange::Options::default(),
            set: "sales".into(),
            dry_run,
            on_error,
        };
        network.run_import(&request, &mut |_, _| {})
    };
    let lines = |report: &ImportReport| report.errors.iter().map(|error| error.line).collect::<Vec<_>>();
    let tried = import(true, OnError::Reject).expect("a dry run");
    assert_eq!((lines(&tried), tried.new, tried.revision), (vec![2, 3], 1, None));
    let Err(Refusal::Rows(refused)) = import(false, OnError::Reject) else { panic!("rows are wrong") };
    assert_eq!((lines(&refused), refused.rejected), (vec![2, 3], 2));
    assert!(network.current().geography().set("sales").is_none());
    let skipped = import(false, OnError::Skip).expect("North");
    assert_eq!((lines(&skipped), skipped.new, skipped.revision), (vec![2, 3], 1, Some(Revision(2))));
    let snapshot = network.current();
    let sales = snapshot.geography().set("sales").expect("set");
    assert_eq!(sales.regions().iter().map(|region| region.code.as_str()).collect::<Vec<_>>(), ["N"]);
}
