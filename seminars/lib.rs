//! The files of this folder as the demo and the tests read them.
//!
//! A crate of its own, because cargo knows a file outside of the crate that includes it by the clone's path: a second
//! clone would compile that crate again.

pub const E_PORT_2021: &str = include_str!("e-port-2021.toml");

/// The pictures that [`E_PORT_2021`] names, in its order.
pub const SIGNATURES: [(&str, &[u8]); 2] = [
    ("sample-signature-a.svg", include_bytes!("sample-signature-a.svg")),
    ("sample-signature-b.svg", include_bytes!("sample-signature-b.svg")),
];
