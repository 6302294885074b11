//! The catalogue of metrics on the wire.

use serde::Serialize;
use utoipa::ToSchema;

/// The catalogue of metrics.
#[derive(Serialize, ToSchema)]
pub(in crate::http) struct MetricPage {
    /// Every metric.
    pub(in crate::http) items: Vec<MetricItem>,
}

/// A metric.
#[derive(Serialize, ToSchema)]
pub(in crate::http) struct MetricItem {
    /// Its id.
    #[schema(example = "coverage_rate")]
    pub(in crate::http) id: &'static str,
    /// Its title.
    pub(in crate::http) title: Bilingual,
    /// How its value reads: `count`, or `ratio` (0.25 is 25 %).
    #[schema(example = "ratio")]
    pub(in crate::http) unit: &'static str,
    /// Its formula.
    pub(in crate::http) formula: Bilingual,
}

/// A text in both languages.
#[derive(Serialize, ToSchema)]
pub(in crate::http) struct Bilingual {
    /// In Chinese.
    #[schema(example = "覆盖率")]
    pub(in crate::http) zh: &'static str,
    /// In English.
    #[schema(example = "Coverage")]
    pub(in crate::http) en: &'static str,
}
