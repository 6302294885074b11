//! A template's tables → bytes.

use rust_xlsxwriter::{Color, ExcelDateTime, Format, Worksheet, XlsxError};

use super::Language;
use crate::exchange::columns::fields;
use crate::exchange::error::FileError;
use crate::exchange::export::empty_workbook;
use crate::exchange::options::Kind;
use crate::exchange::sheets::names;

/// Widths of columns, in characters.
const WIDTHS: (usize, usize) = (10, 60);

/// What a column holds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Content {
    /// Text, codes of digits among it.
    Text,
    Date,
    Figure,
}

impl Content {
    fn of(field: &str) -> Self {
        match field {
            "opened_on" | "closed_on" | "valid_from" | "from" | "to" | "signed_on" | "terminated_on" | "date"
            | "at" => Self::Date,
            "longitude" | "latitude" | "rate" | "orders" | "volume" | "gmv" | "discount_platform"
            | "discount_station" | "budget" => Self::Figure,
            _ => Self::Text,
        }
    }
}

/// UTF-8 with a mark by which spreadsheets know it.
pub(super) fn csv(header: &[&str], rows: &[Vec<String>]) -> Result<Vec<u8>, FileError> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer("\u{FEFF}".into());
    let written = writer.write_record(header).and_then(|()| rows.iter().try_for_each(|row| writer.write_record(row)));
    written.map_err(|error| FileError::Format(error.to_string()))?;
    writer.into_inner().map_err(|error| FileError::Format(error.to_string()))
}

/// A sheet to fill in, and one that explains it.
pub(super) fn xlsx(
    kind: Kind,
    language: Language,
    header: &[&str],
    rows: &[Vec<String>],
    explanation: &[[String; 4]],
) -> Result<Vec<u8>, FileError> {
    workbook(kind, language, header, rows, explanation).map_err(|error| FileError::Format(error.to_string()))
}

fn workbook(
    kind: Kind,
    language: Language,
    header: &[&str],
    rows: &[Vec<String>],
    explanation: &[[String; 4]],
) -> Result<Vec<u8>, XlsxError> {
    let bold = Format::new().set_bold().set_background_color(Color::RGB(0x00E8_EEF7));
    let text = Format::new().set_num_format("@");
    let date = Format::new().set_num_format("yyyy-mm-dd");
    let percent = Format::new().set_num_format("0.0###%");
    let mut book = empty_workbook()?;

    let sheet = book.add_worksheet();
    sheet.set_name(language.of(names(kind)[0], kind.as_str()))?.set_freeze_panes(1, 0)?;
    for (column, (field, title)) in (0..).zip(fields(kind).iter().zip(header)) {
        let cells = || (1..).zip(rows.iter().map(|row| row[usize::from(column)].as_str()));
        let content = Content::of(field.name);
        if content != Content::Figure {
            sheet.set_column_format(column, if content == Content::Text { &text } else { &date })?;
        }
        sheet.write_with_format(0, column, *title, &bold)?;
        for (row, cell) in cells().filter(|(_, cell)| !cell.is_empty()) {
            let share = cell.strip_suffix('%').and_then(|percent| percent.parse::<f64>().ok());
            match (content, share, cell.parse::<f64>()) {
                (Content::Date, ..) => {
                    sheet.write_with_format(row, column, ExcelDateTime::parse_from_str(cell)?, &date)?
                }
                (Content::Figure, Some(share), _) => sheet.write_with_format(row, column, share / 100.0, &percent)?,
                (Content::Figure, None, Ok(number)) => sheet.write(row, column, number)?,
                _ => sheet.write_with_format(row, column, cell, &text)?,
            };
        }
        widen(sheet, column, std::iter::once(*title).chain(cells().map(|(_, cell)| cell)))?;
    }

    let sheet = book.add_worksheet();
    sheet.set_name(language.of("填写说明", "columns"))?.set_freeze_panes(1, 0)?;
    for column in 0..4_u16 {
        let cells = || (0..).zip(explanation.iter().map(|row| row[usize::from(column)].as_str()));
        for (row, cell) in cells() {
            sheet.write_with_format(row, column, cell, if row == 0 { &bold } else { &text })?;
        }
        widen(sheet, column, cells().map(|(_, cell)| cell))?;
    }
    book.save_to_buffer()
}

/// Makes a column as wide as its longest text; a Chinese character takes the place of two others.
fn widen<'a>(sheet: &mut Worksheet, column: u16, texts: impl Iterator<Item = &'a str>) -> Result<(), XlsxError> {
    let width = |text: &str| text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum::<usize>();
    let widest = texts.map(width).max().unwrap_or_default() + 2;
    #[expect(clippy::cast_precision_loss, reason = "at most 60")]
    let widest = widest.clamp(WIDTHS.0, WIDTHS.1) as f64;
    sheet.set_column_width(column, widest)?;
    Ok(())
}
