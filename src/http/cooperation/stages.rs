//! `POST /api/v1/cooperation`: one stage for many stations.

use axum::body::Body;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use serde_json::{Map, Value};

use crate::http::app::{App, author, blocking};
use crate::http::body::{expect_empty, object_within};
use crate::http::fields::{switch, wrong};
use crate::http::problem::{Cause, Denied, Failed, Problem, Refused, TooLarge, Unprocessable, WrongMedia};
use crate::http::query::{AT, Asked, Declared, MEANT, Query, SET, Takes};
use crate::http::stations::draft;
use crate::http::wire::{BulkStageAnswer, BulkStageBody, BulkStageChange, HeldStageView, RefusedStation};
use crate::http::written::json;
use crate::live::Depth;
use crate::live::import::OnError;
use crate::live::stages::{Chosen, HeldStage, MOST_STATIONS, StageShift, StagesDraft, StagesReport};

/// Most bytes of a body: [`MOST_STATIONS`] codes of usual length.
const MOST_BODY: u64 = 8 << 20;

/// What commits made this way say they came through.
const SOURCE: &str = "bulk cooperation";

const FIELDS: &str = "stations, stage, valid_from, note, dry_run, on_error";

/// Parameters of a change of many stages.
pub(in crate::http) struct BulkQuery;

impl Takes for BulkQuery {
    const TAKES: &'static [&'static [Declared]] = &[&[AT], MEANT];
}

/// Says of many stations at which stage they are from a day on.
///
/// Which stations is said either by their codes in `stations` of the body, open or closed, or by the question of the
/// parameters, which means the open ones that /api/v1/stations lists; at most 100,000. Each station is changed as by POST
/// to its own /cooperation: an event on the day becomes this one, other days stay as they are. All of it is one revision,
/// or none: when nothing changes, with `dry_run`, and when a code is nobody's, unless `on_error` is `skip`. Durable and
/// visible everywhere when it is answered.
#[utoipa::path(
    post,
    path = "/api/v1/cooperation",
    tag = "stations",
    operation_id = "put_stages",
    params(
        Query<BulkQuery>,
        ("X-Actor" = Option<String>, Header, description = "Who does it; `api` when left out.")
    ),
    request_body(content = BulkStageBody, content_type = "application/json"),
    responses(
        (status = 200, description = "What changed, or would.", body = BulkStageAnswer, headers(
            ("X-Revision" = u64, description = "The revision that the write made; none where nothing changed.")
        )),
        Refused, Denied, TooLarge, WrongMedia, Unprocessable, Failed
    )
)]
pub(in crate::http) async fn put(
    State(app): State<App>,
    headers: HeaderMap,
    query: Query<BulkQuery>,
    body: Body,
) -> Result<Response, Problem> {
    let author = author(&headers, SOURCE.into())?;
    let asked = Asked::read(&query, &app.network, Depth::Stations).await?;
    let mut map = object_within(&headers, body, &["application/json"], MOST_BODY).await?;
    let stations = stations(&query, &asked, map.remove("stations"))?;
    let dry_run = switch("dry_run", map.remove("dry_run"))?;
    let on_error = on_error(&mut map)?;
    let fields =
        ["stage", "valid_from", "note"].into_iter().filter_map(|name| Some((name.to_owned(), map.remove(name)?)));
    let stage = draft::stage(fields.collect(), String::new())?;
    expect_empty(&map, FIELDS)?;
    let draft =
        StagesDraft { stations, valid_from: stage.valid_from, stage: stage.stage, note: stage.note, dry_run, on_error };
    blocking(move || {
        let report = app.network.put_stages(&author, &draft)?;
        if report.refused_count > 0 && !dry_run && on_error == OnError::Reject {
            return Err(refusal(&report));
        }
        Ok(json(report.revision, answer(report, dry_run)))
    })
    .await
}

/// Which stations: those that the body names, or those that the parameters ask for.
fn stations(query: &Query<BulkQuery>, asked: &Asked, named: Option<Value>) -> Result<Chosen, Problem> {
    const ALLOWED: &str = "an array of 1 to 100,000 codes, where no parameter asks for stations";
    let question =
        MEANT.iter().filter(|declared| declared.name != SET.name).find(|declared| query.text(declared).is_some());
    match (named, question) {
        (Some(value), Some(declared)) => Err(wrong("stations", Some(&value), ALLOWED)
            .saying(format!("stations are named, and the parameter {} asks for others", declared.name))),
        (None, Some(_)) => Ok(Chosen::Meant(asked.question()?)),
        (None, None) => Err(wrong("stations", None, ALLOWED).saying(
            "which stations is missing: name them in `stations`, or ask for them with parameters, such as filter=true for all",
        )),
        (Some(value), None) => {
            let codes: Option<Vec<String>> = serde_json::from_value(value.clone()).ok();
            let codes = codes.filter(|codes| (1..=MOST_STATIONS).contains(&codes.len()));
            codes.map(Chosen::Named).ok_or_else(|| wrong("stations", Some(&value), ALLOWED))
        }
    }
}

fn on_error(map: &mut Map<String, Value>) -> Result<OnError, Problem> {
    let Some(value) = map.remove("on_error") else { return Ok(OnError::Reject) };
    value.as_str().and_then(OnError::parse).ok_or_else(|| wrong("on_error", Some(&value), "reject or skip"))
}

/// Why nothing was written, where codes are nobody's.
fn refusal(report: &StagesReport) -> Problem {
    let causes = report.refused.iter().map(|code| Cause::new("station", [("station", code.clone())], NOBODY));
    let first = report.refused.first().map_or("", String::as_str);
    let count = report.refused_count;
    Problem::field("stations", first, "codes of stations that are there, or on_error skip to leave the others out")
        .saying(format!("{count} of the codes are nobody's, so nothing was written"))
        .because(causes.collect(), count - report.refused.len())
}

/// Why a code is refused.
const NOBODY: &str = "there is no station of this code";

fn answer(report: StagesReport, dry_run: bool) -> BulkStageAnswer {
    BulkStageAnswer {
        matched: report.matched,
        changed: report.changed,
        unchanged: report.unchanged,
        refused_more: report.refused_count - report.refused.len(),
        refused: report.refused.into_iter().map(|station| RefusedStation { station, reason: NOBODY }).collect(),
        more: report.changed - report.shifts.len(),
        changes: report.shifts.into_iter().map(change).collect(),
        revision: report.revision.map(|revision| revision.0),
        dry_run,
    }
}

fn change(shift: StageShift) -> BulkStageChange {
    BulkStageChange { station: shift.code, name: shift.name, before: shift.before.map(held), after: held(shift.after) }
}

fn held(held: HeldStage) -> HeldStageView {
    HeldStageView {
        stage: held.event.stage.as_str(),
        since: held.event.valid_from.to_string(),
        until: held.until.map(|day| day.to_string()),
        note: held.event.note,
    }
}
