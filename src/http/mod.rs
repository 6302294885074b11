//! The API over HTTP: routes by resource, wire types, problem documents, the OpenAPI description.
//!
//! `query` reads parameters strictly and documents them, `wire` holds the JSON shapes, `problem` turns
//! errors into statuses, `answer` caches, compresses and revalidates. Everything else is a resource.
//! Handlers ask the live network and the engine; none of them touches the store.

mod answer;
mod app;
mod attachment;
mod basemap;
mod body;
mod campaigns;
mod changes;
mod comparisons;
mod contracts;
mod cooperation;
mod explain;
mod exports;
mod fallback;
mod fee_analysis;
mod fees;
mod fields;
mod find;
mod health;
mod history;
mod imports;
mod metrics;
mod network;
mod origin;
mod paging;
mod path;
mod performance;
mod problem;
mod query;
mod regions;
mod revisions;
mod server;
mod sheet;
mod stations;
mod stats;
mod styles;
mod templates;
mod tiles;
mod web;
pub mod wire;
mod written;

use axum::Router;
use axum::http::{Method, header};
use axum::routing::any;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::cors::{Any, CorsLayer};
use tower_http::csrf::CsrfLayer;
use utoipa::OpenApi as _;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use self::app::App;
pub use self::app::Options;
pub use self::imports::clear_uploads;
pub use self::server::serve;
use crate::live::Network;

/// What the description says of the API as a whole.
#[derive(utoipa::OpenApi)]
#[openapi(
    info(
        title = "Forecourt",
        description = "The station map: tiles, statistics and stations of a fuel and charging network, for any date.",
        license(name = "MIT OR Apache-2.0", identifier = "MIT OR Apache-2.0")
    ),
    components(schemas(problem::Document, wire::RevisionNews, wire::ImportNews)),
    tags(
        (name = "tiles", description = "Vector tiles, their TileJSON and styles"),
        (name = "statistics", description = "Numbers by region, group and time"),
        (name = "stations", description = "Stations and their cooperation"),
        (name = "contracts", description = "Contracts and their fee terms"),
        (name = "performance", description = "What stations sold, day by day"),
        (name = "campaigns", description = "Campaigns and who takes part in them"),
        (name = "regions", description = "Region sets"),
        (name = "comparisons", description = "Campaigns compared with what would have been without them"),
        (name = "imports", description = "Files to be taken in"),
        (name = "exports", description = "Files to be taken out"),
        (name = "service", description = "The network and its server")
    )
)]
struct Description;

/// Routes that only read: any page may ask them.
fn reading() -> OpenApiRouter<App> {
    OpenApiRouter::with_openapi(Description::openapi())
        .routes(routes!(tiles::stations::tilejson))
        .routes(routes!(tiles::stations::tile))
        .routes(routes!(tiles::regions::tilejson))
        .routes(routes!(tiles::regions::tile))
        .routes(routes!(styles::style))
        .routes(routes!(basemap::tile))
        .routes(routes!(basemap::file))
        .routes(routes!(stats::read, stats::read_area))
        .routes(routes!(explain::explain))
        .routes(routes!(explain::rows::rows))
        .routes(routes!(cooperation::changes::read))
        .routes(routes!(cooperation::funnel::read))
        .routes(routes!(fee_analysis::rates::read))
        .routes(routes!(fee_analysis::change::read))
        .routes(routes!(metrics::list))
        .routes(routes!(comparisons::read::read))
        .routes(routes!(comparisons::read::side_by_side))
        .routes(routes!(comparisons::saved::reproduce))
        .routes(routes!(regions::sets))
        .routes(routes!(regions::list))
        .routes(routes!(regions::read))
        .routes(routes!(regions::history::history))
        .routes(routes!(exports::read))
        .routes(routes!(templates::read))
        .routes(routes!(network::read))
        .routes(routes!(changes::subscribe))
        .routes(routes!(health::up))
        .routes(routes!(health::ready))
}

/// Routes that also write: only the application itself and programs may ask them to.
fn writing() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(stations::list::list, stations::write::create))
        .routes(routes!(stations::read::read, stations::write::edit, stations::write::delete))
        .routes(routes!(stations::read::timeline))
        .routes(routes!(stations::history::history))
        .routes(routes!(stations::cooperation::list, stations::cooperation::put))
        .routes(routes!(stations::cooperation::delete))
        .routes(routes!(cooperation::stages::put))
        .routes(routes!(stations::account::read))
        .routes(routes!(stations::notes::list, stations::notes::create))
        .routes(routes!(stations::notes::edit, stations::notes::delete))
        .routes(routes!(contracts::list::list, contracts::write::create))
        .routes(routes!(contracts::overlaps::list))
        .routes(routes!(contracts::read::read, contracts::write::edit, contracts::write::delete))
        .routes(routes!(contracts::history::history))
        .routes(routes!(fees::list::list, fees::write::put, fees::write::delete))
        .routes(routes!(performance::read::read, performance::write::put, performance::write::delete))
        .routes(routes!(campaigns::list::list, campaigns::write::create))
        .routes(routes!(campaigns::read::read, campaigns::write::edit, campaigns::write::delete))
        .routes(routes!(campaigns::history::history))
        .routes(routes!(campaigns::stations::list))
        .routes(routes!(campaigns::stations::put, campaigns::stations::delete))
        .routes(routes!(comparisons::saved::list, comparisons::write::save))
        .routes(routes!(comparisons::saved::read, comparisons::write::delete))
        .routes(routes!(revisions::list::list))
        .routes(routes!(revisions::undo::undo))
        .routes(routes!(imports::uploads::create))
        .routes(routes!(imports::uploads::inspect, imports::uploads::delete))
        .routes(routes!(imports::list, imports::upload::upload))
        .routes(routes!(imports::read))
        .routes(routes!(imports::errors::read))
}

/// The API of a network, and the web application.
pub fn router(network: Network, options: Options) -> Router {
    let app = App::new(network, options);
    let routes = reading().merge(writing().layer(CsrfLayer::new().with_rejection_response(|_| fallback::forbidden())));
    let (router, description) = routes.split_for_parts();
    router
        .merge(health::description(&description))
        .method_not_allowed_fallback(fallback::wrong_method)
        .fallback(fallback::elsewhere)
        .layer(cors())
        // What the application itself loads, in a frame of no origin, too. It has none of the headers that others read.
        .route("/assets/{*path}", any(fallback::elsewhere).layer(CorsLayer::new().allow_origin(Any)))
        .layer(CatchPanicLayer::custom(fallback::panicked))
        .with_state(app)
}

/// Makes ready what the first tile of the base map would wait for. Blocking.
pub fn warm_up() {
    basemap::warm_up();
}

/// The OpenAPI description of the API, made from its handlers.
pub fn openapi() -> utoipa::openapi::OpenApi {
    reading().merge(writing()).into_openapi()
}

/// Any page may read; writing from other pages is refused where it is written.
fn cors() -> CorsLayer {
    CorsLayer::new()
        .allow_origin(Any)
        .allow_methods([Method::GET, Method::HEAD, Method::POST])
        .allow_headers([header::CONTENT_TYPE, header::IF_NONE_MATCH, header::HeaderName::from_static("last-event-id")])
        .expose_headers([header::ETAG, header::CONTENT_DISPOSITION, answer::X_REVISION, imports::errors::OMITTED])
}
