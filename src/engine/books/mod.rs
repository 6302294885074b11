//! The books: what stations sold and owe. Contracts and fee terms as ledgers; performance as flat columns by month,
//! with every day beside them, so that any period sums right; campaigns with who takes part.
//!
//! A station is known here by its row, and months are kept in chunks of 1,024 rows. A write copies the chunks it
//! touches and shares the rest. Fees are made when a day or a term is written, not when they are asked for; only
//! amounts a month, which fall due whatever is sold, are added to the answer.

mod chunk;
mod known;
mod ledgers;
mod rows;
mod schedule;
mod schedules;
mod sums;
mod write;

use std::collections::BTreeMap;
use std::sync::Arc;

pub use ledgers::{LedgerEdit, Ledgers};
pub use sums::BookSums;
pub(super) use sums::{NO_KEY, Sought};
pub use write::{BookEdit, Loader};

use self::chunk::Chunk;
use self::rows::Rows;
use self::schedules::Schedules;
use crate::base::date::{Day, Period};
use crate::base::ids::{CampaignId, ContractId, StationId};
use crate::base::month::Month;
use crate::domain::campaign::Campaign;
use crate::domain::performance::{DayFacts, MonthFacts, days_of};

/// What stations sold and owe, at one revision. Cloning shares everything.
#[derive(Clone, Debug, Default)]
pub struct Books {
    ledgers: Ledgers,
    rows: Rows,
    schedules: Schedules,
    /// By month, then by page of rows.
    months: BTreeMap<Month, Vec<Option<Arc<Chunk>>>>,
    campaigns: Arc<BTreeMap<CampaignId, Arc<CampaignBook>>>,
}

/// A campaign and who takes part in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CampaignBook {
    /// The campaign.
    pub campaign: Campaign,
    /// The stations that take part, each with its period.
    pub stations: BTreeMap<StationId, Period>,
}

impl Books {
    /// Contracts and fee terms.
    #[must_use]
    pub fn ledgers(&self) -> &Ledgers {
        &self.ledgers
    }

    /// The contracts that name a station, ascending.
    #[must_use]
    pub fn contracts_of(&self, station: StationId) -> &[ContractId] {
        self.rows.find(station).map_or(&[], |row| &self.rows.info(row).contracts)
    }

    /// Every campaign by ascending id.
    pub fn campaigns(&self) -> impl Iterator<Item = (CampaignId, &CampaignBook)> {
        self.campaigns.iter().map(|(&id, book)| (id, book.as_ref()))
    }

    /// A campaign.
    #[must_use]
    pub fn campaign(&self, id: CampaignId) -> Option<&CampaignBook> {
        self.campaigns.get(&id).map(Arc::as_ref)
    }

    /// A station's days in `[from, to)` that are there, ascending.
    pub fn days(&self, station: StationId, from: Day, to: Day) -> impl Iterator<Item = (Day, DayFacts)> {
        let row = self.rows.find(station);
        let months = self.months.range(Month::of(from)..).take_while(move |(month, _)| month.first() < to);
        let days = row.into_iter().zip(std::iter::once(months)).flat_map(|(row, months)| {
            months.flat_map(move |(month, pages)| {
                let chunk = pages.get(row / rows::ROWS).and_then(Option::as_ref);
                let first = month.first();
                let days = chunk.map_or(&[][..], |chunk| chunk.days(row % rows::ROWS));
                days_of(days).map(move |(day, facts)| (first.plus(i32::from(day) - 1), facts))
            })
        });
        days.skip_while(move |&(day, _)| day < from).take_while(move |&(day, _)| day < to)
    }

    /// A station's month; `None` without a day in it.
    #[must_use]
    pub fn month(&self, station: StationId, month: Month) -> Option<MonthFacts> {
        let row = self.rows.find(station)?;
        MonthFacts::from_bytes(self.chunk(month, row / rows::ROWS)?.days(row % rows::ROWS))
    }

    /// The first and the last month with a day; `None` without one.
    #[must_use]
    pub fn span(&self) -> Option<(Month, Month)> {
        let mut there =
            self.months.iter().filter(|(_, pages)| pages.iter().any(Option::is_some)).map(|(&month, _)| month);
        let first = there.next()?;
        Some((first, there.next_back().unwrap_or(first)))
    }

    /// How many rows keys are wanted for.
    pub(super) fn rows(&self) -> usize {
        self.rows.len()
    }

    /// The row of a station.
    pub(super) fn row(&self, station: StationId) -> Option<usize> {
        self.rows.find(station)
    }

    /// The station of a row.
    pub(super) fn station(&self, row: usize) -> StationId {
        self.rows.info(row).station
    }

    fn chunk(&self, month: Month, page: usize) -> Option<&Chunk> {
        self.months.get(&month)?.get(page)?.as_deref()
    }

    /// Bytes on the heap, contracts and campaigns aside.
    #[must_use]
    pub fn memory(&self) -> usize {
        self.memory_beside(&Self::default())
    }

    /// The same without what is shared with other books.
    #[must_use]
    pub fn memory_beside(&self, other: &Self) -> usize {
        let own = self.months.iter().flat_map(|(month, pages)| {
            let shared = other.months.get(month).map_or(&[][..], Vec::as_slice);
            pages.iter().enumerate().filter_map(|(page, chunk)| {
                let chunk = chunk.as_ref()?;
                let shared = shared.get(page).and_then(Option::as_ref);
                (!shared.is_some_and(|shared| Arc::ptr_eq(chunk, shared))).then(|| chunk.memory())
            })
        });
        own.sum::<usize>() + self.rows.memory()
    }
}
