//! `GET /api/v1/campaigns/{code}`.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;

use super::view;
use crate::base::date::Day;
use crate::engine::Snapshot;
use crate::http::app::App;
use crate::http::path::Path;
use crate::http::problem::{Failed, Missing, Problem, Refused};
use crate::http::query::{AT, Dated, Declared, KNOWN_AT, Query, Takes};
use crate::http::wire::CampaignDetail;
use crate::http::{answer, find};
use crate::live::{Depth, Network};

/// Parameters of a campaign.
pub(in crate::http) struct ReadQuery;

impl Takes for ReadQuery {
    const TAKES: &'static [&'static [Declared]] = &[&[AT, KNOWN_AT]];
}

/// A campaign.
///
/// With its state on the day.
#[utoipa::path(
    get,
    path = "/api/v1/campaigns/{code}",
    tag = "campaigns",
    operation_id = "read_campaign",
    params(("code" = String, Path, description = "The campaign's code.", example = "2026-618"), Query<ReadQuery>),
    responses((status = 200, description = "The campaign.", body = CampaignDetail), Refused, Missing, Failed)
)]
pub(in crate::http) async fn read(
    State(app): State<App>,
    Path(code): Path<String>,
    headers: HeaderMap,
    query: Query<ReadQuery>,
) -> Result<Response, Problem> {
    let dated = Dated::read(&query, &app.network, Depth::Books).await?;
    let (kind, network) = (dated.kind(), app.network.clone());
    let make = move || answer::json(&detail(&network, &dated.snapshot, &code, dated.at)?);
    app.cache.once(&headers, kind, make).await
}

/// A campaign with everything that is kept of it. Blocking.
pub(super) fn detail(network: &Network, snapshot: &Snapshot, code: &str, at: Day) -> Result<CampaignDetail, Problem> {
    let (_, book) = find::campaign(network, snapshot, code)?;
    let revision = snapshot.revision().0;
    Ok(CampaignDetail { campaign: view::campaign(book, at), at: at.to_string(), revision })
}
