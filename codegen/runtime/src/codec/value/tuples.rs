//! Arrays with a fixed number of places, each of a type of its own.

use super::super::{ListView, Slot, TupleSlot, View, Wire};

macro_rules! tuple {
    ($($type:ident $index:tt),+) => {
        impl<$($type: Wire),+> Wire for ($($type,)+) {
            fn blank() -> Self {
                ($($type::blank(),)+)
            }

            fn slot(&mut self) -> Slot<'_> {
                Slot::Tuple(self)
            }

            fn view(&self) -> View<'_> {
                View::List(self)
            }
        }

        impl<$($type: Wire),+> TupleSlot for ($($type,)+) {
            fn place(&mut self, index: usize) -> Option<Slot<'_>> {
                match index {
                    $($index => Some(self.$index.slot()),)+
                    _ => None,
                }
            }
        }

        impl<$($type: Wire),+> ListView for ($($type,)+) {
            fn count(&self) -> usize {
                [$($index),+].len()
            }

            fn item(&self, index: usize) -> Option<&dyn Wire> {
                match index {
                    $($index => Some(&self.$index),)+
                    _ => None,
                }
            }
        }
    };
}

tuple!(A 0, B 1);
tuple!(A 0, B 1, C 2);
tuple!(A 0, B 1, C 2, D 3);
tuple!(A 0, B 1, C 2, D 3, E 4);
tuple!(A 0, B 1, C 2, D 3, E 4, F 5);
tuple!(A 0, B 1, C 2, D 3, E 4, F 5, G 6);
tuple!(A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7);
