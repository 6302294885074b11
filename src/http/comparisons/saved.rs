//! Comparisons that are saved: listed, read, and made again.

use axum::extract::State;
use axum::response::Response;

use super::answer::answer;
use super::find;
use super::options::Options;
use crate::domain::campaign::SavedComparison;
use crate::engine::Snapshot;
use crate::http::app::{App, blocking};
use crate::http::path::Path;
use crate::http::problem::{Failed, Missing, Problem, Refused};
use crate::http::query::{Declared, KNOWN_AT, Query, Takes, number, snapshot};
use crate::http::wire::{Reproduction, SavedComparisonDetail, SavedComparisonPage, SavedComparisonView};
use crate::http::written::json;
use crate::live::{Depth, Network};

/// Parameters of saved comparisons.
pub(in crate::http) struct SavedQuery;

impl Takes for SavedQuery {
    const TAKES: &'static [&'static [Declared]] = &[&[KNOWN_AT]];
}

/// A campaign's saved comparisons.
///
/// By number, without their answers.
#[utoipa::path(
    get,
    path = "/api/v1/campaigns/{code}/comparisons",
    tag = "comparisons",
    operation_id = "list_comparisons",
    params(
        ("code" = String, Path, description = "The campaign's code.", example = "C-2026-01"),
        Query<SavedQuery>
    ),
    responses((status = 200, description = "The comparisons.", body = SavedComparisonPage), Refused, Missing, Failed)
)]
pub(in crate::http) async fn list(
    State(app): State<App>,
    Path(code): Path<String>,
    query: Query<SavedQuery>,
) -> Result<Response, Problem> {
    let snapshot = snapshot(&app.network, query.instant(&KNOWN_AT)?, Depth::Books).await?;
    blocking(move || {
        let saved = app.network.comparisons(find(&snapshot, &code)?.0, snapshot.revision())?;
        let items = saved.iter().map(|(number, saved)| view(*number, saved)).collect::<Result<_, _>>()?;
        Ok(json(snapshot.revision(), SavedComparisonPage { revision: snapshot.revision().0, items }))
    })
    .await
}

/// A saved comparison.
///
/// With its answer as it was saved, whatever was corrected since.
#[utoipa::path(
    get,
    path = "/api/v1/campaigns/{code}/comparisons/{number}",
    tag = "comparisons",
    operation_id = "read_comparison",
    params(
        ("code" = String, Path, description = "The campaign's code.", example = "C-2026-01"),
        ("number" = u32, Path, description = "The comparison's number.", example = 1),
        Query<SavedQuery>
    ),
    responses((status = 200, description = "The comparison.", body = SavedComparisonDetail), Refused, Missing, Failed)
)]
pub(in crate::http) async fn read(
    State(app): State<App>,
    Path((code, number)): Path<(String, String)>,
    query: Query<SavedQuery>,
) -> Result<Response, Problem> {
    let snapshot = snapshot(&app.network, query.instant(&KNOWN_AT)?, Depth::Books).await?;
    blocking(move || {
        let (number, saved) = one(&app.network, &snapshot, &code, &number)?;
        Ok(json(snapshot.revision(), detail(number, &saved)?))
    })
    .await
}

/// A saved comparison, made again.
///
/// From what was known when it was saved, and beside what was saved: whether both are the same.
#[utoipa::path(
    get,
    path = "/api/v1/campaigns/{code}/comparisons/{number}/reproduce",
    tag = "comparisons",
    operation_id = "reproduce_comparison",
    params(
        ("code" = String, Path, description = "The campaign's code.", example = "C-2026-01"),
        ("number" = u32, Path, description = "The comparison's number.", example = 1),
        Query<SavedQuery>
    ),
    responses((status = 200, description = "Both answers.", body = Reproduction), Refused, Missing, Failed)
)]
pub(in crate::http) async fn reproduce(
    State(app): State<App>,
    Path((code, number)): Path<(String, String)>,
    query: Query<SavedQuery>,
) -> Result<Response, Problem> {
    let snapshot = snapshot(&app.network, query.instant(&KNOWN_AT)?, Depth::Books).await?;
    let network = app.network.clone();
    let make = move || {
        let (number, saved) = one(&network, &snapshot, &code, &number)?;
        let comparison = view(number, &saved)?;
        let then = network.at_revision(saved.revision, Depth::Books)?;
        let reproduced = answer(&then, &comparison.question.campaign, &Options::of_saved(&comparison.question)?)?;
        let text = serde_json::to_string(&reproduced).map_err(|error| Problem::internal(&error))?;
        let is_equal = text == saved.answer;
        let saved = value(&saved.answer)?;
        Ok(json(snapshot.revision(), Reproduction { comparison, is_equal, saved, reproduced }))
    };
    app.cache.work(make).await
}

/// A campaign's saved comparison by number.
fn one(
    network: &Network,
    snapshot: &Snapshot,
    code: &str,
    number_text: &str,
) -> Result<(u32, SavedComparison), Problem> {
    let (campaign, _) = find(snapshot, code)?;
    let missing = || Problem::missing("comparison", number_text);
    let asked = number(number_text).ok_or_else(missing)?;
    let saved = network.comparisons(campaign, snapshot.revision())?;
    saved.into_iter().find(|(number, _)| *number == asked).ok_or_else(missing)
}

/// What lists show.
fn view(number: u32, saved: &SavedComparison) -> Result<SavedComparisonView, Problem> {
    let question = serde_json::from_str(&saved.question).map_err(|error| Problem::internal(&error))?;
    Ok(SavedComparisonView { number, title: saved.title.clone(), revision: saved.revision.0, question })
}

/// With its answer.
pub(super) fn detail(number: u32, saved: &SavedComparison) -> Result<SavedComparisonDetail, Problem> {
    Ok(SavedComparisonDetail { comparison: view(number, saved)?, answer: value(&saved.answer)? })
}

fn value(text: &str) -> Result<serde_json::Value, Problem> {
    serde_json::from_str(text).map_err(|error| Problem::internal(&error))
}
