//! What rows we write, and the columns of each kind.

use std::borrow::Cow;

use super::ExportFormat;
use super::table::{Column, ColumnKind, Table};
use ColumnKind::{Code, Count, Date, Degrees, Text};

/// What the rows of an export are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ExportKind {
    /// Stations, with their stage and regions of a day.
    Stations,
    /// Cooperation stages of stations, dated.
    Cooperation,
    /// Contracts, with their state of a day.
    Contracts,
    /// Terms of channel fees, of contracts and of stations.
    Fees,
    /// Days of stations.
    Performance,
    /// Campaigns.
    Campaigns,
    /// Stations that take part in campaigns.
    CampaignStations,
    /// Notes on stations.
    Notes,
}

impl ExportKind {
    /// Every kind, in the order of documentation.
    pub const ALL: [Self; 8] = [
        Self::Stations,
        Self::Cooperation,
        Self::Contracts,
        Self::Fees,
        Self::Performance,
        Self::Campaigns,
        Self::CampaignStations,
        Self::Notes,
    ];

    /// The identifier used on the command line and on the wire.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Stations => "stations",
            Self::Cooperation => "cooperation",
            Self::Contracts => "contracts",
            Self::Fees => "fees",
            Self::Performance => "performance",
            Self::Campaigns => "campaigns",
            Self::CampaignStations => "campaign_stations",
            Self::Notes => "notes",
        }
    }

    /// The kind of that identifier.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text)
    }

    /// The formats in which its rows can be written; GeoJSON only where they have a place.
    #[must_use]
    pub const fn formats(self) -> &'static [ExportFormat] {
        match self {
            Self::Stations => &ExportFormat::ALL,
            _ => &[ExportFormat::Csv, ExportFormat::Xlsx],
        }
    }

    /// The table of the kind; that of stations without regions and attributes, for which see [`stations`].
    #[must_use]
    pub fn table(self) -> Table {
        let columns: &[Column] = match self {
            Self::Stations => &STATIONS,
            Self::Cooperation => &COOPERATION,
            Self::Contracts => &CONTRACTS,
            Self::Fees => &FEES,
            Self::Performance => &PERFORMANCE,
            Self::Campaigns => &CAMPAIGNS,
            Self::CampaignStations => &CAMPAIGN_STATIONS,
            Self::Notes => &NOTES,
        };
        Table { name: Cow::Borrowed(self.as_str()), columns: columns.to_vec() }
    }
}

/// The table of stations with a column for each of these `regions` (of a set, or of a level of one) and for each
/// attribute of that name; rows are made by [`super::StationRow`].
#[must_use]
pub fn stations(regions: &[Column], attributes: &[String]) -> Table {
    let mut table = ExportKind::Stations.table();
    table.columns.extend_from_slice(regions);
    table.columns.extend(attributes.iter().map(|name| {
        let title: Cow<'static, str> = Cow::Owned(name.clone());
        Column { field: Cow::Owned(format!("attributes.{name}")), zh: title.clone(), en: title, kind: Text }
    }));
    table
}

const MONEY: ColumnKind = ColumnKind::Decimal { places: 2 };
const VOLUME: ColumnKind = ColumnKind::Decimal { places: 3 };
const PRICE: ColumnKind = ColumnKind::Decimal { places: 6 };

const STATIONS: [Column; 11] = [
    Column::new("code", "站点编码", "Station code", Code),
    Column::new("name", "站点名称", "Name", Text),
    Column::new("energy", "能源类型", "Energy", Text),
    Column::new("brand", "品牌", "Brand", Text),
    Column::new("operator", "运营商", "Operator", Text),
    Column::new("longitude", "经度", "Longitude", Degrees),
    Column::new("latitude", "纬度", "Latitude", Degrees),
    Column::new("address", "地址", "Address", Text),
    Column::new("opened_on", "开业日期", "Opened on", Date),
    Column::new("closed_on", "关闭日期", "Closed on", Date),
    Column::new("stage", "合作阶段", "Stage", Text),
];

const COOPERATION: [Column; 4] = [
    Column::new("station", "站点编码", "Station code", Code),
    Column::new("valid_from", "生效日期", "Valid from", Date),
    Column::new("stage", "合作阶段", "Stage", Text),
    Column::new("note", "备注", "Note", Text),
];

const CONTRACTS: [Column; 9] = [
    Column::new("number", "合同编号", "Contract number", Code),
    Column::new("counterparty", "签约主体", "Counterparty", Text),
    Column::new("stations", "站点编码", "Station codes", Code),
    Column::new("signed_on", "签订日期", "Signed on", Date),
    Column::new("from", "开始日期", "From", Date),
    Column::new("to", "结束日期（不含当天）", "To", Date),
    Column::new("terminated_on", "提前终止日期", "Terminated on", Date),
    Column::new("renews", "原合同编号", "Renews", Code),
    Column::new("state", "合同状态", "State", Text),
];

const FEES: [Column; 9] = [
    Column::new("contract", "合同编号", "Contract", Code),
    Column::new("station", "站点编码", "Station", Code),
    Column::new("component", "费用项", "Component", Text),
    Column::new("basis", "计费方式", "Basis", Text),
    Column::new("rate", "费率/金额", "Rate", PRICE),
    Column::new("from", "开始日期", "From", Date),
    Column::new("to", "结束日期（不含当天）", "To", Date),
    Column::new("payer", "付款方", "Payer", Text),
    Column::new("payee", "收款方", "Payee", Text),
];

const PERFORMANCE: [Column; 7] = [
    Column::new("station", "站点编码", "Station", Code),
    Column::new("date", "日期", "Date", Date),
    Column::new("orders", "订单数", "Orders", Count),
    Column::new("volume", "销量", "Volume", VOLUME),
    Column::new("gmv", "交易额", "GMV", MONEY),
    Column::new("discount_platform", "平台补贴", "Discount platform", MONEY),
    Column::new("discount_station", "油站优惠", "Discount station", MONEY),
];

const CAMPAIGNS: [Column; 7] = [
    Column::new("code", "活动编码", "Campaign code", Code),
    Column::new("name", "活动名称", "Name", Text),
    Column::new("mechanism", "玩法", "Mechanism", Text),
    Column::new("funded_by", "出资方", "Funded by", Text),
    Column::new("from", "开始日期", "From", Date),
    Column::new("to", "结束日期（不含当天）", "To", Date),
    Column::new("budget", "预算", "Budget", MONEY),
];

const CAMPAIGN_STATIONS: [Column; 4] = [
    Column::new("campaign", "活动编码", "Campaign", Code),
    Column::new("station", "站点编码", "Station", Code),
    Column::new("from", "开始日期", "From", Date),
    Column::new("to", "结束日期（不含当天）", "To", Date),
];

const NOTES: [Column; 4] = [
    Column::new("station", "站点编码", "Station", Code),
    Column::new("at", "跟进时间", "At", Date),
    Column::new("author", "跟进人", "Author", Text),
    Column::new("text", "跟进内容", "Text", Text),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::Kind;
    use crate::exchange::columns::{Target, fields, recognise};

    #[test]
    fn columns_are_called_as_templates_and_the_importer_call_them() {
        for kind in ExportKind::ALL {
            let imported = Kind::parse(kind.as_str()).expect("a kind of both");
            for column in kind.table().columns {
                let place = fields(imported).iter().position(|field| field.name == column.field);
                for name in [&column.field, &column.zh, &column.en] {
                    let known = recognise(imported, name).map(|(target, _)| target);
                    assert_eq!(known, place.map(Target::Field), "{name} of {kind:?}");
                }
                if let Some(place) = place {
                    assert_eq!(column.zh, fields(imported)[place].title, "{kind:?}");
                }
            }
        }
    }
}
