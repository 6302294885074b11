//! The base map in memory: land, lines and names of places, cut into vector tiles.
//!
//! A map of the whole world needs little of what the files hold, and a map of one city needs it of one
//! place; tiles carry both. Everything is projected and weighed once (`geography::weights`); a tile then
//! takes the vertices that matter at its zoom. `outline` holds shapes, `line` cuts lines, `tile` writes.

mod line;
mod outline;
mod tile;

use self::outline::Outline;
use crate::base::location::{LonLat, Mercator};

/// The deepest zoom that has detail of its own; maps magnify it beyond. A unit of its tiles is 19 m wide
/// at the equator, finer than the files.
pub const DEEPEST: u8 = 9;

/// A settlement to write a name for.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// Where it is.
    pub location: LonLat,
    /// Its name in Chinese, or as `name_en` where none is known.
    pub name: String,
    /// Its name in Latin letters.
    pub name_en: String,
    /// Its inhabitants: of two names with no room for both, the larger one stands.
    pub population: u64,
    /// 1 for the names to show first, 6 for the last.
    pub rank: u64,
}

/// What is drawn under everything else.
#[derive(Debug, Default)]
pub struct Basemap {
    /// Polygons with their kind, in drawing order.
    land: Vec<(String, Outline)>,
    /// Lines with their kind.
    lines: Vec<(String, Outline)>,
    /// Names with where they stand, those to show first in front.
    places: Vec<(Mercator, Place)>,
}

impl Basemap {
    /// Adds a polygon of land: closed rings, the outer one first. Polygons of one kind follow one another.
    pub fn add_land(&mut self, kind: &str, rings: &[Vec<LonLat>]) {
        self.land.push((kind.to_owned(), Outline::closed(rings)));
    }

    /// Adds lines of one kind.
    pub fn add_lines(&mut self, kind: &str, lines: &[Vec<LonLat>]) {
        self.lines.extend(lines.iter().map(|line| (kind.to_owned(), Outline::open(line))));
    }

    /// Adds a place after those that go before it.
    pub fn add_place(&mut self, place: Place) {
        self.places.push((place.location.into(), place));
    }
}
