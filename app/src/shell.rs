//! The HTML document, and the table of routes.

use leptos::nonce::use_nonce;
use leptos::prelude::*;
use leptos_meta::{HashedStylesheet, MetaTags, provide_meta_context};
use leptos_router::components::{FlatRoutes, Route, Router};
use leptos_router::{Lazy, SsrMode, path};

use crate::error::{AppError, Problem};
use crate::form::{MARK_SENT, keep_what_is_told, take_along_posted};
use crate::frame::{Coming, ComingNote, Footer, Header, Reload};

/// The document around the app, as the server sends it.
pub fn document(options: LeptosOptions) -> impl IntoView {
    view! {
        <!DOCTYPE html>
        <html lang="en" dir="ltr">
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <meta name="color-scheme" content="light dark" />
                // Before the style: a script after it would wait for it.
                <script nonce=use_nonce()>{MARK_SENT}</script>
                <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
                <HashedStylesheet id="style" options=options.clone() />
                // Deferred: style and text come first on a weak link, and all works before it.
                <HydrationScripts options defer=true />
                <MetaTags />
            </head>
            <body>
                <App />
            </body>
        </html>
    }
}

#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    provide_context(Reload::default());
    provide_context(Coming::default());
    take_along_posted();
    view! {
        <Router>
            // The browser's own way there takes the focus along; the router's does not.
            <a class="skip-link" href="#content" rel="external">"Skip to the content"</a>
            <Header />
            <ComingNote />
            <main id="content">
                <Pages />
            </main>
            <Footer />
        </Router>
    }
}

/// Every page there is. The server waits for a page's data, so that it reads without JavaScript
/// and has its right status.
#[component]
fn Pages() -> impl IntoView {
    use crate::{
        attendance, audit, board, certificates, clock, deadlines, deletion, discussion, gallery, gate, invitations,
        materials, my, outbox, people, previews, programme, reviews, search, seminars, sign_in,
    };
    keep_what_is_told();
    let whole = SsrMode::Async;
    view! {
        <FlatRoutes fallback=|| view! { <NoSuchPage /> }>
            <Route path=path!("/") ssr=whole.clone() view={Lazy::<seminars::SeminarsPage>::new()} />
            <Route path=path!("/zone") ssr=whole.clone() view={Lazy::<clock::ZonePage>::new()} />
            <Route path=path!("/sign-in") ssr=whole.clone() view={Lazy::<sign_in::SignInPage>::new()} />
            <Route path=path!("/forgotten-password") ssr=whole.clone() view={Lazy::<sign_in::ForgottenPasswordPage>::new()} />
            <Route path=path!("/new-password/:token") ssr=whole.clone() view={Lazy::<sign_in::NewPasswordPage>::new()} />
            <Route path=path!("/invitations/:token") ssr=whole.clone() view={Lazy::<invitations::InvitationPage>::new()} />
            <Route path=path!("/seminars/:seminar") ssr=whole.clone() view={Lazy::<seminars::NoticePage>::new()} />
            <Route path=path!("/seminars/:seminar/programme") ssr=whole.clone() view={Lazy::<programme::ProgrammePage>::new()} />
            <Route path=path!("/seminars/:seminar/sessions/:session") ssr=whole.clone() view={Lazy::<discussion::SessionPage>::new()} />
            <Route path=path!("/seminars/:seminar/my") ssr=whole.clone() view={Lazy::<my::MyPage>::new()} />
            <Route path=path!("/seminars/:seminar/materials") ssr=whole.clone() view={Lazy::<materials::MaterialsPage>::new()} />
            <Route path=path!("/seminars/:seminar/review-form") ssr=whole.clone() view={Lazy::<reviews::ReviewFormPage>::new()} />
            <Route path=path!("/seminars/:seminar/materials/:material") ssr=whole.clone() view={Lazy::<materials::MaterialPage>::new()} />
            <Route path=path!("/seminars/:seminar/receipts/:version") ssr=whole.clone() view={Lazy::<materials::ReceiptPage>::new()} />
            <Route path=path!("/seminars/:seminar/previews/:version") ssr=whole.clone() view={Lazy::<previews::PreviewPage>::new()} />
            <Route path=path!("/seminars/:seminar/comparisons/:old/:new") ssr=whole.clone() view={Lazy::<previews::ComparisonPage>::new()} />
            <Route path=path!("/seminars/:seminar/gallery") ssr=whole.clone() view={Lazy::<gallery::GalleryPage>::new()} />
            <Route path=path!("/seminars/:seminar/search") ssr=whole.clone() view={Lazy::<search::SearchPage>::new()} />
            <Route path=path!("/seminars/:seminar/gate") ssr=whole.clone() view={Lazy::<gate::GatePage>::new()} />
            <Route path=path!("/seminars/:seminar/deleted") ssr=whole.clone() view={Lazy::<deletion::DeletedPage>::new()} />
            <Route path=path!("/seminars/:seminar/board") ssr=whole.clone() view={Lazy::<board::BoardPage>::new()} />
            <Route path=path!("/seminars/:seminar/board/missing") ssr=whole.clone() view={Lazy::<board::MissingPage>::new()} />
            <Route path=path!("/seminars/:seminar/deadlines") ssr=whole.clone() view={Lazy::<deadlines::DeadlinesPage>::new()} />
            <Route path=path!("/seminars/:seminar/outbox") ssr=whole.clone() view={Lazy::<outbox::OutboxPage>::new()} />
            <Route path=path!("/seminars/:seminar/outbox/:mail") ssr=whole.clone() view={Lazy::<outbox::MailPage>::new()} />
            <Route path=path!("/seminars/:seminar/people") ssr=whole.clone() view={Lazy::<people::PeoplePage>::new()} />
            <Route path=path!("/seminars/:seminar/people/add") ssr=whole.clone() view={Lazy::<people::AddPeoplePage>::new()} />
            <Route path=path!("/seminars/:seminar/people/:person") ssr=whole.clone() view={Lazy::<people::PersonPage>::new()} />
            <Route path=path!("/seminars/:seminar/attendance") ssr=whole.clone() view={Lazy::<attendance::AttendancePage>::new()} />
            <Route path=path!("/seminars/:seminar/attendance/rule") ssr=whole.clone() view={Lazy::<attendance::RulePage>::new()} />
            <Route path=path!("/seminars/:seminar/attendance/settle") ssr=whole.clone() view={Lazy::<attendance::SettlePage>::new()} />
            <Route path=path!("/seminars/:seminar/attendance/roll-call") ssr=whole.clone() view={Lazy::<attendance::RollCallPage>::new()} />
            <Route path=path!("/seminars/:seminar/attendance/files/:file") ssr=whole.clone() view={Lazy::<attendance::FilePage>::new()} />
            <Route path=path!("/seminars/:seminar/attendance/people/:person") ssr=whole.clone() view={Lazy::<attendance::PersonLedgerPage>::new()} />
            <Route path=path!("/seminars/:seminar/certificates") ssr=whole.clone() view={Lazy::<certificates::CertificatesPage>::new()} />
            <Route path=path!("/seminars/:seminar/certificates/:code") ssr=whole.clone() view={Lazy::<certificates::IssuedPage>::new()} />
            <Route path=path!("/certificates/:code") ssr=whole.clone() view={Lazy::<certificates::CertificatePage>::new()} />
            <Route path=path!("/seminars/:seminar/audit") ssr=whole view={Lazy::<audit::AuditPage>::new()} />
        </FlatRoutes>
    }
}

#[component]
fn NoSuchPage() -> impl IntoView {
    #[cfg(feature = "ssr")]
    if let Some(response) = use_context::<leptos_axum::ResponseOptions>() {
        response.set_status(axum::http::StatusCode::NOT_FOUND);
    }
    view! { <Problem error=AppError::NotFound /> }
}

/// Brings the document to life and marks it then: its header comes alive before the page, whose code is a chunk of its
/// own. Tests, styles and assistive scripts wait for the mark; before it, links and forms work as plain HTML.
#[cfg(feature = "hydrate")]
pub async fn hydrate() {
    leptos::mount::hydrate_from_async(leptos::tachys::dom::body(), App).await.forget();
    if let Some(root) = leptos::prelude::document().document_element() {
        // The attribute is plain, so this cannot fail.
        let _ = root.set_attribute("data-hydrated", "");
    }
}
