#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| depeche_fuzz::entry::read_stream(bytes));
