//! Behaviour of the program, driven from outside. One binary, one module a subject.

mod commands;
mod layers;
mod program;
mod show;
