//! `GET /api/v1/regions/{set}/{code}/history`.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;

use super::find_set;
use crate::http::answer;
use crate::http::app::App;
use crate::http::history::{HISTORY, entries, limit};
use crate::http::path::Path;
use crate::http::problem::{Failed, Missing, Problem, Refused};
use crate::http::query::{Dated, Declared, Query, Takes, begun};
use crate::http::wire::RegionHistory;
use crate::live::Depth;
use crate::store::Subject;

/// Parameters of a history.
pub(in crate::http) struct HistoryQuery;

impl Takes for HistoryQuery {
    const TAKES: &'static [&'static [Declared]] = &[HISTORY];
}

/// A region's history.
///
/// Every change to its fields, to the region above it, to the admin regions that belong to it and while they do, and
/// to its geometry, newest first: who, when, through what, before and after. Of a geometry it is told how large it is,
/// and after a change by how many points and square kilometres it differs, not where it runs.
#[utoipa::path(
    get,
    path = "/api/v1/regions/{set}/{code}/history",
    tag = "regions",
    operation_id = "read_region_history",
    params(
        ("set" = String, Path, description = "The set's code.", example = "admin"),
        ("code" = String, Path, description = "The region's code.", example = "310000"),
        Query<HistoryQuery>
    ),
    responses((status = 200, description = "What happened.", body = RegionHistory), Refused, Missing, Failed)
)]
pub(in crate::http) async fn history(
    State(app): State<App>,
    Path((set, code)): Path<(String, String)>,
    headers: HeaderMap,
    query: Query<HistoryQuery>,
) -> Result<Response, Problem> {
    let limit = limit(&query)?;
    let dated = Dated::read(&query, &app.network, Depth::Stations).await?;
    begun(&query, dated.snapshot.geography())?;
    let (kind, network) = (dated.kind(), app.network.clone());
    let make = move || {
        let index = find_set(&dated.snapshot, &set)?;
        let subject = index.find(&code).map(|slot| Subject::Region(index.region(slot).id));
        let items = entries(&network, &dated.snapshot, subject, limit)?;
        let items = items.ok_or_else(|| Problem::missing(format!("region of set {set}"), &code))?;
        answer::json(&RegionHistory { set, code, items })
    };
    app.cache.once(&headers, kind, make).await
}
