//! `GET /api/v1/campaigns/{code}/history`.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;

use crate::http::answer;
use crate::http::app::App;
use crate::http::history::{HISTORY, entries, limit};
use crate::http::path::Path;
use crate::http::problem::{Failed, Missing, Problem, Refused};
use crate::http::query::{Dated, Declared, Query, Takes};
use crate::http::wire::CampaignHistory;
use crate::live::Depth;
use crate::store::Subject;

/// Parameters of a history.
pub(in crate::http) struct HistoryQuery;

impl Takes for HistoryQuery {
    const TAKES: &'static [&'static [Declared]] = &[HISTORY];
}

/// A campaign's history.
///
/// Every change to it, to who takes part in it and to its saved comparisons, newest first: who, when, through what,
/// before and after. That of a deleted campaign stays.
#[utoipa::path(
    get,
    path = "/api/v1/campaigns/{code}/history",
    tag = "campaigns",
    operation_id = "read_campaign_history",
    params(
        ("code" = String, Path, description = "The campaign's code.", example = "2026-618"),
        Query<HistoryQuery>
    ),
    responses((status = 200, description = "What happened.", body = CampaignHistory), Refused, Missing, Failed)
)]
pub(in crate::http) async fn history(
    State(app): State<App>,
    Path(code): Path<String>,
    headers: HeaderMap,
    query: Query<HistoryQuery>,
) -> Result<Response, Problem> {
    let limit = limit(&query)?;
    let dated = Dated::read(&query, &app.network, Depth::Stations).await?;
    let (kind, network) = (dated.kind(), app.network.clone());
    let make = move || {
        let subject = network.campaign_id(&code)?.map(Subject::Campaign);
        let items = entries(&network, &dated.snapshot, subject, limit)?;
        let items = items.ok_or_else(|| Problem::missing("campaign", &code))?;
        answer::json(&CampaignHistory { campaign: code, items })
    };
    app.cache.once(&headers, kind, make).await
}
