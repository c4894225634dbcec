//! What of a service's inside a text shows: SQL, paths, connection strings, addresses, stack traces.
//!
//! A finding that is none costs more trust than one that is missed, so each form is asked for what a
//! sentence for people does not have.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// The first kind that is found, with its article.
pub(super) fn internals(message: &str) -> Option<&'static str> {
    // What each form cannot do without is asked first: nearly no message has it.
    let count = |wanted: u8| message.bytes().filter(|byte| *byte == wanted).count();
    let has_slash = message.contains(['/', '\\']);
    let has_capitals =
        message.as_bytes().windows(2).any(|two| two.iter().all(u8::is_ascii_uppercase));
    if (has_capitals || message.contains('*')) && is_sql(message) {
        Some("SQL")
    } else if has_slash && has_connection_string(message) {
        Some("a connection string")
    } else if has_slash && has_path(message) {
        Some("a path")
    } else if (count(b'.') >= 3 || count(b':') >= 2) && has_address(message) {
        Some("an address")
    } else if message.contains("panicked at") || message.contains("stack backtrace") {
        Some("a stack trace")
    } else {
        None
    }
}

/// Words in capitals, together: `UPDATE your app` and `SELECT a plan` are said to people.
fn is_sql(message: &str) -> bool {
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '_' | '*' | '.' | '{' | '}');
    let words: Vec<&str> = message.split(|c| !is_part(c)).filter(|word| !word.is_empty()).collect();
    let is_near = |words: &[&str], word: &str| words.iter().take(5).any(|other| *other == word);
    let is_start = |(at, word): (usize, &&str)| {
        let rest = &words[at + 1..];
        match (*word, rest.first().copied()) {
            ("SELECT", Some(_)) => rest.contains(&"FROM"),
            // `UPDATE ONLY users AS u SET`.
            ("UPDATE", Some(_)) => is_near(rest, "SET"),
            ("INSERT" | "MERGE", Some(next)) => next == "INTO",
            ("DELETE", Some(next)) => next == "FROM",
            ("CREATE" | "ALTER" | "DROP" | "TRUNCATE", Some(next)) => next == "TABLE",
            // In small letters only what no sentence has.
            ("select", Some(next)) => next == "*" && rest.contains(&"from"),
            _ => false,
        }
    };
    words.iter().enumerate().any(is_start)
}

/// `postgres://host/db`, and with any scheme an authority that has a user.
fn has_connection_string(message: &str) -> bool {
    const SCHEMES: &[&str] = &[
        "postgres",
        "postgresql",
        "mysql",
        "mariadb",
        "sqlserver",
        "mongodb",
        "mongodb+srv",
        "redis",
        "rediss",
        "amqp",
        "amqps",
        "kafka",
        "nats",
        "ldap",
        "ldaps",
    ];
    urls(message).any(|(scheme, authority)| {
        let user = authority.rsplit_once('@').map(|(user, _)| user);
        user.is_some_and(|user| !user.is_empty())
            || !authority.is_empty() && SCHEMES.contains(&&*scheme.to_ascii_lowercase())
    })
}

/// Each `scheme://authority` of a text; `jdbc:` before a scheme is no part of it.
fn urls(message: &str) -> impl Iterator<Item = (&str, &str)> {
    let is_scheme = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '.' | '-');
    message.match_indices("://").map(move |(at, separator)| {
        let before = &message[..at];
        let scheme = &before[before.trim_end_matches(is_scheme).len()..];
        let after = &message[at + separator.len()..];
        let end = |c: char| c.is_whitespace() || matches!(c, '/' | '?' | '#') || is_quote(c);
        (scheme, &after[..after.find(end).unwrap_or(after.len())])
    })
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '\'' | '`' | '(' | ')' | '<' | '>' | ',' | ';')
        || matches!(c, '“' | '”' | '„' | '‘' | '’' | '«' | '»' | '「' | '」')
}

/// Folders at the root of machines, `file://`, drives and shares of Windows.
fn has_path(message: &str) -> bool {
    const FOLDERS: &[&str] = &[
        "/etc/", "/var/", "/usr/", "/home/", "/tmp/", "/opt/", "/root/", "/proc/", "/srv/",
        "/mnt/", "/Users/",
    ];
    // What goes on before the slash is no root: `docs.example.com/home/`, `and/usr/`, `{base}/var/`.
    let is_root = |at: usize| {
        let before = message[..at].chars().next_back();
        before
            .is_none_or(|c| !c.is_ascii_alphanumeric() && !matches!(c, '/' | '.' | '-' | '_' | '}'))
    };
    let is_letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let is_drive = |(at, _): (usize, &str)| {
        let mut before = message[..at].chars().rev();
        before.next().is_some_and(|c| c.is_ascii_alphabetic()) && !is_letter(before.next())
    };
    let is_share = |(at, mark): (usize, &str)| {
        is_root(at) && is_letter(message[at + mark.len()..].chars().next())
    };
    FOLDERS.iter().any(|folder| message.match_indices(folder).any(|(at, _)| is_root(at)))
        || urls(message).any(|(scheme, _)| scheme.eq_ignore_ascii_case("file"))
        || message.match_indices(":\\").any(is_drive)
        || message.match_indices(r"\\").any(is_share)
}

/// Four numbers with dots are more often a version than an address, so by themselves they are one only
/// where the address is of an inner network, and where nothing before says `version`. A port or a scheme
/// makes every address one.
fn has_address(message: &str) -> bool {
    if urls(message).any(|(_, authority)| host(authority).is_some()) {
        return true;
    }
    let end =
        |c: char| c.is_whitespace() || is_quote(c) || matches!(c, '=' | '{' | '}') || !c.is_ascii();
    let mut is_version = false;
    message.split(end).filter(|word| !word.is_empty()).any(|word| {
        let after_version = std::mem::replace(&mut is_version, is_word_of_versions(word));
        let word = word.trim_end_matches(['.', ':', '!', '?']);
        // A network is an address with the length of its prefix.
        let word = word.split('/').next().unwrap_or_default();
        match host(word) {
            Some((_, true)) => true,
            Some((IpAddr::V4(address), false)) => is_inner_v4(address) && !after_version,
            Some((IpAddr::V6(address), false)) => is_usual_v6(address),
            None => false,
        }
    })
}

fn is_word_of_versions(word: &str) -> bool {
    let word = word.trim_end_matches(':').to_lowercase();
    matches!(&*word, "version" | "versions" | "v" | "ver" | "release" | "build" | "firmware")
}

/// The address at the place of a host, and whether a port is with it.
fn host(text: &str) -> Option<(IpAddr, bool)> {
    if let Ok(address) = text.parse::<std::net::SocketAddr>() {
        return Some((address.ip(), true));
    }
    let inside = text.strip_prefix('[').and_then(|text| text.strip_suffix(']'));
    let address = inside.unwrap_or(text);
    // The zone of a link-local address.
    let address = address.split('%').next().unwrap_or_default();
    address.parse().ok().map(|address| (address, inside.is_some()))
}

fn is_inner_v4(address: Ipv4Addr) -> bool {
    // 100.64.0.0/10: RFC 6598, inside of providers and clouds.
    let is_shared = matches!(address.octets(), [100, 64..=127, ..]);
    let is_inner = address.is_private() || address.is_loopback() || address.is_link_local();
    is_inner || is_shared || address.is_unspecified()
}

/// The ranges that machines have. A path of Rust such as `a::b` can be an address too.
fn is_usual_v6(address: Ipv6Addr) -> bool {
    let is_global = matches!(address.segments()[0], 0x2000..=0x3FFF);
    let is_inner = address.is_unique_local() || address.is_unicast_link_local();
    is_global || is_inner || address == Ipv6Addr::LOCALHOST || address.to_ipv4_mapped().is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(expected: &str, messages: &[&str]) {
        for message in messages {
            assert_eq!(internals(message).unwrap_or_default(), expected, "{message}");
        }
    }

    #[test]
    fn sql() {
        check(
            "SQL",
            &[
                "SELECT 1 FROM users failed",
                "Near `SELECT * FROM users`",
                "select * from {table}",
                "UPDATE users SET name = 'x'",
                "UPDATE ONLY users AS u SET",
                "(INSERT INTO users)",
                "\"DELETE FROM users\"",
                "DROP TABLE users",
                "ALTER TABLE {name} failed",
            ],
        );
        check(
            "",
            &[
                "UPDATE your app",
                "SELECT a plan",
                "SELECT",
                "Select a row from the list",
                "Please select * and go on",
                "DROP the table",
                "INSERT the card",
            ],
        );
    }

    #[test]
    fn paths() {
        check(
            "a path",
            &[
                "No '/etc/passwd'",
                "No \"/var/lib/x\"",
                "No /home/a/b",
                "path=/tmp/x",
                "读取/etc/passwd失败",
                "See file:///srv/x",
                "See FILE://x",
                r"No 'C:\Users\x'",
                r"No d:\x",
                r"(see `\\server\share`)",
            ],
        );
        check(
            "",
            &[
                "No and/or is here",
                "See https://example.com/home/x",
                "See {base}/var/x",
                "Call users/home/x",
                "Go to /settings/profile",
                "Write it as file: name",
                "One of a, b or c:",
                r"Escape it with \\",
            ],
        );
    }

    #[test]
    fn connection_strings() {
        check(
            "a connection string",
            &[
                "No postgres://user@host/db",
                "No 'redis://cache:6379'",
                "No jdbc:mysql://db.example.com/x",
                "No https://me:secret@example.com/x",
                "No postgres://{host}/x",
            ],
        );
        check(
            "",
            &["See https://example.com/@me", "Begin with redis://", "Write to me@example.com"],
        );
    }

    #[test]
    fn addresses() {
        check(
            "an address",
            &[
                "Ask 10.0.0.1",
                "Ask 192.168.1.20.",
                "No (127.0.0.1)",
                "In 10.0.0.0/8",
                "连接10.0.0.5:5432失败",
                "No '8.8.8.8:53'",
                "No http://8.8.8.8/x",
                "host=172.16.0.1",
                "Ask ::1",
                "Ask fe80::1%eth0",
                "Ask 2001:db8::1",
                "Ask [2001:db8::1]:443",
                "Ask http://[::1]/x",
                "Ask fd00::1, please",
            ],
        );
        check(
            "",
            &[
                "1.2.3.4 is too old",
                "Version 10.0.0.1 is too old",
                "Needs version: 10.0.0.1",
                "Ask 10.0.0",
                "v10.0.0.1 is gone",
                "Between 10:20:30 and 11:00",
                "See std::fs and a::b",
                "Write it as ::",
                "Begin again: 12:30",
            ],
        );
    }

    #[test]
    fn stack_traces() {
        check("a stack trace", &["thread 'main' panicked at src/lib.rs"]);
        check("", &["He panicked", "数据库不可用，请稍后再试"]);
    }
}
