use domain::material::{Sha256Hex, Version};
use domain::time::Clocks;
use domain::upload::size_text;
use leptos::prelude::*;
use leptos_router::components::A;

use super::load_material::OneMaterial;
use crate::clock::Twice;

/// Every file that has come, the newest first. None is ever overwritten.
#[component]
pub fn Versions<'a>(material: &'a OneMaterial) -> impl IntoView + use<> {
    let receipts = (!material.audiences.is_empty()).then(|| format!("/seminars/{}/receipts", material.seminar));
    let newest = material.versions.first().map(|version| version.number);
    let versions = material.versions.clone().into_iter().map(|version| {
        let is_newest = newest == Some(version.number);
        let (receipts, clocks) = (receipts.clone(), material.clocks.clone());
        view! {
            <li>
                <VersionCard version is_newest receipts clocks />
            </li>
        }
    });
    let versions = versions.collect_view();
    view! {
        <section aria-labelledby="versions">
            <h2 id="versions">"Versions"</h2>
            {newest.is_none().then(|| view! { <p>"Nothing has been submitted yet."</p> })}
            <ol class="versions" reversed=true>{versions}</ol>
        </section>
    }
}

#[component]
fn VersionCard(
    version: Version,
    is_newest: bool,
    /// Where receipts are, for readers who need them.
    receipts: Option<String>,
    clocks: Clocks,
) -> impl IntoView {
    let id = version.id;
    let number = version.number;
    let newest = is_newest.then_some(" (newest)");
    view! {
        <article class="version">
            <h3>{format!("Version {number}")} <span class="muted">{newest}</span></h3>
            <p class="file-name">{version.file_name}</p>
            <dl class="facts">
                <div>
                    <dt>"Submitted by"</dt>
                    <dd>{version.uploaded_by}</dd>
                </div>
                <div>
                    <dt>"Submitted"</dt>
                    <dd>
                        <Twice clocks at=version.submitted_at />
                    </dd>
                </div>
                <div>
                    <dt>"Size"</dt>
                    <dd>{size_text(version.size)}</dd>
                </div>
                <div>
                    <dt>"SHA-256"</dt>
                    <dd>
                        <code title=version.sha256.to_string()>{short_hash(&version.sha256)}</code>
                    </dd>
                </div>
            </dl>
            <p class="version-links">
                <a href=format!("/files/{id}") rel="external" download="">
                    "Download" <span class="visually-hidden">{format!(" version {number}")}</span>
                </a>
                {receipts
                    .map(|receipts| {
                        view! {
                            " "
                            <A href=format!("{receipts}/{id}")>
                                "Receipt" <span class="visually-hidden">{format!(" of version {number}")}</span>
                            </A>
                        }
                    })}
            </p>
        </article>
    }
}

/// Enough of a hash to compare by eye; the receipt has all of it.
fn short_hash(hash: &Sha256Hex) -> String {
    hash.0.chars().take(12).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_are_cut() {
        assert_eq!(short_hash(&Sha256Hex("0123456789abcdef".repeat(4))), "0123456789ab…");
    }
}
