//! Hugo.

use super::arguments::named;
use super::construct::Construct;

pub(super) const CONSTRUCTS: &[Construct] = &[
    Construct::new("the shortcode", "{{<", r"\{\{<[ \t]*(/?[ \t]*\p{L}[\p{L}\p{M}0-9_/.\-]*)((?:[^>]|>[^}])*?)/?>\}\}")
        .with(named)
        .breaking(),
    Construct::new("the shortcode", "{{%", r"\{\{%[ \t]*(/?[ \t]*\p{L}[\p{L}\p{M}0-9_/.\-]*)((?:[^%]|%[^}])*?)/?%\}\}")
        .with(named)
        .breaking(),
];
