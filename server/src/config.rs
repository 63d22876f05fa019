//! Configuration: flags, then `LECTERN_*` variables, then `lectern.toml` in the working folder.

use std::net::SocketAddr;
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::Args;
use serde::Deserialize;

use crate::workroom::scanner::limits::{ScannerLimits, most_of, read_size};
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
    /// MaxFileSize of clamd.conf [LECTERN_CLAMD_MAX_FILE_SIZE; 25M]
    #[arg(long, global = true)]
    pub clamd_max_file_size: Option<String>,
    /// MaxScanSize of clamd.conf [LECTERN_CLAMD_MAX_SCAN_SIZE; 100M]
    #[arg(long, global = true)]
    pub clamd_max_scan_size: Option<String>,
    /// MaxFiles of clamd.conf [LECTERN_CLAMD_MAX_FILES; 10000]
    #[arg(long, global = true)]
    pub clamd_max_files: Option<String>,
    /// MaxRecursion of clamd.conf [LECTERN_CLAMD_MAX_RECURSION; 16]
    #[arg(long, global = true)]
    pub clamd_max_recursion: Option<String>,
    /// MaxScanTime of clamd.conf, in milliseconds [LECTERN_CLAMD_MAX_SCAN_TIME; 120000]
    #[arg(long, global = true)]
    pub clamd_max_scan_time: Option<String>,
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
    /// How far it looks into a file.
    pub clamd_limits: ScannerLimits,
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
    #[error("configuration: {0}: “{1}” is not a size as clamd.conf has them, such as 25M")]
    ClamdSize(&'static str, String),
    #[error("configuration: clamd_max_scan_time: {0} is not between 1 and {most} milliseconds", most = LONGEST_SCAN_TIME)]
    ClamdTime(u64),
    #[error("this program cannot be found: {0}")]
    Program(std::io::Error),
}

/// Milliseconds: a check has to end before another worker takes it for dead (`store/src/jobs.rs`).
const LONGEST_SCAN_TIME: u64 = 600_000;

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
    clamd_max_file_size: Option<String>,
    clamd_max_scan_size: Option<String>,
    clamd_max_files: Option<u64>,
    clamd_max_recursion: Option<u64>,
    clamd_max_scan_time: Option<u64>,
    keep_deleted_days: u32,
    keep_free_mib: u32,
}

impl Read {
    fn clamd_limits(&self) -> Result<ScannerLimits, ConfigError> {
        let default = ScannerLimits::default();
        let size = |name, text: &Option<String>, default| match text {
            Some(text) => read_size(text).ok_or_else(|| ConfigError::ClamdSize(name, text.clone())),
            None => Ok(default),
        };
        let max_scan_time = match self.clamd_max_scan_time {
            Some(time @ 1..=LONGEST_SCAN_TIME) => Duration::from_millis(time),
            Some(time) => return Err(ConfigError::ClamdTime(time)),
            None => default.max_scan_time,
        };
        Ok(ScannerLimits {
            max_file_size: size("clamd_max_file_size", &self.clamd_max_file_size, default.max_file_size)?,
            max_scan_size: size("clamd_max_scan_size", &self.clamd_max_scan_size, default.max_scan_size)?,
            max_files: self.clamd_max_files.map_or(default.max_files, most_of),
            max_recursion: self.clamd_max_recursion.map_or(default.max_recursion, most_of),
            max_scan_time,
        })
    }
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
            ("clamd_max_file_size", &flags.clamd_max_file_size),
            ("clamd_max_scan_size", &flags.clamd_max_scan_size),
            ("clamd_max_files", &flags.clamd_max_files),
            ("clamd_max_recursion", &flags.clamd_max_recursion),
            ("clamd_max_scan_time", &flags.clamd_max_scan_time),
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
        let clamd_limits = read.clamd_limits()?;
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
            clamd_limits,
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
        Config::checked(read(addr, public_url)).expect("a configuration")
    }

    fn read(addr: &str, public_url: Option<&str>) -> Read {
        Read {
            addr: addr.to_owned(),
            data: "data".into(),
            db: None,
            files: None,
            public_url: public_url.map(str::to_owned),
            smtp: None,
            clamd: None,
            clamd_max_file_size: None,
            clamd_max_scan_size: None,
            clamd_max_files: None,
            clamd_max_recursion: None,
            clamd_max_scan_time: None,
            keep_deleted_days: 30,
            keep_free_mib: 256,
        }
    }

    #[test]
    fn limits_of_the_scanner_are_as_its_own_settings_have_them() {
        let plain = || read("127.0.0.1:3000", None);
        let limits = |read| Config::checked(read).map(|config| config.clamd_limits);
        assert_eq!(limits(plain()).expect("a configuration"), ScannerLimits::default());
        let raised = Read {
            clamd_max_file_size: Some("500M".to_owned()),
            clamd_max_files: Some(0),
            clamd_max_scan_time: Some(300_000),
            ..plain()
        };
        let expected = ScannerLimits {
            max_file_size: 500 * 1024 * 1024,
            max_files: u64::MAX,
            max_scan_time: Duration::from_secs(300),
            ..ScannerLimits::default()
        };
        assert_eq!(limits(raised).expect("a configuration"), expected);
        let wrong = Read { clamd_max_scan_size: Some("much".to_owned()), ..plain() };
        assert!(matches!(limits(wrong), Err(ConfigError::ClamdSize("clamd_max_scan_size", _))));
        for wrong in [0, 600_001] {
            let wrong = Read { clamd_max_scan_time: Some(wrong), ..plain() };
            assert!(matches!(limits(wrong), Err(ConfigError::ClamdTime(_))));
        }
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
