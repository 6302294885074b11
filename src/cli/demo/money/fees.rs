//! Terms: what each contract costs by component, changed now and then, and the stations that have terms of their own.

use std::collections::HashMap;

use super::super::synthetic::Synthetic;
use super::contracts::{Agreement, operator};
use super::story::Story;
use crate::base::date::Day;
use crate::base::money::{Money, Rate, UnitPrice};
use crate::base::random::{Random, mix};
use crate::domain::fee::{Component, FeeDraft, FeeOwnerName, Tariff};
use crate::domain::station::{Edit, Energy};

const PLATFORM: &str = "站图平台（示例）";
const PAYMENTS: &str = "支付机构（示例）";
const PARTNERS: [&str; 3] = ["车主服务（示例）", "地图导航（示例）", "银行权益（示例）"];
/// Commissions, in parts per million, and the step in which they are agreed.
const LEAST: i32 = 8_000;
const MOST: i32 = 35_000;
const STEP: i32 = 500;

/// What a line of contracts is charged; renewals inherit it.
#[derive(Clone, Copy)]
struct Charges {
    /// Nobody has written down what this one costs.
    unknown: bool,
    commission: i32,
    payment: i32,
    partner: Option<(Tariff, &'static str)>,
    fixed: Option<Money>,
}

/// The terms of contracts, then those of stations.
pub(super) fn fees(
    made: &Synthetic,
    agreements: &[Agreement],
    stories: &[Story],
    today: Day,
    mut seed: u64,
) -> Vec<FeeDraft> {
    let mut fees = Vec::new();
    let mut charged: HashMap<&str, Charges> = HashMap::new();
    for agreement in agreements {
        let random = &mut Random::new(mix(&mut seed));
        let before = match &agreement.draft.renews {
            Edit::Set(number) => charged.get(number.as_str()).copied(),
            Edit::Keep | Edit::Clear => None,
        };
        let mut charges = before.unwrap_or_else(|| begin(made, agreement.lead, random));
        if before.is_some() {
            charges.commission = moved(charges.commission, random);
        }
        if !charges.unknown {
            let payer = operator(made, agreement.lead).unwrap_or_default();
            write(&mut fees, agreement, &mut charges, payer, random);
        }
        charged.insert(&agreement.draft.number, charges);
    }
    for (place, story) in stories.iter().enumerate() {
        own(&mut fees, made, place, story, today, &mut Random::new(mix(&mut seed)));
    }
    fees
}

fn whole(random: &mut Random, least: i32, most: i32) -> i32 {
    least + i32::try_from(random.whole(0, (most - least).unsigned_abs())).unwrap_or_default()
}

/// What a new line of contracts is charged.
fn begin(made: &Synthetic, lead: usize, random: &mut Random) -> Charges {
    let electric = made.stations[lead].energy == Edit::Set(Energy::Ev);
    let (least, most) = if electric { (15_000, MOST) } else { (LEAST, 24_000) };
    let price = |random: &mut Random, least, most| {
        UnitPrice::from_millionths(i64::from(random.whole(least, most)) * 10_000).unwrap_or_default()
    };
    let partner = random.chance(0.3).then(|| {
        let tariff = if electric || random.chance(0.3) {
            Tariff::PerOrder(price(random, 20, 80))
        } else {
            Tariff::PerLitre(price(random, 2, 8))
        };
        (tariff, random.one(&PARTNERS))
    });
    Charges {
        unknown: random.chance(0.04),
        commission: least + STEP * whole(random, 0, (most - least) / STEP),
        payment: random.one(&[3_800, 4_500, 5_000, 5_500, 6_000]),
        partner,
        fixed: random.chance(0.12).then(|| Money::from_minor(i64::from(random.whole(2, 15)) * 10_000)).flatten(),
    }
}

/// Another commission, never the same.
fn moved(commission: i32, random: &mut Random) -> i32 {
    let by = STEP * whole(random, 2, 8);
    let by = if random.chance(0.6) { -by } else { by };
    let to = commission + by;
    if (LEAST..=MOST).contains(&to) { to } else { commission - by }
}

fn percent(ppm: i32) -> Tariff {
    Tariff::PercentOfGmv(Rate::from_ppm(ppm).unwrap_or_default())
}

/// Writes the terms of a contract; the commission may move at its anniversaries, and must once in three years.
fn write(fees: &mut Vec<FeeDraft>, agreement: &Agreement, charges: &mut Charges, payer: &str, random: &mut Random) {
    let (from, to) = agreement.days;
    let owner = || FeeOwnerName::Contract(agreement.draft.number.clone());
    let mut term = |component, tariff, from, to, payer: &str, payee: &str| {
        let (payer, payee) = (Edit::Set(payer.to_owned()), Edit::Set(payee.to_owned()));
        fees.push(FeeDraft { owner: owner(), component, tariff, from, to: Edit::Set(to), payer, payee });
    };
    let mut since = from;
    for year in 1..3 {
        let anniversary = from.plus(365 * year);
        let must = year == 1 && to > from.plus(800);
        if anniversary.plus(60) < to && (must || random.chance(0.5)) {
            term(Component::Commission, percent(charges.commission), since, anniversary, payer, PLATFORM);
            charges.commission = moved(charges.commission, random);
            since = anniversary;
        }
    }
    term(Component::Commission, percent(charges.commission), since, to, payer, PLATFORM);
    term(Component::Payment, percent(charges.payment), from, to, payer, PAYMENTS);
    if let Some((tariff, partner)) = charges.partner {
        term(Component::PartnerShare, tariff, from, to, PLATFORM, partner);
    }
    if let Some(amount) = charges.fixed {
        term(Component::Fixed, Tariff::PerMonth(amount), from, to, payer, PLATFORM);
    }
}

/// One station in thirty has a commission of its own, for a while or for good.
fn own(fees: &mut Vec<FeeDraft>, made: &Synthetic, place: usize, story: &Story, today: Day, random: &mut Random) {
    let Some(&(online, _)) = story.online.first() else { return };
    let mut from = online.plus(whole(random, 30, 400));
    if !random.chance(0.033) || from > today {
        return;
    }
    let mut commission = LEAST + STEP * whole(random, 0, 20);
    loop {
        let to = random.chance(0.5).then(|| from.plus(whole(random, 90, 365)));
        fees.push(FeeDraft {
            owner: FeeOwnerName::Station(made.stations[place].code.clone()),
            component: Component::Commission,
            tariff: percent(commission),
            from,
            to: to.map_or(Edit::Keep, Edit::Set),
            payer: operator(made, place).map_or(Edit::Keep, |operator| Edit::Set(operator.to_owned())),
            payee: Edit::Set(PLATFORM.to_owned()),
        });
        match to {
            Some(to) if to <= today && random.chance(0.4) => {
                from = to;
                commission = moved(commission, random);
            }
            _ => return,
        }
    }
}
