//! `POST`, `PATCH` and `DELETE` of stations.

use axum::body::Body;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;

use super::draft;
use super::read::detail;
use crate::http::app::{App, author, blocking};
use crate::http::body::object;
use crate::http::fields::same_key;
use crate::http::metrics::Nothing;
use crate::http::path::Path;
use crate::http::problem::{Denied, Failed, Missing, Problem, Refused, TooLarge, Unprocessable, WrongMedia};
use crate::http::query::Query;
use crate::http::wire::{NewStation, StationDetail, StationPatch};
use crate::http::written::{SOURCE, created_at, gone, json};
use crate::live::Written;

/// Adds a station.
///
/// Durable and visible everywhere when it is answered.
#[utoipa::path(
    post,
    path = "/api/v1/stations",
    tag = "stations",
    operation_id = "create_station",
    params(("X-Actor" = Option<String>, Header, description = "Who does it; `api` when left out.")),
    request_body(content = NewStation, content_type = "application/json"),
    responses(
        (status = 201, description = "The station as the write left it.", body = StationDetail, headers(
            ("Location" = String, description = "Where it is."),
            ("X-Revision" = u64, description = "The revision that the write made.")
        )),
        Refused, Denied, TooLarge, WrongMedia, Unprocessable, Failed
    )
)]
pub(in crate::http) async fn create(
    State(app): State<App>,
    headers: HeaderMap,
    _: Query<Nothing>,
    body: Body,
) -> Result<Response, Problem> {
    let author = author(&headers, SOURCE.into())?;
    let map = object(&headers, body, &["application/json"]).await?;
    let NewStation { code, rest } = draft::new_station(map)?;
    let draft = rest.draft(code.clone(), &[])?;
    blocking(move || {
        let written = app.network.create_station(&author, &draft)?;
        let station = detail(&app.network, &written, &code, app.network.today())?;
        created_at(written.revision(), &["stations", &code], station)
    })
    .await
}

/// Changes a station.
///
/// A JSON merge patch (RFC 7396): a field left out stays, null clears it. Durable and visible everywhere
/// when it is answered.
#[utoipa::path(
    patch,
    path = "/api/v1/stations/{code}",
    tag = "stations",
    operation_id = "edit_station",
    params(
        ("code" = String, Path, description = "The station's code.", example = "SH-001"),
        ("X-Actor" = Option<String>, Header, description = "Who does it; `api` when left out.")
    ),
    request_body(content((StationPatch = "application/merge-patch+json"), (StationPatch = "application/json"))),
    responses(
        (status = 200, description = "The station as the write left it.", body = StationDetail, headers(
            ("X-Revision" = u64, description = "The revision that the write made; none where nothing changed.")
        )),
        Refused, Missing, Denied, TooLarge, WrongMedia, Unprocessable, Failed
    )
)]
pub(in crate::http) async fn edit(
    State(app): State<App>,
    Path(code): Path<String>,
    headers: HeaderMap,
    _: Query<Nothing>,
    body: Body,
) -> Result<Response, Problem> {
    let author = author(&headers, SOURCE.into())?;
    let mut map = object(&headers, body, &["application/merge-patch+json", "application/json"]).await?;
    same_key(&mut map, "code", &code, "a station's code cannot change")?;
    let patch = draft::patch(map)?;
    blocking(move || {
        let known = app.network.station(&code, app.network.current().revision())?;
        let (_, station) = known.ok_or_else(|| Problem::missing("station", &code))?;
        let names: Vec<String> = station.attributes.into_keys().collect();
        let written = app.network.edit_station(&author, &patch.draft(code.clone(), &names)?)?;
        as_written(&app, &written, &code)
    })
    .await
}

/// Deletes a station.
///
/// With its cooperation; its past stays in its history and in what was known before.
#[utoipa::path(
    delete,
    path = "/api/v1/stations/{code}",
    tag = "stations",
    operation_id = "delete_station",
    params(
        ("code" = String, Path, description = "The station's code.", example = "SH-001"),
        ("X-Actor" = Option<String>, Header, description = "Who does it; `api` when left out.")
    ),
    responses(
        (status = 204, description = "It is gone.", headers(
            ("X-Revision" = u64, description = "The revision that the write made.")
        )),
        Refused, Missing, Denied, Failed
    )
)]
pub(in crate::http) async fn delete(
    State(app): State<App>,
    Path(code): Path<String>,
    headers: HeaderMap,
    _: Query<Nothing>,
) -> Result<Response, Problem> {
    let author = author(&headers, SOURCE.into())?;
    let written = blocking(move || Ok(app.network.delete_station(&author, &code)?)).await?;
    Ok(gone(written.revision()))
}

/// The station as a write left it, whatever others have written since. Blocking.
fn as_written(app: &App, written: &Written, code: &str) -> Result<Response, Problem> {
    Ok(json(written.revision, detail(&app.network, &written.snapshot, code, app.network.today())?))
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;
    use crate::base::location::LonLat;
    use crate::domain::change::Author;
    use crate::domain::cooperation::{Stage, StageDraft};
    use crate::domain::station::{Edit, Position, StationDraft};
    use crate::http::stations::read::stages;
    use crate::live::Network;
    use crate::store::sqlite::Sqlite;

    async fn answer(response: Response) -> (String, Value) {
        let revision = response.headers()["x-revision"].to_str().expect("text").to_owned();
        let body = axum::body::to_bytes(response.into_body(), usize::MAX).await.expect("body");
        (revision, serde_json::from_slice(&body).expect("json"))
    }

    #[tokio::test]
    async fn an_answer_is_of_the_revision_that_the_write_made() {
        let folder = tempfile::tempdir().expect("folder");
        let store = Sqlite::open(&folder.path().join("write.db")).expect("store");
        let network = Network::open(Box::new(store), &crate::live::Options::default()).expect("network");
        let app = App::new(network.clone(), crate::http::Options::default());
        let author = Author { actor: "test".into(), source: "test".into() };
        let position = Some(Position::wgs84(LonLat::new(121.0, 31.0).expect("place")));
        let draft = |name: &str| StationDraft {
            code: "A".into(),
            name: Some(name.into()),
            position,
            ..StationDraft::default()
        };
        let valid_from = "2026-01-01".parse().expect("date");
        let stage = |stage| StageDraft { station: "A".into(), valid_from, stage, note: Edit::Keep };
        // All of it is written before the first answer is made, as it may be when many write at once.
        let snapshot = network.create_station(&author, &draft("first")).expect("created");
        let created = Written { revision: Some(snapshot.revision()), snapshot };
        let edited = network.edit_station(&author, &draft("second")).expect("edited");
        let signed = network.put_stage(&author, &stage(Stage::Signed)).expect("signed");
        network.put_stage(&author, &stage(Stage::Online)).expect("online");
        network.delete_station(&author, "A").expect("deleted");
        for (written, name, revision) in [(&created, "first", 2), (&edited, "second", 3)] {
            let (header, body) = answer(as_written(&app, written, "A").expect("answer")).await;
            assert_eq!((body["name"].as_str(), body["revision"].as_u64()), (Some(name), Some(revision)));
            assert_eq!(header, revision.to_string());
        }
        let timeline = stages(&network, &signed.snapshot, "A").expect("timeline");
        assert_eq!(serde_json::to_value(timeline).expect("json")["items"][0]["stage"], "signed");
    }
}
