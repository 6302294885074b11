//! `/api/v1/uploads`: files that are looked at before they are imported, so that nobody sends a file twice.

use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::{Json, http};

use super::options::{InspectQuery, NameQuery, kind, name, reading};
use super::receive::receive;
use super::shelf::IDLE;
use super::{Nothing, fresh};
use crate::exchange::FileError;
use crate::http::app::{App, in_turn};
use crate::http::path::Path;
use crate::http::problem::{Failed, Missing, Problem, Refused, TooLarge, Unprocessable, WrongMedia};
use crate::http::query::Query;
use crate::http::wire::{InspectionView, UploadView};

/// Uploads a file.
///
/// The body is the file itself. It is kept to be looked at and imported, as often as wanted, until an hour after its last
/// use; of very many or very large ones the longest unused goes first.
#[utoipa::path(
    post,
    path = "/api/v1/uploads",
    tag = "imports",
    operation_id = "create_upload",
    params(Query<NameQuery>),
    request_body(
        content = [u8],
        description = "The bytes of a CSV, XLSX or GeoJSON file, gzipped or not.",
        content_type = "application/octet-stream"
    ),
    responses(
        (status = 201, description = "It is kept.", body = UploadView, headers(
            ("Location" = String, description = "Where it tells what it looks like.")
        )),
        Refused, TooLarge, WrongMedia, Failed
    )
)]
pub(in crate::http) async fn create(
    State(app): State<App>,
    headers: HeaderMap,
    query: Query<NameQuery>,
    body: Body,
) -> Result<Response, Problem> {
    let name = name(&query)?.unwrap_or_default();
    let (spool, bytes) = receive(&app, &headers, body).await?;
    let upload = app.uploads.put(name, bytes, spool);
    app.uploads.watch();
    let view = UploadView { id: upload.id.clone(), name: upload.name.clone(), bytes, idle_seconds: IDLE.as_secs() };
    let location = HeaderValue::try_from(format!("/api/v1/uploads/{}", upload.id));
    let location = location.map_err(|error| Problem::internal(&error))?;
    Ok((StatusCode::CREATED, [(header::LOCATION, location)], Json(view)).into_response())
}

/// What an upload looks like.
///
/// How it is written, what its rows seem to be, and which column is which field, with the parameters that say otherwise as
/// an import takes them. Nothing is written, and an import does not go by what is found here: what is proposed by content
/// has to be said to it by `map`.
#[utoipa::path(
    get,
    path = "/api/v1/uploads/{id}",
    tag = "imports",
    operation_id = "inspect_upload",
    params(("id" = String, Path, description = "The upload's id."), Query<InspectQuery>),
    responses(
        (status = 200, description = "What it looks like.", body = InspectionView),
        Refused, Missing, Unprocessable, Failed
    )
)]
pub(in crate::http) async fn inspect(
    State(app): State<App>,
    Path(id): Path<String>,
    query: Query<InspectQuery>,
) -> Result<Response, Problem> {
    let (kind, options) = (kind(&query)?, reading(&query)?);
    let upload = app.uploads.get(&id).ok_or_else(|| Problem::missing("upload", &id))?;
    let network = app.network.clone();
    // A look may read a whole file: one at a time, so that they take no room from tiles and statistics.
    let look = move || {
        let inspected = network.inspect(upload.path(), &upload.name, kind, &options);
        let inspected = inspected.map_err(|error| refusal(&error))?;
        Ok(fresh(InspectionView::of(&upload.id, &upload.name, upload.bytes, inspected)))
    };
    in_turn(&app.looks, look).await
}

/// Takes an upload away.
///
/// An import of it that is under way goes on.
#[utoipa::path(
    delete,
    path = "/api/v1/uploads/{id}",
    tag = "imports",
    operation_id = "delete_upload",
    params(("id" = String, Path, description = "The upload's id.")),
    responses((status = 204, description = "It is gone."), Refused, Missing)
)]
pub(in crate::http) async fn delete(
    State(app): State<App>,
    Path(id): Path<String>,
    _: Query<Nothing>,
) -> Result<http::StatusCode, Problem> {
    if app.uploads.remove(&id) { Ok(StatusCode::NO_CONTENT) } else { Err(Problem::missing("upload", &id)) }
}

/// A file that cannot be read so, as a problem that names the parameter which may help.
fn refusal(error: &FileError) -> Problem {
    let parameter = match error {
        FileError::Io(cause) => return Problem::internal(cause),
        FileError::UnknownSheet { .. } => "sheet",
        FileError::UnknownColumn { .. } | FileError::BadField { .. } | FileError::MissingColumns { .. } => "map",
        FileError::Encoding(_) => "encoding",
        FileError::NoHeader { .. } => "delimiter",
        FileError::Empty | FileError::Format(_) | FileError::TooLarge(_) | FileError::Broken { .. } => "upload",
    };
    let detail = error.to_string();
    Problem::field(parameter, "", &detail).saying(detail)
}
