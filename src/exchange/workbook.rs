//! Whether a workbook may be opened: what its parts inflate to is measured before any of it is parsed.
//!
//! The parser holds all shared strings and cell styles in memory, and copies a style's texts into every
//! format that uses it; so the parts that hold those have limits of their own.

use std::io::{self, Read};

use zip::ZipArchive;

use super::error::FileError;
use super::source::Input;

/// Most parts of a workbook.
const MAX_PARTS: usize = 10_000;
/// Most bytes that all parts together inflate to,
const MAX_TOTAL: u64 = 512 << 20;
/// and, when that is more than this,
const ALWAYS_TOTAL: u64 = 64 << 20;
/// most times the file's own size.
const MAX_RATIO: u64 = 200;
/// Most bytes without a tag's end, which the parser holds at once.
const MAX_RUN: usize = 1 << 20;
/// Most bytes and tags of the shared strings.
const MAX_STRINGS: (u64, u64) = (192 << 20, 16_000_000);
/// Most bytes of all cell styles, each as long as the longest.
const MAX_STYLES: u64 = 256 << 20;

/// What a part turned out to be when it was inflated.
#[derive(Default)]
struct Measure {
    bytes: u64,
    tags: u64,
    /// The longest stretch without `<` or `>`.
    run: usize,
}

/// Inflates every part, holding nothing, and refuses what would take too much memory.
///
/// # Errors
/// [`FileError::TooLarge`] naming the limit; [`FileError::Broken`] when it is no sound ZIP file.
pub(super) fn check(input: &mut dyn Input, size: u64) -> Result<(), FileError> {
    let mut archive = ZipArchive::new(input).map_err(|error| broken(&error))?;
    if archive.len() > MAX_PARTS {
        return Err(FileError::TooLarge(format!("the workbook has more than {MAX_PARTS} parts")));
    }
    let limit = size.saturating_mul(MAX_RATIO).clamp(ALWAYS_TOTAL, MAX_TOTAL);
    let too_large = || {
        let mebibytes = limit >> 20;
        FileError::TooLarge(format!("the workbook unpacks to more than {mebibytes} MiB; save the sheet as CSV"))
    };
    let (mut total, mut declared) = (0_u64, 0_u64);
    for index in 0..archive.len() {
        let part = archive.by_index_raw(index).map_err(|error| broken(&error))?;
        declared = declared.saturating_add(part.size());
    }
    if declared > limit {
        return Err(too_large());
    }
    for index in 0..archive.len() {
        let part = archive.by_index(index).map_err(|error| broken(&error))?;
        let name = part.name().map_err(|error| broken(&error))?.to_ascii_lowercase();
        // What a part declares may be a lie: one byte more than may still come is read, and told.
        let measure = measure(part.take(limit - total + 1))?;
        total += measure.bytes;
        if total > limit {
            return Err(too_large());
        }
        limits(&name, &measure)?;
    }
    Ok(())
}

fn limits(name: &str, part: &Measure) -> Result<(), FileError> {
    let refuse = |what: &str| Err(FileError::TooLarge(format!("{what}; save the sheet as CSV")));
    if part.run > MAX_RUN && part.tags > 0 {
        return refuse("the workbook holds a text of more than 1 MiB");
    }
    if name.ends_with("sharedstrings.xml") && (part.bytes > MAX_STRINGS.0 || part.tags > MAX_STRINGS.1) {
        return refuse("the workbook holds too many texts");
    }
    if name.ends_with("styles.xml") && part.tags.saturating_mul(part.run as u64) > MAX_STYLES {
        return refuse("the workbook holds too many cell styles");
    }
    Ok(())
}

fn measure(mut part: impl Read) -> Result<Measure, FileError> {
    let mut buffer = vec![0; 64 << 10];
    let (mut measure, mut run) = (Measure::default(), 0);
    loop {
        let count = match part.read(&mut buffer) {
            Ok(0) => break,
            Ok(count) => count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(FileError::Broken { format: "workbook", reason: error.to_string() }),
        };
        measure.bytes += count as u64;
        for stretch in buffer[..count].split_inclusive(|byte| matches!(byte, b'<' | b'>')) {
            run += stretch.len();
            measure.run = measure.run.max(run);
            match stretch.last() {
                Some(b'<') => (run, measure.tags) = (0, measure.tags + 1),
                Some(b'>') => run = 0,
                _ => {}
            }
        }
    }
    Ok(measure)
}

fn broken(error: &zip::result::ZipError) -> FileError {
    FileError::Broken { format: "workbook", reason: error.to_string() }
}
