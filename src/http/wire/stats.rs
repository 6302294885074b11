//! Statistics on the wire.

use serde::{Serialize, Serializer};
use utoipa::ToSchema;

use crate::domain::metric::Metric;
use crate::engine::statistics::{Number, Totals};

/// Statistics of a question.
#[derive(Serialize, ToSchema)]
pub(in crate::http) struct StatsAnswer {
    /// The revision that was asked.
    #[schema(example = 12)]
    pub(in crate::http) revision: u64,
    /// The day of which the world was asked.
    #[schema(value_type = String, format = Date, example = "2026-06-30")]
    pub(in crate::http) at: String,
    /// First day of what metrics such as gmv sum over; null where none of them was asked for.
    #[schema(value_type = Option<String>, format = Date, example = "2026-06-01")]
    pub(in crate::http) from: Option<String>,
    /// First day after it.
    #[schema(value_type = Option<String>, format = Date, example = "2026-07-01")]
    pub(in crate::http) to: Option<String>,
    /// The region set.
    #[schema(example = "admin")]
    pub(in crate::http) set: String,
    /// The level whose regions are told apart; null when none was asked for.
    #[schema(example = "province")]
    pub(in crate::http) level: Option<String>,
    /// By region, then group, then bucket; empty when nothing was to be told apart.
    pub(in crate::http) rows: Vec<StatsRow>,
    /// On the day `at`: stations in no region of the level; null without a level.
    pub(in crate::http) unassigned: Option<Figures>,
    /// On the day `at`: all stations that the question means.
    pub(in crate::http) total: Figures,
    /// What stations that the question means sold and owed in the period, but that are not open on the day `at`: they
    /// are in no row, no total and no tile. Null where no metric over a period was asked for.
    pub(in crate::http) absent: Option<Figures>,
}

/// One row of statistics.
#[derive(Serialize, ToSchema)]
pub(in crate::http) struct StatsRow {
    /// The region's code; null without a level.
    #[schema(example = "310000")]
    pub(in crate::http) region: Option<String>,
    /// The region's name; null without a level.
    #[schema(example = "上海市")]
    pub(in crate::http) name: Option<String>,
    /// First day of the bucket, whose values are those of its last day; null without buckets.
    #[schema(value_type = Option<String>, format = Date)]
    pub(in crate::http) bucket: Option<String>,
    /// The value of each property grouped by; null for stations without any.
    #[schema(value_type = std::collections::HashMap<String, Option<String>>)]
    pub(in crate::http) group: Group,
    /// The value of each metric: money as a decimal text, everything else as a number; null where there is nothing to
    /// divide by.
    #[schema(value_type = std::collections::HashMap<String, MetricValue>)]
    pub(in crate::http) values: Values,
}

/// The values of one line that is no row.
#[derive(Serialize, ToSchema)]
pub(in crate::http) struct Figures {
    /// The value of each metric: money as a decimal text, everything else as a number; null where there is nothing to
    /// divide by.
    #[schema(value_type = std::collections::HashMap<String, MetricValue>)]
    pub(in crate::http) values: Values,
}

/// A metric's value.
#[derive(Serialize, ToSchema)]
#[serde(untagged)]
#[expect(dead_code, reason = "describes what `Plain` writes")]
pub(in crate::http) enum MetricValue {
    /// A count, a share, a volume.
    Number(Option<f64>),
    /// Money in major units, to the cent.
    Money(String),
}

/// Values by metric, in the order asked.
#[derive(Clone, Debug)]
pub(in crate::http) struct Values {
    /// What the values are made of.
    pub(in crate::http) totals: Totals,
    /// Which values.
    pub(in crate::http) metrics: std::sync::Arc<[Metric]>,
}

impl Serialize for Values {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let values = self.metrics.iter().map(|&metric| (metric.describe().id, Plain(self.totals.value(metric))));
        serializer.collect_map(values)
    }
}

/// A number: money as a decimal text, everything else as it is, null for none.
pub(in crate::http) struct Plain(pub(in crate::http) Number);

impl Serialize for Plain {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Number::Count(count) => serializer.serialize_u64(count),
            Number::Money(amount) => serializer.collect_str(&amount),
            other => other.number().serialize(serializer),
        }
    }
}

/// Values by property, in the order asked.
pub(in crate::http) struct Group {
    /// The properties.
    pub(in crate::http) names: std::sync::Arc<[&'static str]>,
    /// Their values.
    pub(in crate::http) values: Vec<Option<String>>,
}

impl Serialize for Group {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.names.iter().zip(&self.values))
    }
}
