//! Loading a whole network: ordered scans of stations, memberships and stages, merged by station.
//!
//! The stages, which are most of the rows, are read on a second connection in a second thread. Both see
//! the same: what holds as of a revision never changes again.

use std::ops::Range;
use std::path::Path;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

use rusqlite::types::FromSqlError;
use rusqlite::{Connection, Row, Rows};

use super::connection::{self, Purpose};
use super::decode;
use super::key::Kind;
use super::read;
use crate::base::date::Day;
use crate::base::ids::{RegionId, Revision, SetId, StationId};
use crate::base::location::LonLat;
use crate::domain::cooperation::Stage;
use crate::domain::station::{Energy, StationView};
use crate::store::{Regions, StoreError};

/// Holds for a version that is there as of revision `?1`.
const AS_OF: &str = "rev_from <= ?1 AND (rev_to IS NULL OR rev_to > ?1)";
/// Stage events that the reading thread hands over at once.
const CHUNK: usize = 8192;
/// Chunks that may wait; bounds the memory of a load.
const WAITING: usize = 4;

/// Visits every station as of a revision by ascending id.
pub(super) fn load(
    conn: &Connection,
    path: &Path,
    revision: Revision,
    visit: &mut dyn FnMut(StationView<'_>),
) -> Result<(), StoreError> {
    read::check_revision(conn, revision)?;
    let (_, second) = connection::open(path, Purpose::Read)?;
    std::thread::scope(|scope| {
        let (sender, receiver) = sync_channel(WAITING);
        scope.spawn(move || {
            if let Err(error) = send_stages(&second, revision, &sender) {
                // Nobody listens any more when the other side has failed first.
                drop(sender.send(Err(error)));
            }
        });
        visit_stations(conn, revision, &mut Stages::new(receiver), visit)
    })
}

/// The sets and regions as of a revision.
pub(super) fn regions(conn: &Connection, revision: Revision) -> Result<Regions, StoreError> {
    read::check_revision(conn, revision)?;
    Ok(Regions {
        sets: read::all(conn, Kind::Set, revision, |_, fields| decode::set(fields))?,
        regions: read::all(conn, Kind::Region, revision, |_, fields| decode::region(fields))?,
    })
}

fn visit_stations(
    conn: &Connection,
    revision: Revision,
    stages: &mut Stages,
    visit: &mut dyn FnMut(StationView<'_>),
) -> Result<(), StoreError> {
    let mut statement = conn.prepare_cached(&format!(
        "SELECT v.station, i.code, v.name, v.energy, v.brand, v.operator, v.lon, v.lat, v.opened_on, v.closed_on
         FROM station_versions v CROSS JOIN stations i ON i.id = v.station WHERE {AS_OF} ORDER BY v.station",
    ))?;
    let mut memberships = conn.prepare_cached(&format!(
        "SELECT station, set_id, region FROM membership_versions WHERE {AS_OF} ORDER BY station, set_id"
    ))?;
    let mut memberships = Memberships { rows: memberships.query([read::number(revision)])?, next: None };
    memberships.advance()?;
    let mut regions = Vec::new();
    let mut rows = statement.query([read::number(revision)])?;
    while let Some(row) = rows.next()? {
        let id: u32 = row.get(0)?;
        memberships.take(id, &mut regions)?;
        let timeline = stages.take(id)?;
        let view = view(row, StationId(id), timeline, &regions)
            .ok_or_else(|| StoreError::Damaged(format!("station number {id} cannot be read")))?;
        visit(view);
    }
    Ok(())
}

/// The station of a row, borrowed from it; `None` when the row holds what we never wrote.
fn view<'a>(
    row: &'a Row<'_>,
    id: StationId,
    timeline: &'a [(Day, Stage)],
    regions: &'a [(SetId, RegionId)],
) -> Option<StationView<'a>> {
    let value = |at| row.get_ref(at).ok();
    let optional_text = |at| value(at)?.as_str_or_null().ok();
    let degrees = |at| value(at)?.as_f64().ok();
    let day = |at| match value(at)?.as_i64_or_null().ok()? {
        Some(number) => day(number).map(Some),
        None => Some(None),
    };
    Some(StationView {
        id,
        code: value(1)?.as_str().ok()?,
        name: value(2)?.as_str().ok()?,
        energy: match optional_text(3)? {
            Some(word) => Some(Energy::parse(word)?),
            None => None,
        },
        brand: optional_text(4)?,
        operator: optional_text(5)?,
        location: LonLat::new(degrees(6)?, degrees(7)?).ok()?,
        opened_on: day(8)?,
        closed_on: day(9)?,
        timeline,
        regions,
    })
}

fn day(number: i64) -> Option<Day> {
    u32::try_from(number).ok().and_then(Day::from_number)
}

/// Memberships in order of their stations.
struct Memberships<'s> {
    rows: Rows<'s>,
    next: Option<(u32, SetId, RegionId)>,
}

impl Memberships<'_> {
    fn advance(&mut self) -> Result<(), StoreError> {
        self.next = match self.rows.next()? {
            Some(row) => Some((row.get(0)?, read::set_id(row.get(1)?)?, RegionId(row.get(2)?))),
            None => None,
        };
        Ok(())
    }

    /// Fills `regions` with those of a station.
    fn take(&mut self, station: u32, regions: &mut Vec<(SetId, RegionId)>) -> Result<(), StoreError> {
        regions.clear();
        while let Some((of, set, region)) = self.next.filter(|&(of, ..)| of <= station) {
            if of == station {
                regions.push((set, region));
            }
            self.advance()?;
        }
        Ok(())
    }
}

/// A stage event on its way from the reading thread.
type Event = (u32, Day, Stage);

/// Reads the stages in order of their stations and sends them in chunks.
fn send_stages(
    conn: &Connection,
    revision: Revision,
    sender: &SyncSender<Result<Vec<Event>, StoreError>>,
) -> Result<(), StoreError> {
    let mut statement = conn.prepare(&format!(
        "SELECT station, valid_from, stage FROM stage_versions WHERE {AS_OF} ORDER BY station, valid_from"
    ))?;
    let mut rows = statement.query([read::number(revision)])?;
    let mut chunk = Vec::with_capacity(CHUNK);
    while let Some(row) = rows.next()? {
        chunk.push(event(row)?);
        if chunk.len() == CHUNK && sender.send(Ok(std::mem::replace(&mut chunk, Vec::with_capacity(CHUNK)))).is_err() {
            return Ok(());
        }
    }
    drop(sender.send(Ok(chunk)));
    Ok(())
}

fn event(row: &Row<'_>) -> Result<Event, StoreError> {
    let number = |at| row.get_ref(at)?.as_i64().map_err(FromSqlError::into);
    let (station, from, stage): (_, rusqlite::Result<i64>, rusqlite::Result<i64>) = (row.get(0)?, number(1), number(2));
    match (day(from?), decode::stage_of(stage?)) {
        (Some(from), Some(stage)) => Ok((station, from, stage)),
        _ => Err(StoreError::Damaged(format!("a stage of station number {station} cannot be read"))),
    }
}

/// The receiving end: hands out the timeline of one station after the other.
struct Stages {
    chunks: Receiver<Result<Vec<Event>, StoreError>>,
    chunk: Vec<Event>,
    rest: Range<usize>,
    timeline: Vec<(Day, Stage)>,
}

impl Stages {
    const fn new(chunks: Receiver<Result<Vec<Event>, StoreError>>) -> Self {
        Self { chunks, chunk: Vec::new(), rest: 0..0, timeline: Vec::new() }
    }

    /// The timeline of a station; stations must be asked for in ascending order.
    fn take(&mut self, station: u32) -> Result<&[(Day, Stage)], StoreError> {
        self.timeline.clear();
        loop {
            for &(of, from, stage) in &self.chunk[self.rest.clone()] {
                if of > station {
                    return Ok(&self.timeline);
                }
                self.rest.start += 1;
                if of == station {
                    self.timeline.push((from, stage));
                }
            }
            // The channel closes after the last chunk.
            let Ok(chunk) = self.chunks.recv() else { return Ok(&self.timeline) };
            self.chunk = chunk?;
            self.rest = 0..self.chunk.len();
        }
    }
}
