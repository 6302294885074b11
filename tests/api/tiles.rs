//! Tiles: what is on them, how they are cached, and the documents that point to them.

use std::collections::BTreeMap;

use axum::http::StatusCode;
use forecourt::base::location::LonLat;
use forecourt::domain::change::Author;
use forecourt::domain::station::{Position, StationDraft};
use mvt_reader::Reader;
use mvt_reader::feature::Value;
use serde_json::json;

use crate::support::{Answer, Api};

/// Features by layer: their properties.
pub(crate) fn decode(answer: &Answer) -> BTreeMap<String, Vec<BTreeMap<String, String>>> {
    assert_eq!(answer.header("content-type"), "application/vnd.mapbox-vector-tile");
    let reader = Reader::new(answer.body.clone()).expect("tile");
    let mut layers = BTreeMap::new();
    for (index, layer) in reader.get_layer_metadata().expect("layers").iter().enumerate() {
        let features = reader.get_features(index).expect("features").into_iter().map(|feature| {
            assert!(feature.id.is_some());
            let properties = feature.properties.unwrap_or_default().into_iter();
            properties
                .map(|(name, value)| {
                    let text = match value {
                        Value::String(text) => text,
                        Value::UInt(count) => count.to_string(),
                        Value::Double(share) => share.to_string(),
                        other => format!("{other:?}"),
                    };
                    (name, text)
                })
                .collect()
        });
        layers.insert(layer.name.clone(), features.collect());
    }
    layers
}

#[tokio::test]
async fn station_tiles_hold_the_question() {
    let api = Api::new();
    let world = decode(&api.get("/tiles/stations/0/0/0?at=2026-04-15").await);
    let clustered: u32 = world["clusters"].iter().map(|cluster| cluster["count"].parse::<u32>().expect("count")).sum();
    assert_eq!(clustered as usize + world["stations"].len(), 7);
    assert_eq!(world["stations"][0]["code"], "IT-1");
    let online = decode(&api.get("/tiles/stations/0/0/0.mvt?at=2026-04-15&stage=online&cluster=off").await);
    assert_eq!(online["stations"].len(), 4);
    assert!(online["stations"].iter().all(|station| station["stage"] == "online"));
    assert!(!online.contains_key("clusters"));
    let may = decode(&api.get("/tiles/stations/0/0/0.pbf?at=2026-05-15&stage=online&cluster=off").await);
    assert_eq!(may["stations"].len(), 3);
}

#[tokio::test]
async fn an_empty_tile_has_no_content() {
    let api = Api::new();
    for path in ["/tiles/stations/5/0/0", "/tiles/stations/0/0/0?brand=nobody", "/tiles/regions/5/0/0"] {
        let answer = api.get(path).await;
        assert_eq!((answer.status, answer.body.len()), (StatusCode::NO_CONTENT, 0), "{path}");
        assert_eq!(answer.header("x-revision"), "3");
    }
}

#[tokio::test]
async fn region_tiles_hold_the_numbers_of_statistics() {
    let api = Api::new();
    let metrics = "metrics=stations,online,coverage_rate";
    let tile = decode(&api.get(&format!("/tiles/regions/4/13/6?at=2026-04-15&{metrics}")).await);
    let shanghai = tile["regions"].iter().find(|region| region["code"] == "310000").expect("Shanghai");
    assert_eq!((shanghai["stations"].as_str(), shanghai["online"].as_str()), ("4", "3"));
    assert_eq!((shanghai["coverage_rate"].as_str(), shanghai["level"].as_str()), ("0.75", "province"));
    let empty = tile["regions"].iter().find(|region| region["stations"] == "0").expect("an empty province");
    assert!(!empty.contains_key("coverage_rate"), "a null is left out");
    let districts = decode(&api.get("/tiles/regions/9/428/209?level=district&at=2026-04-15&stage=online").await);
    let pudong = districts["regions"].iter().find(|region| region["code"] == "310115").expect("Pudong");
    assert_eq!((pudong["stations"].as_str(), pudong["parent"].as_str()), ("2", "310000-city"));
}

#[tokio::test]
async fn tiles_are_revalidated_by_their_content() {
    let api = Api::new();
    let path = "/tiles/stations/0/0/0";
    let first = api.get(path).await;
    let tag = first.header("etag").to_owned();
    assert_eq!((first.header("cache-control"), first.header("vary")), ("no-cache", "accept-encoding"));
    let again = api.get_with(path, &[("if-none-match", &tag)]).await;
    assert_eq!((again.status, again.body.len(), again.header("etag")), (StatusCode::NOT_MODIFIED, 0, tag.as_str()));
    // A write that this question does not see: another revision, the same tile.
    let body = json!({"address": "elsewhere"});
    let write = api.put(axum::http::Method::PATCH, "/api/v1/stations/SH-2", "application/json", &body).await;
    assert_eq!((write.status, write.header("x-revision")), (StatusCode::OK, "4"));
    let after = api.get_with(path, &[("if-none-match", &tag)]).await;
    assert_eq!((after.status, after.header("x-revision")), (StatusCode::NOT_MODIFIED, "4"));
    let body = json!({"brand": "other"});
    api.put(axum::http::Method::PATCH, "/api/v1/stations/IT-1", "application/json", &body).await;
    let changed = api.get_with(path, &[("if-none-match", &tag)]).await;
    assert_eq!(changed.status, StatusCode::OK);
}

#[tokio::test]
async fn only_what_is_settled_is_immutable() {
    let api = Api::new();
    let then = forecourt::base::date::Instant::now();
    let settled = api.get(&format!("/api/v1/stats?at=2026-04-15&known_at={then}")).await;
    assert_eq!(settled.header("cache-control"), "no-cache", "nothing is newer yet");
    let author = Author { actor: "test".into(), source: "test".into() };
    let location = LonLat::new(121.0, 31.0).expect("place");
    let station =
        StationDraft { code: "LATER".into(), position: Some(Position::wgs84(location)), ..StationDraft::default() };
    api.network.create_station(&author, &station).expect("created");
    let today = api.network.today();
    for (question, immutable) in [
        (format!("at=2026-04-15&known_at={then}"), true),
        (format!("known_at={then}"), false),
        (format!("at={today}&known_at={then}"), false),
        ("at=2026-04-15".to_owned(), false),
        ("at=2026-04-15&known_at=2199-01-01T00:00:00Z".to_owned(), false),
    ] {
        for path in ["/tiles/stations/0/0/0", "/tiles/regions/4/13/6", "/api/v1/stats", "/api/v1/stations"] {
            let answer = api.get(&format!("{path}?{question}")).await;
            assert!(answer.status.is_success(), "{path}?{question}: {}", answer.text());
            let expected = if immutable { "public, max-age=31536000, immutable" } else { "no-cache" };
            assert_eq!(answer.header("cache-control"), expected, "{path}?{question}");
        }
        // Here the books of the past are needed, too.
        let sorted = api.get(&format!("/api/v1/stations?metrics=gmv&sort=-gmv&{question}")).await;
        assert_eq!(sorted.status, StatusCode::OK, "{question}: {}", sorted.text());
    }
}

#[tokio::test]
async fn tiles_and_statistics_are_compressed_as_the_client_likes() {
    let api = Api::new();
    for path in ["/tiles/regions/4/13/6?at=2026-04-15", "/api/v1/stats?level=city&at=2026-04-15"] {
        let plain = api.get(path).await;
        assert_eq!(plain.header("content-encoding"), "");
        let mut tags = vec![plain.header("etag").to_owned()];
        for (accepted, encoding) in [("gzip", "gzip"), ("br", "br"), ("zstd", "zstd"), ("gzip, br;q=0.5", "gzip")] {
            let answer = api.get_with(path, &[("accept-encoding", accepted)]).await;
            assert_eq!((answer.status, answer.header("content-encoding")), (StatusCode::OK, encoding), "{path}");
            assert_eq!(unpack(encoding, &answer.body), plain.body, "{path} {encoding}");
            let again = [("accept-encoding", accepted), ("if-none-match", answer.header("etag"))];
            assert_eq!(api.get_with(path, &again).await.status, StatusCode::NOT_MODIFIED);
            tags.push(answer.header("etag").to_owned());
        }
        tags.pop();
        let different = tags.iter().collect::<std::collections::BTreeSet<_>>().len();
        assert_eq!(different, 4, "an ETag for each encoding: {tags:?}");
    }
}

fn unpack(encoding: &str, bytes: &[u8]) -> Vec<u8> {
    use std::io::Read as _;
    let mut plain = Vec::new();
    match encoding {
        "gzip" => flate2::read::GzDecoder::new(bytes).read_to_end(&mut plain).map(drop),
        "br" => brotli::Decompressor::new(bytes, 4096).read_to_end(&mut plain).map(drop),
        _ => zstd::Decoder::new(bytes).and_then(|mut decoder| decoder.read_to_end(&mut plain)).map(drop),
    }
    .expect(encoding);
    plain
}

#[tokio::test]
async fn tilejson_passes_the_question_on() {
    let api = Api::new();
    let forwarded = [("x-forwarded-proto", "https"), ("x-forwarded-host", "map.example.com")];
    let path = "/tiles/stations?at=2026-04-15&filter=brand%20%3D%20%27nio%27&cluster=off";
    let tilejson = api.get_with(path, &forwarded).await.json();
    assert_eq!(tilejson["tilejson"], "3.0.0");
    let url = tilejson["tiles"][0].as_str().expect("url");
    assert!(url.starts_with("https://map.example.com/tiles/stations/{z}/{x}/{y}.mvt?at=2026-04-15&"), "{url}");
    let tile = url.strip_prefix("https://map.example.com").expect("url").replace("{z}/{x}/{y}", "0/0/0");
    assert_eq!(decode(&api.get(&tile).await)["stations"].len(), 2);
    let layers: Vec<_> = tilejson["vector_layers"].as_array().expect("layers").iter().map(|l| &l["id"]).collect();
    assert_eq!(layers, ["stations", "clusters"]);
    let regions = api.json("/tiles/regions?level=city&metrics=online").await;
    assert_eq!(regions["tiles"][0], "http://map.test/tiles/regions/{z}/{x}/{y}.mvt?level=city&metrics=online");
    assert!(regions["vector_layers"][0]["fields"].get("online").is_some());
    assert_eq!((&regions["minzoom"], &regions["maxzoom"]), (&json!(0), &json!(14)));
}

#[tokio::test]
async fn styles_work_when_pasted_elsewhere() {
    let api = Api::new();
    for (name, source) in [("stations", "stations"), ("regions", "regions"), ("base", "world")] {
        let style = api.json(&format!("/styles/{name}.json?at=2026-04-15")).await;
        assert_eq!(style["version"], 8);
        assert_eq!(style["sources"]["world"]["data"], "http://map.test/basemap/world.json");
        let layers = style["layers"].as_array().expect("layers");
        assert!(layers.iter().any(|layer| layer["source"] == source), "{name}");
        for layer in layers {
            assert!(layer["type"] != "symbol", "text would need a glyph server");
            let source = layer["source"].as_str();
            assert!(source.is_none_or(|source| style["sources"].get(source).is_some()), "{layer}");
        }
    }
    let style = api.json("/styles/stations.json?at=2026-04-15&stage=online").await;
    assert_eq!(style["sources"]["stations"]["url"], "http://map.test/tiles/stations?at=2026-04-15&stage=online");
}

#[tokio::test]
async fn the_base_map_comes_in_tiles() {
    let api = Api::new();
    let china = api.get("/basemap/3/6/3.mvt").await;
    assert_eq!(china.header("cache-control"), "public, max-age=3600");
    let layers = decode(&china);
    let kinds = |layer: &str| layers[layer].iter().map(|tags| tags["kind"].as_str()).collect::<Vec<_>>();
    assert_eq!(kinds("land"), ["world", "china"]);
    for kind in ["province", "national", "border"] {
        assert!(kinds("lines").contains(&kind), "{kind}");
    }
    assert!(layers["places"].iter().any(|tags| tags["name"] == "上海" && tags["name_en"] == "Shanghai"));
    assert!(layers["places"].iter().all(|tags| tags["rank"] == "1"));
    // All tiles of a zoom that a first look needs are less than a tenth of the files.
    let mut bytes = 0;
    for (x, y) in (0..4).flat_map(|x| (0..4).map(move |y| (x, y))) {
        bytes += api.get_with(&format!("/basemap/2/{x}/{y}"), &[("accept-encoding", "gzip")]).await.body.len();
    }
    assert!(bytes < 100_000, "{bytes}");
    let again = api.get_with("/basemap/3/6/3", &[("if-none-match", china.header("etag"))]).await;
    assert_eq!(again.status, StatusCode::NOT_MODIFIED);
}
