//! `/api/v1/stats/explain`: one number taken apart, and the stations that make it or do not.

pub(super) mod rows;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Arc;

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use quick_cache::Weighter;

use super::answer::{self, Keep, Kind as Answer};
use super::app::App;
use super::problem::{Failed, Problem, Refused};
use super::query::{AT, Asked, Declared, KNOWN_AT, Kind, PERIOD, QUESTION, Query, Takes, depth, wanted};
use super::wire::{Bilingual, ExplainAnswer, ExplainPart, Figures, Plain, Values};
use crate::base::ids::Revision;
use crate::domain::metric::Metric;
use crate::engine::statistics::explain::{Part, Portion, fraction, portions};
use crate::engine::statistics::{Breakdown, Totals, Wanted, statistics};

const METRIC: Declared = Declared {
    name: "metric",
    kind: Kind::Text,
    allowed: "the id of one metric, see /api/v1/metrics",
    about: "The metric whose number is taken apart. Of a row's number, ask with the row's region as `within`, its group \
            as a filter, and its bucket as `from`, `to` and `at`.",
    example: "fee_rate",
    required: true,
};

/// Parameters of an explanation.
pub(super) struct ExplainQuery;

impl Takes for ExplainQuery {
    const TAKES: &'static [&'static [Declared]] = &[QUESTION, PERIOD, &[METRIC]];
}

/// A number of which stations are asked.
struct Explained {
    asked: Asked,
    metric: Metric,
    wanted: Option<Wanted>,
}

impl Explained {
    async fn read<T: Takes>(query: &Query<T>, app: &App) -> Result<Self, Problem> {
        let metric = query.get(&METRIC, Metric::parse)?.unwrap_or(Metric::Stations);
        let asked = Asked::read(query, &app.network, depth(&[metric])).await?;
        let wanted = wanted(query, asked.at, &[metric])?;
        Ok(Self { asked, metric, wanted })
    }

    /// What an answer is, and for how long.
    fn kind(&self) -> Answer {
        let keep = if self.asked.settled { Keep::Forever } else { Keep::Revalidate };
        Answer { keep, ..Answer::json(self.asked.snapshot.revision().0) }
    }

    /// Adds to a query what nobody said and the answer was made by, so that it means the same tomorrow.
    fn pin(&self, query: &Query<ExplainQuery>, passed: &mut String) {
        let (from, to) = self.period();
        let at = Some(self.asked.at.to_string());
        for (declared, value) in [(&AT, at), (&PERIOD[0], from), (&PERIOD[1], to)] {
            if let Some(value) = value.filter(|_| query.text(declared).is_none()) {
                let _ = write!(passed, "&{}={value}", declared.name);
            }
        }
    }

    /// The stations of every part, as they are at hand or made now: pages of one number share them.
    fn portions(&self, at_hand: &Explanations) -> Result<Arc<BTreeMap<Part, Portion>>, Problem> {
        let Self { asked, metric, wanted } = self;
        let key = (asked.snapshot.revision(), format!("{metric:?} {wanted:?} {}", asked.key));
        at_hand
            .get_or_insert_with(&key, || Ok(Arc::new(portions(&asked.snapshot, &asked.question()?, *metric, *wanted))))
    }

    /// First and last day of the sums, where there are any.
    fn period(&self) -> (Option<String>, Option<String>) {
        let wanted = self.wanted.filter(|_| self.metric.has_period());
        wanted.map(|wanted| (wanted.period.0.to_string(), wanted.period.1.to_string())).unzip()
    }
}

/// The parts of numbers by revision and question.
pub(super) type Explanations = quick_cache::sync::Cache<(Revision, String), Arc<BTreeMap<Part, Portion>>, Weigh>;

/// Bytes of explanations that are kept at hand.
const MOST_BYTES: u64 = 16 << 20;
/// About how many they are.
const USUAL_KEPT: usize = 256;

#[derive(Clone)]
pub(super) struct Weigh;

impl Weighter<(Revision, String), Arc<BTreeMap<Part, Portion>>> for Weigh {
    fn weight(&self, (_, key): &(Revision, String), portions: &Arc<BTreeMap<Part, Portion>>) -> u64 {
        let parts = portions.values().map(|portion| size_of::<Portion>() + size_of_val(&portion.stations[..]));
        (key.len() + parts.sum::<usize>()) as u64
    }
}

/// No explanation yet.
pub(super) fn explanations() -> Explanations {
    Explanations::with_weighter(USUAL_KEPT, MOST_BYTES, Weigh)
}

/// A number taken apart.
///
/// The formula in words, numerator and denominator, how many stations count, how many do not and why, each with a
/// link to exactly these stations.
#[utoipa::path(
    get,
    path = "/api/v1/stats/explain",
    tag = "statistics",
    operation_id = "explain_stats",
    params(Query<ExplainQuery>),
    responses((status = 200, description = "The number.", body = ExplainAnswer), Refused, Failed)
)]
pub(super) async fn explain(
    State(app): State<App>,
    headers: HeaderMap,
    query: Query<ExplainQuery>,
) -> Result<Response, Problem> {
    let explained = Explained::read(&query, &app).await?;
    let mut passed = query.pass_on(ExplainQuery::TAKES);
    explained.pin(&query, &mut passed);
    let (kind, network, at_hand) = (explained.kind(), app.network.clone(), Arc::clone(&app.explanations));
    let known_at = query.text(&KNOWN_AT).is_some();
    let make = move || {
        let recorded = if known_at { None } else { network.recorded_at(explained.asked.snapshot.revision())? };
        if let Some(instant) = recorded {
            let _ = write!(passed, "&{}={instant}", KNOWN_AT.name);
        }
        answer::json(&explanation(&explained, &passed, &at_hand)?)
    };
    app.cache.once(&headers, kind, make).await
}

fn explanation(explained: &Explained, passed: &str, at_hand: &Explanations) -> Result<ExplainAnswer, Problem> {
    let Explained { asked, metric, wanted } = explained;
    let breakdown = Breakdown { wanted: *wanted, ..Breakdown::default() };
    let answer =
        statistics(&asked.snapshot, &asked.question()?, &breakdown).map_err(|error| Problem::internal(&error))?;
    let about = metric.describe();
    let (numerator, denominator) = fraction(*metric, &answer.total);
    let (from, to) = explained.period();
    let portions = explained.portions(at_hand)?;
    let part = |(part, portion): (&Part, &Portion)| {
        let (zh, en) = part.describe();
        let sums = metric.has_period().then(|| {
            let totals = Totals { books: portion.sums, ..Totals::default() };
            Figures { values: Values { totals, metrics: Arc::from([Metric::Gmv, Metric::ChannelFee]) } }
        });
        ExplainPart {
            part: part.as_str(),
            meaning: Bilingual { zh, en },
            counts: *part == Part::Counted,
            stations: portion.stations.len(),
            sums,
            href: format!("/api/v1/stats/explain/rows{passed}&part={}", part.as_str()),
        }
    };
    Ok(ExplainAnswer {
        revision: asked.snapshot.revision().0,
        at: asked.at.to_string(),
        from,
        to,
        metric: about.id,
        title: Bilingual { zh: about.zh, en: about.en },
        unit: about.unit.as_str(),
        formula: Bilingual { zh: about.formula_zh, en: about.formula_en },
        value: Plain(answer.total.value(*metric)),
        numerator: Plain(numerator),
        denominator: denominator.map(Plain),
        parts: portions.iter().map(part).collect(),
    })
}
