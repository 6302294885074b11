//! An area that a request draws, as GeoJSON.

use serde::Deserialize;

use crate::engine::filter::Area;
use crate::http::body;
use crate::http::problem::Problem;

/// What a body may be; members that do not matter here are passed over, as GeoJSON asks.
#[derive(Deserialize)]
#[serde(tag = "type")]
enum GeoJson {
    Polygon { coordinates: Vec<Vec<Position>> },
    MultiPolygon { coordinates: Vec<Vec<Vec<Position>>> },
    GeometryCollection { geometries: Vec<GeoJson> },
    Feature { geometry: Option<Box<GeoJson>> },
    FeatureCollection { features: Vec<GeoJson> },
}

/// Longitude, latitude, and whatever follows.
type Position = Vec<f64>;
/// A polygon's rings.
type Rings = Vec<Vec<[f64; 2]>>;

/// Reads an area.
pub(super) fn parse(bytes: &[u8]) -> Result<Area, Problem> {
    let mut polygons = Vec::new();
    gather(body::parse(bytes)?, &mut polygons)?;
    Area::polygons(polygons).map_err(|error| refuse(&error.to_string()))
}

fn gather(json: GeoJson, out: &mut Vec<Rings>) -> Result<(), Problem> {
    match json {
        GeoJson::Polygon { coordinates } => out.push(rings(coordinates)?),
        GeoJson::MultiPolygon { coordinates } => {
            for polygon in coordinates {
                out.push(rings(polygon)?);
            }
        }
        GeoJson::GeometryCollection { geometries: parts } | GeoJson::FeatureCollection { features: parts } => {
            for part in parts {
                gather(part, out)?;
            }
        }
        GeoJson::Feature { geometry: Some(geometry) } => gather(*geometry, out)?,
        GeoJson::Feature { geometry: None } => {}
    }
    Ok(())
}

fn rings(polygon: Vec<Vec<Position>>) -> Result<Rings, Problem> {
    let position = |position: Position| match position[..] {
        [lon, lat, ..] => Ok([lon, lat]),
        _ => Err(refuse("a position is longitude and latitude")),
    };
    polygon.into_iter().map(|ring| ring.into_iter().map(position).collect()).collect()
}

fn refuse(reason: &str) -> Problem {
    Problem::field("geometry", "", "a GeoJSON Polygon or MultiPolygon in WGS-84 degrees")
        .saying(format!("geometry: {reason}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn areas_come_in_many_wrappings() {
        let ring = "[[[0,0],[1,0],[1,1],[0,0]]]";
        let polygon = format!(r#"{{"type":"Polygon","coordinates":{ring}}}"#);
        for text in [
            polygon.clone(),
            format!(r#"{{"type":"MultiPolygon","coordinates":[{ring},{ring}]}}"#),
            format!(r#"{{"type":"Feature","properties":{{"a":1}},"geometry":{polygon}}}"#),
            format!(r#"{{"type":"FeatureCollection","features":[{{"type":"Feature","geometry":{polygon}}}]}}"#),
            format!(r#"{{"type":"GeometryCollection","geometries":[{polygon}]}}"#),
            r#"{"type":"Polygon","coordinates":[[[0,0,5],[1,0,5],[1,1,5],[0,0,5]]]}"#.to_owned(),
        ] {
            assert!(parse(text.as_bytes()).is_ok(), "{text}");
        }
    }

    #[test]
    fn what_is_no_area_is_refused() {
        for text in [
            "",
            "[]",
            r#"{"type":"Point","coordinates":[1,2]}"#,
            r#"{"type":"Polygon","coordinates":[[[0,0],[1,1],[0,0]]]}"#,
            r#"{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,91],[0,0]]]}"#,
            r#"{"type":"Polygon","coordinates":[[[0],[1],[1],[0]]]}"#,
            r#"{"type":"Polygon","coordinates":[]}"#,
            r#"{"type":"Feature","geometry":null}"#,
        ] {
            assert!(parse(text.as_bytes()).is_err(), "{text}");
        }
        let deep = format!("{}{}", r#"{"type":"GeometryCollection","geometries":["#.repeat(5_000), "]}".repeat(5_000));
        assert!(parse(deep.as_bytes()).is_err());
    }
}
