//! Determinism, and the rules of every draft.

use std::collections::{BTreeSet, HashMap};

use super::super::*;
use super::{network, options, timelines};
use crate::base::ids::StationId;
use crate::domain::contract::{Contract, ContractState, overlaps};
use crate::domain::cooperation::{Stage, stage_at};
use crate::domain::fee::{Component, FeeLedger, FeeOwnerName, FeeTerm, Tariff};
use crate::domain::station::Edit;

fn sales(books: &Books, place: usize) -> Vec<(Month, MonthFacts)> {
    let mut sales = Vec::new();
    books.months(place, &mut |month, facts| sales.push((month, facts)));
    sales
}

#[test]
fn equal_networks_have_equal_money() {
    let options = options(400);
    let made = network(options);
    let (one, other) = (generate(&made, options), generate(&made, options));
    assert_eq!((&one.contracts, &one.fees), (&other.contracts, &other.fees));
    assert_eq!((&one.campaigns, &one.participations), (&other.campaigns, &other.participations));
    assert!((0..400).all(|place| sales(&one, place) == sales(&other, place)));
    let else_ = generate(&made, Options { seed: 2, ..options });
    assert_ne!(one.fees, else_.fees);
    assert!((0..400).any(|place| sales(&one, place) != sales(&else_, place)));
    assert!(sales(&one, 400).is_empty(), "there is no such station");
}

#[test]
fn contracts_keep_the_rules_and_fit_the_stages() {
    let options = options(3_000);
    let made = network(options);
    let books = generate(&made, options);
    let timelines = timelines(&made);
    let ids: HashMap<&str, StationId> =
        (0..).zip(&made.stations).map(|(id, s)| (s.code.as_str(), StationId(id))).collect();
    let mut contracts: HashMap<String, Contract> = HashMap::new();
    for draft in &books.contracts {
        let codes = draft.stations.clone().expect("stations");
        let stations: BTreeSet<StationId> = codes.iter().map(|code| ids[code.as_str()]).collect();
        let contract = draft.clone().apply(None, Some(stations)).expect("a contract that keeps the rules");
        if let Some(signed) = contract.signed_on {
            for code in &codes {
                let stage = stage_at(&timelines[code.as_str()], signed);
                let late = [Some(Stage::Prospect), Some(Stage::Negotiating), None];
                assert!(!late.contains(&stage), "{} of {code} was signed at {stage:?}", contract.number);
            }
        }
        if let Some(before) = &contract.renews {
            let before = &contracts[before];
            assert!(before.counterparty == contract.counterparty && before.period.from() < contract.period.from());
            assert!(contract.stations.is_subset(&before.stations));
        }
        assert!(contracts.insert(contract.number.clone(), contract).is_none(), "a number comes once");
    }
    let count = |state| contracts.values().filter(|contract| contract.state(options.today) == state).count();
    let states = ContractState::ALL.map(count);
    println!("{} contracts: {states:?} of {:?}", contracts.len(), ContractState::ALL.map(ContractState::as_str));
    assert!(states.iter().all(|&count| count > 5), "{states:?}");
    let overlapping = overlaps(contracts.values()).count();
    assert!((1..60).contains(&overlapping), "a few overlap on purpose, not {overlapping}");
    assert!(contracts.values().any(|contract| contract.stations.len() > 3), "some cover several stations");
    // A station that is online is under contract since, but for those whose contract ran out.
    let (mut covered, mut bare) = (0, 0);
    for (code, timeline) in &timelines {
        if let Some(&(day, _)) = timeline.iter().find(|(_, stage)| *stage == Stage::Online) {
            let holds =
                |contract: &&Contract| contract.stations.contains(&ids[code]) && contract.state(day).is_in_force();
            assert!(contracts.values().any(|contract| holds(&contract)), "{code} is online without a contract");
            if stage_at(timeline, options.today) == Some(Stage::Online) {
                let now = contracts.values().any(|contract| {
                    contract.stations.contains(&ids[code]) && contract.state(options.today).is_in_force()
                });
                *(if now { &mut covered } else { &mut bare }) += 1;
            }
        }
    }
    assert!(bare > 0 && bare * 8 < covered, "{bare} without and {covered} with a contract");
}

#[test]
fn terms_keep_the_rules_and_never_overlap() {
    let options = options(3_000);
    let made = network(options);
    let books = generate(&made, options);
    let mut ledgers: HashMap<FeeOwnerName, Vec<FeeTerm>> = HashMap::new();
    for draft in &books.fees {
        let term = draft.clone().apply(None).expect("a term that keeps the rules");
        if let (Component::Commission, Tariff::PercentOfGmv(rate)) = (term.component, term.tariff) {
            assert!((8_000..=35_000).contains(&rate.ppm()), "{rate}");
        }
        ledgers.entry(draft.owner.clone()).or_default().push(term);
    }
    let (mut changed, mut of_stations) = (0, 0);
    for (owner, terms) in ledgers {
        let ledger = FeeLedger::new(terms).expect("terms that do not overlap");
        let commissions: Vec<_> = ledger
            .terms()
            .iter()
            .filter(|term| term.component == Component::Commission)
            .map(|term| term.tariff)
            .collect();
        assert!(commissions.windows(2).all(|pair| pair[0] != pair[1]), "a change changes something");
        changed += usize::from(commissions.len() > 1);
        of_stations += usize::from(matches!(owner, FeeOwnerName::Station(_)));
    }
    assert!(changed > 50 && of_stations > 15, "{changed} change, {of_stations} of stations");
    let charged: BTreeSet<_> = books
        .fees
        .iter()
        .map(|fee| &fee.owner)
        .collect::<Vec<_>>()
        .into_iter()
        .filter_map(|owner| if let FeeOwnerName::Contract(number) = owner { Some(number.as_str()) } else { None })
        .collect();
    let free = books.contracts.iter().filter(|contract| !charged.contains(contract.number.as_str())).count();
    assert!(free > 10 && free * 10 < books.contracts.len(), "{free} of {} have no terms", books.contracts.len());
    for component in Component::ALL {
        assert!(books.fees.iter().any(|fee| fee.component == component), "{component:?}");
    }
    let bases: BTreeSet<_> = books.fees.iter().map(|fee| fee.tariff.basis()).collect();
    assert_eq!(bases.into_iter().collect::<Vec<_>>(), ["per_litre", "per_month", "per_order", "percent_of_gmv"]);
}

#[test]
fn sales_are_of_days_online_and_keep_the_rules() {
    let options = options(3_000);
    let made = network(options);
    let books = generate(&made, options);
    let timelines = timelines(&made);
    let (mut online, mut sold) = (0_u32, 0_u32);
    for (place, station) in made.stations.iter().enumerate() {
        let timeline = timelines.get(station.code.as_str());
        let mut last = None;
        for (month, facts) in sales(&books, place) {
            assert!(last < Some(month), "months ascend");
            last = Some(month);
            for (day, facts) in facts.days() {
                let day = month.day(day).expect("a day of the month");
                assert!(day <= options.today && day >= options.today.plus(-1_095), "{day}");
                assert_eq!(timeline.and_then(|timeline| stage_at(timeline, day)), Some(Stage::Online));
                facts.check().expect("a day that keeps the rules");
                assert!(facts.orders < 3_000, "{facts:?}");
                sold += 1;
            }
        }
        for back in 0..1_096 {
            let day = options.today.plus(-back);
            let stage = timeline.and_then(|timeline| stage_at(timeline, day));
            online += u32::from(stage == Some(Stage::Online));
        }
    }
    assert!(sold < online && sold * 20 > online * 19, "{sold} of {online} days: some are missing");
}

#[test]
fn a_campaign_is_paid_by_whom_it_says() {
    for (number, mechanism) in (0..).zip(crate::domain::campaign::Mechanism::ALL) {
        let plans = campaigns::PLANS.iter().filter(|plan| plan.mechanism == mechanism);
        let payers: BTreeSet<_> = plans.map(|plan| plan.funded_by).collect();
        assert_eq!(payers.len(), 3, "mechanism {number} is paid by everybody once");
    }
    let money = |text: &str| text.parse().expect("amount");
    let of = |code: &str| {
        let plan = campaigns::PLANS.iter().find(|plan| plan.code == code).expect("a plan");
        days::discounts(plan, 10, "300".parse().expect("volume"), money("2250"))
    };
    assert_eq!(of("DEMO-01"), [money("30"), money("30")], "20 cents off 300 litres, shared");
    assert_eq!(of("DEMO-02"), [money("75"), money("0")], "7.50 an order, paid by the platform");
    assert_eq!(of("DEMO-03"), [money("0"), money("225")], "10 % of 2,250, paid by the station");
}

#[test]
fn every_part_keeps_the_rules() {
    let options = options(3_000);
    let made = network(options);
    let books = generate(&made, options);
    let campaigns: HashMap<_, _> = books
        .campaigns
        .iter()
        .map(|draft| (draft.code.clone(), draft.clone().apply(None).expect("campaign")))
        .collect();
    assert_eq!(campaigns.len(), 12);
    assert!(campaigns.values().all(|campaign| campaign.budget.is_some()));
    let mut of_station: HashMap<&str, Vec<_>> = HashMap::new();
    for draft in &books.participations {
        let period = draft.apply(&campaigns[&draft.campaign], None).expect("inside of its campaign");
        of_station.entry(&draft.station).or_default().push(period);
    }
    for (station, parts) in of_station {
        // By their first day; between one and the next lies a baseline.
        let free = parts.windows(2).all(|pair| pair[0].to().is_some_and(|to| to.plus(56) <= pair[1].from()));
        assert!(free, "{station}: {parts:?}");
    }
    assert!(books.fees.iter().all(|fee| fee.payee != Edit::Keep));
}
