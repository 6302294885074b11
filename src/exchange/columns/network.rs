//! Columns of what the network is: stations, their cooperation, regions.

use super::Field;

/// Places of the fields of stations in [`fields`](super::fields).
pub(in crate::exchange) mod station {
    pub(in crate::exchange) const CODE: usize = 0;
    pub(in crate::exchange) const NAME: usize = 1;
    pub(in crate::exchange) const ENERGY: usize = 2;
    pub(in crate::exchange) const BRAND: usize = 3;
    pub(in crate::exchange) const OPERATOR: usize = 4;
    pub(in crate::exchange) const LONGITUDE: usize = 5;
    pub(in crate::exchange) const LATITUDE: usize = 6;
    pub(in crate::exchange) const ADDRESS: usize = 7;
    pub(in crate::exchange) const OPENED_ON: usize = 8;
    pub(in crate::exchange) const CLOSED_ON: usize = 9;
}

/// Places of the fields of cooperation in [`fields`](super::fields).
pub(in crate::exchange) mod cooperation {
    pub(in crate::exchange) const STATION: usize = 0;
    pub(in crate::exchange) const VALID_FROM: usize = 1;
    pub(in crate::exchange) const STAGE: usize = 2;
    pub(in crate::exchange) const NOTE: usize = 3;
}

/// Places of the fields of regions in [`fields`](super::fields).
pub(in crate::exchange) mod region {
    pub(in crate::exchange) const CODE: usize = 0;
    pub(in crate::exchange) const NAME: usize = 1;
    pub(in crate::exchange) const PARENT: usize = 2;
    pub(in crate::exchange) const LEVEL: usize = 3;
    pub(in crate::exchange) const ADMIN: usize = 4;
    pub(in crate::exchange) const FROM: usize = 5;
    pub(in crate::exchange) const TO: usize = 6;
    pub(in crate::exchange) const LONGITUDE: usize = 7;
    pub(in crate::exchange) const LATITUDE: usize = 8;
}

const LONGITUDE: Field = Field {
    name: "longitude",
    title: "经度",
    names: &["geometry.longitude", "经度", "站点经度", "油站经度", "lng", "lon", "long", "x", "xcoord"],
};
const LATITUDE: Field = Field {
    name: "latitude",
    title: "纬度",
    names: &["geometry.latitude", "纬度", "站点纬度", "油站纬度", "lat", "y", "ycoord"],
};

pub(super) const STATIONS: [Field; 10] = [
    Field {
        name: "code",
        title: "站点编码",
        names: &[
            "站点编码",
            "油站编码",
            "电站编码",
            "充电站编码",
            "编码",
            "站点编号",
            "油站编号",
            "电站编号",
            "编号",
            "站点id",
            "油站id",
            "stationcode",
            "stationid",
            "siteid",
            "id",
        ],
    },
    Field {
        name: "name",
        title: "站点名称",
        names: &["站点名称", "油站名称", "电站名称", "充电站名称", "名称", "站名", "stationname", "sitename"],
    },
    Field {
        name: "energy", title: "能源类型", names: &["能源类型", "能源", "站点类型", "油站类型", "energytype"]
    },
    Field { name: "brand", title: "品牌", names: &["品牌", "品牌名称", "站点品牌", "brandname"] },
    Field {
        name: "operator",
        title: "运营商",
        names: &["运营商", "经营商", "运营方", "运营企业", "operatorname", "company"],
    },
    LONGITUDE,
    LATITUDE,
    Field {
        name: "address", title: "地址", names: &["地址", "站点地址", "油站地址", "详细地址", "streetaddress"]
    },
    Field {
        name: "opened_on",
        title: "开业日期",
        names: &["开业日期", "开业时间", "开站日期", "投运日期", "opened", "opendate", "openingdate", "openedat"],
    },
    Field {
        name: "closed_on",
        title: "关闭日期",
        names: &["关闭日期", "关闭时间", "关站日期", "停业日期", "closed", "closedate", "closingdate", "closedat"],
    },
];

pub(super) const COOPERATION: [Field; 4] = [
    Field {
        name: "station",
        title: "站点编码",
        names: &[
            "站点编码",
            "油站编码",
            "电站编码",
            "站点",
            "油站",
            "站点编号",
            "油站编号",
            "编码",
            "编号",
            "站点id",
            "stationcode",
            "stationid",
            "code",
            "id",
        ],
    },
    Field {
        name: "valid_from",
        title: "生效日期",
        names: &[
            "生效日期",
            "生效日",
            "开始日期",
            "日期",
            "变更日期",
            "effectivedate",
            "effectivefrom",
            "date",
            "from",
            "since",
        ],
    },
    Field {
        name: "stage",
        title: "合作阶段",
        names: &["合作阶段", "阶段", "合作状态", "状态", "cooperationstage", "status"],
    },
    Field { name: "note", title: "备注", names: &["备注", "说明", "notes", "remark", "remarks", "comment"] },
];

pub(super) const REGIONS: [Field; 9] = [
    Field {
        name: "code",
        title: "区域编码",
        names: &["编码", "区域编码", "代码", "区划代码", "行政区划代码", "编号", "regioncode", "adcode", "id"],
    },
    Field { name: "name", title: "区域名称", names: &["名称", "区域名称", "区域", "大区", "regionname"] },
    Field {
        name: "parent", title: "上级", names: &["上级", "上级编码", "上级区域", "父级", "parentcode", "parentid"]
    },
    Field { name: "level", title: "级别", names: &["级别", "层级", "区域级别", "regionlevel"] },
    Field {
        name: "admin",
        title: "行政区",
        names: &["行政区", "行政区划", "成员", "成员编码", "行政区编码", "member", "admincode"],
    },
    Field {
        name: "from", title: "生效日期", names: &["生效日期", "开始日期", "起始日期", "validfrom", "since"]
    },
    Field {
        name: "to", title: "失效日期", names: &["失效日期", "结束日期", "截止日期", "validto", "until"]
    },
    LONGITUDE,
    LATITUDE,
];
