//! CSS selectors over a tree (W3C, Selectors Level 4).

use std::fmt;

use cssparser::ToCss;
use html5ever::{LocalName, Namespace};
use precomputed_hash::PrecomputedHash;
use selectors::attr::{AttrSelectorOperation, CaseSensitivity, NamespaceConstraint};
use selectors::bloom::BloomFilter;
use selectors::context::{
    MatchingContext, MatchingForInvalidation, MatchingMode, NeedsSelectorFlags, QuirksMode,
    SelectorCaches,
};
use selectors::matching::{ElementSelectorFlags, matches_selector_list};
use selectors::parser::{self, ParseRelative, SelectorList, SelectorParseErrorKind};
use selectors::{OpaqueElement, SelectorImpl};

use super::{Element, Node, Tree};

/// One or several selectors, separated by commas. Pseudo-elements and the states of an element in
/// use, such as `:hover`, are none of a tree's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Selector(SelectorList<Names>);

/// A text is no selector.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SelectorError {
    /// Where in the text its first mistake ends, in bytes.
    pub at: usize,
}

impl Selector {
    /// Parses a list of selectors.
    ///
    /// # Errors
    /// The place of the first mistake.
    pub fn parse(text: &str) -> Result<Self, SelectorError> {
        let mut parser = cssparser::Parser::new(text);
        SelectorList::parse(&Syntax, &mut parser, ParseRelative::No)
            .map(Self)
            .map_err(|_| SelectorError { at: parser.position().byte_index() })
    }

    /// Tells if an element is selected.
    #[must_use]
    pub fn matches(&self, element: Element<'_>) -> bool {
        self.matches_with(element, &mut SelectorCaches::default())
    }

    fn matches_with(&self, element: Element<'_>, caches: &mut SelectorCaches) -> bool {
        let mut context = MatchingContext::new(
            MatchingMode::Normal,
            None,
            caches,
            QuirksMode::NoQuirks,
            NeedsSelectorFlags::No,
            MatchingForInvalidation::No,
        );
        matches_selector_list(&self.0, &Selectable(element), &mut context)
    }
}

impl fmt::Display for SelectorError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "not a CSS selector from byte {} on", self.at)
    }
}

impl std::error::Error for SelectorError {}

impl Tree {
    /// The elements that `selector` selects, in the order of the text.
    pub fn select<'t, 's>(
        &'t self,
        selector: &'s Selector,
    ) -> impl Iterator<Item = Element<'t>> + use<'t, 's> {
        self.root().select(selector)
    }
}

impl<'t> Node<'t> {
    /// The elements in this one that `selector` selects, in the order of the text.
    pub fn select<'s>(
        self,
        selector: &'s Selector,
    ) -> impl Iterator<Item = Element<'t>> + use<'t, 's> {
        let mut caches = SelectorCaches::default();
        self.descendants()
            .filter_map(Node::element)
            .filter(move |element| selector.matches_with(*element, &mut caches))
    }
}

/// The syntax that is read: Level 4 with `:is()`, `:where()` and `:has()`.
struct Syntax;

impl parser::Parser<'_> for Syntax {
    type Impl = Names;
    type Error = SelectorParseErrorKind;

    fn parse_is_and_where(&self) -> bool {
        true
    }

    fn parse_has(&self) -> bool {
        true
    }
}

/// The types of the parts of a selector.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Names;

impl SelectorImpl for Names {
    type ExtraMatchingData<'a> = ();
    type AttrValue = Value;
    type Identifier = Name;
    type LocalName = Name;
    type NamespaceUrl = Namespace;
    type NamespacePrefix = Name;
    type BorrowedNamespaceUrl = Namespace;
    type BorrowedLocalName = Name;
    type NonTSPseudoClass = Never;
    type PseudoElement = Never;
}

/// The name of an element, attribute, class or id.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Name(LocalName);

/// The value of an attribute.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Value(String);

/// What no tree has.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Never {}

impl From<&str> for Name {
    fn from(name: &str) -> Self {
        Self(name.into())
    }
}

impl PrecomputedHash for Name {
    fn precomputed_hash(&self) -> u32 {
        self.0.precomputed_hash()
    }
}

impl ToCss for Name {
    fn to_css<W: fmt::Write>(&self, out: &mut W) -> fmt::Result {
        cssparser::serialize_identifier(&self.0, out)
    }
}

impl From<&str> for Value {
    fn from(value: &str) -> Self {
        Self(value.to_owned())
    }
}

impl AsRef<str> for Value {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl ToCss for Value {
    fn to_css<W: fmt::Write>(&self, out: &mut W) -> fmt::Result {
        cssparser::serialize_string(&self.0, out)
    }
}

impl ToCss for Never {
    fn to_css<W: fmt::Write>(&self, _: &mut W) -> fmt::Result {
        match *self {}
    }
}

impl parser::NonTSPseudoClass for Never {
    fn is_active_or_hover(&self) -> bool {
        match *self {}
    }

    fn is_user_action_state(&self) -> bool {
        match *self {}
    }
}

impl parser::PseudoElement for Never {}

/// An element as the crate for selectors asks for it.
#[derive(Debug, Clone)]
struct Selectable<'t>(Element<'t>);

impl<'t> Selectable<'t> {
    fn first(mut nodes: impl Iterator<Item = Node<'t>>) -> Option<Self> {
        nodes.find_map(Node::element).map(Self)
    }
}

impl selectors::Element for Selectable<'_> {
    type Impl = Names;

    fn opaque(&self) -> OpaqueElement {
        OpaqueElement::new(self.0.node().slot())
    }

    fn parent_element(&self) -> Option<Self> {
        self.0.node().parent()?.element().map(Self)
    }

    fn parent_node_is_shadow_root(&self) -> bool {
        false
    }

    fn containing_shadow_host(&self) -> Option<Self> {
        None
    }

    fn is_pseudo_element(&self) -> bool {
        false
    }

    fn prev_sibling_element(&self) -> Option<Self> {
        Self::first(self.0.node().all_before())
    }

    fn next_sibling_element(&self) -> Option<Self> {
        Self::first(self.0.node().all_behind())
    }

    fn first_element_child(&self) -> Option<Self> {
        Self::first(self.0.node().children())
    }

    fn is_html_element_in_html_document(&self) -> bool {
        self.0.is_html()
    }

    fn has_local_name(&self, name: &Name) -> bool {
        *self.0.local_name() == name.0
    }

    fn has_namespace(&self, namespace: &Namespace) -> bool {
        self.0.namespace() == namespace
    }

    fn is_same_type(&self, other: &Self) -> bool {
        self.0.local_name() == other.0.local_name() && self.0.namespace() == other.0.namespace()
    }

    fn attr_matches(
        &self,
        namespace: &NamespaceConstraint<&Namespace>,
        name: &Name,
        operation: &AttrSelectorOperation<&Value>,
    ) -> bool {
        // A tree keeps no namespaces of attributes.
        let is_any = match namespace {
            NamespaceConstraint::Any => true,
            NamespaceConstraint::Specific(url) => url.is_empty(),
        };
        is_any && self.0.attribute(&name.0).is_some_and(|value| operation.eval_str(value))
    }

    fn match_non_ts_pseudo_class(&self, class: &Never, _: &mut MatchingContext<'_, Names>) -> bool {
        match *class {}
    }

    fn match_pseudo_element(&self, element: &Never, _: &mut MatchingContext<'_, Names>) -> bool {
        match *element {}
    }

    fn apply_selector_flags(&self, _: ElementSelectorFlags) {}

    fn is_link(&self) -> bool {
        matches!(self.0.name(), "a" | "area") && self.0.attribute("href").is_some()
    }

    fn is_html_slot_element(&self) -> bool {
        false
    }

    fn has_id(&self, id: &Name, case: CaseSensitivity) -> bool {
        self.0.attribute("id").is_some_and(|own| case.eq(own.as_bytes(), id.0.as_bytes()))
    }

    fn has_class(&self, name: &Name, case: CaseSensitivity) -> bool {
        let classes = self.0.attribute("class").unwrap_or_default();
        classes.split_ascii_whitespace().any(|own| case.eq(own.as_bytes(), name.0.as_bytes()))
    }

    fn has_custom_state(&self, _: &Name) -> bool {
        false
    }

    fn imported_part(&self, _: &Name) -> Option<Name> {
        None
    }

    fn is_part(&self, _: &Name) -> bool {
        false
    }

    fn is_empty(&self) -> bool {
        let is_content = |node: Node<'_>| {
            node.element().is_some() || node.text().is_some_and(|text| !text.is_empty())
        };
        !self.0.node().children().any(is_content)
    }

    fn is_root(&self) -> bool {
        self.0.node().parent().is_some_and(|parent| parent.parent().is_none())
    }

    fn add_element_unique_hashes(&self, _: &mut BloomFilter) -> bool {
        false
    }
}
