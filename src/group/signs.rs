//! Which signs a text holds, for telling quickly that a rule has nothing to look for in it.

use std::cell::OnceCell;
use std::ops::Deref;

/// The ASCII characters of a text, and whether anything in it has the form of a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Signs {
    ascii: u128,
    named: bool,
    humped: bool,
    jointed: bool,
}

/// The signs of a text, which is looked at when they are asked for.
#[derive(Debug, Clone)]
pub struct SignsOf<'t> {
    text: &'t str,
    signs: OnceCell<Signs>,
}

impl<'t> SignsOf<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self { text, signs: OnceCell::new() }
    }
}

impl Deref for SignsOf<'_> {
    type Target = Signs;

    fn deref(&self) -> &Signs {
        self.signs.get_or_init(|| Signs::of(self.text))
    }
}

/// A sign before a letter or a digit.
const JOINT: u8 = 1;
/// A letter or a digit before a capital.
const HUMP: u8 = 2;
/// A sign between the parts of a name before one of them.
const PART: u8 = 4;
/// Anything before an underline.
const ANY: u8 = 8;

/// What each byte is as the second of two, and as the first.
static CLASSES: [(u8, u8); 256] = {
    let mut classes = [(0, ANY); 256];
    let mut at = 0_u8;
    while at < 0x80 {
        let is_word = at.is_ascii_alphanumeric();
        let (mut behind, mut before) = (0, ANY);
        if is_word {
            (behind, before) = (JOINT | PART, before | HUMP);
        }
        if at.is_ascii_uppercase() {
            behind |= HUMP;
        }
        if at == b'_' {
            behind |= ANY;
        }
        if matches!(at, b'_' | b'$' | b'@' | b'{' | b'-') {
            behind |= PART;
        }
        if matches!(at, b'.' | b':' | b'-' | b'_' | b'$' | b'@' | b'/' | b'\\') {
            before |= JOINT;
        }
        if matches!(at, b'.' | b':' | b'/' | b'\\') {
            before |= PART;
        }
        classes[at as usize] = (behind, before);
        at += 1;
    }
    classes
};

impl Signs {
    /// Looks at every byte of `text` once.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let (mut lower, mut upper, mut met) = (0_u64, 0_u64, 0_u8);
        let mut last = ANY;
        for byte in text.bytes() {
            let bit = 1_u64 << (byte & 63);
            lower |= if byte < 64 { bit } else { 0 };
            upper |= if byte & 0xc0 == 64 { bit } else { 0 };
            let (behind, before) = CLASSES[usize::from(byte)];
            met |= last & behind;
            last = before;
        }
        let ascii = u128::from(upper) << 64 | u128::from(lower);
        Self { ascii, named: met & (JOINT | HUMP | ANY) != 0, humped: met & HUMP != 0, jointed: met & PART != 0 }
    }

    /// Whether the text holds any of these ASCII characters.
    #[must_use]
    pub fn any(self, characters: &[char]) -> bool {
        let mask = characters.iter().filter(|c| c.is_ascii()).fold(0_u128, |mask, &c| mask | 1 << u32::from(c));
        self.ascii & mask != 0
    }

    /// Whether the text holds a digit.
    #[must_use]
    pub fn digits(self) -> bool {
        self.ascii & (0x3ff << u32::from('0')) != 0
    }

    /// Whether the text may hold a name by its form: a capital letter inside a word, or a sign before one.
    #[must_use]
    pub fn named(self) -> bool {
        self.named
    }

    /// Whether the text holds a capital letter inside a word.
    #[must_use]
    pub fn humped(self) -> bool {
        self.humped
    }

    /// Whether the text may hold a name of several parts: a dot, a slash or a colon with a part behind it.
    #[must_use]
    pub fn jointed(self) -> bool {
        self.jointed
    }
}

#[cfg(test)]
mod tests {
    use super::Signs;

    #[test]
    fn names_are_told_from_sentences() {
        for name in ["camelCase", "GET x", "a.b", "use -x", "x $y", "A::b", "en-US", "snake_case"] {
            assert!(Signs::of(name).named(), "{name}");
        }
        for prose in ["A sentence. Another one.", "Überschrift, 12: x", ""] {
            assert!(!Signs::of(prose).named(), "{prose}");
        }
        for name in ["a.b", "a/b", "A::B", r"c:\d", "GET /users", "x/{id}"] {
            assert!(Signs::of(name).jointed(), "{name}");
        }
        assert!(!Signs::of("camelCase, a_b. And: so").jointed());
        for name in ["camelCase", "GET x", "B2B", "OvenDoor"] {
            assert!(Signs::of(name).humped(), "{name}");
        }
        assert!(!Signs::of("A sentence with a.b, x_y and -z. I am").humped());
        assert!(Signs::of("a 7").digits() && !Signs::of("a").digits());
        assert!(Signs::of("[x]").any(&['[', '|']) && !Signs::of("[x]").any(&['|']));
    }
}
