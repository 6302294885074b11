//! Fee terms on the desk.

use std::collections::BTreeMap;

use super::{Desk, Outcome, put};
use crate::base::date::Day;
use crate::domain::fee::{Component, FeeDraft, FeeOwner, FeeOwnerName, FeeTerm};
use crate::domain::station::RuleError;
use crate::live::error::WriteError;

/// What a term is known by: its owner, its component and its first day.
pub(super) type TermKey = (FeeOwner, Component, Day);

/// A draft of a term, and the row that it comes from.
pub(in crate::live) struct FeeRow<'d> {
    pub(in crate::live) row: usize,
    pub(in crate::live) draft: &'d FeeDraft,
}

/// What a row came to.
pub(in crate::live) type RowOutcome = (usize, Result<Outcome, RuleError>);

impl Desk<'_> {
    /// Puts terms on the desk, each with the outcome of its row. Terms of one owner and component that would share a
    /// day are refused one by one, the later one first, until none does: in whatever order they come.
    ///
    /// # Errors
    /// [`WriteError`] when the store cannot be read.
    pub(in crate::live) fn put_fees<'d>(
        &mut self,
        rows: impl Iterator<Item = FeeRow<'d>>,
    ) -> Result<Vec<RowOutcome>, WriteError> {
        let mut outcomes = Vec::new();
        let mut by_owner: BTreeMap<(FeeOwner, Component), Vec<FeeRow<'d>>> = BTreeMap::new();
        for row in rows {
            match self.owner(&row.draft.owner) {
                Ok(owner) => by_owner.entry((owner, row.draft.component)).or_default().push(row),
                Err(WriteError::Rule(rule)) => outcomes.push((row.row, Err(rule))),
                Err(error) => return Err(error),
            }
        }
        for ((owner, component), rows) in by_owner {
            self.put_ledger(owner, component, rows, &mut outcomes);
        }
        Ok(outcomes)
    }

    /// Takes a term away.
    ///
    /// # Errors
    /// [`WriteError`] without such a term, or owner.
    pub(in crate::live) fn delete_fee(
        &mut self,
        owner: &FeeOwnerName,
        component: Component,
        from: Day,
    ) -> Result<(), WriteError> {
        let owner = self.owner(owner)?;
        if !self.terms_of(owner, component).contains_key(&from) {
            let key = format!("{} from {from}", component.as_str());
            return Err(WriteError::NotFound { what: "fee term", key });
        }
        self.set_term((owner, component, from), None);
        Ok(())
    }

    /// Takes every term of an owner away.
    pub(super) fn delete_terms(&mut self, owner: FeeOwner) {
        for component in Component::ALL {
            for from in self.terms_of(owner, component).into_keys() {
                self.set_term((owner, component, from), None);
            }
        }
    }

    /// The owner of a name.
    pub(in crate::live) fn owner(&mut self, name: &FeeOwnerName) -> Result<FeeOwner, WriteError> {
        match name {
            FeeOwnerName::Station(code) => self.station(code).map(FeeOwner::Station),
            FeeOwnerName::Contract(number) => {
                let reason = "there is no contract of this number; import the contracts first";
                let known = self.contract(number).map(|(id, _)| FeeOwner::Contract(id));
                known.ok_or_else(|| RuleError::new("contract", number, reason).into())
            }
        }
    }

    /// The terms of an owner and component by their first day.
    fn terms_of(&self, owner: FeeOwner, component: Component) -> BTreeMap<Day, FeeTerm> {
        let kept = self.current.books().ledgers().terms(owner).iter().filter(|term| term.component == component);
        let mut terms: BTreeMap<Day, FeeTerm> = kept.map(|term| (term.period.from(), term.clone())).collect();
        for (&(.., from), diff) in self.terms.range((owner, component, Day::MIN)..=(owner, component, Day::MAX)) {
            match &diff.after {
                Some(term) => drop(terms.insert(from, term.clone())),
                None => drop(terms.remove(&from)),
            }
        }
        terms
    }

    fn set_term(&mut self, key: TermKey, after: Option<FeeTerm>) {
        let (owner, component, from) = key;
        let kept = self.current.books().ledgers().terms(owner);
        let current = || kept.iter().find(|term| (term.component, term.period.from()) == (component, from)).cloned();
        put(&mut self.terms, key, after, current);
    }

    /// Puts the rows of one owner and component on the desk.
    fn put_ledger(
        &mut self,
        owner: FeeOwner,
        component: Component,
        mut rows: Vec<FeeRow<'_>>,
        outcomes: &mut Vec<RowOutcome>,
    ) {
        let before = self.terms_of(owner, component);
        loop {
            let mut after = before.clone();
            let mut made: BTreeMap<Day, (usize, Outcome)> = BTreeMap::new();
            rows.retain(|&FeeRow { row, draft }| {
                let was = after.get(&draft.from);
                match draft.clone().apply(was) {
                    Ok(term) => {
                        made.insert(draft.from, (row, Outcome::of(was, &term)));
                        after.insert(draft.from, term);
                        true
                    }
                    Err(rule) => {
                        outcomes.push((row, Err(rule)));
                        false
                    }
                }
            });
            let pairs = after.values().zip(after.values().skip(1));
            let clash = pairs.into_iter().find(|(one, next)| one.period.overlaps(&next.period));
            let Some((one, next)) = clash else {
                outcomes.extend(made.iter().map(|(_, &(row, outcome))| (row, Ok(outcome))));
                for from in made.into_keys() {
                    self.set_term((owner, component, from), after.remove(&from));
                }
                return;
            };
            // What stood there before stays; of two new ones the earlier does.
            let blamed = if made.contains_key(&next.period.from()) { next } else { one };
            let other = if std::ptr::eq(blamed, next) { one } else { next };
            let end = other.period.to().map_or_else(|| "on".to_owned(), |to| format!("to {to}"));
            let reason = format!(
                "there is a {} term from {} {end}, and two may not share a day; end that one first",
                component.as_str(),
                other.period.from()
            );
            let from = blamed.period.from();
            let rule = RuleError::new("from", from.to_string(), reason);
            let Some(at) = rows.iter().position(|row| row.draft.from == from) else { return };
            outcomes.push((rows.remove(at).row, Err(rule)));
        }
    }
}
