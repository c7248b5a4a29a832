//! Words for yes and no, and for what is required and what is not.

/// Words and marks that affirm, and those that deny, in lower case: an answer to any question.
const ANSWERS: [(&[&str], &[&str]); 2] = [
    (
        &[
            "yes",
            "true",
            "✓",
            "✔",
            "✔️",
            "✅",
            "☑",
            "☑️",
            ":white_check_mark:",
            ":heavy_check_mark:",
            "ja",
            "wahr",
            "oui",
            "vrai",
            "sí",
            "sì",
            "si",
            "verdadero",
            "vero",
            "sim",
            "verdadeiro",
            "да",
            "истина",
            "так",
            "はい",
            "真",
            "是",
            "예",
            "네",
            "참",
            "tak",
            "prawda",
            "ano",
            "evet",
            "doğru",
            "có",
            "ya",
            "igen",
            "ναι",
            "نعم",
            "بله",
            "हाँ",
            "ใช่",
        ],
        &[
            "no",
            "false",
            "✗",
            "✘",
            "✖",
            "✖️",
            "❌",
            "×",
            ":x:",
            ":cross_mark:",
            "nein",
            "falsch",
            "non",
            "faux",
            "falso",
            "não",
            "нет",
            "ложь",
            "ні",
            "いいえ",
            "偽",
            "否",
            "假",
            "아니요",
            "아니오",
            "거짓",
            "nie",
            "fałsz",
            "ne",
            "nee",
            "nej",
            "nei",
            "hayır",
            "yanlış",
            "không",
            "tidak",
            "nem",
            "όχι",
            "لا",
            "خیر",
            "नहीं",
            "ไม่",
        ],
    ),
    (&REQUIRED, &OPTIONAL),
];

/// What is said of a thing that has to be there, in lower case.
const REQUIRED: [&str; 47] = [
    "required",
    "mandatory",
    "erforderlich",
    "pflicht",
    "pflichtfeld",
    "obligatorisch",
    "verpflichtend",
    "notwendig",
    "obligatoire",
    "requis",
    "requise",
    "obligatorio",
    "obligatoria",
    "requerido",
    "requerida",
    "necesario",
    "necesaria",
    "obrigatório",
    "obrigatória",
    "obbligatorio",
    "obbligatoria",
    "richiesto",
    "richiesta",
    "обязательно",
    "обязательный",
    "обязательное",
    "обязательная",
    "требуется",
    "обов'язково",
    "必須",
    "必須です",
    "必要",
    "必填",
    "必需",
    "必选",
    "必選",
    "必须",
    "필수",
    "wymagane",
    "wymagany",
    "povinné",
    "verplicht",
    "vereist",
    "zorunlu",
    "gerekli",
    "bắt buộc",
    "wajib",
];

/// What is said of a thing that may be left out, in lower case.
const OPTIONAL: [&str; 32] = [
    "optional",
    "nicht erforderlich",
    "not required",
    "facultatif",
    "facultative",
    "optionnel",
    "optionnelle",
    "opcional",
    "no obligatorio",
    "não obrigatório",
    "facoltativo",
    "facoltativa",
    "opzionale",
    "необязательно",
    "необязательный",
    "необязательное",
    "необязательная",
    "необов'язково",
    "任意",
    "任意です",
    "省略可",
    "省略可能",
    "省略可能です",
    "オプション",
    "不要",
    "可选",
    "選填",
    "可選",
    "选填",
    "선택",
    "opcjonalne",
    "volitelné",
];

/// The words above have no more bytes.
const LONGEST: usize = 32;

/// Whether a text affirms or denies; `None` where it is no known word.
pub(in crate::rules::segment) fn affirms(text: &str) -> Option<bool> {
    if text.len() > LONGEST {
        return None;
    }
    let lower = text.to_lowercase();
    let says = |words: &[&str]| words.contains(&lower.as_str());
    ANSWERS.iter().find_map(|(yes, no)| if says(yes) { Some(true) } else { says(no).then_some(false) })
}

/// Whether a text says of a thing that it is required, or that it is not.
pub(super) fn demands(text: &str) -> bool {
    if text.len() > LONGEST {
        return false;
    }
    let lower = text.to_lowercase();
    [&REQUIRED[..], &OPTIONAL[..]].iter().any(|words| words.contains(&lower.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_says_one_thing() {
        for (yes, no) in ANSWERS {
            assert!(yes.iter().all(|word| affirms(word) == Some(true)));
            assert!(no.iter().all(|word| affirms(word) == Some(false)), "{no:?}");
        }
        assert!(ANSWERS.iter().flat_map(|(yes, no)| yes.iter().chain(*no)).all(|word| word.len() <= LONGEST));
        assert_eq!(affirms("JA"), Some(true));
        assert_eq!(affirms("perhaps"), None);
        assert!(demands("Required") && !demands("yes"));
    }
}
