//! What both answers share: a table of figures by region and bucket, as JSON and as a file.

use crate::base::money::Decimal;
use crate::domain::metric::Description;
use crate::engine::cooperation::{Figure, Level, Table, TableRow};
use crate::engine::geography::SetIndex;
use crate::engine::statistics::{Buckets, TooMany};
use crate::exchange::export::Cell;
use crate::http::answer::{JSON, Keep, Kind};
use crate::http::app::App;
use crate::http::problem::Problem;
use crate::http::query::{Asked, Declared, Kind as Reads, Query, Split, Takes};
use crate::http::sheet::{self, Sheet};
use crate::http::wire::{CooperationFigures, CooperationRow, Numbers};

/// Most rows of an answer: some 70 MB of JSON.
pub(super) const MOST_ROWS: usize = 200_000;

/// How an answer is written.
pub(in crate::http) const FORMAT: Declared = Declared {
    name: "format",
    kind: Reads::Choice(&["json", "csv", "xlsx"]),
    allowed: "one of json, csv, xlsx",
    about: "How the answer is written; json when left out. As csv and xlsx the rows are given, or the total where there \
            are none.",
    example: "json",
    required: false,
};

/// What an answer of either kind depends on.
pub(in crate::http) struct Frame {
    /// The question, and the snapshot that it is asked of.
    pub(in crate::http) asked: Asked,
    /// The region set.
    pub(in crate::http) set: String,
    /// Its level.
    pub(in crate::http) level: Level,
    /// The file as which the answer is written; `None` for JSON.
    pub(in crate::http) sheet: Option<Sheet>,
}

impl Frame {
    /// Reads what a question is told apart by.
    pub(in crate::http) fn read<T: Takes>(query: &Query<T>, asked: Asked, app: &App) -> Result<Self, Problem> {
        let set = crate::http::query::set(query, asked.snapshot.geography())?;
        let level = crate::http::query::level(query, set)?.map(|level| (set.id(), level));
        let set = set.code().to_owned();
        Ok(Self { set, level, sheet: Sheet::read(query, &FORMAT, app)?, asked })
    }

    /// What the answer is.
    pub(in crate::http) fn kind(&self) -> Kind {
        Kind {
            media: self.sheet.as_ref().map_or(JSON, Sheet::media),
            keep: if self.asked.settled { Keep::Forever } else { Keep::Revalidate },
            revision: Some(self.asked.snapshot.revision().0),
        }
    }

    /// The same for the same question, however it was written.
    pub(in crate::http) fn key(&self) -> String {
        let level = self.level.map(|(_, level)| level);
        format!("{} {level:?} {:?} {}", self.set, self.sheet.as_ref().map(Sheet::key), self.asked.key)
    }

    /// What to call the answer, where it is a file about `what`.
    pub(in crate::http) fn file(&self, what: &str) -> Option<String> {
        self.sheet.as_ref().map(|sheet| format!("{what}-{}.{}", self.asked.at, sheet.format()))
    }

    /// The region set, as the snapshot has it.
    pub(in crate::http) fn set(&self) -> Result<&SetIndex, Problem> {
        let set = self.asked.snapshot.geography().set(&self.set);
        set.ok_or_else(|| Problem::missing("region set", &self.set))
    }

    /// The name of the level.
    pub(in crate::http) fn level_name(&self) -> Result<Option<String>, Problem> {
        let set = self.set()?;
        Ok(self.level.map(|(_, level)| set.levels()[level].name.clone()))
    }

    /// The table that the engine made, held to so many rows as may be answered; `figures` takes a value apart.
    pub(super) fn table<V, const N: usize>(
        &self,
        made: Result<Table<V>, TooMany>,
        buckets: Option<&Buckets>,
        figures: impl Fn(&V) -> [Figure; N],
    ) -> Result<Table<Box<[Figure]>>, Problem> {
        let set = self.set()?;
        let split = Split { level: self.level.map(|(_, level)| (set, level)), buckets, ..Split::default() };
        let table = made.map_err(|error| split.refuse(error.rows, error.most.min(MOST_ROWS)))?;
        if table.rows.len() > MOST_ROWS {
            return Err(split.refuse(table.rows.len(), MOST_ROWS));
        }
        Ok(table.map(|values| figures(&values).into()))
    }

    /// Rows, stations in no region, and total, as JSON has them.
    pub(super) fn lines(
        &self,
        table: Table<Box<[Figure]>>,
        described: &'static [Description],
    ) -> Result<(Vec<CooperationRow>, Option<CooperationFigures>, CooperationFigures), Problem> {
        let set = self.set()?;
        let numbers = |figures| Numbers { described, figures };
        let row = |row: TableRow<Box<[Figure]>>| CooperationRow {
            region: row.region.map(|slot| set.region(slot).code.clone()),
            name: row.region.map(|slot| set.region(slot).name.clone()),
            bucket: row.bucket.map(|day| day.to_string()),
            values: numbers(row.values),
        };
        let unassigned = CooperationFigures { values: numbers(table.unassigned) };
        Ok((
            table.rows.into_iter().map(row).collect(),
            self.level.is_some().then_some(unassigned),
            CooperationFigures { values: numbers(table.total) },
        ))
    }

    /// The rows as a file; the total where nothing is told apart.
    pub(super) fn write(
        &self,
        sheet: &Sheet,
        name: &'static str,
        mut table: Table<Box<[Figure]>>,
        described: &'static [Description],
        buckets: bool,
    ) -> Result<Vec<u8>, Problem> {
        let set = self.set()?;
        if self.level.is_none() && !buckets {
            table.rows = vec![TableRow { region: None, bucket: None, values: table.total }];
        }
        let mut columns = sheet::places();
        columns.extend(described.iter().map(sheet::figure));
        let rows = table.rows.iter().map(|row| {
            let region = row.region.map(|slot| set.region(slot));
            let mut cells = vec![
                region.map(|region| &region.code).into(),
                region.map(|region| &region.name).into(),
                row.bucket.into(),
            ];
            cells.extend(row.values.iter().map(|figure| match *figure {
                Figure::Whole(number) => Cell::Decimal(Decimal { number, decimals: 0 }),
                Figure::Part(part) => Cell::Float(part),
                Figure::Nothing => Cell::Empty,
            }));
            cells
        });
        sheet.write(name, columns, rows)
    }
}
