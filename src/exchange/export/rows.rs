//! Cells of domain values, in the order of the columns of their kind.

use super::table::Cell;
use crate::base::date::{Day, Period};
use crate::domain::campaign::Campaign;
use crate::domain::contract::{Contract, ContractState};
use crate::domain::cooperation::{Stage, StageEvent};
use crate::domain::fee::{FeeOwnerName, FeeTerm, Tariff};
use crate::domain::note::Note;
use crate::domain::performance::DayFacts;
use crate::domain::station::{Energy, Station};

/// A station on its way into a table that [`super::stations`] made.
#[derive(Clone, Copy, Debug)]
pub struct StationRow<'a> {
    /// The station. Its WGS-84 place is written, and not the pair as it came, which may be of another system.
    pub station: &'a Station,
    /// Its stage on the day that is asked about.
    pub stage: Option<Stage>,
    /// What to say in each of the table's columns of regions.
    pub regions: &'a [Option<&'a str>],
    /// The table's attributes, by name.
    pub attributes: &'a [String],
}

impl<'a> StationRow<'a> {
    /// Its cells.
    #[must_use]
    pub fn cells(&self) -> Vec<Cell<'a>> {
        let station = self.station;
        let place = station.position.location;
        let mut cells = vec![
            Cell::from(&station.code),
            Cell::from(&station.name),
            station.energy.map(Energy::as_str).into(),
            station.brand.as_deref().into(),
            station.operator.as_deref().into(),
            Cell::Float(place.lon()),
            Cell::Float(place.lat()),
            station.address.as_deref().into(),
            station.opened_on.into(),
            station.closed_on.into(),
            self.stage.map(Stage::as_str).into(),
        ];
        cells.extend(self.regions.iter().map(|&region| Cell::from(region)));
        cells.extend(self.attributes.iter().map(|name| Cell::from(station.attributes.get(name))));
        cells
    }
}

/// A stage event of the station of a code.
#[must_use]
pub fn stage<'a>(station: &'a str, event: &'a StageEvent) -> [Cell<'a>; 4] {
    [station.into(), event.valid_from.into(), event.stage.as_str().into(), event.note.as_deref().into()]
}

/// A contract, the codes of its stations, and how it stands on the day that is asked about.
#[must_use]
pub fn contract<'a>(contract: &'a Contract, stations: &[&str], state: ContractState) -> [Cell<'a>; 9] {
    [
        Cell::from(&contract.number),
        Cell::from(&contract.counterparty),
        stations.join(";").into(),
        contract.signed_on.into(),
        contract.period.from().into(),
        contract.period.to().into(),
        contract.terminated_on.into(),
        contract.renews.as_ref().into(),
        state.as_str().into(),
    ]
}

/// A term in the ledger of a contract or a station. Its rate is a share, a price or an amount, by its basis.
#[must_use]
pub fn fee<'a>(owner: &'a FeeOwnerName, term: &'a FeeTerm) -> [Cell<'a>; 9] {
    let [contract, station] = match owner {
        FeeOwnerName::Contract(number) => [Cell::from(number), Cell::Empty],
        FeeOwnerName::Station(code) => [Cell::Empty, Cell::from(code)],
    };
    let rate = match term.tariff {
        Tariff::PercentOfGmv(rate) => rate.into(),
        Tariff::PerLitre(price) | Tariff::PerKwh(price) | Tariff::PerOrder(price) => price.into(),
        Tariff::PerMonth(amount) => amount.into(),
    };
    [
        contract,
        station,
        term.component.as_str().into(),
        term.tariff.basis().into(),
        rate,
        term.period.from().into(),
        term.period.to().into(),
        term.payer.as_deref().into(),
        term.payee.as_deref().into(),
    ]
}

/// A day of the station of a code.
#[must_use]
pub fn performance<'a>(station: &'a str, day: Day, facts: &DayFacts) -> [Cell<'a>; 7] {
    [
        station.into(),
        day.into(),
        facts.orders.into(),
        facts.volume.into(),
        facts.gmv.into(),
        facts.discount_platform.into(),
        facts.discount_station.into(),
    ]
}

/// A campaign.
#[must_use]
pub fn campaign(campaign: &Campaign) -> [Cell<'_>; 7] {
    [
        Cell::from(&campaign.code),
        Cell::from(&campaign.name),
        campaign.mechanism.as_str().into(),
        campaign.funded_by.as_str().into(),
        campaign.period.from().into(),
        campaign.period.to().into(),
        campaign.budget.into(),
    ]
}

/// While a station takes part in a campaign, both by their codes.
#[must_use]
pub fn participation<'a>(campaign: &'a str, station: &'a str, period: Period) -> [Cell<'a>; 4] {
    [campaign.into(), station.into(), period.from().into(), period.to().into()]
}

/// A note on the station of a code.
#[must_use]
pub fn note<'a>(station: &'a str, note: &'a Note) -> [Cell<'a>; 4] {
    [station.into(), note.at.into(), note.author.as_deref().into(), Cell::from(&note.text)]
}
