//! `GET /api/v1/cooperation/funnel`.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;

use super::table::{FORMAT, Frame};
use crate::base::date::{Day, Period};
use crate::domain::funnel::Funnel;
use crate::engine::cooperation::{Cohort, Flow, Standing, cohort, flow, standing};
use crate::engine::statistics::{Bucket, BucketError, Buckets};
use crate::http::answer;
use crate::http::app::App;
use crate::http::attachment;
use crate::http::problem::{Failed, Problem, Refused};
use crate::http::query::{AT, Asked, Declared, Kind, LEVEL, QUESTION, Query, Takes};
use crate::http::sheet::HEADERS;
use crate::http::wire::FunnelAnswer;
use crate::live::Depth;

/// Buckets of a cohort funnel when nobody says from when.
const USUAL_BUCKETS: i64 = 12;

const KIND: Declared = Declared {
    name: "kind",
    kind: Kind::Choice(&["snapshot", "flow", "cohort"]),
    allowed: "one of snapshot, flow, cohort",
    about: "Which funnel: the stock on a day, the entries of a period, or how far those who began in a period have come.",
    example: "cohort",
    required: true,
};

const FROM: Declared = Declared {
    name: "from",
    kind: Kind::Date,
    allowed: "a civil date YYYY-MM-DD before `to`, with kind=flow or kind=cohort",
    about: "First day of the period; needed for a flow, and for a cohort without bucket. A cohort with bucket begins \
            twelve buckets back when left out.",
    example: "2026-03-01",
    required: false,
};

const TO: Declared = Declared {
    name: "to",
    kind: Kind::Date,
    allowed: "a civil date YYYY-MM-DD after `from`, with kind=flow or kind=cohort",
    about: "First day after the period; needed for a flow, and for a cohort without bucket. A cohort with bucket ends \
            with `at` when left out.",
    example: "2026-04-01",
    required: false,
};

const BUCKET: Declared = Declared {
    name: "bucket",
    kind: Kind::Choice(&["day", "week", "month", "quarter", "year"]),
    allowed: "one of day, week, month, quarter, year with kind=flow, one of month, quarter, year with kind=cohort",
    about: "Gives a row for each such stretch of the period, cut off where the period begins and ends.",
    example: "month",
    required: false,
};

/// Parameters of funnels.
pub(in crate::http) struct FunnelQuery;

impl Takes for FunnelQuery {
    const TAKES: &'static [&'static [Declared]] = &[&[KIND], QUESTION, &[FROM, TO, BUCKET, LEVEL, FORMAT, HEADERS]];
}

/// A funnel of cooperation.
///
/// Three different readings of the stages, each labelled as what it is. `kind=snapshot` (`at`) is a stock: open
/// stations at each stage on the day, and how many of them have ever come at least as far. `kind=flow` (`from`, `to`,
/// `bucket`) counts entries: how often stations came to a stage in the period, and how many stations did; filter and
/// regions are read on the day of each entry. `kind=cohort` (`from` and `to`, or `bucket`; `at`) follows the stations
/// whose first ever stage `prospect` began in the period: how many of them had come to negotiating, signed and online
/// by `at`, the shares, and the median days it took; filter and regions are read on the day `at`, and who paused, ended
/// or closed since still counts. Only cohorts give conversion rates.
#[utoipa::path(
    get,
    path = "/api/v1/cooperation/funnel",
    tag = "statistics",
    operation_id = "read_cooperation_funnel",
    params(Query<FunnelQuery>),
    responses(
        (status = 200, description = "The funnel.", content(
            (FunnelAnswer = "application/json"),
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
    query: Query<FunnelQuery>,
) -> Result<Response, Problem> {
    let funnel = query.choice(&KIND)?.and_then(Funnel::parse).unwrap_or(Funnel::Snapshot);
    let at = query.day(&AT)?;
    let over = over(&query, funnel, at.unwrap_or_else(|| app.network.today()))?;
    // A flow is settled when its last day is.
    let day = over.as_ref().filter(|_| funnel == Funnel::Flow).map_or(at, |over| Some(over.last));
    let frame = Frame::read(&query, Asked::read_of(&query, &app.network, Depth::Stations, day).await?, &app)?;
    let plan = Plan { funnel, over, frame };
    let key = format!("funnel {} {} {}", funnel.as_str(), plan.over_key(), plan.frame.key());
    let (kind, file) = (plan.frame.kind(), plan.frame.file("funnel"));
    Ok(attachment::named(app.cache.answer(&headers, kind, key, move || plan.render()).await?, file))
}

/// A period, and the stretches that it is cut into.
struct Over {
    period: Period,
    last: Day,
    cut: Option<(Bucket, Buckets)>,
}

/// The period of a flow or a cohort; refuses what the funnel does not take.
fn over(query: &Query<FunnelQuery>, funnel: Funnel, at: Day) -> Result<Option<Over>, Problem> {
    let (from, to) = (query.day(&FROM)?, query.day(&TO)?);
    let bucket = query.choice(&BUCKET)?.and_then(Bucket::parse);
    let kind = funnel.as_str();
    let barred: &[Declared] = match funnel {
        Funnel::Snapshot => &[FROM, TO, BUCKET],
        Funnel::Flow => &[AT],
        Funnel::Cohort => &[],
    };
    if let Some((part, text)) = barred.iter().find_map(|part| Some((part, query.text(part)?))) {
        let instead = if funnel == Funnel::Flow { "from and to" } else { "at" };
        let reason = format!("kind={kind} takes no {}; it is asked with {instead}", part.name);
        return Err(Problem::parameter(part.name, text, format!("absent with kind={kind}")).saying(reason));
    }
    if funnel == Funnel::Snapshot {
        return Ok(None);
    }
    if let (Funnel::Cohort, Some(Bucket::Day | Bucket::Week), Some(text)) = (funnel, bucket, query.text(&BUCKET)) {
        return Err(BUCKET.refuse(text).saying("bucket must be one of month, quarter, year with kind=cohort"));
    }
    let usual = bucket.filter(|_| funnel == Funnel::Cohort);
    let missing = |side: Declared| {
        let but = if funnel == Funnel::Cohort { " without bucket" } else { "" };
        side.refuse("").saying(format!("{} is missing; kind={kind} needs from and to{but}", side.name))
    };
    let last = match (to, usual) {
        (Some(Day::MIN), _) => return Err(TO.refuse(Day::MIN.to_string()).saying("no day comes before `to`")),
        (Some(to), _) => to.plus(-1),
        (None, Some(_)) => at,
        (None, None) => return Err(missing(if from.is_some() { TO } else { FROM })),
    };
    let first = match (from, usual) {
        (Some(from), _) => from,
        (None, Some(bucket)) => bucket.plus(bucket.start(last), 1 - USUAL_BUCKETS),
        (None, None) => return Err(missing(FROM)),
    };
    let refuse = |error: &dyn std::fmt::Display| FROM.refuse(first.to_string()).saying(format!("from: {error}"));
    let period = Period::new(first, last.next_day()).ok().filter(|_| first <= last);
    let period = period.ok_or_else(|| refuse(&format!("it must be before to ({})", last.plus(1))))?;
    let cut = bucket.map(|bucket| Ok((bucket, Buckets::through(bucket, first, last)?))).transpose();
    Ok(Some(Over { period, last, cut: cut.map_err(|error: BucketError| refuse(&error))? }))
}

/// Everything that an answer depends on.
struct Plan {
    funnel: Funnel,
    over: Option<Over>,
    frame: Frame,
}

impl Plan {
    /// The stretches of the period.
    fn buckets(&self) -> Option<&Buckets> {
        self.over.as_ref()?.cut.as_ref().map(|(_, buckets)| buckets)
    }

    /// The same for the same period, cut up in the same way.
    fn over_key(&self) -> String {
        let over = self.over.as_ref();
        format!("{:?}", over.map(|over| (over.period, over.cut.as_ref().map(|&(bucket, _)| bucket))))
    }

    /// Counts, and writes.
    fn render(&self) -> Result<Vec<u8>, Problem> {
        let (frame, snapshot) = (&self.frame, &self.frame.asked.snapshot);
        let (question, buckets) = (frame.asked.question()?, self.buckets());
        let table = match (self.funnel, &self.over) {
            (Funnel::Flow, Some(Over { period, .. })) => {
                frame.table(flow(snapshot, &question, *period, frame.level, buckets), buckets, Flow::figures)?
            }
            (Funnel::Cohort, Some(Over { period, .. })) => {
                frame.table(cohort(snapshot, &question, *period, frame.level, buckets), buckets, Cohort::figures)?
            }
            _ => frame.table(standing(snapshot, &question, frame.level), None, Standing::figures)?,
        };
        let described = self.funnel.figures();
        if let Some(sheet) = &frame.sheet {
            return frame.write(sheet, "funnel", table, described, buckets.is_some());
        }
        let (rows, unassigned, total) = frame.lines(table, described)?;
        let period = self.over.as_ref().map(|over| over.period);
        answer::json(&FunnelAnswer {
            kind: self.funnel.as_str(),
            label: self.funnel.label().into(),
            note: self.funnel.note().into(),
            revision: snapshot.revision().0,
            at: (self.funnel != Funnel::Flow).then(|| frame.asked.at.to_string()),
            from: period.map(|period| period.from().to_string()),
            to: period.and_then(|period| period.to()).map(|day| day.to_string()),
            set: frame.set.clone(),
            level: frame.level_name()?,
            metrics: described.iter().copied().map(Into::into).collect(),
            rows,
            unassigned,
            total,
        })
    }
}
