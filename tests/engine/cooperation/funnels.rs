//! The three funnels.

use forecourt::base::date::{Day, Period};
use forecourt::domain::cooperation::Stage;
use forecourt::engine::Question;
use forecourt::engine::cooperation::{Cohort, Figure, Flow, Standing, cohort, flow, standing};
use forecourt::engine::statistics::{Bucket, Buckets};
use proptest::prelude::*;

use super::{Cell, cases, compare, day, fixture, levels, lively, one};
use crate::model::{Case, Site, build, first_day, sites};

/// Buckets over a period.
fn periods() -> impl Strategy<Value = (Period, Option<(Bucket, Buckets)>)> {
    (proptest::option::of(proptest::sample::select(Bucket::ALL.to_vec())), -20..380_i32, 1..300_i32).prop_map(
        |(bucket, from, days)| {
            let (from, to) = (first_day().plus(from), first_day().plus(from + days));
            let buckets = bucket.map(|bucket| (bucket, Buckets::new(bucket, from, to).expect("buckets")));
            (Period::new(from, Some(to)).expect("period"), buckets)
        },
    )
}

fn flow_of(sites: &[Site], case: &Case, period: Period, cell: Cell<'_>) -> Flow {
    let mut sum = Flow::default();
    for site in sites {
        let mut here = [0; 6];
        let mut before = None;
        for &(day, stage) in &site.timeline {
            let entered = before.replace(stage) != Some(stage);
            if entered && period.contains(day) && case.means(site, day) && cell(site, day, day) {
                here[usize::from(stage.number()) - 1] += 1;
            }
        }
        for (stage, count) in here.into_iter().enumerate() {
            sum.entries[stage] += count;
            sum.stations[stage] += u32::from(count > 0);
        }
    }
    sum
}

fn cohort_of(sites: &[Site], case: &Case, period: Period, cell: Cell<'_>) -> Cohort {
    let at = case.question.at;
    let mut sum = Cohort::default();
    let mut days: [Vec<u32>; 3] = Default::default();
    for site in sites.iter().filter(|site| case.means(site, at)) {
        let known: Vec<(Day, Stage)> = site.timeline.iter().copied().filter(|&(day, _)| day <= at).collect();
        let prospect = known.iter().find(|(_, stage)| *stage == Stage::Prospect).map(|&(day, _)| day);
        let Some(start) = prospect.or(known.first().map(|&(day, _)| day)) else { continue };
        if !period.contains(start) || !cell(site, at, start) {
            continue;
        }
        if prospect.is_none() {
            sum.never_prospect += 1;
            continue;
        }
        sum.size += 1;
        for (step, took) in days.iter_mut().enumerate() {
            let far = &Stage::STEPS[step + 1..];
            let mut after = known.iter().filter(|&&(day, stage)| day > start && far.contains(&stage));
            took.extend(after.next().map(|(day, _)| day.number() - start.number()));
        }
    }
    for (step, mut took) in days.into_iter().enumerate() {
        took.sort_unstable();
        sum.reached[step] = u32::try_from(took.len()).expect("small");
        sum.median_days[step] = match took.len() {
            0 => None,
            n if n % 2 == 1 => Some(f64::from(took[n / 2])),
            n => Some(f64::midpoint(f64::from(took[n / 2 - 1]), f64::from(took[n / 2]))),
        };
    }
    sum
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn a_stock_is_what_a_plain_reading_gives(sites in lively(60), case in cases(), level in levels()) {
        let snapshot = build(1, &sites);
        let at = case.question.at;
        compare(&snapshot, level, None, standing(&snapshot, &case.question, level).expect("answer"), |cell| {
            let mut sum = Standing::default();
            for site in sites.iter().filter(|site| case.means(site, at) && cell(site, at, at)) {
                sum.closed += u32::from(site.is_closed(at));
                if !site.is_open(at) {
                    continue;
                }
                sum.stages[site.stage(at).map_or(0, |stage| usize::from(stage.number()))] += 1;
                for (step, reached) in sum.reached.iter_mut().enumerate() {
                    let far = &Stage::STEPS[step..];
                    *reached += u32::from(site.timeline.iter().any(|(day, stage)| *day <= at && far.contains(stage)));
                }
            }
            sum
        });
    }

    #[test]
    fn a_flow_is_what_a_plain_reading_gives(
        sites in lively(50), case in cases(), level in levels(), (period, buckets) in periods(),
    ) {
        let snapshot = build(1, &sites);
        let cut = buckets.as_ref().map(|(bucket, buckets)| (*bucket, buckets));
        let table = flow(&snapshot, &case.question, period, level, cut.map(|(_, buckets)| buckets)).expect("answer");
        compare(&snapshot, level, cut, table, |cell| flow_of(&sites, &case, period, cell));
    }

    #[test]
    fn a_cohort_is_what_a_plain_reading_gives(
        sites in sites(50), case in cases(), level in levels(), (period, buckets) in periods(),
    ) {
        let snapshot = build(1, &sites);
        let cut = buckets.as_ref().map(|(bucket, buckets)| (*bucket, buckets));
        let table = cohort(&snapshot, &case.question, period, level, cut.map(|(_, buckets)| buckets)).expect("answer");
        compare(&snapshot, level, cut, table, |cell| cohort_of(&sites, &case, period, cell));
    }
}

fn span(from: &str, to: &str) -> Period {
    Period::new(day(from), Some(day(to))).expect("period")
}

#[test]
fn fixture_of_design_4_march_still_counts_it_signed_and_onlined() {
    let snapshot = fixture();
    let of = |at: &str, period| cohort(&snapshot, &Question::on(day(at)), period, None, None).expect("answer").total;
    let march = of("2026-05-15", span("2026-03-01", "2026-04-01"));
    assert_eq!((march.size, march.reached), (1, [1, 1, 1]));
    assert_eq!(march.median_days, [Some(19.0), Some(19.0), Some(31.0)]);
    assert_eq!(march.figures()[4], Figure::Part(1.0));
    assert_eq!(of("2026-03-25", span("2026-03-01", "2026-04-01")).reached, [1, 1, 0]);
    let april = of("2026-05-15", span("2026-04-01", "2026-05-01"));
    assert_eq!((april, april.figures()[4]), (Cohort::default(), Figure::Nothing));
}

#[test]
fn fixture_of_design_4_stock_and_flow() {
    let snapshot = fixture();
    let stock = |at: &str| standing(&snapshot, &Question::on(day(at)), None).expect("answer").total;
    let may = stock("2026-05-15");
    assert_eq!((may.stages, may.reached), ([0, 0, 0, 0, 0, 1, 0], [1, 1, 1, 1]));
    assert_eq!((stock("2026-03-25").stages[3], stock("2026-03-25").reached), (1, [1, 1, 1, 0]));
    let question = Question::on(day("2000-01-01"));
    let total = |period| flow(&snapshot, &question, period, None, None).expect("answer").total;
    assert_eq!(total(span("2026-03-01", "2026-04-01")).entries, [1, 0, 1, 0, 0, 0]);
    assert_eq!(total(span("2026-04-01", "2026-05-01")).entries, [0, 0, 0, 1, 0, 0], "the last day is not in it");
}

#[test]
fn the_last_day_of_all_is_a_day_like_any_other() {
    let snapshot = build(1, &[Site { timeline: vec![(Day::MAX, Stage::Prospect)], ..one() }]);
    let question = Question::on(Day::MAX);
    let period = Period::from_day(Day::MAX);
    let buckets = Buckets::through(Bucket::Year, Day::MAX, Day::MAX).expect("buckets");
    assert_eq!(flow(&snapshot, &question, period, None, Some(&buckets)).expect("answer").rows[0].values.entries[0], 1);
    assert_eq!(cohort(&snapshot, &question, period, None, Some(&buckets)).expect("answer").rows[0].values.size, 1);
}
