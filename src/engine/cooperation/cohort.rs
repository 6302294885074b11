//! Cohorts: the stations that began in a period, and how far they had come by a day.

use super::table::{Layout, Table, by_level};
use super::{Figure, Level, timeline};
use crate::base::date::{Day, Period};
use crate::domain::cooperation::Stage;
use crate::engine::block::Block;
use crate::engine::question::{Plan, Question, Selected, slots};
use crate::engine::snapshot::Snapshot;
use crate::engine::statistics::keys::Keys;
use crate::engine::statistics::{Buckets, TooMany};

/// How many steps follow the first.
const LATER: usize = Stage::STEPS.len() - 1;

/// A cohort, and how far it had come.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Cohort {
    /// Stations in it.
    pub size: u32,
    /// How many of them came at least as far, by [`Stage::STEPS`] after the first.
    pub reached: [u32; Stage::STEPS.len() - 1],
    /// The median of the days that these took; `None` without any.
    pub median_days: [Option<f64>; Stage::STEPS.len() - 1],
    /// Stations that began in the period at another stage and were never a prospect: they are in no cohort.
    pub never_prospect: u32,
}

impl Cohort {
    /// The values of a cohort's [figures](crate::domain::funnel::Funnel::figures).
    #[must_use]
    pub fn figures(&self) -> [Figure; 11] {
        let [negotiating, signed, online] = self.reached.map(Figure::count);
        let [share_negotiating, share_signed, share_online] = self.reached.map(|count| Figure::share(count, self.size));
        let [days_negotiating, days_signed, days_online] =
            self.median_days.map(|days| days.map_or(Figure::Nothing, Figure::Part));
        [
            Figure::count(self.size),
            negotiating,
            signed,
            online,
            share_negotiating,
            share_signed,
            share_online,
            days_negotiating,
            days_signed,
            days_online,
            Figure::count(self.never_prospect),
        ]
    }
}

/// The stations whose first stage `prospect` began within the period and by the question's day, open or closed, and
/// how far they had come by that day.
///
/// # Errors
/// [`TooMany`] when there are too many regions times buckets.
pub fn cohort(
    snapshot: &Snapshot,
    question: &Question,
    period: Period,
    level: Level,
    buckets: Option<&Buckets>,
) -> Result<Table<Cohort>, TooMany> {
    let layout = Layout::new(snapshot, question, level, buckets)?;
    let plan = Plan::new(snapshot, question);
    let mut keys = Keys::new(snapshot, question.at, &by_level(level));
    let mut cells = vec![Cohort::default(); layout.len()];
    // Cell, step and days of all that came as far.
    let mut days: Vec<(usize, usize, u32)> = Vec::new();
    let mut selected = Selected::EMPTY;
    for block in snapshot.blocks() {
        plan.select(block, None, &mut selected);
        let of = keys.of(block, &selected);
        for slot in slots(&selected.matching, block.len()) {
            let Some(start) = Start::of(block, slot, question.at).filter(|start| start.lies_in(period)) else {
                continue;
            };
            for cell in layout.cells(of[slot], start.day) {
                if !start.prospect {
                    cells[cell].never_prospect += 1;
                    continue;
                }
                cells[cell].size += 1;
                let took = start.took.iter().enumerate().filter_map(|(step, took)| Some((cell, step, (*took)?)));
                days.extend(took);
            }
        }
    }
    days.sort_unstable();
    for of in days.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)) {
        let (cell, step, _) = of[0];
        // Both middles of an even number.
        let middles = of[(of.len() - 1) / 2].2 + of[of.len() / 2].2;
        cells[cell].reached[step] = u32::try_from(of.len()).unwrap_or(u32::MAX);
        cells[cell].median_days[step] = Some(f64::from(middles) / 2.0);
    }
    Ok(layout.table(cells))
}

/// How a station began, and how it went on.
struct Start {
    /// The day of its first prospect; without one, of its first stage.
    day: u32,
    /// Whether it was ever a prospect.
    prospect: bool,
    /// Days from then until it came at least as far, by the steps after the first.
    took: [Option<u32>; LATER],
}

impl Start {
    /// As far as the slot's stages up to the day tell; `None` without any.
    fn of(block: &Block, slot: usize, at: Day) -> Option<Self> {
        let steps = || timeline::steps(block, slot, at);
        let (first, _) = steps().next()?;
        let Some((day, _)) = steps().find(|&(_, step)| step == Some(0)) else {
            return Some(Self { day: first, prospect: false, took: [None; LATER] });
        };
        let as_far = |later: usize| steps().find(|&(on, step)| on > day && step > Some(later));
        Some(Self { day, prospect: true, took: std::array::from_fn(|later| Some(as_far(later)?.0 - day)) })
    }

    fn lies_in(&self, period: Period) -> bool {
        Day::from_number(self.day).is_some_and(|day| period.contains(day))
    }
}
