//! `forecourt backup` and `forecourt verify`.

use std::path::PathBuf;

use clap::Args;

use super::{Database, Failure};
use crate::store::Store;
use crate::store::sqlite::Sqlite;

/// `forecourt backup`.
#[derive(Debug, Args)]
pub(super) struct Backup {
    /// The copy; must not exist yet
    file: PathBuf,
    #[command(flatten)]
    database: Database,
}

/// `forecourt verify`.
#[derive(Debug, Args)]
pub(super) struct Verify {
    #[command(flatten)]
    database: Database,
}

impl Backup {
    pub(super) fn run(self) -> Result<(), Failure> {
        let store = Sqlite::open_read_only(&self.database.database).map_err(Failure::from)?;
        store.backup(&self.file, &mut |_| {}).map_err(Failure::from)?;
        println!("copied {} to {}", self.database.database.display(), self.file.display());
        Ok(())
    }
}

impl Verify {
    pub(super) fn run(self) -> Result<(), Failure> {
        let store = Sqlite::open_read_only(&self.database.database).map_err(Failure::from)?;
        let found = store.verify(&mut |_| {}).map_err(Failure::from)?;
        println!("{} revisions, {} row versions", found.revisions, found.versions);
        if found.faults.is_empty() {
            println!("the chain holds and every reference is met");
            return Ok(());
        }
        for fault in &found.faults {
            println!("fault: {fault}");
        }
        Err(Failure::Refused(format!("{} is damaged: {} faults", self.database.database.display(), found.faults.len())))
    }
}
