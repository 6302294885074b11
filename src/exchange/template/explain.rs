//! What templates say of every column: whether it must be filled in, what is allowed, and an example.

use super::Language;
use crate::domain::campaign::{FundedBy, Mechanism};
use crate::domain::cooperation::Stage;
use crate::domain::fee::Component;
use crate::domain::station::Energy;
use crate::exchange::columns::fields;
use crate::exchange::needs::needed;
use crate::exchange::options::Kind;
use crate::exchange::words::{Basis, Word};

/// A table of every column of a kind, with its own header.
pub(super) fn columns(kind: Kind, language: Language, rows: &[Vec<String>]) -> Vec<[String; 4]> {
    let header = match language {
        Language::Zh => ["列", "是否必填", "允许的内容", "示例"],
        Language::En => ["Column", "Required", "Allowed", "Example"],
    };
    let explained = fields(kind).iter().enumerate().map(|(place, field)| {
        let required = match (kind, field.name) {
            (Kind::Fees, "contract" | "station") => language.of("二选一", "one of the two"),
            _ if needed(kind).contains(&place) => language.of("必填", "yes"),
            _ => language.of("选填", "no"),
        };
        let example = rows.iter().map(|row| row[place].as_str()).find(|cell| !cell.is_empty()).unwrap_or_default();
        [
            language.of(field.title, field.name).to_owned(),
            required.to_owned(),
            allowed(kind, field.name, language),
            example.to_owned(),
        ]
    });
    std::iter::once(header.map(str::to_owned)).chain(explained).collect()
}

fn allowed(kind: Kind, field: &str, language: Language) -> String {
    let (zh, en) = match (kind, field) {
        (_, "energy") => return words::<Energy>(language),
        (_, "stage") => return words::<Stage>(language),
        (_, "component") => return words::<Component>(language),
        (_, "basis") => return words::<Basis>(language),
        (_, "mechanism") => return words::<Mechanism>(language),
        (_, "funded_by") => return words::<FundedBy>(language),
        (Kind::Stations, "code") => ("自己的站点编码，不可重复", "your own code of the station, unique"),
        (Kind::Campaigns, "code") => ("自己的活动编码，不可重复", "your own code of the campaign, unique"),
        (Kind::Regions, "code") => {
            ("区域编码；同一区域的成员各占一行", "code of the region; a row for each of its members")
        }
        (_, "longitude" | "latitude") => {
            ("度，小数；坐标系在导入时选择", "decimal degrees; the system is said at import")
        }
        (_, "opened_on") => ("日期，如 2026-06-30：开业第一天", "a date such as 2026-06-30: the first day it was open"),
        (_, "closed_on") => ("日期：不再营业的第一天", "a date: the first day it was no longer open"),
        (_, "valid_from") => ("日期：进入该阶段的第一天", "a date: the first day of the stage"),
        (_, "from") => ("日期：生效第一天", "a date: the first day on which it holds"),
        (Kind::CampaignStations, "to") => (
            "日期：不再参加的第一天（不含当天）；留空则同活动",
            "a date: the first day on which it no longer takes part; empty for as long as the campaign runs",
        ),
        (_, "to") => (
            "日期：不再有效的第一天（不含当天）；长期有效则留空",
            "a date: the first day on which it no longer holds; empty while it runs on",
        ),
        (_, "signed_on") => ("日期；尚未签订则留空", "a date; empty while it is not signed"),
        (_, "terminated_on") => {
            ("日期：提前终止后不再有效的第一天", "a date: the first day on which it was ended early")
        }
        (_, "date" | "at") => ("日期，如 2026-06-30", "a date such as 2026-06-30"),
        (Kind::Contracts, "number") => ("自己的合同编号，不可重复", "your own number of the contract, unique"),
        (_, "contract" | "renews") => ("已有合同的编号", "number of a contract"),
        (_, "station") => ("已有站点的编码", "code of a station"),
        (_, "stations") => ("合同覆盖的全部站点编码，用 ; 分隔", "codes of all stations that it covers, split by ;"),
        (_, "campaign") => ("已有活动的编码", "code of a campaign"),
        (_, "rate") => (
            "按比例：2.5% 或 0.025；其他：单价或金额，单位元",
            "of a percentage 2.5% or 0.025, otherwise an amount in major units",
        ),
        (_, "orders") => ("整数", "a whole number"),
        (_, "volume") => ("升或千瓦时，最多 3 位小数", "litres or kilowatt-hours, at most 3 decimals"),
        (_, "gmv") => ("元，优惠前，最多 2 位小数", "major units before discounts, at most 2 decimals"),
        (_, "discount_platform" | "discount_station" | "budget") => {
            ("元，最多 2 位小数", "major units, at most 2 decimals")
        }
        (_, "parent") => ("上级区域的编码", "code of the region above"),
        (_, "level") => ("区域的级别，如 area", "level of the region, such as area"),
        (_, "admin") => ("成员的行政区划代码，如 310000", "code of the administrative region that is a member"),
        (_, "address" | "note" | "text") | (Kind::Stations, "name") => {
            ("文字，最多 2000 字", "text of at most 2000 characters")
        }
        _ => ("文字，最多 200 字", "text of at most 200 characters"),
    };
    language.of(zh, en).to_owned()
}

/// The words of a field, in Chinese with our identifiers.
fn words<W: Word>(language: Language) -> String {
    let named = W::WORDS.iter().map(|(value, names)| match (language, names.first()) {
        (Language::Zh, Some(title)) => format!("{title}（{}）", value.id()),
        _ => value.id().to_owned(),
    });
    named.collect::<Vec<_>>().join(language.of("、", ", "))
}
