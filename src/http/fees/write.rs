//! `PUT` and `DELETE` of fee terms.

use axum::body::Body;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;

use super::{draft, view};
use crate::domain::fee::{Component, FeeDraft, FeeOwner, FeeOwnerName};
use crate::engine::Snapshot;
use crate::http::app::{App, author, blocking};
use crate::http::body::object;
use crate::http::find;
use crate::http::metrics::Nothing;
use crate::http::problem::{Denied, Failed, Missing, Problem, Refused, TooLarge, Unprocessable, WrongMedia};
use crate::http::query::{Declared, Kind, OF_CONTRACT, OF_STATION, Query, Takes};
use crate::http::wire::{FeeBody, FeeView};
use crate::http::written::{SOURCE, created, gone, json};
use crate::live::{Entry, Network, Removal};

const CONTRACT: Declared = Declared {
    allowed: "a contract's number, unless `station` says whose term it is",
    about: "The contract whose term it is.",
    ..OF_CONTRACT
};

const STATION: Declared = Declared {
    allowed: "a station's code, unless `contract` says whose term it is",
    about: "The station whose own term it is.",
    ..OF_STATION
};

const COMPONENT: Declared = Declared {
    name: "component",
    kind: Kind::Choice(&["commission", "payment", "partner_share", "fixed"]),
    allowed: "one of commission, payment, partner_share, fixed",
    about: "What the term is for.",
    example: "commission",
    required: true,
};

const FROM: Declared = Declared {
    name: "from",
    kind: Kind::Date,
    allowed: "a civil date YYYY-MM-DD",
    about: "First day of the term.",
    example: "2026-01-01",
    required: true,
};

/// Which term is taken away.
pub(in crate::http) struct DeleteQuery;

impl Takes for DeleteQuery {
    const TAKES: &'static [&'static [Declared]] = &[&[CONTRACT, STATION, COMPONENT, FROM]];
}

/// Says what is paid for a component from a day on.
///
/// Makes the term of that owner, component and first day, or changes it. Two terms of one owner and component never
/// share a day. Durable and visible everywhere when it is answered.
#[utoipa::path(
    put,
    path = "/api/v1/fees",
    tag = "contracts",
    operation_id = "put_fee",
    params(("X-Actor" = Option<String>, Header, description = "Who does it; `api` when left out.")),
    request_body(content = FeeBody, content_type = "application/json"),
    responses(
        (status = 200, description = "The term as the write left it.", body = FeeView, headers(
            ("X-Revision" = u64, description = "The revision that the write made; none where nothing changed.")
        )),
        (status = 201, description = "The new term.", body = FeeView, headers(
            ("X-Revision" = u64, description = "The revision that the write made.")
        )),
        Refused, Denied, TooLarge, WrongMedia, Unprocessable, Failed
    )
)]
pub(in crate::http) async fn put(
    State(app): State<App>,
    headers: HeaderMap,
    _: Query<Nothing>,
    body: Body,
) -> Result<Response, Problem> {
    let author = author(&headers, SOURCE.into())?;
    let draft = draft::fee(object(&headers, body, &["application/json"]).await?)?;
    blocking(move || {
        let entered = app.network.enter(&author, &Entry::Fee(draft.clone()))?;
        let fee = as_written(&app.network, &entered.written.snapshot, &draft)?;
        let revision = entered.written.revision;
        Ok(if entered.is_new { created(revision, fee) } else { json(revision, fee) })
    })
    .await
}

/// Takes a fee term away.
///
/// Its past stays in the history of its contract or station and in what was known before.
#[utoipa::path(
    delete,
    path = "/api/v1/fees",
    tag = "contracts",
    operation_id = "delete_fee",
    params(
        Query<DeleteQuery>,
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
    headers: HeaderMap,
    query: Query<DeleteQuery>,
) -> Result<Response, Problem> {
    let author = author(&headers, SOURCE.into())?;
    let owner = match (query.text(&CONTRACT), query.text(&STATION)) {
        (Some(number), None) => FeeOwnerName::Contract(number.to_owned()),
        (None, Some(code)) => FeeOwnerName::Station(code.to_owned()),
        (Some(_), Some(code)) => return Err(STATION.refuse(code)),
        (None, None) => return Err(CONTRACT.refuse("")),
    };
    let component = query.choice(&COMPONENT)?.and_then(Component::parse).ok_or_else(|| COMPONENT.refuse(""))?;
    let from = query.day(&FROM)?.ok_or_else(|| FROM.refuse(""))?;
    blocking(move || {
        find_owner(&app.network, &app.network.current(), &owner)?;
        Ok(gone(app.network.remove(&author, &Removal::Fee(owner, component, from))?.revision()))
    })
    .await
}

/// The owner of a name. Blocking.
fn find_owner(network: &Network, snapshot: &Snapshot, owner: &FeeOwnerName) -> Result<FeeOwner, Problem> {
    match owner {
        FeeOwnerName::Contract(number) => {
            find::contract(network, snapshot, number).map(|(id, _)| FeeOwner::Contract(id))
        }
        FeeOwnerName::Station(code) => find::station(network, snapshot, code).map(FeeOwner::Station),
    }
}

/// The term as a write left it, whatever others have written since. Blocking.
fn as_written(network: &Network, written: &Snapshot, draft: &FeeDraft) -> Result<FeeView, Problem> {
    let owner = find_owner(network, written, &draft.owner)?;
    let mut terms = written.books().ledgers().terms(owner).iter();
    let term = terms.find(|term| (term.component, term.period.from()) == (draft.component, draft.from));
    let term = term.ok_or_else(|| Problem::internal(&"a term is not in the snapshot that its write made"))?;
    Ok(view::fee(written, owner, term))
}
