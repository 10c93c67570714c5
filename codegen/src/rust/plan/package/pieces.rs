//! Cuts a row of things into pieces that each fit into a file.

/// The things in their order, as many in a piece as may be; one that is too large for any stands alone.
pub fn cut<T>(
    things: impl IntoIterator<Item = T>,
    most: usize,
    weight: impl Fn(&T) -> usize,
) -> Vec<Vec<T>> {
    let mut pieces: Vec<Vec<T>> = Vec::new();
    let mut size = 0;
    for thing in things {
        let more = weight(&thing);
        match pieces.last_mut() {
            Some(piece) if size + more <= most => {
                size += more;
                piece.push(thing);
            }
            _ => {
                size = more;
                pieces.push(vec![thing]);
            }
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::cut;

    #[test]
    fn pieces_are_as_large_as_they_may_be() {
        let cut = |things: &[usize]| cut(things.to_vec(), 10, |thing| *thing);
        assert_eq!(cut(&[4, 6, 1, 9, 2]), [vec![4, 6], vec![1, 9], vec![2]]);
        assert_eq!(cut(&[1, 20, 1]), [vec![1], vec![20], vec![1]]);
        assert!(cut(&[]).is_empty());
    }
}
