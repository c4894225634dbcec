//! `docs --check-links` and `html --check-links`, against a server of this machine. What it takes is the
//! feature `links`; .ci/run switches it on for these tests.

use errcode_core::section::Key;

use crate::fixture::{Workspace, code, laid_out};

/// A workspace whose codes, from 100101 up, have these references.
fn shop(name: &str, references: impl IntoIterator<Item = String>) -> Workspace {
    let workspace = Workspace::new(&format!("{name}-links"));
    let codes = references.into_iter().zip(100_101..).map(|(reference, number)| {
        let mut code = code(number, 503, &format!("BUSY_{number}"), "Busy");
        code.facts = vec![(Key::Reference, reference)];
        code
    });
    workspace.library(&format!("{name}-store"), &[laid_out("StoreError", codes.collect())]);
    workspace.write("errcode.toml", "");
    workspace
}

#[cfg(not(feature = "links"))]
#[test]
fn a_build_without_the_feature_says_how_to_get_it() {
    let workspace = shop("without", ["https://errors.example.com/100101".to_owned()]);
    for command in ["docs", "html"] {
        let run = workspace.run(&[command, "--check-links"]).expect(101);
        assert_eq!(
            run.stderr,
            "error: this `cargo errcode` was built without the link check\n\
             help: install it with `cargo install --path cargo-errcode --features links`\n"
        );
        assert_eq!(run.stdout, "");
    }
}

#[cfg(feature = "links")]
mod asked {
    use std::collections::BTreeMap;
    use std::io::{BufRead as _, BufReader, Write as _};
    use std::net::{TcpListener, TcpStream};
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::sync::{Arc, Mutex};
    use std::thread;
    use std::time::Duration;

    use super::shop;
    use crate::fixture::{Run, Workspace, command};

    /// A server that counts what it is asked, and how much of it at once.
    struct Server {
        address: String,
        asked: Arc<Asked>,
    }

    #[derive(Default)]
    struct Asked {
        /// How often each path.
        paths: Mutex<BTreeMap<String, usize>>,
        agents: Mutex<Vec<String>>,
        /// What is at `/published.html`.
        published: Mutex<String>,
        now: AtomicUsize,
        most: AtomicUsize,
    }

    impl Server {
        fn start() -> Server {
            let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
            let address = listener.local_addr().unwrap().to_string();
            let asked = Arc::<Asked>::default();
            let server = Server { address, asked: Arc::clone(&asked) };
            thread::spawn(move || {
                for stream in listener.incoming() {
                    let asked = Arc::clone(&asked);
                    // A client that gives up is what some tests are about.
                    thread::spawn(move || drop(answer(stream.unwrap(), &asked)));
                }
            });
            server
        }

        fn url(&self, path: &str) -> String {
            format!("http://{}{path}", self.address)
        }

        fn asked(&self, path: &str) -> usize {
            self.asked.paths.lock().unwrap().get(path).copied().unwrap_or(0)
        }
    }

    fn answer(stream: TcpStream, asked: &Asked) -> std::io::Result<()> {
        let mut lines = BufReader::new(stream.try_clone()?).lines();
        let request = lines.next().unwrap()?;
        let path = request.split(' ').nth(1).unwrap_or_default().to_owned();
        assert!(request.starts_with("GET "), "{request}");
        for line in lines.by_ref() {
            let line = line?;
            if line.is_empty() {
                break;
            }
            if let Some(agent) = line.to_lowercase().strip_prefix("user-agent: ") {
                asked.agents.lock().unwrap().push(agent.to_owned());
            }
        }
        *asked.paths.lock().unwrap().entry(path.clone()).or_default() += 1;
        let now = asked.now.fetch_add(1, Ordering::SeqCst) + 1;
        asked.most.fetch_max(now, Ordering::SeqCst);
        let html = "Content-Type: text/html; charset=utf-8\r\n";
        let (head, body) = match path.as_str() {
            "/codes.html" => {
                (format!("200 OK\r\n{html}"), "<h2 id=100101></h2><a name='用户'></a>".to_owned())
            }
            "/many.html" => {
                let ids = (100_101..101_101).map(|code| format!("<p id=\"{code}\">"));
                (format!("200 OK\r\n{html}"), ids.collect())
            }
            "/script.html" => {
                (format!("200 OK\r\n{html}"), "<script>'<p id=100101>'</script>".to_owned())
            }
            "/published.html" => {
                (format!("200 OK\r\n{html}"), asked.published.lock().unwrap().clone())
            }
            "/large.html" => (format!("200 OK\r\n{html}"), " ".repeat(17_000_000)),
            "/text" => ("200 OK\r\nContent-Type: text/plain\r\n".to_owned(), "codes".to_owned()),
            "/old" => ("301 Moved\r\nLocation: /codes.html\r\n".to_owned(), String::new()),
            "/round" => ("302 Found\r\nLocation: /round\r\n".to_owned(), String::new()),
            "/secret" => ("403 Forbidden\r\n".to_owned(), String::new()),
            "/broken" => ("500 Internal Server Error\r\n".to_owned(), String::new()),
            path if path.starts_with("/slow") => {
                thread::sleep(Duration::from_secs(5));
                ("200 OK\r\n".to_owned(), String::new())
            }
            path if path.starts_with("/each/") => {
                thread::sleep(Duration::from_millis(50));
                ("200 OK\r\n".to_owned(), String::new())
            }
            "/%E7%94%A8%E6%88%B7?q=%22a%22" => ("200 OK\r\n".to_owned(), String::new()),
            _ => ("404 Not Found\r\n".to_owned(), String::new()),
        };
        asked.now.fetch_sub(1, Ordering::SeqCst);
        let mut stream = stream;
        let length = body.len();
        write!(stream, "HTTP/1.1 {head}Content-Length: {length}\r\nConnection: close\r\n\r\n{body}")
    }

    /// Runs without the proxies of whoever tests.
    fn run(workspace: &Workspace, arguments: &[&str]) -> Run {
        let mut command = command(&workspace.root, arguments);
        for name in ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"] {
            command.env_remove(name).env_remove(name.to_lowercase());
        }
        command.output().unwrap().into()
    }

    /// Runs `docs --check-links`, and returns what it says about the references, with the server as `S`.
    fn check(server: &Server, name: &str, references: &[&str], exit: i32) -> Vec<String> {
        let filled =
            |reference: &&str| reference.replace('S', &format!("http://{}", server.address));
        let workspace = shop(name, references.iter().map(filled));
        let arguments = ["docs", "--output", "codes.md", "--check-links", "--link-timeout", "1"];
        let run = run(&workspace, &arguments).expect(exit);
        let mut lines = run.stdout.lines();
        assert_eq!(lines.next(), Some("codes.md"));
        assert!(workspace.read("codes.md").contains("BUSY_100101"));
        lines.map(|line| line.replace(&server.url(""), "S")).collect()
    }

    #[test]
    fn what_is_there() {
        let server = Server::start();
        let references = [
            "S/codes.html#100101",
            "S/codes.html",
            "S/codes.html#%E7%94%A8%E6%88%B7",
            "S/codes.html#用户",
            "S/codes.html#top",
            "S/old#100101",
            // Of what is no HTML, nobody knows the anchors.
            "S/text#page=3",
            "S/用户?q=\"a\"",
        ];
        let lines = check(&server, "there", &references, 0);
        assert_eq!(lines, ["8 references to 4 pages: no findings"]);
        // Once for itself, and once where `/old` leads.
        assert_eq!(server.asked("/codes.html"), 2);
        let agents = server.asked.agents.lock().unwrap();
        assert!(agents.iter().all(|agent| agent.starts_with("cargo-errcode/")), "{agents:?}");
    }

    #[test]
    fn what_is_dead() {
        let server = Server::start();
        let references = [
            "S/gone",
            "S/gone#100102",
            "S/codes.html#100103",
            "S/old#100104",
            "S/round",
            "S/codes.html#100101",
        ];
        let lines = check(&server, "dead", &references, 100);
        assert_eq!(
            lines,
            [
                "dead-store/src/lib.rs:3:15: error: the reference of 100101 and of 1 other code is dead: \
                 S/gone answered 404 Not Found",
                "dead-store/src/lib.rs:5:15: error: the reference of 100103 leads to no place of its page: \
                 S/codes.html has no anchor `100103`",
                "dead-store/src/lib.rs:6:15: error: the reference of 100104 leads to no place of its page: \
                 S/old leads to S/codes.html, which has no anchor `100104`",
                "dead-store/src/lib.rs:7:15: error: the reference of 100105 is dead: S/round leads from \
                 redirect to redirect",
                "6 references to 4 pages: 4 findings",
            ]
        );
    }

    #[test]
    fn what_cannot_be_known() {
        let server = Server::start();
        let closed = TcpListener::bind(("127.0.0.1", 0)).unwrap().local_addr().unwrap();
        let refused = format!("http://{closed}/");
        // A server of HTTP alone: what it answers is no TLS.
        let no_tls = format!("https://{}/", server.address);
        let references = [
            "S/slow",
            "S/secret",
            "S/broken#100103",
            "S/script.html#100101",
            "S/script.html#100105",
            "S/large.html#100106",
            "http://errors.invalid/100107",
            &refused,
            &no_tls,
        ];
        let lines = check(&server, "unknown", &references, 100);
        let place =
            |line: u32| format!("unknown-store/src/lib.rs:{line}:15: error: the reference of");
        let wanted = [
            format!("{} 100101 could not be checked: S/slow: no whole answer within 1 s", place(3)),
            format!("{} 100102 could not be checked: S/secret: answered 403 Forbidden", place(4)),
            format!(
                "{} 100103 could not be checked: S/broken: answered 500 Internal Server Error",
                place(5)
            ),
            format!(
                "{} 100104 and of 1 other code could not be checked: S/script.html has none of the \
                 anchors as long as its script does not run",
                place(6)
            ),
            format!(
                "{} 100106 could not be checked: S/large.html: it is larger than 16 MB",
                place(8)
            ),
        ];
        assert_eq!(lines[..5], wanted);
        // How a name is not found depends on the machine.
        let start =
            format!("{} 100107 could not be checked: http://errors.invalid/100107: ", place(9));
        assert!(lines[5].starts_with(&start), "{}", lines[5]);
        assert!(lines[6].contains(&format!("{refused}: ")), "{}", lines[6]);
        assert!(lines[6].contains("refused"), "{}", lines[6]);
        assert!(lines[7].contains(&format!("could not be checked: {no_tls}: ")), "{}", lines[7]);
        assert_eq!(lines[8], "9 references to 8 pages: 8 findings");
    }

    #[test]
    fn a_thousand_codes_on_one_page_are_one_request() {
        let server = Server::start();
        let references = (100_101..101_101).map(|code| server.url(&format!("/many.html#{code}")));
        let workspace = shop("many", references);
        let arguments = ["html", "--output", "codes.html", "--check-links"];
        let run = run(&workspace, &arguments).expect(0);
        assert_eq!(run.stdout, "codes.html\n1000 references to 1 page: no findings\n");
        assert_eq!(server.asked("/many.html"), 1);
    }

    #[test]
    fn eight_pages_at_once_at_most() {
        let server = Server::start();
        let workspace = shop("each", (0..60).map(|page| server.url(&format!("/each/{page}"))));
        run(&workspace, &["docs", "--output", "codes.md", "--check-links"]).expect(0);
        assert!((0..60).all(|page| server.asked(&format!("/each/{page}")) == 1));
        let most = server.asked.most.load(Ordering::SeqCst);
        assert!((2..=8).contains(&most), "{most}");
    }

    #[test]
    fn a_host_without_answers_is_left_alone() {
        let server = Server::start();
        let slow: Vec<String> = (0..100).map(|page| format!("S/slow/{page}")).collect();
        let slow: Vec<&str> = slow.iter().map(String::as_str).collect();
        let lines = check(&server, "silent", &slow, 100);
        assert_eq!(
            lines,
            [
                "silent-store/src/lib.rs:3:15: error: the reference of 100101 and of 99 other codes could \
                 not be checked: S/slow/0: no whole answer within 1 s",
                "100 references to 100 pages: 1 finding",
            ]
        );
        let asked = (0..100).filter(|page| server.asked(&format!("/slow/{page}")) > 0).count();
        // Three in a row, while others were under way.
        assert!((3..=16).contains(&asked), "{asked}");
    }

    /// References that point to the published page prove that each code is on it.
    #[test]
    fn our_own_page_has_every_anchor() {
        let server = Server::start();
        let anchors = ["100101", "100102", "100103"];
        let reference = |anchor| server.url(&format!("/published.html#{anchor}"));
        let workspace = shop("own", anchors.map(reference));
        let html = ["html", "--output", "codes.html", "--check-links"];
        workspace.run(&html[..3]).expect(0);
        *server.asked.published.lock().unwrap() = workspace.read("codes.html");
        run(&workspace, &html).expect(0);
        // A code that is not published yet.
        let fourth = [anchors.as_slice(), &["100104"]].concat();
        let run = run(&shop("own", fourth.into_iter().map(reference)), &html).expect(100);
        assert!(run.stdout.contains("has no anchor `100104`\n"), "{}", run.stdout);
        assert!(run.stdout.ends_with("page: 1 finding\n"), "{}", run.stdout);
    }

    #[test]
    fn flags_that_do_not_go_together() {
        let workspace = shop("flags", ["http://127.0.0.1:1/".to_owned()]);
        let refused = run(&workspace, &["docs", "--check-links", "--output", "-"]).expect(2);
        assert!(refused.stderr.contains("name a file with `--output`"), "{}", refused.stderr);
        run(&workspace, &["docs", "--link-timeout", "1"]).expect(2);
        run(&workspace, &["docs", "--check-links", "--link-timeout", "0"]).expect(2);
    }

    #[test]
    fn without_references_nothing_is_asked_for() {
        let workspace = Workspace::new("none-links");
        let codes = vec![crate::fixture::code(100_101, 503, "BUSY", "Busy")];
        workspace.library("none-links-store", &[crate::fixture::laid_out("StoreError", codes)]);
        workspace.write("errcode.toml", "");
        let run = run(&workspace, &["docs", "--output", "codes.md", "--check-links"]).expect(0);
        assert!(run.stderr.contains("no code has a `reference`"), "{}", run.stderr);
    }
}
