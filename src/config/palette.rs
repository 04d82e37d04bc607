//! Colours that can be read by everybody.

use std::fmt;

/// A colour of the sRGB space, eight bits each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Colour([u8; 3]);

/// The colours of one scheme, light or dark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Palette {
    /// Behind everything.
    pub background: Colour,
    /// Of text.
    pub text: Colour,
    /// Of links, buttons and what has the focus.
    pub accent: Colour,
}

impl Palette {
    /// On light paper.
    pub const LIGHT: Self = Self {
        background: Colour([0xff, 0xff, 0xff]),
        text: Colour([0x16, 0x18, 0x1d]),
        accent: Colour([0x0b, 0x3d, 0x91]),
    };
    /// At night.
    pub const DARK: Self = Self {
        background: Colour([0x12, 0x14, 0x1a]),
        text: Colour([0xec, 0xee, 0xf2]),
        accent: Colour([0x9d, 0xbc, 0xff]),
    };

    /// Of text that matters less; never under the contrast that WCAG 2.2 asks for (1.4.3).
    #[must_use]
    pub fn muted(&self) -> Colour {
        let muted = self.text.mixed(self.background, 70);
        if muted.contrast(self.background) < LEAST_CONTRAST { self.text } else { muted }
    }
}

/// The least contrast of text and what is behind it (WCAG 2.2, 1.4.3; RGAA 4.1, 3.2).
pub const LEAST_CONTRAST: f64 = 4.5;

impl Colour {
    /// Reads `#rrggbb` or `#rgb`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#')?;
        let digits = match digits.len() {
            3 => digits.chars().flat_map(|digit| [digit, digit]).collect(),
            6 => digits.to_owned(),
            _ => return None,
        };
        let channel = |at: usize| u8::from_str_radix(digits.get(at..at + 2)?, 16).ok();
        Some(Self([channel(0)?, channel(2)?, channel(4)?]))
    }

    /// The contrast of two colours, from 1 to 21 (WCAG 2.2, contrast ratio).
    #[must_use]
    pub fn contrast(self, other: Self) -> f64 {
        let (one, two) = (self.luminance(), other.luminance());
        (one.max(two) + 0.05) / (one.min(two) + 0.05)
    }

    /// The colour of text on this one: black or white, whichever is told better.
    #[must_use]
    pub fn text_on(self) -> Self {
        let (white, black) = (Self([0xff; 3]), Self([0; 3]));
        if self.contrast(white) >= self.contrast(black) { white } else { black }
    }

    /// `percent` of this one, and of the other what is left.
    fn mixed(self, other: Self, percent: u16) -> Self {
        Self(std::array::from_fn(|channel| {
            let (one, two) = (u16::from(self.0[channel]), u16::from(other.0[channel]));
            u8::try_from((one * percent + two * (100 - percent) + 50) / 100).unwrap_or(u8::MAX)
        }))
    }

    /// WCAG 2.2, relative luminance.
    fn luminance(self) -> f64 {
        let linear = self.0.map(|channel| {
            let channel = f64::from(channel) / 255.0;
            if channel <= 0.04045 { channel / 12.92 } else { ((channel + 0.055) / 1.055).powf(2.4) }
        });
        0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    }
}

/// As CSS writes it.
impl fmt::Display for Colour {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [r, g, b] = self.0;
        write!(formatter, "#{r:02x}{g:02x}{b:02x}")
    }
}
