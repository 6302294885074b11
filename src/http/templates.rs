//! `/api/v1/templates/{kind}`: an empty-handed user's first file.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;

use super::answer::{Keep, Kind as Answer};
use super::app::App;
use super::attachment;
use super::path::Path;
use super::problem::{Failed, Missing, Problem, Refused};
use super::query::{Declared, Kind as Reads, Query, Takes};
use crate::exchange::export::ExportFormat;
use crate::exchange::{Format, Kind, Language, template};

const FORMAT: Declared = Declared {
    name: "format",
    kind: Reads::Choice(&["xlsx", "csv"]),
    allowed: "one of xlsx, csv",
    about: "How the file is written; xlsx when left out, which explains every column on a second sheet.",
    example: "xlsx",
    required: false,
};

pub(super) const LANG: Declared = Declared {
    name: "lang",
    kind: Reads::Choice(&["zh", "en"]),
    allowed: "one of zh, en",
    about: "The language of the columns; zh when left out.",
    example: "zh",
    required: false,
};

/// Parameters of templates.
pub(super) struct TemplateQuery;

impl Takes for TemplateQuery {
    const TAKES: &'static [&'static [Declared]] = &[&[FORMAT, LANG]];
}

/// A file to fill in.
///
/// The columns that an import of the kind knows, and a few rows as an example, which the import takes as they are.
#[utoipa::path(
    get,
    path = "/api/v1/templates/{kind}",
    tag = "imports",
    operation_id = "read_template",
    params(
        (
            "kind" = String,
            Path,
            description = "What the rows are: stations, cooperation, regions, contracts, fees, performance, campaigns, \
                           campaign_stations or notes.",
            example = "stations"
        ),
        Query<TemplateQuery>
    ),
    responses(
        (status = 200, description = "The file.", content(
            (Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
            (String = "text/csv")
        ), headers(("Content-Disposition" = String, description = "What to call the file."))),
        (status = 304, description = "It is the one whose ETag was given."),
        Refused,
        Missing,
        Failed
    )
)]
pub(super) async fn read(
    State(app): State<App>,
    Path(kind): Path<String>,
    headers: HeaderMap,
    query: Query<TemplateQuery>,
) -> Result<Response, Problem> {
    let kind = Kind::parse(&kind).ok_or_else(|| {
        let kinds = Kind::ALL.map(Kind::as_str).join(", ");
        let said = format!("there is no template {:?}; there are {kinds}", kind.chars().take(40).collect::<String>());
        Problem::missing("template", &kind).saying(said)
    })?;
    let (format, media) = match query.choice(&FORMAT)? {
        Some("csv") => (Format::Csv, ExportFormat::Csv.media_type()),
        _ => (Format::Xlsx, ExportFormat::Xlsx.media_type()),
    };
    let language = query.choice(&LANG)?.and_then(Language::parse).unwrap_or(Language::Zh);
    let what = format!("template {} {} {}", kind.as_str(), format.as_str(), language.as_str());
    let answer = Answer { media, keep: Keep::Hour, revision: None };
    let make = move || template(kind, format, language).map_err(|error| Problem::internal(&error));
    let response = app.cache.answer(&headers, answer, what, make).await?;
    let name = format!("{}-template.{}", kind.as_str(), format.as_str());
    Ok(match language {
        Language::Zh => attachment::titled(response, &name, &format!("{}-模板.{}", kind.title(), format.as_str())),
        Language::En => attachment::titled(response, &name, &name),
    })
}
