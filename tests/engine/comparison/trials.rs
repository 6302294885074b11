//! Made-up trials: provinces whose demand changes as the campaign begins, and an effect that is known.

use forecourt::base::random::Random;
use forecourt::engine::comparison::{Comparison, Doubt, compare};
use forecourt::engine::uplift::Interval;

use super::world::{CAMPAIGN, World, inquiry, orders, period};

/// What the campaign adds.
const EFFECT: f64 = 0.10;

/// Stations of two brands in two provinces, most participants where demand rises by a fifth, most controls where it
/// falls by an eighth; sizes differ, weekends sell more, and each station goes its own way a little.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "some hundred orders a day")]
fn trial(seed: u64) -> World {
    let mut world = World::default();
    let mut random = Random::new(seed);
    for (province, happened, share) in [(0, 1.2, 0.65), (1, 0.875, 0.3)] {
        for n in 0..33_u32 {
            let brand = if n % 3 == 0 { "shell" } else { "sinopec" };
            let column = f64::from(n / 11);
            let lon = f64::from(province).mul_add(2.0, 110.1) + 0.4 * column;
            let station = world.add(brand, lon, 30.05 + 0.15 * f64::from(n % 11));
            let takes_part = random.chance(share);
            let late = if random.chance(0.3) { 5 } else { 0 };
            let level = 150.0 * (0.4 * random.normal()).exp();
            let own_way = (0.04 * random.normal()).exp();
            let chance: Vec<f64> = (0..70).map(|_| random.normal()).collect();
            world.sell(station, 0..70, |day| {
                let week = if day % 7 >= 5 { 1.1 } else { 1.0 };
                let season = if day >= 42 { happened * own_way } else { 1.0 };
                let effect = if takes_part && day >= 42 + late { 1.0 + EFFECT } else { 1.0 };
                let noise = (0.12 * chance[day as usize]).exp();
                orders((level * week * season * effect * noise) as u32)
            });
            if takes_part {
                world.join(CAMPAIGN, period(42, 70), station, period(42 + late, 70));
            }
        }
    }
    world
}

fn covers(interval: &Interval) -> bool {
    interval.low <= EFFECT && EFFECT <= interval.high
}

#[test]
fn the_interval_covers_the_truth_and_the_naive_estimate_misses_it() {
    let trials: u64 = 100;
    let found: Vec<Comparison> = (0..trials).map(|seed| trial(seed).compare(100, |_| {})).collect();
    let estimates: Vec<_> = found.iter().map(|found| found.estimate.as_ref().expect("estimate")).collect();
    let covered = estimates.iter().filter(|estimate| covers(&estimate.uplift)).count();
    // 95 % of 100, and two deviations of such a count.
    assert!((90..=99).contains(&covered), "{covered} of {trials}");
    let missed = estimates.iter().filter(|estimate| (estimate.naive - EFFECT).abs() > 0.03).count();
    assert!(missed > 90, "without controls the provinces count as uplift: {missed} of {trials} miss");
    let mean = estimates.iter().map(|estimate| estimate.uplift.estimate).sum::<f64>() / 100.0;
    assert!((mean - EFFECT).abs() < 0.005, "{mean}");
    let alarms = found.iter().filter(|found| found.doubts.contains(&Doubt::PreTrend)).count();
    assert!(alarms <= 12, "{alarms} false alarms");
    assert!(found.iter().all(|found| found.controls.used >= 10), "enough controls");
}

#[test]
fn seeds_move_the_ends_a_little_and_the_estimate_not_at_all() {
    let world = trial(7);
    let of_seed = |seed| world.compare(100, |inquiry| inquiry.seed = seed).estimate.expect("estimate").uplift;
    let first = of_seed(1);
    assert_eq!(first, of_seed(1), "equal seeds, equal answers");
    let width = first.high - first.low;
    for seed in 2..=10 {
        let other = of_seed(seed);
        assert!((other.estimate - first.estimate).abs() < 1e-12);
        assert!((other.low - first.low).abs() < 0.15 * width && (other.high - first.high).abs() < 0.15 * width);
        assert_ne!(other, first);
    }
}

/// The same revision, written or loaded: brands are met in another order, and blocks are cut otherwise.
#[test]
fn the_order_in_which_stations_came_makes_no_difference() {
    let world = trial(3);
    let answers = [false, true].map(|reversed| compare(&world.snapshot(reversed), &inquiry(100)).expect("campaign"));
    assert!(answers[0].estimate.is_ok());
    assert_eq!(answers[0], answers[1]);
}
