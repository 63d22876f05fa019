use domain::id::SeminarSlug;
use domain::time::Clocks;
use leptos::prelude::*;
use leptos_router::components::A;

use super::session_ahead::SessionAhead;
use crate::clock::OwnRange;
use crate::erased::Erase;

#[component]
pub fn ComingSessions(sessions: Vec<SessionAhead>, seminar: SeminarSlug, clocks: Clocks) -> impl IntoView {
    let list = (!sessions.is_empty()).then(|| {
        let lines = sessions.into_iter().map(|session| {
            let address = format!("/seminars/{seminar}/sessions/{}", session.slug);
            view! {
                <li class="entry">
                    <div class="entry-times">
                        <OwnRange clocks=clocks.clone() starts=session.starts ends=session.ends />
                    </div>
                    <div class="entry-body">
                        <p class="eyebrow">{session.kind}</p>
                        <h3>
                            <A href=address>{session.title}</A>
                        </h3>
                    </div>
                </li>
            }
        });
        view! { <ol class="entries">{lines.collect_view()}</ol> }
    });
    view! {
        {match list {
            Some(list) => list.erased(),
            None => view! { <p>"No further session is ahead."</p> }.erased(),
        }}
        <p>
            <A href=format!("/seminars/{seminar}/programme")>"The whole programme"</A>
        </p>
    }
}
