//! What is answered where no handler is: unknown paths, wrong methods, panics, foreign pages.

use std::any::Any;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};

use super::app::App;
use super::problem::Problem;
use super::web;

/// Paths that belong to the API: the web application never answers there.
const API: [&str; 9] =
    ["/api", "/tiles", "/styles", "/basemap", "/openapi.json", "/ogc", "/metrics", "/healthz", "/readyz"];

/// Any other path: a problem in the API's part, the web application elsewhere.
pub(super) async fn elsewhere(State(app): State<App>, request: Request) -> Response {
    let path = request.uri().path();
    let ours = |root: &&str| path.strip_prefix(*root).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    if API.iter().any(ours) {
        return Problem::missing("path", path).into_response();
    }
    if ![Method::GET, Method::HEAD].contains(request.method()) {
        let mut response = wrong_method(request).await;
        response.headers_mut().insert(header::ALLOW, HeaderValue::from_static("GET,HEAD"));
        return response;
    }
    web::page(&app, path, request.headers()).await.unwrap_or_else(IntoResponse::into_response)
}

/// A path that is there, asked by a method that is not.
pub(super) async fn wrong_method(request: Request) -> Response {
    let detail = format!("{} is not answered here; see the header Allow", request.method());
    Problem::new(StatusCode::METHOD_NOT_ALLOWED, detail).into_response()
}

/// A handler that panicked.
#[expect(clippy::needless_pass_by_value, reason = "what the layer asks for")]
pub(super) fn panicked(panic: Box<dyn Any + Send + 'static>) -> Response {
    let text = panic.downcast_ref::<String>().map(String::as_str).or_else(|| panic.downcast_ref::<&str>().copied());
    Problem::internal(&text.unwrap_or("a panic without words")).into_response()
}

/// A write from a page that is not ours.
pub(super) fn forbidden() -> Response<Body> {
    Problem::new(StatusCode::FORBIDDEN, "pages of other origins may read here, not write").into_response()
}
