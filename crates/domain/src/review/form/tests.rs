//! Forms as people fill them in.

use super::*;
use crate::review::{RefusedReview, Verdict};

fn headers() -> Vec<String> {
    Column::ALL.map(|column| column.header().to_owned()).to_vec()
}

fn row(comment: &str, page: &str, decision: &str, audience: &str) -> Vec<String> {
    let id = "00000000-0000-7000-8000-000000000001";
    let cells = ["status.la", "Laos", "Status", "2.0", "a.pdf", "Submitted", comment, page, decision, audience, id, ""];
    cells.map(str::to_owned).to_vec()
}

fn only(cells: &[String]) -> FilledRow {
    let headers = headers();
    let title = ["What to fill in".to_owned()];
    let rows = [(1, &title[..]), (3, &headers[..]), (4, cells)];
    let mut rows = read_form(rows).expect("a form");
    assert_eq!(rows.len(), 1);
    rows.remove(0)
}

#[test]
fn a_filled_row_says_what_it_wants() {
    let wish = only(&row("Good.", "3", "", "only instructors and staff")).wish().expect("a wish");
    assert_eq!((wish.version, wish.page, wish.verdict), (2, Some(3), None));
    assert_eq!((wish.audience, wish.body.as_str()), (Audience::Hosts, "Good."));
    let wish = only(&row("", "", "accepted", "")).wish().expect("a wish");
    assert_eq!((wish.verdict, wish.audience), (Some(Verdict::Accepted), Audience::Delegation));
    let wish = only(&row("Good.", "third", "", "hosts")).wish().expect("a wish");
    assert_eq!(wish.page, Some(0), "it is refused where pages are counted");
}

#[test]
fn an_empty_row_is_none() {
    let (headers, empty) = (headers(), row("", "", "", "hosts"));
    assert_eq!(read_form([(1, &headers[..]), (2, &empty[..])]), Ok(Vec::new()));
}

#[test]
fn what_is_unclear_is_told() {
    let unclear = |cells: &[String]| only(cells).wish().expect_err("unclear");
    assert_eq!(unclear(&row("Good.", "", "", "")), Unclear::NoAudience);
    assert_eq!(unclear(&row("Good.", "", "", "all")), Unclear::Audience("all".to_owned()));
    assert_eq!(unclear(&row("Good.", "", "yes", "hosts")), Unclear::Decision("yes".to_owned()));
    assert_eq!(unclear(&row("Good.", "", "Accepted", "hosts")), Unclear::DecisionForHosts);
    assert_eq!(unclear(&row("", "", "changes requested", "")), Unclear::Refused(RefusedReview::NoReason));
    assert_eq!(unclear(&row("", "3", "", "hosts")), Unclear::Refused(RefusedReview::Empty));
    assert_eq!(unclear(&row("=A1", "", "", "hosts")), Unclear::Formula);
    let mut cut = row("Good.", "", "", "hosts");
    cut[10] = "1".to_owned();
    assert_eq!(unclear(&cut), Unclear::Row);
}

#[test]
fn a_row_that_was_changed_does_not_pass_for_what_is_on_record() {
    let wish = only(&row("Good.", "3", "", "hosts")).wish().expect("a wish");
    let on_record = OnRecord {
        here: true,
        version: wish.version,
        body: wish.body.clone(),
        page: wish.page,
        verdict: None,
        audience: Audience::Hosts,
        withdrawn: false,
    };
    assert!(on_record.says_the_same(&wish));
    let others = [
        OnRecord { here: false, ..on_record.clone() },
        OnRecord { version: 1, ..on_record.clone() },
        OnRecord { body: "Bad.".to_owned(), ..on_record.clone() },
        OnRecord { page: None, ..on_record.clone() },
        OnRecord { verdict: Some(Verdict::Accepted), ..on_record.clone() },
        OnRecord { audience: Audience::Delegation, ..on_record.clone() },
        OnRecord { withdrawn: true, ..on_record.clone() },
    ];
    for other in others {
        assert!(!other.says_the_same(&wish), "{other:?}");
    }
    let words = on_record.in_words();
    assert!(words.contains("(“Good.”; version 2, page 3; only instructors and staff)"), "{words}");
}

#[test]
fn columns_may_stand_elsewhere() {
    let (mut headers, mut cells) = (headers(), row("Good.", "", "", "hosts"));
    headers.reverse();
    cells.reverse();
    let rows = read_form([(1, &headers[..]), (2, &cells[..])]).expect("a form");
    assert_eq!(rows[0].comment, "Good.");
    assert_eq!(read_form([(1, &cells[..])]), Err(NotAForm::NoHeaders));
}
