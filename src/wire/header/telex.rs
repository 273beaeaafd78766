//! The header line of the telex: `FRA0064 1 G 0004 FRA/AFP-RC58`.

/// What such a line says of a text.
pub struct Telex {
    pub urgency: u8,
    pub agency: Option<String>,
}

impl Telex {
    /// Reads wire and number, priority, service, words, origin and agency, number of the system.
    pub fn read(text: &str) -> Option<Telex> {
        let words: Vec<&str> = text.split_whitespace().take(6).collect();
        let [wire, priority, service, count, origin] = words[..] else {
            return None;
        };
        let letters = wire.trim_end_matches(|c: char| c.is_ascii_digit());
        let digits = wire.len() - letters.len();
        let is_capitals = |text: &str| text.bytes().all(|byte| byte.is_ascii_uppercase());
        let known = is_capitals(letters)
            && (2..=5).contains(&letters.len())
            && (3..=5).contains(&digits)
            && service.len() <= 3
            && is_capitals(service)
            && count.bytes().all(|byte| byte.is_ascii_digit());
        let urgency = priority
            .parse()
            .ok()
            .filter(|urgency| known && (1..=9).contains(urgency))?;
        let agency = origin
            .split_once('/')
            .and_then(|(_, rest)| rest.split('-').next());
        Some(Telex {
            urgency,
            agency: agency.map(str::to_owned),
        })
    }
}
