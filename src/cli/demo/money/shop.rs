//! What a station is as a shop, by itself: how large, what its customers buy, on which days it sells.

use super::super::synthetic::Synthetic;
use super::calendar::{Calendar, DAYS};
use super::campaigns::Plan;
use super::story::Story;
use crate::base::money::Rate;
use crate::base::random::{Random, mix};
use crate::domain::station::{Edit, Energy};

/// Days over which a station becomes known after it has come online.
pub(super) const RISE_DAYS: u32 = 21;

/// A shop.
#[derive(Clone, Debug)]
pub(super) struct Shop {
    /// The seed of its days.
    pub(super) seed: u64,
    pub(super) energy: Energy,
    /// Where its demand is kept in the calendar.
    pub(super) rhythm: usize,
    /// Orders of an ordinary day.
    pub(super) level: f64,
    /// How much one day differs from another.
    pub(super) spread: f64,
    /// Litres or kilowatt-hours of an order.
    pub(super) basket: f64,
    /// Its price in shares of the common one.
    pub(super) price: f64,
    /// What platform and station give away every day.
    pub(super) everyday: [Rate; 2],
    /// Days on which it sells, as runs of the calendar's days; the first is when it becomes known.
    pub(super) runs: Vec<(u32, u32)>,
    /// While it is online, as runs of the calendar's days.
    pub(super) online: Vec<(u32, u32)>,
    /// The campaigns that it takes part in, ascending: from, to, which.
    pub(super) parts: Vec<(u32, u32, &'static Plan)>,
}

/// The shops of a network's stations, in their order.
pub(super) fn shops(made: &Synthetic, stories: &[Story], calendar: &Calendar, mut seed: u64) -> Vec<Shop> {
    let all = made.stations.iter().zip(&made.homes).zip(stories);
    all.map(|((station, home), story)| {
        let mut random = Random::new(mix(&mut seed));
        let energy = if let Edit::Set(energy) = station.energy { energy } else { Energy::Fuel };
        let brand = if let Edit::Set(brand) = &station.brand { brand.as_str() } else { "" };
        let level = level(energy, brand, &home.city) * f64::exp(0.5 * random.normal() - 0.125);
        let everyday = [(0, 8), (0, 12)].map(|(least, most)| {
            let ppm = i32::try_from(500 * random.whole(least, most)).unwrap_or_default();
            Rate::from_ppm(ppm).unwrap_or_default()
        });
        let online: Vec<(u32, u32)> = story
            .online
            .iter()
            .map(|&(from, to)| (calendar.offset(from), calendar.offset(to)))
            .filter(|(from, to)| from < to)
            .collect();
        Shop {
            energy,
            rhythm: calendar.rhythm(&home.province, energy),
            level: level.max(2.0),
            spread: random.between(0.10, 0.22),
            basket: basket(energy) * f64::exp(0.15 * random.normal()),
            price: random.between(0.96, 1.03),
            everyday,
            runs: runs(&online, &mut random),
            online,
            parts: Vec::new(),
            seed: mix(&mut seed),
        }
    })
    .collect()
}

/// Orders of a day of the usual station of a kind and brand.
fn level(energy: Energy, brand: &str, city: &str) -> f64 {
    let usual = match energy {
        Energy::Fuel => 42.0,
        Energy::Ev => 48.0,
        Energy::Gas => 20.0,
        Energy::Hydrogen => 7.0,
        Energy::Mixed => 60.0,
    };
    let known = match brand {
        "中国石化" | "特来电" => 1.2,
        "中国石油" | "星星充电" => 1.1,
        "壳牌" | "特斯拉" => 1.3,
        "民营" => 0.65,
        _ => 1.0,
    };
    let large =
        matches!(city.get(..4), Some("1101" | "3101" | "4401" | "4403" | "1201" | "5001" | "3301" | "3201" | "5101"));
    usual * known * if large { 1.35 } else { 1.0 }
}

fn basket(energy: Energy) -> f64 {
    match energy {
        Energy::Fuel | Energy::Mixed => 31.0,
        Energy::Ev => 24.0,
        Energy::Gas => 45.0,
        Energy::Hydrogen => 12.0,
    }
}

/// The days online, less those that are missing: one station in sixteen has gaps, one in thirty falls asleep.
fn runs(online: &[(u32, u32)], random: &mut Random) -> Vec<(u32, u32)> {
    let mut runs = online.to_vec();
    if random.chance(0.06) {
        for _ in 0..random.whole(1, 3) {
            let from = random.whole(0, DAYS);
            runs = without(&runs, from, from + random.whole(3, 25));
        }
    }
    if random.chance(0.035) {
        runs = without(&runs, random.whole(DAYS / 3, 2 * DAYS), DAYS);
    }
    runs
}

fn without(runs: &[(u32, u32)], from: u32, to: u32) -> Vec<(u32, u32)> {
    let parts = runs.iter().flat_map(|&(begin, end)| [(begin, end.min(from)), (begin.max(to), end)]);
    parts.filter(|(begin, end)| begin < end).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_are_cut_out() {
        assert_eq!(without(&[(0, 10), (20, 30)], 5, 25), [(0, 5), (25, 30)]);
        assert_eq!(without(&[(0, 10)], 3, 4), [(0, 3), (4, 10)]);
        assert_eq!(without(&[(0, 10)], 10, 12), [(0, 10)]);
        assert!(without(&[(3, 5)], 0, 9).is_empty());
    }
}
