use leptos::prelude::*;

/// Loads the page's data again when something happens in the seminar, and every 10 seconds
/// where the server's events do not come through. Draws nothing.
///
/// It stands beside what [`loaded`](crate::loaded::loaded) draws, not in it: there, each event
/// would close the stream that brought it.
#[component]
pub fn Live(
    /// The seminar's slug.
    #[prop(into)]
    seminar: String,
    /// The slug of the session whose discussion is shown here.
    #[prop(optional, into)]
    session: String,
) -> impl IntoView {
    #[cfg(feature = "hydrate")]
    {
        let reload = expect_context::<super::Reload>();
        Effect::new(move |_| stream::follow(&seminar, &session, reload));
    }
    #[cfg(not(feature = "hydrate"))]
    drop((seminar, session));
}

#[cfg(feature = "hydrate")]
mod stream {
    //! The stream of events, as long as the page is shown.

    use std::cell::{Cell, RefCell};
    use std::rc::{Rc, Weak};

    use gloo_events::EventListener;
    use gloo_timers::callback::{Interval, Timeout};
    use leptos::prelude::*;
    use web_sys::EventSource;

    use crate::frame::Reload;

    const EVENTS: [&str; 8] =
        ["material", "people", "attendance", "certificates", "discussion", "slides", "outbox", "seminar"];
    /// Several events at once, as when a list of people is taken in, load once.
    const GATHER_MILLIS: u32 = 300;
    const POLL_MILLIS: u32 = 10_000;

    /// Follows the seminar until the owner of the calling effect is cleaned up.
    pub fn follow(seminar: &str, session: &str, reload: Reload) {
        let stream = Rc::new(Stream {
            address: format!("/events?seminar={seminar}&session={session}&age={:.0}", age_millis()),
            reload,
            connection: RefCell::default(),
            gathering: RefCell::default(),
            polling: RefCell::default(),
            missed: Cell::new(false),
        });
        stream.show();
        let page = document();
        let weak = Rc::downgrade(&stream);
        let visibility = EventListener::new(&page, "visibilitychange", move |_| with(&weak, Stream::follow_visibility));
        // Its owner drops it, and with it the connection, the timers and the listeners.
        StoredValue::new_local((stream, visibility));
    }

    /// How long ago what the page shows was asked for, with a margin: what happened since then is missed otherwise.
    /// The first page was on its way for as long as the document; a later one asks for both at once.
    fn age_millis() -> f64 {
        const MARGIN_MILLIS: f64 = 1_000.0;
        thread_local!(static IS_FIRST: Cell<bool> = const { Cell::new(true) });
        let document = window().performance().filter(|_| IS_FIRST.replace(false)).map_or(0.0, |clock| clock.now());
        document + MARGIN_MILLIS
    }

    /// Runs `act` if the page still follows.
    fn with(stream: &Weak<Stream>, act: impl FnOnce(&Rc<Stream>)) {
        if let Some(stream) = stream.upgrade() {
            act(&stream);
        }
    }

    struct Stream {
        address: String,
        reload: Reload,
        connection: RefCell<Option<Connection>>,
        gathering: RefCell<Option<Timeout>>,
        polling: RefCell<Option<Interval>>,
        /// Something may have happened while no event could arrive.
        missed: Cell<bool>,
    }

    /// Listeners fall away with it, and the connection is closed.
    struct Connection {
        source: EventSource,
        _listeners: Vec<EventListener>,
    }

    impl Drop for Connection {
        fn drop(&mut self) {
            self.source.close();
        }
    }

    impl Stream {
        /// A page that nobody looks at needs no link; one that is looked at again needs news.
        fn follow_visibility(self: &Rc<Self>) {
            if document().hidden() {
                self.hide();
            } else {
                self.reload.all();
                self.show();
            }
        }

        fn show(self: &Rc<Self>) {
            if !document().hidden() {
                self.connect();
            }
        }

        fn hide(&self) {
            self.connection.take();
            self.gathering.take();
            self.polling.take();
            self.missed.set(false);
        }

        fn connect(self: &Rc<Self>) {
            self.connection.take();
            let Ok(source) = EventSource::new(&self.address) else {
                return self.poll();
            };
            let mut listeners: Vec<EventListener> =
                EVENTS.iter().map(|name| self.listen(&source, name, Self::gather)).collect();
            listeners.push(self.listen(&source, "open", Self::arrive));
            listeners.push(self.listen(&source, "error", Self::poll));
            self.connection.replace(Some(Connection { source, _listeners: listeners }));
        }

        fn listen(self: &Rc<Self>, source: &EventSource, name: &'static str, act: fn(&Rc<Self>)) -> EventListener {
            let weak = Rc::downgrade(self);
            EventListener::new(source, name, move |_| with(&weak, act))
        }

        /// The stream is there, perhaps again.
        fn arrive(self: &Rc<Self>) {
            self.polling.take();
            if self.missed.take() {
                self.reload.all();
            }
        }

        fn gather(self: &Rc<Self>) {
            if self.gathering.borrow().is_some() {
                return;
            }
            let weak = Rc::downgrade(self);
            let load = move || {
                with(&weak, |stream| {
                    stream.gathering.take();
                    stream.reload.all();
                });
            };
            self.gathering.replace(Some(Timeout::new(GATHER_MILLIS, load)));
        }

        fn poll(self: &Rc<Self>) {
            self.missed.set(true);
            if self.polling.borrow().is_some() {
                return;
            }
            let weak = Rc::downgrade(self);
            let ask = move || with(&weak, Self::ask);
            self.polling.replace(Some(Interval::new(POLL_MILLIS, ask)));
        }

        /// The browser tries again by itself, except after an answer that was no stream.
        fn ask(self: &Rc<Self>) {
            self.reload.all();
            let given_up = self
                .connection
                .borrow()
                .as_ref()
                .is_none_or(|connection| connection.source.ready_state() == EventSource::CLOSED);
            if given_up {
                self.connect();
            }
        }
    }
}
