//! Rows of a fee file → [`FeeDraft`]s.

use super::amounts::{amount, is_percentage, price, rate};
use super::columns::fee::{BASIS, COMPONENT, CONTRACT, FROM, PAYEE, PAYER, RATE, STATION, TO};
use super::duplicates::Duplicates;
use super::error::FileError;
use super::geometry::Geometry;
use super::needs::{needed, needed_one_of};
use super::options::Kind;
use super::plan::Plan;
use super::reading::Reading;
use super::record::Record;
use super::rows::{Content, Make, settle};
use super::values;
use super::words::{Basis, Word};
use crate::domain::fee::{Component, FeeDraft, FeeOwnerName, Tariff};
use crate::domain::station::MAX_SHORT_TEXT;

/// Makes drafts of fee terms, one an owner, component and first day.
#[derive(Default)]
pub(super) struct Fees {
    seen: Duplicates,
}

impl Make for Fees {
    type Draft = FeeDraft;

    fn begin(&self, plan: &Plan, notes: &mut Vec<String>) -> Result<(), FileError> {
        plan.needs_one_of(needed_one_of(Kind::Fees))?;
        plan.needs(needed(Kind::Fees))?;
        plan.note_end(TO, notes);
        Ok(())
    }

    fn make(&mut self, plan: &Plan, line: u64, record: &Record, _: Option<&Geometry>) -> Option<Content<FeeDraft>> {
        let mut row = Reading::new(plan, line, record);
        let owner = row.owner();
        let component = row.needed(COMPONENT, Component::read);
        let tariff = row.tariff();
        let from = row.needed(FROM, values::day);
        let to = row.day(TO);
        let payer = row.edit(PAYER, MAX_SHORT_TEXT);
        let payee = row.edit(PAYEE, MAX_SHORT_TEXT);
        let (Some(owner), Some(component), Some(tariff), Some(from), true) =
            (owner, component, tariff, from, row.errors.is_empty())
        else {
            return Some(row.rejected());
        };
        let draft = FeeDraft { owner, component, tariff, from, to, payer, payee };
        if let Err(rule) = draft.clone().apply(None) {
            row.breaks(&rule);
            return Some(row.rejected());
        }
        let others = [TO, PAYER, PAYEE].map(|field| plan.text(record, field).unwrap_or_default());
        let seen = self.seen.note(line, (&draft.owner, draft.component, draft.from), (draft.tariff, &others));
        let component = draft.component.as_str();
        Some(settle(seen, draft, |first| {
            let day = plan.text(record, FROM).unwrap_or_default();
            let reason = format!("there is another {component} of that contract or station and day, in line {first}");
            plan.error(line, FROM, &day, reason)
        }))
    }
}

impl Reading<'_> {
    /// The contract or the station, whichever is filled in; it must be one of them.
    fn owner(&mut self) -> Option<FeeOwnerName> {
        let [contract, station] =
            [CONTRACT, STATION].map(|field| self.text(field, MAX_SHORT_TEXT).filter(|code| !code.is_empty()));
        let names = [CONTRACT, STATION].map(|field| self.plan.name(field));
        match (contract, station) {
            (Some(contract), None) => Some(FeeOwnerName::Contract(contract)),
            (None, Some(station)) => Some(FeeOwnerName::Station(station)),
            (Some(contract), Some(station)) => {
                let reason = format!("fill in either {} or {}, not both", names[0], names[1]);
                self.wrong(CONTRACT, &format!("{contract}, {station}"), reason);
                None
            }
            (None, None) => {
                let field = if self.plan.has(CONTRACT) { CONTRACT } else { STATION };
                self.wrong(field, "", format!("fill in either {} or {}", names[0], names[1]));
                None
            }
        }
    }

    /// The basis and the rate, which is a share or an amount by the basis.
    fn tariff(&mut self) -> Option<Tariff> {
        let basis = self.needed(BASIS, Basis::read);
        let Some(basis) = basis else {
            // It cannot be read, but it can be missing.
            self.needed(RATE, |_| Ok(()));
            return None;
        };
        let in_percent = is_percentage_column(self.plan.name(RATE));
        self.needed(RATE, |cell| match basis {
            Basis::PercentOfGmv if in_percent && !is_percentage(cell) => Err(format!(
                "may be {cell}% or a share, as the column's name speaks of %; write the % in the cells, such as 2.5%"
            )),
            Basis::PercentOfGmv => rate(cell).map(Tariff::PercentOfGmv),
            Basis::PerLitre => price(cell).map(Tariff::PerLitre),
            Basis::PerKwh => price(cell).map(Tariff::PerKwh),
            Basis::PerOrder => price(cell).map(Tariff::PerOrder),
            Basis::PerMonth => amount(cell).map(Tariff::PerMonth),
        })
    }
}

/// Whether a column such as `费率(%)` leaves the sign of its percentages to its name.
fn is_percentage_column(name: &str) -> bool {
    name.contains(['%', '％'])
}
