//! Rows of a campaign file → [`CampaignDraft`]s, and of a file of the stations that take part →
//! [`ParticipationDraft`]s.

use super::amounts::amount;
use super::columns::{campaign, campaign_station};
use super::duplicates::Duplicates;
use super::error::FileError;
use super::geometry::Geometry;
use super::needs::needed;
use super::options::Kind;
use super::plan::Plan;
use super::reading::Reading;
use super::record::Record;
use super::rows::{Content, Make, settle};
use super::values;
use super::words::Word;
use crate::domain::campaign::{CampaignDraft, FundedBy, Mechanism, ParticipationDraft};
use crate::domain::station::MAX_SHORT_TEXT;

/// Makes drafts of campaigns, each code once a file.
#[derive(Default)]
pub(super) struct Campaigns {
    seen: Duplicates,
}

impl Make for Campaigns {
    type Draft = CampaignDraft;

    fn begin(&self, plan: &Plan, notes: &mut Vec<String>) -> Result<(), FileError> {
        use campaign::{BUDGET, CODE, FROM, FUNDED_BY, MECHANISM, NAME, TO};
        plan.needs(&[CODE])?;
        plan.needs_one_of(&[NAME, MECHANISM, FUNDED_BY, FROM, TO, BUDGET])?;
        plan.note_new("campaigns", &[MECHANISM, FUNDED_BY, FROM], notes);
        plan.note_end(TO, notes);
        Ok(())
    }

    fn make(
        &mut self,
        plan: &Plan,
        line: u64,
        record: &Record,
        _: Option<&Geometry>,
    ) -> Option<Content<CampaignDraft>> {
        use campaign::{BUDGET, CODE, FROM, FUNDED_BY, MECHANISM, NAME, TO};
        let mut row = Reading::new(plan, line, record);
        let draft = CampaignDraft {
            code: row.required(CODE),
            name: row.text(NAME, MAX_SHORT_TEXT).filter(|name| !name.is_empty()),
            mechanism: row.given(MECHANISM, Mechanism::read),
            funded_by: row.given(FUNDED_BY, FundedBy::read),
            from: row.given(FROM, values::day),
            to: row.day(TO),
            budget: row.value(BUDGET, amount),
        };
        row.period(draft.from, &draft.to, TO);
        if !row.errors.is_empty() {
            return Some(row.rejected());
        }
        let said = (draft.name.as_deref(), draft.mechanism, draft.funded_by, draft.from);
        let others = [TO, BUDGET].map(|field| plan.text(record, field).unwrap_or_default());
        let seen = self.seen.note(line, draft.code.as_str(), (said, &others));
        let code = draft.code.clone();
        Some(settle(seen, draft, |first| {
            plan.error(line, CODE, &code, format!("the campaign came before, and said otherwise, in line {first}"))
        }))
    }
}

/// Makes drafts of stations' parts in campaigns, each campaign and station once a file.
#[derive(Default)]
pub(super) struct Participations {
    seen: Duplicates,
}

impl Make for Participations {
    type Draft = ParticipationDraft;

    fn begin(&self, plan: &Plan, notes: &mut Vec<String>) -> Result<(), FileError> {
        use campaign_station::TO;
        plan.needs(needed(Kind::CampaignStations))?;
        plan.note_end(TO, notes);
        Ok(())
    }

    fn make(
        &mut self,
        plan: &Plan,
        line: u64,
        record: &Record,
        _: Option<&Geometry>,
    ) -> Option<Content<ParticipationDraft>> {
        use campaign_station::{CAMPAIGN, FROM, STATION, TO};
        let mut row = Reading::new(plan, line, record);
        let draft = ParticipationDraft {
            campaign: row.required(CAMPAIGN),
            station: row.required(STATION),
            from: row.given(FROM, values::day),
            to: row.day(TO),
        };
        row.period(draft.from, &draft.to, TO);
        if !row.errors.is_empty() {
            return Some(row.rejected());
        }
        let to = plan.text(record, TO).unwrap_or_default();
        let seen = self.seen.note(line, (&draft.campaign, &draft.station), (draft.from, &to));
        let station = draft.station.clone();
        Some(settle(seen, draft, |first| {
            let reason = format!("the station takes part in that campaign at another time, in line {first}");
            plan.error(line, STATION, &station, reason)
        }))
    }
}
