//! Bodies of writes as drafts of campaigns and of who takes part in them.

use serde_json::{Map, Value};

use crate::domain::campaign::{CampaignDraft, FundedBy, Mechanism, ParticipationDraft};
use crate::domain::station::Edit;
use crate::http::body::expect_empty;
use crate::http::fields::{DAY, day, decimal, kept, text, word, wrong};
use crate::http::problem::Problem;
use crate::http::wire::{CampaignPatch, NewCampaign, ParticipationBody};

const FIELDS: &str = "code, name, mechanism, funded_by, from, to, budget";
const MECHANISM: &str = "one of price_cut, threshold_off, coupon, percent_off";
const FUNDED_BY: &str = "one of platform, station, shared";

/// A new campaign: its code, and the edit that makes it.
pub(super) fn new_campaign(mut map: Map<String, Value>) -> Result<NewCampaign, Problem> {
    match map.remove("code") {
        Some(Value::String(code)) => Ok(NewCampaign { code, rest: patch(map)? }),
        other => Err(wrong("code", other.as_ref(), "a text, which must be there")),
    }
}

/// Takes the fields of an edit out of a body, and refuses what is left.
pub(super) fn patch(mut map: Map<String, Value>) -> Result<CampaignPatch, Problem> {
    let mut take = |name: &str| map.remove(name);
    let patch = CampaignPatch {
        name: take("name"),
        mechanism: take("mechanism"),
        funded_by: take("funded_by"),
        from: take("from"),
        to: take("to"),
        budget: take("budget"),
    };
    expect_empty(&map, FIELDS)?;
    Ok(patch)
}

impl CampaignPatch {
    /// The draft of the campaign of that code.
    pub(super) fn draft(self, code: String) -> Result<CampaignDraft, Problem> {
        let mechanism = word("mechanism", self.mechanism, Mechanism::parse, MECHANISM)?;
        let funded_by = word("funded_by", self.funded_by, FundedBy::parse, FUNDED_BY)?;
        Ok(CampaignDraft {
            name: match text("name", self.name)? {
                Edit::Keep => None,
                // A campaign without a name is called by its code.
                Edit::Clear => Some(code.clone()),
                Edit::Set(name) => Some(name),
            },
            mechanism: kept("mechanism", mechanism, MECHANISM)?,
            funded_by: kept("funded_by", funded_by, FUNDED_BY)?,
            from: kept("from", day("from", self.from)?, DAY)?,
            to: day("to", self.to)?,
            budget: decimal("budget", self.budget)?,
            code,
        })
    }
}

/// The draft of a station that takes part in a campaign.
pub(super) fn participation(
    mut map: Map<String, Value>,
    campaign: String,
    station: String,
) -> Result<ParticipationDraft, Problem> {
    let body = ParticipationBody { from: map.remove("from"), to: map.remove("to") };
    expect_empty(&map, "from, to")?;
    let from = kept("from", day("from", body.from)?, DAY)?;
    Ok(ParticipationDraft { campaign, station, from, to: day("to", body.to)? })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn read(body: Value) -> Result<CampaignDraft, Problem> {
        let Value::Object(map) = body else { panic!("an object") };
        patch(map)?.draft("A-1".into())
    }

    #[test]
    fn null_clears_and_absence_keeps() {
        let draft = read(json!({"name": null, "budget": null, "mechanism": "coupon"})).expect("draft");
        assert_eq!((draft.name.as_deref(), draft.mechanism), (Some("A-1"), Some(Mechanism::Coupon)));
        assert_eq!((draft.budget, draft.to, draft.funded_by), (Edit::Clear, Edit::Keep, None));
    }

    #[test]
    fn wrong_fields_are_named() {
        for (body, field) in [
            (json!({"colour": "red"}), "colour"),
            (json!({"mechanism": "magic"}), "mechanism"),
            (json!({"mechanism": null}), "mechanism"),
            (json!({"funded_by": "nobody"}), "funded_by"),
            (json!({"from": null}), "from"),
            (json!({"to": 5}), "to"),
            (json!({"budget": 5}), "budget"),
            (json!({"budget": "0.001"}), "budget"),
        ] {
            let problem = serde_json::to_value(read(body).expect_err(field)).expect("json");
            assert_eq!((problem["parameter"].as_str(), problem["status"].as_u64()), (Some(field), Some(422)));
        }
    }
}
