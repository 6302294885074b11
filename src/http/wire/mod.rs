//! What goes over the wire: the JSON shapes that clients rely on.

mod account;
mod campaigns;
mod changes;
mod comparisons;
mod contracts;
mod cooperation;
mod explain;
mod fee_analysis;
mod fees;
mod geometry;
mod imports;
mod metrics;
mod network;
mod notes;
mod performance;
mod regions;
mod revisions;
mod stages;
mod stations;
mod stats;
mod tiles;
mod uploads;

pub(super) use self::account::{AccountMonth, AccountView};
pub(super) use self::campaigns::{
    CampaignDetail, CampaignHistory, CampaignPage, CampaignPatch, CampaignView, NewCampaign, ParticipationBody,
    ParticipationPage, ParticipationView,
};
pub(super) use self::changes::{HistoryItem, HistoryPage, ImportNews, RevisionNews};
pub(super) use self::comparisons::{
    Amount, AmountInterval, ComparedMeans, ComparedStations, ComparisonAnswer, ComparisonCost, ComparisonEstimate,
    ComparisonPage, ComparisonQuestion, ComparisonWarning, ComparisonWeek, NewComparison, Reproduction,
    SavedComparisonDetail, SavedComparisonPage, SavedComparisonView, ShareInterval,
};
pub(super) use self::contracts::{
    ContractDetail, ContractHistory, ContractItem, ContractPage, ContractPatch, ContractView, NewContract, OverlapPage,
    OverlapView, RenewalView,
};
pub(super) use self::cooperation::{
    ChangesAnswer, CooperationFigures, CooperationRow, FunnelAnswer, MovedPage, MovedStation, Numbers,
};
pub(super) use self::explain::{ExplainAnswer, ExplainPage, ExplainPart, ExplainRow};
pub(super) use self::fee_analysis::{
    FeeBin, FeeChangeAnswer, FeeChangeRow, FeeChangeTotal, FeeComponentRate, FeeEffects, FeeFigures, FeeGroup,
    FeeOutlier, FeeOutlierPage, FeeRatesAnswer, FeeSpread,
};
pub(super) use self::fees::{FeeBody, FeePage, FeeView};
pub(super) use self::geometry::{MultiPolygon, corners};
pub use self::imports::ImportOutcome;
pub(super) use self::imports::{
    ChangedField, ChangedThing, ChangedThings, ImportAccepted, ImportPage, ImportProgress, ImportReport, ImportStatus,
    ImportView, RowError, RowErrorPage, refusal,
};
pub(super) use self::metrics::{Bilingual, MetricItem, MetricPage};
pub(super) use self::network::{Health, NetworkView, Readiness};
pub(super) use self::notes::{NoteBody, NotePage, NoteView};
pub(super) use self::performance::{
    FeeAmounts, PerformanceBody, PerformanceDay, PerformancePage, PerformanceRow, PerformanceTotal,
};
pub(super) use self::regions::{
    LevelView, RegionDetail, RegionHistory, RegionPage, RegionRef, RegionView, SetPage, SetView,
};
pub(super) use self::revisions::{RevisionPage, RevisionView, TouchedView, UndoAnswer};
pub(super) use self::stages::{BulkStageAnswer, BulkStageBody, BulkStageChange, HeldStageView, RefusedStation};
pub(super) use self::stations::{
    Coordinates, Field, NewStation, StageBody, StageSpan, StationDetail, StationPage, StationPatch, StationView,
    Timeline,
};
pub(super) use self::stats::{Figures, Group, Plain, StatsAnswer, StatsRow, Values};
pub(super) use self::tiles::{TileJson, VectorLayer};
pub(super) use self::uploads::{InspectionView, UploadView};
