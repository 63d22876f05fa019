use domain::certificate::issued::{Certificate, PublicState};
use domain::time::Clocks;
use leptos::prelude::*;

use super::validity_badge::ValidityBadge;
use crate::clock::Twice;
use crate::erased::Erase;

/// A trainee's certificates on their own page, newest first.
#[component]
pub fn OwnCertificates(certificates: Vec<Certificate>, clocks: Clocks) -> impl IntoView {
    if certificates.is_empty() {
        return view! {
            <p>"None yet. Staff issue certificates after the last session, by the records of attendance."</p>
        }
        .erased();
    }
    let cards = certificates.into_iter().map(|certificate| own_card(certificate, clocks.clone()));
    view! { <ul class="own-certificates">{cards.collect_view()}</ul> }.erased()
}

fn own_card(certificate: Certificate, clocks: Clocks) -> impl IntoView {
    let base = format!("/certificates/{}", certificate.code());
    let number = certificate.statement.number.clone();
    let (valid, state) = (certificate.is_valid(), PublicState::from(certificate.validity.clone()));
    let became = match state.clone() {
        PublicState::Valid => None,
        PublicState::Revoked { at, reason } => Some(("It was revoked: ".to_owned(), reason, at)),
        PublicState::Superseded { at, reason, number } => Some((format!("It was replaced by {number}: "), reason, at)),
    };
    let became = became.map(|(words, reason, at)| {
        view! {
            <p>
                {words} <q class="reason">{reason}</q> " " <Twice clocks=clocks.clone() at />
            </p>
        }
    });
    view! {
        <li class="card own-certificate">
            <h3>{format!("Certificate {number}")} " " <ValidityBadge state /></h3>
            <p>
                "For "
                <bdi class="certificate-name">{certificate.statement.name.to_string()}</bdi>
                {format!(", issued on {}", certificate.statement.issued_on.long())}
            </p>
            {certificate
                .replaces
                .map(|old| view! { <p>{format!("It was issued in place of {}.", old.number)}</p> })}
            {became}
            <p class="toolbar">
                {valid
                    .then(|| {
                        view! {
                            <a href=format!("{base}/certificate.pdf") rel="external" download="" class="button">
                                "Download the PDF file"
                                <span class="visually-hidden">{format!(" of {number}")}</span>
                            </a>
                            <a href=format!("{base}/badge.jwt") rel="external" download="">
                                "Download the Open Badge"
                            </a>
                        }
                    })}
                <a href=base.clone()>"The page where others check it"</a>
            </p>
        </li>
    }
    .erased()
}
