//! The parameters of an import, and of a look at a file: what it is and how it is read.

use std::path::PathBuf;

use crate::base::location::Crs;
use crate::domain::change::Author;
use crate::domain::region::ADMIN;
use crate::exchange::{self, Kind as Rows, Mapping, ValueMap, parse_delimiter, parse_encoding};
use crate::http::problem::Problem;
use crate::http::query::{Declared, Kind, Query, Takes};
use crate::live::import::{ImportKind, ImportRequest, OnError};

/// Most characters of a file's name.
const MOST_NAME: usize = 200;

const fn optional(name: &'static str, kind: Kind, allowed: &'static str, about: &'static str) -> Declared {
    Declared { name, kind, allowed, about, example: "", required: false }
}

const KIND: Declared = Declared {
    name: "kind",
    kind: Kind::Choice(&[
        "stations",
        "cooperation",
        "regions",
        "contracts",
        "fees",
        "performance",
        "campaigns",
        "campaign_stations",
        "notes",
        "workbook",
    ]),
    allowed: "one of stations, cooperation, regions, contracts, fees, performance, campaigns, campaign_stations, notes, \
              workbook",
    about: "What the file's rows are; workbook for sheets of several kinds, which become one revision.",
    example: "stations",
    required: true,
};

const NAME: Declared = optional(
    "name",
    Kind::Text,
    "at most 200 characters without control characters",
    "What the file is called; its ending helps to tell its format.",
);

const CRS: Declared = optional(
    "crs",
    Kind::Choice(&["wgs84", "gcj02", "bd09"]),
    "one of wgs84, gcj02, bd09",
    "The system of the coordinates; wgs84 when left out.",
);

const MAP: Declared = optional(
    "map",
    Kind::Repeated,
    "of the form 'source column=field', such as 'Latitudine=latitude'",
    "What a column of the file is; may be repeated.",
);

const MAP_VALUE: Declared = optional(
    "map_value",
    Kind::Repeated,
    "of the form 'field:value in file=value', such as 'stage:listed=online'",
    "What a word of the file means; an empty right side drops the row as not of this kind; may be repeated.",
);

const SET: Declared = optional(
    "set",
    Kind::Text,
    "the code of a region set other than admin",
    "The set that regions are brought into; needed for regions.",
);

const LEVEL: Declared =
    optional("level", Kind::Text, "a level's name", "The level of regions whose file does not name one.");

const DELIMITER: Declared = optional(
    "delimiter",
    Kind::Text,
    "one character such as , ; | or the word tab",
    "The delimiter of a CSV file; told from the header when left out.",
);

const ENCODING: Declared = optional(
    "encoding",
    Kind::Text,
    "an encoding such as utf-8, gb18030, utf-16le or windows-1252",
    "The encoding of a CSV file; told from the text when left out.",
);

const SHEET: Declared = optional(
    "sheet",
    Kind::Text,
    "the name of a sheet of the workbook",
    "The sheet of a workbook; the first with a header that is known when left out.",
);

const DRY_RUN: Declared =
    optional("dry_run", Kind::Switch, "true or false", "Whether only to tell what would happen; false when left out.");

const ON_ERROR: Declared = optional(
    "on_error",
    Kind::Choice(&["reject", "skip"]),
    "reject or skip",
    "What becomes of the file when rows are wrong: nothing of it is written, or the other rows are.",
);

pub(super) const UPLOAD: Declared = optional(
    "upload",
    Kind::Text,
    "the id of an upload, with an empty body",
    "The file, where it was uploaded before: see /api/v1/uploads.",
);

/// How a file is read.
const READING: &[Declared] = &[MAP, MAP_VALUE, LEVEL, DELIMITER, ENCODING, SHEET];

/// Parameters of an import.
pub(in crate::http) struct UploadQuery;

impl Takes for UploadQuery {
    const TAKES: &'static [&'static [Declared]] = &[&[KIND, UPLOAD, NAME, CRS], READING, &[SET, DRY_RUN, ON_ERROR]];
}

/// Parameters of an upload.
pub(in crate::http) struct NameQuery;

impl Takes for NameQuery {
    const TAKES: &'static [&'static [Declared]] = &[&[NAME]];
}

/// Parameters of a look at a file.
pub(in crate::http) struct InspectQuery;

impl Takes for InspectQuery {
    const TAKES: &'static [&'static [Declared]] = &[
        &[Declared {
            about: "What the file's rows are; told from its columns when left out, where that can be.",
            required: false,
            ..KIND
        }],
        READING,
    ];
}

/// What a query says the file holds.
pub(super) fn kind<T: Takes>(query: &Query<T>) -> Result<Option<ImportKind>, Problem> {
    Ok(query.choice(&KIND)?.and_then(ImportKind::parse))
}

/// What a query says the file is called.
pub(super) fn name<T: Takes>(query: &Query<T>) -> Result<Option<String>, Problem> {
    query.get(&NAME, short)
}

fn short(text: &str) -> Option<String> {
    let fits = text.chars().count() <= MOST_NAME && !text.contains(char::is_control);
    fits.then(|| text.to_owned())
}

/// How a query says that the file is read.
pub(super) fn reading<T: Takes>(query: &Query<T>) -> Result<exchange::Options, Problem> {
    Ok(exchange::Options {
        crs: None,
        mapping: each::<T, Mapping>(query, &MAP)?,
        values: each::<T, ValueMap>(query, &MAP_VALUE)?,
        delimiter: query.get(&DELIMITER, |text| parse_delimiter(text).ok())?,
        encoding: query.get(&ENCODING, |text| parse_encoding(text).ok())?,
        sheet: query.get(&SHEET, short)?,
        level: query.get(&LEVEL, short)?,
    })
}

/// The import that a query asks for; its file is not there yet, and is called `known_as` where nobody says otherwise.
pub(super) fn request(query: &Query<UploadQuery>, author: Author, known_as: &str) -> Result<ImportRequest, Problem> {
    let kind = kind(query)?.ok_or_else(|| KIND.refuse(""))?;
    let name = name(query)?.unwrap_or_else(|| known_as.to_owned());
    let set = query.get(&SET, short)?;
    if kind == ImportKind::Rows(Rows::Regions) && set.as_deref().is_none_or(|set| set.is_empty() || set == ADMIN) {
        let allowed = "given for regions, and other than admin, which is built in";
        return Err(Problem::parameter(SET.name, set.unwrap_or_default(), allowed));
    }
    let on_error = query.choice(&ON_ERROR)?.and_then(OnError::parse).unwrap_or_default();
    let crs = query.choice(&CRS)?.and_then(Crs::parse);
    let options = exchange::Options { crs, ..reading(query)? };
    Ok(ImportRequest {
        author: Author { source: format!("import {} {name}", kind.as_str()).trim_end().to_owned(), ..author },
        kind,
        file: PathBuf::new(),
        name,
        options,
        set: set.unwrap_or_else(|| ADMIN.to_owned()),
        dry_run: query.switch(&DRY_RUN)?,
        on_error,
    })
}

/// A parameter that may be repeated.
fn each<T: Takes, V: std::str::FromStr>(query: &Query<T>, declared: &Declared) -> Result<Vec<V>, Problem> {
    query.texts(declared).map(|text| text.parse().map_err(|_| declared.refuse(text))).collect()
}
