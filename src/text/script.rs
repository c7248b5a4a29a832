//! Which letters a text is written in.

/// The share of the letters of a text that are Latin ones, from 0 to 1; 1 where it has none.
pub(crate) fn latin(text: &str) -> f64 {
    let (mut letters, mut latin) = (0_u32, 0_u32);
    for letter in text.chars().filter(|c| c.is_alphabetic()) {
        letters += 1;
        // Behind the Latin blocks stand the modifiers, Greek and all others; Vietnamese has a block of its own.
        latin += u32::from(letter < '\u{2b0}' || ('\u{1e00}'..'\u{1f00}').contains(&letter));
    }
    if letters == 0 { 1.0 } else { f64::from(latin) / f64::from(letters) }
}

/// Whether a letter stands for a syllable or a word: Chinese characters, Japanese and Korean syllables.
pub(crate) const fn is_syllable(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}')
}

#[cfg(test)]
mod tests {
    use super::latin;

    #[test]
    fn letters_of_all_languages_in_latin_script_are_latin() {
        for text in ["Paket", "Überführung", "điện thoại", "12 – 15"] {
            assert!(latin(text) > 0.999, "{text}");
        }
        for text in ["包裹", "посылка", "δέμα"] {
            assert!(latin(text) < 0.001, "{text}");
        }
    }
}
