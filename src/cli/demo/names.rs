//! What stations are called: brands as they are spread over the country, and names, operators and
//! addresses in their manner. Brands are real so that the map reads like one; the stations are made up,
//! and operators say so.

use super::sites::{Along, Site};
use crate::base::random::Random;
use crate::domain::station::Energy;

/// The names of a district and of what it lies in.
#[derive(Clone, Copy, Debug)]
pub(super) struct Lineage<'a> {
    /// Published two-digit code of the province.
    pub(super) province_code: &'a str,
    pub(super) province: &'a str,
    pub(super) city: &'a str,
    pub(super) district: &'a str,
}

/// A brand with its weight.
type Brand = (&'static str, u32);

const NORTH: &[Brand] =
    &[("中国石油", 42), ("中国石化", 22), ("中国海油", 3), ("壳牌", 2), ("中化石油", 3), ("民营", 28)];
const SOUTH: &[Brand] =
    &[("中国石化", 42), ("中国石油", 20), ("中国海油", 6), ("壳牌", 4), ("碧辟", 2), ("道达尔能源", 2), ("民营", 24)];
const YANCHANG: &[Brand] = &[("中国石油", 34), ("延长石油", 22), ("中国石化", 14), ("壳牌", 4), ("民营", 26)];
const HONG_KONG: &[Brand] = &[("壳牌", 30), ("加德士", 25), ("埃索", 25), ("中国石化", 20)];
const TAIWAN: &[Brand] = &[("台湾中油", 75), ("台塑石化", 25)];
const CHARGING: &[Brand] = &[
    ("特来电", 26),
    ("星星充电", 22),
    ("国家电网", 16),
    ("云快充", 8),
    ("小桔充电", 7),
    ("依威能源", 4),
    ("蔚来", 5),
    ("特斯拉", 5),
    ("小鹏", 3),
    ("万马爱充", 4),
];
const CHARGING_SOUTH: &[Brand] = &[
    ("特来电", 26),
    ("星星充电", 18),
    ("南方电网", 20),
    ("云快充", 8),
    ("小桔充电", 8),
    ("深圳车电网", 6),
    ("蔚来", 5),
    ("特斯拉", 5),
    ("小鹏", 4),
];
const GAS: &[Brand] = &[("昆仑燃气", 30), ("新奥燃气", 25), ("华润燃气", 22), ("港华燃气", 15), ("中国石化", 8)];
const HYDROGEN: &[Brand] = &[("中国石化", 45), ("国家电投", 20), ("中国石油", 15), ("民营", 20)];

const STREETS: &[&str] = &[
    "人民路",
    "解放路",
    "建设路",
    "中山路",
    "迎宾大道",
    "环城南路",
    "环城北路",
    "新华路",
    "长江路",
    "黄河路",
    "学府路",
    "工业大道",
    "滨江路",
    "机场路",
    "胜利街",
    "和平路",
    "朝阳路",
    "光明街",
    "文化路",
    "青年路",
    "体育路",
    "站前路",
    "振兴街",
    "国道路",
    "东风路",
    "友谊路",
    "科技路",
    "兴业路",
];
const QUARTERS: &[&str] = &[
    "城东",
    "城西",
    "城南",
    "城北",
    "开发区",
    "高新区",
    "工业园",
    "火车站",
    "汽车站",
    "新城",
    "老街",
    "物流园",
    "西关",
    "东门",
    "南环",
    "北环",
];
const SPOTS: &[&str] = &[
    "万象广场",
    "人民医院",
    "体育中心",
    "客运站",
    "会展中心",
    "科技园",
    "公交枢纽",
    "文化广场",
    "停车楼",
    "高铁站",
    "商务中心",
    "工业园",
    "大学城",
    "奥体公园",
    "商贸城",
    "创业园",
];
const PRIVATE: &[&str] =
    &["顺达", "宏远", "鑫源", "金桥", "鸿运", "恒泰", "兴隆", "永安", "华通", "远大", "众诚", "盛世", "瑞丰", "嘉利"];

pub(super) fn brand(energy: Energy, lineage: &Lineage<'_>, random: &mut Random) -> &'static str {
    let code = lineage.province_code;
    let south_grid = matches!(code, "44" | "45" | "46" | "52" | "53");
    let brands = match (energy, code) {
        (Energy::Ev, _) if south_grid => CHARGING_SOUTH,
        (Energy::Ev, _) => CHARGING,
        (_, "71") => TAIWAN,
        (_, "81" | "82") => HONG_KONG,
        (Energy::Gas, _) => GAS,
        (Energy::Hydrogen, _) => HYDROGEN,
        (_, "61") => YANCHANG,
        (_, "13" | "15" | "21" | "22" | "23" | "51" | "54" | "62" | "63" | "64" | "65") => NORTH,
        _ => SOUTH,
    };
    random.by_weight(brands)
}

/// Name, operator and address of a station.
pub(super) fn describe(
    energy: Energy,
    brand: &str,
    site: &Site<'_, '_>,
    lineage: &Lineage<'_>,
    random: &mut Random,
) -> [String; 3] {
    let house = if brand == "民营" { random.one(PRIVATE) } else { brand };
    let kind = match energy {
        Energy::Fuel => "加油站",
        Energy::Ev => "充电站",
        Energy::Gas => "加气站",
        Energy::Hydrogen => "加氢站",
        Energy::Mixed => "综合能源站",
    };
    let Lineage { province, city, district, .. } = *lineage;
    let area = stem(district);
    let street = random.one(STREETS);
    let name = match site.along {
        Along::Road { from, to, trunk: true, .. } => {
            let side = random.one(&["东", "西", "南", "北"]);
            format!("{house}{}{}高速{area}服务区（{side}区）{kind}", from.name, to.name)
        }
        Along::Road { from, to, km, .. } => format!("{house}{}{}公路{km}公里{kind}", from.name, to.name),
        Along::Town if energy == Energy::Ev => format!("{house}{area}{}{kind}", random.one(SPOTS)),
        Along::Town if random.chance(0.3) => {
            let number = random.one(&["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"]);
            format!("{house}{area}第{number}{kind}")
        }
        Along::Town if random.chance(0.5) => format!("{house}{area}{street}{kind}"),
        Along::Town => format!("{house}{area}{}{kind}", random.one(QUARTERS)),
    };
    let operator = if brand == "民营" {
        format!("{area}{house}能源有限公司（示例）")
    } else {
        format!("{brand}{}分公司（示例）", stem(province))
    };
    let spot = match site.along {
        Along::Town => format!("{street}{}号", random.whole(1, 999)),
        Along::Road { from, to, km, .. } => format!("{}至{}公路{km}公里处", from.name, to.name),
    };
    // Municipalities and cities without districts would say their name twice.
    let city = if city == province { "" } else { city };
    let district = if district == city || district == province { "" } else { district };
    [name, operator, format!("{province}{city}{district}{spot}")]
}

/// What a division is, as its name ends; the longer first.
const KINDS: &[&str] = &["特别行政区", "自治区", "自治州", "自治县", "自治旗", "省", "市", "区", "县"];
/// Whom a self-governing division is named after, as its name goes on.
const PEOPLES: &[&str] = &[
    "维吾尔",
    "各族",
    "蒙古族",
    "蒙古",
    "哈萨克",
    "柯尔克孜",
    "塔吉克",
    "锡伯",
    "达斡尔族",
    "朝鲜族",
    "满族",
    "回族",
    "藏族",
    "羌族",
    "彝族",
    "白族",
    "傣族",
    "景颇族",
    "哈尼族",
    "拉祜族",
    "佤族",
    "布朗族",
    "傈僳族",
    "独龙族",
    "怒族",
    "普米族",
    "纳西族",
    "苗族",
    "侗族",
    "土家族",
    "瑶族",
    "壮族",
    "黎族",
    "布依族",
    "水族",
    "仡佬族",
    "仫佬族",
    "毛南族",
    "畲族",
    "土族",
    "撒拉族",
    "保安族",
    "东乡族",
    "裕固族",
    "哈萨克族",
];

/// A division's name without what kind it is and whose: 南山区 → 南山, 广西壮族自治区 → 广西.
fn stem(name: &str) -> &str {
    let shorter = |name: &'_ str, ends: &[&str]| {
        let stem = ends.iter().find_map(|end| name.strip_suffix(end));
        stem.filter(|stem| stem.chars().count() > 1).map(str::len)
    };
    let Some(mut length) = shorter(name, KINDS) else { return name };
    while let Some(less) = shorter(&name[..length], PEOPLES) {
        length = less;
    }
    &name[..length]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stems_keep_two_characters() {
        let names = [
            "南山区",
            "矿区",
            "香港特别行政区",
            "广西壮族自治区",
            "湘西土家族苗族自治州",
            "东乡族自治县",
            "巴马瑶族自治县",
        ];
        assert_eq!(names.map(stem), ["南山", "矿区", "香港", "广西", "湘西", "东乡族", "巴马"]);
    }
}
