use leptos::prelude::*;

/// Lets anything ask for what is shown to be loaded again: a live event, a new zone.
#[derive(Debug, Clone, Copy, Default)]
pub struct Reload(RwSignal<u32>);

impl Reload {
    /// Loads again whatever counts [`Reload::count`] among its sources.
    pub fn all(self) {
        self.0.update(|count| *count += 1);
    }

    /// A page whose chunk arrives late comes alive with the data of the document: what was to be
    /// loaded again before that is loaded now.
    fn catch_up(self) {
        let hydrates = Owner::current_shared_context().is_some_and(|shared| shared.during_hydration());
        if hydrates && self.0.get_untracked() > 0 {
            Effect::new(move |_| self.all());
        }
    }

    /// A source for resources that are to be loaded again.
    pub fn count(self) -> u32 {
        self.0.get()
    }
}

/// The count of the page's [`Reload`], to be read in a resource's source.
pub fn reloads() -> impl Fn() -> u32 + Copy + Send + Sync + 'static {
    let reload = expect_context::<Reload>();
    reload.catch_up();
    move || reload.count()
}
