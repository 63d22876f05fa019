use domain::certificate::issued::{PublicCertificate, PublicState};
use domain::time::Clocks;
use leptos::prelude::*;
use leptos_meta::Meta;
use leptos_router::hooks::use_params_map;

use super::compare_file::{CompareFile, Outcome};
use super::load_certificate::{OneCertificate, load_certificate};
use super::statement_facts::StatementFacts;
use super::validity_badge::ValidityBadge;
use crate::clock::Twice;
use crate::erased::Erase;
use crate::frame::{PageTitle, reloads};
use crate::loaded::{loaded, page_data};

/// `/certificates/{code}`: what a certificate says, for whoever has its code.
pub struct CertificatePage;

impl CertificatePage {
    pub fn view() -> AnyView {
        let (params, reloads) = (use_params_map(), reloads());
        let code = move || params.read().get("code").unwrap_or_default();
        let certificate = page_data(move || (code(), reloads()), |(code, _)| load_certificate(code));
        let outcome = RwSignal::new(None);
        // What was compared with one certificate says nothing of another.
        Effect::watch(code, move |_, _, _| outcome.set(None), false);
        loaded(certificate, move |one| view! { <Checked one outcome /> })
    }
}

#[component]
fn Checked(one: OneCertificate, outcome: RwSignal<Option<Outcome>>) -> impl IntoView {
    let OneCertificate { certificate, clocks, may_download } = one;
    let PublicCertificate { title, statement, remark, signatories, sha256, size, key, state, replaces, replaced_by } =
        certificate;
    let base = format!("/certificates/{}", statement.code);
    view! {
        <PageTitle text=format!("Certificate {}", statement.number) />
        // Whoever has the code may read it; nobody shall find it by its name.
        <Meta name="robots" content="noindex" />
        <article class="certificate">
            <p class="eyebrow">{statement.organiser.clone()}</p>
            <h1>{format!("Certificate {}", statement.number)}</h1>
            <State state=state clocks replaces replaced_by />
            <section aria-labelledby="printed">
                <h2 id="printed">"What it says"</h2>
                <p>"Compare this with what you hold in hand, word for word."</p>
                <StatementFacts statement title remark signatories />
            </section>
            {may_download
                .then(|| {
                    view! {
                        <p class="toolbar">
                            <a href=format!("{base}/certificate.pdf") rel="external" download="" class="button">
                                "Download the PDF file"
                            </a>
                        </p>
                    }
                })}
            <section aria-labelledby="compare">
                <h2 id="compare">"Is your file the one that was issued?"</h2>
                <CompareFile sha256=sha256.clone() outcome />
                <ByHand sha256=sha256.to_string() size key />
            </section>
        </article>
    }
    .erased()
}

#[component]
fn State(state: PublicState, clocks: Clocks, replaces: Option<String>, replaced_by: Option<String>) -> impl IntoView {
    let words = match &state {
        PublicState::Valid => view! {
            <p class="note ok">
                <ValidityBadge state=state.clone() />
                " This certificate was issued here and is valid."
            </p>
        }
        .erased(),
        PublicState::Revoked { at, reason } => {
            let (at, reason) = (*at, reason.clone());
            view! {
                <div class="problem">
                    <p>
                        <ValidityBadge state=state.clone() />
                        " This certificate was revoked. It is not valid."
                    </p>
                    <WhenAndWhy clocks at reason />
                    {replaced_by.map(|number| view! { <p>"Another one was issued later: " <strong>{number}</strong></p> })}
                </div>
            }
            .erased()
        }
        PublicState::Superseded { at, reason, number } => {
            let (at, reason, number) = (*at, reason.clone(), number.clone());
            view! {
                <div class="note warn">
                    <p>
                        <ValidityBadge state=state.clone() />
                        " This certificate is not valid any more. It was replaced by the certificate "
                        <strong>{number}</strong> "."
                    </p>
                    <WhenAndWhy clocks at reason />
                </div>
            }
            .erased()
        }
    };
    view! {
        <section class="certificate-state" aria-label="Status">
            {words}
            {replaces.map(|number| view! { <p>"It was issued in place of the certificate " <strong>{number}</strong> "."</p> })}
        </section>
    }
    .erased()
}

#[component]
fn WhenAndWhy(clocks: Clocks, at: domain::time::Instant, reason: String) -> impl IntoView {
    view! {
        <dl class="facts">
            <div>
                <dt>"When"</dt>
                <dd>
                    <Twice clocks at />
                </dd>
            </div>
            <div>
                <dt>"Why"</dt>
                <dd class="reason">{reason}</dd>
            </div>
        </dl>
    }
    .erased()
}

/// What can be compared without this page's help.
#[component]
fn ByHand(sha256: String, size: u64, key: String) -> impl IntoView {
    view! {
        <p>"You can also compare it yourself: the file has this size and this SHA-256."</p>
        <dl class="facts">
            <div>
                <dt>"Size"</dt>
                <dd>{format!("{size} bytes")}</dd>
            </div>
            <div>
                <dt>"Signed with the key"</dt>
                <dd>
                    <code>{key}</code>
                </dd>
            </div>
            <div class="hash-fact">
                <dt>"SHA-256"</dt>
                <dd>
                    <code class="hash">{sha256}</code>
                </dd>
            </div>
        </dl>
        <details>
            <summary>"How to compute the SHA-256 of a file"</summary>
            <ul>
                <li>"Windows: " <code>"certutil -hashfile certificate.pdf SHA256"</code></li>
                <li>"macOS: " <code>"shasum -a 256 certificate.pdf"</code></li>
                <li>"Linux: " <code>"sha256sum certificate.pdf"</code></li>
            </ul>
            <p>
                "The file carries a signature too, which can be checked without this site, by the keys published at "
                <a href="/.well-known/lectern-certificate-keys.json" rel="external">
                    "/.well-known/lectern-certificate-keys.json"
                </a> "."
            </p>
        </details>
    }
    .erased()
}
