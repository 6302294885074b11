//! Uploads on the wire, and what they look like.

use serde::Serialize;
use utoipa::ToSchema;

use crate::exchange::{self, FieldInfo, Inspection, Kind, Sheet, convert, fields_of};
use crate::live::import::{ImportKind, Inspected, Places};

/// A file that is kept to be imported.
#[derive(Serialize, ToSchema)]
pub(in crate::http) struct UploadView {
    /// Its id.
    pub(in crate::http) id: String,
    /// The file's name.
    pub(in crate::http) name: String,
    /// Its size.
    pub(in crate::http) bytes: u64,
    /// Seconds after its last use for which it is kept.
    #[schema(example = 3600)]
    pub(in crate::http) idle_seconds: u64,
}

/// What an upload looks like.
#[derive(Serialize, ToSchema)]
pub(in crate::http) struct InspectionView {
    /// The upload's id.
    id: String,
    /// The file's name.
    name: String,
    /// Its size.
    bytes: u64,
    /// How it is written: `csv`, `xlsx` or `geojson`.
    #[schema(example = "csv")]
    format: &'static str,
    /// What it holds, the kind of its rows or `workbook`: as was said, or as it seems; null where nobody can tell.
    #[schema(example = "stations")]
    kind: Option<&'static str>,
    /// What tells the kind: the `name` of the file or the sheets, its `columns`, or its `content`; null where it was said.
    guessed_by: Option<&'static str>,
    /// The sheets of a workbook; empty of other files.
    sheets: Vec<SheetView>,
    /// The sheet that was looked at; null of a workbook as a whole and of other files.
    sheet: Option<String>,
    /// The encoding of a text.
    #[schema(example = "gb18030")]
    encoding: Option<String>,
    /// The delimiter of a CSV file, as an import takes it.
    #[schema(example = ";")]
    delimiter: Option<String>,
    /// The line of the header, counted from 1; null where there is none.
    header_line: Option<u64>,
    /// Rows below the header; of longer files 100000, of a workbook as a whole null.
    rows: Option<u64>,
    /// Whether `rows` are all of them.
    rows_are_all: bool,
    /// The columns, in the order of the file.
    columns: Vec<InspectedColumn>,
    /// The fields that rows of this kind have.
    fields: Vec<KindField>,
    /// The fields that something new needs and that no column is.
    missing: Vec<&'static str>,
    /// Fields of which one is needed besides, where no column is any of them.
    missing_one_of: Vec<&'static str>,
    /// Where the stations of the file are; null of all else, and while no columns hold their places.
    places: Option<PlacesView>,
}

/// A sheet of a workbook.
#[derive(Serialize, ToSchema)]
pub(in crate::http) struct SheetView {
    /// Its name.
    name: String,
    /// What its rows are; null where nobody can tell, and where it is empty.
    kind: Option<&'static str>,
    /// The number of its last row, as far as it tells.
    rows: u64,
}

/// A column of a file.
#[derive(Serialize, ToSchema)]
pub(in crate::http) struct InspectedColumn {
    /// What the file calls it.
    name: String,
    /// A few of its values.
    samples: Vec<String>,
    /// The field that it is or seems to be; null where it is none.
    #[schema(example = "latitude")]
    field: Option<String>,
    /// How that is known: it was `mapped`, has the field's `exact` name or another `known` one, or looks like it by its
    /// `content`, which an import has to be told by `map`; else `none`.
    #[schema(example = "known")]
    confidence: &'static str,
}

/// A field of a kind.
#[derive(Serialize, ToSchema)]
pub(in crate::http) struct KindField {
    /// Its name, as `map` takes it.
    #[schema(example = "latitude")]
    name: &'static str,
    /// What it is called in Chinese.
    zh: &'static str,
    /// Whether something new needs it.
    needed: bool,
}

/// Where the stations of a file are.
#[derive(Serialize, ToSchema)]
pub(in crate::http) struct PlacesView {
    /// Points that were looked at, an even sample of the file's.
    points: usize,
    /// The city that the file is about: code and name; null where there is none, and "inside" is inside of any.
    city: Option<CityView>,
    /// The system that fits clearly better than `wgs84`; null where none does.
    better: Option<&'static str>,
    /// Each system with how well it fits, and where the stations are when they are read in it.
    systems: Vec<SystemView>,
}

/// The city that a file is about.
#[derive(Serialize, ToSchema)]
pub(in crate::http) struct CityView {
    /// Its code in the set `admin`.
    code: String,
    /// Its name.
    name: String,
}

/// A coordinate system, and what a file is when read in it.
#[derive(Serialize, ToSchema)]
pub(in crate::http) struct SystemView {
    /// The system.
    #[schema(example = "gcj02")]
    crs: &'static str,
    /// Points inside the city, or inside any.
    inside: usize,
    /// At most 2,000 of the places in WGS-84, longitude first; those of `wgs84` are the pairs as the file has them.
    places: Vec<[f64; 2]>,
}

impl InspectionView {
    /// What an upload looks like.
    pub(in crate::http) fn of(id: &str, name: &str, bytes: u64, inspected: Inspected) -> Self {
        let Inspected { format, sheets, kind, guessed_by, table, places } = inspected;
        let is_workbook = table.is_none();
        let Inspection { sheet, encoding, delimiter, header_line, columns, missing, missing_one_of, rows, is_whole } =
            table.unwrap_or_default();
        let fields = match kind {
            Some(ImportKind::Rows(kind)) => fields_of(kind),
            _ => Vec::new(),
        };
        Self {
            id: id.to_owned(),
            name: name.to_owned(),
            bytes,
            format: format.as_str(),
            kind: kind.map(ImportKind::as_str),
            guessed_by: guessed_by.map(exchange::GuessedBy::as_str),
            sheets: sheets.into_iter().map(SheetView::from).collect(),
            sheet,
            encoding: encoding.map(str::to_ascii_lowercase),
            delimiter: delimiter.map(|delimiter| if delimiter == '\t' { "tab".to_owned() } else { delimiter.into() }),
            header_line: Some(header_line).filter(|&line| line > 0),
            rows: Some(rows).filter(|_| !is_workbook),
            rows_are_all: is_whole && !is_workbook,
            columns: columns.into_iter().map(InspectedColumn::from).collect(),
            fields: fields.into_iter().map(KindField::from).collect(),
            missing,
            missing_one_of,
            places: places.map(PlacesView::from),
        }
    }
}

impl From<Sheet> for SheetView {
    fn from(sheet: Sheet) -> Self {
        Self { name: sheet.name, kind: sheet.kind.map(Kind::as_str), rows: sheet.rows }
    }
}

impl From<exchange::Inspected> for InspectedColumn {
    fn from(column: exchange::Inspected) -> Self {
        let exchange::Inspected { name, samples, field, confidence } = column;
        Self { name, samples, field, confidence: confidence.as_str() }
    }
}

impl From<FieldInfo> for KindField {
    fn from(field: FieldInfo) -> Self {
        Self { name: field.name, zh: field.title, needed: field.needed }
    }
}

impl From<Places> for PlacesView {
    fn from(places: Places) -> Self {
        let Places { pairs, fits, city, better } = places;
        let systems = fits.inside.map(|(crs, inside)| {
            let placed = pairs.iter().filter_map(|&pair| convert(crs, pair).ok());
            // To the decimetre: they are looked at.
            let rounded = placed.map(|place| [place.lon(), place.lat()].map(|degrees| (degrees * 1e6).round() / 1e6));
            SystemView { crs: crs.as_str(), inside, places: rounded.collect() }
        });
        Self {
            points: fits.points,
            city: city.map(|(code, name)| CityView { code, name }),
            better: better.map(crate::base::location::Crs::as_str),
            systems: systems.into(),
        }
    }
}
