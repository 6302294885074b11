//! Where stations stand: in towns by population, and along the roads between them.

use super::synthetic::DemoError;
use super::towns::{Road, Town, read};
use crate::base::location::LonLat;
use crate::base::random::{Random, Weights, mix};
use crate::domain::station::Energy;

/// Metres in a degree of latitude.
const DEGREE_M: f64 = 111_195.0;
/// How often a site is drawn again when it falls into the sea or abroad.
const TRIES: u32 = 40;
/// The share of a town's weight that remains in Hong Kong, Macao and Taiwan.
const OVERSEAS_SHARE: f64 = 0.25;

/// What a station stands by.
#[derive(Clone, Copy, Debug)]
pub(super) enum Along<'a> {
    /// In or around a town.
    Town,
    /// On a road from one town to another, this many kilometres from the first.
    Road { from: &'a Town, to: &'a Town, trunk: bool, km: u32 },
}

/// A place for a station, and the district that it lies in.
#[derive(Clone, Copy, Debug)]
pub(super) struct Site<'a, 'r> {
    pub(super) place: LonLat,
    pub(super) district: &'r str,
    pub(super) along: Along<'a>,
}

/// Towns and roads with the odds of finding a station there.
pub(super) struct Country {
    towns: Vec<Town>,
    roads: Vec<Road>,
    /// For what drivers buy on their way, and for what they do at home: chargers crowd into big cities.
    spread: Weights,
    crowded: Weights,
    traffic: Weights,
}

impl Country {
    pub(super) fn new() -> Result<Self, DemoError> {
        let (towns, roads) = read()?;
        let share = |town: &Town| match town.district.get(..1) {
            Some("7" | "8") => OVERSEAS_SHARE,
            _ => 1.0,
        };
        let people = |power: f64| Weights::new(towns.iter().map(|town| share(town) * town.population.powf(power)));
        let traffic = roads.iter().map(|road| {
            let [a, b] = road.ends.map(|end| &towns[end]);
            let pull = (a.population * b.population).powf(0.25) * share(a);
            pull * road.length_m.sqrt() * if road.trunk { 2.5 } else { 1.0 }
        });
        let (spread, crowded, traffic) = (people(0.7), people(0.95), Weights::new(traffic));
        Ok(Self { towns, roads, spread, crowded, traffic })
    }

    /// A place for a station of this kind.
    pub(super) fn site<'r>(
        &self,
        energy: Energy,
        random: &mut Random,
        home: &impl Fn(LonLat) -> Option<&'r str>,
    ) -> Result<Site<'_, 'r>, DemoError> {
        let (on_road, people) = match energy {
            Energy::Ev | Energy::Hydrogen => (0.10, &self.crowded),
            Energy::Fuel | Energy::Gas | Energy::Mixed => (0.34, &self.spread),
        };
        for _ in 0..TRIES {
            let (place, along) = if random.chance(on_road) {
                self.by_road(random)
            } else {
                (around(&self.towns[people.draw(random)], random), Along::Town)
            };
            if let Some((place, district)) = place.and_then(|place| Some((place, home(place)?))) {
                return Ok(Site { place, district, along });
            }
        }
        let town = &self.towns[people.draw(random)];
        let district = home(town.place).ok_or_else(|| DemoError::Homeless(town.name.clone()))?;
        Ok(Site { place: town.place, district, along: Along::Town })
    }

    fn by_road(&self, random: &mut Random) -> (Option<LonLat>, Along<'_>) {
        let index = self.traffic.draw(random);
        let road = self.roads[index];
        let [from, to] = road.ends.map(|end| &self.towns[end]);
        let share = random.between(0.05, 0.95);
        // Roads are straight in the file; each bends its own way, and stations stand by its side.
        let mut seed = index as u64;
        let bend = Random::new(mix(&mut seed)).between(-0.08, 0.08) * road.length_m;
        let aside = bend * (std::f64::consts::PI * share).sin() + 60.0 * random.normal();
        let (east, north) = (to.place.lon() - from.place.lon(), to.place.lat() - from.place.lat());
        let shrink = from.place.lat().to_radians().cos();
        let length = (east * shrink).hypot(north).max(f64::EPSILON);
        let lon = from.place.lon() + east * share - aside / DEGREE_M * (north / length) / shrink;
        let lat = from.place.lat() + north * share + aside / DEGREE_M * (east * shrink / length);
        let km = whole(share * road.length_m / 1_000.0);
        (rounded(lon, lat), Along::Road { from, to, trunk: road.trunk, km })
    }
}

/// A place in or near a town: dense in the middle, the wider the more people live there.
fn around(town: &Town, random: &mut Random) -> Option<LonLat> {
    let reach_m = (900.0 * (town.population / 50_000.0).powf(0.42)).clamp(500.0, 12_000.0);
    let (east, north) = (random.normal() * reach_m, random.normal() * reach_m);
    let lat = town.place.lat() + north / DEGREE_M;
    rounded(town.place.lon() + east / DEGREE_M / lat.to_radians().cos(), lat)
}

/// Six decimals, as surveys give.
fn rounded(lon: f64, lat: f64) -> Option<LonLat> {
    let round = |degrees: f64| (degrees * 1e6).round() / 1e6;
    LonLat::new(round(lon), round(lat)).ok()
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "casts saturate, which is right here")]
fn whole(value: f64) -> u32 {
    value.round() as u32
}
