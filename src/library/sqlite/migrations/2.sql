-- Version 2 of the library: what reviewers decide.

-- The log, one row an event, in the order in which they came. Only ever added to.
CREATE TABLE event (
    seq INTEGER PRIMARY KEY,
    -- Made by whoever made the event: the same one that comes twice is one. The extractor proposes the same of every text that
    -- begins with the same words.
    id TEXT NOT NULL,
    version INTEGER NOT NULL REFERENCES version,
    -- JSON, see `review/log.rs`.
    line TEXT NOT NULL,
    UNIQUE (version, id)
) STRICT;
CREATE INDEX event_of_version ON event (version, seq);
CREATE TRIGGER event_stays_as_it_is BEFORE UPDATE ON event
    BEGIN SELECT raise(ABORT, 'events are only ever added'); END;
CREATE TRIGGER event_stays BEFORE DELETE ON event
    BEGIN SELECT raise(ABORT, 'events are only ever added'); END;

-- Where annotations stand that something happened to: follows from the log.
CREATE TABLE standing (
    version INTEGER NOT NULL REFERENCES version,
    -- The name as in the log, its 64 bits.
    annotation INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    standing TEXT NOT NULL,
    PRIMARY KEY (version, annotation)
) STRICT, WITHOUT ROWID;

-- Annotations of the version shown: decided on, decided differently by several, to be decided again after a change of the text.
ALTER TABLE item ADD COLUMN decided INTEGER NOT NULL DEFAULT 0;
ALTER TABLE item ADD COLUMN disputed INTEGER NOT NULL DEFAULT 0;
ALTER TABLE item ADD COLUMN reopened INTEGER NOT NULL DEFAULT 0;
CREATE INDEX item_disputed ON item (id) WHERE disputed > 0;
CREATE INDEX item_decided ON item (id) WHERE decided > 0;
