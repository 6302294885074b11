//! Days of performance: written, read with their fees, summed; and that all of it agrees with statistics, tiles and
//! accounts to the cent.

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

use crate::support::{Answer, Api, now, problem};
use crate::tiles::decode;

const DAYS: &str = "/api/v1/performance";
const JUNE: &str = "from=2026-06-01&to=2026-07-01";

const SUMS: [&str; 8] = [
    "gmv",
    "discount_platform",
    "discount_station",
    "channel_fee",
    "channel_fee_commission",
    "channel_fee_payment",
    "channel_fee_partner_share",
    "channel_fee_fixed",
];

/// Minor units of an amount; none for null.
fn cents(value: &Value) -> i64 {
    let Some(text) = value.as_str() else { return 0 };
    let (whole, fraction) = text.split_once('.').expect("an amount to the cent");
    assert_eq!(fraction.len(), 2, "{text}");
    format!("{whole}{fraction}").parse().expect("digits")
}

async fn put(api: &Api, station: &str, date: &str, orders: u32, gmv: &str, volume: &str) -> Answer {
    let body = json!({"station": station, "date": date, "orders": orders, "gmv": gmv, "volume": volume,
        "discount_platform": "1.01", "discount_station": "0.02"});
    api.write(Method::PUT, DAYS, body).await
}

/// Terms of every kind for SH-1, SH-2 and SH-3, and what they sold in June.
async fn network() -> Api {
    let api = Api::new();
    let body = json!({"number": "C-1", "counterparty": "甲", "stations": ["SH-1", "SH-2"], "signed_on": "2025-12-01",
        "from": "2026-01-01", "to": "2026-06-25"});
    api.write(Method::POST, "/api/v1/contracts", body).await;
    for (owner, name, component, basis, rate, from) in [
        ("contract", "C-1", "commission", "percent_of_gmv", "0.0233", "2026-01-01"),
        ("contract", "C-1", "fixed", "per_month", "100", "2026-06-10"),
        ("station", "SH-1", "payment", "percent_of_gmv", "0.006", "2026-06-02"),
        ("station", "SH-2", "partner_share", "per_kwh", "0.0333", "2026-01-01"),
        ("station", "SH-2", "commission", "per_order", "0.115", "2026-06-05"),
    ] {
        let body = json!({owner: name, "component": component, "basis": basis, "rate": rate, "from": from});
        api.write(Method::PUT, "/api/v1/fees", body).await;
    }
    for (station, date, orders, gmv, volume) in [
        ("SH-1", "2026-05-31", 9, "999.99", "150"),
        ("SH-1", "2026-06-01", 7, "1234.56", "150.125"),
        ("SH-1", "2026-06-02", 11, "777.77", "99.9"),
        ("SH-1", "2026-06-30", 2, "100.10", "12"),
        ("SH-2", "2026-06-04", 5, "333.33", "321.987"),
        ("SH-2", "2026-06-05", 3, "98.70", "77.7"),
        ("SH-3", "2026-06-07", 1, "45.60", "6"),
        ("SH-1", "2026-07-01", 9, "999.99", "150"),
    ] {
        assert_eq!(put(&api, station, date, orders, gmv, volume).await.status, StatusCode::CREATED);
    }
    api
}

#[tokio::test]
async fn a_day_is_written_field_by_field_and_taken_back() {
    let api = Api::new();
    let made = api.write(Method::PUT, DAYS, json!({"station": "SH-1", "date": "2026-06-01", "gmv": "120.5"})).await;
    assert_eq!((made.status, made.header("x-revision")), (StatusCode::CREATED, "4"));
    let fee = "0.00";
    let expected = json!({"station": "SH-1", "date": "2026-06-01", "orders": 0, "volume": "0.000", "unit": "litres",
        "gmv": "120.50", "discount_platform": "0.00", "discount_station": "0.00", "channel_fee": fee,
        "channel_fee_commission": fee, "channel_fee_payment": fee, "channel_fee_partner_share": fee,
        "channel_fee_fixed": fee, "revision": 4});
    assert_eq!(made.json(), expected);
    let body =
        json!({"station": "SH-1", "date": "2026-06-01", "orders": 4, "volume": "15.25", "discount_station": "3"});
    let changed = api.write(Method::PUT, DAYS, body.clone()).await;
    assert_eq!((changed.status, changed.header("x-revision")), (StatusCode::OK, "5"));
    let changed = changed.json();
    assert_eq!(
        (&changed["gmv"], &changed["orders"], &changed["volume"]),
        (&json!("120.50"), &json!(4), &json!("15.250"))
    );
    assert_eq!(api.write(Method::PUT, DAYS, body).await.header("x-revision"), "", "no change makes no revision");
    let other = json!({"station": "SH-1", "date": "2026-06-02"});
    assert_eq!(
        api.write(Method::PUT, DAYS, other).await.status,
        StatusCode::CREATED,
        "a day on which nothing was sold"
    );
    let page = api.json(&format!("{DAYS}?station=SH-1&{JUNE}")).await;
    assert_eq!((page["items"].as_array().map(Vec::len), &page["total"]["orders"]), (Some(2), &json!(4)));
    assert_eq!(
        (&page["from"], &page["to"], &page["unit"]),
        (&json!("2026-06-01"), &json!("2026-07-01"), &json!("litres"))
    );

    let path = format!("{DAYS}?station=SH-1&date=2026-06-01");
    let gone = api.delete(&path).await;
    assert_eq!((gone.status, gone.header("x-revision")), (StatusCode::NO_CONTENT, "7"));
    problem(&api.delete(&path).await, 404, None, "twice");
    let history = api.json("/api/v1/stations/SH-1/history").await;
    let months: Vec<&Value> =
        history["items"].as_array().expect("items").iter().filter(|item| item["entity"] == "performance").collect();
    assert_eq!((months.len(), &months[0]["after"]["days"][0]["date"]), (4, &json!("2026-06-02")));
    let last = api.write(Method::PUT, DAYS, json!({"station": "SH-2", "date": "2199-12-31", "orders": 1})).await.json();
    assert_eq!((&last["date"], &last["orders"], &last["unit"]), (&json!("2199-12-31"), &json!(1), &json!("kwh")));
}

/// The last day that there is lies in the periods that nobody names, and may be named: they end with the day after it.
#[tokio::test]
async fn the_last_day_of_all_lies_in_a_period() {
    let api = network().await;
    api.write(Method::PUT, DAYS, json!({"station": "SH-2", "date": "2199-12-31", "orders": 3})).await;
    let stats = "/api/v1/stats?at=2199-12-31&metrics=orders,activation_rate";
    let answer = api.json(stats).await;
    assert_eq!((&answer["from"], &answer["to"]), (&json!("2199-12-02"), &json!("2200-01-01")));
    assert_eq!(answer["total"]["values"]["orders"], 3);
    assert!(answer["total"]["values"]["activation_rate"].as_f64().is_some_and(|rate| rate > 0.0), "{answer}");
    let again = api.json(&format!("{stats}&from=2199-12-02&to=2200-01-01")).await;
    assert_eq!(again, answer);
    let series = api.json(&format!("{stats}&bucket=day&from=2199-12-30")).await;
    let orders = |row: usize| &series["rows"][row]["values"]["orders"];
    assert_eq!((orders(0), orders(1)), (&json!(0), &json!(3)));
    let account = api.json("/api/v1/stations/SH-2/account?at=2199-12-31").await;
    assert_eq!((&account["to"], &account["values"]["orders"]), (&json!("2200-01-01"), &json!(3)));
    let days = api.json(&format!("{DAYS}?station=SH-2&from=2199-12-01&to=2200-01-01")).await;
    assert_eq!(days["items"].as_array().map(Vec::len), Some(1), "{days}");
    let rows = api.json("/api/v1/stats/explain/rows?metric=orders&at=2199-12-31&part=counted").await;
    assert_eq!(rows["matched"], 1);
    let exported = api.get("/api/v1/exports/performance?from=2199-12-31").await.text();
    assert!(exported.contains("2199-12-31"), "{exported}");
    problem(&api.get(&format!("{stats}&to=2200-01-02")).await, 400, Some("to"), "beyond");
}

#[tokio::test]
async fn statistics_are_the_sum_of_the_days_to_the_cent() {
    let api = network().await;
    let mut sums = [0_i64; SUMS.len()];
    let (mut orders, mut litres, mut kwh) = (0, 0.0, 0.0);
    for station in ["SH-1", "SH-2", "SH-3"] {
        let page = api.json(&format!("{DAYS}?station={station}&{JUNE}")).await;
        let rows = page["items"].as_array().expect("items");
        for (sum, name) in sums.iter_mut().zip(SUMS) {
            let of_rows: i64 = rows.iter().map(|row| cents(&row[name])).sum();
            assert_eq!(cents(&page["total"][name]), of_rows, "{station} {name}");
            *sum += of_rows;
        }
        for row in rows {
            let parts: i64 = SUMS[4..].iter().map(|name| cents(&row[*name])).sum();
            assert_eq!(parts, cents(&row["channel_fee"]), "{row}");
            orders += row["orders"].as_u64().unwrap_or_default();
            let volume: f64 = row["volume"].as_str().map_or(0.0, |text| text.parse().expect("volume"));
            *(if station == "SH-2" { &mut kwh } else { &mut litres }) += volume;
        }
    }
    let metrics = format!("metrics=orders,volume_litres,volume_kwh,{}", SUMS.join(","));
    let stats = api.json(&format!("/api/v1/stats?at=2026-06-30&{JUNE}&{metrics}")).await;
    let values = &stats["total"]["values"];
    assert_eq!(SUMS.map(|name| cents(&values[name])), sums);
    assert!(sums.iter().all(|&sum| sum > 0), "{sums:?}");
    assert_eq!(values["orders"], orders);
    assert!((values["volume_litres"].as_f64().expect("litres") - litres).abs() < 1e-9);
    assert!((values["volume_kwh"].as_f64().expect("kwh") - kwh).abs() < 1e-9);
    // A month's amount falls due on days of which nothing is known, while the contract holds.
    let page = api.json(&format!("{DAYS}?station=SH-1&{JUNE}")).await;
    let fixed: Vec<&Value> =
        page["items"].as_array().expect("items").iter().filter(|row| row["orders"].is_null()).collect();
    assert_eq!((fixed.len(), cents(&page["total"]["channel_fee_fixed"])), (15, 5_000));
    assert_eq!((&fixed[0]["date"], &fixed[0]["gmv"]), (&json!("2026-06-10"), &Value::Null));
}

#[tokio::test]
async fn an_account_agrees_with_statistics() {
    let api = network().await;
    let catalogue = api.json("/api/v1/metrics").await;
    for (station, from, to, at) in [
        ("SH-1", "2026-06-01", "2026-07-01", "2026-06-30"),
        ("SH-1", "2026-06-02", "2026-06-12", "2026-06-20"),
        ("SH-2", "2026-05-15", "2026-06-05", "2026-06-04"),
        ("SH-3", "2025-01-01", "2027-01-01", "2026-06-30"),
        ("SH-4", "2026-06-01", "2026-07-01", "2026-06-30"),
    ] {
        let query = format!("at={at}&from={from}&to={to}");
        let account = api.json(&format!("/api/v1/stations/{station}/account?{query}")).await;
        let names: Vec<&String> = account["values"].as_object().expect("values").keys().collect();
        assert_eq!(names.len(), 16);
        let metrics = names.iter().map(|name| name.as_str()).collect::<Vec<_>>().join(",");
        let stats = api.json(&format!("/api/v1/stats?{query}&code={station}&metrics={metrics}")).await;
        // SH-4 has closed: statistics tell what it sold apart.
        let side = if station == "SH-4" { "absent" } else { "total" };
        assert_eq!(account["values"], stats[side]["values"], "{station} {query}");
        assert!(
            names.iter().all(|name| catalogue["items"]
                .as_array()
                .expect("items")
                .iter()
                .any(|item| item["id"] == **name))
        );
    }
    let account = api.json(&format!("/api/v1/stations/SH-1/account?at=2026-06-20&{JUNE}")).await;
    assert_eq!(
        (&account["contracts"][0]["number"], &account["contracts"][0]["state"]),
        (&json!("C-1"), &json!("expiring"))
    );
    let fees: Vec<(&str, Option<&str>)> = account["fees"]
        .as_array()
        .expect("fees")
        .iter()
        .filter_map(|fee| Some((fee["component"].as_str()?, fee["contract"].as_str())))
        .collect();
    assert_eq!(fees, [("commission", Some("C-1")), ("fixed", Some("C-1")), ("payment", None)]);
    let months = account["months"].as_array().expect("months");
    assert_eq!((months.len(), &months[0]["month"], &months[11]["month"]), (12, &json!("2025-07"), &json!("2026-06")));
    let buckets = "bucket=month&from=2026-05-01&to=2026-06-21&at=2026-06-20&code=SH-1&metrics=gmv,channel_fee";
    let series = api.json(&format!("/api/v1/stats?{buckets}")).await;
    for (month, row) in months[10..].iter().zip(series["rows"].as_array().expect("rows")) {
        assert_eq!((&month["gmv"], &month["channel_fee"]), (&row["values"]["gmv"], &row["values"]["channel_fee"]));
    }
    let later = api.json("/api/v1/stations/SH-1/account?to=2026-06-21").await;
    assert_eq!(
        (&later["at"], &later["from"], &later["to"]),
        (&json!("2026-06-20"), &json!("2026-05-22"), &json!("2026-06-21"))
    );
    for (at, months) in [("1900-01-01", 1), ("1900-03-31", 3), ("2199-12-31", 12)] {
        let account = api.json(&format!("/api/v1/stations/SH-1/account?at={at}&from=1900-01-01&to=1900-01-02")).await;
        assert_eq!(account["months"].as_array().map(Vec::len), Some(months), "{at}");
    }
    problem(&api.get("/api/v1/stations/XX/account").await, 404, None, "no station");
}

/// The gross merchandise value that a tile of the world tells.
async fn on_tile(api: &Api, query: &str) -> f64 {
    let tile = decode(&api.get(&format!("/tiles/stations/0/0/0?{query}&metrics=gmv")).await);
    tile.values().flatten().filter_map(|feature| feature.get("gmv")?.parse::<f64>().ok()).sum()
}

#[tokio::test]
async fn a_back_dated_correction_changes_what_was_and_not_what_was_known() {
    let api = network().await;
    let question = format!("at=2026-06-30&{JUNE}");
    let gmv = async |query: &str| {
        api.json(&format!("/api/v1/stats?{query}&metrics=gmv")).await["total"]["values"]["gmv"].clone()
    };
    assert_eq!(gmv(&question).await, "2590.06");
    let before = now();
    put(&api, "SH-1", "2026-06-02", 11, "1000.00", "99.9").await;
    let known = format!("{question}&known_at={before}");
    assert_eq!((gmv(&question).await, gmv(&known).await), (json!("2812.29"), json!("2590.06")));
    for (query, expected) in [(&question, 2812.29), (&known, 2590.06)] {
        let found = on_tile(&api, query).await;
        assert!((found - expected).abs() < 0.005, "{query}: {found}");
    }
    let day = async |query: &str| api.json(&format!("{DAYS}?station=SH-1&from=2026-06-02&to=2026-06-03{query}")).await;
    assert_eq!(day("").await["items"][0]["gmv"], "1000.00");
    let known = day(&format!("&known_at={before}")).await;
    assert_eq!((&known["items"][0]["gmv"], &known["items"][0]["channel_fee"]), (&json!("777.77"), &json!("22.79")));
    let account = api.json(&format!("/api/v1/stations/SH-1/account?{question}&known_at={before}")).await;
    assert_eq!(account["values"]["gmv"], "2112.43");
}

#[tokio::test]
async fn wrong_days_are_refused() {
    let api = Api::new();
    let whole = json!({"station": "SH-1", "date": "2026-06-01", "gmv": "100"});
    for (change, field) in [
        (json!({"station": null}), "station"),
        (json!({"station": "XX"}), "station"),
        (json!({"station": 5}), "station"),
        (json!({"date": null}), "date"),
        (json!({"date": "2026-06-31"}), "date"),
        (json!({"orders": -1}), "orders"),
        (json!({"orders": 1.5}), "orders"),
        (json!({"orders": "1"}), "orders"),
        (json!({"orders": null}), "orders"),
        (json!({"volume": 1}), "volume"),
        (json!({"volume": "-1"}), "volume"),
        (json!({"volume": "0.0001"}), "volume"),
        (json!({"gmv": "-1"}), "gmv"),
        (json!({"gmv": "1.005"}), "gmv"),
        (json!({"gmv": 1.0}), "gmv"),
        (json!({"gmv": null}), "gmv"),
        (json!({"discount_platform": "60", "discount_station": "40.01"}), "gmv"),
        (json!({"discount_station": "-1"}), "discount_station"),
        (json!({"colour": "red"}), "colour"),
    ] {
        let mut body = whole.clone();
        for (name, value) in change.as_object().expect("an object") {
            body[name] = value.clone();
        }
        problem(&api.put(Method::PUT, DAYS, "application/json", &body).await, 422, Some(field), &change.to_string());
    }
    for (query, parameter) in [
        ("station=SH-1", "date"),
        ("date=2026-06-01", "station"),
        ("station=SH-1&date=x", "date"),
        ("station=SH-1&date=2026-06-01&orders=1", "orders"),
    ] {
        problem(&api.delete(&format!("{DAYS}?{query}")).await, 400, Some(parameter), query);
    }
    problem(&api.delete(&format!("{DAYS}?station=XX&date=2026-06-01")).await, 404, None, "no station");
    problem(&api.get(&format!("{DAYS}?station=XX")).await, 404, None, "no station");
    assert_eq!(api.json("/api/v1/network").await["revision"], 3, "nothing was written");
}
