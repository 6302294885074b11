//! `kill -9`, again and again: all or nothing of an import, and no acknowledged write lost.

use std::fmt::Write;
use std::io::Write as _;
use std::net::TcpStream;
use std::path::Path;
use std::time::{Duration, Instant};

use forecourt::live::{Network, Options};
use forecourt::store::Store;
use forecourt::store::sqlite::Sqlite;
use serde_json::json;

use crate::program::{Service, command, full};

/// A database with nothing but the built-in boundaries; made once and copied.
fn empty(path: &Path) {
    let store = Sqlite::open(path).expect("store");
    drop(Network::open(Box::new(store), &Options::default()).expect("network"));
}

/// Opens the database, verifies it, and counts its stations.
fn check(path: &Path) -> u32 {
    let store = Sqlite::open(path).expect("the database opens");
    let found = store.verify(&mut |_| {}).expect("verified");
    assert!(found.faults.is_empty(), "{:?}", found.faults);
    let mut stations = 0;
    let head = store.head().expect("head").expect("a revision").revision;
    store.load(head, &mut |_| stations += 1).expect("load");
    stations
}

/// A share of one, drawn by a counter so that runs repeat: the golden ratio spreads it evenly.
fn share(round: u32) -> f64 {
    (f64::from(round) * 0.618_033_988_75).fract()
}

#[test]
fn an_import_is_there_whole_or_not_at_all() {
    let (kills, rows) = if full() { (50, 40_000_u32) } else { (4, 4_000) };
    let folder = tempfile::tempdir().expect("folder");
    let mut csv = String::from("code,name,energy,longitude,latitude\n");
    for n in 0..rows {
        let (lon, lat) = (100.0 + f64::from(n % 200) / 20.0, 25.0 + f64::from(n / 200) / 20.0);
        writeln!(csv, "S{n},Station {n},fuel,{lon},{lat}").expect("line");
    }
    let file = folder.path().join("stations.csv");
    std::fs::write(&file, csv).expect("file");
    let template = folder.path().join("template.db");
    empty(&template);
    let import = |database: &Path| {
        let mut command = command();
        command.args(["import", "stations"]).arg(&file).arg("--database").arg(database);
        command.stdout(std::process::Stdio::null()).stderr(std::process::Stdio::null());
        command
    };

    let whole = folder.path().join("whole.db");
    std::fs::copy(&template, &whole).expect("copy");
    let begun = Instant::now();
    assert!(import(&whole).status().expect("run").success());
    let takes = begun.elapsed();
    assert_eq!(check(&whole), rows);

    let (mut all, mut none) = (0, 0);
    for round in 0..kills {
        let database = folder.path().join(format!("{round}.db"));
        std::fs::copy(&template, &database).expect("copy");
        let mut child = import(&database).spawn().expect("run");
        std::thread::sleep(takes.mul_f64(0.2 + 0.85 * share(round)));
        child.kill().expect("kill");
        child.wait().expect("wait");
        match check(&database) {
            0 => none += 1,
            n if n == rows => all += 1,
            n => panic!("{n} of {rows} rows are there after kill {round}"),
        }
        for ending in ["", "-wal", "-shm"] {
            let _ = std::fs::remove_file(folder.path().join(format!("{round}.db{ending}")));
        }
    }
    assert!(none > 0, "no kill came in time");
    println!("{kills} kills in the middle of an import of {takes:?}: {none} times nothing there, {all} times all");
}

#[test]
fn no_acknowledged_write_is_lost() {
    let kills = if full() { 200 } else { 5 };
    let folder = tempfile::tempdir().expect("folder");
    let database = folder.path().join("writes.db");
    empty(&database);
    let mut acknowledged: Vec<String> = Vec::new();
    let mut tried = 0;
    for round in 0..kills {
        let service = Service::start(&database);
        for code in acknowledged.iter().rev().take(20) {
            assert_eq!(service.get(&format!("/api/v1/stations/{code}")).0, 200, "{code} is lost");
        }
        let (agent, url, id) = (service.agent.clone(), service.url("/api/v1/stations"), service.id());
        let killer = std::thread::spawn(move || {
            std::thread::sleep(Duration::from_millis(20).mul_f64(1.0 + 10.0 * share(round)));
            // By number, since the handle is needed here to go on writing meanwhile.
            let killed = std::process::Command::new("kill").args(["-9", &id.to_string()]).status();
            assert!(killed.expect("kill").success());
        });
        loop {
            tried += 1;
            let code = format!("K{tried}");
            let body = json!({"code": code, "name": code, "energy": "fuel", "location": [121.4, 31.2]});
            match agent.post(&url).send_json(&body) {
                Ok(answer) if answer.status() == 201 => acknowledged.push(code),
                Ok(answer) => panic!("{}", answer.status()),
                Err(_) => break,
            }
        }
        killer.join().expect("killer");
        service.kill();
    }
    assert!(acknowledged.len() > kills as usize, "too few writes to tell");
    let stations = check(&database);
    assert!(stations as usize >= acknowledged.len() && stations <= tried, "{stations} of {tried}");
    let service = Service::start(&database);
    for code in &acknowledged {
        assert_eq!(service.get(&format!("/api/v1/stations/{code}")).0, 200, "{code} is lost");
    }
    println!("{kills} kills: {} writes acknowledged, all there; {tried} tried", acknowledged.len());
}

/// The uploads that wait in a folder.
fn uploads(folder: &Path) -> Vec<std::ffi::OsString> {
    let names = std::fs::read_dir(folder).expect("folder").map(|entry| entry.expect("entry").file_name());
    names.filter(|name| name.to_string_lossy().starts_with("forecourt-upload-")).collect()
}

/// Begins an upload that never ends, and waits until it is on disk.
fn begin_upload(service: &Service, folder: &Path) -> TcpStream {
    let before = uploads(folder).len();
    let mut socket = TcpStream::connect(service.base.trim_start_matches("http://")).expect("socket");
    let head = "POST /api/v1/imports?kind=stations HTTP/1.1\r\nhost: x\r\ncontent-length: 9000000\r\n\r\ncode,name\n";
    socket.write_all(head.as_bytes()).expect("head");
    let begun = Instant::now();
    while uploads(folder).len() == before {
        assert!(begun.elapsed() < Duration::from_secs(20), "the upload does not begin");
        std::thread::sleep(Duration::from_millis(10));
    }
    socket
}

#[test]
fn uploads_of_a_killed_service_are_cleared_and_no_others() {
    let folder = tempfile::tempdir().expect("folder");
    let [killed_at, living_at] = ["killed.db", "living.db"].map(|name| folder.path().join(name));
    empty(&killed_at);
    std::fs::copy(&killed_at, &living_at).expect("copy");
    let killed = Service::start(&killed_at);
    let _left = begin_upload(&killed, folder.path());
    killed.kill();
    let left = uploads(folder.path());
    assert_eq!(left.len(), 1);
    let living = Service::start(&living_at);
    assert_eq!(uploads(folder.path()).len(), 0, "{left:?} stays for ever");
    let _held = begin_upload(&living, folder.path());
    let restarted = Service::start(&killed_at);
    assert_eq!(uploads(folder.path()).len(), 1, "an upload under way of another service on the folder");
    assert_eq!(restarted.get("/healthz").0, 200);
}
