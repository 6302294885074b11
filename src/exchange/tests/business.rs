//! Contracts, fees, performance, campaigns and notes: each kind's happy path in both languages, and every error.

use super::*;
use crate::base::date::Day;
use crate::domain::campaign::{CampaignDraft, FundedBy, Mechanism, ParticipationDraft};
use crate::domain::contract::ContractDraft;
use crate::domain::fee::{Component, FeeDraft, FeeOwnerName, Tariff};
use crate::domain::note::{Note, NoteDraft};
use crate::domain::performance::DayDraft;
use crate::domain::station::Edit;

macro_rules! readers {
    ($($name:ident: $reader:ident -> $draft:ty;)*) => {$(
        pub(super) fn $name(bytes: impl AsRef<[u8]>, options: &Options) -> Result<Read<$draft>, FileError> {
            collect(|on_row, progress| $reader(&mut Opened::new(Cursor::new(bytes.as_ref()), "")?, options, on_row, progress))
        }
    )*};
}

readers! {
    contracts: read_contracts -> ContractDraft;
    fees: read_fees -> FeeDraft;
    performance: read_performance -> DayDraft;
    campaigns: read_campaigns -> CampaignDraft;
    campaign_stations: read_campaign_stations -> ParticipationDraft;
    notes: read_notes -> NoteDraft;
}

fn day(text: &str) -> Day {
    text.parse().expect("date")
}

/// What both files come to, which must be the same.
fn both<D: std::fmt::Debug>(
    read: impl Fn(&'static str, &Options) -> Result<Read<D>, FileError>,
    chinese: &'static str,
    english: &'static str,
) -> Read<D> {
    let [chinese, english] = [chinese, english].map(|text| read(text, &Options::default()).expect("reads"));
    assert_eq!(chinese.errors(), []);
    let drafts = |read: &Read<D>| format!("{:?}", read.drafts.iter().map(|(_, draft)| draft).collect::<Vec<_>>());
    assert_eq!(drafts(&chinese), drafts(&english));
    english
}

#[test]
fn contracts_cover_stations() {
    let read = both(
        contracts,
        "合同编号,签约主体,站点编码,签订日期,生效日期,到期日期,终止日期,原合同编号\n\
         C-1,某某石油,A； B、A;C ,2025-12-10,2026-01-01,2027-01-01,2026-06-01,C-0\nC-2,某某石油,,,2026年1月1日,,,\n",
        "number,counterparty,stations,signed_on,from,to,terminated_on,renews\n\
         C-1,某某石油,\"A;B\nC\",2025-12-10,2026-01-01,2027-01-01,2026-06-01,C-0\nC-2,某某石油,,,2026-01-01,,,\n",
    );
    let draft = ContractDraft {
        number: "C-1".into(),
        counterparty: Some("某某石油".into()),
        stations: Some(vec!["A".into(), "B".into(), "C".into()]),
        signed_on: Edit::Set(day("2025-12-10")),
        from: Some(day("2026-01-01")),
        to: Edit::Set(day("2027-01-01")),
        terminated_on: Edit::Set(day("2026-06-01")),
        renews: Edit::Set("C-0".into()),
    };
    assert_eq!(read.drafts[0].1, draft);
    let open = &read.drafts[1].1;
    assert_eq!((&open.to, &open.signed_on, open.stations.as_deref()), (&Edit::Clear, &Edit::Clear, Some(&[][..])));
    let edit = contracts("合同编号,终止日期\nC-1,2026-06-01\n", &Options::default()).expect("reads");
    assert_eq!((&edit.drafts[0].1.stations, &edit.drafts[0].1.to), (&None, &Edit::Keep));
    assert_eq!(
        edit.summary.notes,
        [
            "no column for counterparty, from: new contracts are refused",
            "no column for stations: contracts keep theirs, and new ones cover none"
        ]
    );
}

#[test]
fn contracts_keep_their_rules() {
    let text = "number,counterparty,from,to,terminated_on,renews,stations\n\
                ,甲,2026-01-01,,,,A\n\
                C-2,甲,2026-01-01,2026-01-01,,,A\n\
                C-3,甲,2026-01-01,2027-01-01,2027-01-02,,A\n\
                C-4,甲,2026-01-01,,,C-4,A\n\
                C-5,甲,tomorrow,03/04/2026,,,A\n\
                C-6,,2026-01-01,2025-01-01,,,A\n";
    let read = contracts(text, &Options::default()).expect("reads");
    assert_eq!(read.drafts.len(), 0);
    assert_eq!(
        read.errors(),
        [
            (2, "number", "must not be empty"),
            (3, "to", "a period must end after it begins, but 2026-01-01 to 2026-01-01 does not"),
            (4, "terminated_on", "a contract that has run out (2027-01-01) cannot be terminated later"),
            (5, "renews", "a contract cannot renew itself"),
            (6, "from", "is not a date; write YYYY-MM-DD, such as 2026-06-30"),
            (6, "to", "may be 2026-04-03 or 2026-03-04; write YYYY-MM-DD"),
            (7, "to", "a period must end after it begins, but 2026-01-01 to 2025-01-01 does not"),
        ]
    );
    assert_eq!(read.errors[4].value, "tomorrow");
    let long = format!("number,stations\nC-1,{}\n", "x".repeat(201));
    assert_eq!(
        contracts(long, &Options::default()).expect("reads").errors(),
        [(2, "stations", "at most 200 characters are kept")]
    );
}

#[test]
fn a_contract_is_one_row() {
    let text = "合同编号,签约主体,站点,生效日期\nC-1,甲,A,2026-01-01\nC-1,甲,A,2026-01-01\nC-1,甲,B,2026-01-01\n\
                C-1,乙,A,2026-01-01\n";
    let read = contracts(text, &Options::default()).expect("reads");
    assert_eq!((read.drafts.len(), read.repeated), (1, vec![(3, 2)]));
    let reasons: Vec<_> = read.errors.iter().map(|e| (e.line, e.value.as_str(), e.reason.as_str())).collect();
    assert_eq!(
        reasons,
        [
            (
                4,
                "C-1",
                "the contract came before, with other stations, in line 2; \
                 give a contract one row and list its stations in one cell, separated by ';'"
            ),
            (5, "C-1", "the contract came before, and said otherwise, in line 2"),
        ]
    );
}

#[test]
fn the_end_of_a_period_is_explained_where_its_name_misleads() {
    let notes = |header: &str| {
        let text = format!("合同编号,签约主体,站点,生效日期,{header}\n");
        contracts(text, &Options::default()).expect("reads").summary.notes
    };
    assert_eq!(
        notes("到期日期"),
        [
            "到期日期 is read as the first day that no longer counts; where it is the last day that does, add one day to it"
        ]
    );
    for header in ["to", "失效日期", "结束日期（不含当天）"] {
        assert_eq!(notes(header), [""; 0], "{header}");
    }
}

#[test]
fn fees_are_of_a_contract_or_of_a_station() {
    let read = both(
        fees,
        "合同编号,站点编码,费用项,计费方式,费率/金额,开始日期,结束日期,付款方,收款方\n\
         C-1,,平台佣金,按交易额比例,2.5%,2026-01-01,2027-01-01,油站,平台\n\
         ,A,支付通道费,按比例,0.006,2026-01-01,,,\n\
         ,A,分成,按升,0.05元,2026-01-01,,,\n,A,佣金,按度,\"0,035\",2026-01-01,,,\n\
         ,B,佣金,按单,¥1,2026-01-01,,,\n,A,固定费,包月,\"1,200.00\",2026-01-01,,,\n",
        "contract,station,component,basis,rate,from,to,payer,payee\n\
         C-1,,commission,percent_of_gmv,0.025,2026-01-01,2027-01-01,油站,平台\n\
         ,A,payment,percent_of_gmv,0.6%,2026-01-01,,,\n\
         ,A,partner_share,per_litre,0.05,2026-01-01,,,\n,A,commission,per_kwh,0.035,2026-01-01,,,\n\
         ,B,commission,per_order,1,2026-01-01,,,\n,A,fixed,per_month,1200,2026-01-01,,,\n",
    );
    let draft = FeeDraft {
        owner: FeeOwnerName::Contract("C-1".into()),
        component: Component::Commission,
        tariff: Tariff::PercentOfGmv("2.5%".parse().expect("rate")),
        from: day("2026-01-01"),
        to: Edit::Set(day("2027-01-01")),
        payer: Edit::Set("油站".into()),
        payee: Edit::Set("平台".into()),
    };
    assert_eq!(read.drafts[0].1, draft);
    let tariffs: Vec<_> = read.drafts[1..].iter().map(|(_, draft)| draft.tariff).collect();
    let price = |text: &str| text.parse().expect("price");
    assert_eq!(
        tariffs,
        [
            Tariff::PercentOfGmv("0.006".parse().expect("rate")),
            Tariff::PerLitre(price("0.05")),
            Tariff::PerKwh(price("0.035")),
            Tariff::PerOrder(price("1")),
            Tariff::PerMonth("1200".parse().expect("amount")),
        ]
    );
}

#[test]
fn fees_that_are_wrong_say_what_is_allowed() {
    let text = "合同编号,站点编码,费用项,计费方式,费率,from,to\n\
                C-1,A,佣金,按比例,2.5,2026-01-01,\n\
                ,,佣金,按升,1.2345678,,\n\
                C-1,,茶水费,按心情,5,2026-01-01,\n\
                C-1,,固定费,按月,\"1,200\",2026-01-01,\n\
                C-1,,固定费,按月,-5,2026-01-01,\n\
                C-1,,固定费,,,2026-01-01,\n\
                C-1,,固定费,按月,5,2026-01-01,2026-01-01\n";
    let read = fees(text, &Options::default()).expect("reads");
    assert_eq!(
        read.errors(),
        [
            (2, "合同编号", "fill in either 合同编号 or 站点编码, not both"),
            (2, "费率", "is more than all of it; write 2.5% or 0.025"),
            (3, "合同编号", "fill in either 合同编号 or 站点编码"),
            (3, "费率", "has more than 6 decimals, and nothing is rounded"),
            (3, "from", "must not be empty"),
            (
                4,
                "费用项",
                "is no component; write commission, payment, partner_share, fixed, or translate it, such as \
                 --map-value 'component:茶水费=commission', or leave such rows out by --map-value 'component:茶水费='"
            ),
            (
                4,
                "计费方式",
                "is no basis; write percent_of_gmv, per_litre, per_kwh, per_order, per_month, or translate it, such as \
                 --map-value 'basis:按心情=percent_of_gmv', or leave such rows out by --map-value 'basis:按心情='"
            ),
            (5, "费率", "may be 1200 or 1.200; write it without a comma"),
            (6, "费率", "must not be negative"),
            (7, "计费方式", "must not be empty"),
            (7, "费率", "must not be empty"),
            (8, "to", "a period must end after it begins, but 2026-01-01 to 2026-01-01 does not"),
        ]
    );
    assert_eq!((read.errors[0].value.as_str(), read.errors[1].value.as_str()), ("C-1, A", "2.5"));
    let translated = options(&[], &["component:茶水费=fixed", "basis:按心情=per_month"]);
    assert_eq!(fees(text, &translated).expect("reads").drafts[0].1.component, Component::Fixed);
}

#[test]
fn a_column_that_speaks_of_percent_leaves_no_doubt() {
    let text =
        "站点编码,费用项,计费方式,费率(%),开始日期\nA,佣金,按比例,0.6,2026-01-01\nA,佣金,按比例,0.6%,2026-01-01\n";
    let read = fees(text, &Options::default()).expect("reads");
    assert_eq!(
        read.errors(),
        [(
            2,
            "费率(%)",
            "may be 0.6% or a share, as the column's name speaks of %; write the % in the cells, such as 2.5%"
        )]
    );
    assert_eq!(read.drafts[0].1.tariff, Tariff::PercentOfGmv("0.006".parse().expect("rate")));
}

#[test]
fn fees_come_once_a_file_and_need_an_owner() {
    let text = "station,component,basis,rate,from,payer\nA,commission,per_order,1,2026-01-01,x\n\
                A,佣金,按单,1.00,2026/1/1,x\nA,commission,per_order,2,2026-01-01,x\nA,commission,per_order,2,2026-02-01,x\n";
    let read = fees(text, &Options::default()).expect("reads");
    assert_eq!((read.drafts.len(), &read.repeated[..]), (2, &[(3, 2)][..]));
    assert_eq!(
        read.errors(),
        [(4, "from", "there is another commission of that contract or station and day, in line 2")]
    );
    let neither = refusal(fees("component,basis,rate,from\n", &Options::default()));
    assert!(neither.starts_with("no column for contract or station; "), "{neither}");
    let no_rate = refusal(fees("站点编码,费用项,计费方式\n", &Options::default()));
    assert!(no_rate.starts_with("no column for rate, from; "), "{no_rate}");
}

#[test]
fn performance_is_a_day_of_a_station() {
    let read = both(
        performance,
        "站点编码,日期,单量,升数,流水,平台优惠,站方优惠\n\
         A,2026/6/1,120,\"5,120.50\",\"38,912.80\",￥300,12.5元\nA,2026-06-02,\"1,234\",,100,,\n",
        "station,date,orders,volume,gmv,discount_platform,discount_station\n\
         A,2026-06-01,120,5120.5,38912.80,300,12.50\nA,20260602,1234,,100,,\n",
    );
    let money = |text: &str| Some(text.parse().expect("amount"));
    let draft = DayDraft {
        station: "A".into(),
        day: day("2026-06-01"),
        orders: Some(120),
        volume: Some("5120.5".parse().expect("volume")),
        gmv: money("38912.80"),
        discount_platform: money("300"),
        discount_station: money("12.50"),
    };
    assert_eq!(read.drafts[0].1, draft);
    assert_eq!((read.drafts[1].1.volume, read.drafts[1].1.orders), (None, Some(1_234)));
    let partly = performance("站点编码,日期,电量\nA,2026-06-01,8\n", &Options::default()).expect("reads");
    assert_eq!(
        partly.summary.notes,
        ["no column for orders, gmv, discount_platform, discount_station: days keep theirs, and new ones have 0"]
    );
    assert_eq!(partly.drafts[0].1.gmv, None);
    let none = refusal(performance("站点编码,日期\nA,2026-06-01\n", &Options::default()));
    assert!(none.contains("no column for orders or volume or gmv or discount_platform or discount_station"), "{none}");
}

#[test]
fn days_that_are_wrong_say_what_is_allowed() {
    let text = "站点,日期,单量,升数,流水,平台优惠,站方优惠\n\
                ,明天,1.5,x,\"1,234\",0.001,-1\n\
                A,2026-06-01,1,1,100,60,40.01\n\
                A,2026-06-02,4294967296,1000000000.001,10000000000000.01,1,1\n\
                A,2026-06-03,1,1,,60,\n";
    let read = performance(text, &Options::default()).expect("reads");
    assert_eq!(
        read.errors(),
        [
            (2, "站点", "must not be empty"),
            (2, "日期", "is not a date; write YYYY-MM-DD, such as 2026-06-30"),
            (2, "单量", "is not a whole number from 0 to 4294967295"),
            (2, "升数", "is not a number; write digits with a decimal point, such as 1234.50"),
            (2, "流水", "may be 1234 or 1.234; write it without a comma"),
            (2, "平台优惠", "has more than 2 decimals, and nothing is rounded"),
            (2, "站方优惠", "must not be negative"),
            (3, "流水", "discounts of 100.01 are more than the gmv of 100.00"),
            (4, "单量", "is not a whole number from 0 to 4294967295"),
            (4, "升数", "lies outside 0.000 to 1000000000.000"),
            (4, "流水", "lies outside -10000000000000.00 to 10000000000000.00"),
        ]
    );
    assert_eq!(read.drafts[0].1.discount_platform, Some("60".parse().expect("amount")), "gmv may be known already");
}

#[test]
fn a_day_comes_once_a_file() {
    let text = "station,date,orders\nA,2026-06-01,5\nA,2026/6/1,5\nA,2026-06-01,6\nB,2026-06-01,6\n";
    let read = performance(text, &Options::default()).expect("reads");
    assert_eq!((read.drafts.len(), &read.repeated[..]), (2, &[(3, 2)][..]));
    assert_eq!(read.errors(), [(4, "date", "the station has other figures of that day, in line 2")]);
}

#[test]
fn campaigns_and_their_stations() {
    let read = both(
        campaigns,
        "活动编码,活动名称,活动类型,承担方,开始日期,结束日期,预算\n夏1,夏季直降,直降,平台承担,2026-06-01,2026-07-01,\"50,000.00\"\n",
        "code,name,mechanism,funded_by,from,to,budget\n夏1,夏季直降,price_cut,platform,2026-06-01,2026-07-01,50000\n",
    );
    let draft = CampaignDraft {
        code: "夏1".into(),
        name: Some("夏季直降".into()),
        mechanism: Some(Mechanism::PriceCut),
        funded_by: Some(FundedBy::Platform),
        from: Some(day("2026-06-01")),
        to: Edit::Set(day("2026-07-01")),
        budget: Edit::Set("50000".parse().expect("amount")),
    };
    assert_eq!(read.drafts[0].1, draft);
    let read = both(
        campaign_stations,
        "活动编码,油站编码,开始日期,结束日期\n夏1,A,2026-06-10,\n夏1,B,,2026-06-20\n",
        "campaign,station,from,to\n夏1,A,2026-06-10,\n夏1,B,,2026-06-20\n",
    );
    let draft = ParticipationDraft {
        campaign: "夏1".into(),
        station: "A".into(),
        from: Some(day("2026-06-10")),
        to: Edit::Clear,
    };
    assert_eq!((&read.drafts[0].1, read.drafts[1].1.from), (&draft, None));
}

#[test]
fn campaigns_that_are_wrong_say_what_is_allowed() {
    let text = "code,mechanism,funded_by,from,to,budget\n,gift,nobody,2026-06-01,2026-06-01,-1\n\
                C,直降,平台,2026-06-01,,1\nC,直降,平台,2026-06-01,,1\nC,满减,平台,2026-06-01,,1\n";
    let read = campaigns(text, &Options::default()).expect("reads");
    let errors = read.errors();
    assert_eq!(errors[0], (2, "code", "must not be empty"));
    assert!(
        errors[1].2.starts_with("is no mechanism; write price_cut, threshold_off, coupon, percent_off"),
        "{errors:?}"
    );
    assert!(errors[2].2.contains("--map-value 'funded_by:nobody=platform'"), "{errors:?}");
    assert_eq!((errors[3].1, errors[3].2), ("budget", "must not be negative"));
    assert_eq!(errors[4].1, "to");
    assert_eq!(errors[5], (5, "code", "the campaign came before, and said otherwise, in line 3"));
    assert_eq!((read.drafts.len(), read.repeated), (1, vec![(4, 3)]));
    let text = "campaign,station,from,to\nC,A,2026-06-02,2026-06-01\nC,A,,\nC,A,,\nC,A,2026-06-01,\nC,,,\n";
    let read = campaign_stations(text, &Options::default()).expect("reads");
    assert_eq!(
        read.errors(),
        [
            (2, "to", "a period must end after it begins, but 2026-06-02 to 2026-06-01 does not"),
            (5, "station", "the station takes part in that campaign at another time, in line 3"),
            (6, "station", "must not be empty"),
        ]
    );
    assert_eq!(read.repeated, [(4, 3)]);
}

#[test]
fn notes_keep_their_lines() {
    let read = both(
        notes,
        "站点编码,跟进时间,跟进人,跟进内容\nA,2026-06-01 09:30,张三,\"拜访站长\n同意签约\"\nA,2026-06-01,,x\n",
        "station,at,author,text\nA,2026-06-01,张三,\"拜访站长\n同意签约\"\nA,2026-06-01,,x\n",
    );
    let note = Note { at: day("2026-06-01"), author: Some("张三".into()), text: "拜访站长\n同意签约".into() };
    assert_eq!(read.drafts[0].1, NoteDraft { station: "A".into(), note });
    assert_eq!(read.drafts[1].1.note.author, None);
    let long = "长".repeat(2_001);
    let text = format!(
        "station,at,text\n,yesterday,\nA,2026-06-01,{long}\nA,2026-06-01,a\x07b\nA,2026-06-01,x\nA,2026/6/1,x\n"
    );
    let read = notes(text, &Options::default()).expect("reads");
    assert_eq!(
        read.errors(),
        [
            (2, "station", "must not be empty"),
            (2, "at", "is not a date; write YYYY-MM-DD, such as 2026-06-30"),
            (2, "text", "must not be empty"),
            (3, "text", "at most 2000 characters are kept"),
            (4, "text", "must not hold control characters"),
        ]
    );
    assert_eq!((read.drafts.len(), read.repeated), (1, vec![(6, 5)]));
}

/// Numbers as spreadsheets hold them: what was typed, and what a formula made of it.
#[test]
fn numbers_of_a_workbook_are_those_that_were_typed() {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (column, name) in (0..).zip(["站点编码", "日期", "订单数", "销量", "交易额", "平台补贴"]) {
        sheet.write(0, column, name).expect("cell");
    }
    let date = rust_xlsxwriter::Format::new().set_num_format("yyyy/m/d");
    let numbers = [(19.99, 0.1 + 0.2), (1_234_567_890.12, 8.2 * 3.0), (2.07, 0.125), (1e13, 0.0), (1e300, 0.0)];
    for (row, (gmv, discount)) in (1..).zip(numbers) {
        sheet.write(row, 0, 10_001).expect("cell");
        let at = rust_xlsxwriter::ExcelDateTime::from_ymd(2026, 6, u8::try_from(row).expect("a day")).expect("date");
        sheet.write_with_format(row, 1, at, &date).expect("cell");
        sheet.write(row, 2, 12.0).expect("cell");
        sheet.write(row, 3, 5_120.5).expect("cell");
        sheet.write(row, 4, gmv).expect("cell");
        sheet.write(row, 5, discount).expect("cell");
    }
    let read = performance(book.save_to_buffer().expect("saves"), &Options::default()).expect("reads");
    let facts: Vec<_> =
        read.drafts.iter().map(|(_, d)| (d.gmv.expect("gmv").to_string(), d.discount_platform)).collect();
    let money = |text: &str| Some(text.parse().expect("amount"));
    assert_eq!(
        facts,
        [
            ("19.99".into(), money("0.3")),
            ("1234567890.12".into(), money("24.6")),
            ("10000000000000.00".into(), money("0")),
        ]
    );
    assert_eq!((read.drafts[0].1.station.as_str(), read.drafts[0].1.orders), ("10001", Some(12)));
    let errors = read.errors();
    assert_eq!(errors[0], (4, "平台补贴", "has more than 2 decimals, and nothing is rounded"));
    assert_eq!(read.errors[0].value, "0.125");
}
