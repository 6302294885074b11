//! The synthetic network itself: pure, and the same for the same options.

use std::collections::HashMap;

use super::history::{Circumstances, HISTORY_DAYS, stages};
use super::names::{Lineage, brand, describe};
use super::sites::Country;
use crate::base::date::Day;
use crate::base::location::{LocationError, LonLat};
use crate::base::random::{Random, mix};
use crate::domain::cooperation::StageDraft;
use crate::domain::region::RegionDraft;
use crate::domain::station::{Edit, Energy, Position, StationDraft};

/// How many stations the demo has unless told otherwise.
pub const DEFAULT_STATIONS: u32 = 20_000;

/// The share of each kind of station, in thousandths.
const ENERGIES: [(Energy, u32); 5] =
    [(Energy::Fuel, 745), (Energy::Ev, 205), (Energy::Gas, 25), (Energy::Mixed, 20), (Energy::Hydrogen, 5)];

/// Why there is no synthetic network.
#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    /// The towns or roads inside this program are damaged.
    #[error("the demo's towns and roads cannot be read: {0}")]
    Table(#[from] csv::Error),
    /// A town that is nowhere on earth.
    #[error("a town of the demo: {0}")]
    Place(#[from] LocationError),
    /// A road that leads to a town that is not there.
    #[error("a road of the demo leads to town {0}, which is not there")]
    NoTown(usize),
    /// A town outside of every district: other boundaries than the demo was made for.
    #[error("{0} lies in no district")]
    Homeless(String),
    /// A district without a city and a province.
    #[error("district {0} is not among the regions given, or has no city and province")]
    NoLineage(String),
}

/// What the network shall be like.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// How many stations.
    pub stations: u32,
    /// The day on which the three years of history end.
    pub today: Day,
    /// Another seed, another network.
    pub seed: u64,
}

/// Where a station is at home.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Home {
    /// Two-digit code of its province.
    pub province: String,
    /// Code of its city.
    pub city: String,
}

/// A synthetic network.
#[derive(Clone, Debug, PartialEq)]
pub struct Synthetic {
    /// The stations, by code.
    pub stations: Vec<StationDraft>,
    /// Where they are at home, in the same order.
    pub homes: Vec<Home>,
    /// Their stages, by station and day.
    pub cooperation: Vec<StageDraft>,
}

/// Makes a network up. `regions` are the divisions of China, as [`divisions`] gives them; `home` tells
/// the code of the district at a place, `None` at sea and abroad. Every station lies in a district, the
/// one that its address names.
///
/// # Errors
/// [`DemoError`] when the program's own tables are damaged, or `regions` and `home` are of other boundaries.
///
/// [`divisions`]: crate::exchange::admin::divisions
pub fn synthesize<'r>(
    options: Options,
    regions: &'r [RegionDraft],
    home: impl Fn(LonLat) -> Option<&'r str>,
) -> Result<Synthetic, DemoError> {
    let country = Country::new()?;
    let by_code: HashMap<&str, &RegionDraft> = regions.iter().map(|region| (region.code.as_str(), region)).collect();
    let mut seed = options.seed;
    let mut made = Synthetic { stations: Vec::new(), homes: Vec::new(), cooperation: Vec::new() };
    for number in 1..=options.stations {
        // A stream of its own for each station: one more station changes none of the others.
        let random = &mut Random::new(mix(&mut seed));
        let energy = random.by_weight(&ENERGIES);
        let site = country.site(energy, random, &home)?;
        let (lineage, city) =
            lineage(site.district, &by_code).ok_or_else(|| DemoError::NoLineage(site.district.to_owned()))?;
        let brand = brand(energy, &lineage, random);
        let [name, operator, address] = describe(energy, brand, &site, &lineage, random);
        let (opened_on, closed_on) = lifetime(energy, options.today, random);
        let code = format!("DEMO-{number:06}");
        let about = Circumstances {
            province: lineage.province_code,
            city_delay: city_delay(city),
            energy,
            opened_on,
            closed_on,
            today: options.today,
        };
        made.homes.push(Home { province: lineage.province_code.to_owned(), city: city.to_owned() });
        made.cooperation.extend(stages(&code, about, random));
        made.stations.push(StationDraft {
            code,
            name: Some(name),
            energy: Edit::Set(energy),
            brand: Edit::Set(brand.to_owned()),
            operator: Edit::Set(operator),
            position: Some(Position::wgs84(site.place)),
            address: Edit::Set(address),
            opened_on: Edit::Set(opened_on),
            closed_on: closed_on.map_or(Edit::Keep, Edit::Set),
            ..StationDraft::default()
        });
    }
    Ok(made)
}

/// What a district lies in, and its city's code.
fn lineage<'r>(district: &str, regions: &HashMap<&str, &'r RegionDraft>) -> Option<(Lineage<'r>, &'r str)> {
    let district = *regions.get(district)?;
    let city = *regions.get(district.parent.as_deref()?)?;
    let province = *regions.get(city.parent.as_deref()?)?;
    let lineage = Lineage {
        province_code: province.code.get(..2)?,
        province: &province.name,
        city: &city.name,
        district: &district.name,
    };
    Some((lineage, &city.code))
}

/// A province's first city begins at once, the others over the following months.
fn city_delay(city: &str) -> i32 {
    if city.ends_with("0100") || city.contains('-') || city == "440300" {
        return 0;
    }
    let mut seed = city.bytes().fold(0, |seed: u64, byte| seed.wrapping_mul(31).wrapping_add(byte.into()));
    let days = Random::new(mix(&mut seed)).whole(15, 240);
    i32::try_from(days).unwrap_or_default()
}

/// When it opened, and when it closed if it did: mostly before the history begins, chargers lately.
fn lifetime(energy: Energy, today: Day, random: &mut Random) -> (Day, Option<Day>) {
    let (oldest, young, closing) = match energy {
        Energy::Fuel => (28 * 365, 0.06, 0.03),
        Energy::Gas => (15 * 365, 0.10, 0.04),
        Energy::Mixed => (12 * 365, 0.25, 0.01),
        Energy::Ev => (9 * 365, 0.45, 0.06),
        Energy::Hydrogen => (6 * 365, 0.50, 0.02),
    };
    let whole = |random: &mut Random, from: i32, to: i32| {
        let span = random.whole(0, (to - from).unsigned_abs());
        from + i32::try_from(span).unwrap_or_default()
    };
    let age = if random.chance(young) { whole(random, 1, HISTORY_DAYS) } else { whole(random, HISTORY_DAYS, oldest) };
    let closed = random.chance(closing).then(|| today.plus(-whole(random, 0, age.min(HISTORY_DAYS) / 2)));
    (today.plus(-age), closed)
}
