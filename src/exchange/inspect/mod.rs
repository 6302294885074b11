//! What a file looks like before anything of it is imported: how it is written, what its rows seem to be, and which
//! column is which field. Everything here is a proposal to look at; the import reads a file by what its caller says
//! and by the names that it knows, and never by what is found here.

mod content;
mod kind;
mod look;

use super::Sample;
use super::columns::{fields, is_own_name};
use super::error::FileError;
use super::needs::{needed, needed_one_of};
use super::opened::{Form, Opened};
use super::options::{Format, Kind, Mapping, Options};
use super::sheets::Sheet;

pub use kind::{Guess, GuessedBy, guess_kind};
use look::Look;

/// Rows whose cells are looked at to tell what a column is.
const LOOKED_AT: u64 = 200;
/// Rows that are counted, and whose places are taken into the sample.
const COUNTED: u64 = 100_000;
/// Sample values of a column.
const SAMPLES: usize = 4;

/// What a file looks like when it is read as rows of a kind.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Inspection {
    /// The sheet that was looked at, of a workbook.
    pub sheet: Option<String>,
    /// The encoding of a text, by its name in the Encoding Standard.
    pub encoding: Option<&'static str>,
    /// The delimiter of a CSV file.
    pub delimiter: Option<char>,
    /// The line of the header; 0 where there is none.
    pub header_line: u64,
    /// The columns, in the order of the file.
    pub columns: Vec<Inspected>,
    /// The fields that something new needs and that no column is, proposals counted in.
    pub missing: Vec<&'static str>,
    /// Fields of which one is needed besides, where no column is any of them.
    pub missing_one_of: Vec<&'static str>,
    /// Rows below the header, as far as they were counted.
    pub rows: u64,
    /// Whether these are all of them; of longer files only the first 100,000 are counted.
    pub is_whole: bool,
}

/// A column of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inspected {
    /// What the file calls it; may be empty.
    pub name: String,
    /// A few of its values, none twice.
    pub samples: Vec<String>,
    /// The field that it is, or seems to be.
    pub field: Option<String>,
    /// How that is known.
    pub confidence: Confidence,
}

/// How it is known which field a column is, the surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Confidence {
    /// The caller says so.
    Mapped,
    /// It has the field's own name, or its Chinese title.
    Exact,
    /// It has another name that we know for the field.
    Known,
    /// Its values and its name look like it; an import takes it for the field only when told.
    Content,
    /// It is not known.
    None,
}

impl Confidence {
    /// The identifier used on the wire.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Mapped => "mapped",
            Self::Exact => "exact",
            Self::Known => "known",
            Self::Content => "content",
            Self::None => "none",
        }
    }
}

/// A field of a kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FieldInfo {
    /// Its name, as mappings give it.
    pub name: &'static str,
    /// What it is called in Chinese.
    pub title: &'static str,
    /// Whether something new needs it.
    pub needed: bool,
}

/// The fields of a kind, in the order of documentation.
#[must_use]
pub fn fields_of(kind: Kind) -> Vec<FieldInfo> {
    let field = |(place, field): (usize, &super::columns::Field)| FieldInfo {
        name: field.name,
        title: field.title,
        needed: needed(kind).contains(&place),
    };
    fields(kind).iter().enumerate().map(field).collect()
}

impl Opened<'_> {
    /// How the file is written.
    #[must_use]
    pub fn written(&self) -> Format {
        self.format()
    }

    /// The sheets of a workbook as [`Opened::sheets`] has them; none of any other file.
    ///
    /// # Errors
    /// [`FileError`] when the workbook cannot be read.
    pub fn any_sheets(&mut self) -> Result<Vec<Sheet>, FileError> {
        match self.0 {
            Form::Book(_) => self.sheets(),
            Form::Stream(_) => Ok(Vec::new()),
        }
    }
}

/// Looks at a file whose rows are of a kind, and takes the raw places of stations into a sample. With no kind the
/// columns are told, and nothing of what they are.
///
/// # Errors
/// [`FileError`] when it cannot be read, or a mapping does not fit.
pub fn inspect(
    file: &mut Opened<'_>,
    kind: Option<Kind>,
    options: &Options,
    places: &mut Sample,
) -> Result<Inspection, FileError> {
    let mut head = Look::new(LOOKED_AT, true);
    // Any kind finds the header of a table that it knows nothing of.
    file.read(kind.unwrap_or(Kind::Stations), options, &mut head)?;
    let mut columns = head.columns(kind, options);
    let mut proposed = options.clone();
    if let Some(kind) = kind {
        for (column, field) in content::propose(kind, &head) {
            let (name, field) = (head.header[column].clone(), fields(kind)[field].name.to_owned());
            columns[column].field = Some(field.clone());
            columns[column].confidence = Confidence::Content;
            proposed.mapping.push(Mapping { column: name, field });
        }
    }
    let mut rest = Look::new(COUNTED, false);
    rest.places = (kind == Some(Kind::Stations)).then_some(places);
    file.read(kind.unwrap_or(Kind::Stations), &proposed, &mut rest)?;
    let (rows, is_whole, has) = (rest.rows, !rest.is_cut, rest.has);
    let is_given = |field: &&str| *field == "level" && options.level.is_some();
    let named = |places: fn(Kind) -> &'static [usize]| {
        let absent = |&&place: &&usize| has.get(place) != Some(&true);
        let fields = kind.map(|kind| places(kind).iter().filter(absent).map(move |&place| fields(kind)[place].name));
        fields.into_iter().flatten().filter(|field| !is_given(field)).collect::<Vec<_>>()
    };
    let (missing, mut missing_one_of) = (named(needed), named(needed_one_of));
    if kind.is_some_and(|kind| missing_one_of.len() < needed_one_of(kind).len()) {
        missing_one_of.clear();
    }
    let Look { facts, .. } = head;
    Ok(Inspection {
        sheet: facts.sheet,
        encoding: facts.encoding,
        delimiter: facts.delimiter,
        header_line: facts.header_line,
        columns,
        missing,
        missing_one_of,
        rows,
        is_whole,
    })
}

impl Look<'_> {
    /// The columns, with the fields that the caller and their names say they are.
    fn columns(&self, kind: Option<Kind>, options: &Options) -> Vec<Inspected> {
        let column = |(place, name): (usize, &String)| {
            let field = kind.and_then(|_| self.fields[place].clone());
            let said = |field: &String| options.mapping.iter().any(|mapping| mapping.field == *field);
            let confidence = match (&field, kind) {
                (Some(field), _) if said(field) => Confidence::Mapped,
                (Some(field), Some(kind)) if is_own_name(kind, field, name) => Confidence::Exact,
                (Some(_), _) => Confidence::Known,
                (None, Some(_)) if self.muted[place] => Confidence::Mapped,
                (None, _) => Confidence::None,
            };
            Inspected { name: name.clone(), samples: self.samples(place), field, confidence }
        };
        self.header.iter().enumerate().map(column).collect()
    }

    /// A few values of a column.
    fn samples(&self, column: usize) -> Vec<String> {
        let mut samples: Vec<String> = Vec::new();
        for cell in self.cells(column) {
            if samples.len() < SAMPLES && !samples.iter().any(|known| known == cell) {
                samples.push(cell.to_owned());
            }
        }
        samples
    }
}
