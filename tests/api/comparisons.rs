//! Campaigns compared: DESIGN §5's fixture over the wire, comparisons that are saved and made again, and what is wrong.

use axum::body::Body;
use axum::http::{Method, StatusCode};
use forecourt::base::date::{Day, Period};
use forecourt::base::ids::{CampaignId, StationId};
use forecourt::base::location::LonLat;
use forecourt::base::money::{Money, Volume};
use forecourt::base::month::Month;
use forecourt::domain::campaign::{Campaign, FundedBy, Mechanism};
use forecourt::domain::change::{Author, Batch, Change, Diff};
use forecourt::domain::cooperation::{Stage, StageEvent};
use forecourt::domain::performance::{DayDraft, DayFacts, MOST_DAYS, MonthFacts};
use forecourt::domain::station::{Energy, Position, Station};
use forecourt::live::Entry;
use forecourt::store::Store;
use forecourt::store::sqlite::Sqlite;
use serde_json::{Value, json};

use crate::support::{Api, DATABASE, request};

const JSON: &str = "application/json";
const COMPARISON: &str = "/api/v1/campaigns/C-1/comparison";
/// Any station may be a control.
const ANY: &str = "at=2026-04-30&controls=true";

fn author() -> Author {
    Author { actor: "test".into(), source: "test".into() }
}

fn day(text: &str) -> Day {
    text.parse().expect("date")
}

fn new<T>(after: T) -> Diff<T> {
    Diff { before: None, after: Some(after) }
}

/// A day of so many orders, each of a litre for a yuan, with a discount of so much by the platform.
fn sales(orders: u32, discount: i64) -> DayFacts {
    let money = |minor| Money::from_minor(minor).expect("kept");
    DayFacts {
        orders,
        volume: Volume::from_thousandths(i64::from(orders) * 1_000).expect("kept"),
        gmv: money(i64::from(orders) * 100),
        discount_platform: money(discount),
        discount_station: Money::ZERO,
    }
}

/// The campaign C-1 of March 2026: twelve participants T-1 to T-12 that go from 100 to 130 a day, and as many others
/// K-1 to K-12 that go from 80 to 88, 5 km apart, all known from February to March. And C-2 a month later, which has
/// two of the same participants.
pub(crate) fn campaigns(api: &Api) {
    let mut store = Sqlite::open(&api.folder.path().join(DATABASE)).expect("store");
    let head = store.head().expect("head").expect("revision").revision;
    let first = store.next_station_id().expect("id").0;
    let runs = |from, to| Period::new(day(from), Some(day(to))).expect("period");
    let periods = [runs("2026-03-02", "2026-03-30"), runs("2026-03-30", "2026-04-27")];
    let mut changes = Vec::new();
    for (id, period) in (1..).zip(periods) {
        let campaign = Campaign {
            code: format!("C-{id}"),
            name: "三月直降".into(),
            mechanism: Mechanism::PriceCut,
            funded_by: FundedBy::Platform,
            period,
            budget: Some("10000".parse().expect("amount")),
        };
        changes.push(Change::Campaign { id: CampaignId(id), diff: Box::new(new(campaign)) });
    }
    for n in 0..24_u32 {
        let id = StationId(first + n);
        let takes_part = n < 12;
        let code = if takes_part { format!("T-{}", n + 1) } else { format!("K-{}", n - 11) };
        let place = LonLat::new(100.0 + 0.05 * f64::from(n), 30.0).expect("place");
        let station = Station {
            name: code.clone(),
            code,
            energy: Some(Energy::Fuel),
            brand: None,
            operator: None,
            position: Position::wgs84(place),
            address: None,
            opened_on: None,
            closed_on: None,
            attributes: std::collections::BTreeMap::new(),
        };
        changes.push(Change::Station { id, diff: Box::new(new(station)) });
        let online = StageEvent { valid_from: day("2025-01-01"), stage: Stage::Online, note: None };
        changes.push(Change::Stage { station: id, valid_from: online.valid_from, diff: new(online) });
        for first_of in ["2026-02-01", "2026-03-01"] {
            let month = Month::of(day(first_of));
            let mut days = [None; MOST_DAYS];
            for (number, facts) in (1..=month.days()).zip(&mut days) {
                let at = month.day(number).expect("day");
                let is_on = (day("2026-03-02")..day("2026-03-30")).contains(&at);
                let (orders, discount) = match (takes_part, is_on) {
                    (true, true) => (130, 1_000),
                    (true, false) => (100, 0),
                    (false, true) => (88, 0),
                    (false, false) => (80, 0),
                };
                *facts = Some(sales(orders, discount));
            }
            let facts = MonthFacts::new(&days).expect("days");
            changes.push(Change::Performance { station: id, month, diff: new(facts) });
        }
        for (campaign, period) in (1..).zip(periods).take(if n < 2 { 2 } else { usize::from(takes_part) }) {
            let campaign = CampaignId(campaign);
            changes.push(Change::Participation { campaign, station: id, diff: new(period) });
        }
    }
    store.commit(head, &Batch { author: author(), changes }).expect("commit");
    api.network.catch_up().expect("caught up");
}

fn api() -> Api {
    let api = Api::new();
    campaigns(&api);
    api
}

/// DESIGN §5: treated 100 → 130, control 80 → 88: naive +30 %, difference-in-differences +18.2 %, 20 a day.
#[tokio::test]
async fn the_design_s_fixture_over_the_wire() {
    let api = api();
    let found = api.json(&format!("{COMPARISON}?{ANY}")).await;
    assert_eq!(
        found["question"],
        json!({"campaign": "C-1", "at": "2026-04-30", "metric": "gmv", "baseline_from": "2026-02-02",
            "baseline_to": "2026-03-02", "controls": "true", "spillover_m": 3000, "seed": 1})
    );
    let estimate = &found["estimate"];
    assert_eq!((&estimate["naive"], &estimate["uplift"]["estimate"]), (&json!(0.3), &json!(0.181_818)));
    assert_eq!(estimate["additive"], json!({"estimate": "20.00", "low": "20.00", "high": "20.00"}));
    assert_eq!(estimate["treated"], json!({"before": "100.00", "during": "130.00"}));
    assert_eq!(estimate["controls"], json!({"before": "80.00", "during": "88.00"}));
    assert_eq!((&estimate["total"]["estimate"], &estimate["station_days"]), (&json!("6720.00"), &json!(336.0)));
    assert_eq!(estimate["pre_trend"], json!({"estimate": 0.0, "low": 0.0, "high": 0.0}));
    assert_eq!(
        (&found["unit"], &found["from"], &found["to"]),
        (&json!("money"), &json!("2026-03-02"), &json!("2026-03-30"))
    );
    assert_eq!((&found["treated"]["used"], &found["controls"]["used"]), (&json!(12), &json!(12)));
    assert_eq!(found["warnings"], json!([]));
    // 10.00 a day and station for 20 orders, which brought no fee.
    let cost = &found["cost"];
    assert_eq!((&cost["discount_platform"], &cost["discount_station"]), (&json!("3360.00"), &json!("0.00")));
    assert_eq!((&cost["orders"], &cost["per_order"]), (&json!(6_720.0), &json!("0.500000")));
    assert_eq!((&cost["per_litre"], &cost["per_kwh"]), (&json!("0.500000"), &Value::Null));
    assert_eq!((&cost["channel_fee"], &cost["roi"]), (&json!("0.00"), &json!(-1.0)));
    assert_eq!((&cost["budget"], &cost["budget_use"]), (&json!("10000.00"), &json!(0.336)));
    let weeks = found["weeks"].as_array().expect("weeks");
    assert_eq!((weeks.len(), &weeks[7]["treated"], &weeks[7]["controls_index"]), (8, &json!("130.00"), &json!(110.0)));

    let orders = api.json(&format!("{COMPARISON}?{ANY}&metric=orders")).await;
    assert_eq!((&orders["unit"], &orders["estimate"]["additive"]["estimate"]), (&json!("orders"), &json!(20.0)));
    let volume = api.json(&format!("{COMPARISON}?{ANY}&metric=volume")).await;
    assert_eq!((&volume["unit"], &volume["estimate"]["total"]["high"]), (&json!("litres"), &json!(6_720.0)));
    // Of another size, so that nobody is like them: said, and not widened.
    let alone = api.json(&format!("{COMPARISON}?at=2026-04-30")).await;
    assert_eq!((&alone["estimate"], &alone["treated"]["left_out"]), (&Value::Null, &json!({"unmatched": 12})));
    assert!(alone["reason"].as_str().is_some_and(|reason| reason.contains("control")), "{alone}");
    assert_eq!(alone["warnings"][0]["kind"], "few_controls");
}

#[tokio::test]
async fn a_comparison_is_revalidated_and_changes_with_what_is_known() {
    let api = api();
    let path = format!("{COMPARISON}?{ANY}");
    let first = api.get(&path).await;
    assert_eq!(first.header("cache-control"), "no-cache");
    let again = api.get_with(&path, &[("if-none-match", first.header("etag"))]).await;
    assert_eq!(again.status, StatusCode::NOT_MODIFIED);
    let days = api.json(&format!("{COMPARISON}?{ANY}&baseline_from=2026-02-09&baseline_to=2026-02-23")).await;
    assert_eq!((&days["estimate"]["naive"], days["weeks"].as_array().map(Vec::len)), (&json!(0.3), Some(6)));
    let early = api.json(&format!("{COMPARISON}?controls=true&at=2026-03-08")).await;
    assert_eq!((&early["to"], &early["warnings"][0]["kind"]), (&json!("2026-03-09"), &json!("unfinished")));
    let before = api.json(&format!("{COMPARISON}?controls=true&at=2026-03-01")).await;
    assert_eq!((&before["from"], &before["estimate"]), (&Value::Null, &Value::Null));
}

#[tokio::test]
async fn campaigns_stand_side_by_side() {
    let api = api();
    let page = api.json(&format!("/api/v1/campaigns/comparison?codes=C-2,C-1&{ANY}")).await;
    let items = page["items"].as_array().expect("items");
    let alone = api.json(&format!("{COMPARISON}?{ANY}")).await;
    assert_eq!((items.len(), &items[1]), (2, &alone), "the same as by itself");
    assert_eq!(items[0]["question"]["campaign"], "C-2");
    let overlap = items[0]["warnings"].as_array().expect("warnings");
    let overlap = overlap.iter().find(|one| one["kind"] == "overlapping_campaigns").expect("overlap");
    assert_eq!((&overlap["stations"], &overlap["campaigns"]), (&json!(2), &json!(["C-1"])));
}

#[tokio::test]
async fn a_saved_comparison_is_made_again_after_later_corrections() {
    let api = api();
    let path = "/api/v1/campaigns/C-1/comparisons";
    let body = json!({"title": "三月复盘", "at": "2026-04-30", "controls": "true", "metric": "orders", "seed": 7});
    let saved = api.put(Method::POST, path, JSON, &body).await;
    assert_eq!(saved.status, StatusCode::CREATED, "{}", saved.text());
    assert_eq!(saved.header("location"), format!("{path}/1"));
    let of_revision: u64 = saved.header("x-revision").parse().expect("revision");
    let saved = saved.json();
    assert_eq!((&saved["number"], &saved["title"]), (&json!(1), &json!("三月复盘")));
    assert_eq!(saved["revision"], json!(of_revision - 1), "made from what was known before it was saved");
    assert_eq!(saved["answer"]["estimate"]["naive"], json!(0.3));

    // A late correction: a participant sold nothing on a day, and a control twice as much.
    for (station, orders) in [("T-1", 0), ("K-1", 176)] {
        let facts = sales(orders, 0);
        let draft = DayDraft {
            station: station.into(),
            day: day("2026-03-10"),
            orders: Some(facts.orders),
            volume: Some(facts.volume),
            gmv: Some(facts.gmv),
            discount_platform: Some(facts.discount_platform),
            discount_station: None,
        };
        api.network.enter(&author(), &Entry::Day(draft)).expect("entered");
    }
    let now = api.json(&format!("{COMPARISON}?{ANY}&metric=orders&seed=7")).await;
    assert!(now["estimate"]["naive"].as_f64().is_some_and(|naive| naive < 0.3), "{now}");
    assert_eq!(api.json(&format!("{path}/1")).await, saved, "frozen");
    let again = api.json(&format!("{path}/1/reproduce")).await;
    assert_eq!((&again["is_equal"], &again["reproduced"]), (&json!(true), &saved["answer"]));
    assert_eq!((&again["saved"], &again["revision"]), (&saved["answer"], &saved["revision"]));

    let second = api.put(Method::POST, path, JSON, &json!({"title": "again"})).await;
    assert_eq!(second.json()["number"], json!(2));
    let list = api.json(path).await;
    let titles: Vec<&str> =
        list["items"].as_array().expect("items").iter().filter_map(|item| item["title"].as_str()).collect();
    assert_eq!(titles, ["三月复盘", "again"]);
    let gone = api.send(request(Method::DELETE, &format!("{path}/1"), &[], Body::empty())).await;
    assert_eq!(gone.status, StatusCode::NO_CONTENT);
    for path in [format!("{path}/1"), format!("{path}/1/reproduce"), format!("{path}/x"), format!("{path}/9")] {
        assert_eq!(api.get(&path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    assert_eq!(api.json(path).await["items"].as_array().map(Vec::len), Some(1));
}

#[tokio::test]
async fn wrong_questions_are_named() {
    let api = api();
    let side = "/api/v1/campaigns/comparison";
    for (path, parameter) in [
        (format!("{COMPARISON}?metric=litres"), "metric"),
        (format!("{COMPARISON}?at=2026-13-01"), "at"),
        (format!("{COMPARISON}?baseline_from=2026-01-01"), "baseline_from"),
        (format!("{COMPARISON}?baseline_to=2026-01-01"), "baseline_to"),
        (format!("{COMPARISON}?baseline_from=2026-02-01&baseline_to=2026-03-03"), "baseline_to"),
        (format!("{COMPARISON}?baseline_from=2026-02-01&baseline_to=2026-02-05"), "baseline_from"),
        (format!("{COMPARISON}?baseline_from=2026-03-01&baseline_to=2026-02-01"), "baseline_from"),
        (format!("{COMPARISON}?controls=colour%20%3D%201"), "controls"),
        (format!("{COMPARISON}?spillover_m=-1"), "spillover_m"),
        (format!("{COMPARISON}?spillover_m=100001"), "spillover_m"),
        (format!("{COMPARISON}?seed=4294967296"), "seed"),
        (format!("{COMPARISON}?colour=red"), "colour"),
        (side.to_owned(), "codes"),
        (format!("{side}?codes=C-1,C-1"), "codes"),
        (format!("{side}?codes=C-1,"), "codes"),
        (format!("{side}?codes=C-1&baseline_from=2026-02-01"), "baseline_from"),
    ] {
        let answer = api.get(&path).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{path}: {}", answer.text());
        assert_eq!(answer.json()["parameter"], parameter, "{path}");
    }
    for path in
        ["/api/v1/campaigns/X/comparison", "/api/v1/campaigns/comparison?codes=X", "/api/v1/campaigns/X/comparisons"]
    {
        assert_eq!(api.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    let path = "/api/v1/campaigns/C-1/comparisons";
    for (body, field) in [
        (json!({}), "title"),
        (json!({"title": 5}), "title"),
        (json!({"title": " "}), "title"),
        (json!({"title": "x", "seed": "1"}), "seed"),
        (json!({"title": "x", "seed": 1.5}), "seed"),
        (json!({"title": "x", "at": 20_260_101}), "at"),
        (json!({"title": "x", "at": "today"}), "at"),
        (json!({"title": "x", "known_at": "2026-01-01"}), "known_at"),
        (json!({"title": "x", "controls": "colour = 1"}), "controls"),
        (json!({"title": "x", "baseline_from": "2026-02-01", "baseline_to": "2026-03-03"}), "baseline_to"),
        (json!({"title": "x", "colour": "red"}), "colour"),
    ] {
        let answer = api.put(Method::POST, path, JSON, &body).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{body}: {}", answer.text());
        assert_eq!(answer.json()["parameter"], field, "{body}");
    }
    let elsewhere = api.put(Method::POST, "/api/v1/campaigns/X/comparisons", JSON, &json!({"title": "x"})).await;
    assert_eq!(elsewhere.status, StatusCode::NOT_FOUND);
    assert_eq!(api.json(path).await["items"], json!([]), "nothing was saved");
}
