//! Programs that serve on the loopback address, and one client for all of them.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// A child process that serves; stopped when dropped.
pub(crate) struct Service {
    child: Child,
    pub(crate) base: String,
}

impl Service {
    /// `forecourt serve`, as released, on a database.
    pub(crate) fn forecourt(database: &Path) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_forecourt"));
        command.args(["serve", "--port", "0", "--database"]).arg(database).env("FORECOURT_LOG", "warn");
        Self::start(&mut command)
    }

    /// A program whose first line ends in its address.
    pub(crate) fn start(command: &mut Command) -> Self {
        let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn().expect("program");
        let mut line = String::new();
        BufReader::new(child.stdout.take().expect("stdout")).read_line(&mut line).expect("line");
        let base = line.split_whitespace().last().expect("address").trim_end_matches('/').to_owned();
        assert!(base.starts_with("http://"), "{line:?}");
        Self { child, base }
    }

    /// The same on the first core alone.
    pub(crate) fn pinned(self) -> Self {
        let pinned = Command::new("taskset").args(["-acp", "0"]).arg(self.child.id().to_string()).output();
        assert!(pinned.expect("taskset").status.success());
        self
    }

    /// A number of kibibytes in the process's status, in MiB.
    pub(crate) fn mebibytes(&self, name: &str) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).expect("status");
        let line = status.lines().find(|line| line.starts_with(name)).expect("line");
        line.split_whitespace().nth(1).expect("number").parse::<u64>().expect("number") / 1024
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A client that keeps its connection.
pub(crate) fn client() -> ureq::Agent {
    ureq::Agent::config_builder().timeout_global(Some(Duration::from_mins(1))).build().into()
}

/// An answer's bytes; empty for 204.
pub(crate) fn get(client: &ureq::Agent, url: &str) -> Vec<u8> {
    let mut answer = client.get(url).call().unwrap_or_else(|error| panic!("{url}: {error}"));
    answer.body_mut().with_config().limit(1 << 30).read_to_vec().expect("body")
}

/// A text as part of a query.
pub(crate) fn encode(text: &str) -> String {
    text.bytes()
        .map(|byte| if byte.is_ascii_alphanumeric() { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}

/// Stations on a tile: the counts of its clusters, and those that stand alone.
pub(crate) fn stations_on(tile: Vec<u8>) -> u64 {
    use mvt_reader::feature::Value;

    let reader = mvt_reader::Reader::new(tile).expect("tile");
    let mut stations = 0;
    for (index, layer) in reader.get_layer_metadata().expect("layers").iter().enumerate() {
        for feature in reader.get_features(index).expect("features") {
            let count = feature.properties.as_ref().and_then(|properties| properties.get("count"));
            stations += match (layer.name.as_str(), count) {
                ("stations", _) => 1,
                (_, Some(Value::UInt(count))) => *count,
                (_, Some(Value::Int(count) | Value::SInt(count))) => count.cast_unsigned(),
                other => panic!("{other:?}"),
            };
        }
    }
    stations
}
