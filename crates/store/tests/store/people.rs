//! People, invitations, sign-in and the board.

use crate::house::{House, LATE, NOW, seminar};
use domain::country::CountryCode;
use domain::material::MaterialFilter;
use domain::person::{NewPerson, Role};
use store::audit::By;
use store::board::Lacking;
use store::people::{Added, MemberFilter};
use store::seminars::Imported;
use store::tokens::Purpose;
use store::{Store, StoreError};

fn new_trainee() -> NewPerson {
    NewPerson {
        name: "Sample trainee".parse().expect("a name"),
        email: "trainee@example.org".parse().expect("an address"),
        role: Role::Trainee,
        country: Some("LA".parse().expect("a country")),
    }
}

#[tokio::test]
async fn the_same_import_changes_nothing() {
    let house = House::new().await;
    let again = house.store.import_seminar(seminar("e-port"), &By::operator(), NOW).await.expect("imported");
    assert_eq!(again, Imported::Unchanged);
}

#[tokio::test]
async fn what_is_written_is_there_after_opening_again() {
    let folder = std::env::temp_dir().join(format!("lectern-store-{}", std::process::id()));
    let url = format!("surrealkv://{}?sync=every", folder.display());
    let store = Store::open(&url).await.expect("opens");
    store.import_seminar(seminar("e-port"), &By::operator(), NOW).await.expect("imported");
    drop(store);
    // The engine gives its lock back from a task of its own, so opening may have to wait for it.
    let mut reopened = Store::open(&url).await;
    for _ in 0..100 {
        if reopened.is_ok() {
            break;
        }
        tokio::task::yield_now().await;
        reopened = Store::open(&url).await;
    }
    assert_eq!(reopened.expect("opens again").all_seminars().len(), 1);
    std::fs::remove_dir_all(folder).expect("removed");
}

#[tokio::test]
async fn adding_a_person_again_changes_nothing() {
    let house = House::new().await;
    let staff = house.staff().await;
    let new = new_trainee();
    let first = house.store.add_person(&house.slug, &new, &By::from(&staff), NOW).await.expect("added");
    assert!(matches!(first, Added::New(_)));
    let second = house.store.add_person(&house.slug, &new, &By::from(&staff), NOW).await.expect("known");
    assert_eq!(second, Added::Known(first.person()));
    let elsewhere = NewPerson { country: Some("KE".parse().expect("a country")), ..new };
    let refused = house.store.add_person(&house.slug, &elsewhere, &By::from(&staff), NOW).await;
    assert!(matches!(refused, Err(StoreError::OtherMembership(_))));
    let board = house.store.board(&staff, &house.slug, NOW).await.expect("a board");
    assert_eq!((board.len(), board[0].delegation.added), (1, 1));
    assert!(house.store.inconsistencies().await.expect("read").is_empty());
}

#[tokio::test]
async fn an_invitation_works_once_and_looking_does_not_use_it() {
    let house = House::new().await;
    let (trainee, staff) = (house.trainee("LA").await, house.staff().await);
    let by = By::from(&staff);
    let token =
        house.store.issue_token(Purpose::Invitation, trainee.person, Some(&house.slug), &by, NOW).await.expect("made");
    for _ in 0..2 {
        house.store.token_holder(Purpose::Invitation, &token, NOW).await.expect("still good");
    }
    let name = "Sample Name".parse().expect("a name");
    let accept = || house.store.accept_invitation(&token, &name, "hash".to_owned(), NOW);
    let (one, two) = tokio::join!(accept(), accept());
    assert!(one.is_ok() != two.is_ok(), "exactly one of two at once is taken: {one:?} {two:?}");
    assert!(matches!(accept().await, Err(StoreError::SpentToken)));
    let board = house.store.board(&staff, &house.slug, NOW).await.expect("a board");
    assert_eq!(board[0].delegation.confirmed, 1);
    let (members, _) =
        house.store.members(&staff, &house.slug, &MemberFilter::default(), 0, 10).await.expect("members");
    assert!(members.iter().any(|member| member.name == name && member.confirmed_at.is_some()));
    assert!(house.store.inconsistencies().await.expect("read").is_empty());
}

#[tokio::test]
async fn tokens_end_and_serve_one_purpose() {
    let house = House::new().await;
    let trainee = house.trainee("LA").await;
    let by = By::operator();
    let token = house.store.issue_token(Purpose::PasswordReset, trainee.person, None, &by, NOW).await.expect("made");
    assert!(house.store.token_holder(Purpose::Invitation, &token, NOW).await.is_err());
    assert!(house.store.actor_by_api_token(&token, NOW).await.is_err());
    assert!(house.store.token_holder(Purpose::PasswordReset, &token, NOW.plus_days(1)).await.is_err());
    let sign_in = house.store.sign_in(trainee.person, NOW).await.expect("signed in");
    house.store.reset_password(&token, "new hash".to_owned(), NOW).await.expect("changed");
    assert!(house.store.actor_by_sign_in(&sign_in, NOW).await.is_err(), "a reset ends every sign-in");
    assert_eq!(house.store.sweep_tokens(NOW.plus_days(2)).await.expect("swept"), 1);
}

#[tokio::test]
async fn signing_in_and_out() {
    let house = House::new().await;
    let trainee = house.trainee("LA").await;
    assert!(house.store.credentials("trainee.la@example.org").await.expect("read").is_none());
    house.confirm(&trainee, &house.slug).await;
    let token = house.store.sign_in(trainee.person, NOW).await.expect("signed in");
    assert_eq!(house.store.actor_by_sign_in(&token, NOW).await.expect("known"), trainee);
    assert!(house.store.actor_by_sign_in(&token, NOW.plus_days(31)).await.is_err());
    house.store.sign_out(&trainee, &token, NOW).await.expect("signed out");
    assert!(house.store.actor_by_sign_in(&token, NOW).await.is_err());
}

#[tokio::test]
async fn being_invited_opens_nothing_until_it_is_confirmed() {
    let house = House::new().await;
    let staff = house.staff().await;
    let token = house.store.sign_in(staff.person, NOW).await.expect("signed in");
    let before = house.store.actor_by_sign_in(&token, NOW).await.expect("known");
    assert!(!before.is_staff(&house.slug), "whoever holds the account may not be who was invited");
    house.confirm(&staff, &house.slug).await;
    assert!(house.store.actor_by_sign_in(&token, NOW).await.expect("known").is_staff(&house.slug));
}

#[tokio::test]
async fn a_new_password_ends_what_was_given_out_before() {
    let house = House::new().await;
    let (trainee, by) = (house.trainee("LA").await, By::operator());
    let issue = async |purpose| house.store.issue_token(purpose, trainee.person, None, &by, NOW).await.expect("made");
    let (api, older, newer) =
        (issue(Purpose::Api).await, issue(Purpose::PasswordReset).await, issue(Purpose::PasswordReset).await);
    house.store.actor_by_api_token(&api, NOW).await.expect("good until then");
    house.store.reset_password(&newer, "new hash".to_owned(), NOW).await.expect("changed");
    assert!(matches!(house.store.actor_by_api_token(&api, NOW).await, Err(StoreError::SpentToken)));
    let again = house.store.reset_password(&older, "another".to_owned(), NOW).await;
    assert!(matches!(again, Err(StoreError::SpentToken)));
}

#[tokio::test]
async fn nobody_is_flooded_with_links_for_a_new_password() {
    let house = House::new().await;
    let trainee = house.trainee("LA").await;
    let queued = async |now| {
        house.store.queue_password_reset(trainee.person, now).await.expect("queued");
        house.store.due_mails(10, now).await.expect("read").len()
    };
    assert_eq!(queued(NOW).await, 1);
    assert_eq!(queued(NOW.plus_minutes(1)).await, 1);
    assert_eq!(queued(NOW.plus_minutes(11)).await, 2);
}

#[tokio::test]
async fn an_import_leaves_open_what_staff_have_opened() {
    let house = House::new().await;
    let staff = house.staff().await;
    house.store.open_materials(&staff, &house.slug, true, NOW).await.expect("opened");
    let again = house.store.import_seminar(seminar("e-port"), &By::operator(), NOW).await.expect("imported");
    assert_eq!(again, Imported::Unchanged);
    let mut renamed = seminar("e-port");
    renamed.title = "Another title".to_owned();
    let done = house.store.import_seminar(renamed, &By::operator(), NOW).await.expect("imported");
    assert_eq!(done, Imported::Changed(vec!["title".to_owned()]), "it says what it changed");
    let now = house.store.seminar(&house.slug).expect("there");
    assert!(now.rules.accepted_open_to_all && now.title == "Another title");
}

#[tokio::test]
async fn two_staff_members_add_the_same_address_at_once() {
    let house = House::new().await;
    let staff = house.staff().await;
    let new = new_trainee();
    let by = By::from(&staff);
    let add = || house.store.add_person(&house.slug, &new, &by, NOW);
    let (one, two, three) = tokio::join!(add(), add(), add());
    let outcomes = [one.expect("added"), two.expect("added"), three.expect("added")];
    assert!(outcomes.iter().all(|added| added.person() == outcomes[0].person()), "{outcomes:?}");
    assert_eq!(outcomes.iter().filter(|added| matches!(added, Added::New(_))).count(), 1);
    assert!(house.store.inconsistencies().await.expect("read").is_empty());
}

#[tokio::test]
async fn only_staff_see_people_board_and_audit() {
    let house = House::new().await;
    let (trainee, teacher, staff) = (house.trainee("LA").await, house.teacher().await, house.staff().await);
    for actor in [&trainee, &teacher] {
        let members = house.store.members(actor, &house.slug, &MemberFilter::default(), 0, 10).await;
        assert!(matches!(members, Err(StoreError::NotFound)));
        assert!(matches!(house.store.board(actor, &house.slug, NOW).await, Err(StoreError::NotFound)));
        assert!(matches!(house.store.audit_events(actor, &house.slug, 0, 10).await, Err(StoreError::NotFound)));
        assert!(matches!(
            house.store.reminders(actor, &house.slug, &Lacking::Anything, NOW).await,
            Err(StoreError::NotFound)
        ));
    }
    let events = house.store.audit_events(&staff, &house.slug, 0, 10).await.expect("events");
    assert_eq!(events.len(), 4);
}

#[tokio::test]
async fn reminders_name_exactly_those_who_lack_something() {
    let house = House::new().await;
    let (laos, staff) = (house.trainee("LA").await, house.staff().await);
    house.trainee("KE").await;
    house.store.submit_upload(&laos, &house.submission("status"), NOW).await.expect("submitted");
    let reminders = async |now| house.store.reminders(&staff, &house.slug, &Lacking::Anything, now).await;
    let due = reminders(NOW).await.expect("reminders");
    let lacks: Vec<(&str, usize)> = due.iter().map(|r| (r.country.name.as_str(), r.lacks.len())).collect();
    assert_eq!(lacks, [("Kenya", 3), ("Lao People's Democratic Republic", 2)]);
    assert_eq!(due[1].lacks, ["has not confirmed", "projects: missing"]);
    assert_eq!(due[1].owes.iter().map(|slug| slug.as_str()).collect::<Vec<_>>(), ["projects"]);
    let overdue = reminders(LATE).await.expect("reminders");
    assert_eq!(overdue[1].lacks[1], "projects: missing (overdue)");
}

#[tokio::test]
async fn countries_stand_where_people_look_for_them() {
    let house = House::new().await;
    let (store, slug, staff) = (&house.store, &house.slug, house.staff().await);
    for country in ["HR", "CI", "CR"] {
        house.trainee(country).await;
    }
    let expected = ["CR", "CI", "HR"].map(|code| code.parse::<CountryCode>().expect("a code"));
    let board = store.board(&staff, slug, NOW).await.expect("a board");
    assert_eq!(board.iter().map(|row| row.delegation.country.code).collect::<Vec<_>>(), expected, "the board");
    let missing = store.reminders(&staff, slug, &Lacking::Anything, NOW).await.expect("reminders");
    assert_eq!(missing.iter().map(|one| one.country.code).collect::<Vec<_>>(), expected, "whom to remind");
    let ledger = store.attendance(&staff, slug, NOW).await.expect("a book").ledger;
    assert_eq!(ledger.lines.iter().map(|line| line.trainee.country.code).collect::<Vec<_>>(), expected, "the sheet");
    assert_eq!(ledger.country_sums().iter().map(|sum| sum.country.code).collect::<Vec<_>>(), expected, "its sums");
    let filter = MaterialFilter { assignment: Some("status".parse().expect("a slug")), ..MaterialFilter::default() };
    let outlines = store.outlines(&staff, slug, &filter).await.expect("outlines");
    assert_eq!(outlines.iter().map(|outline| outline.key.country).collect::<Vec<_>>(), expected, "materials");
    let speakers = store.delegated_countries(&staff, slug).await.expect("countries");
    assert_eq!(speakers.iter().map(|country| country.code).collect::<Vec<_>>(), expected, "who can speak");
}

#[tokio::test]
async fn people_stand_where_others_look_for_them() {
    let house = House::new().await;
    let (store, slug, staff) = (&house.store, &house.slug, house.staff().await);
    let expected = ["ana zed", "Ángel Abe", "Đan Ito", "Zoe Abe"];
    for (number, name) in expected.iter().enumerate().rev() {
        let new = NewPerson {
            name: name.parse().expect("a name"),
            email: format!("trainee.{number}@example.org").parse().expect("an address"),
            ..new_trainee()
        };
        store.add_person(slug, &new, &By::operator(), NOW).await.expect("added");
    }
    let mut members = Vec::new();
    for skip in [0, 3] {
        let trainees = MemberFilter { role: Some(Role::Trainee), ..MemberFilter::default() };
        let (page, total) = store.members(&staff, slug, &trainees, skip, 3).await.expect("members");
        assert_eq!(total, 4);
        members.extend(page.into_iter().map(|member| member.name.to_string()));
    }
    assert_eq!(members, expected, "staff's list, over its pages");
    let missing = store.reminders(&staff, slug, &Lacking::Anything, NOW).await.expect("reminders");
    assert_eq!(missing.iter().map(|one| one.name.as_str()).collect::<Vec<_>>(), expected, "whom to remind");
    let ledger = store.attendance(&staff, slug, NOW).await.expect("a book").ledger;
    assert_eq!(ledger.lines.iter().map(|line| line.trainee.name.as_str()).collect::<Vec<_>>(), expected, "the sheet");
    let key = "status.la".parse().expect("a key");
    let readers = store.comment_readers(&staff, slug, &key).await.expect("readers");
    assert_eq!(readers.iter().map(|reader| reader.name.as_str()).collect::<Vec<_>>(), expected, "who can be named");
    let first = store.person_by_email("trainee.0@example.org").await.expect("read").expect("a person");
    let first = store.actor(first).await.expect("an actor");
    let others = store.own_delegation(&first, slug, 10).await.expect("a delegation").others;
    assert_eq!(others.iter().map(|other| other.name.as_str()).collect::<Vec<_>>(), expected[1..], "colleagues");
    let cut = store.own_delegation(&first, slug, 2).await.expect("a delegation");
    assert_eq!(cut.others.iter().map(|other| other.name.as_str()).collect::<Vec<_>>(), expected[1..3], "the first");
    assert_eq!(cut.more, 1);
}

#[tokio::test]
async fn members_are_found_by_part_of_a_name() {
    let house = House::new().await;
    let staff = house.staff().await;
    house.trainee("LA").await;
    house.trainee("KE").await;
    let filter = MemberFilter { text: "TRAINEE.KE".to_owned(), ..MemberFilter::default() };
    let (found, total) = house.store.members(&staff, &house.slug, &filter, 0, 10).await.expect("found");
    assert_eq!((found.len(), total), (1, 1));
    let accented = NewPerson { name: "Nguyễn Văn An".parse().expect("a name"), ..new_trainee() };
    house.store.add_person(&house.slug, &accented, &By::operator(), NOW).await.expect("added");
    for (text, expected) in [("nguyen", 1_u32), ("laos", 2)] {
        let filter = MemberFilter { text: text.to_owned(), ..MemberFilter::default() };
        // They are counted, also where the page begins after them.
        let (found, total) = house.store.members(&staff, &house.slug, &filter, 1, 10).await.expect("found");
        assert_eq!((found.len() + 1, total), (expected as usize, expected), "{text}");
    }
    let (first, total) = house.store.members(&staff, &house.slug, &MemberFilter::default(), 0, 2).await.expect("found");
    assert_eq!((first.len(), total), (2, 4));
}

#[tokio::test]
async fn an_invitation_never_replaces_a_password() {
    let house = House::new().await;
    let trainee = house.trainee("LA").await;
    let name = "Sample Name".parse().expect("a name");
    for (hash, had_password) in [("first", false), ("second", true)] {
        let by = By::operator();
        let token = house.store.issue_token(Purpose::Invitation, trainee.person, Some(&house.slug), &by, NOW).await;
        let token = token.expect("made");
        let holder = house.store.token_holder(Purpose::Invitation, &token, NOW).await.expect("good");
        assert_eq!(holder.has_password, had_password);
        house.store.accept_invitation(&token, &name, hash.to_owned(), NOW).await.expect("accepted");
        let kept = house.store.credentials("trainee.la@example.org").await.expect("read");
        assert_eq!(kept.map(|(_, hash)| hash).as_deref(), Some("first"));
    }
}
