//! The change feed: live, resumed, and reset.

use std::time::Duration;

use axum::body::{Body, BodyDataStream};
use axum::http::{Method, StatusCode};
use futures_util::StreamExt as _;
use serde_json::{Value, json};
use tower::ServiceExt as _;

use crate::support::{Api, request};

/// An open feed.
struct Feed {
    stream: BodyDataStream,
    text: String,
}

/// An event: its name, id and data.
#[derive(Debug, PartialEq)]
struct Event(String, String, Value);

impl Feed {
    async fn open(api: &Api, path: &str, headers: &[(&str, &str)]) -> Self {
        let request = request(Method::GET, path, headers, Body::empty());
        let response = api.router.clone().oneshot(request).await.expect("infallible");
        assert_eq!(response.status(), StatusCode::OK);
        assert_eq!(response.headers()["content-type"], "text/event-stream");
        Self { stream: response.into_body().into_data_stream(), text: String::new() }
    }

    async fn next(&mut self) -> Event {
        loop {
            if let Some((event, rest)) = self.text.split_once("\n\n") {
                let field =
                    |name: &str| event.lines().find_map(|line| line.strip_prefix(name)).unwrap_or_default().trim();
                let data = serde_json::from_str(field("data:")).unwrap_or_default();
                let event = Event(field("event:").into(), field("id:").into(), data);
                self.text = self.text.split_off(self.text.len() - rest.len());
                if !event.0.is_empty() {
                    return event;
                }
                continue;
            }
            let piece = tokio::time::timeout(Duration::from_secs(20), self.stream.next()).await.expect("in time");
            self.text.push_str(&String::from_utf8_lossy(&piece.expect("more").expect("piece")));
        }
    }
}

async fn rename(api: &Api, code: &str, name: &str) {
    let path = format!("/api/v1/stations/{code}");
    let answer = api.put(Method::PATCH, &path, "application/json", &json!({"name": name})).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
}

#[tokio::test]
async fn commits_are_told_as_they_happen() {
    let api = Api::new();
    let mut feed = Feed::open(&api, "/api/v1/changes", &[]).await;
    rename(&api, "SH-1", "新名").await;
    let Event(name, id, data) = feed.next().await;
    assert_eq!((name.as_str(), id.as_str()), ("revision", "4"));
    assert_eq!(
        (&data["revision"], &data["stations"], &data["stations_count"]),
        (&json!(4), &json!(["SH-1"]), &json!(1))
    );
    assert_eq!((&data["actor"], &data["regions"]), (&json!("api"), &json!(false)));
    assert_eq!(data["tiles"], json!(["12/3430/1673"]));
    let bbox: Vec<f64> = serde_json::from_value(data["bbox"].clone()).expect("bbox");
    assert!((bbox[0] - 121.52).abs() < 1e-6 && (bbox[3] - 31.23).abs() < 1e-6, "{bbox:?}");
}

#[tokio::test]
async fn a_client_goes_on_where_it_was() {
    let api = Api::new();
    for (code, name) in [("SH-1", "a"), ("SH-2", "b"), ("SH-3", "c")] {
        rename(&api, code, name).await;
    }
    for (path, headers) in [
        ("/api/v1/changes", vec![("last-event-id", "4")]),
        ("/api/v1/changes?last_event_id=4", vec![]),
        ("/api/v1/changes?last_event_id=1", vec![("last-event-id", "4")]),
    ] {
        let mut feed = Feed::open(&api, path, &headers).await;
        let (fifth, sixth) = (feed.next().await, feed.next().await);
        assert_eq!((fifth.1.as_str(), &fifth.2["stations"]), ("5", &json!(["SH-2"])));
        assert_eq!((sixth.1.as_str(), &sixth.2["stations"]), ("6", &json!(["SH-3"])));
    }
    let mut feed = Feed::open(&api, "/api/v1/changes", &[("last-event-id", "6")]).await;
    rename(&api, "SH-5", "d").await;
    assert_eq!(feed.next().await.1, "7", "nothing is told twice");
}

#[tokio::test]
async fn a_client_from_elsewhere_is_told_to_load_anew() {
    let api = Api::new();
    let mut feed = Feed::open(&api, "/api/v1/changes", &[("last-event-id", "99")]).await;
    assert_eq!(feed.next().await, Event("reset".into(), "3".into(), json!({"revision": 3})));
    rename(&api, "SH-1", "x").await;
    assert_eq!(feed.next().await.1, "4");
}

#[tokio::test]
async fn a_client_that_lags_is_told_to_load_anew() {
    let api = Api::new();
    let mut feed = Feed::open(&api, "/api/v1/changes", &[]).await;
    for number in 0..300 {
        rename(&api, "SH-1", &number.to_string()).await;
    }
    let Event(name, id, _) = feed.next().await;
    assert_eq!((name.as_str(), id.as_str()), ("reset", "303"));
}
