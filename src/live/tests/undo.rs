//! Undoing: whatever was written, taking a revision back puts every row that it touched back, and no other; what is in the
//! way is named, and nothing is written then.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;

use super::known::{CODES, Step, said, step, take};
use super::{author, draft, open};
use crate::base::ids::Revision;
use crate::base::location::LonLat;
use crate::domain::campaign::SavedComparison;
use crate::domain::change::Change;
use crate::domain::cooperation::Stage;
use crate::domain::station::{Edit, Position, StationDraft};
use crate::domain::thing::Thing;
use crate::live::error::WriteError;
use crate::live::import::OnError;
use crate::live::load::newest;
use crate::live::stages::{Chosen, StagesDraft};
use crate::live::undo::{Objections, Undo};
use crate::live::{Entry, Network};
use crate::store::Store;
use crate::store::sqlite::Sqlite;

/// What a step of these tests does.
#[derive(Clone, Debug)]
enum Wish {
    /// Writes something.
    Step(Step),
    /// Says of several stations at which stage they are.
    Stages(Vec<&'static str>, u8, Stage),
    /// Moves a station, to where it may come into being again.
    Move(&'static str, f64),
    /// Saves a comparison of a campaign.
    Compare(u8),
    /// Undoes the revision so many back.
    Undo(u64),
}

fn wish() -> impl Strategy<Value = Wish> {
    let stations = proptest::sample::subsequence(CODES.to_vec(), 1..4);
    let stage = proptest::sample::select(Stage::ALL.to_vec());
    let code = proptest::sample::select(CODES.to_vec());
    prop_oneof![
        12 => step().prop_map(Wish::Step),
        3 => (stations, 0..4_u8, stage).prop_map(|(stations, day, stage)| Wish::Stages(stations, day, stage)),
        2 => (code, proptest::sample::select(vec![60.0, 113.0, 121.0])).prop_map(|(code, lon)| Wish::Move(code, lon)),
        1 => (0..2_u8).prop_map(Wish::Compare),
        5 => prop_oneof![2 => Just(0), 3 => 0..12_u64].prop_map(Wish::Undo),
    ]
}

/// Everything that the store holds as of a revision, row by row.
fn dump(store: &dyn Store, revision: Revision) -> BTreeMap<Thing, String> {
    let mut rows = BTreeMap::new();
    let mut stations = Vec::new();
    let visit = &mut |view: crate::domain::station::StationView<'_>| {
        stations.push(view.id);
        for (set, region) in view.regions {
            rows.insert(Thing::Membership(view.id, *set), format!("{region:?}"));
        }
    };
    store.load(revision, visit).expect("stations");
    for (&id, station) in stations.iter().zip(store.stations(&stations, revision).expect("stations")) {
        rows.insert(Thing::Station(id), format!("{station:?}"));
        for event in store.timeline(id, revision).expect("timeline") {
            rows.insert(Thing::Stage(id, event.valid_from), format!("{event:?}"));
        }
        for (number, note) in store.notes(id, revision).expect("notes") {
            rows.insert(Thing::Note(id, number), format!("{note:?}"));
        }
    }
    for (id, contract) in store.contracts(revision).expect("contracts") {
        rows.insert(Thing::Contract(id), format!("{contract:?}"));
    }
    for (owner, term) in store.fees(revision).expect("fees") {
        rows.insert(Thing::Fee(owner, term.component, term.period.from()), format!("{term:?}"));
    }
    let visit =
        &mut |station, month, facts: &[u8]| drop(rows.insert(Thing::Performance(station, month), format!("{facts:?}")));
    store.performance(revision, visit).expect("performance");
    for (id, campaign) in store.campaigns(revision).expect("campaigns") {
        rows.insert(Thing::Campaign(id), format!("{campaign:?}"));
        for (number, comparison) in store.comparisons(id, revision).expect("comparisons") {
            rows.insert(Thing::Comparison(id, number), format!("{comparison:?}"));
        }
    }
    for (campaign, station, period) in store.participations(revision).expect("participations") {
        rows.insert(Thing::Participation(campaign, station), format!("{period:?}"));
    }
    rows
}

/// The things that are others in one than in the other.
fn differing(one: &BTreeMap<Thing, String>, other: &BTreeMap<Thing, String>) -> BTreeSet<Thing> {
    one.keys().chain(other.keys()).copied().filter(|thing| one.get(thing) != other.get(thing)).collect()
}

fn grant(network: &Network, wish: &Wish) {
    // What breaks a rule writes nothing, which is as good a wish as any.
    match wish {
        Wish::Step(step) => take(network, step),
        Wish::Stages(stations, day, stage) => {
            let draft = StagesDraft {
                stations: Chosen::Named(stations.iter().map(|&code| code.to_owned()).collect()),
                valid_from: "2026-02-01".parse::<crate::base::date::Day>().expect("date").plus((*day).into()),
                stage: *stage,
                note: Edit::Keep,
                dry_run: false,
                on_error: OnError::Skip,
            };
            network.put_stages(&author(), &draft).expect("stages");
        }
        Wish::Move(code, lon) => {
            let position = Some(Position::wgs84(LonLat::new(*lon, 31.0).expect("place")));
            let moved = StationDraft { code: (*code).into(), position, ..StationDraft::default() };
            if let Err(WriteError::NotFound { .. }) = network.edit_station(&author(), &moved) {
                drop(network.create_station(&author(), &moved));
            }
        }
        Wish::Compare(number) => {
            let text = || "x".to_owned();
            let saved =
                SavedComparison { title: text(), revision: Revision(1), question: text(), answer: "{}".to_owned() };
            drop(network.enter(&author(), &Entry::Comparison(format!("K-{number}"), saved)));
        }
        Wish::Undo(_) => unreachable!("is tried apart"),
    }
}

/// Undoes a revision and compares with a plain reading of what that means.
fn try_undo(network: &Network, store: &dyn Store, revision: Revision) -> Result<(), TestCaseError> {
    let head = network.current().revision();
    let (before, after) = (dump(store, Revision(revision.0 - 1)), dump(store, revision));
    let now = dump(store, head);
    let touched = differing(&before, &after);
    let of = |revision: u64| {
        let changes = store.changes_since(Revision(revision - 1), 1).expect("changes").pop().expect("a commit").1;
        changes.iter().map(Change::thing).collect::<BTreeSet<_>>()
    };
    let again: BTreeSet<Thing> = (revision.0 + 1..=head.0).flat_map(of).collect();
    let overtaken: BTreeSet<Thing> =
        of(revision.0).intersection(&again).copied().filter(|thing| !matches!(thing, Thing::Membership(..))).collect();

    let tried = network.undo("test", revision, true).expect("a dry run");
    prop_assert_eq!(network.current().revision(), head, "a dry run writes nothing");
    match network.undo("test", revision, false).expect("an answer") {
        Undo::Refused(Objections { things, count, .. }) => {
            prop_assert!(matches!(tried, Undo::Refused(_)));
            prop_assert_eq!(network.current().revision(), head);
            prop_assert_eq!(count, things.len());
            prop_assert!(revision < head, "the last one is always undone: {:?}", things);
            let by_later: BTreeSet<Thing> = things
                .iter()
                .filter(|objection| objection.revision.is_some())
                .map(|objection| objection.thing)
                .collect();
            prop_assert_eq!(&by_later, &overtaken);
            prop_assert!(!things.is_empty());
        }
        Undo::Done(undone) => {
            let Undo::Done(tried) = tried else { panic!("the dry run was refused") };
            prop_assert_eq!(overtaken, BTreeSet::new());
            prop_assert_eq!((tried.revision, undone.revision), (None, Some(head.next())));
            prop_assert_eq!(&tried.touched, &undone.touched);
            let mut expected = now.clone();
            for thing in touched {
                match before.get(&thing) {
                    Some(row) => drop(expected.insert(thing, row.clone())),
                    None => drop(expected.remove(&thing)),
                }
            }
            let found = dump(store, head.next());
            prop_assert_eq!(differing(&found, &expected), BTreeSet::new());
            prop_assert_eq!(network.current().revision(), head.next());
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 8, ..ProptestConfig::default() })]

    #[test]
    fn an_undo_puts_back_what_a_revision_did_and_nothing_else(wishes in proptest::collection::vec(wish(), 1..40)) {
        let folder = tempfile::tempdir().expect("folder");
        let network = open(&folder);
        let store = Sqlite::open_read_only(&folder.path().join("live.db")).expect("store");
        for (code, lon) in CODES.into_iter().zip([113.0, 114.0, 121.0, 121.2, 80.0]) {
            let station = StationDraft { operator: Edit::Set(code.into()), ..draft(code, lon) };
            network.create_station(&author(), &station).expect("created");
        }
        for wish in &wishes {
            match wish {
                Wish::Undo(back) => {
                    let head = network.current().revision().0;
                    // The first revision is the boundaries.
                    try_undo(&network, &store, Revision(head.saturating_sub(*back).max(2)))?;
                }
                wish => grant(&network, wish),
            }
        }
        // The last one, and then the undo of it.
        let head = network.current().revision();
        let (before, was) = (dump(&store, head), said(&network.current()));
        try_undo(&network, &store, head)?;
        try_undo(&network, &store, head.next())?;
        prop_assert_eq!(differing(&dump(&store, network.current().revision()), &before), BTreeSet::new());
        prop_assert_eq!(said(&network.current()), was.clone());
        let loaded = newest(&store, network.current().revision()).expect("loaded");
        prop_assert_eq!(said(&loaded), was);
        prop_assert_eq!(store.verify(&mut |_| {}).expect("verified").faults, Vec::<String>::new());
    }
}

#[test]
fn revisions_tell_what_they_did_and_what_undid_them() {
    let folder = tempfile::tempdir().expect("folder");
    let network = open(&folder);
    network.create_station(&author(), &draft("A", 121.0)).expect("created");
    network.edit_station(&author(), &draft("A", 60.0)).expect("moved out of China");
    let Undo::Done(undone) = network.undo("li", Revision(3), false).expect("answer") else { panic!("undone") };
    assert_eq!(undone.revision, Some(Revision(4)));
    let told = network.revisions(&[4, 3, 2, 1].map(Revision)).expect("revisions");
    let shown: Vec<_> = told
        .iter()
        .map(|summary| {
            let touched = summary.touched.iter().map(|(entity, tally)| {
                format!("{} {}/{}/{}", entity.as_str(), tally.created, tally.changed, tally.deleted)
            });
            let undoes = summary.record.author.undoes().map(|revision| revision.0);
            let by = summary.undone_by.map(|revision| revision.0);
            (summary.record.revision.0, touched.collect::<Vec<_>>().join(", "), undoes, by)
        })
        .collect();
    assert_eq!(
        shown[..3],
        [
            (4, "station 0/1/0, membership 1/0/0".to_owned(), Some(3), None),
            (3, "station 0/1/0, membership 0/0/1".to_owned(), None, Some(4)),
            (2, "station 1/0/0, membership 1/0/0".to_owned(), None, None),
        ]
    );
    assert_eq!((told.len(), told[0].record.author.actor.as_str()), (4, "li"));
    assert_eq!(network.revisions(&[Revision(3)]).expect("revisions")[0].undone_by, Some(Revision(4)));
    assert!(network.revisions(&[Revision(9)]).is_err(), "it is not there");
    // The boundaries are regions, and revision 9 is not there.
    assert!(matches!(network.undo("li", Revision(1), false), Err(WriteError::Rule(_))));
    for missing in [0, 9] {
        assert!(matches!(network.undo("li", Revision(missing), true), Err(WriteError::NotFound { .. })));
    }
}

#[test]
fn an_undo_that_is_undone_undoes_nothing() {
    let folder = tempfile::tempdir().expect("folder");
    let network = open(&folder);
    network.create_station(&author(), &draft("A", 121.0)).expect("created");
    network.edit_station(&author(), &draft("A", 121.5)).expect("moved");
    let undone_by = |asked: &[u64]| -> Vec<_> {
        let asked: Vec<_> = asked.iter().copied().map(Revision).collect();
        let told = network.revisions(&asked).expect("revisions");
        told.iter().map(|summary| summary.undone_by.map(|revision| revision.0)).collect()
    };
    // Each undoes the one before, from the edit on; whether it stands follows from the last.
    for (undoes, said) in [
        (3, vec![None, Some(4)]),
        (4, vec![None, Some(5), None]),
        (5, vec![None, Some(6), None, Some(4)]),
        (6, vec![None, Some(7), None, Some(5), None]),
    ] {
        let made = network.undo("li", Revision(undoes), false).expect("answer");
        assert!(matches!(made, Undo::Done(undone) if undone.revision == Some(Revision(undoes + 1))));
        let asked: Vec<u64> = (3..=undoes + 1).rev().collect();
        assert_eq!(undone_by(&asked), said);
        assert_eq!(undone_by(&[3]), said[said.len() - 1..], "asked for by itself");
    }
}
