//! `POST`, `PATCH` and `DELETE` of campaigns.

use axum::body::Body;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;

use super::draft;
use super::read::detail;
use crate::http::app::{App, author, blocking};
use crate::http::body::object;
use crate::http::fields::same_key;
use crate::http::metrics::Nothing;
use crate::http::path::Path;
use crate::http::problem::{Denied, Failed, Missing, Problem, Refused, TooLarge, Unprocessable, WrongMedia};
use crate::http::query::Query;
use crate::http::wire::{CampaignDetail, CampaignPatch, NewCampaign};
use crate::http::written::{SOURCE, created_at, gone, json};
use crate::live::{Entry, Removal};

/// Adds a campaign.
///
/// Durable and visible everywhere when it is answered.
#[utoipa::path(
    post,
    path = "/api/v1/campaigns",
    tag = "campaigns",
    operation_id = "create_campaign",
    params(("X-Actor" = Option<String>, Header, description = "Who does it; `api` when left out.")),
    request_body(content = NewCampaign, content_type = "application/json"),
    responses(
        (status = 201, description = "The campaign as the write left it.", body = CampaignDetail, headers(
            ("Location" = String, description = "Where it is."),
            ("X-Revision" = u64, description = "The revision that the write made.")
        )),
        Refused, Denied, TooLarge, WrongMedia, Unprocessable, Failed
    )
)]
pub(in crate::http) async fn create(
    State(app): State<App>,
    headers: HeaderMap,
    _: Query<Nothing>,
    body: Body,
) -> Result<Response, Problem> {
    let author = author(&headers, SOURCE.into())?;
    let map = object(&headers, body, &["application/json"]).await?;
    let NewCampaign { code, rest } = draft::new_campaign(map)?;
    let draft = rest.draft(code.clone())?;
    blocking(move || {
        let written = app.network.create(&author, &Entry::Campaign(draft))?.written.snapshot;
        let campaign = detail(&app.network, &written, &code, app.network.today())?;
        created_at(written.revision(), &["campaigns", &code], campaign)
    })
    .await
}

/// Changes a campaign.
///
/// A JSON merge patch (RFC 7396): a field left out stays, null clears it. Durable and visible everywhere
/// when it is answered.
#[utoipa::path(
    patch,
    path = "/api/v1/campaigns/{code}",
    tag = "campaigns",
    operation_id = "edit_campaign",
    params(
        ("code" = String, Path, description = "The campaign's code.", example = "2026-618"),
        ("X-Actor" = Option<String>, Header, description = "Who does it; `api` when left out.")
    ),
    request_body(content((CampaignPatch = "application/merge-patch+json"), (CampaignPatch = "application/json"))),
    responses(
        (status = 200, description = "The campaign as the write left it.", body = CampaignDetail, headers(
            ("X-Revision" = u64, description = "The revision that the write made; none where nothing changed.")
        )),
        Refused, Missing, Denied, TooLarge, WrongMedia, Unprocessable, Failed
    )
)]
pub(in crate::http) async fn edit(
    State(app): State<App>,
    Path(code): Path<String>,
    headers: HeaderMap,
    _: Query<Nothing>,
    body: Body,
) -> Result<Response, Problem> {
    let author = author(&headers, SOURCE.into())?;
    let types = ["application/merge-patch+json", "application/json"];
    let mut map = object(&headers, body, &types).await?;
    same_key(&mut map, "code", &code, "a campaign's code cannot change")?;
    let draft = draft::patch(map)?.draft(code.clone())?;
    blocking(move || {
        let written = app.network.change(&author, &Entry::Campaign(draft))?.written;
        Ok(json(written.revision, detail(&app.network, &written.snapshot, &code, app.network.today())?))
    })
    .await
}

/// Deletes a campaign.
///
/// With who takes part and its saved comparisons; its past stays in its history and in what was known before.
#[utoipa::path(
    delete,
    path = "/api/v1/campaigns/{code}",
    tag = "campaigns",
    operation_id = "delete_campaign",
    params(
        ("code" = String, Path, description = "The campaign's code.", example = "2026-618"),
        ("X-Actor" = Option<String>, Header, description = "Who does it; `api` when left out.")
    ),
    responses(
        (status = 204, description = "It is gone.", headers(
            ("X-Revision" = u64, description = "The revision that the write made.")
        )),
        Refused, Missing, Denied, Failed
    )
)]
pub(in crate::http) async fn delete(
    State(app): State<App>,
    Path(code): Path<String>,
    headers: HeaderMap,
    _: Query<Nothing>,
) -> Result<Response, Problem> {
    let author = author(&headers, SOURCE.into())?;
    let written = blocking(move || Ok(app.network.remove(&author, &Removal::Campaign(code))?)).await?;
    Ok(gone(written.revision()))
}
