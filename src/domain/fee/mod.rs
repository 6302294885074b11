//! Channel fees: a ledger of dated terms by component, and what they come to on a day.
//!
//! A fee is booked by station, component and day, and rounded there, once, to the minor unit. Everything else is
//! a sum of such bookings, so components add up to their total to the cent, and so do stations, days and regions.

mod component;
mod draft;
mod ledger;
mod sums;
mod tariff;
mod term;
#[cfg(test)]
mod tests;

pub use self::component::Component;
pub use self::draft::{FeeDraft, FeeOwnerName};
pub use self::ledger::FeeLedger;
pub use self::sums::{FeeSums, RATE_UNIT};
pub use self::tariff::Tariff;
pub use self::term::{FeeOwner, FeeTerm};
