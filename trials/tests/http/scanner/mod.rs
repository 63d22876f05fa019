//! A real clamd, with signatures that the test makes.

mod clamd;
mod limits;
mod says;
mod silence;

use domain::gate::{Hold, Judgement, Passage};
use domain::id::VersionId;
use domain::time::Instant;
use lectern::workroom::Workroom;
use lectern::workroom::jobs::work_off;
use lectern::workroom::scanner::limits::ScannerLimits;
use store::jobs::Task;
use trials::{House, Who};

use clamd::Clamd;

async fn house_with(clamd: &Clamd) -> House {
    house_with_limits(clamd, ScannerLimits::default()).await
}

async fn house_with_limits(clamd: &Clamd, limits: ScannerLimits) -> House {
    let mut house = House::start().await;
    house.config.clamd = Some(clamd.address());
    set_limits(&mut house, limits);
    house
}

fn set_limits(house: &mut House, limits: ScannerLimits) {
    house.config.clamd_limits = limits;
    house.state.workroom = Workroom::open(&house.config).expect("a workroom");
}

async fn passage(house: &House, id: &str) -> Passage {
    let id: VersionId = id.parse().expect("an id");
    let submitted = house.state.office.store.version(house.actor(Who::Trainee), id).await;
    submitted.expect("a version").version.passage
}

async fn judged_as(house: &House, name: &str, content: &[u8]) -> Passage {
    let id = house.hand_in(Who::Trainee, "status", name, content.to_vec()).await;
    work_off(&house.state, &[Task::Check], Instant::now).await.expect("worked off");
    passage(house, &id).await
}

fn held(passage: &Passage) -> &[Hold] {
    match passage.finding.as_ref().map(|finding| &finding.judgement) {
        Some(Judgement::Held(holds)) => holds,
        _ => panic!("not held: {passage:?}"),
    }
}
