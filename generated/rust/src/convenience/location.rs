//! Latitude and longitude, by their names.

use crate::Number;
use crate::webhooks::{Coordinates, MessageLocation};

impl Coordinates {
    /// The latitude in degrees: the member `x`, as a sample of the documentation shows.
    pub fn latitude(&self) -> Option<&Number> {
        self.x.as_ref()
    }

    /// The longitude in degrees: the member `y`, as a sample of the documentation shows.
    pub fn longitude(&self) -> Option<&Number> {
        self.y.as_ref()
    }
}

impl MessageLocation {
    /// The latitude in degrees.
    pub fn latitude(&self) -> Option<&Number> {
        self.coordinates.as_ref()?.latitude()
    }

    /// The longitude in degrees.
    pub fn longitude(&self) -> Option<&Number> {
        self.coordinates.as_ref()?.longitude()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn x_is_the_latitude() {
        let place = r#"{"coordinates": {"x": 45.46, "y": 9.19}}"#;
        let place: MessageLocation = serde_json::from_str(place).unwrap();
        assert_eq!(place.latitude(), Some(&Number::from(45.46)));
        assert_eq!(place.longitude(), Some(&Number::from(9.19)));
        assert_eq!(MessageLocation::default().latitude(), None);
    }
}
