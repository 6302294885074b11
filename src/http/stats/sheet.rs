//! Statistics as a table: a row for each row, the total left out.

use super::render::Plan;
use crate::engine::statistics::Statistics;
use crate::exchange::export::{Column, ColumnKind};
use crate::http::problem::Problem;
use crate::http::sheet::{self, Sheet};

/// Writes the rows.
pub(super) fn write(plan: &Plan, sheet: &Sheet, statistics: &Statistics) -> Result<Vec<u8>, Problem> {
    let set = plan.set()?;
    let mut columns = sheet::places();
    columns.extend(plan.group_names.iter().map(|&name| group(name)));
    columns.extend(plan.metrics.iter().map(|metric| sheet::figure(&metric.describe())));
    let rows = statistics.rows.iter().map(|row| {
        let region = row.region.map(|slot| set.region(slot));
        let mut cells =
            vec![region.map(|region| &region.code).into(), region.map(|region| &region.name).into(), row.bucket.into()];
        cells.extend(row.group.iter().map(|value| value.as_deref().into()));
        cells.extend(plan.metrics.iter().map(|&metric| sheet::cell(row.totals.value(metric))));
        cells
    });
    sheet.write("stats", columns, rows)
}

/// The column of a property by which rows are told apart.
fn group(name: &'static str) -> Column {
    let (zh, en) = match name {
        "brand" => ("品牌", "Brand"),
        "operator" => ("运营商", "Operator"),
        "energy" => ("能源类型", "Energy"),
        "stage" => ("合作阶段", "Stage"),
        other => (other, other),
    };
    Column::new(name, zh, en, ColumnKind::Text)
}
