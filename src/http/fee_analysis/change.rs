//! `GET /api/v1/fees/change`.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;

use crate::base::date::Day;
use crate::base::money::Money;
use crate::domain::fee::Component;
use crate::domain::fee_change::{FIGURES, LABEL, NOTE, metric_of};
use crate::engine::fees::{Effects, FeeChange, Split, fee_change};
use crate::engine::statistics::Number;
use crate::exchange::export::{Cell, Column, ColumnKind};
use crate::http::answer;
use crate::http::app::App;
use crate::http::attachment;
use crate::http::cooperation::table::{FORMAT, Frame};
use crate::http::problem::{Failed, Problem, Refused};
use crate::http::query::{Asked, DAYS, Declared, Kind, LEVEL, Query, Takes, UNDATED, days};
use crate::http::sheet::{self, HEADERS, Sheet};
use crate::http::wire::{FeeChangeAnswer, FeeChangeRow, FeeChangeTotal, FeeEffects, FeeFigures};
use crate::live::Depth;

const BASE_FROM: Declared = Declared {
    name: "base_from",
    kind: Kind::Date,
    allowed: "a civil date YYYY-MM-DD before `base_to`",
    about: "First day of the base period; as many days before `base_to` as the period has, when left out.",
    example: "2026-05-01",
    required: false,
};

const BASE_TO: Declared = Declared {
    name: "base_to",
    kind: Kind::Date,
    allowed: "a civil date YYYY-MM-DD after `base_from`",
    about: "First day after the base period; the first day of the period when left out.",
    example: "2026-06-01",
    required: false,
};

/// Parameters of a change.
pub(in crate::http) struct ChangeQuery;

impl Takes for ChangeQuery {
    const TAKES: &'static [&'static [Declared]] = &[DAYS, &[BASE_FROM, BASE_TO], UNDATED, &[LEVEL, FORMAT, HEADERS]];
}

/// What a change of the channel fee is made of.
///
/// Compares a period with a base period, each in the world of its last day, or of today where that comes first: both sides
/// are what /api/v1/stats says of them. The change is split station by station into volume (change of GMV at the old rate of
/// all), mix (GMV that moved to stations with another old rate) and rate (new own rates at the new GMV), which add up to it
/// to the cent in every row, every component and the total; rows add up to the total. `note` says where stations that have a
/// rate in one period alone, and fees without GMV, are counted.
#[utoipa::path(
    get,
    path = "/api/v1/fees/change",
    tag = "statistics",
    operation_id = "read_fee_change",
    params(Query<ChangeQuery>),
    responses(
        (status = 200, description = "The change.", content(
            (FeeChangeAnswer = "application/json"),
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
    query: Query<ChangeQuery>,
) -> Result<Response, Problem> {
    let today = app.network.today();
    let period = days(&query, today)?;
    let base = base(&query, period)?;
    let last = |(_, to): (Day, Day)| to.plus(-1).min(today);
    let asked = Asked::read_of(&query, &app.network, Depth::Books, Some(last(period))).await?;
    let plan = Plan { period, base, base_at: last(base), frame: Frame::read(&query, asked, &app)? };
    let key = format!("fee change {period:?} {base:?} {} {}", plan.base_at, plan.frame.key());
    let (kind, file) = (plan.frame.kind(), plan.frame.file("fee-change"));
    Ok(attachment::named(app.cache.answer(&headers, kind, key, move || plan.render()).await?, file))
}

/// The base period asked; as long as the period, and up to it, when nobody says which.
fn base(query: &Query<ChangeQuery>, (from, to): (Day, Day)) -> Result<(Day, Day), Problem> {
    let base_to = query.end(&BASE_TO)?.unwrap_or(from);
    let length = to.number() - from.number();
    let base_from = query.day(&BASE_FROM)?.unwrap_or(base_to.plus(-length.cast_signed()));
    if base_from < base_to {
        return Ok((base_from, base_to));
    }
    let (side, day) = if query.text(&BASE_FROM).is_some() { (BASE_FROM, base_from) } else { (BASE_TO, base_to) };
    Err(side.refuse(day.to_string()).saying(format!("the base period from {base_from} to {base_to} has no day")))
}

/// Everything that an answer depends on.
struct Plan {
    period: (Day, Day),
    base: (Day, Day),
    base_at: Day,
    frame: Frame,
}

impl Plan {
    /// Splits, and writes.
    fn render(&self) -> Result<Vec<u8>, Problem> {
        let frame = &self.frame;
        let snapshot = &frame.asked.snapshot;
        let question = frame.asked.question()?;
        let found = fee_change(snapshot, &question, (self.base_at, self.base), self.period, frame.level);
        if let Some(sheet) = &frame.sheet {
            return self.write(sheet, &found);
        }
        let set = frame.set()?;
        let row = |(slot, split): &(u32, Split)| {
            let region = set.region(*slot);
            let FeeChangeTotal { values, components } = total(split);
            FeeChangeRow { region: region.code.clone(), name: region.name.clone(), values, components }
        };
        answer::json(&FeeChangeAnswer {
            label: LABEL.into(),
            note: NOTE.into(),
            revision: snapshot.revision().0,
            from: self.period.0.to_string(),
            to: self.period.1.to_string(),
            at: frame.asked.at.to_string(),
            base_from: self.base.0.to_string(),
            base_to: self.base.1.to_string(),
            base_at: self.base_at.to_string(),
            set: frame.set.clone(),
            level: frame.level_name()?,
            metrics: FIGURES.map(Into::into).into(),
            rows: found.rows.iter().map(row).collect(),
            unassigned: frame.level.is_some().then(|| total(&found.unassigned)),
            total: total(&found.total),
        })
    }

    /// The rows as a file; the total where nothing is told apart.
    fn write(&self, sheet: &Sheet, found: &FeeChange) -> Result<Vec<u8>, Problem> {
        let set = self.frame.set()?;
        let mut columns = sheet::regions();
        columns.extend(FIGURES.iter().map(sheet::figure));
        columns.extend(Component::ALL.into_iter().flat_map(component_columns));
        let rows: Vec<(Option<u32>, &Split)> = match self.frame.level {
            Some(_) => found.rows.iter().map(|(slot, split)| (Some(*slot), split)).collect(),
            None => vec![(None, &found.total)],
        };
        let rows = rows.into_iter().map(|(slot, split)| {
            let region = slot.map(|slot| set.region(slot));
            let mut cells = vec![region.map(|region| &region.code).into(), region.map(|region| &region.name).into()];
            cells.extend(figures(split).into_iter().map(sheet::cell));
            let of_components = split.components.iter().flat_map(|effects| {
                let Effects { change, volume, mix, rate } = *effects;
                [change, volume, mix, rate].map(Cell::from)
            });
            cells.extend(of_components);
            cells
        });
        sheet.write("fee_change", columns, rows)
    }
}

/// The columns of a component's effects.
fn component_columns(component: Component) -> [Column; 4] {
    let about = metric_of(component).describe();
    ["change", "volume", "mix", "rate"].map(|id| {
        let figure = FIGURES.iter().find(|figure| figure.id == id).copied();
        let (zh, en) = figure.map_or((id, id), |figure| (figure.zh, figure.en));
        Column {
            field: format!("{}_{id}", component.as_str()).into(),
            zh: format!("{} {zh}", about.zh).into(),
            en: format!("{}: {en}", about.en).into(),
            kind: ColumnKind::Decimal { places: 2 },
        }
    })
}

fn total(split: &Split) -> FeeChangeTotal {
    let values = FeeFigures { described: &FIGURES, numbers: figures(split).into() };
    let component = |component: Component| {
        let number = component as usize;
        let Effects { change, volume, mix, rate } = split.components[number];
        FeeEffects {
            component: component.as_str(),
            base_channel_fee: split.base.sums.components[number].to_string(),
            channel_fee: split.now.sums.components[number].to_string(),
            change: change.to_string(),
            volume: volume.to_string(),
            mix: mix.to_string(),
            rate: rate.to_string(),
        }
    };
    FeeChangeTotal { values, components: Component::ALL.map(component).into() }
}

/// The values of [`FIGURES`].
fn figures(split: &Split) -> [Number; FIGURES.len()] {
    let Split { base, now, stayed, entered, left, .. } = split;
    let Effects { change, volume, mix, rate } = split.effects();
    let money = Number::Money;
    let count = |count: u32| Number::Count(count.into());
    let standing = |fees: &[Money]| Number::Money(fees.iter().copied().sum());
    [
        money(base.sums.gmv),
        money(now.sums.gmv),
        money(base.sums.rated_gmv),
        money(now.sums.rated_gmv),
        money(base.sums.channel_fee()),
        money(now.sums.channel_fee()),
        Number::Ratio(base.sums.fee_rate()),
        Number::Ratio(now.sums.fee_rate()),
        money(change),
        money(volume),
        money(mix),
        money(rate),
        count(*stayed),
        count(entered.stations),
        money(entered.gmv),
        money(entered.channel_fee),
        count(left.stations),
        money(left.gmv),
        money(left.channel_fee),
        standing(&base.without_gmv),
        standing(&now.without_gmv),
        count(base.sums.missing_fee),
        count(now.sums.missing_fee),
        count(base.sums.missing_gmv),
        count(now.sums.missing_gmv),
    ]
}
