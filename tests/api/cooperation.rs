//! Movements between two dates and the three funnels: values, lists, labels, formats, and what is refused.

use axum::http::{Method, StatusCode};
use calamine::{Data, DataType as _};
use serde_json::{Value, json};

use crate::support::{Api, XLSX, sheet};

const CHANGES: &str = "/api/v1/cooperation/changes";
const FUNNEL: &str = "/api/v1/cooperation/funnel";
const MAY: &str = "from=2026-04-30&to=2026-05-31";

fn row<'a>(answer: &'a Value, region: &str) -> &'a Value {
    let rows = answer["rows"].as_array().expect("rows");
    &rows.iter().find(|row| row["region"] == region).expect("a row")["values"]
}

/// What says what an answer is, and describes every one of its figures.
fn is_labelled(answer: &Value, kind: &str) {
    assert_eq!(answer["kind"], kind);
    for text in ["label", "note"] {
        assert!(answer[text]["zh"].is_string() && answer[text]["en"].is_string(), "{text}: {answer}");
    }
    let metrics = answer["metrics"].as_array().expect("metrics");
    let described: Vec<&str> = metrics.iter().filter_map(|metric| metric["id"].as_str()).collect();
    let given: Vec<&String> = answer["total"]["values"].as_object().expect("values").keys().collect();
    assert_eq!(described, given);
    for metric in metrics {
        assert!(metric["formula"]["zh"].is_string() && metric["formula"]["en"].is_string(), "{metric}");
    }
}

#[tokio::test]
async fn may_nets_minus_one() {
    let api = Api::new();
    let answer = api.json(&format!("{CHANGES}?{MAY}&level=province")).await;
    is_labelled(&answer, "changes");
    assert_eq!(
        (&answer["from"], &answer["to"], &answer["set"], &answer["level"], &answer["list"]),
        (&json!("2026-04-30"), &json!("2026-05-31"), &json!("admin"), &json!("province"), &Value::Null)
    );
    let total = json!({"online_before": 4, "joined": 0, "resumed": 0, "paused": 1, "left": 0, "net": -1,
        "online_after": 3});
    assert_eq!(answer["total"]["values"], total);
    assert_eq!(answer["rows"].as_array().map(Vec::len), Some(34), "every region of the level has its row");
    assert_eq!(row(&answer, "310000")["net"], -1);
    assert_eq!(row(&answer, "110000")["online_after"], 1);
    assert_eq!(answer["unassigned"]["values"]["online_before"], 0);
}

#[tokio::test]
async fn net_is_the_difference_of_statistics() {
    let api = Api::new();
    for question in ["", "stage=online", "stage=paused", "brand=nio,sinopec", "within=310000", "energy=none"] {
        for (from, to) in [("2019-12-31", "2026-04-15"), ("2020-06-01", "2024-06-01"), ("2026-04-15", "2026-05-15")] {
            let moves = api.json(&format!("{CHANGES}?from={from}&to={to}&{question}")).await;
            let online = async |at: &str| {
                let stats = api.json(&format!("/api/v1/stats?at={at}&metrics=online&{question}")).await;
                stats["total"]["values"]["online"].as_i64().expect("online")
            };
            let values = &moves["total"]["values"];
            assert_eq!(values["net"].as_i64(), Some(online(to).await - online(from).await), "{question} {from} {to}");
        }
    }
}

#[tokio::test]
async fn lists_open_to_their_stations() {
    let api = Api::new();
    let paused = api.json(&format!("{CHANGES}?{MAY}&list=paused")).await;
    let item = json!({"code": "SH-1", "name": "世纪大道站", "brand": "sinopec", "regions": {"admin": "310115"},
        "stage_before": "online", "stage_after": "paused", "day": "2026-05-01", "opened_on": "2020-01-01",
        "closed_on": null});
    assert_eq!(paused["list"], json!({"movement": "paused", "matched": 1, "items": [item], "next": null}));
    // SH-4 closes while its stage stays online.
    let left = api.json(&format!("{CHANGES}?from=2023-12-31&to=2024-01-01&list=left")).await;
    let gone = &left["list"]["items"][0];
    assert_eq!(
        (&gone["code"], &gone["stage_after"], &gone["day"], &gone["closed_on"]),
        (&json!("SH-4"), &json!("online"), &json!("2024-01-01"), &json!("2024-01-01"))
    );
    let whole = api.json(&format!("{CHANGES}?from=2019-12-31&to=2026-04-15&list=joined")).await;
    assert_eq!(whole["list"]["matched"], whole["total"]["values"]["joined"]);
    let codes = |answer: &Value| {
        let items = answer["list"]["items"].as_array().expect("items");
        items.iter().map(|item| item["code"].as_str().expect("code").to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(codes(&whole), ["BJ-2", "SH-1", "SH-2", "SH-3"]);
    let (mut seen, mut cursor) = (Vec::new(), String::new());
    loop {
        let page = api.json(&format!("{CHANGES}?from=2019-12-31&to=2026-04-15&list=joined&limit=3{cursor}")).await;
        seen.extend(codes(&page));
        match page["list"]["next"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => break,
        }
    }
    assert_eq!(seen, codes(&whole));
    let other = api.get(&format!("{CHANGES}?{MAY}&list=left{cursor}")).await;
    assert_eq!(other.json()["parameter"], "cursor", "a cursor keeps to its list");
}

#[tokio::test]
async fn who_comes_back_has_resumed() {
    let api = Api::new();
    let body = json!({"valid_from": "2026-06-01", "stage": "online"});
    let answer = api.put(Method::POST, "/api/v1/stations/SH-1/cooperation", "application/json", &body).await;
    assert_eq!(answer.status, StatusCode::CREATED);
    let june = api.json(&format!("{CHANGES}?from=2026-05-31&to=2026-06-30&list=resumed")).await;
    let values = &june["total"]["values"];
    assert_eq!((&values["resumed"], &values["joined"], &values["net"]), (&json!(1), &json!(0), &json!(1)));
    assert_eq!(june["list"]["items"][0]["day"], "2026-06-01");
}

#[tokio::test]
async fn a_stock_says_where_stations_stand() {
    let api = Api::new();
    let answer = api.json(&format!("{FUNNEL}?kind=snapshot&at=2026-05-15&level=province")).await;
    is_labelled(&answer, "snapshot");
    assert_eq!((&answer["at"], &answer["from"], &answer["to"]), (&json!("2026-05-15"), &Value::Null, &Value::Null));
    let total = json!({"stations": 7, "no_stage": 2, "prospect": 0, "negotiating": 1, "signed": 0, "online": 3,
        "paused": 1, "terminated": 0, "closed": 1, "reached_prospect": 5, "reached_negotiating": 5, "reached_signed": 4,
        "reached_online": 4});
    assert_eq!(answer["total"]["values"], total);
    assert_eq!(row(&answer, "310000")["reached_online"], 3);
    assert_eq!(answer["unassigned"]["values"]["no_stage"], 1);
    let stats = api.json("/api/v1/stats?at=2026-05-15&metrics=stations,online,paused,closed").await;
    for (id, value) in stats["total"]["values"].as_object().expect("values") {
        assert_eq!(&answer["total"]["values"][id], value, "{id}");
    }
}

#[tokio::test]
async fn a_flow_counts_entries() {
    let api = Api::new();
    let year = format!("{FUNNEL}?kind=flow&from=2026-03-10&to=2026-05-02");
    let answer = api.json(&format!("{year}&bucket=month")).await;
    is_labelled(&answer, "flow");
    assert_eq!(
        (&answer["at"], &answer["from"], &answer["to"], &answer["unassigned"]),
        (&Value::Null, &json!("2026-03-10"), &json!("2026-05-02"), &Value::Null)
    );
    let rows: Vec<(&Value, Vec<i64>)> = answer["rows"]
        .as_array()
        .expect("rows")
        .iter()
        .map(|row| {
            let ids = ["entries_prospect", "entries_signed", "entries_online", "entries_paused"];
            (&row["bucket"], ids.iter().filter_map(|id| row["values"][id].as_i64()).collect())
        })
        .collect();
    let expected = [
        (&json!("2026-03-01"), vec![0, 1, 0, 0]),
        (&json!("2026-04-01"), vec![0, 0, 1, 0]),
        (&json!("2026-05-01"), vec![0, 0, 0, 1]),
    ];
    assert_eq!(rows, expected, "the first bucket is cut off where the period begins");
    assert_eq!(answer["total"]["values"]["stations_online"], 1);
    assert_eq!(api.json(&year).await["rows"], json!([]));
}

#[tokio::test]
async fn the_cohort_of_march_still_counts_it() {
    let api = Api::new();
    let march = api.json(&format!("{FUNNEL}?kind=cohort&from=2026-03-01&to=2026-04-01&at=2026-05-15")).await;
    is_labelled(&march, "cohort");
    let total = json!({"cohort": 1, "reached_negotiating": 1, "reached_signed": 1, "reached_online": 1,
        "share_negotiating": 1.0, "share_signed": 1.0, "share_online": 1.0, "median_days_negotiating": 19.0,
        "median_days_signed": 19.0, "median_days_online": 31.0, "never_prospect": 0});
    assert_eq!(march["total"]["values"], total);
    let months = api.json(&format!("{FUNNEL}?kind=cohort&bucket=month&at=2026-05-15&level=city")).await;
    assert_eq!((&months["from"], &months["to"]), (&json!("2025-06-01"), &json!("2026-05-16")));
    let rows = months["rows"].as_array().expect("rows");
    let march = rows.iter().find(|row| row["bucket"] == "2026-03-01").expect("March");
    assert_eq!((&march["name"], &march["values"]["reached_online"]), (&json!("上海市"), &json!(1)));
    assert!(rows.iter().all(|row| row["bucket"] == "2026-03-01" || row["values"]["share_online"].is_null()));
    assert_eq!(months["total"]["values"]["never_prospect"], 1, "SH-3 began online in June 2025");
}

#[tokio::test]
async fn answers_are_csv_too() {
    let api = Api::new();
    let csv = async |path: String| {
        let answer = api.get(&path).await;
        assert_eq!((answer.status, answer.header("content-type")), (StatusCode::OK, "text/csv; charset=utf-8"));
        answer.text()
    };
    let total = csv(format!("{CHANGES}?{MAY}&format=csv")).await;
    assert_eq!(
        total,
        "region,name,bucket,online_before,joined,resumed,paused,left,net,online_after\n,,,4,0,0,1,0,-1,3\n"
    );
    let rows = csv(format!("{CHANGES}?{MAY}&format=csv&level=province")).await;
    assert!(rows.lines().count() == 35 && rows.contains("310000,上海市,,3,0,0,1,0,-1,2\n"), "{rows}");
    let list = csv(format!("{CHANGES}?{MAY}&format=csv&list=paused")).await;
    assert!(list.contains("SH-1,世纪大道站,sinopec,online,paused,2026-05-01,2020-01-01,,admin:310115\n"), "{list}");
    let cohort = csv(format!("{FUNNEL}?kind=cohort&from=2026-04-01&to=2026-05-01&format=csv")).await;
    assert!(cohort.ends_with("\n,,,0,0,0,0,,,,,,,0\n"), "{cohort}");
}

#[tokio::test]
async fn answers_are_workbooks_too() {
    let api = Api::new();
    let rows = async |path: String, name| {
        let answer = api.get(&path).await;
        assert_eq!((answer.status, answer.header("content-type")), (StatusCode::OK, XLSX), "{path}");
        sheet(&answer, name)
    };
    let total = rows(format!("{CHANGES}?{MAY}&format=xlsx"), "changes").await;
    assert_eq!((&total[0][8], &total[1][8], total.len()), (&"net".to_owned().into(), &Data::Float(-1.0), 2));
    let list = rows(format!("{CHANGES}?{MAY}&format=xlsx&list=paused"), "changes").await;
    assert_eq!((&list[1][0], list[1][5].is_datetime()), (&"SH-1".to_owned().into(), true), "{list:?}");
    let cohort = format!("{FUNNEL}?kind=cohort&from=2026-03-01&to=2026-04-01&at=2026-05-15&format=xlsx&headers=en");
    let cohort = rows(cohort, "funnel").await;
    let texts = |row: &[Data]| row.iter().map(ToString::to_string).collect::<Vec<_>>();
    let (titles, values) = (texts(&cohort[0]), texts(&cohort[1]));
    let of = |title: &str| values[titles.iter().position(|other| other == title).expect(title)].clone();
    assert_eq!((of("Cohort"), cohort.len()), ("1".to_owned(), 2), "{titles:?}");
    let refused = api.get(&format!("{CHANGES}?{MAY}&headers=en")).await;
    assert_eq!(refused.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn answers_are_kept_and_revalidated() {
    let api = Api::new();
    for path in [format!("{CHANGES}?{MAY}&list=paused"), format!("{FUNNEL}?kind=snapshot&at=2026-05-15")] {
        let first = api.get(&path).await;
        assert_eq!((first.header("cache-control"), first.header("x-revision")), ("no-cache", "3"));
        let again = api.get_with(&path, &[("if-none-match", first.header("etag"))]).await;
        assert_eq!(again.status, StatusCode::NOT_MODIFIED);
    }
    let now = format!("{}", forecourt::base::date::Instant::now()).replace('+', "%2B");
    let body = json!({"valid_from": "2026-05-20", "stage": "online"});
    let written = api.put(Method::POST, "/api/v1/stations/SH-1/cooperation", "application/json", &body).await;
    assert_eq!(written.status, StatusCode::CREATED);
    let net = async |more: &str| api.json(&format!("{CHANGES}?{MAY}{more}")).await["total"]["values"]["net"].clone();
    assert_eq!((net("").await, net(&format!("&known_at={now}")).await), (json!(0), json!(-1)));
    for path in [format!("{CHANGES}?{MAY}"), format!("{FUNNEL}?kind=flow&from=2026-05-01&to=2026-06-01")] {
        let settled = api.get(&format!("{path}&known_at={now}")).await;
        let keep = settled.header("cache-control");
        assert_eq!(keep.contains("immutable"), api.network.today() > "2026-05-31".parse().expect("date"), "{path}");
    }
}

#[tokio::test]
async fn a_network_without_stations_has_funnels_too() {
    let api = Api::empty();
    let moves = api.json(&format!("{CHANGES}?{MAY}&level=province&list=left")).await;
    assert_eq!((&moves["total"]["values"]["net"], &moves["list"]["matched"]), (&json!(0), &json!(0)));
    for question in ["kind=snapshot&level=city", "kind=flow&from=2026-01-01&to=2026-02-01", "kind=cohort&bucket=year"] {
        let answer = api.get(&format!("{FUNNEL}?{question}")).await;
        assert_eq!(answer.status, StatusCode::OK, "{question}");
    }
}
