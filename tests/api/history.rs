//! The history of a station: what is kept of it apart from itself is told, and goes with it.

use std::collections::BTreeSet;

use axum::body::Body;
use axum::http::{Method, StatusCode};
use forecourt::base::date::{Day, Period};
use forecourt::base::ids::{CampaignId, ContractId, StationId};
use forecourt::base::month::Month;
use forecourt::domain::campaign::{Campaign, FundedBy, Mechanism};
use forecourt::domain::change::{Author, Batch, Change, Diff};
use forecourt::domain::contract::Contract;
use forecourt::domain::fee::{Component, FeeOwner, FeeTerm, Tariff};
use forecourt::domain::note::Note;
use forecourt::domain::performance::{DayFacts, MOST_DAYS, MonthFacts};
use forecourt::store::Store as _;
use forecourt::store::sqlite::Sqlite;
use serde_json::{Value, json};

use crate::support::{Api, DATABASE, request};

fn day(text: &str) -> Day {
    text.parse().expect("date")
}

fn made<T>(after: T) -> Diff<T> {
    Diff { before: None, after: Some(after) }
}

fn contract(station: StationId) -> Contract {
    Contract {
        number: "C-1".into(),
        counterparty: "某某石油".into(),
        stations: BTreeSet::from([station]),
        signed_on: None,
        period: Period::from_day(day("2026-01-01")),
        terminated_on: None,
        renews: None,
    }
}

/// One of each thing that is kept of a station, with the contract and the campaign that it is in.
fn business(station: StationId) -> Vec<Change> {
    let (id, campaign) = (ContractId(1), CampaignId(1));
    let period = Period::new(day("2026-06-01"), Some(day("2026-07-01"))).expect("period");
    let (mechanism, funded_by) = (Mechanism::Coupon, FundedBy::Shared);
    let offer = Campaign { code: "A-1".into(), name: "夏".into(), mechanism, funded_by, period, budget: None };
    let (component, from) = (Component::Commission, day("2026-01-01"));
    let tariff = Tariff::PercentOfGmv("2.5%".parse().expect("rate"));
    let term = FeeTerm { component, tariff, payer: Some("油站".into()), payee: None, period: Period::from_day(from) };
    let mut days = [None; MOST_DAYS];
    days[2] = Some(DayFacts { orders: 7, gmv: "120.5".parse().expect("amount"), ..DayFacts::default() });
    let note = Note { at: day("2026-05-01"), author: None, text: "拜访站长".into() };
    vec![
        Change::Contract { id, diff: Box::new(made(contract(station))) },
        Change::Fee { owner: FeeOwner::Station(station), component, from, diff: Box::new(made(term)) },
        Change::Performance {
            station,
            month: Month::of(day("2026-05-01")),
            diff: made(MonthFacts::new(&days).expect("a day")),
        },
        Change::Campaign { id: campaign, diff: Box::new(made(offer)) },
        Change::Participation { campaign, station, diff: made(period) },
        Change::Note { station, number: 1, diff: Box::new(made(note)) },
    ]
}

#[tokio::test]
async fn everything_that_is_kept_of_a_station_is_told_and_goes_with_it() {
    let api = Api::new();
    let mut store = Sqlite::open(&api.folder.path().join(DATABASE)).expect("store");
    let station = store.station_ids(&["SH-1"]).expect("ids")[0].expect("station");
    let author = Author { actor: "other".into(), source: "another program".into() };
    let head = store.head().expect("head").expect("a revision").revision;
    store.commit(head, &Batch { author, changes: business(station) }).expect("commit");
    api.network.catch_up().expect("caught up");

    let shown = [
        ("note", json!({"station": "SH-1", "number": 1, "at": "2026-05-01", "author": null, "text": "拜访站长"})),
        ("participation", json!({"campaign": "A-1", "station": "SH-1", "from": "2026-06-01", "to": "2026-07-01"})),
        (
            "performance",
            json!({"station": "SH-1", "month": "2026-05", "days": [{"date": "2026-05-03", "orders": 7, "volume": "0.000",
                "gmv": "120.50", "discount_platform": "0.00", "discount_station": "0.00"}]}),
        ),
        (
            "fee",
            json!({"contract": null, "station": "SH-1", "component": "commission", "basis": "percent_of_gmv",
                "rate": "0.025000", "payer": "油站", "payee": null, "from": "2026-01-01", "to": null}),
        ),
    ];
    let path = "/api/v1/stations/SH-1";
    let items = api.json(&format!("{path}/history")).await["items"].clone();
    for (entity, after) in &shown {
        let item = items.as_array().expect("items").iter().find(|item| item["entity"] == *entity).expect(entity);
        assert_eq!((&item["action"], &item["before"], &item["after"]), (&json!("created"), &Value::Null, after));
    }

    let gone = api.send(request(Method::DELETE, path, &[], Body::empty())).await;
    assert_eq!(gone.status, StatusCode::NO_CONTENT, "{}", gone.text());
    let items = api.json(&format!("{path}/history")).await["items"].clone();
    for (entity, before) in &shown {
        let item = items.as_array().expect("items").iter().find(|item| item["entity"] == *entity).expect(entity);
        assert_eq!((&item["action"], &item["before"], &item["after"]), (&json!("deleted"), before, &Value::Null));
    }
    let head = store.head().expect("head").expect("a revision").revision;
    let left = Contract { stations: BTreeSet::new(), ..contract(station) };
    assert_eq!(store.contracts(head).expect("contracts"), [(ContractId(1), left)]);
    assert_eq!(store.verify(&mut |_| {}).expect("verification").faults, Vec::<String>::new());
}
