use domain::gate::PassageInWords;
use domain::id::SeminarSlug;
use domain::material::Version;
use domain::time::Clocks;
use domain::upload::size_text;
use leptos::prelude::*;
use leptos_router::components::A;

use super::file_links::{FileLinks, LinkedFile};
use super::load_material::OneMaterial;
use crate::clock::Twice;
use crate::deletion::DeletedNote;
use crate::gate::PassageNote;

/// Every file that has come, the newest first. None is ever overwritten.
#[component]
pub fn Versions<'a>(
    material: &'a OneMaterial,
    /// As [`query_on_the_way`](super::query_on_the_way) has it.
    way: String,
) -> impl IntoView + use<> {
    let with_receipts = !material.audiences.is_empty();
    let newest = material.versions.first().map(|version| version.number);
    let standing = material.standing_number();
    // What this reader may open can be compared; the older one stands below.
    let opens = |version: &Version| version.passage.is_open();
    let older = |number: u32| material.versions.iter().find(|version| version.number < number && opens(version));
    let takes_files = material.material.admits_another(&material.assignment, &material.rules, material.now).is_ok();
    let address = format!("/seminars/{}/materials/{}", material.seminar, material.material.key);
    let versions = material.versions.clone().into_iter().map(|version| {
        let compared = older(version.number).filter(|_| opens(&version));
        let compared = compared.map(|older| {
            (older.number, format!("/seminars/{}/comparisons/{}/{}{way}", material.seminar, older.id, version.id))
        });
        let mark = if newest == Some(version.number) {
            Some(" (newest)")
        } else {
            (standing == Some(version.number)).then_some(" (still counts)")
        };
        let (seminar, clocks) = (material.seminar.clone(), material.clocks.clone());
        let (own, tells_scan) = (material.submits, material.is_staff);
        view! {
            <li>
                <VersionCard
                    seminar
                    address=address.clone()
                    version
                    way=way.clone()
                    compared
                    mark
                    own
                    takes_files
                    with_receipts
                    tells_scan
                    clocks
                />
            </li>
        }
    });
    let versions = versions.collect_view();
    let deleted = material.deleted.clone().into_iter().map(|deleted| {
        let clocks = material.clocks.clone();
        view! { <DeletedNote deleted days=material.keep_deleted_days takes_files clocks /> }
    });
    let deleted = deleted.collect_view();
    let none = match (newest, material.material.versions) {
        (Some(_), _) => None,
        (None, 0) => Some("Nothing has been submitted yet."),
        (None, 1..) => Some("No version is left: what was submitted has been deleted."),
    };
    view! {
        <section aria-labelledby="versions">
            <h2 id="versions">"Versions"</h2>
            {deleted}
            {none.map(|words| view! { <p>{words}</p> })}
            <ol class="versions" reversed=true>{versions}</ol>
        </section>
    }
}

#[component]
fn VersionCard(
    seminar: SeminarSlug,
    /// The page of the material.
    address: String,
    version: Version,
    way: String,
    /// The number of an older version, and where the two stand side by side.
    compared: Option<(u32, String)>,
    /// What tells it apart from the others.
    mark: Option<&'static str>,
    /// It is the reader's own delegation's.
    own: bool,
    /// Another version is taken.
    takes_files: bool,
    /// The reader has use for a receipt.
    with_receipts: bool,
    /// The reader is to know whether a virus scanner looked at it.
    tells_scan: bool,
    clocks: Clocks,
) -> impl IntoView {
    let id = version.id;
    let number = version.number;
    let unscanned = tells_scan && version.passage.is_unscanned();
    let (passage, file) = (PassageInWords::from(&version.passage), LinkedFile::from(&version));
    let comment = own.then(|| format!("{address}#comment"));
    let receipt = with_receipts.then(|| format!("/seminars/{seminar}/receipts/{id}"));
    view! {
        <article class="version">
            <h3>{format!("Version {number}")} <span class="muted">{mark}</span></h3>
            <p class="file-name">{version.file_name}</p>
            <dl class="facts">
                <div>
                    <dt>"Submitted by"</dt>
                    <dd>{version.uploaded_by}</dd>
                </div>
                <div>
                    <dt>"Submitted"</dt>
                    <dd>
                        <Twice clocks=clocks.clone() at=version.submitted_at />
                    </dd>
                </div>
                <div>
                    <dt>"Size"</dt>
                    <dd>{size_text(version.size)}</dd>
                </div>
                <div>
                    <dt>"SHA-256"</dt>
                    <dd>
                        <code title=version.sha256.to_string()>{version.sha256.short()}</code>
                    </dd>
                </div>
            </dl>
            <PassageNote passage clocks own takes_files comment />
            {unscanned.then(|| view! { <p class="hint">"Not scanned for viruses."</p> })}
            <p class="version-links">
                <FileLinks seminar file own way />
                {compared.map(|(older, address)| view! { <A href=address>{format!("Compare with version {older}")}</A> })}
                {receipt
                    .map(|receipt| {
                        view! {
                            <A href=receipt>
                                "Receipt" <span class="visually-hidden">{format!(" of version {number}")}</span>
                            </A>
                        }
                    })}
            </p>
        </article>
    }
}
