//! The network as a whole, and the health of its server, on the wire.

use serde::Serialize;
use utoipa::ToSchema;

/// What a client needs before its first question.
#[derive(Serialize, ToSchema)]
pub(in crate::http) struct NetworkView {
    /// The newest revision.
    pub(in crate::http) revision: u64,
    /// Today in the network's zone.
    #[schema(value_type = String, format = Date)]
    pub(in crate::http) today: String,
    /// The zone in which dates are meant.
    #[schema(example = "Asia/Shanghai")]
    pub(in crate::http) zone: String,
    /// How many stations there are, open or closed.
    pub(in crate::http) stations: usize,
    /// Day of the earliest stage.
    #[schema(value_type = Option<String>, format = Date)]
    pub(in crate::http) first_event: Option<String>,
    /// Day of the latest stage.
    #[schema(value_type = Option<String>, format = Date)]
    pub(in crate::http) last_event: Option<String>,
    /// West, south, east, north of all stations.
    pub(in crate::http) extent: Option<[f64; 4]>,
    /// Whether the data are made up for demonstration.
    pub(in crate::http) synthetic: bool,
    /// URL of the style to put under the map; null for the built-in one.
    pub(in crate::http) basemap: Option<String>,
}

/// The process answers.
#[derive(Serialize, ToSchema)]
pub(in crate::http) struct Health {
    /// Always `up`.
    pub(in crate::http) status: &'static str,
    /// Version of the program.
    pub(in crate::http) version: &'static str,
}

/// The service can answer questions.
#[derive(Serialize, ToSchema)]
pub(in crate::http) struct Readiness {
    /// Always `ready`.
    pub(in crate::http) status: &'static str,
    /// The newest published revision.
    pub(in crate::http) revision: u64,
}
