//! Options, boxes, lists and maps of wire types.

use std::collections::BTreeMap;

use super::super::{ListSlot, ListView, MapSlot, MapView, OptionSlot, Place, Slot, View, Wire};

impl<T: Wire> Wire for Option<T> {
    fn blank() -> Self {
        None
    }

    fn slot(&mut self) -> Slot<'_> {
        Slot::Option(self)
    }

    fn view(&self) -> View<'_> {
        self.as_ref().map_or(View::Absent, Wire::view)
    }

    fn check(&self, place: &Place<'_>) {
        if let Some(value) = self {
            value.check(place);
        }
    }
}

impl<T: Wire> OptionSlot for Option<T> {
    fn absent(&mut self) {
        *self = None;
    }

    fn null(&mut self) -> bool {
        *self = None;
        false
    }

    fn some(&mut self) -> Slot<'_> {
        self.insert(T::blank()).slot()
    }
}

impl<T: Wire> Wire for Box<T> {
    fn blank() -> Self {
        Box::new(T::blank())
    }

    fn slot(&mut self) -> Slot<'_> {
        T::slot(self)
    }

    fn view(&self) -> View<'_> {
        T::view(self)
    }

    fn check(&self, place: &Place<'_>) {
        T::check(self, place);
    }
}

impl<T: Wire> Wire for Vec<T> {
    fn blank() -> Self {
        Vec::new()
    }

    fn slot(&mut self) -> Slot<'_> {
        Slot::List(self)
    }

    fn view(&self) -> View<'_> {
        View::List(self)
    }
}

impl<T: Wire> ListSlot for Vec<T> {
    fn clear(&mut self) {
        Vec::clear(self);
    }

    fn push(&mut self) -> Slot<'_> {
        let index = self.len();
        Vec::push(self, T::blank());
        self[index].slot()
    }
}

impl<T: Wire> ListView for Vec<T> {
    fn count(&self) -> usize {
        self.len()
    }

    fn item(&self, index: usize) -> Option<&dyn Wire> {
        self.get(index).map(|item| item as &dyn Wire)
    }
}

impl<T: Wire> Wire for BTreeMap<String, T> {
    fn blank() -> Self {
        BTreeMap::new()
    }

    fn slot(&mut self) -> Slot<'_> {
        Slot::Map(self)
    }

    fn view(&self) -> View<'_> {
        View::Map(self)
    }
}

impl<T: Wire> MapSlot for BTreeMap<String, T> {
    fn clear(&mut self) {
        BTreeMap::clear(self);
    }

    fn put(&mut self, name: String, fill: &mut dyn FnMut(Slot<'_>) -> bool) -> Option<String> {
        let mut value = T::blank();
        if !fill(value.slot()) {
            return Some(name);
        }
        self.insert(name, value);
        None
    }
}

impl<T: Wire> MapView for BTreeMap<String, T> {
    fn count(&self) -> usize {
        self.len()
    }

    fn value(&self, name: &str) -> Option<&dyn Wire> {
        self.get(name).map(|value| value as &dyn Wire)
    }

    fn each(&self, visit: &mut dyn FnMut(&str, &dyn Wire) -> bool) {
        for (name, value) in self {
            if !visit(name, value) {
                return;
            }
        }
    }
}
