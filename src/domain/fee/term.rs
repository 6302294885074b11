//! One entry of a ledger, and whose ledger it stands in.

use super::{Component, Tariff};
use crate::base::date::Period;
use crate::base::ids::{ContractId, StationId};
use crate::base::money::Money;
use crate::domain::station::{MAX_SHORT_TEXT, RuleError, optional};

/// One entry of a ledger: what is paid for a component, by whom to whom, and while.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeeTerm {
    /// What for.
    pub component: Component,
    /// How much.
    pub tariff: Tariff,
    /// Who pays.
    pub payer: Option<String>,
    /// Who gets it.
    pub payee: Option<String>,
    /// While it is in force.
    pub period: Period,
}

impl FeeTerm {
    /// Whether the term keeps the rules that need no other term.
    ///
    /// # Errors
    /// [`RuleError`] when a name is too long or holds control characters, or an amount a month is negative.
    pub fn check(&self) -> Result<(), RuleError> {
        optional("payer", self.payer.as_deref(), MAX_SHORT_TEXT)?;
        optional("payee", self.payee.as_deref(), MAX_SHORT_TEXT)?;
        match self.tariff {
            Tariff::PerMonth(amount) if amount < Money::ZERO => {
                Err(RuleError::new("rate", amount.to_string(), "must not be negative"))
            }
            _ => Ok(()),
        }
    }
}

/// Whose ledger a term stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FeeOwner {
    /// Of a contract: for all of its stations, while it is in force.
    Contract(ContractId),
    /// Of a station: it wins over its contract's, component by component.
    Station(StationId),
}
