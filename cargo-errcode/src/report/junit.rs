//! The XML of `JUnit`, which every build server shows: each finding is a test that failed.

use std::collections::BTreeMap;
use std::io::{self, Write};

use quick_xml::Writer;
use quick_xml::events::BytesText;

use super::whole_text;
use crate::finding::{Finding, Level};
use crate::render::printable;
use crate::rules::RULES;

pub(super) fn write(to: &mut impl Write, findings: &[Finding]) -> io::Result<()> {
    let mut by_rule: BTreeMap<&str, Vec<&Finding>> =
        RULES.iter().map(|rule| (rule.id, Vec::new())).collect();
    for finding in findings {
        by_rule.entry(finding.id).or_default().push(finding);
    }
    // A rule that found nothing is a test that passed.
    let tests: usize = by_rule.values().map(|findings| findings.len().max(1)).sum();
    let is_failure = |finding: &&Finding| finding.level == Level::Error;
    let failures = findings.iter().filter(is_failure).count();
    let mut xml = Writer::new_with_indent(&mut *to, b' ', 2);
    let (tests, failures) = (tests.to_string(), failures.to_string());
    xml.create_element("testsuites").write_inner_content(|xml| {
        xml.create_element("testsuite")
            .with_attribute(("name", "cargo errcode"))
            .with_attribute(("tests", tests.as_str()))
            .with_attribute(("failures", failures.as_str()))
            .write_inner_content(|xml| {
                by_rule.iter().try_for_each(|(rule, findings)| cases(xml, rule, findings))
            })?;
        Ok(())
    })?;
    writeln!(to)
}

fn cases<W: Write>(xml: &mut Writer<W>, rule: &str, findings: &[&Finding]) -> io::Result<()> {
    if findings.is_empty() {
        let case = xml.create_element("testcase").with_attribute(("classname", rule));
        case.with_attribute(("name", rule)).write_empty()?;
    }
    for finding in findings {
        let case = xml
            .create_element("testcase")
            .with_attribute(("classname", rule))
            .with_attribute(("name", &*printable(&finding.subject)));
        let text = whole_text(finding);
        case.write_inner_content(|xml| {
            let element = match finding.level {
                Level::Error => "failure",
                Level::Warning | Level::Note => "system-out",
            };
            let mut element = xml.create_element(element);
            if finding.level == Level::Error {
                element = element.with_attribute(("message", finding.title.as_str()));
            }
            element.write_text_content(BytesText::new(&text))?;
            Ok(())
        })?;
    }
    Ok(())
}
