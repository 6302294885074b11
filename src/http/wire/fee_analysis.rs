//! The channel fee taken apart, on the wire.

use std::collections::BTreeMap;

use serde::{Serialize, Serializer};
use utoipa::ToSchema;

use super::stats::MetricValue;
use super::{Bilingual, MetricItem, Plain};
use crate::domain::metric::Description;
use crate::engine::statistics::Number;

/// How fee rates are spread.
#[derive(Serialize, ToSchema)]
pub(in crate::http) struct FeeRatesAnswer {
    /// The revision that was asked.
    #[schema(example = 12)]
    pub(in crate::http) revision: u64,
    /// The day of which the world was asked.
    #[schema(value_type = String, format = Date, example = "2026-06-30")]
    pub(in crate::http) at: String,
    /// First day of the period.
    #[schema(value_type = String, format = Date, example = "2026-06-01")]
    pub(in crate::http) from: String,
    /// First day after it.
    #[schema(value_type = String, format = Date, example = "2026-07-01")]
    pub(in crate::http) to: String,
    /// The stations that have both terms and GMV in the period: only they have a rate.
    pub(in crate::http) rated: FeeGroup,
    /// The fees of these stations by component: commission, payment, `partner_share`, fixed. Fees of stations without GMV
    /// are not among them.
    pub(in crate::http) components: Vec<FeeComponentRate>,
    /// Those that have GMV and no terms: the metric `missing_fee`.
    pub(in crate::http) without_terms: FeeGroup,
    /// Those that have terms and no GMV: the metric `missing_gmv`. Amounts a month fall due all the same, so they may have
    /// fees.
    pub(in crate::http) without_gmv: FeeGroup,
    /// Fees ÷ GMV of all stations that have a rate; null without one.
    pub(in crate::http) fee_rate: Option<f64>,
    /// The mean of their own rates, each counting as one; null without one.
    pub(in crate::http) fee_rate_simple_mean: Option<f64>,
    /// Where the rates lie; null without a station that has one.
    pub(in crate::http) spread: Option<FeeSpread>,
    /// Rates within the fences, from the lowest of them to the highest, in bins of equal width; one where all of them are the
    /// same.
    pub(in crate::http) bins: Vec<FeeBin>,
    /// Stations below the lower fence.
    pub(in crate::http) below: FeeGroup,
    /// Stations above the upper fence.
    pub(in crate::http) above: FeeGroup,
    /// The stations beyond the fences.
    pub(in crate::http) outliers: FeeOutlierPage,
}

/// Some stations, and what they sold and owe.
#[derive(Serialize, ToSchema)]
pub(in crate::http) struct FeeGroup {
    /// How many they are.
    pub(in crate::http) stations: u64,
    /// Their GMV.
    #[schema(example = "1234567.89")]
    pub(in crate::http) gmv: String,
    /// Their fees.
    #[schema(example = "23456.78")]
    pub(in crate::http) channel_fee: String,
}

/// A component of the fees of all stations that have a rate.
#[derive(Serialize, ToSchema)]
pub(in crate::http) struct FeeComponentRate {
    /// The component.
    #[schema(example = "commission")]
    pub(in crate::http) component: &'static str,
    /// Its fees; those of all components are the fees of `rated`.
    #[schema(example = "12345.67")]
    pub(in crate::http) channel_fee: String,
    /// Its fees ÷ the GMV of `rated`; those of all components add up to `fee_rate`. Null without a station that has a rate.
    pub(in crate::http) fee_rate: Option<f64>,
}

/// Where rates lie, each station counting as one.
#[derive(Serialize, ToSchema)]
pub(in crate::http) struct FeeSpread {
    /// The lowest.
    pub(in crate::http) min: f64,
    /// A quarter of the stations are at or below it.
    pub(in crate::http) q1: f64,
    /// Half of them are.
    pub(in crate::http) median: f64,
    /// Three quarters of them are.
    pub(in crate::http) q3: f64,
    /// The highest.
    pub(in crate::http) max: f64,
    /// q1 − 1.5 × (q3 − q1): stations below it stand apart.
    pub(in crate::http) low_fence: f64,
    /// q3 + 1.5 × (q3 − q1): stations above it stand apart.
    pub(in crate::http) high_fence: f64,
}

/// A bin of the histogram.
#[derive(Serialize, ToSchema)]
pub(in crate::http) struct FeeBin {
    /// The lowest rate.
    pub(in crate::http) from: f64,
    /// The first rate of the next bin; in the last bin, its highest rate.
    pub(in crate::http) to: f64,
    /// The stations in it.
    #[serde(flatten)]
    pub(in crate::http) group: FeeGroup,
}

/// A page of stations that stand apart, the largest effect first.
#[derive(Serialize, ToSchema)]
pub(in crate::http) struct FeeOutlierPage {
    /// How many there are, on all pages.
    pub(in crate::http) matched: usize,
    /// This page's.
    pub(in crate::http) items: Vec<FeeOutlier>,
    /// To be given as `cursor` for the next page; null on the last.
    pub(in crate::http) next: Option<String>,
}

/// A station that stands apart.
#[derive(Serialize, ToSchema)]
pub(in crate::http) struct FeeOutlier {
    /// The user's own id, unique.
    #[schema(example = "SH-001")]
    pub(in crate::http) code: String,
    /// What people call it.
    pub(in crate::http) name: String,
    /// The brand on the sign.
    pub(in crate::http) brand: Option<String>,
    /// The company that runs it.
    pub(in crate::http) operator: Option<String>,
    /// By region set, the code of the most detailed region that it lies in.
    #[schema(example = json!({"admin": "310115"}))]
    pub(in crate::http) regions: BTreeMap<String, String>,
    /// Its GMV.
    pub(in crate::http) gmv: String,
    /// Its fees.
    pub(in crate::http) channel_fee: String,
    /// Its fees ÷ its GMV.
    pub(in crate::http) fee_rate: Option<f64>,
    /// Its fees less what its GMV would owe at the rate of all: what it costs or spares.
    #[schema(example = "-1234.50")]
    pub(in crate::http) effect: String,
}

/// What a change of the channel fee is made of.
#[derive(Serialize, ToSchema)]
pub(in crate::http) struct FeeChangeAnswer {
    /// What the figures are called together.
    pub(in crate::http) label: Bilingual,
    /// What they are, and what they are not.
    pub(in crate::http) note: Bilingual,
    /// The revision that was asked.
    #[schema(example = 12)]
    pub(in crate::http) revision: u64,
    /// First day of the period.
    #[schema(value_type = String, format = Date, example = "2026-06-01")]
    pub(in crate::http) from: String,
    /// First day after it.
    #[schema(value_type = String, format = Date, example = "2026-07-01")]
    pub(in crate::http) to: String,
    /// The day of which the world was asked for the period.
    #[schema(value_type = String, format = Date, example = "2026-06-30")]
    pub(in crate::http) at: String,
    /// First day of the base period.
    #[schema(value_type = String, format = Date, example = "2026-05-01")]
    pub(in crate::http) base_from: String,
    /// First day after it.
    #[schema(value_type = String, format = Date, example = "2026-06-01")]
    pub(in crate::http) base_to: String,
    /// The day of which the world was asked for the base period.
    #[schema(value_type = String, format = Date, example = "2026-05-31")]
    pub(in crate::http) base_at: String,
    /// The region set.
    #[schema(example = "admin")]
    pub(in crate::http) set: String,
    /// The level whose regions are told apart; null when none was asked for.
    pub(in crate::http) level: Option<String>,
    /// The figures of `values`.
    pub(in crate::http) metrics: Vec<MetricItem>,
    /// A row for each region of the level.
    pub(in crate::http) rows: Vec<FeeChangeRow>,
    /// Stations in no region of the level; null without a level.
    pub(in crate::http) unassigned: Option<FeeChangeTotal>,
    /// All stations: the sum of the rows and of `unassigned`.
    pub(in crate::http) total: FeeChangeTotal,
}

/// The change of a region.
#[derive(Serialize, ToSchema)]
pub(in crate::http) struct FeeChangeRow {
    /// The region's code.
    #[schema(example = "310000")]
    pub(in crate::http) region: String,
    /// The region's name.
    #[schema(example = "上海市")]
    pub(in crate::http) name: String,
    /// The value of each figure: money as a decimal text, everything else as a number; null where there is nothing to divide
    /// by.
    #[schema(value_type = std::collections::HashMap<String, MetricValue>)]
    pub(in crate::http) values: FeeFigures,
    /// The same by component: commission, payment, `partner_share`, fixed.
    pub(in crate::http) components: Vec<FeeEffects>,
}

/// The change of one line that is no row.
#[derive(Serialize, ToSchema)]
pub(in crate::http) struct FeeChangeTotal {
    /// The value of each figure: money as a decimal text, everything else as a number; null where there is nothing to divide
    /// by.
    #[schema(value_type = std::collections::HashMap<String, MetricValue>)]
    pub(in crate::http) values: FeeFigures,
    /// The same by component: commission, payment, `partner_share`, fixed.
    pub(in crate::http) components: Vec<FeeEffects>,
}

/// The change of a component; volume + mix + rate = change.
#[derive(Serialize, ToSchema)]
pub(in crate::http) struct FeeEffects {
    /// The component.
    #[schema(example = "commission")]
    pub(in crate::http) component: &'static str,
    /// Its fees of the base period.
    pub(in crate::http) base_channel_fee: String,
    /// Its fees of the period.
    pub(in crate::http) channel_fee: String,
    /// These less those.
    #[schema(example = "-120.00")]
    pub(in crate::http) change: String,
    /// By the change of GMV, at the old rate of all.
    pub(in crate::http) volume: String,
    /// By GMV that moved to stations with another old rate.
    pub(in crate::http) mix: String,
    /// By new rates, and fees without GMV.
    pub(in crate::http) rate: String,
}

/// Figures by id, in the order of their descriptions.
pub(in crate::http) struct FeeFigures {
    /// What they are.
    pub(in crate::http) described: &'static [Description],
    /// Their values.
    pub(in crate::http) numbers: Box<[Number]>,
}

impl Serialize for FeeFigures {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let figures = self.described.iter().zip(&self.numbers);
        serializer.collect_map(figures.map(|(about, &number)| (about.id, Plain(number))))
    }
}
