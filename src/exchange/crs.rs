//! Coordinates of any system we know → WGS-84, and how well a system fits.

use coordtransform::{bd09_to_wgs84, gcj02_to_wgs84};

use crate::base::location::{Crs, LocationError, LonLat};

/// The WGS-84 place of a raw pair, x (longitude) first, in degrees of `crs`.
///
/// The inverse of GCJ-02 and BD-09 is refined until it agrees with the forward formula to better than
/// 1e-7 degrees (1 cm). Outside of mainland China both are the identity.
///
/// ```
/// use forecourt::base::location::Crs;
/// use forecourt::exchange::convert;
/// let place = convert(Crs::Gcj02, [116.410_244_5, 39.916_404_3])?;
/// assert!((place.lon() - 116.404).abs() < 1e-6 && (place.lat() - 39.915).abs() < 1e-6);
/// # Ok::<(), forecourt::base::location::LocationError>(())
/// ```
///
/// # Errors
/// [`LocationError`] when the pair is no place, whatever the system.
pub fn convert(crs: Crs, raw: [f64; 2]) -> Result<LonLat, LocationError> {
    let place = LonLat::new(raw[0], raw[1])?;
    let (lon, lat) = match crs {
        Crs::Wgs84 => return Ok(place),
        Crs::Gcj02 => gcj02_to_wgs84(place.lon(), place.lat()),
        Crs::Bd09 => bd09_to_wgs84(place.lon(), place.lat()),
    };
    LonLat::new(lon, lat)
}

#[cfg(test)]
mod tests {
    use coordtransform::{wgs84_to_bd09, wgs84_to_gcj02};
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn systems_round_trip_to_a_centimetre(lon in 98.0..120.0_f64, lat in 25.0..38.0_f64) {
            for (crs, raw) in [(Crs::Gcj02, wgs84_to_gcj02(lon, lat)), (Crs::Bd09, wgs84_to_bd09(lon, lat))] {
                let back = convert(crs, [raw.0, raw.1]).expect("place");
                prop_assert!((back.lon() - lon).abs() < 1e-7 && (back.lat() - lat).abs() < 1e-7, "{crs:?} {back:?}");
            }
        }

        #[test]
        fn any_pair_is_a_place_or_an_error(lon in any::<f64>(), lat in any::<f64>()) {
            for crs in Crs::ALL {
                let _ = convert(crs, [lon, lat]);
            }
        }
    }

    #[test]
    fn abroad_every_system_is_the_same() {
        for crs in Crs::ALL {
            let rome = convert(crs, [12.5, 41.9]).expect("place");
            assert_eq!((rome.lon(), rome.lat()), (12.5, 41.9));
        }
    }
}
