//! What delegations submit: the list, one material with its versions, the receipt of a version.
//!
//! Who sees what is decided by the store; these pages show what it answers and no more.

mod file_links;
mod filter_form;
mod load_material;
mod load_materials;
mod load_receipt;
mod material_page;
mod materials_page;
mod materials_table;
mod open_materials;
mod receipt_page;
mod state_badge;
pub mod upload;
mod versions;
mod way_back;
mod window;

pub use file_links::{FileLinks, LinkedFile};
pub use load_material::{LoadMaterial, OneMaterial};
pub use load_materials::{LoadMaterials, MaterialList};
pub use load_receipt::LoadReceipt;
pub use material_page::MaterialPage;
pub use materials_page::MaterialsPage;
pub use open_materials::OpenMaterials;
pub use receipt_page::ReceiptPage;
pub use state_badge::StateBadge;
#[cfg(feature = "ssr")]
pub use way_back::query_of_sender;
pub use way_back::{VIEWED, comes_from_viewer, filter_on_the_way, query_and, query_on_the_way};
pub use window::Window;
