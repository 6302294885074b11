//! How a campaign is to be compared: from parameters, a body, or a question that was saved.

use serde_json::{Map, Value};

use crate::base::date::{Day, Period};
use crate::base::ids::CampaignId;
use crate::domain::access::Scope;
use crate::domain::campaign::Campaign;
use crate::engine::comparison::{Inquiry, Measure};
use crate::engine::filter::Filter;
use crate::http::problem::Problem;
use crate::http::query::{AT, Declared, Kind, Query, Takes, number};
use crate::http::wire::ComparisonQuestion;

/// The shortest and the longest baseline that can be asked for, in days.
const BASELINE_DAYS: std::ops::RangeInclusive<u32> = 7..=366;
/// How far controls stand from participants when nobody says.
const USUAL_SPILLOVER_M: u32 = 3_000;

const METRICS: [(&str, Measure); 3] = [("gmv", Measure::Gmv), ("orders", Measure::Orders), ("volume", Measure::Volume)];

/// The day.
pub(super) const LAST_DAY: Declared = Declared {
    about: "The last day that counts, and of which the world is asked; today in the network's zone when left out.",
    ..AT
};

/// The metric.
pub(super) const METRIC: Declared = Declared {
    name: "metric",
    kind: Kind::Choice(&["gmv", "orders", "volume"]),
    allowed: "one of gmv, orders, volume",
    about: "What is compared; gmv when left out. Volumes are those of the unit that most participants count, litres \
            or kilowatt-hours; the others are left out and counted.",
    example: "gmv",
    required: false,
};

/// The beginning of the baseline.
pub(super) const BASELINE_FROM: Declared = Declared {
    name: "baseline_from",
    kind: Kind::Date,
    allowed: "a civil date YYYY-MM-DD, 7 to 366 days before `baseline_to`, which must be given with it",
    about: "First day of the baseline. When left out, the baseline has as many days as the campaign, in whole weeks, \
            at least 28 and at most 56, and ends the day before the campaign begins.",
    example: "2026-04-06",
    required: false,
};

/// The end of the baseline.
pub(super) const BASELINE_TO: Declared = Declared {
    name: "baseline_to",
    kind: Kind::Date,
    allowed: "a civil date YYYY-MM-DD not after the campaign's first day, together with `baseline_from`",
    about: "First day after the baseline.",
    example: "2026-06-01",
    required: false,
};

/// The controls.
pub(super) const CONTROLS: Declared = Declared {
    name: "controls",
    kind: Kind::Text,
    allowed: "CQL2 text of at most 65536 bytes over code, name, energy, brand, operator, stage, opened_on, closed_on, \
              geometry",
    about: "Only stations for which this CQL2 text is true on the campaign's first day may be controls, whatever \
            their province, brand and size. When left out, controls have province, brand, energy unit and size band \
            in common with a participant. None takes part in a campaign in either window, or is offline on a day.",
    example: "brand = 'shell' AND energy = 'fuel'",
    required: false,
};

/// The spillover radius.
pub(super) const SPILLOVER_M: Declared = Declared {
    name: "spillover_m",
    kind: Kind::Whole(0, 100_000),
    allowed: "a whole number from 0 to 100000",
    about: "Controls stand at least so many metres from every participant; 3000 when left out.",
    example: "3000",
    required: false,
};

/// The seed.
pub(super) const SEED: Declared = Declared {
    name: "seed",
    kind: Kind::Whole(0, u32::MAX),
    allowed: "a whole number from 0 to 4294967295",
    about: "The seed of the bootstrap: equal seeds give equal intervals; 1 when left out.",
    example: "1",
    required: false,
};

/// How a campaign is to be compared.
#[derive(Clone, Debug)]
pub(super) struct Options {
    pub(super) at: Day,
    measure: Measure,
    baseline: Option<(Day, Day)>,
    controls: Option<String>,
    spillover_m: u32,
    seed: u32,
    wrong: Wrong,
}

/// How a wrong value is refused: as a parameter or as a field.
type Wrong = fn(&Declared, &str) -> Problem;

fn wrong_parameter(declared: &Declared, got: &str) -> Problem {
    declared.refuse(got)
}

fn wrong_field(declared: &Declared, got: &str) -> Problem {
    Problem::field(declared.name, got, format!("must be {}", declared.allowed))
}

impl Options {
    /// From parameters, asked of a day.
    pub(super) fn of_query<T: Takes>(query: &Query<T>, at: Day) -> Result<Self, Problem> {
        Self::read(|declared| Ok(query.text(declared).map(str::to_owned)), wrong_parameter, at)
    }

    /// Takes the options out of a body, whose day is today unless it says so.
    pub(super) fn of_body(map: &mut Map<String, Value>, today: Day) -> Result<Self, Problem> {
        let mut texts = Vec::new();
        for declared in [LAST_DAY, METRIC, BASELINE_FROM, BASELINE_TO, CONTROLS, SPILLOVER_M, SEED] {
            let text = match (map.remove(declared.name), declared.kind) {
                (None | Some(Value::Null), _) => continue,
                (Some(Value::Number(number)), Kind::Whole(..)) => number.to_string(),
                (Some(Value::String(text)), kind) if !matches!(kind, Kind::Whole(..)) => text,
                (Some(other), _) => return Err(wrong_field(&declared, &other.to_string())),
            };
            texts.push((declared.name, text));
        }
        let text = |declared: &Declared| {
            let found = texts.iter().find(|(name, _)| *name == declared.name);
            Ok(found.map(|(_, text)| text.clone()))
        };
        let at = text(&LAST_DAY)?.map(|text| text.parse().map_err(|_| wrong_field(&LAST_DAY, &text))).transpose()?;
        Self::read(text, wrong_field, at.unwrap_or(today))
    }

    /// From a question that was saved.
    pub(super) fn of_saved(question: &ComparisonQuestion) -> Result<Self, Problem> {
        let damaged = || Problem::internal(&"a saved comparison's question cannot be read");
        let measure = METRICS.iter().find(|(name, _)| *name == question.metric).ok_or_else(damaged)?.1;
        let day = |text: &str| text.parse::<Day>().map_err(|_| damaged());
        Ok(Self {
            at: day(&question.at)?,
            measure,
            baseline: Some((day(&question.baseline_from)?, day(&question.baseline_to)?)),
            controls: question.controls.clone(),
            spillover_m: question.spillover_m,
            seed: question.seed,
            wrong: wrong_field,
        })
    }

    fn read(
        text: impl Fn(&Declared) -> Result<Option<String>, Problem>,
        wrong: Wrong,
        at: Day,
    ) -> Result<Self, Problem> {
        let day = |declared: &Declared| match text(declared)? {
            Some(text) => text.parse::<Day>().map(Some).map_err(|_| wrong(declared, &text)),
            None => Ok(None),
        };
        let whole = |declared: &Declared, usual: u32| {
            let Kind::Whole(least, most) = declared.kind else { return Ok(usual) };
            match text(declared)? {
                Some(text) => {
                    number(&text).filter(|number| (least..=most).contains(number)).ok_or_else(|| wrong(declared, &text))
                }
                None => Ok(usual),
            }
        };
        let measure = match text(&METRIC)? {
            Some(text) => METRICS.iter().find(|(name, _)| *name == text).ok_or_else(|| wrong(&METRIC, &text))?.1,
            None => Measure::Gmv,
        };
        let baseline = match (day(&BASELINE_FROM)?, day(&BASELINE_TO)?) {
            (Some(from), Some(to)) => Some((from, to)),
            (None, None) => None,
            (Some(from), None) => return Err(wrong(&BASELINE_FROM, &from.to_string())),
            (None, Some(to)) => return Err(wrong(&BASELINE_TO, &to.to_string())),
        };
        Ok(Self {
            at,
            measure,
            baseline,
            controls: text(&CONTROLS)?,
            spillover_m: whole(&SPILLOVER_M, USUAL_SPILLOVER_M)?,
            seed: whole(&SEED, 1)?,
            wrong,
        })
    }

    /// Whether the baseline that is asked for fits the campaign.
    pub(super) fn check(&self, campaign: &Campaign) -> Result<(), Problem> {
        let Some((from, to)) = self.baseline else { return Ok(()) };
        if !BASELINE_DAYS.contains(&to.number().saturating_sub(from.number())) {
            return Err((self.wrong)(&BASELINE_FROM, &from.to_string()));
        }
        if to > campaign.period.from() {
            let detail = format!("baseline_to: campaign {} begins on {}", campaign.code, campaign.period.from());
            return Err((self.wrong)(&BASELINE_TO, &to.to_string()).saying(detail));
        }
        Ok(())
    }

    /// The question as the engine takes it.
    pub(super) fn inquiry(&self, campaign: CampaignId) -> Result<Inquiry, Problem> {
        let parse = |text: &String| {
            let refuse = |error| (self.wrong)(&CONTROLS, text).saying(format!("controls: {error}"));
            Filter::parse(text).map_err(refuse)
        };
        Ok(Inquiry {
            campaign,
            measure: self.measure,
            at: self.at,
            baseline: self.baseline.and_then(|(from, to)| Period::new(from, Some(to)).ok()),
            controls: self.controls.as_ref().map(parse).transpose()?,
            spillover_m: self.spillover_m,
            seed: self.seed.into(),
            scope: Scope::all(),
        })
    }

    /// The question as it is told, with the baseline that was taken.
    pub(super) fn question(&self, campaign: &str, baseline: (Day, Day)) -> ComparisonQuestion {
        let metric = METRICS.iter().find(|(_, measure)| *measure == self.measure).map_or("gmv", |(name, _)| name);
        ComparisonQuestion {
            campaign: campaign.to_owned(),
            at: self.at.to_string(),
            metric: metric.to_owned(),
            baseline_from: baseline.0.to_string(),
            baseline_to: baseline.1.to_string(),
            controls: self.controls.clone(),
            spillover_m: self.spillover_m,
            seed: self.seed,
        }
    }

    /// What is compared.
    pub(super) fn measure(&self) -> Measure {
        self.measure
    }

    /// The same for the same options, however they were written.
    pub(super) fn key(&self) -> String {
        let Self { at, measure, baseline, controls, spillover_m, seed, wrong: _ } = self;
        format!("{at} {measure:?} {baseline:?} {spillover_m} {seed} {controls:?}")
    }
}
