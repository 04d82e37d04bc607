//! Footnotes as readers show them: a list at the end of the entry, with links both ways. Their ids are
//! kramdown's and Hugo's, which readers know.

use std::collections::{BTreeMap, VecDeque};
use std::fmt::Write as _;

use pulldown_cmark::{Event, Tag, TagEnd};

/// The footnotes of one body, in the order in which they are first referred to.
#[derive(Default)]
pub(super) struct Footnotes<'a> {
    /// The number of each label in lower case, from 1.
    numbers: BTreeMap<String, usize>,
    /// By number less one.
    notes: Vec<Note>,
    /// The texts of the notes, by label.
    contents: BTreeMap<String, Vec<Event<'a>>>,
    /// The label of the note that is being read.
    open: Option<String>,
    /// Whether a note that nothing refers to is shown.
    keeps_unreferred: bool,
    /// What is left to write at the end of the body.
    tail: Option<VecDeque<Event<'a>>>,
}

struct Note {
    label: String,
    references: usize,
}

impl<'a> Footnotes<'a> {
    pub(super) fn new(keeps_unreferred: bool) -> Self {
        Self { keeps_unreferred, ..Self::default() }
    }

    /// Whether `event` is of a note or refers to one.
    pub(super) fn concern(&self, event: &Event<'_>) -> bool {
        self.open.is_some()
            || matches!(
                event,
                Event::FootnoteReference(_) | Event::Start(Tag::FootnoteDefinition(_))
            )
    }

    /// Takes an event of the parser; gives it back when it belongs to the text, not to a note.
    pub(super) fn take(&mut self, event: Event<'a>) -> Option<Event<'a>> {
        let event = match event {
            Event::Start(Tag::FootnoteDefinition(label)) => {
                if self.keeps_unreferred {
                    self.number(&label);
                }
                self.open = Some(label.to_lowercase());
                return None;
            }
            Event::End(TagEnd::FootnoteDefinition) => {
                self.open = None;
                return None;
            }
            Event::FootnoteReference(label) => self.reference(&label),
            event => event,
        };
        let Some(open) = &self.open else { return Some(event) };
        // Two definitions of a label become one note, so that no text is lost.
        self.contents.entry(open.clone()).or_default().push(event);
        None
    }

    /// The next event of the list of notes, once the text has ended.
    pub(super) fn pop(&mut self) -> Option<Event<'a>> {
        if self.notes.is_empty() {
            return None;
        }
        let (notes, contents) = (&self.notes, &mut self.contents);
        self.tail.get_or_insert_with(|| list(notes, contents)).pop_front()
    }

    fn number(&mut self, label: &str) -> usize {
        let next = self.notes.len() + 1;
        let label = label.to_lowercase();
        let number = *self.numbers.entry(label.clone()).or_insert(next);
        if number == next {
            self.notes.push(Note { label, references: 0 });
        }
        number
    }

    fn reference(&mut self, label: &str) -> Event<'a> {
        let number = self.number(label);
        let note = &mut self.notes[number - 1];
        note.references += 1;
        let id = reference_id(number, note.references);
        let html = format!("<sup id=\"{id}\"><a href=\"#fn:{number}\">{number}</a></sup>");
        Event::InlineHtml(html.into())
    }
}

fn reference_id(number: usize, occurrence: usize) -> String {
    if occurrence == 1 { format!("fnref:{number}") } else { format!("fnref:{number}:{occurrence}") }
}

fn list<'a>(
    notes: &[Note],
    contents: &mut BTreeMap<String, Vec<Event<'a>>>,
) -> VecDeque<Event<'a>> {
    let mut events = VecDeque::from([Event::Html(
        "<hr class=\"footnotes\">\n<ol class=\"footnotes\">\n".into(),
    )]);
    for (index, note) in notes.iter().enumerate() {
        let number = index + 1;
        let mut content = contents.remove(&note.label).unwrap_or_default();
        let mut back = String::new();
        for occurrence in 1..=note.references {
            // Writing to a string cannot fail.
            let _ = write!(back, " <a href=\"#{}\">↩</a>", reference_id(number, occurrence));
        }
        let at = match content.last() {
            Some(Event::End(TagEnd::Paragraph)) => content.len() - 1,
            _ => content.len(),
        };
        content.insert(at, Event::InlineHtml(back.into()));
        events.push_back(Event::Html(format!("<li id=\"fn:{number}\">\n").into()));
        events.extend(content);
        events.push_back(Event::Html("</li>\n".into()));
    }
    events.push_back(Event::Html("</ol>\n".into()));
    events
}
