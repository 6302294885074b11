//! Fee terms as files and forms say them.

use super::{Component, FeeTerm, Tariff};
use crate::base::date::{Day, Period};
use crate::domain::station::{Edit, RuleError};

/// Whose ledger a file or a form means.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum FeeOwnerName {
    /// The contract of that number.
    Contract(String),
    /// The station of that code.
    Station(String),
}

/// What a file or a form says of a fee term; a field left out stays as it was. A term is known by its owner, its
/// component and its first day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeeDraft {
    /// Whose.
    pub owner: FeeOwnerName,
    /// What for.
    pub component: Component,
    /// How much.
    pub tariff: Tariff,
    /// The first day on which it is in force.
    pub from: Day,
    /// The first day on which it no longer is.
    pub to: Edit<Day>,
    /// Who pays.
    pub payer: Edit<String>,
    /// Who gets it.
    pub payee: Edit<String>,
}

impl FeeDraft {
    /// The term after the edit.
    ///
    /// # Errors
    /// [`RuleError`] when the term then breaks a rule that needs no other term.
    pub fn apply(self, before: Option<&FeeTerm>) -> Result<FeeTerm, RuleError> {
        let mut to = before.and_then(|before| before.period.to());
        let mut payer = before.and_then(|before| before.payer.clone());
        let mut payee = before.and_then(|before| before.payee.clone());
        self.to.apply(&mut to);
        self.payer.apply(&mut payer);
        self.payee.apply(&mut payee);
        let period = Period::new(self.from, to).map_err(|error| {
            RuleError::new("to", to.map_or_else(String::new, |to| to.to_string()), error.to_string())
        })?;
        let term = FeeTerm { component: self.component, tariff: self.tariff, payer, payee, period };
        term.check()?;
        Ok(term)
    }
}
