//! The largest page: `largest-page` of the configuration file.

use super::value::Text;
use crate::text::Size;

impl Text for Size {
    const FORM: &'static str = "the size of a file, such as `16 MB`";

    fn read(text: &str) -> Result<Self, String> {
        text.parse()
    }
}
