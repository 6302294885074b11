//! `/api/v1/fees/rates` and `/api/v1/fees/change`: the channel fee taken apart.

pub(super) mod change;
pub(super) mod rates;
