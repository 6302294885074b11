//! `GET /api/v1/stations`.

use std::sync::Arc;

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;

use super::cursor;
use super::view;
use crate::domain::metric::Metric;
use crate::engine::RegionsOn;
use crate::engine::list::{Paging, SortKey, figures, list as page_of};
use crate::http::answer::{self, Keep, Kind as Answer};
use crate::http::app::App;
use crate::http::paging::{CURSOR, LIMIT, PAGING, USUAL};
use crate::http::problem::{Failed, Problem, Refused};
use crate::http::query::{Asked, Declared, Kind, PERIOD, PLACE, QUESTION, Query, Takes, depth, place, wanted};
use crate::http::wire::{StationPage, Values};

const SORT: Declared = Declared {
    name: "sort",
    kind: Kind::Text,
    allowed: "one of code, name, brand, operator, energy, stage, opened_on, closed_on, distance (with `near`) or one of \
              the `metrics` asked for, each with - before it to turn it round",
    about: "The order; equal stations stand by code, those without a value last.",
    example: "code",
    required: false,
};

const METRICS: Declared = Declared {
    name: "metrics",
    kind: Kind::Text,
    allowed: "one or more of activation_rate, orders, volume_litres, volume_kwh, gmv, channel_fee, \
              channel_fee_commission, channel_fee_payment, channel_fee_partner_share, channel_fee_fixed, fee_rate, \
              fee_rate_simple_mean, discount_platform, discount_station, net_take_rate, missing_fee, missing_gmv, \
              contracts_active, contracts_expiring_90d, separated by commas: those that say something of one station",
    about: "The metrics whose value each station tells, see /api/v1/metrics; none when left out. Those of all pages add up \
            to the total of /api/v1/stats.",
    example: "gmv,channel_fee,fee_rate",
    required: false,
};

/// Parameters of the list.
pub(in crate::http) struct ListQuery;

impl Takes for ListQuery {
    const TAKES: &'static [&'static [Declared]] = &[QUESTION, PLACE, &[METRICS], PERIOD, &[SORT], PAGING];
}

/// Stations of a question.
///
/// The open stations that the question means, a page at a time; nearest first around a place. With `metrics`, each with
/// what it sold, owes and holds by itself, by which the list may be sorted, too.
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
    let metrics = metrics(&query)?;
    let asked = Asked::read(&query, &app.network, depth(&metrics)).await?;
    let (area, near) = place(&query)?;
    let wanted = wanted(&query, asked.at, &metrics)?;
    let sort = query.text(&SORT).unwrap_or(if near.is_some() { "distance" } else { "code" }).to_owned();
    let period = wanted.map_or((asked.at, asked.at.end()), |wanted| wanted.period);
    let (key, descending) = cursor::order(&sort, period).ok_or_else(|| SORT.refuse(&sort))?;
    match key {
        SortKey::Distance if near.is_none() => {
            return Err(SORT.refuse(&sort).saying("sort by distance is asked without near"));
        }
        SortKey::Metric(metric, _) if !metrics.contains(&metric) => {
            let id = metric.describe().id;
            return Err(SORT.refuse(&sort).saying(format!("sort by {id} is asked, and {id} is not among metrics")));
        }
        _ => {}
    }
    let limit = query.whole(&LIMIT)?.unwrap_or(USUAL) as usize;
    let after = query.get(&CURSOR, |text| cursor::read(text, &sort))?;
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
        let totals = figures(snapshot, asked.at, &page.items, wanted);
        let items = page.items.iter().zip(stations).zip(totals).filter_map(|((item, station), totals)| {
            let values = (!metrics.is_empty()).then(|| Values { totals, metrics: Arc::clone(&metrics) });
            Some(view::station(&station?, item.stage, view::codes(&regions, item.id), item.distance, values))
        });
        let summed = wanted.filter(|_| metrics.iter().any(|metric| metric.has_period()));
        let (from, to) = summed.map(|wanted| (wanted.period.0.to_string(), wanted.period.1.to_string())).unzip();
        answer::json(&StationPage {
            revision,
            at: asked.at.to_string(),
            from,
            to,
            matched: page.matched,
            items: items.collect(),
            next: page.next.map(|cursor| cursor::write(&cursor, &sort)),
        })
    };
    app.cache.once(&headers, Answer { keep, ..Answer::json(revision) }, make).await
}

/// The metrics asked for, each once, in the order asked; none when left out.
fn metrics(query: &Query<ListQuery>) -> Result<Arc<[Metric]>, Problem> {
    let of_one = |id: &str| Metric::parse(id).filter(|metric| metric.is_of_books());
    let mut metrics: Vec<Metric> = Vec::new();
    for metric in query.words(&METRICS, of_one)?.into_iter().flatten() {
        if !metrics.contains(&metric) {
            metrics.push(metric);
        }
    }
    Ok(metrics.into())
}
