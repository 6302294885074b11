//! `/api/v1/exports/{kind}`: rows of every kind as a file, written while it is sent.

mod options;
pub(in crate::http) mod pipe;

use std::ops::ControlFlow;

use axum::extract::State;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;

use self::options::{ExportQuery, FORMAT, HEADERS, days};
pub(super) use self::pipe::MOST_AT_ONCE;
use super::answer::X_REVISION;
use super::app::App;
use super::attachment;
use super::path::Path;
use super::problem::{Busy, Failed, Missing, Problem, Refused};
use super::query::{Asked, OPEN, Query};
use crate::exchange::Kind;
use crate::exchange::export::{ExportError, ExportFormat, ExportKind, Headers};
use crate::live::Depth;
use crate::live::export::{ExportFailure, ExportForm, ExportQuestion};

/// Rows as a file.
///
/// Every row of the kind that belongs to the stations which the question means, from one revision, by code or number
/// and then by date. With `headers=fields` the file can be imported again as it is. Stations that are not open on the
/// day are in it unless `open=true`. The file is written while it is sent and never kept by anybody: it has no `ETag`. A
/// connection that ends before the last chunk has part of a file; a workbook only comes when it is whole.
#[utoipa::path(
    get,
    path = "/api/v1/exports/{kind}",
    tag = "exports",
    operation_id = "read_export",
    params(
        (
            "kind" = String,
            Path,
            description = "What the rows are: stations, cooperation, contracts, fees, performance, campaigns, \
                           campaign_stations or notes.",
            example = "stations"
        ),
        Query<ExportQuery>
    ),
    responses(
        (status = 200, description = "The file.", content(
            (String = "text/csv"),
            (Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
            (Object = "application/geo+json")
        ), headers(("Content-Disposition" = String, description = "What to call the file."))),
        Refused,
        Missing,
        Busy,
        Failed
    )
)]
pub(super) async fn read(
    State(app): State<App>,
    Path(kind): Path<String>,
    query: Query<ExportQuery>,
) -> Result<Response, Problem> {
    let kind = ExportKind::parse(&kind).ok_or_else(|| {
        let kinds = ExportKind::ALL.map(ExportKind::as_str).join(", ");
        let said = format!("there is no export {:?}; there are {kinds}", kind.chars().take(40).collect::<String>());
        Problem::missing("export", &kind).saying(said)
    })?;
    let format = query.choice(&FORMAT)?.and_then(ExportFormat::parse).unwrap_or(ExportFormat::Csv);
    if !kind.formats().contains(&format) {
        return Err(FORMAT.refuse(format.as_str()).saying(ExportError::NoPlace(kind).to_string()));
    }
    let headers = query.choice(&HEADERS)?.and_then(Headers::parse).unwrap_or_default();
    let days = days(&query, kind)?;
    let asked = Asked::read(&query, &app.network, Depth::Books).await?;
    let question = asked.question()?;
    let name = format!("{}-{}.{}", kind.as_str(), asked.at, format.as_str());
    let title = Kind::parse(kind.as_str())
        .filter(|_| headers == Headers::Zh)
        .map_or_else(|| name.clone(), |kind| format!("{}-{}.{}", kind.title(), asked.at, format.as_str()));
    let revision = asked.snapshot.revision();
    let export = ExportQuestion { snapshot: asked.snapshot, question, open_only: query.switch(&OPEN)?, days };
    let form = ExportForm { format, headers, folder: app.options.upload_folder.clone() };

    let network = app.network.clone();
    let turn = pipe::turn(&app.exports).await?;
    let body = pipe::file(turn, move |out, is_wanted| {
        let mut watch = |_| if is_wanted() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) };
        network.export(kind, &export, &form, out, &mut watch).map_err(|failure| problem(failure, format))
    });
    let mut response = Response::new(body.await?);
    *response.status_mut() = StatusCode::OK;
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(format.media_type()));
    headers.insert(header::CONTENT_DISPOSITION, attachment::disposition(&name, &title));
    // A file is for whoever asked for it, may be of any size, and is made anew from the newest revision each time:
    // nothing between us and the disk on which it ends up shall keep it, or hand it to somebody else.
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    headers.insert(X_REVISION, revision.0.into());
    Ok(response)
}

/// Why there is no file, or no whole one.
fn problem(failure: ExportFailure, format: ExportFormat) -> Problem {
    match failure {
        ExportFailure::File(
            error @ (ExportError::TooManyRows | ExportError::TooLong { .. } | ExportError::NoPlace(_)),
        ) => FORMAT.refuse(format.as_str()).saying(error.to_string()),
        ExportFailure::File(ExportError::Io(error)) if pipe::is_gone(&error) => pipe::left(),
        ExportFailure::Stopped => pipe::left(),
        failure => Problem::internal(&failure),
    }
}
