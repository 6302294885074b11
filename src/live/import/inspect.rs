//! A file that is looked at before it is imported, its places against the regions.

use std::fs::File;
use std::io::BufReader;
use std::path::Path;

use super::stations::cities;
use super::{ImportKind, Kind};
use crate::base::location::Crs;
use crate::exchange::{self, FileError, Fits, Format, GuessedBy, Inspection, Opened, Sample, Sheet};
use crate::live::network::Network;

/// Most places of a file that are shown.
const MOST_PLACES: usize = 2_000;

/// What a file looks like.
#[derive(Clone, Debug)]
pub struct Inspected {
    /// How it is written.
    pub format: Format,
    /// The sheets of a workbook.
    pub sheets: Vec<Sheet>,
    /// What it holds: as the caller says, or as it seems; `None` where nobody can tell.
    pub kind: Option<ImportKind>,
    /// What tells the kind, where the caller does not say it.
    pub guessed_by: Option<GuessedBy>,
    /// Its table; `None` of a workbook as a whole.
    pub table: Option<Inspection>,
    /// Where its stations are; `None` of all else, and while no columns hold their places.
    pub places: Option<Places>,
}

/// Where the stations of a file are.
#[derive(Clone, Debug)]
pub struct Places {
    /// An even sample of the pairs as the file has them, longitude first; at most 2,000.
    pub pairs: Vec<[f64; 2]>,
    /// How well each system fits the cities, by a larger sample.
    pub fits: Fits,
    /// Code and name of the city that the file is about, if there is one.
    pub city: Option<(String, String)>,
    /// The system that fits clearly better than WGS-84, if one does.
    pub better: Option<Crs>,
}

impl Network {
    /// Looks at a file. Blocking.
    ///
    /// # Errors
    /// [`FileError`] when it cannot be read, or what the caller says of it does not fit.
    pub fn inspect(
        &self,
        file: &Path,
        name: &str,
        kind: Option<ImportKind>,
        options: &exchange::Options,
    ) -> Result<Inspected, FileError> {
        let opened = File::open(file).map(BufReader::new).map_err(FileError::Io)?;
        let mut opened = Opened::new(opened, name)?;
        let (format, sheets) = (opened.written(), opened.any_sheets()?);
        let (kind, guessed_by) = match kind {
            Some(kind) => (Some(kind), None),
            None if options.sheet.is_none() && sheets.iter().filter(|sheet| sheet.kind.is_some()).count() > 1 => {
                (Some(ImportKind::Workbook), Some(GuessedBy::Name))
            }
            None => {
                let guess = exchange::guess_kind(&mut opened, name, options)?;
                (guess.map(|guess| guess.kind.into()), guess.map(|guess| guess.by))
            }
        };
        let rows = match kind {
            Some(ImportKind::Workbook) => {
                // Whether the file has sheets at all.
                opened.sheets()?;
                return Ok(Inspected { format, sheets, kind, guessed_by, table: None, places: None });
            }
            Some(ImportKind::Rows(kind)) => Some(kind),
            None => None,
        };
        let mut sample = Sample::default();
        let table = exchange::inspect(&mut opened, rows, options, &mut sample)?;
        let places = (rows == Some(Kind::Stations)).then(|| self.places(sample.pairs())).flatten();
        Ok(Inspected { format, sheets, kind, guessed_by, table: Some(table), places })
    }

    fn places(&self, pairs: &[[f64; 2]]) -> Option<Places> {
        let step = pairs.len().div_ceil(MOST_PLACES).max(1);
        let shown: Vec<_> = pairs.iter().copied().step_by(step).collect();
        let snapshot = self.current();
        let (admin, city_at) = cities(snapshot.geography())?;
        let fits = exchange::fits(pairs, &city_at);
        let better = exchange::better_fit(Crs::Wgs84, pairs, &city_at).map(|fit| fit.crs);
        let city = fits.region.map(|slot| admin.region(slot));
        let city = city.map(|region| (region.code.clone(), region.name.clone()));
        (!shown.is_empty()).then_some(Places { pairs: shown, fits, city, better })
    }
}
