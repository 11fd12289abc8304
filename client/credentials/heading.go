package credentials

// headed are the fields that the heading of a table of connections may stand for.
var headed = map[field]ValueKind{
	fieldKeyID: AccessKeyID, fieldSecretKey: SecretAccessKey, fieldAnySecret: SecretAccessKey,
	fieldSessionToken: SessionToken, fieldBucket: BucketName, fieldFolder: FolderPath,
	fieldServiceURL: ServiceURL, fieldSandbox: SandboxName,
}

// HeadingKind returns what stands below a heading in a table of connections, in
// whatever way Amazon, Adobe or the tools of others write it.
func HeadingKind(heading string) (kind ValueKind, known bool) {
	kind, known = headed[meaningOf(heading).field]
	return kind, known
}

// RegionHeading reports whether regions of Amazon's stand below a heading.
func RegionHeading(heading string) bool { return meaningOf(heading).field == fieldRegion }
