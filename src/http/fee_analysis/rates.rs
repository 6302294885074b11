//! `GET /api/v1/fees/rates`.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;

use crate::base::date::Day;
use crate::base::money::Money;
use crate::domain::fee::Component;
use crate::engine::RegionsOn;
use crate::engine::fees::{Bin, FeeRates, Group, Outlier, fee_rates};
use crate::exchange::export::{Cell, Column, ColumnKind};
use crate::http::answer::{self, JSON, Keep, Kind as Answer};
use crate::http::app::App;
use crate::http::attachment;
use crate::http::paging::{PAGING, Paging};
use crate::http::problem::{Failed, Problem, Refused};
use crate::http::query::{Asked, DAYS, Declared, Kind, QUESTION, Query, Takes, days};
use crate::http::sheet::{HEADERS, Sheet};
use crate::http::stations::view::codes;
use crate::http::wire::{FeeBin, FeeComponentRate, FeeGroup, FeeOutlier, FeeOutlierPage, FeeRatesAnswer, FeeSpread};
use crate::live::Depth;

/// Bins when nobody says how many.
const USUAL_BINS: u32 = 20;

const BINS: Declared = Declared {
    name: "bins",
    kind: Kind::Whole(1, 200),
    allowed: "a whole number from 1 to 200",
    about: "Bins of the histogram; 20 when left out.",
    example: "20",
    required: false,
};

const FORMAT: Declared = Declared {
    name: "format",
    kind: Kind::Choice(&["json", "csv", "xlsx"]),
    allowed: "one of json, csv, xlsx",
    about: "How the answer is written; json when left out. As csv and xlsx the rows that `rows` names are given.",
    example: "json",
    required: false,
};

const ROWS: Declared = Declared {
    name: "rows",
    kind: Kind::Choice(&["bins", "outliers"]),
    allowed: "one of bins, outliers, with format=csv or format=xlsx",
    about: "What the rows of a file are: the bins of the histogram, or all stations that stand apart; bins when left out.",
    example: "outliers",
    required: false,
};

/// Parameters of rates.
pub(in crate::http) struct RatesQuery;

impl Takes for RatesQuery {
    const TAKES: &'static [&'static [Declared]] = &[QUESTION, DAYS, &[BINS, FORMAT, ROWS, HEADERS], PAGING];
}

/// A place among the outliers: the size of the effect, then the code.
type Place = (u64, String);

/// How fee rates are spread.
///
/// The effective rate of each open station that the question means over a period, fees ÷ GMV: quartiles, a histogram that
/// tells stations, GMV and fees of each bin, and the stations beyond 1.5 times the distance of the quartiles (Tukey's
/// fences), those first whose fees differ most from what their GMV owes at the rate of all. `fee_rate` is weighted by GMV and
/// that of /api/v1/stats. Only stations with both terms and GMV have a rate; those without terms, and those that owe amounts
/// a month without having sold anything, are told beside them.
#[utoipa::path(
    get,
    path = "/api/v1/fees/rates",
    tag = "statistics",
    operation_id = "read_fee_rates",
    params(Query<RatesQuery>),
    responses(
        (status = 200, description = "The rates.", content(
            (FeeRatesAnswer = "application/json"),
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
    query: Query<RatesQuery>,
) -> Result<Response, Problem> {
    let asked = Asked::read(&query, &app.network, Depth::Books).await?;
    let period = days(&query, asked.at)?;
    let bins = query.whole(&BINS)?.unwrap_or(USUAL_BINS);
    let sheet = Sheet::read(&query, &FORMAT, &app)?;
    let outliers = query.choice(&ROWS)? == Some("outliers");
    check(&query, sheet.as_ref())?;
    let paging = Paging::read(&query, "outliers")?;
    let page = PAGING.iter().map(|part| query.text(part)).collect::<Vec<_>>();
    let shown = sheet.as_ref().map(Sheet::key);
    let key = format!("fee rates {period:?} {bins} {shown:?} {outliers} {page:?} {}", asked.key);
    let kind = Answer {
        media: sheet.as_ref().map_or(JSON, Sheet::media),
        keep: if asked.settled { Keep::Forever } else { Keep::Revalidate },
        revision: Some(asked.snapshot.revision().0),
    };
    let file = sheet.as_ref().map(|sheet| format!("fee-rates-{}.{}", asked.at, sheet.format()));
    let make = move || {
        let found = fee_rates(&asked.snapshot, &asked.question()?, period, bins);
        match sheet {
            Some(sheet) if outliers => write_outliers(&asked, &sheet, &found),
            Some(sheet) => write_bins(&sheet, &found),
            None => answer::json(&view(&asked, period, &found, paging)),
        }
    };
    Ok(attachment::named(app.cache.answer(&headers, kind, key, make).await?, file))
}

/// Refuses what belongs to files alone, or to pages alone, with the other.
fn check(query: &Query<RatesQuery>, sheet: Option<&Sheet>) -> Result<(), Problem> {
    match (sheet, query.text(&ROWS)) {
        (Some(sheet), _) => sheet.check_whole(query),
        (None, Some(text)) => {
            Err(ROWS.refuse(text).saying("rows is given without format=csv or format=xlsx".to_owned()))
        }
        (None, None) => Ok(()),
    }
}

fn view(asked: &Asked, (from, to): (Day, Day), found: &FeeRates, paging: Paging<Place>) -> FeeRatesAnswer {
    let snapshot = &asked.snapshot;
    let regions = RegionsOn::new(snapshot, asked.at);
    let code = |outlier: &Outlier| snapshot.code_of(outlier.station).unwrap_or_default().to_owned();
    let place = |outlier: &&Outlier| (outlier.effect.minor().unsigned_abs(), code(outlier));
    let page = paging.page(found.outliers.iter(), place, |outlier, after| {
        let (size, code) = place(outlier);
        size < after.0 || size == after.0 && code > after.1
    });
    let item = |outlier: &&Outlier| {
        let facts = snapshot.facts(outlier.station)?;
        let view = facts.view();
        Some(FeeOutlier {
            code: view.code.to_owned(),
            name: view.name.to_owned(),
            brand: view.brand.map(str::to_owned),
            operator: view.operator.map(str::to_owned),
            regions: codes(&regions, outlier.station),
            gmv: outlier.gmv.to_string(),
            channel_fee: outlier.channel_fee.to_string(),
            fee_rate: outlier.channel_fee.share_of(outlier.gmv),
            effect: outlier.effect.to_string(),
        })
    };
    let outliers =
        FeeOutlierPage { matched: page.matched, items: page.items.iter().filter_map(item).collect(), next: page.next };
    FeeRatesAnswer {
        revision: snapshot.revision().0,
        at: asked.at.to_string(),
        from: from.to_string(),
        to: to.to_string(),
        rated: group(found.rated),
        components: components(found),
        without_terms: group(found.without_terms),
        without_gmv: group(found.without_gmv),
        fee_rate: found.total.fee_rate(),
        fee_rate_simple_mean: found.total.fee_rate_simple_mean(),
        spread: found.spread.map(|spread| FeeSpread {
            min: spread.min,
            q1: spread.q1,
            median: spread.median,
            q3: spread.q3,
            max: spread.max,
            low_fence: spread.low_fence,
            high_fence: spread.high_fence,
        }),
        bins: found.bins.iter().map(|bin| FeeBin { from: bin.from, to: bin.to, group: group(bin.group) }).collect(),
        below: group(found.below),
        above: group(found.above),
        outliers,
    }
}

fn components(found: &FeeRates) -> Vec<FeeComponentRate> {
    let view = |(component, fee): (Component, Money)| FeeComponentRate {
        component: component.as_str(),
        channel_fee: fee.to_string(),
        fee_rate: fee.share_of(found.rated.gmv),
    };
    Component::ALL.into_iter().zip(found.components).map(view).collect()
}

fn group(group: Group) -> FeeGroup {
    FeeGroup { stations: group.stations, gmv: group.gmv.to_string(), channel_fee: group.channel_fee.to_string() }
}

/// The bins as a file, with the stations beyond the fences before and after them: all stations that have a rate.
fn write_bins(sheet: &Sheet, found: &FeeRates) -> Result<Vec<u8>, Problem> {
    let row = |from: Option<f64>, to: Option<f64>, group: Group| {
        vec![
            from.map_or(Cell::Empty, Cell::Float),
            to.map_or(Cell::Empty, Cell::Float),
            Cell::Count(group.stations),
            group.gmv.into(),
            group.channel_fee.into(),
        ]
    };
    let below = row(None, found.bins.first().map(|bin| bin.from), found.below);
    let above = row(found.bins.last().map(|bin| bin.to), None, found.above);
    let bins = found.bins.iter().map(|&Bin { from, to, group }| row(Some(from), Some(to), group));
    sheet.write("fee_rates", BIN_COLUMNS.to_vec(), std::iter::once(below).chain(bins).chain([above]))
}

/// The outliers as a file.
fn write_outliers(asked: &Asked, sheet: &Sheet, found: &FeeRates) -> Result<Vec<u8>, Problem> {
    let snapshot = &asked.snapshot;
    let rows = found.outliers.iter().filter_map(|outlier| {
        let facts = snapshot.facts(outlier.station)?;
        let view = facts.view();
        Some(vec![
            facts.code().into(),
            facts.name().into(),
            view.brand.map(str::to_owned).into(),
            view.operator.map(str::to_owned).into(),
            outlier.gmv.into(),
            outlier.channel_fee.into(),
            outlier.channel_fee.share_of(outlier.gmv).map_or(Cell::Empty, Cell::Float),
            outlier.effect.into(),
        ])
    });
    sheet.write("fee_outliers", OUTLIER_COLUMNS.to_vec(), rows)
}

const MONEY: ColumnKind = ColumnKind::Decimal { places: 2 };

const BIN_COLUMNS: [Column; 5] = [
    Column::new("from", "费率起", "Rate from", ColumnKind::Ratio),
    Column::new("to", "费率止", "Rate to", ColumnKind::Ratio),
    Column::new("stations", "站点数", "Stations", ColumnKind::Count),
    Column::new("gmv", "交易额", "GMV", MONEY),
    Column::new("channel_fee", "通道费", "Channel fee", MONEY),
];

const OUTLIER_COLUMNS: [Column; 8] = [
    Column::new("code", "站点编码", "Station code", ColumnKind::Code),
    Column::new("name", "站点名称", "Name", ColumnKind::Text),
    Column::new("brand", "品牌", "Brand", ColumnKind::Text),
    Column::new("operator", "运营商", "Operator", ColumnKind::Text),
    Column::new("gmv", "交易额", "GMV", MONEY),
    Column::new("channel_fee", "通道费", "Channel fee", MONEY),
    Column::new("fee_rate", "通道费率", "Fee rate", ColumnKind::Ratio),
    Column::new("effect", "与平均费率之差", "Beyond the rate of all", MONEY),
];
