//! What is written is read again to the same values, is harmless, and is typed.

mod again;
mod formats;

use super::{Cell, ExportFormat, Headers, Place, Table, Writer};

/// A file of these rows.
fn write(
    format: ExportFormat,
    table: &Table,
    headers: Headers,
    rows: &[(Vec<Cell<'_>>, Option<Place<'_>>)],
) -> Vec<u8> {
    let mut writer = Writer::new(format, table, headers, Vec::new()).expect("begins");
    for (cells, place) in rows {
        assert_eq!(cells.len(), table.columns.len(), "a cell for each column");
        writer.row(cells, *place).expect("row");
    }
    writer.finish().expect("ends")
}
