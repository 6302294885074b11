//! Channel fees: a ledger of dated terms by component, and what they come to on a day.
//!
//! A fee is booked by station, component and day, and rounded there, once, to the minor unit. Everything else is
//! a sum of such bookings, so components add up to their total to the cent, and so do stations, days and regions.

use crate::base::date::{Day, Period};
use crate::base::ids::{ContractId, StationId};
use crate::base::money::{Money, Rate, UnitPrice};
use crate::domain::performance::{DayFacts, VolumeUnit};
use crate::domain::station::{Edit, MAX_SHORT_TEXT, RuleError, optional};

/// What a part of the channel fee is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Component {
    /// 佣金: the platform's commission.
    Commission,
    /// 支付手续费: what payment costs.
    Payment,
    /// 渠道分成: the share of the partner that brought the customer.
    PartnerShare,
    /// 固定费用: what is paid whatever is sold.
    Fixed,
}

impl Component {
    /// Every component, in the order of documentation.
    pub const ALL: [Self; 4] = [Self::Commission, Self::Payment, Self::PartnerShare, Self::Fixed];

    /// The identifier used in files and parameters.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Commission => "commission",
            Self::Payment => "payment",
            Self::PartnerShare => "partner_share",
            Self::Fixed => "fixed",
        }
    }

    /// The component of that identifier.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|component| component.as_str() == text)
    }
}

/// What a fee is counted by, and how much it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Tariff {
    /// `percent_of_gmv`: a share of the gross merchandise value.
    PercentOfGmv(Rate),
    /// `per_litre`: of stations that count litres; others pay none.
    PerLitre(UnitPrice),
    /// `per_kwh`: of stations that count kilowatt-hours; others pay none.
    PerKwh(UnitPrice),
    /// `per_order`.
    PerOrder(UnitPrice),
    /// `per_month`: an amount a calendar month, spread over its days.
    PerMonth(Money),
}

impl Tariff {
    /// The identifier of the basis, used in files and parameters.
    #[must_use]
    pub const fn basis(self) -> &'static str {
        match self {
            Self::PercentOfGmv(_) => "percent_of_gmv",
            Self::PerLitre(_) => "per_litre",
            Self::PerKwh(_) => "per_kwh",
            Self::PerOrder(_) => "per_order",
            Self::PerMonth(_) => "per_month",
        }
    }

    /// The fee of a day on which this is in force, rounded to the minor unit.
    ///
    /// A month's amount is spread so that the days up to any day d of a month of n days come to d ÷ n of it,
    /// rounded down: the days of a whole month add up to it exactly.
    #[must_use]
    pub fn of_day(self, day: Day, facts: &DayFacts, unit: VolumeUnit) -> Money {
        match (self, unit) {
            (Self::PercentOfGmv(rate), _) => facts.gmv.part(rate),
            (Self::PerLitre(price), VolumeUnit::Litre) | (Self::PerKwh(price), VolumeUnit::Kwh) => {
                price.of_volume(facts.volume)
            }
            (Self::PerLitre(_) | Self::PerKwh(_), _) => Money::ZERO,
            (Self::PerOrder(price), _) => price.of_count(facts.orders),
            (Self::PerMonth(amount), _) => {
                let date = day.date();
                let days = i64::from(date.days_in_month());
                let up_to = |day: i64| (i128::from(amount.minor()) * i128::from(day)).div_euclid(i128::from(days));
                let day = i64::from(date.day());
                let minor = i64::try_from(up_to(day) - up_to(day - 1)).unwrap_or_default();
                Money::from_minor(minor).unwrap_or_default()
            }
        }
    }
}

/// One entry of a ledger: what is paid for a component, by whom to whom, and while.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeeTerm {
    /// What for.
    pub component: Component,
    /// How much.
    pub tariff: Tariff,
    /// Who pays.
    pub payer: Option<String>,
    /// Who gets it.
    pub payee: Option<String>,
    /// While it is in force.
    pub period: Period,
}

impl FeeTerm {
    /// Whether the term keeps the rules that need no other term.
    ///
    /// # Errors
    /// [`RuleError`] when a name is too long or holds control characters, or an amount a month is negative.
    pub fn check(&self) -> Result<(), RuleError> {
        optional("payer", self.payer.as_deref(), MAX_SHORT_TEXT)?;
        optional("payee", self.payee.as_deref(), MAX_SHORT_TEXT)?;
        match self.tariff {
            Tariff::PerMonth(amount) if amount < Money::ZERO => {
                Err(RuleError::new("rate", amount.to_string(), "must not be negative"))
            }
            _ => Ok(()),
        }
    }
}

/// Whose ledger a term stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FeeOwner {
    /// Of a contract: for all of its stations, while it is in force.
    Contract(ContractId),
    /// Of a station: it wins over its contract's, component by component.
    Station(StationId),
}

/// Whose ledger a file or a form means.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum FeeOwnerName {
    /// The contract of that number.
    Contract(String),
    /// The station of that code.
    Station(String),
}

/// What a file or a form says of a fee term; a field left out stays as it was. A term is known by its owner, its
/// component and its first day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeeDraft {
    /// Whose.
    pub owner: FeeOwnerName,
    /// What for.
    pub component: Component,
    /// How much.
    pub tariff: Tariff,
    /// The first day on which it is in force.
    pub from: Day,
    /// The first day on which it no longer is.
    pub to: Edit<Day>,
    /// Who pays.
    pub payer: Edit<String>,
    /// Who gets it.
    pub payee: Edit<String>,
}

impl FeeDraft {
    /// The term after the edit.
    ///
    /// # Errors
    /// [`RuleError`] when the term then breaks a rule that needs no other term.
    pub fn apply(self, before: Option<&FeeTerm>) -> Result<FeeTerm, RuleError> {
        let mut to = before.and_then(|before| before.period.to());
        let mut payer = before.and_then(|before| before.payer.clone());
        let mut payee = before.and_then(|before| before.payee.clone());
        self.to.apply(&mut to);
        self.payer.apply(&mut payer);
        self.payee.apply(&mut payee);
        let period = Period::new(self.from, to).map_err(|error| {
            RuleError::new("to", to.map_or_else(String::new, |to| to.to_string()), error.to_string())
        })?;
        let term = FeeTerm { component: self.component, tariff: self.tariff, payer, payee, period };
        term.check()?;
        Ok(term)
    }
}

/// The terms of one contract or station: of each component at most one on any day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FeeLedger {
    /// By component, then by first day.
    terms: Vec<FeeTerm>,
}

impl FeeLedger {
    /// The ledger of these terms, in any order.
    ///
    /// # Errors
    /// [`RuleError`] when a term breaks a rule, or two terms of a component share a day.
    pub fn new(mut terms: Vec<FeeTerm>) -> Result<Self, RuleError> {
        terms.iter().try_for_each(FeeTerm::check)?;
        terms.sort_by_key(|term| (term.component, term.period.from()));
        for pair in terms.windows(2) {
            let (one, next) = (&pair[0], &pair[1]);
            if one.component == next.component && one.period.overlaps(&next.period) {
                let until = one.period.to().map_or_else(|| "on".to_owned(), |to| format!("to {to}"));
                let reason = format!(
                    "there is a {} term from {} {until} already; end it first",
                    one.component.as_str(),
                    one.period.from()
                );
                return Err(RuleError::new("from", next.period.from().to_string(), reason));
            }
        }
        Ok(Self { terms })
    }

    /// By component, then by first day.
    #[must_use]
    pub fn terms(&self) -> &[FeeTerm] {
        &self.terms
    }

    /// The term of a component on a day.
    #[must_use]
    pub fn on(&self, component: Component, day: Day) -> Option<&FeeTerm> {
        let after = self.terms.partition_point(|term| (term.component, term.period.from()) <= (component, day));
        let term = self.terms.get(after.checked_sub(1)?)?;
        (term.component == component && term.period.contains(day)).then_some(term)
    }
}

/// The terms in force for a station on a day: its own where it has one for a component, else its contract's.
#[must_use]
pub fn in_force<'a>(
    station: &'a FeeLedger,
    contract: Option<&'a FeeLedger>,
    day: Day,
) -> [Option<&'a FeeTerm>; Component::ALL.len()] {
    Component::ALL.map(|component| {
        let of_contract = || contract.and_then(|contract| contract.on(component, day));
        station.on(component, day).or_else(of_contract)
    })
}

/// Gross merchandise value and fees of any set of stations and days: the sums from which every rate is made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FeeSums {
    /// Gross merchandise value of all stations.
    pub gmv: Money,
    /// Fees of all stations, by the number of the component in [`Component::ALL`].
    pub components: [Money; Component::ALL.len()],
    /// Gross merchandise value of the stations that have both terms and such a value.
    pub rated_gmv: Money,
    /// Fees of these stations.
    pub rated_fee: Money,
    /// Sum of these stations' own rates, in parts of [`RATE_UNIT`], for the simple mean.
    rates: i128,
    /// How many these stations are.
    pub rated: u32,
    /// Stations that have a value and no terms.
    pub missing_fee: u32,
    /// Stations that have terms and no value.
    pub missing_gmv: u32,
}

impl FeeSums {
    /// What one station's days of a period come to; each day with the terms in force on it.
    pub fn of_station<'a>(
        unit: VolumeUnit,
        days: impl IntoIterator<Item = (Day, DayFacts, [Option<&'a FeeTerm>; Component::ALL.len()])>,
    ) -> Self {
        let mut sums = Self::default();
        let mut has_terms = false;
        for (day, facts, terms) in days {
            sums.gmv += facts.gmv;
            for (sum, term) in sums.components.iter_mut().zip(terms) {
                has_terms |= term.is_some();
                *sum += term.map_or(Money::ZERO, |term| term.tariff.of_day(day, &facts, unit));
            }
        }
        Self::of_totals(sums.gmv, sums.components, has_terms)
    }

    /// What one station comes to whose value and fees of a period are known; `has_terms` when any term was in force on
    /// any of its days.
    #[must_use]
    pub fn of_totals(gmv: Money, components: [Money; Component::ALL.len()], has_terms: bool) -> Self {
        let mut sums = Self { gmv, components, ..Self::default() };
        match (gmv > Money::ZERO, has_terms) {
            (true, true) => {
                (sums.rated_gmv, sums.rated_fee, sums.rated) = (gmv, sums.channel_fee(), 1);
                sums.rates = i128::from(sums.rated_fee.minor()) * RATE_UNIT / i128::from(gmv.minor());
            }
            (true, false) => sums.missing_fee = 1,
            (false, true) => sums.missing_gmv = 1,
            (false, false) => {}
        }
        sums
    }

    /// Takes others in.
    pub fn add(&mut self, other: &Self) {
        self.gmv += other.gmv;
        for (sum, fee) in self.components.iter_mut().zip(other.components) {
            *sum += fee;
        }
        self.rated_gmv += other.rated_gmv;
        self.rated_fee += other.rated_fee;
        self.rates += other.rates;
        self.rated += other.rated;
        self.missing_fee += other.missing_fee;
        self.missing_gmv += other.missing_gmv;
    }

    /// All components together.
    #[must_use]
    pub fn channel_fee(&self) -> Money {
        self.components.iter().copied().sum()
    }

    /// Fees ÷ gross merchandise value over the stations that have both; `None` without one.
    #[must_use]
    pub fn fee_rate(&self) -> Option<f64> {
        self.rated_fee.share_of(self.rated_gmv)
    }

    /// The mean of the stations' own rates, each counting as one; shown beside [`FeeSums::fee_rate`] for comparison and
    /// never rolled up itself.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "a quotient, rounded once")]
    pub fn fee_rate_simple_mean(&self) -> Option<f64> {
        (self.rated > 0).then(|| self.rates as f64 / (RATE_UNIT as f64 * f64::from(self.rated)))
    }
}

/// Rates of single stations are summed as whole parts of this, so that the sum does not depend on its order.
const RATE_UNIT: i128 = 1_000_000_000_000;

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(text: &str) -> Day {
        text.parse().expect("date")
    }

    fn money(text: &str) -> Money {
        text.parse().expect("amount")
    }

    fn term(component: Component, tariff: Tariff, from: &str, to: Option<&str>) -> FeeTerm {
        let period = Period::new(day(from), to.map(day)).expect("period");
        FeeTerm { component, tariff, payer: None, payee: None, period }
    }

    fn percent(text: &str) -> Tariff {
        Tariff::PercentOfGmv(text.parse().expect("rate"))
    }

    fn gmv(amount: &str) -> DayFacts {
        DayFacts { gmv: money(amount), ..DayFacts::default() }
    }

    /// The sums of one station by its own ledger.
    fn sums(ledger: &FeeLedger, days: &[(&str, DayFacts)]) -> FeeSums {
        let days = days.iter().map(|&(at, facts)| (day(at), facts, in_force(ledger, None, day(at))));
        FeeSums::of_station(VolumeUnit::Litre, days)
    }

    /// DESIGN §5: 1,000,000 at 2 % and 10,000 at 8 % → 2.06 %, not 5 %.
    #[test]
    fn the_rate_is_a_ratio_of_sums() {
        let of = |rate: &str, amount: &str| {
            let terms = vec![term(Component::Commission, percent(rate), "2026-01-01", None)];
            sums(&FeeLedger::new(terms).expect("ledger"), &[("2026-03-01", gmv(amount))])
        };
        let mut both = of("2%", "1000000");
        both.add(&of("8%", "10000"));
        assert_eq!(both.channel_fee(), money("20800"));
        assert_eq!(both.fee_rate(), Some(20_800.0 / 1_010_000.0), "2.06 %");
        assert_eq!(both.fee_rate_simple_mean(), Some(0.05));
    }

    /// DESIGN §5: 400k at 2.5 % then 600k at 1.5 % → 1.90 %.
    #[test]
    fn each_day_has_the_terms_of_that_day() {
        let terms = vec![
            term(Component::Commission, percent("1.5%"), "2026-04-01", None),
            term(Component::Commission, percent("2.5%"), "2026-01-01", Some("2026-04-01")),
        ];
        let ledger = FeeLedger::new(terms).expect("ledger");
        let all = sums(&ledger, &[("2026-03-31", gmv("400000")), ("2026-04-01", gmv("600000"))]);
        assert_eq!((all.channel_fee(), all.fee_rate()), (money("19000"), Some(0.019)));
    }

    /// DESIGN §5: missing terms and missing sales are listed and neither is taken as 0.
    #[test]
    fn what_is_missing_is_counted_and_in_no_rate() {
        let ledger = FeeLedger::new(vec![term(Component::Commission, percent("2%"), "2026-01-01", None)]);
        let ledger = ledger.expect("ledger");
        let mut all = sums(&ledger, &[("2026-03-01", gmv("100"))]);
        all.add(&sums(&FeeLedger::default(), &[("2026-03-01", gmv("900"))]));
        all.add(&sums(&ledger, &[("2026-03-01", gmv("0"))]));
        all.add(&sums(&FeeLedger::default(), &[("2026-03-01", gmv("0"))]));
        assert_eq!((all.missing_fee, all.missing_gmv, all.rated), (1, 1, 1));
        assert_eq!((all.gmv, all.channel_fee()), (money("1000"), money("2")));
        assert_eq!(all.fee_rate(), Some(0.02), "of 100, not of 1,000");
        assert_eq!(FeeSums::default().fee_rate(), None, "nothing to divide by");
        assert_eq!(FeeSums::default().fee_rate_simple_mean(), None);
    }

    #[test]
    fn a_station_wins_over_its_contract_by_component() {
        let contract = FeeLedger::new(vec![
            term(Component::Commission, percent("2%"), "2026-01-01", None),
            term(Component::Payment, percent("0.6%"), "2026-01-01", None),
        ]);
        let own = FeeLedger::new(vec![term(Component::Commission, percent("1%"), "2026-02-01", Some("2026-03-01"))]);
        let (contract, own) = (contract.expect("ledger"), own.expect("ledger"));
        let rates = |at: &str| in_force(&own, Some(&contract), day(at)).map(|term| term.map(|term| term.tariff));
        assert_eq!(rates("2026-01-31"), [Some(percent("2%")), Some(percent("0.6%")), None, None]);
        assert_eq!(rates("2026-02-01"), [Some(percent("1%")), Some(percent("0.6%")), None, None]);
        assert_eq!(rates("2026-03-01")[0], Some(percent("2%")));
    }

    #[test]
    fn terms_of_a_component_may_not_overlap() {
        let terms = |to: &str| {
            vec![
                term(Component::Commission, percent("2%"), "2026-01-01", Some(to)),
                term(Component::Commission, percent("1%"), "2026-03-01", None),
                term(Component::Payment, percent("1%"), "2026-01-01", None),
            ]
        };
        assert!(FeeLedger::new(terms("2026-03-01")).is_ok());
        let error = FeeLedger::new(terms("2026-03-02")).expect_err("overlap");
        assert_eq!((error.field, error.value.as_str()), ("from", "2026-03-01"));
        assert!(error.reason.contains("commission term from 2026-01-01 to 2026-03-02"), "{error}");
    }

    #[test]
    fn every_basis_has_its_own_count() {
        let facts = DayFacts {
            orders: 40,
            volume: "1000.5".parse().expect("volume"),
            gmv: money("8000"),
            ..DayFacts::default()
        };
        let price = "0.05".parse().expect("price");
        let at = day("2026-02-10");
        let fee = |tariff: Tariff, unit| tariff.of_day(at, &facts, unit);
        assert_eq!(fee(Tariff::PerLitre(price), VolumeUnit::Litre), money("50.03"));
        assert_eq!(fee(Tariff::PerLitre(price), VolumeUnit::Kwh), Money::ZERO);
        assert_eq!(fee(Tariff::PerKwh(price), VolumeUnit::Kwh), money("50.03"));
        assert_eq!(fee(Tariff::PerOrder(price), VolumeUnit::Litre), money("2"));
        assert_eq!(fee(percent("1.25%"), VolumeUnit::Litre), money("100"));
    }

    proptest! {
        #[test]
        fn the_days_of_a_month_add_up_to_it(minor in 0..1_000_000_000_i64, month in 0..3_600_u32) {
            let amount = Money::from_minor(minor).expect("kept");
            let first = day("1900-01-01").date().saturating_add(jiff::Span::new().months(month));
            let days: Money = (0..first.days_in_month())
                .map(|offset| Day::from_date(first).expect("kept").plus(offset.into()))
                .map(|day| Tariff::PerMonth(amount).of_day(day, &DayFacts::default(), VolumeUnit::Litre))
                .sum();
            prop_assert_eq!(days, amount);
        }

        /// Sums by component, day and station, in any grouping, are the same to the cent.
        #[test]
        fn sums_do_not_depend_on_how_they_are_taken(
            days in prop::collection::vec((0..120_i32, 0..50_000_000_i64, 0..500_u32, 0..9_000_000_i64, 0..4_u32), 1..60),
            rates in prop::collection::vec((0..4_usize, 0..5_u8, 0..100_000_i32, 0..60_i32, 1..60_i32), 0..8),
        ) {
            let first = day("2026-01-01");
            // Per component the terms that do not overlap those before.
            let mut ledger = FeeLedger::default();
            for (component, basis, amount, from, length) in rates {
                let price = UnitPrice::from_millionths(amount.into()).expect("kept");
                let tariff = match basis {
                    0 => Tariff::PercentOfGmv(Rate::from_ppm(amount).expect("kept")),
                    1 => Tariff::PerLitre(price),
                    2 => Tariff::PerKwh(price),
                    3 => Tariff::PerOrder(price),
                    _ => Tariff::PerMonth(Money::from_minor(amount.into()).expect("kept")),
                };
                let period = Period::new(first.plus(from), Some(first.plus(from + length))).expect("period");
                let term = FeeTerm { component: Component::ALL[component], tariff, payer: None, payee: None, period };
                let mut terms = ledger.terms().to_vec();
                terms.push(term);
                ledger = FeeLedger::new(terms).unwrap_or(ledger);
            }
            let facts: Vec<(Day, DayFacts)> = days
                .iter()
                .map(|&(offset, gmv, orders, volume, _)| {
                    let gmv = Money::from_minor(gmv).expect("kept");
                    let volume = crate::base::money::Volume::from_thousandths(volume).expect("kept");
                    (first.plus(offset), DayFacts { orders, volume, gmv, ..DayFacts::default() })
                })
                .collect();
            let of = |pick: &dyn Fn(usize) -> bool| {
                let days = facts.iter().enumerate().filter(|(index, _)| pick(*index));
                let days = days.map(|(_, &(day, facts))| (day, facts, in_force(&ledger, None, day)));
                FeeSums::of_station(VolumeUnit::Litre, days)
            };
            let whole = of(&|_| true);
            let mut parts = FeeSums::default();
            for group in 0..4 {
                parts.add(&of(&|index| days[index].4 == group));
            }
            prop_assert_eq!((whole.gmv, whole.components), (parts.gmv, parts.components));
            // A plain reading: every term of every day by its definition, rounded once.
            let mut plain = [0_i128; 4];
            for &(day, facts) in &facts {
                for term in ledger.terms().iter().filter(|term| term.period.contains(day)) {
                    let half_up = |numerator: i128, denominator: i128| (2 * numerator + denominator) / (2 * denominator);
                    plain[term.component as usize] += match term.tariff {
                        Tariff::PercentOfGmv(rate) => half_up(i128::from(facts.gmv.minor()) * i128::from(rate.ppm()), 1_000_000),
                        Tariff::PerLitre(price) => {
                            half_up(i128::from(facts.volume.thousandths()) * i128::from(price.millionths()), 10_000_000)
                        }
                        Tariff::PerKwh(_) => 0,
                        Tariff::PerOrder(price) => half_up(i128::from(facts.orders) * i128::from(price.millionths()), 10_000),
                        Tariff::PerMonth(amount) => {
                            let (n, d) = (i128::from(day.date().days_in_month()), i128::from(day.date().day()));
                            i128::from(amount.minor()) * d / n - i128::from(amount.minor()) * (d - 1) / n
                        }
                    };
                }
            }
            prop_assert_eq!(whole.components.map(|fee| i128::from(fee.minor())), plain);
            prop_assert_eq!(i128::from(whole.channel_fee().minor()), plain.iter().sum::<i128>());
        }
    }
}
