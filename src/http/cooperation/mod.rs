//! `/api/v1/cooperation`: movements between two dates, funnels, and one stage for many stations.

pub(super) mod changes;
pub(super) mod funnel;
pub(super) mod stages;
pub(super) mod table;
