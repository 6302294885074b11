//! The rows that templates hold as examples: one small network, the same through all kinds.

use super::Language;
use crate::domain::campaign::{FundedBy, Mechanism};
use crate::domain::cooperation::Stage;
use crate::domain::fee::Component;
use crate::domain::station::Energy;
use crate::exchange::columns::fields;
use crate::exchange::options::Kind;
use crate::exchange::words::{Basis, Word};

/// A kind's examples, a text for every field. Our words are in the language.
pub(super) fn rows(kind: Kind, language: Language) -> Vec<Vec<String>> {
    let cell = |(field, text): (&str, &&str)| {
        // A text that is not the same in both languages holds both.
        let text = text.split_once('|').map_or(*text, |(zh, en)| if language == Language::Zh { zh } else { en });
        match field {
            "energy" => word::<Energy>(text, language),
            "stage" => word::<Stage>(text, language),
            "component" => word::<Component>(text, language),
            "basis" => word::<Basis>(text, language),
            "mechanism" => word::<Mechanism>(text, language),
            "funded_by" => word::<FundedBy>(text, language),
            _ => text.to_owned(),
        }
    };
    let names = || fields(kind).iter().map(|field| field.name);
    examples(kind).iter().map(|row| names().zip(*row).map(cell).collect()).collect()
}

/// What a value of ours is called in the language.
fn word<W: Word>(id: &str, language: Language) -> String {
    let known = W::WORDS.iter().find(|(value, _)| value.id() == id);
    let title = known.and_then(|(_, names)| names.first()).copied().unwrap_or(id);
    if language == Language::Zh { title } else { id }.to_owned()
}

const fn examples(kind: Kind) -> &'static [&'static [&'static str]] {
    match kind {
        Kind::Stations => &[
            &[
                "SH-001",
                "人民路加油站|Renmin Road",
                "fuel",
                "中石化|Sinopec",
                "某某石油|Some Oil",
                "121.4737",
                "31.2304",
                "上海市黄浦区人民路1号|1 Renmin Road, Shanghai",
                "2019-05-01",
                "",
            ],
            &[
                "SH-002",
                "世纪大道充电站|Century Avenue",
                "ev",
                "特来电|TELD",
                "",
                "121.5273",
                "31.2266",
                "上海市浦东新区世纪大道100号|100 Century Avenue, Shanghai",
                "2023-09-15",
                "",
            ],
            &[
                "HZ-001",
                "文三路加油站|Wensan Road",
                "mixed",
                "壳牌|Shell",
                "",
                "120.1328",
                "30.2787",
                "",
                "",
                "2026-03-01",
            ],
        ],
        Kind::Cooperation => &[
            &["SH-001", "2026-03-01", "prospect", "站长有意向|The manager is interested"],
            &["SH-001", "2026-03-20", "signed", ""],
            &["SH-001", "2026-04-01", "online", ""],
        ],
        Kind::Regions => &[
            &["EAST", "华东大区|East", "", "area", "310000", "2026-01-01", "", "", ""],
            &["EAST", "华东大区|East", "", "area", "330000", "2026-01-01", "", "", ""],
            &["SOUTH", "华南大区|South", "", "area", "440000", "", "", "", ""],
        ],
        Kind::Contracts => &[
            &[
                "HT-2026-001",
                "某某石油有限公司|Some Oil Ltd",
                "SH-001;SH-002",
                "2025-12-10",
                "2026-01-01",
                "2027-01-01",
                "",
                "HT-2025-007",
            ],
            &["HT-2026-002", "某某能源有限公司|Some Energy Ltd", "HZ-001", "2026-02-20", "2026-03-01", "", "", ""],
        ],
        Kind::Fees => &[
            &[
                "HT-2026-001",
                "",
                "commission",
                "percent_of_gmv",
                "2.5%",
                "2026-01-01",
                "2027-01-01",
                "油站|station",
                "平台|platform",
            ],
            &["HT-2026-001", "", "payment", "percent_of_gmv", "0.6%", "2026-01-01", "", "", ""],
            &["", "SH-002", "partner_share", "per_kwh", "0.05", "2026-01-01", "", "", ""],
            &["", "HZ-001", "fixed", "per_month", "1200", "2026-03-01", "", "油站|station", "平台|platform"],
        ],
        Kind::Performance => &[
            &["SH-001", "2026-06-01", "128", "5120.5", "38912.80", "300", "120.50"],
            &["SH-001", "2026-06-02", "117", "4876", "36984.12", "280", "0"],
            &["SH-002", "2026-06-01", "86", "2350.75", "3290.40", "0", "0"],
        ],
        Kind::Campaigns => &[
            &["HD-001", "夏季直降|Summer", "price_cut", "platform", "2026-06-01", "2026-07-01", "50000"],
            &["HD-002", "满200减20|20 off 200", "threshold_off", "shared", "2026-07-01", "2026-08-01", ""],
        ],
        Kind::CampaignStations => &[&["HD-001", "SH-001", "", ""], &["HD-001", "HZ-001", "2026-06-10", "2026-06-20"]],
        Kind::Notes => &[
            &["SH-001", "2026-03-01", "张三|Zhang San", "拜访站长，同意签约|Met the manager, who will sign"],
            &["HZ-001", "2026-03-05", "", "油站改造，暂缓|Under reconstruction, on hold"],
        ],
    }
}
