//! Forecourt beside its peers, in one run: `make peers`, see README.md here. Each step measures one row or
//! more of DESIGN §10 and prints them as lines of a table; `run.sh` sets the peers up and calls this.

#[path = "../network/mod.rs"]
mod network;

mod engine;
mod files;
mod martin;
mod measure;
mod memory;
mod service;
mod start;
mod warm;
mod writes;

use std::path::PathBuf;

/// As the program has it.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    let folder = PathBuf::from(std::env::var_os("PEERS").expect("PEERS names the folder that run.sh set up"));
    // Cargo adds --bench.
    let mut steps: Vec<String> = std::env::args().skip(1).filter(|step| !step.starts_with("--")).collect();
    if let [step, service] = &steps[..]
        && step == "bare"
    {
        return warm::bare(service);
    }
    if steps.is_empty() {
        steps = ["files", "engine", "memory", "start", "martin", "warm", "writes"].map(String::from).to_vec();
    }
    println!("| what | Forecourt | beside it | ratio | bar |\n| --- | --- | --- | --- | --- |");
    for step in &steps {
        match step.as_str() {
            "files" => files::write(&folder),
            "engine" => engine::measure(&folder),
            "memory" => memory::measure(&folder),
            "start" => start::measure(&folder),
            "martin" => martin::measure(&folder),
            "warm" => warm::measure(&folder),
            "writes" => writes::measure(&folder),
            other => panic!("there is no step {other}"),
        }
    }
}
