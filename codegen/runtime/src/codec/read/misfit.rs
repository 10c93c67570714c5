//! Why a value does not fit the place that it is read into.

/// Why reading stops. It is a pointer, since every step of a reader hands one on or none.
#[derive(Debug)]
pub struct Misfit(Box<Reason>);

#[derive(Debug)]
enum Reason {
    Malformed,
    Beyond,
    Unfit(String),
}

impl Misfit {
    /// The text is not JSON; what is wrong with it is looked for when somebody is to be told.
    #[cold]
    pub fn malformed() -> Self {
        Misfit(Box::new(Reason::Malformed))
    }

    /// The value is not what the type takes.
    #[cold]
    pub fn unfit(message: impl Into<String>) -> Self {
        Misfit(Box::new(Reason::Unfit(message.into())))
    }

    /// The integer is larger than the type can hold.
    #[cold]
    pub fn beyond() -> Self {
        Misfit(Box::new(Reason::Beyond))
    }

    /// Whether it is an integer that is larger than the type can hold.
    pub fn is_beyond(&self) -> bool {
        matches!(*self.0, Reason::Beyond)
    }

    /// What is wrong with the value, if it is the value that is wrong and not the text.
    pub fn message(self) -> Option<String> {
        match *self.0 {
            Reason::Malformed => None,
            Reason::Beyond => Some("integer out of range".to_owned()),
            Reason::Unfit(message) => Some(message),
        }
    }
}
