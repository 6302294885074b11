//! The demo's money: contracts with their fees, three years of sales, and campaigns whose effect is known because it
//! was built in. Pure, and the same for the same network and seed.
//!
//! `story` reads a station's cooperation; `contracts` groups those that signed together, `fees` writes their terms;
//! `calendar` holds what everybody in a province shares (seasons, prices), `shop` what a station is by itself, and
//! `campaigns` who takes part in what; `days` makes sales of all that. Floats are chance here and never kept: what is
//! handed on is whole cents and thousandths of a litre.

mod calendar;
mod campaigns;
mod contracts;
mod days;
mod fees;
mod shop;
mod story;
#[cfg(test)]
mod tests;

use self::calendar::Calendar;
use self::shop::Shop;
use self::story::stories;
use super::synthetic::{Options, Synthetic};
use crate::base::month::Month;
use crate::base::random::mix;
use crate::domain::campaign::{CampaignDraft, ParticipationDraft};
use crate::domain::contract::ContractDraft;
use crate::domain::fee::FeeDraft;
use crate::domain::performance::MonthFacts;

pub use self::campaigns::effects;

/// All the money of a network: drafts to be stored, and the sales, which are made when they are asked for.
#[derive(Clone, Debug)]
pub struct Books {
    /// Contracts, each after the one that it renews.
    pub contracts: Vec<ContractDraft>,
    /// Terms of contracts and of stations.
    pub fees: Vec<FeeDraft>,
    /// Campaigns, by their first day.
    pub campaigns: Vec<CampaignDraft>,
    /// Who takes part, by campaign and station.
    pub participations: Vec<ParticipationDraft>,
    calendar: Calendar,
    /// In the order of the network's stations.
    shops: Vec<Shop>,
}

/// Makes the money of a network that [`super::synthesize`] made by these options.
#[must_use]
pub fn generate(made: &Synthetic, options: Options) -> Books {
    // Streams of their own, so that a change of one part leaves the others as they are.
    let mut seed = options.seed ^ 0x6D_6F6E_6579;
    let [of_calendar, of_shops, of_contracts, of_fees, of_campaigns] = std::array::from_fn(|_| mix(&mut seed));
    let stories = stories(made, options.today);
    let calendar = Calendar::new(&made.homes, options.today, of_calendar);
    let mut shops = shop::shops(made, &stories, &calendar, of_shops);
    let agreements = contracts::agreements(made, &stories, options.today, of_contracts);
    let fees = fees::fees(made, &agreements, &stories, options.today, of_fees);
    let (campaigns, participations) = campaigns::hold(made, &mut shops, &calendar, of_campaigns);
    let contracts = agreements.into_iter().map(|agreement| agreement.draft).collect();
    Books { contracts, fees, campaigns, participations, calendar, shops }
}

impl Books {
    /// What the station at this place of the network sold: month by month, ascending, those without a day left out.
    /// Each station has a seed of its own, so that several threads may share the work.
    pub fn months(&self, station: usize, on_month: &mut dyn FnMut(Month, MonthFacts)) {
        if let Some(shop) = self.shops.get(station) {
            days::months(shop, &self.calendar, on_month);
        }
    }
}
