//! TileJSON 3.0.

use std::collections::BTreeMap;

use serde::Serialize;
use utoipa::ToSchema;

/// A TileJSON 3.0 document.
#[derive(Serialize, ToSchema)]
pub(in crate::http) struct TileJson {
    /// Always `3.0.0`.
    #[schema(example = "3.0.0")]
    pub(in crate::http) tilejson: &'static str,
    /// What the tiles show.
    pub(in crate::http) name: &'static str,
    /// URL templates of the tiles, with the question passed on.
    #[schema(example = json!(["http://localhost:8080/tiles/stations/{z}/{x}/{y}.mvt?stage=online"]))]
    pub(in crate::http) tiles: Vec<String>,
    /// Always `xyz`.
    pub(in crate::http) scheme: &'static str,
    /// The layers and what their features hold.
    pub(in crate::http) vector_layers: Vec<VectorLayer>,
    /// West, south, east, north.
    pub(in crate::http) bounds: [f64; 4],
    /// First zoom.
    pub(in crate::http) minzoom: u8,
    /// Last zoom.
    pub(in crate::http) maxzoom: u8,
    /// Whom to thank.
    pub(in crate::http) attribution: &'static str,
}

/// A layer of a vector tile.
#[derive(Serialize, ToSchema)]
pub(in crate::http) struct VectorLayer {
    /// Its name.
    #[schema(example = "stations")]
    pub(in crate::http) id: &'static str,
    /// What its features hold: what each property means, by name.
    pub(in crate::http) fields: BTreeMap<&'static str, &'static str>,
    /// What it shows.
    pub(in crate::http) description: &'static str,
    /// First zoom that may have it.
    pub(in crate::http) minzoom: u8,
    /// Last zoom that may have it.
    pub(in crate::http) maxzoom: u8,
}
