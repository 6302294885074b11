//! `POST /api/v1/revisions/{revision}/undo`.

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;

use super::{key, touched};
use crate::base::ids::Revision;
use crate::http::app::{App, author, blocking};
use crate::http::path::Path;
use crate::http::problem::{Cause, Denied, Failed, Missing, Problem, Refused, Unprocessable};
use crate::http::query::{Declared, Kind, Query, Takes};
use crate::http::wire::UndoAnswer;
use crate::http::written::{created, json};
use crate::live::undo::{Objection, Objections, Undo};

const DRY_RUN: Declared = Declared {
    name: "dry_run",
    kind: Kind::Switch,
    allowed: "true or false",
    about: "Whether it is only told what would be put back; false when left out.",
    example: "true",
    required: false,
};

/// Parameters of an undo.
pub(in crate::http) struct UndoQuery;

impl Takes for UndoQuery {
    const TAKES: &'static [&'static [Declared]] = &[&[DRY_RUN]];
}

/// Undoes a revision.
///
/// A new revision puts everything that this one created, changed or deleted back to what was before it; what was done since
/// to other things stays. It is an import, a change of many stations or a single edit; an undo is undone the same way.
/// Where a later revision has changed the same things, or something was written since that needs what would go, nothing is
/// written and the problem's `causes` name it. Months of performance, contracts and stations are each one thing. Changes of
/// regions are not undone. Durable and visible everywhere when it is answered.
#[utoipa::path(
    post,
    path = "/api/v1/revisions/{revision}/undo",
    tag = "service",
    operation_id = "undo_revision",
    params(
        ("revision" = u64, Path, description = "The revision to undo.", example = 12),
        Query<UndoQuery>,
        ("X-Actor" = Option<String>, Header, description = "Who does it; `api` when left out.")
    ),
    responses(
        (status = 200, description = "What would be put back; nothing is written.", body = UndoAnswer),
        (status = 201, description = "What was put back.", body = UndoAnswer, headers(
            ("X-Revision" = u64, description = "The revision that the write made.")
        )),
        Refused, Missing, Denied, Unprocessable, Failed
    )
)]
pub(in crate::http) async fn undo(
    State(app): State<App>,
    Path(number): Path<String>,
    headers: HeaderMap,
    query: Query<UndoQuery>,
) -> Result<Response, Problem> {
    let actor = author(&headers, String::new())?.actor;
    let dry_run = query.switch(&DRY_RUN)?;
    let revision = number.parse().map(Revision);
    let revision = revision
        .map_err(|_| Problem::parameter("revision", &number, "the number of a revision, see /api/v1/revisions"))?;
    blocking(move || match app.network.undo(&actor, revision, dry_run)? {
        Undo::Refused(objections) => Err(refusal(revision, objections)),
        Undo::Done(undone) => {
            let answer = UndoAnswer {
                undoes: revision.0,
                revision: undone.revision.map(|revision| revision.0),
                dry_run,
                touched: touched(&undone.touched),
            };
            let made = undone.revision;
            Ok(if dry_run { json(made, answer) } else { created(made, answer) })
        }
    })
    .await
}

fn refusal(revision: Revision, objections: Objections) -> Problem {
    let Objections { things, count, names } = objections;
    let more = count - things.len();
    let cause = |objection: Objection| {
        let entity = objection.thing.entity().as_str();
        Cause::new(entity, key(&names, objection.thing), objection.reason).by(objection.revision)
    };
    let many = if count == 1 { "1 thing is".to_owned() } else { format!("{count} things are") };
    let detail = format!("revision {revision} cannot be undone: {many} in the way, so nothing was written");
    Problem::new(StatusCode::CONFLICT, detail).because(things.into_iter().map(cause).collect(), more)
}
