//! Which columns a file must have, and what its user should know of those that it has or lacks.

use super::columns::{
    campaign, campaign_station, contract, cooperation, fee, fields, note, performance, region, station,
    suggests_last_day,
};
use super::error::FileError;
use super::options::Kind;
use super::plan::Plan;

/// The fields without which nothing new is made. Of fees one of contract and station comes to them, and of days one
/// of the figures.
pub(super) const fn needed(kind: Kind) -> &'static [usize] {
    match kind {
        Kind::Stations => &[station::CODE, station::LONGITUDE, station::LATITUDE],
        Kind::Cooperation => &[cooperation::STATION, cooperation::VALID_FROM, cooperation::STAGE],
        Kind::Regions => &[region::CODE, region::NAME, region::LEVEL],
        Kind::Contracts => &[contract::NUMBER, contract::COUNTERPARTY, contract::FROM],
        Kind::Fees => &[fee::COMPONENT, fee::BASIS, fee::RATE, fee::FROM],
        Kind::Performance => &[performance::STATION, performance::DATE],
        Kind::Campaigns => &[campaign::CODE, campaign::MECHANISM, campaign::FUNDED_BY, campaign::FROM],
        Kind::CampaignStations => &[campaign_station::CAMPAIGN, campaign_station::STATION],
        Kind::Notes => &[note::STATION, note::AT, note::TEXT],
    }
}

/// The fields of which one has to have a column besides; none of most kinds.
pub(super) const fn needed_one_of(kind: Kind) -> &'static [usize] {
    match kind {
        Kind::Fees => &[fee::CONTRACT, fee::STATION],
        Kind::Performance => &super::performance::FIGURES,
        _ => &[],
    }
}

impl Plan {
    /// Whether all of these fields have columns.
    ///
    /// # Errors
    /// [`FileError::MissingColumns`] names those that have none.
    pub(super) fn needs(&self, needed: &[usize]) -> Result<(), FileError> {
        let missing: Vec<_> = needed.iter().copied().filter(|&field| !self.has(field)).collect();
        if missing.is_empty() { Ok(()) } else { Err(self.missing(&missing)) }
    }

    /// Whether any of these fields has a column.
    ///
    /// # Errors
    /// [`FileError::MissingColumns`] names them all.
    pub(super) fn needs_one_of(&self, wanted: &[usize]) -> Result<(), FileError> {
        if wanted.iter().any(|&field| self.has(field)) {
            return Ok(());
        }
        let names: Vec<_> = wanted.iter().map(|&field| fields(self.kind())[field].name).collect();
        Err(FileError::MissingColumns {
            missing: names.join(" or "),
            first: names.first().copied().unwrap_or_default(),
            hint: "",
            columns: self.columns(),
        })
    }

    /// Notes which fields the file lacks that something new needs.
    pub(super) fn note_new(&self, things: &str, needed: &[usize], notes: &mut Vec<String>) {
        let missing: Vec<_> = needed.iter().filter(|&&field| !self.has(field)).map(|&field| self.name(field)).collect();
        if !missing.is_empty() {
            notes.push(format!("no column for {}: new {things} are refused", missing.join(", ")));
        }
    }

    /// Notes how the end of a period is read, where the column's name suggests otherwise.
    pub(super) fn note_end(&self, field: usize, notes: &mut Vec<String>) {
        let name = self.name(field);
        if self.has(field) && suggests_last_day(name) {
            notes.push(format!(
                "{name} is read as the first day that no longer counts; \
                 where it is the last day that does, add one day to it"
            ));
        }
    }

    /// The error that these fields have no column.
    pub(super) fn missing(&self, missing: &[usize]) -> FileError {
        let names = fields(self.kind());
        let name = |&field: &usize| names[field].name;
        let first = missing.first().map_or("", name);
        FileError::MissingColumns {
            missing: missing.iter().map(name).collect::<Vec<_>>().join(", "),
            first,
            hint: if first == "level" { ", or give --level" } else { "" },
            columns: self.columns(),
        }
    }
}
