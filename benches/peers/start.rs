//! From the start of the program to the first right tile.

use std::path::Path;
use std::process::Command;

use crate::files::database;
use crate::measure::{line, timed};
use crate::network::{TODAY, count};
use crate::service::{Service, client, get, stations_on};

/// Starts with the file in the system's cache and without.
pub(crate) fn measure(folder: &Path) {
    for (name, cold) in [("file read before", false), ("file not read before", true)] {
        if cold {
            // The system drops what it holds of the file.
            let file = format!("if={}", database(folder).display());
            let forgotten = Command::new("dd").args([&file, "iflag=nocache", "count=0", "status=none"]).status();
            assert!(forgotten.expect("dd").success());
        }
        let (taken, service) = timed(|| {
            let service = Service::forecourt(&database(folder));
            let tile = get(&client(), &format!("{}/tiles/stations/0/0/0?at={TODAY}", service.base));
            assert_eq!(stations_on(tile), count() as u64);
            service
        });
        line(
            format!("start to the first right tile, {name}"),
            format!("{:.2} s, resident {} MiB", taken.as_secs_f64(), service.mebibytes("VmRSS:")),
            "–",
            None,
            "≤ 4 s",
        );
    }
}
