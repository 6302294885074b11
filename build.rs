//! Builds the web application into `web/dist`, from where the binary embeds it.
//!
//! A release build always makes it, so that plain `cargo build --release` yields one whole binary. Other
//! builds take what is there. `FORECOURT_WEB=off` leaves it out: the API alone.

use std::path::Path;
use std::process::Command;
use std::time::SystemTime;
use std::{env, fs};

/// What the application is made of; newer than `web/dist`, it is made anew.
const SOURCES: [&str; 7] =
    ["src", "public", "index.html", "package.json", "package-lock.json", "vite.config.ts", "tsconfig.json"];

fn main() {
    println!("cargo::rerun-if-env-changed=FORECOURT_WEB");
    for source in SOURCES {
        println!("cargo::rerun-if-changed=web/{source}");
    }
    println!("cargo::rerun-if-changed=web/dist/index.html");
    let wanted = env::var("PROFILE").is_ok_and(|profile| profile == "release");
    if env::var("FORECOURT_WEB").is_ok_and(|value| value == "off") || !wanted {
        return;
    }
    let web = Path::new("web");
    if is_fresh(web) {
        return;
    }
    if let Err(reason) = build(web) {
        println!(
            "cargo::warning=the web application was not built: {reason}. The binary serves the API alone; install \
             Node 20 with npm for the whole, or set FORECOURT_WEB=off to build without it and without this warning"
        );
    }
}

/// Whether the built application is newer than everything it is made of.
fn is_fresh(web: &Path) -> bool {
    let built = fs::metadata(web.join("dist/index.html")).and_then(|data| data.modified());
    let newest = SOURCES.iter().map(|source| newest(&web.join(source))).max();
    built.is_ok_and(|built| newest.is_some_and(|newest| newest <= built))
}

/// When a file, or anything in a folder, was last changed.
fn newest(path: &Path) -> SystemTime {
    let own = fs::metadata(path).and_then(|data| data.modified()).unwrap_or(SystemTime::UNIX_EPOCH);
    let below = fs::read_dir(path).into_iter().flatten().flatten().map(|entry| newest(&entry.path()));
    below.max().map_or(own, |below| below.max(own))
}

fn build(web: &Path) -> Result<(), String> {
    if !web.join("node_modules").exists() {
        npm(web, &["ci", "--no-audit", "--no-fund"])?;
    }
    npm(web, &["run", "build"])
}

fn npm(web: &Path, arguments: &[&str]) -> Result<(), String> {
    let output = Command::new("npm")
        .args(arguments)
        .current_dir(web)
        .output()
        .map_err(|error| format!("npm cannot be run ({error})"))?;
    if output.status.success() {
        return Ok(());
    }
    let text = String::from_utf8_lossy(&output.stderr);
    let last = text.lines().rev().find(|line| !line.trim().is_empty()).unwrap_or("no message");
    Err(format!("`npm {}` failed: {last}", arguments.join(" ")))
}
