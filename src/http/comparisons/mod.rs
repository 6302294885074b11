//! `/api/v1/campaigns/{code}/comparison` and the comparisons that are saved of it.

mod answer;
mod options;
pub(super) mod read;
pub(super) mod saved;
mod sheet;
pub(super) mod write;

use super::problem::Problem;
use crate::base::ids::CampaignId;
use crate::engine::Snapshot;
use crate::engine::books::CampaignBook;

/// The campaign of a code.
fn find<'s>(snapshot: &'s Snapshot, code: &str) -> Result<(CampaignId, &'s CampaignBook), Problem> {
    let found = snapshot.books().campaigns().find(|(_, book)| book.campaign.code == code);
    found.ok_or_else(|| Problem::missing("campaign", code))
}
