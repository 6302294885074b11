//! As it was, and as it was known: whatever is written to contracts, fees, performance and campaigns, what was known at
//! every revision is what loading that revision gives, and what another program that follows along sees.

use std::collections::BTreeMap;
use std::sync::Arc;

use proptest::prelude::*;

use super::{author, draft, open};
use crate::base::date::{Day, Instant};
use crate::base::ids::Revision;
use crate::base::money::{Money, Rate, UnitPrice, Volume};
use crate::base::tile::TileId;
use crate::domain::campaign::{CampaignDraft, FundedBy, Mechanism, ParticipationDraft};
use crate::domain::contract::ContractDraft;
use crate::domain::fee::{Component, FeeDraft, FeeOwnerName, Tariff};
use crate::domain::metric::Metric;
use crate::domain::note::{Note, NoteDraft};
use crate::domain::performance::DayDraft;
use crate::domain::station::{Edit, Energy, StationDraft};
use crate::engine::statistics::{Breakdown, Bucket, Buckets, Dimension, Statistics, Wanted, statistics};
use crate::engine::tile::{Asked, Clustering, stations};
use crate::engine::{Question, Snapshot};
use crate::live::feed::FeedEvent;
use crate::live::load::past;
use crate::live::{Depth, Entry, Network, Removal};
use crate::store::Store as _;
use crate::store::sqlite::Sqlite;

pub(super) const CODES: [&str; 5] = ["A", "B", "C", "D", "E"];

fn day(text: &str) -> Day {
    text.parse().expect("date")
}

/// What one step writes.
#[derive(Clone, Debug)]
pub(super) enum Step {
    Enter(Entry),
    Remove(Removal),
    Energy(&'static str, Energy),
    Delete(&'static str),
}

fn code() -> impl Strategy<Value = String> {
    proptest::sample::select(CODES.to_vec()).prop_map(str::to_owned)
}

fn any_day() -> impl Strategy<Value = Day> {
    (0..120).prop_map(|offset| day("2026-01-01").plus(offset))
}

fn end() -> impl Strategy<Value = Edit<Day>> {
    prop_oneof![Just(Edit::Keep), Just(Edit::Clear), any_day().prop_map(Edit::Set)]
}

fn tariff() -> impl Strategy<Value = Tariff> {
    prop_oneof![
        (0..90_000).prop_map(|ppm| Tariff::PercentOfGmv(Rate::from_ppm(ppm).expect("kept"))),
        (0..900_000_i64).prop_map(|price| Tariff::PerLitre(UnitPrice::from_millionths(price).expect("kept"))),
        (0..900_000_i64).prop_map(|minor| Tariff::PerMonth(Money::from_minor(minor).expect("kept"))),
    ]
}

fn owner() -> impl Strategy<Value = FeeOwnerName> {
    prop_oneof![
        (0..3).prop_map(|number| FeeOwnerName::Contract(format!("C-{number}"))),
        code().prop_map(FeeOwnerName::Station),
    ]
}

fn entry() -> impl Strategy<Value = Entry> {
    let contract = (0..3, proptest::collection::btree_set(code(), 0..4), any_day(), end(), end());
    let contract = contract.prop_map(|(number, stations, from, to, terminated_on)| {
        Entry::Contract(ContractDraft {
            number: format!("C-{number}"),
            counterparty: Some("某某石油".into()),
            stations: Some(stations.into_iter().collect()),
            signed_on: Edit::Set(from),
            from: Some(from),
            to,
            terminated_on,
            renews: Edit::Keep,
        })
    });
    let fee = (owner(), proptest::sample::select(Component::ALL.to_vec()), tariff(), any_day(), end());
    let fee = fee.prop_map(|(owner, component, tariff, from, to)| {
        Entry::Fee(FeeDraft { owner, component, tariff, from, to, payer: Edit::Keep, payee: Edit::Keep })
    });
    let sold = (code(), any_day(), 0..50_u32, 0..500_000_i64, 0..900_000_i64);
    let sold = sold.prop_map(|(station, day, orders, volume, gmv)| {
        Entry::Day(DayDraft {
            station,
            day,
            orders: Some(orders),
            volume: Volume::from_thousandths(volume),
            gmv: Money::from_minor(gmv),
            discount_platform: None,
            discount_station: None,
        })
    });
    let campaign = (0..2, any_day(), end()).prop_map(|(number, from, to)| {
        Entry::Campaign(CampaignDraft {
            code: format!("K-{number}"),
            mechanism: Some(Mechanism::Coupon),
            funded_by: Some(FundedBy::Shared),
            from: Some(from),
            to,
            ..CampaignDraft::default()
        })
    });
    let part = (0..2, code()).prop_map(|(number, station)| {
        Entry::Participation(ParticipationDraft {
            campaign: format!("K-{number}"),
            station,
            from: None,
            to: Edit::Keep,
        })
    });
    let note = (code(), any_day(), "[a-c]{1,2}")
        .prop_map(|(station, at, text)| Entry::Note(NoteDraft { station, note: Note { at, author: None, text } }));
    prop_oneof![3 => contract, 4 => fee, 8 => sold, 1 => campaign, 2 => part, 1 => note]
}

pub(super) fn step() -> impl Strategy<Value = Step> {
    let removal = prop_oneof![
        (0..3).prop_map(|number| Removal::Contract(format!("C-{number}"))),
        (owner(), proptest::sample::select(Component::ALL.to_vec()), any_day())
            .prop_map(|(owner, component, from)| Removal::Fee(owner, component, from)),
        (code(), any_day()).prop_map(|(station, day)| Removal::Day(station, day)),
        (0..2).prop_map(|number| Removal::Campaign(format!("K-{number}"))),
        (code(), 1..3_u32).prop_map(|(station, number)| Removal::Note(station, number)),
    ];
    let station = proptest::sample::select(CODES.to_vec());
    prop_oneof![
        16 => entry().prop_map(Step::Enter),
        3 => removal.prop_map(Step::Remove),
        1 => (station.clone(), proptest::sample::select(Energy::ALL.to_vec()))
            .prop_map(|(code, energy)| Step::Energy(code, energy)),
        1 => station.prop_map(Step::Delete),
    ]
}

pub(super) fn take(network: &Network, step: &Step) {
    // What breaks a rule writes nothing, which is as good a step as any.
    match step {
        Step::Enter(entry) => drop(network.enter(&author(), entry)),
        Step::Remove(removal) => drop(network.remove(&author(), removal)),
        Step::Energy(code, energy) => {
            let draft = StationDraft { energy: Edit::Set(*energy), code: (*code).into(), ..StationDraft::default() };
            drop(network.edit_station(&author(), &draft));
        }
        Step::Delete(code) => drop(network.delete_station(&author(), code)),
    }
}

/// Everything that a snapshot says of money: statistics by station and month, and a tile.
pub(super) fn said(snapshot: &Snapshot) -> (Statistics, Vec<u8>) {
    let (from, to) = (day("2025-12-20"), day("2026-05-10"));
    let wanted = Wanted::of(&Metric::ALL, (from, to));
    let buckets = Buckets::new(Bucket::Month, from, to).expect("buckets");
    let group_by = vec![Dimension::Operator];
    let breakdown = Breakdown { level: None, group_by, buckets: Some(buckets), wanted };
    let question = Question::on(day("2026-04-01"));
    let answer = statistics(snapshot, &question, &breakdown).expect("few rows");
    let asked = Asked { metrics: Metric::ALL.to_vec(), wanted };
    let tile = TileId::new(0, 0, 0).expect("tile");
    (answer, stations(snapshot, &question, tile, Clustering::Off, &asked).expect("tile"))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 8, ..ProptestConfig::default() })]

    #[test]
    fn what_was_known_at_every_revision_stays(steps in proptest::collection::vec(step(), 1..30)) {
        let folder = tempfile::tempdir().expect("folder");
        let network = open(&folder);
        let follower = open(&folder);
        for (code, lon) in CODES.into_iter().zip([113.0, 114.0, 121.0, 121.2, 80.0]) {
            let station = StationDraft { operator: Edit::Set(code.into()), ..draft(code, lon) };
            network.create_station(&author(), &station).expect("created");
        }
        let mut known: BTreeMap<Revision, (Statistics, Vec<u8>)> = BTreeMap::new();
        let (since, mut feed) = (network.current().revision(), network.subscribe());
        for step in &steps {
            take(&network, step);
            let current = network.current();
            known.insert(current.revision(), said(&current));
            follower.catch_up().expect("followed");
            let followed = follower.current();
            prop_assert_eq!(followed.revision(), current.revision());
            prop_assert_eq!(said(&followed), said(&current), "after {:?}", step);
        }
        let mut told = Vec::new();
        while let Ok(event) = feed.try_recv() {
            if let FeedEvent::Revision(event) = Arc::unwrap_or_clone(event) {
                told.push(event);
            }
        }
        prop_assert_eq!(network.changes_since(since, 100).expect("replay"), Some(told));
        let store = Sqlite::open_read_only(&folder.path().join("live.db")).expect("store");
        // Nothing but the boundaries can be shared with this one.
        let bare = network.current().as_ref().clone().with_books(Arc::default());
        for (&revision, known) in &known {
            let loaded = past(&store, revision, Depth::Books, None, &bare).expect("loaded");
            prop_assert_eq!(&said(&loaded), known, "revision {}", revision);
            // The same when it shares what it can with the newest one, and when its books come later.
            let stations = past(&store, revision, Depth::Stations, None, &network.current()).expect("loaded");
            let shared = past(&store, revision, Depth::Books, Some(&stations), &network.current()).expect("loaded");
            prop_assert_eq!(&said(&shared), known, "revision {} shared", revision);
        }
        prop_assert_eq!(store.verify(&mut |_| {}).expect("verified").faults, Vec::<String>::new());
    }
}

/// DESIGN §4: a late, back-dated correction changes "as it was", never "as it was known".
#[test]
fn a_back_dated_correction_leaves_what_was_known_alone() {
    let folder = tempfile::tempdir().expect("folder");
    let network = open(&folder);
    network.create_station(&author(), &draft("A", 121.0)).expect("created");
    let sold = |gmv: &str| {
        Entry::Day(DayDraft {
            station: "A".into(),
            day: day("2026-03-10"),
            orders: Some(1),
            volume: None,
            gmv: Some(gmv.parse().expect("amount")),
            discount_platform: None,
            discount_station: None,
        })
    };
    let rate = |text: &str| {
        Entry::Fee(FeeDraft {
            owner: FeeOwnerName::Station("A".into()),
            component: Component::Commission,
            tariff: Tariff::PercentOfGmv(text.parse().expect("rate")),
            from: day("2026-01-01"),
            to: Edit::Keep,
            payer: Edit::Keep,
            payee: Edit::Keep,
        })
    };
    network.enter(&author(), &sold("1000")).expect("written");
    network.enter(&author(), &rate("2%")).expect("written");
    let (before, then) = (said(&network.current()), Instant::now());
    network.enter(&author(), &sold("1500")).expect("corrected");
    network.enter(&author(), &rate("3%")).expect("corrected");
    let after = said(&network.current());
    assert_ne!(after, before, "as it was has changed, in statistics and in tiles");
    assert_ne!(after.1, before.1);
    let known = network.as_known_at(Some(then), Depth::Books).expect("read");
    assert_eq!(said(&known), before, "as it was known has not");
    let fee = |(statistics, _): &(Statistics, Vec<u8>)| statistics.total.books.fees.channel_fee().to_string();
    assert_eq!((fee(&before), fee(&after)), ("20.00".to_owned(), "45.00".to_owned()));
}

/// What is the same in both is kept once: a correction costs the past revision one month's chunk of its own.
#[test]
fn a_past_revision_shares_what_is_the_same_now() {
    let folder = tempfile::tempdir().expect("folder");
    let network = open(&folder);
    network.create_station(&author(), &draft("A", 121.0)).expect("created");
    let sold = |day: Day, gmv: &str| {
        let gmv = Some(gmv.parse().expect("amount"));
        let draft = DayDraft {
            station: "A".into(),
            day,
            orders: Some(1),
            volume: None,
            gmv,
            discount_platform: None,
            discount_station: None,
        };
        network.enter(&author(), &Entry::Day(draft)).expect("written")
    };
    for month in 1..=9 {
        sold(day(&format!("2026-0{month}-10")), "1000");
    }
    let before = network.current();
    sold(day("2026-05-10"), "1500");
    let after = network.current();
    let known = network.at_revision(before.revision(), Depth::Books).expect("read");
    assert_eq!(said(&known), said(&before));
    assert!(known.geography().is_shared_with(after.geography()));
    let rows = known.books().memory_beside(known.books());
    let (whole, own) = (known.books().memory() - rows, known.books().memory_beside(after.books()) - rows);
    assert_eq!(own, whole / 9);
}
