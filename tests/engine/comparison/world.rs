//! Networks with campaigns, from which comparisons are asked.

use std::collections::BTreeMap;
use std::sync::Arc;

use forecourt::base::date::{Day, Period};
use forecourt::base::ids::{CampaignId, StationId};
use forecourt::base::location::LonLat;
use forecourt::base::money::{Money, Volume};
use forecourt::domain::access::Scope;
use forecourt::domain::campaign::{Campaign, FundedBy, Mechanism};
use forecourt::domain::cooperation::Stage;
use forecourt::domain::performance::{DayFacts, VolumeUnit};
use forecourt::domain::station::Energy;
use forecourt::engine::Snapshot;
use forecourt::engine::books::BookEdit;
use forecourt::engine::comparison::{Comparison, Inquiry, Measure, compare};
use forecourt::engine::geography::Geography;

use crate::accounts::Accounts;
use crate::model::{ADMIN, Site, build, first_day, geography};

/// The campaign that is compared.
pub(crate) const CAMPAIGN: CampaignId = CampaignId(1);
/// Another one.
pub(crate) const OTHER: CampaignId = CampaignId(2);

/// Stations, what they sold, and who takes part in what while.
#[derive(Default)]
pub(crate) struct World {
    pub(crate) sites: Vec<Site>,
    pub(crate) accounts: Accounts,
    pub(crate) campaigns: BTreeMap<CampaignId, (Campaign, BTreeMap<StationId, Period>)>,
}

pub(crate) fn day(offset: i32) -> Day {
    first_day().plus(offset)
}

pub(crate) fn period(from: i32, to: i32) -> Period {
    Period::new(day(from), Some(day(to))).expect("period")
}

/// A campaign of some days.
pub(crate) fn campaign(id: CampaignId, days: Period) -> Campaign {
    Campaign {
        code: format!("C-{}", id.0),
        name: "夏季直降".into(),
        mechanism: Mechanism::PriceCut,
        funded_by: FundedBy::Shared,
        period: days,
        budget: Some("10000".parse().expect("amount")),
    }
}

/// A day of so many orders, each of a litre that costs a unit of money.
pub(crate) fn orders(orders: u32) -> DayFacts {
    DayFacts {
        orders,
        volume: Volume::from_thousandths(i64::from(orders) * 1_000).expect("kept"),
        gmv: Money::from_minor(i64::from(orders) * 100).expect("kept"),
        ..DayFacts::default()
    }
}

/// The regions of the model, made once.
fn regions() -> &'static Geography {
    static REGIONS: std::sync::OnceLock<Geography> = std::sync::OnceLock::new();
    REGIONS.get_or_init(geography)
}

impl World {
    /// Adds a fuel station that is online from the first day on.
    pub(crate) fn add(&mut self, brand: &str, lon: f64, lat: f64) -> StationId {
        let id = StationId(u32::try_from(self.sites.len()).expect("few"));
        let location = LonLat::new(lon, lat).expect("place");
        let admin = regions().set("admin").expect("admin");
        self.sites.push(Site {
            id,
            code: format!("S{:05}", id.0),
            name: "加油站".into(),
            energy: Some(Energy::Fuel),
            brand: Some(brand.into()),
            operator: None,
            location,
            opened_on: None,
            closed_on: None,
            timeline: vec![(day(0), Stage::Online)],
            regions: admin.locate(location).map(|slot| (ADMIN, admin.region(slot).id)).into_iter().collect(),
        });
        id
    }

    /// What a station sells from a day until another.
    pub(crate) fn sell(&mut self, station: StationId, days: std::ops::Range<i32>, facts: impl Fn(i32) -> DayFacts) {
        self.accounts.days.extend(days.map(|offset| ((station, day(offset)), facts(offset))));
    }

    /// Lets a station take part in a campaign of some days.
    pub(crate) fn join(&mut self, id: CampaignId, days: Period, station: StationId, part: Period) {
        let (_, stations) = self.campaigns.entry(id).or_insert_with(|| (campaign(id, days), BTreeMap::new()));
        stations.insert(station, part);
    }

    /// The network, its stations taken in from the first to the last or the other way round.
    pub(crate) fn snapshot(&self, reversed: bool) -> Snapshot {
        let campaigns = self.campaigns.iter();
        let edits = campaigns.flat_map(|(&id, (campaign, stations))| {
            let parts = stations.iter();
            let parts = parts.map(move |(&station, &part)| BookEdit::Participation(id, station, Some(part)));
            std::iter::once(BookEdit::Campaign(id, Some(campaign))).chain(parts)
        });
        let unit = |station: StationId| VolumeUnit::of(self.sites[station.0 as usize].energy);
        let books = self.accounts.load(&self.sites).apply(None, std::iter::empty(), edits, unit);
        let mut sites = self.sites.clone();
        if reversed {
            sites.reverse();
        }
        build(1, &sites).with_books(Arc::new(books))
    }

    /// Compares orders by the day.
    pub(crate) fn compare(&self, at: i32, change: impl FnOnce(&mut Inquiry)) -> Comparison {
        let mut inquiry = inquiry(at);
        change(&mut inquiry);
        compare(&self.snapshot(false), &inquiry).expect("campaign")
    }
}

/// The usual question.
pub(crate) fn inquiry(at: i32) -> Inquiry {
    Inquiry {
        campaign: CAMPAIGN,
        measure: Measure::Orders,
        at: day(at),
        baseline: None,
        controls: None,
        spillover_m: 3_000,
        seed: 1,
        scope: Scope::all(),
    }
}
