//! The days that are compared, and on which of them a station was there to sell.
//!
//! A station is there on a day on which it is open and online, if it has any day of performance in that month. A day
//! of such a month that is missing is a day on which it sold nothing; a month that is missing altogether says nothing
//! of the station. What it sold on days on which it was not online counts nowhere.

use crate::base::date::{Day, Period};
use crate::base::ids::StationId;
use crate::base::month::Month;
use crate::domain::cooperation::Stage;
use crate::engine::block::{Block, NEVER, day_of, stage_of};
use crate::engine::books::Books;

/// Days of a week.
pub(super) const WEEK: u32 = 7;
/// The shortest and the longest baseline that is taken when nobody says which.
const USUAL_BASELINE: std::ops::RangeInclusive<u32> = 28..=56;

/// Days as `[from, to)` in numbers.
pub(super) type Run = (u32, u32);

/// Most weeks of the campaign that are told one by one.
const MOST_WEEKS: usize = 160;

/// The days that are compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Windows {
    /// Before the campaign.
    pub(super) baseline: Run,
    /// The first day of the baseline's second half: whole weeks, where there are two.
    pub(super) half: u32,
    /// The campaign, as far as it is known; without a day where it has not begun.
    pub(super) during: Run,
    /// The weeks of the baseline, then those of the campaign; the last of either may be short.
    pub(super) weeks: Vec<Run>,
}

impl Windows {
    /// The windows of a campaign of which nothing is known from day `until` on.
    ///
    /// Without a baseline that is asked for it has as many days as the campaign, in whole weeks, at least 28 and at
    /// most 56, and ends the day before the campaign begins.
    pub(super) fn new(campaign: Period, baseline: Option<Period>, until: u32) -> Self {
        let from = campaign.from().number();
        let to = campaign.to().map_or(until, |to| to.number().min(until)).max(from);
        let planned = campaign.to().map_or(to, Day::number).saturating_sub(from);
        let usual = planned.next_multiple_of(WEEK).clamp(*USUAL_BASELINE.start(), *USUAL_BASELINE.end());
        let asked = baseline.and_then(|baseline| Some((baseline.from().number(), baseline.to()?.number())));
        let baseline = asked.unwrap_or((from.saturating_sub(usual), from));
        let days = baseline.1.saturating_sub(baseline.0);
        let half = if days >= 2 * WEEK { days / WEEK / 2 * WEEK } else { days / 2 };
        let weeks = |(from, to): Run| {
            (from..to).step_by(WEEK as usize).map(move |first| (first, (first + WEEK).min(to))).take(MOST_WEEKS)
        };
        let during = (from, to);
        Self { baseline, half: baseline.0 + half, during, weeks: weeks(baseline).chain(weeks(during)).collect() }
    }

    /// Both windows.
    pub(super) fn runs(&self) -> [Run; 2] {
        [self.baseline, self.during]
    }

    /// Whether a period has a day of either window.
    pub(super) fn touch(&self, period: &Period) -> bool {
        let (from, to) = (period.from().number(), period.to().map_or(u32::MAX, Day::number));
        self.runs().into_iter().any(|run| from.max(run.0) < to.min(run.1))
    }
}

/// The days that two runs share; `None` without one.
pub(super) fn shared(one: Run, other: Run) -> Option<Run> {
    let run = (one.0.max(other.0), one.1.min(other.1));
    (run.0 < run.1).then_some(run)
}

/// The days of a run on which a station is open and online.
pub(super) fn online(block: &Block, slot: usize, within: Run) -> impl Iterator<Item = Run> {
    let opened = u32::try_from(block.opened[slot]).unwrap_or(0);
    let closed = if block.closed[slot] == NEVER { u32::MAX } else { block.closed[slot].unsigned_abs() };
    let within = shared(within, (opened, closed));
    let mut events = block.events(slot).peekable();
    let stages = std::iter::from_fn(move || {
        let event = events.next()?;
        let end = events.peek().map_or(u32::MAX, |&next| day_of(next));
        Some((stage_of(event), (day_of(event), end)))
    });
    stages.filter(|&(stage, _)| stage == Stage::Online.number()).filter_map(move |(_, run)| shared(run, within?))
}

/// Whether a station is open and online on every day of a run.
pub(super) fn is_online_throughout(block: &Block, slot: usize, run: Run) -> bool {
    online(block, slot, run).map(|(from, to)| to - from).sum::<u32>() == run.1 - run.0
}

/// The days of runs that lie in months of which the station has any day.
pub(super) fn known(books: &Books, station: StationId, runs: impl Iterator<Item = Run>) -> Vec<Run> {
    let mut known: Vec<Run> = Vec::new();
    for (from, to) in runs {
        let mut next = Day::from_number(from).map(Month::of);
        while let Some(month) = next.filter(|month| month.first().number() < to) {
            let first = month.first().number();
            let here = shared((from, to), (first, first + u32::from(month.days())));
            if let Some(here) = here.filter(|_| books.has_month(station, month)) {
                match known.last_mut().filter(|last| last.1 == here.0) {
                    Some(last) => last.1 = here.1,
                    None => known.push(here),
                }
            }
            next = month.next();
        }
    }
    known
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().expect("date")
    }

    fn period(from: &str, to: Option<&str>) -> Period {
        Period::new(day(from), to.map(day)).expect("period")
    }

    #[test]
    fn a_baseline_is_whole_weeks_up_to_the_campaign() {
        let days = |from: &str, to: Option<&str>, until: &str| {
            let windows = Windows::new(period(from, to), None, day(until).number());
            assert_eq!(windows.baseline.1, day(from).number());
            (
                windows.baseline.1 - windows.baseline.0,
                windows.half - windows.baseline.0,
                windows.during.1 - windows.during.0,
            )
        };
        assert_eq!(days("2026-06-01", Some("2026-06-08"), "2027-01-01"), (28, 14, 7), "at least four weeks");
        assert_eq!(days("2026-06-01", Some("2026-07-01"), "2027-01-01"), (35, 14, 30), "rounded up");
        assert_eq!(days("2026-06-01", Some("2026-12-01"), "2027-01-01"), (56, 28, 183), "at most eight weeks");
        assert_eq!(days("2026-06-01", Some("2026-07-13"), "2026-06-11"), (42, 21, 10), "as long as it will be");
        assert_eq!(days("2026-06-01", None, "2026-07-06"), (35, 14, 35), "as long as it has been");
        assert_eq!(days("2026-06-01", Some("2026-06-08"), "2026-05-01"), (28, 14, 0), "not begun");
    }

    #[test]
    fn weeks_end_with_their_window() {
        let asked = period("2026-05-02", Some("2026-05-12"));
        let windows = Windows::new(period("2026-06-01", Some("2026-06-09")), Some(asked), day("2027-01-01").number());
        let weeks: Vec<u32> = windows.weeks.iter().map(|(from, to)| to - from).collect();
        assert_eq!((weeks, windows.half), (vec![7, 3, 7, 1], day("2026-05-07").number()));
        assert!(windows.touch(&period("2026-05-11", Some("2026-05-12"))));
        assert!(!windows.touch(&period("2026-05-12", Some("2026-06-01"))), "between the windows");
        assert!(windows.touch(&period("2026-06-08", None)));
    }
}
