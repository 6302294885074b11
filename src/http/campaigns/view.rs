//! Campaigns as the wire shows them.

use crate::base::date::{Day, Period};
use crate::base::money::Money;
use crate::engine::books::CampaignBook;
use crate::http::wire::{CampaignView, ParticipationView};

/// A campaign, with its state on a day.
pub(super) fn campaign(CampaignBook { campaign, stations }: &CampaignBook, at: Day) -> CampaignView {
    CampaignView {
        code: campaign.code.clone(),
        name: campaign.name.clone(),
        mechanism: campaign.mechanism.as_str(),
        funded_by: campaign.funded_by.as_str(),
        from: campaign.period.from().to_string(),
        to: campaign.period.to().map(|day| day.to_string()),
        budget: campaign.budget.as_ref().map(Money::to_string),
        state: campaign.state(at).as_str(),
        stations_count: stations.len(),
    }
}

/// While a station takes part in a campaign.
pub(super) fn participation(campaign: &str, station: &str, period: Period) -> ParticipationView {
    ParticipationView {
        campaign: campaign.to_owned(),
        station: station.to_owned(),
        from: period.from().to_string(),
        to: period.to().map(|day| day.to_string()),
    }
}
