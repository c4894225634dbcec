//! The rules of changes, as rows: what changed, and which version bump that needs.

use errcode_syntax::config::ChangePolicy;
use semver::Version;

use crate::rules::Rule;

/// How much a version has to grow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Bump {
    /// A bug fix.
    Patch,
    /// An addition.
    Minor,
    /// A break.
    Major,
    /// No version allows it.
    Never,
}

impl Bump {
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Bump::Patch => "patch",
            Bump::Minor => "minor",
            Bump::Major => "major",
            Bump::Never => "never",
        }
    }

    /// Whether a version grew enough. As cargo reads versions, the leftmost number that is not zero is
    /// the major one.
    pub(crate) fn is_in(self, before: &Version, now: &Version) -> bool {
        if self == Bump::Never || now <= before {
            return false;
        }
        let parts = |version: &Version| [version.major, version.minor, version.patch];
        let (before, now) = (parts(before), parts(now));
        let major = before.iter().position(|part| *part != 0).unwrap_or(2);
        let changed = (0..3).find(|at| before[*at] != now[*at]).unwrap_or(3);
        match self {
            Bump::Major => changed <= major,
            Bump::Minor => changed <= (major + 1).min(2),
            Bump::Patch => true,
            Bump::Never => false,
        }
    }
}

/// A kind of change.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct ChangeRule {
    /// Its files hold the variants of an enum, and errcode.toml.
    pub(crate) rule: Rule,
    /// The files before the change.
    pub(crate) before: &'static str,
    /// The bump without a policy.
    needs: Bump,
    /// The bumps under E1, E2 and E3.
    by_policy: [Bump; 3],
}

impl ChangeRule {
    /// The fact that changed: `retry-changed` is about `retry`.
    pub(crate) fn what(&self) -> &'static str {
        self.rule.id.strip_suffix("-changed").unwrap_or_default()
    }

    /// The files before and after the change, and where nothing of the kind has changed.
    pub(crate) fn examples(&self) -> Vec<(&'static str, &'static str)> {
        vec![("Before", self.before), ("Found", self.rule.fires), ("Not found", self.rule.silent)]
    }

    /// The bump under a policy.
    pub(crate) fn needs(&self, policy: ChangePolicy) -> Bump {
        match policy {
            ChangePolicy::Default => self.needs,
            ChangePolicy::E1 => self.by_policy[0],
            ChangePolicy::E2 => self.by_policy[1],
            ChangePolicy::E3 => self.by_policy[2],
        }
    }
}

macro_rules! rules {
    ($($constant:ident = $id:literal, $needs:ident, [$e1:ident $e2:ident $e3:ident], $summary:literal, $explanation:literal,
        $before:literal, $after:literal, $otherwise:literal;)+) => {
        $(
            pub(crate) static $constant: ChangeRule = ChangeRule {
                rule: Rule {
                    id: $id,
                    summary: $summary,
                    explanation: $explanation,
                    fires: $after,
                    silent: $otherwise,
                },
                before: $before,
                needs: Bump::$needs,
                by_policy: [Bump::$e1, Bump::$e2, Bump::$e3],
            };
        )+

        /// Every rule.
        pub(crate) static CHANGES: &[&ChangeRule] = &[$(&$constant),+];
    };
}

rules! {
    ADDED = "code-added", Minor, [Minor Minor Major],
        "a code is new",
        "Clients meet a code that they do not know; they have an arm for that from the first day on.\n",
        "\
#[code(100101, http = 404)] NoOrder,
",
        "\
#[code(100101, http = 404)] NoOrder,
#[code(100102)] CartEmpty,
",
        "\
#[code(100101, http = 404)] NoOrder,
";
    REMOVED = "code-removed", Major, [Major Major Major],
        "a code is gone, and nothing keeps its number",
        "A client that handles the code waits for it in vain, and the next error that gets the number is\n\
         taken for the old one. List the code under [retired] in errcode.toml, with the reason.\n",
        "\
#[code(100101, http = 404)] NoOrder,
#[code(100102)] CartEmpty,
",
        "\
#[code(100101, http = 404)] NoOrder,
",
        "\
#[code(100101, http = 404)] NoOrder,
//- errcode.toml
[retired]
100102 = \"carts are never empty\"
";
    RETIRED = "code-retired", Minor, [Major Major Major],
        "a code is no longer used, and errcode.toml keeps its number",
        "Clients may still handle the code; it does not come any more. No error gets the number again.\n",
        "\
#[code(100101, http = 404)] NoOrder,
#[code(100102)] CartEmpty,
",
        "\
#[code(100101, http = 404)] NoOrder,
//- errcode.toml
[retired]
100102 = \"carts are never empty\"
",
        "\
#[code(100101, http = 404)] NoOrder,
#[code(100102)] CartEmpty,
";
    UNRETIRED = "retirement-lost", Never, [Never Never Never],
        "errcode.toml no longer lists a retired code",
        "The next error may get its number, and old clients take it for the old error. Put the line under\n\
         [retired] back.\n",
        "\
#[code(100101, http = 404)] NoOrder,
//- errcode.toml
[retired]
100102 = \"carts are never empty\"
",
        "\
#[code(100101, http = 404)] NoOrder,
",
        "\
#[code(100101, http = 404)] NoOrder,
//- errcode.toml
[retired]
100102 = \"carts are never empty, since 2.0\"
";
    RETIRED_REUSED = "retired-code-reused", Never, [Never Never Never],
        "a retired code is used again",
        "Old clients take the new error for the old one. Give it the next free code: `cargo errcode alloc`.\n",
        "\
#[code(100101, http = 404)] NoOrder,
//- errcode.toml
[retired]
100102 = \"carts are never empty\"
",
        "\
#[code(100101, http = 404)] NoOrder,
#[code(100102)] CartEmpty,
",
        "\
#[code(100101, http = 404)] NoOrder,
#[code(100103)] CartEmpty,
//- errcode.toml
[retired]
100102 = \"carts are never empty\"
";
    REUSED = "code-reused", Never, [Never Never Never],
        "a code belongs to another error now",
        "Clients take the new error for the old one. Give it the next free code: `cargo errcode alloc`.\n",
        "\
#[code(100101, http = 404)] NoOrder,
",
        "\
#[code(100101, http = 404)] NoCart,
#[code(100105, http = 404)] NoOrder,
",
        "\
#[code(100101, http = 404)] NoOrder,
#[code(100105, http = 404)] NoCart,
";
    RENUMBERED = "code-renumbered", Major, [Major Major Major],
        "an error has another code",
        "Clients compare numbers; those that know the old one no longer recognise the error.\n",
        "\
#[code(100101, http = 404)] NoOrder,
",
        "\
#[code(100105, http = 404)] NoOrder,
",
        "\
#[code(100101, http = 404, deprecated = \"it is 100105\")] NoOrder,
#[code(100105, http = 404)] NoSuchOrder,
";
    RENAMED = "code-renamed", Major, [Major Major Major],
        "a code has another name",
        "Names are constants in Rust, values in JSON and labels in metrics; all who use the old one break.\n\
         With `alias = \"OLD_NAME\"` on the variant the old name stays known, and a minor version is enough.\n",
        "\
#[code(100101, http = 404)] NoOrder,
",
        "\
#[code(100101, http = 404)] NoSuchOrder,
",
        "\
#[code(100101, http = 404, alias = \"NO_ORDER\")] NoSuchOrder,
";
    RENAMED_WITH_ALIAS = "code-renamed-with-alias", Minor, [Minor Minor Major],
        "a code has another name, and keeps the old one as alias",
        "Who looks up the old name finds the code.\n",
        "\
#[code(100101, http = 404)] NoOrder,
",
        "\
#[code(100101, http = 404, alias = \"NO_ORDER\")] NoSuchOrder,
",
        "\
#[code(100101, http = 404)] NoOrder,
";
    HTTP = "http-changed", Major, [Major Major Major],
        "a code has another HTTP status",
        "Clients, proxies and dashboards decide by the status: what they retried or showed changes.\n",
        "\
#[code(100101, http = 404)] NoOrder,
",
        "\
#[code(100101, http = 410)] NoOrder,
",
        "\
#[code(100101, http = 404)] NoOrder,
#[code(100102, http = 410)] OrderGone,
";
    GRPC = "grpc-changed", Major, [Major Major Major],
        "a code has another gRPC code",
        "Clients and proxies decide by the gRPC code: what they retried or showed changes.\n",
        "\
#[code(100101, http = 404)] NoOrder,
",
        "\
#[code(100101, http = 404, grpc = \"UNAVAILABLE\")] NoOrder,
",
        "\
#[code(100101, http = 404)] NoOrder,
";
    RETRY = "retry-changed", Major, [Major Major Major],
        "a code has another retry advice",
        "Clients that follow the advice behave differently under load, without a release of their own.\n",
        "\
#[code(100101, http = 404, retry = \"never\")] NoOrder,
",
        "\
#[code(100101, http = 404, retry = \"backoff\")] NoOrder,
",
        "\
#[code(100101, http = 404, retry = \"never\")] NoOrder,
#[code(100102, http = 404, retry = \"backoff\")] OrderNotYetThere,
";
    FAULT = "fault-changed", Major, [Major Major Major],
        "another side has to act",
        "Alerts and service levels count faults of the server and of the client apart.\n",
        "\
#[code(100101, http = 404)] NoOrder,
",
        "\
#[code(100101, http = 404, fault = \"server\")] NoOrder,
",
        "\
#[code(100101, http = 404)] NoOrder,
";
    SEVERITY = "severity-changed", Minor, [Minor Major Major],
        "a code is logged more or less loudly",
        "Alerts that select by severity gain or lose it.\n",
        "\
#[code(100101, http = 404)] NoOrder,
",
        "\
#[code(100101, http = 404, severity = \"critical\")] NoOrder,
",
        "\
#[code(100101, http = 404)] NoOrder,
";
    EXPECTED = "expected-changed", Minor, [Minor Major Major],
        "a code counts as part of normal work, or no longer",
        "Alerts leave expected codes out: they gain or lose it.\n",
        "\
#[code(100101, http = 404)] NoOrder,
",
        "\
#[code(100101, http = 404, expected = true)] NoOrder,
",
        "\
#[code(100101, http = 404)] NoOrder,
";
    PLACEHOLDERS = "placeholders-changed", Major, [Major Major Major],
        "a message has other placeholders",
        "Translations and clients that read the arguments expect the old ones.\n",
        "\
#[code(100101, message = \"No order {id}\")] NoOrder { id: u64, user: String },
",
        "\
#[code(100101, message = \"No order {id} of {user}\")] NoOrder { id: u64, user: String },
",
        "\
#[code(100101, message = \"There is no order {id}\")] NoOrder { id: u64, user: String },
";
    MESSAGE = "message-changed", Patch, [Minor Major Major],
        "a message has other words",
        "Programs should not read messages, people do. Where the meaning changed, it is another error:\n\
         give it a code of its own.\n",
        "\
#[code(100101, message = \"No order\")] NoOrder,
",
        "\
#[code(100101, message = \"This order does not exist\")] NoOrder,
",
        "\
#[code(100101, message = \"No order\", detail = \"this order does not exist\")] NoOrder,
";
    DEPRECATED = "code-deprecated", Minor, [Minor Minor Major],
        "a code is deprecated",
        "Clients are told to prepare for its end.\n",
        "\
#[code(100101, http = 404)] NoOrder,
",
        "\
#[code(100101, http = 404, deprecated = \"orders are found now\")] NoOrder,
",
        "\
#[code(100101, http = 404)] NoOrder,
";
    UNDEPRECATED = "deprecation-withdrawn", Minor, [Minor Minor Major],
        "a code is no longer deprecated",
        "Clients that prepared for its end did so in vain.\n",
        "\
#[code(100101, http = 404, deprecated = \"orders are found now\")] NoOrder,
",
        "\
#[code(100101, http = 404)] NoOrder,
",
        "\
#[code(100101, http = 404, deprecated = \"all orders are found now\")] NoOrder,
";
}
