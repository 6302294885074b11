//! A small network on a real store, and a client that drives its router in process.

use std::io::Cursor;
use std::path::PathBuf;

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Method, Request, StatusCode};
use calamine::{Data, Reader as _, Xlsx};
use forecourt::domain::change::Author;
use forecourt::exchange::{Kind, Options};
use forecourt::http;
use forecourt::live::import::{ImportRequest, OnError};
use forecourt::live::{self, Network};
use forecourt::store::sqlite::Sqlite;
use serde_json::Value;
use tempfile::TempDir;
use tower::ServiceExt as _;

/// Five stations in Shanghai, two in Beijing, one in Rome, which lies in no region.
const STATIONS: &str = "code,name,energy,brand,operator,longitude,latitude,opened_on,closed_on,address
SH-1,世纪大道站,fuel,sinopec,east,121.5200,31.2300,2020-01-01,,世纪大道 1 号
SH-2,张江站,ev,nio,east,121.6000,31.2000,2021-01-01,,
SH-3,徐汇站,fuel,shell,,121.4300,31.1900,2021-06-01,,
SH-4,静安站,fuel,sinopec,east,121.4500,31.2300,2019-01-01,2024-01-01,
SH-5,浦东站,,,,121.5300,31.2400,,,
BJ-1,朝阳站,mixed,petrochina,north,116.4500,39.9200,2020-01-01,,
BJ-2,海淀站,ev,nio,north,116.3000,39.9600,2025-01-01,,
IT-1,Roma,gas,=eni,,12.5000,41.9000,,,
";

/// Their stages; SH-1 goes through DESIGN §4's fixture.
const STAGES: &str = "station,valid_from,stage,note
SH-1,2026-03-01,prospect,
SH-1,2026-03-20,signed,
SH-1,2026-04-01,online,first light
SH-1,2026-05-01,paused,
SH-2,2025-01-01,online,
SH-3,2025-06-01,online,
SH-4,2020-01-01,online,
BJ-1,2025-01-01,negotiating,
BJ-2,2025-02-01,online,
";

/// The database's name in its folder.
pub(crate) const DATABASE: &str = "api.db";

/// The API over a network of its own.
pub(crate) struct Api {
    pub(crate) network: Network,
    pub(crate) router: Router,
    pub(crate) folder: TempDir,
}

/// What came back.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    /// The body as JSON.
    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|_| panic!("{}", self.text()))
    }

    /// The body as text.
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// A header; empty without it.
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }
}

impl Api {
    /// A network with the stations above.
    pub(crate) fn new() -> Self {
        Self::with(http::Options::default())
    }

    /// The same, served with other options.
    pub(crate) fn with(options: http::Options) -> Self {
        let folder = tempfile::tempdir().expect("folder");
        std::fs::copy(fixture(), folder.path().join(DATABASE)).expect("copy");
        Self::over(folder, options)
    }

    /// A network without stations.
    pub(crate) fn empty() -> Self {
        Self::over(tempfile::tempdir().expect("folder"), http::Options::default())
    }

    fn over(folder: TempDir, options: http::Options) -> Self {
        let network = open(&folder.path().join(DATABASE));
        let options = http::Options { upload_folder: folder.path().to_owned(), ..options };
        Self { router: http::router(network.clone(), options), network, folder }
    }

    /// Asks.
    pub(crate) async fn send(&self, request: Request<Body>) -> Answer {
        let response = self.router.clone().oneshot(request).await.expect("infallible");
        let (parts, body) = response.into_parts();
        let body = axum::body::to_bytes(body, usize::MAX).await.expect("body");
        Answer { status: parts.status, headers: parts.headers, body: body.to_vec() }
    }

    /// Gets a path.
    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.get_with(path, &[]).await
    }

    /// Gets a path with headers.
    pub(crate) async fn get_with(&self, path: &str, headers: &[(&str, &str)]) -> Answer {
        self.send(request(Method::GET, path, headers, Body::empty())).await
    }

    /// Gets a path as JSON.
    pub(crate) async fn json(&self, path: &str) -> Value {
        let answer = self.get(path).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.text());
        answer.json()
    }

    /// Sends JSON that must be taken.
    pub(crate) async fn write(&self, method: Method, path: &str, body: Value) -> Answer {
        let answer = self.put(method, path, "application/json", &body).await;
        assert!(answer.status.is_success(), "{path}: {}", answer.text());
        answer
    }

    /// Deletes.
    pub(crate) async fn delete(&self, path: &str) -> Answer {
        self.send(request(Method::DELETE, path, &[], Body::empty())).await
    }

    /// Sends JSON.
    pub(crate) async fn put(&self, method: Method, path: &str, media: &str, body: &Value) -> Answer {
        self.send(request(method, path, &[("content-type", media)], body.to_string().into())).await
    }
}

/// A request.
pub(crate) fn request(method: Method, path: &str, headers: &[(&str, &str)], body: Body) -> Request<Body> {
    let builder = Request::builder().method(method).uri(path).header("host", "map.test");
    headers.iter().fold(builder, |builder, (name, value)| builder.header(*name, *value)).body(body).expect("request")
}

fn open(database: &std::path::Path) -> Network {
    let store = Sqlite::open(database).expect("store");
    Network::open(Box::new(store), &live::Options::default()).expect("network")
}

/// The database with the stations above, made once for this build of the tests: bringing the boundaries
/// into an empty store takes longer than any test.
fn fixture() -> PathBuf {
    let built =
        std::fs::metadata(std::env::current_exe().expect("exe")).and_then(|meta| meta.modified()).expect("time");
    let built = built.duration_since(std::time::UNIX_EPOCH).expect("after 1970").as_nanos();
    let ready = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("api-{built}.db"));
    if ready.exists() {
        return ready;
    }
    remove_old();
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("folder");
    let database = folder.path().join("fixture.db");
    let network = open(&database);
    for (kind, name, text) in [(Kind::Stations, "stations.csv", STATIONS), (Kind::Cooperation, "stages.csv", STAGES)] {
        let file = folder.path().join(name);
        std::fs::write(&file, text).expect("file");
        let request = ImportRequest {
            author: Author { actor: "test".into(), source: format!("import {name}") },
            kind: kind.into(),
            file,
            name: name.into(),
            options: Options::default(),
            set: "admin".into(),
            dry_run: false,
            on_error: OnError::Reject,
        };
        network.run_import(&request, &mut |_, _| {}).expect("import");
    }
    drop(network);
    let store = Sqlite::open(&database).expect("store");
    let copy = folder.path().join("whole.db");
    forecourt::store::Store::backup(&store, &copy, &mut |_| {}).expect("backup");
    // Whoever comes last wins; all of them are the same.
    std::fs::rename(copy, &ready).expect("rename");
    ready
}

/// Removes the databases of builds of an hour ago and before.
fn remove_old() {
    for entry in std::fs::read_dir(env!("CARGO_TARGET_TMPDIR")).expect("folder").filter_map(Result::ok) {
        let ours = entry.file_name().to_string_lossy().starts_with("api-");
        let age = entry.metadata().and_then(|meta| meta.modified()).ok().and_then(|time| time.elapsed().ok());
        if ours && age.is_some_and(|age| age.as_secs() > 3_600) {
            drop(std::fs::remove_file(entry.path()));
        }
    }
}

/// The content type of a workbook.
pub(crate) const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// The rows of a workbook's only sheet, which is of that name and holds no formula.
pub(crate) fn sheet(answer: &Answer, name: &str) -> Vec<Vec<Data>> {
    let [rows] = sheets(answer, [name]);
    rows
}

/// The rows of a workbook's sheets, which are of these names and hold no formula.
pub(crate) fn sheets<const N: usize>(answer: &Answer, names: [&str; N]) -> [Vec<Vec<Data>>; N] {
    let mut book = Xlsx::new(Cursor::new(answer.body.clone())).expect("a workbook");
    assert_eq!(book.sheet_names(), names);
    names.map(|name| {
        assert!(book.worksheet_formula(name).expect("formulas").is_empty());
        book.worksheet_range(name).expect("cells").rows().map(<[Data]>::to_vec).collect()
    })
}

/// The codes of a page of stations.
pub(crate) fn codes(page: &Value) -> Vec<String> {
    let items = page["items"].as_array().expect("items");
    items.iter().map(|item| item["code"].as_str().expect("code").to_owned()).collect()
}

/// What a refusal must be: a problem of this status that names this parameter or field.
pub(crate) fn problem(answer: &Answer, status: u16, parameter: Option<&str>, path: &str) {
    assert_eq!(answer.status.as_u16(), status, "{path}: {}", answer.text());
    assert_eq!(answer.header("content-type"), "application/problem+json", "{path}");
    let problem = answer.json();
    assert_eq!(problem["type"], "about:blank", "{path}");
    assert_eq!(problem["status"], status, "{path}");
    assert!(problem["detail"].as_str().is_some_and(|detail| !detail.is_empty()), "{path}");
    assert_eq!(problem.get("parameter").and_then(|name| name.as_str()), parameter, "{path}: {problem}");
    if parameter.is_some() {
        assert!(problem["got"].as_str().is_some_and(|got| got.chars().count() <= 80), "{path}: {problem}");
        assert!(problem["allowed"].as_str().is_some_and(|allowed| !allowed.is_empty()), "{path}: {problem}");
    }
}

/// The present instant, as a parameter.
pub(crate) fn now() -> String {
    forecourt::base::date::Instant::now().to_string()
}
