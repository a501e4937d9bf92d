"""The tables. The library is the truth; everything under `DERIVED` is made from it and can be made again.

Rows know each other by small numbers (`n`, `doc`); what people and programs see are the ids, which come from content.
All that a document supports hangs on its row by foreign keys, so that it goes when the document goes.
"""

import secrets
import sqlite3

APPLICATION_ID = 0x5A484755
"""`ZHGU` in the file's header: says whose file this is."""

VERSION = 3
"""Of the tables below; kept in the file as `user_version`."""

_LIBRARY = """
CREATE TABLE store (id TEXT NOT NULL, last_commit INTEGER NOT NULL);

CREATE TABLE originals (
    sha256 TEXT PRIMARY KEY,
    compressed INTEGER NOT NULL,
    data BLOB NOT NULL
);

CREATE TABLE library (
    n INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    sha256 TEXT NOT NULL REFERENCES originals,
    extractor TEXT NOT NULL,
    level TEXT NOT NULL,
    record BLOB NOT NULL
);
CREATE INDEX library_by_original ON library (sha256);

CREATE TABLE access_groups (
    doc INTEGER NOT NULL REFERENCES library ON DELETE CASCADE,
    name TEXT NOT NULL,
    PRIMARY KEY (doc, name)
) WITHOUT ROWID;

CREATE TABLE sources (
    source TEXT PRIMARY KEY,
    doc INTEGER NOT NULL REFERENCES library ON DELETE CASCADE
) WITHOUT ROWID;
CREATE INDEX sources_by_document ON sources (doc);

-- The last change of every document that ever was: an index that was away must hear of deletions too.
CREATE TABLE changes (
    document_id TEXT PRIMARY KEY,
    number INTEGER NOT NULL,
    deleted INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX changes_by_number ON changes (number);
"""

_CORRECTIONS = """
-- Bound to no row of library: they outlive the document, and hold again when its bytes come back.
CREATE TABLE IF NOT EXISTS corrections (
    id TEXT PRIMARY KEY,
    document_id TEXT,
    target TEXT NOT NULL,
    record TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS corrections_by_document ON corrections (document_id);

-- A document that took the place of a corrected one inherits its corrections.
CREATE TABLE IF NOT EXISTS successions (
    later TEXT NOT NULL,
    earlier TEXT NOT NULL,
    PRIMARY KEY (later, earlier)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS successions_by_earlier ON successions (earlier);

-- Derived: how each correction stands on each document that it holds for.
CREATE TABLE IF NOT EXISTS standings (
    doc INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
    correction TEXT NOT NULL,
    standing TEXT NOT NULL,
    PRIMARY KEY (doc, correction)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS standings_by_correction ON standings (correction);
"""

_DERIVED = """
CREATE TABLE documents (
    n INTEGER PRIMARY KEY REFERENCES library ON DELETE CASCADE,
    id TEXT NOT NULL UNIQUE,
    file TEXT NOT NULL,
    title TEXT NOT NULL,
    kind TEXT NOT NULL,
    earliest TEXT,
    latest TEXT,
    date_basis TEXT NOT NULL,
    place TEXT,
    speaker_post TEXT,
    encoding TEXT NOT NULL,
    characters INTEGER NOT NULL,
    level TEXT NOT NULL,
    grouped INTEGER NOT NULL,
    sections INTEGER NOT NULL,
    passages INTEGER NOT NULL,
    rules INTEGER NOT NULL,
    abilities INTEGER NOT NULL,
    formulas INTEGER NOT NULL,
    noise INTEGER NOT NULL,
    obligations INTEGER NOT NULL,
    prohibitions INTEGER NOT NULL,
    permissions INTEGER NOT NULL,
    recommendations INTEGER NOT NULL
);
CREATE INDEX documents_by_title ON documents (title, id);

CREATE TABLE sections (
    n INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    doc INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
    parent TEXT,
    level INTEGER NOT NULL,
    label TEXT NOT NULL,
    title TEXT NOT NULL,
    begins INTEGER NOT NULL,
    ends INTEGER NOT NULL,
    text TEXT NOT NULL
);
CREATE INDEX sections_by_document ON sections (doc, parent, begins);

CREATE TABLE passages (
    n INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    doc INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
    section TEXT,
    outline TEXT NOT NULL,
    begins INTEGER NOT NULL,
    ends INTEGER NOT NULL,
    text TEXT NOT NULL
);
CREATE INDEX passages_by_document ON passages (doc, section, begins);

-- Words that bear something out: a rule, the mention of an ability or formula, an attribution.
CREATE TABLE finds (
    n INTEGER PRIMARY KEY,
    doc INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
    passage TEXT,
    outline TEXT NOT NULL,
    begins INTEGER NOT NULL,
    ends INTEGER NOT NULL,
    text TEXT NOT NULL
);
CREATE INDEX finds_by_document ON finds (doc, passage, begins);

-- `position` is the promised order of rules as one number, see `rows.position`.
CREATE TABLE rules (
    n INTEGER PRIMARY KEY REFERENCES finds ON DELETE CASCADE,
    id TEXT NOT NULL UNIQUE,
    doc INTEGER NOT NULL,
    position INTEGER NOT NULL,
    modality TEXT NOT NULL,
    force TEXT NOT NULL,
    deadline TEXT,
    deadline_iso TEXT,
    working_days INTEGER NOT NULL,
    sanction TEXT,
    bearers TEXT NOT NULL,
    duties TEXT NOT NULL,
    finder TEXT NOT NULL,
    cue TEXT NOT NULL
);
CREATE INDEX rules_in_order ON rules (position, id, doc, modality, force);
CREATE INDEX rules_by_document ON rules (doc, position, id);

-- Which roles a rule binds and which duties it governs, in the order of rules.
CREATE TABLE rule_names (
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    position INTEGER NOT NULL,
    rule TEXT NOT NULL,
    n INTEGER NOT NULL,
    doc INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
    PRIMARY KEY (kind, name, position, rule)
) WITHOUT ROWID;
CREATE INDEX rule_names_by_document ON rule_names (doc);

CREATE TABLE mentions (
    n INTEGER PRIMARY KEY REFERENCES finds ON DELETE CASCADE,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    count INTEGER,
    members TEXT NOT NULL
);
CREATE INDEX mentions_by_name ON mentions (kind, name);

-- A named node is there while a document supports it; `evidence` counts its rules or mentions in the document.
CREATE TABLE support (
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    doc INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
    evidence INTEGER NOT NULL,
    first TEXT,
    last TEXT,
    PRIMARY KEY (kind, name, doc)
) WITHOUT ROWID;
CREATE INDEX support_by_document ON support (doc);

-- One row for an edge and a document that bears it out, with the first of its words: `finds` is a list of finds.n.
-- `age` and `document_id` put the newest evidence first, whatever the order in which documents came in.
CREATE TABLE links (
    n INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    source_kind TEXT NOT NULL,
    source TEXT NOT NULL,
    target_kind TEXT NOT NULL,
    target TEXT NOT NULL,
    doc INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
    age INTEGER NOT NULL,
    document_id TEXT NOT NULL,
    place INTEGER NOT NULL,
    finds TEXT NOT NULL
);
-- `place` and `doc` at their end let links be added up from the index alone: of a hub there are tens of thousands.
CREATE INDEX links_by_source ON links (source_kind, source, kind, target_kind, target, age, document_id, place, doc);
CREATE INDEX links_by_target ON links (target_kind, target, kind, source_kind, source, age, document_id, place, doc);
CREATE INDEX links_by_document ON links (doc);
"""

_LINEAGE = """
-- Sentences as lineage knows them: `plain` is the normal text that likeness is measured on.
CREATE TABLE statements (
    doc INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
    begins INTEGER NOT NULL,
    ends INTEGER NOT NULL,
    passage TEXT NOT NULL,
    plain TEXT NOT NULL,
    PRIMARY KEY (doc, begins)
) WITHOUT ROWID;

-- Which statements carry a band. Those of a document are taken away by `shelf.forget`.
CREATE TABLE bands (
    band INTEGER NOT NULL,
    doc INTEGER NOT NULL,
    begins INTEGER NOT NULL,
    PRIMARY KEY (band, doc, begins)
) WITHOUT ROWID;
"""

_MARKS = """
-- What people note beside the documents; like corrections it outlives them.
CREATE TABLE marks (
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    record TEXT NOT NULL,
    documents TEXT NOT NULL,
    PRIMARY KEY (kind, name)
) WITHOUT ROWID;
"""

DERIVED = (
    "bands",
    "statements",
    "standings",
    "links",
    "support",
    "mentions",
    "rule_names",
    "rules",
    "finds",
    "passages",
    "sections",
    "documents",
)
"""The derived tables, each before those that it hangs on."""


def create(db: sqlite3.Connection) -> None:
    """Makes the tables of an empty store; belongs inside a transaction."""
    _run(db, _LIBRARY + _DERIVED + _CORRECTIONS + _LINEAGE + _MARKS)
    db.execute("INSERT INTO store VALUES (?, 0)", (secrets.token_hex(16),))
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    db.execute(f"PRAGMA user_version = {VERSION}")


def upgrade(db: sqlite3.Connection) -> None:
    """Brings the tables of an older version up, step by step; belongs inside a transaction.

    What is derived of documents for tables that are new stands to be made.
    """
    version = int(db.execute("PRAGMA user_version").fetchone()[0])
    for statements in _STEPS[version - 1 :]:
        _run(db, statements)
    db.execute(f"PRAGMA user_version = {VERSION}")


_STEPS = (_CORRECTIONS, _LINEAGE + _MARKS)
"""What versions 2 and 3 added."""


def _run(db: sqlite3.Connection, statements: str) -> None:
    for statement in statements.split(";\n"):
        if statement.strip():
            db.execute(statement)
