//! DESIGN §5's fixtures through the whole path, and every doubt and reason by itself.

use std::collections::BTreeMap;

use forecourt::base::ids::{CampaignId, StationId};
use forecourt::base::money::{Money, Rate, UnitPrice};
use forecourt::domain::campaign::FundedBy;
use forecourt::domain::cooperation::Stage;
use forecourt::domain::fee::{Component, FeeOwner, FeeTerm, Tariff};
use forecourt::domain::performance::{DayFacts, VolumeUnit};
use forecourt::domain::station::Energy;
use forecourt::engine::comparison::{Doubt, LeftOut, Measure, NoEstimate};
use forecourt::engine::filter::Filter;
use forecourt::engine::uplift::NoUplift;

use super::world::{CAMPAIGN, OTHER, World, day, orders, period};

/// First day of the campaign and the first after it.
const RUNS: (i32, i32) = (70, 98);

/// Twelve participants that go from 100 to 130 a day, and so many controls that go from 80 to 88, all 11 km apart.
fn fixture(controls: usize) -> (World, Vec<StationId>, Vec<StationId>) {
    let mut world = World::default();
    let place = |n: usize| 30.05 + 0.1 * f64::from(u32::try_from(n).expect("few"));
    let treated: Vec<StationId> = (0..12).map(|n| world.add("shell", 110.5, place(n))).collect();
    let controls: Vec<StationId> = (0..controls).map(|n| world.add("shell", 111.2, place(n))).collect();
    for (ids, before, during) in [(&treated, 100, 130), (&controls, 80, 88)] {
        for &id in ids {
            world.sell(id, 0..98, |day| orders(if day < RUNS.0 { before } else { during }));
        }
    }
    for &id in &treated {
        world.join(CAMPAIGN, period(RUNS.0, RUNS.1), id, period(RUNS.0, RUNS.1));
    }
    (world, treated, controls)
}

fn any(inquiry: &mut forecourt::engine::comparison::Inquiry) {
    inquiry.controls = Some(Filter::ALL);
}

fn near(one: f64, other: f64) {
    assert!((one - other).abs() < 1e-6, "{one} instead of {other}");
}

/// DESIGN §5: treated 100 → 130, control 80 → 88: naive +30 %, difference-in-differences +18.2 %, 20 a day. They
/// differ in size, so that controls have to be asked for.
#[test]
fn naive_thirty_and_difference_in_differences_eighteen_percent() {
    let (world, ..) = fixture(12);
    let found = world.compare(200, any);
    let estimate = found.estimate.expect("estimate");
    near(estimate.naive, 0.30);
    near(estimate.uplift.estimate, 0.130 / 0.110 - 1.0);
    near(estimate.additive.estimate, 20.0);
    near(estimate.treated.before, 100.0);
    near(estimate.controls.during, 88.0);
    near(estimate.pre_trend.expect("trend").estimate, 0.0);
    near(found.total.expect("total").estimate, 20.0 * 12.0 * 28.0);
    assert_eq!(found.doubts, []);
    assert_eq!((found.treated.used, found.controls.used, found.controls.candidates), (12, 12, 12));
    assert_eq!((found.baseline, found.during), ((day(42), day(70)), Some((day(70), day(98)))));
    let weeks: Vec<(f64, f64)> = found
        .weeks
        .iter()
        .map(|week| (week.treated_index.expect("index"), week.controls_index.expect("index")))
        .collect();
    assert_eq!(weeks.len(), 8);
    for (week, (treated, controls)) in weeks.into_iter().enumerate() {
        near(treated, if week < 4 { 100.0 } else { 130.0 });
        near(controls, if week < 4 { 100.0 } else { 110.0 });
    }
}

#[test]
fn stations_of_another_size_are_no_controls() {
    let found = fixture(12).0.compare(200, |_| {});
    assert_eq!(found.controls.left_out, BTreeMap::from([(LeftOut::OtherSize, 12)]));
    assert_eq!(found.treated.left_out, BTreeMap::from([(LeftOut::Unmatched, 12)]));
    assert_eq!(found.estimate, Err(NoEstimate::NoUplift(NoUplift::Nobody("control"))));
    assert_eq!(found.doubts, [Doubt::FewControls(0), Doubt::LeftOut(12)]);
}

#[test]
fn few_controls_are_said() {
    let found = fixture(9).0.compare(200, any);
    assert_eq!(found.doubts, [Doubt::FewControls(9)]);
}

#[test]
fn a_trend_of_before_is_said() {
    let (mut world, treated, _) = fixture(12);
    for (&id, n) in treated.iter().zip(0..) {
        world.sell(id, 42..56, |_| orders(60 + n));
    }
    assert_eq!(world.compare(200, any).doubts, [Doubt::PreTrend]);
}

#[test]
fn participants_of_other_campaigns_are_said_and_controls_of_them_left_out() {
    let (mut world, treated, controls) = fixture(12);
    world.join(OTHER, period(50, 52), treated[3], period(50, 52));
    world.join(OTHER, period(50, 52), controls[5], period(51, 52));
    // Before the baseline, and between nothing: no matter.
    world.join(CampaignId(3), period(30, 42), controls[6], period(30, 42));
    let found = world.compare(200, any);
    assert_eq!(found.doubts, [Doubt::Overlapping { stations: 1, campaigns: vec!["C-2".into()] }]);
    assert_eq!(found.controls.left_out, BTreeMap::from([(LeftOut::InCampaign, 1)]));
    assert_eq!(found.controls.used, 11);
}

#[test]
fn an_unfinished_campaign_counts_up_to_the_day() {
    let (world, ..) = fixture(12);
    let found = world.compare(76, any);
    assert_eq!(found.doubts, [Doubt::Unfinished]);
    assert_eq!(found.during, Some((day(70), day(77))));
    near(found.estimate.expect("estimate").days, 12.0 * 7.0);
    let before = world.compare(69, any);
    assert_eq!((before.during, before.doubts), (None, vec![Doubt::Unfinished]));
    assert_eq!(before.estimate, Err(NoEstimate::NoDays));
}

#[test]
fn days_of_which_nobody_is_known_are_no_days_without_sales() {
    let (mut world, ..) = fixture(12);
    world.accounts.days.retain(|&(_, at), _| at < day(84));
    let found = world.compare(200, any);
    assert_eq!((found.during, found.doubts), (Some((day(70), day(84))), vec![Doubt::Unfinished]));
    near(found.estimate.expect("estimate").naive, 0.30);
}

#[test]
fn a_missing_day_of_a_month_is_one_without_sales_and_a_missing_month_none_at_all() {
    let (mut world, treated, _) = fixture(12);
    // Days 59 to 89 are March: the baseline's last 11 days, and the campaign's first 20.
    world.accounts.days.retain(|&(id, at), _| id != treated[0] || !(day(59)..day(90)).contains(&at));
    let found = world.compare(200, any).estimate.expect("estimate");
    near(found.days, 11.0 * 28.0 + 8.0);
    near(found.naive, 0.30);
    world.sell(treated[0], 89..90, |_| orders(130));
    let found = world.compare(200, any).estimate.expect("estimate");
    near(found.days, 12.0 * 28.0);
    assert!(found.naive < 0.29, "{found:?}");
}

#[test]
fn without_a_baseline_there_is_no_estimate() {
    let (mut world, treated, _) = fixture(12);
    world.accounts.days.retain(|&(id, at), _| !treated.contains(&id) || at >= day(70));
    for &id in &treated {
        world.sites[id.0 as usize].timeline = vec![(day(70), Stage::Online)];
    }
    let found = world.compare(200, any);
    assert_eq!(found.doubts, [Doubt::NoBaseline, Doubt::LeftOut(12)]);
    assert_eq!(found.treated.left_out, BTreeMap::from([(LeftOut::NotOnline, 12)]));
}

#[test]
fn volumes_are_of_the_unit_that_most_count() {
    let (mut world, treated, controls) = fixture(12);
    for id in [&treated[..4], &controls[..6]].concat() {
        world.sites[id.0 as usize].energy = Some(Energy::Ev);
    }
    let found = world.compare(200, |inquiry| {
        any(inquiry);
        inquiry.measure = Measure::Volume;
    });
    assert_eq!(found.unit, Some(VolumeUnit::Litre));
    assert_eq!((found.treated.used, found.controls.used), (8, 6));
    assert_eq!(found.doubts, [Doubt::FewControls(6), Doubt::MixedUnits(4), Doubt::LeftOut(4)]);
    near(found.estimate.expect("estimate").additive.estimate, 20_000.0);
    near(found.cost.litres.expect("litres"), 20.0 * 8.0 * 28.0);
    assert_eq!(found.cost.kwh, None);
    let both = world.compare(200, any);
    near(both.cost.litres.expect("litres"), 20.0 * 8.0 * 28.0);
    near(both.cost.kwh.expect("kWh"), 20.0 * 4.0 * 28.0);
}

/// Before: 2.00 of discounts a day by the platform and 1.00 by the station. During: 12.00 and 6.00, so 10.00 and 5.00
/// more. 20 orders more a day cost 15.00: 0.75 each. The channel fee is 10 % of 130.00, of which 20 in 130 are more:
/// 2.00 a day, a fifth of the platform's cost.
#[test]
fn cost_and_return_are_of_what_is_additional() {
    let (mut world, treated, _) = fixture(12);
    let money = |minor| Money::from_minor(minor).expect("kept");
    for &id in &treated {
        for (days, orders_a_day, platform, station) in [(0..70, 100, 200, 100), (70..98, 130, 1_200, 600)] {
            world.sell(id, days, |_| DayFacts {
                discount_platform: money(platform),
                discount_station: money(station),
                ..orders(orders_a_day)
            });
        }
        let term = |component, tariff| FeeTerm { component, tariff, payer: None, payee: None, period: period(0, 300) };
        let terms = vec![
            term(Component::Commission, Tariff::PercentOfGmv(Rate::from_ppm(100_000).expect("rate"))),
            term(Component::Fixed, Tariff::PerMonth(money(50_000))),
        ];
        world.accounts.terms.insert(FeeOwner::Station(id), terms);
    }
    let days = 12 * 28;
    let cost = world.compare(200, any).cost;
    assert_eq!((cost.platform, cost.station), (money(days * 1_000), money(days * 500)));
    assert_eq!(cost.per_order, UnitPrice::from_millionths(750_000));
    assert_eq!(cost.per_litre, UnitPrice::from_millionths(750_000));
    assert_eq!((cost.per_kwh, cost.channel_fee), (None, Some(money(days * 200))));
    near(cost.roi.expect("roi"), -0.8);
    assert_eq!(cost.spent, money(days * 1_500));
    near(cost.budget_use.expect("budget"), 5_040.0 / 10_000.0);
    // A campaign that stations pay for has no return for the platform.
    world.campaigns.get_mut(&CAMPAIGN).expect("campaign").0.funded_by = FundedBy::Station;
    let paid = world.compare(200, any).cost;
    assert_eq!((paid.roi, paid.per_order), (None, cost.per_order));
    // Without discounts there is no price and no return.
    let free = fixture(12).0.compare(200, any).cost;
    assert_eq!((free.per_order, free.roi, free.spent), (None, None, Money::ZERO));
    // A campaign that brings nothing has no price either.
    world.campaigns.get_mut(&CAMPAIGN).expect("campaign").0.funded_by = FundedBy::Shared;
    for &id in &treated {
        world.sell(id, 70..98, |_| DayFacts { discount_platform: money(1_200), ..orders(100) });
    }
    let cost = world.compare(200, any).cost;
    assert!(cost.orders.is_some_and(|orders| orders < 0.0) && cost.per_order.is_none(), "{cost:?}");
    assert!(cost.roi.is_some_and(|roi| roi < -1.0), "{cost:?}");
}

#[test]
fn neighbours_and_participants_are_no_controls() {
    let (mut world, ..) = fixture(12);
    // 1.9 km west of a participant, which takes part in nothing.
    let beside = world.add("shell", 110.48, 30.05);
    world.sell(beside, 0..98, |_| orders(80));
    let found = world.compare(200, any);
    assert_eq!(found.controls.left_out, BTreeMap::from([(LeftOut::TooNear, 1)]));
    assert_eq!((found.controls.candidates, found.controls.used), (13, 12));
    let closer = world.compare(200, |inquiry| {
        any(inquiry);
        inquiry.spillover_m = 1_000;
    });
    assert_eq!(closer.controls.used, 13);
}

#[test]
fn a_late_participant_is_compared_with_its_own_days() {
    let (mut world, treated, controls) = fixture(12);
    // All sell twice as much in the campaign's first week; half of the participants join after it.
    for &id in treated.iter().chain(&controls) {
        let usual = if treated.contains(&id) { 130 } else { 88 };
        world.sell(id, 70..77, |_| orders(2 * usual));
    }
    for &id in &treated[..6] {
        world.join(CAMPAIGN, period(RUNS.0, RUNS.1), id, period(77, RUNS.1));
    }
    let found = world.compare(200, any).estimate.expect("estimate");
    near(found.uplift.estimate, 0.130 / 0.110 - 1.0);
}
