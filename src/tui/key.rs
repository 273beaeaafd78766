//! A key press as the reader understands it: what was pressed, free of how a terminal spells it.
//! Knows nothing of escape sequences, bindings or actions.

/// One key press. Alt does not exist here: terminals send it as Escape followed by the key, and so it arrives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Key {
    pub code: KeyCode,
    /// Control was held. `C-h` and `C-j` never arrive: terminals use them for Backspace and Enter.
    pub ctrl: bool,
    /// Shift was held, for keys that are not characters: a character says it itself (`j`, `J`).
    pub shift: bool,
}

/// What is printed on the key, or the character it gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum KeyCode {
    Char(char),
    Enter,
    Esc,
    Tab,
    BackTab,
    Backspace,
    Delete,
    Insert,
    Up,
    Down,
    Left,
    Right,
    Home,
    End,
    PageUp,
    PageDown,
    F(u8),
}

impl Key {
    /// A key without modifiers.
    pub const fn plain(code: KeyCode) -> Self {
        Key {
            code,
            ctrl: false,
            shift: false,
        }
    }
}
