//! `/api/v1/network`: what a client needs before its first question.

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};

use super::app::{App, blocking};
use super::metrics::Nothing;
use super::problem::{Failed, Problem, Refused};
use super::query::Query;
use super::wire::NetworkView;

/// The network as a whole.
///
/// Its newest revision, today's date in its zone, the days and the box in which something is to be seen.
#[utoipa::path(
    get,
    path = "/api/v1/network",
    tag = "service",
    operation_id = "read_network",
    responses((status = 200, description = "The network.", body = NetworkView), Refused, Failed)
)]
pub(super) async fn read(State(app): State<App>, _: Query<Nothing>) -> Result<Response, Problem> {
    let network = app.network.clone();
    let synthetic = blocking(move || Ok(network.is_synthetic()?)).await?;
    let snapshot = app.network.current();
    let span = snapshot.event_span();
    let view = NetworkView {
        revision: snapshot.revision().0,
        today: app.network.today().to_string(),
        zone: app.network.zone().to_owned(),
        stations: snapshot.stations(),
        first_event: span.map(|(first, _)| first.to_string()),
        last_event: span.map(|(_, last)| last.to_string()),
        extent: snapshot.bounds().map(|square| {
            let (nw, se) = (square.min.lonlat(), square.max.lonlat());
            [nw.lon(), se.lat(), se.lon(), nw.lat()]
        }),
        synthetic,
        basemap: app.options.basemap.clone(),
    };
    let revision = (super::answer::X_REVISION, HeaderValue::from(view.revision));
    Ok(([(header::CACHE_CONTROL, HeaderValue::from_static("no-cache")), revision], Json(view)).into_response())
}
