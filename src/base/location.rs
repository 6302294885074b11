//! Places on earth: WGS-84 longitude and latitude, the Web Mercator square, coordinate systems.

use std::f64::consts::PI;

/// Mean earth radius in metres (IUGG R₁), used for great-circle distances.
pub const EARTH_RADIUS_M: f64 = 6_371_008.8;

/// The latitude at which the Web Mercator square ends, in degrees.
pub const MERCATOR_LIMIT: f64 = 85.051_128_779_806_59;

/// Why a pair of numbers is no place on earth.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
pub enum LocationError {
    /// Longitude is not a number, or outside -180 to 180.
    #[error("longitude must lie in -180 to 180 degrees, got {0}")]
    Longitude(f64),
    /// Latitude is not a number, or outside -90 to 90.
    #[error("latitude must lie in -90 to 90 degrees, got {0}")]
    Latitude(f64),
}

/// A WGS-84 place in degrees; both finite, longitude in [-180, 180], latitude in [-90, 90].
///
/// ```
/// use forecourt::base::location::LonLat;
/// let shanghai = LonLat::new(121.47, 31.23)?;
/// assert!((shanghai.distance_m(LonLat::new(121.48, 31.23)?) - 951.0).abs() < 1.0);
/// assert!(LonLat::new(f64::NAN, 0.0).is_err());
/// # Ok::<(), forecourt::base::location::LocationError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LonLat {
    lon: f64,
    lat: f64,
}

impl LonLat {
    /// The place at `lon`, `lat` degrees.
    ///
    /// # Errors
    /// [`LocationError`] names the number that is out of range or not a number.
    pub fn new(lon: f64, lat: f64) -> Result<Self, LocationError> {
        if !(-180.0..=180.0).contains(&lon) {
            return Err(LocationError::Longitude(lon));
        }
        if !(-90.0..=90.0).contains(&lat) {
            return Err(LocationError::Latitude(lat));
        }
        Ok(Self { lon, lat })
    }

    /// Degrees east.
    #[must_use]
    pub const fn lon(self) -> f64 {
        self.lon
    }

    /// Degrees north.
    #[must_use]
    pub const fn lat(self) -> f64 {
        self.lat
    }

    /// Great-circle distance in metres on a sphere of [`EARTH_RADIUS_M`] (haversine formula).
    #[must_use]
    pub fn distance_m(self, other: Self) -> f64 {
        let (lat1, lat2) = (self.lat.to_radians(), other.lat.to_radians());
        let half_lat = ((lat2 - lat1) / 2.0).sin();
        let half_lon = ((other.lon - self.lon).to_radians() / 2.0).sin();
        let h = half_lat * half_lat + lat1.cos() * lat2.cos() * half_lon * half_lon;
        2.0 * EARTH_RADIUS_M * h.sqrt().min(1.0).asin()
    }
}

/// A place in the Web Mercator square (EPSG:3857 scaled to 2³² units a side): x grows east, y grows
/// **south**, as tiles do. One unit is 9.3 mm at the equator. Latitudes beyond ±85.05° lie on the edge.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Mercator {
    /// Units from the antimeridian eastward.
    pub x: u32,
    /// Units from the northern edge southward.
    pub y: u32,
}

/// 2³² as a float: the side of the Mercator square in units.
pub const MERCATOR_SIDE: f64 = 4_294_967_296.0;

impl From<LonLat> for Mercator {
    fn from(place: LonLat) -> Self {
        let sin = place.lat.clamp(-MERCATOR_LIMIT, MERCATOR_LIMIT).to_radians().sin();
        let x = place.lon / 360.0 + 0.5;
        let y = 0.5 - ((1.0 + sin) / (1.0 - sin)).ln() / (4.0 * PI);
        Self { x: unit(x), y: unit(y) }
    }
}

/// A share of the square's side as units, the far edge included in the last unit.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "float-to-int casts saturate, which is the clamp wanted here"
)]
fn unit(share: f64) -> u32 {
    (share * MERCATOR_SIDE).floor() as u32
}

impl Mercator {
    /// The WGS-84 place at the middle of this unit.
    #[must_use]
    pub fn lonlat(self) -> LonLat {
        let lon = ((f64::from(self.x) + 0.5) / MERCATOR_SIDE - 0.5) * 360.0;
        let n = PI * (1.0 - 2.0 * (f64::from(self.y) + 0.5) / MERCATOR_SIDE);
        LonLat { lon, lat: n.sinh().atan().to_degrees() }
    }
}

/// A coordinate system in which station coordinates arrive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Crs {
    /// WGS-84, as GPS gives it: the canonical system.
    Wgs84,
    /// GCJ-02, the Chinese national offset (高德, 腾讯).
    Gcj02,
    /// BD-09, Baidu's offset on top of GCJ-02.
    Bd09,
}

impl Crs {
    /// Every system, in the order of documentation.
    pub const ALL: [Self; 3] = [Self::Wgs84, Self::Gcj02, Self::Bd09];

    /// The identifier used in files, parameters and the store.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Wgs84 => "wgs84",
            Self::Gcj02 => "gcj02",
            Self::Bd09 => "bd09",
        }
    }

    /// The system of that identifier.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|crs| crs.as_str() == text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_checked() {
        for (lon, lat) in [(f64::NAN, 0.0), (0.0, f64::NAN), (180.1, 0.0), (0.0, -90.5), (f64::INFINITY, 0.0)] {
            assert!(LonLat::new(lon, lat).is_err(), "{lon} {lat}");
        }
    }

    #[test]
    fn mercator_round_trips_within_a_unit() {
        for (lon, lat) in [(121.47, 31.23), (-179.999_999, -84.9), (0.0, 0.0), (179.999_999, 85.0)] {
            let back = Mercator::from(LonLat::new(lon, lat).expect("place")).lonlat();
            assert!((back.lon() - lon).abs() < 1e-7 && (back.lat() - lat).abs() < 1e-7, "{back:?}");
        }
    }

    #[test]
    fn the_poles_lie_on_the_edge() {
        let north = Mercator::from(LonLat::new(180.0, 90.0).expect("place"));
        let south = Mercator::from(LonLat::new(-180.0, -90.0).expect("place"));
        assert!(north.y < 16 && north.x == u32::MAX, "{north:?}");
        assert!(south.y > u32::MAX - 16 && south.x == 0, "{south:?}");
    }
}
