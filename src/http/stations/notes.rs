//! `/api/v1/stations/{code}/notes`: progress notes and visits.

use std::cmp::Reverse;

use axum::body::Body;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use serde_json::{Map, Value};

use crate::base::ids::StationId;
use crate::domain::note::{Note, NoteDraft, NoteEdit};
use crate::engine::Snapshot;
use crate::http::app::{App, author, blocking};
use crate::http::body::{expect_empty, object};
use crate::http::fields::{DAY, day, kept, needed, text};
use crate::http::metrics::Nothing;
use crate::http::paging::{PAGING, Page, Paging};
use crate::http::path::Path;
use crate::http::problem::{Denied, Failed, Missing, Problem, Refused, TooLarge, Unprocessable, WrongMedia};
use crate::http::query::{Dated, Declared, KNOWN_AT, Query, Takes, number};
use crate::http::wire::{NoteBody, NotePage, NoteView};
use crate::http::written::{SOURCE, created_at, gone, json};
use crate::http::{answer, find};
use crate::live::{Depth, Entry, Network, Removal};

/// Parameters of the list.
pub(in crate::http) struct NotesQuery;

impl Takes for NotesQuery {
    const TAKES: &'static [&'static [Declared]] = &[&[KNOWN_AT], PAGING];
}

/// A station's notes.
///
/// A page at a time, the newest day first.
#[utoipa::path(
    get,
    path = "/api/v1/stations/{code}/notes",
    tag = "stations",
    operation_id = "list_notes",
    params(("code" = String, Path, description = "The station's code.", example = "SH-001"), Query<NotesQuery>),
    responses((status = 200, description = "A page.", body = NotePage), Refused, Missing, Failed)
)]
pub(in crate::http) async fn list(
    State(app): State<App>,
    Path(code): Path<String>,
    headers: HeaderMap,
    query: Query<NotesQuery>,
) -> Result<Response, Problem> {
    let dated = Dated::read(&query, &app.network, Depth::Stations).await?;
    let paging = Paging::<(u32, u32)>::read(&query, "notes")?;
    let (kind, network) = (dated.kind(), app.network.clone());
    let make = move || {
        let snapshot = dated.snapshot.as_ref();
        let station = find::station(&network, snapshot, &code)?;
        let mut notes = network.notes(station, snapshot.revision())?;
        let place = |(number, note): &(u32, Note)| (note.at.number(), *number);
        notes.sort_by_key(|note| Reverse(place(note)));
        let Page { matched, items, next } = paging.page(notes.into_iter(), place, |note, after| place(note) < *after);
        let items = items.into_iter().map(|(number, note)| view(number, note)).collect();
        answer::json(&NotePage { revision: snapshot.revision().0, station: code, matched, items, next })
    };
    app.cache.once(&headers, kind, make).await
}

/// Adds a note to a station.
///
/// The same note twice is one. Durable and visible everywhere when it is answered.
#[utoipa::path(
    post,
    path = "/api/v1/stations/{code}/notes",
    tag = "stations",
    operation_id = "create_note",
    params(
        ("code" = String, Path, description = "The station's code.", example = "SH-001"),
        ("X-Actor" = Option<String>, Header, description = "Who does it; `api` when left out.")
    ),
    request_body(content = NoteBody, content_type = "application/json"),
    responses(
        (status = 200, description = "The note, which is there already.", body = NoteView),
        (status = 201, description = "The new note.", body = NoteView, headers(
            ("X-Revision" = u64, description = "The revision that the write made.")
        )),
        Refused, Missing, Denied, TooLarge, WrongMedia, Unprocessable, Failed
    )
)]
pub(in crate::http) async fn create(
    State(app): State<App>,
    Path(code): Path<String>,
    headers: HeaderMap,
    _: Query<Nothing>,
    body: Body,
) -> Result<Response, Problem> {
    let actor = author(&headers, SOURCE.into())?;
    let body = take(object(&headers, body, &["application/json"]).await?)?;
    let at = needed("at", day("at", body.at)?, DAY)?;
    let mut author = None;
    text("author", body.author)?.apply(&mut author);
    let text = needed("text", text("text", body.text)?, "a text")?;
    let draft = NoteDraft { station: code.clone(), note: Note { at, author, text } };
    blocking(move || {
        find::station(&app.network, &app.network.current(), &code)?;
        let entered = app.network.enter(&actor, &Entry::Note(draft.clone()))?;
        let note = view(entered.number, draft.note);
        if entered.is_new {
            created_at(
                entered.written.snapshot.revision(),
                &["stations", &code, "notes", &entered.number.to_string()],
                note,
            )
        } else {
            Ok(json(entered.written.revision, note))
        }
    })
    .await
}

/// Changes a note.
///
/// A JSON merge patch (RFC 7396): a field left out stays, null clears it. Durable and visible everywhere
/// when it is answered.
#[utoipa::path(
    patch,
    path = "/api/v1/stations/{code}/notes/{number}",
    tag = "stations",
    operation_id = "edit_note",
    params(
        ("code" = String, Path, description = "The station's code.", example = "SH-001"),
        ("number" = String, Path, description = "The note's number.", example = "1"),
        ("X-Actor" = Option<String>, Header, description = "Who does it; `api` when left out.")
    ),
    request_body(content((NoteBody = "application/merge-patch+json"), (NoteBody = "application/json"))),
    responses(
        (status = 200, description = "The note as the write left it.", body = NoteView, headers(
            ("X-Revision" = u64, description = "The revision that the write made; none where nothing changed.")
        )),
        Refused, Missing, Denied, TooLarge, WrongMedia, Unprocessable, Failed
    )
)]
pub(in crate::http) async fn edit(
    State(app): State<App>,
    Path((code, number)): Path<(String, String)>,
    headers: HeaderMap,
    _: Query<Nothing>,
    body: Body,
) -> Result<Response, Problem> {
    let author = author(&headers, SOURCE.into())?;
    let number = read_number(&number)?;
    let body = take(object(&headers, body, &["application/merge-patch+json", "application/json"]).await?)?;
    let edit = NoteEdit {
        at: kept("at", day("at", body.at)?, DAY)?,
        author: text("author", body.author)?,
        text: kept("text", text("text", body.text)?, "a text")?,
    };
    blocking(move || {
        let station = find::station(&app.network, &app.network.current(), &code)?;
        let written = app.network.edit_note(&author, &code, number, &edit)?;
        Ok(json(written.revision, as_written(&app.network, &written.snapshot, station, number)?))
    })
    .await
}

/// Takes a note away.
///
/// Its past stays in the station's history and in what was known before.
#[utoipa::path(
    delete,
    path = "/api/v1/stations/{code}/notes/{number}",
    tag = "stations",
    operation_id = "delete_note",
    params(
        ("code" = String, Path, description = "The station's code.", example = "SH-001"),
        ("number" = String, Path, description = "The note's number.", example = "1"),
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
    Path((code, number)): Path<(String, String)>,
    headers: HeaderMap,
    _: Query<Nothing>,
) -> Result<Response, Problem> {
    let author = author(&headers, SOURCE.into())?;
    let number = read_number(&number)?;
    blocking(move || {
        find::station(&app.network, &app.network.current(), &code)?;
        Ok(gone(app.network.remove(&author, &Removal::Note(code, number))?.revision()))
    })
    .await
}

/// Takes the fields of a note out of a body, and refuses what is left.
fn take(mut map: Map<String, Value>) -> Result<NoteBody, Problem> {
    let body = NoteBody { at: map.remove("at"), author: map.remove("author"), text: map.remove("text") };
    expect_empty(&map, "at, author, text")?;
    Ok(body)
}

fn read_number(text: &str) -> Result<u32, Problem> {
    number(text).ok_or_else(|| Problem::parameter("number", text, "a whole number"))
}

/// The note as a write left it, whatever others have written since. Blocking.
fn as_written(network: &Network, written: &Snapshot, station: StationId, number: u32) -> Result<NoteView, Problem> {
    let mut notes = network.notes(station, written.revision())?.into_iter();
    let note = notes.find(|&(other, _)| other == number);
    let (_, note) = note.ok_or_else(|| Problem::missing("note", number.to_string()))?;
    Ok(view(number, note))
}

fn view(number: u32, note: Note) -> NoteView {
    NoteView { number, at: note.at.to_string(), author: note.author, text: note.text }
}
