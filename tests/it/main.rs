//! Behaviour of the program, driven from outside. One binary, one module a subject.

#![allow(
    clippy::unwrap_used,
    reason = "a test whose scene cannot be set fails, helpers included"
)]

mod commands;
mod layers;
mod program;
mod pty;
mod rim;
mod show;
mod wire;
