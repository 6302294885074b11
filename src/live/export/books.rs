//! What the books hold: contracts, fees, campaigns and who takes part in them.

use std::sync::Arc;

use super::rows::Rows;
use super::{Export, ExportFailure};
use crate::base::ids::ContractId;
use crate::domain::contract::Contract;
use crate::domain::fee::{FeeOwner, FeeOwnerName, FeeTerm};
use crate::engine::books::CampaignBook;
use crate::exchange::export;

impl<'a> Export<'a> {
    /// The contracts that name a station which is meant, by number.
    fn contracts(&self) -> Vec<(ContractId, &'a Contract)> {
        let meant = self.set();
        let all = self.is_of_all();
        let contracts = self.snapshot().books().ledgers().contracts().map(|(id, contract)| (id, Arc::as_ref(contract)));
        let mut contracts: Vec<(ContractId, &Contract)> = contracts
            .filter(|(_, contract)| all || contract.stations.iter().any(|station| meant.contains(station)))
            .collect();
        contracts.sort_unstable_by(|(_, a), (_, b)| a.number.cmp(&b.number));
        contracts
    }

    /// The campaigns in which a station takes part that is meant, by code.
    fn campaigns(&self) -> Vec<&'a CampaignBook> {
        let meant = self.set();
        let all = self.is_of_all();
        let campaigns = self.snapshot().books().campaigns().map(|(_, book)| book);
        let mut campaigns: Vec<&CampaignBook> =
            campaigns.filter(|book| all || book.stations.keys().any(|station| meant.contains(station))).collect();
        campaigns.sort_unstable_by(|a, b| a.campaign.code.cmp(&b.campaign.code));
        campaigns
    }

    pub(super) fn write_contracts(&self, rows: &mut Rows<'_, '_>) -> Result<(), ExportFailure> {
        let contracts = self.contracts();
        rows.gauge.expect(contracts.len());
        for (_, contract) in contracts {
            let mut codes: Vec<&str> = contract.stations.iter().map(|&station| self.code(station)).collect();
            codes.sort_unstable();
            rows.row(&export::contract(contract, &codes, contract.state(self.asked.question.at)), None)?;
            rows.gauge.step(1)?;
        }
        Ok(())
    }

    pub(super) fn write_fees(&self, rows: &mut Rows<'_, '_>) -> Result<(), ExportFailure> {
        let contracts = self.contracts();
        rows.gauge.expect(contracts.len() + self.stations.len());
        for (id, contract) in contracts {
            self.write_terms(FeeOwner::Contract(id), || FeeOwnerName::Contract(contract.number.clone()), rows)?;
        }
        for &id in &self.stations {
            self.write_terms(FeeOwner::Station(id), || FeeOwnerName::Station(self.code(id).to_owned()), rows)?;
        }
        Ok(())
    }

    /// The terms of one ledger, by first day.
    fn write_terms(
        &self,
        owner: FeeOwner,
        name: impl FnOnce() -> FeeOwnerName,
        rows: &mut Rows<'_, '_>,
    ) -> Result<(), ExportFailure> {
        let terms = self.snapshot().books().ledgers().terms(owner);
        if !terms.is_empty() {
            let name = name();
            let mut terms: Vec<&FeeTerm> = terms.iter().collect();
            terms.sort_unstable_by_key(|term| (term.period.from(), term.component));
            for term in terms {
                rows.row(&export::fee(&name, term), None)?;
            }
        }
        rows.gauge.step(1)
    }

    pub(super) fn write_campaigns(&self, rows: &mut Rows<'_, '_>) -> Result<(), ExportFailure> {
        let campaigns = self.campaigns();
        rows.gauge.expect(campaigns.len());
        for book in campaigns {
            rows.row(&export::campaign(&book.campaign), None)?;
            rows.gauge.step(1)?;
        }
        Ok(())
    }

    pub(super) fn write_participations(&self, rows: &mut Rows<'_, '_>) -> Result<(), ExportFailure> {
        let meant = self.set();
        let campaigns = self.campaigns();
        rows.gauge.expect(campaigns.len());
        for book in campaigns {
            let parts = book.stations.iter().filter(|(station, _)| meant.contains(station));
            let mut parts: Vec<_> = parts.map(|(&station, &period)| (self.code(station), period)).collect();
            parts.sort_unstable_by_key(|&(code, _)| code);
            for (code, period) in parts {
                rows.row(&export::participation(&book.campaign.code, code, period), None)?;
            }
            rows.gauge.step(1)?;
        }
        Ok(())
    }
}
