//! 200 random questions (filter × date × region × zoom): the sum over the tiles is the statistics' total
//! and the length of the list, and every tile reads the same by two independent decoders, `mvt-reader` in
//! Rust and `@mapbox/vector-tile` in Node. What `mvt-reader` gives is compared with a brute-force reading
//! in `tiles.rs`.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use forecourt::engine::list::{Paging, list};
use forecourt::engine::statistics::{Breakdown, statistics};
use forecourt::engine::tile::{Asked, Clustering, stations};
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;
use serde_json::Value;

use crate::model::{build, case, sites};
use crate::tiles::{Decoded, expected, tiles_of};

/// What the Node decoder reads from a tile, in the shape of ours.
fn of_json(layers: &Value) -> Decoded {
    let features = |name: &str| layers[name].as_array().cloned().unwrap_or_default();
    let mut decoded = Decoded::default();
    for feature in features("stations") {
        let text = |value: &Value| value.as_str().expect("a text").to_owned();
        let properties = feature["properties"].as_object().expect("properties");
        let properties = properties.iter().map(|(key, value)| (key.clone(), text(value)));
        let place = ["x", "y"].map(|key| (key.to_owned(), feature[key].to_string()));
        let properties = properties.chain(place).collect();
        decoded.stations.insert(feature["id"].as_u64().expect("id"), properties);
    }
    for feature in features("clusters") {
        let properties = feature["properties"].as_object().expect("properties");
        let count = |value: &Value| value.as_u64().expect("a count");
        let properties = properties.iter().map(|(key, value)| (key.clone(), count(value)));
        let place = ["x", "y"].map(|key| (key.to_owned(), count(&feature[key])));
        decoded.clusters.push(properties.chain(place).collect());
    }
    decoded.clusters.sort();
    decoded
}

#[test]
fn two_hundred_questions_by_two_decoders() {
    let web = Path::new(env!("CARGO_MANIFEST_DIR")).join("web");
    if !web.join("node_modules/@mapbox/vector-tile").is_dir() {
        println!("skipped: web/node_modules is not there (npm ci in web)");
        return;
    }
    let folder = tempfile::tempdir().expect("folder");
    let mut runner = TestRunner::deterministic();
    let mut list_of_files: Vec<String> = Vec::new();
    let mut wanted = Vec::new();
    for question in 0..200 {
        let (sites, case, zoom) = (sites(120), case(), 0..=14_u8).new_tree(&mut runner).expect("a question").current();
        let snapshot = build(1, &sites);
        let open = case.open(&sites);
        let mut sum = 0;
        for (index, tile) in tiles_of(&sites, zoom).into_iter().enumerate() {
            let bytes = stations(&snapshot, &case.question, tile, Clustering::Auto, &Asked::default()).expect("tile");
            let mut decoded = Decoded::read(&bytes);
            let mut plain = expected(&open, &case, tile, Clustering::Auto);
            decoded.clusters.sort();
            plain.clusters.sort();
            assert_eq!(decoded, plain, "question {question}, tile {tile}");
            sum += decoded.count();
            let file = folder.path().join(format!("{question}-{index}.mvt"));
            std::fs::write(&file, bytes).expect("file");
            list_of_files.push(file.display().to_string());
            wanted.push(decoded);
        }
        let total = statistics(&snapshot, &case.question, &Breakdown::default()).expect("answer").total.counts;
        let page = list(&snapshot, &case.question, None, &Paging { limit: 1_000, ..Paging::default() });
        assert_eq!((sum, total.stations(), page.items.len()), (open.len() as u64, open.len() as u64, open.len()));
    }
    let mut node = Command::new("node")
        .arg("e2e/decode-tiles.mjs")
        .current_dir(&web)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("node");
    let mut stdin = node.stdin.take().expect("stdin");
    let writer = std::thread::spawn(move || stdin.write_all(list_of_files.join("\n").as_bytes()).expect("files"));
    let output = node.wait_with_output().expect("node");
    writer.join().expect("writer");
    assert!(output.status.success());
    let text = String::from_utf8(output.stdout).expect("text");
    let read: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).expect("json")).collect();
    assert_eq!(read.len(), wanted.len());
    for (answer, wanted) in read.iter().zip(&wanted) {
        assert_eq!(&of_json(&answer["layers"]), wanted, "{}", answer["url"]);
    }
    println!("{} tiles of 200 questions, the same by both decoders", wanted.len());
}
