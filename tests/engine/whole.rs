//! Sums that must agree, lists in order, and edits against a snapshot made from nothing.

use forecourt::base::ids::{Revision, StationId};
use forecourt::base::location::LonLat;
use forecourt::engine::list::{Near, Paging, SortKey, list};
use forecourt::engine::statistics::{Breakdown, statistics};
use forecourt::engine::tile::{Asked, Clustering, stations};
use forecourt::engine::{Question, Snapshot};
use proptest::prelude::*;

use crate::model::{Site, build, case, site, sites};
use crate::tiles::{Decoded, tiles_of};

/// All pages of a list, as ids.
fn pages(snapshot: &Snapshot, question: &Question, near: Option<Near>, paging: &Paging) -> (usize, Vec<StationId>) {
    let mut paging = paging.clone();
    let mut ids = Vec::new();
    loop {
        let page = list(snapshot, question, near, &paging);
        ids.extend(page.items.iter().map(|item| item.id));
        match page.next {
            Some(next) => paging.after = Some(next),
            None => return (page.matched, ids),
        }
    }
}

fn sort_keys() -> impl Strategy<Value = SortKey> {
    proptest::sample::select(vec![
        SortKey::Code,
        SortKey::Name,
        SortKey::Brand,
        SortKey::Operator,
        SortKey::Energy,
        SortKey::Stage,
        SortKey::OpenedOn,
        SortKey::ClosedOn,
    ])
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn tiles_statistics_and_lists_agree(sites in sites(150), case in case(), zoom in 0..=14_u8) {
        let snapshot = build(1, &sites);
        let tiles: u64 = tiles_of(&sites, zoom)
            .into_iter()
            .map(|tile| stations(&snapshot, &case.question, tile, Clustering::Auto, &Asked::default()).expect("tile"))
            .map(|bytes| Decoded::read(&bytes).count())
            .sum();
        let total = statistics(&snapshot, &case.question, &Breakdown::default()).expect("answer").total.counts;
        let (matched, ids) = pages(&snapshot, &case.question, None, &Paging { limit: 7, ..Paging::default() });
        let open = case.open(&sites);
        prop_assert_eq!(tiles, open.len() as u64);
        prop_assert_eq!(total.stations(), open.len() as u64);
        prop_assert_eq!((matched, ids.len()), (open.len(), open.len()));
    }

    #[test]
    fn lists_stand_in_order(
        sites in sites(400), case in case(), sort in sort_keys(), descending in any::<bool>(),
        skip in 0..450_usize, limit in 1..120_usize,
    ) {
        let snapshot = build(1, &sites);
        let paging = Paging { sort, descending, limit: 9, ..Paging::default() };
        let (_, ids) = pages(&snapshot, &case.question, None, &paging);
        let at = case.question.at;
        let key = |site: &Site| -> Option<(i64, String)> {
            match sort {
                SortKey::Code => Some((0, site.code.clone())),
                SortKey::Name => Some((0, site.name.clone())),
                SortKey::Brand => site.brand.clone().map(|brand| (0, brand)),
                SortKey::Operator => site.operator.clone().map(|operator| (0, operator)),
                SortKey::Energy => site.energy.map(|energy| (energy as i64, String::new())),
                SortKey::Stage => site.stage(at).map(|stage| (i64::from(stage.number()), String::new())),
                SortKey::OpenedOn => site.opened_on.map(|day| (i64::from(day.number()), String::new())),
                SortKey::ClosedOn => site.closed_on.map(|day| (i64::from(day.number()), String::new())),
                other => panic!("{other:?} is not drawn"),
            }
        };
        let mut open = case.open(&sites);
        open.sort_by(|a, b| {
            let order = match (key(a), key(b)) {
                (Some(a), Some(b)) if descending => b.cmp(&a),
                (Some(a), Some(b)) => a.cmp(&b),
                (a, b) => b.is_some().cmp(&a.is_some()),
            };
            order.then_with(|| a.code.cmp(&b.code))
        });
        prop_assert_eq!(&ids, &open.iter().map(|site| site.id).collect::<Vec<_>>());

        let page = list(&snapshot, &case.question, None, &Paging { skip, limit, ..paging });
        let here = &ids[skip.min(ids.len())..(skip + limit).min(ids.len())];
        prop_assert_eq!(page.items.iter().map(|item| item.id).collect::<Vec<_>>(), here);
        prop_assert_eq!(page.next.is_some(), !here.is_empty() && skip + limit < ids.len());
    }

    #[test]
    fn the_nearest_come_first(
        sites in sites(400), case in case(), lon in -180.0..180.0_f64, lat in -80.0..80.0_f64,
        home in any::<bool>(), radius in proptest::option::of(0.0..600_000.0_f64), limit in 0..20_usize,
        skip in 0..450_usize, descending in any::<bool>(),
    ) {
        let snapshot = build(1, &sites);
        let place = if home { LonLat::new(112.0, 31.0) } else { LonLat::new(lon, lat) }.expect("place");
        let distance = |site: &Site| place.distance_m(site.place().lonlat());
        let near = Near { place, radius };
        let paging = Paging { sort: SortKey::Distance, limit, ..Paging::default() };
        let page = list(&snapshot, &case.question, Some(near), &paging);
        let mut open = case.open(&sites);
        open.retain(|site| radius.is_none_or(|radius| distance(site) <= radius));
        open.sort_by(|a, b| distance(a).total_cmp(&distance(b)).then_with(|| a.code.cmp(&b.code)));
        prop_assert_eq!(page.matched, open.len());
        let first: Vec<StationId> = open.iter().take(limit).map(|site| site.id).collect();
        prop_assert_eq!(page.items.iter().map(|item| item.id).collect::<Vec<_>>(), first);
        prop_assert_eq!(page.next.is_some(), limit > 0 && open.len() > limit);

        if descending {
            open.sort_by(|a, b| distance(b).total_cmp(&distance(a)).then_with(|| a.code.cmp(&b.code)));
        }
        let paging = Paging { skip, descending, ..paging };
        let page = list(&snapshot, &case.question, Some(near), &paging);
        prop_assert_eq!(page.matched, open.len());
        let here: Vec<StationId> = open.iter().skip(skip).take(limit).map(|site| site.id).collect();
        prop_assert_eq!(page.items.iter().map(|item| item.id).collect::<Vec<_>>(), here.clone());
        prop_assert_eq!(page.next.is_some(), !here.is_empty() && open.len() > skip + limit);

        // From a cursor on, so many are left out of what is left.
        if let Some(next) = page.next {
            let rest = list(&snapshot, &case.question, Some(near), &Paging { after: Some(next), ..paging });
            let there: Vec<StationId> = open.iter().skip(2 * skip + limit).take(limit).map(|site| site.id).collect();
            prop_assert_eq!(rest.items.iter().map(|item| item.id).collect::<Vec<_>>(), there);
        }
    }

    #[test]
    fn edits_give_what_building_anew_gives(
        sites in sites(700), case in case(),
        edits in proptest::collection::vec((0..900_u32).prop_flat_map(|id| (site(id), any::<bool>())), 0..40),
        batch in 1..12_usize,
    ) {
        let mut now = sites.clone();
        let mut snapshot = build(1, &sites);
        let original = snapshot.clone();
        for (index, batch) in edits.chunks(batch).enumerate() {
            let mut changed: Vec<Site> = Vec::new();
            let mut gone = Vec::new();
            for (site, delete) in batch {
                let known = now.iter().any(|other| other.id == site.id);
                if changed.iter().any(|other: &Site| other.id == site.id) || gone.contains(&site.id) || *delete && !known {
                    continue;
                }
                now.retain(|other| other.id != site.id);
                if *delete { gone.push(site.id) } else {
                    now.push(site.clone());
                    changed.push(site.clone());
                }
            }
            let views: Vec<_> = changed.iter().map(Site::view).collect();
            snapshot = snapshot.apply(Revision(index as u64 + 2), &views, &gone);
        }
        let fresh = build(snapshot.revision().0, &now);
        prop_assert_eq!(snapshot.stations(), now.len());
        let everything = Paging { limit: 2_000, ..Paging::default() };
        prop_assert_eq!(
            list(&snapshot, &case.question, None, &everything),
            list(&fresh, &case.question, None, &everything)
        );
        for tile in tiles_of(&now, 5) {
            let of = |snapshot| Decoded::read(&stations(snapshot, &case.question, tile, Clustering::Auto, &Asked::default()).expect("tile"));
            let (mut found, mut wanted) = (of(&snapshot), of(&fresh));
            found.clusters.sort();
            wanted.clusters.sort();
            prop_assert_eq!(found, wanted);
        }
        for site in &now {
            prop_assert_eq!(snapshot.place_of(site.id), Some(site.place()));
        }
        // The older snapshot is as it was.
        prop_assert_eq!(
            list(&original, &case.question, None, &everything),
            list(&build(1, &sites), &case.question, None, &everything)
        );
    }
}
