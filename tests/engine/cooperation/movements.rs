//! Movements: the net change is the difference of what statistics count online on the two days, for every question
//! and in every region.

use std::collections::BTreeMap;

use forecourt::base::date::Day;
use forecourt::base::ids::StationId;
use forecourt::domain::cooperation::Stage;
use forecourt::domain::movement::Movement;
use forecourt::engine::cooperation::{Level, Moved, Moves, changes, moved};
use forecourt::engine::statistics::{Breakdown, Counts, statistics};
use forecourt::engine::{Question, Snapshot};
use proptest::prelude::*;

use super::{cases, compare, day, fixture, levels, lively, one};
use crate::model::{SALES, Site, build, first_day, region_id};

fn is_online(site: &Site, day: Day) -> bool {
    site.is_open(day) && site.stage(day) == Some(Stage::Online)
}

/// The movement of a site that counts on one of two days: on the later one when it was gained.
fn movement(site: &Site, from: Day, to: Day, gained: bool) -> Movement {
    if gained {
        let mut before = (first_day().number()..from.number()).filter_map(Day::from_number);
        let again = !is_online(site, from) && before.any(|day| is_online(site, day));
        return if again { Movement::Resumed } else { Movement::Joined };
    }
    if site.is_open(to) && site.stage(to) == Some(Stage::Paused) { Movement::Paused } else { Movement::Left }
}

/// The first day of those up to `to` since which the site is as it is then.
fn since(site: &Site, to: Day) -> Day {
    let now = is_online(site, to);
    let days = (0..=to.number()).rev().filter_map(Day::from_number);
    days.take_while(|&day| is_online(site, day) == now).last().expect("to itself")
}

fn online(snapshot: &Snapshot, question: &Question, at: Day, level: Level) -> BTreeMap<Option<u32>, i64> {
    let breakdown = Breakdown { level, ..Breakdown::default() };
    let answer = statistics(snapshot, &Question { at, ..question.clone() }, &breakdown).expect("answer");
    let count = |counts: Counts| i64::try_from(counts.at(Stage::Online)).expect("small");
    let rows = answer.rows.iter().map(|row| (row.region, count(row.totals.counts)));
    // The total stands under a region that there is not.
    rows.chain([(None, count(answer.unassigned.counts)), (Some(u32::MAX), count(answer.total.counts))]).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn net_changes_are_the_difference_of_statistics(
        sites in lively(60), case in cases(), gap in 1..300_i32, level in levels(),
    ) {
        let snapshot = build(1, &sites);
        let (from, to) = (case.question.at.plus(-gap), case.question.at);
        let table = changes(&snapshot, &case.question, from, level).expect("answer");
        let (before, after) =
            (online(&snapshot, &case.question, from, level), online(&snapshot, &case.question, to, level));
        let rows = table.rows.iter().map(|row| (row.region, row.values));
        for (region, moves) in rows.chain([(None, table.unassigned), (Some(u32::MAX), table.total)]) {
            prop_assert_eq!(i64::from(moves.before), before[&region]);
            prop_assert_eq!(i64::from(moves.after), after[&region]);
            prop_assert_eq!(moves.net(), after[&region] - before[&region]);
        }
    }

    #[test]
    fn movements_are_what_a_plain_reading_gives(
        sites in lively(60), case in cases(), gap in 1..300_i32, level in levels(),
    ) {
        let snapshot = build(1, &sites);
        let (from, to) = (case.question.at.plus(-gap), case.question.at);
        let counts = |site: &Site, day| case.means(site, day) && is_online(site, day);
        let table = changes(&snapshot, &case.question, from, level).expect("answer");
        compare(&snapshot, level, None, table, |cell| {
            let mut moves = Moves::default();
            for site in &sites {
                let (then, now) =
                    (counts(site, from) && cell(site, from, from), counts(site, to) && cell(site, to, to));
                moves.before += u32::from(then);
                moves.after += u32::from(now);
                if then != now {
                    moves.moved[movement(site, from, to, now) as usize] += 1;
                }
            }
            moves
        });
    }

    #[test]
    fn lists_of_movements_hold_the_stations_that_are_counted(
        sites in lively(60), case in cases(), gap in 1..300_i32, limit in 1..9_usize,
    ) {
        let snapshot = build(1, &sites);
        let (from, to) = (case.question.at.plus(-gap), case.question.at);
        let counts = |site: &Site, day| case.means(site, day) && is_online(site, day);
        let total = changes(&snapshot, &case.question, from, None).expect("answer").total;
        for wanted in Movement::ALL {
            let mut expected: Vec<&Site> = sites
                .iter()
                .filter(|site| {
                    let (then, now) = (counts(site, from), counts(site, to));
                    then != now && movement(site, from, to, now) == wanted
                })
                .collect();
            expected.sort_by(|a, b| a.code.cmp(&b.code));
            let expected: Vec<Moved> = expected
                .into_iter()
                .map(|site| Moved {
                    id: site.id,
                    before: site.stage(from),
                    after: site.stage(to),
                    day: (is_online(site, from) != is_online(site, to)).then(|| since(site, to)),
                })
                .collect();
            prop_assert_eq!(total.count(wanted) as usize, expected.len());
            let mut found = Vec::new();
            let mut after: Option<String> = None;
            loop {
                let page = moved(&snapshot, &case.question, from, wanted, after.as_deref(), limit);
                prop_assert_eq!(page.matched, expected.len());
                found.extend(page.items);
                match page.next {
                    Some(next) => after = Some(next),
                    None => break,
                }
            }
            prop_assert_eq!(found, expected);
        }
    }
}

#[test]
fn fixture_of_design_4_may_nets_minus_one() {
    let snapshot = fixture();
    let moves = |from, to| changes(&snapshot, &Question::on(day(to)), day(from), None).expect("answer").total;
    let may = moves("2026-04-30", "2026-05-31");
    assert_eq!((may.net(), may.before, may.after), (-1, 1, 0));
    assert_eq!(Movement::ALL.map(|movement| may.count(movement)), [0, 0, 1, 0], "paused, and nothing else");
    let page = moved(&snapshot, &Question::on(day("2026-05-31")), day("2026-04-30"), Movement::Paused, None, 10);
    let only = Moved {
        id: StationId(0),
        before: Some(Stage::Online),
        after: Some(Stage::Paused),
        day: Some(day("2026-05-01")),
    };
    assert_eq!((page.matched, page.items, page.next), (1, vec![only], None));
    assert_eq!(moves("2026-03-31", "2026-04-30").count(Movement::Joined), 1);
    assert_eq!(moves("2026-03-31", "2026-05-31"), Moves::default(), "what came and went in between");
}

/// One city goes from the west to the east 200 days on.
#[test]
fn who_changes_hands_has_left_one_group_and_joined_the_other() {
    let site = Site { timeline: vec![(first_day(), Stage::Online)], regions: vec![region_id("P1B")], ..one() };
    let snapshot = build(1, &[site]);
    let (from, to) = (first_day().plus(199), first_day().plus(200));
    let table = changes(&snapshot, &Question::on(to), from, Some((SALES, 0))).expect("answer");
    assert_eq!(table.total, Moves { before: 1, moved: [0; 4], after: 1 });
    let rows: Vec<Moves> = table.rows.iter().map(|row| row.values).collect();
    let (joined, left) = ([1, 0, 0, 0], [0, 0, 0, 1]);
    assert_eq!(rows, [Moves { before: 0, moved: joined, after: 1 }, Moves { before: 1, moved: left, after: 0 }]);
    let question = Question { within: Some(region_id("EAST")), ..Question::on(to) };
    let page = moved(&snapshot, &question, from, Movement::Joined, None, 10);
    assert_eq!((page.items.len(), page.items[0].day), (1, None), "it was online all the time");
}

#[test]
fn the_whole_calendar_can_be_compared() {
    let timeline = vec![(Day::MIN, Stage::Online), (Day::MAX, Stage::Terminated)];
    let snapshot = build(1, &[Site { timeline, ..one() }]);
    let moves = changes(&snapshot, &Question::on(Day::MAX), Day::MIN, None).expect("answer").total;
    assert_eq!((moves.before, moves.count(Movement::Left), moves.after), (1, 1, 0));
    let page = moved(&snapshot, &Question::on(Day::MAX), Day::MIN, Movement::Left, None, 1);
    assert_eq!(page.items[0].day, Some(Day::MAX));
}
