//! Sums of gross merchandise value and fees, from which every rate is made.

use super::Component;
use crate::base::money::Money;

/// Rates of single stations are summed as whole parts of this, so that the sum does not depend on its order.
pub const RATE_UNIT: i128 = 1_000_000_000_000;

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

    /// The rate of a single station in whole parts of [`RATE_UNIT`], rounded down; `None` where it has none, and for more
    /// stations than one.
    #[must_use]
    pub fn own_rate(&self) -> Option<i128> {
        (self.rated == 1 && self.missing_fee + self.missing_gmv == 0).then_some(self.rates)
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
