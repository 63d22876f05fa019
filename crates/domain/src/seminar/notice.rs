//! What the official notice says in words.

use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Organiser {
    pub name: String,
    /// Paragraphs.
    pub about: Vec<String>,
}

/// The texts of the public notice. Each list holds paragraphs or points in order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    /// One sentence.
    pub summary: String,
    pub objectives: Vec<String>,
    pub requirements: Vec<Requirement>,
    pub instructors: Vec<String>,
    pub materials: Vec<String>,
    pub remarks: Vec<String>,
}

/// What a trainee has to bring: `Health`, and what that means.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Requirement {
    pub name: String,
    pub text: String,
}
