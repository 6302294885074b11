//! Pages of lists: how many items a list has, some of them, and the cursor that goes on after those.

use std::borrow::Cow;
use std::cmp::Ordering;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::answer::hex;
use super::problem::Problem;
use super::query::{Declared, Kind, Query, Takes};

/// Items of a page when nobody says how many.
pub(super) const USUAL: u32 = 100;

/// The length of a page.
pub(super) const LIMIT: Declared = Declared {
    name: "limit",
    kind: Kind::Whole(1, 1000),
    allowed: "a whole number from 1 to 1000",
    about: "Most items of the page; 100 when left out.",
    example: "100",
    required: false,
};

/// Where a page begins.
pub(super) const CURSOR: Declared = Declared {
    name: "cursor",
    kind: Kind::Text,
    allowed: "the `next` of a page of the same question and order",
    about: "Goes on where a page ended.",
    example: "",
    required: false,
};

/// Where a page begins by number, in a list that can go to any place at once.
pub(super) const OFFSET: Declared = Declared {
    name: "offset",
    kind: Kind::Whole(0, u32::MAX),
    allowed: "a whole number from 0 to 4294967295",
    about: "How many to leave out before the page begins, from the start or from the cursor; 0 when left out. \
            It goes to any place of the list at once; to read on, a cursor alone shows none twice while others \
            come and go.",
    example: "0",
    required: false,
};

/// The parameters of a page.
pub(super) const PAGING: &[Declared] = &[LIMIT, CURSOR];

/// What a cursor holds: of which list, and the key of the last item of the page before.
#[derive(Serialize, Deserialize)]
struct Held<K> {
    list: String,
    key: K,
}

/// Which page of a list is asked. Items are known by a key that says their place.
pub(super) struct Paging<K> {
    list: String,
    limit: usize,
    after: Option<K>,
}

/// A page.
pub(super) struct Page<I> {
    /// How many items there are on all pages.
    pub(super) matched: usize,
    /// This page's.
    pub(super) items: Vec<I>,
    /// The cursor of the next page; `None` on the last.
    pub(super) next: Option<String>,
}

impl<K: Serialize + DeserializeOwned> Paging<K> {
    /// Reads which page of the list of that name, or order, is asked.
    pub(super) fn read<T: Takes>(query: &Query<T>, list: &str) -> Result<Self, Problem> {
        let limit = query.whole(&LIMIT)?.unwrap_or(USUAL) as usize;
        let read = |text: &str| unseal::<Held<K>>(text).filter(|held| held.list == list);
        let after = query.get(&CURSOR, read)?.map(|held| held.key);
        Ok(Self { list: list.to_owned(), limit, after })
    }

    /// The first page of that many items: all of them, where there are no more.
    pub(super) fn whole(list: &str, limit: usize) -> Self {
        Self { list: list.to_owned(), limit, after: None }
    }

    /// The page of items that come in order; `is_after` says whether an item stands after a key.
    pub(super) fn page<I>(
        self,
        items: impl Iterator<Item = I>,
        key: impl Fn(&I) -> K,
        is_after: impl Fn(&I, &K) -> bool,
    ) -> Page<I> {
        let mut page = Page { matched: 0, items: Vec::new(), next: None };
        let mut more = false;
        for item in items {
            page.matched += 1;
            if self.after.as_ref().is_some_and(|after| !is_after(&item, after)) {
                continue;
            }
            if page.items.len() < self.limit {
                page.items.push(item);
            } else {
                more = true;
            }
        }
        let last = page.items.last().filter(|_| more);
        page.next = last.map(|last| seal(&Held { list: self.list, key: key(last) }));
        page
    }
}

/// A place in a list by a value, of which there may be none, then by the item's own name.
pub(super) type Place = (Option<String>, String);

/// An item with its value and its name.
pub(super) type Placed<'a, I> = ((Option<Cow<'a, str>>, &'a str), I);

impl Paging<Place> {
    /// The page of items by their values, those without one last, then by their names.
    pub(super) fn sorted<'a, I>(self, mut items: Vec<Placed<'a, I>>, descending: bool) -> Page<Placed<'a, I>> {
        let compare = |(value, name): (Option<&str>, &str), (other, other_name): (Option<&str>, &str)| {
            let by_value = match (value, other) {
                (Some(value), Some(other)) if descending => other.cmp(value),
                (Some(value), Some(other)) => value.cmp(other),
                (value, other) => value.is_none().cmp(&other.is_none()),
            };
            by_value.then_with(|| name.cmp(other_name))
        };
        let of = |((value, name), _): &Placed<'a, I>| (value.as_deref().map(str::to_owned), (*name).to_owned());
        items.sort_by(|((a, name), _), ((b, other), _)| compare((a.as_deref(), name), (b.as_deref(), other)));
        self.page(items.into_iter(), of, |((value, name), _), (after, other)| {
            compare((value.as_deref(), name), (after.as_deref(), other)) == Ordering::Greater
        })
    }
}

/// What a cursor holds, as text.
pub(super) fn seal(held: &impl Serialize) -> String {
    hex(&serde_json::to_vec(held).unwrap_or_default())
}

/// What a cursor's text holds; `None` for a text of another kind.
pub(super) fn unseal<H: DeserializeOwned>(text: &str) -> Option<H> {
    let digits: Vec<u8> =
        text.chars().map(|c| c.to_digit(16).and_then(|digit| u8::try_from(digit).ok())).collect::<Option<_>>()?;
    let bytes: Vec<u8> = digits.chunks(2).map(|pair| pair.iter().fold(0, |byte, digit| byte << 4 | digit)).collect();
    serde_json::from_slice(&bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Paged;

    impl Takes for Paged {
        const TAKES: &'static [&'static [Declared]] = &[PAGING];
    }

    fn paging<K: Serialize + DeserializeOwned>(list: &str, limit: usize, cursor: Option<&str>) -> Paging<K> {
        let cursor = cursor.map_or_else(String::new, |cursor| format!("&cursor={cursor}"));
        let query = Query::<Paged>::read(Some(&format!("limit={limit}{cursor}"))).expect("query");
        Paging::read(&query, list).expect("page")
    }

    #[test]
    fn pages_make_up_the_list() {
        let items = [(Some("b"), "1"), (None, "2"), (Some("a"), "3"), (None, "0"), (Some("a"), "1")];
        for (descending, expected) in [(false, "1 3 1 0 2"), (true, "1 1 3 0 2")] {
            for limit in 1..=6 {
                let (mut found, mut cursor) = (Vec::new(), None::<String>);
                loop {
                    let placed = items.map(|(value, name)| ((value.map(Cow::Borrowed), name), name)).to_vec();
                    let page = paging("x", limit, cursor.as_deref()).sorted(placed, descending);
                    assert_eq!(page.matched, 5);
                    found.extend(page.items.into_iter().map(|(_, name)| name));
                    cursor = page.next;
                    if cursor.is_none() {
                        break;
                    }
                }
                assert_eq!(found.join(" "), expected, "{limit}");
            }
        }
    }

    #[test]
    fn cursors_keep_to_their_list() {
        let cursor = paging::<u32>("one", 1, None).page(0..2, |&item| item, |item, after| item > after).next;
        let cursor = cursor.expect("a second page");
        let read = |list: &str, cursor: &str| {
            let query = Query::<Paged>::read(Some(&format!("cursor={cursor}"))).expect("query");
            Paging::<u32>::read(&query, list).map(|paging| paging.after)
        };
        assert_eq!(read("one", &cursor), Ok(Some(0)));
        for (list, cursor) in [("other", cursor.as_str()), ("one", ""), ("one", "zz"), ("one", "7b7d"), ("one", "abc")]
        {
            assert!(read(list, cursor).is_err(), "{list} {cursor}");
        }
    }
}
