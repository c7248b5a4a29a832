//! The sections of a page beside those of its English page.

use std::collections::BTreeMap;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::Page;

impl Page<'_> {
    /// Gives the sections that name no anchor the anchors of the English sections at the same place: a translated heading
    /// says nothing about what stands below it. Sections are at the same place where the sections that hold them are, and
    /// hold as many. A heading that is met again elsewhere on the page means the same there.
    pub fn name_after(&mut self, english: &Page<'_>) {
        if self.sections.iter().all(|section| section.named || section.level == 0) {
            return;
        }
        let mut pairs = Vec::new();
        Outline::of(self).pair(0, &Outline::of(english), 0, &mut pairs);
        let mut meanings: BTreeMap<String, Option<usize>> = BTreeMap::new();
        for (mine, other) in pairs {
            let section = &mut self.sections[mine];
            if section.named {
                continue;
            }
            section.english = Some(english.sections[other].anchor.to_string());
            let meaning = meanings.entry(section.anchor.to_string()).or_insert(Some(other));
            if meaning.is_some_and(|known| english.sections[known].anchor != english.sections[other].anchor) {
                *meaning = None;
            }
        }
        let strange = |section: &&mut super::Section<'_>| !section.named && section.english.is_none();
        for section in self.sections.iter_mut().filter(strange) {
            let meaning = meanings.get(&*section.anchor).copied().flatten();
            section.english = meaning.map(|known| english.sections[known].anchor.to_string());
        }
    }
}

/// The sections right below each section.
struct Outline<'p, 'a> {
    page: &'p Page<'a>,
    below: Vec<Vec<usize>>,
}

impl<'p, 'a> Outline<'p, 'a> {
    fn of(page: &'p Page<'a>) -> Self {
        let mut below = vec![Vec::new(); page.sections.len()];
        for (index, section) in page.sections.iter().enumerate() {
            if let Some(outer) = section.parent {
                below[outer].push(index);
            }
        }
        Self { page, below }
    }

    /// Pairs what stands below `mine` with what stands below `other` of the English page.
    fn pair(&self, mine: usize, english: &Outline<'_, '_>, other: usize, pairs: &mut Vec<(usize, usize)>) {
        let (own, theirs) = (&self.below[mine], &english.below[other]);
        let own_marks: Vec<String> = own.iter().map(|&section| self.mark(section)).collect();
        let their_marks: Vec<String> = theirs.iter().map(|&section| english.mark(section)).collect();
        let places: BTreeMap<&str, usize> =
            their_marks.iter().enumerate().rev().map(|(at, mark)| (&**mark, at)).collect();
        let namesake = |one: usize| places.get(&*own_marks[one]).copied().filter(|_| self.is_named(own[one]));
        let found: Vec<(usize, usize)> = if own.len() == theirs.len()
            && (0..own.len()).all(|one| namesake(one).is_none_or(|two| one == two))
        {
            (0..own.len()).map(|at| (at, at)).collect()
        } else {
            // A heading of a wrong level: those below are as many all the same.
            let (all, english_all) = (self.all_below(mine), english.all_below(other));
            if all.len() == english_all.len() && !all.iter().any(|&section| self.is_named(section)) {
                pairs.extend(all.into_iter().zip(english_all));
                return;
            }
            let ops = capture_diff_slices(Algorithm::Myers, &own_marks, &their_marks);
            let equal = ops.into_iter().filter(|op| matches!(op, DiffOp::Equal { .. }));
            let mut found: BTreeMap<usize, usize> = equal.flat_map(|op| op.old_range().zip(op.new_range())).collect();
            // Sections with a name are found wherever they stand.
            found.extend((0..own.len()).filter_map(|one| Some((one, namesake(one)?))));
            found.into_iter().collect()
        };
        for (one, two) in found {
            self.pair(own[one], english, theirs[two], pairs);
            pairs.push((own[one], theirs[two]));
        }
    }

    fn is_named(&self, section: usize) -> bool {
        self.page.sections[section].named
    }

    /// What a heading has in every locale: its anchor, or the code it begins with, as in `` ### `get` 读取 ``.
    fn mark(&self, section: usize) -> String {
        let heading = &self.page.sections[section];
        let title = heading.span.of(self.page.text).trim_start_matches(['#', ' ', '\t']);
        match title.strip_prefix('`').and_then(|code| code.split_once('`')).filter(|_| !heading.named) {
            Some((code, _)) => format!("`{code}`"),
            None => heading.anchor.to_lowercase(),
        }
    }

    /// All sections below `section`, in the order of the page.
    fn all_below(&self, section: usize) -> Vec<usize> {
        let sections = &self.page.sections;
        let behind = (section + 1)..sections.len();
        behind.take_while(|&inner| sections[inner].level > sections[section].level).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::PageFormat;

    fn paths(localized: &str, english: &str) -> Vec<String> {
        let mut page = Page::parse(localized, PageFormat::MARKDOWN);
        page.name_after(&Page::parse(english, PageFormat::MARKDOWN));
        (0..page.sections.len()).map(|section| page.path(section)).filter(|path| !path.is_empty()).collect()
    }

    #[test]
    fn translated_headings_are_named_after_the_english_at_their_place() {
        let localized = "# T\n## 操作 {#Operations}\n### 读取\n#### 参数\n#### 响应\n";
        let english = "# T\n## Operations {#Operations}\n### Get\n#### Parameters\n#### Response\n";
        let expected = ["Operations", "Operations/get", "Operations/get/parameters", "Operations/get/response"];
        assert_eq!(paths(localized, english), expected);
    }

    #[test]
    fn a_section_that_holds_another_number_of_sections_gives_no_names() {
        let english = "# T\n## A\n### Parameters\n### Response\n## B\n### Response\n";
        assert_eq!(paths("# T\n## 甲\n### 附注\n## 乙\n### 响应\n", english), ["a", "a/附注", "b", "b/response"]);
    }

    #[test]
    fn named_sections_are_found_wherever_they_stand() {
        let english = "# T\n## A\n## B\n### C\n";
        assert_eq!(paths("# T\n## 乙 {#b}\n### 丙\n", english), ["b", "b/c"]);
        assert_eq!(paths("# T\n## 乙 {#b}\n### 丙\n## 甲 {#a}\n", english), ["b", "b/c", "a"]);
    }

    #[test]
    fn a_heading_means_the_same_wherever_it_is_met_again() {
        let localized =
            "## 操作 {#ops}\n### `get` 读取\n#### 请求\n#### 响应\n### `delete` 删除\n#### 响应\n#### 附注\n#### 又\n";
        let english = "## Operations {#ops}\n### `get` read\n#### Request\n#### Response\n### `list` list\n#### Request\n### `delete` delete\n#### Request\n#### Response\n";
        let expected = [
            "ops",
            "ops/get-read",
            "ops/get-read/request",
            "ops/get-read/response",
            "ops/delete-delete",
            "ops/delete-delete/response",
            "ops/delete-delete/附注",
            "ops/delete-delete/又",
        ];
        assert_eq!(paths(localized, english), expected);
    }

    #[test]
    fn a_heading_one_level_too_deep_does_not_count() {
        let english = "# T\n## Get\n#### Request\n#### Parameters\n#### Response\n";
        let expected = ["get", "get/request", "get/request/parameters", "get/response"];
        assert_eq!(paths("# T\n## 读取\n#### 请求\n##### 参数\n#### 响应\n", english), expected);
    }
}
