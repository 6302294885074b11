//! The columns that each kind of file has, and the names under which they are known.

use super::options::Kind;
use super::values::fold;

/// A field of a kind, and the names of its column besides the field's own.
#[derive(Debug)]
pub(super) struct Field {
    /// The field of DESIGN's vocabulary.
    pub(super) name: &'static str,
    /// Other names, folded, best first.
    names: &'static [&'static str],
}

/// Places of the fields of stations in [`fields`].
pub(super) mod station {
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

/// Places of the fields of cooperation in [`fields`].
pub(super) mod cooperation {
    pub(in crate::exchange) const STATION: usize = 0;
    pub(in crate::exchange) const VALID_FROM: usize = 1;
    pub(in crate::exchange) const STAGE: usize = 2;
    pub(in crate::exchange) const NOTE: usize = 3;
}

/// Places of the fields of regions in [`fields`].
pub(super) mod region {
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
    names: &["geometry.longitude", "经度", "站点经度", "油站经度", "lng", "lon", "long", "x", "xcoord"],
};
const LATITUDE: Field = Field {
    name: "latitude",
    names: &["geometry.latitude", "纬度", "站点纬度", "油站纬度", "lat", "y", "ycoord"],
};

const STATIONS: [Field; 10] = [
    Field {
        name: "code",
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
        names: &["站点名称", "油站名称", "电站名称", "充电站名称", "名称", "站名", "stationname", "sitename"],
    },
    Field { name: "energy", names: &["能源类型", "能源", "站点类型", "油站类型", "energytype"] },
    Field { name: "brand", names: &["品牌", "品牌名称", "站点品牌", "brandname"] },
    Field {
        name: "operator", names: &["运营商", "经营商", "运营方", "运营企业", "operatorname", "company"]
    },
    LONGITUDE,
    LATITUDE,
    Field { name: "address", names: &["地址", "站点地址", "油站地址", "详细地址", "streetaddress"] },
    Field {
        name: "opened_on",
        names: &["开业日期", "开业时间", "开站日期", "投运日期", "opened", "opendate", "openingdate", "openedat"],
    },
    Field {
        name: "closed_on",
        names: &["关闭日期", "关闭时间", "关站日期", "停业日期", "closed", "closedate", "closingdate", "closedat"],
    },
];

const COOPERATION: [Field; 4] = [
    Field {
        name: "station",
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
    Field { name: "stage", names: &["合作阶段", "阶段", "合作状态", "状态", "cooperationstage", "status"] },
    Field { name: "note", names: &["备注", "说明", "notes", "remark", "remarks", "comment"] },
];

const REGIONS: [Field; 9] = [
    Field {
        name: "code",
        names: &["编码", "区域编码", "代码", "区划代码", "行政区划代码", "编号", "regioncode", "adcode", "id"],
    },
    Field { name: "name", names: &["名称", "区域名称", "区域", "大区", "regionname"] },
    Field { name: "parent", names: &["上级", "上级编码", "上级区域", "父级", "parentcode", "parentid"] },
    Field { name: "level", names: &["级别", "层级", "区域级别", "regionlevel"] },
    Field {
        name: "admin", names: &["行政区", "行政区划", "成员", "成员编码", "行政区编码", "member", "admincode"]
    },
    Field { name: "from", names: &["生效日期", "开始日期", "起始日期", "validfrom", "since"] },
    Field { name: "to", names: &["失效日期", "结束日期", "截止日期", "validto", "until"] },
    LONGITUDE,
    LATITUDE,
];

/// The prefix of columns and mapping targets that are attributes of a station.
const ATTRIBUTE: &str = "attributes.";

/// The fields of a kind.
pub(super) const fn fields(kind: Kind) -> &'static [Field] {
    match kind {
        Kind::Stations => &STATIONS,
        Kind::Cooperation => &COOPERATION,
        Kind::Regions => &REGIONS,
    }
}

/// What a header's cell or a mapping's target names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// A field, by its place in [`fields`].
    Field(usize),
    /// An attribute of a station, by its name.
    Attribute(String),
}

/// The target of exactly that name, as mappings give it.
pub(super) fn target(kind: Kind, name: &str) -> Option<Target> {
    if let Some(place) = fields(kind).iter().position(|field| field.name == name) {
        return Some(Target::Field(place));
    }
    attribute(kind, name).map(Target::Attribute)
}

fn attribute(kind: Kind, name: &str) -> Option<String> {
    let name = name.strip_prefix(ATTRIBUTE)?.trim();
    (kind == Kind::Stations && !name.is_empty()).then(|| name.to_owned())
}

/// What a header's cell names by itself, and how good a name it is (0 is best).
pub(super) fn recognise(kind: Kind, header: &str) -> Option<(Target, usize)> {
    if let Some(name) = attribute(kind, header.trim()) {
        return Some((Target::Attribute(name), 0));
    }
    let whole = fold(header);
    // `经度（度）` and `longitude (deg)` say more than the name; the name counts.
    let bare = header.split(['(', '（', '[', '【']).next().map(fold).filter(|bare| *bare != whole);
    [Some(whole), bare].into_iter().flatten().find_map(|name| {
        fields(kind).iter().enumerate().find_map(|(place, field)| {
            let rank = if fold(field.name) == name { Some(0) } else { known(field, &name).map(|rank| rank + 1) };
            rank.map(|rank| (Target::Field(place), rank))
        })
    })
}

fn known(field: &Field, name: &str) -> Option<usize> {
    field.names.iter().position(|known| *known == name)
}

/// The fields of a kind as a list to read.
pub(super) fn allowed(kind: Kind) -> String {
    let mut names: Vec<_> = fields(kind).iter().map(|field| field.name).collect();
    if kind == Kind::Stations {
        names.push("attributes.NAME");
    }
    names.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_are_known_in_two_languages() {
        for (header, field) in [
            ("code", station::CODE),
            ("Station ID", station::CODE),
            ("站点编码*", station::CODE),
            ("ＬＡＴ", station::LATITUDE),
            ("经度（GCJ-02）", station::LONGITUDE),
            ("Opened_On", station::OPENED_ON),
            ("能源 类型", station::ENERGY),
        ] {
            let found = recognise(Kind::Stations, header).map(|(target, _)| target);
            assert_eq!(found, Some(Target::Field(field)), "{header}");
        }
        assert_eq!(recognise(Kind::Stations, "Bandiera"), None);
        let attribute = recognise(Kind::Stations, "attributes.Tipo").map(|(target, _)| target);
        assert_eq!(attribute, Some(Target::Attribute("Tipo".into())));
    }

    #[test]
    fn every_synonym_is_folded_and_names_one_field() {
        for kind in Kind::ALL {
            for (place, field) in fields(kind).iter().enumerate() {
                for name in field.names {
                    assert_eq!(fold(name), *name);
                    assert_eq!(recognise(kind, name).map(|(target, _)| target), Some(Target::Field(place)), "{name}");
                }
            }
        }
    }
}
