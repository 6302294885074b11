//! The terms of one contract or station.

use super::{Component, FeeTerm};
use crate::base::date::Day;
use crate::domain::station::RuleError;

/// The terms of one contract or station: of each component at most one on any day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FeeLedger {
    /// By component, then by first day.
    terms: Vec<FeeTerm>,
}

impl FeeLedger {
    /// The ledger of these terms, in any order.
    ///
    /// # Errors
    /// [`RuleError`] when a term breaks a rule, or two terms of a component share a day.
    pub fn new(mut terms: Vec<FeeTerm>) -> Result<Self, RuleError> {
        terms.iter().try_for_each(FeeTerm::check)?;
        terms.sort_by_key(|term| (term.component, term.period.from()));
        for pair in terms.windows(2) {
            let (one, next) = (&pair[0], &pair[1]);
            if one.component == next.component && one.period.overlaps(&next.period) {
                let until = one.period.to().map_or_else(|| "on".to_owned(), |to| format!("to {to}"));
                let reason = format!(
                    "there is a {} term from {} {until} already; end it first",
                    one.component.as_str(),
                    one.period.from()
                );
                return Err(RuleError::new("from", next.period.from().to_string(), reason));
            }
        }
        Ok(Self { terms })
    }

    /// By component, then by first day.
    #[must_use]
    pub fn terms(&self) -> &[FeeTerm] {
        &self.terms
    }

    /// The term of a component on a day.
    #[must_use]
    pub fn on(&self, component: Component, day: Day) -> Option<&FeeTerm> {
        let after = self.terms.partition_point(|term| (term.component, term.period.from()) <= (component, day));
        let term = self.terms.get(after.checked_sub(1)?)?;
        (term.component == component && term.period.contains(day)).then_some(term)
    }
}
