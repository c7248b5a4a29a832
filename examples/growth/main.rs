//! How the time of a check grows with a page, shape by shape: whoever writes a page chooses its shape.
//!
//!     cargo run --profile quick --example growth [PART OF A NAME]
//!
//! Each shape is checked at four sizes, each twice the one before. The exponent is 1 where twice the page takes twice the
//! time, and 2 where it takes four times as long. A shape holds where its exponent is at most 1.2, or where its largest page takes
//! less than a quarter of a second: what is cheap for so much text may grow as it likes. Those that do not are marked, named again
//! at the end, and make it end with 1.

mod changed;

use std::hint::black_box;
use std::io::{self, Write};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use docparity::change::{Followed, changes};
use docparity::{Config, GroupText, PageText, check_group};

/// No exponent may be above this,
const BAR: f64 = 1.2;
/// where the largest page takes at least this.
const FLOOR: Duration = Duration::from_millis(250);
/// A shape is made no larger once a check of it takes so long.
const LONG: Duration = Duration::from_secs(4);
/// The smallest size, in repetitions.
const SMALLEST: usize = 500;

/// What is repeated, with `#` for the number of the repetition: the translation, and its English.
const UNITS: [(&str, &str, &str); 45] = [
    ("links that lead elsewhere", "[x#](y#.md) ", "[a#](b#.md) "),
    ("links with texts", "[x#](t#.md) ", "[a#](t#.md) "),
    ("links whose texts changed places", "[a#](t#.md) ", "[a#](u#.md) "),
    ("links by keyword", "[paket](parcel#.md) ", "[parcel#](parcel#.md) "),
    ("links by reference", "[x#][y#] ", "[a#][b#] "),
    ("broken links", "[x#] (y#.md) ", "[x#](y#.md) "),
    ("empty links", "[](y#.md) ", "[a](y#.md) "),
    ("images", "![x#](y#.png) ", "![a#](b#.png) "),
    ("code", "`x#` ", "`a#` "),
    ("code with a slip", "`paketname#` ", "`parcelname#` "),
    ("code without backticks", "a# ", "`a#` "),
    ("URLs", "https://x.example/x# ", "https://x.example/a# "),
    ("placeholders", "{x#} ", "{a#} "),
    ("angle placeholders", "<x-#> ", "<a-#> "),
    ("requests", "GET /x# ", "GET /a# "),
    ("scopes", "Paket.Lesen#.All, ", "Parcel.Read#.All, "),
    ("scopes that were broken", "Parcel. Read#. All, ", "Parcel.Read#.All, "),
    ("identifiers", "paketName# ", "parcelName# "),
    ("numbers", "1# ", "2# "),
    ("numbers with units", "1# GB, ", "2# GB, "),
    ("bold", "**x#** ", "**a#** "),
    ("bold that was lost", "x# ", "**a#** "),
    ("emphasis", "*x#* _y#_ ", "*a#* _b#_ "),
    ("tags", "<b>x#</b> ", "<i>a#</i> "),
    ("tags that stay open", "<b>x# ", "<b>a#</b> "),
    ("entities", "&amp;x# ", "&lt;a# "),
    ("Liquid", "{% x# %} ", "{% a# %} "),
    ("shortcodes", "{{< x# >}} ", "{{< a# >}} "),
    ("variables", "{{ x# }} ", "{{ a# }} "),
    ("words", "wort# ", "word# "),
    ("Japanese", "言葉#。", "word#. "),
    ("names", "Paket Name# ", "Parcel Name# "),
    ("methods", "Get-Paket# -Name# ", "Get-Parcel# -Name# "),
    ("signs of brackets", "[", "["),
    ("signs of links", "[](", "[]("),
    ("signs of code", "` ", "`` "),
    ("signs of emphasis", "*a_", "_a*"),
    ("pipes", "| x ", "| a "),
    ("comments", "<!-- x# --> ", "<!-- a# --> "),
    ("expressions", "{props.x#} ", "{props.a#} "),
    ("references to footnotes", "x[^x#] ", "a[^a#] "),
    ("places", "<a name=\"x#\"></a>", "<a name=\"a#\"></a>"),
    ("elements that stay open", "<div id=\"x#\">", "<div id=\"a#\">"),
    ("Liquid that stays open", "{% if x %}", "{% if a %}"),
    ("escapes", "\\[ \\* ", "\\] \\_ "),
];

/// The parts of a page between which a shape repeats one, for each of the two readings.
pub(crate) type Part = fn(usize) -> String;

/// What is repeated in whole pages: the translation, and its English.
const PAGES: [(&str, Part, Part); 37] = [
    ("headings", |n| format!("## Titel {n}\n\nText {n}.\n\n"), |n| format!("## Title {n}\n\nText {n}.\n\n")),
    ("equal headings", |_| "## Titel\n\nText.\n\n".into(), |_| "## Title\n\nText.\n\n".into()),
    (
        "paragraphs",
        |n| format!("Das ist Absatz {n} von vielen.\n\n"),
        |n| format!("This is paragraph {n} of many.\n\n"),
    ),
    ("equal paragraphs", |_| "Ein Absatz.\n\n".into(), |_| "A paragraph.\n\n".into()),
    ("items", |n| format!("- Punkt {n}\n"), |n| format!("- Item {n}\n")),
    ("ordered items", |n| format!("{n}. Punkt {n}\n"), |n| format!("{n}. Item {n}\n")),
    ("rows", |n| format!("| paket{n} | Text {n} |\n"), |n| format!("| parcel{n} | Text {n} |\n")),
    (
        "fences",
        |n| format!("```json\n{{\"paket\": {n}}}\n```\n\n"),
        |n| format!("```json\n{{\"parcel\": {n}}}\n```\n\n"),
    ),
    ("requests in fences", |n| format!("```http\nGET /x/{n}\n```\n\n"), |n| format!("```http\nGET /a/{n}\n```\n\n")),
    ("responses", |n| format!("```http\nHTTP/1.1 {n} OK\n```\n\n"), |n| format!("```http\nHTTP/1.1 2{n} OK\n```\n\n")),
    ("open fences", |_| "```\nx\n\n".into(), |_| "```\na\n```\n\n".into()),
    ("quotes", |n| format!("> Text {n}\n\n"), |n| format!("> Text {n}\n\n")),
    ("alerts", |n| format!("> [!NOTE]\n> Text {n}\n\n"), |n| format!("> [!TIP]\n> Text {n}\n\n")),
    ("boxes", |n| format!(":::note\nText {n}\n:::\n\n"), |n| format!(":::tip\nText {n}\n:::\n\n")),
    ("open boxes", |_| ":::note\n".into(), |_| ":::note\nx\n:::\n".into()),
    (
        "admonitions",
        |n| format!("!!! note \"Text {n}\"\n    Text\n\n"),
        |n| format!("!!! tip \"Text {n}\"\n    Text\n\n"),
    ),
    ("definitions", |n| format!("[x{n}]: y{n}.md\n"), |n| format!("[a{n}]: b{n}.md\n")),
    ("footnotes", |n| format!("Text[^{n}]\n\n[^{n}]: Fuß {n}\n\n"), |n| format!("Text[^{n}]\n\n[^{n}]: Foot {n}\n\n")),
    ("anchors", |n| format!("<a id=\"x{n}\"></a>\n\n"), |n| format!("<a id=\"a{n}\"></a>\n\n")),
    ("comments on lines", |n| format!("<!-- x{n} -->\n\n"), |n| format!("<!-- a{n} -->\n\n")),
    ("open comments", |_| "<!-- ".into(), |_| "<!-- a -->\n".into()),
    ("ignore comments", |n| format!("<!-- docparity-ignore number: {n} -->\n1{n}\n\n"), |n| format!("2{n}\n\n")),
    ("includes", |n| format!("[!INCLUDE [x](x{n}.md)]\n\n"), |n| format!("[!INCLUDE [a](a{n}.md)]\n\n")),
    ("segments", |n| pair(n, &format!("Text {n}"), &format!("Text {n}")) + "\n\n", |_| String::new()),
    ("open segments", |n| format!("<span data-ttu-id=\"0a0a0-{n}\">x"), |_| String::new()),
    ("closing tags", |_| "</span>".into(), |_| String::new()),
    (
        "components",
        |n| format!("<Tab title=\"x{n}\">\n\nText\n\n</Tab>\n\n"),
        |n| format!("<Tab title=\"a{n}\">\n\nText\n\n</Tab>\n\n"),
    ),
    ("open components", |_| "<Tab>\n".into(), |_| "<Tab>\n</Tab>\n".into()),
    ("lines of code", |n| format!("    paket{n} = {n}\n"), |n| format!("    parcel{n} = {n}\n")),
    ("imports", |n| format!("import X{n} from \"./x{n}\";\n"), |n| format!("import A{n} from \"./a{n}\";\n")),
    ("exports", |n| format!("export const x{n} = {{x: {n}}};\n\n"), |n| format!("export const a{n} = {{x: {n}}};\n\n")),
    ("rules", |_| "---\n\n".into(), |_| "---\n\n".into()),
    ("items with code", |n| format!("- `paket{n}`: Text\n"), |n| format!("- `parcel{n}`: Text\n")),
    (
        "code in another order",
        |n| format!("Absatz mit `c{}`.\n\n", 99_999 - n),
        |n| format!("Paragraph with `c{n}`.\n\n"),
    ),
    (
        "references",
        |n| format!("[x{n}][r{n}]\n\n[r{n}]: y{n}.md\n\n"),
        |n| format!("[a{n}][r{n}]\n\n[r{n}]: b{n}.md\n\n"),
    ),
    ("images on lines", |n| format!("![Bild {n}](x{n}.png)\n\n"), |n| format!("![Image {n}](a{n}.png)\n\n")),
    (
        "a table of contents",
        |n| format!("- [T{n}](#titel-{n})\n\n## Titel {n}\n\n"),
        |n| format!("- [T{n}](#title-{n})\n\n## Title {n}\n\n"),
    ),
];

/// What is repeated between a beginning and an end.
const FRAMED: [(&str, &str, Part, Part, &str); 6] = [
    (
        "rows of a table",
        "| A | B |\n|---|---|\n",
        |n| format!("| `paket{n}` | Text {n} |\n"),
        |n| format!("| `parcel{n}` | Text {n} |\n"),
        "",
    ),
    (
        "rows in another order",
        "| A | B |\n|---|---|\n",
        |n| format!("| `a{}` | Text {n} |\n", n * 7919 % 100_003),
        |n| format!("| `a{n}` | Text {n} |\n"),
        "",
    ),
    (
        "lines of a program",
        "```js\n",
        |n| format!("const paket{n} = {n}; // das\n"),
        |n| format!("const parcel{n} = {n}; // this\n"),
        "```\n",
    ),
    (
        "calls in another order",
        "```js\n",
        |n| format!("f({});\n", n * 7919 % 100_003),
        |n| format!("f({n});\n"),
        "```\n",
    ),
    (
        "one line of data",
        "```json\n{",
        |n| format!("\"paket{n}\": {n}, "),
        |n| format!("\"parcel{n}\": {n}, "),
        "}\n```\n",
    ),
    ("open strings", "```js\n", |_| "\"x\n".into(), |_| "\"a\n".into(), "```\n"),
];

/// What the rows of a table of a bilingual page hold: the heading in English, its anchor, and the heads.
const ROWS: [(&str, &str, [&str; 2], Part); 3] = [
    ("Request headers", "request-headers", ["Name", "Value"], |n| {
        format!("|{}|x|\n", pair(10 + n, &format!("Kopf{n}"), &format!("Head{n}")))
    }),
    ("Permissions", "permissions", ["Permission type", "Permissions"], |n| {
        let kind = pair(10 + 2 * n, &format!("Anw{n}"), &format!("App{n}"));
        let scope = pair(11 + 2 * n, &format!("Paket.Lesen{n}"), &format!("Parcel.Read{n}"));
        format!("|{kind}|{scope}|\n")
    }),
    ("Properties", "properties", ["Property", "Type"], |n| {
        format!("|{}|String|\n", pair(10 + n, &format!("wert{n}"), &format!("value{n}")))
    }),
];

/// What is written `n` times before and behind something.
const NESTS: [(&str, &str, &str); 10] = [
    ("quotes in quotes", "> ", ""),
    ("items in items", "- ", ""),
    ("brackets in brackets", "[", "]"),
    ("links in links", "[", "](x)"),
    ("braces in braces", "{", "}"),
    ("tags in tags", "<b>", "</b>"),
    ("boxes in boxes", ":::note\n", "\n:::"),
    ("components in components", "<Tab>\n", "\n</Tab>"),
    ("emphasis in emphasis", "*a ", " a*"),
    ("parentheses", "[x](", ")"),
];

fn main() -> io::Result<ExitCode> {
    let wanted = std::env::args().nth(1).unwrap_or_default();
    let mut out = io::stdout().lock();
    let (mut shapes, mut above) = (0, Vec::new());
    for (name, make) in all().into_iter().filter(|(name, _)| name.contains(&wanted)) {
        let times = times(&*make);
        let exponent = exponent(&times);
        shapes += 1;
        let is_above = exponent > BAR && times.last().is_some_and(|(_, time)| *time >= FLOOR);
        let mark = if is_above { "!" } else { " " };
        above.extend(is_above.then(|| name.clone()));
        let times: Vec<String> =
            times.iter().map(|(_, time)| format!("{:>7.1}", time.as_secs_f64() * 1000.0)).collect();
        writeln!(out, "{mark} {exponent:4.2} {} ms  {name}", times.join(" "))?;
        out.flush()?;
    }
    writeln!(out, "{shapes} shapes, {} above {BAR}", above.len())?;
    above.iter().try_for_each(|name| writeln!(out, "  {name}"))?;
    Ok(ExitCode::from(u8::from(!above.is_empty())))
}

/// What is timed.
enum Task {
    Check(Box<GroupText>),
    /// A page, its English of then, and that of today.
    Follow([String; 3]),
}

impl Task {
    fn run(&self, config: &Config) {
        match self {
            Self::Check(group) => drop(black_box(check_group(group, config))),
            Self::Follow([page, older, newer]) => {
                let changes = changes(older, newer);
                drop(black_box(Followed::new(page, (older, newer)).unmet(&changes)));
            }
        }
    }
}

type Make = Box<dyn Fn(usize) -> Task>;

fn all() -> Vec<(String, Make)> {
    let mut shapes: Vec<(String, Make)> = Vec::new();
    for (name, own, english) in UNITS {
        let repeated = |unit: &'static str| {
            move |n: usize| (0..n).map(|at| unit.replace('#', &at.to_string())).collect::<String>()
        };
        let (own, english) = (repeated(own), repeated(english));
        shapes.push((format!("{name} in a segment"), Box::new(move |n| bilingual(&pair(0, &own(n), &english(n))))));
        shapes.push((format!("{name} on a line"), Box::new(move |n| plain(&own(n), &english(n), "md"))));
        shapes.push((
            format!("{name} in a heading"),
            Box::new(move |n| bilingual(&format!("## {}\n", pair(0, &own(n), &english(n))))),
        ));
        shapes.push((format!("{name} in a cell"), Box::new(move |n| bilingual(&cell(&own(n), &english(n))))));
    }
    for (name, own, english) in PAGES {
        let all = |part: Part| move |n: usize| (0..n).map(part).collect::<String>();
        let (own, english) = (all(own), all(english));
        shapes.push((name.to_owned(), Box::new(move |n| plain(&own(n), &english(n), "md"))));
        shapes.push((format!("{name} in MDX"), Box::new(move |n| plain(&own(n), &english(n), "mdx"))));
    }
    for (name, before, own, english, behind) in FRAMED {
        let all = |part: Part| move |n: usize| before.to_owned() + &(0..n).map(part).collect::<String>() + behind;
        let (own, english) = (all(own), all(english));
        shapes.push((name.to_owned(), Box::new(move |n| plain(&own(n), &english(n), "md"))));
    }
    for (heading, anchor, [one, other], row) in ROWS {
        let head = format!("|{}|{}|\n|:--|:--|\n", pair(2, one, one), pair(3, other, other));
        let start = format!("## <a name=\"{anchor}\"></a>{}\n\n{head}", pair(1, "Titel", heading));
        let page = move |n: usize| start.clone() + &(0..n).map(row).collect::<String>();
        shapes.push((format!("rows of {}", heading.to_lowercase()), Box::new(move |n| bilingual(&page(n)))));
    }
    for (name, before, behind) in NESTS {
        let nest = |n: usize| before.repeat(n) + "x" + &behind.repeat(n);
        shapes.push((name.to_owned(), Box::new(move |n| plain(&nest(n), &nest(n / 2), "md"))));
        shapes.push((format!("{name} in MDX"), Box::new(move |n| plain(&nest(n), &nest(n / 2), "mdx"))));
    }
    for (name, before, parts) in changed::CHANGED {
        let page = move |part: Part, n: usize| before.to_owned() + &(0..n).map(part).collect::<String>();
        shapes.push((name.to_owned(), Box::new(move |n| Task::Follow(parts.map(|part| page(part, n))))));
    }
    shapes
}

fn pair(number: usize, own: &str, english: &str) -> String {
    let id = format!("0a0a0-{number}");
    format!(
        "<span data-ttu-id=\"{id}\">{own}</span><span class=\"sxs-lookup\"><span data-stu-id=\"{id}\">{english}</span></span>"
    )
}

/// A row of the table of permissions.
fn cell(own: &str, english: &str) -> String {
    let heading = pair(1, "Berechtigungen", "Permissions");
    let head = [pair(2, "Typ", "Permission type"), pair(3, "Berechtigungen", "Permissions")].join("|");
    let row = [pair(4, "Anwendung", "Application"), pair(5, own, english)].join("|");
    format!("## <a name=\"permissions\"></a>{heading}\n\n|{head}|\n|:--|:--|\n|{row}|\n")
}

fn bilingual(text: &str) -> Task {
    Task::Check(Box::new(GroupText::new("x", [PageText::new("docs.de-DE/x.md", "de-DE", text)])))
}

fn plain(own: &str, english: &str, extension: &str) -> Task {
    let page =
        |locale: &str, text: &str| PageText::new(&format!("{locale}/x.{extension}"), locale, &format!("# X\n\n{text}"));
    Task::Check(Box::new(GroupText::new("x", [page("de", own)]).with_english(page("en", english))))
}

/// The time that this thread has worked, which does not count what other programs do; where the system does not tell, the
/// time of day.
fn clock(start: Instant) -> Duration {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let worked = told.as_deref().and_then(|told| told.split(' ').next()?.parse().ok());
    worked.map_or_else(|| start.elapsed(), Duration::from_nanos)
}

fn times(make: &dyn Fn(usize) -> Task) -> Vec<(usize, Duration)> {
    let config = Config::default().assuming_current();
    let mut times = Vec::new();
    for size in (0..4).map(|step| SMALLEST << step) {
        let task = make(size);
        let start = Instant::now();
        let time = (0..2).map(|_| {
            let before = clock(start);
            task.run(&config);
            clock(start) - before
        });
        let time = time.min().unwrap_or_default();
        times.push((size, time));
        if time > LONG {
            break;
        }
    }
    times
}

/// The power of the size by which the time grows over the last steps.
fn exponent(times: &[(usize, Duration)]) -> f64 {
    let [.., (size, time), (_, _), (larger, longer)] = times else { return 9.0 };
    let ratio = |one: f64, other: f64| (other / one.max(1e-6)).ln();
    ratio(time.as_secs_f64(), longer.as_secs_f64()) / ratio(*size as f64, *larger as f64)
}
