//! Performance: what a station sold on a day.

use crate::base::money::{Money, Volume};
use crate::domain::station::{Energy, RuleError};

/// A station's day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DayFacts {
    /// Orders that came through the platform.
    pub orders: u32,
    /// What was sold, in the station's [`VolumeUnit`].
    pub volume: Volume,
    /// Gross merchandise value: what customers' orders came to before discounts.
    pub gmv: Money,
    /// The part of the discounts that the platform paid.
    pub discount_platform: Money,
    /// The part of the discounts that the station paid.
    pub discount_station: Money,
}

impl DayFacts {
    /// Whether the day keeps the rules.
    ///
    /// # Errors
    /// [`RuleError`] when an amount is negative, or the discounts are more than what was sold.
    pub fn check(&self) -> Result<(), RuleError> {
        let amounts = [
            ("gmv", self.gmv),
            ("discount_platform", self.discount_platform),
            ("discount_station", self.discount_station),
        ];
        for (field, amount) in amounts {
            if amount < Money::ZERO {
                return Err(RuleError::new(field, amount.to_string(), "must not be negative"));
            }
        }
        let discounts = self.discount_platform + self.discount_station;
        if discounts > self.gmv {
            let reason = format!("discounts of {discounts} are more than the gmv of {}", self.gmv);
            return Err(RuleError::new("gmv", self.gmv.to_string(), reason));
        }
        Ok(())
    }
}

/// What a station's volume is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum VolumeUnit {
    /// Litres, of everything that is not electric.
    Litre,
    /// Kilowatt-hours, of electric charging.
    Kwh,
}

impl VolumeUnit {
    /// The unit of a station that sells this. A `mixed` station counts litres.
    #[must_use]
    pub const fn of(energy: Option<Energy>) -> Self {
        match energy {
            Some(Energy::Ev) => Self::Kwh,
            _ => Self::Litre,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_gives_away_no_more_than_it_sold() {
        let money = |text: &str| text.parse::<Money>().expect("amount");
        let day = DayFacts { gmv: money("100"), discount_platform: money("60"), ..DayFacts::default() };
        assert_eq!(day.check(), Ok(()));
        let field = |day: DayFacts| day.check().expect_err("refused").field;
        assert_eq!(field(DayFacts { discount_station: money("40.01"), ..day }), "gmv");
        assert_eq!(field(DayFacts { discount_station: money("-1"), ..day }), "discount_station");
    }
}
