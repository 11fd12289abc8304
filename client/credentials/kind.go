package credentials

// ValueKind is what a pasted value is meant to be.
type ValueKind int

// The kinds of values, one for each field that people paste into.
const (
	PlainText ValueKind = iota
	OrgID
	APIKey
	ClientSecret
	AccessToken
	SandboxName
	AccessKeyID
	SecretAccessKey
	SessionToken
	BucketName
	FolderPath
	ServiceURL
)

// Dirt is something around a value that does not belong to it. Its String is
// stable, so that texts can be kept under it.
type Dirt int

// The kinds of dirt, in the order in which Clean names them.
const (
	// DirtSpace is white space around the value.
	DirtSpace Dirt = iota
	// DirtLineEnd is a line end around the value.
	DirtLineEnd
	// DirtNoBreakSpace is a no-break space around the value.
	DirtNoBreakSpace
	// DirtInvisible is zero-width and control characters around the value, or inside.
	DirtInvisible
	// DirtByteOrderMark is the invisible mark at the beginning of some files.
	DirtByteOrderMark
	// DirtQuotes is quotes of any kind, straight or typographic.
	DirtQuotes
	// DirtFullWidth is full-width characters, which input methods write.
	DirtFullWidth
	// DirtBearer is the word Bearer before a token.
	DirtBearer
	// DirtName is the name of the value before it: aws_access_key_id =,
	// export AWS_…=, "Client ID:".
	DirtName
	// DirtBraces is braces or angle brackets around the value, left over from a
	// placeholder.
	DirtBraces
	// DirtStray is a character around the value that cannot belong to it: a
	// closing bracket, a comma, a semicolon, a backslash.
	DirtStray
	// DirtPercent is the % that zsh prints after a file without a line end.
	DirtPercent
	// DirtJoined is the line ends inside a secret or token that was broken over
	// several lines, or the spaces that became of them.
	DirtJoined
	// DirtEncoded is the base64 that the value was written in.
	DirtEncoded
	// DirtEscaped is how a page or an address writes characters: &#43;, %2B.
	DirtEscaped
)

var dirtNames = [...]string{
	"space", "lineEnd", "noBreakSpace", "invisible", "byteOrderMark", "quotes", "fullWidth", "bearer", "name", "braces",
	"stray", "percent", "joined", "encoded", "escaped",
}

// String returns the stable name of the dirt.
func (d Dirt) String() string {
	if d < 0 || int(d) >= len(dirtNames) {
		return "unknown"
	}
	return dirtNames[d]
}
