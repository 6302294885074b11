//! Twelve campaigns of the last eighteen months, what each of them really brought, and who takes part.
//!
//! Participants are drawn from the stations of some brands in some provinces of one climate, less than a half of
//! them: so the others of the same brand and province, who share everything with them but the campaign, say what
//! would have happened. What else happened there at the time ([`Plan::happened`]) and the season hit both alike, and
//! only a comparison with the others finds the truth.

use super::super::synthetic::Synthetic;
use super::calendar::{Calendar, DAYS};
use super::days::discounts;
use super::shop::{RISE_DAYS, Shop};
use crate::base::date::Day;
use crate::base::money::{Money, Volume};
use crate::base::random::{Random, mix};
use crate::domain::campaign::{CampaignDraft, FundedBy, Mechanism, ParticipationDraft};
use crate::domain::station::Edit;

/// Days before a campaign in which its stations are online, and in no other.
pub(super) const BASELINE: u32 = 56;
/// The share of those that could take part which does.
const SHARE: f64 = 0.46;
/// Most stations of a campaign.
const MOST_STATIONS: usize = 400;

/// A campaign as it was planned, and what it really brings.
#[derive(Debug, PartialEq)]
pub(super) struct Plan {
    pub(super) code: &'static str,
    name: &'static str,
    pub(super) mechanism: Mechanism,
    pub(super) funded_by: FundedBy,
    /// Its first day, in days before today.
    pub(super) days_ago: i32,
    pub(super) days: i32,
    /// Two-digit codes.
    pub(super) provinces: &'static [&'static str],
    brands: &'static [&'static str],
    /// What customers are given: of a price cut, millionths of a yuan a litre or kilowatt-hour; of money off and
    /// coupons, of an order, those that get none counted in; of a percentage off, millionths of what was sold.
    pub(super) gives: i64,
    /// What it adds to orders, volume and sales, as a share.
    pub(super) effect: f64,
    /// What else happened in its provinces meanwhile, to everybody: demand as a multiple of what it would have been.
    pub(super) happened: f64,
}

const SOUTH: &[&str] = &["44", "35", "45", "46"];
const EAST: &[&str] = &["31", "32", "33"];
const COAST: &[&str] = &["31", "32", "33", "35", "44"];
const NORTH: &[&str] = &["11", "12", "37", "13"];
const WEST: &[&str] = &["51", "50", "42", "43", "41"];
const STATE: &[&str] = &["中国石化", "中国石油"];
const CHARGERS: &[&str] = &["特来电", "星星充电", "国家电网", "南方电网", "云快充", "小桔充电", "依威能源"];
const SINOPEC: &[&str] = &["中国石化"];
const PETROCHINA: &[&str] = &["中国石油"];
const PRIVATE: &[&str] = &["民营"];

/// The campaigns, by their first day.
pub(super) static PLANS: [Plan; 12] = {
    use FundedBy::{Platform, Shared, Station};
    use Mechanism::{Coupon, PercentOff, PriceCut, ThresholdOff};
    [
        plan("DEMO-01", "华南中石化直降", (PriceCut, Shared), (540, 35), (SOUTH, SINOPEC), 200_000, (0.12, 1.14)),
        plan("DEMO-02", "华东满200减15", (ThresholdOff, Platform), (500, 42), (EAST, STATE), 7_500_000, (0.08, 0.88)),
        plan("DEMO-03", "沿海充电九折", (PercentOff, Station), (460, 28), (COAST, CHARGERS), 100_000, (0.18, 1.10)),
        plan("DEMO-04", "华东充电券", (Coupon, Platform), (375, 35), (EAST, CHARGERS), 2_400_000, (0.25, 0.90)),
        plan("DEMO-05", "沿海民营直降", (PriceCut, Station), (370, 28), (COAST, PRIVATE), 300_000, (0.15, 0.87)),
        plan("DEMO-06", "华北优惠券", (Coupon, Shared), (325, 42), (NORTH, STATE), 4_000_000, (0.0, 1.15)),
        plan("DEMO-07", "华东民营九七折", (PercentOff, Shared), (285, 35), (EAST, PRIVATE), 30_000, (0.03, 1.12)),
        plan("DEMO-08", "华南充电每度减8分", (PriceCut, Platform), (240, 42), (SOUTH, CHARGERS), 80_000, (0.10, 0.92)),
        plan("DEMO-09", "华东中石化九八折", (PercentOff, Platform), (195, 28), (EAST, SINOPEC), 20_000, (0.05, 1.08)),
        plan("DEMO-10", "中西部满300减20", (ThresholdOff, Station), (150, 42), (WEST, STATE), 8_000_000, (-0.06, 1.12)),
        plan("DEMO-11", "华南中石油优惠券", (Coupon, Station), (95, 35), (SOUTH, PETROCHINA), 3_500_000, (0.07, 0.90)),
        plan("DEMO-12", "华东充电满50减6", (ThresholdOff, Shared), (30, 42), (EAST, CHARGERS), 2_100_000, (0.20, 1.10)),
    ]
};

type Texts = &'static [&'static str];

const fn plan(
    code: &'static str,
    name: &'static str,
    (mechanism, funded_by): (Mechanism, FundedBy),
    (days_ago, days): (i32, i32),
    (provinces, brands): (Texts, Texts),
    gives: i64,
    (effect, happened): (f64, f64),
) -> Plan {
    Plan { code, name, mechanism, funded_by, days_ago, days, provinces, brands, gives, effect, happened }
}

/// What each campaign of the demo really brings, by its code: the share that it adds to orders, volume and sales of
/// the stations that take part, while they do. An estimate is right when it finds this.
pub fn effects() -> impl Iterator<Item = (&'static str, f64)> {
    PLANS.iter().map(|plan| (plan.code, plan.effect))
}

/// Holds the campaigns: who takes part is noted with the shops, too.
pub(super) fn hold(
    made: &Synthetic,
    shops: &mut [Shop],
    calendar: &Calendar,
    mut seed: u64,
) -> (Vec<CampaignDraft>, Vec<ParticipationDraft>) {
    let (mut campaigns, mut participations) = (Vec::new(), Vec::new());
    for plan in &PLANS {
        let random = &mut Random::new(mix(&mut seed));
        let from = calendar.before_today(plan.days_ago);
        let to = from.plus(plan.days);
        let mut spent = Money::ZERO;
        for place in choose(plan, made, shops, (calendar.offset(from), calendar.offset(to)), random) {
            let (begins, ends) = part(from, to, random);
            let days = (calendar.offset(begins), calendar.offset(ends));
            spent += expected(plan, &shops[place], calendar, days);
            shops[place].parts.push((days.0, days.1, plan));
            participations.push(ParticipationDraft {
                campaign: plan.code.to_owned(),
                station: made.stations[place].code.clone(),
                from: (begins != from).then_some(begins),
                to: if ends == to { Edit::Keep } else { Edit::Set(ends) },
            });
        }
        campaigns.push(CampaignDraft {
            code: plan.code.to_owned(),
            name: Some(plan.name.to_owned()),
            mechanism: Some(plan.mechanism),
            funded_by: Some(plan.funded_by),
            from: Some(from),
            to: Edit::Set(to),
            budget: budget(spent).map_or(Edit::Keep, Edit::Set),
        });
    }
    (campaigns, participations)
}

/// The stations that take part, by their places: drawn from those that could, large ones somewhat more often.
fn choose(plan: &Plan, made: &Synthetic, shops: &[Shop], days: (u32, u32), random: &mut Random) -> Vec<usize> {
    let mut drawn: Vec<(f64, usize)> = Vec::new();
    for (place, shop) in shops.iter().enumerate() {
        let brand = if let Edit::Set(brand) = &made.stations[place].brand { brand.as_str() } else { "" };
        let here = plan.provinces.contains(&made.homes[place].province.as_str()) && plan.brands.contains(&brand);
        if here && is_free(shop, days) {
            let weight = (shop.level / 40.0).powf(0.3);
            drawn.push((random.wait(1.0 / weight), place));
        }
    }
    drawn.sort_by(|one, other| one.0.total_cmp(&other.0));
    let could = u32::try_from(drawn.len()).unwrap_or(u32::MAX);
    drawn.truncate(portion(could, SHARE).min(MOST_STATIONS));
    let mut places: Vec<usize> = drawn.into_iter().map(|(_, place)| place).collect();
    places.sort_unstable();
    places
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share of what there is")]
fn portion(of: u32, share: f64) -> usize {
    (f64::from(of) * share).round() as usize
}

/// Whether a shop is online and known all the while, and in no other campaign, from the baseline on.
fn is_free(shop: &Shop, (from, to): (u32, u32)) -> bool {
    let since = from.saturating_sub(BASELINE);
    let online = shop.online.iter().any(|&(begin, end)| begin <= since && to <= end);
    let known = shop.online.first().is_some_and(|&(begin, _)| begin + RISE_DAYS <= since);
    online && known && shop.parts.iter().all(|&(begin, end, _)| end <= since || to <= begin)
}

/// While a station takes part: mostly as long as the campaign runs; some join later, some leave before.
fn part(from: Day, to: Day, random: &mut Random) -> (Day, Day) {
    let days = i32::try_from(random.whole(3, 7)).unwrap_or_default();
    random.by_weight(&[((from, to), 7), ((from.plus(days), to), 2), ((from, to.plus(-days)), 1)])
}

/// What a station's part will cost, as far as one can say beforehand.
fn expected(plan: &Plan, shop: &Shop, calendar: &Calendar, (from, to): (u32, u32)) -> Money {
    let demand: f64 = calendar.demand(shop.rhythm)[from as usize..to.min(DAYS) as usize].iter().sum();
    let orders = shop.level * demand * (1.0 + plan.effect);
    let volume = orders * shop.basket;
    let gmv = volume * shop.price * calendar.prices(shop.energy)[from.min(DAYS - 1) as usize];
    let volume = Volume::from_thousandths(rounded(volume * 1e3)).unwrap_or_default();
    let gmv = Money::from_minor(rounded(gmv * 1e2)).unwrap_or_default();
    let orders = u32::try_from(rounded(orders)).unwrap_or(u32::MAX);
    discounts(plan, orders, volume, gmv).into_iter().sum()
}

#[expect(clippy::cast_possible_truncation, reason = "what a station sells in some weeks")]
fn rounded(value: f64) -> i64 {
    value.round() as i64
}

/// A round sum that should do.
fn budget(spent: Money) -> Option<Money> {
    const TEN_THOUSAND_YUAN: i64 = 1_000_000;
    Money::from_minor((spent.minor() * 11 / 10 / TEN_THOUSAND_YUAN + 1) * TEN_THOUSAND_YUAN)
}
