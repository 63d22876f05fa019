//! An index as its callers use it: what is put is found, and it is there when it is opened again.

use super::*;

const NOW: Instant = Instant::from_seconds(1_636_000_000);

fn text(key: &str, place: TextPlace, words: &str) -> Text {
    Text {
        key: key.to_owned(),
        seminar: slug("first"),
        of: VersionPlace::Material("status.la".parse().expect("a key")),
        version: version(1),
        number: 1,
        place,
        at: NOW,
        words: words.to_owned(),
    }
}

fn slug(text: &str) -> SeminarSlug {
    text.parse().expect("a slug")
}

fn version(number: u8) -> VersionId {
    format!("00000000-0000-4000-8000-0000000000{number:02}").parse().expect("an id")
}

fn found(index: &Index, question: &str) -> Vec<FoundVersion> {
    index.find(&slug("first"), &Question::read(question).expect("words")).expect("found").versions
}

fn keys(index: &Index, question: &str) -> Vec<String> {
    let found = index.find(&slug("first"), &Question::read(question).expect("words")).expect("found");
    let hits = found.versions.iter().flat_map(|version| &version.hits);
    let mut keys: Vec<String> = hits.map(|hit| found.key(hit).expect("a key")).collect();
    keys.sort();
    keys
}

fn put(texts: impl IntoIterator<Item = Text>) -> Vec<Change> {
    texts.into_iter().map(Change::Put).collect()
}

#[test]
fn what_is_put_is_found_until_it_is_removed() {
    let index = Index::in_memory().expect("an index");
    let pages = [text("a", TextPlace::Page(1), "dry ports"), text("b", TextPlace::Page(2), "ports of call")];
    index.write(put(pages)).expect("written");
    assert_eq!(keys(&index, "port"), ["a", "b"]);
    assert_eq!(keys(&index, "call port"), ["b"]);
    index.write(put([text("b", TextPlace::Page(2), "harbours")])).expect("written");
    assert_eq!(keys(&index, "port"), ["a"]);
    index.write(vec![Change::Remove("a".to_owned())]).expect("written");
    assert_eq!(keys(&index, "port"), [""; 0]);
    assert_eq!(index.keys().expect("keys").into_iter().collect::<Vec<_>>(), ["b"]);
}

#[test]
fn a_hit_says_where_it_is() {
    let index = Index::in_memory().expect("an index");
    let session = VersionPlace::Session("opening".parse().expect("a slug"));
    let slides = Text { of: session.clone(), version: version(2), number: 3, ..text("c", TextPlace::File, "port") };
    let elsewhere = Text { seminar: slug("second"), version: version(4), ..text("e", TextPlace::File, "port") };
    let comment = TextPlace::Comment(Audience::Hosts);
    // In two commits, so that one version is in two segments.
    index.write(put([text("a", TextPlace::Page(7), "port"), slides, elsewhere])).expect("written");
    index.write(put([text("d", comment, "port")])).expect("written");
    let found = found(&index, "port");
    let places = |found: &FoundVersion| found.hits.iter().map(|hit| (hit.place, hit.at)).collect::<Vec<_>>();
    assert_eq!(found.len(), 2, "not what is in another seminar");
    assert_eq!((found[0].version, found[0].number, &found[0].of), (version(1), 1, &text("", comment, "").of));
    assert_eq!(places(&found[0]), [(TextPlace::Page(7), NOW), (comment, NOW)]);
    assert_eq!((found[1].version, found[1].number, &found[1].of), (version(2), 3, &session));
    assert_eq!(places(&found[1]), [(TextPlace::File, NOW)]);
}

/// What may have been meant, as it is spelt in texts of versions up to this one.
fn corrected(index: &Index, question: &str, up_to: VersionId) -> Option<String> {
    let typed = Typed::read(question)?;
    let found = index.find_near(&slug("first"), &typed).expect("found");
    let among: Vec<FoundVersion> = found.versions.iter().filter(|found| found.version <= up_to).cloned().collect();
    Some(found.corrected(&typed, &among).expect("read")?.written(""))
}

#[test]
fn a_misspelt_word_is_the_nearest_of_those_that_stand_there() {
    let index = Index::in_memory().expect("an index");
    let page = |key: &str, words: &str| text(key, TextPlace::Page(1), words);
    let elsewhere = Text { seminar: slug("second"), ..page("e", "narwhals") };
    let pages =
        [page("a", "customs declarations"), page("b", "custom cart, card"), page("c", "quay: Gümrük"), elsewhere];
    index.write(put(pages)).expect("written");
    // In two commits, so that there are two dictionaries.
    index.write(put([page("d", "cart")])).expect("written");
    let meant = |question| corrected(&index, question, version(1));
    for (question, answer) in [
        ("custqm", "custom"),
        ("custqms", "customs"),
        ("declarxtion", "declarations"),
        ("quya", "quay"),
        ("carx", "cart"),
        ("custqm carx", "custom card"),
        ("cards custqm", "cards custom"),
        ("gumrxk", "gumruk"),
        ("GÜMRX\u{308}K", "gumruk"),
    ] {
        assert_eq!(meant(question).as_deref(), Some(answer), "{question}");
    }
    for question in ["declarxtion carx", "caq", "walrxs", "narwhxls", "--"] {
        assert_eq!(meant(question), None, "{question}");
    }
    index.write(vec![Change::Remove("d".to_owned())]).expect("written");
    assert_eq!(corrected(&index, "carx", version(1)).as_deref(), Some("card"), "of as many the first");
}

#[test]
fn a_word_is_meant_of_the_texts_that_are_handed_in_alone() {
    let index = Index::in_memory().expect("an index");
    index.write(put([text("a", TextPlace::Page(1), "harbour")])).expect("written");
    let others = ["harbxr", "harbor harbxrs", "harbor"]
        .map(|words| Text { version: version(2), ..text(words, TextPlace::Page(2), words) });
    index.write(put(others)).expect("written");
    assert_eq!(corrected(&index, "harbvr", version(1)).as_deref(), Some("harbour"));
    assert_eq!(corrected(&index, "harbvr", version(2)).as_deref(), Some("harbor"));
}

#[test]
fn of_words_as_near_the_one_in_most_texts_is_meant() {
    let index = Index::in_memory().expect("an index");
    let words = ["quay", "quad", "quad", "quad", "quay", "quad"];
    // In turn of a version that is handed in and of one that is not.
    let texts = words.into_iter().zip([1, 2].into_iter().cycle()).zip(["a", "b", "c", "d", "e", "f"]);
    let texts = texts.map(|((words, of), key)| Text { version: version(of), ..text(key, TextPlace::Page(1), words) });
    index.write(put(texts)).expect("written");
    assert_eq!(corrected(&index, "quax", version(1)).as_deref(), Some("quay"));
    assert_eq!(corrected(&index, "quax", version(2)).as_deref(), Some("quad"));
}

#[test]
fn figures_and_scripts_without_spaces_stay_as_they_were_typed() {
    let index = Index::in_memory().expect("an index");
    index.write(put([text("a", TextPlace::Page(1), "主要港口 customs 20211")])).expect("written");
    for question in ["岗口", "主要岗口", "20212", "20212 custqms", "岗口 custqms"] {
        assert_eq!(corrected(&index, question, version(1)), None, "{question}");
    }
    for question in ["港口 custqms 20211", "港口custqms 20211"] {
        assert_eq!(corrected(&index, question, version(1)).as_deref(), Some("港口 customs 20211"), "{question}");
    }
}

#[test]
fn a_correction_is_written_as_its_text_is() {
    let index = Index::in_memory().expect("an index");
    let words = "GÜMRÜK: the gümrük of Côte d’Azur";
    index.write(put([text("a", TextPlace::Page(1), words)])).expect("written");
    let typed = Typed::read("gumrxk cotx AZUR").expect("words");
    let found = index.find_near(&slug("first"), &typed).expect("found");
    let correction = found.corrected(&typed, &found.versions).expect("read").expect("a correction");
    assert_eq!(found.key(&correction.hit).expect("a key"), "a");
    assert_eq!(correction.written(words), "gümrük Côte AZUR");
    let replaced = ["gumrxk", "cotx"].map(|word| Question::read(word).expect("a word"));
    assert_eq!(correction.replaced(), replaced);
}

#[test]
fn it_is_there_when_it_is_opened_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let open = || Index::open(&folder.path().join("index"));
    let index = open().expect("an index");
    index.write(put([text("a", TextPlace::File, "port")])).expect("written");
    assert!(matches!(open(), Err(IndexError::InUse)), "one process at a time");
    drop(index);
    let index = open().expect("an index");
    assert_eq!(keys(&index, "port"), ["a"]);
}

#[test]
fn keys_are_those_of_now() {
    let data = tempfile::tempdir().expect("a folder");
    let open = || Index::open(&data.path().join("index")).expect("an index");
    let all = |index: &Index| index.keys().expect("keys").into_iter().collect::<Vec<_>>();
    open().write(put([text("a", TextPlace::File, "port")])).expect("written");
    let index = open();
    assert_eq!([all(&index), all(&index)], [["a"], ["a"]], "as they were read at first, and once more");
    drop(index);
    let index = open();
    index.write(put([text("b", TextPlace::File, "port")])).expect("written");
    assert_eq!(all(&index), ["a", "b"], "not as they were before");
}

#[test]
fn what_cannot_be_read_begins_anew() {
    let data = tempfile::tempdir().expect("a folder");
    let folder = data.path().join("index");
    let index = Index::open(&folder).expect("an index");
    index.write(put([text("a", TextPlace::File, "port")])).expect("written");
    drop(index);
    for damaged in ["meta.json", "fast"] {
        let files = fs::read_dir(&folder).expect("read").map(|file| file.expect("a file").path());
        for file in files.filter(|file| file.to_string_lossy().ends_with(damaged)) {
            fs::write(file, "{").expect("damaged");
        }
        let index = Index::open(&folder).expect("an index");
        assert_eq!(keys(&index, "port"), [""; 0], "{damaged}");
        index.write(put([text("a", TextPlace::File, "port")])).expect("written");
        assert_eq!(keys(&index, "port"), ["a"], "{damaged}");
    }
}

#[test]
fn another_format_begins_anew() {
    let data = tempfile::tempdir().expect("a folder");
    let folder = data.path().join("index");
    let index = Index::open(&folder).expect("an index");
    index.write(put([text("a", TextPlace::File, "port")])).expect("written");
    let mut writer = index.writer.lock().expect("not poisoned").take().expect("a writer");
    let mut commit = writer.prepare_commit().expect("a commit");
    commit.set_payload("0");
    commit.commit().expect("written");
    drop((writer, index));
    assert_eq!(keys(&Index::open(&folder).expect("an index"), "port"), [""; 0]);
}
