//! A number taken apart: which stations make it, which do not, and why.

use std::collections::BTreeMap;

use super::{Number, RowKeys, Totals, Wanted};
use crate::base::date::Day;
use crate::base::ids::StationId;
use crate::base::money::Money;
use crate::domain::cooperation::{Stage, stage_at};
use crate::domain::metric::Metric;
use crate::engine::books::BookSums;
use crate::engine::question::{Plan, Question, Selected, slots};
use crate::engine::snapshot::Snapshot;

/// What a station is to a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// It counts.
    Counted,
    /// It is in the denominator alone.
    Below,
    /// It is open and at another stage.
    OtherStage,
    /// It sold nothing of this in the period.
    NothingSold,
    /// It had sales in the period and no terms.
    NoTerms,
    /// It had terms in the period and no sales.
    NoSales,
    /// It had neither.
    Neither,
    /// It had both, and so lacks nothing.
    Both,
    /// No such contract names it.
    NoContract,
    /// It is open, where closed stations are counted.
    Open,
    /// It has closed by the date.
    Closed,
    /// It opens after the date.
    NotYetOpen,
}

impl Part {
    /// Every part, in the order in which they are told.
    pub const ALL: [Self; 12] = [
        Self::Counted,
        Self::Below,
        Self::OtherStage,
        Self::NothingSold,
        Self::NoTerms,
        Self::NoSales,
        Self::Neither,
        Self::Both,
        Self::NoContract,
        Self::Open,
        Self::Closed,
        Self::NotYetOpen,
    ];

    /// The identifier used in parameters and answers.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Counted => "counted",
            Self::Below => "denominator",
            Self::OtherStage => "other_stage",
            Self::NothingSold => "nothing_sold",
            Self::NoTerms => "no_terms",
            Self::NoSales => "no_sales",
            Self::Neither => "neither",
            Self::Both => "both",
            Self::NoContract => "no_contract",
            Self::Open => "open",
            Self::Closed => "closed",
            Self::NotYetOpen => "not_yet_open",
        }
    }

    /// The part of that identifier.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|part| part.as_str() == text)
    }

    /// What the part holds, in Chinese and in English.
    #[must_use]
    pub const fn describe(self) -> (&'static str, &'static str) {
        match self {
            Self::Counted => ("计入该数的站点", "stations that count"),
            Self::Below => ("只计入分母的站点", "stations that are in the denominator alone"),
            Self::OtherStage => ("当日处于其他阶段的站点", "open stations at another stage on the date"),
            Self::NothingSold => ("期内没有该项数据的站点", "stations that had nothing of it in the period"),
            Self::NoTerms => ("期内有交易额而无费用条款的站点", "stations with sales in the period and no fee terms"),
            Self::NoSales => ("期内有费用条款而无交易额的站点", "stations with fee terms in the period and no sales"),
            Self::Neither => {
                ("期内既无交易额也无费用条款的站点", "stations with neither sales nor fee terms in the period")
            }
            Self::Both => ("期内既有交易额也有费用条款的站点", "stations with both sales and fee terms in the period"),
            Self::NoContract => ("当日无此类合同的站点", "stations that no such contract names"),
            Self::Open => ("当日营业中的站点", "stations open on the date"),
            Self::Closed => ("截至当日已关闭的站点", "stations closed by the date"),
            Self::NotYetOpen => ("当日尚未开业的站点", "stations that open after the date"),
        }
    }
}

/// A station and what it is to a number.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// Which station.
    pub station: StationId,
    /// Its stage on the date.
    pub stage: Option<Stage>,
    /// What it is.
    pub part: Part,
    /// What it sold and owed over the period.
    pub sums: BookSums,
}

/// The stations of one part of a number.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Portion {
    /// Which, by ascending id.
    pub stations: Vec<StationId>,
    /// What they sold and owed together over the period; contracts left out, as one may be of several stations.
    pub sums: BookSums,
}

/// The parts of a number: every station that a question means is in one.
#[must_use]
pub fn portions(
    snapshot: &Snapshot,
    question: &Question,
    metric: Metric,
    wanted: Option<Wanted>,
) -> BTreeMap<Part, Portion> {
    let mut portions: BTreeMap<Part, Portion> = BTreeMap::new();
    for line in lines(snapshot, question, metric, wanted) {
        let portion = portions.entry(line.part).or_default();
        portion.stations.push(line.station);
        portion.sums.add(&line.sums);
    }
    portions
}

/// Some stations of a part on a day, in the order given. Costs as much as they are, not as all of the part.
#[must_use]
pub fn lines_of(snapshot: &Snapshot, at: Day, part: Part, stations: &[StationId], wanted: Option<Wanted>) -> Vec<Line> {
    let line = |&station: &StationId| {
        let stage = snapshot.facts(station).and_then(|facts| stage_at(facts.timeline(), at));
        Line { station, stage, part, sums: BookSums::default() }
    };
    let mut lines: Vec<Line> = stations.iter().map(line).collect();
    add_sums(snapshot, at, wanted, &mut lines);
    lines
}

/// Adds to lines what their stations sold and owed.
fn add_sums(snapshot: &Snapshot, at: Day, wanted: Option<Wanted>, lines: &mut [Line]) {
    let Some(wanted) = wanted else { return };
    let stations = lines.iter().map(|line| (line.station, line.stage));
    let sums = RowKeys::sums_of_each(snapshot.books(), at, &wanted, stations);
    lines.iter_mut().zip(sums).for_each(|(line, sums)| line.sums = sums);
}

/// Every station that a question means, with what it is to a metric over the period of `wanted`; by ascending id.
#[must_use]
pub fn lines(snapshot: &Snapshot, question: &Question, metric: Metric, wanted: Option<Wanted>) -> Vec<Line> {
    let plan = Plan::new(snapshot, question);
    let mut lines: Vec<Line> = Vec::new();
    let mut selected = Selected::EMPTY;
    for block in snapshot.blocks() {
        plan.select(block, None, &mut selected);
        for slot in slots(&selected.matching, block.len()) {
            let (station, stage) = (block.station(slot), selected.stages[slot]);
            let part = match (selected.open[slot] != 0, block.closed_by(slot, question.at.number())) {
                (true, _) => Part::Open,
                (false, true) => Part::Closed,
                (false, false) => Part::NotYetOpen,
            };
            lines.push(Line { station, stage: Stage::from_number(stage), part, sums: BookSums::default() });
        }
    }
    add_sums(snapshot, question.at, wanted, &mut lines);
    for line in &mut lines {
        line.part = match (line.part, metric) {
            (Part::Open, metric) => part(metric, line),
            (Part::Closed, Metric::Closed) => Part::Counted,
            (part, _) => part,
        };
    }
    lines.sort_unstable_by_key(|line| line.station);
    lines
}

/// What an open station is to a metric.
fn part(metric: Metric, line: &Line) -> Part {
    let when = |counts: bool, otherwise: Part| if counts { Part::Counted } else { otherwise };
    let at = |stage: Stage| line.stage == Some(stage);
    let fees = &line.sums.fees;
    let (has_sales, has_terms) = (fees.gmv > Money::ZERO, fees.rated + fees.missing_gmv > 0);
    let fee_part = match (has_sales, has_terms) {
        (true, true) => Part::Both,
        (true, false) => Part::NoTerms,
        (false, true) => Part::NoSales,
        (false, false) => Part::Neither,
    };
    match metric {
        Metric::Stations => Part::Counted,
        Metric::Closed => Part::Open,
        Metric::Prospect => when(at(Stage::Prospect), Part::OtherStage),
        Metric::Negotiating => when(at(Stage::Negotiating), Part::OtherStage),
        Metric::Signed => when(at(Stage::Signed), Part::OtherStage),
        Metric::Online => when(at(Stage::Online), Part::OtherStage),
        Metric::Paused => when(at(Stage::Paused), Part::OtherStage),
        Metric::Terminated => when(at(Stage::Terminated), Part::OtherStage),
        Metric::CoverageRate => when(at(Stage::Online), Part::Below),
        Metric::ActivationRate if at(Stage::Online) => when(line.sums.activated > 0, Part::Below),
        Metric::ActivationRate => Part::OtherStage,
        Metric::Orders => when(line.sums.orders > 0, Part::NothingSold),
        Metric::VolumeLitres => when(line.sums.litres > 0, Part::NothingSold),
        Metric::VolumeKwh => when(line.sums.kwh > 0, Part::NothingSold),
        Metric::Gmv => when(has_sales, Part::NothingSold),
        Metric::DiscountPlatform => when(line.sums.discount_platform > Money::ZERO, Part::NothingSold),
        Metric::DiscountStation => when(line.sums.discount_station > Money::ZERO, Part::NothingSold),
        Metric::ChannelFee
        | Metric::ChannelFeeCommission
        | Metric::ChannelFeePayment
        | Metric::ChannelFeePartnerShare
        | Metric::ChannelFeeFixed => when(has_terms, fee_part),
        Metric::FeeRate | Metric::FeeRateSimpleMean | Metric::NetTakeRate => when(fees.rated > 0, fee_part),
        Metric::MissingFee => when(fees.missing_fee > 0, fee_part),
        Metric::MissingGmv => when(fees.missing_gmv > 0, fee_part),
        Metric::ContractsActive => when(line.sums.contracts_active > 0, Part::NoContract),
        Metric::ContractsExpiring => when(line.sums.contracts_expiring > 0, Part::NoContract),
    }
}

/// Numerator and denominator of a metric; no denominator where it is no quotient.
#[must_use]
pub fn fraction(metric: Metric, totals: &Totals) -> (Number, Option<Number>) {
    let Totals { counts, books } = totals;
    let fees = &books.fees;
    match metric {
        Metric::CoverageRate => (Number::Count(counts.at(Stage::Online)), Some(Number::Count(counts.stations()))),
        Metric::ActivationRate => {
            (Number::Count(books.activated.into()), Some(Number::Count(counts.at(Stage::Online))))
        }
        Metric::FeeRate => (Number::Money(fees.rated_fee), Some(Number::Money(fees.rated_gmv))),
        Metric::FeeRateSimpleMean => (
            Number::Ratio(fees.fee_rate_simple_mean().map(|mean| mean * f64::from(fees.rated))),
            Some(Number::Count(fees.rated.into())),
        ),
        Metric::NetTakeRate => {
            (Number::Money(fees.rated_fee - books.rated_discount_platform), Some(Number::Money(fees.rated_gmv)))
        }
        _ => (totals.value(metric), None),
    }
}
