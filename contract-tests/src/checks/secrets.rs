//! The secret goes into the credential and nowhere else.

use super::Context;

/// The token that every check plants. It is no one's, and unlike anything else.
pub const TOKEN: &str = "planted-5d1f0a9c7e3b4268";

/// Whether a text shows the planted token, plainly or in a common encoding.
///
/// # Errors
///
/// What the text is, when it does.
pub fn absent(what: &str, text: &str) -> Result<(), String> {
    let encoded: String = TOKEN.bytes().map(|byte| format!("{byte:02x}")).collect();
    let bytes: Vec<String> = TOKEN.bytes().map(|byte| byte.to_string()).collect();
    let forms = [TOKEN.to_owned(), encoded, bytes.join(", ")];
    match forms.iter().any(|form| text.contains(form.as_str())) {
        true => Err(format!("{what} shows the token")),
        false => Ok(()),
    }
}

/// The client itself must not show the token.
///
/// # Errors
///
/// That it does.
pub fn client(context: &Context) -> Result<(), String> {
    let base_url = format!("http://127.0.0.1:1{}", context.contract.base_path);
    absent("the client", &context.sdk.describe(&base_url, TOKEN))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_token_also_as_bytes() {
        assert!(absent("a text", "all is well").is_ok());
        assert!(absent("a text", &format!("x{TOKEN}y")).is_err());
        assert!(absent("a list", &format!("{:?}", TOKEN.as_bytes())).is_err());
    }
}
