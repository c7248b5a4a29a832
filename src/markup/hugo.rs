//! Hugo.

use super::arguments::named;
use super::construct::Construct;

pub(super) const CONSTRUCTS: &[Construct] = &[
    Construct::new("the shortcode", "{{<", r"\{\{<[ \t]*(/?[ \t]*[\p{L}][\w/.\-]*)((?:[^>]|>[^}])*?)/?>\}\}")
        .with(named)
        .breaking(),
    Construct::new("the shortcode", "{{%", r"\{\{%[ \t]*(/?[ \t]*[\p{L}][\w/.\-]*)((?:[^%]|%[^}])*?)/?%\}\}")
        .with(named)
        .breaking(),
];
