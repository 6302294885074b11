//! `GET /api/v1/revisions`.

use axum::extract::State;
use axum::response::Response;

use super::touched;
use crate::base::ids::Revision;
use crate::http::app::{App, blocking};
use crate::http::paging::{PAGING, Paging};
use crate::http::problem::{Failed, Problem, Refused};
use crate::http::query::{Declared, Query, Takes};
use crate::http::wire::{RevisionPage, RevisionView};
use crate::http::written::json;
use crate::store::RevisionSummary;

/// Parameters of the list.
pub(in crate::http) struct ListQuery;

impl Takes for ListQuery {
    const TAKES: &'static [&'static [Declared]] = &[PAGING];
}

/// What was done to the network.
///
/// Every revision, newest first: when it was made, by whom, through what, and how many things of each kind it created,
/// changed and deleted; which one it undoes, and which one has undone it.
#[utoipa::path(
    get,
    path = "/api/v1/revisions",
    tag = "service",
    operation_id = "list_revisions",
    params(Query<ListQuery>),
    responses((status = 200, description = "A page.", body = RevisionPage), Refused, Failed)
)]
pub(in crate::http) async fn list(State(app): State<App>, query: Query<ListQuery>) -> Result<Response, Problem> {
    let paging: Paging<u64> = Paging::read(&query, "revisions")?;
    blocking(move || {
        let newest = app.network.current().revision();
        // Numbers have no gaps, so a page of them is known before any of them is read.
        let page = paging.page((1..=newest.0).rev(), |&number| number, |&number, &after| number < after);
        let first = page.items.first().copied().map(Revision);
        let read = first.map_or(Ok(Vec::new()), |first| app.network.revisions(first, page.items.len()))?;
        let items = read.iter().map(view).collect();
        Ok(json(newest, RevisionPage { revision: newest.0, matched: page.matched, items, next: page.next }))
    })
    .await
}

fn view(summary: &RevisionSummary) -> RevisionView {
    let RevisionSummary { record, touched: tallies, undone_by } = summary;
    RevisionView {
        revision: record.revision.0,
        recorded_at: record.recorded_at.to_string(),
        actor: record.author.actor.clone(),
        source: record.author.source.clone(),
        kind: kind(&record.author.source),
        touched: touched(tallies),
        undoes: record.author.undoes().map(|revision| revision.0),
        undone_by: undone_by.map(|revision| revision.0),
    }
}

/// What was done, by what it came through.
fn kind(source: &str) -> &'static str {
    match source.split(' ').next() {
        Some("import") => "import",
        Some("undo") => "undo",
        Some("bulk") => "bulk",
        Some("demo") => "demo",
        Some("built-in") => "built_in",
        _ => "edit",
    }
}
