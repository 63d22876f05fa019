//! Renders a file and tells what it took: `render_file FILE KIND FOLDER`, where FOLDER is empty.

use std::path::Path;
use std::time::Instant;

use previews::{Limits, Source, Tools, render};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().collect();
    let [_, file, kind, folder] = arguments.as_slice() else { return Err("FILE KIND FOLDER".into()) };
    let kind = match kind.as_str() {
        "pdf" => Source::Pdf,
        "presentation" => Source::Presentation,
        "document" => Source::Document,
        "sheet" => Source::Sheet,
        "picture" => Source::Picture,
        "archive" => Source::Archive,
        _ => Source::Text,
    };
    let start = Instant::now();
    let tools = Tools::along(&std::env::var_os("PATH").unwrap_or_default(), Path::is_file);
    let contents = render(Path::new(file), kind, Path::new(folder), &tools, &Limits::default())?;
    let took = start.elapsed();
    for page in &contents.pages {
        let bytes: Vec<u64> = page.images.iter().map(|image| image.bytes).collect();
        println!("--- {} {}x{} {bytes:?} {:?}", page.number, page.width, page.height, page.fault);
        println!("{}\n{}", page.heading.as_deref().unwrap_or_default(), page.text);
        println!("{}", page.notes.as_deref().map(|notes| format!("notes: {notes}")).unwrap_or_default());
    }
    let mean = |place: usize| {
        let bytes = contents.pages.iter().filter_map(|page| Some(page.images.get(place)?.bytes));
        bytes.sum::<u64>() / contents.pages.len().max(1) as u64
    };
    let status = std::fs::read_to_string("/proc/self/status")?;
    let memory: Vec<&str> =
        status.lines().filter(|line| line.starts_with("VmHWM") || line.starts_with("VmPeak")).collect();
    println!(
        "=== {} pages, {:?}, {took:?}, {memory:?}, mean bytes {} {}",
        contents.pages.len(),
        contents.missing,
        mean(0),
        mean(1)
    );
    Ok(())
}
