//! The mail server that the test plays.

use std::sync::{Arc, Mutex};

use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

/// A mail server that keeps what it is given, and can be told to take nothing, or to lose the acknowledgement of a mail.
#[derive(Clone, Default)]
pub struct MailServer {
    mails: Arc<Mutex<Vec<String>>>,
    /// What it says to every recipient, if it is not to be fine.
    pub refuses: Arc<Mutex<Option<&'static [u8]>>>,
    /// For the next mail.
    pub loses: Arc<Mutex<Option<LostBy>>>,
}

/// What a mail server does instead of saying that it has taken a mail.
#[derive(Clone, Copy)]
pub enum LostBy {
    HangingUp,
    Silence,
}

impl MailServer {
    pub async fn start() -> (Self, String) {
        let server = Self::default();
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let url = format!("smtp://{}", listener.local_addr().expect("an address"));
        let served = server.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(served.clone().talk(stream));
            }
        });
        (server, url)
    }

    async fn talk(self, stream: TcpStream) -> Option<()> {
        let (reading, mut writing) = stream.into_split();
        let mut lines = BufReader::new(reading).lines();
        writing.write_all(b"220 mail.example.org\r\n").await.ok()?;
        while let Some(line) = lines.next_line().await.ok()? {
            let refuses = *self.refuses.lock().expect("unpoisoned");
            let answer: &[u8] = match line.get(..4)? {
                "RCPT" if refuses.is_some() => refuses?,
                "DATA" => {
                    writing.write_all(b"354 go on\r\n").await.ok()?;
                    let mut mail = String::new();
                    while let Some(line) = lines.next_line().await.ok()?.filter(|line| line != ".") {
                        mail.push_str(&line);
                        mail.push('\n');
                    }
                    self.mails.lock().expect("unpoisoned").push(mail);
                    let loses = self.loses.lock().expect("unpoisoned").take();
                    match loses {
                        Some(LostBy::HangingUp) => return None,
                        Some(LostBy::Silence) => continue,
                        None => b"250 taken\r\n",
                    }
                }
                "QUIT" => b"221 good bye\r\n",
                _ => b"250 fine\r\n",
            };
            writing.write_all(answer).await.ok()?;
        }
        Some(())
    }

    /// What has come, the encoding of long lines undone.
    pub fn mails(&self) -> Vec<String> {
        let mails = self.mails.lock().expect("unpoisoned");
        mails.iter().map(|mail| mail.replace("=\n", "").replace("=3D", "=")).collect()
    }
}
