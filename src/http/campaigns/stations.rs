//! `/api/v1/campaigns/{code}/stations`: who takes part, and while.

use axum::body::Body;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;

use super::{draft, view};
use crate::http::app::{App, author, blocking};
use crate::http::body::object;
use crate::http::metrics::Nothing;
use crate::http::paging::{PAGING, Page, Paging};
use crate::http::path::Path;
use crate::http::problem::{Denied, Failed, Missing, Problem, Refused, TooLarge, Unprocessable, WrongMedia};
use crate::http::query::{Dated, Declared, KNOWN_AT, OF_STATION, Query, Takes};
use crate::http::wire::{ParticipationBody, ParticipationPage, ParticipationView};
use crate::http::written::{SOURCE, created, gone, json};
use crate::http::{answer, find};
use crate::live::{Depth, Entry, Removal};

/// Parameters of the list.
pub(in crate::http) struct StationsQuery;

impl Takes for StationsQuery {
    const TAKES: &'static [&'static [Declared]] = &[&[KNOWN_AT, OF_STATION], PAGING];
}

/// The stations of a campaign.
///
/// A page at a time, by code, each with the period in which it takes part.
#[utoipa::path(
    get,
    path = "/api/v1/campaigns/{code}/stations",
    tag = "campaigns",
    operation_id = "list_campaign_stations",
    params(("code" = String, Path, description = "The campaign's code.", example = "2026-618"), Query<StationsQuery>),
    responses((status = 200, description = "A page.", body = ParticipationPage), Refused, Missing, Failed)
)]
pub(in crate::http) async fn list(
    State(app): State<App>,
    Path(code): Path<String>,
    headers: HeaderMap,
    query: Query<StationsQuery>,
) -> Result<Response, Problem> {
    let dated = Dated::read(&query, &app.network, Depth::Books).await?;
    let station = query.text(&OF_STATION).map(str::to_owned);
    let paging = Paging::read(&query, "stations")?;
    let (kind, network) = (dated.kind(), app.network.clone());
    let make = move || {
        let snapshot = dated.snapshot.as_ref();
        let (_, book) = find::campaign(&network, snapshot, &code)?;
        let station = station.map(|code| find::station(&network, snapshot, &code)).transpose()?;
        let meant = book.stations.iter().filter(|&(&id, _)| station.is_none_or(|station| station == id));
        let named = meant.map(|(&id, &period)| (snapshot.code_of(id).unwrap_or_default(), period));
        let placed = named.map(|(station, period)| ((None, station), period)).collect();
        let Page { matched, items, next } = paging.sorted(placed, false);
        let items = items.into_iter().map(|((_, station), period)| view::participation(&code, station, period));
        let items = items.collect();
        answer::json(&ParticipationPage { revision: snapshot.revision().0, matched, items, next })
    };
    app.cache.once(&headers, kind, make).await
}

/// Says that a station takes part in a campaign.
///
/// Or changes while it does; always within the campaign's own period. Durable and visible everywhere when it is
/// answered.
#[utoipa::path(
    put,
    path = "/api/v1/campaigns/{code}/stations/{station}",
    tag = "campaigns",
    operation_id = "put_campaign_station",
    params(
        ("code" = String, Path, description = "The campaign's code.", example = "2026-618"),
        ("station" = String, Path, description = "The station's code.", example = "SH-001"),
        ("X-Actor" = Option<String>, Header, description = "Who does it; `api` when left out.")
    ),
    request_body(content = ParticipationBody, content_type = "application/json"),
    responses(
        (status = 200, description = "While it takes part, as the write left it.", body = ParticipationView, headers(
            ("X-Revision" = u64, description = "The revision that the write made; none where nothing changed.")
        )),
        (status = 201, description = "While it takes part, which it did not before.", body = ParticipationView, headers(
            ("X-Revision" = u64, description = "The revision that the write made.")
        )),
        Refused, Missing, Denied, TooLarge, WrongMedia, Unprocessable, Failed
    )
)]
pub(in crate::http) async fn put(
    State(app): State<App>,
    Path((code, station)): Path<(String, String)>,
    headers: HeaderMap,
    _: Query<Nothing>,
    body: Body,
) -> Result<Response, Problem> {
    let author = author(&headers, SOURCE.into())?;
    let map = object(&headers, body, &["application/json"]).await?;
    let draft = draft::participation(map, code.clone(), station.clone())?;
    blocking(move || {
        let current = app.network.current();
        find::campaign(&app.network, &current, &code)?;
        find::station(&app.network, &current, &station)?;
        let entered = app.network.enter(&author, &Entry::Participation(draft))?;
        let written = entered.written.snapshot.as_ref();
        let (_, book) = find::campaign(&app.network, written, &code)?;
        let period = book.stations.get(&find::station(&app.network, written, &station)?);
        let period = period.ok_or_else(|| Problem::internal(&"a station is not in the campaign of its write"))?;
        let (revision, view) = (entered.written.revision, view::participation(&code, &station, *period));
        Ok(if entered.is_new { created(revision, view) } else { json(revision, view) })
    })
    .await
}

/// Says that a station does not take part in a campaign.
///
/// That it did stays in the campaign's history and in what was known before.
#[utoipa::path(
    delete,
    path = "/api/v1/campaigns/{code}/stations/{station}",
    tag = "campaigns",
    operation_id = "delete_campaign_station",
    params(
        ("code" = String, Path, description = "The campaign's code.", example = "2026-618"),
        ("station" = String, Path, description = "The station's code.", example = "SH-001"),
        ("X-Actor" = Option<String>, Header, description = "Who does it; `api` when left out.")
    ),
    responses(
        (status = 204, description = "It no longer takes part.", headers(
            ("X-Revision" = u64, description = "The revision that the write made.")
        )),
        Refused, Missing, Denied, Failed
    )
)]
pub(in crate::http) async fn delete(
    State(app): State<App>,
    Path((code, station)): Path<(String, String)>,
    headers: HeaderMap,
    _: Query<Nothing>,
) -> Result<Response, Problem> {
    let author = author(&headers, SOURCE.into())?;
    let removal = Removal::Participation(code, station);
    let written = blocking(move || Ok(app.network.remove(&author, &removal)?)).await?;
    Ok(gone(written.revision()))
}
