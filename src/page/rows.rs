//! The cells of a row of a table, as it is written.

/// The cells of a row that begins with `|`.
pub(super) fn split_cells(row: &str) -> impl Iterator<Item = &str> {
    let row = row.trim();
    let row = row.strip_prefix('|').unwrap_or(row);
    let ends = row.ends_with('|') && !row.ends_with("\\|");
    let row = if ends { &row[..row.len() - 1] } else { row };
    let mut escaped = false;
    row.split(move |c| {
        let splits = c == '|' && !escaped;
        escaped = c == '\\' && !escaped;
        splits
    })
}

pub(super) fn cells(row: &str) -> Option<usize> {
    row.trim_start().starts_with('|').then(|| split_cells(row).count())
}

/// The number of cells of the line below the head of a table; `None` where it is none.
pub(super) fn rule_cells(line: &str) -> Option<usize> {
    let line = line.trim();
    let is_rule = line.contains('-')
        && line.contains('|')
        && line.bytes().all(|byte| matches!(byte, b'|' | b'-' | b':' | b' ' | b'\t'));
    is_rule.then(|| split_cells(line).count())
}

/// Where a `|` stands between backticks that are closed in the row, not escaped.
pub(super) fn bars_in_code(row: &str) -> Vec<usize> {
    let ticks: Vec<usize> = row.match_indices('`').map(|(at, _)| at).collect();
    let in_code = |at: usize| ticks.chunks_exact(2).any(|pair| pair[0] < at && at < pair[1]);
    let bars = row.match_indices('|').map(|(at, _)| at);
    bars.filter(|&at| in_code(at) && !row[..at].ends_with('\\')).collect()
}
