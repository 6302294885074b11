//! Which column of a file is which field, and what its words mean: decided once, then applied to rows.

use std::borrow::Cow;

use super::columns::{self, Target, allowed, fields};
use super::error::{FileError, RowError, list, shorten};
use super::options::{Kind, Options, ValueMap};
use super::record::Record;
use super::rejected::Ours;
use super::values::{clean, clean_lines, fold};

/// Where a field's value comes from.
#[derive(Debug, Default)]
struct Slot {
    column: Option<usize>,
    /// The value for every row, where there is no column.
    constant: Option<String>,
    /// Folded words of the file and what they mean; `None` drops the row.
    words: Vec<(String, Option<String>)>,
}

impl Slot {
    fn mapped(&self, cell: &str) -> Option<&Option<String>> {
        let folded = fold(cell);
        self.words.iter().find(|(word, _)| *word == folded).map(|(_, to)| to)
    }
}

/// A file's columns as fields of its kind.
#[derive(Debug)]
pub(super) struct Plan {
    kind: Kind,
    header: Vec<String>,
    slots: Vec<Slot>,
    attributes: Vec<(String, Slot)>,
    /// Columns that the caller wants ignored.
    muted: Vec<usize>,
    /// Whether any word drops rows.
    dropping: bool,
    /// In a file of rejected rows, what is there besides them.
    ours: Ours,
}

impl Plan {
    /// Finds the fields' columns in a header: what the caller maps, then names that we know.
    ///
    /// # Errors
    /// [`FileError::UnknownColumn`] and [`FileError::BadField`] for mappings that do not fit.
    pub(super) fn new(kind: Kind, header: Vec<String>, options: &Options) -> Result<Self, FileError> {
        let slots = fields(kind).iter().map(|_| Slot::default()).collect();
        let ours = Ours::default();
        let mut plan = Self { kind, header, slots, attributes: Vec::new(), muted: Vec::new(), dropping: false, ours };
        for mapping in &options.mapping {
            let column = plan.find(&mapping.column)?;
            if mapping.field.is_empty() {
                plan.muted.push(column);
                continue;
            }
            let slot = plan.slot(&mapping.field)?;
            if slot.column.is_some_and(|before| before != column) {
                let reason = "two columns are mapped to it".to_owned();
                return Err(FileError::BadField { field: mapping.field.clone(), reason });
            }
            slot.column = Some(column);
        }
        plan.recognise();
        plan.ours = Ours::of(&plan.header, |column| plan.uses(column));
        for map in &options.values {
            plan.add_word(map)?;
        }
        Ok(plan)
    }

    /// How many distinct fields the mapping and the known names find in a header.
    pub(super) fn score(kind: Kind, header: &Record, options: &Options) -> usize {
        let mut found: Vec<Target> = Vec::new();
        for cell in header.cells() {
            let mapped = options.mapping.iter().filter(|mapping| same(&mapping.column, cell));
            let targets = mapped.filter_map(|mapping| columns::target(kind, &mapping.field));
            let before = found.len();
            found.extend(targets);
            if found.len() == before {
                found.extend(columns::recognise(kind, cell).map(|(target, _)| target));
            }
        }
        let mut distinct = 0;
        for (place, target) in found.iter().enumerate() {
            distinct += usize::from(!found[..place].contains(target));
        }
        distinct
    }

    /// The column that the caller calls so: to the letter, or else without regard to case and space.
    fn find(&self, name: &str) -> Result<usize, FileError> {
        let exact = self.header.iter().position(|column| column == name);
        exact
            .or_else(|| self.header.iter().position(|column| same(name, column)))
            .ok_or_else(|| FileError::UnknownColumn { column: shorten(name), columns: self.columns() })
    }

    /// The columns as a list to read.
    pub(super) fn columns(&self) -> String {
        list(self.header.iter().map(String::as_str).filter(|name| !name.is_empty()))
    }

    fn slot(&mut self, name: &str) -> Result<&mut Slot, FileError> {
        let unknown = || FileError::BadField {
            field: shorten(name),
            reason: format!("{} have {}", self.kind.as_str(), allowed(self.kind)),
        };
        match columns::target(self.kind, name).ok_or_else(unknown)? {
            Target::Field(place) => Ok(&mut self.slots[place]),
            Target::Attribute(name) => Ok(self.attribute(name)),
        }
    }

    fn attribute(&mut self, name: String) -> &mut Slot {
        let place = self.attributes.iter().position(|(known, _)| *known == name).unwrap_or_else(|| {
            self.attributes.push((name, Slot::default()));
            self.attributes.len() - 1
        });
        &mut self.attributes[place].1
    }

    /// Gives fields that nobody mapped the column of the best known name that nobody mapped.
    fn recognise(&mut self) {
        let mut found: Vec<(usize, usize, Target)> = Vec::new();
        for (column, name) in self.header.iter().enumerate() {
            if !self.is_taken(column)
                && let Some((target, rank)) = columns::recognise(self.kind, name)
            {
                found.push((rank, column, target));
            }
        }
        found.sort_by_key(|&(rank, column, _)| (rank, column));
        for (_, column, target) in found {
            let slot = match target {
                Target::Field(place) => &mut self.slots[place],
                Target::Attribute(name) => self.attribute(name),
            };
            slot.column.get_or_insert(column);
        }
    }

    fn is_taken(&self, column: usize) -> bool {
        let mut slots = self.slots.iter().chain(self.attributes.iter().map(|(_, slot)| slot));
        self.muted.contains(&column) || slots.any(|slot| slot.column == Some(column))
    }

    fn add_word(&mut self, map: &ValueMap) -> Result<(), FileError> {
        self.dropping |= map.to.is_none();
        let slot = self.slot(&map.field)?;
        if slot.column.is_none() && map.from.is_empty() {
            slot.constant.clone_from(&map.to);
        }
        slot.words.push((fold(&map.from), map.to.clone()));
        Ok(())
    }

    /// Whether a field has a column, or a value for every row.
    pub(super) fn has(&self, field: usize) -> bool {
        self.slots[field].column.is_some() || self.slots[field].constant.is_some()
    }

    /// Whether any attribute has a column or a value.
    pub(super) fn has_attributes(&self) -> bool {
        self.attributes.iter().any(|(_, slot)| slot.column.is_some() || slot.constant.is_some())
    }

    /// Columns and the fields that they are; a column that is mapped to two fields is there twice.
    pub(super) fn recognised(&self) -> Vec<(String, String)> {
        let mut found: Vec<(usize, String)> = self.targets().collect();
        found.sort();
        found.into_iter().map(|(column, field)| (self.header[column].clone(), field)).collect()
    }

    /// Columns that are no field and that nobody asked to ignore.
    pub(super) fn ignored(&self) -> Vec<String> {
        let names = self.header.iter().enumerate();
        names
            .filter(|(column, name)| !name.is_empty() && !self.is_taken(*column))
            .map(|(_, name)| name.clone())
            .collect()
    }

    /// The columns' names.
    pub(super) fn header(&self) -> &[String] {
        &self.header
    }

    /// The field or attribute that each column is, by its name; the first one where it is mapped to more.
    pub(super) fn by_column(&self) -> Vec<Option<String>> {
        let mut columns = vec![None; self.header.len()];
        for (column, field) in self.targets() {
            columns[column].get_or_insert(field);
        }
        columns
    }

    /// The fields and attributes that have a column, each with it.
    fn targets(&self) -> impl Iterator<Item = (usize, String)> {
        let fields = fields(self.kind).iter().map(|field| field.name.to_owned()).zip(&self.slots);
        let attributes = self.attributes.iter().map(|(name, slot)| (format!("attributes.{name}"), slot));
        fields.chain(attributes).filter_map(|(field, slot)| Some((slot.column?, field)))
    }

    /// Whether the caller wants a column ignored.
    pub(super) fn mutes(&self, column: usize) -> bool {
        self.muted.contains(&column)
    }

    /// What is wrong with a row of a file of rejected rows that has cells beyond the header still.
    pub(super) fn not_mended(&self, line: u64, record: &Record) -> Option<RowError> {
        let beyond = self.ours.beyond();
        let is_filled = |&column: &usize| !self.mutes(column) && !record.cell(column).trim().is_empty();
        let last = beyond.iter().rposition(is_filled)?;
        let width = self.header.len() - self.ours.count();
        let reason = format!("the row has {} cells, the header has {width}", width + last + 1);
        Some(RowError::row(line, record.cell(beyond[last]), reason))
    }

    /// In a file of rejected rows, the columns that are there besides theirs.
    pub(super) const fn ours(&self) -> &Ours {
        &self.ours
    }

    /// What the rows are.
    pub(super) const fn kind(&self) -> Kind {
        self.kind
    }

    /// How many columns the header has.
    pub(super) fn width(&self) -> usize {
        self.header.len()
    }

    /// Whether a word of the row says that it is not of this kind.
    pub(super) fn drops(&self, record: &Record) -> bool {
        let mut slots = self.slots.iter().chain(self.attributes.iter().map(|(_, slot)| slot));
        self.dropping
            && slots.any(|slot| {
                let cell = slot.column.map_or("", |column| record.cell(column));
                slot.words.iter().any(|(_, to)| to.is_none()) && matches!(slot.mapped(cell), Some(None))
            })
    }

    /// The field's text in this row, tidied and translated by the value maps; `None` without a column.
    pub(super) fn text<'a>(&'a self, record: &'a Record, field: usize) -> Option<Cow<'a, str>> {
        Self::value(&self.slots[field], record, clean)
    }

    /// As [`Plan::text`], with its line breaks.
    pub(super) fn lines<'a>(&'a self, record: &'a Record, field: usize) -> Option<Cow<'a, str>> {
        Self::value(&self.slots[field], record, clean_lines)
    }

    fn value<'a>(slot: &'a Slot, record: &'a Record, tidy: fn(&'a str) -> Cow<'a, str>) -> Option<Cow<'a, str>> {
        let Some(column) = slot.column else {
            return slot.constant.as_deref().map(Cow::Borrowed);
        };
        let cell = tidy(record.cell(column));
        if slot.words.is_empty() {
            return Some(cell);
        }
        match slot.mapped(&cell) {
            Some(Some(to)) => Some(Cow::Borrowed(to)),
            _ => Some(cell),
        }
    }

    /// The attributes of this row.
    pub(super) fn attributes<'a>(
        &'a self,
        record: &'a Record,
    ) -> impl Iterator<Item = (&'a str, Option<usize>, Cow<'a, str>)> {
        self.attributes.iter().filter_map(|(name, slot)| {
            Self::value(slot, record, clean).map(|value| (name.as_str(), slot.column, value))
        })
    }

    /// What the file calls a field; the field's own name without a column.
    pub(super) fn name(&self, field: usize) -> &str {
        self.slots[field].column.map_or(fields(self.kind)[field].name, |column| &self.header[column])
    }

    /// The field of that name.
    pub(super) fn field(&self, name: &str) -> Option<usize> {
        fields(self.kind).iter().position(|field| field.name == name)
    }

    /// The error that a field of a row holds something wrong.
    pub(super) fn error(&self, line: u64, field: usize, value: &str, reason: impl Into<String>) -> RowError {
        let column = Some(self.name(field).to_owned());
        RowError { line, column, value: shorten(value), reason: reason.into() }
    }

    /// The error that a column of a row holds something wrong.
    pub(super) fn column_error(&self, line: u64, column: usize, value: &str, reason: impl Into<String>) -> RowError {
        RowError { line, column: self.header.get(column).cloned(), value: shorten(value), reason: reason.into() }
    }

    /// Whether the column is one that a field or attribute comes from.
    pub(super) fn uses(&self, column: usize) -> bool {
        self.is_taken(column) && !self.muted.contains(&column)
    }
}

fn same(name: &str, column: &str) -> bool {
    name == column || fold(name) == fold(column)
}
