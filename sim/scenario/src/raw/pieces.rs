//! Seeds that cut a text into pieces: the fields of a group, the elements of a list, a word with
//! its fields. A missing value, `None` and `null` are the same.
//!
//! Knows no field's name and no meaning.

use super::spelling::Spelling;
use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, Error, MapAccess, SeqAccess, VariantAccess, Visitor,
};
use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

/// Most fields of one group that are kept: more than any group has.
const MAX_FIELDS: usize = 64;

/// Name and value of each field, in the file's order.
pub(super) type Fields<'t> = Vec<(Cow<'t, str>, &'t str)>;

/// A value as written.
pub(super) struct Piece<S>(PhantomData<S>);

/// A group's fields.
pub(super) struct Group<S>(PhantomData<S>);

/// A word with fields in brackets: `word(..)` or `{"word": {..}}`.
pub(super) struct Choice<S>(PhantomData<S>);

/// A list's elements, up to a limit.
pub(super) struct List<'l, S> {
    limit: usize,
    /// Set where the list has more elements than the limit; reading then stops.
    exceeded: &'l mut bool,
    spelling: PhantomData<S>,
}

/// A map from names to values, up to a limit.
pub(super) struct Map<'l, S> {
    limit: usize,
    /// As in [`List`].
    exceeded: &'l mut bool,
    spelling: PhantomData<S>,
}

/// A text.
pub(super) struct Text;

/// The same, or nothing.
pub(super) struct Maybe<V>(pub V);

impl<S> Piece<S> {
    pub fn new() -> Self {
        Piece(PhantomData)
    }
}

impl<S> Group<S> {
    pub fn new() -> Self {
        Group(PhantomData)
    }
}

impl<S> Choice<S> {
    pub fn new() -> Self {
        Choice(PhantomData)
    }
}

impl<'l, S> List<'l, S> {
    pub fn new(limit: usize, exceeded: &'l mut bool) -> Self {
        List { limit, exceeded, spelling: PhantomData }
    }
}

impl<'l, S> Map<'l, S> {
    pub fn new(limit: usize, exceeded: &'l mut bool) -> Self {
        Map { limit, exceeded, spelling: PhantomData }
    }
}

impl<'t, S: Spelling> DeserializeSeed<'t> for Piece<S> {
    type Value = &'t str;

    fn deserialize<D: Deserializer<'t>>(self, deserializer: D) -> Result<&'t str, D::Error> {
        S::piece(deserializer)
    }
}

impl<'t, S: Spelling> DeserializeSeed<'t> for Group<S> {
    type Value = Fields<'t>;

    fn deserialize<D: Deserializer<'t>>(self, deserializer: D) -> Result<Fields<'t>, D::Error> {
        deserializer.deserialize_struct("", &[], self)
    }
}

impl<'t, S: Spelling> Visitor<'t> for Group<S> {
    type Value = Fields<'t>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a group")
    }

    fn visit_map<A: MapAccess<'t>>(self, mut map: A) -> Result<Fields<'t>, A::Error> {
        let mut fields = Vec::with_capacity(8);
        while let Some(name) = map.next_key_seed(Name)? {
            let value = map.next_value_seed(Piece::<S>::new())?;
            if fields.len() < MAX_FIELDS {
                fields.push((name, value));
            }
        }
        Ok(fields)
    }
}

impl<'t, S: Spelling> DeserializeSeed<'t> for Choice<S> {
    type Value = (Cow<'t, str>, Fields<'t>);

    fn deserialize<D: Deserializer<'t>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_enum("", &[], self)
    }
}

impl<'t, S: Spelling> Visitor<'t> for Choice<S> {
    type Value = (Cow<'t, str>, Fields<'t>);

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a word with fields")
    }

    fn visit_enum<A: EnumAccess<'t>>(self, data: A) -> Result<Self::Value, A::Error> {
        let (word, rest) = data.variant_seed(Name)?;
        Ok((word, rest.struct_variant(&[], Group::<S>::new())?))
    }
}

impl<'t, S: Spelling> DeserializeSeed<'t> for List<'_, S> {
    type Value = Vec<&'t str>;

    fn deserialize<D: Deserializer<'t>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'t, S: Spelling> Visitor<'t> for List<'_, S> {
    type Value = Vec<&'t str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'t>>(self, mut list: A) -> Result<Self::Value, A::Error> {
        let mut pieces = Vec::new();
        while let Some(piece) = list.next_element_seed(Piece::<S>::new())? {
            if pieces.len() == self.limit {
                *self.exceeded = true;
                return Err(A::Error::custom("too long"));
            }
            pieces.push(piece);
        }
        Ok(pieces)
    }
}

impl<'t, S: Spelling> DeserializeSeed<'t> for Map<'_, S> {
    type Value = Fields<'t>;

    fn deserialize<D: Deserializer<'t>>(self, deserializer: D) -> Result<Fields<'t>, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'t, S: Spelling> Visitor<'t> for Map<'_, S> {
    type Value = Fields<'t>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a map")
    }

    fn visit_map<A: MapAccess<'t>>(self, mut map: A) -> Result<Fields<'t>, A::Error> {
        let mut entries = Vec::new();
        while let Some(name) = map.next_key_seed(Text)? {
            let value = map.next_value_seed(Piece::<S>::new())?;
            if entries.len() == self.limit {
                *self.exceeded = true;
                return Err(A::Error::custom("too long"));
            }
            entries.push((name, value));
        }
        Ok(entries)
    }
}

impl<'t> DeserializeSeed<'t> for Text {
    type Value = Cow<'t, str>;

    fn deserialize<D: Deserializer<'t>>(self, deserializer: D) -> Result<Cow<'t, str>, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'t> Visitor<'t> for Text {
    type Value = Cow<'t, str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text")
    }

    fn visit_borrowed_str<E: Error>(self, text: &'t str) -> Result<Cow<'t, str>, E> {
        Ok(Cow::Borrowed(text))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Cow<'t, str>, E> {
        Ok(Cow::Owned(text.to_owned()))
    }
}

/// The name of a field or a word.
pub(super) struct Name;

impl<'t> DeserializeSeed<'t> for Name {
    type Value = Cow<'t, str>;

    fn deserialize<D: Deserializer<'t>>(self, deserializer: D) -> Result<Cow<'t, str>, D::Error> {
        deserializer.deserialize_identifier(Text)
    }
}

impl<'t, V: DeserializeSeed<'t>> DeserializeSeed<'t> for Maybe<V> {
    type Value = Option<V::Value>;

    fn deserialize<D: Deserializer<'t>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_option(self)
    }
}

impl<'t, V: DeserializeSeed<'t>> Visitor<'t> for Maybe<V> {
    type Value = Option<V::Value>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value or nothing")
    }

    fn visit_none<E: Error>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_some<D: Deserializer<'t>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        self.0.deserialize(deserializer).map(Some)
    }
}
