//! `/api/v1/imports`: files taken in, and what became of them.

mod changed;
pub(super) mod errors;
mod options;
mod receive;
mod rejected;
mod shelf;
mod spool;
pub(super) mod upload;
pub(super) mod uploads;

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use axum::{Json, http::header};

pub(super) use self::shelf::Shelf;
pub use self::spool::clear_uploads;
use super::app::{App, blocking};
use super::metrics::Nothing;
use super::path::Path;
use super::problem::{Failed, Missing, Problem, Refused};
use super::query::{Declared, Kind, Query, Takes};
use super::templates;
use super::wire::{ImportPage, ImportProgress, ImportReport, ImportStatus, ImportView, refusal};
use crate::exchange::Language;
use crate::live::import::{ImportId, ImportState, Progress, Status};

/// Row errors that a list shows of each import; the import itself shows all that were kept.
const LISTED_ERRORS: usize = 10;

const ERRORS: Declared = Declared {
    name: "errors",
    kind: Kind::Whole(0, 100_000),
    allowed: "a whole number from 0 to 100000",
    about: "Most row errors to give; all that are kept when left out.",
    example: "200",
    required: false,
};

const LANG: Declared = Declared {
    about: "The language in which a page says why rows were rejected; as the command line says it when left out.",
    ..templates::LANG
};

/// Parameters of an import that is read.
pub(super) struct ReadQuery;

impl Takes for ReadQuery {
    const TAKES: &'static [&'static [Declared]] = &[&[ERRORS, LANG]];
}

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
    let items = app.network.imports().iter().map(|state| view(state, LISTED_ERRORS, None)).collect();
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
    params(("id" = String, Path, description = "The import's id.", example = "1"), Query<ReadQuery>),
    responses((status = 200, description = "The import.", body = ImportView), Refused, Missing, Failed)
)]
pub(super) async fn read(
    State(app): State<App>,
    Path(id): Path<String>,
    query: Query<ReadQuery>,
) -> Result<Response, Problem> {
    let most = query.whole(&ERRORS)?.map_or(usize::MAX, |most| most as usize);
    let language = query.choice(&LANG)?.and_then(Language::parse);
    let state = find(&app, &id)?;
    blocking(move || {
        let snapshot = app.network.current();
        let examples = state.report.as_ref().and_then(|report| report.examples.as_ref());
        let changed = examples.map(|examples| changed::changed(&snapshot, examples));
        Ok(fresh(ImportView { changed, file_kept: Some(state.has_file()), ..view(&state, most, language) }))
    })
    .await
}

/// The import of an id.
fn find(app: &App, id: &str) -> Result<ImportState, Problem> {
    let state = id.parse().ok().and_then(|number| app.network.import(ImportId(number)));
    state.ok_or_else(|| Problem::missing("import", id))
}

/// JSON that nobody may keep.
fn fresh(body: impl serde::Serialize) -> Response {
    ([(header::CACHE_CONTROL, "no-store")], Json(body)).into_response()
}

/// An import with at most so many of its row errors, for who reads that language.
fn view(state: &ImportState, errors: usize, language: Option<Language>) -> ImportView {
    ImportView {
        id: state.id.0.to_string(),
        kind: state.request.kind.as_str(),
        name: state.request.name.clone(),
        dry_run: state.request.dry_run,
        status: status(state.status),
        progress: progress(state.progress),
        report: state.report.as_ref().map(|report| ImportReport::of(report, errors, language)),
        changed: None,
        file_kept: None,
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
