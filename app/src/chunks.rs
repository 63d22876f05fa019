//! Which pages travel together: each chunk is one file of WebAssembly that the browser loads when
//! the first of its pages is opened.
//!
//! Pages are together where whoever opens one is likely to open the others. Code that some chunks share and others do
//! not is split off for each set of chunks that shares it; `site/pieces.mjs` makes few files of that again.

use leptos::prelude::*;
use leptos_router::LazyRoute;

use crate::attendance::{AttendancePage, FilePage, PersonLedgerPage, RollCallPage, RulePage, SettlePage};
use crate::audit::AuditPage;
use crate::board::{BoardPage, MissingPage};
use crate::certificates::{CertificatePage, CertificatesPage, IssuedPage};
use crate::clock::ZonePage;
use crate::deadlines::DeadlinesPage;
use crate::deletion::DeletedPage;
use crate::discussion::SessionPage;
#[cfg(feature = "hydrate")]
use crate::frame::once_it_has_come;
use crate::gallery::GalleryPage;
use crate::gate::GatePage;
use crate::invitations::InvitationPage;
use crate::materials::{MaterialPage, MaterialsPage, ReceiptPage};
use crate::my::MyPage;
use crate::outbox::{MailPage, OutboxPage};
use crate::people::{AddPeoplePage, PeoplePage, PersonPage};
use crate::previews::{ComparisonPage, PreviewPage};
use crate::programme::ProgrammePage;
use crate::reviews::ReviewFormPage;
use crate::search::SearchPage;
use crate::seminars::{NoticePage, SeminarsPage};
use crate::sign_in::{ForgottenPasswordPage, NewPasswordPage, SignInPage};

/// A chunk with the pages in it, as `#[lazy]` of Leptos makes it, but that code which does not come is an error: there it
/// ends the whole app.
macro_rules! chunk {
    ($chunk:ident, $which:ident { $($variant:ident: $page:ident),+ $(,)? }) => {
        #[derive(Clone, Copy)]
        enum $which {
            $($variant),+
        }

        impl $which {
            fn view(self) -> AnyView {
                match self {
                    $(Self::$variant => $page::view()),+
                }
            }
        }

        #[cfg(feature = "hydrate")]
        #[leptos::wasm_split::wasm_split($chunk, wasm_split_path = leptos::wasm_split, fallible)]
        fn $chunk(page: $which) -> Result<AnyView, leptos::wasm_split::SplitLoaderError> {
            Ok(page.view())
        }

        $(
            impl LazyRoute for $page {
                fn data() -> Self {
                    Self
                }

                #[cfg(feature = "hydrate")]
                async fn view(_this: Self) -> AnyView {
                    once_it_has_come(|| Box::pin(async { $chunk($which::$variant).await.ok() })).await
                }

                /// The page tells the browser what to fetch.
                #[cfg(not(feature = "hydrate"))]
                async fn view(_this: Self) -> AnyView {
                    leptos::prefetch_lazy_fn_on_server(stringify!($chunk));
                    $which::$variant.view()
                }
            }
        )+
    };
}

chunk!(notice_chunk, NoticeChunk { Seminars: SeminarsPage, Notice: NoticePage });
chunk!(programme_chunk, ProgrammeChunk { Programme: ProgrammePage });
chunk!(
    account_chunk,
    AccountChunk {
        SignIn: SignInPage,
        ForgottenPassword: ForgottenPasswordPage,
        NewPassword: NewPasswordPage,
        Invitation: InvitationPage,
        Zone: ZonePage
    }
);
// The list alone: instructors begin with it, and the page of one material is the largest there is.
chunk!(materials_chunk, MaterialsChunk { Materials: MaterialsPage });
chunk!(material_chunk, MaterialChunk { Material: MaterialPage, Receipt: ReceiptPage });
chunk!(gallery_chunk, GalleryChunk { Gallery: GalleryPage });
chunk!(search_chunk, SearchChunk { Search: SearchPage });
// Apart from the other materials: links in mails and comments lead straight to a page of a file.
chunk!(viewer_chunk, ViewerChunk { Preview: PreviewPage });
chunk!(comparison_chunk, ComparisonChunk { Comparison: ComparisonPage });
// Apart from the materials: it is opened in class, when the link has a meeting to carry.
chunk!(session_chunk, SessionChunk { Session: SessionPage });
// Apart from the other materials: it is the page of those on the weakest links.
chunk!(my_chunk, MyChunk { My: MyPage });
chunk!(board_chunk, BoardChunk { Board: BoardPage, Missing: MissingPage });
chunk!(people_chunk, PeopleChunk { People: PeoplePage, AddPeople: AddPeoplePage, Person: PersonPage });
chunk!(gate_chunk, GateChunk { Gate: GatePage, Deleted: DeletedPage });
chunk!(deadlines_chunk, DeadlinesChunk { Deadlines: DeadlinesPage });
chunk!(outbox_chunk, OutboxChunk { Outbox: OutboxPage, Mail: MailPage });
chunk!(certificates_chunk, CertificatesChunk { Certificates: CertificatesPage, Issued: IssuedPage });
chunk!(review_form_chunk, ReviewFormChunk { ReviewForm: ReviewFormPage });
chunk!(audit_chunk, AuditChunk { Audit: AuditPage });
chunk!(
    attendance_chunk,
    AttendanceChunk {
        Sheet: AttendancePage,
        File: FilePage,
        PersonLedger: PersonLedgerPage,
        Rule: RulePage,
        Settle: SettlePage,
        RollCall: RollCallPage
    }
);
// Apart from all others: whoever checks a certificate opens no other page.
chunk!(certificate_chunk, CertificateChunk { Certificate: CertificatePage });
