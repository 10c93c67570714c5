//! Leaves out calls that ask nothing, and calls by which a schema would apply itself to the same value for ever.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Assertion, AssertionFunction, Assertions, TypeId};

/// Puts types and functions together, as far as they are needed.
pub fn finish(
    of_types: BTreeMap<TypeId, Vec<Assertion>>,
    mut functions: Vec<AssertionFunction>,
) -> Assertions {
    cut_circles(&mut functions);
    let mut of_types = of_types;
    pass_over(&mut of_types, &mut functions);
    let mut idle: BTreeSet<usize> = idle(&functions);
    let without_idle = |list: &mut Vec<Assertion>, idle: &BTreeSet<usize>| {
        let is_idle = &mut |assertion: &Assertion| matches!(assertion, Assertion::Call(index, _) if idle.contains(index));
        clean(list, is_idle)
    };
    loop {
        let mut changed = false;
        // Functions mostly call later ones, so that a whole row of idle ones falls at once from its end.
        for (index, function) in functions.iter_mut().enumerate().rev() {
            changed |= without_idle(&mut function.asserted, &idle);
            if function.asserted.is_empty() {
                idle.insert(index);
            }
        }
        if !changed {
            break;
        }
    }
    for list in of_types.values_mut() {
        without_idle(list, &idle);
    }
    of_types.retain(|_, asserted| !asserted.is_empty());
    renumber(Assertions {
        of_types,
        functions,
    })
}

/// Calls the function at the end of a row of functions that only call the next one.
fn pass_over(of_types: &mut BTreeMap<TypeId, Vec<Assertion>>, functions: &mut [AssertionFunction]) {
    let next = |index: usize| match functions[index].asserted.as_slice() {
        [Assertion::Call(next, true)] => Some(*next),
        _ => None,
    };
    // No row leads round in a circle, as those were cut.
    let last = |index: usize| std::iter::successors(Some(index), |at| next(*at)).last();
    let moved: BTreeMap<usize, usize> = (0..functions.len())
        .filter(|index| next(*index).is_some())
        .filter_map(|index| Some((index, last(index)?)))
        .collect();
    if moved.is_empty() {
        return;
    }
    let functions = functions.iter_mut().map(|function| &mut function.asserted);
    for list in functions.chain(of_types.values_mut()) {
        rename(list, &moved);
    }
}

/// The functions that ask nothing.
fn idle(functions: &[AssertionFunction]) -> BTreeSet<usize> {
    let empty = functions
        .iter()
        .enumerate()
        .filter(|(_, function)| function.asserted.is_empty());
    empty.map(|(index, _)| index).collect()
}

/// Removes calls within a list, and what means nothing without them; `true` where something was removed.
fn clean(list: &mut Vec<Assertion>, is_idle: &mut dyn FnMut(&Assertion) -> bool) -> bool {
    let mut changed = false;
    let before = std::mem::take(list);
    for mut assertion in before {
        if is_idle(&assertion) {
            changed = true;
            continue;
        }
        for part in parts_mut(&mut assertion) {
            changed |= clean(part, is_idle);
        }
        match settled(assertion) {
            Some(kept) => list.push(kept),
            None => changed = true,
        }
    }
    changed
}

/// What is left of an assertion whose parts may have become empty.
fn settled(assertion: Assertion) -> Option<Assertion> {
    use Assertion as A;
    match assertion {
        A::Member(_, inner) | A::Names(inner) | A::WhenMember(_, inner) | A::Item(_, inner)
            if inner.is_empty() =>
        {
            None
        }
        A::Not(inner) if inner.is_empty() => Some(A::Never),
        A::AnyOf(lists)
            if lists.iter().any(Vec::is_empty) && !lists.iter().any(|list| may_evaluate(list)) =>
        {
            None
        }
        A::When(condition, then, otherwise)
            if then.is_empty() && otherwise.is_empty() && !may_evaluate(&condition) =>
        {
            None
        }
        other => Some(other),
    }
}

/// Whether members or items may count as evaluated by some of these.
fn may_evaluate(list: &[Assertion]) -> bool {
    use Assertion as A;
    list.iter().any(|assertion| match assertion {
        A::Evaluates(_) | A::EvaluatesItems(_) | A::Call(..) => true,
        A::Matching(..) | A::Additional(..) | A::ItemsFrom(..) | A::Contains(..) => true,
        A::UnevaluatedMembers(..) | A::UnevaluatedItems(..) => true,
        other => other.parts().into_iter().any(|list| may_evaluate(list)),
    })
}

fn parts_mut(assertion: &mut Assertion) -> Vec<&mut Vec<Assertion>> {
    use Assertion as A;
    match assertion {
        A::Member(_, inner)
        | A::Matching(_, inner)
        | A::Additional(_, _, inner)
        | A::Names(inner)
        | A::WhenMember(_, inner)
        | A::Item(_, inner)
        | A::ItemsFrom(_, inner)
        | A::Contains(_, _, inner)
        | A::Not(inner) => vec![inner],
        A::AnyOf(lists) | A::OneOf(lists) => lists.iter_mut().collect(),
        A::When(one, two, three) => vec![one, two, three],
        A::UnevaluatedMembers(first, rest) | A::UnevaluatedItems(first, rest) => vec![first, rest],
        A::Never
        | A::Types(_)
        | A::Values(_)
        | A::Limit(_)
        | A::Required(_)
        | A::Pattern(_)
        | A::Call(..)
        | A::Evaluates(_)
        | A::EvaluatesItems(_) => Vec::new(),
    }
}

/// A schema that applies itself to the same value says nothing by that; a call of this kind would never end.
fn cut_circles(functions: &mut [AssertionFunction]) {
    let calls: Vec<BTreeSet<usize>> = functions
        .iter()
        .map(|function| called_in_place(&function.asserted))
        .collect();
    let circles = circles(&calls);
    for (index, function) in functions.iter_mut().enumerate() {
        let own = circles[index];
        clean(
            &mut function.asserted,
            &mut |assertion| matches!(assertion, Assertion::Call(called, true) if own.is_some() && circles[*called] == own),
        );
    }
}

fn called_in_place(list: &[Assertion]) -> BTreeSet<usize> {
    let mut called = BTreeSet::new();
    let mut open: Vec<&Assertion> = list.iter().collect();
    while let Some(assertion) = open.pop() {
        if let Assertion::Call(index, true) = assertion {
            called.insert(*index);
        }
        open.extend(assertion.parts().into_iter().flatten());
    }
    called
}

/// The circle in which each function lies, if it lies in one: functions that can call each other in place.
fn circles(calls: &[BTreeSet<usize>]) -> Vec<Option<usize>> {
    let mut search = Search {
        calls,
        order: vec![None; calls.len()],
        low: vec![0; calls.len()],
        ..Search::default()
    };
    search.circles = vec![None; calls.len()];
    for start in 0..calls.len() {
        search.run(start);
    }
    search.circles
}

/// Tarjan's search for strongly connected functions, with a stack of its own.
#[derive(Default)]
struct Search<'c> {
    calls: &'c [BTreeSet<usize>],
    order: Vec<Option<usize>>,
    low: Vec<usize>,
    path: Vec<usize>,
    count: usize,
    circles: Vec<Option<usize>>,
    on_path: BTreeSet<usize>,
}

impl Search<'_> {
    fn run(&mut self, start: usize) {
        if self.order[start].is_some() {
            return;
        }
        let mut stack = vec![(start, self.enter(start))];
        while let Some((at, open)) = stack.last_mut() {
            let at = *at;
            match open.pop() {
                Some(next) => match self.order[next] {
                    None => {
                        let open = self.enter(next);
                        stack.push((next, open));
                    }
                    Some(order) if self.on_path.contains(&next) => {
                        self.low[at] = self.low[at].min(order)
                    }
                    Some(_) => {}
                },
                None => {
                    stack.pop();
                    if let Some((outer, _)) = stack.last() {
                        self.low[*outer] = self.low[*outer].min(self.low[at]);
                    }
                    self.leave(at);
                }
            }
        }
    }

    fn enter(&mut self, at: usize) -> Vec<usize> {
        self.order[at] = Some(self.count);
        self.low[at] = self.count;
        self.count += 1;
        self.path.push(at);
        self.on_path.insert(at);
        self.calls[at].iter().copied().collect()
    }

    /// Takes a finished group off the path; one function is a circle only if it calls itself.
    fn leave(&mut self, at: usize) {
        if self.order[at] != Some(self.low[at]) {
            return;
        }
        let start = self
            .path
            .iter()
            .rposition(|on_path| *on_path == at)
            .unwrap_or(0);
        let group: Vec<usize> = self.path.drain(start..).collect();
        let is_circle = group.len() > 1 || self.calls[at].contains(&at);
        for member in group {
            self.on_path.remove(&member);
            self.circles[member] = is_circle.then_some(at);
        }
    }
}

/// Leaves out functions that nobody calls, and counts the others anew.
fn renumber(assertions: Assertions) -> Assertions {
    let Assertions {
        mut of_types,
        functions,
    } = assertions;
    let mut wanted: BTreeSet<usize> = BTreeSet::new();
    let mut open: Vec<&Assertion> = of_types.values().flatten().collect();
    while let Some(assertion) = open.pop() {
        if let Assertion::Call(index, _) = assertion
            && wanted.insert(*index)
        {
            open.extend(&functions[*index].asserted);
        }
        open.extend(assertion.parts().into_iter().flatten());
    }
    let numbers: BTreeMap<usize, usize> = wanted
        .iter()
        .enumerate()
        .map(|(new, old)| (*old, new))
        .collect();
    let mut kept: Vec<AssertionFunction> = Vec::new();
    for (index, function) in functions.into_iter().enumerate() {
        if wanted.contains(&index) {
            kept.push(function);
        }
    }
    let lists = kept
        .iter_mut()
        .map(|function| &mut function.asserted)
        .chain(of_types.values_mut());
    lists.for_each(|list| rename(list, &numbers));
    Assertions {
        of_types,
        functions: kept,
    }
}

fn rename(list: &mut [Assertion], numbers: &BTreeMap<usize, usize>) {
    for assertion in list {
        if let Assertion::Call(index, _) = assertion {
            *index = numbers.get(index).copied().unwrap_or(*index);
        }
        parts_mut(assertion)
            .into_iter()
            .for_each(|part| rename(part, numbers));
    }
}
