//! The figures of a change of the channel fee, as its answers and files call them. What they are, and by which rules they
//! add up, is said by `engine::fees`, which makes them.

use super::fee::Component;
use super::metric::{Description, Metric, Phrase, Unit};

/// What the figures are called together.
pub const LABEL: Phrase =
    Phrase { zh: "通道费变化的量、结构、费率分解", en: "Change of the channel fee: volume, mix, rate" };

/// What the figures are, and what they are not.
pub const NOTE: Phrase = Phrase {
    zh: "以站点为单位比较两个时期，各按其最后一日的站点计：量影响 + 结构影响 + 费率影响 = 通道费变化，逐行、逐项精确到分。\
         费率 = 通道费 ÷ 交易额，只含期内既有条款又有交易额的站点；旧平均费率取所问全部站点。仅本期有费率的站点为新进入，仅基期有的为退出，\
         二者不产生费率影响，与平均费率的差异计入结构；无交易额时仍到期的费用（如包月）计入费率影响并单列。\
         两日都在所问范围的站点按较晚一日的区域归行。",
    en: "Compares two periods station by station, each in the world of its last day: volume + mix + rate = change of the \
         channel fee, in every row and component, to the cent. A rate is fee ÷ GMV over the stations that have both terms \
         and GMV; the old rate of all is that of the whole question. A station with a rate in this period alone has \
         entered, one with a rate in the base period alone has left; neither has a rate effect, and what they differ from \
         the old rate of all is mix. Fees that fall due without GMV, such as amounts a month, count into the rate effect \
         and are told apart. A station that is meant on both days stands in its region of the later one.",
};

/// The figures of a row, in the order in which they are given.
pub const FIGURES: [Description; 25] = [
    money(
        "base_gmv",
        ["基期交易额", "Base GMV"],
        ["基期内各站每日交易额之和", "sum of the stations' GMV of the base period"],
    ),
    money("gmv", ["本期交易额", "GMV"], ["本期内各站每日交易额之和", "sum of the stations' GMV of the period"]),
    money(
        "base_rated_gmv",
        ["基期计费率交易额", "Base GMV with a rate"],
        ["基期交易额中既有条款又有交易额的站点部分", "the part of base_gmv of stations with both terms and GMV"],
    ),
    money(
        "rated_gmv",
        ["本期计费率交易额", "GMV with a rate"],
        ["本期交易额中既有条款又有交易额的站点部分", "the part of gmv of stations with both terms and GMV"],
    ),
    money("base_channel_fee", ["基期通道费", "Base channel fee"], ["基期各项费用之和", "all fees of the base period"]),
    money("channel_fee", ["本期通道费", "Channel fee"], ["本期各项费用之和", "all fees of the period"]),
    ratio("base_fee_rate", ["基期通道费率", "Base fee rate"]),
    ratio("fee_rate", ["本期通道费率", "Fee rate"]),
    money("change", ["通道费变化", "Change"], ["本期通道费 − 基期通道费", "channel_fee − base_channel_fee"]),
    money(
        "volume",
        ["量影响", "Volume"],
        ["（本期 − 基期计费率交易额）× 旧平均费率", "(rated_gmv − base_rated_gmv) × the old rate of all"],
    ),
    money(
        "mix",
        ["结构影响", "Mix"],
        [
            "Σ（站点交易额变化 ×（站点旧费率 − 旧平均费率））",
            "Σ change of a station's GMV × (its old rate − the old rate of all)",
        ],
    ),
    money(
        "rate",
        ["费率影响", "Rate"],
        [
            "Σ（站点本期交易额 ×（新费率 − 旧费率））+ 无交易额费用的变化",
            "Σ a station's GMV × (its new rate − its old rate) + change of fees without GMV",
        ],
    ),
    count("stayed", ["留存站点", "Stayed"], ["两期都有费率的站点数", "stations with a rate in both periods"]),
    count("entered", ["新进入站点", "Entered"], ["仅本期有费率的站点数", "stations with a rate in this period alone"]),
    money("entered_gmv", ["新进入交易额", "GMV of entered"], ["新进入站点的本期交易额", "their GMV of the period"]),
    money(
        "entered_channel_fee",
        ["新进入通道费", "Fees of entered"],
        ["新进入站点的本期通道费", "their fees of the period"],
    ),
    count("left", ["退出站点", "Left"], ["仅基期有费率的站点数", "stations with a rate in the base period alone"]),
    money("left_gmv", ["退出交易额", "GMV of left"], ["退出站点的基期交易额", "their GMV of the base period"]),
    money(
        "left_channel_fee",
        ["退出通道费", "Fees of left"],
        ["退出站点的基期通道费", "their fees of the base period"],
    ),
    money(
        "base_channel_fee_without_gmv",
        ["基期无交易额费用", "Base fees without GMV"],
        ["基期有条款而无交易额的站点的通道费", "fees of stations with terms and no GMV in the base period"],
    ),
    money(
        "channel_fee_without_gmv",
        ["本期无交易额费用", "Fees without GMV"],
        ["本期有条款而无交易额的站点的通道费", "fees of stations with terms and no GMV in the period"],
    ),
    count(
        "base_missing_fee",
        ["基期缺费率站点", "Base without terms"],
        ["基期有交易额而无条款", "GMV and no terms in the base period"],
    ),
    count(
        "missing_fee",
        ["本期缺费率站点", "Without terms"],
        ["本期有交易额而无条款", "GMV and no terms in the period"],
    ),
    count(
        "base_missing_gmv",
        ["基期缺交易站点", "Base without sales"],
        ["基期有条款而无交易额", "terms and no GMV in the base period"],
    ),
    count(
        "missing_gmv",
        ["本期缺交易站点", "Without sales"],
        ["本期有条款而无交易额", "terms and no GMV in the period"],
    ),
];

/// The metric that a component of the channel fee is.
#[must_use]
pub const fn metric_of(component: Component) -> Metric {
    match component {
        Component::Commission => Metric::ChannelFeeCommission,
        Component::Payment => Metric::ChannelFeePayment,
        Component::PartnerShare => Metric::ChannelFeePartnerShare,
        Component::Fixed => Metric::ChannelFeeFixed,
    }
}

const fn money(id: &'static str, title: [&'static str; 2], formula: [&'static str; 2]) -> Description {
    Description::new(id, Unit::Money, title, formula)
}

const fn count(id: &'static str, title: [&'static str; 2], formula: [&'static str; 2]) -> Description {
    Description::new(id, Unit::Count, title, formula)
}

const fn ratio(id: &'static str, title: [&'static str; 2]) -> Description {
    let formula = [
        "Σ 通道费 ÷ Σ 交易额，只含期内既有条款又有交易额的站点",
        "Σ channel fee ÷ Σ GMV, over the stations that have both",
    ];
    Description::new(id, Unit::Ratio, title, formula)
}
