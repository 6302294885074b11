//! What stations sold and owe against the brute-force reading: by region, group and bucket, in tiles, and after any
//! sequence of writes.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use forecourt::base::date::Day;
use forecourt::base::ids::{ContractId, StationId};
use forecourt::base::month::Month;
use forecourt::base::tile::TileId;
use forecourt::domain::cooperation::Stage;
use forecourt::domain::fee::{Component, FeeOwner};
use forecourt::domain::metric::{Metric, Unit};
use forecourt::domain::performance::VolumeUnit;
use forecourt::domain::station::Energy;
use forecourt::engine::books::{BookEdit, BookSums, Books, LedgerEdit};
use forecourt::engine::statistics::explain::{self, Part};
use forecourt::engine::statistics::{Breakdown, Bucket, Buckets, Dimension, Number, Totals, Wanted, statistics};
use forecourt::engine::tile::{self, Clustering};
use mvt_reader::Reader;
use mvt_reader::feature::Value;
use proptest::prelude::*;

use crate::accounts::{Accounts, Turn, turns};
use crate::model::{ADMIN, Case, SALES, Site, build, case, first_day, region_codes, sites};

type Key = (Option<String>, Vec<Option<String>>, Option<Day>);
type Members<'s> = BTreeMap<(Option<String>, Vec<Option<String>>), Vec<&'s Site>>;

fn every_metric(from: Day, to: Day) -> Wanted {
    Wanted::of(&Metric::ALL, (from, to)).expect("sums")
}

/// The sums of some sites, plainly.
fn sums_of(accounts: &Accounts, sites: &[&Site], from: Day, to: Day, at: Day) -> BookSums {
    let mut sums = BookSums::default();
    for site in sites {
        sums.add(&accounts.sums_of(site, from, to));
        sums.activated += u32::from(site.stage(at) == Some(Stage::Online) && accounts.is_active(site, at));
    }
    let ids: BTreeSet<StationId> = sites.iter().map(|site| site.id).collect();
    (sums.contracts_active, sums.contracts_expiring) = accounts.contracts_of(&ids, at);
    sums
}

/// Rows that hold something, as a plain reading gives them.
fn expected(accounts: &Accounts, sites: &[Site], case: &Case, breakdown: &Breakdown) -> BTreeMap<Key, BookSums> {
    let (from, to) = breakdown.wanted.expect("wanted").period;
    let spans: Vec<(Option<Day>, Day, (Day, Day))> = match &breakdown.buckets {
        Some(buckets) => {
            let spans = buckets.spans().iter().zip(buckets.periods());
            spans.map(|(&(name, read), _)| (Some(name), read, (name.max(from), read.plus(1)))).collect()
        }
        None => vec![(None, case.question.at, (from, to))],
    };
    let mut rows = BTreeMap::new();
    for (bucket, at, (from, to)) in spans {
        let mut members = Members::new();
        for site in sites.iter().filter(|site| case.means(site, at) && site.is_open(at)) {
            let region = match breakdown.level {
                None => None,
                Some((set, level)) => match region_codes(site, set, at).get(level) {
                    Some(code) => Some((*code).to_owned()),
                    None => continue,
                },
            };
            let group = breakdown.group_by.iter().map(|dimension| match dimension {
                Dimension::Brand => site.brand.clone(),
                Dimension::Operator => site.operator.clone(),
                Dimension::Energy => site.energy.map(|energy| energy.as_str().to_owned()),
                Dimension::Stage => site.stage(at).map(|stage| stage.as_str().to_owned()),
            });
            members.entry((region, group.collect())).or_default().push(site);
        }
        for ((region, group), members) in members {
            let sums = sums_of(accounts, &members, from, to, at);
            if sums != BookSums::default() {
                rows.insert((region, group, bucket), sums);
            }
        }
    }
    rows
}

/// The energy of a site after its turns: the next one in order, round and round.
fn turn_energy(sites: &mut [Site], place: usize) {
    if let Some(site) = sites.get_mut(place) {
        let at = site.energy.map_or(0, |energy| energy as usize + 1);
        site.energy = Energy::ALL.get(at).copied();
    }
}

fn played(turns: &[Turn], sites: &[Site]) -> Accounts {
    let mut accounts = Accounts::default();
    for turn in turns {
        accounts.play(turn, sites);
    }
    accounts
}

/// What one turn does to books, as edits.
fn step(books: &Books, before: &Accounts, after: &Accounts, sites: &[Site]) -> Books {
    let mut ledger_edits = Vec::new();
    let ids: BTreeSet<u32> = before.contracts.keys().chain(after.contracts.keys()).copied().collect();
    for id in ids {
        if before.contracts.get(&id) != after.contracts.get(&id) {
            ledger_edits.push(LedgerEdit::Contract(ContractId(id), after.contracts.get(&id)));
        }
    }
    let owners: BTreeSet<FeeOwner> = before.terms.keys().chain(after.terms.keys()).copied().collect();
    for owner in owners {
        let of = |accounts: &Accounts| -> BTreeMap<(Component, Day), forecourt::domain::fee::FeeTerm> {
            let terms = accounts.terms.get(&owner).into_iter().flatten();
            terms.map(|term| ((term.component, term.period.from()), term.clone())).collect()
        };
        let (was, is) = (of(before), of(after));
        let keys: BTreeSet<&(Component, Day)> = was.keys().chain(is.keys()).collect();
        for &&(component, from) in keys.iter().filter(|key| was.get(key) != is.get(key)) {
            let term = after.terms.get(&owner).into_iter().flatten();
            let term = term.into_iter().find(|term| (term.component, term.period.from()) == (component, from));
            ledger_edits.push(LedgerEdit::Fee(owner, component, from, term));
        }
    }
    let (was, is) = (before.months(), after.months());
    let keys: BTreeSet<&(StationId, Month)> = was.keys().chain(is.keys()).collect();
    let months = keys.into_iter().filter(|key| was.get(key) != is.get(key));
    let months = months.map(|key| BookEdit::Month(key.0, key.1, is.get(key)));
    let unit = |station: StationId| VolumeUnit::of(sites[station.0 as usize].energy);
    let units = sites.iter().map(|site| BookEdit::Unit(site.id, unit(site.id)));
    let ledgers = books.ledgers().edited(ledger_edits.iter().copied()).expect("sound ledgers");
    let ledgers = (!ledger_edits.is_empty()).then_some(ledgers);
    books.apply(ledgers, ledger_edits.iter().copied(), months.chain(units), unit)
}

/// The numbers that the features of a tile tell.
#[expect(clippy::cast_precision_loss, reason = "small numbers")]
fn features(bytes: &[u8]) -> Vec<BTreeMap<String, f64>> {
    let reader = Reader::new(bytes.to_vec()).expect("tile");
    let layers = 0..reader.get_layer_metadata().expect("layers").len();
    let number = |(key, value)| match value {
        Value::Double(number) => Some((key, number)),
        Value::UInt(number) => Some((key, number as f64)),
        _ => None,
    };
    let features = layers.flat_map(|layer| reader.get_features(layer).expect("features"));
    features.map(|feature| feature.properties.unwrap_or_default().into_iter().filter_map(number).collect()).collect()
}

fn bucket() -> impl Strategy<Value = Option<Bucket>> {
    proptest::option::of(proptest::sample::select(Bucket::ALL.to_vec()))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, ..ProptestConfig::default() })]

    #[test]
    fn sums_are_those_of_a_plain_reading(
        sites in sites(60), turns in turns(300), case in case(),
        (from, days) in (0..380_u32, 1..120_u32), bucket in bucket(),
        level in proptest::option::of(proptest::sample::select(vec![(ADMIN, 0), (ADMIN, 1), (SALES, 0)])),
        group_by in proptest::sample::subsequence(vec![Dimension::Brand, Dimension::Energy, Dimension::Stage], 0..=2),
    ) {
        let accounts = played(&turns, &sites);
        prop_assert!(accounts.is_sound());
        let snapshot = build(1, &sites).with_books(Arc::new(accounts.load(&sites)));
        let from = first_day().plus(from.cast_signed());
        let to = from.plus(days.cast_signed());
        let buckets = bucket.map(|bucket| Buckets::new(bucket, from, to).expect("buckets"));
        let breakdown = Breakdown { level, group_by, buckets, wanted: Some(every_metric(from, to)) };
        let answer = statistics(&snapshot, &case.question, &breakdown).expect("few rows");
        let set = snapshot.geography().sets();
        let code = |slot: u32| {
            let (id, _) = breakdown.level.expect("a level");
            set.iter().find(|set| set.id() == id).expect("set").region(slot).code.clone()
        };
        let found: BTreeMap<Key, BookSums> = answer
            .rows
            .iter()
            .filter(|row| row.totals.books != BookSums::default())
            .map(|row| ((row.region.map(code), row.group.clone(), row.bucket), row.totals.books))
            .collect();
        let mut wanted = expected(&accounts, &sites, &case, &breakdown);
        if breakdown.level.is_none() && breakdown.group_by.is_empty() && breakdown.buckets.is_none() {
            // Nothing was to be told apart: there are no rows.
            wanted.clear();
        }
        prop_assert_eq!(found, wanted);

        let at = case.question.at;
        let open = case.open(&sites);
        prop_assert_eq!(answer.total.books, sums_of(&accounts, &open, from, to, at));
        let absent: Vec<&Site> = sites.iter().filter(|site| case.means(site, at) && !site.is_open(at)).collect();
        let mut absent = absent.iter().fold(BookSums::default(), |mut sums, site| {
            sums.add(&accounts.sums_of(site, from, to));
            sums
        });
        absent.activated = 0;
        prop_assert_eq!(answer.absent, absent);
        for site in &sites {
            prop_assert_eq!(snapshot.books().sums_of(site.id, from, to), accounts.sums_of(site, from, to));
        }
        let fees = answer.total.books.fees;
        prop_assert_eq!(fees.components.iter().map(|fee| fee.minor()).sum::<i64>(), fees.channel_fee().minor());
    }

    #[test]
    fn books_that_are_written_to_are_those_that_are_loaded(sites in sites(60), turns in turns(60)) {
        let mut sites = sites;
        let mut accounts = Accounts::default();
        let mut books = Books::default();
        for turn in &turns {
            let mut next = accounts.clone();
            match turn {
                Turn::Energy(place) => turn_energy(&mut sites, *place),
                turn => next.play(turn, &sites),
            }
            books = step(&books, &accounts, &next, &sites);
            accounts = next;
        }
        let (written, loaded) = (Arc::new(books), Arc::new(accounts.load(&sites)));
        for (from, to) in [(0, 400), (40, 41), (17, 250)] {
            let (from, to) = (first_day().plus(from), first_day().plus(to));
            let breakdown = Breakdown {
                level: Some((ADMIN, 1)),
                group_by: vec![Dimension::Operator],
                wanted: Some(every_metric(from, to)),
                buckets: None,
            };
            let question = forecourt::engine::Question::on(to);
            let answer = |books: &Arc<Books>| {
                statistics(&build(1, &sites).with_books(Arc::clone(books)), &question, &breakdown)
            };
            prop_assert_eq!(answer(&written), answer(&loaded));
        }
        for site in &sites {
            let days = |books: &Books| books.days(site.id, Day::MIN, Day::MAX).collect::<Vec<_>>();
            prop_assert_eq!(days(&written), days(&loaded));
            prop_assert_eq!(written.contracts_of(site.id), loaded.contracts_of(site.id));
        }
    }

    #[test]
    fn explanations_account_for_every_station(
        sites in sites(60), turns in turns(300), case in case(),
        metric in proptest::sample::select(Metric::ALL.to_vec()),
        (from, days) in (0..380_u32, 1..120_u32),
    ) {
        let accounts = played(&turns, &sites);
        let snapshot = build(1, &sites).with_books(Arc::new(accounts.load(&sites)));
        let from = first_day().plus(from.cast_signed());
        let to = from.plus(days.cast_signed());
        let (at, wanted) = (case.question.at, Wanted::of(&[metric], (from, to)));
        let lines = explain::lines(&snapshot, &case.question, metric, wanted);
        let meant: Vec<StationId> = sites.iter().filter(|site| case.means(site, at)).map(|site| site.id).collect();
        prop_assert_eq!(lines.iter().map(|line| line.station).collect::<Vec<_>>(), meant);

        let breakdown = Breakdown { wanted, ..Breakdown::default() };
        let total = statistics(&snapshot, &case.question, &breakdown).expect("few rows").total;
        let (numerator, denominator) = explain::fraction(metric, &total);
        let of = |parts: &[Part]| lines.iter().filter(|line| parts.contains(&line.part)).collect::<Vec<_>>();
        let portions = explain::portions(&snapshot, &case.question, metric, wanted);
        prop_assert_eq!(portions.values().map(|portion| portion.stations.len()).sum::<usize>(), lines.len());
        for (&part, portion) in &portions {
            // Each station by itself says what it says among all.
            let some: Vec<StationId> = portion.stations.iter().copied().step_by(3).collect();
            let again = explain::lines_of(&snapshot, at, part, &some, wanted);
            prop_assert_eq!(again.iter().collect::<Vec<_>>(), of(&[part]).into_iter().step_by(3).collect::<Vec<_>>());
            let mut sums = BookSums::default();
            for line in of(&[part]) {
                sums.add(&line.sums);
            }
            prop_assert_eq!(portion.sums, sums);
        }
        let counted = of(&[Part::Counted]);
        let mut sums = BookSums::default();
        for line in &counted {
            sums.add(&line.sums);
        }
        let wanted = match metric {
            // What counts, is counted.
            metric if matches!(metric.describe().unit, Unit::Count) => Number::Count(counted.len() as u64),
            Metric::CoverageRate | Metric::ActivationRate => {
                prop_assert_eq!(denominator, Some(Number::Count(of(&[Part::Counted, Part::Below]).len() as u64)));
                Number::Count(counted.len() as u64)
            }
            // Contracts are counted once however many stations they have.
            Metric::ContractsActive | Metric::ContractsExpiring => numerator,
            // What is summed, is the sum of the stations that count.
            metric => explain::fraction(metric, &Totals { books: sums, ..Totals::default() }).0,
        };
        match (numerator, wanted) {
            (Number::Ratio(one), Number::Ratio(other)) => {
                prop_assert!((one.unwrap_or(0.0) - other.unwrap_or(0.0)).abs() < 1e-9);
            }
            (one, other) => prop_assert_eq!(one, other),
        }
        let value = match denominator {
            None => numerator.number(),
            Some(below) => below.number().filter(|&below| below > 0.0).and_then(|below| Some(numerator.number()? / below)),
        };
        match (value, total.value(metric).number()) {
            (Some(one), Some(other)) => prop_assert!((one - other).abs() < 1e-9, "{one} and {other}"),
            (one, other) => prop_assert_eq!(one, other),
        }
    }

    #[test]
    fn the_tiles_of_a_zoom_add_up_to_the_statistics(
        sites in sites(60), turns in turns(300), case in case(), zoom in 0..15_u8,
        (from, days) in (0..380_u32, 1..120_u32), cluster in any::<bool>(),
    ) {
        let accounts = played(&turns, &sites);
        let snapshot = build(1, &sites).with_books(Arc::new(accounts.load(&sites)));
        let from = first_day().plus(from.cast_signed());
        let to = from.plus(days.cast_signed());
        let metrics = vec![Metric::Gmv, Metric::ChannelFee, Metric::Orders, Metric::VolumeKwh, Metric::FeeRate];
        let wanted = Wanted::of(&metrics, (from, to));
        let asked = tile::Asked { metrics, wanted };
        let clustering = if cluster { Clustering::Auto } else { Clustering::Off };
        let tiles: BTreeSet<TileId> =
            case.open(&sites).iter().map(|site| TileId::containing(site.place(), zoom)).collect();
        let mut found = BTreeMap::from([("gmv", 0.0), ("channel_fee", 0.0), ("orders", 0.0), ("volume_kwh", 0.0)]);
        for tile in tiles {
            let bytes = tile::stations(&snapshot, &case.question, tile, clustering, &asked).expect("tile");
            for feature in features(&bytes) {
                for (id, sum) in &mut found {
                    *sum += feature.get(*id).copied().unwrap_or_default();
                }
                let part = |id: &str| feature.get(id).copied();
                if let (Some(rate), Some(gmv)) = (part("fee_rate"), part("gmv")) {
                    prop_assert!(gmv > 0.0 && rate >= 0.0);
                }
            }
        }
        let breakdown = Breakdown { wanted, ..Breakdown::default() };
        let total = statistics(&snapshot, &case.question, &breakdown).expect("few rows").total;
        for (metric, id) in
            [(Metric::Gmv, "gmv"), (Metric::ChannelFee, "channel_fee"), (Metric::Orders, "orders"), (Metric::VolumeKwh, "volume_kwh")]
        {
            let wanted = total.value(metric).number().expect("a sum");
            prop_assert!((found[id] - wanted).abs() < 0.0005, "{id}: {} instead of {wanted}", found[id]);
        }
    }
}
