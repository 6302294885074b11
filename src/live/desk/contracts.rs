//! Contracts on the desk.

use std::collections::BTreeSet;

use rustc_hash::{FxHashMap, FxHashSet};

use super::{Desk, Outcome, put, seen};
use crate::base::ids::ContractId;
use crate::domain::contract::{Contract, ContractDraft};
use crate::domain::fee::FeeOwner;
use crate::domain::station::{Edit, RuleError};
use crate::live::error::WriteError;

/// A row of a file that was taken, whose contract comes to renew another.
struct Renewing<'d> {
    row: usize,
    number: &'d str,
    /// The contract before the row.
    before: Option<Contract>,
}

impl Desk<'_> {
    /// The contract of a number.
    pub(in crate::live) fn contract(&mut self, number: &str) -> Result<Option<(ContractId, Contract)>, WriteError> {
        let Some(id) = self.contract_id(number)? else { return Ok(None) };
        let current = || self.current.books().ledgers().contract(id).map(|contract| contract.as_ref().clone());
        Ok(seen(&self.contracts, &id, current).map(|contract| (id, contract)))
    }

    /// The id of the contract of a number, if there is one.
    pub(super) fn contract_id(&mut self, number: &str) -> Result<Option<ContractId>, WriteError> {
        let Some(id) = self.known_contract(number)? else { return Ok(None) };
        let is_there = self
            .contracts
            .get(&id)
            .map_or_else(|| self.current.books().ledgers().contract(id).is_some(), |diff| diff.after.is_some());
        Ok(is_there.then_some(id))
    }

    /// The id that stands for a number, also of a contract that is gone.
    fn known_contract(&mut self, number: &str) -> Result<Option<ContractId>, WriteError> {
        if let Some(&known) = self.contract_ids.get(number) {
            return Ok(known);
        }
        let known = self.store.contract_ids(&[number])?.pop().flatten();
        self.contract_ids.insert(number.to_owned(), known);
        Ok(known)
    }

    /// Puts a contract on the desk. `is_coming` says whether a contract of that number will be.
    ///
    /// # Errors
    /// [`WriteError::Rule`] when it breaks a rule, or names a station or a contract that is not there.
    pub(in crate::live) fn put_contract(
        &mut self,
        draft: ContractDraft,
        is_coming: impl Fn(&str) -> bool,
    ) -> Result<Outcome, WriteError> {
        let known = self.contract(&draft.number)?;
        let renewed_before = known.as_ref().and_then(|(_, contract)| contract.renews.as_deref());
        if let Edit::Set(renewed) = &draft.renews
            && renewed_before != Some(renewed)
            && !is_coming(renewed)
            && self.contract_id(renewed)?.is_none()
        {
            return Err(RuleError::new("renews", renewed, "there is no contract of this number").into());
        }
        let stations = match &draft.stations {
            None => None,
            Some(codes) => {
                let ids = codes.iter().map(|code| {
                    self.station(code).map_err(|error| match error {
                        WriteError::Rule(rule) => RuleError { field: "stations", ..rule }.into(),
                        error => error,
                    })
                });
                Some(ids.collect::<Result<BTreeSet<_>, _>>()?)
            }
        };
        let number = draft.number.clone();
        let before = known.as_ref().map(|(_, contract)| contract);
        let after = draft.apply(before, stations)?;
        let outcome = Outcome::of(before, &after);
        let id = match known {
            Some((id, _)) => id,
            None => self.new_contract(number)?,
        };
        self.set_contract(id, Some(after));
        Ok(outcome)
    }

    /// Puts the contracts of a file on the desk, each with what it came to. One may renew another that comes later; where
    /// that one is refused and there is none of its number, it is refused, too, and so is what renews it in turn.
    ///
    /// # Errors
    /// [`WriteError`] when the store cannot be read.
    pub(in crate::live) fn put_contracts<'d>(
        &mut self,
        drafts: impl Iterator<Item = &'d ContractDraft> + Clone,
    ) -> Result<Vec<Result<Outcome, RuleError>>, WriteError> {
        let coming: FxHashSet<&str> = drafts.clone().map(|draft| draft.number.as_str()).collect();
        let mut outcomes = Vec::with_capacity(coming.len());
        // By the number that they come to renew.
        let mut renewing: FxHashMap<&str, Vec<Renewing<'_>>> = FxHashMap::default();
        for (row, draft) in drafts.enumerate() {
            let before = self.contract(&draft.number)?.map(|(_, contract)| contract);
            match self.put_contract(draft.clone(), |number| coming.contains(number)) {
                Ok(outcome) => {
                    if let Edit::Set(renewed) = &draft.renews
                        && before.as_ref().and_then(|before| before.renews.as_ref()) != Some(renewed)
                    {
                        renewing.entry(renewed).or_default().push(Renewing { row, number: &draft.number, before });
                    }
                    outcomes.push(Ok(outcome));
                }
                Err(WriteError::Rule(rule)) => outcomes.push(Err(rule)),
                Err(error) => return Err(error),
            }
        }
        let mut missing = Vec::new();
        for &renewed in renewing.keys() {
            if self.contract_id(renewed)?.is_none() {
                missing.push(renewed);
            }
        }
        while let Some(renewed) = missing.pop() {
            for Renewing { row, number, before } in renewing.remove(renewed).unwrap_or_default() {
                let reason = "there is no contract of this number, nor a row of the file with it that can be taken";
                outcomes[row] = Err(RuleError::new("renews", renewed, reason));
                if before.is_none() {
                    missing.push(number);
                }
                if let Some(id) = self.contract_id(number)? {
                    self.set_contract(id, before);
                }
            }
        }
        Ok(outcomes)
    }

    /// Takes a contract away, with its fee terms.
    ///
    /// # Errors
    /// [`WriteError::NotFound`] without such a contract.
    pub(in crate::live) fn delete_contract(&mut self, number: &str) -> Result<(), WriteError> {
        let Some(id) = self.contract_id(number)? else {
            return Err(WriteError::NotFound { what: "contract", key: number.to_owned() });
        };
        self.delete_terms(FeeOwner::Contract(id));
        self.set_contract(id, None);
        Ok(())
    }

    fn set_contract(&mut self, id: ContractId, after: Option<Contract>) {
        let ledgers = self.current.books().ledgers();
        put(&mut self.contracts, id, after, || ledgers.contract(id).map(|contract| contract.as_ref().clone()));
    }

    /// The id of a contract that is not there: the one that it had before, or a new one.
    fn new_contract(&mut self, number: String) -> Result<ContractId, WriteError> {
        let id = self.known_contract(&number)?.unwrap_or_else(|| {
            self.next_contract = ContractId(self.next_contract.0 + 1);
            ContractId(self.next_contract.0 - 1)
        });
        self.contract_ids.insert(number, Some(id));
        Ok(id)
    }
}
