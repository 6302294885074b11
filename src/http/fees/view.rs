//! Fee terms as the wire shows them.

use crate::domain::fee::{FeeOwner, FeeTerm, Tariff};
use crate::engine::Snapshot;
use crate::http::wire::FeeView;

/// A term, with whose it is.
pub(in crate::http) fn fee(snapshot: &Snapshot, owner: FeeOwner, term: &FeeTerm) -> FeeView {
    let (contract, station) = match owner {
        FeeOwner::Contract(id) => {
            (snapshot.books().ledgers().contract(id).map(|contract| contract.number.clone()), None)
        }
        FeeOwner::Station(id) => (None, snapshot.code_of(id).map(str::to_owned)),
    };
    FeeView {
        contract,
        station,
        component: term.component.as_str(),
        basis: term.tariff.basis(),
        rate: rate(term.tariff),
        from: term.period.from().to_string(),
        to: term.period.to().map(|day| day.to_string()),
        payer: term.payer.clone(),
        payee: term.payee.clone(),
    }
}

/// How much, as a decimal text: a share for `percent_of_gmv`, else an amount in the major unit.
pub(in crate::http) fn rate(tariff: Tariff) -> String {
    match tariff {
        Tariff::PercentOfGmv(rate) => trimmed(&rate.to_string()),
        Tariff::PerLitre(price) | Tariff::PerKwh(price) | Tariff::PerOrder(price) => trimmed(&price.to_string()),
        Tariff::PerMonth(amount) => amount.to_string(),
    }
}

/// A decimal text without the zeros that say nothing.
fn trimmed(text: &str) -> String {
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rates_are_as_short_as_they_can_be() {
        let percent = |text: &str| rate(Tariff::PercentOfGmv(text.parse().expect("rate")));
        assert_eq!(["2.5%", "0", "1", "0.000001"].map(percent), ["0.025", "0", "1", "0.000001"]);
        assert_eq!(rate(Tariff::PerLitre("100".parse().expect("price"))), "100");
        assert_eq!(rate(Tariff::PerMonth("300".parse().expect("amount"))), "300.00");
    }
}
