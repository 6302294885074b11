//! A warm tile over HTTP, beside an axum handler that does nothing but return the same bytes with the same
//! headers from memory: served by the same loop of hyper and tokio, with the same allocator.

use std::path::Path;
use std::process::Command;

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Response, header};
use axum::routing::get;
use bytes::Bytes;

use crate::files::database;
use crate::measure::line;
use crate::network::TODAY;
use crate::service::{Service, client, encode};

const ROUNDS: usize = 5;
const SECONDS: u32 = 4;
/// The tile of Shanghai at zoom 8.
const TILE: &str = "/tiles/stations/8/214/104";

/// What the real service answers.
#[derive(Clone)]
struct Answer {
    headers: HeaderMap,
    bytes: Bytes,
}

impl Answer {
    fn of(url: &str, encoding: &str) -> Self {
        let mut answer = client().get(url).header("accept-encoding", encoding).call().expect("answer");
        let mut headers = answer.headers().clone();
        // Hyper writes these.
        for name in [header::DATE, header::CONTENT_LENGTH] {
            headers.remove(name);
        }
        let bytes = answer.body_mut().read_to_vec().expect("body").into();
        Self { headers, bytes }
    }

    fn respond(&self) -> Response<Body> {
        let mut response = Response::new(Body::from(self.bytes.clone()));
        *response.headers_mut() = self.headers.clone();
        response
    }
}

/// The bare handler: gives what the service at that address gives for [`TILE`]. Without end.
pub(crate) fn bare(service: &str) {
    let url = format!("{service}{TILE}?at={TODAY}");
    let [plain, gzip] = ["identity", "gzip"].map(|encoding| Answer::of(&url, encoding));
    let handler = get(async move |headers: HeaderMap| {
        let takes_gzip = headers.get(header::ACCEPT_ENCODING).is_some_and(|value| value == "gzip");
        if takes_gzip { gzip.respond() } else { plain.respond() }
    });
    let router = Router::new().route("/tiles/stations/{z}/{x}/{y}", handler);
    tokio::runtime::Runtime::new().expect("runtime").block_on(async {
        let listener = tokio::net::TcpListener::bind(("127.0.0.1", 0)).await.expect("listener");
        println!("http://{}/", listener.local_addr().expect("address"));
        forecourt::http::serve(listener, router, std::future::pending()).await.expect("served");
    });
}

/// Requests per second that `wrk` gets out of a URL.
fn rate(url: &str, encoding: &str) -> f64 {
    let output = Command::new("taskset")
        .args([
            "-c",
            "1",
            "wrk",
            "-t1",
            "-c32",
            &format!("-d{SECONDS}s"),
            "-H",
            &format!("Accept-Encoding: {encoding}"),
            url,
        ])
        .output()
        .expect("wrk");
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success() && !text.contains("Non-2xx"), "{text}");
    let line = text.lines().find_map(|line| line.strip_prefix("Requests/sec:"));
    line.and_then(|number| number.trim().parse().ok()).unwrap_or_else(|| panic!("{text}"))
}

/// The middle one.
fn median(mut numbers: Vec<f64>) -> f64 {
    numbers.sort_by(f64::total_cmp);
    numbers[numbers.len() / 2]
}

/// Loads both in turns, each on one core alone while the other one loads.
pub(crate) fn measure(folder: &Path) {
    let service = Service::forecourt(&database(folder)).pinned();
    let mut command = Command::new(std::env::current_exe().expect("program"));
    let bare = Service::start(command.args(["bare", &service.base]).env("PEERS", folder)).pinned();
    let filter = format!("&filter={}&stage=online,paused", encode("brand IN ('brand 1','brand 7')"));
    for (question, more) in [("a date", ""), ("a date and a filter", &filter)] {
        for encoding in ["identity", "gzip"] {
            let path = format!("{TILE}?at={TODAY}{more}");
            let urls = [&service, &bare].map(|service| format!("{}{path}", service.base));
            let [ours, theirs] = {
                let mut rates = [Vec::new(), Vec::new()];
                for _ in 0..ROUNDS {
                    for (rates, url) in rates.iter_mut().zip(&urls) {
                        rates.push(rate(url, encoding));
                    }
                }
                rates.map(median)
            };
            let bytes = Answer::of(&urls[0], encoding).bytes.len();
            line(
                format!("warm tile over HTTP, {question}, {encoding}, {bytes} bytes; bare axum handler"),
                format!("{ours:.0} /s"),
                format!("{theirs:.0} /s"),
                Some(ours / theirs),
                "≥ 0.70",
            );
        }
    }
}
