use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::error::AppError;

/// The zones there are, and the reader's own.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Zones {
    pub names: Vec<String>,
    pub current: Option<String>,
}

/// The zones to choose from, and the one that this browser has chosen; for anyone.
#[server(endpoint = "load_zones", input = leptos::server_fn::codec::GetUrl)]
pub async fn load_zones() -> Result<Zones, AppError> {
    use domain::time::zones::zone_names;

    Ok(Zones { names: zone_names(), current: crate::request::visitor().zone })
}
