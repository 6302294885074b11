//! `/api/v1/fees`: the fee terms of contracts and stations.

pub(super) mod view;
