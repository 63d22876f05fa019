//! Certificates: staff freeze, issue, revoke and issue anew; holders have theirs on their page; anyone
//! checks one by its code.

mod certificate_page;
mod certificates_page;
mod compare_file;
mod eligibility_table;
mod freeze_eligibility;
mod freeze_form;
mod issue_certificates;
mod issue_form;
mod issued_page;
#[cfg(feature = "ssr")]
mod lay_out_book;
mod load_certificate;
mod load_certificates;
mod load_issued;
mod own_certificates;
mod page_filter;
mod reissue_certificate;
mod revoke_certificate;
mod statement_facts;
mod validity_badge;

pub use certificate_page::CertificatePage;
pub use certificates_page::CertificatesPage;
pub use freeze_eligibility::FreezeEligibility;
pub use issue_certificates::IssueCertificates;
pub use issued_page::IssuedPage;
pub use load_certificate::LoadCertificate;
pub use load_certificates::LoadCertificates;
pub use load_issued::LoadIssued;
pub use own_certificates::{OwnCertificate, OwnCertificates};
pub use reissue_certificate::ReissueCertificate;
pub use revoke_certificate::RevokeCertificate;
