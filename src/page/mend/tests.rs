use super::*;

fn mended(text: &str) -> (Vec<SlipKind>, String) {
    let Mended { slips, edits, .. } = Mended::new(text, 0, false);
    let mut out = text.to_owned();
    for edit in edits.iter().rev() {
        out.replace_range(edit.span.start..edit.span.end, &edit.text);
    }
    (slips.iter().map(|slip| slip.kind).collect(), out)
}

#[test]
fn slips_are_found_and_mended() {
    let cases = [
        ("```sh\nrun\n```- schnell\n- gut\n", SlipKind::ClosingFence, "```sh\nrun\n```\n- schnell\n- gut\n"),
        ("১২. আটা\n", SlipKind::ListDigits, "12. আটা\n"),
        ("a\n\n##Teig\n", SlipKind::HeadingSpace, "a\n\n## Teig\n"),
        ("\u{200f}- a\n", SlipKind::Mark('\u{200f}'), "- a\n"),
        ("| a |\n|--|\n| b |\n\n| c |\n", SlipKind::TableBlank, "| a |\n|--|\n| b |\n| c |\n"),
        ("|a|b|\n|-|-|\n|`x|y`|z|\n", SlipKind::RowCells(3, 2), "|a|b|\n|-|-|\n|`x\\|y`|z|\n"),
        ("|a|b|\n|-|-||\n|c|d|\n", SlipKind::TableRule(3, 2), "|a|b|\n|--|--|\n|c|d|\n"),
        ("Teig ruht.\n---\n\n## b\n", SlipKind::Underline, "Teig ruht.\n\n---\n\n## b\n"),
    ];
    for (text, kind, whole) in cases {
        assert_eq!(mended(text), (vec![kind], whole.to_owned()), "{text}");
        assert_eq!(mended(whole), (vec![], whole.to_owned()), "{whole}");
    }
}

#[test]
fn what_is_no_slip_stays() {
    let whole = [
        "````md\n```sh\nrun\n```\n````\n",
        "```md\n```sh title=\"a b\"\n```\n",
        "```text\n```py\nknead()\n```<end>\n```\n",
        "\n---\ntitle: Teig\n---\n\nText\n",
        "```md\nkneten\n``` ist ein Block\nruhen\n```\n\nText\n",
        "```\n##no heading\n১. no list\n```\n",
        "#tag\n#!/bin/sh\n",
        "- item\n---\n",
        "| a |\n|--|\n| b |\n\n| c |\n|--|\n| d |\n",
        "| a | b |\n|--|--|\n| c | d | |\n",
        "In ২০২৬. Jahr\n",
    ];
    for text in whole {
        assert_eq!(mended(text), (vec![], text.to_owned()), "{text}");
    }
}

#[test]
fn a_disclaimer_is_no_text_of_the_page() {
    let forms = [
        "\n---\n\n<!-- CO-OP TRANSLATOR DISCLAIMER START -->\n**Hinweis**: x\n<!-- CO-OP TRANSLATOR DISCLAIMER END -->",
        "\n<!-- CO-OP TRANSLATOR DISCLAIMER START -->\nx\n<!-- CO-OP TRANSLATOR DISCLAIMER END -->\n",
        "\n---\n\n**Hinweis**:  \nVon [Co-op Translator](https://github.com/Azure/co-op-translator) übersetzt.\n",
    ];
    for form in forms {
        assert_eq!(mended(&format!("# a\n\nb\n{form}")).1, "# a\n\nb\n", "{form}");
    }
}
