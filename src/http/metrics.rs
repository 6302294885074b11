//! `/api/v1/metrics`: the catalogue.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;

use super::answer::{self, JSON, Keep, Kind};
use super::app::App;
use super::problem::{Problem, Refused};
use super::query::{Declared, Query, Takes};
use super::wire::MetricPage;
use crate::domain::metric::Metric;

/// No parameter.
pub(super) struct Nothing;

impl Takes for Nothing {
    const TAKES: &'static [&'static [Declared]] = &[];
}

/// The catalogue of metrics.
///
/// Every number that can be asked for: its id, title, unit and formula.
#[utoipa::path(
    get,
    path = "/api/v1/metrics",
    tag = "statistics",
    operation_id = "list_metrics",
    responses((status = 200, description = "The catalogue.", body = MetricPage), Refused)
)]
pub(super) async fn list(State(app): State<App>, headers: HeaderMap, _: Query<Nothing>) -> Result<Response, Problem> {
    let kind = Kind { media: JSON, keep: Keep::Revalidate, revision: None };
    app.cache.answer(&headers, kind, "metrics".into(), || answer::json(&catalogue())).await
}

fn catalogue() -> MetricPage {
    MetricPage { items: Metric::ALL.map(|metric| metric.describe().into()).into() }
}
