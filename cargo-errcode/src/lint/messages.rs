//! What an external message may not show, and what it should.

mod internals;

use errcode_syntax::config::LintLevel;

use self::internals::internals;
use super::{Context, Hit, Lint, hit};
use crate::catalog::CatalogEntry;
use crate::rules::Rule;

pub(super) static SECRET_IN_MESSAGE: Lint = Lint {
    rule: Rule {
        id: "secret-in-message",
        summary: "a message prints a field that is named like a secret",
        explanation: "\
The message goes to the caller, into the caller's logs and onto screens. A placeholder named after a
password, token, key or secret prints it there.

Ways out: mark the field `#[redact]`, and name it in `detail` at most, where it is printed as
`[redacted]`.
",
        fires: "\
#[derive(Debug, ErrorCode)]
enum ShopError {
    #[code(100101, http = 401, message = \"Token {token} is not valid, sign in again\")]
    SignedOut { token: String },
}
",
        silent: "\
#[derive(Debug, ErrorCode)]
enum ShopError {
    #[code(100101, http = 401, message = \"Sign in again\", detail = \"token {token}\")]
    SignedOut {
        #[redact]
        token: String,
    },
}
",
    },
    level: LintLevel::Deny,
    check: secret_in_message,
};

pub(super) static INTERNALS_IN_MESSAGE: Lint = Lint {
    rule: Rule {
        id: "internals-in-message",
        summary: "a message shows how the service is built",
        explanation: "\
SQL, paths of files, connection strings, addresses of machines and stack traces help an attacker and
nobody else who reads the message. Four numbers with dots are an address where they are of an inner
network or have a port, and a version otherwise.

Ways out: say in `message` what the caller can do, and put the rest into `detail`, which goes to logs
only.
",
        fires: "\
#[derive(Debug, ErrorCode)]
enum ShopError {
    #[code(100101, message = \"Cannot read /etc/shop/keys, try again later\")]
    Keys,
}
",
        silent: "\
#[derive(Debug, ErrorCode)]
enum ShopError {
    #[code(100101, message = \"The shop is closed, try again later\", detail = \"/etc/shop/keys\")]
    Keys,
}
",
    },
    level: LintLevel::Warn,
    check: internals_in_message,
};

pub(super) static NO_ADVICE: Lint = Lint {
    rule: Rule {
        id: "no-advice",
        summary: "neither message nor help says what to do",
        explanation: "\
AIP-193: a message should help its reader to act. One that only says what failed sends the caller to
support.

Ways out: `help = \"...\"`, or a message that ends with what to do: \"..., check its number\".
",
        fires: "\
#[derive(Debug, ErrorCode)]
enum ShopError {
    #[code(100101, http = 404, message = \"Order not found\")]
    NoOrder,
}
",
        silent: "\
#[derive(Debug, ErrorCode)]
enum ShopError {
    #[code(100101, http = 404, message = \"Order not found, check its number\")]
    NoOrder,
}
",
    },
    level: LintLevel::Allow,
    check: no_advice,
};

pub(super) static GENERIC_CODE: Lint = Lint {
    rule: Rule {
        id: "generic-code",
        summary: "a code says no more than that something failed",
        explanation: "\
A code named `ERROR`, `UNKNOWN` or `FAILED` collects what nobody looked at: retries, alerts and callers
cannot tell its cases apart.

Ways out: a code for each case that somebody handles differently. Where one is meant to be the last
resort, allow it with a reason.
",
        fires: "\
#[derive(Debug, ErrorCode)]
enum ShopError {
    #[code(100101)]
    UnknownError,
}
",
        silent: "\
#[derive(Debug, ErrorCode)]
enum ShopError {
    #[code(100101)]
    DatabaseBusy,
}
",
    },
    level: LintLevel::Allow,
    check: generic_code,
};

/// Words of a field's name; pairs stand without the underscore.
const SECRETS: &[&str] = &[
    "password",
    "passwd",
    "pwd",
    "secret",
    "token",
    "apikey",
    "privatekey",
    "credential",
    "credentials",
    "authorization",
    "cookie",
    "sessionid",
];

fn secret_in_message(context: &Context<'_>) -> Vec<Hit> {
    let secret = |entry: &CatalogEntry| {
        let field = entry.placeholders.iter().find(|field| is_secret(field))?;
        let title = format!("the message of code {} prints `{field}`", entry.text);
        let help = "mark the field `#[redact]`; in `detail` it is printed as `[redacted]`";
        Some(hit(&SECRET_IN_MESSAGE.rule, entry, title, "this code", help))
    };
    context.own_codes().filter_map(secret).collect()
}

/// Whether a field is named like a secret: by whole words, so that `max_tokens` is none.
fn is_secret(field: &str) -> bool {
    let field = field.to_lowercase();
    let words: Vec<&str> = field.split('_').collect();
    let is_pair = |pair: &[&str]| SECRETS.contains(&pair.concat().as_str());
    words.iter().any(|word| SECRETS.contains(word)) || words.windows(2).any(is_pair)
}

fn internals_in_message(context: &Context<'_>) -> Vec<Hit> {
    let internal = |entry: &CatalogEntry| {
        let what = internals(&entry.message)?;
        let title = format!("the message of code {} shows {what}", entry.text);
        let help = "tell the caller what to do, and put this into `detail`";
        Some(hit(&INTERNALS_IN_MESSAGE.rule, entry, title, "this code", help))
    };
    context.own_codes().filter_map(internal).collect()
}

const ADVICE: &[&str] = &[
    "check",
    "try",
    "retry",
    "wait",
    "use",
    "ask",
    "contact",
    "choose",
    "enter",
    "fill",
    "log in",
    "sign in",
    "see",
    "make sure",
    "please",
    "must",
    "provide",
    "remove",
    "add",
    "reduce",
    "update",
];

/// Whether a text in lower case has a word that tells its reader to do something.
fn advises(text: &str) -> bool {
    let is_letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let is_word = |at: usize, word: &str| {
        !is_letter(text[..at].chars().next_back())
            && !is_letter(text[at + word.len()..].chars().next())
    };
    ADVICE.iter().any(|word| text.match_indices(word).any(|(at, word)| is_word(at, word)))
}

fn no_advice(context: &Context<'_>) -> Vec<Hit> {
    let silent = |entry: &&CatalogEntry| {
        let is_success = (200..=299).contains(&entry.http);
        !is_success && entry.help.is_none() && !advises(&entry.message.to_lowercase())
    };
    let silent = context.own_codes().filter(silent).map(|entry| {
        let title = format!("nothing says what to do about code {}", entry.text);
        hit(&NO_ADVICE.rule, entry, title, "this code", "add `help`, or say it in the message")
    });
    silent.collect()
}

fn generic_code(context: &Context<'_>) -> Vec<Hit> {
    const WORDS: &[&str] = &[
        "ERROR",
        "ERR",
        "UNKNOWN",
        "FAILED",
        "FAILURE",
        "INTERNAL",
        "GENERAL",
        "GENERIC",
        "OTHER",
        "UNEXPECTED",
        "SYSTEM",
        "SERVER",
        "COMMON",
        "MISC",
    ];
    let is_generic =
        |entry: &&CatalogEntry| entry.name.split('_').all(|word| WORDS.contains(&word));
    let generic = context.own_codes().filter(is_generic).map(|entry| {
        let title = format!("code {} is called `{}`, which says nothing", entry.text, entry.name);
        let help = "give each case that somebody handles differently a code of its own";
        hit(&GENERIC_CODE.rule, entry, title, "this code", help)
    });
    generic.collect()
}
