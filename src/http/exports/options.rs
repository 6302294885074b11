//! The parameters of an export.

use crate::base::date::Day;
use crate::exchange::export::ExportKind;
use crate::http::problem::Problem;
use crate::http::query::{Declared, Kind, OPEN, QUESTION, Query, Takes};
use crate::http::sheet::HEADERS as OF_FILES;

pub(super) const FORMAT: Declared = Declared {
    name: "format",
    kind: Kind::Choice(&["csv", "xlsx", "geojson"]),
    allowed: "one of csv, xlsx, geojson; geojson for stations only",
    about: "How the file is written; csv when left out. A sheet of a workbook holds 1048575 rows.",
    example: "xlsx",
    required: false,
};

pub(super) const HEADERS: Declared = Declared {
    allowed: "one of fields, zh, en",
    about: "What the columns are called: as an import calls them, in Chinese or in English; fields when left out.",
    ..OF_FILES
};

const FROM: Declared = Declared {
    name: "from",
    kind: Kind::Date,
    allowed: "a civil date YYYY-MM-DD before `to`, with performance",
    about: "First day of performance; the first that there is when left out.",
    example: "2026-01-01",
    required: false,
};

const TO: Declared = Declared {
    name: "to",
    kind: Kind::Date,
    allowed: "a civil date YYYY-MM-DD after `from`, with performance",
    about: "First day after those of performance; the last that there is belongs to them when left out.",
    example: "2026-02-01",
    required: false,
};

/// Parameters of exports.
pub(in crate::http) struct ExportQuery;

impl Takes for ExportQuery {
    const TAKES: &'static [&'static [Declared]] = &[&[FORMAT, HEADERS, OPEN], QUESTION, &[FROM, TO]];
}

/// The days of performance, the second of which does not count.
pub(super) fn days(query: &Query<ExportQuery>, kind: ExportKind) -> Result<(Day, Day), Problem> {
    let given = [FROM, TO].into_iter().find_map(|side| Some((side, query.text(&side)?)));
    if let Some((side, text)) = given.filter(|_| kind != ExportKind::Performance) {
        let reason = format!("{} is given, but only performance has days; {} are of `at`", side.name, kind.as_str());
        return Err(side.refuse(text).saying(reason));
    }
    let (from, to) = (query.day(&FROM)?.unwrap_or(Day::MIN), query.end(&TO)?.unwrap_or(Day::END));
    if from >= to {
        let (side, day) = if query.text(&FROM).is_some() { (FROM, from) } else { (TO, to) };
        return Err(side.refuse(day.to_string()).saying(format!("the period from {from} to {to} has no day")));
    }
    Ok((from, to))
}
