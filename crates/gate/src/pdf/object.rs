//! What a PDF is made of.

use std::borrow::Cow;

#[derive(Debug, Clone, PartialEq)]
pub(super) enum Object<'a> {
    /// `null`, `true`, and words that mean nothing.
    Word,
    False,
    Number(f64),
    Name(Cow<'a, [u8]>),
    Text(Cow<'a, [u8]>),
    Array(Vec<Object<'a>>),
    Dict(Dict<'a>),
    /// Number and generation of another object.
    Reference(u32, u32),
}

/// Keys may come twice; all of them are looked at.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Dict<'a>(pub(super) Vec<(Cow<'a, [u8]>, Object<'a>)>);

impl<'a> Dict<'a> {
    /// The last of that name.
    pub(super) fn get(&self, key: &str) -> Option<&Object<'a>> {
        self.get_named(key.as_bytes())
    }

    pub(super) fn get_named(&self, key: &[u8]) -> Option<&Object<'a>> {
        self.0.iter().rev().find(|(name, _)| **name == *key).map(|(_, value)| value)
    }

    pub(super) fn get_mut(&mut self, key: &[u8]) -> Option<&mut Object<'a>> {
        self.0.iter_mut().rev().find(|(name, _)| **name == *key).map(|(_, value)| value)
    }

    pub(super) fn name(&self, key: &str) -> Option<&[u8]> {
        match self.get(key)? {
            Object::Name(name) => Some(name),
            _ => None,
        }
    }

    /// A copy of its own, with no more in it than what describes a stream.
    pub(super) fn shallow(&self) -> Dict<'static> {
        let wanted = |key: &[u8]| {
            matches!(
                key,
                b"Type"
                    | b"Subtype"
                    | b"Length"
                    | b"Filter"
                    | b"DecodeParms"
                    | b"F"
                    | b"DP"
                    | b"N"
                    | b"First"
                    | b"Width"
                    | b"Height"
                    | b"BitsPerComponent"
                    | b"ImageMask"
            )
        };
        Dict(
            self.0
                .iter()
                .filter(|(key, _)| wanted(key))
                .map(|(key, value)| (Cow::Owned(key.to_vec()), value.owned()))
                .collect(),
        )
    }

    pub(super) fn owned(&self) -> Dict<'static> {
        Dict(self.0.iter().map(|(key, value)| (Cow::Owned(key.to_vec()), value.owned())).collect())
    }
}

impl Object<'_> {
    fn owned(&self) -> Object<'static> {
        match self {
            Self::Word => Object::Word,
            Self::False => Object::False,
            Self::Number(number) => Object::Number(*number),
            Self::Name(name) => Object::Name(Cow::Owned(name.to_vec())),
            Self::Text(text) => Object::Text(Cow::Owned(text.to_vec())),
            Self::Array(items) => Object::Array(items.iter().map(Object::owned).collect()),
            Self::Dict(dict) => Object::Dict(dict.owned()),
            Self::Reference(number, generation) => Object::Reference(*number, *generation),
        }
    }
}
