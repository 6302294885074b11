//! Statistics counted and written in the format asked.

use std::sync::Arc;

use super::{geojson, sheet};
use crate::domain::metric::Metric;
use crate::engine::books::BookSums;
use crate::engine::filter::{Area, Filter};
use crate::engine::geography::SetIndex;
use crate::engine::statistics::{Breakdown, Row, Statistics, Totals, statistics};
use crate::http::answer::{self, JSON, Keep, Kind};
use crate::http::problem::Problem;
use crate::http::query::{Asked, Split};
use crate::http::sheet::Sheet;
use crate::http::wire::{Figures, Group, StatsAnswer, StatsRow, Values};

/// Most rows of an answer: some 100 MB of JSON.
const MOST_ROWS: usize = 500_000;

/// How an answer is written.
#[derive(Clone, Debug)]
pub(super) enum Format {
    Json,
    Sheet(Sheet),
    GeoJson,
}

/// Everything that an answer depends on.
pub(super) struct Plan {
    pub(super) set: String,
    pub(super) asked: Asked,
    /// An area to which the question is held besides.
    pub(super) area: Option<Area>,
    pub(super) breakdown: Breakdown,
    pub(super) group_names: Arc<[&'static str]>,
    pub(super) metrics: Arc<[Metric]>,
    pub(super) format: Format,
}

impl Plan {
    /// What the answer is.
    pub(super) fn kind(&self) -> Kind {
        let media = match &self.format {
            Format::Json => JSON,
            Format::Sheet(sheet) => sheet.media(),
            Format::GeoJson => "application/geo+json",
        };
        Kind { media, keep: Keep::Revalidate, revision: Some(self.asked.snapshot.revision().0) }
    }

    /// What to call the answer, where it is a file.
    pub(super) fn file(&self) -> Option<String> {
        match &self.format {
            Format::Sheet(sheet) => Some(format!("stats-{}.{}", self.asked.at, sheet.format())),
            Format::Json | Format::GeoJson => None,
        }
    }

    /// The region set, as the snapshot has it.
    pub(super) fn set(&self) -> Result<&SetIndex, Problem> {
        let set = self.asked.snapshot.geography().set(&self.set);
        set.ok_or_else(|| Problem::missing("region set", &self.set))
    }

    /// Counts, and writes.
    pub(super) fn render(&self) -> Result<Vec<u8>, Problem> {
        let set = self.set()?;
        let split = Split {
            level: self.breakdown.level.map(|(_, level)| (set, level)),
            group_by: &self.group_names,
            buckets: self.breakdown.buckets.as_ref(),
        };
        let mut question = self.asked.question()?;
        if let Some(area) = &self.area {
            question.filter = Filter::Within(area.clone()).and(question.filter);
        }
        let statistics = statistics(&self.asked.snapshot, &question, &self.breakdown)
            .map_err(|error| split.refuse(error.rows, error.most.min(MOST_ROWS)))?;
        if statistics.rows.len() > MOST_ROWS {
            return Err(split.refuse(statistics.rows.len(), MOST_ROWS));
        }
        match &self.format {
            Format::Json => self.json(statistics),
            Format::Sheet(sheet) => sheet::write(self, sheet, &statistics),
            Format::GeoJson => geojson::write(self, &statistics),
        }
    }

    /// The values of totals, in the order asked.
    pub(super) fn values(&self, totals: Totals) -> Values {
        Values { totals, metrics: Arc::clone(&self.metrics) }
    }

    /// Of stations that are not open on the date: only metrics over a period speak of them.
    fn absent(&self, books: BookSums) -> Figures {
        let metrics = self.metrics.iter().copied().filter(|metric| metric.has_period()).collect();
        Figures { values: Values { totals: Totals { books, ..Totals::default() }, metrics } }
    }

    fn json(&self, statistics: Statistics) -> Result<Vec<u8>, Problem> {
        let set = self.set()?;
        let row = |row: Row| StatsRow {
            region: row.region.map(|slot| set.region(slot).code.clone()),
            name: row.region.map(|slot| set.region(slot).name.clone()),
            bucket: row.bucket.map(|day| day.to_string()),
            group: Group { names: Arc::clone(&self.group_names), values: row.group },
            values: self.values(row.totals),
        };
        let level = self.breakdown.level.map(|(_, level)| set.levels()[level].name.clone());
        let wanted = self.breakdown.wanted.filter(|_| self.metrics.iter().any(|metric| metric.has_period()));
        let (from, to) = wanted.map(|wanted| wanted.period).unzip();
        answer::json(&StatsAnswer {
            revision: self.asked.snapshot.revision().0,
            at: self.asked.at.to_string(),
            from: from.map(|day| day.to_string()),
            to: to.map(|day| day.to_string()),
            set: self.set.clone(),
            unassigned: level.is_some().then(|| Figures { values: self.values(statistics.unassigned) }),
            level,
            rows: statistics.rows.into_iter().map(row).collect(),
            total: Figures { values: self.values(statistics.total) },
            absent: wanted.is_some().then(|| self.absent(statistics.absent)),
        })
    }
}
