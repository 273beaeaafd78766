//! Behaviour of the program, driven from outside. One binary, one module a subject.

#![allow(
    clippy::unwrap_used,
    reason = "a test whose scene cannot be set fails, helpers included"
)]

mod anchoring;
mod budget;
mod calibration;
mod commands;
mod decisions;
mod desk;
mod dossier;
mod editing;
mod export;
mod interchange;
mod layers;
mod library;
mod listing;
mod program;
mod pty;
mod reading;
mod readme;
mod reviewing;
mod rim;
mod searches;
mod server;
mod show;
mod terminal;
mod train;
mod watch;
mod wire;
mod wires;
