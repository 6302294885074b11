//! The rejected rows of an import as they came, each with what is wrong with it.

use std::io;
use std::ops::ControlFlow;

use super::jobs::ImportState;
use super::{ImportKind, ImportRequest, open};
use crate::exchange::export::ExportError;
use crate::exchange::{FileError, Kind, Opened, Options, RowError, TakeRows};
use crate::live::import::Refusal;

/// Why rejected rows cannot be handed on.
#[derive(Debug, thiserror::Error)]
pub enum RejectedError {
    /// The file that was imported cannot be read any more.
    #[error(transparent)]
    Read(#[from] FileError),
    /// Whoever takes them failed.
    #[error(transparent)]
    Write(#[from] ExportError),
}

/// What is handed on of rejected rows.
#[derive(Clone, Copy)]
pub enum Rejected<'a> {
    /// A table of them begins: all there are, or those of a sheet.
    Table {
        /// What its rows are; `None` where that differs from row to row.
        kind: Option<Kind>,
        /// The sheet of a workbook.
        sheet: Option<&'a str>,
        /// What the file calls its columns. None where the rows are not to be had.
        columns: &'a [String],
        /// How many cells of the widest row no header stands above.
        beyond: usize,
    },
    /// A row: its cells, as many as the table has columns and cells beyond them, or fewer, and what is wrong, which is something.
    Row {
        /// The cells.
        cells: &'a [&'a str],
        /// The errors, whose columns are called as the file calls them.
        errors: &'a [RowError],
    },
}

/// Whoever takes rejected rows.
type Take<'a> = &'a mut dyn FnMut(Rejected<'_>) -> Result<(), ExportError>;

impl ImportState {
    /// Whether the file is kept still, so that rejected rows can be handed on with their cells.
    #[must_use]
    pub fn has_file(&self) -> bool {
        self.request.file.is_file()
    }

    /// Hands on the rejected rows, as far as their errors are kept, each once. Their cells are read from the file again,
    /// so they are there for as long as the file is, and not of regions, which are more than a row of a table, nor of the
    /// sheets of a workbook unless `by_sheet` says that each may have a table of its own. Blocking.
    ///
    /// # Errors
    /// [`RejectedError`] when the file cannot be read, or `take` fails.
    pub fn rejected(&self, by_sheet: bool, take: Take<'_>) -> Result<(), RejectedError> {
        let Some(report) = &self.report else { return Ok(plain(Vec::new(), None, take)?) };
        let kind = match self.request.kind {
            ImportKind::Rows(kind) => Some(kind),
            ImportKind::Workbook => None,
        };
        let is_table = kind.map_or(by_sheet && !report.sheets.is_empty(), |kind| kind != Kind::Regions);
        let Some(mut file) = still_there(&self.request)?.filter(|_| is_table && !report.errors.is_empty()) else {
            return Ok(plain(report.errors.clone(), kind, take)?);
        };
        if let Some(kind) = kind {
            return whole(&mut file, kind, None, &self.request.options, report.errors.clone(), take);
        }
        let mut errors: Vec<Vec<RowError>> = vec![Vec::new(); report.sheets.len()];
        let mut of_none: Vec<RowError> = Vec::new();
        for error in &report.errors {
            let column = error.column.as_deref().unwrap_or_default();
            let of = |name: &str| column.strip_prefix(name).and_then(|column| column.strip_prefix('!'));
            // Of two names of which one begins with the other and a mark, the longer is meant.
            let found = (0..errors.len()).filter(|&at| of(&report.sheets[at].name).is_some());
            if let Some(at) = found.max_by_key(|&at| report.sheets[at].name.len()) {
                let column = of(&report.sheets[at].name).filter(|column| !column.is_empty()).map(str::to_owned);
                errors[at].push(RowError { column, ..error.clone() });
            } else {
                of_none.push(error.clone());
            }
        }
        for (sheet, errors) in report.sheets.iter().zip(errors).filter(|(_, errors)| !errors.is_empty()) {
            let options = Options { sheet: Some(sheet.name.clone()), ..self.request.options.clone() };
            whole(&mut file, sheet.kind, Some(&sheet.name), &options, errors, take)?;
        }
        if !of_none.is_empty() {
            plain(of_none, None, take)?;
        }
        Ok(())
    }
}

/// The file of a request, unless it is gone.
fn still_there(request: &ImportRequest) -> Result<Option<Opened<'static>>, FileError> {
    match open(request) {
        Ok(file) => Ok(Some(file)),
        Err(Refusal::File(FileError::Io(error))) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(Refusal::File(error)) => Err(error),
        Err(refusal) => Err(FileError::Format(refusal.to_string())),
    }
}

/// Hands on what is wrong without the rows.
fn plain(mut errors: Vec<RowError>, kind: Option<Kind>, take: Take<'_>) -> Result<(), ExportError> {
    take(Rejected::Table { kind, sheet: None, columns: &[], beyond: 0 })?;
    let is_workbook = kind.is_none();
    if !is_workbook {
        errors.sort_by_key(|error| error.line);
    }
    // Rows of two sheets may stand on one line.
    let sheet = |error: &RowError| {
        let column = error.column.as_deref().filter(|_| is_workbook);
        column.and_then(|column| column.rsplit_once('!')).map(|(sheet, _)| sheet.to_owned())
    };
    for errors in errors.chunk_by(|one, next| one.line == next.line && sheet(one) == sheet(next)) {
        take(Rejected::Row { cells: &[], errors })?;
    }
    Ok(())
}

/// Hands on whole rows with what is wrong with them. The file is read twice, since only then is it known how many cells
/// the widest row has, and no row is held.
fn whole(
    file: &mut Opened<'_>,
    kind: Kind,
    sheet: Option<&str>,
    options: &Options,
    mut errors: Vec<RowError>,
    take: Take<'_>,
) -> Result<(), RejectedError> {
    errors.sort_by_key(|error| error.line);
    let mut lines: Vec<u64> = errors.iter().map(|error| error.line).collect();
    lines.dedup();
    let mut shape = Shape::default();
    file.rows_on(kind, options, &lines, &mut shape)?;
    let Shape { columns, fields, width } = shape;
    for error in &mut errors {
        let place = |column: &String| fields.iter().position(|field| field.as_ref() == Some(column));
        if let Some(column) = &mut error.column
            && !columns.contains(column)
            && let Some(place) = place(column)
        {
            column.clone_from(&columns[place]);
        }
    }
    let beyond = width.saturating_sub(columns.len());
    take(Rejected::Table { kind: Some(kind), sheet, columns: &columns, beyond })?;
    let mut rows = Rows { errors: &errors, width: columns.len() + beyond, take, failed: None };
    file.rows_on(kind, options, &lines, &mut rows)?;
    rows.rest();
    rows.failed.map_or(Ok(()), |error| Err(error.into()))
}

/// What the columns are called and which fields they are, and how many cells the widest row has.
#[derive(Default)]
struct Shape {
    columns: Vec<String>,
    fields: Vec<Option<String>>,
    width: usize,
}

impl TakeRows for Shape {
    fn header(&mut self, columns: Vec<(&str, Option<String>)>) {
        (self.columns, self.fields) = columns.into_iter().map(|(name, field)| (name.to_owned(), field)).unzip();
    }

    fn row(&mut self, _: u64, cells: Vec<&str>) -> ControlFlow<()> {
        let last = cells.iter().rposition(|cell| !cell.trim().is_empty());
        self.width = self.width.max(last.map_or(0, |last| last + 1));
        ControlFlow::Continue(())
    }
}

/// Hands rows on together with their errors.
struct Rows<'a, 't> {
    /// Those of this row and the next ones, by line.
    errors: &'a [RowError],
    width: usize,
    take: Take<'t>,
    failed: Option<ExportError>,
}

impl Rows<'_, '_> {
    /// Hands on the next row that has errors, with those cells.
    fn hand(&mut self, cells: &[&str]) -> ControlFlow<()> {
        let Some(line) = self.errors.first().map(|error| error.line) else { return ControlFlow::Continue(()) };
        let (errors, rest) = self.errors.split_at(self.errors.partition_point(|error| error.line == line));
        self.errors = rest;
        match (self.take)(Rejected::Row { cells, errors }) {
            Ok(()) => ControlFlow::Continue(()),
            Err(error) => {
                self.failed = Some(error);
                ControlFlow::Break(())
            }
        }
    }

    /// Hands on the rows that the file no longer gives, without cells.
    fn rest(&mut self) {
        while self.failed.is_none() && !self.errors.is_empty() && self.hand(&[]).is_continue() {}
    }
}

impl TakeRows for Rows<'_, '_> {
    fn header(&mut self, _: Vec<(&str, Option<String>)>) {}

    fn row(&mut self, line: u64, mut cells: Vec<&str>) -> ControlFlow<()> {
        while self.errors.first().is_some_and(|error| error.line < line) {
            self.hand(&[])?;
        }
        cells.truncate(self.width);
        if self.errors.first().is_some_and(|error| error.line == line) {
            self.hand(&cells)
        } else {
            ControlFlow::Continue(())
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::sync::Arc;

    use super::*;
    use crate::domain::change::Author;
    use crate::live::import::{ImportId, ImportReport, OnError, Progress, SheetReport, Status};

    /// What is handed on of the rejected rows of a file with those errors, by line and column.
    fn handed(file: &Path, kind: ImportKind, sheets: &[&str], errors: &[(u64, &str)]) -> Vec<String> {
        let request = ImportRequest {
            author: Author { actor: "test".into(), source: "test".into() },
            kind,
            file: file.to_owned(),
            name: String::new(),
            options: Options::default(),
            set: "admin".into(),
            dry_run: false,
            on_error: OnError::Reject,
        };
        let mut report = ImportReport::new(&request);
        report.errors.extend(errors.iter().map(|&(line, column)| RowError {
            line,
            column: Some(column.to_owned()).filter(|column| !column.is_empty()),
            value: String::new(),
            reason: "wrong".to_owned(),
        }));
        let [rows, new, changed, unchanged, rejected] = [0; 5];
        report.sheets.extend(sheets.iter().map(|&name| SheetReport {
            name: name.to_owned(),
            kind: Kind::Stations,
            rows,
            new,
            changed,
            unchanged,
            rejected,
        }));
        let state = ImportState {
            id: ImportId(1),
            request: Arc::new(request),
            status: Status::Done,
            progress: Progress::default(),
            report: Some(Arc::new(report)),
            problem: None,
        };
        let mut all = Vec::new();
        let taken = state.rejected(true, &mut |rejected| {
            all.push(match rejected {
                Rejected::Table { sheet, columns, .. } => format!("{sheet:?} {}", columns.join(",")),
                Rejected::Row { cells, errors } => {
                    let columns = errors.iter().map(|error| error.column.as_deref().unwrap_or("-"));
                    format!("{} {} {}", errors[0].line, columns.collect::<Vec<_>>().join(","), cells.join(","))
                }
            });
            Ok(())
        });
        taken.expect("taken");
        all
    }

    #[test]
    fn errors_of_lines_that_are_not_given_again_are_handed_on() {
        let folder = tempfile::tempdir().expect("folder");
        let file = folder.path().join("list.csv");
        std::fs::write(&file, "code,name,longitude,latitude\nA,a,1,2\n\nB,b,,\n").expect("written");
        let errors = [(9, "name"), (4, "longitude"), (3, ""), (1, "code"), (9, "code"), (2, "name"), (8, "")];
        let expected = [
            "None code,name,longitude,latitude",
            "1 code ",
            "2 name A,a,1,2",
            "3 - ",
            "4 longitude B,b,,",
            "8 - ",
            "9 name,code ",
        ];
        assert_eq!(handed(&file, Kind::Stations.into(), &[], &errors), expected);
    }

    #[test]
    fn errors_of_no_sheet_are_handed_on() {
        let folder = tempfile::tempdir().expect("folder");
        let file = folder.path().join("book.xlsx");
        let mut book = rust_xlsxwriter::Workbook::new();
        let sheet = book.add_worksheet();
        sheet.set_name("A").expect("name");
        for (at, name) in (0..).zip(["code", "name"]) {
            sheet.write_string(0, at, name).expect("written");
            sheet.write_string(1, at, "x").expect("written");
        }
        book.save(&file).expect("saved");
        let errors = [(2, "A!name"), (7, "name"), (7, "B!code"), (8, "")];
        let expected = ["Some(\"A\") code,name", "2 name x,x", "None ", "7 name ", "7 B!code ", "8 - "];
        assert_eq!(handed(&file, ImportKind::Workbook, &["A"], &errors), expected);
    }
}
