//! Ratios of sums, terms by day, what is missing, and every basis; to the cent.

use proptest::prelude::*;

use super::*;
use crate::base::date::{Day, Period};
use crate::base::money::{Money, Rate, UnitPrice, Volume};
use crate::domain::performance::{DayFacts, VolumeUnit};

fn day(text: &str) -> Day {
    text.parse().expect("date")
}

fn money(text: &str) -> Money {
    text.parse().expect("amount")
}

fn term(component: Component, tariff: Tariff, from: &str, to: Option<&str>) -> FeeTerm {
    let period = Period::new(day(from), to.map(day)).expect("period");
    FeeTerm { component, tariff, payer: None, payee: None, period }
}

fn percent(text: &str) -> Tariff {
    Tariff::PercentOfGmv(text.parse().expect("rate"))
}

fn gmv(amount: &str) -> DayFacts {
    DayFacts { gmv: money(amount), ..DayFacts::default() }
}

/// What a station that counts litres comes to by its own ledger, each day by the terms in force on it.
fn sums(ledger: &FeeLedger, days: impl IntoIterator<Item = (Day, DayFacts)>) -> FeeSums {
    let (mut gmv, mut fees, mut has_terms) = (Money::ZERO, [Money::ZERO; Component::ALL.len()], false);
    for (day, facts) in days {
        gmv += facts.gmv;
        for (fee, component) in fees.iter_mut().zip(Component::ALL) {
            let term = ledger.on(component, day);
            has_terms |= term.is_some();
            *fee += term.map_or(Money::ZERO, |term| term.tariff.of_day(day, &facts, VolumeUnit::Litre));
        }
    }
    FeeSums::of_totals(gmv, fees, has_terms)
}

/// DESIGN §5: 1,000,000 at 2 % and 10,000 at 8 % → 2.06 %, not 5 %.
#[test]
fn the_rate_is_a_ratio_of_sums() {
    let of = |rate: &str, amount: &str| {
        let terms = vec![term(Component::Commission, percent(rate), "2026-01-01", None)];
        sums(&FeeLedger::new(terms).expect("ledger"), [(day("2026-03-01"), gmv(amount))])
    };
    let mut both = of("2%", "1000000");
    both.add(&of("8%", "10000"));
    assert_eq!(both.channel_fee(), money("20800"));
    assert_eq!(both.fee_rate(), Some(20_800.0 / 1_010_000.0), "2.06 %");
    assert_eq!(both.fee_rate_simple_mean(), Some(0.05));
}

/// DESIGN §5: 400k at 2.5 % then 600k at 1.5 % → 1.90 %.
#[test]
fn each_day_has_the_terms_of_that_day() {
    let terms = vec![
        term(Component::Commission, percent("1.5%"), "2026-04-01", None),
        term(Component::Commission, percent("2.5%"), "2026-01-01", Some("2026-04-01")),
    ];
    let ledger = FeeLedger::new(terms).expect("ledger");
    let all = sums(&ledger, [(day("2026-03-31"), gmv("400000")), (day("2026-04-01"), gmv("600000"))]);
    assert_eq!((all.channel_fee(), all.fee_rate()), (money("19000"), Some(0.019)));
}

/// DESIGN §5: missing terms and missing sales are listed and neither is taken as 0.
#[test]
fn what_is_missing_is_counted_and_in_no_rate() {
    let ledger = FeeLedger::new(vec![term(Component::Commission, percent("2%"), "2026-01-01", None)]);
    let ledger = ledger.expect("ledger");
    let at = day("2026-03-01");
    let mut all = sums(&ledger, [(at, gmv("100"))]);
    all.add(&sums(&FeeLedger::default(), [(at, gmv("900"))]));
    all.add(&sums(&ledger, [(at, gmv("0"))]));
    all.add(&sums(&FeeLedger::default(), [(at, gmv("0"))]));
    assert_eq!((all.missing_fee, all.missing_gmv, all.rated), (1, 1, 1));
    assert_eq!((all.gmv, all.channel_fee()), (money("1000"), money("2")));
    assert_eq!(all.fee_rate(), Some(0.02), "of 100, not of 1,000");
    assert_eq!(FeeSums::default().fee_rate(), None, "nothing to divide by");
    assert_eq!(FeeSums::default().fee_rate_simple_mean(), None);
}

#[test]
fn terms_of_a_component_may_not_overlap() {
    let terms = |to: &str| {
        vec![
            term(Component::Commission, percent("2%"), "2026-01-01", Some(to)),
            term(Component::Commission, percent("1%"), "2026-03-01", None),
            term(Component::Payment, percent("1%"), "2026-01-01", None),
        ]
    };
    assert!(FeeLedger::new(terms("2026-03-01")).is_ok());
    let error = FeeLedger::new(terms("2026-03-02")).expect_err("overlap");
    assert_eq!((error.field, error.value.as_str()), ("from", "2026-03-01"));
    assert!(error.reason.contains("commission term from 2026-01-01 to 2026-03-02"), "{error}");
}

#[test]
fn every_basis_has_its_own_count() {
    let facts =
        DayFacts { orders: 40, volume: "1000.5".parse().expect("volume"), gmv: money("8000"), ..DayFacts::default() };
    let price = "0.05".parse().expect("price");
    let at = day("2026-02-10");
    let fee = |tariff: Tariff, unit| tariff.of_day(at, &facts, unit);
    assert_eq!(fee(Tariff::PerLitre(price), VolumeUnit::Litre), money("50.03"));
    assert_eq!(fee(Tariff::PerLitre(price), VolumeUnit::Kwh), Money::ZERO);
    assert_eq!(fee(Tariff::PerKwh(price), VolumeUnit::Kwh), money("50.03"));
    assert_eq!(fee(Tariff::PerOrder(price), VolumeUnit::Litre), money("2"));
    assert_eq!(fee(percent("1.25%"), VolumeUnit::Litre), money("100"));
}

proptest! {
    #[test]
    fn the_days_of_a_month_add_up_to_it(minor in 0..1_000_000_000_i64, month in 0..3_600_u32) {
        let amount = Money::from_minor(minor).expect("kept");
        let first = day("1900-01-01").date().saturating_add(jiff::Span::new().months(month));
        let days: Money = (0..first.days_in_month())
            .map(|offset| Day::from_date(first).expect("kept").plus(offset.into()))
            .map(|day| Tariff::PerMonth(amount).of_day(day, &DayFacts::default(), VolumeUnit::Litre))
            .sum();
        prop_assert_eq!(days, amount);
    }

    /// Sums by component, day and station, in any grouping, are the same to the cent.
    #[test]
    fn sums_do_not_depend_on_how_they_are_taken(
        days in prop::collection::vec((0..120_i32, 0..50_000_000_i64, 0..500_u32, 0..9_000_000_i64, 0..4_u32), 1..60),
        rates in prop::collection::vec((0..4_usize, 0..5_u8, 0..100_000_i32, 0..60_i32, 1..60_i32), 0..8),
    ) {
        let first = day("2026-01-01");
        // Per component the terms that do not overlap those before.
        let mut ledger = FeeLedger::default();
        for (component, basis, amount, from, length) in rates {
            let price = UnitPrice::from_millionths(amount.into()).expect("kept");
            let tariff = match basis {
                0 => Tariff::PercentOfGmv(Rate::from_ppm(amount).expect("kept")),
                1 => Tariff::PerLitre(price),
                2 => Tariff::PerKwh(price),
                3 => Tariff::PerOrder(price),
                _ => Tariff::PerMonth(Money::from_minor(amount.into()).expect("kept")),
            };
            let period = Period::new(first.plus(from), Some(first.plus(from + length))).expect("period");
            let term = FeeTerm { component: Component::ALL[component], tariff, payer: None, payee: None, period };
            let mut terms = ledger.terms().to_vec();
            terms.push(term);
            ledger = FeeLedger::new(terms).unwrap_or(ledger);
        }
        let facts: Vec<(Day, DayFacts)> = days
            .iter()
            .map(|&(offset, gmv, orders, volume, _)| {
                let gmv = Money::from_minor(gmv).expect("kept");
                let volume = Volume::from_thousandths(volume).expect("kept");
                (first.plus(offset), DayFacts { orders, volume, gmv, ..DayFacts::default() })
            })
            .collect();
        let of = |pick: &dyn Fn(usize) -> bool| {
            let days = facts.iter().enumerate().filter(|(index, _)| pick(*index));
            sums(&ledger, days.map(|(_, &day)| day))
        };
        let whole = of(&|_| true);
        let mut parts = FeeSums::default();
        for group in 0..4 {
            parts.add(&of(&|index| days[index].4 == group));
        }
        prop_assert_eq!((whole.gmv, whole.components), (parts.gmv, parts.components));
        // A plain reading: every term of every day by its definition, rounded once.
        let mut plain = [0_i128; 4];
        for &(day, facts) in &facts {
            for term in ledger.terms().iter().filter(|term| term.period.contains(day)) {
                let half_up = |numerator: i128, denominator: i128| (2 * numerator + denominator) / (2 * denominator);
                plain[term.component as usize] += match term.tariff {
                    Tariff::PercentOfGmv(rate) => half_up(i128::from(facts.gmv.minor()) * i128::from(rate.ppm()), 1_000_000),
                    Tariff::PerLitre(price) => {
                        half_up(i128::from(facts.volume.thousandths()) * i128::from(price.millionths()), 10_000_000)
                    }
                    Tariff::PerKwh(_) => 0,
                    Tariff::PerOrder(price) => half_up(i128::from(facts.orders) * i128::from(price.millionths()), 10_000),
                    Tariff::PerMonth(amount) => {
                        let (n, d) = (i128::from(day.date().days_in_month()), i128::from(day.date().day()));
                        i128::from(amount.minor()) * d / n - i128::from(amount.minor()) * (d - 1) / n
                    }
                };
            }
        }
        prop_assert_eq!(whole.components.map(|fee| i128::from(fee.minor())), plain);
        prop_assert_eq!(i128::from(whole.channel_fee().minor()), plain.iter().sum::<i128>());
    }
}
