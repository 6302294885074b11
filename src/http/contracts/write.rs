//! `POST`, `PATCH` and `DELETE` of contracts.

use axum::body::Body;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;

use super::draft;
use super::read::detail;
use crate::http::app::{App, author, blocking};
use crate::http::body::object_within;
use crate::http::fields::same_key;
use crate::http::metrics::Nothing;
use crate::http::path::Path;
use crate::http::problem::{Denied, Failed, Missing, Problem, Refused, TooLarge, Unprocessable, WrongMedia};
use crate::http::query::Query;
use crate::http::wire::{ContractDetail, ContractPatch, NewContract};
use crate::http::written::{SOURCE, created_at, gone, json};
use crate::live::{Entry, Removal};

/// Most bytes of a contract, which may cover very many stations.
const MOST_CONTRACT: u64 = 8 << 20;

/// Adds a contract.
///
/// Durable and visible everywhere when it is answered.
#[utoipa::path(
    post,
    path = "/api/v1/contracts",
    tag = "contracts",
    operation_id = "create_contract",
    params(("X-Actor" = Option<String>, Header, description = "Who does it; `api` when left out.")),
    request_body(content = NewContract, content_type = "application/json"),
    responses(
        (status = 201, description = "The contract as the write left it.", body = ContractDetail, headers(
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
    let map = object_within(&headers, body, &["application/json"], MOST_CONTRACT).await?;
    let NewContract { number, rest } = draft::new_contract(map)?;
    let draft = rest.draft(number.clone())?;
    blocking(move || {
        let written = app.network.create(&author, &Entry::Contract(draft))?.written.snapshot;
        let contract = detail(&app.network, &written, &number, app.network.today())?;
        created_at(written.revision(), &["contracts", &number], contract)
    })
    .await
}

/// Changes a contract.
///
/// A JSON merge patch (RFC 7396): a field left out stays, null clears it. Durable and visible everywhere
/// when it is answered.
#[utoipa::path(
    patch,
    path = "/api/v1/contracts/{number}",
    tag = "contracts",
    operation_id = "edit_contract",
    params(
        ("number" = String, Path, description = "The contract's number.", example = "HT-2026-001"),
        ("X-Actor" = Option<String>, Header, description = "Who does it; `api` when left out.")
    ),
    request_body(content((ContractPatch = "application/merge-patch+json"), (ContractPatch = "application/json"))),
    responses(
        (status = 200, description = "The contract as the write left it.", body = ContractDetail, headers(
            ("X-Revision" = u64, description = "The revision that the write made; none where nothing changed.")
        )),
        Refused, Missing, Denied, TooLarge, WrongMedia, Unprocessable, Failed
    )
)]
pub(in crate::http) async fn edit(
    State(app): State<App>,
    Path(number): Path<String>,
    headers: HeaderMap,
    _: Query<Nothing>,
    body: Body,
) -> Result<Response, Problem> {
    let author = author(&headers, SOURCE.into())?;
    let types = ["application/merge-patch+json", "application/json"];
    let mut map = object_within(&headers, body, &types, MOST_CONTRACT).await?;
    same_key(&mut map, "number", &number, "a contract's number cannot change")?;
    let draft = draft::patch(map)?.draft(number.clone())?;
    blocking(move || {
        let written = app.network.change(&author, &Entry::Contract(draft))?.written;
        Ok(json(written.revision, detail(&app.network, &written.snapshot, &number, app.network.today())?))
    })
    .await
}

/// Deletes a contract.
///
/// With its fee terms; its past stays in its history and in what was known before.
#[utoipa::path(
    delete,
    path = "/api/v1/contracts/{number}",
    tag = "contracts",
    operation_id = "delete_contract",
    params(
        ("number" = String, Path, description = "The contract's number.", example = "HT-2026-001"),
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
    Path(number): Path<String>,
    headers: HeaderMap,
    _: Query<Nothing>,
) -> Result<Response, Problem> {
    let author = author(&headers, SOURCE.into())?;
    let written = blocking(move || Ok(app.network.remove(&author, &Removal::Contract(number))?)).await?;
    Ok(gone(written.revision()))
}
