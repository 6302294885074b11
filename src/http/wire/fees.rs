//! Fee terms on the wire.

use serde::Serialize;
use utoipa::ToSchema;

use super::Field;

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

/// A page of fee terms.
#[derive(Serialize, ToSchema)]
pub(in crate::http) struct FeePage {
    /// The revision that was asked.
    pub(in crate::http) revision: u64,
    /// The day of which the terms are; null where those of every day were asked for.
    #[schema(value_type = Option<String>, format = Date)]
    pub(in crate::http) at: Option<String>,
    /// How many terms the question means, on all pages.
    pub(in crate::http) matched: usize,
    /// This page's.
    pub(in crate::http) items: Vec<FeeView>,
    /// To be given as `cursor` for the next page; null on the last.
    pub(in crate::http) next: Option<String>,
}

/// A fee term: a new one, or what there is of this owner, component and first day as it is to be; of that, what may be
/// left out stays as it was.
#[derive(Serialize, ToSchema)]
pub(in crate::http) struct FeeBody {
    /// Number of the contract whose term it is; without one, `station` says whose.
    #[schema(value_type = Option<String>, example = "HT-2026-001")]
    pub(in crate::http) contract: Field,
    /// Code of the station whose own term it is, which wins over those of its contracts.
    #[schema(value_type = Option<String>)]
    pub(in crate::http) station: Field,
    /// What for: commission, payment, `partner_share`, fixed.
    #[schema(value_type = String, example = "commission")]
    pub(in crate::http) component: Field,
    /// What it is counted by: `percent_of_gmv`, `per_litre`, `per_kwh`, `per_order`, `per_month`.
    #[schema(value_type = String, example = "percent_of_gmv")]
    pub(in crate::http) basis: Field,
    /// How much: a share such as 0.025, or a percentage such as 2.5%, for `percent_of_gmv`; else an amount in major
    /// units.
    #[schema(value_type = String, example = "0.025")]
    pub(in crate::http) rate: Field,
    /// First day on which it is in force.
    #[schema(value_type = String, format = Date)]
    pub(in crate::http) from: Field,
    /// First day on which it no longer is; null for no end.
    #[schema(value_type = Option<String>, format = Date)]
    pub(in crate::http) to: Field,
    /// Who pays.
    #[schema(value_type = Option<String>)]
    pub(in crate::http) payer: Field,
    /// Who gets it.
    #[schema(value_type = Option<String>)]
    pub(in crate::http) payee: Field,
}
