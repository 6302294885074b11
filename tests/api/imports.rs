//! Imports: files streamed in, polled, and told to the feed.

use std::time::Duration;

use axum::body::Body;
use axum::http::{Method, StatusCode};
use forecourt::exchange::{Language, reason_in};
use forecourt::http;
use futures_util::stream;
use serde_json::{Value, json};

use crate::support::{Answer, Api, request};

const FILE: &str = "编号,名称,经度,纬度\nN-1,一站,121.5,31.2\nN-2,二站,121.6,31.3\n";

/// Uploads in small pieces, without a declared length.
async fn upload(api: &Api, parameters: &str, text: &str) -> Answer {
    let pieces: Vec<Result<Vec<u8>, std::io::Error>> =
        text.as_bytes().chunks(7).map(|piece| Ok(piece.to_vec())).collect();
    let body = Body::from_stream(stream::iter(pieces));
    api.send(request(Method::POST, &format!("/api/v1/imports?{parameters}"), &[], body)).await
}

/// Polls until the import is over.
pub(crate) async fn finished(api: &Api, path: &str) -> Value {
    for _ in 0..500 {
        let state = api.json(path).await;
        if ["done", "refused"].contains(&state["status"].as_str().expect("status")) {
            for error in state["report"]["errors"].as_array().into_iter().flatten() {
                let reason = error["reason"].as_str().expect("reason");
                assert_ne!(reason_in(Language::Zh, reason), reason, "has no Chinese");
            }
            return state;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("{path} never ends");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_is_taken_in_and_told_of() {
    let api = Api::new();
    let accepted = upload(&api, "kind=stations&name=stations.csv", FILE).await;
    assert_eq!(accepted.status, StatusCode::ACCEPTED, "{}", accepted.text());
    let path = accepted.header("location").to_owned();
    assert_eq!(path, format!("/api/v1/imports/{}", accepted.json()["id"].as_str().expect("id")));
    let state = finished(&api, &path).await;
    assert_eq!((&state["status"], &state["problem"]), (&json!("done"), &Value::Null), "{state}");
    assert_eq!((&state["progress"]["share"], &state["name"]), (&json!(1.0), &json!("stations.csv")));
    let report = &state["report"];
    let counts = ["rows", "new", "changed", "unchanged", "rejected"].map(|name| report[name].as_u64().expect(name));
    assert_eq!((counts, &report["revision"]), ([2, 2, 0, 0, 0], &json!(4)));
    assert_eq!(api.json("/api/v1/stations/N-1").await["name"], "一站");
    let again = upload(&api, "kind=stations&name=stations.csv", FILE).await;
    let state = finished(&api, again.header("location")).await;
    assert_eq!((&state["report"]["unchanged"], &state["report"]["revision"]), (&json!(2), &Value::Null));
    let all = api.json("/api/v1/imports").await;
    assert_eq!(all["items"].as_array().map(Vec::len), Some(2));
    let left = std::fs::read_dir(api.folder.path()).expect("folder").filter_map(Result::ok);
    let left: Vec<_> =
        left.map(|entry| entry.file_name()).filter(|name| !name.to_string_lossy().starts_with("api.db")).collect();
    assert!(left.is_empty(), "uploads are removed: {left:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn wrong_rows_are_reported_by_line() {
    let api = Api::new();
    let text = "code,name,longitude,latitude\nA,a,121.5,31.2\nB,b,,31\n";
    let state = finished(&api, upload(&api, "kind=stations", text).await.header("location")).await;
    assert_eq!((&state["status"], &state["report"]["rejected"]), (&json!("refused"), &json!(1)));
    assert_eq!(state["report"]["errors"][0]["line"], 3);
    assert_eq!(state["problem"]["status"], 422);
    assert_eq!(api.get("/api/v1/stations/A").await.status, StatusCode::NOT_FOUND);
    let dry = upload(&api, "kind=stations&on_error=skip&dry_run=true", text).await;
    assert_eq!(finished(&api, dry.header("location")).await["report"]["revision"], Value::Null);
    let skipped = finished(&api, upload(&api, "kind=stations&on_error=skip", text).await.header("location")).await;
    assert_eq!((&skipped["status"], &skipped["report"]["new"]), (&json!("done"), &json!(1)));
    let mapped = "id;was;tag\nSH-5;listed;2026-06-01\nSH-5;renamed;2026-07-01\n";
    let map = "map=id%3Dstation&map=was%3Dstage&map=tag%3Dvalid_from";
    let values = "map_value=stage%3Alisted%3Donline&map_value=stage%3Arenamed%3D";
    let answer = upload(&api, &format!("kind=cooperation&delimiter=%3B&{map}&{values}"), mapped).await;
    let state = finished(&api, answer.header("location")).await;
    assert_eq!((&state["report"]["new"], &state["report"]["dropped"]), (&json!(1), &json!(1)), "{state}");
    assert_eq!(api.json("/api/v1/stations/SH-5?at=2026-06-02").await["stage"], "online");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_says_how_many_errors_it_leaves_out() {
    let api = Api::new();
    let text = format!("code,longitude,latitude\n{}", "A,,\n".repeat(12));
    let path = upload(&api, "kind=stations", &text).await.header("location").to_owned();
    let told = |report: &Value| {
        let shown = report["errors"].as_array().map(Vec::len);
        (shown, report["errors_omitted"].clone(), report["rejected"].clone())
    };
    let whole = finished(&api, &path).await["report"].clone();
    assert_eq!(told(&whole), (Some(12), json!(0), json!(12)), "{whole}");
    let listed = api.json("/api/v1/imports").await["items"][0]["report"].clone();
    assert_eq!(told(&listed), (Some(10), json!(2), json!(12)));
}

#[tokio::test(flavor = "multi_thread")]
async fn groups_name_admin_regions_that_there_are() {
    let api = Api::new();
    let text = "code,name,level,admin,from\nE,华东,area,310000,\nE,华东,area,310116x,\nN,华北,area,110000,\n";
    let state = finished(&api, upload(&api, "kind=regions&set=sales", text).await.header("location")).await;
    assert_eq!((&state["status"], &state["report"]["rejected"]), (&json!("refused"), &json!(1)), "{state}");
    let expected = json!({"line": 3, "column": "admin", "value": "310116x",
        "reason": "there is no region of this code in the set admin"});
    assert_eq!(state["report"]["errors"], json!([expected]));
    // A group is written whole or not at all, and the others are when asked.
    let skipped = upload(&api, "kind=regions&set=sales&on_error=skip", text).await;
    assert_eq!(finished(&api, skipped.header("location")).await["report"]["new"], 1);
    let codes = api.json("/api/v1/regions/sales").await;
    assert_eq!((codes["items"].as_array().map(Vec::len), &codes["items"][0]["code"]), (Some(1), &json!("N")));
    let renamed =
        upload(&api, "kind=regions&set=sales&dry_run=true", "code,name,level,admin\nN,北区,area,110000\n").await;
    let changed = finished(&api, renamed.header("location")).await["changed"].clone();
    let name = json!({"field": "name", "before": "华北", "after": "北区"});
    let item = json!({"entity": "region", "key": {"region": "N"}, "fields": [name]});
    assert_eq!(changed, json!({"things": 1, "items": [item]}));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_group_falls_with_the_one_above_it() {
    let api = Api::new();
    let text = "code,name,level,parent,admin\nE,East,department,,310001\nT,Team,team,E,310115\n\
                N,North,department,,110000\nS,Squad,squad,T,\n";
    let state = finished(&api, upload(&api, "kind=regions&set=sales", text).await.header("location")).await;
    let report = &state["report"];
    let no_parent = "neither the set nor a row of the file that can be taken has a region of this code";
    let errors = json!([
        {"line": 2, "column": "admin", "value": "310001", "reason": "there is no region of this code in the set admin"},
        {"line": 3, "column": "parent", "value": "E", "reason": no_parent},
        {"line": 5, "column": "parent", "value": "T", "reason": no_parent}
    ]);
    assert_eq!((&state["status"], &report["rows"], &report["new"]), (&json!("refused"), &json!(4), &json!(1)));
    assert_eq!(report["errors"], errors);
    let detail = state["problem"]["detail"].as_str().expect("detail");
    assert!(detail.starts_with("3 of 4 rows are wrong"), "{detail}");
    let skipped = upload(&api, "kind=regions&set=sales&on_error=skip", text).await;
    let state = finished(&api, skipped.header("location")).await;
    assert_eq!((&state["status"], &state["report"]["new"]), (&json!("done"), &json!(1)), "{state}");
    assert_eq!(state["report"]["errors"], errors);
    let codes = api.json("/api/v1/regions/sales").await;
    assert_eq!((codes["items"].as_array().map(Vec::len), &codes["items"][0]["code"]), (Some(1), &json!("N")));
    // A parent that the set has from before is there, whatever its row says now.
    let right = text.replace("310001", "310000");
    finished(&api, upload(&api, "kind=regions&set=sales", &right).await.header("location")).await;
    let skipped = upload(&api, "kind=regions&set=sales&on_error=skip", text).await;
    let report = finished(&api, skipped.header("location")).await["report"].clone();
    assert_eq!((&report["rejected"], &report["unchanged"]), (&json!(1), &json!(3)), "{report}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_polygon_falls_with_the_one_above_it() {
    let api = Api::new();
    let square = "[[[121,31],[122,31],[122,32],[121,32],[121,31]]]";
    let feature = |code: &str, parent: &str, rings: &str| {
        let properties = json!({"code": code, "name": code, "level": "zone", "parent": parent});
        format!(
            r#"{{"type":"Feature","properties":{properties},"geometry":{{"type":"Polygon","coordinates":{rings}}}}}"#
        )
    };
    let features =
        [feature("A", "", "[]"), feature("B", "A", square), feature("C", "", square), feature("D", "D", square)]
            .join(",");
    let text = format!(r#"{{"type":"FeatureCollection","features":[{features}]}}"#);
    let skipped = upload(&api, "kind=regions&set=zones&name=zones.geojson&on_error=skip", &text).await;
    let state = finished(&api, skipped.header("location")).await;
    let report = &state["report"];
    assert_eq!((&report["new"], &report["rejected"]), (&json!(1), &json!(3)), "{state}");
    let own = &report["errors"][2];
    assert_eq!((&own["column"], &own["reason"]), (&json!("parent"), &json!("a region cannot be its own parent")));
    let second = &report["errors"][1];
    assert_eq!((&second["line"], &second["column"], &second["value"]), (&json!(2), &json!("parent"), &json!("A")));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_read_is_told_when_writing_is_refused() {
    let api = Api::new();
    let circle = "code,name,level,parent,admin\nA,a,area,B,\nB,b,area,A,\nC,c,area,,31000x\n";
    let answer = upload(&api, "kind=regions&set=sales&on_error=skip", circle).await;
    let state = finished(&api, answer.header("location")).await;
    let report = &state["report"];
    assert!(state["problem"]["detail"].as_str().is_some_and(|detail| detail.contains("below themselves")), "{state}");
    assert_eq!((&report["rows"], &report["errors"][0]["line"]), (&json!(3), &json!(4)), "{state}");
    assert_eq!((&report["new"], &report["revision"]), (&json!(0), &Value::Null), "{state}");
}

#[tokio::test(flavor = "multi_thread")]
async fn wrong_uploads_are_refused() {
    let api = Api::with(http::Options { max_upload: 1_000, ..http::Options::default() });
    for (parameters, parameter) in [
        ("", "kind"),
        ("kind=prices", "kind"),
        ("kind=stations&crs=nad27", "crs"),
        ("kind=stations&map=nonsense", "map"),
        ("kind=stations&map_value=nonsense", "map_value"),
        ("kind=stations&delimiter=ab", "delimiter"),
        ("kind=stations&encoding=utf-9", "encoding"),
        ("kind=stations&dry_run=maybe", "dry_run"),
        ("kind=stations&on_error=ignore", "on_error"),
        ("kind=regions", "set"),
        ("kind=regions&set=admin", "set"),
        ("kind=stations&at=2026-01-01", "at"),
    ] {
        let answer = upload(&api, parameters, FILE).await;
        assert_eq!((answer.status, answer.json()["parameter"].as_str()), (StatusCode::BAD_REQUEST, Some(parameter)));
    }
    assert_eq!(upload(&api, "kind=stations", "").await.status, StatusCode::BAD_REQUEST);
    let large = "x".repeat(1_001);
    assert_eq!(upload(&api, "kind=stations", &large).await.status, StatusCode::PAYLOAD_TOO_LARGE);
    let declared = [("content-length", "5000000000")];
    let answer = api.send(request(Method::POST, "/api/v1/imports?kind=stations", &declared, Body::from("x"))).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE, "refused before a byte is read");
    let broken = stream::iter([Ok(b"code".to_vec()), Err(std::io::Error::other("gone"))]);
    let broken = request(Method::POST, "/api/v1/imports?kind=stations", &[], Body::from_stream(broken));
    assert_eq!(api.send(broken).await.status, StatusCode::BAD_REQUEST);
    let no_file = finished(&api, upload(&api, "kind=stations", "\u{0}\u{1}nonsense").await.header("location")).await;
    assert_eq!((&no_file["status"], &no_file["report"]), (&json!("refused"), &Value::Null));
    assert_eq!(api.get("/api/v1/imports/77").await.status, StatusCode::NOT_FOUND);
    assert_eq!(api.get("/api/v1/imports/x").await.status, StatusCode::NOT_FOUND);
    let left = std::fs::read_dir(api.folder.path()).expect("folder").filter_map(Result::ok);
    assert!(left.map(|entry| entry.file_name()).all(|name| !name.to_string_lossy().contains("upload")));
}

#[tokio::test]
async fn a_form_around_the_file_is_refused() {
    let api = Api::new();
    let body = Body::from(format!("--x\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\n{FILE}\r\n--x--\r\n"));
    let media = [("content-type", "multipart/form-data; boundary=x")];
    let answer = api.send(request(Method::POST, "/api/v1/imports?kind=stations", &media, body)).await;
    assert_eq!(answer.status, StatusCode::UNSUPPORTED_MEDIA_TYPE, "{}", answer.text());
    assert!(answer.text().contains("--data-binary"), "{}", answer.text());
}
