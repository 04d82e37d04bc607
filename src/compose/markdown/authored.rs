//! HTML that an author wrote between Markdown → tags and texts, by the tokenizer of the parser.

use std::cell::RefCell;

use html5ever::buffer_queue::BufferQueue;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use html5ever::{LocalName, local_name};

use super::nesting::{ElementKind, Nesting};
use crate::html::may_be_crowded;

/// A tag that is told only if nothing before it is left unfinished, as inside a comment.
const PROBE: &str = "<wbr>";

/// Reads the HTML of one body, part by part.
pub(super) struct Authored {
    tokenizer: Tokenizer<Tokens>,
    input: BufferQueue,
}

/// What was read and not yet taken.
#[derive(Default)]
struct Tokens(RefCell<Vec<Token>>);

impl Authored {
    pub(super) fn new() -> Self {
        let options = TokenizerOpts { discard_bom: false, ..TokenizerOpts::default() };
        Self {
            tokenizer: Tokenizer::new(Tokens::default(), options),
            input: BufferQueue::default(),
        }
    }

    /// Adds a part to the tree, unless it takes a parser.
    pub(super) fn add(&mut self, html: &str, nesting: &mut Nesting) -> Option<()> {
        // The text behind it could finish a tag or an entity.
        let rest = html.rsplit('>').next().unwrap_or_default();
        if rest.contains(['<', '&']) {
            return None;
        }
        if may_be_crowded(html) {
            return None;
        }
        self.input.push_back(StrTendril::from_slice(html));
        self.input.push_back(StrTendril::from_slice(PROBE));
        let _ = self.tokenizer.feed(&self.input);
        let mut tokens = self.tokenizer.sink.0.borrow_mut();
        let probe = tokens.pop()?;
        if !matches!(probe, Token::TagToken(Tag { name: local_name!("wbr"), .. })) {
            return None;
        }
        tokens.drain(..).try_for_each(|token| add(token, nesting))
    }
}

fn add(token: Token, nesting: &mut Nesting) -> Option<()> {
    match token {
        Token::TagToken(Tag { kind: TagKind::StartTag, name, attrs, .. }) => {
            let kind = ElementKind::of(&name)?;
            nesting.start(name, kind)?;
            for attribute in attrs {
                nesting.shared_attribute(attribute.name.local, attribute.value);
            }
            Some(())
        }
        Token::TagToken(Tag { name, .. }) => nesting.authored_end(&name),
        Token::CharacterTokens(text) => nesting.text(&text),
        Token::CommentToken(text) => nesting.comment(&text),
        Token::ParseError(_) => Some(()),
        Token::DoctypeToken(_) | Token::NullCharacterToken | Token::EOFToken => None,
    }
}

impl TokenSink for Tokens {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let raw = match &token {
            Token::TagToken(Tag { kind: TagKind::StartTag, name, .. }) => raw(name),
            _ => None,
        };
        self.0.borrow_mut().push(token);
        raw.map_or(TokenSinkResult::Continue, TokenSinkResult::RawData)
    }
}

/// How the text in an element is read that holds no HTML (HTML, section 13.2.6.4.4 and .7).
fn raw(name: &LocalName) -> Option<RawKind> {
    match *name {
        local_name!("script") => Some(RawKind::ScriptData),
        local_name!("iframe") | local_name!("style") => Some(RawKind::Rawtext),
        _ => None,
    }
}
