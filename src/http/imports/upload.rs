//! `POST /api/v1/imports`: a file, streamed to disk or uploaded before, and imported beside the service.

use axum::Json;
use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

use super::options::{UPLOAD, UploadQuery, request};
use super::receive::receive;
use crate::http::app::{App, author};
use crate::http::body::Pieces;
use crate::http::problem::{Failed, Missing, Problem, Refused, TooLarge, WrongMedia};
use crate::http::query::Query;
use crate::http::wire::{ImportAccepted, ImportStatus};
use crate::live::import::ImportRequest;

/// Takes a file in.
///
/// The body is the file itself, or nothing where `upload` names a file that was uploaded before. It is read as it comes
/// and imported beside the service: all or nothing, unless `on_error=skip`. How far it is, is told by the import and by
/// the change feed.
#[utoipa::path(
    post,
    path = "/api/v1/imports",
    tag = "imports",
    operation_id = "create_import",
    params(
        Query<UploadQuery>,
        ("X-Actor" = Option<String>, Header, description = "Who does it; `api` when left out.")
    ),
    request_body(
        content = [u8],
        description = "The bytes of a CSV, XLSX or GeoJSON file, gzipped or not; nothing with `upload`.",
        content_type = "application/octet-stream"
    ),
    responses(
        (status = 202, description = "It was taken in.", body = ImportAccepted, headers(
            ("Location" = String, description = "Where it tells how far it is.")
        )),
        Refused, Missing, TooLarge, WrongMedia, Failed
    )
)]
pub(in crate::http) async fn upload(
    State(app): State<App>,
    headers: HeaderMap,
    query: Query<UploadQuery>,
    body: Body,
) -> Result<Response, Problem> {
    let author = author(&headers, String::new())?;
    let id = if let Some(id) = query.text(&UPLOAD) {
        let kept = app.uploads.get(id).ok_or_else(|| Problem::missing("upload", id))?;
        let request = request(&query, author, &kept.name)?;
        let nothing = Pieces::new(&headers, body, 0)?.all().await;
        nothing.map_err(|_| UPLOAD.refuse(id).saying("upload names the file, so the body must be empty"))?;
        let request = ImportRequest { file: kept.path().to_owned(), ..request };
        app.network.start_import(request, move || drop(kept))
    } else {
        let request = request(&query, author, "")?;
        let (spool, _) = receive(&app, &headers, body).await?;
        let request = ImportRequest { file: spool.path().to_owned(), ..request };
        app.network.start_import(request, move || drop(spool))
    };
    let id = id.0.to_string();
    let location = HeaderValue::try_from(format!("/api/v1/imports/{id}")).map_err(|error| Problem::internal(&error))?;
    let accepted = ImportAccepted { id, status: ImportStatus::Reading };
    Ok((StatusCode::ACCEPTED, [(header::LOCATION, location)], Json(accepted)).into_response())
}
