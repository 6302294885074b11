//! Statistics against the brute-force reading: by region, group and bucket.

use std::collections::BTreeMap;

use forecourt::base::date::Day;
use forecourt::base::ids::StationId;
use forecourt::engine::Question;
use forecourt::engine::filter::Filter;
use forecourt::engine::statistics::{Breakdown, Bucket, Buckets, Counts, Dimension, MOST_CELLS, TooMany, statistics};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

use crate::model::{
    ADMIN, Asked, Case, SALES, Site, asked, both, build, case, either, filter, first_day, not, region_codes, region_id,
    site, sites, stage,
};

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

/// Rows that hold something, as a plain reading, date by date, gives them.
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
        Breakdown { level, group_by, buckets, wanted: None }
    })
}

/// Compares an answer with the plain reading.
fn compare(sites: &[Site], case: &Case, breakdown: &Breakdown) {
    let snapshot = build(1, sites);
    let answer = statistics(&snapshot, &case.question, breakdown).expect("answer");
    let mut found: BTreeMap<Key, Counts> = BTreeMap::new();
    for row in &answer.rows {
        let code = row.region.map(|slot| {
            let (set, _) = breakdown.level.expect("level");
            let set = snapshot.geography().sets().iter().find(|index| index.id() == set).expect("set");
            set.region(slot).code.clone()
        });
        let before = found.insert((code, row.group.clone(), row.bucket), row.totals.counts);
        assert!(before.is_none(), "a row twice: {row:?}");
    }
    found.retain(|_, counts| *counts != Counts::default());
    let wanted = expected(sites, case, breakdown);
    if breakdown.level.is_some() || !breakdown.group_by.is_empty() || breakdown.buckets.is_some() {
        assert_eq!(&found, &wanted);
    }

    let mut total = Counts::default();
    let mut unassigned = Counts::default();
    let at = case.question.at;
    for site in sites.iter().filter(|site| case.means(site, at)) {
        add(&mut total, site, at);
        if let Some((set, level)) = breakdown.level
            && region_codes(site, set, at).get(level).is_none()
        {
            add(&mut unassigned, site, at);
        }
    }
    assert_eq!(answer.total.counts, total);
    assert_eq!(answer.unassigned.counts, unassigned);
}

/// A filter that asks for the stage, so that it means other sites from bucket to bucket.
fn stage_filter() -> impl Strategy<Value = Asked> {
    let at = stage().prop_map(|stage| {
        asked(format!("stage = '{}'", stage.as_str()), move |site, at| site.stage(at).map(|now| now == stage))
    });
    let other = stage().prop_map(|stage| {
        asked(format!("stage <> '{}'", stage.as_str()), move |site, at| site.stage(at).map(|now| now != stage))
    });
    let none = Just(asked("stage IS NULL", |site, at| Some(site.stage(at).is_none())));
    (prop_oneof![at, other, none], filter(), 0..5_u8).prop_map(|(stage, filter, how)| match how {
        0 => stage,
        1 => both(stage, filter),
        2 => both(filter, not(stage)),
        3 => either(stage, filter),
        _ => not(either(filter, stage)),
    })
}

/// Buckets over any stretch of the model's dates, days and weeks most often.
fn long_buckets() -> impl Strategy<Value = Buckets> {
    let bucket = prop_oneof![2 => Just(Bucket::Day), 1 => proptest::sample::select(Bucket::ALL.to_vec())];
    (bucket, -20..380_i32, 1..420_i32).prop_map(|(bucket, from, days)| {
        Buckets::new(bucket, first_day().plus(from), first_day().plus(from + days)).expect("buckets")
    })
}

#[test]
fn a_network_without_stations_has_series_of_nothing() {
    let snapshot = build(1, &[]);
    let buckets = Buckets::new(Bucket::Month, first_day(), first_day().plus(300)).expect("buckets");
    for level in [None, Some((ADMIN, 1)), Some((SALES, 0))] {
        for group_by in [vec![], vec![Dimension::Brand], vec![Dimension::Stage]] {
            let breakdown = Breakdown { level, group_by, buckets: Some(buckets.clone()), wanted: None };
            let answer = statistics(&snapshot, &Question::on(first_day()), &breakdown).expect("answer");
            assert_eq!((answer.rows, answer.total.counts), (vec![], Counts::default()));
        }
    }
}

/// However narrow the runs between two changes of hands are, no more rows are begun than an answer may have.
#[test]
fn too_many_rows_are_refused_before_they_are_made() {
    let mut runner = TestRunner::deterministic();
    let drawn = site(0).new_tree(&mut runner).expect("a site").current();
    let sites: Vec<Site> = (0..2_000)
        .map(|id| Site {
            id: StationId(id),
            operator: Some(format!("operator {id}")),
            regions: vec![region_id("P2A")],
            opened_on: None,
            closed_on: None,
            ..drawn.clone()
        })
        .collect();
    let days = 4_000_usize;
    let buckets = Buckets::new(Bucket::Day, first_day(), first_day().plus(4_000)).expect("buckets");
    let group_by = vec![Dimension::Operator];
    let breakdown = Breakdown { level: Some((SALES, 0)), group_by, buckets: Some(buckets), wanted: None };
    let TooMany { rows, .. } =
        statistics(&build(1, &sites), &Question::on(first_day()), &breakdown).expect_err("too many");
    assert!((MOST_CELLS..=MOST_CELLS + days).contains(&rows), "{rows} were begun");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn statistics_are_what_a_plain_reading_gives(
        sites in sites(80), case in case(), breakdown in breakdown(),
    ) {
        compare(&sites, &case, &breakdown);
    }

    /// By stage, and by groups that change hands between the buckets.
    #[test]
    fn series_of_what_moves_with_time_are_what_a_plain_reading_gives(
        sites in sites(40), case in case(), filter in proptest::option::weighted(0.7, stage_filter()),
        breakdown in breakdown(), buckets in long_buckets(), by_stage in any::<bool>(), by_group in any::<bool>(),
    ) {
        let mut case = case;
        if let Some(filter) = filter {
            case.question.filter = Filter::parse(&filter.text).expect("filter");
            case.filter = filter;
        }
        let mut breakdown = Breakdown { buckets: Some(buckets), ..breakdown };
        if by_stage && !breakdown.group_by.contains(&Dimension::Stage) {
            breakdown.group_by.push(Dimension::Stage);
        }
        if by_group {
            breakdown.level = Some((SALES, 0));
        }
        compare(&sites, &case, &breakdown);
    }
}
