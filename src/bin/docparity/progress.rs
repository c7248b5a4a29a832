//! A bar on the terminal while a run takes long.

use std::io::{self, IsTerminal};
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

use crate::is_dumb;

/// A shorter run shows no bar.
const PATIENCE: Duration = Duration::from_millis(500);

pub(crate) struct Progress {
    /// When the run began; nothing, where no bar is wanted.
    start: Option<Instant>,
    bar: OnceLock<ProgressBar>,
}

impl Progress {
    /// A bar on stderr, if that is a terminal that can move its cursor.
    pub(crate) fn new(quiet: bool) -> Self {
        let wanted = !quiet && io::stderr().is_terminal() && !is_dumb();
        Self { start: wanted.then(Instant::now), bar: OnceLock::new() }
    }

    /// Shows how many pages are done.
    pub(crate) fn show(&self, done: usize, all: usize) {
        if self.start.is_some_and(|start| start.elapsed() >= PATIENCE) {
            let length = u64::try_from(all).unwrap_or(u64::MAX);
            let bar = self.bar.get_or_init(|| ProgressBar::new(length).with_style(style()));
            bar.set_position(u64::try_from(done).unwrap_or(length));
        }
    }

    /// Takes the bar away.
    pub(crate) fn clear(&self) {
        if let Some(bar) = self.bar.get() {
            bar.finish_and_clear();
        }
    }
}

fn style() -> ProgressStyle {
    let style = ProgressStyle::with_template("{wide_bar} {human_pos} of {human_len} pages");
    style.unwrap_or_else(|_| ProgressStyle::default_bar())
}
