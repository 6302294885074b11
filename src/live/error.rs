//! What can go wrong while the service runs.

use crate::domain::station::RuleError;
use crate::engine::geography::GeographyError;
use crate::store::StoreError;

/// Why a question could not be answered.
#[derive(Debug, thiserror::Error)]
pub enum LiveError {
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The stored regions contradict themselves.
    #[error("the stored regions are damaged: {0}")]
    Geography(#[from] GeographyError),
    /// There is no such time zone.
    #[error("there is no time zone {0:?}; give one such as Asia/Shanghai")]
    Zone(String),
    /// The built-in boundaries cannot be read: the binary was built from damaged data.
    #[error("the built-in boundaries cannot be read: {0}")]
    BuiltIn(String),
}

/// Why a write was refused; nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// There is no such thing.
    #[error("there is no {what} {key:?}")]
    NotFound {
        /// Kind of thing.
        what: &'static str,
        /// The key asked for.
        key: String,
    },
    /// There is one already.
    #[error("there is a {what} {key:?} already")]
    Exists {
        /// Kind of thing.
        what: &'static str,
        /// The key given.
        key: String,
    },
    /// A rule of the domain is broken.
    #[error(transparent)]
    Rule(#[from] RuleError),
    /// The regions would contradict themselves.
    #[error(transparent)]
    Geography(#[from] GeographyError),
    /// The store failed, or somebody else was faster.
    #[error(transparent)]
    Store(#[from] StoreError),
}
