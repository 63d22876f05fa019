use domain::certificate::issued::{Certificate, MAX_REASON_CHARS, PublicState, Sibling};
use domain::id::SeminarSlug;
use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_params_map;

use super::load_issued::{OneIssued, load_issued};
use super::statement_facts::StatementFacts;
use super::validity_badge::ValidityBadge;
use super::{ReissueCertificate, RevokeCertificate};
use crate::clock::Twice;
use crate::erased::Erase;
use crate::form::{FormError, WordsField, form_error, post_to, posted, told_in_address};
use crate::frame::{Live, PageTitle, reloads};
use crate::loaded::{kept, page_data};
use crate::seminars::seminar_in_address;

/// `/seminars/{seminar}/certificates/{code}`: one certificate, for staff.
pub struct IssuedPage;

impl IssuedPage {
    pub fn view() -> AnyView {
        let (seminar, params, reloads) = (seminar_in_address(), use_params_map(), reloads());
        let code = move || params.read().get("code").unwrap_or_default();
        let source = move || (seminar(), code(), reloads());
        let issued = page_data(source, |(seminar, code, _)| load_issued(seminar, code));
        let seminar = untrack(seminar_in_address());
        view! {
            <Live seminar />
            // Kept: a live event must not take away what someone writes here.
            {kept(issued, |issued| view! { <IssuedView issued /> })}
        }
        .erased()
    }
}

#[component]
fn IssuedView(issued: Memo<OneIssued>) -> impl IntoView {
    let OneIssued { title, certificate, sends_mail, .. } = issued.get_untracked();
    let all = format!("/seminars/{}/certificates", certificate.seminar);
    // Drawn anew when what can be done changes, and only then.
    let possible = Memo::new(move |_| {
        issued.with(|issued| {
            let open = !issued.busy && issued.certificate.replaced_by.is_none();
            open.then(|| issued.certificate.is_valid())
        })
    });
    let changes = move || {
        let certificate = issued.with_untracked(|issued| issued.certificate.clone());
        possible.get().map(|_| view! { <Changes certificate sends_mail /> })
    };
    view! {
        <PageTitle text=format!("Certificate {}", certificate.statement.number) />
        <p class="eyebrow">{title}</p>
        <h1>{format!("Certificate {}", certificate.statement.number)}</h1>
        <p>
            <A href=all exact=true>"Back to all certificates"</A>
        </p>
        <Done sends_mail />
        {move || view! { <Standing issued=issued.get() /> }}
        <StatementFacts
            statement=certificate.statement.clone()
            title=certificate.design.title.clone()
            remark=certificate.design.remark.clone()
            signatories=certificate.design.signatories.clone()
        />
        {move || issued.with(|issued| issued.busy)
            .then(|| view! { <p class="note" role="status">"Certificates of this seminar are being issued at the moment."</p> })}
        {changes}
    }
    .erased()
}

/// What became of it, and where its files are.
#[component]
fn Standing(issued: OneIssued) -> impl IntoView {
    let OneIssued { certificate, clocks, .. } = issued;
    let base = format!("/certificates/{}", certificate.code());
    let valid = certificate.is_valid();
    let state = PublicState::from(certificate.validity.clone());
    let became = match state.clone() {
        PublicState::Valid => None,
        PublicState::Revoked { at, reason } | PublicState::Superseded { at, reason, .. } => Some((at, reason)),
    };
    let became = became.map(|(at, reason)| {
        view! {
            <p>
                <q class="reason">{reason}</q>
                " "
                <Twice clocks=clocks.clone() at />
            </p>
        }
    });
    view! {
        <p>
            <ValidityBadge state />
        </p>
        {became}
        <Chain seminar=certificate.seminar.clone() replaces=certificate.replaces.clone() replaced_by=certificate.replaced_by.clone() />
        <p class="toolbar">
            <a href=format!("{base}/certificate.pdf") rel="external" download="" class="button">"Download the PDF file"</a>
            {valid
                .then(|| view! { <a href=format!("{base}/badge.jwt") rel="external" download="">"Download the Open Badge"</a> })}
            <a href=base.clone()>"The public page"</a>
        </p>
        <p>
            {format!("Issued by {}, ", certificate.issued_by)} <Twice clocks at=certificate.issued_at />
        </p>
        <p>
            "SHA-256 of the file: " <code class="hash">{certificate.sha256.to_string()}</code> ", signed with the key "
            <code>{certificate.key}</code> "."
        </p>
    }
    .erased()
}

/// What the form before this page did.
#[component]
fn Done(sends_mail: bool) -> impl IntoView {
    let done = match (told_in_address("done").as_deref(), sends_mail) {
        (Some("revoked"), true) => "The certificate is revoked, and its holder is told by mail.",
        (Some("revoked"), false) => "The certificate is revoked.",
        (Some("anew"), true) => {
            "The new certificate is being issued. Its holder is told by mail as soon as it is there."
        }
        (Some("anew"), false) => "The new certificate is being issued.",
        _ => return None,
    };
    Some(view! { <p class="notice-line" role="status">{done}</p> })
}

#[component]
fn Chain(seminar: SeminarSlug, replaces: Option<Sibling>, replaced_by: Option<Sibling>) -> impl IntoView {
    let link = move |words: &'static str, sibling: Sibling| {
        let href = format!("/seminars/{seminar}/certificates/{}", sibling.code);
        view! {
            <p>
                {words}
                // Another certificate's page: loaded afresh, for its forms and what they said.
                <a href=href rel="external">{sibling.number}</a>
            </p>
        }
    };
    (
        replaces.map(|sibling| link("It was issued in place of ", sibling)),
        replaced_by.map(|sibling| link("After it was issued ", sibling)),
    )
}

#[component]
fn Changes(certificate: Certificate, sends_mail: bool) -> impl IntoView {
    let code = certificate.code().to_string();
    let (name, valid) = (certificate.statement.name.to_string(), certificate.is_valid());
    let revoke_code = code.clone();
    let (anew, revoking) = (posted::<ReissueCertificate>(), posted::<RevokeCertificate>());
    let name = anew.get("name").unwrap_or(name);
    view! {
        <section class="card decision" aria-labelledby="changes">
            <h2 id="changes">"Change"</h2>
            <p>
                "The reason is public: everyone who looks the certificate up reads it."
                {sends_mail.then_some(" Its holder is told by mail.")}
            </p>
            <details open={form_error::<ReissueCertificate>().is_some()}>
                <summary>"Issue it anew, with another name or number"</summary>
                <form class="form" method="post" action={post_to::<ReissueCertificate>()}>
                    <FormError error={form_error::<ReissueCertificate>()} />
                    <input type="hidden" name="code" value=code />
                    <label for="anew-name">"Name to print"</label>
                    <input id="anew-name" name="name" value=name required=true maxlength="200" />
                    <WordsField
                        id="anew-reason"
                        name="reason"
                        label="Reason"
                        rows=3
                        most=MAX_REASON_CHARS
                        posted=anew
                    />
                    <button class="button">"Issue it anew"</button>
                </form>
            </details>
            {valid
                .then(|| {
                    view! {
                        <details open={form_error::<RevokeCertificate>().is_some()}>
                            <summary>"Revoke it"</summary>
                            <form class="form" method="post" action={post_to::<RevokeCertificate>()}>
                                <FormError error={form_error::<RevokeCertificate>()} />
                                <input type="hidden" name="code" value=revoke_code />
                                <WordsField
                                    id="revoke-reason"
                                    name="reason"
                                    label="Reason"
                                    rows=3
                                    most=MAX_REASON_CHARS
                                    posted=revoking
                                />
                                <button class="button">"Revoke this certificate"</button>
                            </form>
                        </details>
                    }
                })}
        </section>
    }
    .erased()
}
