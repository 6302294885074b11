//! The body of an upload, streamed to disk.

use axum::body::Body;
use axum::http::{HeaderMap, StatusCode, header};

use super::spool::Spool;
use crate::http::app::{App, blocking};
use crate::http::body::Pieces;
use crate::http::problem::Problem;

/// Bytes gathered before they are written to disk.
const CHUNK: usize = 1 << 20;

/// Takes a body to disk, and says how many bytes it has; none is refused.
pub(super) async fn receive(app: &App, headers: &HeaderMap, body: Body) -> Result<(Spool, u64), Problem> {
    refuse_envelope(headers)?;
    let mut pieces = Pieces::new(headers, body, app.options.max_upload)?;
    let folder = app.options.upload_folder.clone();
    let mut spool = blocking(move || Spool::new(&folder).map_err(|error| Problem::internal(&error))).await?;
    let mut gathered = Vec::new();
    let mut bytes = 0;
    loop {
        let piece = pieces.next().await?;
        let last = piece.is_none();
        let piece = piece.unwrap_or_default();
        bytes += piece.len() as u64;
        gathered.extend_from_slice(&piece);
        if last || gathered.len() >= CHUNK {
            let chunk = std::mem::take(&mut gathered);
            let written = blocking(move || {
                spool.write(&chunk).map_err(|error| Problem::internal(&error))?;
                Ok(spool)
            });
            spool = written.await?;
        }
        if last {
            break;
        }
    }
    if bytes == 0 {
        return Err(Problem::new(StatusCode::BAD_REQUEST, "the body is empty; it must be the file's bytes"));
    }
    Ok((spool, bytes))
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
