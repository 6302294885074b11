//! Statistics as CSV: a row for each row, the total left out.

use super::render::Plan;
use crate::base::money::Volume;
use crate::engine::statistics::{Number, Statistics};
use crate::http::problem::Problem;
use crate::http::sheet::{self, harmless};

/// Writes the rows.
pub(super) fn write(plan: &Plan, statistics: &Statistics) -> Result<Vec<u8>, Problem> {
    let set = plan.set()?;
    let metrics = plan.metrics.iter().map(|metric| metric.describe().id);
    let header = ["region", "name", "bucket"].into_iter().chain(plan.group_names.iter().copied()).chain(metrics);
    let rows = statistics.rows.iter().map(|row| {
        let region = row.region.map(|slot| set.region(slot));
        let mut cells = vec![
            region.map(|region| harmless(&region.code)).unwrap_or_default(),
            region.map(|region| harmless(&region.name)).unwrap_or_default(),
            row.bucket.map(|day| day.to_string()).unwrap_or_default(),
        ];
        cells.extend(row.group.iter().map(|value| value.as_deref().map(harmless).unwrap_or_default()));
        cells.extend(plan.metrics.iter().map(|&metric| match row.totals.value(metric) {
            Number::Count(count) => count.to_string(),
            Number::Ratio(share) => share.map(|share| share.to_string()).unwrap_or_default(),
            Number::Money(amount) => amount.to_string(),
            Number::Volume(thousandths) => Volume::sum_of(thousandths).to_string(),
        }));
        cells
    });
    sheet::write(header, rows)
}
