-- A file as the first version made it, with one connection in it.
CREATE TABLE connections (
	seq            INTEGER PRIMARY KEY AUTOINCREMENT,
	id             TEXT NOT NULL UNIQUE,
	etag           TEXT NOT NULL,
	org            TEXT NOT NULL,
	sandbox        TEXT NOT NULL,
	name           TEXT NOT NULL,
	description    TEXT NOT NULL,
	spec_id        TEXT NOT NULL,
	spec_version   TEXT NOT NULL,
	auth_name      TEXT NOT NULL,
	access_key     TEXT NOT NULL,
	bucket         TEXT NOT NULL,
	folder         TEXT NOT NULL,
	service_url    TEXT NOT NULL,
	has_session    INTEGER NOT NULL,
	state          TEXT NOT NULL,
	created_ms     INTEGER NOT NULL,
	updated_ms     INTEGER NOT NULL,
	created_by     TEXT NOT NULL,
	created_client TEXT NOT NULL
) STRICT;
CREATE INDEX connections_place ON connections (org, sandbox, seq);
INSERT INTO connections VALUES (
	7, '4cb0c374-d3bb-4557-b139-5712880adc55', '"1700d77b-0000-0200-0000-5e3b41a10000"',
	'000000000000000000000001@AdobeOrg', 'prod', 'Loyalty exports', 'Made by the first version',
	'ecadc60c-7455-4d87-84dc-2a0e293d997b', '1.0', 'Access Key', 'AKIAIOSFODNN7EXAMPLE', 'acme-landing', 'in',
	'', 1, 'enabled', 1597973312000, 1597973312345, '0000000000000000000000A1@techacct.adobe.com',
	'00000000000000000000000000000001'
);
PRAGMA user_version = 1;
