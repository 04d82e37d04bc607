//! A written date as numbers, words and marks, and a cursor over them.

use unicode_normalization::char::is_combining_mark;

use super::Span;
use super::calendar::folded;

/// What a [`Token`] is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TokenKind {
    /// ASCII digits.
    Number,
    /// Letters with their accents, composed or not.
    Word,
    /// One character of another kind; every dash and the minus sign are `-`.
    Mark(char),
}

/// A piece of a written date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Token<'a> {
    pub(super) kind: TokenKind,
    pub(super) text: &'a str,
    /// Where it begins, in bytes.
    pub(super) start: usize,
    /// Whether white space stands before it.
    pub(super) spaced: bool,
}

impl Token<'_> {
    pub(super) fn span(&self) -> Span {
        self.start..self.start + self.text.len()
    }

    /// How many characters it has.
    pub(super) fn len(&self) -> usize {
        self.text.len()
    }

    /// The number that it is.
    pub(super) fn field(&self) -> Field {
        Field { value: self.text.parse().unwrap_or(u32::MAX), span: self.span() }
    }

    /// The number that the digits `part` of it are.
    pub(super) fn part(&self, part: Span) -> Field {
        let span = self.start + part.start..self.start + part.end;
        let value = self.text.get(part).and_then(|digits| digits.parse().ok()).unwrap_or(u32::MAX);
        Field { value, span }
    }
}

/// A number with its place. One too large for any field is `u32::MAX`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Field {
    pub(crate) value: u32,
    pub(crate) span: Span,
}

/// As many tokens as a date with its time and its zone has.
const USUAL: usize = 16;

/// Cuts `written` into tokens.
pub(super) fn tokens(written: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::with_capacity(USUAL);
    let mut rest = written;
    let mut spaced = false;
    while let Some(first) = rest.chars().next() {
        let start = written.len() - rest.len();
        let length = |belongs: fn(char) -> bool| {
            rest.find(|next: char| !belongs(next)).unwrap_or(rest.len())
        };
        let (kind, length) = match first {
            '0'..='9' => (TokenKind::Number, length(|next| next.is_ascii_digit())),
            letter if letter.is_alphabetic() => {
                (TokenKind::Word, length(|next| next.is_alphabetic() || is_combining_mark(next)))
            }
            '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' => (TokenKind::Mark('-'), first.len_utf8()),
            mark => (TokenKind::Mark(mark), mark.len_utf8()),
        };
        let (text, after) = rest.split_at(length);
        rest = after;
        if first.is_whitespace() {
            spaced = true;
        } else {
            tokens.push(Token { kind, text, start, spaced });
            spaced = false;
        }
    }
    tokens
}

/// A place between tokens. It is copied to look ahead.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cursor<'t, 'a> {
    written: &'a str,
    tokens: &'t [Token<'a>],
    at: usize,
}

impl<'t, 'a> Cursor<'t, 'a> {
    pub(super) const fn new(written: &'a str, tokens: &'t [Token<'a>]) -> Self {
        Self { written, tokens, at: 0 }
    }

    /// The bytes from `start` to the end of the last token taken.
    pub(super) fn since(&self, start: usize) -> Span {
        let last = self.at.checked_sub(1).and_then(|at| self.tokens.get(at));
        start..last.map_or(start, |token| token.span().end).max(start)
    }

    /// The bytes of the tokens that are left.
    pub(super) fn rest(&self) -> Span {
        let end = self.tokens.last().map_or(0, |token| token.span().end);
        self.peek().map_or(end, |token| token.start)..end
    }

    /// Whether all digits of the date stood together, with nothing but a time left.
    pub(super) fn is_basic(&self) -> bool {
        self.tokens.first().is_some_and(|token| token.kind == TokenKind::Number && token.len() == 8)
    }

    pub(super) fn text(&self, span: Span) -> &'a str {
        self.written.get(span).unwrap_or_default()
    }

    pub(super) fn peek(&self) -> Option<Token<'a>> {
        self.tokens.get(self.at).copied()
    }

    /// The next token, if `wanted` takes it.
    pub(super) fn take_if(&mut self, wanted: impl FnOnce(&Token<'a>) -> bool) -> Option<Token<'a>> {
        let token = self.peek().filter(wanted)?;
        self.at += 1;
        Some(token)
    }

    pub(super) fn number(&mut self) -> Option<Token<'a>> {
        self.take_if(|token| token.kind == TokenKind::Number)
    }

    /// A number that follows without white space.
    pub(super) fn glued_number(&mut self) -> Option<Token<'a>> {
        self.take_if(|token| token.kind == TokenKind::Number && !token.spaced)
    }

    pub(super) fn word(&mut self) -> Option<Token<'a>> {
        self.take_if(|token| token.kind == TokenKind::Word)
    }

    /// One of `words`, which are lowercase and without accents.
    pub(super) fn one_of(&mut self, words: &[&str]) -> Option<Token<'a>> {
        self.take_if(|token| {
            token.kind == TokenKind::Word && words.contains(&folded(token.text).as_str())
        })
    }

    pub(super) fn mark(&mut self, mark: char) -> Option<Token<'a>> {
        self.take_if(|token| token.kind == TokenKind::Mark(mark))
    }

    /// `mark` where it follows without white space.
    pub(super) fn glued_mark(&mut self, mark: char) -> Option<Token<'a>> {
        self.take_if(|token| token.kind == TokenKind::Mark(mark) && !token.spaced)
    }
}
