//! Numbers taken apart, on the wire.

use serde::Serialize;
use utoipa::ToSchema;

use super::metrics::Bilingual;
use super::stats::{Figures, MetricValue, Plain, Values};

/// A number taken apart.
#[derive(Serialize, ToSchema)]
pub(in crate::http) struct ExplainAnswer {
    /// The revision that was asked.
    pub(in crate::http) revision: u64,
    /// The day of which the world was asked.
    #[schema(value_type = String, format = Date, example = "2026-06-30")]
    pub(in crate::http) at: String,
    /// First day of the period; null for a metric that speaks of a date.
    #[schema(value_type = Option<String>, format = Date)]
    pub(in crate::http) from: Option<String>,
    /// First day after it.
    #[schema(value_type = Option<String>, format = Date)]
    pub(in crate::http) to: Option<String>,
    /// The metric.
    #[schema(example = "fee_rate")]
    pub(in crate::http) metric: &'static str,
    /// Its title.
    pub(in crate::http) title: Bilingual,
    /// How its value reads.
    #[schema(example = "ratio")]
    pub(in crate::http) unit: &'static str,
    /// Its formula in words.
    pub(in crate::http) formula: Bilingual,
    /// The number.
    #[schema(value_type = MetricValue)]
    pub(in crate::http) value: Plain,
    /// What is divided; the number itself where nothing is.
    #[schema(value_type = MetricValue)]
    pub(in crate::http) numerator: Plain,
    /// What it is divided by; null where nothing is.
    #[schema(value_type = Option<MetricValue>)]
    pub(in crate::http) denominator: Option<Plain>,
    /// The stations that the question means, by what they are to the number: each in exactly one part.
    pub(in crate::http) parts: Vec<ExplainPart>,
}

/// Stations that are the same to a number.
#[derive(Serialize, ToSchema)]
pub(in crate::http) struct ExplainPart {
    /// Its identifier.
    #[schema(example = "no_terms")]
    pub(in crate::http) part: &'static str,
    /// What it holds.
    pub(in crate::http) meaning: Bilingual,
    /// Whether its stations count.
    pub(in crate::http) counts: bool,
    /// How many stations it has.
    pub(in crate::http) stations: usize,
    /// What they sold and owed in the period; null for a metric that speaks of a date.
    pub(in crate::http) sums: Option<Figures>,
    /// Exactly these stations.
    pub(in crate::http) href: String,
}

/// A page of the stations of a part.
#[derive(Serialize, ToSchema)]
pub(in crate::http) struct ExplainPage {
    /// The revision that was asked.
    pub(in crate::http) revision: u64,
    /// The part.
    pub(in crate::http) part: &'static str,
    /// How many stations it has, on all pages.
    pub(in crate::http) matched: usize,
    /// This page's.
    pub(in crate::http) items: Vec<ExplainRow>,
    /// To be given as `cursor` for the next page; null on the last.
    pub(in crate::http) next: Option<String>,
}

/// A station of a part.
#[derive(Serialize, ToSchema)]
pub(in crate::http) struct ExplainRow {
    /// The user's own id.
    pub(in crate::http) code: String,
    /// What people call it.
    pub(in crate::http) name: String,
    /// Its stage on the date.
    pub(in crate::http) stage: Option<&'static str>,
    /// Its own values: of the metric, and of what it is made from.
    #[schema(value_type = std::collections::HashMap<String, MetricValue>)]
    pub(in crate::http) values: Values,
}
