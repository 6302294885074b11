//! The channel fee taken apart, against the plain reading: the spread of rates, and a change split so that it adds up to the
//! cent, in every row, component and total.

use std::collections::BTreeMap;
use std::sync::Arc;

use forecourt::base::date::{Day, Period};
use forecourt::base::ids::StationId;
use forecourt::base::money::{Money, Rate};
use forecourt::domain::fee::{Component, FeeOwner, FeeSums, FeeTerm, RATE_UNIT, Tariff};
use forecourt::domain::metric::Metric;
use forecourt::domain::performance::DayFacts;
use forecourt::engine::Question;
use forecourt::engine::fees::{Effects, FeeChange, Split, fee_change, fee_rates};
use forecourt::engine::statistics::{Breakdown, Wanted, statistics};
use proptest::prelude::*;
use proptest::strategy::ValueTree as _;

use crate::accounts::{Accounts, turns};
use crate::model::{ADMIN, Case, SALES, Site, build, case, everything, first_day, region_codes, sites};

fn played(turns: &[crate::accounts::Turn], sites: &[Site]) -> Accounts {
    let mut accounts = Accounts::default();
    for turn in turns {
        accounts.play(turn, sites);
    }
    accounts
}

fn period(from: u32, days: u32) -> (Day, Day) {
    let from = first_day().plus(from.cast_signed());
    (from, from.plus(days.cast_signed()))
}

/// What the sites that a case means and that are open on a day come to over a period.
fn meant(
    accounts: &Accounts,
    sites: &[Site],
    case: &Case,
    at: Day,
    (from, to): (Day, Day),
) -> BTreeMap<StationId, FeeSums> {
    let meant = sites.iter().filter(|site| case.means(site, at) && site.is_open(at));
    meant.map(|site| (site.id, accounts.sums_of(site, from, to).fees)).collect()
}

fn minor(amount: Money) -> i128 {
    amount.minor().into()
}

#[expect(clippy::cast_precision_loss, reason = "small amounts")]
fn float(amount: i128) -> f64 {
    amount as f64
}

fn sum(effects: impl Iterator<Item = Effects>) -> [i128; 4] {
    effects.fold([0; 4], |sums, effects| {
        let Effects { change, volume, mix, rate } = effects;
        let mut amounts = [change, volume, mix, rate].map(minor).into_iter();
        sums.map(|sum| sum + amounts.next().expect("four"))
    })
}

fn each_split(change: &FeeChange) -> impl Iterator<Item = &Split> {
    change.rows.iter().map(|(_, split)| split).chain([&change.unassigned])
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, ..ProptestConfig::default() })]

    #[test]
    fn a_change_adds_up_everywhere(
        sites in sites(60), turns in turns(300), case in case(),
        base in (0..300_u32, 1..120_u32), now in (0..380_u32, 1..120_u32), base_at in 0..400_i32,
        level in proptest::option::of(proptest::sample::select(vec![(ADMIN, 0), (ADMIN, 1), (SALES, 0)])),
    ) {
        let accounts = played(&turns, &sites);
        let snapshot = build(1, &sites).with_books(Arc::new(accounts.load(&sites)));
        let (at, base_at) = (case.question.at, first_day().plus(base_at));
        let (base, now) = (period(base.0, base.1), period(now.0, now.1));
        let change = fee_change(&snapshot, &case.question, (base_at, base), now, level);

        // Every line adds up, and the lines add up to the total: components, regions, effects.
        for split in each_split(&change).chain([&change.total]) {
            for (component, effects) in split.components.iter().enumerate() {
                let told = minor(split.now.sums.components[component]) - minor(split.base.sums.components[component]);
                prop_assert_eq!(minor(effects.change), told);
                prop_assert_eq!(effects.volume + effects.mix + effects.rate, effects.change);
            }
            prop_assert_eq!(sum(split.components.iter().copied()), sum([split.effects()].into_iter()));
        }
        for component in 0..4 {
            let lines = sum(each_split(&change).map(|split| split.components[component]));
            prop_assert_eq!(lines, sum([change.total.components[component]].into_iter()));
        }
        let whole = fee_change(&snapshot, &case.question, (base_at, base), now, None);
        prop_assert_eq!(&whole.total, &change.total, "whatever the level");

        // Both sides are what statistics say on their days.
        for (side, day, period) in [(change.total.base, base_at, base), (change.total.now, at, now)] {
            let breakdown = Breakdown { wanted: Wanted::of(&[Metric::Gmv], period), ..Breakdown::default() };
            let question = Question { at: day, ..case.question.clone() };
            prop_assert_eq!(side.sums, statistics(&snapshot, &question, &breakdown).expect("few rows").total.books.fees);
        }

        // The effects, plainly.
        let (then, later) = (meant(&accounts, &sites, &case, base_at, base), meant(&accounts, &sites, &case, at, now));
        let none = FeeSums::default();
        let pairs: Vec<(&Site, FeeSums, FeeSums)> = sites
            .iter()
            .map(|site| (site, *then.get(&site.id).unwrap_or(&none), *later.get(&site.id).unwrap_or(&none)))
            .collect();
        let old_gmv: i128 = pairs.iter().map(|(_, base, _)| minor(base.rated_gmv)).sum();
        let line = |site: &Site| {
            let (set, depth) = level?;
            let day = if later.contains_key(&site.id) { at } else { base_at };
            region_codes(site, set, day).get(depth).copied()
        };
        let set = level.map(|(id, _)| snapshot.geography().sets().iter().find(|set| set.id() == id).expect("set"));
        let code = |slot: u32| set.expect("a level").region(slot).code.as_str();
        let lines = change.rows.iter().map(|(region, split)| (Some(code(*region)), split));
        let total = (None, &change.total, true);
        let lines = lines.chain([(None, &change.unassigned)]).map(|(region, split)| (region, split, false));
        for (region, split, is_total) in lines.chain([total]) {
            let of_line: Vec<_> = pairs.iter().filter(|(site, ..)| is_total || line(site) == region).collect();
            let stays = |base: &FeeSums, now: &FeeSums| base.rated > 0 && now.rated > 0;
            let count = |is: fn(u32, u32) -> bool| {
                u32::try_from(of_line.iter().filter(|(_, base, now)| is(base.rated, now.rated)).count()).expect("few")
            };
            prop_assert_eq!(split.stayed, count(|base, now| base > 0 && now > 0));
            prop_assert_eq!(split.entered.stations, count(|base, now| base == 0 && now > 0));
            prop_assert_eq!(split.left.stations, count(|base, now| base > 0 && now == 0));
            for component in 0..4 {
                let fee = |sums: &FeeSums| minor(sums.components[component]);
                let old_fee: i128 = pairs.iter().filter(|(_, base, _)| base.rated > 0).map(|(_, base, _)| fee(base)).sum();
                let more: i128 = of_line.iter().map(|(_, base, now)| minor(now.rated_gmv) - minor(base.rated_gmv)).sum();
                let effects = split.components[component];
                let off = if old_gmv > 0 {
                    minor(effects.volume) * old_gmv - more * old_fee
                } else {
                    minor(effects.volume) - of_line.iter().filter(|(.., now)| now.rated > 0).map(|(.., now)| fee(now)).sum::<i128>()
                };
                // The total is rounded to the nearest, and a line is never a whole unit off.
                let most = old_gmv.max(1);
                prop_assert!(if is_total { 2 * off.abs() <= most } else { off.abs() < most }, "{off} of {most}");

                let own: f64 = of_line
                    .iter()
                    .map(|(_, base, now)| match (stays(base, now), base.missing_gmv, now.missing_gmv) {
                        (true, ..) => float(fee(now)) - float(minor(now.gmv)) * float(fee(base)) / float(minor(base.gmv)),
                        (false, old, new) => float(fee(now) * i128::from(new) - fee(base) * i128::from(old)),
                    })
                    .sum();
                let off = (own - float(minor(effects.rate))).abs();
                prop_assert!(off <= if is_total { 0.501 } else { 1.001 }, "{own} and {}", effects.rate);
            }
        }
    }

    #[test]
    fn rates_are_spread_as_a_plain_reading_has_them(
        sites in sites(60), turns in turns(400), case in case(), (from, days) in (0..380_u32, 1..120_u32), bins in 1..12_u32,
    ) {
        let accounts = played(&turns, &sites);
        let snapshot = build(1, &sites).with_books(Arc::new(accounts.load(&sites)));
        let (at, period) = (case.question.at, period(from, days));
        let found = fee_rates(&snapshot, &case.question, period, bins);
        let breakdown = Breakdown { wanted: Wanted::of(&[Metric::Gmv], period), ..Breakdown::default() };
        let total = statistics(&snapshot, &case.question, &breakdown).expect("few rows").total.books.fees;
        prop_assert_eq!(found.total, total);
        prop_assert_eq!((found.rated.gmv, found.rated.channel_fee), (total.rated_gmv, total.rated_fee));
        prop_assert_eq!(found.rated.gmv + found.without_terms.gmv, total.gmv);
        prop_assert_eq!(found.rated.channel_fee + found.without_gmv.channel_fee, total.channel_fee());
        let counts = [found.rated, found.without_terms, found.without_gmv].map(|group| group.stations);
        prop_assert_eq!(counts, [total.rated, total.missing_fee, total.missing_gmv].map(u64::from));

        let all = meant(&accounts, &sites, &case, at, period);
        let mut rated: Vec<(i128, StationId, FeeSums)> = all
            .into_iter()
            .filter(|(_, sums)| sums.rated > 0)
            .map(|(id, sums)| (minor(sums.channel_fee()) * RATE_UNIT / minor(sums.gmv), id, sums))
            .collect();
        rated.sort_by_key(|&(rate, ..)| rate);
        let owed = |component: usize| rated.iter().map(|(.., sums)| minor(sums.components[component])).sum::<i128>();
        prop_assert_eq!(found.components.map(minor), [0, 1, 2, 3].map(owed));
        let Some(spread) = found.spread else {
            prop_assert!(rated.is_empty() && found.bins.is_empty() && found.outliers.is_empty());
            return Ok(());
        };
        // Quartiles in quarters of a part, by walking the stretches between neighbours.
        let quartile = |share: usize| {
            let place = (rated.len() - 1) * share;
            let (low, high) = (rated[place / 4].0, rated[(place.div_ceil(4)).min(rated.len() - 1)].0);
            4 * low + (high - low) * i128::try_from(place % 4).expect("small")
        };
        let (q1, q3) = (quartile(1), quartile(3));
        let near = |told: f64, parts: i128, of: i128| (told - float(parts) / float(of * RATE_UNIT)).abs() < 1e-12;
        prop_assert!(near(spread.min, rated[0].0, 1) && near(spread.max, rated[rated.len() - 1].0, 1));
        prop_assert!(near(spread.q1, q1, 4) && near(spread.median, quartile(2), 4) && near(spread.q3, q3, 4));
        // In eighths, so that the half of the fences is whole.
        let apart = |rate: i128| 8 * rate < 2 * q1 - 3 * (q3 - q1) || 8 * rate > 2 * q3 + 3 * (q3 - q1);
        let mut outside: Vec<_> = rated.iter().filter(|(rate, ..)| apart(*rate)).collect();
        outside.sort_by_key(|(_, id, _)| *id);
        let mut told: Vec<StationId> = found.outliers.iter().map(|outlier| outlier.station).collect();
        let sizes: Vec<u64> = found.outliers.iter().map(|outlier| outlier.effect.minor().unsigned_abs()).collect();
        prop_assert!(sizes.is_sorted_by(|one, next| one >= next));
        told.sort_unstable();
        prop_assert_eq!(told, outside.iter().map(|(_, id, _)| *id).collect::<Vec<_>>());
        for outlier in &found.outliers {
            let (all_gmv, all_fee) = (minor(total.rated_gmv), minor(total.rated_fee));
            let exact = minor(outlier.channel_fee) * all_gmv - minor(outlier.gmv) * all_fee;
            prop_assert!(2 * (minor(outlier.effect) * all_gmv - exact).abs() <= all_gmv);
        }
        prop_assert_eq!(found.below.stations + found.above.stations, found.outliers.len() as u64);

        let inside: Vec<_> = rated.iter().filter(|(rate, ..)| !apart(*rate)).collect();
        let (low, high) = (inside[0].0, inside[inside.len() - 1].0);
        let count = if low == high { 1 } else { i128::from(bins) };
        prop_assert_eq!(found.bins.len(), usize::try_from(count).expect("few"));
        for (at, bin) in (0..count).zip(&found.bins) {
            let edge = |at: i128| low * count + (high - low) * at;
            let holds = |rate: i128| {
                edge(at) <= rate * count && (rate * count < edge(at + 1) || at + 1 == count && rate <= high)
            };
            let held: Vec<_> = inside.iter().filter(|(rate, ..)| holds(*rate)).collect();
            let gmv: i128 = held.iter().map(|(.., sums)| minor(sums.gmv)).sum();
            let fee: i128 = held.iter().map(|(.., sums)| minor(sums.channel_fee())).sum();
            prop_assert_eq!((bin.group.stations, minor(bin.group.gmv), minor(bin.group.channel_fee)), (held.len() as u64, gmv, fee));
            prop_assert!(near(bin.from, edge(at), count) && near(bin.to, edge(at + 1), count));
        }
        let in_bins: u64 = found.bins.iter().map(|bin| bin.group.stations).sum();
        prop_assert_eq!(in_bins + found.outliers.len() as u64, found.rated.stations);
    }
}

/// Three stations of which one stays and sells half as much again, one leaves and one enters; a fourth sells nothing and
/// owes an amount a month.
#[test]
fn a_change_by_hand() {
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let tree = proptest::collection::vec(crate::model::site(0), 4).new_tree(&mut runner).expect("sites");
    let mut sites = tree.current();
    for (id, site) in (0..).zip(&mut sites) {
        (site.id, site.code) = (StationId(id), format!("S{id}"));
        (site.opened_on, site.closed_on, site.regions) = (None, None, Vec::new());
    }
    let money = |text: &str| text.parse::<Money>().expect("amount");
    let mut accounts = Accounts::default();
    let mut owe = |id: u32, tariff: Tariff, from: u32| {
        let period = Period::from_day(first_day().plus(from.cast_signed()));
        let component = Component::Commission;
        let terms = accounts.terms.entry(FeeOwner::Station(StationId(id))).or_default();
        if let Some(last) = terms.last_mut() {
            last.period = Period::new(last.period.from(), Some(period.from())).expect("period");
        }
        terms.push(FeeTerm { component, tariff, payer: None, payee: None, period });
    };
    let percent = |ppm: i32| Tariff::PercentOfGmv(Rate::from_ppm(ppm).expect("kept"));
    owe(0, percent(20_000), 0);
    owe(0, percent(30_000), 31);
    owe(1, percent(40_000), 0);
    owe(2, percent(10_000), 0);
    owe(3, Tariff::PerMonth(money("310")), 31);
    let sell = |accounts: &mut Accounts, id: u32, day: i32, gmv: &str| {
        let facts = DayFacts { gmv: money(gmv), ..DayFacts::default() };
        accounts.days.insert((StationId(id), first_day().plus(day)), facts);
    };
    sell(&mut accounts, 0, 5, "1000");
    sell(&mut accounts, 1, 5, "1000");
    sell(&mut accounts, 0, 35, "1500");
    sell(&mut accounts, 2, 35, "2000");
    let snapshot = build(1, &sites).with_books(Arc::new(accounts.load(&sites)));
    // January and the first ten days of February.
    let (january, february) = (period(0, 31), period(31, 10));
    let case = everything(february.1.plus(-1));
    let found = fee_change(&snapshot, &case.question, (january.1.plus(-1), january), february, None).total;
    // 2,000 at 3 % = 60 before; 1,500 at 3 %, 2,000 at 1 % and 10/28 of 310 without value after.
    let standing = money("110.71");
    assert_eq!(found.now.without_gmv[0], standing);
    assert_eq!(found.base.sums.channel_fee(), money("60"));
    assert_eq!(found.now.sums.channel_fee(), money("65") + standing);
    let Effects { change, volume, mix, rate } = found.effects();
    assert_eq!(change, money("5") + standing);
    assert_eq!(volume, money("45"), "1,500 more at 3 %");
    // Station 0: 500 more at 2 − 3 %. Station 1: 1,000 less at 4 − 3 %. Station 2: 2,000 at 1 − 3 %.
    assert_eq!(mix, money("-55"));
    assert_eq!(rate, money("15") + standing, "1,500 at 3 % and no longer 2 %, and what falls due without value");
    assert_eq!((found.stayed, found.entered.stations, found.left.stations), (1, 1, 1));
    assert_eq!((found.entered.channel_fee, found.left.channel_fee), (money("20"), money("40")));
}
