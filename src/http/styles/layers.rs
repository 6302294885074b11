//! The layers of the styles.

use serde_json::{Value, json};

use crate::domain::cooperation::Stage;
use crate::domain::metric::Metric;

/// Colours of the shares online, from none to all.
const ONLINE: [&str; 3] = ["#b0bec5", "#4db6ac", "#00796b"];
/// Colours of a metric, from least to most.
const RAMP: [&str; 5] = ["#eef6fb", "#bddcf0", "#7bb8de", "#3a86bd", "#15507f"];

/// The colour of a stage.
const fn colour(stage: Stage) -> &'static str {
    match stage {
        Stage::Prospect => "#90a4ae",
        Stage::Negotiating => "#ffb300",
        Stage::Signed => "#42a5f5",
        Stage::Online => "#2e7d32",
        Stage::Paused => "#ef6c00",
        Stage::Terminated => "#c62828",
    }
}

/// Land and borders.
pub(super) fn base() -> Vec<Value> {
    let land = |id: &str, source: &str, colour: &str| {
        json!({"id": id, "type": "fill", "source": source, "filter": ["==", ["get", "kind"], "land"],
            "paint": {"fill-color": colour}})
    };
    let line = |id: &str, source: &str, kind: &str, colour: &str, width: f64, dash: Option<[f64; 2]>| {
        let mut layer = json!({"id": id, "type": "line", "source": source, "filter": ["==", ["get", "kind"], kind],
            "layout": {"line-join": "round"}, "paint": {"line-color": colour, "line-width": width}});
        if let Some(dash) = dash {
            layer["paint"]["line-dasharray"] = json!(dash);
        }
        layer
    };
    vec![
        json!({"id": "sea", "type": "background", "paint": {"background-color": "#dfeaf1"}}),
        land("world-land", "world", "#f7f6f2"),
        land("china-land", "china", "#fbfaf7"),
        line("world-border", "world", "border", "#b9b4c2", 0.8, None),
        line("china-province", "china", "province", "#c9c4b8", 0.6, None),
        line("china-special", "china", "special", "#c9c4b8", 0.6, Some([4.0, 2.0])),
        line("china-national", "china", "national", "#8d8797", 1.2, None),
        line("china-undefined", "china", "undefined", "#8d8797", 1.2, Some([4.0, 3.0])),
        line("china-dash", "china", "dash", "#8d8797", 1.6, None),
    ]
}

/// Clusters sized by count and coloured by the share that is online; stations coloured by stage.
pub(super) fn stations() -> Vec<Value> {
    let mut by_stage = vec![json!("match"), json!(["get", "stage"])];
    for stage in Stage::ALL {
        by_stage.extend([json!(stage.as_str()), json!(colour(stage))]);
    }
    by_stage.push(json!("#cfd8dc"));
    let share = json!(["/", ["get", "online"], ["get", "count"]]);
    let [none, half, all] = ONLINE;
    vec![
        json!({"id": "clusters", "type": "circle", "source": "stations", "source-layer": "clusters",
        "paint": {
            "circle-radius": ["interpolate", ["linear"], ["log10", ["get", "count"]], 0.3, 7, 2, 14, 5, 30],
            "circle-color": ["interpolate", ["linear"], share, 0, none, 0.5, half, 1, all],
            "circle-opacity": 0.85, "circle-stroke-color": "#ffffff", "circle-stroke-width": 1.5
        }}),
        json!({"id": "stations", "type": "circle", "source": "stations", "source-layer": "stations",
        "paint": {
            "circle-radius": ["interpolate", ["linear"], ["zoom"], 3, 3, 10, 5, 16, 8],
            "circle-color": by_stage, "circle-stroke-color": "#ffffff", "circle-stroke-width": 1
        }}),
    ]
}

/// Regions coloured by a metric, from 0 to the largest value.
pub(super) fn regions(metric: Metric, most: f64) -> Vec<Value> {
    let id = metric.describe().id;
    let mut ramp = vec![json!("interpolate"), json!(["linear"]), json!(["get", id])];
    for (step, colour) in (0_u32..).zip(RAMP) {
        ramp.extend([json!(most * f64::from(step) / 4.0), json!(colour)]);
    }
    vec![
        json!({"id": "regions", "type": "fill", "source": "regions", "source-layer": "regions",
            "paint": {"fill-color": ["case", ["has", id], ramp, "#eceff1"], "fill-opacity": 0.85}}),
        json!({"id": "region-borders", "type": "line", "source": "regions", "source-layer": "regions",
            "paint": {"line-color": "#ffffff", "line-width": 0.8}}),
    ]
}
