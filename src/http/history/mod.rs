//! What happened to something, on the wire: every change with the state before and after.

mod region;

use serde_json::{Value, json as value};

use super::fees::view::rate;
use super::problem::Problem;
use super::query::{Declared, KNOWN_AT, Kind, Query, Takes};
use super::stations::view::coordinates;
use super::wire::HistoryItem;
use crate::base::date::{Day, Period};
use crate::base::ids::{CampaignId, RegionId, SetId, StationId};
use crate::base::money::Money;
use crate::base::month::Month;
use crate::domain::campaign::{Campaign, SavedComparison};
use crate::domain::change::{Change, Diff};
use crate::domain::contract::Contract;
use crate::domain::cooperation::StageEvent;
use crate::domain::fee::{FeeOwner, FeeTerm};
use crate::domain::note::Note;
use crate::domain::performance::MonthFacts;
use crate::domain::station::{Energy, Station};
use crate::engine::Snapshot;
use crate::live::{History, Names, Network};
use crate::store::Subject;

/// Entries given when nobody says how many.
const USUAL: u32 = 100;

const LIMIT: Declared = Declared {
    name: "limit",
    kind: Kind::Whole(1, 1000),
    allowed: "a whole number from 1 to 1000",
    about: "Most entries to give; 100 when left out.",
    example: "100",
    required: false,
};

/// The parameters of a history.
pub(super) const HISTORY: &[Declared] = &[KNOWN_AT, LIMIT];

/// How many entries are asked for.
pub(super) fn limit<T: Takes>(query: &Query<T>) -> Result<usize, Problem> {
    Ok(query.whole(&LIMIT)?.unwrap_or(USUAL) as usize)
}

/// What happened to a subject up to a snapshot, newest first; `None` when nothing ever did. Blocking.
pub(super) fn entries(
    network: &Network,
    snapshot: &Snapshot,
    subject: Option<Subject>,
    limit: usize,
) -> Result<Option<Vec<HistoryItem>>, Problem> {
    let Some(subject) = subject else { return Ok(None) };
    let history = network.history(subject, snapshot.revision(), limit)?;
    Ok((!history.entries.is_empty()).then(|| items(snapshot, history)))
}

/// What happened, newest first. Sets are left out.
fn items(snapshot: &Snapshot, history: History) -> Vec<HistoryItem> {
    let History { entries, names } = history;
    let item = |entry: crate::store::HistoryEntry| {
        let (entity, before, after) = sides(snapshot, &names, &entry.change)?;
        Some(HistoryItem {
            revision: entry.record.revision.0,
            recorded_at: entry.record.recorded_at.to_string(),
            actor: entry.record.author.actor,
            source: entry.record.author.source,
            entity,
            action: match (&before, &after) {
                (None, _) => "created",
                (_, None) => "deleted",
                _ => "changed",
            },
            before,
            after,
        })
    };
    entries.into_iter().filter_map(item).collect()
}

/// What a change concerns, and both of its sides.
pub(super) fn sides(
    snapshot: &Snapshot,
    names: &Names,
    change: &Change,
) -> Option<(&'static str, Option<Value>, Option<Value>)> {
    fn both<T>(diff: &Diff<T>, show: impl Fn(&T) -> Value) -> (Option<Value>, Option<Value>) {
        (diff.before.as_ref().map(&show), diff.after.as_ref().map(&show))
    }
    let (before, after) = match change {
        Change::Station { diff, .. } => both(diff, station),
        Change::Stage { diff, .. } => both(diff, event),
        Change::Membership { set, diff, .. } => both(diff, |&id| membership(snapshot, *set, id)),
        Change::Contract { diff, .. } => both(diff, |kept| contract(names, kept)),
        Change::Fee { owner, diff, .. } => both(diff, |kept| fee(names, *owner, kept)),
        Change::Performance { station, month, diff } => both(diff, |kept| performance(names, *station, *month, kept)),
        Change::Campaign { diff, .. } => both(diff, campaign),
        Change::Participation { campaign, station, diff } => {
            both(diff, |kept| participation(names, *campaign, *station, *kept))
        }
        Change::Note { station, number, diff } => both(diff, |kept| note(names, *station, *number, kept)),
        Change::Comparison { campaign, number, diff } => both(diff, |kept| comparison(names, *campaign, *number, kept)),
        Change::Region { diff, .. } => region::sides(snapshot, diff),
        Change::Set(_) => return None,
    };
    Some((change.thing().entity().as_str(), before, after))
}

fn station(station: &Station) -> Value {
    let position = &station.position;
    value!({
        "code": station.code,
        "name": station.name,
        "energy": station.energy.map(Energy::as_str),
        "brand": station.brand,
        "operator": station.operator,
        "location": [position.location.lon(), position.location.lat()],
        "coordinates": coordinates(position),
        "address": station.address,
        "opened_on": station.opened_on.map(text),
        "closed_on": station.closed_on.map(text),
        "attributes": station.attributes,
    })
}

fn event(event: &StageEvent) -> Value {
    value!({"valid_from": text(event.valid_from), "stage": event.stage.as_str(), "note": event.note})
}

/// A membership by codes; regions that are no more have none.
fn membership(snapshot: &Snapshot, set: SetId, id: RegionId) -> Value {
    let index = snapshot.geography().sets().iter().find(|index| index.id() == set);
    let region = index.and_then(|index| Some(index.region(index.slot(id)?)));
    value!({
        "set": index.map(|index| index.code()),
        "region": region.map(|region| &region.code),
        "name": region.map(|region| &region.name),
    })
}

fn contract(names: &Names, contract: &Contract) -> Value {
    let stations: Vec<_> = contract.stations.iter().map(|&id| names.station(id)).collect();
    value!({
        "number": contract.number,
        "counterparty": contract.counterparty,
        "stations": stations,
        "signed_on": contract.signed_on.map(text),
        "from": text(contract.period.from()),
        "to": contract.period.to().map(text),
        "terminated_on": contract.terminated_on.map(text),
        "renews": contract.renews,
    })
}

/// A term; `rate` is a share for `percent_of_gmv`, else an amount in the major unit.
fn fee(names: &Names, owner: FeeOwner, term: &FeeTerm) -> Value {
    let (contract, station) = match owner {
        FeeOwner::Contract(id) => (names.contract(id), None),
        FeeOwner::Station(id) => (None, names.station(id)),
    };
    value!({
        "contract": contract,
        "station": station,
        "component": term.component.as_str(),
        "basis": term.tariff.basis(),
        "rate": rate(term.tariff),
        "payer": term.payer,
        "payee": term.payee,
        "from": text(term.period.from()),
        "to": term.period.to().map(text),
    })
}

fn performance(names: &Names, station: StationId, month: Month, facts: &MonthFacts) -> Value {
    let days = facts.days().map(|(day, facts)| {
        value!({
            "date": month.day(day).map(text),
            "orders": facts.orders,
            "volume": facts.volume.to_string(),
            "gmv": facts.gmv.to_string(),
            "discount_platform": facts.discount_platform.to_string(),
            "discount_station": facts.discount_station.to_string(),
        })
    });
    value!({"station": names.station(station), "month": month.to_string(), "days": days.collect::<Vec<_>>()})
}

fn campaign(campaign: &Campaign) -> Value {
    value!({
        "code": campaign.code,
        "name": campaign.name,
        "mechanism": campaign.mechanism.as_str(),
        "funded_by": campaign.funded_by.as_str(),
        "from": text(campaign.period.from()),
        "to": campaign.period.to().map(text),
        "budget": campaign.budget.as_ref().map(Money::to_string),
    })
}

fn participation(names: &Names, campaign: CampaignId, station: StationId, period: Period) -> Value {
    value!({
        "campaign": names.campaign(campaign),
        "station": names.station(station),
        "from": text(period.from()),
        "to": period.to().map(text),
    })
}

fn note(names: &Names, station: StationId, number: u32, note: &Note) -> Value {
    value!({
        "station": names.station(station),
        "number": number,
        "at": text(note.at),
        "author": note.author,
        "text": note.text,
    })
}

fn comparison(names: &Names, campaign: CampaignId, number: u32, comparison: &SavedComparison) -> Value {
    value!({
        "campaign": names.campaign(campaign),
        "number": number,
        "title": comparison.title,
        "revision": comparison.revision.0,
        "question": comparison.question,
        "answer": comparison.answer,
    })
}

fn text(day: Day) -> String {
    day.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::ids::Revision;
    use crate::domain::campaign::{FundedBy, Mechanism};

    fn period() -> Period {
        Period::from_day("2026-01-01".parse().expect("date"))
    }

    /// What no station's history tells.
    #[test]
    fn contracts_campaigns_and_comparisons_are_shown_whole() {
        let names = Names::default();
        let agreed = Contract {
            number: "C-1".into(),
            counterparty: "某某石油".into(),
            stations: [StationId(1)].into(),
            signed_on: Some(period().from()),
            period: period(),
            terminated_on: None,
            renews: Some("C-0".into()),
        };
        assert_eq!(
            contract(&names, &agreed),
            value!({"number": "C-1", "counterparty": "某某石油", "stations": [null], "signed_on": "2026-01-01",
                "from": "2026-01-01", "to": null, "terminated_on": null, "renews": "C-0"})
        );
        let offer = Campaign {
            code: "A-1".into(),
            name: "夏".into(),
            mechanism: Mechanism::PriceCut,
            funded_by: FundedBy::Platform,
            period: period(),
            budget: Money::from_minor(150),
        };
        assert_eq!(
            campaign(&offer),
            value!({"code": "A-1", "name": "夏", "mechanism": "price_cut", "funded_by": "platform",
                "from": "2026-01-01", "to": null, "budget": "1.50"})
        );
        let [title, question, answer] = ["夏", "from=2026-01-01", "{}"].map(str::to_owned);
        let saved = SavedComparison { title, revision: Revision(7), question, answer };
        assert_eq!(
            comparison(&names, CampaignId(1), 2, &saved),
            value!({"campaign": null, "number": 2, "title": "夏", "revision": 7, "question": "from=2026-01-01",
                "answer": "{}"})
        );
    }
}
