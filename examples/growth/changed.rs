//! Shapes of pages whose English changed since they were made from it.

use super::Part;

/// What is repeated in a page, in its English of then, and in that of today; and what stands before all of that.
pub(crate) const CHANGED: [(&str, &str, [Part; 3]); 10] = [
    (
        "paragraphs that were reworded",
        "",
        [
            |n| format!("Die Winde {n} zieht den Kahn an seinen Platz.\n\n"),
            |n| format!("The winch {n} hauls the barge to its berth.\n\n"),
            |n| format!("The winch {n} pulls the barge to its berth.\n\n"),
        ],
    ),
    (
        "words that were put in others",
        "",
        [
            |n| format!("ziehe{} Winde ", letters(n)),
            |n| format!("hauled{} winches every ", letters(n)),
            |n| format!("pulled{} winches each ", letters(n)),
        ],
    ),
    (
        "long paragraphs that were reworded",
        "",
        [
            |n| long(n, "Die Winde zieht den Kahn "),
            |n| long(n, "The harbour winch slowly hauls barges "),
            |n| long(n, "The harbour crane slowly pulls barges "),
        ],
    ),
    (
        "sections that lost a block",
        "",
        [
            |n| format!("## Winde {n}\n\nText {n}.\n\n- Punkt {n}\n\n"),
            |n| format!("## Winch {n}\n\nText {n}.\n\n- Item {n}\n\n- Rope {n}\n\n"),
            |n| format!("## Winch {n}\n\nText {n}.\n\n- Item {n}\n\n"),
        ],
    ),
    (
        "headings of another level",
        "",
        [
            |n| format!("## Winde {n}\n\nText.\n\n"),
            |n| format!("## Winch {n}\n\nText.\n\n"),
            |n| format!("### Winch {n}\n\nText.\n\n"),
        ],
    ),
    (
        "paragraphs that came and went",
        "",
        [
            |n| format!("Ein Tau Nummer {n} liegt an Bord.\n\n"),
            |n| format!("Some rope of length {n} is on board.\n\n"),
            |n| format!("Whoever moors at berth {n} asks first.\n\n"),
        ],
    ),
    (
        "paragraphs in another order",
        "",
        [
            |n| format!("Ein Tau Nummer {n} liegt an Bord.\n\n"),
            |n| format!("Some rope of length {n} is on board.\n\n"),
            |n| format!("Some rope of length {} is on board.\n\n", n * 7919 % 100_003),
        ],
    ),
    (
        "blocks of code that changed",
        "",
        [
            |n| format!("```js\nmoor({n}, 1); // das\n```\n\n"),
            |n| format!("```js\nmoor({n}, 1); // this\n```\n\n"),
            |n| format!("```js\nmoor({n}, 2); // this\n```\n\n"),
        ],
    ),
    (
        "lines of code that were renamed",
        "```js\n",
        [
            |n| format!("const a{n} = moor({n});\n"),
            |n| format!("const a{n} = moor({n});\n"),
            |n| format!("const b{n} = moor({n});\n"),
        ],
    ),
    (
        "one line of code that was renamed",
        "```js\n",
        [
            |n| format!("const a{n} = moor({n}); "),
            |n| format!("const a{n} = moor({n}); "),
            |n| format!("const b{n} = moor({n}); "),
        ],
    ),
];

/// A paragraph of some two hundred words in place of twenty short ones.
fn long(number: usize, sentence: &str) -> String {
    let words = |at: usize| sentence.to_owned() + &letters(number + 26 * at) + " ";
    if number.is_multiple_of(20) { (1..=33).map(words).collect::<String>() + ".\n\n" } else { String::new() }
}

/// A number in letters, for words that have no signs in them.
fn letters(mut number: usize) -> String {
    let mut letters = String::new();
    while number > 0 {
        letters.push(char::from(b'a' + (number % 26) as u8));
        number /= 26;
    }
    letters
}
