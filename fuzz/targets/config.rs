#![no_main]

#[path = "../../examples/laws/laws.rs"]
mod laws;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| laws::hold("config", bytes));
