//! The built program as a child process, and a small client.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// The long forms or the short ones.
pub(crate) fn full() -> bool {
    std::env::var_os("FORECOURT_FULL").is_some()
}

pub(crate) fn command() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_forecourt"));
    command.env("FORECOURT_LOG", "error").stdin(Stdio::null());
    command
}

/// A running service; killed when dropped.
pub(crate) struct Service {
    child: Child,
    pub(crate) base: String,
    pub(crate) agent: ureq::Agent,
}

impl Service {
    pub(crate) fn start(database: &Path) -> Self {
        let mut child = command()
            .args(["serve", "--port", "0", "--database"])
            .arg(database)
            .stdout(Stdio::piped())
            .spawn()
            .expect("program");
        let mut line = String::new();
        BufReader::new(child.stdout.take().expect("stdout")).read_line(&mut line).expect("line");
        let base = line.split_whitespace().last().expect("address").trim_end_matches('/').to_owned();
        assert!(base.starts_with("http://"), "{line:?}");
        let agent = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .timeout_global(Some(Duration::from_mins(5)))
            .build()
            .into();
        Self { child, base, agent }
    }

    pub(crate) fn url(&self, path: &str) -> String {
        format!("{}{path}", self.base)
    }

    /// Status and body of a GET.
    pub(crate) fn get(&self, path: &str) -> (u16, serde_json::Value) {
        let mut answer = self.agent.get(self.url(path)).call().expect("answer");
        let text = answer.body_mut().read_to_string().unwrap_or_default();
        (answer.status().as_u16(), serde_json::from_str(&text).unwrap_or(serde_json::Value::String(text)))
    }

    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }

    /// SIGKILL, as a power cut would.
    pub(crate) fn kill(mut self) {
        self.child.kill().expect("kill");
        self.child.wait().expect("wait");
    }

    /// Most memory that the service ever held, in MiB.
    pub(crate) fn peak_mib(&self) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.id())).expect("status");
        let line = status.lines().find(|line| line.starts_with("VmHWM:")).expect("VmHWM");
        line.split_whitespace().nth(1).expect("number").parse::<u64>().expect("number") / 1024
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
