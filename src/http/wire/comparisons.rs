//! Campaigns compared, on the wire. Money is a decimal text, a share a number rounded to millionths.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

use super::Field;

/// What was compared: the question with everything spelled out that was left open in it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::http) struct ComparisonQuestion {
    /// The campaign's code.
    #[schema(example = "C-2026-01")]
    pub(in crate::http) campaign: String,
    /// The last day that counts.
    #[schema(value_type = String, format = Date)]
    pub(in crate::http) at: String,
    /// What is compared: gmv, orders, volume.
    #[schema(example = "gmv")]
    pub(in crate::http) metric: String,
    /// First day of the baseline.
    #[schema(value_type = String, format = Date)]
    pub(in crate::http) baseline_from: String,
    /// First day after it.
    #[schema(value_type = String, format = Date)]
    pub(in crate::http) baseline_to: String,
    /// The filter of the controls; null for those of the same province, brand, energy unit and size band.
    pub(in crate::http) controls: Option<String>,
    /// Controls stand at least so far from every participant.
    #[schema(example = 3000)]
    pub(in crate::http) spillover_m: u32,
    /// The seed of the bootstrap.
    #[schema(example = 1)]
    pub(in crate::http) seed: u32,
}

/// A campaign compared.
#[derive(Serialize, ToSchema)]
pub(in crate::http) struct ComparisonAnswer {
    /// The revision that was asked.
    pub(in crate::http) revision: u64,
    /// What was compared.
    pub(in crate::http) question: ComparisonQuestion,
    /// What people call the campaign.
    pub(in crate::http) name: String,
    /// What amounts are counted in: money, orders, litres, kwh.
    #[schema(example = "money")]
    pub(in crate::http) unit: &'static str,
    /// First day of the campaign; null where no day of it is known.
    #[schema(value_type = Option<String>, format = Date)]
    pub(in crate::http) from: Option<String>,
    /// First day after those of the campaign that are known.
    #[schema(value_type = Option<String>, format = Date)]
    pub(in crate::http) to: Option<String>,
    /// The participants.
    pub(in crate::http) treated: ComparedStations,
    /// Their controls.
    pub(in crate::http) controls: ComparedStations,
    /// The estimate; null where there is none.
    pub(in crate::http) estimate: Option<ComparisonEstimate>,
    /// Why there is no estimate.
    pub(in crate::http) reason: Option<String>,
    /// What it cost, and what was had for it.
    pub(in crate::http) cost: ComparisonCost,
    /// Week by week, those of the baseline first.
    pub(in crate::http) weeks: Vec<ComparisonWeek>,
    /// What makes the estimate doubtful.
    pub(in crate::http) warnings: Vec<ComparisonWarning>,
}

/// Several campaigns side by side.
#[derive(Serialize, ToSchema)]
pub(in crate::http) struct ComparisonPage {
    /// The revision that was asked.
    pub(in crate::http) revision: u64,
    /// The campaigns, in the order asked.
    pub(in crate::http) items: Vec<ComparisonAnswer>,
}

/// How many stations there are, and why some are left out.
#[derive(Serialize, ToSchema)]
pub(in crate::http) struct ComparedStations {
    /// Participants; or stations that are like one but for the size, or meant by the filter of the controls.
    pub(in crate::http) candidates: usize,
    /// Those that are compared.
    pub(in crate::http) used: usize,
    /// The others by reason: `not_taking_part` (no day of its own period is known), `other_unit`, `not_online` (a
    /// participant not on any day of a window, a control not on every one), `no_performance` (less than a week of the
    /// baseline or nothing sold in it, or no day of the campaign), `unmatched` (no control is like it), `in_campaign`
    /// (it takes part in one in either window), `too_near` (a participant), `other_size`.
    #[schema(example = json!({"not_online": 2}))]
    pub(in crate::http) left_out: BTreeMap<&'static str, usize>,
}

/// An amount in the metric's unit: money as a decimal text, everything else as a number.
#[derive(Clone, Serialize, ToSchema)]
#[serde(untagged)]
#[schema(as = ComparedAmount)]
pub(in crate::http) enum Amount {
    /// Money in major units, to the cent.
    Money(String),
    /// Orders, litres, kilowatt-hours.
    Number(f64),
}

/// A share with the interval in which it lies with 95 % confidence.
#[derive(Clone, Copy, Serialize, ToSchema)]
pub(in crate::http) struct ShareInterval {
    /// The estimate.
    #[schema(example = 0.182)]
    pub(in crate::http) estimate: f64,
    /// The lower end.
    pub(in crate::http) low: f64,
    /// The upper end.
    pub(in crate::http) high: f64,
}

/// An amount with the interval in which it lies with 95 % confidence.
#[derive(Serialize, ToSchema)]
pub(in crate::http) struct AmountInterval {
    /// The estimate.
    pub(in crate::http) estimate: Amount,
    /// The lower end.
    pub(in crate::http) low: Amount,
    /// The upper end.
    pub(in crate::http) high: Amount,
}

/// Means of a station and day on which it was there to sell.
#[derive(Serialize, ToSchema)]
pub(in crate::http) struct ComparedMeans {
    /// In the baseline.
    pub(in crate::http) before: Amount,
    /// During the campaign.
    pub(in crate::http) during: Amount,
}

/// What a campaign brought.
#[derive(Serialize, ToSchema)]
pub(in crate::http) struct ComparisonEstimate {
    /// Of the participants.
    pub(in crate::http) treated: ComparedMeans,
    /// Of the controls, each stratum weighing as the participants do in it.
    pub(in crate::http) controls: ComparedMeans,
    /// Treated during ÷ treated before − 1: what one would say without controls.
    #[schema(example = 0.3)]
    pub(in crate::http) naive: f64,
    /// Difference-in-differences: (treated during ÷ before) ÷ (controls during ÷ before) − 1.
    pub(in crate::http) uplift: ShareInterval,
    /// Treated during − treated before × controls during ÷ before: a station's gain a day.
    pub(in crate::http) additive: AmountInterval,
    /// The gain of all stations and days compared.
    pub(in crate::http) total: AmountInterval,
    /// Days of participants during the campaign.
    pub(in crate::http) station_days: f64,
    /// The uplift between the halves of the baseline, where there was no campaign; null without a first half.
    pub(in crate::http) pre_trend: Option<ShareInterval>,
}

/// What a campaign cost. Prices and returns are null where nothing was sold in addition, or nothing given away.
#[derive(Serialize, ToSchema)]
pub(in crate::http) struct ComparisonCost {
    /// The platform's discounts of the stations compared, less their discounts a day of the baseline × days.
    pub(in crate::http) discount_platform: String,
    /// The stations' discounts, likewise.
    pub(in crate::http) discount_station: String,
    /// Orders in addition.
    pub(in crate::http) orders: Option<f64>,
    /// Litres in addition, of the stations that count litres.
    pub(in crate::http) litres: Option<f64>,
    /// Kilowatt-hours in addition, of the others.
    pub(in crate::http) kwh: Option<f64>,
    /// Both discounts ÷ orders in addition.
    #[schema(example = "0.750000")]
    pub(in crate::http) per_order: Option<String>,
    /// Both discounts ÷ litres in addition.
    pub(in crate::http) per_litre: Option<String>,
    /// Both discounts ÷ kilowatt-hours in addition.
    pub(in crate::http) per_kwh: Option<String>,
    /// The channel fee of the sales × the share of gmv that is additional; amounts a month left out.
    pub(in crate::http) channel_fee: Option<String>,
    /// (Additional channel fee − platform's discounts) ÷ platform's discounts; null of a campaign that stations pay
    /// for.
    pub(in crate::http) roi: Option<f64>,
    /// What all participants gave away beyond the usual, compared or not, both parts.
    pub(in crate::http) spent: String,
    /// What may be spent.
    pub(in crate::http) budget: Option<String>,
    /// Spent ÷ budget.
    pub(in crate::http) budget_use: Option<f64>,
}

/// A week of both groups; null where nobody was there.
#[derive(Serialize, ToSchema)]
pub(in crate::http) struct ComparisonWeek {
    /// First day.
    #[schema(value_type = String, format = Date)]
    pub(in crate::http) from: String,
    /// First day after it; the last week of a window may be short.
    #[schema(value_type = String, format = Date)]
    pub(in crate::http) to: String,
    /// Mean of the participants, a station and day.
    pub(in crate::http) treated: Option<Amount>,
    /// Mean of the controls.
    pub(in crate::http) controls: Option<Amount>,
    /// The participants' sales, 100 at the baseline.
    #[schema(example = 130.0)]
    pub(in crate::http) treated_index: Option<f64>,
    /// The controls' sales, 100 at the baseline.
    #[schema(example = 110.0)]
    pub(in crate::http) controls_index: Option<f64>,
}

/// What makes an estimate doubtful.
#[derive(Serialize, ToSchema)]
pub(in crate::http) struct ComparisonWarning {
    /// `few_controls`, `pre_trend`, `overlapping_campaigns`, `unfinished`, `no_baseline`, `mixed_units`,
    /// `stations_left_out`.
    #[schema(example = "few_controls")]
    pub(in crate::http) kind: &'static str,
    /// The same in a sentence.
    pub(in crate::http) detail: String,
    /// How many stations are concerned; null where none in particular.
    pub(in crate::http) stations: Option<usize>,
    /// Codes of the campaigns concerned.
    pub(in crate::http) campaigns: Vec<String>,
}

/// A comparison to be saved. Everything but the title may be left out, as in the question.
#[derive(Serialize, ToSchema)]
pub(in crate::http) struct NewComparison {
    /// What it is to be called.
    #[schema(value_type = String, example = "夏季直降复盘")]
    pub(in crate::http) title: Field,
    /// The last day that counts; today when left out.
    #[schema(value_type = Option<String>, format = Date)]
    pub(in crate::http) at: Field,
    /// What was known at that instant is compared; what is known now when left out.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub(in crate::http) known_at: Field,
    /// gmv, orders or volume; gmv when left out.
    #[schema(value_type = Option<String>, example = "gmv")]
    pub(in crate::http) metric: Field,
    /// First day of the baseline.
    #[schema(value_type = Option<String>, format = Date)]
    pub(in crate::http) baseline_from: Field,
    /// First day after it.
    #[schema(value_type = Option<String>, format = Date)]
    pub(in crate::http) baseline_to: Field,
    /// CQL2 text that means the stations which may be controls.
    #[schema(value_type = Option<String>)]
    pub(in crate::http) controls: Field,
    /// Controls stand at least so many metres from every participant; 3000 when left out.
    #[schema(value_type = Option<u32>)]
    pub(in crate::http) spillover_m: Field,
    /// The seed of the bootstrap; 1 when left out.
    #[schema(value_type = Option<u32>)]
    pub(in crate::http) seed: Field,
}

/// A saved comparison of a list.
#[derive(Serialize, ToSchema)]
pub(in crate::http) struct SavedComparisonView {
    /// Its number among those of the campaign.
    #[schema(example = 1)]
    pub(in crate::http) number: u32,
    /// What it is called.
    pub(in crate::http) title: String,
    /// The revision that it was made from: the same question put to it gives the same answer.
    pub(in crate::http) revision: u64,
    /// What was compared.
    pub(in crate::http) question: ComparisonQuestion,
}

/// A campaign's saved comparisons.
#[derive(Serialize, ToSchema)]
pub(in crate::http) struct SavedComparisonPage {
    /// The revision that was asked.
    pub(in crate::http) revision: u64,
    /// The comparisons by number.
    pub(in crate::http) items: Vec<SavedComparisonView>,
}

/// A saved comparison with its answer.
#[derive(Serialize, ToSchema)]
pub(in crate::http) struct SavedComparisonDetail {
    /// What lists show.
    #[serde(flatten)]
    pub(in crate::http) comparison: SavedComparisonView,
    /// The answer as it was saved.
    #[schema(value_type = ComparisonAnswer)]
    pub(in crate::http) answer: Value,
}

/// A saved comparison made again from what was known then.
#[derive(Serialize, ToSchema)]
pub(in crate::http) struct Reproduction {
    /// What lists show.
    #[serde(flatten)]
    pub(in crate::http) comparison: SavedComparisonView,
    /// Whether both answers are the same, to the last digit.
    pub(in crate::http) is_equal: bool,
    /// The answer as it was saved.
    #[schema(value_type = ComparisonAnswer)]
    pub(in crate::http) saved: Value,
    /// The answer as it is made now.
    pub(in crate::http) reproduced: ComparisonAnswer,
}
