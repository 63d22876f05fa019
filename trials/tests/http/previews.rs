//! Files that are looked at without being saved: pictures of ours on pages and lists, recordings in a player.

use trials::{House, PDF, PROGRAM, Who, film, pdf_of, recording};

use crate::pages::{ask, get, page};
use crate::tus::{assert_status, header};

async fn house_with(name: &str, content: Vec<u8>) -> (House, String) {
    let house = House::start().await;
    let version = house.hand_in(Who::Trainee, "status", name, content).await;
    house.work_off().await;
    (house, version)
}

/// The first tag of a page that begins so and holds this address.
fn tag_with<'p>(page: &'p str, begin: &str, address: &str) -> Option<&'p str> {
    let mut tags = page.match_indices(begin).filter_map(|(place, _)| page[place..].split('>').next());
    tags.find(|tag| tag.contains(&format!("src=\"{address}\"")))
}

#[tokio::test(flavor = "multi_thread")]
async fn lists_show_the_first_page() {
    let (house, version) = house_with("ports.pdf", PDF.to_vec()).await;
    let thumbnail = format!("/previews/{version}/0001-320.webp");
    for list in ["materials", "gallery"] {
        let page = page(&house, Who::Staff, &format!("/seminars/sample/{list}")).await;
        let image = tag_with(&page, "<img", &thumbnail).unwrap_or_else(|| panic!("none in {list}"));
        assert!(image.contains("loading=\"lazy\""), "{image}");
    }
    assert_status(&get(&house, Who::Staff, &thumbnail).await, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_viewer_leads_to_the_decision_on_the_version_that_stands() {
    let (house, first) = house_with("ports.pdf", PDF.to_vec()).await;
    let seen = async |path: String| page(&house, Who::Staff, &path).await;
    let viewer = |version: &str| format!("/seminars/sample/previews/{version}");
    let deciding = |version: &str| format!("/api/load_deciding?version={version}");
    assert!(seen(viewer(&first)).await.contains("Decide on this version"));
    assert_eq!(seen(deciding(&first)).await, "\"this\"");
    let second = house.hand_in(Who::Trainee, "status", "newer.pdf", PDF.to_vec()).await;
    house.work_off().await;
    assert!(seen(viewer(&first)).await.contains("Decide on the version that counts"));
    assert_eq!(seen(deciding(&first)).await, "\"standing\"");
    assert!(seen(viewer(&second)).await.contains("Decide on this version"));
    let comparison = format!("/seminars/sample/comparisons/{first}/{second}");
    let compared = seen(comparison.clone()).await;
    assert!(compared.contains("Decide on version 2"), "{compared}");
    assert!(compared.contains("/materials/status.la?version=2#decision\""), "{compared}");
    for path in [viewer(&first), comparison] {
        let own = page(&house, Who::Trainee, &path).await;
        assert!(!own.contains("Decide on"), "{own}");
    }
    let refused = house.hand_in(Who::Trainee, "status", "program.pdf", PROGRAM.to_vec()).await;
    house.work_off().await;
    assert_eq!(seen(deciding(&refused)).await, "\"standing\"", "the one before it stands");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_filter_of_the_list_goes_along_to_the_decision() {
    let (house, first) = house_with("ports.pdf", PDF.to_vec()).await;
    let other = house.hand_in(Who::Foreigner, "status", "other.pdf", PDF.to_vec()).await;
    house.work_off().await;
    let filter = "?country=LA&state=submitted";
    let seen = async |path: &str| {
        let path = format!("/seminars/sample/{path}");
        page(&house, Who::Staff, &path).await.replace("&amp;", "&")
    };
    let (viewer, material) = (format!("previews/{first}{filter}"), format!("materials/status.la{filter}"));
    let list = seen(&format!("materials{filter}")).await;
    assert!(list.contains(&viewer) && list.contains(&material), "{list}");
    assert!(seen(&material).await.contains(&viewer));
    let viewed = seen(&viewer).await;
    assert!(viewed.contains(&format!("{material}&version=1#decision\"")), "{viewed}");
    assert!(viewed.contains(&format!("{material}&version=1&page=1#comment")), "{viewed}");
    for page in [viewed, seen(&material).await] {
        assert!(page.contains("Nothing left in this list; 1 elsewhere."), "{page}");
        assert!(page.contains("Next elsewhere: Kenya, "), "{page}");
    }
    let second = "country=LA&state=submitted&list_page=2";
    let viewed = seen(&format!("previews/{first}?{second}")).await;
    assert!(viewed.contains(&format!("materials/status.la?{second}&version=1#decision\"")), "its page, too: {viewed}");
    let decided = seen(&format!("materials/status.la?{second}")).await;
    assert!(decided.contains(&format!("previews/{first}?{second}\"")), "{decided}");
    assert!(decided.contains(&format!("/seminars/sample/materials{filter}&page=2\"")), "the way back: {decided}");
    let rest = seen(&format!("previews/{first}")).await;
    let next = format!("/seminars/sample/previews/{other}\"");
    assert!(rest.contains(&next), "from viewer to viewer: {rest}");
    let [viewed, read] = [seen("materials/status.la?version=1").await, seen("materials/status.la").await];
    assert!(viewed.contains(&next), "also past the decision: {viewed}");
    assert!(!read.contains(&next) && read.contains("Next without a decision: Kenya, "), "{read}");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_shows_one_page_and_no_words_of_the_others() {
    const WORDS: [&str; 3] = ["Walrus", "Narwhal", "Beluga"];
    let (house, version) = house_with("whales.pdf", pdf_of(&WORDS)).await;
    let page_at = async |query: &str| {
        let path = format!("/seminars/sample/previews/{version}{query}");
        page(&house, Who::Staff, &path).await
    };
    let shown = |page: &str| {
        let words: Vec<&str> = WORDS.into_iter().filter(|word| page.contains(word)).collect();
        (page.matches("class=\"page-picture\"").count(), words)
    };
    assert_eq!(shown(&page_at("").await), (1, vec!["Walrus"]));
    assert_eq!(shown(&page_at("?page=9").await), (1, vec!["Beluga"]));
    assert_eq!(shown(&page_at("?page=all").await), (3, WORDS.to_vec()));
    let second = page_at("?page=2").await;
    assert_eq!(shown(&second), (1, vec!["Narwhal"]));
    for part in ["id=\"page-2\"", "fetchpriority=\"high\"", "?page=1#pages", "?page=3#pages", "?page=all"] {
        assert!(second.contains(part), "{part}: {second}");
    }
    let all = page(&house, Who::Staff, &format!("/api/load_words?version={version}")).await;
    assert!(WORDS.iter().all(|word| all.contains(word)), "{all}");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_shows_one_change_between_two_versions() {
    let (house, old) = house_with("fish.pdf", pdf_of(&["A cod here", "An eel here", "A ray here", "A tuna"])).await;
    let changed = pdf_of(&["A cod there", "An eel there", "A ray there", "A tuna"]);
    let new = house.hand_in(Who::Trainee, "status", "fish.pdf", changed).await;
    house.work_off().await;
    let page_at = async |query: &str| {
        let path = format!("/seminars/sample/comparisons/{old}/{new}{query}");
        page(&house, Who::Staff, &path).await
    };
    // The page of each picture, and whether it is looked at first.
    let shown = |page: &str| -> Vec<(u32, bool)> {
        let images = page.match_indices("<img").filter_map(|(place, _)| page[place..].split('>').next());
        let pictures = images.filter(|image| image.contains("class=\"page-picture\""));
        let number = |image: &str| (1..=4).find(|number| image.contains(&format!(": page {number} of version ")));
        pictures.map(|image| (number(image).expect("a page"), image.contains("fetchpriority=\"high\""))).collect()
    };
    for query in ["", "?page=1"] {
        assert_eq!(shown(&page_at(query).await), [(1, true), (1, true)], "{query}");
    }
    assert_eq!(shown(&page_at("?page=9").await), [(3, true), (3, true)]);
    let all = page_at("?page=all").await;
    assert_eq!(shown(&all), [(1, true), (1, true), (2, false), (2, false), (3, false), (3, false)]);
    assert!(all.contains("href=\"?page=1\"") && !all.contains("#changes"), "{all}");
    let second = page_at("?page=2").await;
    assert_eq!(shown(&second), [(2, true), (2, true)]);
    for part in ["Page 2 changed", "?page=1#changes", "?page=3#changes", "Page 3 changed, ", "?page=all"] {
        assert!(second.contains(part), "{part}: {second}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_picture_is_the_readers_own_and_does_nothing() {
    let (house, version) = house_with("ports.pdf", PDF.to_vec()).await;
    let path = format!("/previews/{version}/0001-900.webp");
    let answer = get(&house, Who::Staff, &path).await;
    assert_status(&answer, 200);
    assert_eq!(header(&answer, "content-type"), "image/webp");
    assert_eq!(header(&answer, "x-content-type-options"), "nosniff");
    assert!(header(&answer, "content-security-policy").starts_with("sandbox;"));
    assert_eq!(header(&answer, "cache-control"), "private, max-age=86400");
    let tag = header(&answer, "etag").to_owned();
    assert!(tag.starts_with('"'), "a strong tag: {tag}");
    assert_eq!(&answer.bytes().await.expect("an image")[8..12], b"WEBP");
    let known = ask(&house, Who::Staff, &path, &[("if-none-match", &tag)]).await;
    assert_status(&known, 304);
    assert_eq!(header(&known, "etag"), tag);
    assert_eq!(header(&known, "cache-control"), "private, max-age=86400");
}

#[tokio::test(flavor = "multi_thread")]
async fn recordings_are_played_from_anywhere_in_them() {
    for (name, content, player, media_type) in
        [("talk.mp3", recording(), "<audio", "audio/mpeg"), ("film.mp4", film(), "<video", "video/mp4")]
    {
        let (house, version) = house_with(name, content.clone()).await;
        let source = format!("/files/{version}/play");
        let page = page(&house, Who::Staff, &format!("/seminars/sample/previews/{version}")).await;
        let player = tag_with(&page, player, &source).unwrap_or_else(|| panic!("{name} is not played"));
        assert!(player.contains("controls") && player.contains("preload=\"none\""), "{player}");
        assert!(player.contains(&format!("aria-label=\"{name}\"")), "{player}");

        let part = ask(&house, Who::Staff, &source, &[("range", "bytes=100-199")]).await;
        assert_status(&part, 206);
        assert_eq!(header(&part, "content-range"), format!("bytes 100-199/{}", content.len()));
        assert_eq!(header(&part, "content-type"), media_type);
        assert_eq!(header(&part, "accept-ranges"), "bytes");
        assert_eq!(header(&part, "content-disposition"), "inline");
        assert_eq!(header(&part, "x-content-type-options"), "nosniff");
        assert!(header(&part, "content-security-policy").starts_with("sandbox;"));
        assert_eq!(header(&part, "cache-control"), "private, no-cache");
        assert_eq!(part.bytes().await.expect("a part"), &content[100..200]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_compressed_already_is_sent_as_it_is() {
    const BROTLI: (&str, &str) = ("accept-encoding", "br");
    let house = House::start().await;
    let mut paths = Vec::new();
    for (name, content, end) in
        [("ports.pdf", PDF.to_vec(), None), ("talk.mp3", recording(), Some("play")), ("film.mp4", film(), Some("play"))]
    {
        let version = house.hand_in(Who::Trainee, "status", name, content).await;
        paths.push(match end {
            Some(end) => format!("/files/{version}/{end}"),
            None => format!("/previews/{version}/0001-900.webp"),
        });
    }
    house.work_off().await;
    for path in paths {
        let answer = ask(&house, Who::Staff, &path, &[BROTLI]).await;
        assert_status(&answer, 200);
        assert!(!answer.headers().contains_key("content-encoding"), "{path}: {:?}", answer.headers());
        let announced: usize = header(&answer, "content-length").parse().expect("a number");
        let bytes = answer.bytes().await.expect("bytes");
        assert!(announced == bytes.len() && announced > 512, "{path}: {announced}");
    }
    let page = ask(&house, Who::Staff, "/seminars/sample/materials", &[BROTLI]).await;
    assert_eq!(header(&page, "content-encoding"), "br", "words are compressed");
}
