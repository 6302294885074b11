//! Campaigns, those who take part in them, and saved comparisons on the desk.

use super::{Desk, Outcome, put, seen};
use crate::base::date::Period;
use crate::base::ids::{CampaignId, StationId};
use crate::domain::campaign::{Campaign, CampaignDraft, ParticipationDraft, SavedComparison};
use crate::domain::change::Diff;
use crate::domain::station::RuleError;
use crate::live::error::WriteError;

impl Desk<'_> {
    /// The campaign of a code.
    pub(in crate::live) fn campaign(&mut self, code: &str) -> Result<Option<(CampaignId, Campaign)>, WriteError> {
        let Some(id) = self.known_campaign(code)? else { return Ok(None) };
        let current = || self.current.books().campaign(id).map(|book| book.campaign.clone());
        Ok(seen(&self.campaigns, &id, current).map(|campaign| (id, campaign)))
    }

    /// The id that stands for a code, also of a campaign that is gone.
    fn known_campaign(&mut self, code: &str) -> Result<Option<CampaignId>, WriteError> {
        if let Some(&known) = self.campaign_ids.get(code) {
            return Ok(known);
        }
        let known = self.store.campaign_ids(&[code])?.pop().flatten();
        self.campaign_ids.insert(code.to_owned(), known);
        Ok(known)
    }

    fn existing(&mut self, code: &str) -> Result<(CampaignId, Campaign), WriteError> {
        self.campaign(code)?.ok_or_else(|| WriteError::NotFound { what: "campaign", key: code.to_owned() })
    }

    /// Puts a campaign on the desk.
    ///
    /// # Errors
    /// [`WriteError::Rule`] when it breaks a rule, or no longer covers who takes part in it.
    pub(in crate::live) fn put_campaign(&mut self, draft: CampaignDraft) -> Result<Outcome, WriteError> {
        let known = self.campaign(&draft.code)?;
        let code = draft.code.clone();
        let before = known.as_ref().map(|(_, campaign)| campaign);
        let after = draft.apply(before)?;
        let outcome = Outcome::of(before, &after);
        let id = match known {
            Some((id, _)) => id,
            None => self.new_campaign(&code)?,
        };
        for (_, period) in self.participants(id) {
            after.check_participation(period).map_err(|rule| {
                let reason = format!("a station takes part until or from {}; change its period first", rule.value);
                let (field, day) = match rule.field {
                    "from" => ("from", Some(after.period.from())),
                    _ => ("to", after.period.to()),
                };
                RuleError::new(field, day.map_or_else(String::new, |day| day.to_string()), reason)
            })?;
        }
        self.campaign_ids.insert(code, Some(id));
        self.set_campaign(id, Some(after));
        Ok(outcome)
    }

    /// Takes a campaign away, with who takes part and its saved comparisons.
    ///
    /// # Errors
    /// [`WriteError::NotFound`] without such a campaign.
    pub(in crate::live) fn delete_campaign(&mut self, code: &str) -> Result<(), WriteError> {
        let (id, _) = self.existing(code)?;
        for (station, _) in self.participants(id) {
            self.set_participation(id, station, None);
        }
        for (number, comparison) in self.store.comparisons(id, self.current.revision())? {
            self.comparisons.insert((id, number), Diff { before: Some(comparison), after: None });
        }
        self.set_campaign(id, None);
        Ok(())
    }

    /// Puts a station that takes part on the desk.
    ///
    /// # Errors
    /// [`WriteError::Rule`] without such a campaign or station, or when the period is not one of the campaign's.
    pub(in crate::live) fn put_participation(&mut self, draft: &ParticipationDraft) -> Result<Outcome, WriteError> {
        let reason = "there is no campaign of this code; import the campaigns first";
        let known = self.campaign(&draft.campaign)?;
        let (id, campaign) = known.ok_or_else(|| RuleError::new("campaign", &draft.campaign, reason))?;
        let station = self.station(&draft.station)?;
        let before = self.participation(id, station);
        let after = draft.apply(&campaign, before)?;
        self.set_participation(id, station, Some(after));
        Ok(Outcome::of(before.as_ref(), &after))
    }

    /// Says that a station does not take part.
    ///
    /// # Errors
    /// [`WriteError::NotFound`] without such a campaign, or when the station does not take part in it.
    pub(in crate::live) fn delete_participation(&mut self, campaign: &str, station: &str) -> Result<(), WriteError> {
        let (id, _) = self.existing(campaign)?;
        let missing = || WriteError::NotFound { what: "station in the campaign", key: station.to_owned() };
        let station = self.station(station).map_err(|_| missing())?;
        self.participation(id, station).ok_or_else(missing)?;
        self.set_participation(id, station, None);
        Ok(())
    }

    /// Saves a comparison; gives its number.
    ///
    /// # Errors
    /// [`WriteError`] without such a campaign, or when it breaks a rule.
    pub(in crate::live) fn add_comparison(
        &mut self,
        campaign: &str,
        comparison: SavedComparison,
    ) -> Result<u32, WriteError> {
        comparison.check()?;
        let (id, _) = self.existing(campaign)?;
        let number = self.store.next_comparison(id)?;
        self.comparisons.insert((id, number), Diff { before: None, after: Some(comparison) });
        Ok(number)
    }

    /// Takes a saved comparison away.
    ///
    /// # Errors
    /// [`WriteError::NotFound`] without it.
    pub(in crate::live) fn delete_comparison(&mut self, campaign: &str, number: u32) -> Result<(), WriteError> {
        let (id, _) = self.existing(campaign)?;
        let kept = self.store.comparisons(id, self.current.revision())?;
        let Some((_, before)) = kept.into_iter().find(|&(other, _)| other == number) else {
            return Err(WriteError::NotFound { what: "comparison", key: number.to_string() });
        };
        self.comparisons.insert((id, number), Diff { before: Some(before), after: None });
        Ok(())
    }

    /// The id of a campaign that is not there: the one that it had before, or a new one.
    fn new_campaign(&mut self, code: &str) -> Result<CampaignId, WriteError> {
        if let Some(id) = self.known_campaign(code)? {
            return Ok(id);
        }
        self.next_campaign = CampaignId(self.next_campaign.0 + 1);
        Ok(CampaignId(self.next_campaign.0 - 1))
    }

    /// Who takes part in a campaign.
    fn participants(&self, id: CampaignId) -> Vec<(StationId, Period)> {
        let mut stations = self.current.books().campaign(id).map(|book| book.stations.clone()).unwrap_or_default();
        for (&(_, station), diff) in self.participations.range((id, StationId(0))..=(id, StationId(u32::MAX))) {
            match diff.after {
                Some(period) => drop(stations.insert(station, period)),
                None => drop(stations.remove(&station)),
            }
        }
        stations.into_iter().collect()
    }

    fn participation(&self, id: CampaignId, station: StationId) -> Option<Period> {
        let current = || self.current.books().campaign(id).and_then(|book| book.stations.get(&station).copied());
        seen(&self.participations, &(id, station), current)
    }

    fn set_participation(&mut self, id: CampaignId, station: StationId, after: Option<Period>) {
        let books = self.current.books();
        let current = || books.campaign(id).and_then(|book| book.stations.get(&station).copied());
        put(&mut self.participations, (id, station), after, current);
    }

    fn set_campaign(&mut self, id: CampaignId, after: Option<Campaign>) {
        let books = self.current.books();
        put(&mut self.campaigns, id, after, || books.campaign(id).map(|book| book.campaign.clone()));
    }
}
