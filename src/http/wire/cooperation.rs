//! Movements and funnels of cooperation on the wire.

use std::collections::BTreeMap;

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};
use utoipa::ToSchema;

use super::{Bilingual, MetricItem};
use crate::domain::metric::Description;
use crate::engine::cooperation::Figure;

/// What became of stations between two dates.
#[derive(Serialize, ToSchema)]
pub(in crate::http) struct ChangesAnswer {
    /// Always `changes`.
    #[schema(example = "changes")]
    pub(in crate::http) kind: &'static str,
    /// What the figures are called together.
    pub(in crate::http) label: Bilingual,
    /// What they are, and what they are not.
    pub(in crate::http) note: Bilingual,
    /// The revision that was asked.
    #[schema(example = 12)]
    pub(in crate::http) revision: u64,
    /// The earlier of the two days that are compared.
    #[schema(value_type = String, format = Date, example = "2026-04-30")]
    pub(in crate::http) from: String,
    /// The later one.
    #[schema(value_type = String, format = Date, example = "2026-05-31")]
    pub(in crate::http) to: String,
    /// The region set.
    #[schema(example = "admin")]
    pub(in crate::http) set: String,
    /// The level whose regions are told apart; null when none was asked for.
    pub(in crate::http) level: Option<String>,
    /// The figures: `online_before`, `joined`, `resumed`, `paused`, `left`, `net`, `online_after`.
    pub(in crate::http) metrics: Vec<MetricItem>,
    /// A row for each region of the level. Groups change hands: who moved from one to another has left and joined here,
    /// and not in the total.
    pub(in crate::http) rows: Vec<CooperationRow>,
    /// Stations in no region of the level; null without a level.
    pub(in crate::http) unassigned: Option<CooperationFigures>,
    /// All stations that the question means.
    pub(in crate::http) total: CooperationFigures,
    /// The stations of the movement asked for with `list`; null without.
    pub(in crate::http) list: Option<MovedPage>,
}

/// A funnel of cooperation.
#[derive(Serialize, ToSchema)]
pub(in crate::http) struct FunnelAnswer {
    /// Which funnel: snapshot, flow, cohort.
    #[schema(example = "cohort")]
    pub(in crate::http) kind: &'static str,
    /// What it is called.
    pub(in crate::http) label: Bilingual,
    /// What it is, and what it is not.
    pub(in crate::http) note: Bilingual,
    /// The revision that was asked.
    #[schema(example = 12)]
    pub(in crate::http) revision: u64,
    /// The day on which stations stand, or by which they had come so far; null for a flow.
    #[schema(value_type = Option<String>, format = Date, example = "2026-05-15")]
    pub(in crate::http) at: Option<String>,
    /// First day of the period; null for a snapshot.
    #[schema(value_type = Option<String>, format = Date, example = "2026-03-01")]
    pub(in crate::http) from: Option<String>,
    /// First day after the period; null for a snapshot, and where the calendar ends with the period.
    #[schema(value_type = Option<String>, format = Date, example = "2026-04-01")]
    pub(in crate::http) to: Option<String>,
    /// The region set.
    #[schema(example = "admin")]
    pub(in crate::http) set: String,
    /// The level whose regions are told apart; null when none was asked for.
    pub(in crate::http) level: Option<String>,
    /// The figures of this funnel.
    pub(in crate::http) metrics: Vec<MetricItem>,
    /// By region, then bucket; empty when nothing was to be told apart.
    pub(in crate::http) rows: Vec<CooperationRow>,
    /// Stations in no region of the level, over all buckets; null without a level.
    pub(in crate::http) unassigned: Option<CooperationFigures>,
    /// All stations that the question means, over all buckets, each counted once.
    pub(in crate::http) total: CooperationFigures,
}

/// One row of movements or of a funnel.
#[derive(Serialize, ToSchema)]
pub(in crate::http) struct CooperationRow {
    /// The region's code; null without a level.
    #[schema(example = "310000")]
    pub(in crate::http) region: Option<String>,
    /// The region's name; null without a level.
    #[schema(example = "上海市")]
    pub(in crate::http) name: Option<String>,
    /// First day of the bucket on the calendar; null without buckets.
    #[schema(value_type = Option<String>, format = Date)]
    pub(in crate::http) bucket: Option<String>,
    /// The value of each figure; null where there is nothing to divide by or to measure.
    #[schema(value_type = std::collections::HashMap<String, Option<f64>>)]
    pub(in crate::http) values: Numbers,
}

/// The figures of one line that is no row.
#[derive(Serialize, ToSchema)]
pub(in crate::http) struct CooperationFigures {
    /// The value of each figure; null where there is nothing to divide by or to measure.
    #[schema(value_type = std::collections::HashMap<String, Option<f64>>)]
    pub(in crate::http) values: Numbers,
}

/// A page of the stations of a movement, by code.
#[derive(Serialize, ToSchema)]
pub(in crate::http) struct MovedPage {
    /// The movement: joined, resumed, paused, left.
    #[schema(example = "left")]
    pub(in crate::http) movement: &'static str,
    /// How many stations it has in the total, on all pages.
    pub(in crate::http) matched: usize,
    /// This page's.
    pub(in crate::http) items: Vec<MovedStation>,
    /// To be given as `cursor` for the next page; null on the last.
    pub(in crate::http) next: Option<String>,
}

/// A station that has moved.
#[derive(Serialize, ToSchema)]
pub(in crate::http) struct MovedStation {
    /// The user's own id, unique.
    #[schema(example = "SH-001")]
    pub(in crate::http) code: String,
    /// What people call it.
    pub(in crate::http) name: String,
    /// The brand on the sign.
    pub(in crate::http) brand: Option<String>,
    /// By region set, the code of the most detailed region that it lies in on the day `to`.
    #[schema(example = json!({"admin": "310115"}))]
    pub(in crate::http) regions: BTreeMap<String, String>,
    /// Its stage on the day `from`; null for no stage yet.
    #[schema(example = "online")]
    pub(in crate::http) stage_before: Option<&'static str>,
    /// Its stage on the day `to`; null for no stage yet.
    #[schema(example = "paused")]
    pub(in crate::http) stage_after: Option<&'static str>,
    /// The day on which it went on or off, the last of them by `to`; null when it was online on both days, as only its
    /// region changed hands.
    #[schema(value_type = Option<String>, format = Date, example = "2026-05-01")]
    pub(in crate::http) day: Option<String>,
    /// First day open; null when unknown. A station at stage online is not online before.
    #[schema(value_type = Option<String>, format = Date)]
    pub(in crate::http) opened_on: Option<String>,
    /// First day no longer open. A station at stage online is not online from then on.
    #[schema(value_type = Option<String>, format = Date)]
    pub(in crate::http) closed_on: Option<String>,
}

/// Figures by id, in the order of their descriptions.
pub(in crate::http) struct Numbers {
    /// What they are.
    pub(in crate::http) described: &'static [Description],
    /// Their values.
    pub(in crate::http) figures: Box<[Figure]>,
}

impl Serialize for Numbers {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.described.len()))?;
        for (description, figure) in self.described.iter().zip(&self.figures) {
            match figure {
                Figure::Whole(count) => map.serialize_entry(description.id, count)?,
                Figure::Part(part) => map.serialize_entry(description.id, part)?,
                Figure::Nothing => map.serialize_entry(description.id, &None::<f64>)?,
            }
        }
        map.end()
    }
}
