//! Text + width → rows and pages.
