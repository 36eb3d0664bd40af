//! More than can be held is refused as it comes.

use super::{FLOWS, LINKS, said, stream};
use crate::memory::argument;
use sansou_scenario::flows::{MAX_FLOWS, MAX_LINE_BYTES, MAX_LINKS, MAX_ROUTE_LINKS};
use std::io::{self, Read};

/// A line again and again, without end.
struct Endless(&'static [u8]);

impl Read for Endless {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let (times, rest) = (buffer.len() / self.0.len(), buffer.len() % self.0.len());
        assert!(times > 0 || rest == 0, "the line is longer than what is asked for");
        for piece in buffer.chunks_exact_mut(self.0.len()) {
            piece.copy_from_slice(self.0);
        }
        Ok(times * self.0.len())
    }
}

fn header(text: &str) -> &[u8] {
    text.split_inclusive('\n').next().unwrap().as_bytes()
}

#[test]
fn more_flows_than_can_be_held_end_the_reading() {
    // Rows that are wrong are counted and not held.
    let flows = header(FLOWS).chain(Endless(b",\n"));
    let checked = stream(LINKS.as_bytes(), flows);
    let (wrong, end) = (checked.diagnostics.first().unwrap(), checked.diagnostics.last().unwrap());
    assert_eq!((wrong.code, wrong.line), ("more-problems", 0));
    assert_eq!(argument(wrong, "count"), (MAX_FLOWS - 100).to_string());
    assert_eq!((end.code, end.line), ("flows-too-large", MAX_FLOWS + 2));
}

#[test]
fn more_links_than_can_be_held_end_the_reading() {
    let checked = stream(header(LINKS).chain(Endless(b"a,10,\n")), FLOWS.as_bytes());
    let (wrong, end) =
        (checked.diagnostics.first().unwrap(), checked.diagnostics.get(101).unwrap());
    assert_eq!(argument(wrong, "count"), (MAX_LINKS - 1 - 100).to_string());
    assert_eq!((end.code, argument(end, "field")), ("flows-too-large", "links"));
}

#[test]
fn the_last_flow_that_can_be_held_is_held() {
    for (more, fits) in [(0, true), (1, false)] {
        // Flows that are alike but for their ids.
        let mut id = 0;
        let rows = std::iter::from_fn(move || {
            id += 1;
            (id <= MAX_FLOWS + more).then(|| format!("{id},0,1,line,,\n").into_bytes())
        });
        let flows = header(FLOWS).chain(Rows { rows, left: Vec::new() });
        let checked = stream(LINKS.as_bytes(), flows);
        assert_eq!(checked.list.is_some(), fits);
        if !fits {
            assert_eq!(said(&checked), [("flows", MAX_FLOWS + 2, 1, "flows-too-large")]);
        }
    }
}

/// Bytes of rows that are made when they are asked for.
struct Rows<I> {
    rows: I,
    left: Vec<u8>,
}

impl<I: Iterator<Item = Vec<u8>>> Read for Rows<I> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.left.len() < buffer.len() {
            match self.rows.next() {
                Some(row) => self.left.extend(row),
                None => break,
            }
        }
        let count = self.left.len().min(buffer.len());
        buffer[..count].copy_from_slice(&self.left[..count]);
        self.left.drain(..count);
        Ok(count)
    }
}

#[test]
fn a_line_without_end_is_refused() {
    let checked = stream(LINKS.as_bytes(), Endless(b"a"));
    assert_eq!(said(&checked), [("flows", 1, 1, "line-too-long")]);
    assert_eq!(argument(&checked.diagnostics[0], "limit"), MAX_LINE_BYTES.to_string());
}

#[test]
fn a_file_of_very_many_bytes_is_refused() {
    const LONG: &[u8] = &{
        let mut line = [b'a'; 60_000];
        line[line.len() - 1] = b'\n';
        line
    };
    let checked = stream(header(LINKS).chain(Endless(LONG)), FLOWS.as_bytes());
    let end = &checked.diagnostics[0];
    assert_eq!((end.code, end.line, argument(end, "field")), ("flows-too-large", 0, "bytes"));
}

#[test]
fn a_route_of_very_many_links_is_refused() {
    let rows: String = (0..=MAX_ROUTE_LINKS).map(|id| format!("{id},1,\n")).collect();
    let links = [header(LINKS), rows.as_bytes()].concat();
    let route = |count: usize| {
        let names: Vec<String> = (0..count).map(|id| id.to_string()).collect();
        let flows = FLOWS.replace("line;cloud", &names.join(";"));
        stream(&*links, flows.as_bytes()).diagnostics
    };
    assert!(route(MAX_ROUTE_LINKS).is_empty());
    let told = route(MAX_ROUTE_LINKS + 1);
    assert_eq!((told[0].code, argument(&told[0], "field")), ("flows-too-large", "route"));
}
