//! Contracts on the wire.

use serde::Serialize;
use utoipa::ToSchema;

use super::{FeeView, Field, HistoryItem};

/// A contract of a list.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(in crate::http) struct ContractView {
    /// The user's own number, unique.
    #[schema(example = "HT-2026-001")]
    pub(in crate::http) number: String,
    /// The other side.
    pub(in crate::http) counterparty: String,
    /// How many stations it covers.
    pub(in crate::http) stations_count: usize,
    /// The day on which it was signed; null while it is not.
    #[schema(value_type = Option<String>, format = Date)]
    pub(in crate::http) signed_on: Option<String>,
    /// First day on which it is in force.
    #[schema(value_type = String, format = Date)]
    pub(in crate::http) from: String,
    /// First day on which it no longer is; null without an end.
    #[schema(value_type = Option<String>, format = Date)]
    pub(in crate::http) to: Option<String>,
    /// First day on which it no longer holds, where it was ended before its time.
    #[schema(value_type = Option<String>, format = Date)]
    pub(in crate::http) terminated_on: Option<String>,
    /// Number of the contract that it renews.
    pub(in crate::http) renews: Option<String>,
    /// How it stands on the day asked: draft, active, expiring (over within 90 days), expired, terminated.
    #[schema(example = "active")]
    pub(in crate::http) state: &'static str,
}

/// A contract of a page.
#[derive(Serialize, ToSchema)]
pub(in crate::http) struct ContractItem {
    /// The contract.
    #[serde(flatten)]
    pub(in crate::http) contract: ContractView,
    /// The contract that renews it, the one that begins last of several; null while there is none.
    pub(in crate::http) renewed_by: Option<RenewalView>,
}

/// A contract that renews another one.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(in crate::http) struct RenewalView {
    /// Its number.
    #[schema(example = "HT-2027-001")]
    pub(in crate::http) number: String,
    /// First day on which it is in force.
    #[schema(value_type = String, format = Date)]
    pub(in crate::http) from: String,
    /// The day on which it was signed; null while it is not.
    #[schema(value_type = Option<String>, format = Date)]
    pub(in crate::http) signed_on: Option<String>,
    /// How it stands on the day asked.
    #[schema(example = "draft")]
    pub(in crate::http) state: &'static str,
}

/// A page of contracts.
#[derive(Serialize, ToSchema)]
pub(in crate::http) struct ContractPage {
    /// The revision that was asked.
    pub(in crate::http) revision: u64,
    /// The day of which the states are.
    #[schema(value_type = String, format = Date)]
    pub(in crate::http) at: String,
    /// How many contracts the question means, on all pages.
    pub(in crate::http) matched: usize,
    /// This page's.
    pub(in crate::http) items: Vec<ContractItem>,
    /// To be given as `cursor` for the next page; null on the last.
    pub(in crate::http) next: Option<String>,
}

/// A contract with everything that is kept of it.
#[derive(Serialize, ToSchema)]
pub(in crate::http) struct ContractDetail {
    /// What lists show.
    #[serde(flatten)]
    pub(in crate::http) contract: ContractView,
    /// Codes of the stations that it covers, ascending.
    pub(in crate::http) stations: Vec<String>,
    /// Its fee terms, by component, then by first day.
    pub(in crate::http) fees: Vec<FeeView>,
    /// Where another contract holds for one of its stations at the same time.
    pub(in crate::http) overlaps: Vec<OverlapView>,
    /// The day of which the state is.
    #[schema(value_type = String, format = Date)]
    pub(in crate::http) at: String,
    /// The revision that was asked.
    pub(in crate::http) revision: u64,
}

/// Two contracts that hold for one station at the same time.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(in crate::http) struct OverlapView {
    /// The station's code.
    #[schema(example = "SH-001")]
    pub(in crate::http) station: String,
    /// Number of the contract that holds first.
    pub(in crate::http) first: String,
    /// Number of the other one: its fee terms count while both hold.
    pub(in crate::http) second: String,
    /// First day on which both hold.
    #[schema(value_type = String, format = Date)]
    pub(in crate::http) from: String,
    /// First day on which they no longer do; null without an end.
    #[schema(value_type = Option<String>, format = Date)]
    pub(in crate::http) to: Option<String>,
}

/// A page of overlaps.
#[derive(Serialize, ToSchema)]
pub(in crate::http) struct OverlapPage {
    /// The revision that was asked.
    pub(in crate::http) revision: u64,
    /// How many overlaps there are, on all pages.
    pub(in crate::http) matched: usize,
    /// This page's.
    pub(in crate::http) items: Vec<OverlapView>,
    /// To be given as `cursor` for the next page; null on the last.
    pub(in crate::http) next: Option<String>,
}

/// What happened to a contract.
#[derive(Serialize, ToSchema)]
pub(in crate::http) struct ContractHistory {
    /// The contract's number.
    pub(in crate::http) contract: String,
    /// What happened, newest first.
    pub(in crate::http) items: Vec<HistoryItem>,
}

/// A new contract. It needs a number, a counterparty and a first day.
#[derive(Serialize, ToSchema)]
pub(in crate::http) struct NewContract {
    /// The user's own number, unique.
    #[schema(example = "HT-2026-001")]
    pub(in crate::http) number: String,
    /// Everything else.
    #[serde(flatten)]
    pub(in crate::http) rest: ContractPatch,
}

/// An edit of a contract (RFC 7396): a field left out stays as it is, null clears it.
#[derive(Serialize, ToSchema)]
pub(in crate::http) struct ContractPatch {
    /// The other side; cannot be cleared.
    #[schema(value_type = Option<String>)]
    pub(in crate::http) counterparty: Field,
    /// Codes of the stations that it covers, all of them.
    #[schema(value_type = Option<Vec<String>>, example = json!(["SH-001", "SH-002"]))]
    pub(in crate::http) stations: Field,
    /// The day on which it was signed.
    #[schema(value_type = Option<String>, format = Date)]
    pub(in crate::http) signed_on: Field,
    /// First day on which it is in force; cannot be cleared.
    #[schema(value_type = Option<String>, format = Date)]
    pub(in crate::http) from: Field,
    /// First day on which it no longer is.
    #[schema(value_type = Option<String>, format = Date)]
    pub(in crate::http) to: Field,
    /// First day on which it no longer holds, where it was ended before its time.
    #[schema(value_type = Option<String>, format = Date)]
    pub(in crate::http) terminated_on: Field,
    /// Number of the contract that it renews.
    #[schema(value_type = Option<String>)]
    pub(in crate::http) renews: Field,
}
