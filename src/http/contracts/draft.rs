//! Bodies of writes as drafts of contracts.

use serde_json::{Map, Value};

use crate::domain::contract::ContractDraft;
use crate::http::body::expect_empty;
use crate::http::fields::{DAY, day, kept, text, wrong};
use crate::http::problem::Problem;
use crate::http::wire::{ContractPatch, Field, NewContract};

const FIELDS: &str = "number, counterparty, stations, signed_on, from, to, terminated_on, renews";

/// A new contract: its number, and the edit that makes it.
pub(super) fn new_contract(mut map: Map<String, Value>) -> Result<NewContract, Problem> {
    match map.remove("number") {
        Some(Value::String(number)) => Ok(NewContract { number, rest: patch(map)? }),
        other => Err(wrong("number", other.as_ref(), "a text, which must be there")),
    }
}

/// Takes the fields of an edit out of a body, and refuses what is left.
pub(super) fn patch(mut map: Map<String, Value>) -> Result<ContractPatch, Problem> {
    let mut take = |name: &str| map.remove(name);
    let patch = ContractPatch {
        counterparty: take("counterparty"),
        stations: take("stations"),
        signed_on: take("signed_on"),
        from: take("from"),
        to: take("to"),
        terminated_on: take("terminated_on"),
        renews: take("renews"),
    };
    expect_empty(&map, FIELDS)?;
    Ok(patch)
}

impl ContractPatch {
    /// The draft of the contract of that number.
    pub(super) fn draft(self, number: String) -> Result<ContractDraft, Problem> {
        Ok(ContractDraft {
            counterparty: kept("counterparty", text("counterparty", self.counterparty)?, "a text")?,
            stations: codes(self.stations)?,
            signed_on: day("signed_on", self.signed_on)?,
            from: kept("from", day("from", self.from)?, DAY)?,
            to: day("to", self.to)?,
            terminated_on: day("terminated_on", self.terminated_on)?,
            renews: text("renews", self.renews)?,
            number,
        })
    }
}

/// Codes of stations; none for null.
fn codes(field: Field) -> Result<Option<Vec<String>>, Problem> {
    match field {
        None => Ok(None),
        Some(Value::Null) => Ok(Some(Vec::new())),
        Some(value) => match serde_json::from_value(value.clone()) {
            Ok(codes) => Ok(Some(codes)),
            Err(_) => Err(wrong("stations", Some(&value), "an array of stations' codes, or null")),
        },
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::domain::station::Edit;

    fn read(body: Value) -> Result<ContractDraft, Problem> {
        let Value::Object(map) = body else { panic!("an object") };
        patch(map)?.draft("C-1".into())
    }

    #[test]
    fn null_clears_and_absence_keeps() {
        let draft = read(json!({"to": null, "stations": null, "signed_on": "2026-01-01"})).expect("draft");
        assert_eq!((draft.to, draft.terminated_on, draft.from), (Edit::Clear, Edit::Keep, None));
        assert_eq!((draft.stations, draft.counterparty), (Some(Vec::new()), None));
    }

    #[test]
    fn wrong_fields_are_named() {
        for (body, field) in [
            (json!({"colour": "red"}), "colour"),
            (json!({"counterparty": null}), "counterparty"),
            (json!({"counterparty": 5}), "counterparty"),
            (json!({"stations": "A"}), "stations"),
            (json!({"stations": [1]}), "stations"),
            (json!({"from": null}), "from"),
            (json!({"to": "2026-02-30"}), "to"),
            (json!({"renews": []}), "renews"),
        ] {
            let problem = serde_json::to_value(read(body).expect_err(field)).expect("json");
            assert_eq!((problem["parameter"].as_str(), problem["status"].as_u64()), (Some(field), Some(422)));
        }
    }
}
