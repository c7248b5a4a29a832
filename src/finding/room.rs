//! How much memory findings take until the end of a run.

use super::Finding;

impl Finding {
    /// Gives back the room that its texts and lists do not fill: there may be many findings, and they stay until the end of a run.
    pub(crate) fn shrink_to_fit(&mut self) {
        self.message.shrink_to_fit();
        self.excerpt.text.shrink_to_fit();
        self.locales.shrink_to_fit();
        self.related.shrink_to_fit();
        self.related.iter_mut().for_each(|related| related.message.shrink_to_fit());
        if let Some(fix) = &mut self.fix {
            fix.title.shrink_to_fit();
            fix.edits.shrink_to_fit();
        }
    }
}
