//! What rows we write, and the columns of each kind.

use std::borrow::Cow;

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
    Column::new("counterparty", "签约方", "Counterparty", Text),
    Column::new("stations", "站点编码", "Station codes", Code),
    Column::new("signed_on", "签约日期", "Signed on", Date),
    Column::new("from", "生效日期", "From", Date),
    Column::new("to", "失效日期", "To", Date),
    Column::new("terminated_on", "终止日期", "Terminated on", Date),
    Column::new("renews", "续签自", "Renews", Code),
    Column::new("state", "合同状态", "State", Text),
];

const FEES: [Column; 9] = [
    Column::new("contract", "合同编号", "Contract", Code),
    Column::new("station", "站点编码", "Station", Code),
    Column::new("component", "费用项", "Component", Text),
    Column::new("basis", "计费方式", "Basis", Text),
    Column::new("rate", "费率", "Rate", PRICE),
    Column::new("from", "生效日期", "From", Date),
    Column::new("to", "失效日期", "To", Date),
    Column::new("payer", "付款方", "Payer", Text),
    Column::new("payee", "收款方", "Payee", Text),
];

const PERFORMANCE: [Column; 7] = [
    Column::new("station", "站点编码", "Station", Code),
    Column::new("date", "日期", "Date", Date),
    Column::new("orders", "订单量", "Orders", Count),
    Column::new("volume", "销量", "Volume", VOLUME),
    Column::new("gmv", "交易额", "GMV", MONEY),
    Column::new("discount_platform", "平台优惠", "Discount platform", MONEY),
    Column::new("discount_station", "站点优惠", "Discount station", MONEY),
];

const CAMPAIGNS: [Column; 7] = [
    Column::new("code", "活动编码", "Campaign code", Code),
    Column::new("name", "活动名称", "Name", Text),
    Column::new("mechanism", "优惠方式", "Mechanism", Text),
    Column::new("funded_by", "承担方", "Funded by", Text),
    Column::new("from", "生效日期", "From", Date),
    Column::new("to", "失效日期", "To", Date),
    Column::new("budget", "预算", "Budget", MONEY),
];

const CAMPAIGN_STATIONS: [Column; 4] = [
    Column::new("campaign", "活动编码", "Campaign", Code),
    Column::new("station", "站点编码", "Station", Code),
    Column::new("from", "生效日期", "From", Date),
    Column::new("to", "失效日期", "To", Date),
];

const NOTES: [Column; 4] = [
    Column::new("station", "站点编码", "Station", Code),
    Column::new("at", "日期", "At", Date),
    Column::new("author", "作者", "Author", Text),
    Column::new("text", "内容", "Text", Text),
];
