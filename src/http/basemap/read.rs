//! The base map's files as what the engine draws.

use serde::Deserialize;

use crate::base::location::{LocationError, LonLat};
use crate::engine::basemap::{Basemap, Place};

type Position = [f64; 2];

#[derive(Deserialize)]
struct Collection {
    features: Vec<Feature>,
}

#[derive(Deserialize)]
struct Feature {
    #[serde(default)]
    properties: Properties,
    geometry: Geometry,
}

/// Those of land and lines, and those of places.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Properties {
    kind: String,
    name: String,
    name_en: String,
    population: u64,
    rank: u64,
}

#[derive(Deserialize)]
#[serde(tag = "type", content = "coordinates")]
enum Geometry {
    Point(Position),
    MultiLineString(Vec<Vec<Position>>),
    Polygon(Vec<Vec<Position>>),
}

/// The base map of these GeoJSON files, by name; one that is not there adds nothing.
pub(super) fn basemap(files: [(&str, Option<Vec<u8>>); 3]) -> Result<Basemap, String> {
    let mut basemap = Basemap::default();
    for (name, text) in files {
        let Some(text) = text else { continue };
        let collection: Collection = serde_json::from_slice(&text).map_err(|error| format!("{name}: {error}"))?;
        for feature in collection.features {
            add(&mut basemap, name, feature).map_err(|error| format!("{name}: {error}"))?;
        }
    }
    Ok(basemap)
}

fn add(basemap: &mut Basemap, name: &str, Feature { properties, geometry }: Feature) -> Result<(), LocationError> {
    match geometry {
        Geometry::Polygon(rings) => basemap.add_land(name, &paths(&rings)?),
        Geometry::MultiLineString(lines) => basemap.add_lines(&properties.kind, &paths(&lines)?),
        Geometry::Point([lon, lat]) => basemap.add_place(Place {
            location: LonLat::new(lon, lat)?,
            name: properties.name,
            // Fonts for Chinese draw the curved one as wide as a character.
            name_en: properties.name_en.replace('’', "'"),
            population: properties.population,
            rank: properties.rank,
        }),
    }
    Ok(())
}

fn paths(paths: &[Vec<Position>]) -> Result<Vec<Vec<LonLat>>, LocationError> {
    paths.iter().map(|path| path.iter().map(|&[lon, lat]| LonLat::new(lon, lat)).collect()).collect()
}
