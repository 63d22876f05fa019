use domain::certificate::issued::PublicState;
use domain::time::Clocks;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::validity_badge::ValidityBadge;
use crate::clock::Twice;
use crate::erased::Erase;

/// What its holder reads of a certificate, as it is shown.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OwnCertificate {
    /// The page where others check it.
    pub address: String,
    pub number: String,
    pub name: String,
    /// `10 November 2021`
    pub issued_on: String,
    pub state: PublicState,
    /// The number of the one before it.
    pub replaces: Option<String>,
}

#[cfg(feature = "ssr")]
impl From<domain::certificate::issued::Certificate> for OwnCertificate {
    fn from(certificate: domain::certificate::issued::Certificate) -> Self {
        let statement = certificate.statement;
        Self {
            address: format!("/certificates/{}", statement.code),
            number: statement.number,
            name: statement.name.to_string(),
            issued_on: statement.issued_on.long(),
            state: certificate.validity.into(),
            replaces: certificate.replaces.map(|sibling| sibling.number),
        }
    }
}

/// A trainee's certificates on their own page, newest first.
#[component]
pub fn OwnCertificates(certificates: Vec<OwnCertificate>, clocks: Clocks) -> impl IntoView {
    if certificates.is_empty() {
        return view! {
            <p>"None yet. Staff issue certificates after the last session, by the records of attendance."</p>
        }
        .erased();
    }
    let cards = certificates.into_iter().map(|certificate| own_card(certificate, clocks.clone()));
    view! { <ul class="own-certificates">{cards.collect_view()}</ul> }.erased()
}

fn own_card(certificate: OwnCertificate, clocks: Clocks) -> impl IntoView {
    let OwnCertificate { address, number, name, issued_on, state, replaces } = certificate;
    let valid = state == PublicState::Valid;
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
                <bdi class="certificate-name">{name}</bdi>
                {format!(", issued on {issued_on}")}
            </p>
            {replaces.map(|old| view! { <p>{format!("It was issued in place of {old}.")}</p> })}
            {became}
            <p class="toolbar">
                {valid
                    .then(|| {
                        view! {
                            <a href=format!("{address}/certificate.pdf") rel="external" download="" class="button">
                                "Download the PDF file"
                                <span class="visually-hidden">{format!(" of {number}")}</span>
                            </a>
                            <a href=format!("{address}/badge.jwt") rel="external" download="">
                                "Download the Open Badge"
                            </a>
                        }
                    })}
                <a href=address.clone()>"The page where others check it"</a>
            </p>
        </li>
    }
    .erased()
}
