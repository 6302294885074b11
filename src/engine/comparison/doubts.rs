//! What makes a comparison doubtful.

use std::collections::BTreeSet;

use rustc_hash::FxHashSet;

use super::controls::in_campaigns;
use super::treated::Treated;
use super::windows::Windows;
use super::{Inquiry, LeftOut, NoEstimate};
use crate::base::ids::StationId;
use crate::engine::books::CampaignBook;
use crate::engine::snapshot::Snapshot;
use crate::engine::uplift::{NoUplift, Uplift, Warning};

/// More participants left out than this share are worth a word.
const MANY_LEFT_OUT: f64 = 0.2;

/// What makes an estimate doubtful.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// Fewer than [`FEWEST_CONTROLS`](crate::engine::uplift::FEWEST_CONTROLS).
    FewControls(usize),
    /// Treated and controls already went apart in the baseline.
    PreTrend,
    /// Participants are in other campaigns in one of the windows.
    Overlapping {
        /// How many of those compared.
        stations: usize,
        /// The codes of these campaigns, ascending.
        campaigns: Vec<String>,
    },
    /// The campaign runs on beyond what is known.
    Unfinished,
    /// No participant has performance in the baseline.
    NoBaseline,
    /// So many participants count their volumes in another unit.
    MixedUnits(usize),
    /// More than a fifth of the participants is left out.
    LeftOut(usize),
}

/// All that is doubtful.
pub(super) fn doubts(
    snapshot: &Snapshot,
    inquiry: &Inquiry,
    book: &CampaignBook,
    windows: &Windows,
    treated: &Treated<'_>,
    estimate: &Result<Uplift, NoEstimate>,
) -> Vec<Doubt> {
    let mut doubts = Vec::new();
    match estimate {
        Err(NoEstimate::NoDays) => return vec![Doubt::Unfinished],
        Ok(estimate) => doubts.extend(estimate.warnings.iter().map(|warning| match warning {
            Warning::FewControls(controls) => Doubt::FewControls(*controls),
            Warning::PreTrend => Doubt::PreTrend,
        })),
        Err(NoEstimate::NoUplift(NoUplift::Nobody("control"))) => doubts.push(Doubt::FewControls(0)),
        Err(_) => {}
    }
    doubts.extend(overlapping(snapshot, inquiry, windows, treated));
    if book.campaign.period.to().is_none_or(|to| to.number() > windows.during.1) {
        doubts.push(Doubt::Unfinished);
    }
    let participants = treated.tallied.candidates;
    if participants > 0 && !treated.has_baseline {
        doubts.push(Doubt::NoBaseline);
    }
    if let Some(&others) = treated.tallied.left_out.get(&LeftOut::OtherUnit) {
        doubts.push(Doubt::MixedUnits(others));
    }
    let left_out = participants - treated.tallied.used;
    #[expect(clippy::cast_precision_loss, reason = "counts of stations")]
    if left_out as f64 > MANY_LEFT_OUT * participants as f64 {
        doubts.push(Doubt::LeftOut(left_out));
    }
    doubts
}

/// The other campaigns of those compared.
fn overlapping(snapshot: &Snapshot, inquiry: &Inquiry, windows: &Windows, treated: &Treated<'_>) -> Option<Doubt> {
    let books = snapshot.books();
    let this = &books.campaign(inquiry.campaign)?.campaign.code;
    let compared: FxHashSet<StationId> = treated.ids().collect();
    let (mut stations, mut campaigns) = (FxHashSet::default(), BTreeSet::new());
    for (station, book) in in_campaigns(books, windows) {
        if book.campaign.code != *this && compared.contains(&station) {
            stations.insert(station);
            campaigns.insert(book.campaign.code.clone());
        }
    }
    let campaigns: Vec<String> = campaigns.into_iter().collect();
    (!campaigns.is_empty()).then_some(Doubt::Overlapping { stations: stations.len(), campaigns })
}
