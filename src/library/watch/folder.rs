//! Files that appear in a folder, or in one below it. What the system tells of changes is taken as a hint: the folder is looked
//! through now and then all the same, for what was missed, and where the system tells nothing (network file systems).

use std::fs::{self, Metadata};
use std::io;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::{Duration, Instant, SystemTime};

use notify::event::{AccessKind, AccessMode, ModifyKind};
use notify::{Config, Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use super::settling::{Hint, Settling, Signature};
use super::{Content, Teller, Trouble, Unheard};

/// Between two looks at a folder of which the system tells changes.
const LOOK: Duration = Duration::from_secs(30);
/// The same where it tells none, or where there is no folder.
const LOOK_BLIND: Duration = Duration::from_secs(1);
/// A new folder is looked through after so long: what came into it before it was watched is told by nobody.
const NEW_FOLDER: Duration = Duration::from_millis(200);
/// Looking takes at most one part in so many of the time, however large the folder is.
const SHARE: u32 = 300;
/// Endings of files that programs which copy have not finished.
const UNFINISHED: &[&str] = &["part", "partial", "filepart", "tmp", "crdownload"];

/// Tells of every file there is and of every one that comes, until nobody listens; `once`, of those there are.
pub fn watch(path: &Path, once: bool, teller: Teller) {
    let mut folder = Folder::new(path, teller);
    let (sender, events) = mpsc::channel();
    let _ = folder.follow(once, &sender, &events);
}

type Told = notify::Result<Event>;

struct Folder {
    /// As the user calls it.
    named: PathBuf,
    /// As the system calls it.
    root: PathBuf,
    /// What is watched, and the number of the folder: another one may take its name.
    attached: Option<(u64, RecommendedWatcher)>,
    /// Why the system tells of no changes.
    blind: Option<String>,
    settling: Settling,
    next_look: Duration,
    started: Instant,
    teller: Teller,
}

impl Folder {
    fn new(path: &Path, teller: Teller) -> Folder {
        Folder {
            named: path.to_owned(),
            root: path.to_owned(),
            attached: None,
            blind: None,
            settling: Settling::default(),
            next_look: Duration::ZERO,
            started: Instant::now(),
            teller,
        }
    }

    fn follow(
        &mut self,
        once: bool,
        sender: &mpsc::Sender<Told>,
        events: &Receiver<Told>,
    ) -> Result<(), Unheard> {
        loop {
            if self.now() >= self.next_look {
                self.look((!once).then_some(sender))?;
            }
            for path in self.settling.take(self.now(), signature) {
                let inner = path.strip_prefix(&self.root).unwrap_or(&path);
                let content = Content::File(self.named.join(inner));
                self.teller.arrived(content, None)?;
            }
            let settled = self.settling.next();
            if once && settled.is_none() {
                return Ok(());
            }
            let next = settled.map_or(self.next_look, |due| due.min(self.next_look));
            match events.recv_timeout(next.saturating_sub(self.now())) {
                Ok(event) => {
                    self.hear(event);
                    events.try_iter().for_each(|event| self.hear(event));
                }
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => {}
            }
        }
    }

    fn now(&self) -> Duration {
        self.started.elapsed()
    }

    fn look_within(&mut self, time: Duration) {
        self.next_look = self.next_look.min(self.now() + time);
    }

    /// Takes in what the system tells.
    fn hear(&mut self, event: Told) {
        let event = match event {
            Ok(event) => event,
            Err(error) => {
                self.blind = Some(error.to_string());
                return self.look_within(Duration::ZERO);
            }
        };
        // To look through the folder is told of, too: as opening it, which must not lead to another look.
        let moves = matches!(
            event.kind,
            EventKind::Remove(_) | EventKind::Modify(ModifyKind::Name(_))
        );
        if event.need_rescan() || (moves && event.paths.contains(&self.root)) {
            self.look_within(Duration::ZERO);
        }
        let hint = match event.kind {
            EventKind::Create(_) | EventKind::Modify(ModifyKind::Data(_) | ModifyKind::Any) => {
                Hint::Written
            }
            EventKind::Modify(ModifyKind::Name(_)) => Hint::Moved,
            EventKind::Access(AccessKind::Close(AccessMode::Write)) => Hint::Closed,
            _ => return,
        };
        for path in event.paths {
            let inner = path.strip_prefix(&self.root).unwrap_or(&path);
            if inner.iter().any(is_passed_over) {
                continue;
            }
            match fs::metadata(&path) {
                Ok(data) if data.is_file() => {
                    let now = self.now();
                    self.settling.note(path, hint, signature_of(&data), now);
                }
                Ok(data) if data.is_dir() => self.look_within(NEW_FOLDER),
                _ => {}
            }
        }
    }

    /// Looks through everything; what changes later is told to `sender`.
    fn look(&mut self, sender: Option<&mpsc::Sender<Told>>) -> Result<(), Unheard> {
        let begun = self.now();
        let mut files = Vec::new();
        let looked = self
            .attach(sender)
            .and_then(|()| list(&self.root, &mut files));
        match looked {
            Err(trouble) => {
                self.attached = None;
                self.teller.trouble(trouble)?;
                self.next_look = self.now() + LOOK_BLIND;
                return Ok(());
            }
            Ok(()) => match &self.blind {
                Some(reason) => self.teller.trouble(Trouble::Blind(reason.clone()))?,
                None => self.teller.well()?,
            },
        }
        let today = SystemTime::now();
        self.settling
            .only(files.iter().map(|(path, _)| path.clone()));
        for (path, signature) in files {
            let age = today.duration_since(signature.modified);
            let age = age.unwrap_or_default();
            self.settling
                .note(path, Hint::Seen { age }, signature, begun);
        }
        let wait = if self.blind.is_some() {
            LOOK_BLIND
        } else {
            LOOK
        };
        let taken = self.now().saturating_sub(begun);
        self.next_look = self.now() + wait.max(taken * SHARE);
        Ok(())
    }

    /// Has the system tell of changes in the folder that has the name now.
    fn attach(&mut self, sender: Option<&mpsc::Sender<Told>>) -> Result<(), Trouble> {
        let root = fs::canonicalize(&self.named)?;
        let data = fs::metadata(&root)?;
        if !data.is_dir() {
            return Err(Trouble::NoFolder);
        }
        self.root = root;
        let Some(sender) = sender else {
            return Ok(());
        };
        if matches!(&self.attached, Some((number, _)) if *number == data.ino()) {
            return Ok(());
        }
        let config = Config::default().with_follow_symlinks(false);
        let watched = RecommendedWatcher::new(sender.clone(), config).and_then(|mut watcher| {
            watcher.watch(&self.root, RecursiveMode::Recursive)?;
            Ok(watcher)
        });
        match watched {
            Ok(watcher) => {
                self.blind = None;
                self.attached = Some((data.ino(), watcher));
            }
            Err(error) => self.blind = Some(error.to_string()),
        }
        Ok(())
    }
}

/// The visible files below a folder, by name. Links to folders are not followed: they may lead round in a circle. A folder in it
/// that cannot be read is passed over.
fn list(folder: &Path, files: &mut Vec<(PathBuf, Signature)>) -> Result<(), Trouble> {
    let children: io::Result<Vec<fs::DirEntry>> = fs::read_dir(folder)?.collect();
    let mut children = children?;
    children.retain(|child| !is_passed_over(&child.file_name()));
    children.sort_by_key(fs::DirEntry::file_name);
    for child in children {
        let path = child.path();
        if child.file_type().is_ok_and(|kind| kind.is_dir()) {
            let _ = list(&path, files);
        } else if let Some(signature) = signature(&path) {
            files.push((path, signature));
        }
    }
    Ok(())
}

/// Hidden, or surely not finished.
fn is_passed_over(name: &std::ffi::OsStr) -> bool {
    let ending = Path::new(name).extension();
    name.as_encoded_bytes().starts_with(b".")
        || ending.is_some_and(|ending| UNFINISHED.iter().any(|one| ending == *one))
}

/// None for what is no file: a pipe could be waited on for ever.
fn signature(path: &Path) -> Option<Signature> {
    let data = fs::metadata(path).ok()?;
    data.is_file().then(|| signature_of(&data))
}

fn signature_of(data: &Metadata) -> Signature {
    Signature {
        size: data.len(),
        modified: data.modified().unwrap_or(SystemTime::UNIX_EPOCH),
        number: data.ino(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use notify::event::RemoveKind;
    use std::sync::Arc;

    #[test]
    fn only_what_happens_to_the_folder_itself_leads_to_another_look() {
        let (sender, _messages) = mpsc::sync_channel(1);
        let teller = Teller::new("wires".into(), sender, &Arc::default());
        let mut folder = Folder::new(Path::new("/wires"), teller);
        folder.next_look = LOOK;
        let told = |kind| Ok(Event::new(kind).add_path("/wires".into()));
        folder.hear(told(EventKind::Access(AccessKind::Open(AccessMode::Any))));
        assert_eq!(folder.next_look, LOOK);
        folder.hear(told(EventKind::Remove(RemoveKind::Folder)));
        assert!(folder.next_look < LOOK);
    }
}
