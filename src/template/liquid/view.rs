//! Variables that are found, or made, when a template asks for them.

use std::fmt;

use liquid_core::model::{DisplayCow, KStringCow, Object, ObjectView, State, Value, ValueView};

/// Something that has values by name.
pub(super) trait Lookup: fmt::Debug {
    /// The names, in order.
    fn names(&self) -> Vec<&str>;

    /// The value called `name`.
    fn find(&self, name: &str) -> Option<&dyn ValueView>;
}

/// What Liquid sees of it: an object.
#[derive(Debug)]
pub(super) struct View<T>(pub(super) T);

impl<T: Lookup> View<T> {
    fn object(&self) -> Object {
        self.iter().map(|(name, value)| (name.into_owned(), value.to_value())).collect()
    }
}

impl<T: Lookup> ValueView for View<T> {
    fn as_debug(&self) -> &dyn fmt::Debug {
        self
    }

    fn render(&self) -> DisplayCow<'_> {
        DisplayCow::Owned(Box::new(self.object().render().to_string()))
    }

    fn source(&self) -> DisplayCow<'_> {
        DisplayCow::Owned(Box::new(self.object().source().to_string()))
    }

    fn type_name(&self) -> &'static str {
        "object"
    }

    fn query_state(&self, state: State) -> bool {
        (state == State::Truthy) != self.0.names().is_empty()
    }

    fn to_kstr(&self) -> KStringCow<'_> {
        KStringCow::from_string(self.render().to_string())
    }

    fn to_value(&self) -> Value {
        Value::Object(self.object())
    }

    fn as_object(&self) -> Option<&dyn ObjectView> {
        Some(self)
    }
}

impl<T: Lookup> ObjectView for View<T> {
    fn as_value(&self) -> &dyn ValueView {
        self
    }

    fn size(&self) -> i64 {
        i64::try_from(self.0.names().len()).unwrap_or(i64::MAX)
    }

    fn keys<'k>(&'k self) -> Box<dyn Iterator<Item = KStringCow<'k>> + 'k> {
        Box::new(self.0.names().into_iter().map(KStringCow::from_ref))
    }

    fn values<'k>(&'k self) -> Box<dyn Iterator<Item = &'k dyn ValueView> + 'k> {
        Box::new(self.iter().map(|(_, value)| value))
    }

    fn iter<'k>(&'k self) -> Box<dyn Iterator<Item = (KStringCow<'k>, &'k dyn ValueView)> + 'k> {
        let value = |name| Some((KStringCow::from_ref(name), self.0.find(name)?));
        Box::new(self.0.names().into_iter().filter_map(value))
    }

    fn contains_key(&self, name: &str) -> bool {
        self.0.find(name).is_some()
    }

    fn get<'s>(&'s self, name: &str) -> Option<&'s dyn ValueView> {
        self.0.find(name)
    }
}
