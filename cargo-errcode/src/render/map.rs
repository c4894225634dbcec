//! The segment map in the terminal: a line of cells for each module. Every state has a glyph of its own,
//! so that it is told apart without colours too.

use std::io::{self, Write};

use clap_cargo::style;

use super::printable;
use super::wrap::{display_width, wrap};
use crate::count::counted;
use crate::segment_map::{Counts, DomainMap, SegmentMap, ServiceMap, State, Strip};

/// How many cells a strip has where nobody looks at it on a terminal.
const CELLS: usize = 50;
/// A strip is not drawn shorter, where the terminal is that wide at all.
const FEWEST_CELLS: usize = 20;
/// Between two columns, and before the first.
const GAP: usize = 2;

const DIM: anstyle::Style = anstyle::Style::new().dimmed();

/// Writes the map; `width` is the terminal's, `None` for any.
pub(crate) fn render_map(
    to: &mut impl Write,
    map: &SegmentMap,
    width: Option<u16>,
) -> io::Result<()> {
    let width = width.map(usize::from);
    let mut states = Vec::new();
    for (at, domain) in map.domains.iter().enumerate() {
        if at > 0 {
            writeln!(to)?;
        }
        render_domain(to, domain, width)?;
        let strips = domain.services.iter().flat_map(|service| &service.strips);
        for state in strips.flat_map(|strip| &strip.runs).map(|run| run.state) {
            if !states.contains(&state) {
                states.push(state);
            }
        }
    }
    if states.is_empty() {
        return Ok(());
    }
    writeln!(to)?;
    let known = State::ALL.into_iter().filter(|state| states.contains(state));
    let legend: Vec<String> = known
        .map(|state| {
            format!("{}{}{:#} {}", color(state), glyph(state), color(state), state.as_str())
        })
        .collect();
    writeln!(to, "{}", legend.join("  "))
}

fn render_domain(to: &mut impl Write, domain: &DomainMap, width: Option<usize>) -> io::Result<()> {
    let (header, dim) = (style::HEADER, DIM);
    let services = match domain.room {
        Some(room) => format!("{} of {room} services", domain.taken),
        None => counted(domain.taken, "service"),
    };
    let facts = match &domain.layout {
        Some(layout) => format!("{}, {services}", printable(layout)),
        None => "no layout".to_owned(),
    };
    let name = domain.domain.as_deref().unwrap_or("codes");
    writeln!(to, "{header}{}{header:#} {dim}{facts}{dim:#}", printable(name))?;
    for service in &domain.services {
        writeln!(to)?;
        render_service(to, service, width)?;
    }
    Ok(())
}

fn render_service(
    to: &mut impl Write,
    service: &ServiceMap,
    width: Option<usize>,
) -> io::Result<()> {
    let (literal, dim) = (style::LITERAL, DIM);
    let modules = service.strips.len();
    let facts = match service.room {
        Some(room) => format!(" {dim}{modules} of {room} modules{dim:#}"),
        None if modules == 0 => format!(" {dim}no codes{dim:#}"),
        None => String::new(),
    };
    writeln!(to, "{literal}{}{literal:#}{facts}", printable(&service.service))?;
    let rows: Vec<[String; 3]> = service
        .strips
        .iter()
        .map(|strip| {
            let range = strip.range();
            [
                printable(&strip.module).into_owned(),
                printable(&range).into_owned(),
                strip.counts.to_string(),
            ]
        })
        .collect();
    let widest = |at: usize| rows.iter().map(|row| display_width(&row[at])).max().unwrap_or(0);
    let columns = [widest(0), widest(1), widest(2)];
    let others: usize = columns.iter().filter(|width| **width > 0).map(|width| width + GAP).sum();
    let longest = service.strips.iter().map(|strip| strip.size().min(u64::from(u16::MAX))).max();
    let longest = longest.unwrap_or(0) as usize;
    let room = width.map_or(CELLS, |width| width.saturating_sub(others + GAP));
    let is_stacked = room < FEWEST_CELLS.min(longest);
    for (strip, [name, range, counts]) in service.strips.iter().zip(&rows) {
        if is_stacked {
            let cells = width.map_or(CELLS, |width| width.saturating_sub(GAP).max(1));
            let name = if name.is_empty() { range.clone() } else { format!("{name} {range}") };
            writeln!(to, "  {name}")?;
            if !strip.runs.is_empty() {
                writeln!(to, "  {}", drawn(strip, cells.min(longest)))?;
            }
            for line in wrap(counts, width.map(|width| width.saturating_sub(GAP).max(1))) {
                writeln!(to, "  {dim}{line}{dim:#}")?;
            }
            continue;
        }
        let mut line = String::new();
        for (text, column) in [(name, columns[0]), (range, columns[1])] {
            if column > 0 {
                line.push_str(&" ".repeat(GAP));
                line.push_str(text);
                line.push_str(&" ".repeat(column - display_width(text)));
            }
        }
        let cells = room.min(longest);
        let drawn = if strip.runs.is_empty() { " ".repeat(cells) } else { drawn(strip, cells) };
        writeln!(to, "{line}  {drawn}  {dim}{counts}{dim:#}")?;
    }
    Ok(())
}

/// The strip in so many cells, each for the same number of codes.
fn drawn(strip: &Strip, cells: usize) -> String {
    let size = strip.size();
    let cells = (cells as u64).clamp(1, size.max(1));
    let mut drawn = String::new();
    let mut painted: Option<State> = None;
    let mut runs = strip.runs.iter().peekable();
    for cell in 0..cells {
        // A layout may have room for more codes than 64 bits count cells of.
        let edge = |cell: u64| (u128::from(size) * u128::from(cell) / u128::from(cells)) as u64;
        let (from, to) = (edge(cell), edge(cell + 1));
        let mut counts = Counts::default();
        while let Some(run) = runs.peek() {
            let overlap = to.min(run.at + run.length).saturating_sub(from.max(run.at));
            counts.add(run.state, overlap);
            if run.at + run.length > to {
                break;
            }
            runs.next();
        }
        let state = State::ALL.into_iter().find(|state| counts.of(*state) > 0);
        let state = state.unwrap_or(State::Free);
        if painted != Some(state) {
            if let Some(before) = painted {
                drawn.push_str(&color(before).render_reset().to_string());
            }
            drawn.push_str(&color(state).to_string());
            painted = Some(state);
        }
        drawn.push(match state {
            State::Used => share(counts.used, to - from),
            state => glyph(state),
        });
    }
    if let Some(before) = painted {
        drawn.push_str(&color(before).render_reset().to_string());
    }
    drawn
}

/// A block as high as the share of used codes.
fn share(used: u64, of: u64) -> char {
    const BLOCKS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
    let eighths = used.saturating_mul(8).div_ceil(of.max(1)).clamp(1, 8);
    BLOCKS[eighths as usize - 1]
}

fn glyph(state: State) -> char {
    match state {
        State::Used => '█',
        State::Deprecated => '▒',
        State::Retired => '×',
        State::Reserved => '░',
        State::Free => '·',
    }
}

fn color(state: State) -> anstyle::Style {
    match state {
        State::Used => style::GOOD,
        State::Deprecated => style::WARN,
        State::Retired => style::ERROR,
        State::Reserved => style::TRANSIENT,
        State::Free => DIM,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::segment_map::Run;

    fn strip(runs: &[(State, u64)]) -> Strip {
        let mut strip = Strip {
            module: "basic".to_owned(),
            first: "100000".to_owned(),
            last: "100099".to_owned(),
            crates: Vec::new(),
            counts: Counts::default(),
            runs: Vec::new(),
        };
        let mut at = 0;
        for (state, length) in runs {
            strip.counts.add(*state, *length);
            let (first, last, about, code) = (String::new(), None, None, None);
            strip.runs.push(Run { state: *state, at, length: *length, first, last, about, code });
            at += length;
        }
        strip
    }

    fn plain(strip: &Strip, cells: usize) -> String {
        anstream::adapter::strip_str(&drawn(strip, cells)).to_string()
    }

    #[test]
    fn each_code_has_a_cell_where_there_is_room() {
        use State::{Deprecated, Free, Reserved, Retired, Used};
        let strip = strip(&[(Reserved, 2), (Used, 1), (Deprecated, 1), (Retired, 1), (Free, 3)]);
        assert_eq!(plain(&strip, 100), "░░█▒×···");
        assert_eq!(strip.counts.to_string(), "1 used, 1 deprecated, 1 retired, 2 reserved, 3 free");
    }

    #[test]
    fn a_cell_of_many_codes_shows_how_many_are_used() {
        use State::{Free, Used};
        let strip = strip(&[(Used, 25), (Free, 25), (Used, 1), (Free, 49)]);
        assert_eq!(plain(&strip, 4), "█·▁·");
        assert_eq!(plain(&strip, 1), "▃");
    }
}
