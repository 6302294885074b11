//! The ends of the calendar: the last day that we keep has no day after it, and is a day like any other.

use std::collections::BTreeMap;

use forecourt::base::date::Day;
use forecourt::base::ids::StationId;
use forecourt::base::location::LonLat;
use forecourt::domain::cooperation::Stage;
use forecourt::engine::filter::Filter;
use forecourt::engine::statistics::{Breakdown, Bucket, Buckets, Counts, Dimension, statistics};
use forecourt::engine::{Question, Snapshot};

use crate::model::{Site, build};

/// A comparison of days.
type Comparison = fn(&Day, &Day) -> bool;

/// The last four days; days of opening and closing are among them.
fn last_days() -> Vec<Day> {
    (-3..=0).map(|days| Day::MAX.plus(days)).collect()
}

/// A site for each pair of an opening and a closing day, or none.
fn network() -> (Vec<Site>, Snapshot) {
    let days: Vec<Option<Day>> = last_days().into_iter().map(Some).chain([None]).collect();
    let pairs = days.iter().flat_map(|&opened| days.iter().map(move |&closed| (opened, closed)));
    let sites: Vec<Site> = (0..)
        .zip(pairs)
        .map(|(id, (opened_on, closed_on))| Site {
            id: StationId(id),
            code: format!("S{id}"),
            name: String::new(),
            energy: None,
            brand: None,
            operator: None,
            location: LonLat::new(110.5, 31.0).expect("place"),
            opened_on,
            closed_on,
            timeline: vec![(Day::MAX.plus(-1), Stage::Signed), (Day::MAX, Stage::Online)],
            regions: Vec::new(),
        })
        .collect();
    let snapshot = build(1, &sites);
    (sites, snapshot)
}

fn add(counts: &mut Counts, site: &Site, at: Day) {
    if site.is_open(at) {
        counts.stages[site.stage(at).map_or(0, |stage| usize::from(stage.number()))] += 1;
    } else if site.is_closed(at) {
        counts.closed += 1;
    }
}

#[test]
fn filters_know_the_last_day() {
    let (sites, snapshot) = network();
    let at = Day::MAX;
    let check = |text: String, test: &dyn Fn(&Site) -> bool| {
        let question = Question { filter: Filter::parse(&text).expect("filter"), ..Question::on(at) };
        let mut wanted = Counts::default();
        sites.iter().filter(|site| test(site)).for_each(|site| add(&mut wanted, site, at));
        assert_eq!(
            statistics(&snapshot, &question, &Breakdown::default()).expect("answer").total.counts,
            wanted,
            "{text}"
        );
    };
    for (name, of) in
        [("opened_on", (|site| site.opened_on) as fn(&Site) -> Option<Day>), ("closed_on", |site| site.closed_on)]
    {
        for day in last_days() {
            let is = |test: Comparison| move |site: &Site| of(site).is_some_and(|value| test(&value, &day));
            let comparisons: [(&str, Comparison); 6] =
                [("=", Day::eq), ("<>", Day::ne), ("<", Day::lt), ("<=", Day::le), (">", Day::gt), (">=", Day::ge)];
            for (sign, test) in comparisons {
                check(format!("{name} {sign} DATE('{day}')"), &is(test));
                // Unknown days are neither.
                check(format!("NOT {name} {sign} DATE('{day}')"), &|site| {
                    of(site).is_some_and(|value| !test(&value, &day))
                });
            }
            check(format!("{name} IN (DATE('{day}'),DATE('2000-01-01'))"), &is(Day::eq));
            check(format!("{name} BETWEEN DATE('{day}') AND DATE('{}')", Day::MAX), &is(Day::ge));
            check(format!("{name} BETWEEN DATE('2000-01-01') AND DATE('{day}')"), &is(Day::le));
        }
    }
}

#[test]
fn buckets_reach_the_last_day() {
    let (sites, snapshot) = network();
    for bucket in Bucket::ALL {
        for group_by in [vec![], vec![Dimension::Stage]] {
            let buckets = Buckets::through(bucket, Day::MAX.plus(-40), Day::MAX).expect("buckets");
            let mut wanted: BTreeMap<(Option<Day>, Vec<Option<String>>), Counts> = BTreeMap::new();
            for &(name, read) in buckets.spans() {
                for site in &sites {
                    let stage = site.stage(read).map(|stage| stage.as_str().to_owned());
                    let group = group_by.iter().map(|_| stage.clone()).collect();
                    add(wanted.entry((Some(name), group)).or_default(), site, read);
                }
            }
            wanted.retain(|_, counts| *counts != Counts::default());
            let breakdown = Breakdown { buckets: Some(buckets), group_by, ..Breakdown::default() };
            let rows = statistics(&snapshot, &Question::on(Day::MAX), &breakdown).expect("answer").rows;
            let mut found: BTreeMap<_, _> =
                rows.into_iter().map(|row| ((row.bucket, row.group), row.totals.counts)).collect();
            found.retain(|_, counts| *counts != Counts::default());
            assert_eq!(found, wanted, "{bucket:?}");
        }
    }
}
