//! The seminar's rule on its page, and what another one would change.

mod load_rule;
mod rule_fields;
mod rule_page;
mod set_rule;

pub use load_rule::LoadRule;
pub use rule_fields::RuleFields;
pub use rule_page::RulePage;
pub use set_rule::SetRule;
