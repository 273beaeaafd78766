//! A queue between one thread that reads and one that works, bounded by bytes. Knows nothing of what is in it.
//!
//! A channel bounded by number would hold as many huge files as small ones; and whoever works wants everything that has
//! arrived at once, to share it out: little when input trickles in, much when it comes faster than it is worked on.

use std::sync::{Arc, Condvar, Mutex};

/// The end that puts in; the queue is closed when it is dropped.
pub struct Sender<T>(Arc<Shared<T>>);

/// The end that takes out.
pub struct Receiver<T>(Arc<Shared<T>>);

struct Shared<T> {
    state: Mutex<State<T>>,
    changed: Condvar,
    capacity: usize,
}

struct State<T> {
    items: Vec<T>,
    size: usize,
    closed: bool,
}

/// A queue for `capacity` bytes; a single item may be larger.
pub fn queue<T>(capacity: usize) -> (Sender<T>, Receiver<T>) {
    let state = State {
        items: Vec::new(),
        size: 0,
        closed: false,
    };
    let shared = Arc::new(Shared {
        state: Mutex::new(state),
        changed: Condvar::new(),
        capacity,
    });
    (Sender(Arc::clone(&shared)), Receiver(shared))
}

const HELD: &str = "no thread panics while it holds the queue";

impl<T> Sender<T> {
    /// Puts in an item of `size` bytes, as soon as there is room for it.
    pub fn push(&self, item: T, size: usize) {
        let shared = &*self.0;
        let full = |state: &mut State<T>| state.size > 0 && state.size + size > shared.capacity;
        let state = shared.state.lock().expect(HELD);
        let mut state = shared.changed.wait_while(state, full).expect(HELD);
        state.items.push(item);
        state.size += size;
        shared.changed.notify_all();
    }
}

impl<T> Drop for Sender<T> {
    fn drop(&mut self) {
        self.0.state.lock().expect(HELD).closed = true;
        self.0.changed.notify_all();
    }
}

impl<T> Receiver<T> {
    /// Everything that is in the queue, as soon as there is anything; none after the last.
    pub fn take(&self) -> Option<Vec<T>> {
        let shared = &*self.0;
        let idle = |state: &mut State<T>| state.items.is_empty() && !state.closed;
        let state = shared.state.lock().expect(HELD);
        let mut state = shared.changed.wait_while(state, idle).expect(HELD);
        state.size = 0;
        shared.changed.notify_all();
        let items = std::mem::take(&mut state.items);
        (!items.is_empty()).then_some(items)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::thread;

    #[test]
    fn items_come_out_in_order_and_never_more_bytes_than_fit() {
        let (sender, receiver) = queue(10);
        let pushing = thread::spawn(move || (0..100).for_each(|item| sender.push(item, 4)));
        let mut all = Vec::new();
        while let Some(items) = receiver.take() {
            assert!(items.len() <= 2, "{} items of 4 bytes", items.len());
            all.extend(items);
        }
        pushing.join().unwrap();
        assert_eq!(all, (0..100).collect::<Vec<_>>());
    }

    #[test]
    fn an_item_larger_than_the_queue_passes_alone() {
        let (sender, receiver) = queue(10);
        sender.push("huge", 1_000);
        drop(sender);
        assert_eq!(receiver.take(), Some(vec!["huge"]));
        assert_eq!(receiver.take(), None);
    }
}
