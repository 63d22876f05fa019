//! Splits the browser's wasm into the parts that pages fetch when they are opened, and writes the script that binds it
//! to a browser.
//!
//! ```text
//! splitter WASM FOLDER
//! ```
//!
//! WASM is what rustc made, with its relocations (`--emit-relocs`). FOLDER then has `lectern.js` and `lectern_bg.wasm`,
//! with which every page begins; the parts, `split_*.wasm` and `chunk_*.wasm`; `__wasm_split.js`, which loads them; and
//! `__wasm_split_manifest.json`, which parts each page needs. `finish.mjs` beside this makes of them what is served.

use std::collections::BTreeMap;
use std::env;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use wasm_bindgen_cli_support::Bindgen;
use wasm_split_cli_support::{Options, transform};

/// Leptos asks for its files by this name.
const NAME: &str = "lectern";

fn main() -> ExitCode {
    let arguments: Vec<PathBuf> = env::args_os().skip(1).map(PathBuf::from).collect();
    let [wasm, folder] = arguments.as_slice() else {
        eprintln!("usage: splitter WASM FOLDER");
        return ExitCode::FAILURE;
    };
    match split(wasm, folder) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // With its causes.
            eprintln!("error: {}: {error:?}", wasm.display());
            ExitCode::FAILURE
        }
    }
}

fn split(wasm: &Path, folder: &Path) -> Result<(), Box<dyn Error + Send + Sync>> {
    fs::create_dir_all(folder)?;
    let input = fs::read(wasm)?;
    let main = folder.join("main.wasm");
    let script = format!("./{NAME}.js");
    let mut options = Options::new(&input);
    options.output_dir = folder;
    options.main_out_path = &main;
    options.main_module = &script;
    let parts: BTreeMap<_, _> = transform(options)?.prefetch_map.into_iter().collect();
    fs::write(folder.join("__wasm_split_manifest.json"), serde_json::to_vec(&parts)?)?;

    Bindgen::new()
        .input_path(&main)
        .out_name(NAME)
        .web(true)?
        // The parts take them from the main one.
        .keep_lld_exports(true)
        .demangle(false)
        .typescript(false)
        // Leptos says where it is.
        .omit_default_module_path(true)
        .generate(folder)?;
    fs::remove_file(main)?;
    Ok(())
}
