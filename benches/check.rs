//! `cargo bench`: what a check costs beside one plain Markdown pass over the same files, on a corpus made from a seed.

#[path = "../examples/plain_pass.rs"]
mod plain_pass;

use std::fmt::Write as _;
use std::fs;
use std::hint::black_box;
use std::path::{Path, PathBuf};

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use docparity::config::Config;
use docparity::group::PageText;
use docparity::{bilingual, check, page, tree};

const SEED: u64 = 0x5eed;
const PAGES: usize = 400;

/// Steele's SplitMix64: the same numbers for the same seed on every machine.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((z ^ (z >> 31)) % limit as u64).unwrap_or_default()
    }

    fn pick<'w>(&mut self, words: &[&'w str]) -> &'w str {
        words[self.below(words.len())]
    }

    fn sentence(&mut self, words: &[&str]) -> String {
        let count = 6 + self.below(18);
        (0..count).map(|_| self.pick(words)).collect::<Vec<_>>().join(" ") + "."
    }
}

const ENGLISH: [&str; 12] =
    ["the", "method", "returns", "a", "parcel", "object", "for", "each", "signed-in", "user", "and", "`id`"];
const GERMAN: [&str; 12] =
    ["die", "Methode", "gibt", "ein", "Paket", "Objekt", "für", "jeden", "angemeldeten", "Benutzer", "und", "`id`"];

struct PageMaker<'n> {
    numbers: &'n mut Numbers,
    prefix: String,
    segment: usize,
    text: String,
}

impl PageMaker<'_> {
    fn pair(&mut self, localized: &str, english: &str) -> String {
        self.segment += 1;
        let id = format!("{}-{}", self.prefix, 100 + self.segment);
        format!(
            "<span data-ttu-id=\"{id}\">{localized}</span><span class=\"sxs-lookup\"><span data-stu-id=\"{id}\">{english}</span></span>"
        )
    }

    fn heading(&mut self, anchor: &str, localized: &str, english: &str) {
        let pair = self.pair(localized, english);
        let _ = writeln!(self.text, "## <a name=\"{anchor}\"></a>{pair}\n");
    }

    fn row(&mut self, cells: &[(&str, &str)]) {
        let cells: Vec<String> = cells.iter().map(|(localized, english)| self.pair(localized, english)).collect();
        let _ = writeln!(self.text, "|{}|", cells.join("|"));
    }

    fn prose(&mut self) {
        for _ in 0..1 + self.numbers.below(3) {
            let (localized, english) = (self.numbers.sentence(&GERMAN), self.numbers.sentence(&ENGLISH));
            let pair = self.pair(&localized, &english);
            let _ = writeln!(self.text, "{pair}\n");
        }
    }

    fn page(mut self, number: usize) -> String {
        let hash = format!("{number:040x}");
        let _ = writeln!(
            self.text,
            "---\ntitle: Paket {number}\nms.openlocfilehash: {hash}\nms.contentlocale: de-DE\nms.lasthandoff: 03/29/2019\n---"
        );
        let title = self.pair("Paket abrufen", "Get parcel");
        let _ = writeln!(self.text, "# <a name=\"get-parcel\"></a>{title}\n");
        self.prose();
        self.heading("permissions", "Berechtigungen", "Permissions");
        self.row(&[("Berechtigungstyp", "Permission type"), ("Berechtigungen", "Permissions")]);
        self.text.push_str("|:--|:--|\n");
        self.row(&[("Delegiert", "Delegated"), ("Parcels.Read, Parcels.ReadWrite", "Parcels.Read, Parcels.ReadWrite")]);
        self.row(&[("Anwendung", "Application"), ("Nicht unterstützt", "Not supported.")]);
        self.heading("http-request", "HTTP-Anforderung", "HTTP request");
        self.text.push_str("```http\nGET /parcels/{id}\n```\n\n");
        self.heading("request-headers", "Anforderungsheader", "Request headers");
        self.row(&[("Name", "Name"), ("Wert", "Value")]);
        self.text.push_str("|:--|:--|\n");
        self.row(&[("Authorization", "Authorization"), ("Bearer {token}. Erforderlich.", "Bearer {token}. Required.")]);
        self.row(&[
            (if number.is_multiple_of(10) { "Annehmen" } else { "Accept" }, "Accept"),
            ("application/json", "application/json"),
        ]);
        self.heading("properties", "Eigenschaften", "Properties");
        self.row(&[("Eigenschaft", "Property"), ("Typ", "Type"), ("Beschreibung", "Description")]);
        self.text.push_str("|:--|:--|:--|\n");
        for property in 0..4 + self.numbers.below(30) {
            let name = format!("property{property}");
            let (localized, english) = (self.numbers.sentence(&GERMAN), self.numbers.sentence(&ENGLISH));
            self.row(&[(&name, &name), ("Zeichenfolge", "String"), (&localized, &english)]);
        }
        self.heading("response", "Antwort", "Response");
        self.prose();
        self.text.push_str("```http\nHTTP/1.1 200 OK\nContent-type: application/json\n\n{\n");
        for line in 0..self.numbers.below(40) {
            let _ = writeln!(self.text, "  \"property{line}\": \"value{line}\",");
        }
        self.text.push_str("}\n```\n");
        self.text
    }
}

fn corpus() -> Vec<PageText> {
    let mut numbers = Numbers(SEED);
    (0..PAGES)
        .map(|number| {
            let prefix = format!("{number:05x}");
            let maker = PageMaker { numbers: &mut numbers, prefix, segment: 0, text: String::new() };
            let path = format!("docs.de-DE/api/parcel-{number}.md");
            let mut page = PageText::new(&path, "", &maker.page(number));
            page.key = path;
            page
        })
        .collect()
}

/// Writes the corpus into the target folder, where `cargo clean` finds it.
fn written(pages: &[PageText]) -> PathBuf {
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("bench-corpus");
    for page in pages {
        let file = root.join(&page.path);
        fs::create_dir_all(file.parent().expect("a folder")).expect("writable");
        fs::write(file, &page.text.content).expect("writable");
    }
    root
}

fn benchmarks(criterion: &mut Criterion) {
    let pages = corpus();
    let root = vec![written(&pages)];
    let bytes: usize = pages.iter().map(|page| page.text.content.len()).sum();
    let config = Config::default();

    let mut whole = criterion.benchmark_group("files");
    whole.throughput(Throughput::Bytes(bytes as u64)).sample_size(20);
    whole.bench_function("plain pass", |bencher| {
        bencher.iter(|| plain_pass::pages(&root).iter().map(|file| plain_pass::events(file)).sum::<usize>());
    });
    whole.bench_function("check", |bencher| bencher.iter(|| tree::check(&root, &config).expect("pages")));
    whole.finish();

    let mut stages = criterion.benchmark_group("one thread");
    stages.throughput(Throughput::Bytes(bytes as u64)).sample_size(20);
    stages.bench_function("split", |bencher| {
        bencher.iter(|| pages.iter().map(|page| bilingual::split(&page.text.content).segments.len()).sum::<usize>());
    });
    let readings: Vec<_> = pages.iter().map(|page| bilingual::split(&page.text.content)).collect();
    let parsed = |text| page::Page::parse(text, page::PageFormat::MARKDOWN);
    stages.bench_function("parse one reading", |bencher| {
        bencher.iter(|| readings.iter().map(|split| parsed(&split.localized.text).tables.len()).sum::<usize>());
    });
    let groups: Vec<check::GroupText> =
        pages.iter().map(|page| check::GroupText::new(&page.key, [page.clone()])).collect();
    stages.bench_function("check", |bencher| {
        bencher.iter(|| {
            for group in &groups {
                black_box(check::check_group(group, &config));
            }
        });
    });
    stages.finish();
}

criterion_group!(benches, benchmarks);
criterion_main!(benches);
