//! Bodies of writes as drafts of fee terms.

use serde_json::{Map, Value};

use crate::base::money::MoneyError;
use crate::domain::fee::{Component, FeeDraft, FeeOwnerName, Tariff};
use crate::domain::station::Edit;
use crate::http::body::expect_empty;
use crate::http::fields::{DAY, day, decimal, needed, text, word, wrong};
use crate::http::problem::Problem;
use crate::http::wire::{FeeBody, Field};

const FIELDS: &str = "contract, station, component, basis, rate, from, to, payer, payee";
const COMPONENT: &str = "one of commission, payment, partner_share, fixed";
const BASIS: &str = "one of percent_of_gmv, per_litre, per_kwh, per_order, per_month";
const RATE: &str = "a decimal text such as \"0.025\"";

/// The draft of a term.
pub(super) fn fee(mut map: Map<String, Value>) -> Result<FeeDraft, Problem> {
    let mut take = |name: &str| map.remove(name);
    let body = FeeBody {
        contract: take("contract"),
        station: take("station"),
        component: take("component"),
        basis: take("basis"),
        rate: take("rate"),
        from: take("from"),
        to: take("to"),
        payer: take("payer"),
        payee: take("payee"),
    };
    expect_empty(&map, FIELDS)?;
    Ok(FeeDraft {
        owner: owner(body.contract, body.station)?,
        component: needed("component", word("component", body.component, Component::parse, COMPONENT)?, COMPONENT)?,
        tariff: tariff(body.basis, body.rate)?,
        from: needed("from", day("from", body.from)?, DAY)?,
        to: day("to", body.to)?,
        payer: text("payer", body.payer)?,
        payee: text("payee", body.payee)?,
    })
}

/// Whose term it is: exactly one of them says so.
fn owner(contract: Field, station: Field) -> Result<FeeOwnerName, Problem> {
    match (text("contract", contract)?, text("station", station)?) {
        (Edit::Set(number), Edit::Keep | Edit::Clear) => Ok(FeeOwnerName::Contract(number)),
        (Edit::Keep | Edit::Clear, Edit::Set(code)) => Ok(FeeOwnerName::Station(code)),
        (Edit::Set(_), Edit::Set(code)) => {
            Err(wrong("station", Some(&code.into()), "absent where contract is given: a term is of one of them"))
        }
        (Edit::Keep | Edit::Clear, Edit::Keep | Edit::Clear) => {
            Err(wrong("contract", None, "a contract's number, unless station says whose term it is"))
        }
    }
}

/// How much, by what.
fn tariff(basis: Field, rate: Field) -> Result<Tariff, Problem> {
    type Read = fn(Field) -> Result<Tariff, Problem>;
    fn read<T: std::str::FromStr<Err = MoneyError>>(rate: Field) -> Result<T, Problem> {
        needed("rate", decimal("rate", rate)?, RATE)
    }
    let known = |basis: &str| -> Option<Read> {
        Some(match basis {
            "percent_of_gmv" => |rate| read(rate).map(Tariff::PercentOfGmv),
            "per_litre" => |rate| read(rate).map(Tariff::PerLitre),
            "per_kwh" => |rate| read(rate).map(Tariff::PerKwh),
            "per_order" => |rate| read(rate).map(Tariff::PerOrder),
            "per_month" => |rate| read(rate).map(Tariff::PerMonth),
            _ => return None,
        })
    };
    needed("basis", word("basis", basis, known, BASIS)?, BASIS)?(rate)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn read(change: &Value) -> Result<FeeDraft, Problem> {
        let mut body = json!({"station": "A", "component": "payment", "basis": "percent_of_gmv", "rate": "2.5%",
            "from": "2026-01-01"});
        for (name, value) in change.as_object().expect("an object") {
            body[name] = value.clone();
        }
        let Value::Object(map) = body else { panic!("an object") };
        fee(map)
    }

    #[test]
    fn every_basis_is_read_as_the_domain_names_it() {
        for basis in ["percent_of_gmv", "per_litre", "per_kwh", "per_order", "per_month"] {
            let draft = read(&json!({"basis": basis, "rate": "0.25"})).expect(basis);
            assert_eq!((draft.tariff.basis(), crate::http::fees::view::rate(draft.tariff).as_str()), (basis, "0.25"));
        }
        let draft = read(&json!({"to": null, "payer": "p"})).expect("draft");
        assert_eq!((draft.to, draft.payer, draft.payee), (Edit::Clear, Edit::Set("p".into()), Edit::Keep));
    }

    #[test]
    fn wrong_fields_are_named() {
        for (change, field) in [
            (json!({"contract": "C"}), "station"),
            (json!({"station": null}), "contract"),
            (json!({"station": 5}), "station"),
            (json!({"component": "tips"}), "component"),
            (json!({"component": null}), "component"),
            (json!({"basis": "per_smile"}), "basis"),
            (json!({"basis": null}), "basis"),
            (json!({"rate": 0.025}), "rate"),
            (json!({"rate": "250%"}), "rate"),
            (json!({"rate": null}), "rate"),
            (json!({"basis": "per_month", "rate": "1.005"}), "rate"),
            (json!({"from": "x"}), "from"),
            (json!({"from": null}), "from"),
            (json!({"to": "x"}), "to"),
            (json!({"payee": 1}), "payee"),
            (json!({"colour": "red"}), "colour"),
        ] {
            let problem = serde_json::to_value(read(&change).expect_err(field)).expect("json");
            assert_eq!((problem["parameter"].as_str(), problem["status"].as_u64()), (Some(field), Some(422)));
        }
    }
}
