//! Footnotes as readers show them: a list at the end of the entry, with links both ways.

use std::collections::{BTreeMap, VecDeque};
use std::fmt::Write as _;

use pulldown_cmark::{Event, Tag, TagEnd};

/// The footnotes of one body, in the order in which they are first referred to.
#[derive(Default)]
pub(super) struct Footnotes<'a> {
    /// The number of each label in lower case, from 1.
    numbers: BTreeMap<String, usize>,
    /// By number less one.
    notes: Vec<Note<'a>>,
    /// The note that is being read.
    open: Option<usize>,
    /// What is left to write at the end of the body.
    tail: Option<VecDeque<Event<'a>>>,
}

#[derive(Default)]
struct Note<'a> {
    references: usize,
    content: Vec<Event<'a>>,
}

impl<'a> Footnotes<'a> {
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
                // Two definitions of a label become one note, so that no text is lost.
                self.open = Some(self.number(&label) - 1);
                return None;
            }
            Event::End(TagEnd::FootnoteDefinition) => {
                self.open = None;
                return None;
            }
            Event::FootnoteReference(label) => self.reference(&label),
            event => event,
        };
        let Some(open) = self.open else { return Some(event) };
        self.notes[open].content.push(event);
        None
    }

    /// The next event of the list of notes, once the text has ended.
    pub(super) fn pop(&mut self) -> Option<Event<'a>> {
        if self.notes.is_empty() {
            return None;
        }
        if self.tail.is_none() {
            self.tail = Some(list(std::mem::take(&mut self.notes)));
            // So that `pop` is still asked for the tail.
            self.notes.push(Note::default());
        }
        self.tail.as_mut()?.pop_front()
    }

    fn number(&mut self, label: &str) -> usize {
        let next = self.notes.len() + 1;
        let number = *self.numbers.entry(label.to_lowercase()).or_insert(next);
        if number == next {
            self.notes.push(Note::default());
        }
        number
    }

    fn reference(&mut self, label: &str) -> Event<'a> {
        let number = self.number(label);
        let note = &mut self.notes[number - 1];
        note.references += 1;
        let id = reference_id(number, note.references);
        let html = format!("<sup id=\"{id}\"><a href=\"#footnote-{number}\">{number}</a></sup>");
        Event::InlineHtml(html.into())
    }
}

fn reference_id(number: usize, occurrence: usize) -> String {
    if occurrence == 1 {
        format!("footnote-ref-{number}")
    } else {
        format!("footnote-ref-{number}-{occurrence}")
    }
}

fn list(notes: Vec<Note<'_>>) -> VecDeque<Event<'_>> {
    let mut events = VecDeque::from([Event::Html("<hr>\n<ol>\n".into())]);
    for (index, note) in notes.into_iter().enumerate() {
        let number = index + 1;
        let mut content = note.content;
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
        events.push_back(Event::Html(format!("<li id=\"footnote-{number}\">\n").into()));
        events.extend(content);
        events.push_back(Event::Html("</li>\n".into()));
    }
    events.push_back(Event::Html("</ol>\n".into()));
    events
}
