//! Uploads: looked at, imported without being sent again, told field by field, and gone in the end.

use axum::body::Body;
use axum::http::{Method, StatusCode};
use encoding_rs::GB18030;
use forecourt::exchange::{Format, Kind, Language, template};
use serde_json::{Value, json};

use crate::imports::finished;
use crate::support::{Api, request};

/// Uploads a file, and gives its id.
pub(crate) async fn upload(api: &Api, name: &str, bytes: impl Into<Vec<u8>>) -> String {
    let name = name.replace(' ', "%20");
    let body = Body::from(bytes.into());
    let answer = api.send(request(Method::POST, &format!("/api/v1/uploads?name={name}"), &[], body)).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.text());
    let id = answer.json()["id"].as_str().expect("id").to_owned();
    assert_eq!(answer.header("location"), format!("/api/v1/uploads/{id}"));
    id
}

/// What a file looks like.
async fn inspect(api: &Api, name: &str, bytes: impl Into<Vec<u8>>, parameters: &str) -> Value {
    let id = upload(api, name, bytes).await;
    api.json(&format!("/api/v1/uploads/{id}?{parameters}")).await
}

/// Imports an upload, and waits for the end.
pub(crate) async fn import(api: &Api, id: &str, parameters: &str) -> Value {
    let path = format!("/api/v1/imports?upload={id}&{parameters}");
    let answer = api.send(request(Method::POST, &path, &[], Body::empty())).await;
    assert_eq!(answer.status, StatusCode::ACCEPTED, "{}", answer.text());
    finished(api, answer.header("location")).await
}

/// The columns that are fields: name, field, confidence.
fn columns(inspected: &Value) -> Vec<[&str; 3]> {
    let columns = inspected["columns"].as_array().expect("columns");
    columns
        .iter()
        .map(|column| ["name", "field", "confidence"].map(|name| column[name].as_str().unwrap_or_default()))
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_chinese_file_is_read_for_what_it_is() {
    let api = Api::new();
    let text = "某某公司站点清单\n站点编码*;油站名称;类型;经度（GCJ-02）;纬度;备注栏\n\
                U-1;一站;加油站;121.5;31.2;x\nU-2;二站;充电站;121.6;31.3;\n";
    let (bytes, _, _) = GB18030.encode(text);
    let seen = inspect(&api, "list.csv", bytes.to_vec(), "").await;
    let facts = ["format", "kind", "guessed_by", "encoding", "delimiter"].map(|name| seen[name].as_str().expect(name));
    assert_eq!(facts, ["csv", "stations", "columns", "gb18030", ";"]);
    let numbers = ["header_line", "rows", "bytes"].map(|name| seen[name].as_u64().expect(name));
    assert_eq!((numbers, &seen["rows_are_all"]), ([2, 2, bytes.len() as u64], &json!(true)));
    assert_eq!(
        columns(&seen),
        [
            ["站点编码*", "code", "exact"],
            ["油站名称", "name", "known"],
            ["类型", "energy", "content"],
            ["经度（GCJ-02）", "longitude", "exact"],
            ["纬度", "latitude", "exact"],
            ["备注栏", "", "none"],
        ]
    );
    assert_eq!(seen["columns"][2]["samples"], json!(["加油站", "充电站"]));
    assert_eq!((&seen["missing"], &seen["sheets"]), (&json!([]), &json!([])));
    let needed = seen["fields"].as_array().expect("fields").iter().filter(|field| field["needed"] == true);
    assert_eq!(
        needed.map(|field| field["name"].as_str()).collect::<Vec<_>>(),
        [Some("code"), Some("longitude"), Some("latitude")]
    );
    let systems = seen["places"]["systems"].as_array().expect("systems");
    assert_eq!(
        systems.iter().map(|system| system["crs"].as_str()).collect::<Vec<_>>(),
        [Some("wgs84"), Some("gcj02"), Some("bd09")]
    );
    assert_eq!(systems[0]["places"], json!([[121.5, 31.2], [121.6, 31.3]]));
    assert_ne!(systems[1]["places"], systems[0]["places"]);
    assert_eq!((&systems[0]["inside"], &seen["places"]["points"]), (&json!(2), &json!(2)));
    assert_eq!(seen["places"]["city"], json!({"code": "310000-city", "name": "上海市"}));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_user_says_is_taken_and_wrong_words_are_named() {
    let api = Api::new();
    let id = upload(&api, "x.csv", "a,b,c,d\nU-1,121.5,31.2,red\n").await;
    let seen = api.json(&format!("/api/v1/uploads/{id}")).await;
    assert_eq!((&seen["kind"], &seen["fields"]), (&Value::Null, &json!([])));
    assert_eq!(columns(&seen)[0], ["a", "", "none"]);
    let seen = api.json(&format!("/api/v1/uploads/{id}?kind=stations")).await;
    assert_eq!((&seen["missing"], &seen["places"]), (&json!(["code", "longitude", "latitude"]), &Value::Null));
    let map = "map=a%3Dcode&map=b%3Dlongitude&map=c%3Dlatitude&map=d%3Dattributes.colour";
    let seen = api.json(&format!("/api/v1/uploads/{id}?kind=stations&{map}")).await;
    assert_eq!(columns(&seen)[3], ["d", "attributes.colour", "mapped"]);
    assert_eq!((&seen["missing"], &seen["guessed_by"]), (&json!([]), &Value::Null));
    assert_eq!(seen["places"]["points"], 1);
    let twice = "map=a%3Dcode&map=b%3Dlongitude&map=b%3Dlatitude";
    let seen = api.json(&format!("/api/v1/uploads/{id}?kind=stations&{twice}")).await;
    assert_eq!((&seen["missing"], columns(&seen)[1]), (&json!([]), ["b", "longitude", "mapped"]));
    for (parameters, status, parameter) in [
        ("kind=stations&map=z%3Dcode", 422, "map"),
        ("kind=stations&map=a%3Dcolour", 422, "map"),
        ("kind=workbook", 422, "upload"),
        ("kind=prices", 400, "kind"),
        ("delimiter=ab", 400, "delimiter"),
        ("encoding=utf-9", 400, "encoding"),
        ("dry_run=true", 400, "dry_run"),
    ] {
        let answer = api.get(&format!("/api/v1/uploads/{id}?{parameters}")).await;
        let told = (answer.status.as_u16(), answer.json()["parameter"].as_str().map(str::to_owned));
        assert_eq!(told, (status, Some(parameter.to_owned())), "{parameters}: {}", answer.text());
    }
    let latin = upload(&api, "l.csv", b"code,name\n1,Caf\xE9 Roma\n2,Citt\xE0\n3,Per\xF9\n4,Sal\xEC\n".to_vec()).await;
    let answer = api.get(&format!("/api/v1/uploads/{latin}")).await;
    assert_eq!((answer.status.as_u16(), &answer.json()["parameter"]), (422, &json!("encoding")));
    let seen = api.json(&format!("/api/v1/uploads/{latin}?encoding=windows-1252")).await;
    assert_eq!(seen["columns"][1]["samples"][0], "Café Roma");
}

#[tokio::test(flavor = "multi_thread")]
async fn templates_are_known_for_what_they_are() {
    let api = Api::new();
    for kind in Kind::ALL {
        for (format, language) in
            [(Format::Csv, Language::Zh), (Format::Csv, Language::En), (Format::Xlsx, Language::Zh)]
        {
            let bytes = template(kind, format, language).expect("template");
            // By the columns alone: the name says nothing.
            let seen = inspect(&api, &format!("upload.{}", format.as_str()), bytes, "").await;
            let here = format!("{} {format:?} {language:?}: {seen}", kind.as_str());
            assert_eq!(seen["kind"], kind.as_str(), "{here}");
            assert_eq!(seen["missing"], json!([]), "{here}");
            assert!(columns(&seen).iter().all(|column| column[2] == "exact"), "{here}");
        }
    }
    let name = "stations-%E6%A8%A1%E6%9D%BF.csv";
    assert_eq!(inspect(&api, name, "a,b\n1,2\n", "").await["guessed_by"], "name");
    let geojson = r#"{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"code":"G"},
        "geometry":{"type":"Point","coordinates":[121.5,31.2]}}]}"#;
    let seen = inspect(&api, "x.geojson", geojson, "").await;
    assert_eq!(
        (&seen["kind"], &seen["guessed_by"], &seen["missing"]),
        (&json!("stations"), &json!("content"), &json!([]))
    );
    assert_eq!((&seen["header_line"], &seen["encoding"]), (&Value::Null, &Value::Null));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_workbook_shows_its_sheets() {
    let api = Api::new();
    let mut book = rust_xlsxwriter::Workbook::new();
    for (name, rows) in [
        ("油站", vec![["编码", "经度", "纬度"], ["U-1", "121.5", "31.2"]]),
        ("Sheet2", vec![["站点编码", "生效日期", "合作阶段"], ["U-1", "2026-01-01", "上线"]]),
        ("其他", vec![["甲", "乙", "丙"]]),
    ] {
        let sheet = book.add_worksheet().set_name(name).expect("name");
        for (row, cells) in (0..).zip(rows) {
            sheet.write_row(row, 0, cells).expect("row");
        }
    }
    let id = upload(&api, "all.xlsx", book.save_to_buffer().expect("workbook")).await;
    let seen = api.json(&format!("/api/v1/uploads/{id}")).await;
    assert_eq!((&seen["kind"], &seen["columns"], &seen["rows"]), (&json!("workbook"), &json!([]), &Value::Null));
    let sheets = seen["sheets"].as_array().expect("sheets");
    let sheets: Vec<_> = sheets.iter().map(|sheet| (sheet["name"].as_str(), sheet["kind"].as_str())).collect();
    let expected = [(Some("油站"), Some("stations")), (Some("Sheet2"), Some("cooperation")), (Some("其他"), None)];
    assert_eq!(sheets, expected);
    let seen = api.json(&format!("/api/v1/uploads/{id}?sheet=Sheet2")).await;
    assert_eq!((&seen["kind"], &seen["sheet"]), (&json!("cooperation"), &json!("Sheet2")));
    assert_eq!(columns(&seen)[1], ["生效日期", "valid_from", "exact"]);
    let answer = api.get(&format!("/api/v1/uploads/{id}?kind=stations&sheet=x")).await;
    assert_eq!((answer.status.as_u16(), &answer.json()["parameter"]), (422, &json!("sheet")));
    let state = import(&api, &id, "kind=workbook").await;
    assert_eq!((&state["status"], &state["report"]["new"]), (&json!("done"), &json!(2)), "{state}");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_upload_is_checked_then_imported_then_undone() {
    let api = Api::new();
    let text = "code,name,brand,longitude,latitude\nSH-1,世纪大道站,shell,121.52,31.23\nSH-3,徐汇站,shell,121.43,31.19\n\
                U-1,新站,,121.5,31.2\nU-2,坏站,,,31.2\n";
    let id = upload(&api, "stations.csv", text).await;
    let newest = api.json("/api/v1/revisions?limit=1").await["revision"].clone();
    let state = import(&api, &id, "kind=stations&dry_run=true&on_error=skip").await;
    let counts = |state: &Value| ["new", "changed", "unchanged", "rejected"].map(|name| state["report"][name].as_u64());
    assert_eq!(counts(&state), [Some(1), Some(1), Some(1), Some(1)], "{state}");
    assert_eq!((&state["name"], &state["dry_run"]), (&json!("stations.csv"), &json!(true)));
    let changed = json!({"things": 1, "items": [{"entity": "station", "key": {"station": "SH-1"},
        "fields": [{"field": "brand", "before": "sinopec", "after": "shell"}]}]});
    assert_eq!(state["changed"], changed);
    assert_eq!(api.json("/api/v1/revisions?limit=1").await["revision"], newest, "nothing is written");

    let path = format!("/api/v1/imports/{}", state["id"].as_str().expect("id"));
    let csv = api.get(&format!("{path}/errors?format=csv&headers=zh")).await;
    let named = "attachment; filename=\"import-1-rejected.csv\"; filename*=UTF-8''stations-%E6%8B%92%E7%BB%9D%E7%9A%84%E8%A1%8C.csv";
    assert_eq!(csv.header("content-disposition"), named);
    let csv = csv.text();
    let lines: Vec<&str> = csv.trim_start_matches('\u{feff}').lines().collect();
    let expected =
        ["code,name,brand,longitude,latitude,原行号,出错列,出错内容,拒绝原因", "U-2,坏站,,,31.2,5,longitude,,不能为空"];
    assert_eq!(lines, expected);
    let page = api.json(&format!("{path}/errors")).await;
    assert_eq!(page["items"], state["report"]["errors"]);
    assert_eq!((&page["import"], &page["omitted"]), (&state["id"], &json!(0)));
    let none = api.json(&format!("{path}?errors=0")).await;
    assert_eq!((&none["report"]["errors"], &none["report"]["errors_omitted"]), (&json!([]), &json!(1)));

    let state = import(&api, &id, "kind=stations&on_error=skip").await;
    assert_eq!((&state["status"], &state["changed"], &state["dry_run"]), (&json!("done"), &changed, &json!(false)));
    let made = state["report"]["revision"].as_u64().expect("revision");
    assert_eq!(api.json("/api/v1/stations/SH-1").await["brand"], "shell");
    let revisions = api.json("/api/v1/revisions?limit=1").await;
    assert_eq!(revisions["items"][0]["source"], "import stations stations.csv", "the upload's name");
    let again = import(&api, &id, "kind=stations&on_error=skip&dry_run=true").await;
    assert_eq!(counts(&again), [Some(0), Some(0), Some(3), Some(1)]);
    assert_eq!(again["changed"], json!({"things": 0, "items": []}));

    let undone = api.send(request(Method::POST, &format!("/api/v1/revisions/{made}/undo"), &[], Body::empty())).await;
    assert_eq!(undone.status, StatusCode::CREATED, "{}", undone.text());
    assert_eq!(api.json("/api/v1/stations/SH-1").await["brand"], "sinopec");
    assert_eq!(api.get("/api/v1/stations/U-1").await.status, StatusCode::NOT_FOUND);

    let with_body = format!("/api/v1/imports?kind=stations&upload={id}");
    let answer = api.send(request(Method::POST, &with_body, &[], Body::from("code\n"))).await;
    assert_eq!((answer.status.as_u16(), &answer.json()["parameter"]), (400, &json!("upload")));
    assert_eq!(api.delete(&format!("/api/v1/uploads/{id}")).await.status, StatusCode::NO_CONTENT);
    assert_eq!(api.get(&format!("/api/v1/uploads/{id}")).await.status, StatusCode::NOT_FOUND);
    let left = std::fs::read_dir(api.folder.path()).expect("folder").filter_map(Result::ok);
    assert!(left.map(|entry| entry.file_name()).all(|name| !name.to_string_lossy().contains("upload")));
}

#[tokio::test(flavor = "multi_thread")]
async fn of_many_days_the_first_are_told_and_all_are_counted() {
    let api = Api::new();
    let days = |gmv: u32| {
        let rows =
            (1..=9).flat_map(|month| (1..=28).map(move |day| format!("SH-1,2026-{month:02}-{day:02},{gmv},1\n")));
        format!("station,date,gmv,orders\n{}", rows.collect::<String>())
    };
    let first = upload(&api, "p.csv", days(10)).await;
    assert_eq!(import(&api, &first, "kind=performance").await["status"], "done");
    let second = upload(&api, "p.csv", days(20)).await;
    let changed = import(&api, &second, "kind=performance&dry_run=true").await["changed"].clone();
    let items = changed["items"].as_array().expect("items");
    assert_eq!((changed["things"].as_u64(), items.len()), (Some(9 * 28), 200));
    let date = |item: &Value| item["key"]["date"].as_str().map(str::to_owned);
    assert_eq!([date(&items[0]), date(&items[199])], ["2026-01-01", "2026-08-04"].map(|date| Some(date.to_owned())));
}

#[tokio::test(flavor = "multi_thread")]
async fn days_contracts_and_stages_are_told_before_and_after() {
    let api = Api::new();
    let first = upload(&api, "p.csv", "station,date,gmv,orders\nSH-1,2026-06-01,10,1\nSH-1,2026-06-02,20,2\n").await;
    let state = import(&api, &first, "kind=performance").await;
    assert_eq!((&state["report"]["new"], &state["changed"]["things"]), (&json!(2), &json!(0)), "{state}");
    let second = "station,date,gmv,orders\nSH-1,2026-06-01,10,1\nSH-1,2026-06-02,20.5,2\nSH-1,2026-06-03,1,1\n";
    let second = upload(&api, "p.csv", second).await;
    let state = import(&api, &second, "kind=performance&dry_run=true").await;
    let day = json!({"entity": "performance", "key": {"station": "SH-1", "date": "2026-06-02"},
        "fields": [{"field": "gmv", "before": "20.00", "after": "20.50"}]});
    assert_eq!(state["changed"], json!({"things": 1, "items": [day]}), "{state}");
    let stages = upload(&api, "s.csv", "station,valid_from,stage\nSH-1,2026-03-20,online\n").await;
    let state = import(&api, &stages, "kind=cooperation&dry_run=true").await;
    let item = json!({"entity": "cooperation", "key": {"station": "SH-1", "valid_from": "2026-03-20"},
        "fields": [{"field": "stage", "before": "signed", "after": "online"}]});
    assert_eq!(state["changed"]["items"], json!([item]), "{state}");
    let contract = |stations: &str| format!("number,counterparty,stations,from\nC-1,某某,{stations},2026-01-01\n");
    let one = upload(&api, "c.csv", contract("SH-1")).await;
    import(&api, &one, "kind=contracts").await;
    let two = upload(&api, "c.csv", contract("SH-1;SH-2")).await;
    let state = import(&api, &two, "kind=contracts&dry_run=true").await;
    let item = json!({"entity": "contract", "key": {"contract": "C-1"},
        "fields": [{"field": "stations", "before": ["SH-1"], "after": ["SH-1", "SH-2"]}]});
    assert_eq!(state["changed"]["items"], json!([item]), "{state}");
}
