//! The common parameters as a [`Question`] over a snapshot.

use std::fmt::Write as _;
use std::sync::Arc;

use super::breakdown::TO;
use super::common::{
    AT, BRAND, CLOSED_ON, CODE, ENERGY, FILTER, KNOWN_AT, NAME, OPENED_ON, OPERATOR, SEARCH, SET, STAGE, WITHIN,
};
use super::declared::{Declared, Takes};
use super::read::Query;
use crate::base::date::{Day, Instant};
use crate::base::ids::{RegionId, SetId};
use crate::domain::access::Scope;
use crate::domain::cooperation::Stage;
use crate::domain::region::ADMIN;
use crate::domain::station::Energy;
use crate::engine::filter::{ChoiceSet, DayProperty, Filter, Nulls, Search, TextProperty};
use crate::engine::geography::{Geography, SetIndex};
use crate::engine::{Question, Snapshot};
use crate::http::problem::Problem;
use crate::live::{Depth, Network};

/// The parameters of every question.
pub(in crate::http) const QUESTION: &[Declared] =
    &[AT, KNOWN_AT, FILTER, SEARCH, SET, WITHIN, CODE, NAME, ENERGY, BRAND, OPERATOR, STAGE, OPENED_ON, CLOSED_ON];

/// The same of a question whose days are named otherwise than by `at`.
pub(in crate::http) const UNDATED: &[Declared] = QUESTION.split_at(1).1;

/// The parameters by which a question says which stations it means.
pub(in crate::http) const MEANT: &[Declared] = QUESTION.split_at(2).1;

/// A question, the snapshot it is asked of, and how it may be cached.
pub(in crate::http) struct Asked {
    /// The network at the revision asked.
    pub(in crate::http) snapshot: Arc<Snapshot>,
    /// The day of which the world is asked.
    pub(in crate::http) at: Day,
    within: Option<(SetId, RegionId)>,
    shorthand: Vec<Filter>,
    /// CQL2 text, read only by whoever makes an answer: an answer at hand was read already.
    cql2: Option<String>,
    /// The same for the same question over one snapshot, however it was written.
    pub(in crate::http) key: String,
    /// Whether the answer can never change: the day and `known_at` were given and both lie in the past.
    pub(in crate::http) settled: bool,
}

impl Asked {
    /// Reads the question and fetches the snapshot it is asked of, as far as the answer needs it.
    pub(in crate::http) async fn read<T: Takes>(
        query: &Query<T>,
        network: &Network,
        depth: Depth,
    ) -> Result<Self, Problem> {
        // The last day of a period that is over, where there is one and nobody says another.
        let last = query.end(&TO)?.map(|to| to.plus(-1)).filter(|&last| last < network.today());
        Self::read_of(query, network, depth, query.day(&AT)?.or(last)).await
    }

    /// The same of a question whose day is given otherwise, or is today.
    pub(in crate::http) async fn read_of<T: Takes>(
        query: &Query<T>,
        network: &Network,
        depth: Depth,
        given: Option<Day>,
    ) -> Result<Self, Problem> {
        let known_at = query.instant(&KNOWN_AT)?;
        let snapshot = snapshot(network, known_at, depth).await?;
        let today = network.today();
        let at = given.unwrap_or(today);
        let set = set(query, snapshot.geography())?;
        let within = query.text(&WITHIN).map(|code| region(set, code)).transpose()?;
        let shorthand = shorthand(query)?;
        let cql2 = query.text(&FILTER).map(str::to_owned);
        let settled = is_settled(network, &snapshot, given, known_at);
        let key = key(query, at);
        Ok(Self { snapshot, at, within, shorthand, cql2, key, settled })
    }

    /// The question as the engine takes it.
    pub(in crate::http) fn question(&self) -> Result<Question, Problem> {
        let cql2 = self.cql2.as_deref().map_or(Ok(Filter::ALL), |text| {
            Filter::parse(text).map_err(|error| FILTER.refuse(text).saying(format!("filter: {error}")))
        });
        let filter = self.shorthand.iter().cloned().fold(cql2?, Filter::and);
        Ok(Question { at: self.at, filter, within: self.within, scope: Scope::all() })
    }
}

/// Whether what was known at an instant of a day, as far as they are given, can never change.
pub(super) fn is_settled(network: &Network, snapshot: &Snapshot, at: Option<Day>, known_at: Option<Instant>) -> bool {
    // Instants never go back, so what was known before the newest revision can never change; a commit
    // under way may still carry an instant after it.
    at.is_some_and(|day| day < network.today())
        && known_at.is_some()
        && snapshot.revision() < network.current().revision()
}

/// The snapshot of what was known, as far as the answer needs it; reading the newest one never leaves the thread.
pub(in crate::http) async fn snapshot(
    network: &Network,
    known_at: Option<Instant>,
    depth: Depth,
) -> Result<Arc<Snapshot>, Problem> {
    if known_at.is_none() {
        return Ok(network.current());
    }
    let network = network.clone();
    crate::http::app::blocking(move || Ok(network.as_known_at(known_at, depth)?)).await
}

/// The set asked for; `admin` unless said.
pub(in crate::http) fn set<'g, T: Takes>(query: &Query<T>, geography: &'g Geography) -> Result<&'g SetIndex, Problem> {
    let code = query.text(&SET).unwrap_or(ADMIN);
    begun(query, geography)?;
    geography.set(code).ok_or_else(|| {
        let codes: Vec<&str> = geography.sets().iter().map(|set| set.code()).collect();
        Problem::parameter(SET.name, code, format!("one of the region sets there are: {}", codes.join(", ")))
    })
}

/// Refuses an instant before the network begins: it is not the set's fault that there is none.
pub(in crate::http) fn begun<T: Takes>(query: &Query<T>, geography: &Geography) -> Result<(), Problem> {
    match query.text(&KNOWN_AT) {
        Some(known_at) if geography.sets().is_empty() => {
            Err(KNOWN_AT.refuse(known_at).saying("known_at: nothing was known then; the network begins later"))
        }
        _ => Ok(()),
    }
}

/// A region of the set by its code.
fn region(set: &SetIndex, code: &str) -> Result<(SetId, RegionId), Problem> {
    let slot = set.find(code).ok_or_else(|| {
        let top: Vec<&str> = set.roots().take(40).map(|slot| set.region(slot).code.as_str()).collect();
        let allowed = format!("the code of a region of set {}; at the top there are {}", set.code(), top.join(", "));
        Problem::parameter(WITHIN.name, code, allowed)
    })?;
    Ok((set.id(), set.region(slot).id))
}

/// The filters of the shorthand parameters.
fn shorthand<T: Takes>(query: &Query<T>) -> Result<Vec<Filter>, Problem> {
    let mut filters = Vec::new();
    for (declared, property, never_empty) in [
        (&CODE, TextProperty::Code, true),
        (&NAME, TextProperty::Name, true),
        (&BRAND, TextProperty::Brand, false),
        (&OPERATOR, TextProperty::Operator, false),
    ] {
        let Some(text) = query.text(declared) else { continue };
        let (empty, words): (Vec<&str>, Vec<&str>) = text.split(',').partition(|word| word.is_empty());
        if never_empty && !empty.is_empty() {
            return Err(declared.refuse(text));
        }
        filters.push(Filter::AnyOf(property, words.into_iter().map(str::to_owned).collect(), !empty.is_empty()));
    }
    if let Some(energies) = choices(query, &ENERGY, Energy::parse)? {
        filters.push(Filter::Energy(ChoiceSet::energies(energies), Nulls::Counted));
    }
    if let Some(stages) = choices(query, &STAGE, Stage::parse)? {
        filters.push(Filter::Stage(ChoiceSet::stages(stages), Nulls::Counted));
    }
    for (declared, property) in [(&OPENED_ON, DayProperty::OpenedOn), (&CLOSED_ON, DayProperty::ClosedOn)] {
        filters.extend(query.get(declared, |text| days(property, text))?);
    }
    filters.extend(query.get(&SEARCH, Search::parse)?.map(Filter::Search));
    Ok(filters)
}

/// A list of known words, `none` among them.
fn choices<T: Takes, V>(
    query: &Query<T>,
    declared: &Declared,
    parse: fn(&str) -> Option<V>,
) -> Result<Option<Vec<Option<V>>>, Problem> {
    let Some(text) = query.text(declared) else { return Ok(None) };
    let read = |word: &str| match word {
        "none" => Ok(None),
        word => parse(word).map(Some).ok_or_else(|| declared.refuse(word)),
    };
    text.split(',').map(read).collect::<Result<_, _>>().map(Some)
}

/// A day, a range of days, or nothing.
fn days(property: DayProperty, text: &str) -> Option<Filter> {
    if text.is_empty() {
        return Some(Filter::NoDay(property));
    }
    range(text).map(|(from, to)| Filter::Day(property, from, to))
}

/// A day, or `from..to` of which one side may be open: the first day of the range, and the first one after it.
pub(in crate::http) fn range(text: &str) -> Option<(Day, Option<Day>)> {
    let Some((from, to)) = text.split_once("..") else {
        let day: Day = text.parse().ok()?;
        return Some((day, day.next_day()));
    };
    let side = |text: &str| if text.is_empty() { Some(None) } else { text.parse::<Day>().ok().map(Some) };
    match (side(from)?, side(to)?) {
        (None, None) => None,
        (Some(from), Some(to)) if to <= from => None,
        (from, to) => Some((from.unwrap_or(Day::MIN), to)),
    }
}

/// The question in one canonical writing: parameters in the order of declaration, `at` spelled out,
/// `known_at` left out because the revision says it.
fn key<T: Takes>(query: &Query<T>, at: Day) -> String {
    let mut key = at.to_string();
    for declared in QUESTION.iter().filter(|declared| ![AT.name, KNOWN_AT.name].contains(&declared.name)) {
        match query.text(declared) {
            Some(ADMIN) if declared.name == SET.name => {}
            // A length before each text keeps any text from passing for two.
            Some(text) => drop(write!(key, " {}={}:{text}", declared.name, text.len())),
            None => {}
        }
    }
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Plain;

    impl Takes for Plain {
        const TAKES: &'static [&'static [Declared]] = &[QUESTION];
    }

    fn read(raw: &str) -> Result<Vec<Filter>, Problem> {
        shorthand(&Query::<Plain>::read(Some(raw))?)
    }

    #[test]
    fn shorthands_are_filters() {
        let any = |words: &[&str], empty| {
            Filter::AnyOf(TextProperty::Brand, words.iter().map(|&word| word.to_owned()).collect(), empty)
        };
        assert_eq!(read("brand=a,b").expect("filters"), [any(&["a", "b"], false)]);
        assert_eq!(read("brand=").expect("filters"), [any(&[], true)]);
        let stages = ChoiceSet::stages([Some(Stage::Online), None]);
        assert_eq!(read("stage=online,none").expect("filters"), [Filter::Stage(stages, Nulls::Counted)]);
        let day = |text: &str| text.parse::<Day>().expect("day");
        let opened = |from, to| Filter::Day(DayProperty::OpenedOn, from, to);
        for (raw, expected) in [
            ("2026-01-01", opened(day("2026-01-01"), Some(day("2026-01-02")))),
            ("2199-12-31", opened(Day::MAX, None)),
            ("2026-01-01..", opened(day("2026-01-01"), None)),
            ("..2026-01-01", opened(Day::MIN, Some(day("2026-01-01")))),
            ("2026-01-01..2026-02-01", opened(day("2026-01-01"), Some(day("2026-02-01")))),
            ("", Filter::NoDay(DayProperty::OpenedOn)),
        ] {
            assert_eq!(read(&format!("opened_on={raw}")).expect(raw), [expected], "{raw}");
        }
    }

    #[test]
    fn wrong_shorthands_are_refused() {
        for raw in [
            "stage=onlien",
            "stage=",
            "energy=steam",
            "code=",
            "name=a,,b",
            "opened_on=..",
            "opened_on=2026-02-01..2026-01-01",
            "closed_on=2026-13-01",
            "colour=red",
            "brand=a&brand=b",
        ] {
            assert!(read(raw).is_err(), "{raw}");
        }
    }

    #[test]
    fn one_question_has_one_key() {
        let at = |raw: &str| key(&Query::<Plain>::read(Some(raw)).expect(raw), Day::MIN);
        assert_eq!(at("brand=a&stage=online"), at("stage=online&set=admin&brand=a"));
        assert_ne!(at("brand=a"), at("operator=a"));
        assert_ne!(at("brand=a%20operator%3D1:b"), at("brand=a&operator=b"));
    }
}
