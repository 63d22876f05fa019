//! Which pages travel together: each chunk is one file of WebAssembly that the browser loads when
//! the first of its pages is opened.
//!
//! Pages are together where whoever opens one is likely to open the others. Code that some chunks share and others do
//! not is split off for each set of chunks that shares it; `scripts/join_chunks.mjs` makes few files of that again.

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

/// A chunk with the pages in it. `preload` is the name that `#[lazy]` gives to what fetches it.
macro_rules! chunk {
    ($chunk:ident, $preload:ident, $which:ident { $($variant:ident: $page:ident),+ $(,)? }) => {
        #[derive(Clone, Copy)]
        enum $which {
            $($variant),+
        }

        #[lazy]
        fn $chunk(page: $which) -> AnyView {
            match page {
                $($which::$variant => $page::view()),+
            }
        }

        $(
            impl LazyRoute for $page {
                fn data() -> Self {
                    Self
                }

                async fn view(_this: Self) -> AnyView {
                    $chunk($which::$variant).await
                }

                async fn preload() {
                    #[cfg(target_arch = "wasm32")]
                    $preload().await;
                }
            }
        )+
    };
}

chunk!(notice_chunk, __preload_notice_chunk, NoticeChunk { Seminars: SeminarsPage, Notice: NoticePage });
chunk!(programme_chunk, __preload_programme_chunk, ProgrammeChunk { Programme: ProgrammePage });
chunk!(
    account_chunk,
    __preload_account_chunk,
    AccountChunk {
        SignIn: SignInPage,
        ForgottenPassword: ForgottenPasswordPage,
        NewPassword: NewPasswordPage,
        Invitation: InvitationPage,
        Zone: ZonePage
    }
);
// The list alone: instructors begin with it, and the page of one material is the largest there is.
chunk!(materials_chunk, __preload_materials_chunk, MaterialsChunk { Materials: MaterialsPage });
chunk!(material_chunk, __preload_material_chunk, MaterialChunk { Material: MaterialPage, Receipt: ReceiptPage });
chunk!(gallery_chunk, __preload_gallery_chunk, GalleryChunk { Gallery: GalleryPage });
chunk!(search_chunk, __preload_search_chunk, SearchChunk { Search: SearchPage });
// Apart from the other materials: links in mails and comments lead straight to a page of a file.
chunk!(viewer_chunk, __preload_viewer_chunk, ViewerChunk { Preview: PreviewPage });
chunk!(comparison_chunk, __preload_comparison_chunk, ComparisonChunk { Comparison: ComparisonPage });
// Apart from the materials: it is opened in class, when the link has a meeting to carry.
chunk!(session_chunk, __preload_session_chunk, SessionChunk { Session: SessionPage });
// Apart from the other materials: it is the page of those on the weakest links.
chunk!(my_chunk, __preload_my_chunk, MyChunk { My: MyPage });
chunk!(board_chunk, __preload_board_chunk, BoardChunk { Board: BoardPage, Missing: MissingPage });
chunk!(
    people_chunk,
    __preload_people_chunk,
    PeopleChunk { People: PeoplePage, AddPeople: AddPeoplePage, Person: PersonPage }
);
chunk!(gate_chunk, __preload_gate_chunk, GateChunk { Gate: GatePage, Deleted: DeletedPage });
chunk!(deadlines_chunk, __preload_deadlines_chunk, DeadlinesChunk { Deadlines: DeadlinesPage });
chunk!(outbox_chunk, __preload_outbox_chunk, OutboxChunk { Outbox: OutboxPage, Mail: MailPage });
chunk!(
    certificates_chunk,
    __preload_certificates_chunk,
    CertificatesChunk { Certificates: CertificatesPage, Issued: IssuedPage }
);
chunk!(review_form_chunk, __preload_review_form_chunk, ReviewFormChunk { ReviewForm: ReviewFormPage });
chunk!(audit_chunk, __preload_audit_chunk, AuditChunk { Audit: AuditPage });
chunk!(
    attendance_chunk,
    __preload_attendance_chunk,
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
chunk!(certificate_chunk, __preload_certificate_chunk, CertificateChunk { Certificate: CertificatePage });
