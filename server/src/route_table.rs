//! A router that knows its own routes, so that a test can walk every one of them.

use axum::Router;
use axum::routing::MethodRouter;

use crate::state::AppState;

/// A route and the methods it answers.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Listed {
    pub path: String,
    pub methods: Vec<String>,
}

#[derive(Default)]
pub struct RouteTable {
    router: Router<AppState>,
    listed: Vec<Listed>,
}

impl RouteTable {
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a route; `methods` are what `handler` answers.
    pub fn at(mut self, path: &str, methods: &[&str], handler: MethodRouter<AppState>) -> Self {
        self.list(path, methods.iter().map(ToString::to_string).collect());
        self.router = self.router.route(path, handler);
        self
    }

    /// Lists a route that something else adds to the router.
    pub fn list(&mut self, path: &str, methods: Vec<String>) {
        self.listed.push(Listed { path: path.to_owned(), methods });
    }

    pub fn merge(mut self, other: RouteTable) -> Self {
        self.router = self.router.merge(other.router);
        self.listed.extend(other.listed);
        self
    }

    /// Changes the router itself, for what is no single route.
    pub fn map(mut self, change: impl FnOnce(Router<AppState>) -> Router<AppState>) -> Self {
        self.router = change(self.router);
        self
    }

    pub fn listed(&self) -> &[Listed] {
        &self.listed
    }

    pub fn into_router(self) -> Router<AppState> {
        self.router
    }
}
