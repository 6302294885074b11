//! Days of performance on the desk: rows are gathered by station and month, which are written as one thing.

use rustc_hash::FxHashMap;

use super::{Desk, Outcome, put, seen};
use crate::base::date::Day;
use crate::base::ids::StationId;
use crate::base::month::Month;
use crate::domain::performance::{DayDraft, DayFacts, MOST_DAYS, MonthFacts};
use crate::domain::station::RuleError;
use crate::live::error::WriteError;

/// A row of a file: the number of its station among those of the file, and what it says. Millions of them are held
/// at once, so the code is not.
struct DayRow {
    line: u64,
    station: u32,
    draft: DayDraft,
}

/// Rows on their way to the desk.
#[derive(Default)]
pub(in crate::live) struct Days {
    numbers: FxHashMap<String, u32>,
    codes: Vec<String>,
    rows: Vec<DayRow>,
}

impl Days {
    /// Takes a row in.
    #[expect(clippy::cast_possible_truncation, reason = "a file has at most 20 million rows")]
    pub(in crate::live) fn push(&mut self, line: u64, mut draft: DayDraft) {
        let code = std::mem::take(&mut draft.station);
        let station = self.numbers.get(&code).copied().unwrap_or_else(|| {
            let number = self.codes.len() as u32;
            self.numbers.insert(code.clone(), number);
            self.codes.push(code);
            number
        });
        self.rows.push(DayRow { line, station, draft });
    }
}

impl Desk<'_> {
    /// Puts the days of a file on the desk; `told` is told the line of each and its outcome.
    ///
    /// # Errors
    /// [`WriteError`] when the store cannot be read.
    pub(in crate::live) fn put_days(
        &mut self,
        days: &Days,
        mut told: impl FnMut(u64, Result<Outcome, RuleError>),
    ) -> Result<(), WriteError> {
        let mut stations = Vec::with_capacity(days.codes.len());
        for code in &days.codes {
            stations.push(match self.station(code) {
                Ok(id) => Ok(id),
                Err(WriteError::Rule(rule)) => Err(rule),
                Err(error) => return Err(error),
            });
        }
        let mut order: Vec<(StationId, Month, usize)> = Vec::with_capacity(days.rows.len());
        for (at, row) in days.rows.iter().enumerate() {
            match &stations[row.station as usize] {
                Ok(id) => order.push((*id, Month::of(row.draft.day), at)),
                Err(rule) => told(row.line, Err(rule.clone())),
            }
        }
        order.sort_unstable();
        for run in order.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)) {
            let (station, month, _) = run[0];
            let rows = run.iter().map(|&(.., at)| &days.rows[at]);
            self.put_month(station, month, rows.map(|row| (row.line, &row.draft)), &mut told);
        }
        Ok(())
    }

    /// Puts one day on the desk.
    ///
    /// # Errors
    /// [`WriteError::Rule`] without such a station, or when the day breaks a rule.
    pub(in crate::live) fn put_day(&mut self, draft: &DayDraft) -> Result<Outcome, WriteError> {
        let station = self.station(&draft.station)?;
        let mut outcome = Ok(Outcome::Unchanged);
        self.put_month(station, Month::of(draft.day), std::iter::once((0, draft)), &mut |_, told| outcome = told);
        Ok(outcome?)
    }

    /// Takes a day away.
    ///
    /// # Errors
    /// [`WriteError`] without such a station or day.
    pub(in crate::live) fn delete_day(&mut self, station: &str, day: Day) -> Result<(), WriteError> {
        let (id, month) = (self.station(station)?, Month::of(day));
        let mut days = self.days_of(id, month);
        if days[place(day, month)].take().is_none() {
            return Err(WriteError::NotFound { what: "day of performance", key: format!("{station} {day}") });
        }
        self.set_month(id, month, MonthFacts::new(&days));
        Ok(())
    }

    fn put_month<'d>(
        &mut self,
        station: StationId,
        month: Month,
        rows: impl Iterator<Item = (u64, &'d DayDraft)>,
        told: &mut impl FnMut(u64, Result<Outcome, RuleError>),
    ) {
        let mut days = self.days_of(station, month);
        let mut is_other = false;
        for (line, draft) in rows {
            let day = &mut days[place(draft.day, month)];
            let outcome = draft.apply(day.as_ref()).map(|after| {
                let outcome = Outcome::of(day.as_ref(), &after);
                is_other |= outcome != Outcome::Unchanged;
                *day = Some(after);
                outcome
            });
            told(line, outcome);
        }
        if is_other {
            self.set_month(station, month, MonthFacts::new(&days));
        }
    }

    fn days_of(&self, station: StationId, month: Month) -> [Option<DayFacts>; MOST_DAYS] {
        let current = || self.current.books().month(station, month);
        let facts = seen(&self.months, &(station, month), current);
        facts.map_or([None; MOST_DAYS], |facts| facts.unpack())
    }

    fn set_month(&mut self, station: StationId, month: Month, after: Option<MonthFacts>) {
        let books = self.current.books();
        put(&mut self.months, (station, month), after, || books.month(station, month));
    }
}

/// The place of a day among those of its month.
fn place(day: Day, month: Month) -> usize {
    (day.number() - month.first().number()) as usize
}
