//! The sample dispatches that a first visitor sees.

macro_rules! sample {
    ($name:literal) => {
        (
            $name,
            include_bytes!(concat!("../../assets/dispatches/", $name)),
        )
    };
}

/// Name and bytes of each, as they stand in `assets/dispatches`.
pub const SAMPLES: &[(&str, &[u8])] = &[
    sample!("dunkerque-batteries.txt"),
    sample!("iquique-seisme.txt"),
    sample!("modane-deraillement.txt"),
    sample!("nicosie-armateur.txt"),
    sample!("reykjavik-surveillance.txt"),
    sample!("seville-goalball.txt"),
    sample!("tallinn-archive.txt"),
    sample!("zaragoza-ebro.txt"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sample_is_part_of_the_program() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/dispatches");
        let there = std::fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap());
        let mut there: Vec<String> = there.filter(|name| name != "README.md").collect();
        there.sort();
        assert_eq!(
            there,
            SAMPLES.iter().map(|(name, _)| *name).collect::<Vec<_>>()
        );
    }
}
