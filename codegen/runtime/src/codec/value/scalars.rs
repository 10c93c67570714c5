//! Scalars and raw JSON as wire types.

use serde_json::{Map, Number, Value};

use super::super::{Integer, ListView, MapView, Slot, View, Wire};

macro_rules! integers {
    ($view:ident($wide:ty): $($type:ty)*) => { $(
        impl Wire for $type {
            fn blank() -> Self {
                0
            }

            fn slot(&mut self) -> Slot<'_> {
                Slot::Integer(self)
            }

            fn view(&self) -> View<'_> {
                View::$view(<$wide>::from(*self))
            }
        }

        impl Integer for $type {
            fn set(&mut self, value: i128) -> bool {
                let fitting = <$type>::try_from(value).ok();
                *self = fitting.unwrap_or_default();
                fitting.is_some()
            }
        }
    )* };
}

integers!(I64(i64): i8 i16 i32 i64 u8 u16 u32);
integers!(U64(u64): u64);

impl Wire for () {
    fn blank() -> Self {}

    fn slot(&mut self) -> Slot<'_> {
        Slot::Null
    }

    fn view(&self) -> View<'_> {
        View::Null
    }
}

impl Wire for bool {
    fn blank() -> Self {
        false
    }

    fn slot(&mut self) -> Slot<'_> {
        Slot::Bool(self)
    }

    fn view(&self) -> View<'_> {
        View::Bool(*self)
    }
}

impl Wire for f64 {
    fn blank() -> Self {
        0.0
    }

    fn slot(&mut self) -> Slot<'_> {
        Slot::Float(self)
    }

    fn view(&self) -> View<'_> {
        View::Float(*self)
    }
}

impl Wire for Number {
    fn blank() -> Self {
        Number::from(0)
    }

    fn slot(&mut self) -> Slot<'_> {
        Slot::Number(self)
    }

    fn view(&self) -> View<'_> {
        View::Number(self)
    }
}

impl Wire for String {
    fn blank() -> Self {
        String::new()
    }

    fn slot(&mut self) -> Slot<'_> {
        Slot::Text(self)
    }

    fn view(&self) -> View<'_> {
        View::Text(self)
    }
}

impl Wire for Value {
    fn blank() -> Self {
        Value::Null
    }

    fn slot(&mut self) -> Slot<'_> {
        Slot::Json(self)
    }

    fn view(&self) -> View<'_> {
        match self {
            Value::Null => View::Null,
            Value::Bool(value) => View::Bool(*value),
            Value::Number(value) => View::Number(value),
            Value::String(text) => View::Text(text),
            Value::Array(items) => View::List(items),
            Value::Object(members) => View::Map(members),
        }
    }
}

impl MapView for Map<String, Value> {
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
