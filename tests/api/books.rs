//! Contracts, fees, performance, campaigns and notes by file: one workbook, several files, what is wrong in them, and
//! the numbers that follow.

use axum::body::Body;
use axum::http::{Method, StatusCode};
use rust_xlsxwriter::{Workbook, Worksheet};
use serde_json::{Value, json};

use crate::imports::finished;
use crate::support::{Api, request};

pub(crate) async fn import(api: &Api, parameters: &str, bytes: Vec<u8>) -> Value {
    let path = format!("/api/v1/imports?{parameters}");
    let accepted = api.send(request(Method::POST, &path, &[], Body::from(bytes))).await;
    assert_eq!(accepted.status, StatusCode::ACCEPTED, "{}", accepted.text());
    finished(api, accepted.header("location")).await
}

fn sheet(book: &mut Workbook, name: &str, rows: &[&[&str]]) {
    let sheet: &mut Worksheet = book.add_worksheet();
    sheet.set_name(name).expect("name");
    for (at, row) in (0..).zip(rows) {
        for (column, cell) in (0..).zip(*row) {
            sheet.write_string(at, column, *cell).expect("cell");
        }
    }
}

/// Everything of two new stations, in an order in which hardly anything may be read.
pub(crate) fn workbook(rate: &str) -> Vec<u8> {
    let mut book = Workbook::new();
    sheet(&mut book, "说明", &[&["本表由运营填写"]]);
    sheet(
        &mut book,
        "跟进记录",
        &[&["站点编码", "跟进时间", "跟进人", "跟进内容"], &["W-1", "2026-03-02", "李", "续约谈妥"]],
    );
    sheet(&mut book, "活动站点", &[&["活动编码", "站点编码"], &["K-1", "W-1"]]);
    sheet(
        &mut book,
        "活动",
        &[
            &["活动编码", "活动名称", "活动类型", "出资方", "开始日期", "结束日期", "预算"],
            &["K-1", "春季直降", "直降", "平台", "2026-03-01", "2026-04-01", "5000"],
        ],
    );
    sheet(
        &mut book,
        "日表现",
        &[
            &["站点编码", "日期", "订单数", "销量", "交易额", "平台优惠", "油站优惠"],
            &["W-1", "2026-03-01", "10", "1000", "7500", "75", "0"],
            &["W-1", "2026-03-02", "12", "1200.5", "9003.75", "0", "10"],
            &["W-2", "2026-03-01", "5", "500", "1000", "0", "0"],
        ],
    );
    sheet(
        &mut book,
        "通道费",
        &[
            &["合同编号", "站点编码", "费用项", "计费方式", "费率", "生效日期", "结束日期"],
            &["C-1", "", "佣金", "按比例", rate, "2026-01-01", ""],
            &["C-1", "", "固定费用", "按月", "310", "2026-01-01", ""],
        ],
    );
    sheet(
        &mut book,
        "合同",
        &[
            &["合同编号", "签约主体", "站点编码", "签订日期", "生效日期", "到期日期"],
            &["C-1", "某某石油", "W-1", "2025-12-20", "2026-01-01", "2027-01-01"],
        ],
    );
    sheet(&mut book, "合作阶段", &[&["站点编码", "生效日期", "合作阶段"], &["W-1", "2026-02-01", "上线"]]);
    sheet(
        &mut book,
        "站点",
        &[&["站点编码", "名称", "经度", "纬度"], &["W-1", "一站", "121.5", "31.2"], &["W-2", "二站", "121.6", "31.3"]],
    );
    book.save_to_buffer().expect("workbook")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_workbook_is_one_revision() {
    let api = Api::new();
    let before = api.network.current().revision().0;
    let done = import(&api, "kind=workbook&name=network.xlsx", workbook("2%")).await;
    assert_eq!(done["status"], "done", "{done:#}");
    let report = &done["report"];
    let counts = ["rows", "new", "changed", "unchanged", "rejected"].map(|name| report[name].as_u64().expect(name));
    assert_eq!((counts, &report["revision"]), ([12, 12, 0, 0, 0], &json!(before + 1)), "{report:#}");
    let kinds: Vec<&str> = report["sheets"]
        .as_array()
        .expect("sheets")
        .iter()
        .map(|sheet| sheet["kind"].as_str().expect("kind"))
        .collect();
    assert_eq!(
        kinds,
        ["stations", "cooperation", "contracts", "fees", "performance", "campaigns", "campaign_stations", "notes"]
    );
    assert!(report["notes"].to_string().contains("说明"), "{}", report["notes"]);

    // 16,503.75 at 2 % are 330.08 (150 and 180.08, each day rounded), and two of March's 31 days at 310 are 20.
    let stats = "/api/v1/stats?metrics=gmv,channel_fee,channel_fee_fixed,fee_rate,missing_fee,orders,volume_litres,\
                 contracts_active&from=2026-03-01&to=2026-03-03&code=W-1,W-2";
    let answer = api.json(stats).await;
    let total = &answer["total"]["values"];
    assert_eq!((&total["gmv"], &total["channel_fee"]), (&json!("17503.75"), &json!("350.08")), "{answer:#}");
    assert_eq!((&total["channel_fee_fixed"], &total["missing_fee"]), (&json!("20.00"), &json!(1)));
    assert_eq!((&total["orders"], &total["contracts_active"]), (&json!(27), &json!(1)));
    assert_eq!(total["volume_litres"], json!(2700.5));
    let rate = total["fee_rate"].as_f64().expect("rate");
    assert!((rate - 350.08 / 16_503.75).abs() < 1e-12, "of the station that has terms, {rate}");
    assert_eq!(
        (&answer["at"], &answer["from"], &answer["to"]),
        (&json!("2026-03-02"), &json!("2026-03-01"), &json!("2026-03-03"))
    );

    let again = import(&api, "kind=workbook&name=network.xlsx", workbook("2%")).await;
    let report = &again["report"];
    assert_eq!((&report["unchanged"], &report["revision"]), (&json!(12), &Value::Null), "{report:#}");

    let wrong = import(&api, "kind=workbook&name=network.xlsx", workbook("2.5")).await;
    assert_eq!(wrong["status"], "refused");
    let error = &wrong["report"]["errors"][0];
    assert_eq!(
        (&error["line"], &error["column"], &error["value"]),
        (&json!(2), &json!("通道费!费率"), &json!("2.5")),
        "{wrong:#}"
    );
    assert_eq!(api.network.current().revision().0, before + 1, "nothing was written");

    let mended = import(&api, "kind=workbook&name=network.xlsx", workbook("3%")).await;
    assert_eq!((&mended["report"]["changed"], &mended["report"]["unchanged"]), (&json!(1), &json!(11)));
    assert_eq!(api.json(stats).await["total"]["values"]["channel_fee"], "515.11");
}

#[tokio::test(flavor = "multi_thread")]
async fn terms_that_share_a_day_are_told_by_line() {
    let api = Api::new();
    let text = "station,component,basis,rate,from,to\n\
                SH-1,commission,percent_of_gmv,2%,2026-01-01,\n\
                SH-1,commission,percent_of_gmv,3%,2026-06-01,\n\
                SH-1,payment,percent_of_gmv,0.6%,2026-01-01,\n\
                NONE,commission,percent_of_gmv,1%,2026-01-01,\n";
    let done = import(&api, "kind=fees&on_error=skip", text.into()).await;
    let report = &done["report"];
    assert_eq!((&report["new"], &report["rejected"]), (&json!(2), &json!(2)), "{report:#}");
    let errors = report["errors"].as_array().expect("errors");
    assert_eq!((&errors[0]["line"], &errors[0]["column"]), (&json!(3), &json!("from")));
    assert!(errors[0]["reason"].as_str().expect("reason").contains("from 2026-01-01 on"), "{}", errors[0]);
    assert_eq!((&errors[1]["line"], &errors[1]["value"]), (&json!(5), &json!("NONE")));
    // A file may begin the new term before it ends the old one.
    let text = "station,component,basis,rate,from,to\n\
                SH-1,commission,percent_of_gmv,3%,2026-06-01,\n\
                SH-1,commission,percent_of_gmv,2%,2026-01-01,2026-06-01\n";
    let done = import(&api, "kind=fees", text.into()).await;
    assert_eq!((&done["report"]["new"], &done["report"]["changed"]), (&json!(1), &json!(1)), "{done:#}");
}
