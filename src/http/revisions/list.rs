//! `GET /api/v1/revisions`.

use axum::extract::State;
use axum::response::Response;

use super::touched;
use crate::base::ids::Revision;
use crate::domain::revision::RevisionKind;
use crate::http::app::{App, blocking};
use crate::http::paging::{PAGING, Paging};
use crate::http::problem::{Failed, Problem, Refused};
use crate::http::query::{Declared, Kind, Query, Takes};
use crate::http::wire::{RevisionPage, RevisionView};
use crate::http::written::json;
use crate::store::RevisionSummary;

const KIND: Declared = Declared {
    name: "kind",
    kind: Kind::Text,
    allowed: "one or more of edit, bulk, import, undo, demo, built_in, separated by commas",
    about: "Only revisions that did this.",
    example: "import,undo",
    required: false,
};

/// Parameters of the list.
pub(in crate::http) struct ListQuery;

impl Takes for ListQuery {
    const TAKES: &'static [&'static [Declared]] = &[&[KIND], PAGING];
}

/// What was done to the network.
///
/// Every revision, newest first: when it was made, by whom, through what, and how many things of each kind it created,
/// changed and deleted; which one it undoes, and which one has undone it, also where undos are not asked for.
#[utoipa::path(
    get,
    path = "/api/v1/revisions",
    tag = "service",
    operation_id = "list_revisions",
    params(Query<ListQuery>),
    responses((status = 200, description = "A page.", body = RevisionPage), Refused, Failed)
)]
pub(in crate::http) async fn list(State(app): State<App>, query: Query<ListQuery>) -> Result<Response, Problem> {
    let kinds = query.words(&KIND, RevisionKind::parse)?;
    let paging: Paging<u64> = Paging::read(&query, "revisions")?;
    blocking(move || {
        let newest = app.network.current().revision();
        let numbers: Box<dyn Iterator<Item = Revision>> = match kinds {
            Some(kinds) => Box::new(app.network.revisions_of(newest, &kinds)?.into_iter()),
            // Numbers have no gaps, so a page of them is known before any of them is read.
            None => Box::new((1..=newest.0).rev().map(Revision)),
        };
        let page = paging.page(numbers, |number| number.0, |number, &after| number.0 < after);
        let items = app.network.revisions(&page.items)?.iter().map(view).collect();
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
        kind: RevisionKind::of(&record.author).as_str(),
        touched: touched(tallies),
        undoes: record.author.undoes().map(|revision| revision.0),
        undone_by: undone_by.map(|revision| revision.0),
    }
}
