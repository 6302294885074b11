//! A comparison as it is answered.

use super::find;
use super::options::Options;
use crate::base::date::Day;
use crate::base::money::Money;
use crate::domain::campaign::Campaign;
use crate::domain::performance::VolumeUnit;
use crate::engine::Snapshot;
use crate::engine::comparison::{Comparison, Cost, Doubt, LeftOut, Measure, Tallied, Week, compare};
use crate::engine::uplift::{FEWEST_CONTROLS, Interval, Means, Uplift};
use crate::http::problem::Problem;
use crate::http::wire::{
    Amount, AmountInterval, ComparedMeans, ComparedStations, ComparisonAnswer, ComparisonCost, ComparisonEstimate,
    ComparisonQuestion, ComparisonWarning, ComparisonWeek, ShareInterval,
};

/// A campaign compared, with what it was asked by.
pub(super) struct Compared<'s> {
    pub(super) revision: u64,
    pub(super) campaign: &'s Campaign,
    pub(super) at: Day,
    pub(super) question: ComparisonQuestion,
    pub(super) measure: Measure,
    pub(super) found: Comparison,
}

impl<'s> Compared<'s> {
    /// Compares the campaign of a code.
    pub(super) fn of(snapshot: &'s Snapshot, code: &str, options: &Options) -> Result<Self, Problem> {
        let (id, book) = find(snapshot, code)?;
        let inquiry = options.inquiry(id)?;
        let found = compare(snapshot, &inquiry).ok_or_else(|| Problem::missing("campaign", code))?;
        Ok(Self {
            revision: snapshot.revision().0,
            campaign: &book.campaign,
            at: options.at,
            question: options.question(code, found.baseline),
            measure: options.measure(),
            found,
        })
    }

    /// As JSON has it.
    pub(super) fn answer(&self) -> ComparisonAnswer {
        let Self { campaign, measure, found, .. } = self;
        let measure = *measure;
        ComparisonAnswer {
            revision: self.revision,
            question: self.question.clone(),
            name: campaign.name.clone(),
            unit: unit(measure, found.unit),
            from: found.during.map(|(from, _)| from.to_string()),
            to: found.during.map(|(_, to)| to.to_string()),
            treated: stations(&found.treated),
            controls: stations(&found.controls),
            reason: found.estimate.as_ref().err().map(ToString::to_string),
            estimate: estimate(measure, found),
            cost: cost(&found.cost, campaign.budget),
            weeks: found.weeks.iter().map(|one| week(measure, one)).collect(),
            warnings: found.doubts.iter().map(warning).collect(),
        }
    }
}

/// Compares the campaign of a code, and tells it as JSON has it.
pub(super) fn answer(snapshot: &Snapshot, code: &str, options: &Options) -> Result<ComparisonAnswer, Problem> {
    Ok(Compared::of(snapshot, code, options)?.answer())
}

/// What amounts are counted in.
pub(super) fn unit(measure: Measure, unit: Option<VolumeUnit>) -> &'static str {
    match (measure, unit) {
        (Measure::Gmv, _) => "money",
        (Measure::Orders, _) => "orders",
        (Measure::Volume, Some(VolumeUnit::Kwh)) => "kwh",
        (Measure::Volume, _) => "litres",
    }
}

/// The code of a reason.
pub(super) const fn reason(left_out: LeftOut) -> &'static str {
    match left_out {
        LeftOut::NotTakingPart => "not_taking_part",
        LeftOut::OtherUnit => "other_unit",
        LeftOut::NotOnline => "not_online",
        LeftOut::NoPerformance => "no_performance",
        LeftOut::Unmatched => "unmatched",
        LeftOut::InCampaign => "in_campaign",
        LeftOut::TooNear => "too_near",
        LeftOut::OtherSize => "other_size",
    }
}

fn stations(tallied: &Tallied) -> ComparedStations {
    ComparedStations {
        candidates: tallied.candidates,
        used: tallied.used,
        left_out: tallied.left_out.iter().map(|(&left_out, &count)| (reason(left_out), count)).collect(),
    }
}

fn estimate(measure: Measure, found: &Comparison) -> Option<ComparisonEstimate> {
    let Uplift { treated, controls, naive, uplift, additive, days, pre_trend, warnings: _ } =
        found.estimate.as_ref().ok()?;
    let one = |value: f64| amount(measure, value).into();
    let means = |means: &Means| ComparedMeans { before: one(means.before), during: one(means.during) };
    Some(ComparisonEstimate {
        treated: means(treated),
        controls: means(controls),
        naive: share(*naive),
        uplift: shares(uplift),
        additive: amounts(measure, additive),
        total: amounts(measure, &found.total?),
        station_days: *days,
        pre_trend: pre_trend.as_ref().map(shares),
    })
}

fn cost(cost: &Cost, budget: Option<Money>) -> ComparisonCost {
    let text = |money: Money| money.to_string();
    let count = |count: Option<f64>| count.map(|count| rounded(count, 1_000.0));
    ComparisonCost {
        discount_platform: text(cost.platform),
        discount_station: text(cost.station),
        orders: count(cost.orders),
        litres: count(cost.litres),
        kwh: count(cost.kwh),
        per_order: cost.per_order.map(|price| price.to_string()),
        per_litre: cost.per_litre.map(|price| price.to_string()),
        per_kwh: cost.per_kwh.map(|price| price.to_string()),
        channel_fee: cost.channel_fee.map(text),
        roi: cost.roi.map(share),
        spent: text(cost.spent),
        budget: budget.map(text),
        budget_use: cost.budget_use.map(share),
    }
}

fn week(measure: Measure, week: &Week) -> ComparisonWeek {
    let index = |index: Option<f64>| index.map(|index| rounded(index, 100.0));
    ComparisonWeek {
        from: week.from.to_string(),
        to: week.to.to_string(),
        treated: week.treated.map(|mean| amount(measure, mean).into()),
        controls: week.controls.map(|mean| amount(measure, mean).into()),
        treated_index: index(week.treated_index),
        controls_index: index(week.controls_index),
    }
}

/// What makes an estimate doubtful, with its code.
pub(super) fn warning(doubt: &Doubt) -> ComparisonWarning {
    let (kind, stations, campaigns, detail) = match doubt {
        Doubt::FewControls(controls) => (
            "few_controls",
            Some(*controls),
            Vec::new(),
            format!("there are {controls} controls; fewer than {FEWEST_CONTROLS} say little"),
        ),
        Doubt::PreTrend => (
            "pre_trend",
            None,
            Vec::new(),
            "participants and controls already went apart before the campaign".to_owned(),
        ),
        Doubt::Overlapping { stations, campaigns } => {
            let detail = format!("{stations} participants take part in other campaigns, too: {}", campaigns.join(", "));
            ("overlapping_campaigns", Some(*stations), campaigns.clone(), detail)
        }
        Doubt::Unfinished => {
            ("unfinished", None, Vec::new(), "the campaign runs on beyond the days that are known".to_owned())
        }
        Doubt::NoBaseline => {
            ("no_baseline", None, Vec::new(), "no participant has performance in the baseline".to_owned())
        }
        Doubt::MixedUnits(others) => (
            "mixed_units",
            Some(*others),
            Vec::new(),
            format!("{others} participants count their volumes in another unit, and are left out"),
        ),
        Doubt::LeftOut(left_out) => {
            ("stations_left_out", Some(*left_out), Vec::new(), format!("{left_out} participants are not compared"))
        }
    };
    ComparisonWarning { kind, detail, stations, campaigns }
}

/// A number to some decimals, never the negative zero.
pub(super) fn rounded(number: f64, unit: f64) -> f64 {
    (number * unit).round() / unit + 0.0
}

/// A share to millionths.
pub(super) fn share(share: f64) -> f64 {
    rounded(share, 1e6)
}

fn shares(interval: &Interval) -> ShareInterval {
    ShareInterval { estimate: share(interval.estimate), low: share(interval.low), high: share(interval.high) }
}

/// An amount of what is compared, as it is told.
pub(super) enum Told {
    /// Money, to the cent.
    Money(Money),
    /// Orders, litres, kilowatt-hours, to thousandths.
    Number(f64),
}

impl From<Told> for Amount {
    fn from(told: Told) -> Self {
        match told {
            Told::Money(money) => Self::Money(money.to_string()),
            Told::Number(number) => Self::Number(number),
        }
    }
}

/// An amount of what is compared, as the engine has it.
#[expect(clippy::cast_possible_truncation, reason = "float-to-int casts saturate, as sums of money do")]
pub(super) fn amount(measure: Measure, amount: f64) -> Told {
    match measure {
        Measure::Gmv => Told::Money(Money::sum_of(amount.round() as i64)),
        Measure::Orders => Told::Number(rounded(amount, 1_000.0)),
        Measure::Volume => Told::Number(rounded(amount / 1_000.0, 1_000.0)),
    }
}

fn amounts(measure: Measure, interval: &Interval) -> AmountInterval {
    AmountInterval {
        estimate: amount(measure, interval.estimate).into(),
        low: amount(measure, interval.low).into(),
        high: amount(measure, interval.high).into(),
    }
}
