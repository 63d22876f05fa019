//! Signing in and out, and a password that was forgotten.

mod forgotten_password_page;
mod new_password_page;
mod request_new_password;
mod set_new_password;
#[expect(clippy::module_inception, reason = "the action bears the feature's name")]
mod sign_in;
mod sign_in_link;
mod sign_in_page;
mod sign_out;
mod signed_in_already;
mod somebody_else;
#[cfg(feature = "ssr")]
mod tried_address;

pub use forgotten_password_page::ForgottenPasswordPage;
pub use new_password_page::NewPasswordPage;
pub use request_new_password::RequestNewPassword;
pub use set_new_password::{LoadNewPassword, SetNewPassword};
pub use sign_in::SignIn;
#[cfg(feature = "ssr")]
pub(crate) use sign_in::prove_password;
pub use sign_in_link::{SignInElsewhere, SignInLink};
pub use sign_in_page::SignInPage;
pub use sign_out::SignOut;
pub use signed_in_already::{SignedInAlready, WayOn};
pub use somebody_else::{SignOutFirst, SomebodyElse};

#[cfg(feature = "ssr")]
pub(crate) mod cookie {
    //! The cookie that holds a sign-in's token.

    use store::sign_ins::SIGN_IN_DAYS;

    use crate::cookies::set_cookie;
    use crate::request::office;

    /// `__Host-` ties the cookie to this host over https; loopback over plain http cannot have it.
    pub fn name(secure: bool) -> &'static str {
        if secure { "__Host-sign_in" } else { "sign_in" }
    }

    pub fn set(token: &str) {
        set_cookie(name(office().secure_cookies), token, SIGN_IN_DAYS * 86_400);
    }

    pub fn clear() {
        set_cookie(name(office().secure_cookies), "", 0);
    }
}

#[cfg(feature = "ssr")]
pub use cookie::name as cookie_name;
