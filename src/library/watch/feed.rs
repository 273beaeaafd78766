//! An address that is asked again and again. When to ask is a matter of [`super::schedule`]; waiting is left to the caller.

use std::hash::Hasher;
use std::time::Duration;

use super::fetch::{Answer, Fetcher, Validators};
use super::schedule::Schedule;
use super::source::Address;
use super::{Content, Receipt, Teller, Unheard};
use crate::model::Fnv1a;

/// An address with what is known of its last answer.
pub struct Feed {
    address: Address,
    fetcher: Fetcher,
    schedule: Schedule,
    validators: Validators,
    /// Hash of the last answer: many servers give no validators.
    last: Option<u64>,
}

impl Feed {
    /// Not asked yet; `validators` are of an earlier time.
    pub fn new(
        address: Address,
        fetcher: Fetcher,
        every: Duration,
        validators: Validators,
    ) -> Feed {
        Feed {
            address,
            fetcher,
            schedule: Schedule::new(every),
            validators,
            last: None,
        }
    }

    /// Asks until nobody listens, once alone if wanted so, or until `pause` says so, which waits as long as it is told.
    pub fn follow(
        mut self,
        mut teller: Teller,
        once: bool,
        mut pause: impl FnMut(Duration) -> bool,
    ) {
        while let Ok(wait) = self.visit(&mut teller) {
            if once || !pause(wait) {
                return;
            }
        }
    }

    /// Asks, tells what came, and says how long to wait.
    fn visit(&mut self, teller: &mut Teller) -> Result<Duration, Unheard> {
        match self.fetcher.get(&self.address, &self.validators) {
            Ok(answer) => {
                teller.well()?;
                if let Answer::Changed { bytes, validators } = answer {
                    self.validators = validators;
                    self.hand_on(bytes, teller)?;
                }
                Ok(self.schedule.after_success())
            }
            Err(error) => {
                let failure = error.failure();
                teller.trouble(error.into())?;
                Ok(self.schedule.after(failure))
            }
        }
    }

    fn hand_on(&mut self, bytes: Vec<u8>, teller: &Teller) -> Result<(), Unheard> {
        let mut hash = Fnv1a::default();
        hash.write(&bytes);
        if self.last.replace(hash.finish()) == Some(hash.finish()) {
            return Ok(());
        }
        let receipt = Receipt {
            name: self.address.receipt_name(),
            value: self.validators.to_value(),
        };
        teller.arrived(Content::Bytes(bytes), Some(receipt))
    }
}
