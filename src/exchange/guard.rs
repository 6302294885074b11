//! Texts that a spreadsheet would take for formulas, in delimited files: marked by an apostrophe on their way out,
//! as OWASP advises (*CSV Injection*), and without it again on their way in.
//!
//! A text is marked when it begins with one of [`TRIGGERS`], or with apostrophes before one: so that every marked
//! text has one apostrophe more than it had, and taking one off gives each text back as it was. Numbers are never
//! marked, negative ones included. Workbooks and GeoJSON say what is text by themselves and need no mark.

use std::borrow::Cow;

/// What begins a formula, in one spreadsheet or another; the full-width signs do in some.
const TRIGGERS: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];
const MARK: char = '\'';

fn is_formula(text: &str) -> bool {
    text.trim_start_matches(MARK).starts_with(TRIGGERS)
}

/// The text as no spreadsheet takes it for a formula.
pub(super) fn mark(text: &str) -> Cow<'_, str> {
    if is_formula(text) { Cow::Owned(format!("{MARK}{text}")) } else { Cow::Borrowed(text) }
}

/// The text of a cell, without the apostrophe that [`mark`] put before it.
pub(super) fn unmark(cell: &str) -> &str {
    match cell.strip_prefix(MARK) {
        Some(text) if is_formula(text) => text,
        _ => cell,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn formulas_are_marked_and_nothing_else() {
        for (text, marked) in [
            ("=1+1", "'=1+1"),
            ("@x", "'@x"),
            ("-1", "'-1"),
            ("＝1", "'＝1"),
            ("'=x", "''=x"),
            ("上海", "上海"),
            ("a=b", "a=b"),
            ("'n Huis", "'n Huis"),
            ("", ""),
        ] {
            assert_eq!(mark(text), marked);
            assert_eq!(unmark(marked), text);
        }
    }

    proptest! {
        #[test]
        fn every_text_comes_back(text in "['=+@\\-\t\n\r＝－a站 ]{0,6}") {
            let marked = mark(&text);
            prop_assert!(!marked.starts_with(TRIGGERS));
            prop_assert_eq!(unmark(&marked), &text);
        }
    }
}
