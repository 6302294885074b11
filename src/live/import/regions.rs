//! Regions from a file: the set is made if it is not there, and every station finds its region anew.

use rustc_hash::{FxHashMap, FxHashSet};

use super::report::{ImportReport, Refusal};
use super::{ImportRequest, OnError, Watch, check_and_write, open, read};
use crate::base::ids::{RegionId, SetId};
use crate::domain::change::{Change, Diff};
use crate::domain::region::{ADMIN, Extent, Region, RegionDraft, RegionSet, SetKind};
use crate::domain::station::RuleError;
use crate::engine::Snapshot;
use crate::engine::geography::SetIndex;
use crate::exchange;
use crate::live::error::WriteError;
use crate::live::network::Network;
use crate::live::writes::membership_changes;
use crate::store::Store;

pub(super) fn run(network: &Network, request: &ImportRequest, watch: Watch<'_>) -> Result<ImportReport, Refusal> {
    let mut report = ImportReport::new(request);
    // The set is built in, so what it holds while the file is read it holds when it is written.
    let snapshot = network.current();
    let admin = snapshot.geography().set(ADMIN);
    let is_admin = |code: &str| admin.is_some_and(|admin| admin.find(code).is_some());
    let mut file = open(request)?;
    let drafts = read(&mut file, &request.options, &mut report, watch, |file, options, on_row, progress| {
        exchange::read_regions(file, options, &is_admin, on_row, progress)
    })?;
    if let Err(error) = check_set(&request.set) {
        return Err(Refusal::Write(error, Box::new(report)));
    }
    check_and_write(network, request, report, watch, |current, store, mut report| {
        let drafts = with_parents(current.geography().set(&request.set), &drafts, &mut report);
        count_changes(current, &request.set, &drafts, &mut report);
        report.sort();
        if report.rejected > 0 && request.on_error == OnError::Reject {
            return Ok((Vec::new(), report));
        }
        let drafts = drafts.into_iter().cloned().collect();
        Ok((changes(current, store, &request.set, drafts)?, report))
    })
}

/// Whether users may import into a set of that code.
fn check_set(set: &str) -> Result<(), WriteError> {
    if set == ADMIN {
        let reason = "the set `admin` is built in; give your regions a set of their own, such as --set mine";
        return Err(RuleError::new("set", set, reason).into());
    }
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-');
    if set.is_empty() || set.chars().count() > MOST_SET_CODE || !set.chars().all(plain) {
        let reason = "a set's code has 1 to 64 letters, digits, '_' and '-'";
        return Err(RuleError::new("set", set, reason).into());
    }
    Ok(())
}

/// Most characters of a set's code.
const MOST_SET_CODE: usize = 64;

/// The drafts whose parent the set or the file has. The others are rejected, and so is all that lies below
/// them: their parent may be in the file, in a row that is wrong.
fn with_parents<'d>(
    index: Option<&SetIndex>,
    drafts: &'d [(u64, RegionDraft)],
    report: &mut ImportReport,
) -> Vec<&'d RegionDraft> {
    let in_file: FxHashSet<&str> = drafts.iter().map(|(_, draft)| draft.code.as_str()).collect();
    let in_set = |code: &str| index.is_some_and(|index| index.find(code).is_some());
    // Code of a parent that only the file can have → what names it.
    let mut below: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
    for (at, (_, draft)) in drafts.iter().enumerate() {
        if let Some(parent) = draft.parent.as_deref().filter(|parent| !in_set(parent)) {
            below.entry(parent).or_default().push(at);
        }
    }
    let mut missing: Vec<&str> = below.keys().copied().filter(|parent| !in_file.contains(parent)).collect();
    let mut rejected = vec![false; drafts.len()];
    while let Some(code) = missing.pop() {
        for at in below.remove(code).unwrap_or_default() {
            rejected[at] = true;
            missing.push(&drafts[at].1.code);
        }
    }
    let mut kept = Vec::with_capacity(drafts.len());
    for ((line, draft), rejected) in drafts.iter().zip(rejected) {
        if rejected {
            let parent = draft.parent.as_deref().unwrap_or_default();
            let reason = "neither the set nor a row of the file that can be taken has a region of this code";
            report.reject_rule(*line, RuleError::new("parent", parent, reason));
        } else {
            kept.push(draft);
        }
    }
    kept
}

fn count_changes(current: &Snapshot, set: &str, drafts: &[&RegionDraft], report: &mut ImportReport) {
    let index = current.geography().set(set);
    for &draft in drafts {
        let before = index.and_then(|index| Some((index, index.find(&draft.code)?)));
        let before = before.map(|(index, slot)| {
            let region = index.region(slot);
            let parent = index.parent(slot).map(|slot| index.region(slot).code.clone());
            RegionDraft {
                code: region.code.clone(),
                name: region.name.clone(),
                level: region.level.clone(),
                parent,
                center: region.center,
                extent: region.extent.clone(),
            }
        });
        report.count(before.as_ref(), draft);
    }
}

/// The changes that make a set hold these regions as drafted; other regions of the set stay. Stations
/// that come to lie in another region change their membership with them.
pub(in crate::live) fn changes(
    current: &Snapshot,
    store: &dyn Store,
    set_code: &str,
    drafts: Vec<RegionDraft>,
) -> Result<Vec<Change>, WriteError> {
    let geography = current.geography();
    let Some(first) = drafts.first() else { return Ok(Vec::new()) };
    let kind = match first.extent {
        Extent::Shape(_) => SetKind::Polygons,
        Extent::Members(_) => SetKind::Groups,
    };
    let mut changes = Vec::new();
    let index = geography.set(set_code);
    let set = if let Some(index) = index {
        index.id()
    } else {
        let id = SetId(geography.sets().iter().map(|set| set.id().0 + 1).max().unwrap_or(1));
        changes.push(Change::Set(RegionSet { id, code: set_code.to_owned(), kind }));
        id
    };
    let ids = number(current, set_code, &drafts);
    for draft in drafts {
        draft.check()?;
        let id = ids[&draft.code];
        let before = index.and_then(|index| Some(index.region(index.find(&draft.code)?).clone()));
        let parent = match &draft.parent {
            None => None,
            Some(code) => Some(known(&ids, index, code).ok_or_else(|| {
                RuleError::new("parent", code, format!("region {} names a parent that the set has not", draft.code))
            })?),
        };
        let RegionDraft { code, name, level, center, extent, .. } = draft;
        let after = Region { id, set, code, name, level, parent, center, extent };
        if before.as_ref() != Some(&after) {
            changes.push(Change::Region { id, diff: Box::new(Diff { before, after: Some(after) }) });
        }
    }
    if kind == SetKind::Polygons && !changes.is_empty() && current.stations() > 0 {
        memberships(current, store, set, &mut changes)?;
    }
    Ok(changes)
}

/// Ids for the drafts by code: the ones they have, or new ones.
fn number(current: &Snapshot, set: &str, drafts: &[RegionDraft]) -> FxHashMap<String, RegionId> {
    let geography = current.geography();
    let index = geography.set(set);
    let all = geography.sets().iter().flat_map(|set| set.regions());
    let mut next = all.map(|region| region.id.0 + 1).max().unwrap_or(1);
    let mut ids = FxHashMap::default();
    for draft in drafts {
        let has = index.and_then(|index| Some(index.region(index.find(&draft.code)?).id));
        ids.entry(draft.code.clone()).or_insert_with(|| {
            has.unwrap_or_else(|| {
                next += 1;
                RegionId(next - 1)
            })
        });
    }
    ids
}

fn known(ids: &FxHashMap<String, RegionId>, index: Option<&SetIndex>, code: &str) -> Option<RegionId> {
    ids.get(code).copied().or_else(|| index.and_then(|index| Some(index.region(index.find(code)?).id)))
}

/// Adds the membership changes of every station that comes to lie in another region of the set.
fn memberships(current: &Snapshot, store: &dyn Store, set: SetId, changes: &mut Vec<Change>) -> Result<(), WriteError> {
    let sets = changes.iter().filter_map(|change| match change {
        Change::Set(set) => Some(set.clone()),
        _ => None,
    });
    let regions = changes.iter().filter_map(|change| match change {
        Change::Region { id, diff } => Some((*id, diff.after.clone())),
        _ => None,
    });
    let after = current.geography().with_changes(sets.collect(), regions)?;
    let Some(index) = after.sets().iter().find(|index| index.id() == set) else { return Ok(()) };
    // The store's locations, not the snapshot's, which are rounded to Mercator units.
    store.load(current.revision(), &mut |station| {
        let now = index.locate(station.location).map(|slot| (set, index.region(slot).id));
        let was = station.regions.iter().copied().find(|&(id, _)| id == set);
        changes.extend(membership_changes(station.id, was.as_slice(), now.as_slice()));
    })?;
    Ok(())
}
