//! A newsroom at work, and a reader who must see each article exactly once.
//!
//! Random histories: whatever people do to their files, the reader, who knows nothing but ids,
//! judges what the feeds say. Each body holds a mark that tells which article it truly is.

mod desk;
mod reader;

use proptest::prelude::*;

use desk::Desk;
use reader::Reader;

/// What somebody does, with the numbers that decide to what.
#[derive(Debug, Clone, Copy)]
enum Deed {
    Publish(u64),
    Edit(usize, u64),
    Retitle(usize, u64),
    Rename(usize),
    RenameAndEdit(usize, u64),
    MoveFolder(usize),
    Redate(usize),
    Pattern(usize),
    Base(usize),
    Delete(usize),
    Restore(usize, bool),
    ReusePath(usize, u64),
    Translate(usize, u64),
    TwoAtOnce(u64),
    Swap(usize, usize),
    Withhold(usize),
    Branches(usize, usize, u64),
}

fn deed() -> impl Strategy<Value = Deed> {
    let which = 0..64_usize;
    let text = any::<u64>();
    prop_oneof![
        3 => text.prop_map(Deed::Publish),
        2 => (which.clone(), text).prop_map(|(which, text)| Deed::Edit(which, text)),
        2 => (which.clone(), text).prop_map(|(which, text)| Deed::Retitle(which, text)),
        3 => which.clone().prop_map(Deed::Rename),
        2 => (which.clone(), text).prop_map(|(which, text)| Deed::RenameAndEdit(which, text)),
        2 => which.clone().prop_map(Deed::MoveFolder),
        1 => which.clone().prop_map(Deed::Redate),
        1 => which.clone().prop_map(Deed::Pattern),
        1 => which.clone().prop_map(Deed::Base),
        2 => which.clone().prop_map(Deed::Delete),
        2 => (which.clone(), any::<bool>()).prop_map(|(which, there)| Deed::Restore(which, there)),
        2 => (which.clone(), text).prop_map(|(which, text)| Deed::ReusePath(which, text)),
        2 => (which.clone(), text).prop_map(|(which, text)| Deed::Translate(which, text)),
        1 => text.prop_map(Deed::TwoAtOnce),
        1 => (which.clone(), which.clone()).prop_map(|(one, other)| Deed::Swap(one, other)),
        1 => which.clone().prop_map(Deed::Withhold),
        2 => (which.clone(), which, text).prop_map(|(one, other, text)| Deed::Branches(one, other, text)),
    ]
}

proptest! {
    // .ci/run asks for hundreds: PROPTEST_CASES is four times the number of histories.
    #![proptest_config(ProptestConfig {
        cases: ProptestConfig::default().cases / 4,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]
    #[test]
    fn nobody_sees_an_article_twice(deeds in prop::collection::vec(deed(), 4..14), start in any::<u64>()) {
        let mut desk = Desk::open();
        let mut reader = Reader::default();
        for number in 0..4 {
            desk.does(Deed::Publish(start.wrapping_add(number)));
        }
        reader.reads(desk.feed());
        for deed in deeds {
            desk.does(deed);
            reader.reads(desk.feed());
            reader.has_seen_all(&desk.marks());
        }
    }
}
