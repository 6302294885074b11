//! One stage for many stations: what would change, what changes, and what is refused.

use axum::body::Body;
use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

use crate::imports::finished;
use crate::support::{Answer, Api, problem, request};

const PATH: &str = "/api/v1/cooperation";

async fn put(api: &Api, query: &str, body: Value) -> Answer {
    api.put(Method::POST, &format!("{PATH}{query}"), "application/json", &body).await
}

async fn revision(api: &Api) -> Value {
    api.json("/api/v1/network").await["revision"].clone()
}

#[tokio::test]
async fn a_dry_run_tells_what_the_change_then_does() {
    let api = Api::new();
    let body = |dry_run: bool| {
        json!({"stations": ["SH-1", "SH-2", "SH-1", "IT-1", "SH-4"], "stage": "online", "valid_from": "2026-04-10",
            "note": "联合促销", "dry_run": dry_run})
    };
    let tried = put(&api, "", body(true)).await;
    assert_eq!(tried.status, StatusCode::OK, "{}", tried.text());
    assert_eq!(revision(&api).await, 3, "nothing was written");
    let told = tried.json();
    assert_eq!((&told["matched"], &told["changed"], &told["unchanged"]), (&json!(4), &json!(4), &json!(0)));
    assert_eq!((&told["revision"], &told["dry_run"], &told["more"]), (&Value::Null, &json!(true), &json!(0)));
    let held = |stage: &str, since: &str, until: Value, note: Value| json!({"stage": stage, "since": since, "until": until, "note": note});
    let changes = json!([
        {"station": "SH-1", "name": "世纪大道站",
            "before": held("online", "2026-04-01", json!("2026-05-01"), json!("first light")),
            "after": held("online", "2026-04-10", json!("2026-05-01"), json!("联合促销"))},
        {"station": "SH-2", "name": "张江站", "before": held("online", "2025-01-01", Value::Null, Value::Null),
            "after": held("online", "2026-04-10", Value::Null, json!("联合促销"))},
        {"station": "IT-1", "name": "Roma", "before": null,
            "after": held("online", "2026-04-10", Value::Null, json!("联合促销"))},
        {"station": "SH-4", "name": "静安站", "before": held("online", "2020-01-01", Value::Null, Value::Null),
            "after": held("online", "2026-04-10", Value::Null, json!("联合促销"))},
    ]);
    assert_eq!(told["changes"], changes);

    let done = put(&api, "", body(false)).await;
    let said = done.json();
    assert_eq!((done.header("x-revision"), &said["revision"], &said["changes"]), ("4", &json!(4), &changes));
    for code in ["SH-1", "SH-2", "IT-1", "SH-4"] {
        let timeline = api.json(&format!("/api/v1/stations/{code}/timeline")).await;
        let items = timeline["items"].as_array().expect("items");
        assert!(items.iter().any(|item| item["valid_from"] == "2026-04-10" && item["note"] == "联合促销"), "{code}");
    }
    let history = api.json("/api/v1/stations/IT-1/history").await;
    assert_eq!(history["items"][0]["source"], "bulk cooperation");

    let again = put(&api, "", body(false)).await.json();
    assert_eq!((&again["changed"], &again["unchanged"], &again["revision"]), (&json!(0), &json!(4), &Value::Null));
    assert_eq!(revision(&api).await, 4, "what makes no difference makes no revision");
}

#[tokio::test]
async fn a_question_says_which_stations() {
    let api = Api::new();
    let body = json!({"stage": "terminated", "valid_from": "2026-06-01"});
    let done = put(&api, "?within=310000&stage=online&at=2026-04-15", body.clone()).await;
    let told = done.json();
    assert_eq!(done.status, StatusCode::OK, "{told}");
    let codes: Vec<&str> =
        told["changes"].as_array().expect("changes").iter().filter_map(|c| c["station"].as_str()).collect();
    // SH-4 has closed.
    assert_eq!(codes, ["SH-1", "SH-2", "SH-3"]);
    let stages = api.json("/api/v1/stats?at=2026-06-01&group_by=stage").await;
    let terminated = stages["rows"].as_array().expect("rows").iter().find(|row| row["group"]["stage"] == "terminated");
    assert_eq!(terminated.expect("a row")["values"]["stations"], 3);
    // Nobody is left whom the question means.
    let none = put(&api, "?within=310000&stage=prospect", body).await.json();
    assert_eq!((&none["matched"], &none["revision"]), (&json!(0), &Value::Null));
}

#[tokio::test]
async fn it_is_all_of_them_or_none_unless_some_are_skipped() {
    let api = Api::new();
    let body = |more: Value| {
        let mut body = json!({"stations": ["SH-1", "XX", "YY"], "stage": "paused", "valid_from": "2026-07-01"});
        body.as_object_mut().expect("object").extend(more.as_object().expect("object").clone());
        body
    };
    let refused = put(&api, "", body(json!({}))).await;
    problem(&refused, 422, Some("stations"), "refused");
    let causes = refused.json();
    assert_eq!(causes["causes"].as_array().map(Vec::len), Some(2));
    assert_eq!(causes["causes"][0]["key"], json!({"station": "XX"}));
    assert_eq!(revision(&api).await, 3);
    let tried = put(&api, "", body(json!({"dry_run": true}))).await.json();
    assert_eq!(
        (&tried["matched"], &tried["changed"], &tried["refused"][1]["station"]),
        (&json!(1), &json!(1), &json!("YY"))
    );
    let skipped = put(&api, "", body(json!({"on_error": "skip"}))).await.json();
    assert_eq!(
        (&skipped["revision"], &skipped["changed"], &skipped["refused_more"]),
        (&json!(4), &json!(1), &json!(0))
    );
}

#[tokio::test]
async fn what_is_wrong_is_named() {
    let api = Api::new();
    let stage = json!({"stage": "paused", "valid_from": "2026-07-01"});
    let with = |name: &str, value: Value| {
        let mut body = stage.clone();
        body["stations"] = json!(["SH-1"]);
        body[name] = value;
        body
    };
    for (query, body, field) in [
        ("", stage.clone(), "stations"),
        ("?set=admin&at=2026-01-01", stage.clone(), "stations"),
        ("?stage=online", with("dry_run", json!(true)), "stations"),
        ("", with("stations", json!([])), "stations"),
        ("", with("stations", json!("SH-1")), "stations"),
        ("", with("stations", json!([1])), "stations"),
        ("", with("stage", json!("gone")), "stage"),
        ("", with("stage", Value::Null), "stage"),
        ("", with("valid_from", json!("2026-02-30")), "valid_from"),
        ("", with("note", json!("x".repeat(5_000))), "note"),
        ("", with("dry_run", json!("yes")), "dry_run"),
        ("", with("on_error", json!("ignore")), "on_error"),
        ("", with("colour", json!("red")), "colour"),
    ] {
        problem(&put(&api, query, body.clone()).await, 422, Some(field), &format!("{query} {body}"));
    }
    let many: Vec<String> = (0..100_001).map(|n| format!("S{n}")).collect();
    problem(&put(&api, "", with("stations", json!(many))).await, 422, Some("stations"), "too many");
    problem(&put(&api, "?known_at=2026-01-01T00:00:00Z", stage.clone()).await, 400, Some("known_at"), "the past");
    problem(&put(&api, "?filter=brand%20%3D", stage).await, 400, Some("filter"), "no filter");
    assert_eq!(revision(&api).await, 3);
}

#[tokio::test]
async fn a_report_tells_the_first_thousand() {
    let api = Api::empty();
    let rows: Vec<String> = (0..1_100).map(|n| format!("S{n:04},{},31.2", 121.4 + f64::from(n) / 10_000.0)).collect();
    let file = format!("code,longitude,latitude\n{}\n", rows.join("\n"));
    let import = request(Method::POST, "/api/v1/imports?kind=stations", &[], Body::from(file));
    finished(&api, api.send(import).await.header("location")).await;
    let codes: Vec<String> = (0..2_200).rev().map(|n| format!("S{n:04}")).collect();
    let body = json!({"stations": codes, "stage": "prospect", "valid_from": "2026-01-01", "on_error": "skip"});
    let told = put(&api, "", body).await.json();
    assert_eq!((&told["matched"], &told["changed"], &told["more"]), (&json!(1_100), &json!(1_100), &json!(100)));
    assert_eq!((&told["refused_more"], &told["refused"][0]["station"]), (&json!(100), &json!("S2199")));
    assert_eq!(
        (&told["changes"][0]["station"], told["changes"].as_array().map(Vec::len)),
        (&json!("S1099"), Some(1_000))
    );
    let stats = api.json("/api/v1/stats?at=2026-01-01&metrics=prospect").await;
    assert_eq!(stats["total"]["values"]["prospect"], 1_100);
}
