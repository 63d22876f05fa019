//! Configuration: flags, then `LECTERN_*` variables, then `lectern.toml` in the working folder.

use std::net::SocketAddr;
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};

use clap::Args;
use serde::Deserialize;

use crate::workroom::scanner::{ClamdAddress, NotAClamdAddress};

/// What the command line may set; each has a `LECTERN_*` variable and a line in `lectern.toml` too.
#[derive(Debug, Clone, Default, Args)]
pub struct Flags {
    /// Address to listen on [LECTERN_ADDR; 127.0.0.1:3000]
    #[arg(long, global = true)]
    pub addr: Option<String>,
    /// Folder of the database and the files [LECTERN_DATA; ./data]
    #[arg(long, global = true)]
    pub data: Option<String>,
    /// Database [LECTERN_DB; surrealkv://DATA/db?sync=every]
    #[arg(long, global = true)]
    pub db: Option<String>,
    /// Folder of the materials [LECTERN_FILES; DATA/files]
    #[arg(long, global = true)]
    pub files: Option<String>,
    /// The address that people type, for links in mails [LECTERN_PUBLIC_URL; http://ADDR]
    #[arg(long, global = true)]
    pub public_url: Option<String>,
    /// Mail server, such as smtps://user:password@mail.example.org [LECTERN_SMTP; none]
    #[arg(long, global = true)]
    pub smtp: Option<String>,
    /// Virus scanner, such as unix:/run/clamav/clamd.ctl or tcp:127.0.0.1:3310 [LECTERN_CLAMD; none]
    #[arg(long, global = true)]
    pub clamd: Option<String>,
    /// Days for which deleted versions can be restored [LECTERN_KEEP_DELETED_DAYS; 30]
    #[arg(long, global = true)]
    pub keep_deleted_days: Option<String>,
    /// Mebibytes that uploads leave free on the disk [LECTERN_KEEP_FREE_MIB; 256]
    #[arg(long, global = true)]
    pub keep_free_mib: Option<String>,
}

/// The configuration in force.
#[derive(Clone)]
pub struct Config {
    pub addr: SocketAddr,
    pub data: PathBuf,
    /// May hold a password: shown without it.
    pub db: String,
    pub files: PathBuf,
    pub public_url: String,
    /// Holds a password: never shown.
    pub smtp: Option<String>,
    /// Where the virus scanner listens; without one files are not scanned.
    pub clamd: Option<ClamdAddress>,
    /// For how many days deleted versions can be restored.
    pub keep_deleted_days: u32,
    /// Bytes that uploads leave free on the disk of the files, which by default is the database's too.
    pub keep_free: u64,
    /// This program, which is started again to read files of others.
    pub program: PathBuf,
}

#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    #[error("configuration: {0}")]
    Read(#[from] config::ConfigError),
    #[error("configuration: addr: “{0}” is not an address with a port, such as 127.0.0.1:3000")]
    Address(String),
    #[error("configuration: public_url: “{0}” has to begin with http:// or https://")]
    PublicUrl(String),
    #[error("configuration: clamd: {0}")]
    Clamd(#[from] NotAClamdAddress),
    #[error("this program cannot be found: {0}")]
    Program(std::io::Error),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Read {
    addr: String,
    data: PathBuf,
    db: Option<String>,
    files: Option<PathBuf>,
    public_url: Option<String>,
    smtp: Option<String>,
    clamd: Option<String>,
    keep_deleted_days: u32,
    keep_free_mib: u32,
}

impl Config {
    pub fn load(flags: &Flags) -> Result<Self, ConfigError> {
        let variable = |name: &str| std::env::var(format!("LECTERN_{}", name.to_ascii_uppercase())).ok();
        let set = [
            ("addr", &flags.addr),
            ("data", &flags.data),
            ("db", &flags.db),
            ("files", &flags.files),
            ("public_url", &flags.public_url),
            ("smtp", &flags.smtp),
            ("clamd", &flags.clamd),
            ("keep_deleted_days", &flags.keep_deleted_days),
            ("keep_free_mib", &flags.keep_free_mib),
        ];
        let mut builder = config::Config::builder()
            .set_default("addr", "127.0.0.1:3000")?
            .set_default("data", "./data")?
            .set_default("keep_deleted_days", 30)?
            .set_default("keep_free_mib", 256)?
            .add_source(config::File::new("lectern.toml", config::FileFormat::Toml).required(false));
        for (name, flag) in set {
            let value = flag.clone().or_else(|| variable(name)).filter(|value| !value.is_empty());
            builder = builder.set_override_option(name, value)?;
        }
        Self::checked(builder.build()?.try_deserialize()?)
    }

    fn checked(read: Read) -> Result<Self, ConfigError> {
        let addr: SocketAddr = read.addr.parse().map_err(|_| ConfigError::Address(read.addr.clone()))?;
        let public_url = read.public_url.unwrap_or_else(|| plain_url(addr)).trim_end_matches('/').to_owned();
        if !public_url.starts_with("http://") && !public_url.starts_with("https://") {
            return Err(ConfigError::PublicUrl(public_url));
        }
        Ok(Self {
            addr,
            db: read.db.unwrap_or_else(|| format!("surrealkv://{}?sync=every", read.data.join("db").display())),
            files: read.files.unwrap_or_else(|| read.data.join("files")),
            data: read.data,
            public_url,
            smtp: read.smtp,
            clamd: read.clamd.map(|clamd| clamd.parse()).transpose()?,
            keep_deleted_days: read.keep_deleted_days,
            keep_free: u64::from(read.keep_free_mib) * 1024 * 1024,
            program: std::env::current_exe().map_err(ConfigError::Program)?,
        })
    }

    /// Folder of the index of texts. It is made of what the database holds.
    pub fn index(&self) -> PathBuf {
        self.data.join("index")
    }

    /// The same once the server listens: with port 0 the system picks one, and what people type carries that, unless
    /// another address is configured.
    pub fn listening_on(self, addr: SocketAddr) -> Self {
        let public_url = if self.public_url == plain_url(self.addr) { plain_url(addr) } else { self.public_url };
        Self { addr, public_url, ..self }
    }

    /// Cookies are tied to https, unless this is plain http on loopback.
    pub fn secure_cookies(&self) -> bool {
        let host = self.public_url.split("//").nth(1).unwrap_or_default();
        let host = host.split('/').next().unwrap_or_default();
        let loopback = ["127.0.0.1", "localhost", "[::1]"]
            .iter()
            .any(|name| host.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with(':')));
        !(loopback && self.public_url.starts_with("http://"))
    }

    /// Is the database in this process, so that nobody else works on its records?
    pub fn has_database_alone(&self) -> bool {
        !self.db.starts_with("ws")
    }

    /// The database's address without what may be a password, for logs.
    pub fn shown_db(&self) -> String {
        match (self.db.split_once("://"), self.db.rsplit_once('@')) {
            (Some((scheme, _)), Some((_, host))) => format!("{scheme}://…@{host}"),
            _ => self.db.clone(),
        }
    }

    /// Makes the data folder, readable by its owner alone: it holds addresses and hashes of passwords.
    pub fn make_data_folder(&self) -> std::io::Result<()> {
        std::fs::DirBuilder::new().recursive(true).mode(0o700).create(&self.data)
    }

    /// Where a running server takes errands from commands.
    pub fn socket(&self) -> PathBuf {
        socket_in(&self.data)
    }
}

fn plain_url(addr: SocketAddr) -> String {
    format!("http://{addr}")
}

fn socket_in(data: &Path) -> PathBuf {
    data.join("lectern.sock")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn config(public_url: &str) -> Config {
        config_on("127.0.0.1:3000", Some(public_url))
    }

    fn config_on(addr: &str, public_url: Option<&str>) -> Config {
        Config::checked(Read {
            addr: addr.to_owned(),
            data: "data".into(),
            db: None,
            files: None,
            public_url: public_url.map(str::to_owned),
            smtp: None,
            clamd: None,
            keep_deleted_days: 30,
            keep_free_mib: 256,
        })
        .expect("a configuration")
    }

    #[test]
    fn only_loopback_over_http_has_plain_cookies() {
        for (url, secure) in [
            ("http://127.0.0.1:3000", false),
            ("http://localhost", false),
            ("https://localhost", true),
            ("http://localhost.example.org", true),
            ("https://seminars.example.org", true),
        ] {
            assert_eq!(config(url).secure_cookies(), secure, "{url}");
        }
    }

    #[test]
    fn links_carry_the_port_that_the_system_picked() {
        let picked = "127.0.0.1:41234".parse().expect("an address");
        let shown = |addr, public_url| config_on(addr, public_url).listening_on(picked).public_url;
        assert_eq!(shown("127.0.0.1:0", None), "http://127.0.0.1:41234");
        assert_eq!(shown("127.0.0.1:0", Some("https://lectern.example.org/")), "https://lectern.example.org");
        assert_eq!(shown("127.0.0.1:41234", None), "http://127.0.0.1:41234");
    }

    #[test]
    fn a_password_of_the_database_is_not_shown() {
        let mut config = config("http://localhost");
        assert_eq!(config.shown_db(), "surrealkv://data/db?sync=every");
        config.db = "wss://root:secret@db.example.org".to_owned();
        assert_eq!(config.shown_db(), "wss://…@db.example.org");
    }
}
