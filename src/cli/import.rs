//! `forecourt import KIND FILE`: imports a file into a database, with a progress bar and a report.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, ValueEnum};
use tempfile::TempDir;

use super::{Database, Failure, progress, serve};
use crate::base::location::Crs;
use crate::domain::change::Author;
use crate::exchange::{Kind, Mapping, ValueMap, parse_delimiter, parse_encoding};
use crate::http::wire;
use crate::live::import::{ImportKind, ImportReport, ImportRequest, OnError, Refusal, Status};
use crate::live::{Network, Options};
use crate::store::sqlite::Sqlite;

/// `forecourt import`.
#[derive(Debug, Args)]
pub(super) struct Import {
    /// What the file's rows are; workbook for sheets of several kinds, which become one revision
    #[arg(value_parser = kinds())]
    kind: ImportKind,
    /// The file: CSV, XLSX or GeoJSON, plain or gzipped
    file: PathBuf,
    #[command(flatten)]
    database: Database,
    /// The system of the file's coordinates
    #[arg(long, value_parser = crs, default_value = "wgs84")]
    crs: Crs,
    /// A column of the file and the field it is; again for more columns
    #[arg(long, value_name = "SOURCE COLUMN=FIELD")]
    map: Vec<Mapping>,
    /// What a value in the file means; with nothing on the right, such rows are dropped as not of this kind
    #[arg(long, value_name = "FIELD:VALUE IN FILE=VALUE")]
    map_value: Vec<ValueMap>,
    /// The region set, made if it is not there
    #[arg(long, required_if_eq("kind", "regions"))]
    set: Option<String>,
    /// The level of the regions, where the file does not say it
    #[arg(long)]
    level: Option<String>,
    /// The delimiter of a CSV file; told from the file by default
    #[arg(long, value_parser = parse_delimiter)]
    delimiter: Option<u8>,
    /// The encoding of a CSV file; told from the file by default
    #[arg(long, value_parser = parse_encoding)]
    encoding: Option<&'static encoding_rs::Encoding>,
    /// The sheet of a workbook; by default the first one with a header that is known
    #[arg(long)]
    sheet: Option<String>,
    /// Tell what would happen, and write nothing
    #[arg(long)]
    dry_run: bool,
    /// What becomes of a file with rows that are wrong
    #[arg(long, value_enum, default_value = "reject")]
    on_error: OnErrorArg,
    /// Write the whole report to this file, as JSON, whatever the import comes to
    #[arg(long, value_name = "FILE")]
    report: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum OnErrorArg {
    /// Write nothing
    Reject,
    /// Write the other rows
    Skip,
}

/// The kinds by their identifiers.
fn kinds() -> impl TypedValueParser<Value = ImportKind> {
    let known = Kind::ALL.into_iter().map(ImportKind::Rows).chain([ImportKind::Workbook]);
    PossibleValuesParser::new(known.map(ImportKind::as_str)).try_map(|text| ImportKind::parse(&text).ok_or("unknown"))
}

fn crs(text: &str) -> Result<Crs, String> {
    Crs::parse(text).ok_or_else(|| format!("the systems are {}", Crs::ALL.map(Crs::as_str).join(", ")))
}

/// The zone of civil dates, on which no import depends.
const ZONE: &str = "Asia/Shanghai";
/// Row errors shown in the terminal; the rest is in the report.
const SHOWN: usize = 10;

impl Import {
    pub(super) fn run(self) -> Result<(), Failure> {
        let Self { kind, file, database, report, .. } = self;
        let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let request = ImportRequest {
            author: Author {
                actor: std::env::var("USER").unwrap_or_else(|_| "command line".into()),
                source: format!("import {} {name}", kind.as_str()),
            },
            kind,
            file,
            name,
            options: crate::exchange::Options {
                crs: Some(self.crs),
                mapping: self.map,
                values: self.map_value,
                delimiter: self.delimiter,
                encoding: self.encoding,
                sheet: self.sheet,
                level: self.level,
            },
            set: self.set.unwrap_or_default(),
            dry_run: self.dry_run,
            on_error: match self.on_error {
                OnErrorArg::Reject => OnError::Reject,
                OnErrorArg::Skip => OnError::Skip,
            },
        };
        let unwritable =
            |path: &Path, error: io::Error| Failure::Refused(format!("cannot write {}: {error}", path.display()));
        if let Some(path) = &report {
            // Tried first, so that nothing is imported whose report cannot be had; what the file holds stays.
            let tried = File::options().append(true).create(true).open(path);
            tried.map_err(|error| unwritable(path, error))?;
        }
        let (done, refused) = import(&request, &database.database);
        if let Some(path) = &report {
            let outcome = wire::ImportOutcome::new(&done, refused.as_deref());
            let json = serde_json::to_vec_pretty(&outcome).map_err(Failure::from)?;
            std::fs::write(path, json).map_err(|error| unwritable(path, error))?;
        }
        if refused.is_none() || done.rows > 0 {
            print(&done);
        }
        refused.map_or(Ok(()), |why| Err(Failure::Refused(why)))
    }
}

/// Imports with a progress bar: what it came to, and why nothing was written, if so.
fn import(request: &ImportRequest, database: &Path) -> (ImportReport, Option<String>) {
    let whole = |why: String| (ImportReport::new(request), Some(why));
    // Looked for before the database is opened, which makes one that is not there.
    if !request.file.exists() {
        return whole(format!("there is no file {}", request.file.display()));
    }
    let (network, _folder) = match open(request, database) {
        Ok(opened) => opened,
        Err(failure) => return whole(failure.to_string()),
    };
    let bar = progress::bar("reading");
    let outcome = network.run_import(request, &mut |status, done| {
        let doing = match status {
            Status::Reading => "reading",
            Status::Checking => "checking",
            Status::Writing | Status::Done | Status::Refused => "writing",
        };
        bar.set_message(format!("{doing}, {} rows", done.rows));
        progress::set(&bar, done.share);
    });
    bar.finish_and_clear();
    match outcome {
        Ok(report) if report.would_be_refused(request) => {
            let why = format!(
                "{} of {} rows are wrong, so nothing would be written; mend them or skip them (--on-error skip)",
                report.rejected, report.rows
            );
            (report, Some(why))
        }
        Ok(report) => (report, None),
        Err(refusal) => {
            let why = refusal.to_string();
            match refusal {
                Refusal::Rows(report) => (*report, Some(format!("{why} (--on-error skip)"))),
                Refusal::Write(_, report) => (*report, Some(why)),
                Refusal::File(_) => whole(why),
            }
        }
    }
}

/// The network to import into, with the folder that goes when it does. A dry run changes no database and makes none:
/// where there is none, it looks at a new one elsewhere.
fn open(request: &ImportRequest, database: &Path) -> Result<(Network, Option<TempDir>), Failure> {
    if !request.dry_run {
        return Ok((serve::open(database, ZONE)?, None));
    }
    if database.exists() {
        let store = Sqlite::open_read_only(database).map_err(Failure::from)?;
        let options = Options { zone: ZONE.to_owned() };
        return Ok((Network::open(Box::new(store), &options).map_err(Failure::from)?, None));
    }
    let folder = tempfile::tempdir().map_err(Failure::from)?;
    Ok((serve::open(&folder.path().join("dry-run.db"), ZONE)?, Some(folder)))
}

fn print(report: &ImportReport) {
    let ImportReport { rows, new, changed, unchanged, rejected, dropped, .. } = report;
    print!("{rows} rows: {new} new, {changed} changed, {unchanged} unchanged, {rejected} rejected");
    if *dropped > 0 {
        print!(", {dropped} dropped as not of this kind");
    }
    match report.revision {
        Some(revision) => println!("; revision {revision}"),
        None if report.dry_run => println!("; a dry run, nothing was written"),
        None => println!("; nothing was written"),
    }
    for note in &report.notes {
        println!("note: {note}");
    }
    for error in report.errors.iter().take(SHOWN) {
        let column = error.column.as_ref().map_or_else(String::new, |column| format!(", {column}"));
        println!("line {}{column}: {} (got {:?})", error.line, error.reason, error.value);
    }
    if report.errors.len() > SHOWN {
        println!("and {} more; --report FILE writes them down", report.errors.len() - SHOWN);
    }
    if report.errors_omitted > 0 {
        println!("and {} more that no report holds: it ends after {}", report.errors_omitted, report.errors.len());
    }
}
