//! Tiles of the XYZ scheme (OGC WebMercatorQuad): z, x eastward, y southward.

use std::fmt;

use super::location::Mercator;

/// The deepest zoom we serve.
pub const MAX_ZOOM: u8 = 22;

/// Coordinates that name no tile.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("there is no tile {z}/{x}/{y}: z is 0 to {MAX_ZOOM}, x and y are 0 to 2^z - 1")]
pub struct TileError {
    /// Zoom asked for.
    pub z: u32,
    /// Column asked for.
    pub x: u32,
    /// Row asked for.
    pub y: u32,
}

/// A tile that exists: z ≤ 22, x and y < 2^z.
///
/// ```
/// use forecourt::base::tile::TileId;
/// assert!(TileId::new(1, 1, 1).is_ok());
/// assert!(TileId::new(1, 2, 0).is_err());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TileId {
    z: u8,
    x: u32,
    y: u32,
}

impl TileId {
    /// The tile z/x/y.
    ///
    /// # Errors
    /// [`TileError`] when z is over 22, or x or y is not under 2^z.
    pub fn new(z: u32, x: u32, y: u32) -> Result<Self, TileError> {
        match u8::try_from(z) {
            Ok(zoom) if zoom <= MAX_ZOOM && x >> zoom == 0 && y >> zoom == 0 => Ok(Self { z: zoom, x, y }),
            _ => Err(TileError { z, x, y }),
        }
    }

    /// The tile at zoom `z` (at most [`MAX_ZOOM`]) that holds the place.
    #[must_use]
    pub fn containing(place: Mercator, z: u8) -> Self {
        let z = z.min(MAX_ZOOM);
        let shift = 32 - u32::from(z);
        // A shift by 32 is the whole world: tile 0/0/0.
        Self { z, x: place.x.checked_shr(shift).unwrap_or(0), y: place.y.checked_shr(shift).unwrap_or(0) }
    }

    /// Zoom, 0 to 22.
    #[must_use]
    pub const fn z(self) -> u8 {
        self.z
    }

    /// Column, eastward from the antimeridian.
    #[must_use]
    pub const fn x(self) -> u32 {
        self.x
    }

    /// Row, southward.
    #[must_use]
    pub const fn y(self) -> u32 {
        self.y
    }

    /// The tile's square in Mercator units, both corners inside it.
    #[must_use]
    pub fn square(self) -> Square {
        let shift = 32 - u32::from(self.z);
        let low = |at: u32| at.checked_shl(shift).unwrap_or(0);
        let span = u32::MAX.checked_shr(u32::from(self.z)).unwrap_or(0);
        let min = Mercator { x: low(self.x), y: low(self.y) };
        Square { min, max: Mercator { x: min.x | span, y: min.y | span } }
    }
}

impl fmt::Display for TileId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}/{}", self.z, self.x, self.y)
    }
}

/// A closed box in Mercator units: both corners belong to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Square {
    /// North-western corner.
    pub min: Mercator,
    /// South-eastern corner.
    pub max: Mercator,
}

impl Square {
    /// The whole earth.
    pub const WORLD: Self = Self { min: Mercator { x: 0, y: 0 }, max: Mercator { x: u32::MAX, y: u32::MAX } };

    /// Whether the place lies in the box.
    #[must_use]
    pub fn contains(&self, place: Mercator) -> bool {
        self.min.x <= place.x && place.x <= self.max.x && self.min.y <= place.y && place.y <= self.max.y
    }

    /// Whether all of `other` lies in the box.
    #[must_use]
    pub fn covers(&self, other: &Self) -> bool {
        self.contains(other.min) && self.contains(other.max)
    }

    /// Whether the boxes share a place.
    #[must_use]
    pub fn intersects(&self, other: &Self) -> bool {
        self.min.x <= other.max.x && other.min.x <= self.max.x && self.min.y <= other.max.y && other.min.y <= self.max.y
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_real_tiles_are_made() {
        assert!(TileId::new(0, 0, 0).is_ok());
        assert!(TileId::new(22, (1 << 22) - 1, 0).is_ok());
        for (z, x, y) in [(23, 0, 0), (0, 1, 0), (3, 8, 0), (3, 0, 8), (u32::MAX, 0, 0), (300, 0, 0)] {
            assert!(TileId::new(z, x, y).is_err(), "{z}/{x}/{y}");
        }
    }

    #[test]
    fn squares_tile_the_world() {
        assert_eq!(TileId::new(0, 0, 0).expect("tile").square(), Square::WORLD);
        let place = Mercator { x: 3_456_789_012, y: 1_234_567_890 };
        for z in 0..=MAX_ZOOM {
            let tile = TileId::containing(place, z);
            assert!(tile.square().contains(place), "{tile}");
            assert_eq!(TileId::new(u32::from(z), tile.x(), tile.y()), Ok(tile));
        }
    }
}
