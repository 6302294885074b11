//! `GET /api/v1/campaigns/{code}/comparison`, and several campaigns side by side.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;

use super::answer::Compared;
use super::find;
use super::options::{BASELINE_FROM, BASELINE_TO, CONTROLS, LAST_DAY, METRIC, Options, SEED, SPILLOVER_M};
use super::sheet::{FORMAT, File, TABLE};
use crate::http::answer::{JSON, Keep, Kind as Answer, json};
use crate::http::app::App;
use crate::http::attachment;
use crate::http::path::Path;
use crate::http::problem::{Failed, Missing, Problem, Refused};
use crate::http::query::{Asked, Declared, KNOWN_AT, Kind, Query, Takes};
use crate::http::sheet::HEADERS;
use crate::http::wire::{ComparisonAnswer, ComparisonPage};
use crate::live::Depth;

/// Most campaigns side by side.
const MOST_CODES: usize = 20;

const CODES: Declared = Declared {
    name: "codes",
    kind: Kind::Text,
    allowed: "1 to 20 codes of campaigns, each once, separated by commas",
    about: "The campaigns that are compared.",
    example: "C-2026-01,C-2026-02",
    required: true,
};

/// Parameters of comparisons as files.
const FILE: &[Declared] = &[FORMAT, HEADERS, TABLE];

/// Parameters of a comparison.
pub(in crate::http) struct ComparisonQuery;

impl Takes for ComparisonQuery {
    const TAKES: &'static [&'static [Declared]] =
        &[&[LAST_DAY, KNOWN_AT, METRIC, BASELINE_FROM, BASELINE_TO, CONTROLS, SPILLOVER_M, SEED], FILE];
}

/// Parameters of comparisons side by side.
pub(in crate::http) struct SideBySideQuery;

impl Takes for SideBySideQuery {
    const TAKES: &'static [&'static [Declared]] =
        &[&[CODES, LAST_DAY, KNOWN_AT, METRIC, CONTROLS, SPILLOVER_M, SEED], FILE];
}

/// A campaign, compared with what would have been without it.
///
/// Participants and controls before and during the campaign, on means a station and day on which it was there to sell:
/// the naive uplift, difference-in-differences with a 95 % interval by a seeded bootstrap over stations, what it comes
/// to, what it cost, week by week, and everything that makes it doubtful.
#[utoipa::path(
    get,
    path = "/api/v1/campaigns/{code}/comparison",
    tag = "comparisons",
    operation_id = "compare_campaign",
    params(
        ("code" = String, Path, description = "The campaign's code.", example = "C-2026-01"),
        Query<ComparisonQuery>
    ),
    responses(
        (status = 200, description = "The comparison.", content(
            (ComparisonAnswer = "application/json"),
            (String = "text/csv"),
            (Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
        )),
        (status = 304, description = "Nothing changed since the answer whose ETag was given."),
        Refused, Missing, Failed
    )
)]
pub(in crate::http) async fn read(
    State(app): State<App>,
    Path(code): Path<String>,
    headers: HeaderMap,
    query: Query<ComparisonQuery>,
) -> Result<Response, Problem> {
    let asked = Asked::read(&query, &app.network, Depth::Books).await?;
    let options = Options::of_query(&query, asked.at)?;
    options.check(&find(&asked.snapshot, &code)?.1.campaign)?;
    let file = File::read(&query, &app)?;
    let key = format!("comparison {code:?} {}", options.key());
    let make = move |asked: &Asked, file: Option<&File>| {
        let compared = Compared::of(&asked.snapshot, &code, &options)?;
        file.map_or_else(|| json(&compared.answer()), |file| file.write(std::slice::from_ref(&compared)))
    };
    respond(&app, &headers, asked, file, key, make).await
}

/// Several campaigns, each compared with what would have been without it.
///
/// In the order asked, each with its own usual baseline.
#[utoipa::path(
    get,
    path = "/api/v1/campaigns/comparison",
    tag = "comparisons",
    operation_id = "compare_campaigns",
    params(Query<SideBySideQuery>),
    responses(
        (status = 200, description = "The comparisons.", content(
            (ComparisonPage = "application/json"),
            (String = "text/csv"),
            (Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
        )),
        (status = 304, description = "Nothing changed since the answer whose ETag was given."),
        Refused, Missing, Failed
    )
)]
pub(in crate::http) async fn side_by_side(
    State(app): State<App>,
    headers: HeaderMap,
    query: Query<SideBySideQuery>,
) -> Result<Response, Problem> {
    let asked = Asked::read(&query, &app.network, Depth::Books).await?;
    let options = Options::of_query(&query, asked.at)?;
    let text = query.text(&CODES).unwrap_or_default();
    let codes: Vec<String> = text.split(',').map(str::to_owned).collect();
    let is_twice = (1..codes.len()).any(|at| codes[..at].contains(&codes[at]));
    if codes.len() > MOST_CODES || is_twice || codes.iter().any(String::is_empty) {
        return Err(CODES.refuse(text));
    }
    for code in &codes {
        find(&asked.snapshot, code)?;
    }
    let file = File::read(&query, &app)?;
    let key = format!("comparisons {codes:?} {}", options.key());
    let make = move |asked: &Asked, file: Option<&File>| {
        let compare = |code: &String| Compared::of(&asked.snapshot, code, &options);
        let compared = codes.iter().map(compare).collect::<Result<Vec<_>, _>>()?;
        if let Some(file) = file {
            return file.write(&compared);
        }
        let items = compared.iter().map(Compared::answer).collect();
        json(&ComparisonPage { revision: asked.snapshot.revision().0, items })
    };
    respond(&app, &headers, asked, file, key, make).await
}

async fn respond(
    app: &App,
    headers: &HeaderMap,
    asked: Asked,
    file: Option<File>,
    key: String,
    make: impl FnOnce(&Asked, Option<&File>) -> Result<Vec<u8>, Problem> + Send + 'static,
) -> Result<Response, Problem> {
    let kind = Answer {
        media: file.as_ref().map_or(JSON, File::media),
        keep: if asked.settled { Keep::Forever } else { Keep::Revalidate },
        revision: Some(asked.snapshot.revision().0),
    };
    let name = file.as_ref().map(|file| file.name(asked.at));
    let key = format!("{key} {:?}", file.as_ref().map(File::key));
    let response = app.cache.answer(headers, kind, key, move || make(&asked, file.as_ref())).await?;
    Ok(attachment::named(response, name))
}
