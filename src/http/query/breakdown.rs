//! How a total is taken apart: level, metrics, groups, buckets.

use super::declared::{Declared, Kind, Takes};
use super::read::Query;
use crate::base::date::Day;
use crate::domain::metric::Metric;
use crate::engine::geography::SetIndex;
use crate::engine::statistics::{Breakdown, Bucket, Buckets, Dimension, Wanted};
use crate::http::problem::Problem;
use crate::live::Depth;

/// Buckets that are given when nobody says from when.
const USUAL_BUCKETS: i64 = 12;

/// A level of a region set.
pub(in crate::http) const LEVEL: Declared = Declared {
    name: "level",
    kind: Kind::Text,
    allowed: "a level of the set, see /api/v1/regions",
    about: "The level of the set whose regions are told apart.",
    example: "province",
    required: false,
};

/// Metric ids.
pub(in crate::http) const METRICS: Declared = Declared {
    name: "metrics",
    kind: Kind::Text,
    allowed: "one or more of stations, closed, prospect, negotiating, signed, online, paused, terminated, \
              coverage_rate, activation_rate, orders, volume_litres, volume_kwh, gmv, channel_fee, \
              channel_fee_commission, channel_fee_payment, channel_fee_partner_share, channel_fee_fixed, fee_rate, \
              fee_rate_simple_mean, discount_platform, discount_station, net_take_rate, missing_fee, missing_gmv, \
              contracts_active, contracts_expiring_90d, separated by commas",
    about: "The metrics to give, see /api/v1/metrics; stations, online and coverage_rate when left out.",
    example: "stations,online,coverage_rate",
    required: false,
};

pub(super) const GROUP_BY: Declared = Declared {
    name: "group_by",
    kind: Kind::Text,
    allowed: "one or more of brand, operator, energy, stage, each once, separated by commas",
    about: "Properties by which rows are told apart.",
    example: "brand",
    required: false,
};

pub(super) const BUCKET: Declared = Declared {
    name: "bucket",
    kind: Kind::Choice(&["day", "week", "month", "quarter", "year"]),
    allowed: "one of day, week, month, quarter, year",
    about: "Gives a row for each such stretch of time, as of its last day.",
    example: "month",
    required: false,
};

/// The first day of a period.
const FROM: Declared = Declared {
    name: "from",
    kind: Kind::Date,
    allowed: "a civil date YYYY-MM-DD before `to`, together with `bucket` or a metric over a period such as gmv",
    about: "First day of the period: of the buckets, or of what metrics such as gmv sum over. When left out, twelve \
            buckets back, or 30 days before `to`.",
    example: "2025-07-01",
    required: false,
};

/// The first day after a period.
pub(super) const TO: Declared = Declared {
    name: "to",
    kind: Kind::Date,
    allowed: "a civil date YYYY-MM-DD after `from`, together with `bucket` or a metric over a period such as gmv",
    about: "First day after the period; the day after `at` when left out. Where `at` is left out, the world is that of \
            the last day of the period, or of today where that comes first.",
    example: "2026-07-01",
    required: false,
};

/// The parameters of a period.
pub(in crate::http) const PERIOD: &[Declared] = &[FROM, TO];

/// Days that a period has when nobody says from when.
const USUAL_DAYS: i32 = 30;

/// The parameters of a breakdown.
pub(in crate::http) const BREAKDOWN: &[Declared] = &[LEVEL, METRICS, GROUP_BY, BUCKET];

/// A breakdown, and what is given of each row.
pub(in crate::http) struct Sliced {
    /// For the engine.
    pub(in crate::http) breakdown: Breakdown,
    /// Names of the properties grouped by.
    pub(in crate::http) group_names: Vec<&'static str>,
    /// The metrics to give.
    pub(in crate::http) metrics: Vec<Metric>,
    /// The same for the same breakdown, however it was written.
    pub(in crate::http) key: String,
}

impl Sliced {
    /// Whether a region may have more than one row.
    pub(in crate::http) fn is_split(&self) -> bool {
        !self.breakdown.group_by.is_empty() || self.breakdown.buckets.is_some()
    }

    /// Reads the breakdown of a question about the day `at`.
    pub(in crate::http) fn read<T: Takes>(query: &Query<T>, set: &SetIndex, at: Day) -> Result<Self, Problem> {
        let level = level(query, set)?;
        let metrics = metrics(query)?;
        let groups = groups(query)?;
        let buckets = buckets(query, at)?;
        let wanted = match buckets {
            Some((_, first, last)) => Wanted::of(&metrics, (first, last.end())),
            None => wanted(query, at, &metrics)?,
        };
        let key = format!("{} {level:?} {metrics:?} {groups:?} {buckets:?} {wanted:?}", set.code());
        let (group_names, group_by) = groups.into_iter().unzip();
        let level = level.map(|level| (set.id(), level));
        let breakdown = Breakdown {
            level,
            group_by,
            buckets: buckets.map(|(bucket, first, last)| spans(bucket, first, last)).transpose()?,
            wanted,
        };
        Ok(Self { breakdown, group_names, metrics, key })
    }
}

/// The level asked for.
pub(in crate::http) fn level<T: Takes>(query: &Query<T>, set: &SetIndex) -> Result<Option<usize>, Problem> {
    let Some(name) = query.text(&LEVEL) else { return Ok(None) };
    set.level(name).map(Some).ok_or_else(|| {
        let names: Vec<&str> = set.levels().iter().map(|level| level.name.as_str()).collect();
        Problem::parameter(LEVEL.name, name, format!("a level of set {}: {}", set.code(), names.join(", ")))
    })
}

/// The metrics asked for, each once, in the order asked.
pub(in crate::http) fn metrics<T: Takes>(query: &Query<T>) -> Result<Vec<Metric>, Problem> {
    let Some(text) = query.text(&METRICS) else {
        return Ok(vec![Metric::Stations, Metric::Online, Metric::CoverageRate]);
    };
    let mut metrics = Vec::new();
    for id in text.split(',') {
        let metric = Metric::parse(id).ok_or_else(|| METRICS.refuse(id))?;
        if !metrics.contains(&metric) {
            metrics.push(metric);
        }
    }
    Ok(metrics)
}

fn groups<T: Takes>(query: &Query<T>) -> Result<Vec<(&'static str, Dimension)>, Problem> {
    const KNOWN: [(&str, Dimension); 4] = [
        ("brand", Dimension::Brand),
        ("operator", Dimension::Operator),
        ("energy", Dimension::Energy),
        ("stage", Dimension::Stage),
    ];
    let mut groups: Vec<(&'static str, Dimension)> = Vec::new();
    for name in query.text(&GROUP_BY).into_iter().flat_map(|text| text.split(',')) {
        let known = KNOWN.into_iter().find(|&(known, _)| known == name).filter(|known| !groups.contains(known));
        groups.push(known.ok_or_else(|| GROUP_BY.refuse(name))?);
    }
    Ok(groups)
}

/// How much of a past revision an answer with these metrics needs.
pub(in crate::http) fn depth(metrics: &[Metric]) -> Depth {
    if metrics.iter().any(|metric| metric.is_of_books()) { Depth::Books } else { Depth::Stations }
}

/// What of the books the metrics want, over the period asked.
pub(in crate::http) fn wanted<T: Takes>(
    query: &Query<T>,
    at: Day,
    metrics: &[Metric],
) -> Result<Option<Wanted>, Problem> {
    if !metrics.iter().any(|metric| metric.has_period()) {
        return match [FROM, TO].into_iter().find_map(|side| Some((side, query.text(&side)?))) {
            Some((side, text)) => Err(side.refuse(text).saying(format!(
                "{} is given, but neither `bucket` nor a metric over a period such as gmv",
                side.name
            ))),
            None => Ok(Wanted::of(metrics, (at, at.end()))),
        };
    }
    let to = query.end(&TO)?.unwrap_or(at.end());
    let from = query.day(&FROM)?.unwrap_or(to.plus(-USUAL_DAYS));
    if from >= to {
        let (side, day) = if query.text(&FROM).is_some() { (FROM, from) } else { (TO, to) };
        return Err(side.refuse(day.to_string()).saying(format!("the period from {from} to {to} has no day")));
    }
    Ok(Wanted::of(metrics, (from, to)))
}

/// The bucket, the first day and the last one.
fn buckets<T: Takes>(query: &Query<T>, at: Day) -> Result<Option<(Bucket, Day, Day)>, Problem> {
    let Some(bucket) = query.choice(&BUCKET)?.and_then(Bucket::parse) else { return Ok(None) };
    let last = match query.end(&TO)? {
        Some(Day::MIN) => return Err(TO.refuse(Day::MIN.to_string()).saying("no day comes before `to`")),
        Some(to) => to.plus(-1),
        None => at,
    };
    let first = query.day(&FROM)?.unwrap_or_else(|| bucket.plus(bucket.start(last), 1 - USUAL_BUCKETS));
    Ok(Some((bucket, first, last)))
}

fn spans(bucket: Bucket, first: Day, last: Day) -> Result<Buckets, Problem> {
    Buckets::through(bucket, first, last).map_err(|error| {
        Problem::parameter(FROM.name, first.to_string(), FROM.allowed).saying(format!("buckets: {error}"))
    })
}
