//! Fee terms on the wire.

use serde::Serialize;
use utoipa::ToSchema;

/// A fee term.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(in crate::http) struct FeeView {
    /// Number of the contract whose term it is; null for a station's own.
    #[schema(example = "HT-2026-001")]
    pub(in crate::http) contract: Option<String>,
    /// Code of the station whose own term it is; null for a contract's.
    #[schema(example = "SH-001")]
    pub(in crate::http) station: Option<String>,
    /// What for: commission, payment, `partner_share`, fixed.
    #[schema(example = "commission")]
    pub(in crate::http) component: &'static str,
    /// What it is counted by: `percent_of_gmv`, `per_litre`, `per_kwh`, `per_order`, `per_month`.
    #[schema(example = "percent_of_gmv")]
    pub(in crate::http) basis: &'static str,
    /// How much: a share for `percent_of_gmv`, else an amount in major units.
    #[schema(example = "0.025")]
    pub(in crate::http) rate: String,
    /// First day on which it is in force.
    #[schema(value_type = String, format = Date)]
    pub(in crate::http) from: String,
    /// First day on which it no longer is; null without an end.
    #[schema(value_type = Option<String>, format = Date)]
    pub(in crate::http) to: Option<String>,
    /// Who pays.
    pub(in crate::http) payer: Option<String>,
    /// Who gets it.
    pub(in crate::http) payee: Option<String>,
}
