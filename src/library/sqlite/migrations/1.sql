-- Version 1 of the library. Migrations are only ever added: what stands here was written to files of users.

-- What lists show: one row a dispatch, with the fields of its newest version and what its readers did with it.
CREATE TABLE item (
    id INTEGER PRIMARY KEY,
    -- The agency's identifier, the same for all versions.
    name TEXT NOT NULL UNIQUE,
    -- Items that tell one story share the id of the first of them.
    story INTEGER NOT NULL,
    -- The version shown.
    newest INTEGER NOT NULL,
    versions INTEGER NOT NULL,
    -- Seconds since 1970, UTC: of the newest version, else of its arrival.
    sent INTEGER NOT NULL,
    day TEXT,
    agency TEXT,
    lang TEXT,
    urgency INTEGER,
    level TEXT,
    status TEXT NOT NULL,
    signal TEXT,
    -- Seconds since 1970, UTC; null where none is stated.
    embargo INTEGER,
    place TEXT,
    slug TEXT,
    title TEXT NOT NULL,
    quotations INTEGER NOT NULL,
    actors INTEGER NOT NULL,
    figures INTEGER NOT NULL,
    -- Hash of what links versions where agencies give no identifier: agency with slug, else with place.
    chain INTEGER,
    read INTEGER NOT NULL DEFAULT 0,
    marked INTEGER NOT NULL DEFAULT 0,
    deleted INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX item_by_time ON item (sent DESC, id DESC) WHERE deleted = 0;
CREATE INDEX item_unread ON item (sent DESC, id DESC) WHERE deleted = 0 AND read = 0;
CREATE INDEX item_by_story ON item (story);
CREATE INDEX item_by_chain ON item (chain, sent DESC) WHERE chain IS NOT NULL;

-- Everything that was ever transmitted.
CREATE TABLE version (
    id INTEGER PRIMARY KEY,
    item INTEGER NOT NULL REFERENCES item,
    number TEXT,
    -- Hash of what a reader would notice: text, headline, status, signal, notes.
    digest INTEGER NOT NULL,
    -- Seconds since 1970, UTC: as the agency dates it, and as it came here.
    sent INTEGER,
    arrived INTEGER NOT NULL,
    -- The record, see `record.rs`: deflated JSON.
    body BLOB NOT NULL
) STRICT;
CREATE UNIQUE INDEX version_of_item ON version (item, digest);

-- A sketch of the newest version's words, to tell versions of a story from other news of the same place.
CREATE TABLE sketch (item INTEGER PRIMARY KEY REFERENCES item, hashes BLOB NOT NULL) STRICT;

-- Words of the newest version, as they are written and folded. Holds no text of its own.
CREATE VIRTUAL TABLE word USING fts5 (
    text, folded, content = '', contentless_delete = 1, tokenize = "unicode61 remove_diacritics 0"
);

-- Actors across dispatches, and the words by which they are looked up.
CREATE TABLE actor (id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, name TEXT NOT NULL) STRICT;
CREATE TABLE actor_word (word TEXT NOT NULL, actor INTEGER NOT NULL REFERENCES actor, PRIMARY KEY (word, actor))
    STRICT, WITHOUT ROWID;

-- Who appears in the newest version of an item, at which position of its actors, and how often it is quoted.
CREATE TABLE appearance (
    actor INTEGER NOT NULL REFERENCES actor,
    item INTEGER NOT NULL REFERENCES item,
    position INTEGER NOT NULL,
    mentions INTEGER NOT NULL,
    quotations INTEGER NOT NULL,
    PRIMARY KEY (actor, item, position)
) STRICT, WITHOUT ROWID;

-- Figures of the newest version of an item by what they measure: a unit, or the counted noun, folded.
CREATE TABLE figure (
    measure TEXT NOT NULL,
    value REAL NOT NULL,
    item INTEGER NOT NULL REFERENCES item,
    position INTEGER NOT NULL,
    PRIMARY KEY (measure, value, item, position)
) STRICT, WITHOUT ROWID;

-- What readers changed, to undo and redo it; `batch` holds together what one key did.
CREATE TABLE change (
    id INTEGER PRIMARY KEY,
    batch INTEGER NOT NULL,
    author TEXT NOT NULL,
    at INTEGER NOT NULL,
    item INTEGER NOT NULL REFERENCES item,
    flag TEXT NOT NULL,
    value INTEGER NOT NULL,
    undone INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX change_by_author ON change (author, undone, batch);

-- Searches that are asked again and again; `seen` is the newest item that was listed when one was last looked at.
CREATE TABLE search (name TEXT PRIMARY KEY, query TEXT NOT NULL, seen INTEGER NOT NULL) STRICT, WITHOUT ROWID;

-- Values of the library as a whole.
CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
