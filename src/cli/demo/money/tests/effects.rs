//! What a comparison with the others finds is what was built in, and what one without them finds is not.

use std::collections::HashMap;

use super::super::super::SEED;
use super::super::super::synthetic::DEFAULT_STATIONS;
use super::super::*;
use super::{network, options};
use crate::base::date::{Day, Period};
use crate::domain::campaign::Campaign;
use crate::domain::performance::DayFacts;
use crate::engine::uplift::{Subject, Uplift, Window, uplift};

/// Sales of a station by day, those of days without any left out.
fn days(books: &Books, place: usize) -> HashMap<Day, DayFacts> {
    let mut days = HashMap::new();
    books.months(place, &mut |month, facts| {
        days.extend(facts.days().map(|(day, facts)| (month.day(day).expect("a day"), facts)));
    });
    days
}

/// A station's sums before and during its part.
fn subject(days: &HashMap<Day, DayFacts>, period: Period, until: Day, of: fn(&DayFacts) -> i64) -> Subject {
    let window = |from: Day, to: Day| {
        let mut window = Window::default();
        for number in from.number()..to.number() {
            if let Some(facts) = Day::from_number(number).and_then(|day| days.get(&day)) {
                window.sum += of(facts);
                window.days += 1;
            }
        }
        window
    };
    let from = period.from();
    let to = period.to().map_or(until, |to| to.min(until));
    Subject {
        stratum: 0,
        early: window(from.plus(-56), from.plus(-28)),
        late: window(from.plus(-28), from),
        during: window(from, to),
    }
}

struct Comparison {
    found: [Uplift; 3],
    treated: usize,
    controls: usize,
}

fn compare(
    books: &Books,
    sales: &mut HashMap<usize, HashMap<Day, DayFacts>>,
    campaign: &Campaign,
    treated: &[(usize, Period)],
    controls: &[usize],
    until: Day,
) -> Comparison {
    for &place in treated.iter().map(|(place, _)| place).chain(controls) {
        sales.entry(place).or_insert_with(|| days(books, place));
    }
    let measures: [fn(&DayFacts) -> i64; 3] =
        [|facts| facts.gmv.minor(), |facts| facts.volume.thousandths(), |facts| facts.orders.into()];
    let found = measures.map(|of| {
        let treated: Vec<_> =
            treated.iter().map(|&(place, period)| subject(&sales[&place], period, until, of)).collect();
        let controls: Vec<_> =
            controls.iter().map(|place| subject(&sales[place], campaign.period, until, of)).collect();
        uplift(&treated, &controls, 1).expect("estimate")
    });
    Comparison { found, treated: treated.len(), controls: controls.len() }
}

#[test]
fn the_effects_are_in_the_sales() {
    // The network that everybody sees.
    let options = Options { seed: SEED, ..options(DEFAULT_STATIONS) };
    let made = network(options);
    let books = generate(&made, options);
    let places: HashMap<&str, usize> = (0..).zip(&made.stations).map(|(place, s)| (s.code.as_str(), place)).collect();
    let campaigns: Vec<Campaign> =
        books.campaigns.iter().map(|draft| draft.clone().apply(None).expect("campaign")).collect();
    let mut parts: HashMap<usize, Vec<Period>> = HashMap::new();
    let mut of_campaign: HashMap<&str, Vec<(usize, Period)>> = HashMap::new();
    for draft in &books.participations {
        let campaign = campaigns.iter().find(|campaign| campaign.code == draft.campaign).expect("a campaign");
        let period = draft.apply(campaign, None).expect("inside of its campaign");
        let place = places[draft.station.as_str()];
        parts.entry(place).or_default().push(period);
        of_campaign.entry(&campaign.code).or_default().push((place, period));
    }
    let until = options.today.plus(1);
    let truth: HashMap<&str, f64> = effects().collect();
    let (mut missed, mut covered) = (0, 0);
    let mut sales = HashMap::new();
    for campaign in &campaigns {
        let treated = &of_campaign[campaign.code.as_str()];
        let alike: Vec<_> =
            treated.iter().map(|&(place, _)| (&made.homes[place].province, &made.stations[place].brand)).collect();
        let from = campaign.period.from();
        let window = Period::new(from.plus(-56), campaign.period.to()).expect("period");
        // Online before the baseline and in no campaign in either window.
        let controls: Vec<usize> = (0..made.stations.len())
            .filter(|&place| {
                let shop = &books.shops[place];
                alike.contains(&(&made.homes[place].province, &made.stations[place].brand))
                    && parts.get(&place).is_none_or(|parts| !parts.iter().any(|part| part.overlaps(&window)))
                    && shop.online.iter().any(|&(begin, end)| {
                        begin <= books.calendar.offset(window.from())
                            && window.to().is_none_or(|to| books.calendar.offset(to.min(until)) <= end)
                    })
            })
            .collect();
        let Comparison { found, treated, controls } = compare(&books, &mut sales, campaign, treated, &controls, until);
        let truth = truth[campaign.code.as_str()];
        let [gmv, volume, orders] = found.map(|found| found);
        println!(
            "{} truth {truth:+.2} found {:+.3} ({:+.3} to {:+.3}) volume {:+.3} orders {:+.3} naive {:+.3} pre {:+.3?}; {treated} treated, {controls} controls",
            campaign.code,
            gmv.uplift.estimate,
            gmv.uplift.low,
            gmv.uplift.high,
            volume.uplift.estimate,
            orders.uplift.estimate,
            gmv.naive,
            gmv.pre_trend.map(|trend| trend.estimate)
        );
        assert!((60..=400).contains(&treated) && controls >= 60, "{}: {treated} and {controls}", campaign.code);
        for found in [&gmv, &volume, &orders] {
            assert!(
                (found.uplift.estimate - truth).abs() < 0.03,
                "{}: {:?}, truly {truth}",
                campaign.code,
                found.uplift
            );
        }
        missed += u32::from((gmv.naive - truth).abs() > 0.05);
        covered += u32::from(gmv.uplift.low <= truth && truth <= gmv.uplift.high);
    }
    assert!(covered >= 9, "intervals of 95 % cover the truth in {covered} of 12");
    assert!(missed >= 9, "the naive estimate is right too often: it misses {missed} of 12");
}
