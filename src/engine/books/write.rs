//! How the books change: whole, when they are loaded, and a few chunks at a time, when something is written.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::chunk::Chunk;
use super::ledgers::{LedgerEdit, Ledgers, by_station};
use super::rows::{ROWS, RowInfo};
use super::schedule::Schedule;
use super::{Books, CampaignBook};
use crate::base::date::Period;
use crate::base::ids::{CampaignId, ContractId, StationId};
use crate::base::month::Month;
use crate::domain::campaign::Campaign;
use crate::domain::contract::Contract;
use crate::domain::fee::FeeOwner;
use crate::domain::performance::{MonthFacts, VolumeUnit};

/// A change to the books that needs no check: what a thing is afterwards, `None` when it is gone.
#[derive(Clone, Copy, Debug)]
pub enum BookEdit<'a> {
    /// A station's month.
    Month(StationId, Month, Option<&'a MonthFacts>),
    /// A campaign.
    Campaign(CampaignId, Option<&'a Campaign>),
    /// While a station takes part in a campaign.
    Participation(CampaignId, StationId, Option<Period>),
    /// What a station's volumes are counted in.
    Unit(StationId, VolumeUnit),
}

/// Which rows of a page change in a month, and their bytes where these do.
type Changed<'a> = FxHashMap<usize, Option<&'a [u8]>>;

impl Books {
    /// The books after the edits, with the ledgers as they are then. `touched` are the ledger edits that made them;
    /// `unit` tells what the volumes of a station that comes to be known are counted in.
    #[must_use]
    pub fn apply<'a>(
        &self,
        ledgers: Option<Ledgers>,
        touched: impl Iterator<Item = LedgerEdit<'a>>,
        edits: impl Iterator<Item = BookEdit<'a>>,
        unit: impl Fn(StationId) -> VolumeUnit,
    ) -> Self {
        let mut next = self.clone();
        // Rows whose sums are others now though their days are not.
        let mut stale: BTreeSet<usize> = BTreeSet::new();
        let mut months: BTreeMap<(Month, usize), Changed<'a>> = BTreeMap::new();
        for edit in edits {
            match edit {
                BookEdit::Month(station, month, facts) => {
                    let row = next.rows.find_or_add(station, || unit(station));
                    let bytes = facts.map_or(&[][..], MonthFacts::bytes);
                    months.entry((month, row / ROWS)).or_default().insert(row % ROWS, Some(bytes));
                }
                BookEdit::Unit(station, unit) => {
                    if let Some(row) = next.rows.find(station).filter(|&row| next.rows.info(row).unit != unit) {
                        next.rows.info_mut(row).unit = unit;
                        stale.insert(row);
                    }
                }
                BookEdit::Campaign(id, campaign) => next.set_campaign(id, campaign),
                BookEdit::Participation(id, station, period) => next.set_participation(id, station, period),
            }
        }
        if let Some(ledgers) = ledgers {
            let touched = Touched::new(&self.ledgers, &ledgers, touched);
            next.ledgers = ledgers;
            let naming = touched.contracts.iter().filter_map(|&id| Some((id, next.ledgers.contract(id)?)));
            let naming = by_station(naming);
            for &station in &touched.stations {
                let naming = naming.get(&station).map_or(&[][..], Vec::as_slice);
                stale.extend(next.renew_terms(station, &touched.contracts, naming, &unit));
            }
        }
        for row in stale {
            for (&month, pages) in &next.months {
                let chunk = pages.get(row / ROWS).and_then(Option::as_ref);
                if chunk.is_some_and(|chunk| !chunk.days(row % ROWS).is_empty()) {
                    months.entry((month, row / ROWS)).or_default().entry(row % ROWS).or_insert(None);
                }
            }
        }
        for ((month, page), changed) in months {
            next.renew_chunk(month, page, &changed);
        }
        next
    }

    /// Makes the schedule of a station anew after these contracts changed, of which some name it now; its row where the
    /// schedule is another one.
    fn renew_terms(
        &mut self,
        station: StationId,
        contracts: &BTreeSet<ContractId>,
        naming: &[ContractId],
        unit: impl Fn(StationId) -> VolumeUnit,
    ) -> Option<usize> {
        let others = self.contracts_of(station).iter().filter(|id| !contracts.contains(id));
        let mut named: Vec<ContractId> = others.chain(naming).copied().collect();
        named.sort_unstable();
        let schedule = self.ledgers.schedule(station, &named);
        if self.rows.find(station).is_none() && named.is_empty() && schedule == Schedule::default() {
            return None;
        }
        let number = self.schedules.number(schedule);
        let row = self.rows.find_or_add(station, || unit(station));
        let info = self.rows.info(row);
        let is_other = info.schedule != number;
        if is_other || *info.contracts != *named {
            let info = self.rows.info_mut(row);
            info.schedule = number;
            info.contracts = named.into();
        }
        is_other.then_some(row)
    }

    fn renew_chunk(&mut self, month: Month, page: usize, changed: &Changed<'_>) {
        let before = self.chunk_mut(month, page).take();
        let infos: &[RowInfo] = self.rows.page(page);
        let chunk = Chunk::next(
            before.as_deref(),
            month,
            infos,
            self.schedules.all(),
            |row| changed.get(&row).copied().flatten(),
            |row| changed.contains_key(&row),
        );
        *self.chunk_mut(month, page) = chunk.map(Arc::new);
    }

    /// The place of a chunk.
    fn chunk_mut(&mut self, month: Month, page: usize) -> &mut Option<Arc<Chunk>> {
        let pages = self.months.entry(month).or_default();
        if pages.len() <= page {
            pages.resize(page + 1, None);
        }
        &mut pages[page]
    }

    fn set_campaign(&mut self, id: CampaignId, campaign: Option<&Campaign>) {
        let campaigns = Arc::make_mut(&mut self.campaigns);
        let Some(campaign) = campaign.cloned() else { return drop(campaigns.remove(&id)) };
        match campaigns.get_mut(&id) {
            Some(book) => Arc::make_mut(book).campaign = campaign,
            None => drop(campaigns.insert(id, Arc::new(CampaignBook { campaign, stations: BTreeMap::new() }))),
        }
    }

    fn set_participation(&mut self, id: CampaignId, station: StationId, period: Option<Period>) {
        if let Some(book) = Arc::make_mut(&mut self.campaigns).get_mut(&id) {
            let stations = &mut Arc::make_mut(book).stations;
            match period {
                Some(period) => drop(stations.insert(station, period)),
                None => drop(stations.remove(&station)),
            }
        }
    }
}

/// What ledger edits concern.
#[derive(Default)]
struct Touched {
    /// The contracts that are others now.
    contracts: BTreeSet<ContractId>,
    /// The stations whose contracts or terms may be.
    stations: BTreeSet<StationId>,
}

impl Touched {
    fn new<'a>(before: &Ledgers, after: &Ledgers, edits: impl Iterator<Item = LedgerEdit<'a>>) -> Self {
        let mut touched = Self::default();
        for edit in edits {
            match edit {
                LedgerEdit::Contract(id, _) => {
                    touched.contracts.insert(id);
                    let [before, after] = [before, after].map(|ledgers| ledgers.contract(id).map(AsRef::as_ref));
                    touched.stations.extend(Contract::stations_touched(before, after));
                }
                LedgerEdit::Fee(FeeOwner::Contract(id), ..) => {
                    let contracts = [before, after].map(|ledgers| ledgers.contract(id));
                    touched.stations.extend(contracts.into_iter().flatten().flat_map(|contract| &contract.stations));
                }
                LedgerEdit::Fee(FeeOwner::Station(station), ..) => drop(touched.stations.insert(station)),
            }
        }
        touched
    }
}

/// Collects months for new books; ledgers and campaigns come first.
#[derive(Debug)]
pub struct Loader {
    books: Books,
    /// Books of another revision, whose chunks are shared where they are the same.
    like: Books,
    /// By month and page: each row's bytes in `bytes`.
    months: BTreeMap<(Month, usize), Draft>,
}

/// A chunk on its way.
#[derive(Debug, Default)]
struct Draft {
    bytes: Vec<u8>,
    rows: Vec<(usize, std::ops::Range<usize>)>,
}

impl Loader {
    /// A loader for books with these ledgers; `unit` tells what a station's volumes are counted in.
    #[must_use]
    pub fn new(ledgers: Ledgers, unit: impl Fn(StationId) -> VolumeUnit) -> Self {
        Self::beside(&Books::default(), ledgers, unit)
    }

    /// The same for the books of another revision: all that is in these books, too, is shared with them. For this,
    /// stations and schedules have the numbers that they have there.
    #[must_use]
    pub fn beside(like: &Books, ledgers: Ledgers, unit: impl Fn(StationId) -> VolumeUnit) -> Self {
        let mut books = Books { ledgers, schedules: like.schedules.clone(), ..Books::default() };
        for info in like.rows.pages().flatten() {
            books.rows.find_or_add(info.station, || unit(info.station));
        }
        let named = by_station(books.ledgers.contracts());
        let mut stations: BTreeSet<StationId> = named.keys().copied().collect();
        stations.extend(books.ledgers.fees().filter_map(|(owner, _)| match owner {
            FeeOwner::Station(station) => Some(station),
            FeeOwner::Contract(_) => None,
        }));
        for station in stations {
            let contracts = named.get(&station).map_or(&[][..], Vec::as_slice);
            let schedule = books.ledgers.schedule(station, contracts);
            let number = books.schedules.number(schedule);
            let row = books.rows.find_or_add(station, || unit(station));
            let info = books.rows.info_mut(row);
            info.schedule = number;
            info.contracts = contracts.into();
        }
        Self { books, like: like.clone(), months: BTreeMap::new() }
    }

    /// Adds a campaign; its participations follow.
    pub fn campaign(&mut self, id: CampaignId, campaign: &Campaign) {
        self.books.set_campaign(id, Some(campaign));
    }

    /// Adds a station that takes part in a campaign.
    pub fn participation(&mut self, id: CampaignId, station: StationId, period: Period) {
        self.books.set_participation(id, station, Some(period));
    }

    /// Adds a station's month, as the bytes of a [`MonthFacts`]; each once.
    pub fn month(&mut self, station: StationId, month: Month, bytes: &[u8], unit: impl FnOnce() -> VolumeUnit) {
        let row = self.books.rows.find_or_add(station, unit);
        let draft = self.months.entry((month, row / ROWS)).or_default();
        let start = draft.bytes.len();
        draft.bytes.extend_from_slice(bytes);
        draft.rows.push((row % ROWS, start..draft.bytes.len()));
    }

    /// The books of everything added.
    #[must_use]
    pub fn finish(self) -> Books {
        let Self { mut books, like, months } = self;
        let drafts: Vec<((Month, usize), Draft)> = months.into_iter().collect();
        let is_like = |page: usize, row: usize| {
            let [one, other] = [&books, &like].map(|books| books.rows.page(page).get(row));
            one.zip(other).is_some_and(|(one, other)| (one.unit, one.schedule) == (other.unit, other.schedule))
        };
        let make = |drafts: &[((Month, usize), Draft)]| -> Vec<Option<Arc<Chunk>>> {
            let chunk = |((month, page), draft): &((Month, usize), Draft)| {
                let mut of_row = vec![None; ROWS];
                for (row, bytes) in &draft.rows {
                    of_row[*row] = Some(&draft.bytes[bytes.clone()]);
                }
                if let Some(chunk) = like.months.get(month).and_then(|pages| pages.get(*page)?.as_ref())
                    && (0..ROWS).all(|row| chunk.days(row) == of_row[row].unwrap_or_default())
                    && draft.rows.iter().all(|&(row, _)| is_like(*page, row))
                {
                    return Some(Arc::clone(chunk));
                }
                let (infos, schedules) = (books.rows.page(*page), books.schedules.all());
                Chunk::next(None, *month, infos, schedules, |row| of_row[row], |_| false).map(Arc::new)
            };
            drafts.iter().map(chunk).collect()
        };
        // Two threads: every day of every station is read for its sums and fees.
        let (one, other) = drafts.split_at(drafts.len() / 2);
        let chunks = std::thread::scope(|scope| {
            let one = scope.spawn(|| make(one));
            let other = make(other);
            let mut chunks = match one.join() {
                Ok(chunks) => chunks,
                Err(panic) => std::panic::resume_unwind(panic),
            };
            chunks.extend(other);
            chunks
        });
        for (&((month, page), _), chunk) in drafts.iter().zip(chunks) {
            *books.chunk_mut(month, page) = chunk;
        }
        books
    }
}
