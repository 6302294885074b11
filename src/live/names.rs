//! Names of the things that changes speak of by id, also of those that are gone.

use rustc_hash::FxHashMap;

use crate::base::ids::{CampaignId, ContractId, StationId};
use crate::domain::change::Change;
use crate::domain::fee::FeeOwner;
use crate::domain::thing::Thing;
use crate::store::{Store, StoreError};

/// What users call the stations, contracts and campaigns that some changes speak of.
#[derive(Clone, Debug, Default)]
pub struct Names {
    stations: FxHashMap<StationId, String>,
    contracts: FxHashMap<ContractId, String>,
    campaigns: FxHashMap<CampaignId, String>,
}

impl Names {
    /// Reads the names for these changes.
    pub(super) fn of<'a>(store: &dyn Store, changes: impl Iterator<Item = &'a Change>) -> Result<Self, StoreError> {
        let (mut stations, mut contracts, mut campaigns) = (Vec::new(), Vec::new(), Vec::new());
        for change in changes {
            match change {
                Change::Contract { diff, .. } => {
                    let sides = diff.before.iter().chain(&diff.after);
                    stations.extend(sides.flat_map(|contract| &contract.stations).copied());
                }
                Change::Fee { owner: FeeOwner::Contract(id), .. } => contracts.push(*id),
                Change::Fee { owner: FeeOwner::Station(station), .. }
                | Change::Performance { station, .. }
                | Change::Note { station, .. } => stations.push(*station),
                Change::Participation { campaign, station, .. } => {
                    campaigns.push(*campaign);
                    stations.push(*station);
                }
                Change::Comparison { campaign, .. } => campaigns.push(*campaign),
                Change::Set(_)
                | Change::Region { .. }
                | Change::Station { .. }
                | Change::Stage { .. }
                | Change::Membership { .. }
                | Change::Campaign { .. } => {}
            }
        }
        Self::read(store, stations, contracts, campaigns)
    }

    /// Reads the names for these things.
    pub(super) fn of_things(store: &dyn Store, things: impl Iterator<Item = Thing>) -> Result<Self, StoreError> {
        let (mut stations, mut contracts, mut campaigns) = (Vec::new(), Vec::new(), Vec::new());
        for thing in things {
            match thing {
                Thing::Station(id)
                | Thing::Stage(id, _)
                | Thing::Membership(id, _)
                | Thing::Fee(FeeOwner::Station(id), ..)
                | Thing::Performance(id, _)
                | Thing::Note(id, _) => stations.push(id),
                Thing::Contract(id) | Thing::Fee(FeeOwner::Contract(id), ..) => contracts.push(id),
                Thing::Campaign(id) | Thing::Comparison(id, _) => campaigns.push(id),
                Thing::Participation(campaign, station) => {
                    campaigns.push(campaign);
                    stations.push(station);
                }
                Thing::RegionSet(_) | Thing::Region(_) => {}
            }
        }
        Self::read(store, stations, contracts, campaigns)
    }

    fn read(
        store: &dyn Store,
        stations: Vec<StationId>,
        contracts: Vec<ContractId>,
        campaigns: Vec<CampaignId>,
    ) -> Result<Self, StoreError> {
        Ok(Self {
            stations: names(stations, |ids| store.station_codes(ids))?,
            contracts: names(contracts, |ids| store.contract_numbers(ids))?,
            campaigns: names(campaigns, |ids| store.campaign_codes(ids))?,
        })
    }

    /// The code of a station.
    #[must_use]
    pub fn station(&self, id: StationId) -> Option<&str> {
        self.stations.get(&id).map(String::as_str)
    }

    /// The number of a contract.
    #[must_use]
    pub fn contract(&self, id: ContractId) -> Option<&str> {
        self.contracts.get(&id).map(String::as_str)
    }

    /// The code of a campaign.
    #[must_use]
    pub fn campaign(&self, id: CampaignId) -> Option<&str> {
        self.campaigns.get(&id).map(String::as_str)
    }
}

fn names<Id: Copy + Ord + std::hash::Hash>(
    mut ids: Vec<Id>,
    read: impl FnOnce(&[Id]) -> Result<Vec<Option<String>>, StoreError>,
) -> Result<FxHashMap<Id, String>, StoreError> {
    ids.sort_unstable();
    ids.dedup();
    let names = read(&ids)?;
    Ok(ids.into_iter().zip(names).filter_map(|(id, name)| Some((id, name?))).collect())
}
