//! `/api/v1/imports`: files taken in, and what became of them.

mod options;
mod spool;
pub(super) mod upload;

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use axum::{Json, http::header};

pub use self::spool::clear_uploads;
use super::app::App;
use super::metrics::Nothing;
use super::path::Path;
use super::problem::{Missing, Problem, Refused};
use super::query::Query;
use super::wire::{ImportPage, ImportProgress, ImportReport, ImportStatus, ImportView, refusal};
use crate::live::import::{ImportId, ImportState, Progress, Status};

/// Row errors that a list shows of each import; the import itself shows all that were kept.
const LISTED_ERRORS: usize = 10;

/// The imports since the server started.
///
/// Newest first, each with its first row errors.
#[utoipa::path(
    get,
    path = "/api/v1/imports",
    tag = "imports",
    operation_id = "list_imports",
    responses((status = 200, description = "The imports.", body = ImportPage), Refused)
)]
pub(super) async fn list(State(app): State<App>, _: Query<Nothing>) -> Response {
    let items = app.network.imports().iter().map(|state| view(state, LISTED_ERRORS)).collect();
    fresh(ImportPage { items })
}

/// An import.
///
/// Where it stands, and what became of its rows once it is over.
#[utoipa::path(
    get,
    path = "/api/v1/imports/{id}",
    tag = "imports",
    operation_id = "read_import",
    params(("id" = String, Path, description = "The import's id.", example = "1")),
    responses((status = 200, description = "The import.", body = ImportView), Refused, Missing)
)]
pub(super) async fn read(
    State(app): State<App>,
    Path(id): Path<String>,
    _: Query<Nothing>,
) -> Result<Response, Problem> {
    let state = id.parse().ok().and_then(|number| app.network.import(ImportId(number)));
    let state = state.ok_or_else(|| Problem::missing("import", &id))?;
    Ok(fresh(view(&state, usize::MAX)))
}

/// JSON that nobody may keep.
fn fresh(body: impl serde::Serialize) -> Response {
    ([(header::CACHE_CONTROL, "no-store")], Json(body)).into_response()
}

/// An import with at most so many of its row errors.
fn view(state: &ImportState, errors: usize) -> ImportView {
    ImportView {
        id: state.id.0.to_string(),
        kind: state.kind.as_str(),
        name: state.name.clone(),
        status: status(state.status),
        progress: progress(state.progress),
        report: state.report.as_ref().map(|report| ImportReport::of(report, errors)),
        problem: state.problem.as_deref().map(refusal),
    }
}

/// Where an import stands.
pub(super) const fn status(status: Status) -> ImportStatus {
    match status {
        Status::Reading => ImportStatus::Reading,
        Status::Checking => ImportStatus::Checking,
        Status::Writing => ImportStatus::Writing,
        Status::Done => ImportStatus::Done,
        Status::Refused => ImportStatus::Refused,
    }
}

/// How far an import has come.
pub(super) const fn progress(progress: Progress) -> ImportProgress {
    ImportProgress { rows: progress.rows, total: None, share: progress.share }
}
