//! What is asked of one day, or of a period of days.

use std::sync::Arc;

use super::common::{AT, KNOWN_AT};
use super::declared::{Declared, Kind, Takes};
use super::question::{is_settled, snapshot};
use super::read::Query;
use crate::base::date::Day;
use crate::engine::Snapshot;
use crate::http::answer::{Keep, Kind as Answer};
use crate::http::problem::Problem;
use crate::live::{Depth, Network};

/// Days that a period has when nobody says from when.
const USUAL_DAYS: i32 = 30;

/// The first day of a period.
const FROM: Declared = Declared {
    name: "from",
    kind: Kind::Date,
    allowed: "a civil date YYYY-MM-DD before `to`",
    about: "First day of the period; 30 days before `to` when left out.",
    example: "2026-06-01",
    required: false,
};

/// The first day after a period.
const TO: Declared = Declared {
    name: "to",
    kind: Kind::Date,
    allowed: "a civil date YYYY-MM-DD after `from`",
    about: "First day after the period; the day after `at`, or after today, when left out.",
    example: "2026-07-01",
    required: false,
};

/// The parameters of a period of days.
pub(in crate::http) const DAYS: &[Declared] = &[FROM, TO];

/// The period asked; the 30 days up to a day when nobody says which.
pub(in crate::http) fn days<T: Takes>(query: &Query<T>, at: Day) -> Result<(Day, Day), Problem> {
    let to = query.end(&TO)?.unwrap_or(at.end());
    let from = query.day(&FROM)?.unwrap_or(to.plus(-USUAL_DAYS));
    if from < to {
        return Ok((from, to));
    }
    let (side, day) = if query.text(&FROM).is_some() { (FROM, from) } else { (TO, to) };
    Err(side.refuse(day.to_string()).saying(format!("the period from {from} to {to} has no day")))
}

/// A day, the snapshot that is asked of it, and how long the answer may be kept.
pub(in crate::http) struct Dated {
    /// The network at the revision asked.
    pub(in crate::http) snapshot: Arc<Snapshot>,
    /// The day of which the world is asked.
    pub(in crate::http) at: Day,
    keep: Keep,
}

impl Dated {
    /// Reads the day, and fetches the snapshot as far as the answer needs it.
    pub(in crate::http) async fn read<T: Takes>(
        query: &Query<T>,
        network: &Network,
        depth: Depth,
    ) -> Result<Self, Problem> {
        let known_at = query.instant(&KNOWN_AT)?;
        let given = query.day(&AT)?;
        let last = query.end(&TO)?.map(|to| to.plus(-1));
        let snapshot = snapshot(network, known_at, depth).await?;
        let today = network.today();
        let keep = if is_settled(network, &snapshot, given, known_at) { Keep::Forever } else { Keep::Revalidate };
        let at = given.unwrap_or_else(|| last.map_or(today, |last| last.min(today)));
        Ok(Self { snapshot, at, keep })
    }

    /// The period asked; the 30 days up to the day asked when nobody says which.
    pub(in crate::http) fn period<T: Takes>(&self, query: &Query<T>) -> Result<(Day, Day), Problem> {
        days(query, self.at)
    }

    /// The problem of a period with too many days.
    pub(in crate::http) fn too_long((from, to): (Day, Day), most: u32) -> Problem {
        let days = to.number() - from.number();
        let allowed = format!("a civil date at most {most} days before `to`");
        Problem::parameter(FROM.name, from.to_string(), allowed)
            .saying(format!("the period from {from} to {to} has {days} days, and may have {most}"))
    }

    /// What an answer in JSON is.
    pub(in crate::http) fn kind(&self) -> Answer {
        Answer { keep: self.keep, ..Answer::json(self.snapshot.revision().0) }
    }
}
