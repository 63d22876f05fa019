//! Mail, through a mail server that the test plays.

mod delivery;
mod inviting;
mod reminders;
mod server;
mod telling;
mod waiting;

use domain::mail::Mail;
use lectern::mail::Postman;
use trials::{House, Who};

use server::MailServer;

/// A house whose mail comes to a server that keeps it.
async fn house_with_mail() -> (House, Postman, MailServer) {
    let (server, smtp) = MailServer::start().await;
    let (house, postman) = house_mailing_to(smtp).await;
    (house, postman, server)
}

async fn house_mailing_to(smtp: String) -> (House, Postman) {
    let house = House::start_with(Some(smtp)).await;
    let postman = Postman::new(&house.config).expect("configured").expect("there is a mail server");
    (house, postman)
}

async fn outbox(house: &House) -> Vec<Mail> {
    let store = &house.state.office.store;
    store.outbox(house.actor(Who::Staff), &house.seminar, None, None, 0, 10).await.expect("an outbox").mails
}
