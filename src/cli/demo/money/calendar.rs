//! What all stations of a province share: the week, the seasons, the weather, the trend, prices, and what happened
//! there besides while a campaign ran.

use super::super::history::HISTORY_DAYS;
use super::super::synthetic::Home;
use super::campaigns::PLANS;
use crate::base::date::Day;
use crate::base::month::Month;
use crate::base::random::{Random, mix};
use crate::domain::station::Energy;

/// Days of history, today included.
pub(super) const DAYS: u32 = HISTORY_DAYS.unsigned_abs() + 1;

/// Demand by the day of the week from Monday: of drivers, who fill up before the weekend, and of chargers.
const WEEKS: [[f64; 7]; 2] = [[0.97, 0.94, 0.95, 0.98, 1.10, 1.08, 0.98], [0.95, 0.94, 0.95, 0.97, 1.03, 1.10, 1.06]];
/// Growth a year, as the platform becomes known: of fuel, and of charging.
const GROWTH: [f64; 2] = [0.06, 0.30];
/// What a litre or a kilowatt-hour costs, by the order of [`Energy::ALL`].
const PRICES: [f64; 5] = [7.5, 1.2, 4.6, 32.0, 7.3];

/// The rhythms of the network's three years.
#[derive(Clone, Debug)]
pub(super) struct Calendar {
    first: Day,
    /// The month of each day, and the day's place in it.
    pub(super) dates: Vec<(Month, usize)>,
    /// Provinces that have stations, by code.
    provinces: Vec<String>,
    /// Demand by day, 1 in the long run: of province 0 fuel, then charging, then of province 1.
    demand: Vec<Vec<f64>>,
    /// Prices by day, for each kind of energy.
    prices: Vec<Vec<f64>>,
}

impl Calendar {
    pub(super) fn new(homes: &[Home], today: Day, mut seed: u64) -> Self {
        let first = today.plus(-HISTORY_DAYS);
        let days = || (0..).map(|offset| first.plus(offset)).zip(0..DAYS);
        let dates = days()
            .map(|(day, _)| {
                let month = Month::of(day);
                (month, (day.number() - month.first().number()) as usize)
            })
            .collect();
        let mut provinces: Vec<String> = homes.iter().map(|home| home.province.clone()).collect();
        provinces.sort_unstable();
        provinces.dedup();
        let of_prices = mix(&mut seed);
        let demand = provinces
            .iter()
            .flat_map(|province| {
                // By the province's code and not by its place: one more province changes none of the others.
                let mut own = seed ^ province.parse::<u64>().unwrap_or_default();
                let random = Random::new(mix(&mut own));
                [0, 1].map(|rhythm| demand(&mut random.clone(), province, rhythm, first))
            })
            .collect();
        let prices = (0..).zip(PRICES).map(|(energy, price)| prices(price, of_prices ^ energy)).collect();
        Self { first, dates, provinces, demand, prices }
    }

    /// Days from the first one to `day`, cut to those of the calendar.
    pub(super) fn offset(&self, day: Day) -> u32 {
        day.number().saturating_sub(self.first.number()).min(DAYS)
    }

    /// The day so many days before today.
    pub(super) fn before_today(&self, days: i32) -> Day {
        self.first.plus(HISTORY_DAYS - days)
    }

    /// Where the demand for an energy in a province is kept.
    pub(super) fn rhythm(&self, province: &str, energy: Energy) -> usize {
        let place = self.provinces.binary_search_by(|known| known.as_str().cmp(province)).unwrap_or_default();
        2 * place + usize::from(energy == Energy::Ev)
    }

    /// Demand by day.
    pub(super) fn demand(&self, rhythm: usize) -> &[f64] {
        &self.demand[rhythm]
    }

    /// Prices by day.
    pub(super) fn prices(&self, energy: Energy) -> &[f64] {
        &self.prices[energy as usize]
    }
}

/// The day of the year on which demand is highest, and by how much: each climate has its own, its provinces vary
/// little. A comparison that takes the season for the campaign's doing goes wrong by as much.
fn season(province: &str) -> (f64, f64) {
    match province {
        "44" | "45" | "46" | "35" => (330.0, 0.16),
        "31" | "32" | "33" | "34" | "36" => (120.0, 0.13),
        "11" | "12" | "13" | "14" | "37" | "15" | "21" | "22" | "23" => (200.0, 0.19),
        _ => (255.0, 0.15),
    }
}

/// A day of any year: month, and day of the month.
type Date = (i8, i8);

/// Public holidays, the last day included, with the demand of fuel and of charging on them.
const HOLIDAYS: [(Date, Date, [f64; 2]); 4] = [
    ((1, 28), (2, 6), [1.15, 1.25]),
    ((4, 4), (4, 6), [1.08, 1.12]),
    ((5, 1), (5, 5), [1.14, 1.22]),
    ((10, 1), (10, 7), [1.18, 1.30]),
];

fn demand(random: &mut Random, province: &str, rhythm: usize, first: Day) -> Vec<f64> {
    let (peak, rise) = season(province);
    let (peak, rise) = (peak + 6.0 * random.normal(), rise + random.between(-0.01, 0.01));
    let happened: Vec<(Day, Day, f64)> = PLANS
        .iter()
        .filter(|plan| plan.provinces.contains(&province))
        .map(|plan| {
            let from = first.plus(HISTORY_DAYS - plan.days_ago);
            (from, from.plus(plan.days + 14), plan.happened)
        })
        .collect();
    let mut weather = 0.0;
    (0..DAYS)
        .zip((0..).map(|offset| first.plus(offset)))
        .map(|(offset, day)| {
            if offset % 7 == 0 {
                weather = 0.6 * weather + 0.03 * random.normal();
            }
            let date = day.date();
            let year = f64::from(date.day_of_year());
            let season = 1.0 + rise * (std::f64::consts::TAU * (year - peak) / 365.25).cos();
            // 1 January 1900 was a Monday.
            let week = WEEKS[rhythm][(day.number() % 7) as usize];
            let trend = (1.0 + GROWTH[rhythm]).powf(f64::from(offset) / 365.25 - 1.5);
            let at = (date.month(), date.day());
            let holiday = HOLIDAYS.iter().find(|&&(from, to, _)| from <= at && at <= to);
            let holiday = holiday.map_or(1.0, |(_, _, demand)| demand[rhythm]);
            let besides: f64 = happened
                .iter()
                .filter(|(from, to, _)| *from <= day && day < *to)
                .map(|(_, _, factor)| factor)
                .product();
            week * season * trend * holiday * besides * f64::exp(weather)
        })
        .collect()
}

/// Prices move every ten days and come back to their mean.
fn prices(mean: f64, mut seed: u64) -> Vec<f64> {
    let mut random = Random::new(mix(&mut seed));
    let mut away = 0.0;
    (0..DAYS)
        .map(|offset| {
            if offset % 10 == 0 {
                away = 0.93 * away + 0.012 * random.normal();
            }
            mean * f64::exp(away)
        })
        .collect()
}
