//! `GET /api/v1/imports/{id}/errors`: the rejected rows, also as a file.

use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};

use super::{find, fresh};
use crate::exchange::export::{Cell, Column, ColumnKind};
use crate::http::app::{App, blocking};
use crate::http::attachment;
use crate::http::path::Path;
use crate::http::problem::{Failed, Missing, Problem, Refused};
use crate::http::query::{Declared, Kind, Query, Takes};
use crate::http::sheet::{HEADERS, Sheet};
use crate::http::wire::{RowError, RowErrorPage};

const FORMAT: Declared = Declared {
    name: "format",
    kind: Kind::Choice(&["json", "csv", "xlsx"]),
    allowed: "one of json, csv, xlsx",
    about: "How the answer is written; json when left out.",
    example: "csv",
    required: false,
};

/// Parameters of the rejected rows.
pub(in crate::http) struct ErrorsQuery;

impl Takes for ErrorsQuery {
    const TAKES: &'static [&'static [Declared]] = &[&[FORMAT, HEADERS]];
}

/// The rows that an import rejected.
///
/// Line, column, value and reason of each, by line: all of them up to 100,000, of which old imports may have given theirs
/// up, since all imports together keep 200,000.
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
        ), headers(("Content-Disposition" = String, description = "What to call the file."))),
        Refused, Missing, Failed
    )
)]
pub(in crate::http) async fn read(
    State(app): State<App>,
    Path(id): Path<String>,
    query: Query<ErrorsQuery>,
) -> Result<Response, Problem> {
    let state = find(&app, &id)?;
    let sheet = Sheet::read(&query, &FORMAT, &app)?;
    let report = state.report.clone();
    let (errors, omitted) = report.as_ref().map_or((&[][..], 0), |report| (&report.errors, report.errors_omitted));
    let Some(sheet) = sheet else {
        let items = errors.iter().map(RowError::from).collect();
        return Ok(fresh(RowErrorPage { import: id, items, omitted }));
    };
    let report = state.report;
    let (media, name) = (sheet.media(), format!("import-{id}-rejected.{}", sheet.format()));
    let bytes = blocking(move || {
        let errors = report.iter().flat_map(|report| &report.errors);
        let rows = errors.map(|error| {
            vec![
                Cell::Count(error.line),
                error.column.as_deref().unwrap_or_default().into(),
                error.value.as_str().into(),
                error.reason.as_str().into(),
            ]
        });
        sheet.write("rejected", columns(), rows)
    });
    let headers = [(header::CONTENT_TYPE, media), (header::CACHE_CONTROL, "no-store")];
    Ok(attachment::titled((headers, bytes.await?).into_response(), &name, &name))
}

fn columns() -> Vec<Column> {
    vec![
        Column::new("line", "行号", "Line", ColumnKind::Count),
        Column::new("column", "列", "Column", ColumnKind::Text),
        Column::new("value", "内容", "Value", ColumnKind::Text),
        Column::new("reason", "原因", "Reason", ColumnKind::Text),
    ]
}
