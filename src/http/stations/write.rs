//! `POST`, `PATCH` and `DELETE` of stations.

use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

use super::read::detail;
use super::{draft, json, stamp};
use crate::base::ids::Revision;
use crate::http::app::{App, author, blocking};
use crate::http::body::object;
use crate::http::metrics::Nothing;
use crate::http::problem::{Denied, Failed, Missing, Problem, Refused, TooLarge, Unprocessable, WrongMedia};
use crate::http::query::{self, Query};
use crate::http::wire::{NewStation, StationDetail, StationPatch};

/// What commits made here say they came through.
const SOURCE: &str = "api";

/// Adds a station.
///
/// Durable and visible everywhere when it is answered.
#[utoipa::path(
    post,
    path = "/api/v1/stations",
    tag = "stations",
    operation_id = "create_station",
    params(("X-Actor" = Option<String>, Header, description = "Who does it; `api` when left out.")),
    request_body(content = NewStation, content_type = "application/json"),
    responses(
        (status = 201, description = "The station as it is now.", body = StationDetail, headers(
            ("Location" = String, description = "Where it is."),
            ("X-Revision" = u64, description = "The revision that the write made.")
        )),
        Refused, Denied, TooLarge, WrongMedia, Unprocessable, Failed
    )
)]
pub(in crate::http) async fn create(
    State(app): State<App>,
    headers: HeaderMap,
    _: Query<Nothing>,
    body: Body,
) -> Result<Response, Problem> {
    let author = author(&headers, SOURCE.into())?;
    let map = object(&headers, body, &["application/json"]).await?;
    let NewStation { code, rest } = draft::new_station(map)?;
    let draft = rest.draft(code.clone(), &[])?;
    blocking(move || {
        let revision = app.network.create_station(&author, &draft)?;
        let location = HeaderValue::try_from(format!("/api/v1/stations/{}", query::encode(&code)));
        let location = location.map_err(|error| Problem::internal(&error))?;
        Ok((StatusCode::CREATED, [(header::LOCATION, location)], now(&app, &code, revision)?).into_response())
    })
    .await
}

/// Changes a station.
///
/// A JSON merge patch (RFC 7396): a field left out stays, null clears it. Durable and visible everywhere
/// when it is answered.
#[utoipa::path(
    patch,
    path = "/api/v1/stations/{code}",
    tag = "stations",
    operation_id = "edit_station",
    params(
        ("code" = String, Path, description = "The station's code.", example = "SH-001"),
        ("X-Actor" = Option<String>, Header, description = "Who does it; `api` when left out.")
    ),
    request_body(content((StationPatch = "application/merge-patch+json"), (StationPatch = "application/json"))),
    responses(
        (status = 200, description = "The station as it is now.", body = StationDetail, headers(
            ("X-Revision" = u64, description = "The revision that the write made.")
        )),
        Refused, Missing, Denied, TooLarge, WrongMedia, Unprocessable, Failed
    )
)]
pub(in crate::http) async fn edit(
    State(app): State<App>,
    Path(code): Path<String>,
    headers: HeaderMap,
    _: Query<Nothing>,
    body: Body,
) -> Result<Response, Problem> {
    let author = author(&headers, SOURCE.into())?;
    let mut map = object(&headers, body, &["application/merge-patch+json", "application/json"]).await?;
    match map.remove("code") {
        Some(given) if given != code.as_str() => {
            return Err(Problem::field("code", given.to_string(), "a station's code cannot change"));
        }
        _ => {}
    }
    let patch = draft::patch(map)?;
    blocking(move || {
        let known = app.network.station(&code, app.network.current().revision())?;
        let (_, station) = known.ok_or_else(|| Problem::missing("station", &code))?;
        let names: Vec<String> = station.attributes.into_keys().collect();
        let revision = app.network.edit_station(&author, &patch.draft(code.clone(), &names)?)?;
        now(&app, &code, revision)
    })
    .await
}

/// Deletes a station.
///
/// With its cooperation; its past stays in its history and in what was known before.
#[utoipa::path(
    delete,
    path = "/api/v1/stations/{code}",
    tag = "stations",
    operation_id = "delete_station",
    params(
        ("code" = String, Path, description = "The station's code.", example = "SH-001"),
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
    Path(code): Path<String>,
    headers: HeaderMap,
    _: Query<Nothing>,
) -> Result<Response, Problem> {
    let author = author(&headers, SOURCE.into())?;
    let revision = blocking(move || Ok(app.network.delete_station(&author, &code)?)).await?;
    Ok((StatusCode::NO_CONTENT, stamp(revision)).into_response())
}

/// The station as it is now. Blocking.
fn now(app: &App, code: &str, revision: Revision) -> Result<Response, Problem> {
    let detail = detail(&app.network, &app.network.current(), code, app.network.today())?;
    Ok(json(revision, detail))
}
