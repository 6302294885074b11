//! Rows of a performance file → [`DayDraft`]s. These files are the long ones: a row costs one allocation, that of
//! its station's code.

use super::amounts::{amount, count, volume};
use super::columns::performance::{DATE, DISCOUNT_PLATFORM, DISCOUNT_STATION, GMV, ORDERS, STATION, VOLUME};
use super::duplicates::Duplicates;
use super::error::FileError;
use super::geometry::Geometry;
use super::needs::needed;
use super::options::Kind;
use super::plan::Plan;
use super::reading::Reading;
use super::record::Record;
use super::rows::{Content, Make, settle};
use super::values;
use crate::domain::performance::DayDraft;

/// Makes drafts of stations' days, each once a file.
#[derive(Default)]
pub(super) struct Performance {
    seen: Duplicates,
}

/// What a day may say.
pub(super) const FIGURES: [usize; 5] = [ORDERS, VOLUME, GMV, DISCOUNT_PLATFORM, DISCOUNT_STATION];

impl Make for Performance {
    type Draft = DayDraft;

    fn begin(&self, plan: &Plan, notes: &mut Vec<String>) -> Result<(), FileError> {
        plan.needs(needed(Kind::Performance))?;
        plan.needs_one_of(&FIGURES)?;
        let missing: Vec<_> =
            FIGURES.into_iter().filter(|&field| !plan.has(field)).map(|field| plan.name(field)).collect();
        if !missing.is_empty() {
            notes.push(format!("no column for {}: days keep theirs, and new ones have 0", missing.join(", ")));
        }
        Ok(())
    }

    fn make(&mut self, plan: &Plan, line: u64, record: &Record, _: Option<&Geometry>) -> Option<Content<DayDraft>> {
        let mut row = Reading::new(plan, line, record);
        let station = row.required(STATION);
        let day = row.needed(DATE, values::day);
        let orders = row.given(ORDERS, count);
        let volume = row.given(VOLUME, volume);
        let [gmv, discount_platform, discount_station] =
            [GMV, DISCOUNT_PLATFORM, DISCOUNT_STATION].map(|field| row.given(field, amount));
        let (Some(day), true) = (day, row.errors.is_empty()) else {
            return Some(row.rejected());
        };
        let draft = DayDraft { station, day, orders, volume, gmv, discount_platform, discount_station };
        // Without a value of its own, a day may have been given one before.
        if draft.gmv.is_some()
            && let Err(rule) = draft.apply(None)
        {
            row.breaks(&rule);
            return Some(row.rejected());
        }
        let said = (orders, volume, [gmv, discount_platform, discount_station]);
        let seen = self.seen.note(line, (draft.station.as_str(), day), said);
        Some(settle(seen, draft, |first| {
            let date = plan.text(record, DATE).unwrap_or_default();
            plan.error(line, DATE, &date, format!("the station has other figures of that day, in line {first}"))
        }))
    }
}
