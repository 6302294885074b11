//! What a campaign cost, and what was had for it.
//!
//! - *Cost*: the discounts of the stations compared on their days of the campaign, less their discounts a day of the
//!   baseline × these days: what was given away more than usual. Platform's and station's part apart.
//! - *A litre, kilowatt-hour or order more*: cost ÷ additional litres, by the stations that count litres; and so on.
//!   What is additional is estimated against the controls, as the uplift is.
//! - *Additional channel fee*: the fees of the stations' sales during the campaign × `u ÷ (1 + u)`, where `u` is the
//!   uplift of gmv: the share of their sales that is additional. Amounts a month are due whatever is sold, and left
//!   out.
//! - *ROI* of the platform: (additional channel fee − platform's cost) ÷ platform's cost, where it pays for the
//!   campaign. What it gives away every day grows with the sales, too, but that is no stake in a campaign that stations
//!   pay for.
//! - *Budget use*: what all participants gave away more than usual, compared or not, platform's and station's part
//!   together, ÷ the budget.

use super::controls::Controls;
use super::reading::{DISCOUNT_PLATFORM, DISCOUNT_STATION, GMV, ORDERS, Reading, VOLUME};
use super::treated::{Participant, Treated};
use crate::base::date::Day;
use crate::base::money::{Money, UnitPrice};
use crate::domain::campaign::{Campaign, FundedBy};
use crate::domain::performance::VolumeUnit;
use crate::engine::books::Books;
use crate::engine::uplift::{Subject, point};

/// What a campaign cost. Prices and returns are `None` where nothing was sold in addition, or nothing given away.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Cost {
    /// The platform's discounts beyond the usual.
    pub platform: Money,
    /// The stations' discounts beyond the usual.
    pub station: Money,
    /// Orders in addition; `None` without an estimate, as below.
    pub orders: Option<f64>,
    /// Litres in addition.
    pub litres: Option<f64>,
    /// Kilowatt-hours in addition.
    pub kwh: Option<f64>,
    /// What an order more cost.
    pub per_order: Option<UnitPrice>,
    /// What a litre more cost.
    pub per_litre: Option<UnitPrice>,
    /// What a kilowatt-hour more cost.
    pub per_kwh: Option<UnitPrice>,
    /// The channel fee in addition.
    pub channel_fee: Option<Money>,
    /// (Additional channel fee − platform's cost) ÷ platform's cost; `None` of a campaign that stations pay for.
    pub roi: Option<f64>,
    /// What all participants gave away beyond the usual.
    pub spent: Money,
    /// That as a share of the budget; `None` without one.
    pub budget_use: Option<f64>,
}

/// Reckons what the participants gave away and got.
pub(super) fn cost(books: &Books, campaign: &Campaign, treated: &Treated<'_>, controls: &Controls) -> Cost {
    let readings = || treated.participants.iter().map(|participant| &participant.reading);
    let platform = beyond(readings(), DISCOUNT_PLATFORM);
    let station = beyond(readings(), DISCOUNT_STATION);
    let others = treated.others.iter();
    let spent = [DISCOUNT_PLATFORM, DISCOUNT_STATION].map(|of| beyond(others.clone(), of)).into_iter().sum::<Money>();
    let spent = spent + platform + station;
    let all = |_: &Participant<'_>| true;
    let of_unit = |unit| move |participant: &Participant<'_>| participant.station.unit == unit;
    let orders = more(treated, controls, ORDERS, all);
    let litres = more(treated, controls, VOLUME, of_unit(VolumeUnit::Litre)).map(|volume| volume / 1_000.0);
    let kwh = more(treated, controls, VOLUME, of_unit(VolumeUnit::Kwh)).map(|volume| volume / 1_000.0);
    let price = |unit: Option<VolumeUnit>, more: Option<f64>| {
        let meant = || {
            let participants = treated.participants.iter();
            participants.filter(move |one| unit.is_none_or(|unit| one.station.unit == unit)).map(|one| &one.reading)
        };
        price(beyond(meant(), DISCOUNT_PLATFORM) + beyond(meant(), DISCOUNT_STATION), more?)
    };
    let channel_fee = point(&treated.subjects(GMV), &controls.subjects(GMV)).filter(|gmv| gmv.sold > 0.0).map(|gmv| {
        let fees: Money = treated.participants.iter().map(|participant| fees(books, participant)).sum();
        // u ÷ (1 + u) with u = sold ÷ expected − 1.
        whole(amount(fees) * gmv.gain() / gmv.sold)
    });
    let pays = campaign.funded_by != FundedBy::Station;
    Cost {
        platform,
        station,
        orders,
        litres,
        kwh,
        per_order: price(None, orders),
        per_litre: price(Some(VolumeUnit::Litre), litres),
        per_kwh: price(Some(VolumeUnit::Kwh), kwh),
        channel_fee,
        roi: channel_fee.filter(|_| pays).and_then(|fee| (fee - platform).share_of(platform)),
        spent,
        budget_use: campaign.budget.and_then(|budget| spent.share_of(budget)),
    }
}

/// What stations gave away more than usual.
fn beyond<'r>(readings: impl Iterator<Item = &'r Reading>, of: usize) -> Money {
    let usual = |reading: &Reading| {
        let baseline = reading.baseline(of);
        let a_day =
            if baseline.days > 0 { amount(Money::sum_of(baseline.sum)) / f64::from(baseline.days) } else { 0.0 };
        amount(Money::sum_of(reading.during.sums[of])) - a_day * f64::from(reading.during.days)
    };
    whole(readings.map(usual).sum())
}

/// What the participants that are meant sold in addition, in the unit of a tally.
fn more(
    treated: &Treated<'_>,
    controls: &Controls,
    of: usize,
    is_meant: impl Fn(&Participant<'_>) -> bool,
) -> Option<f64> {
    let meant = treated.participants.iter().filter(|participant| is_meant(participant));
    let subjects: Vec<Subject> =
        meant.map(|participant| participant.reading.subject(participant.stratum, of)).collect();
    point(&subjects, &controls.subjects(of)).map(|point| point.gain())
}

/// What a participant's sales during the campaign owe.
fn fees(books: &Books, participant: &Participant<'_>) -> Money {
    let days = participant.days.iter().filter_map(|&(from, to)| Day::from_number(from).zip(Day::from_number(to)));
    days.map(|(from, to)| books.fee_of_sales(participant.station.id, from, to)).sum()
}

/// What one of so many more cost.
#[expect(clippy::cast_possible_truncation, reason = "float-to-int casts saturate, and prices beyond are none")]
fn price(cost: Money, more: f64) -> Option<UnitPrice> {
    let millionths = amount(cost) * 10_000.0 / more;
    (cost > Money::ZERO && more > 0.0).then(|| UnitPrice::from_millionths(millionths.round() as i64)).flatten()
}

#[expect(clippy::cast_precision_loss, reason = "an estimate is rounded anyway")]
fn amount(money: Money) -> f64 {
    money.minor() as f64
}

#[expect(clippy::cast_possible_truncation, reason = "float-to-int casts saturate, as sums of money do")]
fn whole(minor: f64) -> Money {
    Money::sum_of(minor.round() as i64)
}
