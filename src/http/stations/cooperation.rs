//! `/api/v1/stations/{code}/cooperation`: the dated history of stages.

use axum::body::Body;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;

use super::draft;
use super::read::{TimelineQuery, stages};
use crate::http::app::{App, author, blocking};
use crate::http::body::object;
use crate::http::metrics::Nothing;
use crate::http::path::Path;
use crate::http::problem::{Denied, Failed, Missing, Problem, Refused, TooLarge, Unprocessable, WrongMedia};
use crate::http::query::{KNOWN_AT, Query, snapshot};
use crate::http::wire::{StageBody, Timeline};
use crate::http::written::{SOURCE, created, gone, json};
use crate::live::Depth;

/// A station's cooperation.
///
/// The same as its timeline.
#[utoipa::path(
    get,
    path = "/api/v1/stations/{code}/cooperation",
    tag = "stations",
    operation_id = "list_cooperation",
    params(("code" = String, Path, description = "The station's code.", example = "SH-001"), Query<TimelineQuery>),
    responses((status = 200, description = "Its stages, oldest first.", body = Timeline), Refused, Missing, Failed)
)]
pub(in crate::http) async fn list(
    State(app): State<App>,
    Path(code): Path<String>,
    query: Query<TimelineQuery>,
) -> Result<Response, Problem> {
    let snapshot = snapshot(&app.network, query.instant(&KNOWN_AT)?, Depth::Stations).await?;
    blocking(move || Ok(json(snapshot.revision(), stages(&app.network, &snapshot, &code)?))).await
}

/// Says at which stage a station is from a day on.
///
/// Or changes what was said for that day. Durable and visible everywhere when it is answered.
#[utoipa::path(
    post,
    path = "/api/v1/stations/{code}/cooperation",
    tag = "stations",
    operation_id = "put_stage",
    params(
        ("code" = String, Path, description = "The station's code.", example = "SH-001"),
        ("X-Actor" = Option<String>, Header, description = "Who does it; `api` when left out.")
    ),
    request_body(content = StageBody, content_type = "application/json"),
    responses(
        (status = 201, description = "The station's stages as the write left them.", body = Timeline, headers(
            ("X-Revision" = u64, description = "The revision that the write made; none where nothing changed.")
        )),
        Refused, Missing, Denied, TooLarge, WrongMedia, Unprocessable, Failed
    )
)]
pub(in crate::http) async fn put(
    State(app): State<App>,
    Path(code): Path<String>,
    headers: HeaderMap,
    _: Query<Nothing>,
    body: Body,
) -> Result<Response, Problem> {
    let author = author(&headers, SOURCE.into())?;
    let map = object(&headers, body, &["application/json"]).await?;
    let draft = draft::stage(map, code.clone())?;
    blocking(move || {
        let written = app.network.put_stage(&author, &draft)?;
        let timeline = stages(&app.network, &written.snapshot, &code)?;
        Ok(created(written.revision, timeline))
    })
    .await
}

/// Takes back what was said of a station's cooperation for a day.
///
/// The stage before it goes on.
#[utoipa::path(
    delete,
    path = "/api/v1/stations/{code}/cooperation/{valid_from}",
    tag = "stations",
    operation_id = "delete_stage",
    params(
        ("code" = String, Path, description = "The station's code.", example = "SH-001"),
        ("valid_from" = String, Path, description = "First day of the stage.", example = "2026-04-01"),
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
    Path((code, valid_from)): Path<(String, String)>,
    headers: HeaderMap,
    _: Query<Nothing>,
) -> Result<Response, Problem> {
    let author = author(&headers, SOURCE.into())?;
    let day = valid_from.parse().map_err(|_| {
        Problem::parameter("valid_from", &valid_from, "a civil date YYYY-MM-DD from 1900-01-01 to 2199-12-31")
    })?;
    let written = blocking(move || Ok(app.network.delete_stage(&author, &code, day)?)).await?;
    Ok(gone(written.revision()))
}
