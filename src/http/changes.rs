//! `/api/v1/changes`: the change feed as server-sent events.

use std::collections::VecDeque;
use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::Extension;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use futures_util::stream::{Stream, unfold};
use tokio::sync::broadcast::{Receiver, error::RecvError};

use super::app::{App, blocking};
use super::imports;
use super::problem::{Failed, Problem, Refused};
use super::query::{Declared, Kind, Query, Takes};
use super::server::Closing;
use super::wire::{ImportNews, RevisionNews};
use crate::base::ids::Revision;
use crate::live::Network;
use crate::live::feed::{FeedEvent, RevisionEvent};

/// Revisions that are told again at most; who is further behind reloads.
const MOST_REPLAYED: usize = 1_000;
/// How often a silent feed says that it is alive.
const HEARTBEAT: Duration = Duration::from_secs(15);

const LAST_EVENT_ID: Declared = Declared {
    name: "last_event_id",
    kind: Kind::Text,
    allowed: "the id of an event, which is a revision's number",
    about: "Goes on after that revision, as the header Last-Event-ID does, for clients that cannot set it.",
    example: "12",
    required: false,
};

/// Parameters of the feed.
pub(super) struct ChangesQuery;

impl Takes for ChangesQuery {
    const TAKES: &'static [&'static [Declared]] = &[&[LAST_EVENT_ID]];
}

/// The change feed.
///
/// Server-sent events: `revision` (with the revision as id) for every commit, `import` for the progress of
/// imports, `reset` when the client has missed more than is told again and must load anew.
#[utoipa::path(
    get,
    path = "/api/v1/changes",
    tag = "service",
    operation_id = "subscribe_changes",
    params(
        ("Last-Event-ID" = Option<String>, Header, description = "Goes on after that revision."),
        Query<ChangesQuery>
    ),
    responses(
        (status = 200, description = "Events without end, data as RevisionNews or ImportNews.", body = String,
            content_type = "text/event-stream"),
        Refused,
        Failed
    )
)]
pub(super) async fn subscribe(
    State(app): State<App>,
    closing: Option<Extension<Closing>>,
    headers: HeaderMap,
    query: Query<ChangesQuery>,
) -> Result<Response, Problem> {
    let given = headers.get("last-event-id").and_then(|value| value.to_str().ok());
    let last = match given.or_else(|| query.text(&LAST_EVENT_ID)) {
        Some(text) => Some(Revision(text.parse().map_err(|_| LAST_EVENT_ID.refuse(text))?)),
        None => None,
    };
    // Listening begins before the past is read, so nothing falls between the two.
    let receiver = app.network.subscribe();
    let replayed = match last {
        Some(last) => replay(app.network.clone(), last).await?,
        None => Replay { events: VecDeque::new(), told: app.network.current().revision() },
    };
    let feed = Feed { network: app.network, receiver, replayed, closing: closing.map(|Extension(closing)| closing) };
    let events = Sse::new(stream(feed)).keep_alive(KeepAlive::new().interval(HEARTBEAT));
    // Proxies that buffer would hold events back.
    Ok(([("x-accel-buffering", "no"), ("cache-control", "no-store")], events).into_response())
}

/// What a client is told before it listens.
struct Replay {
    events: VecDeque<Event>,
    /// Everything up to here was told.
    told: Revision,
}

/// The commits after a revision, or a reset.
async fn replay(network: Network, last: Revision) -> Result<Replay, Problem> {
    blocking(move || {
        let current = network.current().revision();
        let missed = current.0.checked_sub(last.0);
        if missed.is_none_or(|missed| missed > MOST_REPLAYED as u64) {
            return Ok(Replay { events: [reset(current)].into(), told: current });
        }
        let Some(events) = network.changes_since(last, MOST_REPLAYED)? else {
            return Ok(Replay { events: [reset(current)].into(), told: current });
        };
        let told = events.last().map_or(last, |event| event.record.revision);
        Ok(Replay { events: events.iter().map(revision).collect(), told })
    })
    .await
}

struct Feed {
    network: Network,
    receiver: Receiver<Arc<FeedEvent>>,
    replayed: Replay,
    closing: Option<Closing>,
}

fn stream(feed: Feed) -> impl Stream<Item = Result<Event, Infallible>> + Send {
    unfold(feed, |mut feed| async move {
        let event = feed.next().await?;
        Some((Ok(event), feed))
    })
}

impl Feed {
    /// The next event; `None` when the server closes.
    async fn next(&mut self) -> Option<Event> {
        if let Some(event) = self.replayed.events.pop_front() {
            return Some(event);
        }
        loop {
            let received = match &mut self.closing {
                Some(closing) => tokio::select! {
                    () = closing.closed() => return None,
                    received = self.receiver.recv() => received,
                },
                None => self.receiver.recv().await,
            };
            match received {
                Ok(event) => match &*event {
                    FeedEvent::Revision(news) if news.record.revision > self.replayed.told => {
                        self.replayed.told = news.record.revision;
                        return Some(revision(news));
                    }
                    FeedEvent::Revision(_) => {}
                    &FeedEvent::Import { id, status, progress } => {
                        let news = ImportNews {
                            id: id.0.to_string(),
                            status: imports::status(status),
                            progress: imports::progress(progress),
                        };
                        return Some(data("import", &news));
                    }
                },
                Err(RecvError::Lagged(_)) => {
                    self.replayed.told = self.network.current().revision();
                    return Some(reset(self.replayed.told));
                }
                Err(RecvError::Closed) => return None,
            }
        }
    }
}

fn data(name: &str, data: &impl serde::Serialize) -> Event {
    Event::default().event(name).data(serde_json::to_string(data).unwrap_or_default())
}

fn reset(current: Revision) -> Event {
    data("reset", &serde_json::json!({"revision": current.0})).id(current.to_string())
}

fn revision(event: &RevisionEvent) -> Event {
    let record = &event.record;
    let news = RevisionNews {
        revision: record.revision.0,
        recorded_at: record.recorded_at.to_string(),
        actor: record.author.actor.clone(),
        source: record.author.source.clone(),
        stations: event.stations.clone(),
        stations_count: event.stations_count,
        regions: event.regions,
        tiles: event.tiles.as_ref().map(|tiles| tiles.iter().map(ToString::to_string).collect()),
        bbox: event.bounds.map(|(low, high)| [low.lon(), low.lat(), high.lon(), high.lat()]),
    };
    data("revision", &news).id(record.revision.to_string())
}
