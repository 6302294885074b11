//! A station's account on the wire.

use serde::Serialize;
use utoipa::ToSchema;

use super::stats::MetricValue;
use super::{ContractView, FeeView, Values};

/// What a station's contracts and terms are on a day, and what it sold and owed.
#[derive(Serialize, ToSchema)]
pub(in crate::http) struct AccountView {
    /// The revision that was asked.
    pub(in crate::http) revision: u64,
    /// The station's code.
    #[schema(example = "SH-001")]
    pub(in crate::http) station: String,
    /// The day of which the contracts and terms are.
    #[schema(value_type = String, format = Date)]
    pub(in crate::http) at: String,
    /// First day of the period that is summed over.
    #[schema(value_type = String, format = Date)]
    pub(in crate::http) from: String,
    /// First day after it.
    #[schema(value_type = String, format = Date)]
    pub(in crate::http) to: String,
    /// The contracts that hold for it on the day, the one whose terms count first.
    pub(in crate::http) contracts: Vec<ContractView>,
    /// What counts on the day: of each component its own term where it has one, else its contract's.
    pub(in crate::http) fees: Vec<FeeView>,
    /// By metric what it sold and owed in the period, whether it is open or not: money as a decimal text, everything
    /// else as a number; null where there is nothing to divide by.
    #[schema(value_type = std::collections::HashMap<String, MetricValue>)]
    pub(in crate::http) values: Values,
    /// The twelve months up to the day, the last one up to and with it.
    pub(in crate::http) months: Vec<AccountMonth>,
}

/// A month of a station.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(in crate::http) struct AccountMonth {
    /// The month.
    #[schema(example = "2026-06")]
    pub(in crate::http) month: String,
    /// Gross merchandise value.
    #[schema(example = "38403.75")]
    pub(in crate::http) gmv: String,
    /// Channel fees.
    #[schema(example = "960.09")]
    pub(in crate::http) channel_fee: String,
}
