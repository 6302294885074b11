//! Things of a snapshot by what their users call them. Blocking: the store knows the names.

use std::sync::Arc;

use super::problem::Problem;
use crate::base::ids::{CampaignId, ContractId, StationId};
use crate::domain::contract::Contract;
use crate::engine::Snapshot;
use crate::engine::books::CampaignBook;
use crate::live::Network;

/// The station of a code.
pub(super) fn station(network: &Network, snapshot: &Snapshot, code: &str) -> Result<StationId, Problem> {
    let id = network.station_id(code)?.filter(|&id| snapshot.contains(id));
    id.ok_or_else(|| Problem::missing("station", code))
}

/// The contract of a number.
pub(super) fn contract<'s>(
    network: &Network,
    snapshot: &'s Snapshot,
    number: &str,
) -> Result<(ContractId, &'s Arc<Contract>), Problem> {
    let known = network.contract_id(number)?;
    let known = known.and_then(|id| Some((id, snapshot.books().ledgers().contract(id)?)));
    known.ok_or_else(|| Problem::missing("contract", number))
}

/// The campaign of a code, and who takes part in it.
pub(super) fn campaign<'s>(
    network: &Network,
    snapshot: &'s Snapshot,
    code: &str,
) -> Result<(CampaignId, &'s CampaignBook), Problem> {
    let known = network.campaign_id(code)?;
    let known = known.and_then(|id| Some((id, snapshot.books().campaign(id)?)));
    known.ok_or_else(|| Problem::missing("campaign", code))
}
