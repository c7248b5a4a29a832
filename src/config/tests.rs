use super::*;

fn chosen(select: &[&str], ignore: &[&str]) -> Vec<&'static str> {
    let owned = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    let config = Config::default().choose(&owned(select), &owned(ignore)).expect("known names");
    config.rules.iter().map(|checker| checker.rule.name).collect()
}

#[test]
fn rules_are_chosen_by_name_family_or_all() {
    assert_eq!(
        chosen(&["header-name", "source"], &["source-half", "source-fragile"]),
        ["header-name", "source-contradiction"]
    );
    assert!(chosen(&["all"], &["contract"]).contains(&"mixed-revisions"));
    assert!(!chosen(&[], &[]).contains(&"mixed-revisions"));
    assert!(Config::default().choose(&[], &["all".to_owned()]).is_err());
}

#[test]
fn an_unknown_name_is_met_with_a_near_one() {
    let error = Config::default().choose(&["header-nam".to_owned()], &[]).expect_err("unknown");
    assert_eq!(error.to_string(), "no rule or family is called `header-nam`; did you mean `header-name`?");
}

fn read(text: &str) -> Config {
    Config::read(Path::new("/p/docparity.yaml"), text).expect("valid")
}

/// The level of a rule on a page, and whether the rule runs at all.
fn level(config: &Config, name: &str, path: &str) -> (Option<Severity>, bool) {
    let rule = rules::named(name).expect("a rule");
    (config.severity(rule, rule.severity, path), config.rules.iter().any(|checker| checker.rule.name == name))
}

#[test]
fn a_level_turns_a_rule_on_or_off() {
    let config = read("rules:\n  mixed-revisions: warning\n  encoding: off\n");
    assert_eq!(level(&config, "mixed-revisions", "/p/a.md"), (Some(Severity::Warning), true));
    assert_eq!(level(&config, "encoding", "/p/a.md"), (None, false));
    assert_eq!(level(&config, "number", "/p/a.md"), (Some(Severity::Warning), true));
}

#[test]
fn the_level_of_a_rule_beats_that_of_its_family() {
    let config = read("rules: {header-name: warning, contract: info, all: off, freshness: error}\n");
    assert_eq!(level(&config, "header-name", "/p/a.md").0, Some(Severity::Warning));
    assert_eq!(level(&config, "request-line", "/p/a.md").0, Some(Severity::Info));
    assert_eq!(level(&config, "encoding", "/p/a.md"), (None, false));
    assert_eq!(level(&config, "mixed-revisions", "/p/a.md"), (None, false), "a family turns on what is on by default");
    assert_eq!(level(&config, "stale-prose", "/p/a.md").0, Some(Severity::Error));
}

#[test]
fn a_page_can_have_other_levels() {
    let config = read(
        "rules: {number: off}\noverrides:\n  - paths: [old]\n    rules: {number: info, encoding: off}\n  - paths: [old/a.md]\n    rules: {number: error}\n",
    );
    assert_eq!(level(&config, "number", "/p/new.md"), (None, true));
    assert_eq!(level(&config, "number", "/p/old/b.md").0, Some(Severity::Info));
    assert_eq!(level(&config, "number", "/p/old/a.md").0, Some(Severity::Error));
    assert_eq!(level(&config, "encoding", "/p/old/b.md"), (None, true));
    let asked = config.choose(&["number".to_owned()], &[]).expect("a rule");
    assert_eq!(level(&asked, "number", "/p/new.md"), (Some(Severity::Warning), true), "a flag beats the file");
}

#[test]
fn what_is_set_in_rust_is_what_is_read() {
    let root = Path::new("/p");
    let read = read(
        "layout: 'l10n/{locale}/{page}'\nsource: docs\ncanonical: snapshots\nlocales: {include: [de], exclude: [de-CH]}\n\
         exclude: [drafts]\ndo-not-translate: [Contoso]\nrules: {segment: off, mixed-revisions: info}\nassume-current: true\n",
    );
    let built = Config::default()
        .with_layout(root, "l10n/{locale}/{page}")
        .expect("a layout")
        .with_source("/p/docs")
        .with_canonical("/p/contracts")
        .with_locales(Locale::parse("de"))
        .without_locales(Locale::parse("de-CH"))
        .without_pages(root, &["drafts"])
        .expect("a pattern")
        .with_terms(["Contoso"])
        .with_level("segment", Some(Severity::Error))
        .and_then(|config| config.with_level("segment", None)?.with_level("mixed-revisions", Some(Severity::Info)))
        .expect("names")
        .assuming_current();
    assert_eq!(format!("{built:?}"), format!("{read:?}"));
    let chosen = Config::default().choose(&["segment".to_owned()], &["number".to_owned()]).expect("names");
    let chosen = chosen.with_level("url", None).expect("a rule");
    assert_eq!(level(&chosen, "number", "/p/a.md").1, level(&chosen, "header-name", "/p/a.md").1);
    assert!(Config::default().with_level("segmnt", None).is_err());
}

#[test]
fn locales_are_chosen_by_language_or_tag() {
    let locales = read("locales:\n  include: [zh, PT-br]\n  exclude: [zh-TW]\n").locales;
    let allowed = ["zh-CN", "pt-BR", "zh-TW", "pt-PT", "de"].map(|tag| locales.allow(Locale::parse(tag).as_ref()));
    assert_eq!(allowed, [true, true, false, false, false]);
}

#[test]
fn a_project_names_its_locales() {
    let config = read("locales: {hk: zh-HK, MO: zh-MO, exclude: [fr]}\nsource-locale: zh-CN\nlocale: de\n");
    assert_eq!(config.codes.read("HK"), Locale::parse("zh-HK"));
    assert_eq!(config.codes.read("mo"), Locale::parse("zh-MO"));
    assert!(!config.locales.allow(Locale::parse("fr").as_ref()));
    assert_eq!((config.source_locale, config.locale), (Locale::parse("zh-CN"), Locale::parse("de")));
    let wrong = |text: &str| Config::read(Path::new("p.yaml"), text).expect_err("wrong").to_string();
    assert!(wrong("locales:\n  hk: Hongkong\n").starts_with("p.yaml:2:7: `Hongkong` is no language tag"));
    assert!(wrong("locales:\n  inclde: [de]\n").contains("inclde"), "{}", wrong("locales:\n  inclde: [de]\n"));
}

#[test]
fn a_profile_is_a_name_or_the_fields_that_differ() {
    let profile = |text| read(text).profile;
    assert_eq!(profile("profile: kubernetes\n").request_levels, [4]);
    let own = profile("profile:\n  request-sections: [Request URL]\n  scope: '\\w+:\\w+'\n");
    assert_eq!(own.request_sections, ["request-url"]);
    assert_eq!(own.scopes("read:user, repo").collect::<Vec<_>>(), ["read:user"]);
    assert_eq!(own.header_sections, Profile::graph().header_sections);
}

#[test]
fn an_empty_file_changes_nothing() {
    for text in ["", "# nothing\n", "rules:\nexclude:\nsource:\n"] {
        let config = read(text);
        assert!(config.source.is_none() && config.rules.len() == Config::default().rules.len(), "{text}");
    }
    assert!(read("assume-current: true\n").assume_current && !read("").assume_current);
}
