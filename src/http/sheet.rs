//! Tables as CSV that spreadsheets open without harm.

use super::problem::Problem;

/// Writes a header and rows.
pub(super) fn write<'h, H, R>(header: H, rows: R) -> Result<Vec<u8>, Problem>
where
    H: IntoIterator<Item = &'h str>,
    R: IntoIterator<Item = Vec<String>>,
{
    let mut out = csv::Writer::from_writer(Vec::new());
    let failed = |error: csv::Error| Problem::internal(&error);
    out.write_record(header).map_err(failed)?;
    for row in rows {
        out.write_record(&row).map_err(failed)?;
    }
    out.into_inner().map_err(|error| Problem::internal(&error))
}

/// A text that no spreadsheet takes for a formula.
pub(super) fn harmless(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_defused() {
        for (text, expected) in [("=1+1", "'=1+1"), ("@x", "'@x"), ("上海", "上海"), ("a=b", "a=b"), ("-1", "'-1")]
        {
            assert_eq!(harmless(text), expected);
        }
    }
}
