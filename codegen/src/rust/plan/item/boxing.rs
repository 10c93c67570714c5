//! Finds the types that would contain themselves, so that a box closes each circle.

use crate::model::{Shape, TypeId, Types};

/// For each type the circle of by-value containment that it is part of.
pub struct Cycles {
    circle: Vec<Option<usize>>,
}

impl Cycles {
    /// Finds all circles (Tarjan's strongly connected components, without recursion).
    pub fn find(types: &Types) -> Self {
        let mut search = Search::new(types);
        types.ids().for_each(|id| search.visit(id));
        Self {
            circle: search.circle,
        }
    }

    /// True where a value of `owner` would hold, by value, a `part` that holds an `owner` again.
    pub fn closes(&self, owner: TypeId, part: TypeId) -> bool {
        let circle = self.circle[part.index()];
        circle.is_some() && circle == self.circle[owner.index()]
    }
}

struct Search<'a> {
    types: &'a Types,
    order: Vec<Option<usize>>,
    lowest: Vec<usize>,
    waiting: Vec<TypeId>,
    is_waiting: Vec<bool>,
    circle: Vec<Option<usize>>,
    next: usize,
}

impl<'a> Search<'a> {
    fn new(types: &'a Types) -> Self {
        let count = types.ids().count();
        Self {
            types,
            order: vec![None; count],
            lowest: vec![0; count],
            waiting: Vec::new(),
            is_waiting: vec![false; count],
            circle: vec![None; count],
            next: 0,
        }
    }

    fn visit(&mut self, root: TypeId) {
        if self.order[root.index()].is_some() {
            return;
        }
        let mut path = vec![(root, self.enter(root))];
        while let Some((id, parts)) = path.last_mut() {
            let id = *id;
            match parts.pop() {
                Some(part) if self.order[part.index()].is_none() => {
                    let parts = self.enter(part);
                    path.push((part, parts));
                }
                Some(part) => self.meet(id, part),
                None => {
                    path.pop();
                    self.leave(id);
                    if let Some((above, _)) = path.last() {
                        self.lowest[above.index()] =
                            self.lowest[above.index()].min(self.lowest[id.index()]);
                    }
                }
            }
        }
    }

    fn enter(&mut self, id: TypeId) -> Vec<TypeId> {
        self.order[id.index()] = Some(self.next);
        self.lowest[id.index()] = self.next;
        self.next += 1;
        self.waiting.push(id);
        self.is_waiting[id.index()] = true;
        by_value(self.types, id)
    }

    fn meet(&mut self, id: TypeId, part: TypeId) {
        if let (true, Some(order)) = (self.is_waiting[part.index()], self.order[part.index()]) {
            self.lowest[id.index()] = self.lowest[id.index()].min(order);
        }
    }

    fn leave(&mut self, id: TypeId) {
        if self.order[id.index()] != Some(self.lowest[id.index()]) {
            return;
        }
        let start = self
            .waiting
            .iter()
            .rposition(|waiting| *waiting == id)
            .unwrap_or(0);
        let members = self.waiting.split_off(start);
        let closed = members.len() > 1 || by_value(self.types, id).contains(&id);
        for member in members {
            self.is_waiting[member.index()] = false;
            self.circle[member.index()] = closed.then_some(self.next);
        }
        self.next += 1;
    }
}

/// The parts that lie inside the value itself, not behind a list or a map.
fn by_value(types: &Types, id: TypeId) -> Vec<TypeId> {
    match types.shape(id) {
        Shape::List(_) | Shape::Map(_) | Shape::JsonText(_) => Vec::new(),
        Shape::Record(record) => record.members.iter().map(|member| member.ty).collect(),
        _ => types.parts(id),
    }
}
