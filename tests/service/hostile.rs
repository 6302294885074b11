//! Hostile input: a clear error each, memory bounded, and the service goes on.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::time::Duration;

use serde_json::Value;

use crate::program::{Service, full};

/// A service that has made ready what it makes ready beside its first answers: memory is measured from there.
fn service(folder: &Path) -> Service {
    let service = Service::start(&folder.join("hostile.db"));
    for path in ["/basemap/0/0/0", "/tiles/regions/0/0/0"] {
        assert!(service.agent.get(service.url(path)).call().expect("answer").status().is_success(), "{path}");
    }
    service
}

fn parameter(answer: &(u16, Value)) -> &str {
    answer.1["parameter"].as_str().unwrap_or_default()
}

#[test]
fn wrong_parameters_are_named() {
    let folder = tempfile::tempdir().expect("folder");
    let service = service(folder.path());
    let nested = format!("{}brand%3D%27x%27{}", "(".repeat(10_000), ")".repeat(10_000));
    for (path, status, name) in [
        ("/tiles/stations/23/0/0".to_owned(), 400, "z"),
        ("/tiles/stations/3/8/0".to_owned(), 400, "x"),
        ("/tiles/stations/3/0/99999999999".to_owned(), 400, "y"),
        ("/tiles/stations/3/0/-1".to_owned(), 400, "y"),
        ("/tiles/stations/0/0/0?at=9999-99-99".to_owned(), 400, "at"),
        ("/api/v1/stats?at=0001-01-01".to_owned(), 400, "at"),
        ("/api/v1/stats?known_at=yesterday".to_owned(), 400, "known_at"),
        (format!("/api/v1/stats?filter={nested}"), 400, "filter"),
        ("/api/v1/stats?within=nowhere".to_owned(), 400, "within"),
        ("/api/v1/stats?set=moon".to_owned(), 400, "set"),
        ("/api/v1/stats?level=galaxy".to_owned(), 400, "level"),
        ("/api/v1/stats?metrics=beauty".to_owned(), 400, "metrics"),
        ("/api/v1/stations?near=NaN,NaN".to_owned(), 400, "near"),
        ("/api/v1/stations?bbox=1,2,3".to_owned(), 400, "bbox"),
        ("/api/v1/stations?limit=1000000000000".to_owned(), 400, "limit"),
        ("/api/v1/stations?stage=onlien".to_owned(), 400, "stage"),
        ("/api/v1/stations?colour=red".to_owned(), 400, "colour"),
    ] {
        let answer = service.get(&path);
        let shown: String = path.chars().take(100).collect();
        assert_eq!((answer.0, parameter(&answer)), (status, name), "{shown}: {}", answer.1);
        assert!(answer.1["detail"].as_str().is_some_and(|detail| !detail.is_empty()), "{shown}");
    }
    // A filter of 1 MB does not fit a request line; whatever is said, it is an error and not a crash.
    let mut socket = TcpStream::connect(service.base.trim_start_matches("http://")).expect("socket");
    let request = format!("GET /api/v1/stats?filter={} HTTP/1.1\r\nhost: x\r\n\r\n", "x".repeat(1 << 20));
    // The service may hang up before it has read all of it.
    let _ = socket.write_all(request.as_bytes());
    let mut answer = String::new();
    let _ = socket.read_to_string(&mut answer);
    assert!(["HTTP/1.1 414", "HTTP/1.1 431"].iter().any(|status| answer.starts_with(status)), "{answer:.200}");
    assert_eq!(service.get("/healthz").0, 200);
}

#[test]
fn bad_places_are_refused() {
    let folder = tempfile::tempdir().expect("folder");
    let service = service(folder.path());
    for body in [
        r#"{"code":"A","name":"A","location":[NaN,31]}"#,
        r#"{"code":"A","name":"A","location":[1e999,31]}"#,
        r#"{"code":"A","name":"A","location":[181,31]}"#,
        r#"{"code":"A","name":"A","location":[null,31]}"#,
        r#"{"code":"A","name":"A"}"#,
        r#"{"code":"","name":"A","location":[121,31]}"#,
        r#"{"code":"A","name":"A","location":[121,31],"colour":"red"}"#,
        "[[[[[[",
    ] {
        let answer = service
            .agent
            .post(service.url("/api/v1/stations"))
            .header("content-type", "application/json")
            .send(body)
            .expect("answer");
        assert!((400..500).contains(&answer.status().as_u16()), "{body}: {}", answer.status());
    }
    assert_eq!(service.get("/api/v1/stations").1["matched"], 0);
}

/// `count` bytes of one kind after some others.
struct Long {
    head: &'static [u8],
    count: u64,
}

impl Read for Long {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        if !self.head.is_empty() {
            return self.head.read(buffer);
        }
        let n = buffer.len().min(usize::try_from(self.count).unwrap_or(usize::MAX));
        buffer[..n].fill(b'x');
        self.count -= n as u64;
        Ok(n)
    }
}

/// Uploads and waits until the import has ended.
fn import(service: &Service, query: &str, body: impl Read + 'static) -> Value {
    let mut answer = service
        .agent
        .post(service.url(&format!("/api/v1/imports?{query}")))
        .send(ureq::SendBody::from_owned_reader(body))
        .expect("answer");
    let text = answer.body_mut().read_to_string().expect("text");
    assert_eq!(answer.status(), 202, "{text}");
    let state: Value = serde_json::from_str(&text).expect("json");
    let id = state["id"].as_str().map_or_else(|| state["id"].to_string(), str::to_owned);
    loop {
        let state = service.get(&format!("/api/v1/imports/{id}")).1;
        if ["done", "refused"].contains(&state["status"].as_str().expect("status")) {
            return state;
        }
        std::thread::sleep(Duration::from_millis(50));
    }
}

#[test]
fn a_line_without_end_is_refused_in_little_memory() {
    let folder = tempfile::tempdir().expect("folder");
    let service = service(folder.path());
    let before = service.peak_mib();
    let count = if full() { 1 << 30 } else { 1 << 26 } - 64;
    let body = Long { head: b"code,name,longitude,latitude\nA,", count };
    let state = import(&service, "kind=stations&name=long.csv", body);
    assert_eq!(state["status"], "refused", "{state}");
    let grown = service.peak_mib() - before;
    println!("a line of {} MiB: {} ({grown} MiB more at the peak)", count >> 20, state["problem"]);
    assert!(grown < 64, "{grown} MiB");
    assert_eq!(service.get("/healthz").0, 200);
}

#[test]
fn a_workbook_that_inflates_without_end_is_refused_in_little_memory() {
    let folder = tempfile::tempdir().expect("folder");
    let service = service(folder.path());
    let before = service.peak_mib();
    let file = folder.path().join("bomb.xlsx");
    let mut zip = zip::ZipWriter::new(std::fs::File::create(&file).expect("file"));
    let options = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
    zip.start_file("[Content_Types].xml", options).expect("part");
    zip.write_all(
        b"<?xml version=\"1.0\"?><Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>",
    )
    .expect("text");
    zip.start_file("xl/worksheets/sheet1.xml", options.large_file(true)).expect("part");
    let zeros = vec![b' '; 1 << 20];
    for _ in 0..if full() { 4_096 } else { 600 } {
        zip.write_all(&zeros).expect("zeros");
    }
    zip.finish().expect("zip");
    let state = import(&service, "kind=stations&name=bomb.xlsx", std::fs::File::open(&file).expect("file"));
    assert_eq!(state["status"], "refused", "{state}");
    let grown = service.peak_mib() - before;
    println!("{}: {} ({grown} MiB more at the peak)", file.metadata().expect("data").len(), state["problem"]);
    assert!(grown < 128, "{grown} MiB");
    assert_eq!(service.get("/healthz").0, 200);
}
