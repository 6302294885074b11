//! The stations of one part of a number.

use std::sync::Arc;

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;

use super::{Explained, Explanations, METRIC};
use crate::domain::cooperation::Stage;
use crate::domain::metric::Metric;
use crate::engine::statistics::Totals;
use crate::engine::statistics::explain::{Part, lines_of};
use crate::http::answer;
use crate::http::app::App;
use crate::http::paging::{PAGING, Paging};
use crate::http::problem::{Failed, Problem, Refused};
use crate::http::query::{Declared, Kind, PERIOD, QUESTION, Query, Takes};
use crate::http::wire::{ExplainPage, ExplainRow, Values};

const PART: Declared = Declared {
    name: "part",
    kind: Kind::Choice(&[
        "counted",
        "denominator",
        "other_stage",
        "nothing_sold",
        "no_terms",
        "no_sales",
        "neither",
        "both",
        "no_contract",
        "open",
        "closed",
        "not_yet_open",
    ]),
    allowed: "one of counted, denominator, other_stage, nothing_sold, no_terms, no_sales, neither, both, no_contract, \
              open, closed, not_yet_open",
    about: "Which stations: a part of the number's explanation.",
    example: "counted",
    required: true,
};

/// Parameters of a part's stations.
pub(in crate::http) struct RowsQuery;

impl Takes for RowsQuery {
    const TAKES: &'static [&'static [Declared]] = &[QUESTION, PERIOD, &[METRIC, PART], PAGING];
}

/// The stations of a part of a number.
///
/// Each with its own value of the metric, a page at a time.
#[utoipa::path(
    get,
    path = "/api/v1/stats/explain/rows",
    tag = "statistics",
    operation_id = "list_explained_stations",
    params(Query<RowsQuery>),
    responses((status = 200, description = "A page.", body = ExplainPage), Refused, Failed)
)]
pub(in crate::http) async fn rows(
    State(app): State<App>,
    headers: HeaderMap,
    query: Query<RowsQuery>,
) -> Result<Response, Problem> {
    let explained = Explained::read(&query, &app).await?;
    let part = query.choice(&PART)?.and_then(Part::parse).unwrap_or(Part::Counted);
    let paging = Paging::read(&query, part.as_str())?;
    let (kind, at_hand) = (explained.kind(), Arc::clone(&app.explanations));
    app.cache.once(&headers, kind, move || answer::json(&page(&explained, part, paging, &at_hand)?)).await
}

fn page(
    explained: &Explained,
    part: Part,
    paging: Paging<u32>,
    at_hand: &Explanations,
) -> Result<ExplainPage, Problem> {
    let snapshot = &explained.asked.snapshot;
    let portions = explained.portions(at_hand)?;
    let stations = portions.get(&part).map_or(&[][..], |portion| &portion.stations).iter().copied();
    let page = paging.page(stations, |station| station.0, |station, &after| station.0 > after);
    let lines = lines_of(snapshot, explained.asked.at, part, &page.items, explained.wanted);
    let mut metrics = vec![explained.metric];
    if explained.metric.has_period() {
        metrics.extend([Metric::Gmv, Metric::ChannelFee].into_iter().filter(|&other| other != explained.metric));
    }
    let metrics: Arc<[Metric]> = metrics.into_iter().filter(|metric| metric.is_of_books()).collect();
    let items = lines.iter().filter_map(|line| {
        let facts = snapshot.facts(line.station)?;
        let totals = Totals { books: line.sums, ..Totals::default() };
        Some(ExplainRow {
            code: facts.code().to_owned(),
            name: facts.name().to_owned(),
            stage: line.stage.map(Stage::as_str),
            values: Values { totals, metrics: Arc::clone(&metrics) },
        })
    });
    Ok(ExplainPage {
        revision: snapshot.revision().0,
        part: part.as_str(),
        matched: page.matched,
        items: items.collect(),
        next: page.next,
    })
}
