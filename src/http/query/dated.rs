//! What is asked of one day.

use std::sync::Arc;

use super::common::{AT, KNOWN_AT};
use super::declared::Takes;
use super::question::{is_settled, snapshot};
use super::read::Query;
use crate::base::date::Day;
use crate::engine::Snapshot;
use crate::http::answer::{Keep, Kind as Answer};
use crate::http::problem::Problem;
use crate::live::Network;

/// A day, the snapshot that is asked of it, and how long the answer may be kept.
pub(in crate::http) struct Dated {
    /// The network at the revision asked.
    pub(in crate::http) snapshot: Arc<Snapshot>,
    /// The day of which the world is asked.
    pub(in crate::http) at: Day,
    keep: Keep,
}

impl Dated {
    /// Reads the day, and fetches the snapshot.
    pub(in crate::http) async fn read<T: Takes>(query: &Query<T>, network: &Network) -> Result<Self, Problem> {
        let known_at = query.instant(&KNOWN_AT)?;
        let given = query.day(&AT)?;
        let snapshot = snapshot(network, known_at).await?;
        let keep = if is_settled(network, &snapshot, given, known_at) { Keep::Forever } else { Keep::Revalidate };
        let at = given.unwrap_or_else(|| network.today());
        Ok(Self { snapshot, at, keep })
    }

    /// What an answer in JSON is.
    pub(in crate::http) fn kind(&self) -> Answer {
        Answer { keep: self.keep, ..Answer::json(self.snapshot.revision().0) }
    }
}
