//! `/api/v1/regions`: the sets and their trees.

pub(super) mod history;

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;

use super::answer::{self, Kind};
use super::app::App;
use super::path::Path;
use super::problem::{Failed, Missing, Problem, Refused};
use super::query::{AT, Declared, KNOWN_AT, LEVEL, Query, Takes, begun, snapshot};
use super::wire::{
    LevelView, MultiPolygon, RegionDetail, RegionPage, RegionRef, RegionView, SetPage, SetView, corners,
};
use crate::base::date::Day;
use crate::domain::region::SetKind;
use crate::engine::Snapshot;
use crate::engine::geography::SetIndex;
use crate::live::Depth;

const PARENT: Declared = Declared {
    name: "parent",
    kind: super::query::Kind::Text,
    allowed: "the code of a region of the set",
    about: "Only the regions right below this one.",
    example: "310000",
    required: false,
};

const GEOMETRY: Declared = Declared {
    name: "geometry",
    kind: super::query::Kind::Switch,
    allowed: "true or false",
    about: "Whether to give the region's polygons.",
    example: "true",
    required: false,
};

/// Parameters of the sets.
pub(super) struct SetsQuery;

impl Takes for SetsQuery {
    const TAKES: &'static [&'static [Declared]] = &[&[KNOWN_AT]];
}

/// Parameters of a set.
pub(super) struct ListQuery;

impl Takes for ListQuery {
    const TAKES: &'static [&'static [Declared]] = &[&[AT, KNOWN_AT, LEVEL, PARENT]];
}

/// Parameters of a region.
pub(super) struct ReadQuery;

impl Takes for ReadQuery {
    const TAKES: &'static [&'static [Declared]] = &[&[AT, KNOWN_AT, GEOMETRY]];
}

/// The region sets.
///
/// Every set with its levels from the top.
#[utoipa::path(
    get,
    path = "/api/v1/regions",
    tag = "regions",
    operation_id = "list_region_sets",
    params(Query<SetsQuery>),
    responses((status = 200, description = "The sets.", body = SetPage), Refused, Failed)
)]
pub(super) async fn sets(
    State(app): State<App>,
    headers: HeaderMap,
    query: Query<SetsQuery>,
) -> Result<Response, Problem> {
    let snapshot = snapshot(&app.network, query.instant(&KNOWN_AT)?, Depth::Stations).await?;
    let revision = snapshot.revision().0;
    app.cache
        .answer(&headers, Kind::json(revision), "regions".into(), move || {
            let sets = snapshot.geography().sets().iter().map(|set| SetView {
                set: set.code().to_owned(),
                kind: set.kind().as_str(),
                levels: set
                    .levels()
                    .iter()
                    .map(|level| LevelView { level: level.name.clone(), regions: level.regions.len() })
                    .collect(),
            });
            answer::json(&SetPage { revision, sets: sets.collect() })
        })
        .await
}

/// Regions of a set.
///
/// All of them, or those of a level, or those right below one. Where groups lie depends on the day.
#[utoipa::path(
    get,
    path = "/api/v1/regions/{set}",
    tag = "regions",
    operation_id = "list_regions",
    params(("set" = String, Path, description = "The set's code.", example = "admin"), Query<ListQuery>),
    responses((status = 200, description = "The regions.", body = RegionPage), Refused, Missing, Failed)
)]
pub(super) async fn list(
    State(app): State<App>,
    Path(code): Path<String>,
    headers: HeaderMap,
    query: Query<ListQuery>,
) -> Result<Response, Problem> {
    let snapshot = snapshot(&app.network, query.instant(&KNOWN_AT)?, Depth::Stations).await?;
    let revision = snapshot.revision().0;
    begun(&query, snapshot.geography())?;
    let set = find_set(&snapshot, &code)?;
    let level = super::query::level(&query, set)?;
    let parent = match query.text(&PARENT) {
        Some(code) => Some(set.find(code).ok_or_else(|| PARENT.refuse(code))?),
        None => None,
    };
    let day = day(&app, &query, set)?;
    let what = format!("regions {level:?} {parent:?} {day:?} {code}");
    app.cache
        .answer(&headers, Kind::json(revision), what, move || {
            let set = find_set(&snapshot, &code)?;
            let slots: Vec<u32> = match (parent, level) {
                (Some(parent), _) => set.children(parent).collect(),
                (None, Some(level)) => set.levels()[level].regions.clone(),
                (None, None) => (0..).take(set.len()).collect(),
            };
            let chosen = slots.into_iter().filter(|&slot| level.is_none_or(|level| set.level_of(slot) == level));
            answer::json(&RegionPage {
                revision,
                set: code,
                items: chosen.map(|slot| view(&snapshot, set, slot, day)).collect(),
            })
        })
        .await
}

/// A region.
///
/// With the regions above and right below it, and its polygons if asked for. Where groups lie depends on
/// the day.
#[utoipa::path(
    get,
    path = "/api/v1/regions/{set}/{code}",
    tag = "regions",
    operation_id = "read_region",
    params(
        ("set" = String, Path, description = "The set's code.", example = "admin"),
        ("code" = String, Path, description = "The region's code.", example = "310000"),
        Query<ReadQuery>
    ),
    responses((status = 200, description = "The region.", body = RegionDetail), Refused, Missing, Failed)
)]
pub(super) async fn read(
    State(app): State<App>,
    Path((set_code, code)): Path<(String, String)>,
    headers: HeaderMap,
    query: Query<ReadQuery>,
) -> Result<Response, Problem> {
    let snapshot = snapshot(&app.network, query.instant(&KNOWN_AT)?, Depth::Stations).await?;
    let revision = snapshot.revision().0;
    begun(&query, snapshot.geography())?;
    let set = find_set(&snapshot, &set_code)?;
    let slot = set.find(&code).ok_or_else(|| Problem::missing(format!("region of set {set_code}"), &code))?;
    let geometry = query.switch(&GEOMETRY)?;
    let day = day(&app, &query, set)?;
    let what = format!("region {geometry} {slot} {day:?} {set_code}");
    app.cache
        .answer(&headers, Kind::json(revision), what, move || {
            let set = find_set(&snapshot, &set_code)?;
            let mut ancestors: Vec<RegionRef> = set.ancestors(slot).map(|slot| reference(set, slot)).collect();
            ancestors.reverse();
            answer::json(&RegionDetail {
                region: view(&snapshot, set, slot, day),
                ancestors,
                items: set.children(slot).map(|slot| view(&snapshot, set, slot, day)).collect(),
                geometry: if geometry { snapshot.geography().shape(set, slot, day).map(MultiPolygon) } else { None },
                set: set_code,
                revision,
            })
        })
        .await
}

fn find_set<'s>(snapshot: &'s Snapshot, code: &str) -> Result<&'s SetIndex, Problem> {
    snapshot.geography().set(code).ok_or_else(|| Problem::missing("region set", code))
}

/// The first day on which the regions are as on the day asked, so that all the days until their next change
/// share an answer; for polygons, which are the same on any day, the first of all.
fn day<T: Takes>(app: &App, query: &Query<T>, set: &SetIndex) -> Result<Day, Problem> {
    let given = query.day(&AT)?;
    if set.kind() == SetKind::Polygons {
        return Ok(Day::MIN);
    }
    let asked = given.unwrap_or_else(|| app.network.today());
    let come = set.changes().partition_point(|&change| change <= asked);
    Ok(set.changes()[..come].last().copied().unwrap_or(Day::MIN))
}

fn view(snapshot: &Snapshot, set: &SetIndex, slot: u32, day: Day) -> RegionView {
    let region = set.region(slot);
    RegionView {
        code: region.code.clone(),
        name: region.name.clone(),
        level: region.level.clone(),
        parent: set.parent(slot).map(|above| set.region(above).code.clone()),
        center: region.center.map(|center| [center.lon(), center.lat()]),
        bbox: snapshot.geography().bounds(set, slot, day).map(corners),
        children: set.children(slot).count(),
    }
}

/// A region by name only.
pub(super) fn reference(set: &SetIndex, slot: u32) -> RegionRef {
    let region = set.region(slot);
    RegionRef { code: region.code.clone(), name: region.name.clone(), level: region.level.clone() }
}
