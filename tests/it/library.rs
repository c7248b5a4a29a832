//! What the library promises: the items that its documentation shows, each with docs, and as they were when they were pinned.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use quote::ToTokens;
use syn::{Attribute, Fields, ImplItem, Item, ItemUse, Type, UseTree, Visibility};

/// An item that is promised, or a part of one.
#[derive(Debug)]
struct Promise {
    /// Its signature, on one line.
    signature: String,
    docs: String,
    /// Whether its documentation shows how to use it.
    wants_example: bool,
}

fn is_hidden(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|it| it.path().is_ident("doc") && it.to_token_stream().to_string().contains("hidden"))
}

fn docs(attributes: &[Attribute]) -> String {
    let docs = attributes.iter().filter(|it| it.path().is_ident("doc"));
    docs.map(|it| it.to_token_stream().to_string() + "\n").collect()
}

/// Attributes that are a part of the interface.
fn marks(attributes: &[Attribute]) -> String {
    let kept = attributes.iter().filter(|it| it.path().is_ident("derive") || it.path().is_ident("non_exhaustive"));
    kept.map(|it| it.to_token_stream().to_string() + " ").collect()
}

fn is_public(visibility: &Visibility, attributes: &[Attribute]) -> bool {
    matches!(visibility, Visibility::Public(_)) && !is_hidden(attributes)
}

/// The name of a type, without its module and its generics.
fn name_of(of: &Type) -> Option<String> {
    let Type::Path(path) = of else { return None };
    path.path.segments.last().map(|segment| segment.ident.to_string())
}

/// The names that a `pub use` brings out.
fn names(tree: &UseTree, found: &mut BTreeSet<String>) {
    match tree {
        UseTree::Path(path) => names(&path.tree, found),
        UseTree::Group(group) => group.items.iter().for_each(|tree| names(tree, found)),
        UseTree::Name(name) => _ = found.insert(name.ident.to_string()),
        UseTree::Rename(_) | UseTree::Glob(_) => panic!("promises have one name: {}", tree.to_token_stream()),
    }
}

fn brought_out(items: &[Item]) -> BTreeMap<String, BTreeSet<String>> {
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for item in items {
        if let Item::Use(ItemUse { vis, attrs, tree: UseTree::Path(path), .. }) = item
            && is_public(vis, attrs)
        {
            names(&path.tree, found.entry(path.ident.to_string()).or_default());
        }
    }
    found
}

/// The promises among `items`, the items of a module and of those below it: those with a name in `wanted`.
fn promises(module: &str, wanted: &BTreeSet<String>, items: &[Item]) -> Vec<Promise> {
    let mut found = Vec::new();
    let mut tell = |signature: String, docs: String, wants_example: bool| {
        let signature = format!("{module}{signature}");
        found.push(Promise { signature, docs, wants_example });
    };
    let is_wanted = |name: &str, visibility: &Visibility, attributes: &[Attribute]| {
        wanted.contains(name) && is_public(visibility, attributes)
    };
    for item in items {
        match item {
            Item::Struct(it) if is_wanted(&it.ident.to_string(), &it.vis, &it.attrs) => {
                let (name, generics) = (&it.ident, it.generics.to_token_stream());
                tell(format!("{name}: {}struct {name} {generics}", marks(&it.attrs)), docs(&it.attrs), true);
                if let Fields::Named(fields) = &it.fields {
                    for field in fields.named.iter().filter(|field| is_public(&field.vis, &field.attrs)) {
                        let own = field.ident.to_token_stream();
                        tell(format!("{name}: .{own}: {}", field.ty.to_token_stream()), docs(&field.attrs), false);
                    }
                }
            }
            Item::Enum(it) if is_wanted(&it.ident.to_string(), &it.vis, &it.attrs) => {
                let name = &it.ident;
                tell(format!("{name}: {}enum {name}", marks(&it.attrs)), docs(&it.attrs), true);
                for variant in &it.variants {
                    let fields = variant.fields.to_token_stream().to_string();
                    // The docs of the fields are no part of their types.
                    let fields =
                        fields.split("# [doc").map(|part| part.split_once("] ").map_or(part, |(_, rest)| rest));
                    let fields = fields.collect::<String>();
                    tell(format!("{name}: ::{} {fields}", variant.ident), docs(&variant.attrs), false);
                }
            }
            Item::Fn(it) if is_wanted(&it.sig.ident.to_string(), &it.vis, &it.attrs) => {
                tell(it.sig.to_token_stream().to_string(), docs(&it.attrs), true);
            }
            Item::Impl(it) => {
                let Some(name) = name_of(&it.self_ty).filter(|name| wanted.contains(name)) else { continue };
                if let Some((_, of, _)) = &it.trait_ {
                    let (generics, of) = (it.generics.to_token_stream(), of.to_token_stream());
                    tell(format!("{name}: impl {generics} {of} for {name}"), "of the trait".to_owned(), false);
                    continue;
                }
                for own in &it.items {
                    let (signature, visibility, attributes) = match own {
                        ImplItem::Fn(own) => (own.sig.to_token_stream().to_string(), &own.vis, &own.attrs),
                        ImplItem::Const(own) => {
                            (format!("const {}: {}", own.ident, own.ty.to_token_stream()), &own.vis, &own.attrs)
                        }
                        _ => continue,
                    };
                    if is_public(visibility, attributes) {
                        tell(format!("{name}: {signature}"), docs(attributes), false);
                    }
                }
            }
            _ => {}
        }
    }
    found
}

fn parse(file: &Path) -> Vec<Item> {
    let text = fs::read_to_string(file).expect("a source file");
    syn::parse_file(&text).expect("Rust").items
}

fn source() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// The items of a module: of `name.rs` and of the files below `name/`.
fn items(module: &str) -> Vec<Item> {
    let folder = walkdir::WalkDir::new(source().join(module)).sort_by_file_name().into_iter().filter_map(Result::ok);
    let below = folder.map(walkdir::DirEntry::into_path).filter(|path| path.extension().is_some_and(|it| it == "rs"));
    std::iter::once(source().join(format!("{module}.rs"))).chain(below).flat_map(|file| parse(&file)).collect()
}

/// All that the documentation of the library shows.
fn promised() -> Vec<Promise> {
    let root = parse(&source().join("lib.rs"));
    let mut found = Vec::new();
    for (module, wanted) in brought_out(&root) {
        found.extend(promises("", &wanted, &items(&module)));
    }
    for item in &root {
        let Item::Mod(module) = item else { continue };
        if !is_public(&module.vis, &module.attrs) {
            continue;
        }
        let name = module.ident.to_string();
        let own = parse(&source().join(format!("{name}.rs")));
        let mut wanted: BTreeSet<String> = brought_out(&own).into_values().flatten().collect();
        wanted.extend(own.iter().filter_map(|item| match item {
            Item::Struct(it) if is_public(&it.vis, &it.attrs) => Some(it.ident.to_string()),
            Item::Enum(it) if is_public(&it.vis, &it.attrs) => Some(it.ident.to_string()),
            Item::Fn(it) if is_public(&it.vis, &it.attrs) => Some(it.sig.ident.to_string()),
            _ => None,
        }));
        found.extend(promises(&format!("{name}::"), &wanted, &items(&name)));
    }
    found
}

fn listing(promises: &[Promise]) -> String {
    let mut lines: Vec<&str> = promises.iter().map(|promise| promise.signature.trim_end()).collect();
    lines.sort_unstable();
    lines.join("\n")
}

/// What is public is held by a snapshot: a change of it is a change for users, and shows in the version.
#[test]
fn the_public_interface_is_the_one_that_is_pinned() {
    insta::assert_snapshot!(listing(&promised()));
}

#[test]
fn each_promise_has_docs_and_each_type_and_function_an_example() {
    let promised = promised();
    for promise in &promised {
        assert!(!promise.docs.is_empty(), "no docs: {}", promise.signature);
        assert!(!promise.wants_example || promise.docs.contains("```"), "no example: {}", promise.signature);
    }
    assert!(promised.iter().filter(|promise| promise.wants_example).count() > 30);
}

/// The pinned interface would notice what breaks a user: an item that goes, and a signature that changes on any of its lines.
#[test]
fn what_breaks_a_user_shows_in_the_interface() {
    let shown = |text: &str| {
        let wanted = ["Pick", "pick"].map(str::to_owned).into();
        listing(&promises("", &wanted, &syn::parse_file(text).expect("Rust").items))
    };
    let text = "pub struct Pick { pub a: u8, #[doc(hidden)] pub b: u8 }\n\
        pub fn pick(\n    one: &str,\n    other: Option<u8>,\n) -> bool { true }\n\
        impl Pick {\n    pub fn take(\n        self,\n        by: usize,\n    ) -> u8 { 0 }\n    fn own(&self) {}\n}\n";
    let known = shown(text);
    assert_eq!(known.lines().count(), 4, "{known}");
    for same in [("\n    one", " one"), ("{ true }", "{ false }"), ("pub b: u8", "pub b: u16"), ("own(&self)", "own()")]
    {
        assert_eq!(shown(&text.replace(same.0, same.1)), known, "{same:?}");
    }
    for other in [
        ("Option<u8>", "Option<u16>"),
        ("        by: usize,\n", ""),
        ("pub a: u8, ", ""),
        ("-> bool", "-> u8"),
        ("pub fn take", "fn take"),
        ("pub struct", "struct"),
    ] {
        assert_ne!(shown(&text.replace(other.0, other.1)), known, "{other:?}");
    }
}
