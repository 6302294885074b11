//! Columns of what goes on: performance, campaigns, notes.

use super::Field;
use super::agreements::{FROM, STATION, TO};

/// Places of the fields of performance in [`fields`](super::fields).
pub(in crate::exchange) mod performance {
    pub(in crate::exchange) const STATION: usize = 0;
    pub(in crate::exchange) const DATE: usize = 1;
    pub(in crate::exchange) const ORDERS: usize = 2;
    pub(in crate::exchange) const VOLUME: usize = 3;
    pub(in crate::exchange) const GMV: usize = 4;
    pub(in crate::exchange) const DISCOUNT_PLATFORM: usize = 5;
    pub(in crate::exchange) const DISCOUNT_STATION: usize = 6;
}

/// Places of the fields of campaigns in [`fields`](super::fields).
pub(in crate::exchange) mod campaign {
    pub(in crate::exchange) const CODE: usize = 0;
    pub(in crate::exchange) const NAME: usize = 1;
    pub(in crate::exchange) const MECHANISM: usize = 2;
    pub(in crate::exchange) const FUNDED_BY: usize = 3;
    pub(in crate::exchange) const FROM: usize = 4;
    pub(in crate::exchange) const TO: usize = 5;
    pub(in crate::exchange) const BUDGET: usize = 6;
}

/// Places of the fields of stations that take part in campaigns in [`fields`](super::fields).
pub(in crate::exchange) mod campaign_station {
    pub(in crate::exchange) const CAMPAIGN: usize = 0;
    pub(in crate::exchange) const STATION: usize = 1;
    pub(in crate::exchange) const FROM: usize = 2;
    pub(in crate::exchange) const TO: usize = 3;
}

/// Places of the fields of notes in [`fields`](super::fields).
pub(in crate::exchange) mod note {
    pub(in crate::exchange) const STATION: usize = 0;
    pub(in crate::exchange) const AT: usize = 1;
    pub(in crate::exchange) const AUTHOR: usize = 2;
    pub(in crate::exchange) const TEXT: usize = 3;
}

pub(super) const PERFORMANCE: [Field; 7] = [
    STATION,
    Field {
        name: "date",
        title: "日期",
        names: &[
            "日期",
            "业务日期",
            "统计日期",
            "交易日期",
            "营业日期",
            "数据日期",
            "账期",
            "day",
            "businessdate",
            "tradedate",
        ],
    },
    Field {
        name: "orders",
        title: "订单数",
        names: &[
            "订单数",
            "单量",
            "订单量",
            "订单笔数",
            "交易笔数",
            "成交单量",
            "笔数",
            "ordercount",
            "numberoforders",
            "transactions",
        ],
    },
    Field {
        name: "volume",
        title: "销量",
        names: &[
            "销量",
            "升数",
            "电量",
            "加油量",
            "加油升数",
            "充电量",
            "充电电量",
            "销售量",
            "litres",
            "liters",
            "kwh",
            "volumelitres",
            "volumekwh",
            "quantity",
        ],
    },
    Field {
        name: "gmv",
        title: "交易额",
        names: &[
            "交易额",
            "流水",
            "交易流水",
            "交易金额",
            "成交额",
            "成交金额",
            "销售额",
            "订单金额",
            "grossmerchandisevalue",
            "sales",
            "turnover",
            "amount",
        ],
    },
    Field {
        name: "discount_platform",
        title: "平台补贴",
        names: &[
            "平台补贴",
            "平台优惠",
            "平台补贴金额",
            "平台优惠金额",
            "平台承担",
            "platformdiscount",
            "platformsubsidy",
        ],
    },
    Field {
        name: "discount_station",
        title: "油站优惠",
        names: &[
            "油站优惠",
            "站方优惠",
            "站点优惠",
            "商家优惠",
            "油站补贴",
            "站方补贴",
            "油站优惠金额",
            "站方优惠金额",
            "油站承担",
            "站方承担",
            "stationdiscount",
            "merchantdiscount",
        ],
    },
];

pub(super) const CAMPAIGNS: [Field; 7] = [
    Field {
        name: "code",
        title: "活动编码",
        names: &["活动编码", "活动编号", "活动id", "编码", "编号", "campaigncode", "campaignid", "campaign", "id"],
    },
    Field {
        name: "name", title: "活动名称", names: &["活动名称", "名称", "活动", "campaignname", "title"]
    },
    Field {
        name: "mechanism",
        title: "玩法",
        names: &["玩法", "活动玩法", "活动类型", "优惠方式", "优惠类型", "campaigntype", "type"],
    },
    Field {
        name: "funded_by",
        title: "出资方",
        names: &["出资方", "承担方", "费用承担方", "补贴承担方", "补贴方", "funder", "funding", "paidby"],
    },
    FROM,
    TO,
    Field { name: "budget", title: "预算", names: &["预算", "活动预算", "预算金额", "budgetamount"] },
];

pub(super) const CAMPAIGN_STATIONS: [Field; 4] = [
    Field {
        name: "campaign",
        title: "活动编码",
        names: &["活动编码", "活动编号", "活动id", "campaigncode", "campaignid"],
    },
    STATION,
    FROM,
    TO,
];

pub(super) const NOTES: [Field; 4] = [
    STATION,
    Field {
        name: "at",
        title: "跟进时间",
        names: &["跟进时间", "跟进日期", "拜访日期", "拜访时间", "记录日期", "日期", "时间", "visitdate", "date", "on"],
    },
    Field {
        name: "author",
        title: "跟进人",
        names: &["跟进人", "拜访人", "记录人", "作者", "负责人", "writtenby", "owner"],
    },
    Field {
        name: "text",
        title: "跟进内容",
        names: &[
            "跟进内容",
            "跟进记录",
            "拜访内容",
            "拜访记录",
            "跟进情况",
            "内容",
            "记录",
            "备注",
            "content",
            "note",
            "notes",
            "remark",
            "comment",
        ],
    },
];
