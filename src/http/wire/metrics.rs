//! The catalogue of metrics on the wire.

use serde::Serialize;
use utoipa::ToSchema;

use crate::domain::metric::{Description, Phrase};

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
    /// How its value reads: `count`, `ratio` (0.25 is 25 %) or `days`.
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

impl From<Phrase> for Bilingual {
    fn from(phrase: Phrase) -> Self {
        Self { zh: phrase.zh, en: phrase.en }
    }
}

impl From<Description> for MetricItem {
    fn from(about: Description) -> Self {
        Self {
            id: about.id,
            title: Bilingual { zh: about.zh, en: about.en },
            unit: about.unit.as_str(),
            formula: Bilingual { zh: about.formula_zh, en: about.formula_en },
        }
    }
}
