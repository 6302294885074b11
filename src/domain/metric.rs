//! The catalogue of metrics: id, titles, unit and formula of every number we give.

/// How a metric's value reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// A whole number of stations.
    Count,
    /// A share: 0.25 is 25 %; null when its denominator is 0.
    Ratio,
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
    pub const ALL: [Self; 9] = [
        Self::Stations,
        Self::Closed,
        Self::Prospect,
        Self::Negotiating,
        Self::Signed,
        Self::Online,
        Self::Paused,
        Self::Terminated,
        Self::CoverageRate,
    ];

    /// The metric of that id.
    #[must_use]
    pub fn parse(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|metric| metric.describe().id == id)
    }

    /// Its entry in the catalogue.
    #[must_use]
    pub fn describe(self) -> Description {
        let count =
            |id, zh, en, formula_zh, formula_en| Description { id, zh, en, unit: Unit::Count, formula_zh, formula_en };
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
            Self::CoverageRate => Description {
                id: "coverage_rate",
                zh: "覆盖率",
                en: "Coverage",
                unit: Unit::Ratio,
                formula_zh: "在线站点数 ÷ 站点数",
                formula_en: "online ÷ stations",
            },
        }
    }
}
