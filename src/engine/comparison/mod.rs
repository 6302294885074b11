//! Campaigns compared: what the stations that took part sold, against what they would have sold without it.
//!
//! A comparison has two windows. The baseline lies before the campaign. During it, a participant counts on the days of
//! its own period, as far as anybody's performance is known by the day asked; controls count on the days of the
//! campaign, each day weighing as many participants of their stratum as were there on it, so that a participant which
//! joins late is compared with the same days of its controls. `windows` says on which days a station was there to
//! sell, `strata` who is like whom, `controls` who may be a control, and [`uplift`](super::uplift) makes the estimate.
//!
//! Controls never take part in the campaign, nor in any other in either window; they stand no nearer to any
//! participant than the spillover radius, and they are open and online on every day of both windows. When that leaves
//! few or none, the comparison says so; it never looks elsewhere by itself.

mod controls;
mod cost;
mod doubts;
mod reading;
mod stations;
mod strata;
mod treated;
mod windows;

use std::collections::BTreeMap;

pub use self::cost::Cost;
pub use self::doubts::Doubt;
use self::reading::{GMV, ORDERS, VOLUME};
use self::stations::stations;
use self::windows::Windows;
use super::filter::Filter;
use super::snapshot::Snapshot;
use super::uplift::{Interval, NoUplift, Point, Uplift, point, uplift};
use crate::base::date::{Day, Period};
use crate::base::ids::CampaignId;
use crate::domain::access::Scope;
use crate::domain::performance::VolumeUnit;

/// What is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Measure {
    /// Gross merchandise value, in minor units.
    Gmv,
    /// Orders.
    Orders,
    /// Volume, in thousandths of the unit that most participants count. The others are left out, since litres and
    /// kilowatt-hours do not add up.
    Volume,
}

impl Measure {
    /// Its place in a tally.
    fn place(self) -> usize {
        match self {
            Self::Gmv => GMV,
            Self::Orders => ORDERS,
            Self::Volume => VOLUME,
        }
    }
}

/// A comparison that is asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct Inquiry {
    /// Which campaign.
    pub campaign: CampaignId,
    /// What is compared.
    pub measure: Measure,
    /// The last day that counts.
    pub at: Day,
    /// The baseline, which must end by the campaign's first day. Without one it has as many days as the campaign, in
    /// whole weeks, at least 28 and at most 56, and ends the day before the campaign begins.
    pub baseline: Option<Period>,
    /// Which stations may be controls, as of the campaign's first day. Without one these are the stations of the same
    /// province, brand, energy unit and size band as some participant.
    pub controls: Option<Filter>,
    /// Controls stand at least so far from every participant, in metres.
    pub spillover_m: u32,
    /// The seed of the bootstrap: equal seeds give equal intervals.
    pub seed: u64,
    /// What the asker may see.
    pub scope: Scope,
}

/// Why a station is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LeftOut {
    /// Its own period has no day of the campaign that is known.
    NotTakingPart,
    /// Its volumes are counted in another unit.
    OtherUnit,
    /// Of a participant: it was not online on any day of a window. Of a control: it was not on every one.
    NotOnline,
    /// Too little is known of it: fewer than a week of the baseline or nothing sold in it, or no day of the campaign.
    NoPerformance,
    /// No control is like it.
    Unmatched,
    /// It takes part in a campaign in one of the windows.
    InCampaign,
    /// It stands within the spillover radius of a participant.
    TooNear,
    /// No participant is of its size.
    OtherSize,
}

/// How many stations there are, and why some of them are left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tallied {
    /// Those that might have been compared: the participants; or who is like one but for its size, or meant by the
    /// filter of the controls.
    pub candidates: usize,
    /// Those that are.
    pub used: usize,
    /// The others by reason.
    pub left_out: BTreeMap<LeftOut, usize>,
}

impl Tallied {
    fn leave_out(&mut self, reason: LeftOut) {
        *self.left_out.entry(reason).or_default() += 1;
    }
}

/// A week of both groups. A mean is of a station and day in the metric's unit, an index 100 at the baseline; `None`
/// where nobody was there.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Week {
    /// First day.
    pub from: Day,
    /// First day after it.
    pub to: Day,
    /// Mean of the treated.
    pub treated: Option<f64>,
    /// Mean of the controls.
    pub controls: Option<f64>,
    /// What the treated sold, over what as many of their days of the baseline came to.
    pub treated_index: Option<f64>,
    /// The same of the controls, each stratum weighing as the treated do in it.
    pub controls_index: Option<f64>,
}

/// Why there is no estimate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoEstimate {
    /// The campaign has not begun, or nobody's performance is known since.
    #[error("no day of the campaign is known yet")]
    NoDays,
    /// Nobody to compare, or with whom.
    #[error(transparent)]
    NoUplift(#[from] NoUplift),
}

/// A campaign compared.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// What volumes are counted in, where volumes are compared.
    pub unit: Option<VolumeUnit>,
    /// The baseline.
    pub baseline: (Day, Day),
    /// The campaign as far as it is known, as `[from, to)`; `None` where no day of it is.
    pub during: Option<(Day, Day)>,
    /// The participants.
    pub treated: Tallied,
    /// Their controls.
    pub controls: Tallied,
    /// The estimate.
    pub estimate: Result<Uplift, NoEstimate>,
    /// What the estimate comes to over all stations and days compared, in the metric's unit.
    pub total: Option<Interval>,
    /// What it cost, and what for.
    pub cost: Cost,
    /// Week by week.
    pub weeks: Vec<Week>,
    /// What makes the estimate doubtful.
    pub doubts: Vec<Doubt>,
}

/// Compares a campaign; `None` where the snapshot has none of that id.
#[must_use]
pub fn compare(snapshot: &Snapshot, inquiry: &Inquiry) -> Option<Comparison> {
    let books = snapshot.books();
    let book = books.campaign(inquiry.campaign)?;
    let period = book.campaign.period;
    let until = books.last_day(inquiry.at).map_or(0, |day| day.number() + 1);
    let windows = Windows::new(period, inquiry.baseline, until);

    let participants = book.stations.keys().copied().collect();
    let stations = stations(snapshot, inquiry, period.from(), &participants);
    let mut treated = treated::gather(snapshot, inquiry, book, &stations, &windows);
    let controls = controls::gather(snapshot, inquiry, book, &stations, &windows, &treated);
    treated.keep_matched(&controls);

    let of = inquiry.measure.place();
    let (of_treated, of_controls) = (treated.subjects(of), controls.subjects(of));
    let estimate = if windows.during.0 == windows.during.1 {
        Err(NoEstimate::NoDays)
    } else if of_treated.is_empty() && treated.tallied.left_out.contains_key(&LeftOut::Unmatched) {
        Err(NoUplift::Nobody("control").into())
    } else {
        uplift(&of_treated, &of_controls, inquiry.seed).map_err(NoEstimate::from)
    };
    let doubts = doubts::doubts(snapshot, inquiry, book, &windows, &treated, &estimate);
    let before = estimate.as_ref().ok().map(|estimate| estimate.controls.before);
    let day = |number| Day::from_number(number).unwrap_or(Day::MAX);
    Some(Comparison {
        unit: treated.unit,
        baseline: (day(windows.baseline.0), day(windows.baseline.1)),
        during: (windows.during.0 < windows.during.1).then(|| (day(windows.during.0), day(windows.during.1))),
        total: estimate.as_ref().ok().map(|estimate| estimate.additive.times(estimate.days)),
        cost: cost::cost(books, &book.campaign, &treated, &controls),
        weeks: weeks(&windows, of, &treated, &controls, before),
        treated: treated.tallied,
        controls: controls.tallied,
        estimate,
        doubts,
    })
}

/// Both groups week by week; `before` is the mean of the controls in the baseline.
fn weeks(
    windows: &Windows,
    of: usize,
    treated: &treated::Treated<'_>,
    controls: &controls::Controls,
    before: Option<f64>,
) -> Vec<Week> {
    let week = |(place, &(from, to)): (usize, &(u32, u32))| {
        let found = point(&treated.week(place, of), &controls.week(place, of));
        let share = |share: fn(&Point) -> f64| found.as_ref().map(share).filter(|share| share.is_finite());
        let controls_index = share(|point| point.expected / point.base);
        Some(Week {
            from: Day::from_number(from)?,
            to: Day::from_number(to)?,
            treated: share(|point| point.sold / point.days),
            controls: before.zip(controls_index).map(|(before, index)| before * index),
            treated_index: share(|point| 100.0 * point.sold / point.base),
            controls_index: controls_index.map(|index| 100.0 * index),
        })
    };
    windows.weeks.iter().enumerate().filter_map(week).collect()
}
