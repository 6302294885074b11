//! One station's own time: the stages it was at, and the stretches of days on which it was online.

use crate::base::date::Day;
use crate::domain::cooperation::Stage;
use crate::engine::block::{Block, day_of, stage_of};

/// The stretches of days, first included and last not, on which the slot's station is open and its stage online;
/// oldest first.
pub(super) fn online(block: &Block, slot: usize) -> impl Iterator<Item = (u32, u32)> {
    let is_online = |event: &i32| stage_of(*event) == Stage::Online.number();
    let (opened, closed) = (block.opened[slot].unsigned_abs(), block.closed[slot].unsigned_abs());
    let mut events = block.events(slot).peekable();
    std::iter::from_fn(move || {
        loop {
            let first = day_of(events.find(is_online)?).max(opened);
            while events.next_if(is_online).is_some() {}
            let end = events.peek().map_or(u32::MAX, |&event| day_of(event)).min(closed);
            if first < end {
                return Some((first, end));
            }
        }
    })
}

/// The slot's stage on the day.
pub(super) fn stage(block: &Block, slot: usize, day: Day) -> Option<Stage> {
    let last = block.events(slot).take_while(|&event| day_of(event) <= day.number()).last();
    last.and_then(|event| Stage::from_number(stage_of(event)))
}

/// How far the slot's station has come by each of its events up to the day: the event's day, and the place among
/// [`Stage::STEPS`] of the step that it brings, if it brings one.
pub(super) fn steps(block: &Block, slot: usize, day: Day) -> impl Iterator<Item = (u32, Option<usize>)> {
    let step = |event: i32| Stage::STEPS.iter().position(|step| step.number() == stage_of(event));
    let until = block.events(slot).take_while(move |&event| day_of(event) <= day.number());
    until.map(move |event| (day_of(event), step(event)))
}
