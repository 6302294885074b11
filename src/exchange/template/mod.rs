//! Templates: an empty-handed user's first file of a kind, with rows that our own reader takes.

mod examples;
mod explain;
mod write;

use super::columns::fields;
use super::error::FileError;
use super::options::{Format, Kind};

/// A language that templates are written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Language {
    /// Chinese.
    Zh,
    /// English.
    En,
}

impl Language {
    /// Every language.
    pub const ALL: [Self; 2] = [Self::Zh, Self::En];

    /// The identifier used in parameters, an ISO 639 code.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Zh => "zh",
            Self::En => "en",
        }
    }

    /// The language of that identifier.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|language| language.as_str() == text)
    }

    /// The text of this language.
    const fn of(self, zh: &'static str, en: &'static str) -> &'static str {
        match self {
            Self::Zh => zh,
            Self::En => en,
        }
    }
}

/// A file of a kind with its header, a few rows as an example, and in a workbook a second sheet that explains
/// every column.
///
/// ```
/// use forecourt::exchange::{Format, Kind, Language, template};
/// let csv = template(Kind::CampaignStations, Format::Csv, Language::En)?;
/// assert!(String::from_utf8_lossy(&csv).starts_with("\u{FEFF}campaign,station,from,to\r\n"));
/// # Ok::<(), forecourt::exchange::FileError>(())
/// ```
///
/// # Errors
/// [`FileError::Format`] for GeoJSON, which is no table.
pub fn template(kind: Kind, format: Format, language: Language) -> Result<Vec<u8>, FileError> {
    let header: Vec<_> = fields(kind).iter().map(|field| language.of(field.title, field.name)).collect();
    let rows = examples::rows(kind, language);
    match format {
        Format::Csv => write::csv(&header, &rows),
        Format::Xlsx => {
            let explanation = explain::columns(kind, language, &rows);
            write::xlsx(kind, language, &header, &rows, &explanation)
        }
        Format::GeoJson => Err(FileError::Format("templates are CSV or XLSX".to_owned())),
    }
}
