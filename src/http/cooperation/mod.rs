//! `/api/v1/cooperation`: movements between two dates, and funnels.

pub(super) mod changes;
pub(super) mod funnel;
mod table;
