//! Real files through the whole import, compared with plain readings of the same files that share no code
//! with it. Each test says so and passes where `../shared/data` is not there.

mod italy;
mod looks;
mod plain;
mod shenzhen;

use std::path::{Path, PathBuf};

use forecourt::domain::change::Author;
use forecourt::exchange::{Kind, Language, Options as FileOptions, reason_in};
use forecourt::live::import::{ImportReport, ImportRequest, OnError, Refusal};
use forecourt::live::{Network, Options};
use forecourt::store::sqlite::Sqlite;

/// The folder of real inputs, if it is there.
fn shared_data() -> Option<PathBuf> {
    let folder = std::env::var_os("FORECOURT_SHARED_DATA")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data"), PathBuf::from);
    if folder.is_dir() {
        return Some(folder);
    }
    println!("skipped: there is no {}", folder.display());
    None
}

struct Fixture {
    network: Network,
    data: PathBuf,
    _folder: tempfile::TempDir,
}

impl Fixture {
    fn new() -> Option<Self> {
        let data = shared_data()?;
        let folder = tempfile::tempdir().expect("folder");
        let store = Sqlite::open(&folder.path().join("real.db")).expect("store");
        let network = Network::open(Box::new(store), &Options::default()).expect("network");
        Some(Self { network, data, _folder: folder })
    }

    fn import(
        &self,
        kind: Kind,
        file: &str,
        on_error: OnError,
        options: impl FnOnce(&mut FileOptions),
    ) -> Result<ImportReport, Refusal> {
        let mut file_options = FileOptions::default();
        options(&mut file_options);
        let file = self.data.join(file);
        let request = ImportRequest {
            author: Author { actor: "test".into(), source: "test".into() },
            kind: kind.into(),
            name: file.file_name().expect("name").to_string_lossy().into_owned(),
            file,
            options: file_options,
            set: "it".into(),
            dry_run: false,
            on_error,
        };
        let outcome = self.network.run_import(&request, &mut |_, _| {});
        let errors = match &outcome {
            Ok(report) => &report.errors,
            Err(Refusal::Rows(report)) => &report.errors,
            Err(_) => return outcome,
        };
        for error in errors {
            assert_ne!(reason_in(Language::Zh, &error.reason), error.reason, "has no Chinese");
        }
        outcome
    }
}

fn map(options: &mut FileOptions, pairs: &[&str]) {
    options.mapping = pairs.iter().map(|pair| pair.parse().expect("mapping")).collect();
}
