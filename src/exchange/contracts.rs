//! Rows of a contract file → [`ContractDraft`]s.

use std::collections::HashSet;

use super::columns::contract::{COUNTERPARTY, FROM, NUMBER, RENEWS, SIGNED_ON, STATIONS, TERMINATED_ON, TO};
use super::duplicates::{Duplicates, Seen};
use super::error::FileError;
use super::geometry::Geometry;
use super::plan::Plan;
use super::reading::Reading;
use super::record::Record;
use super::rows::{Content, Make, check_text, settle};
use super::values::{self, clean};
use crate::domain::contract::ContractDraft;
use crate::domain::station::{CODE_SEPARATORS, Edit, MAX_SHORT_TEXT};

/// Makes drafts of contracts, each number once a file.
#[derive(Default)]
pub(super) struct Contracts {
    seen: Duplicates,
    /// What each contract says, its stations aside.
    but_for_stations: Duplicates,
}

impl Make for Contracts {
    type Draft = ContractDraft;

    fn begin(&self, plan: &Plan, notes: &mut Vec<String>) -> Result<(), FileError> {
        plan.needs(&[NUMBER])?;
        plan.needs_one_of(&[COUNTERPARTY, STATIONS, SIGNED_ON, FROM, TO, TERMINATED_ON, RENEWS])?;
        plan.note_new("contracts", &[COUNTERPARTY, FROM], notes);
        if !plan.has(STATIONS) {
            notes.push("no column for stations: contracts keep theirs, and new ones cover none".to_owned());
        }
        plan.note_end(TO, notes);
        Ok(())
    }

    fn make(
        &mut self,
        plan: &Plan,
        line: u64,
        record: &Record,
        _: Option<&Geometry>,
    ) -> Option<Content<ContractDraft>> {
        let mut row = Reading::new(plan, line, record);
        let draft = ContractDraft {
            number: row.required(NUMBER),
            counterparty: row.text(COUNTERPARTY, MAX_SHORT_TEXT).filter(|name| !name.is_empty()),
            stations: row.stations(),
            signed_on: row.day(SIGNED_ON),
            from: row.given(FROM, values::day),
            to: row.day(TO),
            terminated_on: row.day(TERMINATED_ON),
            renews: row.edit(RENEWS, MAX_SHORT_TEXT),
        };
        if !row.errors.is_empty() {
            return Some(row.rejected());
        }
        // What makes a contract by itself is held against the domain's rules, what edits one only against the rule
        // of periods.
        if draft.from.is_none() || draft.counterparty.is_none() {
            row.period(draft.from, &draft.to, TO);
        } else if let Err(rule) = draft.clone().apply(None, None) {
            row.breaks(&rule);
        }
        if !row.errors.is_empty() {
            return Some(row.rejected());
        }
        let said = (
            draft.counterparty.as_deref(),
            [draft.from, given(&draft.signed_on), given(&draft.to), given(&draft.terminated_on)],
            match &draft.renews {
                Edit::Set(number) => Some(number.as_str()),
                Edit::Keep | Edit::Clear => None,
            },
        );
        let others = self.but_for_stations.note(line, draft.number.as_str(), said);
        let seen = self.seen.note(line, draft.number.as_str(), (&draft.stations, said));
        let number = draft.number.clone();
        Some(settle(seen, draft, |first| {
            let reason = if matches!(others, Seen::Same(_)) {
                format!(
                    "the contract came before, with other stations, in line {first}; \
                     give a contract one row and list its stations in one cell, separated by ';'"
                )
            } else {
                format!("the contract came before, and said otherwise, in line {first}")
            };
            plan.error(line, NUMBER, &number, reason)
        }))
    }
}

const fn given<T: Copy>(edit: &Edit<T>) -> Option<T> {
    match edit {
        Edit::Set(value) => Some(*value),
        Edit::Keep | Edit::Clear => None,
    }
}

impl Reading<'_> {
    /// The codes in the cell of stations, each once; none of an empty cell, `None` without a column.
    fn stations(&mut self) -> Option<Vec<String>> {
        let text = self.plan.lines(self.record, STATIONS)?;
        let mut known = HashSet::new();
        let codes = text.split(CODE_SEPARATORS).map(clean).filter(|code| !code.is_empty());
        let codes: Vec<_> = codes.filter(|code| known.insert(code.clone())).collect();
        for code in &codes {
            if let Err(reason) = check_text(code, MAX_SHORT_TEXT) {
                self.wrong(STATIONS, code, reason);
                break;
            }
        }
        Some(codes.into_iter().map(std::borrow::Cow::into_owned).collect())
    }
}
