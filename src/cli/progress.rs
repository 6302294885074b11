//! The progress bar of long work: on a terminal only, and gone when the work is done.

use std::io::IsTerminal;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// Steps of a bar.
const STEPS: u32 = 1_000;

/// A bar at its beginning.
pub(super) fn bar(doing: &str) -> ProgressBar {
    let bar = ProgressBar::new(STEPS.into());
    // A file or a pipe gets the report alone.
    bar.set_draw_target(if std::io::stderr().is_terminal() {
        ProgressDrawTarget::stderr()
    } else {
        ProgressDrawTarget::hidden()
    });
    if let Ok(style) = ProgressStyle::with_template("{bar:40} {percent:>3} %  {msg}  {elapsed}") {
        bar.set_style(style);
    }
    bar.set_message(doing.to_owned());
    bar
}

/// Moves a bar to a share of the work, 0 to 1.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share of a thousand")]
pub(super) fn set(bar: &ProgressBar, share: f64) {
    bar.set_position((share * f64::from(STEPS)) as u64);
}
