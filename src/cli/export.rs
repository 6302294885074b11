//! `forecourt export KIND` and `forecourt template KIND`: rows of a database, and files to fill in.

use std::ops::ControlFlow;

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser as _};

use super::output::{FormatArg, Output};
use super::{Database, Failure, progress};
use crate::base::date::{Day, Instant};
use crate::domain::access::Scope;
use crate::domain::region::ADMIN;
use crate::engine::filter::Filter;
use crate::engine::{Question, Snapshot};
use crate::exchange::export::{ExportError, ExportFormat, ExportKind, Headers};
use crate::exchange::{Format, Kind, Language, template};
use crate::live::export::{ExportForm, ExportQuestion};
use crate::live::{Depth, Network, Options};
use crate::store::sqlite::Sqlite;

/// `forecourt export`.
#[derive(Debug, Args)]
pub(super) struct Export {
    /// What the rows are
    #[arg(value_parser = PossibleValuesParser::new(ExportKind::ALL.map(ExportKind::as_str))
        .try_map(|text| ExportKind::parse(&text).ok_or("no such kind")))]
    kind: ExportKind,
    #[command(flatten)]
    database: Database,
    #[command(flatten)]
    output: Output,
    /// What the columns are called: as an import calls them, in Chinese or in English
    #[arg(long, default_value = "fields", value_parser = PossibleValuesParser::new(Headers::ALL.map(Headers::as_str))
        .try_map(|text| Headers::parse(&text).ok_or("no such headers")))]
    headers: Headers,
    /// The day of which the world is asked: of stages, regions and the states of contracts; today by default
    #[arg(long, value_name = "DATE")]
    at: Option<Day>,
    /// Only what was known at that instant, such as 2026-07-01T00:00:00Z
    #[arg(long, value_name = "INSTANT")]
    known_at: Option<Instant>,
    /// Only stations for which this CQL2 text is true, such as "brand = 'shell'", and what belongs to them
    #[arg(long, value_name = "CQL2", value_parser = Filter::parse)]
    filter: Option<Filter>,
    /// Only stations in the region of this code, and what belongs to them
    #[arg(long, value_name = "CODE")]
    within: Option<String>,
    /// The region set of --within
    #[arg(long, value_name = "SET", default_value = ADMIN, requires = "within")]
    set: String,
    /// Only stations that are open on the day
    #[arg(long)]
    open: bool,
    /// First day of performance
    #[arg(long, value_name = "DATE")]
    from: Option<Day>,
    /// First day after those of performance
    #[arg(long, value_name = "DATE", value_parser = Day::parse_end)]
    to: Option<Day>,
}

/// `forecourt template`.
#[derive(Debug, Args)]
pub(super) struct Template {
    /// What the rows are to be
    #[arg(value_parser = PossibleValuesParser::new(Kind::ALL.map(Kind::as_str))
        .try_map(|text| Kind::parse(&text).ok_or("no such kind")))]
    kind: Kind,
    #[command(flatten)]
    output: Output,
    /// The language of the columns
    #[arg(long, default_value = "zh", value_parser = PossibleValuesParser::new(Language::ALL.map(Language::as_str))
        .try_map(|text| Language::parse(&text).ok_or("no such language")))]
    lang: Language,
}

impl Export {
    pub(super) fn run(self) -> Result<(), Failure> {
        let format = match self.output.format() {
            FormatArg::Csv => ExportFormat::Csv,
            FormatArg::Xlsx => ExportFormat::Xlsx,
            FormatArg::Geojson => ExportFormat::GeoJson,
        };
        if !self.kind.formats().contains(&format) {
            return Err(Failure::Usage(ExportError::NoPlace(self.kind).to_string()));
        }
        let days = self.days()?;
        // Read only: an export makes no database, and changes none.
        let store = Sqlite::open_read_only(&self.database.database).map_err(Failure::from)?;
        let network = Network::open(Box::new(store), &Options::default()).map_err(Failure::from)?;
        let snapshot = network.as_known_at(self.known_at, Depth::Books).map_err(Failure::from)?;
        let question = self.question(&network, &snapshot)?;
        let asked = ExportQuestion { snapshot, question, open_only: self.open, days };
        let form = ExportForm { format, headers: self.headers, folder: self.output.folder() };
        let bar = if self.output.is_file() { progress::bar("exporting") } else { indicatif::ProgressBar::hidden() };
        let rows = self.output.write(|out| {
            let mut watch = |share| {
                progress::set(&bar, share);
                ControlFlow::Continue(())
            };
            network.export(self.kind, &asked, &form, out, &mut watch).map_err(Failure::from)
        });
        bar.finish_and_clear();
        let rows = rows?;
        if self.output.is_file() {
            println!("{rows} rows of {} as of revision {}", self.kind.as_str(), asked.snapshot.revision());
        }
        Ok(())
    }

    /// The days of performance.
    fn days(&self) -> Result<(Day, Day), Failure> {
        if self.kind != ExportKind::Performance && (self.from.is_some() || self.to.is_some()) {
            return Err(Failure::Usage("--from and --to are of performance; other rows are of --at".to_owned()));
        }
        let (from, to) = (self.from.unwrap_or(Day::MIN), self.to.unwrap_or(Day::END));
        if from >= to {
            return Err(Failure::Usage(format!("the period from {from} to {to} has no day")));
        }
        Ok((from, to))
    }

    /// Which stations.
    fn question(&self, network: &Network, snapshot: &Snapshot) -> Result<Question, Failure> {
        let today = network.today();
        // As everywhere: of a period that is over, the last day.
        let last = self.to.map(|to| to.plus(-1)).filter(|&last| last < today);
        let within = self.within.as_ref().map(|code| {
            let set = snapshot.geography().set(&self.set);
            let set = set.ok_or_else(|| Failure::Refused(format!("there is no region set {:?}", self.set)))?;
            let slot = set.find(code);
            let slot = slot.ok_or_else(|| Failure::Refused(format!("set {} has no region {code:?}", self.set)))?;
            Ok((set.id(), set.region(slot).id))
        });
        Ok(Question {
            at: self.at.or(last).unwrap_or(today),
            filter: self.filter.clone().unwrap_or(Filter::ALL),
            within: within.transpose()?,
            scope: Scope::all(),
        })
    }
}

impl Template {
    pub(super) fn run(self) -> Result<(), Failure> {
        let format = match self.output.format() {
            FormatArg::Csv => Format::Csv,
            FormatArg::Xlsx => Format::Xlsx,
            FormatArg::Geojson => return Err(Failure::Usage("a template is csv or xlsx".to_owned())),
        };
        let bytes = template(self.kind, format, self.lang).map_err(Failure::from)?;
        self.output.write(|out| out.write_all(&bytes).map_err(Failure::from))
    }
}
