//! Contracts, fees, performance, campaigns and notes from a file.

use super::report::{ImportReport, Refusal};
use super::{Watch, read, read_each};
use crate::domain::campaign::{CampaignDraft, ParticipationDraft};
use crate::domain::contract::ContractDraft;
use crate::domain::fee::FeeDraft;
use crate::domain::note::NoteDraft;
use crate::domain::station::RuleError;
use crate::exchange::{self, Kind, Opened};
use crate::live::desk::{Days, Desk, FeeRow, Outcome};
use crate::live::error::WriteError;

/// What the rows of a file say, each with its line.
pub(super) enum Rows {
    Contracts(Vec<(u64, ContractDraft)>),
    Fees(Vec<(u64, FeeDraft)>),
    Performance(Days),
    Campaigns(Vec<(u64, CampaignDraft)>),
    CampaignStations(Vec<(u64, ParticipationDraft)>),
    Notes(Vec<(u64, NoteDraft)>),
}

impl Rows {
    /// Reads a file whose rows are of this kind; `None` for kinds that have their own ways.
    pub(super) fn read(
        kind: Kind,
        file: &mut Opened<'_>,
        options: &exchange::Options,
        report: &mut ImportReport,
        watch: Watch<'_>,
    ) -> Result<Option<Self>, Refusal> {
        Ok(Some(match kind {
            Kind::Stations | Kind::Cooperation | Kind::Regions => return Ok(None),
            Kind::Contracts => Self::Contracts(read(file, options, report, watch, exchange::read_contracts)?),
            Kind::Fees => Self::Fees(read(file, options, report, watch, exchange::read_fees)?),
            Kind::Performance => {
                let mut days = Days::default();
                let keep = |line, draft| days.push(line, draft);
                read_each(file, options, report, watch, keep, exchange::read_performance)?;
                Self::Performance(days)
            }
            Kind::Campaigns => Self::Campaigns(read(file, options, report, watch, exchange::read_campaigns)?),
            Kind::CampaignStations => {
                Self::CampaignStations(read(file, options, report, watch, exchange::read_campaign_stations)?)
            }
            Kind::Notes => Self::Notes(read(file, options, report, watch, exchange::read_notes)?),
        }))
    }

    /// Puts the rows on a desk; what becomes of each goes into the report.
    pub(super) fn put(&self, desk: &mut Desk<'_>, report: &mut ImportReport) -> Result<(), WriteError> {
        match self {
            Self::Contracts(drafts) => {
                let outcomes = desk.put_contracts(drafts.iter().map(|(_, draft)| draft))?;
                for ((line, _), outcome) in drafts.iter().zip(outcomes) {
                    report.outcome(*line, outcome);
                }
                Ok(())
            }
            Self::Fees(drafts) => {
                let rows = drafts.iter().enumerate().map(|(row, (_, draft))| FeeRow { row, draft });
                for (row, outcome) in desk.put_fees(rows)? {
                    report.outcome(drafts[row].0, outcome);
                }
                Ok(())
            }
            Self::Performance(days) => desk.put_days(days, |line, outcome| report.outcome(line, outcome)),
            Self::Campaigns(drafts) => each(drafts, report, |draft| desk.put_campaign(draft.clone())),
            Self::CampaignStations(drafts) => each(drafts, report, |draft| desk.put_participation(draft)),
            Self::Notes(drafts) => {
                each(drafts, report, |draft| desk.add_note(draft.clone()).map(|(outcome, _)| outcome))
            }
        }
    }
}

/// Puts one draft after the other; a broken rule rejects its row, any other error ends it all.
fn each<D>(
    drafts: &[(u64, D)],
    report: &mut ImportReport,
    mut put: impl FnMut(&D) -> Result<Outcome, WriteError>,
) -> Result<(), WriteError> {
    for (line, draft) in drafts {
        let outcome: Result<Outcome, RuleError> = match put(draft) {
            Ok(outcome) => Ok(outcome),
            Err(WriteError::Rule(rule)) => Err(rule),
            Err(error) => return Err(error),
        };
        report.outcome(*line, outcome);
    }
    Ok(())
}
