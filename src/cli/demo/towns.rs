//! Where people live and drive: the towns and roads of `data/demo_*.csv.gz`, described in `data/README.md`.

use flate2::read::GzDecoder;

use super::synthetic::DemoError;
use crate::base::location::LonLat;

static TOWNS: &[u8] = include_bytes!("../../../data/demo_places.csv.gz");
static ROADS: &[u8] = include_bytes!("../../../data/demo_roads.csv.gz");

/// A settlement.
#[derive(Clone, Debug)]
pub(super) struct Town {
    /// Published code of its district; the first two digits tell the province.
    pub(super) district: String,
    pub(super) place: LonLat,
    /// People; a guess where nobody counted.
    pub(super) population: f64,
    pub(super) name: String,
}

/// A straight road between two towns, by their numbers.
#[derive(Clone, Copy, Debug)]
pub(super) struct Road {
    pub(super) ends: [usize; 2],
    /// Whether it joins cities rather than neighbours.
    pub(super) trunk: bool,
    pub(super) length_m: f64,
}

/// The towns, and the roads between them.
pub(super) fn read() -> Result<(Vec<Town>, Vec<Road>), DemoError> {
    let mut towns = Vec::new();
    for row in csv::Reader::from_reader(GzDecoder::new(TOWNS)).into_deserialize() {
        let (district, lon, lat, population, name): (String, f64, f64, f64, String) = row?;
        towns.push(Town { district, place: LonLat::new(lon, lat)?, population, name });
    }
    let mut roads = Vec::new();
    for row in csv::Reader::from_reader(GzDecoder::new(ROADS)).into_deserialize() {
        let (from, to, class): (usize, usize, u8) = row?;
        let (Some(start), Some(end)) = (towns.get(from), towns.get(to)) else {
            return Err(DemoError::NoTown(from.max(to)));
        };
        let length_m = start.place.distance_m(end.place);
        roads.push(Road { ends: [from, to], trunk: class == 1, length_m });
    }
    Ok((towns, roads))
}
