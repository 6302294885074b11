//! The catalogue of metrics: id, titles, unit and formula of every number we give.

/// How a metric's value reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// A whole number of stations.
    Count,
    /// A share: 0.25 is 25 %; null when its denominator is 0.
    Ratio,
    /// A whole number of orders.
    Orders,
    /// A whole number of contracts.
    Contracts,
    /// An amount of money in major units, to the cent.
    Money,
    /// Litres.
    Litres,
    /// Kilowatt-hours.
    Kwh,
    /// A number of days, halves included; null when there is nothing to measure.
    Days,
}

impl Unit {
    /// The identifier used on the wire.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Count => "count",
            Self::Ratio => "ratio",
            Self::Orders => "orders",
            Self::Contracts => "contracts",
            Self::Money => "money",
            Self::Litres => "litres",
            Self::Kwh => "kwh",
            Self::Days => "days",
        }
    }
}

/// A text in both languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Phrase {
    /// In Chinese.
    pub zh: &'static str,
    /// In English.
    pub en: &'static str,
}

/// A number that can be asked of any set of stations.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Metric {
    /// Stations that are open.
    Stations,
    /// Stations that have closed.
    Closed,
    /// Open stations at stage `prospect`.
    Prospect,
    /// Open stations at stage `negotiating`.
    Negotiating,
    /// Open stations at stage `signed`.
    Signed,
    /// Open stations at stage `online`.
    Online,
    /// Open stations at stage `paused`.
    Paused,
    /// Open stations at stage `terminated`.
    Terminated,
    /// Online ÷ stations.
    CoverageRate,
    /// Online stations with orders in the last 30 days ÷ online.
    ActivationRate,
    /// Orders of the period.
    Orders,
    /// Litres sold in the period.
    VolumeLitres,
    /// Kilowatt-hours sold in the period.
    VolumeKwh,
    /// Gross merchandise value of the period.
    Gmv,
    /// Channel fees of the period.
    ChannelFee,
    /// The commission in them.
    ChannelFeeCommission,
    /// The cost of payment in them.
    ChannelFeePayment,
    /// The partner's share in them.
    ChannelFeePartnerShare,
    /// Fixed fees in them.
    ChannelFeeFixed,
    /// Channel fees ÷ gross merchandise value, over the stations that have terms and sales.
    FeeRate,
    /// The mean of the stations' own rates.
    FeeRateSimpleMean,
    /// The platform's part of the discounts of the period.
    DiscountPlatform,
    /// The station's part of the discounts of the period.
    DiscountStation,
    /// What the fees come to after the platform's discounts, ÷ gross merchandise value.
    NetTakeRate,
    /// Stations with sales in the period and no terms.
    MissingFee,
    /// Stations with terms in the period and no sales.
    MissingGmv,
    /// Contracts in force on the date.
    ContractsActive,
    /// Contracts in force that end within 90 days.
    ContractsExpiring,
}

/// What the catalogue says of a metric, or an answer of its own figures.
#[derive(Clone, Copy, Debug)]
pub struct Description {
    /// Identifier on the wire.
    pub id: &'static str,
    /// Title in Chinese.
    pub zh: &'static str,
    /// Title in English.
    pub en: &'static str,
    /// How its value reads.
    pub unit: Unit,
    /// Formula in Chinese.
    pub formula_zh: &'static str,
    /// Formula in English.
    pub formula_en: &'static str,
}

impl Description {
    /// A figure of that id, title and formula, each of both in Chinese and in English.
    pub(super) const fn new(
        id: &'static str,
        unit: Unit,
        title: [&'static str; 2],
        formula: [&'static str; 2],
    ) -> Self {
        Self { id, zh: title[0], en: title[1], unit, formula_zh: formula[0], formula_en: formula[1] }
    }
}

impl Metric {
    /// Every metric, in the order of documentation.
    pub const ALL: [Self; 28] = [
        Self::Stations,
        Self::Closed,
        Self::Prospect,
        Self::Negotiating,
        Self::Signed,
        Self::Online,
        Self::Paused,
        Self::Terminated,
        Self::CoverageRate,
        Self::ActivationRate,
        Self::Orders,
        Self::VolumeLitres,
        Self::VolumeKwh,
        Self::Gmv,
        Self::ChannelFee,
        Self::ChannelFeeCommission,
        Self::ChannelFeePayment,
        Self::ChannelFeePartnerShare,
        Self::ChannelFeeFixed,
        Self::FeeRate,
        Self::FeeRateSimpleMean,
        Self::DiscountPlatform,
        Self::DiscountStation,
        Self::NetTakeRate,
        Self::MissingFee,
        Self::MissingGmv,
        Self::ContractsActive,
        Self::ContractsExpiring,
    ];

    /// Whether the metric sums over a period, `[from, to)`; others speak of a date.
    #[must_use]
    pub const fn has_period(self) -> bool {
        matches!(
            self,
            Self::Orders
                | Self::VolumeLitres
                | Self::VolumeKwh
                | Self::Gmv
                | Self::ChannelFee
                | Self::ChannelFeeCommission
                | Self::ChannelFeePayment
                | Self::ChannelFeePartnerShare
                | Self::ChannelFeeFixed
                | Self::FeeRate
                | Self::FeeRateSimpleMean
                | Self::DiscountPlatform
                | Self::DiscountStation
                | Self::NetTakeRate
                | Self::MissingFee
                | Self::MissingGmv
        )
    }

    /// Whether the metric speaks of sales, fees or contracts, and not of how many stations there are.
    #[must_use]
    pub const fn is_of_books(self) -> bool {
        self.has_period() || matches!(self, Self::ActivationRate | Self::ContractsActive | Self::ContractsExpiring)
    }

    /// The metric of that id.
    #[must_use]
    pub fn parse(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|metric| metric.describe().id == id)
    }

    /// Its entry in the catalogue.
    #[must_use]
    pub fn describe(self) -> Description {
        let of =
            |unit| move |id, zh, en, formula_zh, formula_en| Description { id, zh, en, unit, formula_zh, formula_en };
        let (count, money, ratio) = (of(Unit::Count), of(Unit::Money), of(Unit::Ratio));
        match self {
            Self::Stations => count(
                "stations",
                "站点数",
                "Stations",
                "当日已开业且未关闭的站点数",
                "stations opened by the date and not closed by it",
            ),
            Self::Closed => {
                count("closed", "已关闭", "Closed", "截至当日已关闭的站点数", "stations closed by the date")
            }
            Self::Prospect => count(
                "prospect",
                "意向",
                "Prospect",
                "当日处于意向阶段的站点数",
                "open stations at stage prospect on the date",
            ),
            Self::Negotiating => count(
                "negotiating",
                "洽谈",
                "Negotiating",
                "当日处于洽谈阶段的站点数",
                "open stations at stage negotiating on the date",
            ),
            Self::Signed => count(
                "signed",
                "已签约",
                "Signed",
                "当日处于签约阶段的站点数",
                "open stations at stage signed on the date",
            ),
            Self::Online => count(
                "online",
                "在线",
                "Online",
                "当日处于上线阶段的站点数",
                "open stations at stage online on the date",
            ),
            Self::Paused => count(
                "paused",
                "暂停",
                "Paused",
                "当日处于暂停阶段的站点数",
                "open stations at stage paused on the date",
            ),
            Self::Terminated => count(
                "terminated",
                "已终止",
                "Terminated",
                "当日处于终止阶段的站点数",
                "open stations at stage terminated on the date",
            ),
            Self::CoverageRate => {
                ratio("coverage_rate", "覆盖率", "Coverage", "在线站点数 ÷ 站点数", "online ÷ stations")
            }
            Self::ActivationRate => ratio(
                "activation_rate",
                "动销率",
                "Activation",
                "截至当日近 30 天有订单的在线站点数 ÷ 在线站点数",
                "online stations with orders in the 30 days up to the date ÷ online",
            ),
            Self::Orders => of(Unit::Orders)(
                "orders",
                "订单数",
                "Orders",
                "期内各站每日订单数之和",
                "sum of the stations' daily orders",
            ),
            Self::VolumeLitres => of(Unit::Litres)(
                "volume_litres",
                "销量（升）",
                "Volume (L)",
                "期内按升计量的站点每日销量之和",
                "sum of the daily volumes of stations that count litres",
            ),
            Self::VolumeKwh => of(Unit::Kwh)(
                "volume_kwh",
                "充电量（度）",
                "Volume (kWh)",
                "期内充电站每日充电量之和",
                "sum of the daily volumes of stations that count kilowatt-hours",
            ),
            Self::Gmv => money(
                "gmv",
                "交易额",
                "GMV",
                "期内各站每日交易额之和",
                "sum of the stations' daily gross merchandise value",
            ),
            Self::ChannelFee => money(
                "channel_fee",
                "通道费",
                "Channel fee",
                "期内各站每日按当日有效条款计算的各项费用之和",
                "sum over stations, days and components of the fee by the terms in force that day",
            ),
            Self::ChannelFeeCommission => money(
                "channel_fee_commission",
                "佣金",
                "Commission",
                "通道费中的佣金",
                "the commission in the channel fee",
            ),
            Self::ChannelFeePayment => money(
                "channel_fee_payment",
                "支付手续费",
                "Payment cost",
                "通道费中的支付手续费",
                "the cost of payment in the channel fee",
            ),
            Self::ChannelFeePartnerShare => money(
                "channel_fee_partner_share",
                "渠道分成",
                "Partner share",
                "通道费中的渠道分成",
                "the partner's share in the channel fee",
            ),
            Self::ChannelFeeFixed => money(
                "channel_fee_fixed",
                "固定费用",
                "Fixed fee",
                "通道费中的固定费用",
                "the fixed fees in the channel fee",
            ),
            Self::FeeRate => ratio(
                "fee_rate",
                "通道费率",
                "Fee rate",
                "Σ 通道费 ÷ Σ 交易额，只含期内既有条款又有交易额的站点",
                "Σ channel fee ÷ Σ GMV, over the stations that have both terms and GMV in the period",
            ),
            Self::FeeRateSimpleMean => ratio(
                "fee_rate_simple_mean",
                "通道费率（简单平均）",
                "Fee rate (simple mean)",
                "各站自身费率的算术平均，仅供对照",
                "the mean of the stations' own rates, each counting as one; for comparison only",
            ),
            Self::DiscountPlatform => money(
                "discount_platform",
                "平台优惠",
                "Platform discount",
                "期内由平台承担的优惠之和",
                "sum of the discounts that the platform paid",
            ),
            Self::DiscountStation => money(
                "discount_station",
                "油站优惠",
                "Station discount",
                "期内由油站承担的优惠之和",
                "sum of the discounts that the stations paid",
            ),
            Self::NetTakeRate => ratio(
                "net_take_rate",
                "净收入率",
                "Net take rate",
                "（Σ 通道费 − Σ 平台优惠）÷ Σ 交易额，只含期内既有条款又有交易额的站点",
                "(Σ channel fee − Σ platform discount) ÷ Σ GMV, over the stations that have both terms and GMV",
            ),
            Self::MissingFee => count(
                "missing_fee",
                "缺费率站点",
                "Without terms",
                "期内有交易额而无任何费用条款的站点数",
                "stations with GMV in the period and no terms on any of its days",
            ),
            Self::MissingGmv => count(
                "missing_gmv",
                "缺交易站点",
                "Without sales",
                "期内有费用条款而无交易额的站点数",
                "stations with terms in the period and no GMV",
            ),
            Self::ContractsActive => of(Unit::Contracts)(
                "contracts_active",
                "生效合同",
                "Contracts in force",
                "当日生效、且覆盖所问站点的合同数，每份合同在一行中只计一次",
                "contracts in force on the date that name a station of the row, each once",
            ),
            Self::ContractsExpiring => of(Unit::Contracts)(
                "contracts_expiring_90d",
                "90 天内到期合同",
                "Expiring in 90 days",
                "生效合同中 90 天内到期的合同数",
                "contracts in force on the date that end within 90 days",
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_metric_is_known_by_its_id() {
        for metric in Metric::ALL {
            assert_eq!(Metric::parse(metric.describe().id), Some(metric));
        }
    }
}
