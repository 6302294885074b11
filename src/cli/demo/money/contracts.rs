//! Contracts: stations of one operator and city that signed within days of each other are in one, which is renewed
//! until it is not, until all of its stations are gone, or until today.

use std::collections::BTreeMap;

use jiff::ToSpan;

use super::super::synthetic::Synthetic;
use super::story::Story;
use crate::base::date::Day;
use crate::base::random::{Random, mix};
use crate::domain::contract::ContractDraft;
use crate::domain::station::Edit;

/// Most stations of a contract.
const MOST_STATIONS: usize = 40;
/// Most days between the first and the last to sign.
const MOST_DAYS_APART: i32 = 30;

/// A contract, and what its terms follow from.
#[derive(Clone, Debug)]
pub(super) struct Agreement {
    pub(super) draft: ContractDraft,
    /// Its first station, by its place in the network.
    pub(super) lead: usize,
    /// Its days: the first, and the first no more.
    pub(super) days: (Day, Day),
}

/// The contracts of a network, each after the one that it renews.
pub(super) fn agreements(made: &Synthetic, stories: &[Story], today: Day, seed: u64) -> Vec<Agreement> {
    let mut signed: BTreeMap<(&str, &str), Vec<(Day, usize)>> = BTreeMap::new();
    let mut in_talks = Vec::new();
    for (place, story) in stories.iter().enumerate() {
        let Some(operator) = operator(made, place) else { continue };
        match story.signed {
            Some(day) => signed.entry((operator, made.homes[place].city.as_str())).or_default().push((day, place)),
            None if story.in_talks => in_talks.push(place),
            None => {}
        }
    }
    let mut desk = Desk { made, stories, today, random: Random::new(seed), filed: Vec::new() };
    let mut seeds = seed;
    for stations in signed.into_values() {
        for group in together(stations, stories) {
            desk.random = Random::new(mix(&mut seeds));
            desk.sign(group);
        }
    }
    for place in in_talks {
        desk.random = Random::new(mix(&mut seeds));
        if desk.random.chance(0.25) {
            let from = desk.later(today, 5, 40);
            desk.file(&[place], None, from, years_after(from, 2), None);
        }
    }
    desk.filed
}

pub(super) fn operator(made: &Synthetic, place: usize) -> Option<&str> {
    if let Edit::Set(operator) = &made.stations[place].operator { Some(operator) } else { None }
}

/// Those who signed together: each before any of them was online, so that no day online lies before the contract.
fn together(mut stations: Vec<(Day, usize)>, stories: &[Story]) -> Vec<Vec<(Day, usize)>> {
    stations.sort_unstable();
    let mut groups: Vec<Vec<(Day, usize)>> = Vec::new();
    let mut latest = Day::MIN;
    for (day, place) in stations {
        let until = stories[place].first_change().unwrap_or(Day::MAX).min(day.plus(MOST_DAYS_APART));
        let open = groups.last_mut().filter(|group| day <= latest && group.len() < MOST_STATIONS);
        if let Some(group) = open {
            latest = latest.min(until);
            group.push((day, place));
        } else {
            latest = until;
            groups.push(vec![(day, place)]);
        }
    }
    groups
}

fn years_after(day: Day, years: u32) -> Day {
    Day::from_date(day.date().saturating_add(i64::from(years).years())).unwrap_or(Day::MAX)
}

/// Where contracts are written and filed.
struct Desk<'a> {
    made: &'a Synthetic,
    stories: &'a [Story],
    today: Day,
    random: Random,
    filed: Vec<Agreement>,
}

impl Desk<'_> {
    /// Signs a contract for a group, and its renewals.
    fn sign(&mut self, group: Vec<(Day, usize)>) {
        let Some(mut signed_on) = group.iter().map(|&(day, _)| day).max() else { return };
        let mut stations: Vec<usize> = group.into_iter().map(|(_, place)| place).collect();
        let mut from = signed_on;
        let mut renews = None;
        loop {
            let years = self.random.by_weight(&[(1, 4), (2, 4), (3, 2)]);
            let to = years_after(from, years);
            let number = self.file(&stations, Some(signed_on), from, to, renews.take());
            if to > self.today {
                if to <= self.today.plus(60) && self.random.chance(0.6) {
                    self.file(&stations, None, to, years_after(to, years), Some(number));
                }
                return;
            }
            // One in twelve runs out, and its stations go on without.
            if self.random.chance(0.08) {
                return;
            }
            // One renewal in fifty begins before the old contract is over: somebody has to notice.
            from = if self.random.chance(0.02) { to.plus(-45) } else { to };
            stations.retain(|&place| self.stories[place].ended.is_none_or(|ended| ended > from));
            if stations.is_empty() {
                return;
            }
            let days_before = -i32::try_from(self.random.whole(3, 40)).unwrap_or_default();
            signed_on = from.plus(days_before);
            renews = Some(number);
        }
    }

    /// Files a contract and gives its number. One whose stations are all gone before its end is terminated.
    fn file(
        &mut self,
        stations: &[usize],
        signed_on: Option<Day>,
        from: Day,
        to: Day,
        renews: Option<String>,
    ) -> String {
        let number = format!("DEMO-HT-{:05}", self.filed.len() + 1);
        let ends: Option<Vec<Day>> = stations.iter().map(|&place| self.stories[place].ended).collect();
        let ended = ends.and_then(|ends| ends.into_iter().max()).filter(|&ended| ended < to && signed_on.is_some());
        let lead = stations.first().copied().unwrap_or_default();
        let draft = ContractDraft {
            number: number.clone(),
            counterparty: operator(self.made, lead).map(str::to_owned),
            stations: Some(stations.iter().map(|&place| self.made.stations[place].code.clone()).collect()),
            signed_on: signed_on.map_or(Edit::Keep, Edit::Set),
            from: Some(from),
            to: Edit::Set(to),
            terminated_on: ended.map_or(Edit::Keep, Edit::Set),
            renews: renews.map_or(Edit::Keep, Edit::Set),
        };
        self.filed.push(Agreement { draft, lead, days: (from, to) });
        number
    }

    /// A day so many days later, drawn.
    fn later(&mut self, day: Day, least: u32, most: u32) -> Day {
        day.plus(i32::try_from(self.random.whole(least, most)).unwrap_or_default())
    }
}
