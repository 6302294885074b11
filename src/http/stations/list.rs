//! `GET /api/v1/stations`.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;

use super::cursor;
use super::view;
use crate::engine::RegionsOn;
use crate::engine::list::{Paging, SortKey, list as page_of};
use crate::http::answer::{self, Keep, Kind as Answer};
use crate::http::app::App;
use crate::http::problem::{Failed, Problem, Refused};
use crate::http::query::{Asked, Declared, Kind, PLACE, QUESTION, Query, Takes, place};
use crate::http::wire::StationPage;
use crate::live::Depth;

/// Stations of a page when nobody says how many.
pub(in crate::http) const USUAL_PAGE: u32 = 100;

const SORT: Declared = Declared {
    name: "sort",
    kind: Kind::Choice(&[
        "code",
        "-code",
        "name",
        "-name",
        "brand",
        "-brand",
        "operator",
        "-operator",
        "energy",
        "-energy",
        "stage",
        "-stage",
        "opened_on",
        "-opened_on",
        "closed_on",
        "-closed_on",
        "distance",
        "-distance",
    ]),
    allowed: "one of code, name, brand, operator, energy, stage, opened_on, closed_on, distance (with `near`), \
              each with - before it to turn it round",
    about: "The order; equal stations stand by code, those without a value last.",
    example: "code",
    required: false,
};

/// The length of a page.
pub(in crate::http) const LIMIT: Declared = Declared {
    name: "limit",
    kind: Kind::Whole(1, 1000),
    allowed: "a whole number from 1 to 1000",
    about: "Most stations of the page; 100 when left out.",
    example: "100",
    required: false,
};

/// Where a page begins.
pub(in crate::http) const CURSOR: Declared = Declared {
    name: "cursor",
    kind: Kind::Text,
    allowed: "the `next` of a page of the same question and order",
    about: "Goes on where a page ended.",
    example: "",
    required: false,
};

/// Parameters of the list.
pub(in crate::http) struct ListQuery;

impl Takes for ListQuery {
    const TAKES: &'static [&'static [Declared]] = &[QUESTION, PLACE, &[SORT, LIMIT, CURSOR]];
}

/// Stations of a question.
///
/// The open stations that the question means, a page at a time; nearest first around a place.
#[utoipa::path(
    get,
    path = "/api/v1/stations",
    tag = "stations",
    operation_id = "list_stations",
    params(Query<ListQuery>),
    responses((status = 200, description = "A page.", body = StationPage), Refused, Failed)
)]
pub(in crate::http) async fn list(
    State(app): State<App>,
    headers: HeaderMap,
    query: Query<ListQuery>,
) -> Result<Response, Problem> {
    let asked = Asked::read(&query, &app.network, Depth::Stations).await?;
    let (area, near) = place(&query)?;
    let sort = query.choice(&SORT)?.unwrap_or(if near.is_some() { "distance" } else { "code" });
    let (key, descending) = cursor::order(sort).ok_or_else(|| SORT.refuse(sort))?;
    if key == SortKey::Distance && near.is_none() {
        return Err(SORT.refuse(sort).saying("sort by distance is asked without near"));
    }
    let limit = query.whole(&LIMIT)?.unwrap_or(USUAL_PAGE) as usize;
    let after = query.get(&CURSOR, |text| cursor::read(text, sort))?;
    let paging = Paging { sort: key, descending, after, limit };
    let network = app.network.clone();
    let keep = if asked.settled { Keep::Forever } else { Keep::Revalidate };
    let revision = asked.snapshot.revision().0;
    let make = move || {
        let snapshot = &asked.snapshot;
        let mut question = asked.question()?;
        question.filter = area.and(question.filter);
        let page = page_of(snapshot, &question, near, &paging);
        let ids: Vec<_> = page.items.iter().map(|item| item.id).collect();
        let stations = network.stations(&ids, snapshot.revision())?;
        let regions = RegionsOn::new(snapshot, asked.at);
        let items = page.items.iter().zip(stations).filter_map(|(item, station)| {
            Some(view::station(&station?, item.stage, view::codes(&regions, item.id), item.distance))
        });
        answer::json(&StationPage {
            revision,
            matched: page.matched,
            items: items.collect(),
            next: page.next.map(|cursor| cursor::write(&cursor, sort)),
        })
    };
    app.cache.once(&headers, Answer { keep, ..Answer::json(revision) }, make).await
}
