//! The words of our vocabulary, in Chinese and English, and what is said of a word that is none of them.

use super::values::fold;
use crate::domain::campaign::{FundedBy, Mechanism};
use crate::domain::cooperation::Stage;
use crate::domain::fee::Component;
use crate::domain::station::Energy;

/// A field of which only some words are allowed.
pub(super) trait Word: Copy + 'static {
    /// The field.
    const FIELD: &'static str;
    /// The identifier that shows how to translate a word.
    const EXAMPLE: &'static str;
    /// Every value in the order of documentation, with its names besides the identifier, folded; the first is the
    /// Chinese one for templates.
    const WORDS: &'static [(Self, &'static [&'static str])];

    /// The identifier.
    fn id(self) -> &'static str;

    /// The value that a word means.
    ///
    /// # Errors
    /// The reason, with the words that are allowed and how to translate this one.
    fn read(text: &str) -> Result<Self, String> {
        if let Some(&(value, _)) = Self::WORDS.iter().find(|(value, _)| value.id() == text) {
            return Ok(value);
        }
        let folded = fold(text);
        let is_meant =
            |&&(value, names): &&(Self, &[&str])| fold(value.id()) == folded || names.contains(&folded.as_str());
        Self::WORDS.iter().find(is_meant).map(|&(value, _)| value).ok_or_else(|| unknown::<Self>(text))
    }
}

/// What one of our words is called in Chinese; the word itself where it is none of the field's.
pub(super) fn in_chinese<'a>(field: &str, id: &'a str) -> &'a str {
    fn of<W: Word>(id: &str) -> Option<&'static str> {
        let known = W::WORDS.iter().find(|(value, _)| value.id() == id);
        known.and_then(|(_, names)| names.first().copied())
    }
    let title = match field {
        Energy::FIELD => of::<Energy>(id),
        Stage::FIELD => of::<Stage>(id),
        Component::FIELD => of::<Component>(id),
        Basis::FIELD => of::<Basis>(id),
        Mechanism::FIELD => of::<Mechanism>(id),
        FundedBy::FIELD => of::<FundedBy>(id),
        _ => None,
    };
    title.unwrap_or(id)
}

fn unknown<W: Word>(text: &str) -> String {
    let field = W::FIELD;
    let known = W::WORDS.iter().map(|(value, _)| value.id()).collect::<Vec<_>>().join(", ");
    let word: String = text.chars().take(40).collect();
    format!(
        "is no {field}; write {known}, or translate it, such as --map-value '{field}:{word}={}', \
         or leave such rows out by --map-value '{field}:{word}='",
        W::EXAMPLE
    )
}

impl Word for Energy {
    const FIELD: &'static str = "energy";
    const EXAMPLE: &'static str = "fuel";
    const WORDS: &'static [(Self, &'static [&'static str])] = &[
        (
            Energy::Fuel,
            &[
                "加油站",
                "加油",
                "油站",
                "油",
                "燃油",
                "汽油",
                "柴油",
                "汽柴油",
                "petrol",
                "gasoline",
                "diesel",
                "oil",
                "petrolstation",
                "fuelstation",
                "fillingstation",
                "gasstation",
            ],
        ),
        (
            Energy::Ev,
            &[
                "充电站",
                "充电",
                "充电桩",
                "电站",
                "电",
                "电动",
                "electric",
                "electricity",
                "charging",
                "charger",
                "chargingstation",
                "evcharging",
            ],
        ),
        (Energy::Gas, &["加气站", "加气", "气站", "气", "燃气", "天然气", "lng", "cng", "lpg", "naturalgas"]),
        (Energy::Hydrogen, &["加氢站", "加氢", "氢站", "氢", "氢能", "氢气", "h2"]),
        (
            Energy::Mixed,
            &["综合能源站", "综合能源", "综合站", "综合", "混合", "合建站", "油电", "油气", "油气电", "multi"],
        ),
    ];

    fn id(self) -> &'static str {
        self.as_str()
    }
}

impl Word for Stage {
    const FIELD: &'static str = "stage";
    const EXAMPLE: &'static str = "online";
    const WORDS: &'static [(Self, &'static [&'static str])] = &[
        (Stage::Prospect, &["意向", "有意向", "潜在", "线索", "lead", "intent", "prospecting"]),
        (Stage::Negotiating, &["洽谈", "洽谈中", "谈判", "谈判中", "跟进", "跟进中", "negotiation", "intalks"]),
        (Stage::Signed, &["签约", "已签约", "签署", "已签署", "contracted", "contractsigned"]),
        (Stage::Online, &["上线", "已上线", "在线", "合作中", "合作", "live", "active"]),
        (Stage::Paused, &["暂停", "已暂停", "暂停合作", "停用", "suspended", "onhold"]),
        (
            Stage::Terminated,
            &["终止", "已终止", "终止合作", "下线", "已下线", "解约", "已解约", "offline", "ended", "cancelled"],
        ),
    ];

    fn id(self) -> &'static str {
        self.as_str()
    }
}

impl Word for Component {
    const FIELD: &'static str = "component";
    const EXAMPLE: &'static str = "commission";
    const WORDS: &'static [(Self, &'static [&'static str])] = &[
        (Self::Commission, &["佣金", "平台佣金", "服务费", "平台服务费", "技术服务费", "platformcommission"]),
        (Self::Payment, &["支付手续费", "支付通道费", "手续费", "通道手续费", "paymentfee"]),
        (Self::PartnerShare, &["渠道分成", "分成", "合作方分成", "渠道佣金", "revenueshare", "partner"]),
        (Self::Fixed, &["固定费用", "固定费", "固定服务费", "fixedfee", "flatfee"]),
    ];

    fn id(self) -> &'static str {
        self.as_str()
    }
}

/// What a fee is counted by: a tariff of the domain without its amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Basis {
    PercentOfGmv,
    PerLitre,
    PerKwh,
    PerOrder,
    PerMonth,
}

impl Word for Basis {
    const FIELD: &'static str = "basis";
    const EXAMPLE: &'static str = "percent_of_gmv";
    const WORDS: &'static [(Self, &'static [&'static str])] = &[
        (
            Self::PercentOfGmv,
            &[
                "按交易额比例",
                "按比例",
                "百分比",
                "按流水比例",
                "交易额比例",
                "按交易额",
                "比例",
                "percent",
                "percentage",
            ],
        ),
        (Self::PerLitre, &["按升", "元每升", "元/升", "每升", "litre", "liter", "perliter"]),
        (Self::PerKwh, &["按度", "元每度", "元/度", "每度", "按电量", "kwh"]),
        (Self::PerOrder, &["按单", "每单", "元/单", "元每单", "按笔", "每笔", "order"]),
        (Self::PerMonth, &["按月", "包月", "元/月", "每月", "月费", "monthly", "month"]),
    ];

    fn id(self) -> &'static str {
        match self {
            Self::PercentOfGmv => "percent_of_gmv",
            Self::PerLitre => "per_litre",
            Self::PerKwh => "per_kwh",
            Self::PerOrder => "per_order",
            Self::PerMonth => "per_month",
        }
    }
}

impl Word for Mechanism {
    const FIELD: &'static str = "mechanism";
    const EXAMPLE: &'static str = "price_cut";
    const WORDS: &'static [(Self, &'static [&'static str])] = &[
        (Self::PriceCut, &["直降", "立减", "每升直降", "降价", "pricereduction"]),
        (Self::ThresholdOff, &["满减", "满额立减", "满额减", "spendandsave"]),
        (Self::Coupon, &["优惠券", "券", "代金券", "抵用券", "coupons", "voucher"]),
        (Self::PercentOff, &["折扣", "打折", "折扣优惠", "discount"]),
    ];

    fn id(self) -> &'static str {
        self.as_str()
    }
}

impl Word for FundedBy {
    const FIELD: &'static str = "funded_by";
    const EXAMPLE: &'static str = "platform";
    const WORDS: &'static [(Self, &'static [&'static str])] = &[
        (Self::Platform, &["平台", "平台承担", "平台出资", "平台补贴"]),
        (Self::Station, &["油站", "站方", "油站承担", "站方承担", "站点", "油站出资", "merchant"]),
        (Self::Shared, &["共同承担", "共担", "双方承担", "共同出资", "both", "split"]),
    ];

    fn id(self) -> &'static str {
        self.as_str()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_known_in_two_languages() {
        for (text, expected) in [("加油站", Energy::Fuel), ("EV", Energy::Ev), ("Charging Station", Energy::Ev)] {
            assert_eq!(Energy::read(text), Ok(expected), "{text}");
        }
        for (text, expected) in [("在线", Stage::Online), ("Signed", Stage::Signed), ("下线", Stage::Terminated)] {
            assert_eq!(Stage::read(text), Ok(expected), "{text}");
        }
        assert_eq!(Component::read("支付通道费"), Ok(Component::Payment));
        assert_eq!(Basis::read("元／升"), Ok(Basis::PerLitre));
        assert_eq!(Mechanism::read("Price Cut"), Ok(Mechanism::PriceCut));
        assert_eq!(FundedBy::read("共担"), Ok(FundedBy::Shared));
        assert_eq!(
            FundedBy::read("老板").expect_err("no word of ours"),
            "is no funded_by; write platform, station, shared, or translate it, such as \
             --map-value 'funded_by:老板=platform', or leave such rows out by --map-value 'funded_by:老板='"
        );
        assert!(Energy::read("steam").is_err() && Stage::read("listed").is_err());
    }

    fn check<W: Word + PartialEq + std::fmt::Debug>(count: usize) {
        assert_eq!(W::WORDS.len(), count, "every {} is there", W::FIELD);
        for &(value, names) in W::WORDS {
            assert_eq!(W::read(value.id()), Ok(value));
            for name in names {
                assert_eq!((fold(name).as_str(), W::read(name)), (*name, Ok(value)), "folded, and of one value");
            }
        }
        assert!(W::read(W::EXAMPLE).is_ok());
    }

    #[test]
    fn every_value_has_its_words() {
        check::<Energy>(Energy::ALL.len());
        check::<Stage>(Stage::ALL.len());
        check::<Component>(Component::ALL.len());
        check::<Basis>(5);
        check::<Mechanism>(Mechanism::ALL.len());
        check::<FundedBy>(FundedBy::ALL.len());
    }
}
