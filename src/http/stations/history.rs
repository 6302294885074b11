//! `GET /api/v1/stations/{code}/history`.

use axum::extract::State;
use axum::response::Response;
use serde_json::{Value, json as value};

use super::json;
use crate::base::ids::{RegionId, SetId};
use crate::domain::change::{Change, Diff};
use crate::domain::cooperation::StageEvent;
use crate::domain::station::{Energy, Station};
use crate::engine::Snapshot;
use crate::http::app::{App, blocking};
use crate::http::path::Path;
use crate::http::problem::{Failed, Missing, Problem, Refused};
use crate::http::query::{Declared, KNOWN_AT, Kind, Query, Takes, snapshot};
use crate::http::wire::{HistoryItem, HistoryPage};

/// Entries given when nobody says how many.
const USUAL: u32 = 100;

const LIMIT: Declared = Declared {
    name: "limit",
    kind: Kind::Whole(1, 1000),
    allowed: "a whole number from 1 to 1000",
    about: "Most entries to give; 100 when left out.",
    example: "100",
    required: false,
};

/// Parameters of a history.
pub(in crate::http) struct HistoryQuery;

impl Takes for HistoryQuery {
    const TAKES: &'static [&'static [Declared]] = &[&[KNOWN_AT, LIMIT]];
}

/// A station's history.
///
/// Every change to it, newest first: who, when, through what, before and after. That of a deleted station
/// stays.
#[utoipa::path(
    get,
    path = "/api/v1/stations/{code}/history",
    tag = "stations",
    operation_id = "read_history",
    params(("code" = String, Path, description = "The station's code.", example = "SH-001"), Query<HistoryQuery>),
    responses((status = 200, description = "What happened.", body = HistoryPage), Refused, Missing, Failed)
)]
pub(in crate::http) async fn history(
    State(app): State<App>,
    Path(code): Path<String>,
    query: Query<HistoryQuery>,
) -> Result<Response, Problem> {
    let limit = query.whole(&LIMIT)?.unwrap_or(USUAL) as usize;
    let snapshot = snapshot(&app.network, query.instant(&KNOWN_AT)?).await?;
    let network = app.network.clone();
    blocking(move || {
        let id = network.station_id(&code)?.ok_or_else(|| Problem::missing("station", &code))?;
        let entries = network.history(id, snapshot.revision(), limit)?;
        if entries.is_empty() {
            return Err(Problem::missing("station", &code));
        }
        let items = entries.into_iter().filter_map(|entry| {
            let (entity, before, after) = sides(&snapshot, entry.change)?;
            Some(HistoryItem {
                revision: entry.record.revision.0,
                recorded_at: entry.record.recorded_at.to_string(),
                actor: entry.record.author.actor,
                source: entry.record.author.source,
                entity,
                action: match (&before, &after) {
                    (None, _) => "created",
                    (_, None) => "deleted",
                    _ => "changed",
                },
                before,
                after,
            })
        });
        Ok(json(snapshot.revision(), HistoryPage { station: code, items: items.collect() }))
    })
    .await
}

/// What a change concerns, and both of its sides.
fn sides(snapshot: &Snapshot, change: Change) -> Option<(&'static str, Option<Value>, Option<Value>)> {
    fn both<T>(diff: &Diff<T>, show: impl Fn(&T) -> Value) -> (Option<Value>, Option<Value>) {
        (diff.before.as_ref().map(&show), diff.after.as_ref().map(&show))
    }
    let (entity, (before, after)) = match change {
        Change::Station { diff, .. } => ("station", both(&diff, station)),
        Change::Stage { diff, .. } => ("cooperation", both(&diff, event)),
        Change::Membership { set, diff, .. } => ("membership", both(&diff, |&id| membership(snapshot, set, id))),
        Change::Set(_) | Change::Region { .. } => return None,
    };
    Some((entity, before, after))
}

fn station(station: &Station) -> Value {
    let position = &station.position;
    value!({
        "code": station.code,
        "name": station.name,
        "energy": station.energy.map(Energy::as_str),
        "brand": station.brand,
        "operator": station.operator,
        "location": [position.location.lon(), position.location.lat()],
        "coordinates": super::view::coordinates(position),
        "address": station.address,
        "opened_on": station.opened_on.map(|day| day.to_string()),
        "closed_on": station.closed_on.map(|day| day.to_string()),
        "attributes": station.attributes,
    })
}

fn event(event: &StageEvent) -> Value {
    value!({"valid_from": event.valid_from.to_string(), "stage": event.stage.as_str(), "note": event.note})
}

/// A membership by codes; regions that are no more have none.
fn membership(snapshot: &Snapshot, set: SetId, id: RegionId) -> Value {
    let index = snapshot.geography().sets().iter().find(|index| index.id() == set);
    let region = index.and_then(|index| Some(index.region(index.slot(id)?)));
    value!({
        "set": index.map(|index| index.code()),
        "region": region.map(|region| &region.code),
        "name": region.map(|region| &region.name),
    })
}
