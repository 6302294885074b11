//! Where a command writes its file: to a place that is whole or not there, or to the standard output.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::Failure;

/// Where a file goes, and how it is written.
#[derive(Debug, Args)]
pub(super) struct Output {
    /// The file to write, once it is whole; standard output when left out
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    /// How it is written; by default as the ending of the output says, else csv
    #[arg(long, value_enum)]
    format: Option<FormatArg>,
}

/// A format of files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum FormatArg {
    /// Delimited text
    Csv,
    /// An Excel workbook
    Xlsx,
    /// Features with a place
    Geojson,
}

impl Output {
    /// The format, by what was said or the file's ending.
    pub(super) fn format(&self) -> FormatArg {
        let ending = || self.output.as_ref()?.extension()?.to_str().map(str::to_ascii_lowercase);
        self.format.unwrap_or_else(|| match ending().as_deref() {
            Some("xlsx") => FormatArg::Xlsx,
            Some("geojson" | "json") => FormatArg::Geojson,
            _ => FormatArg::Csv,
        })
    }

    /// Whether it goes into a file.
    pub(super) const fn is_file(&self) -> bool {
        self.output.is_some()
    }

    /// The folder of the file, where there is room for as much again; that of the system where it is no ordinary file.
    pub(super) fn folder(&self) -> PathBuf {
        match &self.output {
            Some(path) if !is_special(path) => folder_of(path).to_owned(),
            _ => std::env::temp_dir(),
        }
    }

    /// Writes the file by `write`. What fails leaves nothing behind, and a file that was there as it was.
    pub(super) fn write<T>(
        &self,
        write: impl FnOnce(&mut (dyn Write + Send)) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        let Some(path) = &self.output else {
            return straight(io::stdout(), write);
        };
        // A link stays one.
        let path = &path.canonicalize().unwrap_or_else(|_| path.clone());
        let unwritable = |error: io::Error| Failure::Refused(format!("cannot write {}: {error}", path.display()));
        if path.is_dir() {
            return Err(unwritable(io::ErrorKind::IsADirectory.into()));
        }
        if is_special(path) {
            return straight(File::options().write(true).open(path).map_err(unwritable)?, write);
        }
        let mut part = path.clone().into_os_string();
        part.push(format!(".{}.part", std::process::id()));
        let part = PathBuf::from(part);
        let written = File::create_new(&part).map_err(unwritable).and_then(|file| {
            let mut out = BufWriter::new(file);
            let done = write(&mut out)?;
            out.into_inner().map_err(|error| unwritable(error.into_error()))?.sync_all().map_err(unwritable)?;
            std::fs::rename(&part, path).map_err(unwritable)?;
            Ok(done)
        });
        if written.is_err() {
            // There may be none.
            let _ = std::fs::remove_file(&part);
        }
        written
    }
}

/// Whether there is something at the path that is no file and must not be replaced by one, such as a pipe.
fn is_special(path: &Path) -> bool {
    path.metadata().is_ok_and(|found| !found.is_file() && !found.is_dir())
}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Writes to what cannot be taken back.
fn straight<T>(
    out: impl Write + Send,
    write: impl FnOnce(&mut (dyn Write + Send)) -> Result<T, Failure>,
) -> Result<T, Failure> {
    let mut out = BufWriter::new(out);
    let done = write(&mut out)?;
    out.flush().map_err(Failure::from)?;
    Ok(done)
}
