//! Columns of what is agreed: contracts and fees; and those that other kinds have in common with them.

use super::Field;

/// Places of the fields of contracts in [`fields`](super::fields).
pub(in crate::exchange) mod contract {
    pub(in crate::exchange) const NUMBER: usize = 0;
    pub(in crate::exchange) const COUNTERPARTY: usize = 1;
    pub(in crate::exchange) const STATIONS: usize = 2;
    pub(in crate::exchange) const SIGNED_ON: usize = 3;
    pub(in crate::exchange) const FROM: usize = 4;
    pub(in crate::exchange) const TO: usize = 5;
    pub(in crate::exchange) const TERMINATED_ON: usize = 6;
    pub(in crate::exchange) const RENEWS: usize = 7;
}

/// Places of the fields of fees in [`fields`](super::fields).
pub(in crate::exchange) mod fee {
    pub(in crate::exchange) const CONTRACT: usize = 0;
    pub(in crate::exchange) const STATION: usize = 1;
    pub(in crate::exchange) const COMPONENT: usize = 2;
    pub(in crate::exchange) const BASIS: usize = 3;
    pub(in crate::exchange) const RATE: usize = 4;
    pub(in crate::exchange) const FROM: usize = 5;
    pub(in crate::exchange) const TO: usize = 6;
    pub(in crate::exchange) const PAYER: usize = 7;
    pub(in crate::exchange) const PAYEE: usize = 8;
}

/// The column that holds a station's code. Names of ids in general are left out: these files have others.
pub(super) const STATION: Field = Field {
    name: "station",
    title: "站点编码",
    names: &[
        "站点编码",
        "油站编码",
        "电站编码",
        "充电站编码",
        "站点",
        "油站",
        "电站",
        "站点编号",
        "油站编号",
        "电站编号",
        "站点id",
        "油站id",
        "电站id",
        "stationcode",
        "stationid",
        "siteid",
    ],
};

pub(super) const FROM: Field = Field {
    name: "from",
    title: "开始日期",
    names: &[
        "生效日期",
        "开始日期",
        "起始日期",
        "生效日",
        "开始日",
        "生效时间",
        "开始时间",
        "活动开始日期",
        "活动开始时间",
        "合同开始日期",
        "合同生效日期",
        "起始日",
        "startdate",
        "start",
        "fromdate",
        "validfrom",
        "effectivefrom",
        "effectivedate",
        "since",
    ],
};

/// The first day on which something no longer holds, whatever the name of the column suggests.
pub(super) const TO: Field = Field {
    name: "to",
    title: "结束日期（不含当天）",
    names: &[
        "失效日期",
        "结束日期",
        "到期日期",
        "截止日期",
        "失效日",
        "到期日",
        "结束日",
        "截止日",
        "失效时间",
        "结束时间",
        "到期时间",
        "截止时间",
        "活动结束日期",
        "活动结束时间",
        "合同结束日期",
        "合同到期日期",
        "合同到期日",
        "enddate",
        "end",
        "todate",
        "validto",
        "effectiveto",
        "expirydate",
        "expires",
        "expireson",
        "until",
    ],
};

pub(super) const CONTRACTS: [Field; 8] = [
    Field {
        name: "number",
        title: "合同编号",
        names: &[
            "合同编号",
            "合同号",
            "合同编码",
            "协议编号",
            "协议号",
            "编号",
            "contractnumber",
            "contractno",
            "contractid",
            "contract",
            "id",
        ],
    },
    Field {
        name: "counterparty",
        title: "签约主体",
        names: &[
            "签约主体",
            "对方",
            "对方主体",
            "对方单位",
            "签约方",
            "合作方",
            "合作主体",
            "合作单位",
            "客户名称",
            "partner",
            "party",
            "company",
        ],
    },
    Field {
        name: "stations",
        title: "站点编码",
        names: &[
            "站点编码",
            "覆盖站点",
            "关联站点",
            "合同站点",
            "站点列表",
            "站点",
            "油站编码",
            "油站",
            "电站编码",
            "电站",
            "充电站编码",
            "站点编号",
            "油站编号",
            "电站编号",
            "stationcodes",
            "stationcode",
            "station",
            "stationid",
        ],
    },
    Field {
        name: "signed_on",
        title: "签订日期",
        names: &[
            "签订日期",
            "签署日期",
            "签约日期",
            "签订时间",
            "签署时间",
            "签约时间",
            "signed",
            "signdate",
            "signingdate",
            "datesigned",
        ],
    },
    FROM,
    TO,
    Field {
        name: "terminated_on",
        title: "提前终止日期",
        names: &[
            "提前终止日期",
            "终止日期",
            "解约日期",
            "解除日期",
            "终止时间",
            "解约时间",
            "terminated",
            "terminationdate",
        ],
    },
    Field {
        name: "renews",
        title: "原合同编号",
        names: &["原合同编号", "原合同号", "被续签合同", "续签自", "上一合同编号", "renewalof", "previouscontract"],
    },
];

pub(super) const FEES: [Field; 9] = [
    Field {
        name: "contract",
        title: "合同编号",
        names: &["合同编号", "合同号", "合同编码", "合同", "协议编号", "contractnumber", "contractno", "contractid"],
    },
    STATION,
    Field {
        name: "component",
        title: "费用项",
        names: &[
            "费用项",
            "费用项目",
            "组件",
            "费用类型",
            "费用科目",
            "费用名称",
            "费用组成",
            "feecomponent",
            "feetype",
            "feeitem",
        ],
    },
    Field {
        name: "basis",
        title: "计费方式",
        names: &["计费方式", "计费基础", "计费依据", "计价方式", "收费方式", "收费依据", "feebasis", "billingmethod"],
    },
    Field {
        name: "rate",
        title: "费率/金额",
        names: &[
            "费率/金额",
            "费率",
            "费率或金额",
            "金额",
            "单价",
            "费用标准",
            "收费标准",
            "feerate",
            "price",
            "amount",
        ],
    },
    FROM,
    TO,
    Field {
        name: "payer", title: "付款方", names: &["付款方", "支付方", "付费方", "付款主体", "paidby"]
    },
    Field {
        name: "payee", title: "收款方", names: &["收款方", "收费方", "收款主体", "paidto", "recipient"]
    },
];
