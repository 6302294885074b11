//! What happened to a region: its fields and members are shown whole, and of its geometry how large it is and how much
//! of it is another one.

use std::collections::BTreeSet;

use serde_json::{Value, json as value};

use super::text;
use crate::base::ids::{RegionId, SetId};
use crate::base::shape::{Shape, Vertex};
use crate::domain::change::Diff;
use crate::domain::region::{Extent, Member, Region};
use crate::engine::Snapshot;

/// Both sides of a change to a region. Where its geometry changed, the later one says by how much.
pub(super) fn sides(snapshot: &Snapshot, diff: &Diff<Region>) -> (Option<Value>, Option<Value>) {
    let [before, mut after] = [&diff.before, &diff.after].map(|side| side.as_ref().map(|kept| region(snapshot, kept)));
    if let (Some(was), Some(is), Some(shown)) = (shape(diff.before.as_ref()), shape(diff.after.as_ref()), &mut after) {
        shown["geometry"]["change"] = change(was, is);
    }
    (before, after)
}

fn shape(side: Option<&Region>) -> Option<&Shape> {
    match &side?.extent {
        Extent::Shape(shape) => Some(shape),
        Extent::Members(_) => None,
    }
}

/// A region; the one above it by its code, which a region that is no more has none of.
fn region(snapshot: &Snapshot, region: &Region) -> Value {
    let (geometry, members) = match &region.extent {
        Extent::Shape(shape) => (Some(geometry(shape)), None),
        Extent::Members(members) => (None, Some(members.iter().map(member).collect::<Vec<_>>())),
    };
    value!({
        "set": snapshot.geography().sets().iter().find(|index| index.id() == region.set).map(|index| index.code()),
        "code": region.code,
        "name": region.name,
        "level": region.level,
        "parent": region.parent.and_then(|parent| code(snapshot, region.set, parent)),
        "center": region.center.map(|center| [center.lon(), center.lat()]),
        "members": members,
        "geometry": geometry,
    })
}

fn code(snapshot: &Snapshot, set: SetId, id: RegionId) -> Option<&str> {
    let index = snapshot.geography().sets().iter().find(|index| index.id() == set)?;
    Some(index.region(index.slot(id)?).code.as_str())
}

fn member(member: &Member) -> Value {
    value!({
        "admin": member.admin,
        "from": text(member.period.from()),
        "to": member.period.to().map(text),
    })
}

fn geometry(shape: &Shape) -> Value {
    value!({
        "polygons": shape.polygons().len(),
        "points": shape.vertices(),
        "area_km2": rounded(shape.area_km2()),
    })
}

/// By how much one geometry differs from the one before; null where they are the same.
fn change(before: &Shape, after: &Shape) -> Value {
    fn points(shape: &Shape) -> BTreeSet<&Vertex> {
        shape.polygons().iter().flatten().flatten().collect()
    }
    if before == after {
        return Value::Null;
    }
    let (was, is) = (points(before), points(after));
    value!({
        "points_added": is.difference(&was).count(),
        "points_removed": was.difference(&is).count(),
        "area_km2": rounded(after.area_km2() - before.area_km2()),
    })
}

/// Square kilometres to the square metre.
fn rounded(area: f64) -> f64 {
    (area * 1e6).round() / 1e6
}
