//! Comparisons as files: a row for each campaign with every figure, and a row for each of its weeks.

use super::answer::{Compared, Told, amount, reason, rounded, share, unit, warning};
use crate::base::date::Day;
use crate::domain::campaign::Campaign;
use crate::engine::comparison::{Measure, Tallied};
use crate::engine::uplift::{Interval, Means};
use crate::exchange::export::{Cell, Column, ColumnKind};
use crate::http::app::App;
use crate::http::problem::Problem;
use crate::http::query::{Declared, Kind, Query, Takes};
use crate::http::sheet::{Other, Sheet};

/// How comparisons are written.
pub(super) const FORMAT: Declared = Declared {
    name: "format",
    kind: Kind::Choice(&["json", "csv", "xlsx"]),
    allowed: "one of json, csv, xlsx",
    about: "How the answer is written; json when left out. As csv and xlsx a row is a campaign, with every figure, and \
            warnings and reasons by their codes; a workbook has the weeks on a second sheet.",
    example: "json",
    required: false,
};

/// Which table a CSV file holds.
pub(super) const TABLE: Declared = Declared {
    name: "table",
    kind: Kind::Choice(&["campaigns", "weeks"]),
    allowed: "one of campaigns, weeks, with format=csv",
    about: "Which table a CSV file holds: the campaigns, or their weeks; campaigns when left out.",
    example: "weeks",
    required: false,
};

/// A file of comparisons.
#[derive(Clone, Debug)]
pub(super) struct File {
    sheet: Sheet,
    /// Whether a CSV file holds the weeks.
    weeks: bool,
}

impl File {
    /// The file that is asked for; `None` for JSON.
    pub(super) fn read<T: Takes>(query: &Query<T>, app: &App) -> Result<Option<Self>, Problem> {
        let table = query.choice(&TABLE)?;
        match (Sheet::read(query, &FORMAT, app)?, table) {
            (Some(sheet), table) if table.is_none() || sheet.format() == "csv" => {
                Ok(Some(Self { sheet, weeks: table == Some("weeks") }))
            }
            (None, None) => Ok(None),
            (sheet, table) => {
                let format = sheet.as_ref().map_or("json", Sheet::format);
                let reason = format!("table is given, but format={format} leaves no choice of tables");
                Err(TABLE.refuse(table.unwrap_or_default()).saying(reason))
            }
        }
    }

    /// Its content type.
    pub(super) const fn media(&self) -> &'static str {
        self.sheet.media()
    }

    /// What to call a file of comparisons as of a day.
    pub(super) fn name(&self, at: Day) -> String {
        let what = if self.weeks { "comparison-weeks" } else { "comparison" };
        format!("{what}-{at}.{}", self.sheet.format())
    }

    /// The same for the same format, headers and table.
    pub(super) fn key(&self) -> String {
        format!("{} {}", self.sheet.key(), self.weeks)
    }

    /// Writes comparisons, which are all of one metric.
    pub(super) fn write(&self, compared: &[Compared<'_>]) -> Result<Vec<u8>, Problem> {
        let measure = compared.first().map_or(Measure::Gmv, |one| one.measure);
        let weeks = compared.iter().flat_map(weeks);
        if self.weeks {
            return self.sheet.write("weeks", week_columns(measure), weeks);
        }
        let weeks = Other { name: "weeks", columns: week_columns(measure), rows: weeks.collect() };
        self.sheet.write_with("comparison", columns(measure), compared.iter().map(row), Some(weeks))
    }
}

const MONEY: ColumnKind = ColumnKind::Decimal { places: 2 };
const QUANTITY: ColumnKind = ColumnKind::Decimal { places: 3 };
const PRICE: ColumnKind = ColumnKind::Decimal { places: 6 };

/// What amounts of the metric are.
const fn of(measure: Measure) -> ColumnKind {
    match measure {
        Measure::Gmv => MONEY,
        Measure::Orders | Measure::Volume => QUANTITY,
    }
}

/// The columns of the campaigns.
fn columns(measure: Measure) -> Vec<Column> {
    use ColumnKind::{Code, Count, Date, Ratio, Text};
    let amount = of(measure);
    [
        ("campaign", "活动编码", "Campaign", Code),
        ("name", "活动名称", "Name", Text),
        ("metric", "指标", "Metric", Text),
        ("unit", "单位", "Unit", Text),
        ("at", "截至日期", "Last day counted", Date),
        ("revision", "数据版本", "Revision", Count),
        ("baseline_from", "基线开始", "Baseline from", Date),
        ("baseline_to", "基线结束（不含当天）", "Baseline to", Date),
        ("from", "活动开始", "Campaign from", Date),
        ("to", "活动结束（不含当天）", "Campaign to", Date),
        ("controls_filter", "对照筛选条件", "Filter of the controls", Text),
        ("spillover_m", "隔离半径（米）", "Spillover radius (m)", Count),
        ("seed", "随机种子", "Seed", Count),
        ("participants", "参与站点", "Participants", Count),
        ("participants_used", "纳入比较的参与站点", "Participants compared", Count),
        ("participants_left_out", "参与站点未纳入原因", "Participants left out", Text),
        ("candidates", "候选对照站点", "Candidates for controls", Count),
        ("controls_used", "对照站点", "Controls", Count),
        ("candidates_left_out", "候选站点未纳入原因", "Candidates left out", Text),
        ("treated_before", "参与站点基线日均", "Participants a day before", amount),
        ("treated_during", "参与站点活动日均", "Participants a day during", amount),
        ("controls_before", "对照站点基线日均", "Controls a day before", amount),
        ("controls_during", "对照站点活动日均", "Controls a day during", amount),
        ("naive", "前后对比增幅", "Naive uplift", Ratio),
        ("uplift", "双重差分增幅", "Uplift", Ratio),
        ("uplift_low", "增幅下限（95%）", "Uplift, low (95 %)", Ratio),
        ("uplift_high", "增幅上限（95%）", "Uplift, high (95 %)", Ratio),
        ("additive", "每站每日增量", "Gain a station and day", amount),
        ("additive_low", "每站每日增量下限（95%）", "Gain a station and day, low (95 %)", amount),
        ("additive_high", "每站每日增量上限（95%）", "Gain a station and day, high (95 %)", amount),
        ("total", "总增量", "Total gain", amount),
        ("total_low", "总增量下限（95%）", "Total gain, low (95 %)", amount),
        ("total_high", "总增量上限（95%）", "Total gain, high (95 %)", amount),
        ("station_days", "站日数", "Station-days", Count),
        ("pre_trend", "前期趋势差", "Pre-trend", Ratio),
        ("pre_trend_low", "前期趋势差下限（95%）", "Pre-trend, low (95 %)", Ratio),
        ("pre_trend_high", "前期趋势差上限（95%）", "Pre-trend, high (95 %)", Ratio),
        ("discount_platform", "平台优惠增量", "Platform's discounts beyond the usual", MONEY),
        ("discount_station", "站点优惠增量", "Stations' discounts beyond the usual", MONEY),
        ("additional_orders", "新增订单", "Additional orders", QUANTITY),
        ("additional_litres", "新增升数", "Additional litres", QUANTITY),
        ("additional_kwh", "新增千瓦时", "Additional kWh", QUANTITY),
        ("cost_per_order", "每新增订单成本", "Cost of an additional order", PRICE),
        ("cost_per_litre", "每新增升成本", "Cost of an additional litre", PRICE),
        ("cost_per_kwh", "每新增千瓦时成本", "Cost of an additional kWh", PRICE),
        ("additional_channel_fee", "新增通道费", "Additional channel fee", MONEY),
        ("roi", "平台投资回报率", "Return of the platform", Ratio),
        ("spent", "活动花费", "Spent", MONEY),
        ("budget", "预算", "Budget", MONEY),
        ("budget_use", "预算使用率", "Budget used", Ratio),
        ("warnings", "提示", "Warnings", Text),
        ("reason", "无法估计的原因", "Why there is no estimate", Text),
    ]
    .map(|(field, zh, en, kind)| Column::new(field, zh, en, kind))
    .into()
}

/// The columns of the weeks.
fn week_columns(measure: Measure) -> Vec<Column> {
    use ColumnKind::{Code, Date, Text};
    let amount = of(measure);
    [
        ("campaign", "活动编码", "Campaign", Code),
        ("name", "活动名称", "Name", Text),
        ("window", "时段", "Window", Text),
        ("from", "开始日期", "From", Date),
        ("to", "结束日期（不含当天）", "To", Date),
        ("treated", "参与站点日均", "Participants a day", amount),
        ("controls", "对照站点日均", "Controls a day", amount),
        ("treated_index", "参与站点指数（基线=100）", "Participants, baseline = 100", MONEY),
        ("controls_index", "对照站点指数（基线=100）", "Controls, baseline = 100", MONEY),
    ]
    .map(|(field, zh, en, kind)| Column::new(field, zh, en, kind))
    .into()
}

/// A campaign's row.
fn row<'c>(compared: &'c Compared<'_>) -> Vec<Cell<'c>> {
    let Compared { revision, campaign, at, question, measure, found } = compared;
    let Campaign { code, name, budget, .. } = campaign;
    let measure = *measure;
    let one = |value: f64| cell(measure, value);
    let cost = &found.cost;
    let count = |count: Option<f64>| count.map_or(Cell::Empty, |count| Cell::Float(rounded(count, 1_000.0)));
    let ratio = |ratio: Option<f64>| ratio.map_or(Cell::Empty, |ratio| Cell::Float(share(ratio)));
    let mut cells = vec![
        code.into(),
        name.into(),
        question.metric.as_str().into(),
        unit(measure, found.unit).into(),
        (*at).into(),
        Cell::Count(*revision),
        found.baseline.0.into(),
        found.baseline.1.into(),
        found.during.map(|(from, _)| from).into(),
        found.during.map(|(_, to)| to).into(),
        question.controls.as_ref().into(),
        question.spillover_m.into(),
        question.seed.into(),
    ];
    for tallied in [&found.treated, &found.controls] {
        cells.extend([number(tallied.candidates), number(tallied.used), left_out(tallied)]);
    }
    let estimate = found.estimate.as_ref().ok();
    let means = |means: Means| [one(means.before), one(means.during)];
    let interval = |interval: Option<Interval>, cell: &dyn Fn(f64) -> Cell<'c>| {
        let ends = interval.map(|Interval { estimate, low, high }| [estimate, low, high].map(cell));
        ends.unwrap_or([Cell::Empty, Cell::Empty, Cell::Empty])
    };
    let ratios = |found: Option<Interval>| interval(found, &|value| Cell::Float(share(value)));
    let amounts = |found: Option<Interval>| interval(found, &one);
    let both = estimate.map(|estimate| [means(estimate.treated), means(estimate.controls)].concat());
    cells.extend(both.unwrap_or_else(|| vec![Cell::Empty; 4]));
    cells.push(ratio(estimate.map(|estimate| estimate.naive)));
    cells.extend(ratios(estimate.map(|estimate| estimate.uplift)));
    cells.extend(amounts(estimate.map(|estimate| estimate.additive)));
    cells.extend(amounts(found.total));
    cells.push(estimate.map_or(Cell::Empty, |estimate| Cell::Float(estimate.days)));
    cells.extend(ratios(estimate.and_then(|estimate| estimate.pre_trend)));
    cells.extend([
        cost.platform.into(),
        cost.station.into(),
        count(cost.orders),
        count(cost.litres),
        count(cost.kwh),
        cost.per_order.into(),
        cost.per_litre.into(),
        cost.per_kwh.into(),
        cost.channel_fee.into(),
        ratio(cost.roi),
        cost.spent.into(),
        (*budget).into(),
        ratio(cost.budget_use),
    ]);
    let warnings: Vec<&str> = found.doubts.iter().map(|doubt| warning(doubt).kind).collect();
    cells.push(Some(warnings.join(" ")).filter(|text| !text.is_empty()).into());
    cells.push(found.estimate.as_ref().err().map(ToString::to_string).into());
    cells
}

/// The rows of a campaign's weeks.
fn weeks<'c>(compared: &'c Compared<'_>) -> impl Iterator<Item = Vec<Cell<'c>>> {
    let Compared { campaign, measure, found, .. } = compared;
    let measure = *measure;
    found.weeks.iter().map(move |week| {
        let mean = |mean: Option<f64>| mean.map_or(Cell::Empty, |mean| cell(measure, mean));
        let index = |index: Option<f64>| index.map_or(Cell::Empty, |index| Cell::Float(rounded(index, 100.0)));
        vec![
            (&campaign.code).into(),
            (&campaign.name).into(),
            if week.from < campaign.period.from() { "baseline" } else { "campaign" }.into(),
            week.from.into(),
            week.to.into(),
            mean(week.treated),
            mean(week.controls),
            index(week.treated_index),
            index(week.controls_index),
        ]
    })
}

/// An amount of what is compared.
fn cell<'c>(measure: Measure, value: f64) -> Cell<'c> {
    match amount(measure, value) {
        Told::Money(money) => money.into(),
        Told::Number(number) => Cell::Float(number),
    }
}

fn number<'c>(count: usize) -> Cell<'c> {
    Cell::Count(count as u64)
}

/// The stations that are left out, as `reason:count` with a space between.
fn left_out<'c>(tallied: &Tallied) -> Cell<'c> {
    let reasons: Vec<String> =
        tallied.left_out.iter().map(|(left_out, count)| format!("{}:{count}", reason(*left_out))).collect();
    Some(reasons.join(" ")).filter(|text| !text.is_empty()).into()
}
