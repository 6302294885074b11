//! Campaigns and who takes part in them.

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

use crate::support::{Api, codes, now, problem};

const CAMPAIGNS: &str = "/api/v1/campaigns";

async fn campaign(api: &Api, code: &str, mechanism: &str, funded_by: &str, from: &str, to: Option<&str>) {
    let body = json!({"code": code, "mechanism": mechanism, "funded_by": funded_by, "from": from, "to": to});
    api.write(Method::POST, CAMPAIGNS, body).await;
}

#[tokio::test]
async fn a_campaign_lives_and_dies() {
    let api = Api::new();
    let body = json!({"code": "618/a", "name": "618 大促", "mechanism": "coupon", "funded_by": "shared",
        "from": "2026-06-01", "to": "2026-06-19", "budget": "200000"});
    let created = api.write(Method::POST, CAMPAIGNS, body.clone()).await;
    let path = created.header("location").to_owned();
    assert_eq!((created.status, created.header("x-revision")), (StatusCode::CREATED, "4"));
    assert_eq!(path, "/api/v1/campaigns/618%2Fa");
    let expected = json!({"code": "618/a", "name": "618 大促", "mechanism": "coupon", "funded_by": "shared",
        "from": "2026-06-01", "to": "2026-06-19", "budget": "200000.00", "state": "running", "stations_count": 0,
        "at": "2026-06-18", "revision": 4});
    assert_eq!(api.json(&format!("{path}?at=2026-06-18")).await, expected);
    problem(&api.put(Method::POST, CAMPAIGNS, "application/json", &body).await, 409, None, "twice");

    let patch = json!({"code": "618/a", "name": null, "budget": null, "mechanism": "price_cut"});
    let patched = api.put(Method::PATCH, &path, "application/merge-patch+json", &patch).await;
    assert_eq!((patched.status, patched.header("x-revision")), (StatusCode::OK, "5"), "{}", patched.text());
    let patched = patched.json();
    assert_eq!((&patched["name"], &patched["budget"]), (&json!("618/a"), &Value::Null));
    assert_eq!((&patched["mechanism"], &patched["to"]), (&json!("price_cut"), &json!("2026-06-19")));

    api.write(Method::PUT, &format!("{path}/stations/SH-1"), json!({})).await;
    let gone = api.delete(&path).await;
    assert_eq!((gone.status, gone.header("x-revision")), (StatusCode::NO_CONTENT, "7"));
    for path in [path.clone(), format!("{path}/stations")] {
        problem(&api.get(&path).await, 404, None, "gone");
    }
    problem(&api.delete(&path).await, 404, None, "gone");
    problem(&api.put(Method::PATCH, &path, "application/json", &json!({})).await, 404, None, "gone");
    let history = api.json(&format!("{path}/history")).await;
    let entries: Vec<(&str, &str)> = history["items"]
        .as_array()
        .expect("items")
        .iter()
        .filter_map(|item| Some((item["entity"].as_str()?, item["action"].as_str()?)))
        .collect();
    assert_eq!(entries.len(), 5, "{entries:?}");
    assert!(entries[..2].contains(&("campaign", "deleted")) && entries[..2].contains(&("participation", "deleted")));
    assert_eq!(entries[2..], [("participation", "created"), ("campaign", "changed"), ("campaign", "created")]);
    problem(&api.get("/api/v1/campaigns/none/history").await, 404, None, "never was");
}

#[tokio::test]
async fn lists_say_how_campaigns_stand_on_a_day() {
    let api = Api::new();
    campaign(&api, "A", "coupon", "platform", "2026-05-01", Some("2026-06-01")).await;
    campaign(&api, "B", "price_cut", "station", "2026-06-01", None).await;
    campaign(&api, "C", "coupon", "shared", "2026-07-01", Some("2026-08-01")).await;
    api.write(Method::PUT, "/api/v1/campaigns/B/stations/SH-1", json!({"to": "2026-06-10"})).await;
    let at = format!("{CAMPAIGNS}?at=2026-06-30");
    let page = api.json(&at).await;
    let states: Vec<&str> =
        page["items"].as_array().expect("items").iter().filter_map(|item| item["state"].as_str()).collect();
    assert_eq!((states, &page["matched"]), (vec!["ended", "running", "planned"], &json!(3)));
    assert_eq!(page["items"][1]["stations_count"], 1);
    for (query, expected) in [
        ("state=running,planned", vec!["B", "C"]),
        ("mechanism=coupon", vec!["A", "C"]),
        ("mechanism=coupon&funded_by=shared,station", vec!["C"]),
        ("station=SH-1", vec!["B"]),
        ("station=SH-2", vec![]),
        ("sort=-from", vec!["C", "B", "A"]),
        ("sort=to", vec!["A", "C", "B"]),
        ("limit=2&sort=-code", vec!["C", "B"]),
    ] {
        assert_eq!(codes(&api.json(&format!("{at}&{query}")).await), expected, "{query}");
    }
    let first = api.json(&format!("{at}&limit=2")).await;
    let next = first["next"].as_str().expect("a second page");
    assert_eq!(codes(&api.json(&format!("{at}&limit=2&cursor={next}")).await), ["C"]);
    problem(&api.get(&format!("{at}&station=XX")).await, 404, None, "no station");
}

#[tokio::test]
async fn stations_take_part_for_a_while() {
    let api = Api::new();
    campaign(&api, "A", "coupon", "platform", "2026-05-01", Some("2026-06-01")).await;
    let path = "/api/v1/campaigns/A/stations";
    let whole = api.write(Method::PUT, &format!("{path}/SH-2"), json!({})).await;
    let expected = json!({"campaign": "A", "station": "SH-2", "from": "2026-05-01", "to": "2026-06-01"});
    assert_eq!((whole.status, whole.json()), (StatusCode::CREATED, expected));
    api.write(Method::PUT, &format!("{path}/SH-1"), json!({"from": "2026-05-10", "to": "2026-05-20"})).await;
    let changed = api.write(Method::PUT, &format!("{path}/SH-1"), json!({"to": null})).await;
    let expected = json!({"campaign": "A", "station": "SH-1", "from": "2026-05-10", "to": "2026-06-01"});
    assert_eq!((changed.status, changed.json()), (StatusCode::OK, expected.clone()));
    let page = api.json(&format!("{path}?limit=1")).await;
    assert_eq!((&page["items"], &page["matched"]), (&json!([expected]), &json!(2)));
    let next = page["next"].as_str().expect("a second page");
    assert_eq!(api.json(&format!("{path}?cursor={next}")).await["items"][0]["station"], "SH-2");
    let one = api.json(&format!("{path}?station=SH-1")).await;
    assert_eq!((&one["items"], &one["matched"]), (&page["items"], &json!(1)));
    assert_eq!(api.json(&format!("{path}?station=BJ-1")).await["items"], json!([]));
    problem(&api.get(&format!("{path}?station=XX")).await, 404, None, "no such station");

    let before = now();
    let gone = api.delete(&format!("{path}/SH-1")).await;
    assert_eq!((gone.status, gone.body.len()), (StatusCode::NO_CONTENT, 0));
    assert_eq!(api.json(path).await["matched"], 1);
    assert_eq!(api.json(&format!("{path}?known_at={before}")).await["matched"], 2);
    for gone in ["A/stations/SH-1", "A/stations/XX", "X/stations/SH-2"] {
        problem(&api.delete(&format!("{CAMPAIGNS}/{gone}")).await, 404, None, gone);
    }
    for missing in ["A/stations/XX", "X/stations/SH-2"] {
        let answer = api.put(Method::PUT, &format!("{CAMPAIGNS}/{missing}"), "application/json", &json!({})).await;
        problem(&answer, 404, None, missing);
    }
    for (body, field) in [
        (json!({"from": "2026-04-30"}), "from"),
        (json!({"to": "2026-06-02"}), "to"),
        (json!({"from": "2026-05-20", "to": "2026-05-20"}), "to"),
        (json!({"from": null}), "from"),
        (json!({"to": 1}), "to"),
        (json!({"station": "SH-1"}), "station"),
    ] {
        let answer = api.put(Method::PUT, &format!("{path}/SH-3"), "application/json", &body).await;
        problem(&answer, 422, Some(field), &body.to_string());
    }
    // A campaign cannot end while a station still takes part.
    let shorter = api.put(Method::PATCH, "/api/v1/campaigns/A", "application/json", &json!({"to": "2026-05-15"})).await;
    problem(&shorter, 422, Some("to"), "shorter");
    // What is kept of a station goes with it.
    assert_eq!(api.delete("/api/v1/stations/SH-2").await.status, StatusCode::NO_CONTENT);
    assert_eq!(api.json("/api/v1/campaigns/A").await["stations_count"], 0);
}

#[tokio::test]
async fn wrong_campaigns_are_refused() {
    let api = Api::new();
    let whole = json!({"code": "A", "mechanism": "coupon", "funded_by": "platform", "from": "2026-01-01"});
    for (change, field) in [
        (json!({"code": null}), "code"),
        (json!({"code": " "}), "code"),
        (json!({"mechanism": "magic"}), "mechanism"),
        (json!({"mechanism": null}), "mechanism"),
        (json!({"funded_by": "nobody"}), "funded_by"),
        (json!({"from": null}), "from"),
        (json!({"to": "2025-01-01"}), "to"),
        (json!({"budget": "-1"}), "budget"),
        (json!({"budget": 5}), "budget"),
        (json!({"name": 5}), "name"),
        (json!({"colour": "red"}), "colour"),
    ] {
        let mut body = whole.clone();
        for (name, value) in change.as_object().expect("an object") {
            body[name] = value.clone();
        }
        problem(&api.put(Method::POST, CAMPAIGNS, "application/json", &body).await, 422, Some(field), field);
    }
    for field in ["mechanism", "funded_by", "from"] {
        let mut body = whole.clone();
        body.as_object_mut().expect("an object").remove(field);
        problem(&api.put(Method::POST, CAMPAIGNS, "application/json", &body).await, 422, Some(field), field);
    }
    assert_eq!(api.json("/api/v1/network").await["revision"], 3, "nothing was written");
    api.write(Method::POST, CAMPAIGNS, whole).await;
    let renamed = api.put(Method::PATCH, "/api/v1/campaigns/A", "application/json", &json!({"code": "B"})).await;
    problem(&renamed, 422, Some("code"), "renamed");
}
