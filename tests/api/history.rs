//! Histories: what is kept of a station apart from itself is told, and goes with it; what regions were and are.

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
use forecourt::exchange::{Kind, Options};
use forecourt::live::import::{ImportRequest, OnError};
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
                "rate": "0.025", "payer": "油站", "payee": null, "from": "2026-01-01", "to": null}),
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

/// Imports regions into the set `mine`.
fn import(api: &Api, name: &str, text: &str) {
    let file = api.folder.path().join(name);
    std::fs::write(&file, text).expect("file");
    let request = ImportRequest {
        author: Author { actor: "steward".into(), source: format!("import {name}") },
        kind: Kind::Regions.into(),
        file,
        name: name.into(),
        options: Options { level: Some("area".into()), ..Options::default() },
        set: "mine".into(),
        dry_run: false,
        on_error: OnError::Reject,
    };
    api.network.run_import(&request, &mut |_, _| {}).expect("import");
}

#[tokio::test]
async fn the_history_of_a_group_tells_its_members_and_when() {
    let api = Api::new();
    let top = "code,name,level,parent,admin,from,to\nTOP,Top,country,,,,\n";
    import(&api, "one.csv", &format!("{top}EAST,East,area,,310000,2020-01-01,\n"));
    let then = crate::support::now();
    let members = "EAST,Far East,area,TOP,310000,2020-01-01,2026-05-01\nEAST,Far East,area,TOP,310115,2026-05-01,\n";
    import(&api, "two.csv", &format!("{top}{members}"));
    let path = "/api/v1/regions/mine/EAST/history";
    let history = api.json(path).await;
    let first = json!({"set": "mine", "code": "EAST", "name": "East", "level": "area", "parent": null, "center": null,
        "members": [{"admin": "310000", "from": "2020-01-01", "to": null}], "geometry": null});
    let second = json!({"set": "mine", "code": "EAST", "name": "Far East", "level": "area", "parent": "TOP",
        "center": null, "geometry": null, "members": [
            {"admin": "310000", "from": "2020-01-01", "to": "2026-05-01"},
            {"admin": "310115", "from": "2026-05-01", "to": null}]});
    assert_eq!((&history["set"], &history["code"]), (&json!("mine"), &json!("EAST")));
    let items = history["items"].as_array().expect("items");
    let said: Vec<_> = items.iter().map(|item| (&item["entity"], &item["action"], &item["source"])).collect();
    let [region, created, changed, one, two] =
        ["region", "created", "changed", "import one.csv", "import two.csv"].map(|text| json!(text));
    assert_eq!(said, [(&region, &changed, &two), (&region, &created, &one)]);
    assert_eq!((&items[0]["before"], &items[0]["after"]), (&first, &second));
    assert_eq!((&items[1]["before"], &items[1]["after"]), (&Value::Null, &first));
    let known = api.json(&format!("{path}?known_at={then}")).await;
    assert_eq!(known["items"].as_array().map(Vec::len), Some(1));
    assert_eq!(api.get("/api/v1/regions/mine/WEST/history").await.status, StatusCode::NOT_FOUND);
    assert_eq!(api.get("/api/v1/regions/none/EAST/history").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_history_of_a_polygon_tells_by_how_much_it_changed() {
    let api = Api::new();
    let field = |name: &str, east: f64| {
        json!({"type": "Feature", "properties": {"code": "F", "name": name}, "geometry": {"type": "Polygon",
            "coordinates": [[[120.0, 30.0], [east, 30.0], [east, 31.0], [120.0, 31.0], [120.0, 30.0]]]}})
    };
    for (name, east) in [("Field", 121.0), ("Meadow", 121.0), ("Meadow", 122.0)] {
        let collection = json!({"type": "FeatureCollection", "features": [field(name, east)]});
        import(&api, "field.geojson", &collection.to_string());
    }
    let items = api.json("/api/v1/regions/mine/F/history").await["items"].clone();
    let geometries: Vec<&Value> = (0..3).map(|at| &items[at]["after"]["geometry"]).collect();
    // A degree square at 30° N has 10,653 km².
    let area = geometries[2]["area_km2"].as_f64().expect("area");
    assert!((area - 10_653.3).abs() < 1.0, "{area}");
    assert_eq!(geometries[2], &json!({"polygons": 1, "points": 4, "area_km2": area}));
    assert_eq!(geometries[1]["change"], Value::Null, "only the name changed");
    let change = &geometries[0]["change"];
    assert_eq!((&change["points_added"], &change["points_removed"]), (&json!(2), &json!(2)));
    assert!((change["area_km2"].as_f64().expect("area") - area).abs() < 1e-3, "{change}");
}
