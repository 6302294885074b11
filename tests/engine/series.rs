//! Statistics against the brute-force reading: by region, group and bucket.

use std::collections::BTreeMap;

use forecourt::base::date::Day;
use forecourt::engine::statistics::{Breakdown, Bucket, Buckets, Counts, Dimension, statistics};
use proptest::prelude::*;

use crate::model::{ADMIN, Case, SALES, Site, build, case, first_day, region_codes, sites};

type Key = (Option<String>, Vec<Option<String>>, Option<Day>);

fn add(counts: &mut Counts, site: &Site, at: Day) {
    if site.is_open(at) {
        counts.stages[site.stage(at).map_or(0, |stage| usize::from(stage.number()))] += 1;
    } else if site.is_closed(at) {
        counts.closed += 1;
    }
}

fn group(site: &Site, dimensions: &[Dimension], at: Day) -> Vec<Option<String>> {
    let value = |dimension: &Dimension| match dimension {
        Dimension::Brand => site.brand.clone(),
        Dimension::Operator => site.operator.clone(),
        Dimension::Energy => site.energy.map(|energy| energy.as_str().to_owned()),
        Dimension::Stage => site.stage(at).map(|stage| stage.as_str().to_owned()),
    };
    dimensions.iter().map(value).collect()
}

/// Rows that hold something, as a plain reading gives them.
fn expected(sites: &[Site], case: &Case, breakdown: &Breakdown) -> BTreeMap<Key, Counts> {
    let spans: Vec<(Option<Day>, Day)> = match &breakdown.buckets {
        Some(buckets) => buckets.spans().iter().map(|&(name, read)| (Some(name), read)).collect(),
        None => vec![(None, case.question.at)],
    };
    let mut rows: BTreeMap<Key, Counts> = BTreeMap::new();
    for (bucket, at) in spans {
        for site in sites.iter().filter(|site| case.means(site, at)) {
            let region = match breakdown.level {
                None => None,
                Some((set, level)) => match region_codes(site, set, at).get(level) {
                    Some(code) => Some((*code).to_owned()),
                    None => continue,
                },
            };
            add(rows.entry((region, group(site, &breakdown.group_by, at), bucket)).or_default(), site, at);
        }
    }
    rows.retain(|_, counts| *counts != Counts::default());
    rows
}

fn breakdown() -> impl Strategy<Value = Breakdown> {
    let dimensions = vec![Dimension::Brand, Dimension::Operator, Dimension::Energy, Dimension::Stage];
    let level = proptest::option::of(proptest::sample::select(vec![(ADMIN, 0), (ADMIN, 1), (SALES, 0)]));
    let buckets = proptest::option::of((proptest::sample::select(Bucket::ALL.to_vec()), 0..350_i32, 1..90_i32));
    (level, proptest::sample::subsequence(dimensions, 0..=2), buckets).prop_map(|(level, group_by, buckets)| {
        let buckets = buckets.map(|(bucket, from, days)| {
            Buckets::new(bucket, first_day().plus(from), first_day().plus(from + days)).expect("buckets")
        });
        Breakdown { level, group_by, buckets }
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn statistics_are_what_a_plain_reading_gives(
        sites in sites(80), case in case(), breakdown in breakdown(),
    ) {
        let snapshot = build(1, &sites);
        let answer = statistics(&snapshot, &case.question, &breakdown).expect("answer");
        let mut found: BTreeMap<Key, Counts> = BTreeMap::new();
        for row in &answer.rows {
            let code = row.region.map(|slot| {
                let (set, _) = breakdown.level.expect("level");
                let set = snapshot.geography().sets().iter().find(|index| index.id() == set).expect("set");
                set.region(slot).code.clone()
            });
            let before = found.insert((code, row.group.clone(), row.bucket), row.counts);
            prop_assert!(before.is_none(), "a row twice: {:?}", row);
        }
        found.retain(|_, counts| *counts != Counts::default());
        let wanted = expected(&sites, &case, &breakdown);
        if breakdown.level.is_some() || !breakdown.group_by.is_empty() || breakdown.buckets.is_some() {
            prop_assert_eq!(&found, &wanted);
        }

        let mut total = Counts::default();
        let mut unassigned = Counts::default();
        let at = case.question.at;
        for site in sites.iter().filter(|site| case.means(site, at)) {
            add(&mut total, site, at);
            if let Some((set, level)) = breakdown.level && region_codes(site, set, at).get(level).is_none() {
                add(&mut unassigned, site, at);
            }
        }
        prop_assert_eq!(answer.total, total);
        prop_assert_eq!(answer.unassigned, unassigned);
    }
}
