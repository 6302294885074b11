//! Comparisons of random networks against a plain reading, day by day and station by station.

use std::collections::{BTreeMap, BTreeSet};

use forecourt::base::date::{Day, Period};
use forecourt::base::ids::StationId;
use forecourt::base::month::Month;
use forecourt::base::random::Random;
use forecourt::domain::cooperation::Stage;
use forecourt::domain::performance::VolumeUnit;
use forecourt::domain::station::Energy;
use forecourt::engine::comparison::{Inquiry, LeftOut, Measure};
use forecourt::engine::filter::Filter;
use proptest::prelude::*;

use super::world::{CAMPAIGN, OTHER, World, day, inquiry, orders, period};
use crate::model::{ADMIN, Site, region_codes};

/// The days of the campaign.
const RUNS: (i32, i32) = (80, 110);

/// A network of some dozen stations, most of them online; some have gaps, some close, some sell nothing.
fn world(seed: u64, count: usize) -> World {
    let mut world = World::default();
    let mut random = Random::new(seed);
    for _ in 0..count {
        let brand = random.one(&["shell", "sinopec"]);
        let id = world.add(brand, random.between(109.9, 114.1), random.between(30.0, 32.0));
        let site = &mut world.sites[id.0 as usize];
        if random.chance(0.2) {
            site.energy = Some(Energy::Ev);
        }
        if random.chance(0.15) {
            let stage = random.one(&[Stage::Paused, Stage::Signed]);
            let from = i32::try_from(random.whole(30, 115)).expect("small");
            site.timeline.push((day(from), stage));
            if random.chance(0.6) {
                site.timeline.push((day(from + 6), Stage::Online));
            }
        }
        if random.chance(0.1) {
            site.opened_on = Some(day(i32::try_from(random.whole(20, 90)).expect("small")));
        }
        if random.chance(0.1) {
            site.closed_on = Some(day(i32::try_from(random.whole(60, 120)).expect("small")));
        }
        let (level, gaps) = (random.whole(0, 40), if random.chance(0.3) { 0.3 } else { 0.02 });
        let silent = if random.chance(0.15) { random.whole(0, 4) } else { 9 };
        for offset in 0..130 {
            let month = u32::try_from(offset / 31).expect("small");
            if month != silent && !random.chance(gaps) {
                let sold = random.whole(0, 2 * level);
                world.sell(id, offset..offset + 1, |_| orders(sold));
            }
        }
        let late = i32::try_from(random.whole(0, 12)).expect("small");
        if random.chance(0.4) {
            let part = period(RUNS.0 + late, RUNS.1 - random.one(&[0, 0, 5]));
            world.join(CAMPAIGN, period(RUNS.0, RUNS.1), id, part);
        }
        if random.chance(0.15) {
            let from = i32::try_from(random.whole(20, 110)).expect("small");
            world.join(OTHER, period(0, 200), id, period(from, from + 10));
        }
    }
    world
}

/// The comparison, plainly.
struct Plain<'w> {
    world: &'w World,
    asked: &'w Inquiry,
    baseline: Vec<Day>,
    during: Vec<Day>,
    months: BTreeSet<(StationId, Month)>,
    /// A station's mean a day of the baseline, if enough is known.
    means: BTreeMap<StationId, f64>,
}

fn days(from: Day, to: Day) -> Vec<Day> {
    (from.number()..to.number()).filter_map(Day::from_number).collect()
}

impl<'w> Plain<'w> {
    fn new(world: &'w World, asked: &'w Inquiry) -> Self {
        let known = world.accounts.days.keys().map(|&(_, day)| day).filter(|&day| day <= asked.at).max();
        let end = known.map_or(day(RUNS.0), |known| known.plus(1).min(day(RUNS.1)));
        let mut plain = Self {
            world,
            asked,
            baseline: days(day(RUNS.0 - 35), day(RUNS.0)),
            during: days(day(RUNS.0), end),
            months: world.accounts.days.keys().map(|&(id, day)| (id, Month::of(day))).collect(),
            means: BTreeMap::new(),
        };
        for site in &world.sites {
            let there = plain.there(site, &plain.baseline);
            let sold = plain.sold(site, &there);
            if there.len() >= 7 && sold > 0.0 {
                plain.means.insert(site.id, sold / f64::from(u32::try_from(there.len()).expect("few")));
            }
        }
        plain
    }

    fn is_online(site: &Site, at: Day) -> bool {
        site.is_open(at) && site.stage(at) == Some(Stage::Online)
    }

    /// The days of these on which the station was there to sell.
    fn there(&self, site: &Site, days: &[Day]) -> Vec<Day> {
        let is_known = |at: Day| self.months.contains(&(site.id, Month::of(at)));
        days.iter().copied().filter(|&at| Self::is_online(site, at) && is_known(at)).collect()
    }

    fn sold(&self, site: &Site, days: &[Day]) -> f64 {
        let of = |day: &Day| self.world.accounts.days.get(&(site.id, *day)).map_or(0, |facts| facts.orders);
        days.iter().map(|day| f64::from(of(day))).sum()
    }

    fn mean(&self, site: &Site) -> Option<f64> {
        self.means.get(&site.id).copied()
    }

    fn part(&self, site: &Site) -> Option<Period> {
        self.world.campaigns.get(&CAMPAIGN)?.1.get(&site.id).copied()
    }

    /// Why a participant is left out before its controls are looked for.
    fn treated(&self, site: &Site) -> Result<Vec<Day>, LeftOut> {
        let own: Vec<Day> =
            self.during.iter().copied().filter(|&day| self.part(site).is_some_and(|part| part.contains(day))).collect();
        let is_online = |days: &[Day]| days.iter().any(|&day| Self::is_online(site, day));
        if own.is_empty() {
            Err(LeftOut::NotTakingPart)
        } else if !is_online(&self.baseline) || !is_online(&own) {
            Err(LeftOut::NotOnline)
        } else if self.mean(site).is_none() || self.there(site, &own).is_empty() {
            Err(LeftOut::NoPerformance)
        } else {
            Ok(self.there(site, &own))
        }
    }

    /// What participant and control have in common, but for the size.
    fn likeness(&self, site: &Site) -> (Option<&'static str>, VolumeUnit, Option<String>) {
        let unit = VolumeUnit::of(site.energy);
        if self.asked.controls.is_some() {
            return (None, unit, None);
        }
        (region_codes(site, ADMIN, day(RUNS.0)).first().copied(), unit, site.brand.clone())
    }

    /// The size band: the quartile of the mean among those of the province and unit.
    fn band(&self, site: &Site) -> Option<usize> {
        let mean = self.mean(site)?;
        if self.asked.controls.is_some() {
            return Some(0);
        }
        let (province, unit, _) = self.likeness(site);
        let others = self.world.sites.iter().filter(|other| {
            let (there, other, _) = self.likeness(other);
            (there, other) == (province, unit)
        });
        let mut means: Vec<f64> = others.filter_map(|other| self.mean(other)).collect();
        means.sort_by(f64::total_cmp);
        Some((1..4).filter(|quarter| mean >= means[(means.len() * quarter / 4).min(means.len() - 1)]).count())
    }

    /// Why a candidate is no control.
    fn control(&self, site: &Site, sizes: &BTreeSet<String>) -> Result<(), LeftOut> {
        let both: Vec<Day> = self.baseline.iter().chain(&self.during).copied().collect();
        let is_busy =
            self.world.campaigns.values().any(|(_, stations)| {
                stations.get(&site.id).is_some_and(|part| both.iter().any(|&day| part.contains(day)))
            });
        let place = |site: &Site| site.place().lonlat();
        let near = |other: &Site| {
            self.part(other).is_some() && place(other).distance_m(place(site)) < f64::from(self.asked.spillover_m)
        };
        if is_busy {
            Err(LeftOut::InCampaign)
        } else if self.world.sites.iter().any(near) {
            Err(LeftOut::TooNear)
        } else if !both.iter().all(|&day| Self::is_online(site, day)) {
            Err(LeftOut::NotOnline)
        } else if self.mean(site).is_none() || self.there(site, &self.during).is_empty() {
            Err(LeftOut::NoPerformance)
        } else if sizes.contains(&self.size(site)) {
            Ok(())
        } else {
            Err(LeftOut::OtherSize)
        }
    }

    /// Likeness and band as one.
    fn size(&self, site: &Site) -> String {
        format!("{:?} {:?}", self.likeness(site), self.band(site))
    }
}

/// Counts by reason.
fn tally<T>(outcomes: &[(&Site, Result<T, LeftOut>)]) -> BTreeMap<LeftOut, usize> {
    let mut counts = BTreeMap::new();
    for (_, outcome) in outcomes {
        if let Err(reason) = outcome {
            *counts.entry(*reason).or_default() += 1;
        }
    }
    counts
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn comparisons_are_those_of_a_plain_reading(
        seed in any::<u64>(), count in 1..50_usize, at in 75..140_i32,
        filter in proptest::option::of(proptest::sample::select(vec!["brand = 'shell'", "true"])),
        spillover_m in proptest::sample::select(vec![0, 3_000, 30_000]),
    ) {
        let world = world(seed, count);
        if !world.campaigns.contains_key(&CAMPAIGN) {
            return Ok(());
        }
        let mut asked = inquiry(at);
        asked.controls = filter.map(|filter| Filter::parse(filter).expect("filter"));
        asked.spillover_m = spillover_m;
        asked.measure = Measure::Orders;
        let found = world.compare(at, |inquiry| *inquiry = asked.clone());
        let plain = Plain::new(&world, &asked);

        let participants = world.sites.iter().filter(|site| plain.part(site).is_some());
        let treated: Vec<_> = participants.map(|site| (site, plain.treated(site))).collect();
        let compared: Vec<(&Site, &Vec<Day>)> =
            treated.iter().filter_map(|(site, days)| Some((*site, days.as_ref().ok()?))).collect();
        let alike: BTreeSet<_> = compared.iter().map(|(site, _)| format!("{:?}", plain.likeness(site))).collect();
        let sizes: BTreeSet<String> = compared.iter().map(|(site, _)| plain.size(site)).collect();
        let is_meant = |site: &Site| filter != Some("brand = 'shell'") || site.brand.as_deref() == Some("shell");
        let candidates = world.sites.iter().filter(|site| {
            plain.part(site).is_none() && is_meant(site) && alike.contains(&format!("{:?}", plain.likeness(site)))
        });
        let controls: Vec<_> = candidates.map(|site| (site, plain.control(site, &sizes))).collect();
        let chosen: Vec<&Site> = controls.iter().filter(|(_, why)| why.is_ok()).map(|(site, _)| *site).collect();
        let taken: BTreeSet<String> = chosen.iter().map(|site| plain.size(site)).collect();
        let matched: Vec<_> = compared.iter().filter(|(site, _)| taken.contains(&plain.size(site))).collect();

        // A control may have no day in common with any participant of its stratum; then it is left out, and who has
        // no other control with it. Rare, and not counted here.
        let is_plain = found.controls.used == chosen.len();
        prop_assert_eq!(found.treated.candidates, treated.len());
        prop_assert_eq!(found.controls.candidates, controls.len());
        if is_plain {
            let mut left_out = tally(&treated);
            if compared.len() > matched.len() {
                left_out.insert(LeftOut::Unmatched, compared.len() - matched.len());
            }
            prop_assert_eq!(&found.treated.left_out, &left_out);
            prop_assert_eq!(&found.controls.left_out, &tally(&controls));
            prop_assert_eq!(found.treated.used, matched.len());
        } else {
            prop_assert!(found.controls.used < chosen.len());
        }

        let Ok(estimate) = &found.estimate else { return Ok(()) };
        let days = |days: &[Day]| f64::from(u32::try_from(days.len()).expect("few"));
        let all: f64 = matched.iter().map(|(_, own)| days(own)).sum();
        let during: f64 = matched.iter().map(|(site, own)| plain.sold(site, own)).sum::<f64>() / all;
        let before: f64 = matched.iter().map(|(site, own)| days(own) * plain.mean(site).expect("mean")).sum::<f64>() / all;
        if is_plain {
            prop_assert!((estimate.treated.during - during).abs() < 1e-9, "{} {during}", estimate.treated.during);
            prop_assert!((estimate.treated.before - before).abs() < 1e-9, "{} {before}", estimate.treated.before);
            prop_assert!((estimate.naive - (during / before - 1.0)).abs() < 1e-9);
        }
        prop_assert!(estimate.uplift.low <= estimate.uplift.high);
        if is_plain && filter.is_some() {
            // The controls of a unit speak for its participants, each day as often as these were there.
            let expected: f64 = [VolumeUnit::Litre, VolumeUnit::Kwh].into_iter().map(|unit| {
                let own: Vec<_> = matched.iter().filter(|(site, _)| VolumeUnit::of(site.energy) == unit).collect();
                let (mut sold, mut base) = (0.0, 0.0);
                for site in chosen.iter().filter(|site| VolumeUnit::of(site.energy) == unit) {
                    for day in plain.there(site, &plain.during) {
                        let weight = own.iter().filter(|(_, days)| days.contains(&day)).count();
                        let weight = f64::from(u32::try_from(weight).expect("few"));
                        sold += weight * plain.sold(site, &[day]);
                        base += weight * plain.mean(site).expect("mean");
                    }
                }
                let of_treated: f64 = own.iter().map(|(site, own)| days(own) * plain.mean(site).expect("mean")).sum();
                if own.is_empty() { 0.0 } else { of_treated * sold / base }
            }).sum();
            prop_assert!((estimate.uplift.estimate - (during * all / expected - 1.0)).abs() < 1e-9);
        }
    }
}

#[test]
fn made_up_networks_have_controls_and_all_reasons() {
    let mut reasons: BTreeSet<LeftOut> = BTreeSet::new();
    let mut estimates = 0;
    for seed in 0..12 {
        let found = world(seed, 60).compare(120, |_| {});
        reasons.extend(found.treated.left_out.keys().chain(found.controls.left_out.keys()));
        estimates += usize::from(found.estimate.is_ok());
    }
    assert!(estimates > 9, "{estimates}");
    let all = [
        LeftOut::NotOnline,
        LeftOut::NoPerformance,
        LeftOut::Unmatched,
        LeftOut::InCampaign,
        LeftOut::TooNear,
        LeftOut::OtherSize,
    ];
    assert!(all.iter().all(|reason| reasons.contains(reason)), "{reasons:?}");
}

#[test]
fn nobody_outside_of_the_scope_is_looked_at() {
    let world = world(3, 60);
    let inside = world.compare(120, |inquiry| {
        inquiry.scope = forecourt::domain::access::Scope::regions(vec![crate::model::region_id("P1").1]);
    });
    let is_inside = |site: &&Site| region_codes(site, ADMIN, day(RUNS.0)).first() == Some(&"P1");
    let participants = world.campaigns[&CAMPAIGN].1.keys();
    let site = |id: &StationId| &world.sites[id.0 as usize];
    assert_eq!(inside.treated.candidates, participants.map(site).filter(is_inside).count());
    assert!(inside.treated.candidates > 3);
}
