//! Every operation of the description, asked once: its answer must be one that the description lists, and
//! of the shape that it says.

use std::collections::BTreeSet;

use axum::body::Body;
use axum::http::{Method, Request, StatusCode};
use serde_json::{Map, Value};
use tower::ServiceExt as _;

use crate::support::{Answer, Api, request};

/// What is wrong with a value by its schema, if anything is.
fn check(root: &Value, schema: &Value, value: &Value) -> Result<(), String> {
    let mut known = BTreeSet::new();
    check_part(root, schema, value, &mut known)?;
    match value {
        Value::Object(map) if !known.is_empty() => match map.keys().find(|name| !known.contains(*name)) {
            Some(name) => Err(format!("{name} is not described")),
            None => Ok(()),
        },
        _ => Ok(()),
    }
}

/// The same for one part of a schema that may have several; gathers the names of properties.
fn check_part(root: &Value, schema: &Value, value: &Value, known: &mut BTreeSet<String>) -> Result<(), String> {
    if let Some(reference) = schema["$ref"].as_str() {
        let name = reference.rsplit('/').next().unwrap_or_default();
        return check_part(root, &root["components"]["schemas"][name], value, known);
    }
    for part in schema["allOf"].as_array().into_iter().flatten() {
        check_part(root, part, value, known)?;
    }
    if let Some(options) = schema["oneOf"].as_array().or_else(|| schema["anyOf"].as_array()) {
        let reasons: Vec<String> = options.iter().filter_map(|option| check(root, option, value).err()).collect();
        if reasons.len() == options.len() {
            return Err(format!("none of the options: {}", reasons.join("; ")));
        }
    }
    let types: Vec<&str> = match &schema["type"] {
        Value::String(one) => vec![one],
        Value::Array(many) => many.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    };
    let fits = |name: &str| match name {
        "null" => value.is_null(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_u64() || value.is_i64(),
        "number" => value.is_number(),
        "string" => value.is_string(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        other => panic!("type {other}"),
    };
    if !types.is_empty() && !types.iter().any(|name| fits(name)) {
        return Err(format!("{value} is not {types:?}"));
    }
    if schema["enum"].as_array().is_some_and(|allowed| !allowed.contains(value)) {
        return Err(format!("{value} is not one of {}", schema["enum"]));
    }
    match value {
        Value::Array(items) if schema["items"].is_object() => {
            items.iter().try_for_each(|item| check(root, &schema["items"], item))
        }
        Value::Object(map) => check_properties(root, schema, map, known),
        _ => Ok(()),
    }
}

fn check_properties(
    root: &Value,
    schema: &Value,
    map: &Map<String, Value>,
    known: &mut BTreeSet<String>,
) -> Result<(), String> {
    for name in schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str) {
        map.get(name).ok_or_else(|| format!("{name} is missing"))?;
    }
    for (name, property) in schema["properties"].as_object().into_iter().flatten() {
        known.insert(name.clone());
        if let Some(value) = map.get(name) {
            check(root, property, value).map_err(|reason| format!("{name}: {reason}"))?;
        }
    }
    if schema["additionalProperties"].is_object() {
        for (name, value) in map {
            known.insert(name.clone());
            check(root, &schema["additionalProperties"], value).map_err(|reason| format!("{name}: {reason}"))?;
        }
    }
    Ok(())
}

/// Samples: method, path as described, path as asked, content type, body, status.
#[rustfmt::skip]
pub(crate) const SAMPLES: &[(&str, &str, &str, &str, &str, u16)] = &[
    ("get", "/healthz", "/healthz", "", "", 200),
    ("get", "/readyz", "/readyz", "", "", 200),
    ("get", "/api/v1/network", "/api/v1/network", "", "", 200),
    ("get", "/api/v1/network", "/api/v1/network?x=1", "", "", 400),
    ("get", "/api/v1/metrics", "/api/v1/metrics", "", "", 200),
    ("get", "/api/v1/regions", "/api/v1/regions", "", "", 200),
    ("get", "/api/v1/regions/{set}", "/api/v1/regions/admin?level=province", "", "", 200),
    ("get", "/api/v1/regions/{set}", "/api/v1/regions/x", "", "", 404),
    ("get", "/api/v1/regions/{set}/{code}", "/api/v1/regions/admin/310115?geometry=true", "", "", 200),
    ("get", "/api/v1/regions/{set}/{code}/history", "/api/v1/regions/admin/310115/history", "", "", 200),
    ("get", "/api/v1/regions/{set}/{code}/history", "/api/v1/regions/admin/x/history", "", "", 404),
    ("get", "/api/v1/stats", "/api/v1/stats?level=province&group_by=brand&bucket=month", "", "", 200),
    ("get", "/api/v1/stats", "/api/v1/stats", "", "", 200),
    ("get", "/api/v1/stats", "/api/v1/stats?format=csv", "", "", 200),
    ("get", "/api/v1/stats", "/api/v1/stats?format=xlsx", "", "", 200),
    ("get", "/api/v1/stats", "/api/v1/stats?format=geojson&level=province", "", "", 200),
    ("get", "/api/v1/stats", "/api/v1/stats?at=x", "", "", 400),
    ("get", "/api/v1/stats", "/api/v1/stats?metrics=gmv,fee_rate,volume_litres&from=2026-01-01&to=2026-02-01", "", "", 200),
    ("get", "/api/v1/stats/explain", "/api/v1/stats/explain?metric=fee_rate", "", "", 200),
    ("get", "/api/v1/stats/explain", "/api/v1/stats/explain?metric=online", "", "", 200),
    ("get", "/api/v1/stats/explain", "/api/v1/stats/explain?metric=fee", "", "", 400),
    ("get", "/api/v1/stats/explain/rows", "/api/v1/stats/explain/rows?metric=online&part=counted", "", "", 200),
    ("get", "/api/v1/stats/explain/rows", "/api/v1/stats/explain/rows?metric=online&part=x", "", "", 400),
    ("post", "/api/v1/stats", "/api/v1/stats", "application/json",
        r#"{"type":"Polygon","coordinates":[[[121,31],[122,31],[122,32],[121,31]]]}"#, 200),
    ("post", "/api/v1/stats", "/api/v1/stats", "text/plain", "x", 415),
    ("get", "/api/v1/cooperation/changes", "/api/v1/cooperation/changes?from=2026-04-30&to=2026-05-31", "", "", 200),
    ("get", "/api/v1/cooperation/changes",
        "/api/v1/cooperation/changes?from=2026-04-30&to=2026-05-31&level=province&list=paused", "", "", 200),
    ("get", "/api/v1/cooperation/changes", "/api/v1/cooperation/changes?from=2026-04-30&to=2026-05-31&format=csv",
        "", "", 200),
    ("get", "/api/v1/cooperation/changes", "/api/v1/cooperation/changes?from=2026-04-30&to=2026-05-31&format=xlsx",
        "", "", 200),
    ("get", "/api/v1/cooperation/changes", "/api/v1/cooperation/changes?from=2026-04-30", "", "", 400),
    ("get", "/api/v1/cooperation/funnel", "/api/v1/cooperation/funnel?kind=snapshot&level=province", "", "", 200),
    ("get", "/api/v1/cooperation/funnel",
        "/api/v1/cooperation/funnel?kind=flow&from=2026-01-01&to=2027-01-01&bucket=month", "", "", 200),
    ("get", "/api/v1/cooperation/funnel", "/api/v1/cooperation/funnel?kind=cohort&bucket=quarter", "", "", 200),
    ("get", "/api/v1/cooperation/funnel", "/api/v1/cooperation/funnel?kind=snapshot&format=csv", "", "", 200),
    ("get", "/api/v1/cooperation/funnel", "/api/v1/cooperation/funnel?kind=snapshot&format=xlsx&headers=zh", "", "", 200),
    ("get", "/api/v1/cooperation/funnel", "/api/v1/cooperation/funnel", "", "", 400),
    ("get", "/api/v1/fees/rates", "/api/v1/fees/rates?bins=5", "", "", 200),
    ("get", "/api/v1/fees/rates", "/api/v1/fees/rates?format=csv", "", "", 200),
    ("get", "/api/v1/fees/rates", "/api/v1/fees/rates?format=xlsx&rows=outliers", "", "", 200),
    ("get", "/api/v1/fees/rates", "/api/v1/fees/rates?bins=x", "", "", 400),
    ("get", "/api/v1/fees/change", "/api/v1/fees/change?level=province", "", "", 200),
    ("get", "/api/v1/fees/change", "/api/v1/fees/change?format=csv", "", "", 200),
    ("get", "/api/v1/fees/change", "/api/v1/fees/change?format=xlsx", "", "", 200),
    ("get", "/api/v1/fees/change", "/api/v1/fees/change?at=2026-01-01", "", "", 400),
    ("get", "/api/v1/stations", "/api/v1/stations?near=121,31&limit=2", "", "", 200),
    ("get", "/api/v1/stations", "/api/v1/stations?metrics=gmv,fee_rate,orders,contracts_active&sort=-fee_rate", "", "", 200),
    ("get", "/api/v1/stations", "/api/v1/stations?metrics=gmv&format=csv", "", "", 200),
    ("get", "/api/v1/stations", "/api/v1/stations?format=xlsx&headers=zh", "", "", 200),
    ("post", "/api/v1/stations", "/api/v1/stations", "application/json", r#"{"code":"N","location":[121.5,31.2]}"#, 201),
    ("post", "/api/v1/stations", "/api/v1/stations", "application/json", r#"{"code":"N","location":[121.5,31.2]}"#, 409),
    ("post", "/api/v1/stations", "/api/v1/stations", "application/json", r#"{"code":"M"}"#, 422),
    ("get", "/api/v1/stations/{code}", "/api/v1/stations/SH-1", "", "", 200),
    ("patch", "/api/v1/stations/{code}", "/api/v1/stations/N", "application/merge-patch+json", r#"{"brand":"x"}"#, 200),
    ("delete", "/api/v1/stations/{code}", "/api/v1/stations/N", "", "", 204),
    ("delete", "/api/v1/stations/{code}", "/api/v1/stations/N", "", "", 404),
    ("get", "/api/v1/stations/{code}/timeline", "/api/v1/stations/SH-1/timeline", "", "", 200),
    ("get", "/api/v1/stations/{code}/history", "/api/v1/stations/SH-1/history", "", "", 200),
    ("get", "/api/v1/stations/{code}/cooperation", "/api/v1/stations/SH-1/cooperation", "", "", 200),
    ("post", "/api/v1/stations/{code}/cooperation", "/api/v1/stations/SH-1/cooperation", "application/json",
        r#"{"valid_from":"2026-06-01","stage":"online"}"#, 201),
    ("delete", "/api/v1/stations/{code}/cooperation/{valid_from}", "/api/v1/stations/SH-1/cooperation/2026-06-01",
        "", "", 204),
    ("post", "/api/v1/cooperation", "/api/v1/cooperation?brand=nio", "application/json",
        r#"{"valid_from":"2026-06-01","stage":"online","dry_run":true}"#, 200),
    ("post", "/api/v1/cooperation", "/api/v1/cooperation", "application/json",
        r#"{"stations":["XX"],"valid_from":"2026-06-01","stage":"online"}"#, 422),
    ("get", "/api/v1/revisions", "/api/v1/revisions?limit=2", "", "", 200),
    ("get", "/api/v1/revisions", "/api/v1/revisions?kind=import,undo", "", "", 200),
    ("post", "/api/v1/revisions/{revision}/undo", "/api/v1/revisions/1/undo", "", "", 422),
    ("post", "/api/v1/revisions/{revision}/undo", "/api/v1/revisions/99/undo", "", "", 404),
    ("post", "/api/v1/stations/{code}/cooperation", "/api/v1/stations/SH-2/cooperation", "application/json",
        r#"{"valid_from":"2026-06-02","stage":"paused"}"#, 201),
    ("post", "/api/v1/revisions/{revision}/undo", "/api/v1/revisions/2/undo?dry_run=true", "", "", 409),
    ("post", "/api/v1/revisions/{revision}/undo", "/api/v1/revisions/3/undo?dry_run=true", "", "", 200),
    ("post", "/api/v1/stations/{code}/notes", "/api/v1/stations/SH-1/notes", "application/json",
        r#"{"at":"2026-06-01","text":"x"}"#, 201),
    ("post", "/api/v1/stations/{code}/notes", "/api/v1/stations/SH-1/notes", "application/json",
        r#"{"at":"2026-06-01","text":"x"}"#, 200),
    ("get", "/api/v1/stations/{code}/notes", "/api/v1/stations/SH-1/notes", "", "", 200),
    ("patch", "/api/v1/stations/{code}/notes/{number}", "/api/v1/stations/SH-1/notes/1", "application/json",
        r#"{"author":"y"}"#, 200),
    ("delete", "/api/v1/stations/{code}/notes/{number}", "/api/v1/stations/SH-1/notes/1", "", "", 204),
    ("post", "/api/v1/contracts", "/api/v1/contracts", "application/json",
        r#"{"number":"C","counterparty":"x","stations":["SH-1"],"signed_on":"2020-01-01","from":"2020-01-01"}"#, 201),
    ("post", "/api/v1/contracts", "/api/v1/contracts", "application/json",
        r#"{"number":"D","counterparty":"x","stations":["SH-1"],"signed_on":"2020-01-01","from":"2020-01-01"}"#, 201),
    ("post", "/api/v1/contracts", "/api/v1/contracts", "application/json",
        r#"{"number":"D","counterparty":"x","from":"2020-01-01"}"#, 409),
    ("get", "/api/v1/contracts", "/api/v1/contracts", "", "", 200),
    ("get", "/api/v1/contracts", "/api/v1/contracts?station=XX", "", "", 404),
    ("get", "/api/v1/contracts/overlaps", "/api/v1/contracts/overlaps", "", "", 200),
    ("patch", "/api/v1/contracts/{number}", "/api/v1/contracts/C", "application/merge-patch+json", r#"{"renews":"D"}"#, 200),
    ("put", "/api/v1/fees", "/api/v1/fees", "application/json",
        r#"{"contract":"C","component":"payment","basis":"percent_of_gmv","rate":"1%","from":"2020-01-01"}"#, 201),
    ("put", "/api/v1/fees", "/api/v1/fees", "application/json",
        r#"{"contract":"C","component":"payment","basis":"per_order","rate":"1","from":"2020-01-01"}"#, 200),
    ("get", "/api/v1/fees", "/api/v1/fees", "", "", 200),
    ("get", "/api/v1/fees", "/api/v1/fees?station=SH-1&effective=true", "", "", 200),
    ("get", "/api/v1/contracts/{number}", "/api/v1/contracts/C", "", "", 200),
    ("get", "/api/v1/contracts/{number}/history", "/api/v1/contracts/C/history", "", "", 200),
    ("put", "/api/v1/performance", "/api/v1/performance", "application/json",
        r#"{"station":"SH-1","date":"2026-06-01","gmv":"10","orders":2}"#, 201),
    ("put", "/api/v1/performance", "/api/v1/performance", "application/json",
        r#"{"station":"SH-1","date":"2026-06-01","gmv":"11"}"#, 200),
    ("get", "/api/v1/performance", "/api/v1/performance?station=SH-1&from=2026-06-01&to=2026-07-01", "", "", 200),
    ("get", "/api/v1/stations/{code}/account", "/api/v1/stations/SH-1/account?at=2026-06-30", "", "", 200),
    ("delete", "/api/v1/performance", "/api/v1/performance?station=SH-1&date=2026-06-01", "", "", 204),
    ("delete", "/api/v1/fees", "/api/v1/fees?contract=C&component=payment&from=2020-01-01", "", "", 204),
    ("delete", "/api/v1/contracts/{number}", "/api/v1/contracts/C", "", "", 204),
    ("post", "/api/v1/campaigns", "/api/v1/campaigns", "application/json",
        r#"{"code":"A","mechanism":"coupon","funded_by":"shared","from":"2026-01-01","budget":"5"}"#, 201),
    ("get", "/api/v1/campaigns", "/api/v1/campaigns", "", "", 200),
    ("get", "/api/v1/campaigns/{code}", "/api/v1/campaigns/A", "", "", 200),
    ("patch", "/api/v1/campaigns/{code}", "/api/v1/campaigns/A", "application/json", r#"{"name":"x"}"#, 200),
    ("put", "/api/v1/campaigns/{code}/stations/{station}", "/api/v1/campaigns/A/stations/SH-1", "application/json",
        "{}", 201),
    ("put", "/api/v1/campaigns/{code}/stations/{station}", "/api/v1/campaigns/A/stations/SH-1", "application/json",
        r#"{"to":"2026-02-01"}"#, 200),
    ("get", "/api/v1/campaigns/{code}/stations", "/api/v1/campaigns/A/stations", "", "", 200),
    ("get", "/api/v1/campaigns/{code}/history", "/api/v1/campaigns/A/history", "", "", 200),
    ("delete", "/api/v1/campaigns/{code}/stations/{station}", "/api/v1/campaigns/A/stations/SH-1", "", "", 204),
    ("delete", "/api/v1/campaigns/{code}", "/api/v1/campaigns/A", "", "", 204),
    ("get", "/api/v1/campaigns/{code}/comparison", "/api/v1/campaigns/C-1/comparison?controls=true&at=2026-04-30", "", "", 200),
    ("get", "/api/v1/campaigns/{code}/comparison", "/api/v1/campaigns/C-1/comparison", "", "", 200),
    ("get", "/api/v1/campaigns/{code}/comparison", "/api/v1/campaigns/C-1/comparison?format=xlsx", "", "", 200),
    ("get", "/api/v1/campaigns/{code}/comparison", "/api/v1/campaigns/C-1/comparison?metric=x", "", "", 400),
    ("get", "/api/v1/campaigns/{code}/comparison", "/api/v1/campaigns/X/comparison", "", "", 404),
    ("get", "/api/v1/campaigns/comparison", "/api/v1/campaigns/comparison?codes=C-1,C-2&metric=orders", "", "", 200),
    ("get", "/api/v1/campaigns/comparison", "/api/v1/campaigns/comparison?codes=C-1&format=csv&table=weeks", "", "", 200),
    ("post", "/api/v1/campaigns/{code}/comparisons", "/api/v1/campaigns/C-1/comparisons", "application/json",
        r#"{"title":"T","controls":"true","metric":"volume"}"#, 201),
    ("post", "/api/v1/campaigns/{code}/comparisons", "/api/v1/campaigns/C-1/comparisons", "application/json", "{}", 422),
    ("get", "/api/v1/campaigns/{code}/comparisons", "/api/v1/campaigns/C-1/comparisons", "", "", 200),
    ("get", "/api/v1/campaigns/{code}/comparisons/{number}", "/api/v1/campaigns/C-1/comparisons/1", "", "", 200),
    ("get", "/api/v1/campaigns/{code}/comparisons/{number}/reproduce",
        "/api/v1/campaigns/C-1/comparisons/1/reproduce", "", "", 200),
    ("delete", "/api/v1/campaigns/{code}/comparisons/{number}", "/api/v1/campaigns/C-1/comparisons/1", "", "", 204),
    ("delete", "/api/v1/campaigns/{code}/comparisons/{number}", "/api/v1/campaigns/C-1/comparisons/1", "", "", 404),
    ("post", "/api/v1/imports", "/api/v1/imports?kind=stations", "application/octet-stream", "code,x\n", 202),
    ("post", "/api/v1/imports", "/api/v1/imports?kind=stations&upload=x", "", "", 404),
    ("get", "/api/v1/imports", "/api/v1/imports", "", "", 200),
    ("get", "/api/v1/imports/{id}", "/api/v1/imports/1", "", "", 200),
    ("get", "/api/v1/imports/{id}/errors", "/api/v1/imports/1/errors", "", "", 200),
    ("get", "/api/v1/imports/{id}/errors", "/api/v1/imports/1/errors?format=csv", "", "", 200),
    ("get", "/api/v1/imports/{id}/errors", "/api/v1/imports/1/errors?format=xlsx&headers=zh", "", "", 200),
    ("get", "/api/v1/imports/{id}/errors", "/api/v1/imports/99/errors", "", "", 404),
    ("post", "/api/v1/uploads", "/api/v1/uploads?name=a.csv", "application/octet-stream", "code,x\n", 201),
    ("post", "/api/v1/uploads", "/api/v1/uploads", "multipart/form-data", "x", 415),
    ("get", "/api/v1/uploads/{id}", "/api/v1/uploads/x", "", "", 404),
    ("delete", "/api/v1/uploads/{id}", "/api/v1/uploads/x", "", "", 404),
    ("get", "/api/v1/exports/{kind}", "/api/v1/exports/stations?headers=zh", "", "", 200),
    ("get", "/api/v1/exports/{kind}", "/api/v1/exports/performance?format=xlsx", "", "", 200),
    ("get", "/api/v1/exports/{kind}", "/api/v1/exports/stations?format=geojson", "", "", 200),
    ("get", "/api/v1/exports/{kind}", "/api/v1/exports/notes?format=geojson", "", "", 400),
    ("get", "/api/v1/exports/{kind}", "/api/v1/exports/x", "", "", 404),
    ("get", "/api/v1/templates/{kind}", "/api/v1/templates/stations", "", "", 200),
    ("get", "/api/v1/templates/{kind}", "/api/v1/templates/stations?format=csv&lang=en", "", "", 200),
    ("get", "/api/v1/templates/{kind}", "/api/v1/templates/stations?lang=fr", "", "", 400),
    ("get", "/api/v1/templates/{kind}", "/api/v1/templates/x", "", "", 404),
    ("get", "/api/v1/changes", "/api/v1/changes", "", "", 200),
    ("get", "/tiles/stations", "/tiles/stations", "", "", 200),
    ("get", "/tiles/stations/{z}/{x}/{y}", "/tiles/stations/0/0/0", "", "", 200),
    ("get", "/tiles/stations/{z}/{x}/{y}", "/tiles/stations/5/0/0", "", "", 204),
    ("get", "/tiles/regions", "/tiles/regions", "", "", 200),
    ("get", "/tiles/regions/{z}/{x}/{y}", "/tiles/regions/0/0/0", "", "", 200),
    ("get", "/styles/{file}", "/styles/regions.json", "", "", 200),
    ("get", "/styles/{file}", "/styles/x.json", "", "", 404),
    ("get", "/basemap/{z}/{x}/{y}", "/basemap/3/6/3", "", "", 200),
    ("get", "/basemap/{z}/{x}/{y}", "/basemap/5/1/11", "", "", 204),
    ("get", "/basemap/{file}", "/basemap/world.json", "", "", 200),
];

/// The request of a sample.
pub(crate) fn asking(method: &str, path: &str, media: &str, body: &'static str) -> Request<Body> {
    let headers: Vec<(&str, &str)> = if media.is_empty() { vec![] } else { vec![("content-type", media)] };
    let method = Method::from_bytes(method.to_uppercase().as_bytes()).expect("method");
    request(method, path, &headers, Body::from(body))
}

#[tokio::test(flavor = "multi_thread")]
async fn answers_are_what_the_description_says() {
    let api = Api::new();
    crate::comparisons::campaigns(&api);
    let description = serde_json::to_value(forecourt::http::openapi()).expect("description");
    let mut sampled = BTreeSet::new();
    for &(method, template, path, media, body, status) in SAMPLES {
        let here = format!("{method} {path}");
        let operation = &description["paths"][template][method];
        assert!(operation.is_object(), "{here} is not described");
        let request = asking(method, path, media, body);
        let answer = if template == "/api/v1/changes" {
            // A feed has no end, so only its head is looked at.
            let (parts, _) = api.router.clone().oneshot(request).await.expect("infallible").into_parts();
            Answer { status: parts.status, headers: parts.headers, body: Vec::new() }
        } else {
            api.send(request).await
        };
        assert_eq!(answer.status, StatusCode::from_u16(status).expect("status"), "{here}: {}", answer.text());
        let described = &operation["responses"][status.to_string()];
        assert!(described.is_object(), "{here}: {status} is not described");
        let given = answer.header("content-type").split(';').next().unwrap_or_default().to_owned();
        if let Some(content) = described["content"].as_object() {
            let schema = content.get(&given).unwrap_or_else(|| panic!("{here}: {given} is not described"));
            if given.ends_with("json") {
                let checked = check(&description, &schema["schema"], &answer.json());
                assert!(checked.is_ok(), "{here}: {}", checked.unwrap_err());
            }
        } else {
            assert!(answer.body.is_empty(), "{here}: a body that is not described");
        }
        sampled.insert((method, template));
    }
    for (path, operations) in description["paths"].as_object().expect("paths") {
        for method in operations.as_object().expect("operations").keys() {
            assert!(sampled.contains(&(method.as_str(), path.as_str())), "{method} {path} has no sample");
        }
    }
}
