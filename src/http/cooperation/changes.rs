//! `GET /api/v1/cooperation/changes`.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;

use super::table::{FORMAT, Frame, MOST_ROWS};
use crate::base::date::Day;
use crate::domain::cooperation::Stage;
use crate::domain::movement::{FIGURES, LABEL, Movement, NOTE};
use crate::engine::RegionsOn;
use crate::engine::cooperation::{Moved, MovedPage as Page, Moves, changes, moved};
use crate::engine::list::{Cursor, SortValue};
use crate::exchange::export::{Column, ColumnKind};
use crate::http::answer;
use crate::http::app::App;
use crate::http::attachment;
use crate::http::paging::{CURSOR, LIMIT, USUAL};
use crate::http::problem::{Failed, Problem, Refused};
use crate::http::query::{Asked, Declared, Kind, LEVEL, Query, Takes, UNDATED};
use crate::http::sheet::{HEADERS, Sheet};
use crate::http::stations::cursor;
use crate::http::stations::view::codes;
use crate::http::wire::{ChangesAnswer, MovedPage, MovedStation};
use crate::live::Depth;

const FROM: Declared = Declared {
    name: "from",
    kind: Kind::Date,
    allowed: "a civil date YYYY-MM-DD before `to`",
    about: "The earlier of the two days that are compared; for a month, the last day of the month before.",
    example: "2026-04-30",
    required: true,
};

const TO: Declared = Declared {
    name: "to",
    kind: Kind::Date,
    allowed: "a civil date YYYY-MM-DD after `from`",
    about: "The later of the two days that are compared; for a month, its last day.",
    example: "2026-05-31",
    required: true,
};

const LIST: Declared = Declared {
    name: "list",
    kind: Kind::Choice(&["joined", "resumed", "paused", "left"]),
    allowed: "one of joined, resumed, paused, left",
    about: "Opens this movement of the total to its stations, a page at a time; all of them with format=csv or xlsx. A row of a \
            region opens when the question is asked `within` it.",
    example: "left",
    required: false,
};

/// Parameters of changes.
pub(in crate::http) struct ChangesQuery;

impl Takes for ChangesQuery {
    const TAKES: &'static [&'static [Declared]] =
        &[&[FROM, TO], UNDATED, &[LEVEL, LIST, LIMIT, CURSOR, FORMAT, HEADERS]];
}

/// Joined, resumed, paused, left.
///
/// Compares the world on two days. A station counts on a day when it is open and at stage online then, and the
/// question means it then: `online_before` and `online_after` are the metric `online` of /api/v1/stats on these days.
/// Who counts on one of them only has moved in exactly one way. It has resumed when it counts on `to` and was not
/// online on `from` but on some day before; joined when it counts on `to` otherwise; paused when it counted on `from`
/// and is open and paused on `to`; left when it counted on `from` otherwise. So joined + resumed − paused − left = net =
/// `online_after` − `online_before`, for any question and in every region. Who is online on both days in different groups
/// of a set such as sales has left the one and joined the other.
#[utoipa::path(
    get,
    path = "/api/v1/cooperation/changes",
    tag = "statistics",
    operation_id = "read_cooperation_changes",
    params(Query<ChangesQuery>),
    responses(
        (status = 200, description = "The movements.", content(
            (ChangesAnswer = "application/json"),
            (String = "text/csv"),
            (Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
        )),
        (status = 304, description = "Nothing changed since the answer whose ETag was given."),
        Refused,
        Failed
    )
)]
pub(in crate::http) async fn read(
    State(app): State<App>,
    headers: HeaderMap,
    query: Query<ChangesQuery>,
) -> Result<Response, Problem> {
    let (from, to) = (query.day(&FROM)?, query.day(&TO)?);
    // Both are there: they are required.
    let (from, to) = (from.unwrap_or(Day::MIN), to.unwrap_or(Day::MAX));
    if to <= from {
        let reason = format!("from ({from}) must be before to ({to}): the two days are compared with each other");
        return Err(FROM.refuse(from.to_string()).saying(reason));
    }
    let frame = Frame::read(&query, Asked::read_of(&query, &app.network, Depth::Stations, Some(to)).await?, &app)?;
    let plan = Plan { from, to, list: list(&query, frame.sheet.as_ref())?, frame };
    let key = format!("changes {from} {:?} {}", plan.list, plan.frame.key());
    let (kind, file) = (plan.frame.kind(), plan.frame.file("changes"));
    Ok(attachment::named(app.cache.answer(&headers, kind, key, move || plan.render()).await?, file))
}

/// Which list is opened, and which page of it.
#[derive(Debug)]
struct List {
    movement: Movement,
    after: Option<String>,
    limit: usize,
}

fn list(query: &Query<ChangesQuery>, sheet: Option<&Sheet>) -> Result<Option<List>, Problem> {
    let movement = query.choice(&LIST)?.and_then(Movement::parse);
    let page = [LIMIT, CURSOR].into_iter().find_map(|part| Some((part, query.text(&part)?)));
    match (movement, page, sheet) {
        (None, Some((part, text)), _) => Err(part.refuse(text).saying(format!("{} is given without list", part.name))),
        (Some(_), Some((part, text)), Some(sheet)) => {
            let reason = format!("{} is given with format={}, which writes the whole list", part.name, sheet.format());
            Err(part.refuse(text).saying(reason))
        }
        (None, None, _) => Ok(None),
        (Some(movement), ..) => {
            let usual = if sheet.is_some() { MOST_ROWS } else { USUAL as usize };
            let limit = query.whole(&LIMIT)?.map_or(usual, |limit| limit as usize);
            let after = query.get(&CURSOR, |text| cursor::read(text, movement.as_str()))?.map(|cursor| cursor.code);
            Ok(Some(List { movement, after, limit }))
        }
    }
}

/// Everything that an answer depends on.
struct Plan {
    from: Day,
    to: Day,
    list: Option<List>,
    frame: Frame,
}

impl Plan {
    /// Counts, and writes.
    fn render(&self) -> Result<Vec<u8>, Problem> {
        let (frame, snapshot) = (&self.frame, &self.frame.asked.snapshot);
        let question = frame.asked.question()?;
        let page = self.list.as_ref().map(|list| {
            (list, moved(snapshot, &question, self.from, list.movement, list.after.as_deref(), list.limit))
        });
        if let (Some(sheet), Some((_, page))) = (&frame.sheet, &page) {
            return self.write_stations(sheet, page);
        }
        let table = frame.table(changes(snapshot, &question, self.from, frame.level), None, Moves::figures)?;
        if let Some(sheet) = &frame.sheet {
            return frame.write(sheet, "changes", table, &FIGURES, false);
        }
        let (rows, unassigned, total) = frame.lines(table, &FIGURES)?;
        answer::json(&ChangesAnswer {
            kind: "changes",
            label: LABEL.into(),
            note: NOTE.into(),
            revision: snapshot.revision().0,
            from: self.from.to_string(),
            to: self.to.to_string(),
            set: frame.set.clone(),
            level: frame.level_name()?,
            metrics: FIGURES.map(Into::into).into(),
            rows,
            unassigned,
            total,
            list: page.map(|(list, page)| self.page(list.movement, page)),
        })
    }

    /// A page of a list, as JSON has it.
    fn page(&self, movement: Movement, page: Page) -> MovedPage {
        let snapshot = &self.frame.asked.snapshot;
        let regions = RegionsOn::new(snapshot, self.to);
        let item = |moved: &Moved| {
            let facts = snapshot.facts(moved.id)?;
            let view = facts.view();
            Some(MovedStation {
                code: view.code.to_owned(),
                name: view.name.to_owned(),
                brand: view.brand.map(str::to_owned),
                regions: codes(&regions, moved.id),
                stage_before: moved.before.map(Stage::as_str),
                stage_after: moved.after.map(Stage::as_str),
                day: moved.day.map(|day| day.to_string()),
                opened_on: view.opened_on.map(|day| day.to_string()),
                closed_on: view.closed_on.map(|day| day.to_string()),
            })
        };
        let movement = movement.as_str();
        let next =
            page.next.map(|code| cursor::write(&Cursor { value: SortValue::Text(code.clone()), code }, movement));
        MovedPage { movement, matched: page.matched, items: page.items.iter().filter_map(item).collect(), next }
    }

    /// The stations of a list as a file.
    fn write_stations(&self, sheet: &Sheet, page: &Page) -> Result<Vec<u8>, Problem> {
        if page.matched > page.items.len() {
            let reason = format!("the list has {} stations, and a file may have {MOST_ROWS}", page.matched);
            return Err(FORMAT.refuse(sheet.format()).saying(reason));
        }
        let snapshot = &self.frame.asked.snapshot;
        let regions = RegionsOn::new(snapshot, self.to);
        let rows = page.items.iter().filter_map(|moved| {
            let facts = snapshot.facts(moved.id)?;
            let view = facts.view();
            let regions: Vec<String> =
                codes(&regions, moved.id).iter().map(|(set, code)| format!("{set}:{code}")).collect();
            Some(vec![
                facts.code().into(),
                facts.name().into(),
                view.brand.map(str::to_owned).into(),
                moved.before.map(Stage::as_str).into(),
                moved.after.map(Stage::as_str).into(),
                moved.day.into(),
                view.opened_on.into(),
                view.closed_on.into(),
                regions.join(" ").into(),
            ])
        });
        sheet.write("changes", STATIONS.to_vec(), rows)
    }
}

/// The columns of the stations of a list.
const STATIONS: [Column; 9] = [
    Column::new("code", "站点编码", "Station code", ColumnKind::Code),
    Column::new("name", "站点名称", "Name", ColumnKind::Text),
    Column::new("brand", "品牌", "Brand", ColumnKind::Text),
    Column::new("stage_before", "之前阶段", "Stage before", ColumnKind::Text),
    Column::new("stage_after", "之后阶段", "Stage after", ColumnKind::Text),
    Column::new("day", "变更日期", "Day", ColumnKind::Date),
    Column::new("opened_on", "开业日期", "Opened on", ColumnKind::Date),
    Column::new("closed_on", "关闭日期", "Closed on", ColumnKind::Date),
    Column::new("regions", "区域", "Regions", ColumnKind::Text),
];
