//! Coordinates of any system we know → WGS-84, and how well a system fits.

use coordtransform::{bd09_to_gcj02, gcj02_to_wgs84_in_mainland, is_in_gcj02_region};

use crate::base::location::{Crs, LocationError, LonLat};

/// How far around mainland China the Chinese systems are taken to be offset, in degrees.
///
/// The outline that the library brings is drawn with a few strokes and leaves Hong Kong and Macau out:
/// trusting it to the metre would leave stations at the very edge of Shenzhen unmoved, half a kilometre
/// off. Whoever says that a file is in GCJ-02 means its places near the border, too.
const REACH: f64 = 0.5;

/// The WGS-84 place of a raw pair, x (longitude) first, in degrees of `crs`.
///
/// The inverse of GCJ-02 and BD-09 is refined until it agrees with the forward formula to better than
/// 1e-7 degrees (1 cm). More than half a degree away from mainland China both are the identity.
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
    if crs == Crs::Wgs84 || !is_offset(place) {
        return Ok(place);
    }
    let (lon, lat) = match crs {
        Crs::Bd09 => bd09_to_gcj02(place.lon(), place.lat()),
        _ => (place.lon(), place.lat()),
    };
    let (lon, lat) = gcj02_to_wgs84_in_mainland(lon, lat);
    LonLat::new(lon, lat)
}

/// Whether the Chinese systems are offset at a place: it or one [`REACH`] away lies in the outline.
fn is_offset(place: LonLat) -> bool {
    const STEPS: [f64; 3] = [0.0, -REACH, REACH];
    STEPS.iter().any(|east| STEPS.iter().any(|north| is_in_gcj02_region(place.lon() + east, place.lat() + north)))
}

#[cfg(test)]
mod tests {
    use coordtransform::{gcj02_to_bd09, wgs84_to_gcj02_in_mainland};
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn systems_round_trip_to_a_centimetre(lon in 98.0..120.0_f64, lat in 25.0..38.0_f64) {
            let gcj = wgs84_to_gcj02_in_mainland(lon, lat);
            for (crs, raw) in [(Crs::Gcj02, gcj), (Crs::Bd09, gcj02_to_bd09(gcj.0, gcj.1))] {
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
    fn the_border_of_shenzhen_is_offset() {
        // Futian port: the library's outline counts it to Hong Kong.
        let port = convert(Crs::Gcj02, [114.0735, 22.5130]).expect("place");
        assert!((0.004..0.006).contains(&(114.0735 - port.lon())), "{port:?}");
    }

    #[test]
    fn abroad_every_system_is_the_same() {
        for crs in Crs::ALL {
            let rome = convert(crs, [12.5, 41.9]).expect("place");
            assert_eq!((rome.lon(), rome.lat()), (12.5, 41.9));
        }
    }
}
