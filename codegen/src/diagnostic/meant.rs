//! Guessing what was meant by a word that is not known.

/// Words longer than this are not compared; people do not mistype such.
const MAX_LENGTH: usize = 64;

/// The known word that differs from this one by a slip of the pen: by case, by one letter, or by two
/// letters of a long word. Short words are too alike to tell.
pub(crate) fn slip_of<'k>(word: &str, known: impl Iterator<Item = &'k str>) -> Option<&'k str> {
    best(word, known, |length| match length {
        0..4 => 0,
        4..8 => 1,
        _ => 2,
    })
}

/// The most alike of the known words, if any is alike at all.
pub(crate) fn nearest<'k>(word: &str, known: impl Iterator<Item = &'k str>) -> Option<&'k str> {
    best(word, known, |length| (length / 3).clamp(1, 4))
}

/// The known word with the least distance, when that is allowed for the shorter of the two.
fn best<'k>(
    word: &str,
    known: impl Iterator<Item = &'k str>,
    allowed: impl Fn(usize) -> usize,
) -> Option<&'k str> {
    let letters: Vec<char> = word.chars().take(MAX_LENGTH + 1).collect();
    let mut best: Option<(usize, &str)> = None;
    for candidate in known {
        if candidate.eq_ignore_ascii_case(word) {
            return Some(candidate);
        }
        let length = candidate.chars().count();
        let allowed = allowed(length.min(letters.len()));
        let limit = best.map_or(allowed + 1, |(distance, _)| distance.min(allowed + 1));
        if length.abs_diff(letters.len()) < limit
            && let Some(distance) = distance(&letters, candidate, limit)
        {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// How many letters must be added, removed, replaced or swapped with their neighbour, when fewer
/// than the limit.
fn distance(a: &[char], b: &str, limit: usize) -> Option<usize> {
    let b: Vec<char> = b.chars().collect();
    if a.len().max(b.len()) > MAX_LENGTH {
        return None;
    }
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for i in 0..a.len() {
        let mut row = vec![i + 1];
        for j in 0..b.len() {
            let replaced = last[j] + usize::from(a[i] != b[j]);
            let mut cost = replaced.min(last[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && a[i] == b[j - 1] && a[i - 1] == b[j] {
                cost = cost.min(before[j - 1] + 1);
            }
            row.push(cost);
        }
        before = std::mem::replace(&mut last, row);
    }
    last.last().copied().filter(|&distance| distance < limit)
}

#[cfg(test)]
mod tests {
    use super::*;

    const KNOWN: [&str; 6] = [
        "type",
        "required",
        "not",
        "if",
        "additionalProperties",
        "minLength",
    ];

    #[test]
    fn recognises_slips() {
        let cases = [
            ("tpye", Some("type")),
            ("Type", Some("type")),
            ("requird", Some("required")),
            ("require", Some("required")),
            ("additionalProprties", Some("additionalProperties")),
            ("minlength", Some("minLength")),
            ("minLenght", Some("minLength")),
            ("nt", None),
            ("id", None),
            ("name", None),
            ("description", None),
        ];
        for (word, meant) in cases {
            assert_eq!(slip_of(word, KNOWN.into_iter()), meant, "{word}");
        }
    }

    #[test]
    fn finds_the_nearest() {
        let known = ["Contact", "ContactList", "Team"];
        assert_eq!(nearest("Contacts", known.into_iter()), Some("Contact"));
        assert_eq!(nearest("Contat", known.into_iter()), Some("Contact"));
        assert_eq!(nearest("Bot", known.into_iter()), None);
    }
}
