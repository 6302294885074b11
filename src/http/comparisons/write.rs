//! Saving comparisons, and deleting them.

use axum::body::Body;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use serde_json::Value;

use super::answer::answer;
use super::find;
use super::options::Options;
use super::saved::detail;
use crate::base::date::Instant;
use crate::domain::campaign::SavedComparison;
use crate::http::app::{App, author, blocking};
use crate::http::body::{expect_empty, object};
use crate::http::metrics::Nothing;
use crate::http::path::Path;
use crate::http::problem::{Denied, Failed, Missing, Problem, Refused, TooLarge, Unprocessable, WrongMedia};
use crate::http::query::{KNOWN_AT, Query, number, snapshot};
use crate::http::wire::{NewComparison, SavedComparisonDetail};
use crate::http::written::{SOURCE, created_at, gone};
use crate::live::{Depth, Entry, Removal};

const FIELDS: &str = "title, at, known_at, metric, baseline_from, baseline_to, controls, spillover_m, seed";

/// Saves a comparison.
///
/// Compares, and keeps question and answer with the revision that they were made from, so that the same can be made
/// again after later corrections.
#[utoipa::path(
    post,
    path = "/api/v1/campaigns/{code}/comparisons",
    tag = "comparisons",
    operation_id = "save_comparison",
    params(
        ("code" = String, Path, description = "The campaign's code.", example = "C-2026-01"),
        ("X-Actor" = Option<String>, Header, description = "Who does it; `api` when left out.")
    ),
    request_body(content = NewComparison, content_type = "application/json"),
    responses(
        (status = 201, description = "The comparison as it is saved.", body = SavedComparisonDetail, headers(
            ("Location" = String, description = "Where it is."),
            ("X-Revision" = u64, description = "The revision that the write made.")
        )),
        Refused, Missing, Denied, TooLarge, WrongMedia, Unprocessable, Failed
    )
)]
pub(in crate::http) async fn save(
    State(app): State<App>,
    Path(code): Path<String>,
    headers: HeaderMap,
    _: Query<Nothing>,
    body: Body,
) -> Result<Response, Problem> {
    let author = author(&headers, SOURCE.into())?;
    let mut map = object(&headers, body, &["application/json"]).await?;
    let title = match map.remove("title") {
        Some(Value::String(title)) => title,
        other => return Err(Problem::field("title", shown(other.as_ref()), "must be a text, which must be there")),
    };
    let known_at = match map.remove("known_at") {
        None | Some(Value::Null) => None,
        Some(value) => Some(value.as_str().and_then(|text| text.parse::<Instant>().ok()).ok_or_else(|| {
            Problem::field(KNOWN_AT.name, shown(Some(&value)), format!("must be {}", KNOWN_AT.allowed))
        })?),
    };
    let options = Options::of_body(&mut map, app.network.today())?;
    expect_empty(&map, FIELDS)?;
    let snapshot = snapshot(&app.network, known_at, Depth::Books).await?;
    options.check(&find(&snapshot, &code)?.1.campaign)?;
    let network = app.network.clone();
    let make = move || {
        let answer = answer(&snapshot, &code, &options)?;
        let text = |text: serde_json::Result<String>| text.map_err(|error| Problem::internal(&error));
        let saved = SavedComparison {
            title,
            revision: snapshot.revision(),
            question: text(serde_json::to_string(&answer.question))?,
            answer: text(serde_json::to_string(&answer))?,
        };
        let entered = network.enter(&author, &Entry::Comparison(code.clone(), saved.clone()))?;
        let place = ["campaigns", &code, "comparisons", &entered.number.to_string()];
        created_at(entered.written.snapshot.revision(), &place, detail(entered.number, &saved)?)
    };
    app.cache.work(make).await
}

/// Deletes a saved comparison.
///
/// Its past stays in the campaign's history and in what was known before.
#[utoipa::path(
    delete,
    path = "/api/v1/campaigns/{code}/comparisons/{number}",
    tag = "comparisons",
    operation_id = "delete_comparison",
    params(
        ("code" = String, Path, description = "The campaign's code.", example = "C-2026-01"),
        ("number" = u32, Path, description = "The comparison's number.", example = 1),
        ("X-Actor" = Option<String>, Header, description = "Who does it; `api` when left out.")
    ),
    responses(
        (status = 204, description = "It is gone.", headers(
            ("X-Revision" = u64, description = "The revision that the write made.")
        )),
        Refused, Missing, Denied, Failed
    )
)]
pub(in crate::http) async fn delete(
    State(app): State<App>,
    Path((code, number_text)): Path<(String, String)>,
    headers: HeaderMap,
    _: Query<Nothing>,
) -> Result<Response, Problem> {
    let author = author(&headers, SOURCE.into())?;
    let number = number(&number_text).ok_or_else(|| Problem::missing("comparison", &number_text))?;
    let written = blocking(move || Ok(app.network.remove(&author, &Removal::Comparison(code, number))?)).await?;
    Ok(gone(written.revision()))
}

/// A value of a body as a problem gives it back.
fn shown(value: Option<&Value>) -> String {
    match value {
        None => String::new(),
        Some(Value::String(text)) => text.clone(),
        Some(other) => other.to_string(),
    }
}
