//! What becomes of stations: movements between two dates, and the three funnels of cooperation.
//!
//! `timeline` reads one station's stages, `table` tells where it counts; `changes` compares two days, `funnel`
//! holds the three readings of [`domain::funnel`](crate::domain::funnel), one of which, cohorts, has a file of its
//! own. All of them are one pass over the blocks.

mod changes;
mod cohort;
mod funnel;
mod table;
mod timeline;

use crate::base::ids::SetId;

pub use self::changes::{Moved, MovedPage, Moves, changes, moved};
pub use self::cohort::{Cohort, cohort};
pub use self::funnel::{Flow, Standing, flow, standing};
pub use self::table::{Table, TableRow};

/// The level of a set whose regions have rows, counted from the top; `None` for a total only.
pub type Level = Option<(SetId, usize)>;

/// A figure of an answer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Figure {
    /// A whole number; net changes can be negative.
    Whole(i64),
    /// A share or a median.
    Part(f64),
    /// There is nothing to divide by, or nothing to measure.
    Nothing,
}

impl Figure {
    fn count(count: u32) -> Self {
        Self::Whole(i64::from(count))
    }

    fn share(part: u32, whole: u32) -> Self {
        if whole == 0 { Self::Nothing } else { Self::Part(f64::from(part) / f64::from(whole)) }
    }
}
