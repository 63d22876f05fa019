//! A view of which nothing is known any more but that it is one, with no code behind it that is never run.
//!
//! `IntoAny` of Leptos keeps all that a type could be asked for within reach, so the compiler can drop nothing of it:
//! of every view, the server would have code that puts nodes into a page and four ways to write HTML, and the browser
//! two ways to take that up.

use leptos::prelude::*;
use leptos::tachys::html::attribute::Attribute;
use leptos::tachys::html::attribute::any_attribute::AnyAttribute;
use leptos::tachys::hydration::Cursor;
use leptos::tachys::ssr::{StreamBuilder, StreamChunk};
use leptos::tachys::view::add_attr::AddAnyAttr;
use leptos::tachys::view::{Position, PositionState, Render, RenderHtml};

/// Used in place of `IntoAny` everywhere in this crate.
pub trait Erase {
    fn erased(self) -> AnyView;
}

impl<V: RenderHtml> Erase for V {
    fn erased(self) -> AnyView {
        #[expect(clippy::disallowed_methods, reason = "of a view that is made for it")]
        Lean(self).into_any()
    }
}

/// A view that is only ever asked for what its side needs.
struct Lean<V>(V);

#[cfg(feature = "hydrate")]
impl<V: Render> Render for Lean<V> {
    type State = V::State;

    fn build(self) -> Self::State {
        self.0.build()
    }

    fn rebuild(self, state: &mut Self::State) {
        self.0.rebuild(state);
    }
}

/// The server writes HTML and has no nodes.
#[cfg(not(feature = "hydrate"))]
impl<V: Render> Render for Lean<V> {
    type State = ();

    fn build(self) -> Self::State {}

    fn rebuild(self, (): &mut Self::State) {}
}

impl<V: RenderHtml> AddAnyAttr for Lean<V> {
    type Output<SomeNewAttr: Attribute> = Lean<V::Output<SomeNewAttr>>;

    fn add_any_attr<NewAttr: Attribute>(self, attr: NewAttr) -> Self::Output<NewAttr>
    where
        Self::Output<NewAttr>: RenderHtml,
    {
        Lean(self.0.add_any_attr(attr))
    }
}

/// `hydrate_async` is left to the trait, which calls `hydrate`: what a page waits for is its chunk, and that has come
/// when its view is made.
impl<V: RenderHtml> RenderHtml for Lean<V> {
    type AsyncOutput = Self;
    type Owned = Lean<V::Owned>;

    const MIN_LENGTH: usize = V::MIN_LENGTH;
    const EXISTS: bool = V::EXISTS;

    fn dry_resolve(&mut self) {
        self.0.dry_resolve();
    }

    /// What waits within it does so in a `Transition` of its own. Where a view waits for its data itself, its `Suspend`
    /// stands in the `Transition` directly, as in `loaded`.
    async fn resolve(self) -> Self {
        self
    }

    fn html_len(&self) -> usize {
        self.0.html_len()
    }

    /// What is there without waiting.
    fn to_html_with_buf(
        self,
        buf: &mut String,
        position: &mut Position,
        escape: bool,
        mark_branches: bool,
        extra_attrs: Vec<AnyAttribute>,
    ) {
        let mut stream = StreamBuilder::new(None);
        self.to_html_async_with_buf::<false>(&mut stream, position, escape, mark_branches, extra_attrs);
        for chunk in stream.take_chunks() {
            if let StreamChunk::Sync(html) = chunk {
                buf.push_str(&html);
            }
        }
    }

    /// Always in order, as every page is sent (`SsrMode::Async`).
    fn to_html_async_with_buf<const OUT_OF_ORDER: bool>(
        self,
        buf: &mut StreamBuilder,
        position: &mut Position,
        escape: bool,
        mark_branches: bool,
        extra_attrs: Vec<AnyAttribute>,
    ) {
        self.0.to_html_async_with_buf::<false>(buf, position, escape, mark_branches, extra_attrs);
    }

    // Once, and not once more in the future around it.
    #[inline(never)]
    #[cfg(feature = "hydrate")]
    fn hydrate<const FROM_SERVER: bool>(self, cursor: &Cursor, position: &PositionState) -> Self::State {
        self.0.hydrate::<FROM_SERVER>(cursor, position)
    }

    #[cfg(not(feature = "hydrate"))]
    fn hydrate<const FROM_SERVER: bool>(self, _cursor: &Cursor, _position: &PositionState) -> Self::State {}

    fn into_owned(self) -> Self::Owned {
        Lean(self.0.into_owned())
    }
}
