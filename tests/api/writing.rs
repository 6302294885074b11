//! Writing: stations and cooperation, and who may.

use axum::body::Body;
use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

use crate::support::{Api, request};

const MERGE: &str = "application/merge-patch+json";
const JSON: &str = "application/json";

#[tokio::test]
async fn a_station_lives_and_dies() {
    let api = Api::new();
    let body = json!({"code": "新 1/a", "name": "新站", "energy": "ev", "brand": "nio",
        "coordinates": {"crs": "gcj02", "x": 121.48, "y": 31.22}, "opened_on": "2026-01-01",
        "attributes": {"pumps": "8"}});
    let created = api.put(Method::POST, "/api/v1/stations", JSON, &body).await;
    assert_eq!(created.status, StatusCode::CREATED, "{}", created.text());
    let path = created.header("location").to_owned();
    assert_eq!((path.as_str(), created.header("x-revision")), ("/api/v1/stations/%E6%96%B0%201%2Fa", "4"));
    let station = api.json(&path).await;
    assert_eq!(station, created.json());
    assert_eq!(station["coordinates"], json!({"crs": "gcj02", "x": 121.48, "y": 31.22}));
    assert!(station["location"][0].as_f64().is_some_and(|lon| (lon - 121.4755).abs() < 0.001), "{station}");
    assert_eq!((&station["attributes"], &station["stage"]), (&json!({"pumps": "8"}), &Value::Null));
    assert!(station["regions"]["admin"].as_str().is_some_and(|code| code.starts_with("31")));

    let again = api.put(Method::POST, "/api/v1/stations", JSON, &body).await;
    assert_eq!((again.status, again.json()["status"].as_u64()), (StatusCode::CONFLICT, Some(409)));

    let patch = json!({"brand": null, "name": "改名", "attributes": {"pumps": null, "wash": "yes"}, "code": "新 1/a"});
    let patched = api.put(Method::PATCH, &path, MERGE, &patch).await;
    assert_eq!((patched.status, patched.header("x-revision")), (StatusCode::OK, "5"));
    let station = patched.json();
    assert_eq!((&station["brand"], &station["name"]), (&Value::Null, &json!("改名")));
    assert_eq!((&station["energy"], &station["attributes"]), (&json!("ev"), &json!({"wash": "yes"})));
    let same = api.put(Method::PATCH, &path, MERGE, &json!({"name": "改名"})).await;
    assert_eq!((same.status, same.header("x-revision")), (StatusCode::OK, ""), "no change makes no revision");
    assert_eq!(same.json()["revision"], 5, "though the station is of one");
    let renamed = api.put(Method::PATCH, &path, MERGE, &json!({"code": "other"})).await;
    assert_eq!(
        (renamed.status, renamed.json()["parameter"].as_str()),
        (StatusCode::UNPROCESSABLE_ENTITY, Some("code"))
    );
    let cleared = api.put(Method::PATCH, &path, MERGE, &json!({"attributes": null, "name": null})).await.json();
    assert_eq!((&cleared["attributes"], &cleared["name"]), (&json!({}), &json!("新 1/a")));

    let gone = api.send(request(Method::DELETE, &path, &[("x-actor", "王芳")], Body::empty())).await;
    assert_eq!((gone.status, gone.header("x-revision"), gone.body.len()), (StatusCode::NO_CONTENT, "7", 0));
    assert_eq!(api.get(&path).await.status, StatusCode::NOT_FOUND);
    let twice = api.send(request(Method::DELETE, &path, &[], Body::empty())).await;
    assert_eq!(twice.status, StatusCode::NOT_FOUND);
    let history = api.json(&format!("{path}/history")).await;
    let newest = history["items"].as_array().expect("items").iter().find(|item| item["entity"] == "station");
    let newest = newest.expect("a change of the station");
    assert_eq!((&newest["actor"], &newest["action"]), (&json!("王芳"), &json!("deleted")));
    assert_eq!((&newest["before"]["name"], &newest["after"]), (&json!("新 1/a"), &Value::Null));
}

#[tokio::test]
async fn cooperation_is_put_and_taken_back() {
    let api = Api::new();
    let path = "/api/v1/stations/SH-5/cooperation";
    let put = async |body: Value| api.put(Method::POST, path, JSON, &body).await;
    let first = put(json!({"valid_from": "2026-06-01", "stage": "signed", "note": "by phone"})).await;
    assert_eq!((first.status, first.header("x-revision")), (StatusCode::CREATED, "4"), "{}", first.text());
    let second = put(json!({"valid_from": "2026-07-01", "stage": "online"})).await.json();
    assert_eq!(second["items"][0]["valid_to"], "2026-07-01");
    assert_eq!(api.json("/api/v1/stations/SH-5?at=2026-06-15").await["stage"], "signed");
    // The same day again changes what was said, and keeps the note.
    let changed = put(json!({"valid_from": "2026-06-01", "stage": "negotiating"})).await.json();
    assert_eq!(
        (&changed["items"][0]["stage"], &changed["items"][0]["note"]),
        (&json!("negotiating"), &json!("by phone"))
    );
    let stats = api.json("/api/v1/stats?at=2026-06-15&code=SH-5&metrics=negotiating").await;
    assert_eq!((&stats["total"]["values"]["negotiating"], &stats["revision"]), (&json!(1), &json!(6)));
    let gone = api.send(request(Method::DELETE, &format!("{path}/2026-06-01"), &[], Body::empty())).await;
    assert_eq!((gone.status, gone.header("x-revision")), (StatusCode::NO_CONTENT, "7"));
    assert_eq!(api.json("/api/v1/stations/SH-5?at=2026-06-15").await["stage"], Value::Null);
    let twice = api.send(request(Method::DELETE, &format!("{path}/2026-06-01"), &[], Body::empty())).await;
    assert_eq!(twice.status, StatusCode::NOT_FOUND);
    let body = json!({"valid_from": "2026-06-01", "stage": "signed"});
    let nobody = api.put(Method::POST, "/api/v1/stations/XX/cooperation", JSON, &body).await;
    assert_eq!(nobody.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn pages_of_others_read_and_never_write() {
    let api = Api::new();
    let foreign = [("origin", "https://evil.example"), ("sec-fetch-site", "cross-site")];
    let read = api.get_with("/tiles/stations/0/0/0", &foreign).await;
    assert_eq!((read.status, read.header("access-control-allow-origin")), (StatusCode::OK, "*"));
    assert_eq!(read.header("access-control-expose-headers"), "etag,content-disposition,x-revision,x-errors-omitted");
    let asset = api.get_with("/assets/none.js", &foreign).await;
    let (origin, read) = (asset.header("access-control-allow-origin"), asset.header("access-control-expose-headers"));
    assert_eq!((asset.status, origin, read), (StatusCode::NOT_FOUND, "*", ""), "for a frame of no origin");
    let upload = request(Method::POST, "/api/v1/imports?kind=stations", &foreign, Body::from("code\n"));
    let refused = api.send(upload).await;
    assert_eq!((refused.status, refused.json()["status"].as_u64()), (StatusCode::FORBIDDEN, Some(403)));
    let delete = api.send(request(Method::DELETE, "/api/v1/stations/SH-1", &foreign, Body::empty())).await;
    assert_eq!(delete.status, StatusCode::FORBIDDEN);
    let area = json!({"type": "Polygon", "coordinates": [[[121, 31], [122, 31], [122, 32], [121, 31]]]}).to_string();
    let headers = [foreign[0], foreign[1], ("content-type", JSON)];
    let stats = api.send(request(Method::POST, "/api/v1/stats", &headers, Body::from(area))).await;
    assert_eq!(stats.status, StatusCode::OK, "an area is a question, not a write");
    let own = [("origin", "http://map.test"), ("sec-fetch-site", "same-origin")];
    let delete = api.send(request(Method::DELETE, "/api/v1/stations/SH-1", &own, Body::empty())).await;
    assert_eq!(delete.status, StatusCode::NO_CONTENT);
    let preflight = [("origin", "https://x.example"), ("access-control-request-method", "DELETE")];
    let answer = api.send(request(Method::OPTIONS, "/api/v1/stations/SH-2", &preflight, Body::empty())).await;
    assert!(!answer.header("access-control-allow-methods").contains("DELETE"));
}

#[tokio::test]
async fn actors_are_named_in_utf8() {
    let api = Api::new();
    let value = axum::http::HeaderValue::from_bytes(&[0xff, 0xfe]).expect("header");
    let mut request = request(Method::DELETE, "/api/v1/stations/SH-1", &[], Body::empty());
    request.headers_mut().insert("x-actor", value);
    let answer = api.send(request).await;
    assert_eq!((answer.status, answer.json()["parameter"].as_str()), (StatusCode::BAD_REQUEST, Some("X-Actor")));
}
