//! `PUT` and `DELETE` of a station's day.

use axum::body::Body;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;

use super::read::STATION;
use super::{draft, view};
use crate::http::app::{App, author, blocking};
use crate::http::body::object;
use crate::http::find;
use crate::http::metrics::Nothing;
use crate::http::problem::{Denied, Failed, Missing, Problem, Refused, TooLarge, Unprocessable, WrongMedia};
use crate::http::query::{Declared, Kind, Query, Takes};
use crate::http::wire::{PerformanceBody, PerformanceDay};
use crate::http::written::{SOURCE, created, gone, json};
use crate::live::{Entry, Removal};

const DATE: Declared = Declared {
    name: "date",
    kind: Kind::Date,
    allowed: "a civil date YYYY-MM-DD",
    about: "The day.",
    example: "2026-06-30",
    required: true,
};

/// Which day is taken away.
pub(in crate::http) struct DeleteQuery;

impl Takes for DeleteQuery {
    const TAKES: &'static [&'static [Declared]] = &[&[STATION, DATE]];
}

/// Says what a station sold on a day.
///
/// A field left out stays as it was, 0 where nothing was known of the day. Durable and visible everywhere when it is
/// answered.
#[utoipa::path(
    put,
    path = "/api/v1/performance",
    tag = "performance",
    operation_id = "put_performance",
    params(("X-Actor" = Option<String>, Header, description = "Who does it; `api` when left out.")),
    request_body(content = PerformanceBody, content_type = "application/json"),
    responses(
        (status = 200, description = "The day as the write left it.", body = PerformanceDay, headers(
            ("X-Revision" = u64, description = "The revision that the write made; none where nothing changed.")
        )),
        (status = 201, description = "The day, of which nothing was known before.", body = PerformanceDay, headers(
            ("X-Revision" = u64, description = "The revision that the write made.")
        )),
        Refused, Denied, TooLarge, WrongMedia, Unprocessable, Failed
    )
)]
pub(in crate::http) async fn put(
    State(app): State<App>,
    headers: HeaderMap,
    _: Query<Nothing>,
    body: Body,
) -> Result<Response, Problem> {
    let author = author(&headers, SOURCE.into())?;
    let draft = draft::day_of(object(&headers, body, &["application/json"]).await?)?;
    blocking(move || {
        let entered = app.network.enter(&author, &Entry::Day(draft.clone()))?;
        let written = entered.written.snapshot.as_ref();
        let station = find::station(&app.network, written, &draft.station)?;
        let row = view::row(written, station, draft.day);
        let day = PerformanceDay { station: draft.station, row, revision: written.revision().0 };
        let revision = entered.written.revision;
        Ok(if entered.is_new { created(revision, day) } else { json(revision, day) })
    })
    .await
}

/// Takes a station's day away.
///
/// Nothing is known of it then; its past stays in the station's history and in what was known before.
#[utoipa::path(
    delete,
    path = "/api/v1/performance",
    tag = "performance",
    operation_id = "delete_performance",
    params(
        Query<DeleteQuery>,
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
    headers: HeaderMap,
    query: Query<DeleteQuery>,
) -> Result<Response, Problem> {
    let author = author(&headers, SOURCE.into())?;
    let code = query.text(&STATION).unwrap_or_default().to_owned();
    let day = query.day(&DATE)?.ok_or_else(|| DATE.refuse(""))?;
    blocking(move || {
        find::station(&app.network, &app.network.current(), &code)?;
        Ok(gone(app.network.remove(&author, &Removal::Day(code, day))?.revision()))
    })
    .await
}
