//! Campaigns: an offer to customers, who pays for it, and which stations take part while.

use crate::base::date::{Day, Period};
use crate::base::ids::Revision;
use crate::base::money::Money;
use crate::domain::station::{Edit, MAX_LONG_TEXT, MAX_SHORT_TEXT, RuleError, optional, required, unreserved};

/// How a campaign works on the price.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mechanism {
    /// 直降: so much off a litre or kilowatt-hour.
    PriceCut,
    /// 满减: so much off above a sum.
    ThresholdOff,
    /// 优惠券: a coupon.
    Coupon,
    /// 折扣: a percentage off.
    PercentOff,
}

impl Mechanism {
    /// Every mechanism, in the order of documentation.
    pub const ALL: [Self; 4] = [Self::PriceCut, Self::ThresholdOff, Self::Coupon, Self::PercentOff];

    /// The identifier used in files, parameters and the store.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::PriceCut => "price_cut",
            Self::ThresholdOff => "threshold_off",
            Self::Coupon => "coupon",
            Self::PercentOff => "percent_off",
        }
    }

    /// The mechanism of that identifier.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|mechanism| mechanism.as_str() == text)
    }
}

/// Who pays for a campaign.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FundedBy {
    /// 平台承担.
    Platform,
    /// 油站承担.
    Station,
    /// 共同承担.
    Shared,
}

impl FundedBy {
    /// Every payer, in the order of documentation.
    pub const ALL: [Self; 3] = [Self::Platform, Self::Station, Self::Shared];

    /// The identifier used in files, parameters and the store.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Platform => "platform",
            Self::Station => "station",
            Self::Shared => "shared",
        }
    }

    /// The payer of that identifier.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|payer| payer.as_str() == text)
    }
}

/// How a campaign stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CampaignState {
    /// It begins later.
    Planned,
    /// It runs.
    Running,
    /// It is over.
    Ended,
}

impl CampaignState {
    /// Every state, in the order of a campaign's life.
    pub const ALL: [Self; 3] = [Self::Planned, Self::Running, Self::Ended];

    /// The identifier used in parameters.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::Running => "running",
            Self::Ended => "ended",
        }
    }

    /// The state of that identifier.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == text)
    }
}

/// A campaign. Its stations take part in it by changes of their own, each for a period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Campaign {
    /// The user's own id, unique.
    pub code: String,
    /// What people call it.
    pub name: String,
    /// How it works on the price.
    pub mechanism: Mechanism,
    /// Who pays.
    pub funded_by: FundedBy,
    /// The days on which it runs.
    pub period: Period,
    /// What may be spent on it.
    pub budget: Option<Money>,
}

impl Campaign {
    /// How it stands on a day.
    #[must_use]
    pub fn state(&self, at: Day) -> CampaignState {
        if at < self.period.from() {
            CampaignState::Planned
        } else if self.period.contains(at) {
            CampaignState::Running
        } else {
            CampaignState::Ended
        }
    }

    /// Whether the campaign keeps the rules.
    ///
    /// # Errors
    /// [`RuleError`] names the first field that breaks one.
    pub fn check(&self) -> Result<(), RuleError> {
        required("code", &self.code, MAX_SHORT_TEXT)?;
        unreserved("code", &self.code, "comparison")?;
        required("name", &self.name, MAX_SHORT_TEXT)?;
        match self.budget {
            Some(budget) if budget < Money::ZERO => {
                Err(RuleError::new("budget", budget.to_string(), "must not be negative"))
            }
            _ => Ok(()),
        }
    }

    /// The period of a station that takes part, checked against the campaign's.
    ///
    /// # Errors
    /// [`RuleError`] when the station would take part on a day on which the campaign does not run.
    pub fn check_participation(&self, period: Period) -> Result<(), RuleError> {
        if period.intersect(&self.period) == Some(period) {
            return Ok(());
        }
        let end = |to: Option<Day>| to.map_or_else(|| "on".to_owned(), |to| format!("to {to}"));
        let reason = format!("campaign {} runs from {} {}", self.code, self.period.from(), end(self.period.to()));
        if period.from() < self.period.from() {
            return Err(RuleError::new("from", period.from().to_string(), reason));
        }
        Err(RuleError::new("to", period.to().map_or_else(String::new, |to| to.to_string()), reason))
    }
}

/// What a file or a form says of a campaign; a field left out stays as it was.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CampaignDraft {
    /// The user's own id.
    pub code: String,
    /// What people call it.
    pub name: Option<String>,
    /// How it works on the price.
    pub mechanism: Option<Mechanism>,
    /// Who pays.
    pub funded_by: Option<FundedBy>,
    /// Its first day.
    pub from: Option<Day>,
    /// The first day after it.
    pub to: Edit<Day>,
    /// What may be spent on it.
    pub budget: Edit<Money>,
}

impl CampaignDraft {
    /// The campaign after the edit.
    ///
    /// # Errors
    /// [`RuleError`] when a new campaign lacks a field, or the campaign then breaks a rule.
    pub fn apply(self, before: Option<&Campaign>) -> Result<Campaign, RuleError> {
        let missing = |field| move || RuleError::new(field, "", "a new campaign needs it");
        let from = self.from.or(before.map(|before| before.period.from())).ok_or_else(missing("from"))?;
        let mut to = before.and_then(|before| before.period.to());
        self.to.apply(&mut to);
        let period = Period::new(from, to).map_err(|error| {
            RuleError::new("to", to.map_or_else(String::new, |to| to.to_string()), error.to_string())
        })?;
        let mut budget = before.and_then(|before| before.budget);
        self.budget.apply(&mut budget);
        let mechanism = self.mechanism.or(before.map(|before| before.mechanism)).ok_or_else(missing("mechanism"))?;
        let funded_by = self.funded_by.or(before.map(|before| before.funded_by)).ok_or_else(missing("funded_by"))?;
        let name = self.name.or_else(|| before.map(|before| before.name.clone())).unwrap_or_else(|| self.code.clone());
        let campaign = Campaign { code: self.code, name, mechanism, funded_by, period, budget };
        campaign.check()?;
        Ok(campaign)
    }
}

/// What a file or a form says of a station that takes part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParticipationDraft {
    /// The campaign's code.
    pub campaign: String,
    /// The station's code.
    pub station: String,
    /// The first day on which it takes part; the campaign's when left out.
    pub from: Option<Day>,
    /// The first day on which it no longer does; the campaign's when left out.
    pub to: Edit<Day>,
}

impl ParticipationDraft {
    /// While the station takes part, after the edit.
    ///
    /// # Errors
    /// [`RuleError`] when that is no period, or lies outside of the campaign's.
    pub fn apply(&self, campaign: &Campaign, before: Option<Period>) -> Result<Period, RuleError> {
        let usual = before.unwrap_or(campaign.period);
        let from = self.from.unwrap_or(usual.from());
        let to = match self.to {
            Edit::Keep => usual.to(),
            Edit::Clear => campaign.period.to(),
            Edit::Set(to) => Some(to),
        };
        let period = Period::new(from, to).map_err(|error| {
            RuleError::new("to", to.map_or_else(String::new, |to| to.to_string()), error.to_string())
        })?;
        campaign.check_participation(period)?;
        Ok(period)
    }
}

/// A comparison of a campaign that was saved, with all that it was made from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedComparison {
    /// What its user calls it.
    pub title: String,
    /// The revision that it was made from: the same question put to it again gives the same answer.
    pub revision: Revision,
    /// The question, as a text of the interface that asked it.
    pub question: String,
    /// The answer, as that interface gave it.
    pub answer: String,
}

impl SavedComparison {
    /// Whether the comparison keeps the rules.
    ///
    /// # Errors
    /// [`RuleError`] when it has no title, or too long a one.
    pub fn check(&self) -> Result<(), RuleError> {
        required("title", &self.title, MAX_LONG_TEXT)?;
        optional("question", Some(&self.question), 100 * MAX_LONG_TEXT)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().expect("date")
    }

    fn draft() -> CampaignDraft {
        CampaignDraft {
            code: "C-1".into(),
            mechanism: Some(Mechanism::PriceCut),
            funded_by: Some(FundedBy::Platform),
            from: Some(day("2026-06-01")),
            to: Edit::Set(day("2026-07-01")),
            ..CampaignDraft::default()
        }
    }

    #[test]
    fn rules_name_the_field() {
        let campaign = draft().apply(None).expect("campaign");
        assert_eq!(campaign.name, "C-1", "called by its code");
        let field = |draft: CampaignDraft| draft.apply(None).expect_err("refused").field;
        assert_eq!(field(CampaignDraft { code: "comparison".into(), ..draft() }), "code");
        assert_eq!(field(CampaignDraft { mechanism: None, ..draft() }), "mechanism");
        assert_eq!(field(CampaignDraft { from: None, ..draft() }), "from");
        assert_eq!(field(CampaignDraft { to: Edit::Set(day("2026-06-01")), ..draft() }), "to");
        assert_eq!(field(CampaignDraft { budget: Edit::Set("-1".parse().expect("amount")), ..draft() }), "budget");
        let renamed =
            CampaignDraft { code: "C-1".into(), name: Some("夏季直降".into()), ..CampaignDraft::default() };
        let renamed = renamed.apply(Some(&campaign)).expect("edit");
        assert_eq!((renamed.name.as_str(), renamed.period), ("夏季直降", campaign.period));
    }

    #[test]
    fn a_station_takes_part_while_the_campaign_runs() {
        let campaign = draft().apply(None).expect("campaign");
        let part = |from: Option<&str>, to: Edit<Day>| {
            let draft = ParticipationDraft { campaign: "C-1".into(), station: "S".into(), from: from.map(day), to };
            draft.apply(&campaign, None)
        };
        assert_eq!(part(None, Edit::Keep), Ok(campaign.period));
        let later = part(Some("2026-06-10"), Edit::Keep).expect("period");
        assert_eq!((later.from(), later.to()), (day("2026-06-10"), Some(day("2026-07-01"))));
        let early = part(Some("2026-05-31"), Edit::Keep).expect_err("before the campaign");
        assert!(early.to_string().contains("runs from 2026-06-01 to 2026-07-01"), "{early}");
        assert!(part(None, Edit::Set(day("2026-07-02"))).is_err());
    }
}
