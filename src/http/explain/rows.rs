//! The stations of one part of a number.

use std::sync::Arc;

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;

use super::{Explained, METRIC};
use crate::base::ids::StationId;
use crate::domain::cooperation::Stage;
use crate::domain::metric::Metric;
use crate::engine::statistics::Totals;
use crate::engine::statistics::explain::{Line, Part};
use crate::http::answer;
use crate::http::app::App;
use crate::http::problem::{Failed, Problem, Refused};
use crate::http::query::{Declared, Kind, PERIOD, QUESTION, Query, Takes, number};
use crate::http::wire::{ExplainPage, ExplainRow, Values};

/// Stations of a page when nobody says how many.
const USUAL_PAGE: u32 = 100;

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

const LIMIT: Declared = Declared {
    name: "limit",
    kind: Kind::Whole(1, 1000),
    allowed: "a whole number from 1 to 1000",
    about: "Most stations of the page; 100 when left out.",
    example: "100",
    required: false,
};

const CURSOR: Declared = Declared {
    name: "cursor",
    kind: Kind::Text,
    allowed: "the `next` of a page of the same question",
    about: "Goes on where a page ended.",
    example: "",
    required: false,
};

/// Parameters of a part's stations.
pub(in crate::http) struct RowsQuery;

impl Takes for RowsQuery {
    const TAKES: &'static [&'static [Declared]] = &[QUESTION, PERIOD, &[METRIC, PART, LIMIT, CURSOR]];
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
    let limit = query.whole(&LIMIT)?.unwrap_or(USUAL_PAGE) as usize;
    let after = query.get(&CURSOR, number)?.map(StationId);
    let kind = explained.kind();
    app.cache.once(&headers, kind, move || answer::json(&page(&explained, part, limit, after)?)).await
}

fn page(explained: &Explained, part: Part, limit: usize, after: Option<StationId>) -> Result<ExplainPage, Problem> {
    let snapshot = &explained.asked.snapshot;
    let lines: Vec<Line> = explained.lines()?.into_iter().filter(|line| line.part == part).collect();
    let start = after.map_or(0, |after| lines.partition_point(|line| line.station <= after));
    let end = (start + limit).min(lines.len());
    let mut metrics = vec![explained.metric];
    if explained.metric.has_period() {
        metrics.extend([Metric::Gmv, Metric::ChannelFee].into_iter().filter(|&other| other != explained.metric));
    }
    let metrics: Arc<[Metric]> = metrics.into_iter().filter(|metric| metric.is_of_books()).collect();
    let items = lines[start..end].iter().filter_map(|line| {
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
        matched: lines.len(),
        items: items.collect(),
        next: lines[start..end].last().filter(|_| end < lines.len()).map(|last| last.station.0.to_string()),
    })
}
