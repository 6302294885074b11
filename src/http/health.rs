//! `/healthz`, `/readyz` and `/openapi.json`.

use axum::extract::State;
use axum::http::header;
use axum::routing::get;
use axum::{Json, Router};
use utoipa::openapi::OpenApi;

use super::app::{App, blocking};
use super::problem::{Failed, Problem};
use super::wire::{Health, Readiness};

/// Whether the process is up.
#[utoipa::path(
    get,
    path = "/healthz",
    tag = "service",
    operation_id = "healthz",
    responses((status = 200, description = "It is.", body = Health))
)]
pub(super) async fn up() -> Json<Health> {
    Json(Health { status: "up", version: env!("CARGO_PKG_VERSION") })
}

/// Whether questions can be answered: a snapshot is published and the store can be read.
#[utoipa::path(
    get,
    path = "/readyz",
    tag = "service",
    operation_id = "readyz",
    responses((status = 200, description = "They can.", body = Readiness), Failed)
)]
pub(super) async fn ready(State(app): State<App>) -> Result<Json<Readiness>, Problem> {
    let network = app.network.clone();
    blocking(move || Ok(network.check_store()?)).await?;
    Ok(Json(Readiness { status: "ready", revision: app.network.current().revision().0 }))
}

/// The route of the description itself.
pub(super) fn description(description: &OpenApi) -> Router<App> {
    let text = serde_json::to_string(description).unwrap_or_default();
    let headers = [(header::CONTENT_TYPE, "application/json"), (header::CACHE_CONTROL, "no-cache")];
    Router::new().route("/openapi.json", get(async move || (headers, text.clone())))
}
