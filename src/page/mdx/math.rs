//! Formulas of TeX between dollar signs. MDX knows none by itself, and takes their braces for JavaScript; sites that have
//! formulas add a plug-in (`remark-math`) that reads them first. A page tells by its commands that its site has it.

/// Whether the page has formulas: one in a line, or a block of its own, with a command such as `\frac` in it.
pub(super) fn has_formulas(text: &str) -> bool {
    let mut in_block = false;
    text.contains('$')
        && text.lines().any(|line| {
            let is_fence = line.trim() == "$$";
            in_block ^= is_fence;
            let in_line = line.split_once('$').and_then(|(_, rest)| rest.rsplit_once('$'));
            has_command(if in_block { line } else { in_line.map_or("", |(formula, _)| formula) })
        })
}

fn has_command(formula: &str) -> bool {
    let letter = |(at, _): (usize, &str)| formula[at + 1..].starts_with(|c: char| c.is_ascii_alphabetic());
    formula.match_indices('\\').any(letter)
}

/// The sign and length of the line that opens a block of formulas at the beginning of `rest`.
pub(super) fn fence(rest: &str) -> Option<(u8, usize)> {
    let length = rest.bytes().take_while(|byte| *byte == b'$').count();
    (length >= 2 && !rest[length..].contains('$')).then_some((b'$', length))
}
