//! Exports: every kind comes out as it went in, as CSV and as a workbook; and what a request may ask of them.

use axum::http::StatusCode;
use forecourt::base::location::Crs;
use forecourt::domain::change::Author;
use forecourt::exchange::{Kind, Options};
use forecourt::live::import::{ImportReport, ImportRequest, OnError};

use crate::support::Api;

const KINDS: [Kind; 8] = [
    Kind::Stations,
    Kind::Cooperation,
    Kind::Contracts,
    Kind::Fees,
    Kind::Performance,
    Kind::Campaigns,
    Kind::CampaignStations,
    Kind::Notes,
];

/// More of every kind, beside the stations and stages that are there; each with its coordinate system.
#[rustfmt::skip]
const FILES: [(Kind, Crs, &str); 9] = [
    (Kind::Stations, Crs::Gcj02, "code,name,longitude,latitude,attributes.piles,attributes.机型\n\
        GC-1,高德站,121.4737,31.2304,8,自助\nSH-5,浦东站,121.5347,31.2387,,\n"),
    (Kind::Stations, Crs::Bd09, "code,name,longitude,latitude\n007,百度站,116.404,39.915\n"),
    (Kind::Regions, Crs::Wgs84, "code,name,level,admin\nE,East,area,310000\n"),
    (Kind::Contracts, Crs::Wgs84, "number,counterparty,stations,signed_on,from,to,terminated_on,renews\n\
        C-1,\"某某石油, 有限公司\",SH-1;SH-3;BJ-1,2025-12-10,2026-01-01,2027-01-01,,\n\
        C-2,=另一家,BJ-2,2026-01-01,2026-01-01,,2026-06-01,C-1\nC-3,无站,,,2026-01-01,,,\n"),
    (Kind::Fees, Crs::Wgs84, "contract,station,component,basis,rate,from,to,payer,payee\n\
        C-1,,commission,percent_of_gmv,2.0594%,2026-01-01,2026-03-01,油站,平台\n\
        C-1,,commission,percent_of_gmv,100%,2026-03-01,,,\nC-1,,payment,per_order,0.000001,2026-01-01,,,\n\
        ,SH-2,partner_share,per_kwh,0.05,2026-01-01,,,\n,SH-1,fixed,per_month,1200.5,2026-01-01,2026-02-01,,\n\
        C-3,,fixed,per_month,0,2026-01-01,,,\n"),
    (Kind::Performance, Crs::Wgs84, "station,date,orders,volume,gmv,discount_platform,discount_station\n\
        SH-1,2026-01-31,41,1280.5,9604.15,12,0.01\nSH-1,2026-02-01,40,0.001,9600,,\n\
        SH-2,2026-01-31,0,0,0,0,0\n007,2026-03-31,1,2,3,,\n"),
    (Kind::Campaigns, Crs::Wgs84, "code,name,mechanism,funded_by,from,to,budget\n\
        K-1,夏季直降,price_cut,shared,2026-06-01,2026-07-01,50000\nK-2,,coupon,platform,2026-01-01,,\n"),
    (Kind::CampaignStations, Crs::Wgs84, "campaign,station,from,to\nK-1,SH-1,,\nK-1,SH-3,2026-06-10,2026-06-20\n\
        K-2,007,,\n"),
    (Kind::Notes, Crs::Wgs84, "station,at,author,text\nSH-1,2026-03-02,张三,\"拜访站长\n同意签约\"\n\
        SH-1,2026-03-01,,'=不是公式\nBJ-2,2026-01-01,李四,-1\n"),
];

fn import(api: &Api, kind: Kind, name: &str, crs: Crs) -> ImportReport {
    let request = ImportRequest {
        author: Author { actor: "test".into(), source: "test".into() },
        kind: kind.into(),
        file: api.folder.path().join(name),
        name: name.into(),
        options: Options { crs: Some(crs), ..Options::default() },
        set: "sales".into(),
        dry_run: false,
        on_error: OnError::Reject,
    };
    api.network.run_import(&request, &mut |_, _| {}).unwrap_or_else(|error| panic!("{kind:?}: {error:?}"))
}

/// A network with rows of every kind.
fn full() -> Api {
    let api = Api::new();
    for (kind, crs, text) in FILES {
        std::fs::write(api.folder.path().join("rows.csv"), text).expect("file");
        import(&api, kind, "rows.csv", crs);
    }
    api
}

/// The lines of an export as CSV, the header first.
async fn lines(api: &Api, path: &str) -> Vec<String> {
    let answer = api.get(&format!("/api/v1/exports/{path}")).await;
    assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.text());
    let text = answer.text();
    text.strip_prefix('\u{FEFF}').expect("a byte order mark").lines().map(str::to_owned).collect()
}

/// The first cells of all rows.
async fn firsts(api: &Api, path: &str) -> Vec<String> {
    let rows = lines(api, path).await.into_iter().skip(1);
    rows.map(|line| line.split(',').next().unwrap_or_default().to_owned()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_exported_is_known_to_an_import() {
    let api = full();
    let revision = api.network.current().revision();
    for kind in KINDS {
        for format in ["csv", "xlsx", "geojson"].into_iter().take(if kind == Kind::Stations { 3 } else { 2 }) {
            let answer = api.get(&format!("/api/v1/exports/{}?format={format}", kind.as_str())).await;
            assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
            let name = format!("{}.{format}", kind.as_str());
            std::fs::write(api.folder.path().join(&name), &answer.body).expect("file");
            let report = import(&api, kind, &name, Crs::Wgs84);
            let counts = [report.new, report.changed, report.rejected, report.rows - report.unchanged];
            assert_eq!((counts, report.revision), ([0; 4], None), "{name}: {report:?}");
            let rows = match kind {
                Kind::Stations => 10,
                Kind::Cooperation => 9,
                Kind::Fees => 6,
                Kind::Performance => 4,
                Kind::Campaigns => 2,
                _ => 3,
            };
            assert_eq!(report.rows, rows, "{name}");
        }
    }
    assert_eq!(api.network.current().revision(), revision);
    let came = api.json("/api/v1/stations/GC-1").await["coordinates"].clone();
    assert_eq!((&came["crs"], &came["x"]), (&"gcj02".into(), &121.473_7.into()), "the pair that came stays");
}

#[tokio::test]
async fn the_head_says_what_the_file_is() {
    let api = full();
    let answer = api.get("/api/v1/exports/stations?at=2026-04-15&headers=zh&format=xlsx").await;
    let name = "attachment; filename=\"stations-2026-04-15.xlsx\"; \
                filename*=UTF-8''%E7%AB%99%E7%82%B9-2026-04-15.xlsx";
    assert_eq!(answer.header("content-disposition"), name);
    let media = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    assert_eq!((answer.header("content-type"), answer.header("cache-control")), (media, "private, no-store"));
    let revision = api.network.current().revision().0.to_string();
    assert_eq!((answer.header("x-revision"), answer.header("etag")), (revision.as_str(), ""));
    let geojson = api.get("/api/v1/exports/stations?format=geojson").await;
    assert_eq!(geojson.header("content-type"), "application/geo+json");
    assert_eq!(geojson.json()["features"].as_array().map(Vec::len), Some(10));
    let names = lines(&api, "fees?headers=en").await;
    assert_eq!(names[0], "Contract,Station,Component,Basis,Rate,From,To,Payer,Payee");
}

#[tokio::test]
async fn stations_have_stage_regions_and_attributes() {
    let api = full();
    let rows = lines(&api, "stations?at=2026-04-15").await;
    let header = "code,name,energy,brand,operator,longitude,latitude,address,opened_on,closed_on,stage,regions.admin,\
                  regions.sales,attributes.piles,attributes.机型";
    assert_eq!(rows[0], header);
    let row = |code: &str| rows.iter().find(|row| row.starts_with(code)).expect("a row");
    let first = "SH-1,世纪大道站,fuel,sinopec,east,121.52,31.23,世纪大道 1 号,2020-01-01,,online,310115,E,,";
    assert_eq!(row("SH-1"), first);
    assert!(row("GC-1").ends_with(",E,8,自助") && row("BJ-1").ends_with(",negotiating,110105,,,"), "{rows:?}");
    assert!(row("IT-1").contains(",'=eni,,12.5,41.9,"), "{}", row("IT-1"));
    assert!(lines(&api, "stations?at=2026-05-15").await.iter().any(|row| row.contains(",paused,310115,")));
    let codes = firsts(&api, "stations").await;
    assert_eq!(codes, ["007", "BJ-1", "BJ-2", "GC-1", "IT-1", "SH-1", "SH-2", "SH-3", "SH-4", "SH-5"]);
    let open = firsts(&api, "stations?open=true").await;
    assert_eq!((open.len(), open.contains(&"SH-4".to_owned())), (9, false), "as the list counts them");
}

#[tokio::test]
async fn only_what_the_question_means_is_exported() {
    let api = full();
    for (path, expected) in [
        ("stations?brand=nio", vec!["BJ-2", "SH-2"]),
        ("stations?within=310000&filter=energy%20IS%20NULL", vec!["GC-1", "SH-5"]),
        ("stations?within=E&set=sales&stage=paused&at=2026-05-15", vec!["SH-1"]),
        ("cooperation?within=110000", vec!["BJ-1", "BJ-2"]),
        ("contracts", vec!["C-1", "C-2", "C-3"]),
        ("contracts?within=310000", vec!["C-1"]),
        ("fees?code=SH-2", vec![""]),
        ("fees?code=BJ-1", vec!["C-1", "C-1", "C-1"]),
        ("performance?code=SH-1,007", vec!["007", "SH-1", "SH-1"]),
        ("performance?from=2026-02-01", vec!["007", "SH-1"]),
        ("performance?from=2026-01-31&to=2026-02-01", vec!["SH-1", "SH-2"]),
        ("campaigns?brand=sinopec", vec!["K-1"]),
        ("campaign_stations?brand=sinopec", vec!["K-1"]),
        ("notes?within=110000", vec!["BJ-2"]),
    ] {
        assert_eq!(firsts(&api, path).await, expected, "{path}");
    }
    let contract = lines(&api, "contracts?code=BJ-1&at=2026-02-01").await[1].clone();
    assert!(contract.contains(",BJ-1;SH-1;SH-3,") && contract.ends_with(",,active"), "whole: {contract}");
}

#[tokio::test]
async fn what_was_known_is_exported_as_it_was_known() {
    let api = Api::new();
    let now = format!("{}", forecourt::base::date::Instant::now()).replace('+', "%2B");
    std::fs::write(api.folder.path().join("rows.csv"), "code,brand,attributes.a\nSH-1,other,1\n").expect("file");
    import(&api, Kind::Stations, "rows.csv", Crs::Wgs84);
    let known = lines(&api, &format!("stations?code=SH-1&known_at={now}")).await;
    assert!(known[1].contains(",sinopec,") && !known[0].contains("attributes"), "{known:?}");
    assert!(lines(&api, "stations?code=SH-1").await[1].contains(",other,"));
}

#[tokio::test]
async fn a_network_without_rows_has_files_too() {
    let api = Api::empty();
    for kind in KINDS {
        assert_eq!(lines(&api, kind.as_str()).await.len(), 1, "{kind:?}");
        assert!(!api.get(&format!("/api/v1/exports/{}?format=xlsx", kind.as_str())).await.body.is_empty());
    }
}

#[tokio::test]
async fn wrong_exports_are_refused() {
    let api = Api::new();
    for (path, parameter) in [
        ("stations?format=pdf", "format"),
        ("contracts?format=geojson", "format"),
        ("stations?headers=fr", "headers"),
        ("stations?from=2026-01-01", "from"),
        ("stations?to=2026-01-01", "to"),
        ("performance?from=2026-02-01&to=2026-02-01", "from"),
        ("performance?to=1900-01-01", "to"),
        ("stations?filter=brand%20%3D", "filter"),
        ("stations?within=nowhere", "within"),
        ("stations?open=maybe", "open"),
        ("stations?limit=5", "limit"),
    ] {
        let answer = api.get(&format!("/api/v1/exports/{path}")).await;
        let told = (answer.status, answer.json()["parameter"].as_str().map(str::to_owned));
        assert_eq!(told, (StatusCode::BAD_REQUEST, Some(parameter.to_owned())), "{path}");
        assert_eq!(answer.header("content-disposition"), "", "{path}");
    }
    let answer = api.get("/api/v1/exports/prices").await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    assert!(answer.text().contains("campaign_stations"), "{}", answer.text());
}

#[tokio::test]
async fn templates_are_there_for_every_kind() {
    let api = Api::empty();
    for kind in Kind::ALL {
        let answer = api.get(&format!("/api/v1/templates/{}", kind.as_str())).await;
        assert_eq!((answer.status, &answer.body[..2]), (StatusCode::OK, &b"PK"[..]), "{kind:?}");
        assert_eq!(answer.header("cache-control"), "public, max-age=3600");
        let english = api.get(&format!("/api/v1/templates/{}?format=csv&lang=en", kind.as_str())).await;
        let name = format!("attachment; filename=\"{}-template.csv\"", kind.as_str());
        assert_eq!(english.header("content-disposition"), name);
        let path = format!("/api/v1/templates/{}", kind.as_str());
        let again = api.get_with(&path, &[("if-none-match", answer.header("etag"))]).await;
        assert_eq!(again.status, StatusCode::NOT_MODIFIED);
    }
    let chinese = api.get("/api/v1/templates/notes?format=csv").await;
    assert!(chinese.text().starts_with("\u{FEFF}站点编码,跟进时间,"), "{}", chinese.text());
    assert!(
        chinese
            .header("content-disposition")
            .ends_with("filename*=UTF-8''%E8%B7%9F%E8%BF%9B%E8%AE%B0%E5%BD%95-%E6%A8%A1%E6%9D%BF.csv")
    );
    assert_eq!(api.get("/api/v1/templates/prices").await.status, StatusCode::NOT_FOUND);
    assert_eq!(api.get("/api/v1/templates/notes?format=geojson").await.status, StatusCode::BAD_REQUEST);
}
