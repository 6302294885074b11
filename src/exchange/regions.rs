//! Features and rows of a region file → [`RegionDraft`]s.
//!
//! A feature is a region with a polygon. A row of a table is a membership: an admin region that belongs
//! to a group for a while; the rows of one code make one region, once the file is over.

use std::collections::HashMap;
use std::sync::Arc;

use super::columns::region::{ADMIN, CODE, FROM, LATITUDE, LEVEL, LONGITUDE, NAME, PARENT, TO};
use super::crs::convert;
use super::duplicates::{Duplicates, Seen};
use super::error::{FileError, RowError};
use super::geometry::Geometry;
use super::plan::Plan;
use super::reading::Reading;
use super::record::Record;
use super::rows::{Content, Make};
use super::values::{self, number};
use crate::base::date::{Day, Period};
use crate::base::location::{Crs, LonLat};
use crate::domain::region::{Extent, Member, RegionDraft};
use crate::domain::station::MAX_SHORT_TEXT;

/// Most memberships of a file, which are held until it is over.
const MOST_MEMBERS: usize = 200_000;

/// Makes drafts of regions, each code once a file.
pub(super) struct Regions<'a> {
    /// The level that the caller says, whatever the file says.
    level: Option<String>,
    /// Whether there is an admin region of a code.
    is_admin: &'a dyn Fn(&str) -> bool,
    seen: Duplicates,
    groups: Vec<Group>,
    places: HashMap<String, usize>,
    /// When each admin region belongs to each group, and by which line.
    periods: HashMap<(usize, String), Vec<(u64, Period)>>,
    members: usize,
}

/// A region that is a group, as far as its rows have been read.
struct Group {
    line: u64,
    draft: RegionDraft,
    members: Vec<Member>,
    /// Whether a row of it was rejected, which spoils it.
    spoilt: bool,
}

impl<'a> Regions<'a> {
    pub(super) fn new(level: Option<String>, is_admin: &'a dyn Fn(&str) -> bool) -> Self {
        Self {
            level,
            is_admin,
            seen: Duplicates::default(),
            groups: Vec::new(),
            places: HashMap::new(),
            periods: HashMap::new(),
            members: 0,
        }
    }
}

impl Make for Regions<'_> {
    type Draft = RegionDraft;

    fn begin(&self, plan: &Plan, _: &mut Vec<String>) -> Result<(), FileError> {
        let level = self.level.is_none().then_some(LEVEL);
        let needed = [CODE, NAME].into_iter().chain(level);
        plan.needs(&needed.collect::<Vec<_>>())
    }

    fn make(
        &mut self,
        plan: &Plan,
        line: u64,
        record: &Record,
        geometry: Option<&Geometry>,
    ) -> Option<Content<RegionDraft>> {
        let mut row = Reading::new(plan, line, record);
        let mut draft = RegionDraft {
            code: row.required(CODE),
            name: row.required(NAME),
            level: self.level.clone().unwrap_or_else(|| row.required(LEVEL)),
            parent: Some(row.short(PARENT)).filter(|parent| !parent.is_empty()),
            center: row.center(),
            extent: Extent::Members(Vec::new()),
        };
        if row.errors.is_empty()
            && let Err(error) = draft.check()
        {
            row.breaks(&error);
        }
        let Some(geometry) = geometry else {
            let member = row.member();
            return self.join(row, &draft, member);
        };
        match geometry.shape() {
            Ok(shape) => draft.extent = Extent::Shape(Arc::new(shape)),
            Err(reason) => row.errors.push(RowError::row(line, &draft.code, reason)),
        }
        if row.errors.is_empty()
            && let Seen::Same(first) | Seen::Other(first) = self.seen.note(line, draft.code.as_str(), ())
        {
            row.wrong(CODE, &draft.code, format!("the code came before, in feature {first}"));
        }
        Some(if row.errors.is_empty() { Content::Draft(draft) } else { Content::Rejected(row.errors) })
    }

    fn finish(&mut self) -> Vec<(u64, Content<RegionDraft>)> {
        let groups = std::mem::take(&mut self.groups).into_iter().filter(|group| !group.spoilt);
        groups
            .map(|Group { line, mut draft, members, .. }| {
                draft.extent = Extent::Members(members);
                (line, Content::Draft(draft))
            })
            .collect()
    }
}

impl Regions<'_> {
    /// Adds a row to its group. A row that is wrong spoils the group: half of one is worse than none.
    fn join(
        &mut self,
        mut row: Reading<'_>,
        draft: &RegionDraft,
        member: Option<Member>,
    ) -> Option<Content<RegionDraft>> {
        let (line, code) = (row.line, draft.code.clone());
        let place = *self.places.entry(code).or_insert_with(|| {
            let group = Group { line, draft: draft.clone(), members: Vec::new(), spoilt: false };
            self.groups.push(group);
            self.groups.len() - 1
        });
        let group = &mut self.groups[place];
        if *draft != group.draft {
            let reason = format!("name, level, parent or centre differ from line {}, of the same code", group.line);
            row.wrong(CODE, &draft.code, reason);
        }
        if let Some(member) = member {
            if !(self.is_admin)(&member.admin) {
                row.wrong(ADMIN, &member.admin, "there is no region of this code in the set admin");
            }
            let periods = self.periods.entry((place, member.admin.clone())).or_default();
            if let Some((first, _)) = periods.iter().find(|(_, period)| period.overlaps(&member.period)) {
                let reason = format!("belongs to the group by line {first} already, at the same time");
                row.wrong(ADMIN, &member.admin, reason);
            }
            periods.push((line, member.period));
            self.members += 1;
            if self.members > MOST_MEMBERS {
                row.errors.push(RowError::row(line, "", format!("more than {MOST_MEMBERS} memberships in one file")));
            } else {
                group.members.push(member);
            }
        }
        if row.errors.is_empty() {
            return None;
        }
        group.spoilt = true;
        Some(Content::Rejected(row.errors))
    }
}

/// What regions read of a row besides.
impl Reading<'_> {
    /// A text, empty without a column.
    fn short(&mut self, field: usize) -> String {
        self.text(field, MAX_SHORT_TEXT).unwrap_or_default()
    }

    /// The membership of the row; none for a group of groups. Without a first day it always was.
    fn member(&mut self) -> Option<Member> {
        let admin = self.short(ADMIN);
        let (from, to) = (self.given(FROM, values::day), self.given(TO, values::day));
        if admin.is_empty() {
            return None;
        }
        match Period::new(from.unwrap_or(Day::MIN), to) {
            Ok(period) => Some(Member { admin, period }),
            Err(error) => {
                self.wrong(TO, &to.map(|to| to.to_string()).unwrap_or_default(), error.to_string());
                None
            }
        }
    }

    /// Where a label goes, if the row says so.
    fn center(&mut self) -> Option<LonLat> {
        let cells = [LONGITUDE, LATITUDE].map(|field| self.short(field));
        if cells.iter().any(String::is_empty) {
            return None;
        }
        let pair = [number(&cells[0]), number(&cells[1])];
        let place = match pair {
            [Some(lon), Some(lat)] => convert(Crs::Wgs84, [lon, lat]).ok(),
            _ => None,
        };
        if place.is_none() {
            self.wrong(LATITUDE, &cells.join(", "), "is no place in WGS-84 degrees");
        }
        place
    }
}
