//! A table as lines of text.

use unicode_segmentation::UnicodeSegmentation as _;

use super::piece::{self, Piece};

/// The widest table that is written in columns, in graphemes: what a mail program shows in a line.
const WIDEST: usize = 100;

/// The texts of a table.
#[derive(Default)]
pub(super) struct Table {
    /// What it is called.
    pub(super) caption: Option<String>,
    rows: Vec<Row>,
}

#[derive(Default)]
struct Row {
    cells: Vec<String>,
    heads: bool,
}

/// Reads the content of a table, with each cell written by `write`.
pub(super) fn read(content: &[Piece<'_>], write: impl Fn(&[Piece<'_>]) -> String) -> Table {
    let mut table = Table::default();
    let mut at = 0;
    while let Some(piece) = content.get(at) {
        at += 1;
        let Piece::Open(name @ ("tr" | "td" | "th" | "caption"), _) = piece else { continue };
        if *name == "tr" {
            table.rows.push(Row { cells: Vec::new(), heads: true });
            continue;
        }
        let inside = &content[at..at + piece::content_length(&content[at..])];
        at += inside.len() + 1;
        let text = write(inside);
        if *name == "caption" {
            table.caption = Some(text);
        } else if let Some(row) = table.rows.last_mut() {
            row.heads &= *name == "th";
            row.cells.push(text);
        }
    }
    table
}

impl Table {
    /// Its lines: in columns where they fit, else with the cells of a row one behind the other.
    pub(super) fn lines(&self) -> Vec<String> {
        let columns = self.rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
        let widths: Vec<usize> = (0..columns).map(|column| self.width(column)).collect();
        let aligned = widths.iter().map(|width| width + 3).sum::<usize>() <= WIDEST;
        let mut lines = Vec::with_capacity(self.rows.len() + 1);
        for (index, row) in self.rows.iter().enumerate() {
            lines.push(if aligned {
                in_columns(&row.cells, &widths)
            } else {
                row.cells.join(" | ")
            });
            if index == 0 && row.heads && aligned && self.rows.len() > 1 {
                let rules: Vec<String> = widths.iter().map(|width| "-".repeat(*width)).collect();
                lines.push(rules.join("-|-"));
            }
        }
        lines.retain(|line| line.contains(|character: char| !" |".contains(character)));
        lines
    }

    fn width(&self, column: usize) -> usize {
        let cells = self.rows.iter().filter_map(|row| row.cells.get(column));
        cells.map(|cell| length(cell)).max().unwrap_or(0)
    }
}

fn in_columns(cells: &[String], widths: &[usize]) -> String {
    let mut line = String::new();
    for (index, (cell, width)) in cells.iter().zip(widths).enumerate() {
        if index > 0 {
            line.push_str(" | ");
        }
        line.push_str(cell);
        line.extend(std::iter::repeat_n(' ', width - length(cell)));
    }
    line.truncate(line.trim_end().len());
    line
}

/// How many graphemes a cell has, in which ASCII white space is spaces.
fn length(cell: &str) -> usize {
    if cell.is_ascii() { cell.len() } else { cell.graphemes(true).count() }
}
