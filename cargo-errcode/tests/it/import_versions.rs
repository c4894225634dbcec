//! A list that is imported twice: `diff` finds what changed in it, and nothing else.

use crate::fixture::Workspace;

/// Imports a list, locks it, imports the next version and compares: each change as rule and code.
#[track_caller]
fn check(package: &str, file: &str, before: &str, now: &str, expected: &[&str]) {
    let workspace = Workspace::new(package);
    let lib = format!("{package}/src/lib.rs");
    workspace.derived(package, &[], "src/lib.rs", "");
    workspace.write(file, before);
    workspace.run(&["import", file, "--output", &lib, "--force"]).expect(0);
    workspace.run(&["lock"]).expect(0);
    // The same again changes nothing.
    workspace.run(&["import", file, "--output", &lib, "--force"]).expect(0);
    assert_eq!(workspace.run(&["diff"]).expect(0).stdout, "");

    workspace.write(file, now);
    workspace.run(&["import", file, "--output", &lib, "--force"]).expect(0);
    let run = workspace.run(&["diff", "--message-format", "short"]).expect(100);
    let is_change = |line: &&str| line.contains("]: code ");
    let mut found: Vec<String> = run
        .stdout
        .lines()
        .filter(is_change)
        .map(|line| {
            let (_, line) = line.split_once("error[").unwrap();
            let (rule, line) = line.split_once("]: code ").unwrap();
            format!("{rule} {}", line.split(':').next().unwrap())
        })
        .collect();
    found.sort_unstable();
    assert_eq!(found, expected, "{}", run.stdout);
    // What changed is in the output as it was and as it is.
    assert!(
        run.stdout
            .ends_with(&format!("{0} changes, {0} not allowed by the versions\n", found.len()))
    );
}

const IAM: &str = "package code

const (
	// ErrSuccess - 200: OK.
	ErrSuccess int = iota + 100001
	// ErrUnknown - 500: Internal server error.
	ErrUnknown
	// ErrBind - 400: Error occurred while binding the body.
	ErrBind
	// ErrToken - 401: Token invalid.
	ErrToken
	// ErrGone - 404: Gone.
	ErrGone
)

const (
	// ErrDatabase - 500: Database error.
	ErrDatabase int = iota + 100101
	// ErrTimeout - 504: Timeout of {database}.
	ErrTimeout
)
";

#[test]
fn constants_of_go_with_statuses() {
    let now = IAM
        // Renamed, another text, another status.
        .replace("ErrUnknown", "ErrInternal")
        .replace("binding the body", "reading the body")
        .replace("ErrToken - 401", "ErrToken - 403")
        // Removed.
        .replace("	// ErrGone - 404: Gone.\n	ErrGone\n", "")
        // Added before the others, so that these are renumbered.
        .replace(
            "	// ErrDatabase",
            "	// ErrDisk - 500: Disk error.\n	ErrDisk int = iota + 100101\n	// ErrDatabase",
        )
        .replace("	ErrDatabase int = iota + 100101\n", "	ErrDatabase\n");
    check(
        "import-diff-go",
        "code.go",
        IAM,
        &now,
        &[
            "code-removed 100005",
            "code-renamed 100002",
            "code-renumbered 100101",
            "code-renumbered 100102",
            // What was added has a number that was another's.
            "code-reused 100101",
            // The status decides it.
            "grpc-changed 100004",
            "http-changed 100004",
            "message-changed 100003",
        ],
    );
}

const PLAIN: &str = "package errno

type Code int

const (
	NotFound Code = 0x1001 // nothing was found
	Busy     Code = 0x1002 // the server is busy
	Full     Code = 0x1003 // the disk is full
	Locked   Code = 0x1004
)
";

#[test]
fn plain_constants_of_go() {
    let now = PLAIN
        .replace("the disk is full", "the disk has no room")
        .replace("Busy     Code = 0x1002", "Busy     Code = 0x1012")
        .replace("Locked ", "LockedOut")
        + "\nconst Added = Code(0x1005) // is new\n";
    check(
        "import-diff-plain",
        "errno.go",
        PLAIN,
        &now,
        &[
            "code-added 4101",
            "code-renamed 4100",
            // The rule names the old code.
            "code-renumbered 4098",
            "message-changed 4099",
            // Without a comment the name is what users read.
            "message-changed 4100",
        ],
    );
}

const NAMED: &str = "code\tname\thttp\tretriable\tmessage\n\
-1\tUNKNOWN\t500\tfalse\tUnknown error.\n\
1\tOUT_OF_RANGE\t400\tfalse\tOut of range.\n\
2\tCORRUPT\t500\ttrue\tCorrupt \"message\".\n\
3\tV1_1_GONE\t404\tfalse\tGone.\n\
4\tBUSY\t503\ttrue\tBusy.\n\
5\tFULL\t500\tfalse\tFull.\n";

#[test]
fn a_table_with_names() {
    let now = NAMED
        .replace("1\tOUT_OF_RANGE\t400\tfalse\tOut of range.\n", "")
        .replace("CORRUPT", "DAMAGED")
        .replace("404\tfalse\tGone.", "409\tfalse\tGone.")
        .replace("4\tBUSY\t503\ttrue", "4\tBUSY\t503\tfalse")
        .replace("5\tFULL\t500\tfalse\tFull.", "6\tFULL\t500\tfalse\tFull, wait.")
        + "7\tNEW\t500\tfalse\tNew.\n";
    check(
        "import-diff-table",
        "kafka_errors.tsv",
        NAMED,
        &now,
        &[
            "code-added 7",
            "code-removed 1",
            "code-renamed 2",
            "code-renumbered 5",
            "grpc-changed 3",
            "http-changed 3",
            "message-changed 6",
            "retry-changed 4",
        ],
    );
}

const NAMELESS: &str = "code\tmessage_en\tmessage_zh\n\
10001\tSystem error\t系统错误\n\
10002\tService unavailable\t服务暂停\n\
10003\tRemote service error\t远程服务错误\n\
10004\tUnsupport mediatype (%s)\t不支持\n";

/// Without names the number is what a code is known by, also where its text changes.
#[test]
fn a_table_without_names() {
    let now = NAMELESS
        .replace("Service unavailable", "Service is paused")
        .replace("10003\tRemote service error\t远程服务错误\n", "")
        + "10005\tSystem error\t系统错误\n";
    check(
        "import-diff-nameless",
        "weibo_codes.tsv",
        NAMELESS,
        &now,
        &["code-added 10005", "code-removed 10003", "message-changed 10002"],
    );
}

const KRATOS: &str = "syntax = \"proto3\";
import \"errors/errors.proto\";
enum UserError {
  option (errors.default_code) = 500;
  USER_UNKNOWN = 0;
  USER_ERROR_NOT_FOUND = 1 [(errors.code) = 404];
  GONE = 2 [(errors.code) = 410];
}
";

/// Numbers are ordinals there: a value more before the others changes nothing.
#[test]
fn an_enum_of_kratos() {
    let now = KRATOS
        .replace("GONE = 2 [(errors.code) = 410]", "NEW = 2;\n  GONE = 3 [(errors.code) = 422]")
        .replace("  USER_ERROR_NOT_FOUND = 1 [(errors.code) = 404];\n", "");
    check(
        "import-diff-kratos",
        "user.proto",
        KRATOS,
        &now,
        &["code-added NEW", "code-removed USER_ERROR_NOT_FOUND", "http-changed GONE"],
    );
}
