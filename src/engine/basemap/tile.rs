//! One tile of the base map: layers `land`, `lines` and `places`.

use super::line;
use super::outline::Outline;
use super::{Basemap, DEEPEST, Place};
use crate::base::location::Mercator;
use crate::base::tile::{Square, TileId};
use crate::engine::geography::{Spot, clip, double_area, tidy};
use crate::engine::mvt::{Commands, EXTENT, EXTENT_BITS, Layer};

/// Units around the tile that are drawn too, so that strokes do not end at its edge.
const BUFFER: i64 = 64;
/// The furthest unit that is drawn.
const FAR: i64 = EXTENT as i64 + BUFFER;
/// The least weight of a vertex, in square tile units: three eighths of a pixel, at 512 pixels a tile.
const VERTEX_AREA: f32 = 24.0;
/// The least area of an island or a lake, in square tile units: one pixel.
const RING_AREA: i64 = 64;

impl Basemap {
    /// A tile of zoom [`DEEPEST`] at most, as a Mapbox vector tile; no bytes where there is only sea.
    pub fn tile(&self, id: TileId) -> Vec<u8> {
        let mut pen = Pen::new(id);
        let mut tile = Vec::new();
        for layer in [pen.land(&self.land), pen.lines(&self.lines), pen.places(&self.places)] {
            layer.finish(&mut tile);
        }
        tile
    }
}

/// The last rank whose names are on the tiles of a zoom: fewer names are a calmer map, and a smaller
/// tile. The web's style shows no more (`web/src/map/base-style.ts`).
const fn last_rank(zoom: u8) -> u64 {
    match zoom {
        0..=4 => 1,
        5 => 2,
        6 => 3,
        7 | 8 => 4,
        DEEPEST.. => u64::MAX,
    }
}

struct Pen {
    id: TileId,
    /// What is drawn, in Mercator units.
    reach: Square,
    /// A tile unit is 2^`shift` Mercator units wide.
    shift: u32,
    /// The least weight of a vertex, in square Mercator units.
    least: f32,
    commands: Commands,
    path: Vec<Spot>,
    spare: Vec<Spot>,
}

impl Pen {
    fn new(id: TileId) -> Self {
        let shift = u32::BITS - EXTENT_BITS - u32::from(id.z().min(DEEPEST));
        let unit = f32::from_bits((127 + shift) << 23);
        let square = id.square();
        let margin = 65 << shift;
        let low = |at: u32| at.saturating_sub(margin);
        let high = |at: u32| at.saturating_add(margin);
        Self {
            id,
            reach: Square {
                min: Mercator { x: low(square.min.x), y: low(square.min.y) },
                max: Mercator { x: high(square.max.x), y: high(square.max.y) },
            },
            shift,
            least: VERTEX_AREA * unit * unit,
            commands: Commands::default(),
            path: Vec::new(),
            spare: Vec::new(),
        }
    }

    /// A feature of each kind, of all polygons that the tile has of it.
    fn land(&mut self, land: &[(String, Outline)]) -> Layer {
        let mut layer = Layer::new("land");
        for group in land.chunk_by(|a, b| a.0 == b.0) {
            self.commands.clear();
            let reach = self.reach;
            for (_, outline) in group.iter().filter(|(_, outline)| outline.bounds.intersects(&reach)) {
                for (number, path) in outline.paths.iter().enumerate() {
                    if !self.ring(path, number == 0) && number == 0 {
                        break;
                    }
                }
            }
            self.finish(&group[0].0, |commands, kind| layer.polygon(0, commands, |tags| tags.text("kind", kind)));
        }
        layer
    }

    /// Writes a ring; false when nothing of it is to be seen.
    fn ring(&mut self, path: &[(Mercator, f32)], outer: bool) -> bool {
        self.gather(path);
        self.path.pop();
        if double_area(&self.path).abs() < 2 * RING_AREA {
            return false;
        }
        clip(&mut self.path, &mut self.spare, -BUFFER, FAR);
        tidy(&mut self.path);
        let area = double_area(&self.path);
        if area == 0 {
            return false;
        }
        if (area > 0) != outer {
            self.path.reverse();
        }
        self.commands.ring(&self.path);
        true
    }

    fn lines(&mut self, lines: &[(String, Outline)]) -> Layer {
        let mut layer = Layer::new("lines");
        for group in lines.chunk_by(|a, b| a.0 == b.0) {
            self.commands.clear();
            let reach = self.reach;
            for (_, outline) in group.iter().filter(|(_, outline)| outline.bounds.intersects(&reach)) {
                for path in &outline.paths {
                    self.gather(path);
                    line::clip(&self.path, -BUFFER, FAR, |piece| self.commands.line(piece));
                }
            }
            self.finish(&group[0].0, |commands, kind| layer.line(0, commands, |tags| tags.text("kind", kind)));
        }
        layer
    }

    fn finish(&self, kind: &str, write: impl FnOnce(&[u32], &str)) {
        if !self.commands.as_slice().is_empty() {
            write(self.commands.as_slice(), kind);
        }
    }

    /// Names belong to the one tile in which their place lies.
    fn places(&self, places: &[(Mercator, Place)]) -> Layer {
        let mut layer = Layer::new("places");
        let square = self.id.square();
        let last = last_rank(self.id.z());
        for (number, (at, place)) in (1..).zip(places) {
            if place.rank > last || !square.contains(*at) {
                continue;
            }
            let [x, y] = self.spot(*at).map(|at| u32::try_from(at).unwrap_or_default());
            layer.tagged_point(number, (x, y), |tags| {
                tags.text("name", &place.name);
                if place.name_en != place.name {
                    tags.text("name_en", &place.name_en);
                }
                tags.uint("population", place.population);
                tags.uint("rank", place.rank);
            });
        }
        layer
    }

    /// Collects what is left of a path at this zoom, without repeats.
    fn gather(&mut self, path: &[(Mercator, f32)]) {
        self.path.clear();
        for &(at, weight) in path {
            if weight >= self.least {
                let spot = self.spot(at);
                if self.path.last() != Some(&spot) {
                    self.path.push(spot);
                }
            }
        }
    }

    /// A place in units of the tile, from its north-western corner.
    fn spot(&self, at: Mercator) -> Spot {
        let along = |at: u32, tile: u32| (i64::from(at) >> self.shift) - (i64::from(tile) << EXTENT_BITS);
        [along(at.x, self.id.x()), along(at.y, self.id.y())]
    }
}

#[cfg(test)]
mod tests {
    use geo::Geometry;
    use mvt_reader::Reader;
    use mvt_reader::feature::Value;

    use super::*;
    use crate::base::location::LonLat;

    fn path(points: &[(f64, f64)]) -> Vec<LonLat> {
        points.iter().map(|&(lon, lat)| LonLat::new(lon, lat).expect("place")).collect()
    }

    fn square(west: f64, south: f64, side: f64) -> Vec<LonLat> {
        let (east, north) = (west + side, south + side);
        path(&[(west, south), (east, south), (east, north), (west, north), (west, south)])
    }

    fn place(name: &str, rank: u64) -> Place {
        Place {
            location: LonLat::new(100.5, 30.5).expect("place"),
            name: name.into(),
            name_en: format!("{name}-en"),
            population: 7,
            rank,
        }
    }

    fn sample() -> Basemap {
        let mut basemap = Basemap::default();
        basemap.add_land("world", &[square(-170.0, -60.0, 100.0)]);
        basemap.add_land("china", &[square(100.0, 30.0, 10.0), square(104.0, 34.0, 2.0)]);
        basemap.add_land("china", &[square(112.0, 20.0, 0.01)]);
        basemap.add_lines("national", &[path(&[(100.0, 30.0), (110.0, 30.0), (110.0, 40.0)])]);
        basemap.add_place(place("first", 1));
        basemap.add_place(place("last", 6));
        basemap
    }

    fn tile(z: u8, place: (f64, f64)) -> Vec<u8> {
        let at = LonLat::new(place.0, place.1).expect("place").into();
        sample().tile(TileId::containing(at, z))
    }

    /// Layer → the `kind` or `name` of its features.
    fn contents(bytes: Vec<u8>) -> Vec<(String, Vec<String>)> {
        let reader = Reader::new(bytes).expect("tile");
        let names = reader.get_layer_names().expect("names");
        let text = |value: Option<&Value>| match value {
            Some(Value::String(text)) => text.clone(),
            other => panic!("{other:?}"),
        };
        (0..names.len())
            .map(|layer| {
                let features = reader.get_features(layer).expect("features");
                let tags = features.iter().map(|feature| feature.properties.clone().expect("tags"));
                let words = tags.map(|tags| text(tags.get("kind").or(tags.get("name")))).collect();
                (names[layer].clone(), words)
            })
            .collect()
    }

    #[test]
    fn the_world_shows_everything_large_and_the_first_names() {
        let expected = [
            ("land".to_owned(), vec!["world".to_owned(), "china".to_owned()]),
            ("lines".to_owned(), vec!["national".to_owned()]),
            ("places".to_owned(), vec!["first".to_owned()]),
        ];
        assert_eq!(contents(tile(0, (0.0, 0.0))), expected);
    }

    #[test]
    fn close_by_come_small_islands_and_all_names() {
        assert_eq!(contents(tile(9, (112.005, 20.005))), [("land".to_owned(), vec!["china".to_owned()])]);
        let close = contents(tile(9, (100.5, 30.5)));
        assert_eq!(close[1], ("places".to_owned(), vec!["first".to_owned(), "last".to_owned()]));
    }

    #[test]
    fn a_lake_is_a_hole() {
        let bytes = tile(6, (104.0, 34.0));
        let features = Reader::new(bytes).expect("tile").get_features(0).expect("features");
        let Geometry::MultiPolygon(polygons) = &features[0].geometry else { panic!("{:?}", features[0]) };
        assert_eq!((polygons.0.len(), polygons.0[0].interiors().len()), (1, 1));
    }

    #[test]
    fn the_sea_is_nothing_and_land_fills_its_tiles() {
        assert_eq!(tile(5, (150.0, 0.0)), Vec::<u8>::new());
        assert_eq!(contents(tile(9, (102.0, 33.0))), [("land".to_owned(), vec!["china".to_owned()])]);
    }
}
