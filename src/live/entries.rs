//! Single writes to contracts, fees, campaigns, notes and days of performance.

use std::sync::Arc;

use super::desk::{Desk, FeeRow, Outcome};
use super::error::WriteError;
use super::network::Network;
use super::writes::Written;
use crate::base::date::Day;
use crate::domain::campaign::{CampaignDraft, ParticipationDraft, SavedComparison};
use crate::domain::change::Author;
use crate::domain::contract::ContractDraft;
use crate::domain::fee::{Component, FeeDraft, FeeOwnerName};
use crate::domain::note::{NoteDraft, NoteEdit};
use crate::domain::performance::DayDraft;
use crate::engine::Snapshot;

/// Something that a user says: it makes a new thing, or changes the one of its key.
#[derive(Clone, Debug)]
pub enum Entry {
    /// A contract, by its number.
    Contract(ContractDraft),
    /// A fee term, by its owner, component and first day.
    Fee(FeeDraft),
    /// A campaign, by its code.
    Campaign(CampaignDraft),
    /// A station that takes part in a campaign, by both.
    Participation(ParticipationDraft),
    /// A note; the same one twice is one.
    Note(NoteDraft),
    /// A station's day, by both.
    Day(DayDraft),
    /// A saved comparison of the campaign of a code; always a new one.
    Comparison(String, SavedComparison),
}

/// Something that a user takes back.
#[derive(Clone, Debug)]
pub enum Removal {
    /// The contract of a number, with its fee terms.
    Contract(String),
    /// A fee term.
    Fee(FeeOwnerName, Component, Day),
    /// The campaign of a code, with who takes part and its saved comparisons.
    Campaign(String),
    /// That a station (second) takes part in a campaign (first).
    Participation(String, String),
    /// A station's note by number.
    Note(String, u32),
    /// A station's day.
    Day(String, Day),
    /// A campaign's saved comparison by number.
    Comparison(String, u32),
}

/// What an entry came to.
#[derive(Clone, Debug)]
pub struct Entered {
    /// What it wrote, if anything.
    pub written: Written,
    /// Whether it made something new.
    pub is_new: bool,
    /// The number of a note or a comparison; 0 for everything else.
    pub number: u32,
}

impl Network {
    /// Writes an entry. Blocking; durable and visible when it returns.
    ///
    /// # Errors
    /// [`WriteError::Rule`] when it breaks a rule or names what is not there.
    pub fn enter(&self, author: &Author, entry: &Entry) -> Result<Entered, WriteError> {
        self.enter_where(author, entry, |_| Ok(()))
    }

    /// Writes a contract or a campaign that is not there yet. Blocking; durable and visible when it returns.
    ///
    /// # Errors
    /// [`WriteError::Exists`] when there is one, else as [`Network::enter`].
    pub fn create(&self, author: &Author, entry: &Entry) -> Result<Entered, WriteError> {
        self.enter_where(author, entry, |desk| match known(desk, entry)? {
            Some((what, key, true)) => Err(WriteError::Exists { what, key: key.to_owned() }),
            _ => Ok(()),
        })
    }

    /// Changes a contract or a campaign that is there. Blocking; durable and visible when it returns.
    ///
    /// # Errors
    /// [`WriteError::NotFound`] when there is none, else as [`Network::enter`].
    pub fn change(&self, author: &Author, entry: &Entry) -> Result<Entered, WriteError> {
        self.enter_where(author, entry, |desk| match known(desk, entry)? {
            Some((what, key, false)) => Err(WriteError::NotFound { what, key: key.to_owned() }),
            _ => Ok(()),
        })
    }

    /// Writes an entry where `check`, which sees the desk before it, does not refuse.
    fn enter_where(
        &self,
        author: &Author,
        entry: &Entry,
        check: impl Fn(&mut Desk<'_>) -> Result<(), WriteError>,
    ) -> Result<Entered, WriteError> {
        let (written, (is_new, number)) = self.at_desk(author, |desk| {
            check(desk)?;
            let outcome = |outcome: Outcome| (outcome == Outcome::New, 0);
            Ok(match entry.clone() {
                Entry::Contract(draft) => outcome(desk.put_contract(draft, |_| false)?),
                Entry::Fee(draft) => {
                    let rows = std::iter::once(FeeRow { row: 0, draft: &draft });
                    let told = desk.put_fees(rows)?.pop().map(|(_, told)| told);
                    outcome(told.transpose()?.unwrap_or(Outcome::Unchanged))
                }
                Entry::Campaign(draft) => outcome(desk.put_campaign(draft)?),
                Entry::Participation(draft) => outcome(desk.put_participation(&draft)?),
                Entry::Note(draft) => {
                    let (told, number) = desk.add_note(draft)?;
                    (told == Outcome::New, number)
                }
                Entry::Day(draft) => outcome(desk.put_day(&draft)?),
                Entry::Comparison(campaign, comparison) => (true, desk.add_comparison(&campaign, comparison)?),
            })
        })?;
        Ok(Entered { written, is_new, number })
    }

    /// Takes something back; its past stays traceable. Blocking; durable and visible when it returns.
    ///
    /// # Errors
    /// [`WriteError::NotFound`] when it is not there.
    pub fn remove(&self, author: &Author, removal: &Removal) -> Result<Arc<Snapshot>, WriteError> {
        let (written, ()) = self.at_desk(author, |desk| match removal {
            Removal::Contract(number) => desk.delete_contract(number),
            Removal::Fee(owner, component, from) => desk.delete_fee(owner, *component, *from),
            Removal::Campaign(code) => desk.delete_campaign(code),
            Removal::Participation(campaign, station) => desk.delete_participation(campaign, station),
            Removal::Note(station, number) => desk.set_note(station, *number, |_| None),
            Removal::Day(station, day) => desk.delete_day(station, *day),
            Removal::Comparison(campaign, number) => desk.delete_comparison(campaign, *number),
        })?;
        Ok(written.snapshot)
    }

    /// Changes a station's note. Blocking; durable and visible when it returns.
    ///
    /// # Errors
    /// [`WriteError`] without such a station or note, or when the note breaks a rule.
    pub fn edit_note(
        &self,
        author: &Author,
        station: &str,
        number: u32,
        edit: &NoteEdit,
    ) -> Result<Written, WriteError> {
        let (written, ()) =
            self.at_desk(author, |desk| desk.set_note(station, number, |note| Some(edit.clone().apply(note))))?;
        Ok(written)
    }

    /// Makes one revision of what is put on a desk.
    fn at_desk<T>(
        &self,
        author: &Author,
        mut work: impl FnMut(&mut Desk<'_>) -> Result<T, WriteError>,
    ) -> Result<(Written, T), WriteError> {
        self.write(|writer| {
            let mut desk = Desk::new(self.current(), writer.as_ref())?;
            let answer = work(&mut desk)?;
            let changes = desk.finish();
            Ok((self.commit_any(writer, author, changes)?, answer))
        })
    }
}

/// The kind and key of a contract or a campaign, and whether it is there; `None` for everything else.
fn known<'e>(desk: &mut Desk<'_>, entry: &'e Entry) -> Result<Option<(&'static str, &'e str, bool)>, WriteError> {
    Ok(match entry {
        Entry::Contract(draft) => Some(("contract", &draft.number, desk.contract(&draft.number)?.is_some())),
        Entry::Campaign(draft) => Some(("campaign", &draft.code, desk.campaign(&draft.code)?.is_some())),
        Entry::Fee(_) | Entry::Participation(_) | Entry::Note(_) | Entry::Day(_) | Entry::Comparison(..) => None,
    })
}
