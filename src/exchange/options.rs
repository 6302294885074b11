//! What the caller says about a file: its kind, what its columns and words mean, and how it is written.

use std::str::FromStr;

use encoding_rs::Encoding;

use crate::base::location::Crs;

/// What the rows of a file are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Stations.
    Stations,
    /// Cooperation stages of stations, dated.
    Cooperation,
    /// Regions of one set.
    Regions,
    /// Contracts.
    Contracts,
    /// Terms of channel fees.
    Fees,
    /// What stations sold, day by day.
    Performance,
    /// Campaigns.
    Campaigns,
    /// Stations that take part in campaigns.
    CampaignStations,
    /// Notes on stations.
    Notes,
}

impl Kind {
    /// Every kind, in the order of documentation.
    pub const ALL: [Self; 9] = [
        Self::Stations,
        Self::Cooperation,
        Self::Regions,
        Self::Contracts,
        Self::Fees,
        Self::Performance,
        Self::Campaigns,
        Self::CampaignStations,
        Self::Notes,
    ];

    /// The identifier used on the command line and on the wire.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Stations => "stations",
            Self::Cooperation => "cooperation",
            Self::Regions => "regions",
            Self::Contracts => "contracts",
            Self::Fees => "fees",
            Self::Performance => "performance",
            Self::Campaigns => "campaigns",
            Self::CampaignStations => "campaign_stations",
            Self::Notes => "notes",
        }
    }

    /// The kind of that identifier.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text)
    }

    /// What its rows are called in Chinese.
    #[must_use]
    pub const fn title(self) -> &'static str {
        super::sheets::names(self)[0]
    }
}

/// How a file is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// Delimited text.
    Csv,
    /// An Excel workbook (Office Open XML).
    Xlsx,
    /// A GeoJSON feature collection.
    GeoJson,
}

impl Format {
    /// The identifier used on the wire.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
            Self::GeoJson => "geojson",
        }
    }
}

/// Everything that the caller may say; by default the file speaks for itself.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The system of the coordinates; WGS-84 where nobody says another.
    pub crs: Option<Crs>,
    /// What the file's columns are.
    pub mapping: Vec<Mapping>,
    /// What the file's words mean.
    pub values: Vec<ValueMap>,
    /// The delimiter of a CSV file, where it should not be told from the header.
    pub delimiter: Option<u8>,
    /// The encoding of a CSV file, where it should not be told from the text.
    pub encoding: Option<&'static Encoding>,
    /// The sheet of a workbook; otherwise the first one with a header that we know.
    pub sheet: Option<String>,
    /// The level of regions whose file does not name one.
    pub level: Option<String>,
}

/// Why a text says no option.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OptionError {
    /// Not `source column=field`.
    #[error("{0:?} is not of the form 'source column=field', such as 'Latitudine=latitude'")]
    Mapping(String),
    /// Not `field:value in file=value`.
    #[error(
        "{0:?} is not of the form 'field:value in file=value', such as 'stage:listed=online'; \
         an empty right side drops the row"
    )]
    ValueMap(String),
    /// Not one ASCII character.
    #[error("{0:?} is no delimiter; give one character such as ',' ';' '|', or 'tab'")]
    Delimiter(String),
    /// No encoding of that name.
    #[error("{0:?} is no encoding; give one such as utf-8, gb18030, utf-16le or windows-1252")]
    Encoding(String),
}

/// The file's column `column` is our `field`; with an empty field, the column is to be ignored.
///
/// ```
/// use forecourt::exchange::Mapping;
/// let mapping: Mapping = "Latitudine=latitude".parse()?;
/// assert_eq!((mapping.column.as_str(), mapping.field.as_str()), ("Latitudine", "latitude"));
/// # Ok::<(), forecourt::exchange::OptionError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mapping {
    /// The column as the file calls it.
    pub column: String,
    /// The field of DESIGN's vocabulary, or `attributes.NAME` for stations.
    pub field: String,
}

impl FromStr for Mapping {
    type Err = OptionError;

    fn from_str(text: &str) -> Result<Self, OptionError> {
        // Fields hold no '=', columns might.
        match text.rsplit_once('=') {
            Some((column, field)) if !column.trim().is_empty() => {
                Ok(Self { column: column.trim().to_owned(), field: field.trim().to_owned() })
            }
            _ => Err(OptionError::Mapping(text.chars().take(80).collect())),
        }
    }
}

/// In `field`, the file's word `from` means `to`; with no `to`, such rows are not of this kind.
///
/// ```
/// use forecourt::exchange::ValueMap;
/// let map: ValueMap = "stage:listed=online".parse()?;
/// assert_eq!((map.field.as_str(), map.from.as_str(), map.to.as_deref()), ("stage", "listed", Some("online")));
/// assert_eq!("stage:brand_changed=".parse::<ValueMap>()?.to, None);
/// # Ok::<(), forecourt::exchange::OptionError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ValueMap {
    /// The field concerned.
    pub field: String,
    /// The word in the file, compared without regard to case, width and white space. Empty for cells
    /// that are empty or a column that is not there.
    pub from: String,
    /// What it means; `None` drops the row.
    pub to: Option<String>,
}

impl FromStr for ValueMap {
    type Err = OptionError;

    fn from_str(text: &str) -> Result<Self, OptionError> {
        let parts = text.split_once(':').and_then(|(field, rest)| Some((field.trim(), rest.rsplit_once('=')?)));
        match parts {
            Some((field, (from, to))) if !field.is_empty() => Ok(Self {
                field: field.to_owned(),
                from: from.trim().to_owned(),
                to: Some(to.trim().to_owned()).filter(|to| !to.is_empty()),
            }),
            _ => Err(OptionError::ValueMap(text.chars().take(80).collect())),
        }
    }
}

/// The delimiter of a text such as `;` or `tab`.
///
/// # Errors
/// [`OptionError::Delimiter`] when it is not one ASCII character that can delimit.
pub fn parse_delimiter(text: &str) -> Result<u8, OptionError> {
    match text.as_bytes() {
        b"tab" | b"\\t" => Ok(b'\t'),
        [byte] if byte.is_ascii() && !byte.is_ascii_alphanumeric() && !matches!(byte, b'"' | b'\n' | b'\r' | 0) => {
            Ok(*byte)
        }
        _ => Err(OptionError::Delimiter(text.chars().take(80).collect())),
    }
}

/// The encoding of a name such as `gb18030`, by the labels of the WHATWG Encoding Standard.
///
/// # Errors
/// [`OptionError::Encoding`] when there is none of that name.
pub fn parse_encoding(text: &str) -> Result<&'static Encoding, OptionError> {
    Encoding::for_label_no_replacement(text.as_bytes())
        .ok_or_else(|| OptionError::Encoding(text.chars().take(80).collect()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mappings_split_at_the_last_equals_sign() {
        let mapping: Mapping = "a=b = code".parse().expect("mapping");
        assert_eq!(mapping, Mapping { column: "a=b".into(), field: "code".into() });
        assert!("=code".parse::<Mapping>().is_err());
        assert!("code".parse::<Mapping>().is_err());
    }

    #[test]
    fn value_maps_may_drop_and_may_fill() {
        let fill: ValueMap = "energy:=fuel".parse().expect("map");
        assert_eq!((fill.from.as_str(), fill.to.as_deref()), ("", Some("fuel")));
        assert!("listed=online".parse::<ValueMap>().is_err());
        assert!("stage:listed".parse::<ValueMap>().is_err());
    }

    #[test]
    fn delimiters_and_encodings_are_checked() {
        assert_eq!(parse_delimiter("tab"), Ok(b'\t'));
        assert_eq!(parse_delimiter("|"), Ok(b'|'));
        for bad in ["", "ab", "\"", "，", "7"] {
            assert!(parse_delimiter(bad).is_err(), "{bad}");
        }
        assert_eq!(parse_encoding("GBK").map(Encoding::name), Ok("GBK"));
        assert!(parse_encoding("utf-9").is_err());
    }
}
