//! Things that are in the way of a write, one by one.

use std::collections::BTreeMap;

use serde::Serialize;
use utoipa::ToSchema;

use crate::base::ids::Revision;

/// A thing that is in the way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub(in crate::http) struct Cause {
    /// What it is: `station`, `cooperation`, `contract`, `fee`, `performance`, `campaign`, `participation`, `note` or
    /// `comparison`.
    #[schema(example = "station")]
    entity: &'static str,
    /// What it is known by: codes, numbers and days by the names of their fields.
    #[schema(example = json!({"station": "SH-001"}))]
    key: BTreeMap<&'static str, String>,
    /// The revision that put it there, where that is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    revision: Option<u64>,
    /// Why it is in the way.
    #[schema(example = "there is no station of this code")]
    reason: String,
}

impl Cause {
    /// A thing of a kind by its key, and why it is in the way.
    pub(in crate::http) fn new(
        entity: &'static str,
        key: impl IntoIterator<Item = (&'static str, String)>,
        reason: impl Into<String>,
    ) -> Self {
        Self { entity, key: key.into_iter().collect(), revision: None, reason: reason.into() }
    }

    /// The same, with the revision that put it in the way, where that is known.
    #[must_use]
    pub(in crate::http) fn by(self, revision: Option<Revision>) -> Self {
        Self { revision: revision.map(|revision| revision.0), ..self }
    }
}
