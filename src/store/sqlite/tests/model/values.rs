//! Random values of every kind of thing, the corners included.

use std::sync::Arc;

use proptest::prelude::*;

use crate::base::date::{Day, Period};
use crate::base::ids::{RegionId, Revision, SetId, StationId};
use crate::base::location::{Crs, LonLat};
use crate::base::money::{Money, Rate, UnitPrice, Volume};
use crate::base::shape::Shape;
use crate::domain::campaign::{Campaign, FundedBy, Mechanism, SavedComparison};
use crate::domain::contract::Contract;
use crate::domain::cooperation::{Stage, StageEvent};
use crate::domain::fee::{Component, FeeTerm, Tariff};
use crate::domain::note::Note;
use crate::domain::performance::DayFacts;
use crate::domain::region::{Extent, Member, Region};
use crate::domain::station::{Energy, Position, Station};
use crate::store::sqlite::geometry;

fn text() -> impl Strategy<Value = String> {
    prop_oneof!["[a-z]{1,3}", "\\PC{1,8}", Just("油站 \"甲\"\n".to_owned()), Just(String::new())]
}

fn places() -> impl Strategy<Value = LonLat> {
    let lon = prop_oneof![-180.0..=180.0, Just(-0.0), Just(121.0), Just(-180.0)];
    let lat = prop_oneof![-90.0..=90.0, Just(0.0), Just(31.0), Just(90.0)];
    (lon, lat).prop_map(|(lon, lat)| LonLat::new(lon, lat).expect("place"))
}

fn days() -> impl Strategy<Value = Day> {
    (0..=Day::MAX.number()).prop_map(|number| Day::from_number(number).expect("day"))
}

pub(super) fn stations() -> impl Strategy<Value = Station> {
    let position = (prop::sample::select(&Crs::ALL), prop::array::uniform2(-200.0..200.0), places())
        .prop_map(|(crs, raw, location)| Position { crs, raw, location });
    let words = (text(), proptest::option::of(text()), proptest::option::of(text()), proptest::option::of(text()));
    let days = (proptest::option::of(days()), proptest::option::of(days()));
    let energy = proptest::option::of(prop::sample::select(&Energy::ALL));
    let attributes = prop::collection::btree_map(text(), text(), 0..3);
    (words, energy, position, days, attributes).prop_map(
        |((name, brand, operator, address), energy, position, (opened_on, closed_on), attributes)| Station {
            code: String::new(),
            name,
            energy,
            brand,
            operator,
            position,
            address,
            opened_on,
            closed_on,
            attributes,
        },
    )
}

pub(super) fn events() -> impl Strategy<Value = StageEvent> {
    (prop::sample::select(&Stage::ALL), proptest::option::of(text())).prop_map(|(stage, note)| StageEvent {
        valid_from: Day::MIN,
        stage,
        note,
    })
}

pub(super) fn regions() -> impl Strategy<Value = Region> {
    let member = (text(), days(), proptest::option::of(1..500)).prop_filter_map("ends later", |(admin, from, run)| {
        let period = Period::new(from, run.map(|run| from.plus(run))).ok()?;
        Some(Member { admin, period })
    });
    let extent = prop_oneof![
        shapes().prop_map(|shape| Extent::Shape(Arc::new(shape))),
        prop::collection::vec(member, 0..3).prop_map(Extent::Members),
    ];
    (text(), text(), proptest::option::weighted(0.3, 0..6_u32), proptest::option::of(places()), extent).prop_map(
        |(name, level, parent, center, extent)| Region {
            id: RegionId(0),
            set: SetId(0),
            code: String::new(),
            name,
            level,
            parent: parent.map(RegionId),
            center,
            extent,
        },
    )
}

fn shapes() -> impl Strategy<Value = Shape> {
    geometry::tests::shapes()
}

pub(super) fn periods() -> impl Strategy<Value = Period> {
    (days(), proptest::option::of(1..500))
        .prop_filter_map("ends later", |(from, run)| Period::new(from, run.map(|run| from.plus(run))).ok())
}

pub(super) fn contracts() -> impl Strategy<Value = Contract> {
    let stations = prop::collection::btree_set((1..6_u32).prop_map(StationId), 0..4);
    let words = (text(), proptest::option::of(text()));
    let days = (proptest::option::of(days()), proptest::option::of(days()));
    (words, stations, days, periods()).prop_map(
        |((counterparty, renews), stations, (signed_on, terminated_on), period)| Contract {
            number: String::new(),
            counterparty,
            stations,
            signed_on,
            period,
            terminated_on,
            renews,
        },
    )
}

pub(super) fn terms() -> impl Strategy<Value = FeeTerm> {
    let price = || (0..=UnitPrice::MOST).prop_map(|number| UnitPrice::from_millionths(number).expect("price"));
    let tariff = prop_oneof![
        (0..=1_000_000).prop_map(|ppm| Tariff::PercentOfGmv(Rate::from_ppm(ppm).expect("rate"))),
        price().prop_map(Tariff::PerLitre),
        price().prop_map(Tariff::PerKwh),
        price().prop_map(Tariff::PerOrder),
        (-Money::MOST..=Money::MOST).prop_map(|minor| Tariff::PerMonth(Money::from_minor(minor).expect("amount"))),
    ];
    // Few first days, so that terms meet.
    let from = prop_oneof![(0..3_u32).prop_map(|at| Day::from_number(46_000 + at).expect("day")), Just(Day::MAX)];
    let component = prop::sample::select(&Component::ALL);
    let names = (proptest::option::of(text()), proptest::option::of(text()));
    (component, tariff, names, from, proptest::option::of(1..500)).prop_filter_map(
        "ends later",
        |(component, tariff, (payer, payee), from, run)| {
            let period = Period::new(from, run.map(|run| from.plus(run))).ok()?;
            Some(FeeTerm { component, tariff, payer, payee, period })
        },
    )
}

/// The days of a month, most of them without facts and now and then all.
pub(super) fn month_days() -> impl Strategy<Value = Vec<Option<DayFacts>>> {
    let money = |minor| Money::from_minor(minor).expect("amount");
    let facts = (any::<u32>(), 0..=Volume::MOST, 0..=Money::MOST, 0..=Money::MOST).prop_map(
        move |(orders, volume, one, other)| DayFacts {
            orders,
            volume: Volume::from_thousandths(volume).expect("volume"),
            gmv: money(one.max(other)),
            discount_platform: money(one.min(other) / 2),
            discount_station: money(one.min(other) / 3),
        },
    );
    prop::collection::vec(proptest::option::weighted(0.07, facts), 31)
}

pub(super) fn campaigns() -> impl Strategy<Value = Campaign> {
    let ways = (prop::sample::select(&Mechanism::ALL), prop::sample::select(&FundedBy::ALL));
    let budget = proptest::option::of((0..=Money::MOST).prop_map(|minor| Money::from_minor(minor).expect("amount")));
    (text(), ways, periods(), budget).prop_map(|(name, (mechanism, funded_by), period, budget)| Campaign {
        code: String::new(),
        name,
        mechanism,
        funded_by,
        period,
        budget,
    })
}

pub(super) fn notes() -> impl Strategy<Value = Note> {
    (days(), proptest::option::of(text()), text()).prop_map(|(at, author, text)| Note { at, author, text })
}

pub(super) fn comparisons() -> impl Strategy<Value = SavedComparison> {
    (text(), any::<u64>(), text(), text()).prop_map(|(title, revision, question, answer)| SavedComparison {
        title,
        revision: Revision(revision),
        question,
        answer,
    })
}
