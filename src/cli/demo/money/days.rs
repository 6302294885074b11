//! A shop's days: from what it is, what everybody shares and what it takes part in, to what it sold.

use super::calendar::Calendar;
use super::campaigns::Plan;
use super::shop::{RISE_DAYS, Shop};
use crate::base::money::{Money, UnitPrice, Volume};
use crate::base::month::Month;
use crate::base::random::Random;
use crate::domain::campaign::{FundedBy, Mechanism};
use crate::domain::performance::{DayFacts, MOST_DAYS, MonthFacts};

/// What a station sells on the day on which it comes online, in shares of an ordinary one.
const FIRST_DAY: f64 = 0.6;
/// How much a station goes its own way from month to month.
const OWN_WAY: f64 = 0.025;

/// Makes the months of a shop, ascending.
pub(super) fn months(shop: &Shop, calendar: &Calendar, on_month: &mut dyn FnMut(Month, MonthFacts)) {
    let random = &mut Random::new(shop.seed);
    let (demand, prices) = (calendar.demand(shop.rhythm), calendar.prices(shop.energy));
    let Some(&(since, _)) = shop.online.first() else { return };
    let mut at_hand: Option<Month> = None;
    let mut own_way = 1.0;
    let mut days = [None; MOST_DAYS];
    let mut hand = |month: Option<Month>, days: &mut [Option<DayFacts>; MOST_DAYS]| {
        if let (Some(month), Some(facts)) = (month, MonthFacts::new(days)) {
            on_month(month, facts);
        }
        days.fill(None);
    };
    for &(from, to) in &shop.runs {
        let mut dates = calendar.dates[from as usize..to as usize].iter();
        let shared = demand[from as usize..to as usize].iter().zip(&prices[from as usize..to as usize]);
        for (offset, (demand, price)) in (from..to).zip(shared) {
            let Some(&(month, place)) = dates.next() else { break };
            if at_hand != Some(month) {
                hand(at_hand, &mut days);
                at_hand = Some(month);
                own_way = f64::exp(OWN_WAY * random.normal());
            }
            let part = shop.parts.iter().find(|&&(from, to, _)| from <= offset && offset < to);
            let plan = part.map(|&(_, _, plan)| plan);
            let known = f64::from((offset - since).min(RISE_DAYS)) / f64::from(RISE_DAYS);
            let known = FIRST_DAY + (1.0 - FIRST_DAY) * known;
            let mean = shop.level * demand * known * own_way * plan.map_or(1.0, |plan| 1.0 + plan.effect);
            days[place] = Some(day(shop, mean, price * shop.price, plan, random));
        }
    }
    hand(at_hand, &mut days);
}

/// A day on which so many orders are to be expected.
fn day(shop: &Shop, mean: f64, price: f64, plan: Option<&Plan>, random: &mut Random) -> DayFacts {
    // The days differ by more than chance lets single customers come: its variance, and the shop's own.
    let variance = shop.spread * shop.spread + 1.0 / mean;
    let drawn = mean * f64::exp(variance.sqrt() * random.normal() - variance / 2.0);
    // Rounded by chance, so that the mean stays what it is for small shops, too.
    let orders = (drawn + random.unit()).floor();
    let basket = shop.basket * (1.0 + random.between(-0.8, 0.8) / orders.max(1.0).sqrt());
    let volume = orders * basket;
    let orders = whole(orders);
    let gmv = Money::from_minor(whole(volume * price * 100.0).into()).unwrap_or_default();
    let volume = Volume::from_thousandths(whole(volume * 1_000.0).into()).unwrap_or_default();
    let [platform, station] = shop.everyday.map(|rate| gmv.part(rate));
    let [more_platform, more_station] = plan.map_or([Money::ZERO; 2], |plan| discounts(plan, orders, volume, gmv));
    DayFacts {
        orders,
        volume,
        gmv,
        discount_platform: platform + more_platform,
        discount_station: station + more_station,
    }
}

/// What a campaign costs platform and station on a day: never more than a half of what was sold.
pub(super) fn discounts(plan: &Plan, orders: u32, volume: Volume, gmv: Money) -> [Money; 2] {
    let price = UnitPrice::from_millionths(plan.gives).unwrap_or_default();
    let all = match plan.mechanism {
        Mechanism::PriceCut => price.of_volume(volume),
        Mechanism::ThresholdOff | Mechanism::Coupon => price.of_count(orders),
        // A share in parts per million is a price in millionths of what costs one.
        Mechanism::PercentOff => Money::from_minor(gmv.minor() * plan.gives / 1_000_000).unwrap_or_default(),
    };
    let all = all.minor().min(gmv.minor() / 2);
    let of_platform = match plan.funded_by {
        FundedBy::Platform => all,
        FundedBy::Station => 0,
        FundedBy::Shared => all / 2,
    };
    [of_platform, all - of_platform].map(|minor| Money::from_minor(minor).unwrap_or_default())
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "casts saturate, which is right here")]
fn whole(value: f64) -> u32 {
    value.round() as u32
}
