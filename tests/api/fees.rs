//! Fee terms: put, changed, ended and taken away; and what counts for a station on a day.

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

use crate::support::{Api, now, problem};

const FEES: &str = "/api/v1/fees";

/// A network with one contract over two stations.
async fn network() -> Api {
    let api = Api::new();
    let body = json!({"number": "C-1", "counterparty": "甲", "stations": ["SH-1", "SH-2"], "signed_on": "2025-12-01",
        "from": "2026-01-01", "to": "2027-01-01"});
    api.write(Method::POST, "/api/v1/contracts", body).await;
    api
}

fn rates(page: &Value) -> Vec<String> {
    let owner = |item: &Value| item["contract"].as_str().or(item["station"].as_str()).expect("an owner").to_owned();
    let show = |item: &Value| format!("{} {} {}", owner(item), item["component"].as_str().expect("text"), item["rate"]);
    page["items"].as_array().expect("items").iter().map(|item| show(item).replace('"', "")).collect()
}

#[tokio::test]
async fn a_term_is_made_changed_and_taken_away() {
    let api = network().await;
    let body = json!({"contract": "C-1", "component": "commission", "basis": "percent_of_gmv", "rate": "2.50%",
        "from": "2026-01-01", "payer": "油站", "payee": "平台"});
    let made = api.write(Method::PUT, FEES, body).await;
    assert_eq!((made.status, made.header("x-revision")), (StatusCode::CREATED, "5"));
    let expected = json!({"contract": "C-1", "station": null, "component": "commission", "basis": "percent_of_gmv",
        "rate": "0.025", "from": "2026-01-01", "to": null, "payer": "油站", "payee": "平台"});
    assert_eq!(made.json(), expected);
    // The same key again: what is left out stays, null clears.
    let body = json!({"contract": "C-1", "component": "commission", "basis": "per_order", "rate": "0.35",
        "from": "2026-01-01", "to": "2026-07-01", "payer": null});
    let changed = api.write(Method::PUT, FEES, body.clone()).await;
    assert_eq!((changed.status, changed.header("x-revision")), (StatusCode::OK, "6"));
    let changed = changed.json();
    assert_eq!(
        (&changed["basis"], &changed["rate"], &changed["to"]),
        (&json!("per_order"), &json!("0.35"), &json!("2026-07-01"))
    );
    assert_eq!((&changed["payer"], &changed["payee"]), (&Value::Null, &json!("平台")));
    assert_eq!(api.write(Method::PUT, FEES, body).await.header("x-revision"), "", "no change makes no revision");
    assert_eq!(api.json("/api/v1/contracts/C-1").await["fees"], json!([changed]));

    let path = format!("{FEES}?contract=C-1&component=commission&from=2026-01-01");
    let gone = api.delete(&path).await;
    assert_eq!((gone.status, gone.header("x-revision")), (StatusCode::NO_CONTENT, "7"), "{}", gone.text());
    problem(&api.delete(&path).await, 404, None, "twice");
    let history = api.json("/api/v1/contracts/C-1/history").await;
    let fees: Vec<&Value> =
        history["items"].as_array().expect("items").iter().filter(|item| item["entity"] == "fee").collect();
    assert_eq!(fees.len(), 3);
    assert_eq!((&fees[0]["action"], &fees[2]["after"]["rate"]), (&json!("deleted"), &json!("0.025")));
}

/// Terms of the contract and of SH-1, some of which have ended.
async fn terms(api: &Api) {
    for (owner, component, basis, rate, from, to) in [
        (("contract", "C-1"), "commission", "percent_of_gmv", "0.03", "2025-01-01", Some("2026-06-01")),
        (("contract", "C-1"), "commission", "percent_of_gmv", "0.025", "2026-06-01", None),
        (("contract", "C-1"), "fixed", "per_month", "300", "2026-01-01", None),
        (("station", "SH-1"), "commission", "percent_of_gmv", "0.02", "2026-06-15", Some("2026-07-01")),
        (("station", "SH-3"), "payment", "per_litre", "0.05", "2026-01-01", None),
    ] {
        let body =
            json!({owner.0: owner.1, "component": component, "basis": basis, "rate": rate, "from": from, "to": to});
        api.write(Method::PUT, FEES, body).await;
    }
}

#[tokio::test]
async fn terms_are_listed_by_owner_component_and_day() {
    let api = network().await;
    terms(&api).await;
    for (query, expected) in [
        (
            "",
            vec![
                "C-1 commission 0.03",
                "C-1 commission 0.025",
                "C-1 fixed 300.00",
                "SH-1 commission 0.02",
                "SH-3 payment 0.05",
            ],
        ),
        (
            "?at=2026-06-20",
            vec!["C-1 commission 0.025", "C-1 fixed 300.00", "SH-1 commission 0.02", "SH-3 payment 0.05"],
        ),
        ("?contract=C-1", vec!["C-1 commission 0.03", "C-1 commission 0.025", "C-1 fixed 300.00"]),
        ("?contract=C-1&component=fixed,payment", vec!["C-1 fixed 300.00"]),
        ("?station=SH-2&at=2026-05-31", vec!["C-1 commission 0.03", "C-1 fixed 300.00"]),
        (
            "?station=SH-1&component=commission",
            vec!["C-1 commission 0.03", "C-1 commission 0.025", "SH-1 commission 0.02"],
        ),
        ("?station=SH-3&contract=C-1", vec![]),
        ("?station=SH-1&effective=true&at=2026-06-14", vec!["C-1 commission 0.025", "C-1 fixed 300.00"]),
        ("?station=SH-1&effective=true&at=2026-06-15", vec!["C-1 fixed 300.00", "SH-1 commission 0.02"]),
        ("?station=SH-1&effective=true&at=2026-07-01&component=commission", vec!["C-1 commission 0.025"]),
        ("?station=SH-1&effective=true&at=2025-12-31", vec![]),
        ("?station=SH-3&effective=true&at=2026-06-15", vec!["SH-3 payment 0.05"]),
    ] {
        let page = api.json(&format!("{FEES}{query}")).await;
        assert_eq!(rates(&page), expected, "{query}");
        assert_eq!(page["matched"].as_u64(), Some(expected.len() as u64), "{query}");
    }
    assert_eq!(api.json(FEES).await["at"], Value::Null);
    let mut seen = Vec::new();
    let mut cursor = String::new();
    loop {
        let page = api.json(&format!("{FEES}?limit=2{cursor}")).await;
        seen.extend(rates(&page));
        let Some(next) = page["next"].as_str() else { break };
        cursor = format!("&cursor={next}");
    }
    assert_eq!(seen, rates(&api.json(FEES).await));
    for query in ["station=XX", "contract=XX", "station=XX&effective=true"] {
        problem(&api.get(&format!("{FEES}?{query}")).await, 404, None, query);
    }
}

#[tokio::test]
async fn wrong_terms_are_refused() {
    let api = network().await;
    terms(&api).await;
    let whole = json!({"station": "SH-1", "component": "payment", "basis": "percent_of_gmv", "rate": "0.006",
        "from": "2026-01-01"});
    for (change, field) in [
        (json!({"station": null}), "contract"),
        (json!({"contract": "C-1"}), "station"),
        (json!({"station": "XX"}), "station"),
        (json!({"station": null, "contract": "XX"}), "contract"),
        (json!({"component": "tips"}), "component"),
        (json!({"component": null}), "component"),
        (json!({"basis": "per_smile"}), "basis"),
        (json!({"rate": 0.006}), "rate"),
        (json!({"rate": "6"}), "rate"),
        (json!({"basis": "per_month", "rate": "-1"}), "rate"),
        (json!({"from": null}), "from"),
        (json!({"to": "2026-01-01"}), "to"),
        (json!({"payer": "x".repeat(201)}), "payer"),
        (json!({"colour": "red"}), "colour"),
        // Two terms of one owner and component share no day.
        (json!({"component": "commission", "from": "2026-06-20"}), "from"),
        (json!({"component": "commission", "from": "2026-06-01"}), "from"),
    ] {
        let mut body = whole.clone();
        for (name, value) in change.as_object().expect("an object") {
            body[name] = value.clone();
        }
        problem(&api.put(Method::PUT, FEES, "application/json", &body).await, 422, Some(field), &change.to_string());
    }
    for (query, parameter) in [
        ("component=payment&from=2026-01-01", "contract"),
        ("contract=C-1&station=SH-1&component=payment&from=2026-01-01", "station"),
        ("contract=C-1&from=2026-01-01", "component"),
        ("contract=C-1&component=tips&from=2026-01-01", "component"),
        ("contract=C-1&component=fixed", "from"),
        ("contract=C-1&component=fixed&from=x", "from"),
    ] {
        problem(&api.delete(&format!("{FEES}?{query}")).await, 400, Some(parameter), query);
    }
    for owner in ["contract=XX", "station=XX", "station=SH-2"] {
        problem(&api.delete(&format!("{FEES}?{owner}&component=fixed&from=2026-01-01")).await, 404, None, owner);
    }
    assert_eq!(api.json("/api/v1/network").await["revision"], 9, "nothing was written");
}

#[tokio::test]
async fn a_back_dated_term_changes_what_was_and_not_what_was_known() {
    let api = network().await;
    let day = json!({"station": "SH-1", "date": "2026-06-10", "orders": 3, "gmv": "1000"});
    api.write(Method::PUT, "/api/v1/performance", day).await;
    let before = now();
    terms(&api).await;
    let stats = "/api/v1/stats?at=2026-06-30&from=2026-06-10&to=2026-06-11&code=SH-1&metrics=channel_fee,missing_fee";
    let now = api.json(stats).await;
    assert_eq!(now["total"]["values"], json!({"channel_fee": "35.00", "missing_fee": 0}), "25.00 and a day of 300");
    let known = api.json(&format!("{stats}&known_at={before}")).await;
    assert_eq!(known["total"]["values"], json!({"channel_fee": "0.00", "missing_fee": 1}));
    let listed = api.json(&format!("{FEES}?known_at={before}")).await;
    assert_eq!((&listed["items"], &listed["revision"]), (&json!([]), &json!(5)));
}
