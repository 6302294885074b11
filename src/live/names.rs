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
    /// Reads the names for these changes: of what each is about, and of the stations that contracts name.
    pub(super) fn of<'a>(
        store: &dyn Store,
        changes: impl Iterator<Item = &'a Change> + Clone,
    ) -> Result<Self, StoreError> {
        let contracts = changes.clone().filter_map(|change| match change {
            Change::Contract { diff, .. } => Some(diff),
            _ => None,
        });
        let sides = contracts.flat_map(|diff| diff.before.iter().chain(&diff.after));
        let named = sides.flat_map(|contract| &contract.stations).map(|&station| Thing::Station(station));
        Self::of_things(store, changes.map(Change::thing).chain(named))
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
        Ok(Self {
            stations: names(stations, |ids| store.station_codes(ids))?,
            contracts: names(contracts, |ids| store.contract_numbers(ids))?,
            campaigns: names(campaigns, |ids| store.campaign_codes(ids))?,
        })
    }

    /// Learns the codes of stations that these changes make.
    pub(super) fn learn(&mut self, changes: &[Change]) {
        for change in changes {
            if let Change::Station { id, diff } = change
                && let (None, Some(after)) = (&diff.before, &diff.after)
            {
                self.stations.insert(*id, after.code.clone());
            }
        }
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
