-- +goose Up

-- What the attempt of a row came to, for when its entry is no longer in the list: what
-- was created must not be created twice.
ALTER TABLE batch_rows ADD COLUMN came_to TEXT NOT NULL DEFAULT '';
