//! Which signs a text holds, for telling quickly that a rule has nothing to look for in it.

/// The ASCII characters of a text, and whether anything in it has the form of a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Signs {
    ascii: u128,
    named: bool,
    jointed: bool,
}

impl Signs {
    /// Looks at every byte of `text` once.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let mut ascii = 0_u128;
        let (mut named, mut jointed) = (false, false);
        let mut last = b' ';
        for byte in text.bytes() {
            if byte < 0x80 {
                ascii |= 1 << byte;
            }
            let joint =
                matches!(last, b'.' | b':' | b'-' | b'_' | b'$' | b'@' | b'/' | b'\\') && byte.is_ascii_alphanumeric();
            let hump = byte.is_ascii_uppercase() && last.is_ascii_alphanumeric() || byte == b'_';
            named |= joint || hump;
            jointed |= matches!(last, b'.' | b':' | b'/' | b'\\')
                && (byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'$' | b'@' | b'{' | b'-'));
            last = byte;
        }
        Self { ascii, named, jointed }
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
        assert!(Signs::of("a 7").digits() && !Signs::of("a").digits());
        assert!(Signs::of("[x]").any(&['[', '|']) && !Signs::of("[x]").any(&['|']));
    }
}
