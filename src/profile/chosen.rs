//! Profiles made from what is written of them.

use std::borrow::Cow;

use regex::Regex;

use super::{Base, Chosen, Kinds, Overrides, Profile, Wrong};

impl Chosen {
    /// The profile that is meant.
    ///
    /// # Errors
    ///
    /// A field is not valid.
    pub fn profile(&self) -> Result<Cow<'static, Profile>, Wrong> {
        match self {
            Self::Named(base) => Ok(Cow::Borrowed(base.profile())),
            Self::Overridden(overrides) => {
                let base = overrides.extends.unwrap_or(Base::DEFAULT).profile();
                base.with(overrides).map(Cow::Owned)
            }
        }
    }
}

impl Base {
    /// The profile.
    #[must_use]
    pub fn profile(self) -> &'static Profile {
        let (yaml, profile) = self.written();
        profile.get_or_init(|| {
            let overrides: Overrides = serde_yaml::from_str(yaml).expect("a shipped profile is well-formed");
            Profile::empty().with(&overrides).expect("a shipped profile is valid")
        })
    }
}

impl Profile {
    /// The profile of Microsoft Graph reference pages.
    #[must_use]
    pub fn graph() -> &'static Self {
        Base::DEFAULT.profile()
    }

    /// A profile that finds no fact but example requests and example responses.
    fn empty() -> Self {
        Self {
            request_sections: Vec::new(),
            request_levels: vec![2, 3],
            request_annotation: String::new(),
            requests_in_text: false,
            permission_sections: Vec::new(),
            permission_heads: Vec::new(),
            scope_column: None,
            scope: Regex::new(r"[^\s\S]").expect("an expression that matches nothing"),
            header_sections: Vec::new(),
            response_sections: Vec::new(),
            response_levels: vec![2],
            status_line: None,
            identifier_heads: Kinds::new(),
            identifier_sections: Kinds::new(),
            value_sections: Kinds::new(),
            name_heads: Vec::new(),
            lists: Vec::new(),
            versions: Vec::new(),
            hosts: Vec::new(),
        }
    }
}
