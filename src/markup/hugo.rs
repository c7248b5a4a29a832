//! Hugo.

use super::arguments::named;
use super::construct::Construct;

pub(super) const CONSTRUCTS: &[Construct] = &[
    Construct::new("the shortcode", "{{<", r"\{\{<[ \t]*(/?[ \t]*[\p{L}][0-9A-Za-z_/.\-]*)((?:[^>]|>[^}])*?)/?>\}\}")
        .with(named)
        .breaking(),
    Construct::new("the shortcode", "{{%", r"\{\{%[ \t]*(/?[ \t]*[\p{L}][0-9A-Za-z_/.\-]*)((?:[^%]|%[^}])*?)/?%\}\}")
        .with(named)
        .breaking(),
];
