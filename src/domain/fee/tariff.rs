//! How a fee is counted, and what it comes to on a day.

use crate::base::date::Day;
use crate::base::money::{Money, Rate, UnitPrice};
use crate::domain::performance::{DayFacts, VolumeUnit};

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
