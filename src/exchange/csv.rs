//! Delimited text: finds delimiter, header and the way of quoting, then reads row by row.
//!
//! Cells that span lines are read in files whose quotes are in order. A file in whose head some cell
//! opens with a quote that does not enclose it is *loosely quoted*: there no cell spans lines, so that
//! a stray quote costs one cell and never swallows rows. In a file in order, a row whose open cell does
//! not close within a hundred lines and a megabyte, or closes to a row of another width, is read as its first line alone;
//! after 16 MiB of such vain looks ahead the file counts as loosely quoted, too.

use std::ops::ControlFlow;

use encoding_rs::{Encoding, UTF_8};

use super::cells::{Split, resume, split};
use super::columns::fields;
use super::encoding::{decode, detect, preview};
use super::error::{FileError, RowError, list};
use super::lines::{Lines, MAX_RECORD, Next};
use super::options::{Kind, Options};
use super::plan::Plan;
use super::record::{MAX_COLUMNS, Record};
use super::source::Source;
use super::table::{Facts, Fed, Table, choose_header};

const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];
/// How many lines may stand above the header, and one.
pub(super) const HEADER_LINES: usize = 50;
/// How many lines a row may span.
const MOST_LINES: usize = 100;
/// How many bytes may be read ahead in vain.
const MOST_WASTED: usize = 16 << 20;

/// Reads a delimited text.
///
/// # Errors
/// [`FileError`] when the file as a whole cannot be read.
pub(super) fn read(
    source: &mut Source<'_>,
    kind: Kind,
    options: &Options,
    table: &mut dyn Table,
) -> Result<(), FileError> {
    let encoding = options.encoding.map_or_else(|| detect(&source.head, source.head_is_all()), Ok)?;
    let text = preview(&source.head, encoding);
    let dialect = Dialect::of(&text, source.head_is_all(), kind, options)?;
    let lines = Lines::new(decode(source.open()?, encoding)?, dialect.terminator);
    let mut rows = Rows { lines, dialect: &dialect, encoding, wasted: 0, width: None };
    let mut record = Record::of_text();
    for _ in 1..dialect.header_line {
        rows.lines.begin();
        rows.lines.next()?;
    }
    let header = match rows.next(&mut record)? {
        Some(Ok(_)) if record.width() > MAX_COLUMNS => {
            return Err(FileError::TooLarge(format!("the header has more than {MAX_COLUMNS} columns")));
        }
        Some(Ok(_)) => record.cells().map(|cell| super::values::clean(cell).into_owned()).collect(),
        Some(Err(error)) => {
            return Err(FileError::Broken {
                format: "header",
                reason: format!("line {}: {}", error.line, error.reason),
            });
        }
        None => return Err(FileError::Empty),
    };
    let plan = Plan::new(kind, header, options)?;
    rows.width = Some(plan.width());
    table.begin(
        &plan,
        Facts {
            encoding: Some(encoding.name()),
            delimiter: Some(char::from(dialect.delimiter)),
            sheet: None,
            header_line: dialect.header_line,
        },
    )?;
    while let Some(row) = rows.next(&mut record)? {
        let fed = match row {
            Ok(_) if record.is_blank() => continue,
            Ok(line) if record.width() == plan.width() => Fed::Record(line, &record, None),
            Ok(line) => Fed::Bad(wrong_width(line, &record, plan.width(), dialect.delimiter), Some(&record)),
            Err(error) => Fed::Bad(error, None),
        };
        if let ControlFlow::Break(()) = table.row(&plan, fed) {
            break;
        }
    }
    Ok(())
}

fn wrong_width(line: u64, record: &Record, width: usize, delimiter: u8) -> RowError {
    let value = list(record.cells().take(12));
    let reason =
        format!("the row has {} cells, the header has {width} (delimiter {:?})", record.width(), char::from(delimiter));
    RowError::row(line, &value, reason)
}

/// How a text is written.
struct Dialect {
    delimiter: u8,
    terminator: u8,
    header_line: u64,
    /// Whether some cell opens with a quote that does not enclose it.
    loose: bool,
}

impl Dialect {
    /// Looks at the head of a text.
    ///
    /// The header is the line in which the most fields are recognised or mapped, over all delimiters.
    /// Where fewer than two are, it is the first line as wide as most lines are.
    fn of(text: &str, whole: bool, kind: Kind, options: &Options) -> Result<Self, FileError> {
        let terminator = if text.contains('\n') || !text.contains('\r') { b'\n' } else { b'\r' };
        let lines: Vec<&str> = text
            .split(char::from(terminator))
            .map(|line| line.strip_suffix('\r').unwrap_or(line))
            .take(HEADER_LINES)
            .collect();
        let given = options.delimiter.map(|delimiter| [delimiter]);
        let delimiters = given.as_ref().map_or(DELIMITERS.as_slice(), |given| given.as_slice());
        let mut record = Record::of_text();
        let mut best: Option<(usize, usize, u8, usize)> = None;
        for &delimiter in delimiters {
            let rows = lines.iter().map(|line| {
                record.clear();
                split(line, 0, delimiter, false, &mut record);
                (if record.width() > MAX_COLUMNS { 0 } else { Plan::score(kind, &record, options) }, record.width())
            });
            let rows: Vec<_> = rows.collect();
            if let Some((score, width, place)) = choose_header(&rows)
                && best.is_none_or(|(other, wide, ..)| (score, width) > (other, wide))
            {
                best = Some((score, width, delimiter, place));
            }
        }
        let Some((_, _, delimiter, place)) = best else {
            let expected = list(fields(kind).iter().map(|field| field.name));
            return Err(FileError::NoHeader { lines: lines.len(), expected });
        };
        let loose = is_loose(text, whole, delimiter, terminator);
        Ok(Self { delimiter, terminator, header_line: place as u64 + 1, loose })
    }
}

/// Whether some cell of the text opens with a quote that does not enclose it.
fn is_loose(text: &str, whole: bool, delimiter: u8, terminator: u8) -> bool {
    let mut record = Record::of_text();
    let mut from = 0;
    let mut line_start = 0;
    let mut open: Option<(usize, usize)> = None;
    while let Some(length) = text.as_bytes()[from..].iter().position(|&byte| byte == terminator) {
        let stop = from + length;
        let stop = if text[..stop].ends_with('\r') { stop - 1 } else { stop };
        record.clear();
        let record_text = &text[line_start..stop.max(line_start)];
        let found = match open {
            None => Some(split(record_text, 0, delimiter, true, &mut record)),
            Some((cell, searched)) => resume(record_text, cell, searched, delimiter, &mut record),
        };
        from += length + 1;
        match found {
            None | Some(Split::Whole { stray: true }) => return true,
            Some(Split::Whole { stray: false }) => {
                open = None;
                line_start = from;
            }
            Some(Split::Open { cell, searched }) => open = Some((cell, searched)),
        }
    }
    whole && open.is_some()
}

/// The rows of a text.
struct Rows<'a> {
    lines: Lines<'a>,
    dialect: &'a Dialect,
    encoding: &'static Encoding,
    wasted: usize,
    /// The width of the header, once it is known.
    width: Option<usize>,
}

impl Rows<'_> {
    /// Reads a row and gives its line; `None` at the end, an error when it is no row.
    fn next(&mut self, record: &mut Record) -> Result<Option<Result<u64, RowError>>, FileError> {
        record.clear();
        let line = self.lines.begin();
        let (from, to) = match self.lines.next()? {
            Next::End => return Ok(None),
            Next::TooLong => {
                let reason = format!("the line is longer than {} KiB", MAX_RECORD >> 10);
                return Ok(Some(Err(RowError::row(line, "", reason))));
            }
            Next::Line(from, to) => (from, to),
        };
        let spanning = !self.dialect.loose && self.wasted < MOST_WASTED;
        let text = match check(self.lines.bytes(from, to), self.encoding) {
            Ok(text) => text,
            Err(reason) => {
                let value = String::from_utf8_lossy(self.lines.bytes(from, to.min(from + 320)));
                return Ok(Some(Err(RowError::row(line, &value, reason))));
            }
        };
        if let Split::Open { cell, searched } = split(text, 0, self.dialect.delimiter, spanning, record)
            && !self.span(cell, searched, record)?
        {
            // The quote stands for itself: the first line is a row by itself.
            self.wasted += self.lines.consumed();
            let first = self.lines.bytes(0, self.lines.consumed());
            let breaks = first.iter().position(|&byte| byte == self.dialect.terminator);
            self.lines.rewind(breaks.map_or(first.len(), |at| at + 1), line + 1);
            record.clear();
            if let Ok(text) = std::str::from_utf8(self.lines.bytes(from, to)) {
                split(text, 0, self.dialect.delimiter, false, record);
            }
        }
        Ok(Some(Ok(line)))
    }

    /// Reads on until the open cell closes and the row is whole; false when that makes no row.
    fn span(&mut self, mut cell: usize, mut searched: usize, record: &mut Record) -> Result<bool, FileError> {
        for _ in 1..MOST_LINES {
            let Next::Line(_, to) = self.lines.ahead()? else { return Ok(false) };
            let Ok(text) = check(self.lines.bytes(0, to), self.encoding) else { return Ok(false) };
            match resume(text, cell, searched, self.dialect.delimiter, record) {
                None => return Ok(false),
                Some(Split::Whole { .. }) => return Ok(self.width.is_none_or(|width| record.width() == width)),
                Some(Split::Open { cell: next, searched: to }) => (cell, searched) = (next, to),
            }
        }
        Ok(false)
    }
}

/// The text of a row, if it is text.
fn check<'a>(bytes: &'a [u8], encoding: &'static Encoding) -> Result<&'a str, String> {
    let text = std::str::from_utf8(bytes).map_err(|_| {
        "the row is not valid UTF-8; if the file is in another encoding, say which, such as --encoding gb18030"
            .to_owned()
    })?;
    if text.contains('\0') {
        return Err("the row holds a NUL byte".to_owned());
    }
    if encoding != UTF_8 && text.contains('\u{FFFD}') {
        return Err(format!("the row is not valid {}; say what it is with --encoding", encoding.name()));
    }
    Ok(text)
}
