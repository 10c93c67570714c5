//! Decimal numbers compared and divided exactly, as JSON writes them.

use std::cmp::Ordering;

use serde_json::Number;

/// A decimal number: digits times a power of ten.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decimal {
    negative: bool,
    /// Values 0 to 9, neither the first nor the last of which is 0; none for zero.
    digits: Vec<u8>,
    exponent: i64,
}

impl Decimal {
    /// Reads a number as JSON writes it; what is none counts as zero.
    pub fn parse(text: &str) -> Decimal {
        let (mantissa, exponent) = match text.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, parse_exponent(exponent)),
            None => (text, 0),
        };
        let negative = mantissa.starts_with('-');
        let fraction = mantissa
            .split_once('.')
            .map_or(0, |(_, fraction)| fraction.len());
        let fraction = i64::try_from(fraction).unwrap_or(i64::MAX);
        let digits = mantissa
            .bytes()
            .filter(u8::is_ascii_digit)
            .map(|digit| digit - b'0');
        Decimal {
            negative,
            digits: digits.collect(),
            exponent: exponent.saturating_sub(fraction),
        }
        .normalised()
    }

    /// The number as it is written in JSON.
    pub fn of_number(number: &Number) -> Decimal {
        Decimal::parse(&number.to_string())
    }

    /// The shortest decimal that gives this float.
    pub fn of_float(float: f64) -> Decimal {
        Decimal::parse(&format!("{float:e}"))
    }

    /// Whether there is no fraction.
    pub fn is_integer(&self) -> bool {
        self.exponent >= 0
    }

    /// The order of two numbers.
    pub fn compare(&self, other: &Decimal) -> Ordering {
        match (self.sign(), other.sign()) {
            (1, 1) => self.compare_magnitude(other),
            (-1, -1) => other.compare_magnitude(self),
            (one, other) => one.cmp(&other),
        }
    }

    /// Whether dividing by the other number leaves nothing; nothing but zero is a multiple of zero.
    pub fn is_multiple_of(&self, divisor: &Decimal) -> bool {
        if self.digits.is_empty() {
            return true;
        }
        // The last digit of the number is not 0, so a divisor that ends farther left cannot divide it.
        let Ok(zeros) = u64::try_from(self.exponent.saturating_sub(divisor.exponent)) else {
            return false;
        };
        match divisor.whole() {
            Some(0) | None => false,
            Some(whole) => self.remainder(zeros, u128::from(whole)) == 0,
        }
    }

    /// One text per number, whatever way it was written.
    pub fn canonical(&self) -> String {
        let sign = if self.negative { "-" } else { "" };
        let digits: String = self
            .digits
            .iter()
            .map(|digit| char::from(b'0' + digit))
            .collect();
        format!("{sign}{digits}e{}", self.exponent)
    }

    fn normalised(mut self) -> Decimal {
        let leading = self.digits.iter().take_while(|digit| **digit == 0).count();
        self.digits.drain(..leading);
        while self.digits.last() == Some(&0) {
            self.digits.pop();
            self.exponent = self.exponent.saturating_add(1);
        }
        if self.digits.is_empty() {
            return Decimal {
                negative: false,
                digits: Vec::new(),
                exponent: 0,
            };
        }
        self
    }

    fn sign(&self) -> i8 {
        match (self.digits.is_empty(), self.negative) {
            (true, _) => 0,
            (false, true) => -1,
            (false, false) => 1,
        }
    }

    fn compare_magnitude(&self, other: &Decimal) -> Ordering {
        // Digits end in no 0, so comparing them one by one orders numbers of one size.
        self.size()
            .cmp(&other.size())
            .then_with(|| self.digits.cmp(&other.digits))
    }

    /// The power of ten just above the first digit.
    fn size(&self) -> i64 {
        let count = i64::try_from(self.digits.len()).unwrap_or(i64::MAX);
        self.exponent.saturating_add(count)
    }

    /// The digits as a number, if they fit.
    fn whole(&self) -> Option<u64> {
        self.digits.iter().try_fold(0_u64, |whole, digit| {
            whole.checked_mul(10)?.checked_add(u64::from(*digit))
        })
    }

    /// What dividing the digits, followed by zeros, by a number below 2^64 leaves.
    fn remainder(&self, zeros: u64, divisor: u128) -> u128 {
        let digits = self.digits.iter();
        let rest = digits.fold(0, |rest, digit| (rest * 10 + u128::from(*digit)) % divisor);
        rest * power_of_ten(zeros, divisor) % divisor
    }
}

/// A power of ten modulo a number below 2^64, by squaring.
fn power_of_ten(mut exponent: u64, modulus: u128) -> u128 {
    let (mut power, mut base) = (1 % modulus, 10 % modulus);
    while exponent > 0 {
        if exponent & 1 == 1 {
            power = power * base % modulus;
        }
        base = base * base % modulus;
        exponent >>= 1;
    }
    power
}

/// An exponent; one that no `i64` holds counts as the nearest that does.
fn parse_exponent(text: &str) -> i64 {
    let nearest = if text.starts_with('-') {
        i64::MIN / 2
    } else {
        i64::MAX / 2
    };
    text.parse().unwrap_or(nearest)
}
