//! Where links lead.

mod address;
mod speech;

pub use address::{Address, decoded};
pub use speech::Speech;
