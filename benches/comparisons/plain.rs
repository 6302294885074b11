//! The same comparison as one writes it first: every station asked on every day, from its months as they are stored.

use std::collections::{BTreeMap, HashMap};

use forecourt::base::date::{Day, Period};
use forecourt::base::ids::StationId;
use forecourt::base::location::LonLat;
use forecourt::base::month::Month;
use forecourt::base::random::Random;
use forecourt::domain::cooperation::{Stage, stage_at};
use forecourt::domain::performance::{MonthFacts, VolumeUnit};
use forecourt::engine::geography::Geography;

use crate::network::Row;
use crate::{Held, province};

/// Resamples of the bootstrap.
const RESAMPLES: usize = 2_000;
/// Controls stand so far from every participant, in metres.
const SPILLOVER_M: f64 = 3_000.0;

/// Province, unit, brand.
type Likeness<'n> = (&'n str, bool, &'n str);

/// The rows that are read.
pub(crate) struct Plain<'n> {
    rows: &'n [Row],
    likeness: Vec<Likeness<'n>>,
    months: HashMap<(usize, Month), &'n MonthFacts>,
    campaigns: &'n [Held],
}

/// What was found.
#[derive(Debug)]
pub(crate) struct Found {
    pub(crate) treated: usize,
    pub(crate) controls: usize,
    pub(crate) estimate: f64,
    pub(crate) low: f64,
}

/// What a station sold on its days of the campaign, and what as many of its days before came to.
#[derive(Clone, Copy)]
struct Pair {
    sold: f64,
    base: f64,
}

fn days(from: Day, to: Day) -> Vec<Day> {
    (from.number()..to.number()).filter_map(Day::from_number).collect()
}

#[expect(clippy::cast_precision_loss, reason = "sums of some weeks")]
impl<'n> Plain<'n> {
    pub(crate) fn new(
        geography: &'n Geography,
        rows: &'n [Row],
        months: &'n [(StationId, Month, MonthFacts)],
        campaigns: &'n [Held],
    ) -> Self {
        let is_electric = |row: &Row| VolumeUnit::of(Some(row.energy)) == VolumeUnit::Kwh;
        Self {
            rows,
            likeness: rows.iter().map(|row| (province(geography, row), is_electric(row), &*row.brand)).collect(),
            months: months.iter().map(|(station, month, facts)| ((station.0 as usize, *month), facts)).collect(),
            campaigns,
        }
    }

    fn is_online(&self, station: usize, at: Day) -> bool {
        stage_at(&self.rows[station].timeline, at) == Some(Stage::Online)
    }

    /// The days of these on which a station was there to sell.
    fn there(&self, station: usize, days: &[Day]) -> Vec<Day> {
        let is_known = |at: Day| self.months.contains_key(&(station, Month::of(at)));
        days.iter().copied().filter(|&at| self.is_online(station, at) && is_known(at)).collect()
    }

    fn sold(&self, station: usize, at: Day) -> f64 {
        let facts = self.months.get(&(station, Month::of(at)));
        let is_it = |number: u8| Month::of(at).day(number) == Some(at);
        let found = facts.and_then(|facts| facts.days().find(|&(number, _)| is_it(number)));
        found.map_or(0.0, |(_, facts)| facts.gmv.minor() as f64)
    }

    /// A station's mean a day of the baseline, if enough is known of it.
    fn mean(&self, station: usize, baseline: &[Day]) -> Option<f64> {
        let there = self.there(station, baseline);
        let sold: f64 = there.iter().map(|&day| self.sold(station, day)).sum();
        (there.len() >= 7 && sold > 0.0).then(|| sold / there.len() as f64)
    }

    fn is_busy(&self, station: usize, days: &[Day]) -> bool {
        let is_in = |held: &Held| held.stations.binary_search(&StationId(u32::try_from(station).expect("few"))).is_ok();
        let touches = |period: Period| days.iter().any(|&day| period.contains(day));
        self.campaigns.iter().any(|held| is_in(held) && touches(held.period))
    }

    fn place(&self, station: usize) -> LonLat {
        self.rows[station].location
    }

    /// Compares a campaign of which everything is known on the day `at`; no stratum may be small.
    pub(crate) fn compare(&self, campaign: usize, at: Day) -> Found {
        let Held { period, stations, .. } = &self.campaigns[campaign];
        let to = period.to().expect("an end");
        assert!(to <= at, "all of it is known");
        let during = days(period.from(), to);
        let length = i32::try_from(during.len()).expect("few").clamp(28, 56);
        let baseline = days(period.from().plus(-length), period.from());
        let both = [&baseline[..], &during].concat();

        let means: Vec<Option<f64>> = (0..self.rows.len()).map(|station| self.mean(station, &baseline)).collect();
        let mut populations: HashMap<(&str, bool), Vec<f64>> = HashMap::new();
        for (&(province, unit, _), mean) in self.likeness.iter().zip(&means) {
            populations.entry((province, unit)).or_default().extend(mean);
        }
        for means in populations.values_mut() {
            means.sort_by(f64::total_cmp);
        }
        let band = |station: usize, mean: f64| {
            let (province, unit, _) = self.likeness[station];
            let means = &populations[&(province, unit)];
            (1..4).filter(|quarter| mean >= means[(means.len() * quarter / 4).min(means.len() - 1)]).count()
        };
        let stratum = |station: usize| Some((self.likeness[station], band(station, means[station]?)));

        let taking_part: Vec<usize> = stations.iter().map(|station| station.0 as usize).collect();
        // By stratum, the days on which each participant was there.
        let mut treated: BTreeMap<_, Vec<(usize, Vec<Day>)>> = BTreeMap::new();
        for &station in &taking_part {
            let there = self.there(station, &during);
            if let Some(stratum) = stratum(station).filter(|_| !there.is_empty()) {
                treated.entry(stratum).or_default().push((station, there));
            }
        }
        let is_near = |station: usize| {
            taking_part.iter().any(|&other| self.place(other).distance_m(self.place(station)) < SPILLOVER_M)
        };
        let mut controls: BTreeMap<_, Vec<usize>> = BTreeMap::new();
        for station in (0..self.rows.len()).filter(|station| !taking_part.contains(station)) {
            let Some(stratum) = stratum(station).filter(|stratum| treated.contains_key(stratum)) else { continue };
            let is_there = both.iter().all(|&day| self.is_online(station, day));
            if is_there && !self.is_busy(station, &both) && !is_near(station) {
                controls.entry(stratum).or_default().push(station);
            }
        }
        assert!(controls.values().all(|controls| controls.len() >= 3), "a small stratum is put together with others");

        let mut groups: Vec<(Vec<Pair>, Vec<Pair>)> = Vec::new();
        for (stratum, controls) in &controls {
            let treated = &treated[stratum];
            let own = treated.iter().map(|(station, there)| Pair {
                sold: there.iter().map(|&day| self.sold(*station, day)).sum(),
                base: there.len() as f64 * means[*station].expect("mean"),
            });
            let weighed = controls.iter().map(|&station| {
                let mut pair = Pair { sold: 0.0, base: 0.0 };
                for day in self.there(station, &during) {
                    let weight = treated.iter().filter(|(_, there)| there.contains(&day)).count() as f64;
                    pair.sold += weight * self.sold(station, day);
                    pair.base += weight * means[station].expect("mean");
                }
                pair
            });
            groups.push((own.collect(), weighed.collect()));
        }
        let mut drawn = resamples(&groups);
        drawn.sort_by(f64::total_cmp);
        Found {
            treated: groups.iter().map(|(treated, _)| treated.len()).sum(),
            controls: groups.iter().map(|(_, controls)| controls.len()).sum(),
            estimate: uplift(groups.iter().map(|(treated, controls)| (sum(treated.iter()), sum(controls.iter())))),
            low: drawn[RESAMPLES * 25 / 1_000],
        }
    }
}

fn sum<'p>(pairs: impl Iterator<Item = &'p Pair>) -> Pair {
    pairs.fold(Pair { sold: 0.0, base: 0.0 }, |all, one| Pair { sold: all.sold + one.sold, base: all.base + one.base })
}

/// Of the treated and the controls of each stratum.
fn uplift(strata: impl Iterator<Item = (Pair, Pair)>) -> f64 {
    let (mut sold, mut expected) = (0.0, 0.0);
    for (treated, controls) in strata {
        sold += treated.sold;
        expected += treated.base * controls.sold / controls.base;
    }
    sold / expected - 1.0
}

/// Draws one station fewer than there are, of the controls by stratum, of the treated over all strata.
fn resamples(groups: &[(Vec<Pair>, Vec<Pair>)]) -> Vec<f64> {
    let mut random = Random::new(1);
    let last = |count: usize| u32::try_from(count - 1).expect("few");
    let treated: Vec<(usize, Pair)> =
        groups.iter().enumerate().flat_map(|(n, (treated, _))| treated.iter().map(move |&pair| (n, pair))).collect();
    (0..RESAMPLES)
        .map(|_| {
            let controls: Vec<Pair> = groups
                .iter()
                .map(|(_, controls)| {
                    let last = last(controls.len());
                    let drawn: Vec<Pair> = (0..last).map(|_| controls[random.whole(0, last) as usize]).collect();
                    sum(drawn.iter())
                })
                .collect();
            let last = last(treated.len());
            let drawn: Vec<(usize, Pair)> = (0..last).map(|_| treated[random.whole(0, last) as usize]).collect();
            uplift(drawn.into_iter().map(|(stratum, pair)| (pair, controls[stratum])))
        })
        .collect()
}
