//! Lists with what single stations sold, owe and hold, and lists of what is searched, against the plain reading.

use std::collections::BTreeSet;
use std::sync::Arc;

use forecourt::base::ids::StationId;
use forecourt::domain::cooperation::Stage;
use forecourt::domain::metric::Metric;
use forecourt::engine::books::BookSums;
use forecourt::engine::filter::{Filter, Search};
use forecourt::engine::list::{Paging, SortKey, figures, list};
use forecourt::engine::statistics::{Breakdown, Counts, Totals, Wanted, statistics};
use forecourt::engine::{Question, Snapshot};
use proptest::prelude::*;

use crate::accounts::{Accounts, turns};
use crate::model::{Case, Site, build, case, first_day, sites};

fn of_books() -> impl Strategy<Value = Metric> {
    proptest::sample::select(Metric::ALL.into_iter().filter(|metric| metric.is_of_books()).collect::<Vec<_>>())
}

/// All pages of a list, each station with what it comes to.
fn pages(
    snapshot: &Snapshot,
    question: &Question,
    paging: &Paging,
    wanted: Option<Wanted>,
) -> Vec<(StationId, Totals)> {
    let mut paging = paging.clone();
    let mut found = Vec::new();
    loop {
        let page = list(snapshot, question, None, &paging);
        let totals = figures(snapshot, question.at, &page.items, wanted);
        found.extend(page.items.iter().map(|item| item.id).zip(totals));
        match page.next {
            Some(next) => paging.after = Some(next),
            None => return found,
        }
    }
}

/// What a site comes to by itself, plainly.
fn of_site(accounts: &Accounts, case: &Case, site: &Site, wanted: Option<Wanted>) -> Totals {
    let at = case.question.at;
    let stage = site.stage(at);
    let (from, to) = wanted.map_or((at, at.plus(1)), |wanted| wanted.period);
    let (contracts_active, contracts_expiring) = accounts.contracts_of(&BTreeSet::from([site.id]), at);
    let books = BookSums {
        activated: u32::from(stage == Some(Stage::Online) && accounts.is_active(site, at)),
        contracts_active,
        contracts_expiring,
        ..accounts.sums_of(site, from, to)
    };
    Totals { counts: Counts::one(stage), books }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn lists_by_a_metric_stand_in_order_and_add_up_to_the_statistics(
        sites in sites(60), turns in turns(300), case in case(), metric in of_books(), descending in any::<bool>(),
        limit in 1..14_usize, skip in 0..70_usize, (from, days) in (0..380_u32, 1..120_u32),
    ) {
        let mut accounts = Accounts::default();
        for turn in &turns {
            accounts.play(turn, &sites);
        }
        let snapshot = build(1, &sites).with_books(Arc::new(accounts.load(&sites)));
        let from = first_day().plus(from.cast_signed());
        let period = (from, from.plus(days.cast_signed()));
        let wanted = Wanted::of(&[metric], period);
        let paging = Paging { sort: SortKey::Metric(metric, period), descending, limit, ..Paging::default() };
        let found = pages(&snapshot, &case.question, &paging, wanted);

        let value = |site: &Site| of_site(&accounts, &case, site, wanted).value(metric);
        let mut open = case.open(&sites);
        open.sort_by(|a, b| {
            let order = match (value(a).number(), value(b).number()) {
                (Some(a), Some(b)) if descending => b.total_cmp(&a),
                (Some(a), Some(b)) => a.total_cmp(&b),
                (a, b) => a.is_none().cmp(&b.is_none()),
            };
            order.then_with(|| a.code.cmp(&b.code))
        });
        let plain: Vec<_> = open.iter().map(|site| (site.id, value(site))).collect();
        let told: Vec<_> = found.iter().map(|(id, totals)| (*id, totals.value(metric))).collect();
        prop_assert_eq!(&told, &plain);

        let page = list(&snapshot, &case.question, None, &Paging { skip, ..paging });
        let here: Vec<_> = plain.iter().skip(skip).take(limit).map(|&(id, _)| id).collect();
        prop_assert_eq!(page.items.iter().map(|item| item.id).collect::<Vec<_>>(), here);

        let breakdown = Breakdown { wanted, ..Breakdown::default() };
        let total = statistics(&snapshot, &case.question, &breakdown).expect("few rows").total;
        let mut sum = Totals::default();
        for (_, totals) in &found {
            sum.counts.add(&totals.counts);
            sum.books.add(&totals.books);
        }
        if !matches!(metric, Metric::ContractsActive | Metric::ContractsExpiring) {
            prop_assert_eq!(sum.value(metric), total.value(metric));
        }
    }

    #[test]
    fn what_is_searched_holds_every_word(
        sites in sites(200), case in case(), negated in any::<bool>(),
        words in proptest::sample::subsequence(
            vec!["s0", "S000", "1", "加油", "油站", "NORTH", "Th_1", "100%", "àé", "À", "é", "0加", "站1", "x"], 1..4),
    ) {
        let snapshot = build(1, &sites);
        let search = Filter::Search(Search::parse(&words.join(" ")).expect("words"));
        let search = if negated { Filter::Not(Box::new(search)) } else { search };
        let question = Question { filter: search.and(case.question.filter.clone()), ..case.question.clone() };
        let holds = |site: &Site| {
            let texts = [site.code.to_lowercase(), site.name.to_lowercase()];
            words.iter().all(|word| texts.iter().any(|text| text.contains(&word.to_lowercase())))
        };
        let mut open = case.open(&sites);
        open.retain(|site| holds(site) != negated);
        open.sort_by(|a, b| a.code.cmp(&b.code));
        let found = pages(&snapshot, &question, &Paging { limit: 50, ..Paging::default() }, None);
        prop_assert_eq!(
            found.into_iter().map(|(id, _)| id).collect::<Vec<_>>(),
            open.into_iter().map(|site| site.id).collect::<Vec<_>>()
        );
    }
}

#[test]
fn a_search_has_one_to_eight_words() {
    for (text, is_read) in [
        ("a", true),
        (" a\tb\u{3000}c ", true),
        ("1 2 3 4 5 6 7 8", true),
        ("1 2 3 4 5 6 7 8 9", false),
        ("", false),
        (" \u{3000}", false),
    ] {
        assert_eq!(Search::parse(text).is_some(), is_read, "{text:?}");
    }
    assert!(Search::parse(&"油".repeat(200)).is_some() && Search::parse(&"油".repeat(201)).is_none());
}
