//! How much may wait in memory: whoever brings more waits until something was taken.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

/// Bytes that may wait, unless a single piece is larger.
const MOST: usize = 64 << 20;

/// Counts what waits.
#[derive(Debug, Default)]
pub struct Budget {
    used: Mutex<usize>,
    freed: Condvar,
}

/// A part of the budget, given back when it is dropped.
#[derive(Debug)]
pub struct Share {
    budget: Arc<Budget>,
    bytes: usize,
}

impl Budget {
    /// Takes a part of the budget; waits while there is not enough left.
    pub fn take(self: &Arc<Budget>, bytes: usize) -> Share {
        let full = |used: &mut usize| *used > 0 && *used + bytes > MOST;
        let mut used = self
            .freed
            .wait_while(self.lock(), full)
            .unwrap_or_else(PoisonError::into_inner);
        *used += bytes;
        Share {
            budget: Arc::clone(self),
            bytes,
        }
    }

    fn lock(&self) -> MutexGuard<'_, usize> {
        self.used.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Share {
    fn drop(&mut self) {
        *self.budget.lock() -= self.bytes;
        self.budget.freed.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::mpsc;
    use std::thread;

    #[test]
    fn more_waits_until_something_is_taken() {
        let budget: Arc<Budget> = Arc::default();
        let first = budget.take(2 * MOST);
        let (sender, taken) = mpsc::channel();
        let other = Arc::clone(&budget);
        let waiting = thread::spawn(move || {
            let share = other.take(1);
            sender.send("second").unwrap();
            share
        });
        assert!(taken.try_recv().is_err());
        drop(first);
        assert_eq!(taken.recv(), Ok("second"));
        drop(waiting.join().unwrap());
        assert_eq!(*budget.lock(), 0);
    }
}
