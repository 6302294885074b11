//! `/tiles`: vector tiles of stations and regions, and their TileJSON.

pub(super) mod regions;
pub(super) mod stations;

use super::answer::{Keep, Kind};
use super::problem::Problem;
use super::query::{Asked, number};
use crate::base::tile::{MAX_ZOOM, TileId};

/// Content type of a vector tile.
pub(super) const MVT: &str = "application/vnd.mapbox-vector-tile";

/// The parts of a tile's path as they came: z, x, y.
pub(super) type Parts = (String, String, String);

/// The tile of a path; its last part may end in `.mvt` or `.pbf`.
pub(super) fn tile((z, x, y): &Parts, deepest: u8) -> Result<TileId, Problem> {
    let refuse = |name: &str, got: &str, allowed: String| Err(Problem::parameter(name, got, allowed));
    let Some(zoom) = number(z).filter(|&zoom| zoom <= u32::from(deepest.min(MAX_ZOOM))) else {
        return refuse("z", z, format!("a zoom from 0 to {deepest}"));
    };
    let most = (1 << zoom) - 1;
    let Some(column) = number(x).filter(|&column| column <= most) else {
        return refuse("x", x, format!("a column from 0 to {most} at zoom {zoom}"));
    };
    let plain = y.strip_suffix(".mvt").or_else(|| y.strip_suffix(".pbf")).unwrap_or(y);
    let Some(row) = number(plain).filter(|&row| row <= most) else {
        return refuse("y", y, format!("a row from 0 to {most} at zoom {zoom}, with .mvt or .pbf after it or not"));
    };
    TileId::new(zoom, column, row).map_err(|error| Problem::parameter("z", z, error.to_string()))
}

/// What a tile is.
fn kind(asked: &Asked) -> Kind {
    let keep = if asked.settled { Keep::Forever } else { Keep::Revalidate };
    Kind { media: MVT, keep, revision: Some(asked.snapshot.revision().0) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_name_tiles_or_say_what_is_wrong() {
        let read = |z: &str, x: &str, y: &str| tile(&(z.into(), x.into(), y.into()), 22);
        assert_eq!(read("3", "7", "0.mvt").ok(), TileId::new(3, 7, 0).ok());
        assert_eq!(read("22", "4194303", "1.pbf").ok(), TileId::new(22, 4_194_303, 1).ok());
        for (z, x, y) in [
            ("23", "0", "0"),
            ("0", "1", "0"),
            ("1", "0", "2"),
            ("-1", "0", "0"),
            ("+1", "0", "0"),
            ("1", "0.5", "0"),
            ("1", "0", "0.png"),
            ("", "0", "0"),
            ("99999999999999999999", "0", "0"),
        ] {
            assert!(read(z, x, y).is_err(), "{z}/{x}/{y}");
        }
        assert!(tile(&("15".into(), "0".into(), "0".into()), 14).is_err());
    }
}
