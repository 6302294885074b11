//! Contracts: what is written is what is read, how they stand on a day, where they overlap, and their history.

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

use crate::support::{Api, now, problem};

const CONTRACTS: &str = "/api/v1/contracts";

/// A contract over some stations, signed when it begins.
async fn contract(api: &Api, number: &str, stations: &[&str], from: &str, to: Option<&str>) {
    let body = json!({"number": number, "counterparty": format!("甲方 {number}"), "stations": stations,
        "signed_on": from, "from": from, "to": to});
    api.write(Method::POST, CONTRACTS, body).await;
}

fn numbers(page: &Value) -> Vec<&str> {
    page["items"].as_array().expect("items").iter().filter_map(|item| item["number"].as_str()).collect()
}

#[tokio::test]
async fn a_contract_lives_and_dies() {
    let api = Api::new();
    let body = json!({"number": "HT 1/甲", "counterparty": "某某石油", "stations": ["SH-2", "SH-1"],
        "signed_on": "2025-12-10", "from": "2026-01-01", "to": "2027-01-01"});
    let created = api.write(Method::POST, CONTRACTS, body.clone()).await;
    let path = created.header("location").to_owned();
    assert_eq!((created.status, created.header("x-revision")), (StatusCode::CREATED, "4"));
    assert_eq!(path, "/api/v1/contracts/HT%201%2F%E7%94%B2");
    let read = api.json(&format!("{path}?at=2026-06-30")).await;
    let expected = json!({"number": "HT 1/甲", "counterparty": "某某石油", "stations_count": 2,
        "signed_on": "2025-12-10", "from": "2026-01-01", "to": "2027-01-01", "terminated_on": null, "renews": null,
        "state": "active", "stations": ["SH-1", "SH-2"], "fees": [], "overlaps": [], "at": "2026-06-30",
        "revision": 4});
    assert_eq!(read, expected);
    problem(&api.put(Method::POST, CONTRACTS, "application/json", &body).await, 409, None, "twice");

    let patch = json!({"number": "HT 1/甲", "to": null, "terminated_on": "2026-10-01", "stations": ["SH-3"]});
    let patched = api.put(Method::PATCH, &path, "application/merge-patch+json", &patch).await;
    assert_eq!((patched.status, patched.header("x-revision")), (StatusCode::OK, "5"), "{}", patched.text());
    let patched = patched.json();
    assert_eq!((&patched["to"], &patched["stations"]), (&Value::Null, &json!(["SH-3"])));
    assert_eq!((&patched["counterparty"], &patched["signed_on"]), (&json!("某某石油"), &json!("2025-12-10")));
    let same = api.write(Method::PATCH, &path, json!({"stations": ["SH-3"]})).await;
    assert_eq!(same.header("x-revision"), "", "no change makes no revision");
    let cleared = api.write(Method::PATCH, &path, json!({"stations": null})).await.json();
    assert_eq!((&cleared["stations"], &cleared["stations_count"]), (&json!([]), &json!(0)));

    let gone = api.delete(&path).await;
    assert_eq!((gone.status, gone.header("x-revision")), (StatusCode::NO_CONTENT, "7"));
    problem(&api.get(&path).await, 404, None, "gone");
    problem(&api.delete(&path).await, 404, None, "gone");
    problem(&api.put(Method::PATCH, &path, "application/json", &json!({})).await, 404, None, "gone");
    let history = api.json(&format!("{path}/history")).await;
    let items = history["items"].as_array().expect("items");
    let actions: Vec<&str> = items.iter().filter_map(|item| item["action"].as_str()).collect();
    assert_eq!(actions, ["deleted", "changed", "changed", "created"]);
    assert_eq!((&history["contract"], &items[0]["after"]), (&json!("HT 1/甲"), &Value::Null));
    assert_eq!(items[2]["before"]["stations"], json!(["SH-1", "SH-2"]));
    problem(&api.get("/api/v1/contracts/none/history").await, 404, None, "never was");
    // The number may be taken again.
    assert_eq!(api.write(Method::POST, CONTRACTS, body).await.status, StatusCode::CREATED);
}

#[tokio::test]
async fn lists_say_how_contracts_stand_on_a_day() {
    let api = Api::new();
    contract(&api, "C-1", &["SH-1"], "2026-01-01", Some("2026-09-01")).await;
    contract(&api, "C-2", &["SH-1", "SH-2"], "2026-09-01", None).await;
    contract(&api, "C-3", &["BJ-1"], "2025-01-01", Some("2026-06-01")).await;
    contract(&api, "C-4", &["BJ-1"], "2026-02-01", Some("2028-01-01")).await;
    api.write(Method::PATCH, "/api/v1/contracts/C-4", json!({"terminated_on": "2026-06-15"})).await;
    api.write(Method::POST, CONTRACTS, json!({"number": "C-5", "counterparty": "Zeta", "from": "2026-01-01"})).await;
    let at = "/api/v1/contracts?at=2026-06-30";
    let page = api.json(at).await;
    let states: Vec<&str> =
        page["items"].as_array().expect("items").iter().filter_map(|item| item["state"].as_str()).collect();
    assert_eq!(states, ["expiring", "draft", "expired", "terminated", "draft"]);
    assert_eq!((&page["matched"], &page["at"], &page["next"]), (&json!(5), &json!("2026-06-30"), &Value::Null));
    for (query, expected) in [
        ("state=active,expiring", vec!["C-1"]),
        ("state=draft", vec!["C-2", "C-5"]),
        ("state=terminated", vec!["C-4"]),
        ("station=SH-1", vec!["C-1", "C-2"]),
        ("station=SH-1&state=draft", vec!["C-2"]),
        ("station=IT-1", vec![]),
        ("counterparty=zeta", vec!["C-5"]),
        ("number=c-", vec!["C-1", "C-2", "C-3", "C-4", "C-5"]),
        ("sort=-number", vec!["C-5", "C-4", "C-3", "C-2", "C-1"]),
        ("sort=to", vec!["C-3", "C-1", "C-4", "C-2", "C-5"]),
        ("sort=-to", vec!["C-4", "C-1", "C-3", "C-2", "C-5"]),
        ("sort=signed_on", vec!["C-3", "C-1", "C-4", "C-2", "C-5"]),
    ] {
        assert_eq!(numbers(&api.json(&format!("{at}&{query}")).await), expected, "{query}");
    }
    problem(&api.get(&format!("{at}&station=XX")).await, 404, None, "no station");
    let mut seen = Vec::new();
    let mut cursor = String::new();
    loop {
        let page = api.json(&format!("{at}&sort=-from&limit=2{cursor}")).await;
        assert_eq!(page["matched"], 5);
        seen.extend(numbers(&page).into_iter().map(str::to_owned));
        let Some(next) = page["next"].as_str() else { break };
        problem(&api.get(&format!("{at}&sort=from&cursor={next}")).await, 400, Some("cursor"), "another order");
        cursor = format!("&cursor={next}");
    }
    assert_eq!(seen, ["C-2", "C-4", "C-1", "C-5", "C-3"]);
}

#[tokio::test]
async fn lists_are_of_the_stations_that_a_question_means() {
    let api = Api::new();
    contract(&api, "C-1", &["SH-1", "BJ-1"], "2026-01-01", Some("2026-07-01")).await;
    contract(&api, "C-2", &["SH-2"], "2026-01-01", Some("2026-07-31")).await;
    contract(&api, "C-3", &["BJ-2"], "2026-01-01", Some("2026-09-28")).await;
    contract(&api, "C-4", &["SH-4"], "2026-01-01", Some("2026-09-01")).await;
    contract(&api, "C-5", &[], "2026-01-01", Some("2026-08-01")).await;
    contract(&api, "C-6", &["IT-1", "BJ-2"], "2026-01-01", None).await;
    let at = "at=2026-06-30";
    for (query, expected) in [
        ("", vec!["C-1", "C-2", "C-3", "C-4", "C-5", "C-6"]),
        ("open=true", vec!["C-1", "C-2", "C-3", "C-6"]),
        ("within=310000", vec!["C-1", "C-2", "C-4"]),
        ("within=310000&open=true", vec!["C-1", "C-2"]),
        ("within=110000", vec!["C-1", "C-3", "C-6"]),
        ("brand=nio", vec!["C-2", "C-3", "C-6"]),
        ("filter=code%20LIKE%20'IT%25'", vec!["C-6"]),
        ("stage=paused", vec!["C-1"]),
        ("within=110000&stage=online&state=expiring", vec!["C-3"]),
        ("station=BJ-1&within=310000", vec!["C-1"]),
        ("ends=2026-07-31", vec!["C-2"]),
        ("ends=2026-07-01..2026-08-01", vec!["C-1", "C-2"]),
        ("ends=..2026-07-31", vec!["C-1"]),
        ("ends=2026-09-01..", vec!["C-3", "C-4"]),
    ] {
        assert_eq!(numbers(&api.json(&format!("{CONTRACTS}?{at}&{query}")).await), expected, "{query}");
    }
    // Every number agrees with every other.
    for question in ["", "&within=310000", "&within=110000", "&brand=nio", "&stage=online,none", "&energy=none"] {
        for (states, metric) in [("expiring", "contracts_expiring_90d"), ("active,expiring", "contracts_active")] {
            let list = api.json(&format!("{CONTRACTS}?{at}&open=true&state={states}&limit=1{question}")).await;
            let stats = api.json(&format!("/api/v1/stats?{at}&metrics={metric}{question}")).await;
            assert_eq!(list["matched"], stats["total"]["values"][metric], "{metric}{question}");
        }
    }
}

#[tokio::test]
async fn lists_name_the_contract_that_renews() {
    let api = Api::new();
    contract(&api, "C-1", &["SH-1"], "2025-01-01", Some("2026-07-01")).await;
    contract(&api, "C-2", &["SH-2"], "2026-01-01", Some("2026-08-01")).await;
    for (number, from, signed_on) in [("R-2", "2026-07-01", None), ("R-1", "2027-01-01", Some("2026-06-01"))] {
        let body =
            json!({"number": number, "counterparty": "甲", "from": from, "signed_on": signed_on, "renews": "C-1"});
        api.write(Method::POST, CONTRACTS, body).await;
    }
    let renewed = |page: Value| {
        page["items"].as_array().expect("items").iter().map(|item| item["renewed_by"].clone()).collect::<Vec<_>>()
    };
    let last = json!({"number": "R-1", "from": "2027-01-01", "signed_on": "2026-06-01", "state": "draft"});
    let list = api.json("/api/v1/contracts?at=2026-06-30").await;
    assert_eq!(renewed(list), [last, Value::Null, Value::Null, Value::Null]);
    api.delete("/api/v1/contracts/R-1").await;
    // On another page than the one that it renews.
    let page = api.json("/api/v1/contracts?at=2026-07-01&limit=1").await;
    assert_eq!(renewed(page), [json!({"number": "R-2", "from": "2026-07-01", "signed_on": null, "state": "draft"})]);
}

#[tokio::test]
async fn lists_are_files_too() {
    let api = Api::new();
    contract(&api, "C-1", &["SH-2", "BJ-1"], "2026-01-01", Some("2026-09-01")).await;
    contract(&api, "C-2", &["SH-1"], "2026-01-01", Some("2026-07-15")).await;
    contract(&api, "C-3", &["SH-1"], "2025-01-01", Some("2026-01-01")).await;
    let path = "/api/v1/contracts?at=2026-06-30&state=expiring&sort=to";
    let answer = api.get(&format!("{path}&format=csv")).await;
    let expected = "number,counterparty,stations,signed_on,from,to,terminated_on,renews,state\n\
                    C-2,甲方 C-2,SH-1,2026-01-01,2026-01-01,2026-07-15,,,expiring\n\
                    C-1,甲方 C-1,BJ-1;SH-2,2026-01-01,2026-01-01,2026-09-01,,,expiring\n";
    assert_eq!((answer.status, answer.text().as_str()), (StatusCode::OK, expected));
    assert_eq!(answer.header("content-disposition"), "attachment; filename=\"contracts-2026-06-30.csv\"");
    let workbook = api.get(&format!("{path}&format=xlsx&headers=zh")).await;
    let media = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    assert_eq!((workbook.status, workbook.header("content-type")), (StatusCode::OK, media));
    for (query, parameter) in [("format=csv&limit=5", "limit"), ("headers=zh", "headers"), ("format=pdf", "format")] {
        problem(&api.get(&format!("{path}&{query}")).await, 400, Some(parameter), query);
    }
}

#[tokio::test]
async fn overlaps_are_reported() {
    let api = Api::new();
    contract(&api, "C-1", &["SH-1", "SH-2"], "2026-01-01", Some("2027-01-01")).await;
    contract(&api, "C-2", &["SH-1", "SH-3"], "2026-06-01", None).await;
    contract(&api, "C-3", &["SH-1", "SH-2"], "2026-12-01", Some("2027-06-01")).await;
    contract(&api, "C-4", &["SH-2"], "2027-06-01", None).await;
    let overlap = |station: &str, first: &str, second: &str, from: &str, to: &str| json!({"station": station, "first": first, "second": second, "from": from, "to": to});
    let expected = [
        overlap("SH-1", "C-1", "C-2", "2026-06-01", "2027-01-01"),
        overlap("SH-1", "C-1", "C-3", "2026-12-01", "2027-01-01"),
        overlap("SH-1", "C-2", "C-3", "2026-12-01", "2027-06-01"),
        overlap("SH-2", "C-1", "C-3", "2026-12-01", "2027-01-01"),
    ];
    let path = "/api/v1/contracts/overlaps";
    let page = api.json(path).await;
    assert_eq!((&page["items"], &page["matched"]), (&json!(expected), &json!(4)));
    assert_eq!(api.json(&format!("{path}?station=SH-2")).await["items"], json!(expected[3..]));
    let of_two = json!([&expected[0], &expected[2]]);
    assert_eq!(api.json(&format!("{path}?contract=C-2")).await["items"], of_two);
    assert_eq!(api.json("/api/v1/contracts/C-2").await["overlaps"], of_two);
    assert_eq!(api.json(&format!("{path}?contract=C-1&station=SH-2")).await["items"], json!(expected[3..]));
    let mut seen = Vec::new();
    let mut cursor = String::new();
    loop {
        let page = api.json(&format!("{path}?limit=1{cursor}")).await;
        seen.extend(page["items"].as_array().cloned().unwrap_or_default());
        let Some(next) = page["next"].as_str() else { break };
        cursor = format!("&cursor={next}");
    }
    assert_eq!(seen, expected);
    for query in ["station=XX", "contract=XX"] {
        problem(&api.get(&format!("{path}?{query}")).await, 404, None, query);
    }
    // A station that is gone is in no contract.
    assert_eq!(api.delete("/api/v1/stations/SH-1").await.status, StatusCode::NO_CONTENT);
    assert_eq!(api.json(path).await["items"], json!(expected[3..]));
    assert_eq!(api.json("/api/v1/contracts/C-1").await["stations"], json!(["SH-2"]));
}

#[tokio::test]
async fn wrong_contracts_are_refused() {
    let api = Api::new();
    let whole = json!({"number": "C-1", "counterparty": "甲", "from": "2026-01-01"});
    for (change, field) in [
        (json!({"number": null}), "number"),
        (json!({"number": ""}), "number"),
        (json!({"counterparty": null}), "counterparty"),
        (json!({"counterparty": " "}), "counterparty"),
        (json!({"from": null}), "from"),
        (json!({"from": "2026-02-30"}), "from"),
        (json!({"to": "2026-01-01"}), "to"),
        (json!({"to": "2027-01-01", "terminated_on": "2027-01-02"}), "terminated_on"),
        (json!({"stations": ["SH-1", "XX"]}), "stations"),
        (json!({"stations": "SH-1"}), "stations"),
        (json!({"renews": "C-0"}), "renews"),
        (json!({"renews": "C-1"}), "renews"),
        (json!({"colour": "red"}), "colour"),
    ] {
        let mut body = whole.clone();
        for (name, value) in change.as_object().expect("an object") {
            body[name] = value.clone();
        }
        problem(&api.put(Method::POST, CONTRACTS, "application/json", &body).await, 422, Some(field), field);
    }
    problem(
        &api.put(Method::POST, CONTRACTS, "application/json", &json!({"number": "N"})).await,
        422,
        Some("from"),
        "-",
    );
    problem(&api.put(Method::POST, CONTRACTS, "text/plain", &whole).await, 415, Some("Content-Type"), "type");
    assert_eq!(api.json("/api/v1/network").await["revision"], 3, "nothing was written");
    api.write(Method::POST, CONTRACTS, whole).await;
    let renamed = api.put(Method::PATCH, "/api/v1/contracts/C-1", "application/json", &json!({"number": "C-2"})).await;
    problem(&renamed, 422, Some("number"), "renamed");
    let nobody =
        api.put(Method::PATCH, "/api/v1/contracts/C-9", "application/json", &json!({"to": "2020-01-01"})).await;
    problem(&nobody, 404, None, "nobody");
}

#[tokio::test]
async fn a_contract_may_cover_very_many_stations() {
    let api = Api::new();
    let stations: Vec<String> = (0..40_000).map(|number| format!("NONE-{number:05}")).collect();
    let body = json!({"number": "C-1", "counterparty": "甲", "from": "2026-01-01", "stations": stations});
    // Read to its end, and refused for what it says.
    problem(&api.put(Method::POST, CONTRACTS, "application/json", &body).await, 422, Some("stations"), "many");
}

#[tokio::test]
async fn what_was_known_of_contracts_stays_known() {
    let api = Api::new();
    contract(&api, "C-1", &["SH-1"], "2026-01-01", None).await;
    let before = now();
    api.write(Method::PATCH, "/api/v1/contracts/C-1", json!({"signed_on": null})).await;
    let path = "/api/v1/contracts/C-1?at=2026-06-30";
    assert_eq!(api.json(path).await["state"], "draft", "as it was");
    let known = api.get(&format!("{path}&known_at={before}")).await;
    assert_eq!(known.json()["state"], "active", "as it was known");
    assert_eq!(known.header("cache-control"), "public, max-age=31536000, immutable");
    let list = api.get(&format!("{CONTRACTS}?at=2026-06-30")).await;
    assert_eq!((list.header("cache-control"), list.header("x-revision")), ("no-cache", "5"));
    let again = api.get_with(&format!("{CONTRACTS}?at=2026-06-30"), &[("if-none-match", list.header("etag"))]).await;
    assert_eq!(again.status, StatusCode::NOT_MODIFIED);
    let stats = "/api/v1/stats?at=2026-06-30&metrics=contracts_active";
    assert_eq!(api.json(stats).await["total"]["values"]["contracts_active"], 0);
    let known = api.json(&format!("{stats}&known_at={before}")).await;
    assert_eq!(known["total"]["values"]["contracts_active"], 1);
}
