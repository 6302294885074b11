//! Schedules by number: stations with the same terms share one.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::schedule::Schedule;

/// Schedules by number; number 0 is the one in which nothing is ever in force.
#[derive(Clone, Debug)]
pub(super) struct Schedules {
    all: Arc<Vec<Arc<Schedule>>>,
    numbers: Arc<FxHashMap<Arc<Schedule>, u32>>,
}

impl Default for Schedules {
    fn default() -> Self {
        let nothing = Arc::new(Schedule::default());
        Self { all: Arc::new(vec![Arc::clone(&nothing)]), numbers: Arc::new(std::iter::once((nothing, 0)).collect()) }
    }
}

impl Schedules {
    /// Every schedule, by number.
    pub(super) fn all(&self) -> &[Arc<Schedule>] {
        &self.all
    }

    /// The schedule of a number.
    pub(super) fn get(&self, number: u32) -> &Schedule {
        &self.all[number as usize]
    }

    /// The number of a schedule; a new one where none is alike.
    #[expect(clippy::cast_possible_truncation, reason = "schedules are at most as many as writes of terms")]
    pub(super) fn number(&mut self, schedule: Schedule) -> u32 {
        if let Some(&number) = self.numbers.get(&schedule) {
            return number;
        }
        let schedule = Arc::new(schedule);
        let all = Arc::make_mut(&mut self.all);
        let number = all.len() as u32;
        all.push(Arc::clone(&schedule));
        Arc::make_mut(&mut self.numbers).insert(schedule, number);
        number
    }
}
