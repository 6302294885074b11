//! The OpenAPI description: the snapshot that the web's types are generated from, and its completeness.

use std::path::Path;

use serde_json::Value;

/// The committed description; the web's types are generated from it.
const SNAPSHOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/web/openapi.json");

fn description() -> Value {
    serde_json::to_value(forecourt::http::openapi()).expect("the description is JSON")
}

#[test]
fn the_committed_description_is_the_handlers_own() {
    let mut text = serde_json::to_string_pretty(&description()).expect("text");
    text.push('\n');
    if std::env::var_os("UPDATE_OPENAPI").is_some_and(|value| value == "1") {
        std::fs::write(SNAPSHOT, text).expect("write web/openapi.json");
        return;
    }
    let committed = std::fs::read_to_string(Path::new(SNAPSHOT)).unwrap_or_default();
    assert!(
        committed == text,
        "web/openapi.json is not what the handlers say; run `UPDATE_OPENAPI=1 cargo nextest run --test api openapi`, \
         then `npm run types` in web/, and commit both"
    );
}

#[test]
fn everything_is_described() {
    let description = description();
    for (path, operations) in description["paths"].as_object().expect("paths") {
        for (method, operation) in operations.as_object().expect("operations") {
            let here = format!("{method} {path}");
            let text = |value: &Value| value.as_str().is_some_and(|text| !text.trim().is_empty());
            assert!(text(&operation["summary"]) && text(&operation["operationId"]), "{here}");
            for parameter in operation["parameters"].as_array().into_iter().flatten() {
                assert!(text(&parameter["description"]), "{here}: {}", parameter["name"]);
                assert!(parameter["schema"].is_object(), "{here}: {}", parameter["name"]);
            }
            for (status, response) in operation["responses"].as_object().expect("responses") {
                assert!(text(&response["description"]), "{here}: {status}");
                let has_body = response["content"].is_object();
                assert_eq!(has_body, !["204", "304"].contains(&status.as_str()), "{here}: {status}");
            }
        }
    }
}

#[test]
fn every_reference_leads_somewhere() {
    let description = description();
    let schemas = &description["components"]["schemas"];
    let mut pending = vec![&description];
    while let Some(value) = pending.pop() {
        match value {
            Value::Object(map) => {
                if let Some(reference) = map.get("$ref").and_then(Value::as_str) {
                    let name = reference.strip_prefix("#/components/schemas/").expect(reference);
                    assert!(schemas.get(name).is_some(), "{name} is not there");
                }
                pending.extend(map.values());
            }
            Value::Array(items) => pending.extend(items),
            _ => {}
        }
    }
}
