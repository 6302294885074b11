//! `GET /api/v1/imports/{id}/errors`: the rejected rows, also as a file.

use axum::extract::State;
use axum::http::{HeaderName, HeaderValue, header};
use axum::response::{IntoResponse, Response};

use super::{find, fresh, rejected};
use crate::http::app::App;
use crate::http::attachment;
use crate::http::exports::pipe;
use crate::http::path::Path;
use crate::http::problem::{Failed, Missing, Problem, Refused};
use crate::http::query::{Declared, Kind, Query, Takes};
use crate::http::sheet::{HEADERS, Sheet};
use crate::http::wire::{RowError, RowErrorPage};

pub(super) const FORMAT: Declared = Declared {
    name: "format",
    kind: Kind::Choice(&["json", "csv", "xlsx"]),
    allowed: "one of json, csv, xlsx",
    about: "How the answer is written; json when left out.",
    example: "csv",
    required: false,
};

/// The header that tells how many errors a file lacks.
pub(in crate::http) const OMITTED: HeaderName = HeaderName::from_static("x-errors-omitted");

/// Parameters of the rejected rows.
pub(in crate::http) struct ErrorsQuery;

impl Takes for ErrorsQuery {
    const TAKES: &'static [&'static [Declared]] = &[&[FORMAT, HEADERS]];
}

/// The rows that an import rejected.
///
/// Line, column, value and reason of each, by line: all of them up to 100,000, of which old imports may have given theirs
/// up, since all imports together keep 200,000.
///
/// A file has each rejected row once: its cells as they came, while its upload is kept, and behind them why it was
/// rejected, in the language of `headers`. Mended, it can be imported as it is. Of regions, and of a workbook as CSV, it says
/// only why. It lacks the rows whose errors are not kept any more; how many errors that are, its header `X-Errors-Omitted`
/// tells.
#[utoipa::path(
    get,
    path = "/api/v1/imports/{id}/errors",
    tag = "imports",
    operation_id = "read_import_errors",
    params(("id" = String, Path, description = "The import's id.", example = "1"), Query<ErrorsQuery>),
    responses(
        (status = 200, description = "The rejected rows.", content(
            (RowErrorPage = "application/json"),
            (String = "text/csv"),
            (Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
        ), headers(
            ("Content-Disposition" = String, description = "What to call the file."),
            ("X-Errors-Omitted" = u64, description = "Of a file, how many errors are not kept and so not in it.")
        )),
        Refused, Missing, Failed
    )
)]
pub(in crate::http) async fn read(
    State(app): State<App>,
    Path(id): Path<String>,
    query: Query<ErrorsQuery>,
) -> Result<Response, Problem> {
    let state = find(&app, &id)?;
    let report = state.report.as_ref();
    let (errors, omitted) = report.map_or((&[][..], 0), |report| (&report.errors, report.errors_omitted));
    let Some(sheet) = Sheet::read(&query, &FORMAT, &app)? else {
        let items = errors.iter().map(|error| RowError::of(error, None)).collect();
        return Ok(fresh(RowErrorPage { import: id, items, omitted }));
    };
    let name = format!("import-{id}-rejected.{}", sheet.format());
    let title = rejected::title(&state, &sheet).unwrap_or_else(|| name.clone());
    let headers = [(header::CONTENT_TYPE, sheet.media()), (header::CACHE_CONTROL, "no-store")];
    // Rows are read again from the file and may be long, so they go out as they are read.
    let turn = pipe::turn(&app.exports).await?;
    let body = pipe::file(turn, move |out, _| rejected::write(&state, &sheet, out)).await?;
    Ok(attachment::titled((headers, [(OMITTED, HeaderValue::from(omitted))], body).into_response(), &name, &title))
}
