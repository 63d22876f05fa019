//! Is what a worker is denied denied? The program of these tests is its own worker, which tries what no worker may.
//!
//! Without the usual runner, which speaks on standard output and has threads: a worker may do neither.

mod deeds;
mod trial;

use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let has = |word: &str| arguments.iter().any(|argument| argument == word);
    match arguments.iter().find(|argument| !argument.starts_with('-')) {
        Some(word) if word == "worker" => return deeds::work(),
        // As nextest asks for it: none of them is ignored.
        _ if has("--list") && has("--ignored") => {}
        _ if has("--list") => trial::ALL.iter().for_each(|(name, _)| println!("{name}: test")),
        wanted => {
            let is_wanted = |name: &str| wanted.is_none_or(|wanted| name.contains(wanted.as_str()));
            for (name, test) in trial::ALL.iter().filter(|(name, _)| is_wanted(name)) {
                test();
                if wanted.is_none() {
                    println!("{name}: passed");
                }
            }
        }
    }
    ExitCode::SUCCESS
}
