//! A line of delimited text → cells, with quotes as people really write them.

use super::record::Record;

/// How the splitting of a record ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Split {
    /// The record is whole. `stray` when a cell began with a quote that does not enclose it.
    Whole {
        /// Whether a cell began with a quote that does not enclose it.
        stray: bool,
    },
    /// The quoted cell whose text begins at byte `cell` is not closed up to byte `searched`.
    Open {
        /// Where the cell's text begins, its quote left out.
        cell: usize,
        /// Up to where its end has been sought.
        searched: usize,
    },
}

/// What follows an opening quote.
enum Quoted {
    /// The cell's text ends at byte `to`, and the next cell begins at `next` (after the text's end: none).
    Closed { to: usize, next: usize },
    /// A quote inside the cell is neither doubled nor at its end.
    Stray,
    /// No quote closes the cell.
    Open,
}

/// Splits text into cells behind those that `record` already has, from byte `from` on.
///
/// A cell is *quoted* when it begins with `"` (after spaces) and its closing `"`, one that is not
/// doubled, stands before a delimiter or the end (before spaces). Any other `"` is a character like
/// all others. With `spanning`, a cell that opens and never closes is reported; otherwise its quote is
/// a character, too.
pub(super) fn split(text: &str, from: usize, delimiter: u8, spanning: bool, record: &mut Record) -> Split {
    let bytes = text.as_bytes();
    let mut stray = false;
    let mut at = from;
    loop {
        let begin = at + blanks(&bytes[at..]);
        if bytes.get(begin) == Some(&b'"') {
            match quoted(bytes, begin + 1, begin + 1, delimiter) {
                Quoted::Closed { to, next } => {
                    push_unquoted(&text[begin + 1..to], record);
                    if next > bytes.len() {
                        return Split::Whole { stray };
                    }
                    at = next;
                    continue;
                }
                Quoted::Open if spanning => return Split::Open { cell: begin + 1, searched: bytes.len() },
                Quoted::Open | Quoted::Stray => stray = true,
            }
        }
        let length = bytes[at..].iter().position(|&byte| byte == delimiter);
        let stop = length.map_or(bytes.len(), |length| at + length);
        record.push(&text[at..stop]);
        if length.is_none() {
            return Split::Whole { stray };
        }
        at = stop + 1;
    }
}

/// Goes on with an open cell after lines were added to the text, and with the cells behind it.
/// `None` when its quote turns out not to enclose it.
pub(super) fn resume(text: &str, cell: usize, searched: usize, delimiter: u8, record: &mut Record) -> Option<Split> {
    let bytes = text.as_bytes();
    match quoted(bytes, cell, searched, delimiter) {
        Quoted::Closed { to, next } => {
            push_unquoted(&text[cell..to], record);
            if next > bytes.len() {
                return Some(Split::Whole { stray: false });
            }
            Some(split(text, next, delimiter, true, record))
        }
        Quoted::Open => Some(Split::Open { cell, searched: bytes.len() }),
        Quoted::Stray => None,
    }
}

/// Finds the end of the quoted cell whose text begins at `cell`; up to `searched` it is known not to be.
fn quoted(bytes: &[u8], cell: usize, searched: usize, delimiter: u8) -> Quoted {
    let mut at = searched.max(cell);
    while let Some(length) = bytes[at..].iter().position(|&byte| byte == b'"') {
        let quote = at + length;
        if bytes.get(quote + 1) == Some(&b'"') {
            at = quote + 2;
            continue;
        }
        let after = quote + 1 + blanks(&bytes[quote + 1..]);
        return match bytes.get(after) {
            None => Quoted::Closed { to: quote, next: after + 1 },
            Some(&byte) if byte == delimiter => Quoted::Closed { to: quote, next: after + 1 },
            Some(_) => Quoted::Stray,
        };
    }
    Quoted::Open
}

fn blanks(bytes: &[u8]) -> usize {
    bytes.iter().take_while(|&&byte| byte == b' ').count()
}

/// Pushes the text of a quoted cell: doubled quotes are single ones.
fn push_unquoted(text: &str, record: &mut Record) {
    let mut parts = text.split("\"\"");
    record.push_part(parts.next().unwrap_or_default());
    for part in parts {
        record.push_part("\"");
        record.push_part(part);
    }
    record.end_cell();
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(line: &str, delimiter: u8) -> (Vec<String>, bool) {
        let mut record = Record::default();
        match split(line, 0, delimiter, false, &mut record) {
            Split::Whole { stray } => (record.cells().map(str::to_owned).collect(), stray),
            Split::Open { .. } => panic!("spanning was not asked for"),
        }
    }

    #[test]
    fn quotes_enclose_or_stand_for_themselves() {
        for (line, expected, stray) in [
            ("a,b,", vec!["a", "b", ""], false),
            (r#""a,b", "c""d" ,e"#, vec!["a,b", "c\"d", "e"], false),
            (r#"a "b" c,15""#, vec!["a \"b\" c", "15\""], false),
            (r#""MEGA SERVICE,Q8"#, vec!["\"MEGA SERVICE", "Q8"], true),
            (r#""12" Main St,Q8"#, vec!["\"12\" Main St", "Q8"], true),
            (r#""""#, vec![""], false),
            ("", vec![""], false),
            (r#","""""#, vec!["", "\""], false),
        ] {
            let expected: Vec<String> = expected.into_iter().map(str::to_owned).collect();
            assert_eq!(cells(line, b','), (expected, stray), "{line}");
        }
    }

    #[test]
    fn open_cells_go_on_with_the_next_line() {
        let mut record = Record::default();
        let Split::Open { cell, searched } = split("1,\"two", 0, b',', true, &mut record) else {
            panic!("the cell is open");
        };
        let whole = resume("1,\"two\nlines\",3", cell, searched, b',', &mut record);
        assert_eq!(whole, Some(Split::Whole { stray: false }));
        assert_eq!(record.cells().collect::<Vec<_>>(), ["1", "two\nlines", "3"]);
        assert_eq!(resume("1,\"two\nlin\"es,3", cell, searched, b',', &mut record), None);
    }
}
