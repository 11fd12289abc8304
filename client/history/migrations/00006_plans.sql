-- +goose Up

-- What is being made, changed or deleted of a dataflow in several requests, until
-- nothing of it is open any more. There is no place in it for a secret, nor for what
-- is in the customer's files.
CREATE TABLE plans (
    entry INTEGER NOT NULL REFERENCES entries (rowid) ON DELETE CASCADE,
    mark  TEXT    NOT NULL,
    said  TEXT    NOT NULL, -- JSON
    PRIMARY KEY (entry, mark)
) STRICT, WITHOUT ROWID;
