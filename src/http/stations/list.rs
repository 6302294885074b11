//! `GET /api/v1/stations`, a page at a time or whole as a file.

use std::sync::Arc;

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;

use super::cursor;
use super::view;
use crate::domain::cooperation::Stage;
use crate::domain::metric::Metric;
use crate::domain::station::Energy;
use crate::engine::list::{Page, Paging, SortKey, figures, list as page_of};
use crate::engine::statistics::Totals;
use crate::engine::{RegionsOn, Snapshot};
use crate::exchange::export::{Cell, Column, ColumnKind, ExportKind};
use crate::http::answer::{self, JSON, Keep, Kind as Answer};
use crate::http::app::App;
use crate::http::attachment;
use crate::http::paging::{CURSOR, LIMIT, OFFSET, PAGING, USUAL};
use crate::http::problem::{Failed, Problem, Refused};
use crate::http::query::{Asked, Declared, Kind, PERIOD, PLACE, QUESTION, Query, Takes, depth, place, wanted};
use crate::http::sheet::{self, HEADERS, Sheet};
use crate::http::wire::{StationPage, Values};

/// Most stations of a file.
const MOST_ROWS: usize = 200_000;

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

const FORMAT: Declared = Declared {
    name: "format",
    kind: Kind::Choice(&["json", "csv", "xlsx"]),
    allowed: "one of json, csv, xlsx",
    about: "How the answer is written; json when left out. As csv and xlsx the whole list is given in its order, up to \
            200000 stations; /api/v1/exports/stations gives any number, without metrics.",
    example: "xlsx",
    required: false,
};

/// Parameters of the list.
pub(in crate::http) struct ListQuery;

impl Takes for ListQuery {
    const TAKES: &'static [&'static [Declared]] =
        &[QUESTION, PLACE, &[METRICS], PERIOD, &[SORT], PAGING, &[OFFSET], &[FORMAT, HEADERS]];
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
    responses(
        (status = 200, description = "A page.", content(
            (StationPage = "application/json"),
            (String = "text/csv"),
            (Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
        )),
        Refused,
        Failed
    )
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
    let sheet = Sheet::read(&query, &FORMAT, &app)?;
    let limit = match &sheet {
        Some(sheet) => sheet.check_whole(&query).map(|()| MOST_ROWS)?,
        None => query.whole(&LIMIT)?.unwrap_or(USUAL) as usize,
    };
    let after = query.get(&CURSOR, |text| cursor::read(text, &sort))?;
    let skip = query.whole(&OFFSET)?.unwrap_or(0) as usize;
    let paging = Paging { sort: key, descending, after, skip, limit };
    let network = app.network.clone();
    let keep = if asked.settled { Keep::Forever } else { Keep::Revalidate };
    let revision = asked.snapshot.revision().0;
    let media = sheet.as_ref().map_or(JSON, Sheet::media);
    let file = sheet.as_ref().map(|sheet| format!("stations-{}.{}", asked.at, sheet.format()));
    let make = move || {
        let snapshot = &asked.snapshot;
        let mut question = asked.question()?;
        question.filter = area.and(question.filter);
        let page = page_of(snapshot, &question, near, &paging);
        if let Some(sheet) = &sheet {
            let totals = figures(snapshot, asked.at, &page.items, wanted);
            return write(snapshot, &RegionsOn::new(snapshot, asked.at), sheet, &page, &totals, &metrics);
        }
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
    let kind = Answer { media, keep, revision: Some(revision) };
    Ok(attachment::named(app.cache.once(&headers, kind, make).await?, file))
}

/// The whole list as a file: what is known of each station without the store, its distance where a place is asked, and its
/// figures.
fn write(
    snapshot: &Snapshot,
    regions: &RegionsOn<'_>,
    sheet: &Sheet,
    page: &Page,
    totals: &[Totals],
    metrics: &[Metric],
) -> Result<Vec<u8>, Problem> {
    if page.matched > page.items.len() {
        let reason = format!("the list has {} stations, and a file may have {MOST_ROWS}", page.matched);
        return Err(FORMAT.refuse(sheet.format()).saying(reason));
    }
    let has_distance = page.items.iter().any(|item| item.distance.is_some());
    let mut columns = ExportKind::Stations.table().columns;
    columns.retain(|column| column.field != "address");
    columns.push(Column::new("regions", "区域", "Regions", ColumnKind::Text));
    if has_distance {
        columns.push(Column::new("distance_m", "距离（米）", "Distance (m)", ColumnKind::Decimal { places: 1 }));
    }
    columns.extend(metrics.iter().map(|metric| sheet::figure(&metric.describe())));
    let rows = page.items.iter().zip(totals).filter_map(|(item, totals)| {
        let facts = snapshot.facts(item.id)?;
        let station = facts.view();
        let regions: Vec<String> =
            view::codes(regions, item.id).iter().map(|(set, code)| format!("{set}:{code}")).collect();
        let mut cells = vec![
            facts.code().into(),
            facts.name().into(),
            station.energy.map(Energy::as_str).into(),
            station.brand.map(str::to_owned).into(),
            station.operator.map(str::to_owned).into(),
            Cell::Float(station.location.lon()),
            Cell::Float(station.location.lat()),
            station.opened_on.into(),
            station.closed_on.into(),
            item.stage.map(Stage::as_str).into(),
            regions.join(" ").into(),
        ];
        if has_distance {
            cells.push(item.distance.map_or(Cell::Empty, Cell::Float));
        }
        cells.extend(metrics.iter().map(|&metric| sheet::cell(totals.value(metric))));
        Some(cells)
    });
    sheet.write("stations", columns, rows)
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
