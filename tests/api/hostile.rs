//! Whatever comes in a parameter: no route panics, and none answers that the server failed. The routes and
//! their parameters are those of the description, so a new one is tried as soon as it is there.

use axum::body::Body;
use axum::http::{Method, StatusCode};
use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use serde_json::Value;
use tower::ServiceExt as _;

use crate::support::{Api, request};

/// A route that is asked with GET, and its parameters.
#[derive(Clone, Debug)]
struct Route {
    /// Its path, with `{}` parameters.
    path: String,
    /// Names of those, each with an example that is there.
    inside: Vec<(String, String)>,
    query: Vec<String>,
    /// Query parameters that must be there, as a query.
    needed: String,
}

fn routes() -> Vec<Route> {
    let description = serde_json::to_value(forecourt::http::openapi()).expect("json");
    let paths = description["paths"].as_object().expect("paths").clone();
    let reading = paths.into_iter().filter_map(|(path, operations)| Some((path, operations.get("get")?.clone())));
    let route = |(path, operation): (String, Value)| {
        let parameters = operation["parameters"].as_array().cloned().unwrap_or_default();
        let of = |place: &'static str| parameters.iter().filter(move |parameter| parameter["in"] == place);
        let name = |parameter: &Value| parameter["name"].as_str().expect("name").to_owned();
        let example = |parameter: &Value| match &parameter["example"] {
            Value::String(text) if text == "SH-001" => "SH-1".to_owned(),
            Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        Route {
            inside: of("path").map(|parameter| (name(parameter), example(parameter))).collect(),
            query: of("query").map(name).collect(),
            needed: of("query")
                .filter(|parameter| parameter["required"] == true)
                .flat_map(|parameter| ["&".to_owned(), name(parameter), "=".to_owned(), example(parameter)])
                .collect(),
            path,
        }
    };
    reading.map(route).collect()
}

impl Route {
    /// The path with its parameters filled in; `instead` holds one of them and what it is.
    fn filled(&self, instead: Option<(&str, &str)>) -> String {
        self.inside.iter().fold(self.path.clone(), |path, (name, example)| {
            let value = instead.filter(|(other, _)| other == name).map_or(example.as_str(), |(_, value)| value);
            path.replace(&format!("{{{name}}}"), value)
        })
    }
}

/// The text as it stands in a URL.
fn encode(text: &str) -> String {
    text.bytes()
        .map(|byte| if byte.is_ascii_alphanumeric() { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}

/// Asks, and looks only at the head: the change feed's body has no end.
async fn ask(api: &Api, path: &str) {
    let response =
        api.router.clone().oneshot(request(Method::GET, path, &[], Body::empty())).await.expect("infallible");
    let (status, media) = (response.status(), response.headers().get("content-type").cloned());
    let shown: String = path.chars().take(200).collect();
    assert!(!status.is_server_error(), "{status}: {shown}");
    if status.is_client_error() {
        assert_eq!(media.expect("a type"), "application/problem+json", "{status}: {shown}");
    }
}

/// Texts that are wrong, at an edge, or too much, for a parameter of any kind.
fn texts() -> Vec<String> {
    let plain = [
        "",
        " ",
        "0",
        "-0",
        "-1",
        "+1",
        "1e308",
        "-1e400",
        "NaN",
        "nan",
        "inf",
        "-Infinity",
        "4294967295",
        "4294967296",
        "18446744073709551616",
        "0x10",
        "١٢",
        "null",
        "true",
        "none",
        ",",
        ",,,,",
        "..",
        "..2026-01-01",
        "%",
        "\0",
        "\u{feff}",
        "\u{202e}",
        "💥",
        "'",
        "''",
        "\"",
        "\\",
        "' OR 1=1 --",
        "../../etc/passwd",
        "<script>",
        "9999-99-99",
        "0000-00-00",
        "-9999-01-01",
        "1899-12-31",
        "1900-01-01",
        "2199-12-31",
        "2200-01-01",
        "2026-02-29",
        "1900-01-01..2199-12-31",
        "2199-12-31..",
        "..1900-01-01",
        "0001-01-01T00:00:00Z",
        "1970-01-01T00:00:00Z",
        "9999-12-31T23:59:59.999999999Z",
        "-009999-01-02T00:00:00Z",
        "2026-06-30T23:59:60Z",
        "2026-06-30T00:00:00+25:00",
        "2026-06-30T00:00:00.123456789123Z",
        "NaN,NaN",
        "NaN,NaN,NaN,NaN",
        "inf,-inf,inf,-inf",
        "180,-90,-180,90",
        "-180,-90,180,90",
        "180,-90,180,90",
        "170,-10,-170,10",
        "170,-10,-180,10",
        "-180,90",
        "180,-90",
        "1e-320,1e-320",
        "1,2,3",
        "1,2,3,4,5",
        "brand = ",
        "NOT NOT NOT stage = 'x'",
        "stage = 'onlien'",
        "brand LIKE '%%%%%%%%%%%%%%%%%%%%%%x'",
        "S_INTERSECTS(geometry, POLYGON((0 0, 1 1)))",
        "S_INTERSECTS(geometry, BBOX(1,2,1,2))",
        "S_INTERSECTS(geometry, BBOX(1e999,2,1,2))",
        "opened_on > DATE('9999-99-99')",
        "opened_on = DATE('2199-12-31') OR closed_on BETWEEN DATE('1900-01-01') AND DATE('2199-12-31')",
        "brand,brand",
        "stations,gmw",
        "day",
        "sales",
        "admin",
        "province",
        "nowhere",
    ];
    let long = [
        "x".repeat(20_000),
        "9".repeat(20_000),
        "(".repeat(20_000),
        format!("{}brand='x'{}", "(".repeat(10_000), ")".repeat(10_000)),
        "NOT ".repeat(5_000) + "true",
        "1,".repeat(10_000),
        "brand='x' OR ".repeat(1_000) + "true",
    ];
    plain.into_iter().map(str::to_owned).chain(long).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn no_route_fails_on_any_parameter() {
    let api = Api::new();
    let mut asked = 0;
    let encoded: Vec<String> = texts().iter().map(|text| encode(text)).collect();
    let broken = ["%", "%f", "%zz", "%FF", "%C3%28", "%ED%A0%80", "%00"].map(str::to_owned);
    for route in routes() {
        for value in encoded.iter().chain(&broken) {
            for name in &route.query {
                let needed = if route.needed.contains(&format!("&{name}=")) { "" } else { &route.needed };
                ask(&api, &format!("{}?{name}={value}{needed}", route.filled(None))).await;
                asked += 1;
            }
            for (name, _) in &route.inside {
                ask(&api, &route.filled(Some((name, value)))).await;
                asked += 1;
            }
        }
    }
    assert!(asked > 5_000, "only {asked} questions");
    assert_eq!(api.get("/healthz").await.status, StatusCode::OK);
}

#[tokio::test]
async fn no_route_fails_where_parameters_meet() {
    let api = Api::new();
    let edges = ["1900-01-01", "1900-01-02", "2026-06-30", "2199-12-30", "2199-12-31"];
    for at in edges {
        for bucket in ["day", "week", "month", "quarter", "year"] {
            ask(&api, &format!("/api/v1/stats?at={at}&bucket={bucket}")).await;
            for day in edges {
                ask(&api, &format!("/api/v1/stats?at={at}&bucket={bucket}&from={day}")).await;
                ask(&api, &format!("/api/v1/stats?at={at}&bucket={bucket}&to={day}&level=city")).await;
                ask(&api, &format!("/api/v1/stats?bucket={bucket}&from={at}&to={day}&group_by=brand,stage")).await;
            }
        }
        for known_at in ["0001-01-01T00:00:00Z", "1970-01-01T00:00:00Z", "9999-12-30T00:00:00Z"] {
            for path in [
                "/api/v1/stats?level=province&group_by=energy",
                "/api/v1/stats?format=geojson&level=province",
                "/api/v1/stations?near=0,0",
                "/api/v1/stations/SH-1?",
                "/api/v1/regions?",
                "/tiles/stations/0/0/0?cluster=off",
                "/tiles/regions/0/0/0?metrics=coverage_rate",
                "/styles/regions.json?level=city",
            ] {
                let at = if path.contains("regions?") { String::new() } else { format!("&at={at}") };
                ask(&api, &format!("{path}{at}&known_at={known_at}")).await;
            }
        }
    }
    for from in edges {
        for to in edges {
            for more in ["", "&level=city&list=joined", "&list=resumed&limit=1", "&set=admin&within=310000&format=csv"]
            {
                ask(&api, &format!("/api/v1/cooperation/changes?from={from}&to={to}{more}")).await;
            }
            for bucket in ["", "&bucket=day", "&bucket=week", "&bucket=quarter", "&bucket=year&level=province"] {
                for kind in ["snapshot", "flow", "cohort"] {
                    let funnel = format!("/api/v1/cooperation/funnel?kind={kind}{bucket}");
                    ask(&api, &format!("{funnel}&from={from}&to={to}")).await;
                    ask(&api, &format!("{funnel}&at={from}&to={to}")).await;
                    ask(&api, &format!("{funnel}&at={to}&from={from}")).await;
                    ask(&api, &format!("{funnel}&at={from}")).await;
                }
            }
        }
    }
    for near in ["180,90", "-180,-90", "0,0"] {
        for more in ["radius=1e-300", "radius=1e300", "sort=-distance", "limit=0", "limit=1&bbox=170,-90,-170,90"] {
            ask(&api, &format!("/api/v1/stations?near={near}&{more}")).await;
        }
    }
    for place in ["0/0/0", "22/4194303/4194303", "22/0/0", "14/16383/16383", "23/0/0", "0/0/4294967296", "0/-1/0"] {
        for path in ["stations", "regions"] {
            ask(&api, &format!("/tiles/{path}/{place}?at=2199-12-31")).await;
        }
    }
}

#[test]
fn no_route_fails_on_random_text() {
    let runtime = tokio::runtime::Runtime::new().expect("runtime");
    let api = Api::new();
    let routes: Vec<Route> = routes().into_iter().filter(|route| !route.query.is_empty()).collect();
    let part = prop_oneof![
        Just("="),
        Just("("),
        Just(")"),
        Just("'"),
        Just(","),
        Just("brand"),
        Just(" AND "),
        Just("NOT "),
        Just("1"),
        Just("-"),
        Just("."),
        Just("2026-01-01"),
        Just("DATE('"),
        Just("BBOX("),
        Just("S_INTERSECTS(geometry,"),
        Just(" BETWEEN "),
        Just(" IN ("),
        Just(" LIKE "),
        Just("%"),
        Just("opened_on"),
        Just(" IS NULL"),
    ];
    let text = prop_oneof![any::<String>(), proptest::collection::vec(part, 0..12).prop_map(|parts| parts.concat())];
    let case = (0..routes.len(), any::<prop::sample::Index>(), text);
    let mut runner = TestRunner::new(ProptestConfig::with_cases(400));
    let outcome = runner.run(&case, |(route, parameter, text)| {
        let route = &routes[route];
        let name = parameter.get(&route.query);
        runtime.block_on(ask(&api, &format!("{}?{name}={}", route.filled(None), encode(&text))));
        Ok(())
    });
    outcome.expect("no failure");
}
