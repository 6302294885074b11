//! The channel fee taken apart over HTTP: its rates and its change agree with statistics, and files with answers.

use axum::http::Method;
use serde_json::{Value, json};

use crate::support::{Api, sheet};

const RATES: &str = "/api/v1/fees/rates?at=2026-06-30&from=2026-06-01&to=2026-07-01";
const CHANGE: &str = "/api/v1/fees/change?from=2026-06-01&to=2026-07-01&base_from=2026-05-01&base_to=2026-06-01";

/// Six stations with terms, five of which sell in May or June; one sells without terms.
async fn network() -> Api {
    let api = Api::new();
    for (station, component, basis, rate, from) in [
        ("SH-1", "commission", "percent_of_gmv", "0.02", "2026-01-01"),
        ("SH-1", "payment", "percent_of_gmv", "0.006", "2026-06-01"),
        ("SH-2", "commission", "percent_of_gmv", "0.02", "2026-01-01"),
        ("SH-3", "commission", "percent_of_gmv", "0.021", "2026-01-01"),
        ("BJ-1", "commission", "percent_of_gmv", "0.10", "2026-01-01"),
        ("BJ-2", "commission", "percent_of_gmv", "0.0205", "2026-01-01"),
        ("IT-1", "fixed", "per_month", "300", "2026-06-01"),
    ] {
        let body = json!({"station": station, "component": component, "basis": basis, "rate": rate, "from": from});
        api.write(Method::PUT, "/api/v1/fees", body).await;
    }
    for (station, date, gmv) in [
        ("SH-1", "2026-05-10", "1000.01"),
        ("SH-2", "2026-05-10", "2000"),
        ("SH-3", "2026-05-11", "500.55"),
        ("SH-1", "2026-06-10", "1500.37"),
        ("SH-2", "2026-06-10", "1999.99"),
        ("BJ-1", "2026-06-11", "700"),
        ("BJ-2", "2026-06-11", "800.10"),
        ("SH-5", "2026-06-12", "999"),
    ] {
        api.write(Method::PUT, "/api/v1/performance", json!({"station": station, "date": date, "gmv": gmv})).await;
    }
    api
}

fn cents(value: &Value) -> i64 {
    let text = value.as_str().unwrap_or_else(|| panic!("{value} is no amount"));
    text.replace('.', "").parse().expect("an amount to the cent")
}

async fn stats(api: &Api, at: &str, from: &str, to: &str) -> Value {
    let metrics = "gmv,channel_fee,fee_rate,fee_rate_simple_mean,missing_fee,missing_gmv";
    let all = api.json(&format!("/api/v1/stats?at={at}&from={from}&to={to}&metrics={metrics}")).await;
    all["total"]["values"].clone()
}

#[tokio::test]
async fn rates_agree_with_statistics_and_their_files() {
    let api = network().await;
    let told = api.json(&format!("{RATES}&bins=4&limit=1")).await;
    let total = stats(&api, "2026-06-30", "2026-06-01", "2026-07-01").await;
    assert_eq!(
        (&told["fee_rate"], &told["fee_rate_simple_mean"]),
        (&total["fee_rate"], &total["fee_rate_simple_mean"])
    );
    let parts = ["rated", "without_terms", "without_gmv"].map(|part| &told[part]);
    let sum = |field: &str| parts.iter().map(|part| cents(&part[field])).sum::<i64>();
    assert_eq!((sum("gmv"), sum("channel_fee")), (cents(&total["gmv"]), cents(&total["channel_fee"])));
    let counts = parts.map(|part| part["stations"].as_u64().expect("a count"));
    assert_eq!(counts, [4, 1, 2], "SH-3 sold nothing, and IT-1 owes an amount a month");
    assert_eq!(told["without_gmv"]["channel_fee"], "300.00");
    // SH-1 pays 0.6 % of 1,500.37 more, and what IT-1 owes is of no station that has a rate.
    let components = told["components"].as_array().expect("components");
    let owed: Vec<_> =
        components.iter().map(|part| [&part["component"], &part["channel_fee"]].map(Value::clone)).collect();
    let expected = [("commission", "156.41"), ("payment", "9.00"), ("partner_share", "0.00"), ("fixed", "0.00")];
    assert_eq!(owed, expected.map(|(component, fee)| [json!(component), json!(fee)]));
    assert_eq!(components.iter().map(|part| cents(&part["channel_fee"])).sum::<i64>(), cents(&parts[0]["channel_fee"]));
    let points = |part: &Value| part["fee_rate"].as_f64().expect("a rate");
    for part in components {
        let plain = part["channel_fee"].as_str().expect("an amount").parse::<f64>().expect("a number") / 5000.46;
        assert!((points(part) - plain).abs() < 1e-12, "{part}");
    }
    let sum: f64 = components.iter().map(points).sum();
    assert!((sum - told["fee_rate"].as_f64().expect("a rate")).abs() < 1e-12, "{sum}");

    // 2 %, 2.05 %, 2.6 % and 10 %.
    let spread = |name: &str| told["spread"][name].as_f64().expect("a rate");
    assert!((spread("min") - 0.02).abs() < 1e-5 && (spread("max") - 0.1).abs() < 1e-5, "{}", told["spread"]);
    assert!((spread("median") - f64::midpoint(0.0205, 0.026)).abs() < 1e-5, "{}", told["spread"]);
    let bins = told["bins"].as_array().expect("bins");
    let in_bins: u64 = bins.iter().map(|bin| bin["stations"].as_u64().expect("a count")).sum();
    assert_eq!(
        (bins.len(), in_bins, &told["below"]["stations"], &told["above"]["stations"]),
        (4, 3, &json!(0), &json!(1))
    );
    let outliers = &told["outliers"];
    assert_eq!((&outliers["matched"], &outliers["next"]), (&json!(1), &Value::Null));
    let outlier = &outliers["items"][0];
    assert_eq!((&outlier["code"], &outlier["channel_fee"]), (&json!("BJ-1"), &json!("70.00")));
    assert_eq!(outlier["regions"]["admin"], "110105");
    let usual = 700.0 * told["fee_rate"].as_f64().expect("a rate");
    let effect: f64 = outlier["effect"].as_str().expect("an amount").parse().expect("a number");
    assert!((effect - (70.0 - usual)).abs() <= 0.005, "{effect}");

    let file = api.get(&format!("{RATES}&bins=4&format=csv")).await.text();
    let lines: Vec<&str> = file.lines().collect();
    assert_eq!((lines[0], lines.len()), ("from,to,stations,gmv,channel_fee", 7), "below, four bins, above");
    let stations: u64 =
        lines[1..].iter().map(|line| line.split(',').nth(2).expect("a cell").parse::<u64>().expect("a count")).sum();
    assert_eq!(stations, 4);
    let file = api.get(&format!("{RATES}&format=csv&rows=outliers")).await.text();
    assert_eq!(file.lines().count(), 2);
    assert!(
        file.lines().last().is_some_and(|line| line.starts_with("BJ-1,朝阳站,petrochina,north,700.00,70.00,0.1,")),
        "{file}"
    );
    let book = sheet(&api.get(&format!("{RATES}&format=xlsx&rows=outliers&headers=zh")).await, "fee_outliers");
    assert_eq!((book.len(), book[0][0].to_string().as_str()), (2, "站点编码"));

    let none = api.json("/api/v1/fees/rates?at=2020-06-30").await;
    assert_eq!((&none["spread"], &none["bins"], &none["fee_rate"]), (&Value::Null, &json!([]), &Value::Null));
    assert_eq!(none["components"][3], json!({"component": "fixed", "channel_fee": "0.00", "fee_rate": null}));
}

#[tokio::test]
async fn a_change_agrees_with_statistics_on_both_sides_and_adds_up() {
    let api = network().await;
    let told = api.json(&format!("{CHANGE}&level=province")).await;
    assert_eq!((&told["at"], &told["base_at"]), (&json!("2026-06-30"), &json!("2026-05-31")));
    let values = &told["total"]["values"];
    for (prefix, at, from, to) in
        [("base_", "2026-05-31", "2026-05-01", "2026-06-01"), ("", "2026-06-30", "2026-06-01", "2026-07-01")]
    {
        let stats = stats(&api, at, from, to).await;
        for metric in ["gmv", "channel_fee", "fee_rate", "missing_fee", "missing_gmv"] {
            assert_eq!(values[format!("{prefix}{metric}")], stats[metric], "{prefix}{metric}");
        }
    }
    let effects = ["change", "volume", "mix", "rate"];
    let rows = told["rows"].as_array().expect("rows");
    assert_eq!(rows.len(), 34, "every province has its row");
    let lines: Vec<&Value> = rows.iter().chain([&told["unassigned"]]).collect();
    for line in lines.iter().chain([&&told["total"]]) {
        let of = |effect: &str| cents(&line["values"][effect]);
        assert_eq!(of("volume") + of("mix") + of("rate"), of("change"), "{line}");
        for effect in effects {
            let parts = line["components"].as_array().expect("components").iter().map(|part| cents(&part[effect]));
            assert_eq!(parts.sum::<i64>(), of(effect), "{effect} of {line}");
        }
    }
    for effect in effects {
        let sum: i64 = lines.iter().map(|line| cents(&line["values"][effect])).sum();
        assert_eq!(sum, cents(&values[effect]), "{effect}");
    }
    assert_eq!((&values["stayed"], &values["entered"], &values["left"]), (&json!(2), &json!(2), &json!(1)));
    // 0.6 % more of 1,500.37, and 300 of a station that sold nothing.
    assert_eq!((&values["rate"], &values["channel_fee_without_gmv"]), (&json!("309.00"), &json!("300.00")));
    assert_eq!(told["unassigned"]["values"]["rate"], "300.00", "Rome lies in no province");
    let ids: Vec<&Value> = told["metrics"].as_array().expect("metrics").iter().map(|metric| &metric["id"]).collect();
    assert_eq!(ids.len(), values.as_object().expect("values").len());

    let whole = api.json(CHANGE).await;
    assert_eq!((&whole["total"], &whole["rows"], &whole["unassigned"]), (&told["total"], &json!([]), &Value::Null));
    let file = api.get(&format!("{CHANGE}&level=province&format=csv")).await.text();
    let mut lines = csv::Reader::from_reader(file.as_bytes());
    let header = lines.headers().expect("header").clone();
    let column = |name: &str| header.iter().position(|title| title == name).expect(name);
    let records: Vec<csv::StringRecord> = lines.records().map(|line| line.expect("line")).collect();
    for (record, row) in records.iter().zip(rows) {
        assert_eq!(
            (&record[0], &record[column("mix")]),
            (row["region"].as_str().expect("code"), row["values"]["mix"].as_str().expect("mix"))
        );
        assert_eq!(record[column("payment_rate")], *row["components"][1]["rate"].as_str().expect("an amount"));
    }
    let book = sheet(&api.get(&format!("{CHANGE}&format=xlsx&headers=en")).await, "fee_change");
    assert_eq!((book.len(), book[0].len(), book[0][26].to_string().as_str()), (2, 2 + 25 + 16, "Without sales"));

    // Without a base: as many days, and up to the period.
    let usual = api.json("/api/v1/fees/change?from=2026-06-01&to=2026-07-01").await;
    assert_eq!((&usual["base_from"], &usual["base_to"]), (&json!("2026-05-02"), &json!("2026-06-01")));
}

#[tokio::test]
async fn the_list_of_stations_is_a_file_with_the_figures_of_all_its_pages() {
    let api = network().await;
    let metrics = "metrics=channel_fee,gmv,fee_rate,missing_fee&sort=-channel_fee";
    let asked = format!("/api/v1/stations?{metrics}&at=2026-06-30&from=2026-06-01&to=2026-07-01");
    let told = api.json(&asked).await;
    let items = told["items"].as_array().expect("items");
    let answer = api.get(&format!("{asked}&format=csv")).await;
    let name = answer.header("content-disposition");
    assert_eq!(name, "attachment; filename=\"stations-2026-06-30.csv\"");
    let file = answer.text();
    let mut lines = csv::Reader::from_reader(file.as_bytes());
    let header = lines.headers().expect("header").clone();
    let column = |name: &str| header.iter().position(|title| title == name).expect(name);
    let records: Vec<csv::StringRecord> = lines.records().map(|line| line.expect("line")).collect();
    assert_eq!(records.len(), items.len());
    for (record, item) in records.iter().zip(items) {
        for field in ["code", "name", "stage"] {
            assert_eq!(record[column(field)], *item[field].as_str().unwrap_or_default(), "{field}");
        }
        for amount in ["channel_fee", "gmv"] {
            assert_eq!(record[column(amount)], *item["values"][amount].as_str().expect("an amount"), "{amount}");
        }
        assert_eq!(record[column("fee_rate")].parse::<f64>().ok(), item["values"]["fee_rate"].as_f64());
        assert_eq!(record[column("missing_fee")].parse::<u64>().ok(), item["values"]["missing_fee"].as_u64());
    }
    assert!(records.iter().any(|record| record[column("regions")] == *"admin:110105"), "{file}");
    assert!(!header.iter().any(|title| title == "distance_m"));

    let book = sheet(&api.get(&format!("{asked}&near=116.4,39.9&format=xlsx&headers=zh")).await, "stations");
    let titles: Vec<String> = book[0].iter().map(ToString::to_string).collect();
    assert_eq!((titles[0].as_str(), titles[11].as_str(), titles[12].as_str()), ("站点编码", "距离（米）", "通道费"));
    assert_eq!(book.len(), items.len() + 1);
}
