//! Demos in the engine, without a store.

use std::collections::HashMap;
use std::sync::Arc;

use super::super::super::synthetic::{Options, synthesize};
use super::super::generate;
use super::timelines;
use crate::base::ids::{CampaignId, Revision, StationId};
use crate::domain::campaign::Campaign;
use crate::domain::performance::VolumeUnit;
use crate::domain::region::{ADMIN, RegionDraft};
use crate::domain::station::StationView;
use crate::engine::books::{Ledgers, Loader};
use crate::engine::geography::Geography;
use crate::engine::{Builder, Snapshot};

/// The campaigns' ids and codes, as [`snapshot`] has them.
pub(super) fn campaigns() -> impl Iterator<Item = (CampaignId, &'static str)> {
    (1..).map(CampaignId).zip(super::super::effects().map(|(code, _)| code))
}

/// The demo of these options, with everything that comparisons read. `regions` are those of the `geography`.
pub(super) fn snapshot(geography: &Geography, regions: &[RegionDraft], options: Options) -> Snapshot {
    let admin = geography.set(ADMIN).expect("admin");
    let made = synthesize(options, regions, |place| Some(&*admin.region(admin.locate(place)?).code)).expect("network");
    let books = generate(&made, options);
    let timelines = timelines(&made);
    let mut builder = Builder::new(geography.clone(), made.stations.len());
    let mut units = Vec::with_capacity(made.stations.len());
    for (id, draft) in (0..).map(StationId).zip(&made.stations) {
        let station = draft.clone().apply(None).expect("station");
        let location = station.position.location;
        let regions = admin.locate(location).map(|slot| (admin.id(), admin.region(slot).id));
        units.push(VolumeUnit::of(station.energy));
        builder.push(&StationView {
            id,
            code: &station.code,
            name: &station.name,
            energy: station.energy,
            brand: station.brand.as_deref(),
            operator: station.operator.as_deref(),
            location,
            opened_on: station.opened_on,
            closed_on: station.closed_on,
            timeline: timelines.get(draft.code.as_str()).map_or(&[], Vec::as_slice),
            regions: regions.as_slice(),
        });
    }
    let unit = |station: StationId| units[station.0 as usize];
    let mut loader = Loader::new(Ledgers::default(), unit);
    for (place, station) in (0..made.stations.len()).zip((0..).map(StationId)) {
        books.months(place, &mut |month, facts| loader.month(station, month, facts.bytes(), || unit(station)));
    }
    let mut held: HashMap<&str, (CampaignId, Campaign)> = HashMap::new();
    for ((id, code), draft) in campaigns().zip(&books.campaigns) {
        let campaign = draft.clone().apply(None).expect("campaign");
        loader.campaign(id, &campaign);
        held.insert(code, (id, campaign));
    }
    let ids: HashMap<&str, StationId> =
        made.stations.iter().map(|draft| &*draft.code).zip((0..).map(StationId)).collect();
    for draft in &books.participations {
        let (id, campaign) = &held[draft.campaign.as_str()];
        let period = draft.apply(campaign, None).expect("inside of its campaign");
        loader.participation(*id, ids[draft.station.as_str()], period);
    }
    builder.finish(Revision(1)).with_books(Arc::new(loader.finish()))
}
