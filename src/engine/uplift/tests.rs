//! The estimator: fixtures of DESIGN §5, doubts, and how often the interval covers what is true.

use super::*;
use crate::base::random::Random;

/// A station of so much a day before and during, over 28 + 28 and 28 days.
fn subject(before: i64, during: i64) -> Subject {
    let window = |a_day: i64| Window { sum: a_day * 28, days: 28 };
    Subject { stratum: 0, early: window(before), late: window(before), during: window(during) }
}

/// DESIGN §5: treated 100 → 130, control 80 → 88: naive +30 %, difference-in-differences +18.2 %, 20 a day.
#[test]
fn the_controls_take_the_season_out() {
    let found = uplift(&[subject(100, 130); 12], &[subject(80, 88); 12], 1).expect("estimate");
    assert!((found.naive - 0.30).abs() < 1e-9);
    assert!((found.uplift.estimate - 0.181_818).abs() < 1e-6, "{:?}", found.uplift);
    assert!((found.additive.estimate - 20.0).abs() < 1e-9);
    assert_eq!(found.warnings, []);
}

#[test]
fn doubts_are_said() {
    let few = uplift(&[subject(100, 130); 12], &[subject(80, 88); 9], 1).expect("estimate");
    assert_eq!(few.warnings, [Warning::FewControls(9)]);
    let rising = Subject { early: Window { sum: 50, days: 1 }, ..subject(100, 130) };
    let found = uplift(&[rising; 12], &[subject(80, 88); 12], 1).expect("estimate");
    assert_eq!(found.warnings, [Warning::PreTrend]);
}

#[test]
fn without_somebody_to_compare_there_is_no_estimate() {
    let some = [subject(100, 130)];
    let away = Subject { during: Window::default(), ..some[0] };
    assert_eq!(uplift(&[], &some, 1), Err(NoUplift::Nobody("treated")));
    assert_eq!(uplift(&some, &[away], 1), Err(NoUplift::Nobody("control")));
    assert_eq!(uplift(&some, &[subject(0, 5)], 1), Err(NoUplift::Nothing("control", "before the campaign")));
    assert_eq!(uplift(&some, &[subject(5, 0)], 1), Err(NoUplift::Nothing("control", "during the campaign")));
}

#[test]
fn a_short_baseline_tells_no_trend() {
    let short = Subject { early: Window::default(), ..subject(100, 130) };
    let found = uplift(&[short; 12], &[subject(80, 88); 12], 1).expect("estimate");
    assert_eq!((found.pre_trend, found.warnings), (None, vec![]));
    assert!((found.naive - 0.30).abs() < 1e-9);
}

/// A made-up trial: stations of different sizes, a season that lifts all of them, and a known effect.
#[expect(clippy::cast_possible_truncation, reason = "sums of some thousands a day")]
fn trial(seed: u64, effect: f64) -> Uplift {
    let mut random = Random::new(seed);
    let mut group = |size: usize, effect: f64| -> Vec<Subject> {
        (0..size)
            .map(|_| {
                let a_day = 10_000.0 * (0.5 * random.normal()).exp();
                let mut window = |days: u32, lift: f64| {
                    let noise = 1.0 + 0.08 * random.normal();
                    Window { sum: (a_day * f64::from(days) * lift * noise) as i64, days }
                };
                let (early, late) = (window(28, 1.0), window(28, 1.03));
                Subject { stratum: 0, early, late, during: window(28, 1.15 * effect) }
            })
            .collect()
    };
    let (treated, controls) = (group(40, 1.0 + effect), group(60, 1.0));
    uplift(&treated, &controls, seed).expect("estimate")
}

#[test]
fn the_interval_covers_a_known_effect_about_as_often_as_it_says() {
    let trials = 200;
    let found: Vec<Uplift> = (0..trials).map(|seed| trial(seed, 0.10)).collect();
    let covers = |interval: &Interval| (interval.low..=interval.high).contains(&0.10);
    let covered = found.iter().filter(|found| covers(&found.uplift)).count();
    // 95 % of 200, and three deviations of such a count.
    assert!((180..=199).contains(&covered), "{covered} of {trials}");
    let naive = found.iter().filter(|found| (found.naive - 0.10).abs() < 0.05).count();
    assert!(naive < 5, "without controls the season counts as uplift: {naive} of {trials} are near");
    let alarms = found.iter().filter(|found| found.warnings.contains(&Warning::PreTrend)).count();
    assert!(alarms <= 22, "{alarms} false alarms");
    assert_eq!(trial(3, 0.1), trial(3, 0.1), "equal seeds, equal answers");
}

fn of(stratum: u32, before: i64, during: i64) -> Subject {
    Subject { stratum, ..subject(before, during) }
}

/// Demand rises by a fifth in one stratum, where most treated are, and falls by a tenth in the other, where most
/// controls are; the campaign adds a tenth in both.
#[test]
fn each_stratum_has_its_own_season() {
    let treated = [[of(0, 1_000, 1_320); 9].as_slice(), &[of(1, 500, 495); 3]].concat();
    let controls = [[of(0, 700, 840); 3].as_slice(), &[of(1, 300, 270); 9]].concat();
    let found = uplift(&treated, &controls, 1).expect("estimate");
    assert!((found.uplift.estimate - 0.1).abs() < 1e-12, "{found:?}");
    assert!((found.uplift.low - 0.1).abs() < 1e-12 && (found.uplift.high - 0.1).abs() < 1e-12);
    assert!((found.controls.before - (9.0 * 700.0 + 3.0 * 300.0) / 12.0).abs() < 1e-9);
    let ratio = (found.treated.during / found.treated.before) / (found.controls.during / found.controls.before);
    assert!((ratio - 1.0 - found.uplift.estimate).abs() < 1e-12, "the means make the estimate");
    // As one, the controls' loss would pass for the campaign's gain.
    let one = |subject: &Subject| Subject { stratum: 0, ..*subject };
    let (treated, controls): (Vec<_>, Vec<_>) = (treated.iter().map(one).collect(), controls.iter().map(one).collect());
    assert!(uplift(&treated, &controls, 1).expect("estimate").uplift.estimate > 0.2);
}

#[test]
fn treated_of_a_stratum_without_controls_are_left_out() {
    let treated = [of(0, 100, 130), of(5, 900, 9)];
    let found = uplift(&treated, &[of(0, 80, 88), of(3, 10, 1)], 1).expect("estimate");
    assert!((found.naive - 0.30).abs() < 1e-9 && (found.days - 28.0).abs() < 1e-9);
    assert_eq!(uplift(&treated[1..], &[of(0, 80, 88)], 1), Err(NoUplift::Nobody("control")));
}

#[test]
fn who_joins_late_weighs_as_little_before() {
    let large = Subject { during: Window { sum: 1_000 * 7, days: 7 }, ..subject(1_000, 0) };
    let found = uplift(&[subject(100, 100), large], &[subject(80, 80); 10], 1).expect("estimate");
    assert!(found.naive.abs() < 1e-12 && found.uplift.estimate.abs() < 1e-12, "{found:?}");
    assert!((found.treated.before - (28.0 * 100.0 + 7.0 * 1_000.0) / 35.0).abs() < 1e-9);
}

/// Twelve strata of three controls each: drawing as many as there are would give intervals a fifth too narrow.
#[test]
#[expect(clippy::cast_possible_truncation, reason = "sums of some thousands a day")]
fn intervals_are_right_with_few_controls_a_stratum() {
    let trials = 200;
    let covered = (0..trials).filter(|&seed| {
        let mut random = Random::new(seed);
        let mut group = |size: u32, effect: f64| -> Vec<Subject> {
            (0..12 * size)
                .map(|place| {
                    let season = 0.8 + 0.03 * f64::from(place % 12);
                    let mut window =
                        |lift: f64| Window { sum: (1e6 * lift * (0.06_f64 * random.normal()).exp()) as i64, days: 28 };
                    let (early, late) = (window(1.0), window(1.0));
                    Subject { stratum: place % 12, early, late, during: window(season * effect) }
                })
                .collect()
        };
        let (treated, controls) = (group(3, 1.1), group(3, 1.0));
        let found = uplift(&treated, &controls, seed).expect("estimate").uplift;
        found.low <= 0.1 && 0.1 <= found.high
    });
    let covered = covered.count();
    assert!((180..=199).contains(&covered), "{covered} of {trials}");
}
