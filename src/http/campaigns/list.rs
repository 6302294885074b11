//! `GET /api/v1/campaigns`.

use std::borrow::Cow;

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;

use super::view;
use crate::base::date::Day;
use crate::domain::campaign::{Campaign, CampaignState, FundedBy, Mechanism};
use crate::engine::books::CampaignBook;
use crate::http::app::App;
use crate::http::paging::{PAGING, Page, Paging};
use crate::http::problem::{Failed, Missing, Problem, Refused};
use crate::http::query::{AT, Dated, Declared, KNOWN_AT, Kind, OF_STATION, Query, Takes};
use crate::http::wire::CampaignPage;
use crate::http::{answer, find};
use crate::live::Depth;

const STATE: Declared = Declared {
    name: "state",
    kind: Kind::Text,
    allowed: "one or more of planned, running, ended, separated by commas",
    about: "Only campaigns that stand so on the day.",
    example: "running",
    required: false,
};

const MECHANISM: Declared = Declared {
    name: "mechanism",
    kind: Kind::Text,
    allowed: "one or more of price_cut, threshold_off, coupon, percent_off, separated by commas",
    about: "Only campaigns that work so on the price.",
    example: "coupon",
    required: false,
};

const FUNDED_BY: Declared = Declared {
    name: "funded_by",
    kind: Kind::Text,
    allowed: "one or more of platform, station, shared, separated by commas",
    about: "Only campaigns that these pay for.",
    example: "platform",
    required: false,
};

const STATION: Declared =
    Declared { about: "Only campaigns in which this station takes part at some time.", ..OF_STATION };

const SORT: Declared = Declared {
    name: "sort",
    kind: Kind::Choice(&["code", "-code", "name", "-name", "from", "-from", "to", "-to"]),
    allowed: "one of code, name, from, to, each with - before it to turn it round",
    about: "The order; equal campaigns stand by code, those without a value last. `code` when left out.",
    example: "-from",
    required: false,
};

/// Parameters of the list.
pub(in crate::http) struct ListQuery;

impl Takes for ListQuery {
    const TAKES: &'static [&'static [Declared]] =
        &[&[AT, KNOWN_AT, STATE, MECHANISM, FUNDED_BY, STATION, SORT], PAGING];
}

/// Campaigns.
///
/// A page at a time, each with its state on the day and how many stations take part.
#[utoipa::path(
    get,
    path = "/api/v1/campaigns",
    tag = "campaigns",
    operation_id = "list_campaigns",
    params(Query<ListQuery>),
    responses((status = 200, description = "A page.", body = CampaignPage), Refused, Missing, Failed)
)]
pub(in crate::http) async fn list(
    State(app): State<App>,
    headers: HeaderMap,
    query: Query<ListQuery>,
) -> Result<Response, Problem> {
    let dated = Dated::read(&query, &app.network, Depth::Books).await?;
    let states = query.words(&STATE, CampaignState::parse)?;
    let mechanisms = query.words(&MECHANISM, Mechanism::parse)?;
    let payers = query.words(&FUNDED_BY, FundedBy::parse)?;
    let station = query.text(&STATION).map(str::to_owned);
    let sort = query.choice(&SORT)?.unwrap_or("code");
    let paging = Paging::read(&query, sort)?;
    let (kind, network) = (dated.kind(), app.network.clone());
    let make = move || {
        let Dated { snapshot, at, .. } = &dated;
        let station = station.map(|code| find::station(&network, snapshot, &code)).transpose()?;
        let is_meant = |CampaignBook { campaign, stations }: &CampaignBook| {
            station.is_none_or(|station| stations.contains_key(&station))
                && states.as_ref().is_none_or(|states| states.contains(&campaign.state(*at)))
                && mechanisms.as_ref().is_none_or(|mechanisms| mechanisms.contains(&campaign.mechanism))
                && payers.as_ref().is_none_or(|payers| payers.contains(&campaign.funded_by))
        };
        let campaigns = snapshot.books().campaigns().map(|(_, book)| book).filter(|book| is_meant(book));
        let placed = campaigns.map(|book| {
            let value = value(&book.campaign, sort.trim_start_matches('-'));
            ((value, book.campaign.code.as_str()), book)
        });
        let Page { matched, items, next } = paging.sorted(placed.collect(), sort.starts_with('-'));
        let items = items.into_iter().map(|(_, book)| view::campaign(book, *at)).collect();
        answer::json(&CampaignPage { revision: snapshot.revision().0, at: at.to_string(), matched, items, next })
    };
    app.cache.once(&headers, kind, make).await
}

/// By what a campaign is sorted.
fn value<'c>(campaign: &'c Campaign, sort: &str) -> Option<Cow<'c, str>> {
    let day = |day: Option<Day>| Some(Cow::Owned(day?.to_string()));
    match sort {
        "name" => Some(Cow::Borrowed(&campaign.name)),
        "from" => day(Some(campaign.period.from())),
        "to" => day(campaign.period.to()),
        _ => Some(Cow::Borrowed(&campaign.code)),
    }
}
