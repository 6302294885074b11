//! Workbooks that hold rows of several kinds: which sheet is which.
//!
//! A sheet's name says its kind where it is one of ours. Otherwise its header does, if it has all that something
//! new of that kind needs, and names more fields of that kind than of any other. Regions are known by their name
//! alone: their columns are those of any list of things.

use super::error::FileError;
use super::needs::needed;
use super::options::{Kind, Options};
use super::plan::Plan;
use super::record::Record;
use super::table::choose_header;
use super::values::{clean, fold};
use super::xlsx::Book;

/// A sheet of a workbook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// Its name, as [`Options::sheet`] takes it.
    pub name: String,
    /// What its rows are; `None` where nobody can tell, and where it is empty: it is not to be read.
    pub kind: Option<Kind>,
    /// The number of its last row, as far as it tells.
    pub rows: u64,
}

/// The sheets of a workbook in its order.
///
/// # Errors
/// [`FileError`] when it cannot be read.
pub(super) fn of(book: &mut Book<'_>) -> Result<Vec<Sheet>, FileError> {
    let names = book.names();
    let mut sheets = Vec::with_capacity(names.len());
    for name in names {
        let (mut head, rows) = book.head(&name)?;
        head.retain(|record| !record.is_blank());
        let kind = if head.is_empty() { None } else { by_name(&name).or_else(|| by_header(&head)) };
        sheets.push(Sheet { name, kind, rows });
    }
    Ok(sheets)
}

/// Names of a kind's sheet besides its identifier, folded; the first is the one that templates have.
pub(super) const fn names(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Stations => {
            &["站点", "油站", "电站", "充电站", "站点清单", "站点列表", "油站清单", "油站列表", "station"]
        }
        Kind::Cooperation => &["合作阶段", "合作", "阶段", "合作记录", "合作状态", "stages", "cooperationstages"],
        Kind::Regions => &["区域", "大区", "区域划分", "region"],
        Kind::Contracts => &["合同", "合同清单", "合同列表", "合同台账", "contract"],
        Kind::Fees => &["通道费", "费用", "费率", "通道费率", "费用明细", "fee", "channelfees"],
        Kind::Performance => &["日表现", "经营数据", "日数据", "日报", "交易数据", "dailyperformance", "daily"],
        Kind::Campaigns => &["活动", "活动清单", "活动列表", "campaign"],
        Kind::CampaignStations => &["活动站点", "活动油站", "参与站点", "参与油站", "参加站点", "campaignstation"],
        Kind::Notes => &["跟进记录", "跟进", "拜访记录", "note", "visits"],
    }
}

/// The kind that a sheet's name says.
pub(super) fn by_name(sheet: &str) -> Option<Kind> {
    let folded = fold(sheet);
    Kind::ALL.into_iter().find(|&kind| fold(kind.as_str()) == folded || names(kind).contains(&folded.as_str()))
}

/// The kind that the header fits best, if there is one such.
fn by_header(rows: &[Record]) -> Option<Kind> {
    let options = Options::default();
    let mut best: Option<(usize, Option<Kind>)> = None;
    for kind in Kind::ALL.into_iter().filter(|&kind| kind != Kind::Regions) {
        let scores: Vec<_> = rows.iter().map(|row| (Plan::score(kind, row, &options), row.filled())).collect();
        let Some((score, _, place)) = choose_header(&scores).filter(|&(score, ..)| score >= 2) else { continue };
        let header = rows[place].cells().map(|cell| clean(cell).into_owned()).collect();
        let fits = Plan::new(kind, header, &options).is_ok_and(|plan| plan.needs(needed(kind)).is_ok());
        match best {
            _ if !fits => {}
            Some((most, _)) if most > score => {}
            Some((most, _)) if most == score => best = Some((most, None)),
            _ => best = Some((score, Some(kind))),
        }
    }
    best.and_then(|(_, kind)| kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_of_one_kind() {
        for kind in Kind::ALL {
            assert_eq!(by_name(kind.as_str()), Some(kind));
            for name in names(kind) {
                assert_eq!((fold(name).as_str(), by_name(name)), (*name, Some(kind)));
            }
        }
        assert_eq!(by_name("Campaign Stations"), Some(Kind::CampaignStations));
        assert_eq!(by_name("Sheet1"), None);
    }
}
