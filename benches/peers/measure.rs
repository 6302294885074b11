//! Durations, and lines of the table.

use std::fmt::Display;
use std::time::{Duration, Instant};

/// How long something took.
pub(crate) fn timed<T>(work: impl FnOnce() -> T) -> (Duration, T) {
    let begun = Instant::now();
    let done = work();
    (begun.elapsed(), done)
}

/// Durations of the same thing done many times.
#[derive(Default)]
pub(crate) struct Times(Vec<Duration>);

impl Times {
    /// So many rounds of it.
    pub(crate) fn of<T>(rounds: usize, mut work: impl FnMut() -> T) -> Self {
        Self((0..rounds).map(|_| timed(|| std::hint::black_box(work())).0).collect())
    }

    pub(crate) fn push(&mut self, duration: Duration) {
        self.0.push(duration);
    }

    /// The duration that this many in a hundred do not exceed, in milliseconds.
    pub(crate) fn percentile(&self, hundredths: usize) -> f64 {
        let mut sorted = self.0.clone();
        sorted.sort_unstable();
        let at = (sorted.len() * hundredths).div_ceil(100).clamp(1, sorted.len()) - 1;
        sorted[at].as_secs_f64() * 1e3
    }

    /// The middle one, in milliseconds.
    pub(crate) fn median(&self) -> f64 {
        self.percentile(50)
    }
}

/// A line of the table; `ratio` is how many times faster, where that is asked.
pub(crate) fn line(what: impl Display, ours: impl Display, theirs: impl Display, ratio: Option<f64>, bar: &str) {
    let ratio = ratio.map_or_else(|| "–".into(), |ratio| format!("{ratio:.2}"));
    println!("| {what} | {ours} | {theirs} | {ratio} | {bar} |");
}

/// Milliseconds, as the table has them.
pub(crate) fn ms(milliseconds: f64) -> String {
    if milliseconds < 10.0 { format!("{milliseconds:.2} ms") } else { format!("{milliseconds:.0} ms") }
}
