//! Campaigns, and who takes part in them, on the wire.

use serde::Serialize;
use utoipa::ToSchema;

use super::{Field, HistoryItem};

/// A campaign of a list.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(in crate::http) struct CampaignView {
    /// The user's own id, unique.
    #[schema(example = "2026-618")]
    pub(in crate::http) code: String,
    /// What people call it.
    pub(in crate::http) name: String,
    /// How it works on the price: `price_cut`, `threshold_off`, coupon, `percent_off`.
    #[schema(example = "coupon")]
    pub(in crate::http) mechanism: &'static str,
    /// Who pays: platform, station, shared.
    #[schema(example = "platform")]
    pub(in crate::http) funded_by: &'static str,
    /// Its first day.
    #[schema(value_type = String, format = Date)]
    pub(in crate::http) from: String,
    /// First day after it; null without an end.
    #[schema(value_type = Option<String>, format = Date)]
    pub(in crate::http) to: Option<String>,
    /// What may be spent on it, in major units.
    #[schema(example = "200000.00")]
    pub(in crate::http) budget: Option<String>,
    /// How it stands on the day asked: planned, running, ended.
    #[schema(example = "running")]
    pub(in crate::http) state: &'static str,
    /// How many stations take part at some time.
    pub(in crate::http) stations_count: usize,
}

/// A page of campaigns.
#[derive(Serialize, ToSchema)]
pub(in crate::http) struct CampaignPage {
    /// The revision that was asked.
    pub(in crate::http) revision: u64,
    /// The day of which the states are.
    #[schema(value_type = String, format = Date)]
    pub(in crate::http) at: String,
    /// How many campaigns the question means, on all pages.
    pub(in crate::http) matched: usize,
    /// This page's.
    pub(in crate::http) items: Vec<CampaignView>,
    /// To be given as `cursor` for the next page; null on the last.
    pub(in crate::http) next: Option<String>,
}

/// A campaign.
#[derive(Serialize, ToSchema)]
pub(in crate::http) struct CampaignDetail {
    /// What lists show.
    #[serde(flatten)]
    pub(in crate::http) campaign: CampaignView,
    /// The day of which the state is.
    #[schema(value_type = String, format = Date)]
    pub(in crate::http) at: String,
    /// The revision that was asked.
    pub(in crate::http) revision: u64,
}

/// A station that takes part in a campaign.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(in crate::http) struct ParticipationView {
    /// The campaign's code.
    pub(in crate::http) campaign: String,
    /// The station's code.
    #[schema(example = "SH-001")]
    pub(in crate::http) station: String,
    /// First day on which it takes part.
    #[schema(value_type = String, format = Date)]
    pub(in crate::http) from: String,
    /// First day on which it no longer does; null without an end.
    #[schema(value_type = Option<String>, format = Date)]
    pub(in crate::http) to: Option<String>,
}

/// A page of the stations that take part in a campaign.
#[derive(Serialize, ToSchema)]
pub(in crate::http) struct ParticipationPage {
    /// The revision that was asked.
    pub(in crate::http) revision: u64,
    /// How many stations take part, on all pages.
    pub(in crate::http) matched: usize,
    /// This page's, by code.
    pub(in crate::http) items: Vec<ParticipationView>,
    /// To be given as `cursor` for the next page; null on the last.
    pub(in crate::http) next: Option<String>,
}

/// What happened to a campaign.
#[derive(Serialize, ToSchema)]
pub(in crate::http) struct CampaignHistory {
    /// The campaign's code.
    pub(in crate::http) campaign: String,
    /// What happened, newest first.
    pub(in crate::http) items: Vec<HistoryItem>,
}

/// A new campaign. It needs a code, a mechanism, who pays and a first day.
#[derive(Serialize, ToSchema)]
pub(in crate::http) struct NewCampaign {
    /// The user's own id, unique.
    #[schema(example = "2026-618")]
    pub(in crate::http) code: String,
    /// Everything else.
    #[serde(flatten)]
    pub(in crate::http) rest: CampaignPatch,
}

/// An edit of a campaign (RFC 7396): a field left out stays as it is, null clears it.
#[derive(Serialize, ToSchema)]
pub(in crate::http) struct CampaignPatch {
    /// What people call it; a campaign without a name is called by its code.
    #[schema(value_type = Option<String>)]
    pub(in crate::http) name: Field,
    /// How it works on the price: `price_cut`, `threshold_off`, coupon, `percent_off`; cannot be cleared.
    #[schema(value_type = Option<String>, example = "coupon")]
    pub(in crate::http) mechanism: Field,
    /// Who pays: platform, station, shared; cannot be cleared.
    #[schema(value_type = Option<String>, example = "platform")]
    pub(in crate::http) funded_by: Field,
    /// Its first day; cannot be cleared.
    #[schema(value_type = Option<String>, format = Date)]
    pub(in crate::http) from: Field,
    /// First day after it.
    #[schema(value_type = Option<String>, format = Date)]
    pub(in crate::http) to: Field,
    /// What may be spent on it, in major units.
    #[schema(value_type = Option<String>, example = "200000")]
    pub(in crate::http) budget: Field,
}

/// While a station takes part in a campaign. What is left out stays as it was; a station that is new to the campaign
/// takes part from its first day to its last.
#[derive(Serialize, ToSchema)]
pub(in crate::http) struct ParticipationBody {
    /// First day on which it takes part.
    #[schema(value_type = Option<String>, format = Date)]
    pub(in crate::http) from: Field,
    /// First day on which it no longer does; null for the campaign's end.
    #[schema(value_type = Option<String>, format = Date)]
    pub(in crate::http) to: Field,
}
