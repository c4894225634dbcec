//! `html`: the page as a file; `.ci/page` looks at it in a browser.

use std::os::unix::fs::PermissionsExt;

use crate::fixture::{Workspace, code, command, laid_out};

fn shop(prefix: &str) -> Workspace {
    let workspace = Workspace::new(&format!("{prefix}-html"));
    let codes = vec![
        code(100_101, 503, "DATABASE", "<b>Busy</b> & \"away\""),
        code(100_102, 404, "USER_NOT_FOUND", "用户不存在"),
    ];
    workspace.library(&format!("{prefix}-store"), &[laid_out("StoreError", codes)]);
    workspace.write("errcode.toml", "");
    workspace
}

#[test]
fn one_file_without_network() {
    let workspace = shop("file");
    let run = workspace.run(&["html", "--output", "codes.html", "--title", "Shop & Co"]).expect(0);
    assert_eq!(run.stdout, "codes.html\n");
    let page = workspace.read("codes.html");
    assert!(page.contains("<title>Shop &amp; Co</title>"));
    assert!(
        page.contains(
            "<details id=\"100101\" data-l=3><summary><b>100101</b> <code>DATABASE</code>"
        )
    );
    assert!(page.contains("&lt;b&gt;Busy&lt;&#x2f;b&gt; &amp; &quot;away&quot;"), "{page}");
    assert!(page.contains("用户不存在"));
    // A code is a line, so that differences can be read.
    let lines: Vec<&str> = page.lines().filter(|line| line.starts_with("<details id=")).collect();
    assert_eq!(lines.len(), 2);
    for foreign in ["src=\"http", "<link rel=\"stylesheet", "@import", "url(http", "fetch("] {
        assert!(!page.contains(foreign), "{foreign}");
    }
    workspace.run(&["html", "--output", "codes.html", "--title", "Shop & Co", "--check"]).expect(0);
    let run = workspace.run(&["html", "--output", "codes.html", "--check"]).expect(100);
    assert!(run.stdout.contains("codes.html is not up to date: run `cargo errcode html --output"));
}

#[test]
fn templates_of_a_team_stand_before_ours() {
    let workspace = shop("own");
    let run = workspace.run(&["html", "--write-templates", "templates"]).expect(0);
    assert_eq!(run.stdout.lines().count(), 5, "{}", run.stdout);
    // What is there is not overwritten, and a run that was killed may be done again.
    std::fs::remove_file(workspace.root.join("templates/page.html")).unwrap();
    workspace.run(&["html", "--write-templates", "templates"]).expect(0);
    let page = workspace.read("templates/page.html");
    workspace.write("templates/page.html", "mine");
    let run = workspace.run(&["html", "--write-templates", "templates"]).expect(101);
    let error = "error: `templates/page.html` is there already\nhelp: name another folder, ";
    assert!(run.stderr.starts_with(error), "{}", run.stderr);
    assert_eq!(workspace.read("templates/page.html"), "mine");
    workspace.write("templates/page.html", &page);
    let arguments = ["html", "--output", "own.html", "--templates", "templates"];
    workspace.run(&arguments).expect(0);
    workspace.run(&["html", "--output", "plain.html"]).expect(0);
    assert_eq!(workspace.read("own.html"), workspace.read("plain.html"));
    for name in ["page.html", "map.html", "style.css", "script.js"] {
        std::fs::remove_file(workspace.root.join("templates").join(name)).unwrap();
    }
    workspace.write("templates/code.html", "<h4>{{ code.text }} of {{ code.package }}</h4>\n");
    workspace.run(&arguments).expect(0);
    assert!(workspace.read("own.html").contains("<h4>100101 of own-store</h4>"));

    workspace.write("templates/code.html", "\n{{ code.nmae }}\n");
    let run = workspace.run(&arguments).expect(101);
    assert!(run.stderr.contains("templates/code.html:2: "), "{}", run.stderr);
    workspace.write("templates/code.html", "{% if %}\n");
    let run = workspace.run(&arguments).expect(101);
    assert!(run.stderr.contains("templates/code.html:1: "), "{}", run.stderr);
    let run = workspace.run(&["html", "--templates", "own-store"]).expect(2);
    assert!(run.stderr.contains("has no template"), "{}", run.stderr);
}

#[test]
fn the_browser_is_the_users() {
    let workspace = shop("browser");
    workspace.write("browser.sh", "#!/bin/sh\necho \"$1\" > seen.txt\n");
    let browser = workspace.root.join("browser.sh");
    std::fs::set_permissions(&browser, std::fs::Permissions::from_mode(0o755)).unwrap();
    let mut open = command(&workspace.root, &["html", "--open", "--output", "codes.html"]);
    let output = open.env("BROWSER", &browser).output().unwrap();
    assert!(output.status.success());
    assert_eq!(workspace.read("seen.txt"), "codes.html\n");
    let mut open = command(&workspace.root, &["html", "--open", "--output", "codes.html"]);
    let output = open.env("BROWSER", "/nonexistent/browser").output().unwrap();
    assert_eq!(output.status.code(), Some(101));
    assert!(String::from_utf8_lossy(&output.stderr).contains("open the file yourself"));
}

#[test]
fn retired_codes_are_found_too() {
    let workspace = shop("retired");
    workspace.write(
        "errcode.toml",
        "layout = { digits = \"SSMMNN\" }\nretired = { 100108 = \"split <up>\", 100101 = \"back\" }\n",
    );
    workspace.run(&["html", "--output", "codes.html"]).expect(0);
    let page = workspace.read("codes.html");
    let row = "<details id=\"100108\" class=\"old\"><summary><b>100108</b> <code>retired</code> \
               <i></i> <span>split &lt;up&gt;</span></summary>";
    assert!(page.contains(row), "{page}");
    // What came back is there once.
    assert_eq!(page.matches("id=\"100101\"").count(), 1);
    // Of a part nobody knows what else is retired.
    workspace.run(&["html", "--output", "codes.html", "--http", "404"]).expect(0);
    assert!(!workspace.read("codes.html").contains("100108"));
    let page = workspace.run(&["docs", "--output", "-"]).expect(0).stdout;
    assert!(page.contains("\n- <a id=\"100108\"></a>100108: split &lt;up&gt;\n"), "{page}");
}
