//! Everything that can be asked wrongly, and the problem document that says so.

use axum::body::Body;
use axum::http::{Method, StatusCode};
use serde_json::json;

use crate::support::{Api, problem, request};

#[tokio::test]
async fn wrong_parameters_are_named() {
    let api = Api::new();
    let stats = "/api/v1/stats";
    let list = "/api/v1/stations";
    let (moves, funnel) = ("/api/v1/cooperation/changes", "/api/v1/cooperation/funnel");
    let may = "from=2026-04-30&to=2026-05-31";
    for (path, parameter) in [
        (format!("{stats}?at=2026-13-01"), "at"),
        (format!("{stats}?at="), "at"),
        (format!("{stats}?at=999999-01-01"), "at"),
        (format!("{stats}?at=1899-12-31"), "at"),
        (format!("{stats}?at=2026-01-01&at=2026-01-01"), "at"),
        (format!("{stats}?known_at=2026-01-01"), "known_at"),
        (format!("{stats}?known_at=1970-01-01T00:00:00Z"), "known_at"),
        ("/api/v1/regions/admin?known_at=1970-01-01T00:00:00Z".to_owned(), "known_at"),
        ("/api/v1/regions/admin/310000?known_at=1970-01-01T00:00:00Z".to_owned(), "known_at"),
        (format!("{stats}?at=9999-99-99"), "at"),
        (format!("{stats}?at=2200-01-01"), "at"),
        (format!("{stats}?colour=red"), "colour"),
        (format!("{stats}?At=2026-01-01"), "At"),
        (format!("{stats}?filter=brand%20%3D"), "filter"),
        (format!("{stats}?filter=colour%20%3D%20%27red%27"), "filter"),
        (format!("{stats}?filter={}", "%28".repeat(5_000)), "filter"),
        (format!("{stats}?brand=%ff"), "brand"),
        (format!("{stats}?brand=%zz"), "brand"),
        (format!("{stats}?stage=onlien"), "stage"),
        (format!("{stats}?energy=steam"), "energy"),
        (format!("{stats}?opened_on=yesterday"), "opened_on"),
        (format!("{stats}?closed_on=2026-02-01..2026-01-01"), "closed_on"),
        (format!("{stats}?set=sales"), "set"),
        (format!("{stats}?within=999999"), "within"),
        (format!("{stats}?level=county"), "level"),
        (format!("{stats}?metrics=gmw"), "metrics"),
        (format!("{stats}?metrics="), "metrics"),
        (format!("{stats}?group_by=colour"), "group_by"),
        (format!("{stats}?group_by=brand,brand"), "group_by"),
        (format!("{stats}?bucket=decade"), "bucket"),
        (format!("{stats}?from=2026-01-01"), "from"),
        (format!("{stats}?bucket=month&from=2026-02-01&to=2026-01-01"), "from"),
        (format!("{stats}?bucket=day&from=1900-01-01&to=2199-12-31"), "from"),
        (format!("{stats}?format=xml"), "format"),
        (format!("{stats}?format=geojson"), "format"),
        (moves.to_owned(), "from"),
        (format!("{moves}?from=2026-04-30"), "to"),
        (format!("{moves}?from=2026-04-30&to=2026-04-30"), "from"),
        (format!("{moves}?from=2026-05-31&to=2026-04-30"), "from"),
        (format!("{moves}?from=2026-02-30&to=2026-04-30"), "from"),
        (format!("{moves}?{may}&at=2026-05-15"), "at"),
        (format!("{moves}?{may}&list=gone"), "list"),
        (format!("{moves}?{may}&limit=5"), "limit"),
        (format!("{moves}?{may}&list=left&limit=1001"), "limit"),
        (format!("{moves}?{may}&cursor=7b7d"), "cursor"),
        (format!("{moves}?{may}&list=left&cursor=7b7d"), "cursor"),
        (format!("{moves}?{may}&list=left&format=csv&limit=5"), "limit"),
        (format!("{moves}?{may}&list=left&format=xlsx&limit=5"), "limit"),
        (format!("{stats}?format=geojson&level=province&headers=zh"), "headers"),
        (format!("{moves}?{may}&format=geojson"), "format"),
        (format!("{moves}?{may}&level=county"), "level"),
        (format!("{moves}?{may}&group_by=brand"), "group_by"),
        (funnel.to_owned(), "kind"),
        (format!("{funnel}?kind=stock"), "kind"),
        (format!("{funnel}?kind=snapshot&from=2026-01-01"), "from"),
        (format!("{funnel}?kind=snapshot&bucket=month"), "bucket"),
        (format!("{funnel}?kind=flow"), "from"),
        (format!("{funnel}?kind=flow&from=2026-01-01"), "to"),
        (format!("{funnel}?kind=flow&to=2026-01-01&bucket=month"), "from"),
        (format!("{funnel}?kind=flow&from=2026-01-01&to=2026-02-01&at=2026-01-15"), "at"),
        (format!("{funnel}?kind=flow&from=2026-02-01&to=2026-02-01"), "from"),
        (format!("{funnel}?kind=flow&from=1900-01-01&to=2199-12-31&bucket=day"), "from"),
        (format!("{funnel}?kind=flow&from=2020-01-01&to=2030-01-01&bucket=day&level=district"), "bucket"),
        (format!("{funnel}?kind=cohort"), "from"),
        (format!("{funnel}?kind=cohort&from=2026-01-01"), "to"),
        (format!("{funnel}?kind=cohort&bucket=week"), "bucket"),
        (format!("{funnel}?kind=cohort&bucket=month&to=1900-01-01"), "to"),
        (format!("{funnel}?kind=cohort&bucket=month&from=2026-06-01&at=2026-05-15"), "from"),
        (format!("{list}?format=csv&limit=5"), "limit"),
        (format!("{list}?format=xlsx&cursor=7b7d"), "cursor"),
        (format!("{list}?format=csv&offset=7"), "offset"),
        (format!("{list}?offset=-1"), "offset"),
        (format!("{list}?offset=4294967296"), "offset"),
        (format!("{list}?format=geojson"), "format"),
        (format!("{list}?headers=zh"), "headers"),
        (format!("{list}?limit=0"), "limit"),
        (format!("{list}?limit=1001"), "limit"),
        (format!("{list}?limit=-1"), "limit"),
        (format!("{list}?limit=+1"), "limit"),
        (format!("{list}?limit=1e2"), "limit"),
        (format!("{list}?sort=colour"), "sort"),
        (format!("{list}?sort=distance"), "sort"),
        (format!("{list}?sort=--code"), "sort"),
        (format!("{list}?sort=-gmv"), "sort"),
        (format!("{list}?sort=gmv&metrics=orders,fee_rate"), "sort"),
        (format!("{list}?sort=stations&metrics=gmv"), "sort"),
        (format!("{list}?metrics=stations"), "metrics"),
        (format!("{list}?metrics=gmv,"), "metrics"),
        (format!("{list}?metrics=contracts_active&from=2026-01-01"), "from"),
        (format!("{list}?metrics=gmv&from=2026-02-01&to=2026-02-01"), "from"),
        (format!("{list}?q="), "q"),
        (format!("{list}?q=%20"), "q"),
        (format!("{list}?q=1+2+3+4+5+6+7+8+9"), "q"),
        (format!("{list}?q={}", "x".repeat(201)), "q"),
        (format!("{list}?cursor=abc"), "cursor"),
        (format!("{list}?bbox=1,2,3"), "bbox"),
        (format!("{list}?bbox=1,4,3,2"), "bbox"),
        (format!("{list}?bbox=180,2,-180,4"), "bbox"),
        (format!("{list}/%FF"), "path"),
        ("/tiles/stations/%FF/0/0".into(), "path"),
        (format!("{list}?bbox=NaN,2,3,4"), "bbox"),
        (format!("{list}?bbox=1,2,300,4"), "bbox"),
        (format!("{list}?near=121"), "near"),
        (format!("{list}?near=121,91"), "near"),
        (format!("{list}?near=NaN,NaN"), "near"),
        (format!("{list}?radius=5"), "radius"),
        (format!("{list}?near=1,1&radius=-5"), "radius"),
        (format!("{list}?near=1,1&radius=inf"), "radius"),
        (format!("{list}/SH-1?at=never"), "at"),
        (format!("{list}/SH-1/history?limit=x"), "limit"),
        ("/api/v1/regions/admin?level=county".into(), "level"),
        ("/api/v1/regions/admin?parent=1".into(), "parent"),
        ("/api/v1/regions/admin/310000?geometry=yes".into(), "geometry"),
        ("/api/v1/metrics?at=2026-01-01".into(), "at"),
        ("/api/v1/network?x=1".into(), "x"),
        ("/api/v1/changes?last_event_id=x".into(), "last_event_id"),
        ("/tiles/stations?cluster=maybe".into(), "cluster"),
        ("/tiles/stations/23/0/0".into(), "z"),
        ("/tiles/stations/-1/0/0".into(), "z"),
        ("/tiles/stations/3/8/0".into(), "x"),
        ("/tiles/stations/3/0/8".into(), "y"),
        ("/tiles/stations/3/0/0.png".into(), "y"),
        ("/tiles/stations/99999999999999999999/0/0".into(), "z"),
        ("/tiles/stations/4/13/6?level=province".into(), "level"),
        ("/tiles/regions/15/0/0".into(), "z"),
        ("/tiles/regions/4/13/6?metrics=gmw".into(), "metrics"),
        ("/styles/stations.json?at=x".into(), "at"),
        ("/api/v1/contracts?state=asleep".into(), "state"),
        ("/api/v1/contracts?sort=colour".into(), "sort"),
        ("/api/v1/contracts?ends=soon".into(), "ends"),
        ("/api/v1/contracts?ends=..".into(), "ends"),
        ("/api/v1/contracts?within=nowhere".into(), "within"),
        ("/api/v1/contracts?cursor=7b7d".into(), "cursor"),
        ("/api/v1/contracts?limit=0".into(), "limit"),
        ("/api/v1/contracts?at=x".into(), "at"),
        ("/api/v1/contracts/x?known_at=x".into(), "known_at"),
        ("/api/v1/contracts/x/history?limit=1001".into(), "limit"),
        ("/api/v1/contracts/overlaps?cursor=00".into(), "cursor"),
        ("/api/v1/fees?component=tips".into(), "component"),
        ("/api/v1/fees?effective=maybe".into(), "effective"),
        ("/api/v1/fees?effective=true".into(), "effective"),
        ("/api/v1/fees?effective=true&station=SH-1&contract=C-1".into(), "effective"),
        ("/api/v1/fees/rates?bins=0".into(), "bins"),
        ("/api/v1/fees/rates?bins=201".into(), "bins"),
        ("/api/v1/fees/rates?rows=bins".into(), "rows"),
        ("/api/v1/fees/rates?rows=stations&format=csv".into(), "rows"),
        ("/api/v1/fees/rates?format=csv&limit=5".into(), "limit"),
        ("/api/v1/fees/rates?format=geojson".into(), "format"),
        ("/api/v1/fees/rates?headers=zh".into(), "headers"),
        ("/api/v1/fees/rates?cursor=7b7d".into(), "cursor"),
        ("/api/v1/fees/rates?from=2026-02-01&to=2026-02-01".into(), "from"),
        ("/api/v1/fees/change?at=2026-01-01".into(), "at"),
        ("/api/v1/fees/change?to=1900-01-01".into(), "to"),
        ("/api/v1/fees/change?base_from=2026-02-01&base_to=2026-02-01".into(), "base_from"),
        ("/api/v1/fees/change?from=1900-01-01&to=1900-01-02".into(), "base_to"),
        ("/api/v1/fees/change?base_to=yesterday".into(), "base_to"),
        ("/api/v1/fees/change?level=county".into(), "level"),
        ("/api/v1/fees/change?format=geojson".into(), "format"),
        ("/api/v1/performance".into(), "station"),
        ("/api/v1/performance?station=SH-1&from=2026-02-01&to=2026-02-01".into(), "from"),
        ("/api/v1/performance?station=SH-1&from=2000-01-01&to=2026-01-01".into(), "from"),
        ("/api/v1/performance?station=SH-1&to=1900-01-01".into(), "to"),
        ("/api/v1/campaigns?state=over".into(), "state"),
        ("/api/v1/campaigns?mechanism=magic".into(), "mechanism"),
        ("/api/v1/campaigns?funded_by=nobody,platform".into(), "funded_by"),
        ("/api/v1/campaigns/x/stations?limit=x".into(), "limit"),
        (format!("{list}/SH-1/notes?cursor=x"), "cursor"),
        (format!("{list}/SH-1/account?from=2026-02-01&to=2026-01-01"), "from"),
        (format!("{list}/SH-1/account?colour=red"), "colour"),
        ("/basemap/world.json?at=x".into(), "at"),
        ("/basemap/10/0/0".into(), "z"),
        ("/basemap/2/0/0.png".into(), "y"),
    ] {
        problem(&api.get(&path).await, 400, Some(parameter), &path);
    }
    let unknown = api.get("/api/v1/stats?colour=red").await.json();
    assert!(unknown["allowed"].as_str().is_some_and(|allowed| allowed.contains("group_by")), "{unknown}");
    let level = api.get("/api/v1/stats?level=county").await.json();
    assert_eq!(level["allowed"], "a level of set admin: province, city, district");
}

#[tokio::test]
async fn long_and_deep_filters_are_refused() {
    let api = Api::new();
    let long = format!("/api/v1/stats?filter={}", "x".repeat(65_400));
    assert!(api.get(&long).await.status.is_client_error());
    let deep = format!("/api/v1/stations?filter={}a{}", "(".repeat(10_000), ")".repeat(10_000));
    problem(&api.get(&deep).await, 400, Some("filter"), "deep");
    assert_eq!(api.get("/healthz").await.status, StatusCode::OK);
}

#[tokio::test]
async fn unknown_paths_and_methods_are_problems() {
    let api = Api::new();
    for path in ["/api", "/api/v1/nothing", "/tiles/nothing/1/2/3", "/styles/none.json", "/tiles/stations/1/0"] {
        problem(&api.get(path).await, 404, None, path);
    }
    for (method, path, allowed) in [
        (Method::POST, "/api/v1/metrics", "GET,HEAD"),
        (Method::DELETE, "/api/v1/stats", "GET,HEAD,POST"),
        (Method::PUT, "/api/v1/stations/SH-1", "GET,HEAD,PATCH,DELETE"),
        (Method::POST, "/", "GET,HEAD"),
    ] {
        let answer = api.send(request(method.clone(), path, &[], Body::empty())).await;
        problem(&answer, 405, None, path);
        assert_eq!(answer.header("allow"), allowed, "{method} {path}");
    }
}

#[tokio::test]
async fn wrong_bodies_are_refused() {
    let api = Api::new();
    let stations = "/api/v1/stations";
    let send = async |method: Method, path: &str, media: &str, body: &str| {
        api.send(request(method, path, &[("content-type", media)], Body::from(body.to_owned()))).await
    };
    let json_type = "application/json";
    problem(&send(Method::POST, stations, "text/plain", "{}").await, 415, Some("Content-Type"), "type");
    problem(&send(Method::POST, stations, json_type, "{").await, 400, None, "broken");
    problem(&send(Method::POST, stations, json_type, "[]").await, 400, None, "array");
    problem(&send(Method::POST, stations, json_type, &"[".repeat(100_000)).await, 400, None, "deep");
    let large = format!("{{\"code\": \"{}\"}}", "x".repeat(300_000));
    problem(&send(Method::POST, stations, json_type, &large).await, 413, Some("body"), "large");
    for (body, field) in [
        (json!({}), "code"),
        (json!({"code": 5}), "code"),
        (json!({"code": "N"}), "location"),
        (json!({"code": "", "location": [1, 2]}), "code"),
        (json!({"code": "N", "location": [1, 2], "colour": "red"}), "colour"),
        (json!({"code": "N", "location": [1, 91]}), "location"),
        (json!({"code": "N", "location": ["a", 1]}), "location"),
        (json!({"code": "N", "location": [1, 2], "energy": "steam"}), "energy"),
        (json!({"code": "N", "location": [1, 2], "opened_on": "2026-02-01", "closed_on": "2026-01-01"}), "closed_on"),
        (json!({"code": "N", "location": [1, 2], "brand": "x".repeat(201)}), "brand"),
    ] {
        problem(&send(Method::POST, stations, json_type, &body.to_string()).await, 422, Some(field), field);
    }
    let cooperation = "/api/v1/stations/SH-1/cooperation";
    for (body, field) in [
        (json!({"stage": "online"}), "valid_from"),
        (json!({"valid_from": "2026-01-01"}), "stage"),
        (json!({"valid_from": "2026-01-01", "stage": "onlien"}), "stage"),
        (json!({"valid_from": "2026-01-01", "stage": "online", "who": 1}), "who"),
    ] {
        problem(&send(Method::POST, cooperation, json_type, &body.to_string()).await, 422, Some(field), field);
    }
    let area = send(Method::POST, "/api/v1/stats", json_type, r#"{"type":"Point","coordinates":[1,2]}"#).await;
    problem(&area, 400, None, "point");
    let area = r#"{"type":"Polygon","coordinates":[[[0,0],[1,1],[0,0]]]}"#;
    problem(&send(Method::POST, "/api/v1/stats", json_type, area).await, 422, Some("geometry"), "short ring");
    let answer = api.send(request(Method::DELETE, "/api/v1/stations/SH-1/cooperation/x", &[], Body::empty())).await;
    problem(&answer, 400, Some("valid_from"), "valid_from");
    assert_eq!(api.json("/api/v1/network").await["revision"], 3, "nothing was written");
}
