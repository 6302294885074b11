//! `POST /api/v1/imports`: a file, streamed to disk and imported beside the service.

use axum::Json;
use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

use super::options::{UploadQuery, request};
use super::spool::Spool;
use crate::http::app::{App, author, blocking};
use crate::http::body::Pieces;
use crate::http::problem::{Failed, Problem, Refused, TooLarge, WrongMedia};
use crate::http::query::Query;
use crate::http::wire::{ImportAccepted, ImportStatus};

/// Bytes gathered before they are written to disk.
const CHUNK: usize = 1 << 20;

/// Takes a file in.
///
/// The body is the file itself. It is read as it comes and imported beside the service: all or nothing,
/// unless `on_error=skip`. How far it is, is told by the import and by the change feed.
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
        description = "The bytes of a CSV, XLSX or GeoJSON file, gzipped or not.",
        content_type = "application/octet-stream"
    ),
    responses(
        (status = 202, description = "It was taken in.", body = ImportAccepted, headers(
            ("Location" = String, description = "Where it tells how far it is.")
        )),
        Refused, TooLarge, WrongMedia, Failed
    )
)]
pub(in crate::http) async fn upload(
    State(app): State<App>,
    headers: HeaderMap,
    query: Query<UploadQuery>,
    body: Body,
) -> Result<Response, Problem> {
    refuse_envelope(&headers)?;
    let mut request = request(&query, author(&headers, String::new())?)?;
    let mut pieces = Pieces::new(&headers, body, app.options.max_upload)?;
    let folder = app.options.upload_folder.clone();
    let mut spool = blocking(move || Spool::new(&folder).map_err(|error| Problem::internal(&error))).await?;
    let mut gathered = Vec::new();
    let mut empty = true;
    loop {
        let piece = pieces.next().await?;
        let last = piece.is_none();
        gathered.extend_from_slice(&piece.unwrap_or_default());
        empty &= gathered.is_empty();
        if last || gathered.len() >= CHUNK {
            let bytes = std::mem::take(&mut gathered);
            let written = blocking(move || {
                spool.write(&bytes).map_err(|error| Problem::internal(&error))?;
                Ok(spool)
            });
            spool = written.await?;
        }
        if last {
            break;
        }
    }
    if empty {
        return Err(Problem::new(StatusCode::BAD_REQUEST, "the body is empty; it must be the file's bytes"));
    }
    request.file = spool.path().to_owned();
    let id = app.network.start_import(request, move || drop(spool)).0.to_string();
    let location = HeaderValue::try_from(format!("/api/v1/imports/{id}")).map_err(|error| Problem::internal(&error))?;
    let accepted = ImportAccepted { id, status: ImportStatus::Reading };
    Ok((StatusCode::ACCEPTED, [(header::LOCATION, location)], Json(accepted)).into_response())
}

/// Refuses a form around the file, as browsers and `curl -F` send it: its lines would be read as the file's.
fn refuse_envelope(headers: &HeaderMap) -> Result<(), Problem> {
    let given = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if !given.trim_start().to_ascii_lowercase().starts_with("multipart/") {
        return Ok(());
    }
    let detail = "the body must be the file itself and not a form around it; with curl, --data-binary @FILE";
    Err(Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, detail).naming(
        "Content-Type",
        given,
        "application/octet-stream or the file's own type",
    ))
}
