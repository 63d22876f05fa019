/// The cookie that keeps a reader's zone, which only the server reads. `__Host-` ties it to this host
/// over https; loopback over plain http cannot have that.
pub fn zone_cookie_name(secure: bool) -> &'static str {
    if secure { "__Host-zone" } else { "zone" }
}
