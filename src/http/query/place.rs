//! Where stations are looked for: boxes and surroundings.

use super::declared::{Declared, Kind, Takes};
use super::read::Query;
use crate::base::location::LonLat;
use crate::engine::filter::Filter;
use crate::engine::list::Near;
use crate::http::problem::Problem;

/// A box.
pub(in crate::http) const BBOX: Declared = Declared {
    name: "bbox",
    kind: Kind::Text,
    allowed: "west,south,east,north in degrees with south < north; a west beyond east crosses the antimeridian",
    about: "Only stations in this box.",
    example: "121,31,122,32",
    required: false,
};

/// A place.
pub(in crate::http) const NEAR: Declared = Declared {
    name: "near",
    kind: Kind::Text,
    allowed: "longitude,latitude in degrees",
    about: "Adds each station's distance from this place, and sorts by it unless `sort` says otherwise.",
    example: "121.47,31.23",
    required: false,
};

/// How far around [`NEAR`].
pub(in crate::http) const RADIUS: Declared = Declared {
    name: "radius",
    kind: Kind::Number,
    allowed: "a number of metres above 0, together with `near`",
    about: "Only stations no farther than this from `near`.",
    example: "5000",
    required: false,
};

/// The parameters of a place.
pub(in crate::http) const PLACE: &[Declared] = &[BBOX, NEAR, RADIUS];

/// The box as a filter, and the surroundings.
pub(in crate::http) fn place<T: Takes>(query: &Query<T>) -> Result<(Filter, Option<Near>), Problem> {
    let area = query.text(&BBOX).map_or(Ok(Filter::ALL), |text| {
        bbox(text).map_err(|reason| BBOX.refuse(text).saying(format!("bbox: {reason}")))
    })?;
    let place = query.text(&NEAR).map(|text| {
        let reason = match numbers::<2>(text).map(|[lon, lat]| LonLat::new(lon, lat)) {
            Some(Ok(place)) => return Ok(place),
            Some(Err(error)) => error.to_string(),
            None => format!("must be {}", NEAR.allowed),
        };
        Err(NEAR.refuse(text).saying(format!("near: {reason}")))
    });
    let place = place.transpose()?;
    let radius =
        query.get(&RADIUS, |text| text.parse().ok().filter(|metres: &f64| *metres > 0.0 && metres.is_finite()))?;
    match (place, radius) {
        (None, Some(radius)) => Err(RADIUS.refuse(radius.to_string()).saying("radius is given without near")),
        (place, radius) => Ok((area, place.map(|place| Near { place, radius }))),
    }
}

fn bbox(text: &str) -> Result<Filter, String> {
    let corners = numbers::<4>(text).ok_or_else(|| format!("must be {}", BBOX.allowed))?;
    Filter::bbox(corners).map_err(|error| error.to_string())
}

/// Exactly so many finite numbers, separated by commas.
fn numbers<const N: usize>(text: &str) -> Option<[f64; N]> {
    let numbers: Option<Vec<f64>> =
        text.split(',').map(|part| part.trim().parse().ok().filter(|number: &f64| number.is_finite())).collect();
    numbers?.try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boxes_are_four_numbers() {
        assert!(matches!(bbox("1,2,3,4"), Ok(Filter::Within(_))));
        assert!(matches!(bbox("170, -10, -170, 10"), Ok(Filter::Or(halves)) if halves.len() == 2));
        for text in ["1,2,3", "1,2,3,4,5", "1,4,3,2", "a,2,3,4", "NaN,2,3,4", "190,2,3,4", "1,2,inf,4", ""] {
            assert!(bbox(text).is_err(), "{text}");
        }
    }
}
