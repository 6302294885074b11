//! Opening a file: its format by content and name, gzip taken off within bounds, bytes counted.

use std::cell::Cell;
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::rc::Rc;

use flate2::read::MultiGzDecoder;

use super::error::FileError;
use super::options::Format;

/// How many bytes of a file are looked at before it is read.
const HEAD: u64 = 256 << 10;
/// A gzipped file may always inflate to so many bytes,
const ALWAYS_INFLATED: u64 = 64 << 20;
/// to so many times its own size,
const MOST_RATIO: u64 = 200;
/// but never to more than this.
const NEVER_INFLATED: u64 = 4 << 30;

/// Bytes that can be read again from the start.
pub(super) trait Input: Read + Seek {}
impl<T: Read + Seek> Input for T {}

/// A file that is about to be read.
pub(super) struct Source<'a> {
    input: Box<dyn Input + 'a>,
    size: u64,
    read: Rc<Cell<u64>>,
    gzipped: bool,
    /// The first bytes, gzip taken off.
    pub(super) head: Vec<u8>,
    /// How it is written.
    pub(super) format: Format,
}

impl<'a> Source<'a> {
    /// Looks at the head of a file. `name` is what its user calls it, and may be empty.
    ///
    /// # Errors
    /// [`FileError`] when it is empty or of a format that we do not read.
    pub(super) fn new(mut input: Box<dyn Input + 'a>, name: &str) -> Result<Self, FileError> {
        let size = input.seek(SeekFrom::End(0))?;
        input.rewind()?;
        let mut magic = Vec::new();
        input.by_ref().take(2).read_to_end(&mut magic)?;
        let gzipped = magic == [0x1F, 0x8B];
        let read = Rc::new(Cell::new(0));
        let mut source = Self { input, size, read, gzipped, head: Vec::new(), format: Format::Csv };
        let mut head = Vec::new();
        source.open()?.take(HEAD).read_to_end(&mut head)?;
        source.head = head;
        source.format = detect(&source.head, name, gzipped)?;
        Ok(source)
    }

    /// The file's bytes from the start, gzip taken off.
    pub(super) fn open(&mut self) -> Result<Box<dyn Read + '_>, FileError> {
        self.input.rewind()?;
        self.read.set(0);
        let counted = Counted { inner: self.input.as_mut(), read: Rc::clone(&self.read) };
        if !self.gzipped {
            return Ok(Box::new(counted));
        }
        let left = self.size.saturating_mul(MOST_RATIO).clamp(ALWAYS_INFLATED, NEVER_INFLATED);
        Ok(Box::new(Bounded { inner: MultiGzDecoder::new(BufReader::new(counted)), left, limit: left }))
    }

    /// The file's bytes as they are, to be sought in, and how many they are.
    pub(super) fn into_raw(mut self) -> Result<(Box<dyn Input + 'a>, u64), FileError> {
        self.input.rewind()?;
        Ok((self.input, self.size))
    }

    /// The count of bytes read, and how many the file has.
    pub(super) fn meter(&self) -> (Rc<Cell<u64>>, u64) {
        (Rc::clone(&self.read), self.size)
    }

    /// Whether the head is the whole file.
    pub(super) fn head_is_all(&self) -> bool {
        (self.head.len() as u64) < HEAD
    }
}

fn detect(head: &[u8], name: &str, gzipped: bool) -> Result<Format, FileError> {
    let name = name.to_ascii_lowercase();
    let refuse = |reason: &str| Err(FileError::Format(reason.to_owned()));
    let text = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head).trim_ascii_start();
    match text {
        [] => Err(FileError::Empty),
        [b'P', b'K', 3, 4, ..] if gzipped => refuse("a workbook inside gzip is not read; give the workbook itself"),
        [b'P', b'K', 3, 4, ..] => Ok(Format::Xlsx),
        [0xD0, 0xCF, 0x11, 0xE0, ..] => {
            refuse("this is an old or a password-protected Excel file; save it as an ordinary .xlsx")
        }
        [b'%', b'P', b'D', b'F', ..] => refuse("this is a PDF; give CSV, XLSX or GeoJSON"),
        [0x1F, 0x8B, ..] => refuse("the file is gzipped twice; take one layer off"),
        [b'{', ..] => Ok(Format::GeoJson),
        _ => {
            let extension = name.strip_suffix(".gz").unwrap_or(&name).rsplit('.').next().unwrap_or("");
            match extension {
                "geojson" | "json" => refuse("the file's name says GeoJSON, but it does not begin with '{'"),
                "xlsx" | "xlsm" => refuse("the file's name says Excel, but it is no workbook"),
                _ if text.starts_with(b"<") => refuse("this looks like XML or HTML; give CSV, XLSX or GeoJSON"),
                _ => Ok(Format::Csv),
            }
        }
    }
}

/// A reader that counts what passes.
struct Counted<R> {
    inner: R,
    read: Rc<Cell<u64>>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        self.read.set(self.read.get() + count as u64);
        Ok(count)
    }
}

/// A reader that fails when more than so many bytes come.
struct Bounded<R> {
    inner: R,
    left: u64,
    limit: u64,
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        self.left = self.left.checked_sub(count as u64).ok_or_else(|| {
            let limit = self.limit >> 20;
            io::Error::other(Oversize(format!(
                "the gzipped file inflates to more than {limit} MiB, {MOST_RATIO} times its size; give it uncompressed"
            )))
        })?;
        Ok(count)
    }
}

/// The message of a limit that a reader found exceeded, on its way through [`io::Error`].
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub(super) struct Oversize(pub(super) String);

impl From<io::Error> for FileError {
    fn from(error: io::Error) -> Self {
        match error.downcast::<Oversize>() {
            Ok(Oversize(reason)) => Self::TooLarge(reason),
            Err(error) => Self::Io(error),
        }
    }
}
