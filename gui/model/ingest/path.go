package ingest

import (
	"context"
	"regexp"
	"slices"
	"strings"

	"mooring/client"
)

// tidyPath takes away what comes with a path that is copied from elsewhere: blanks and
// quotation marks around it, and the scheme of an address on S3.
func tidyPath(typed string) string {
	p := strings.TrimSpace(typed)
	for _, quote := range []string{`"`, `'`} {
		if len(p) > 1 && strings.HasPrefix(p, quote) && strings.HasSuffix(p, quote) {
			p = strings.TrimSpace(p[1 : len(p)-1])
		}
	}
	if scheme, rest, ok := strings.Cut(p, "://"); ok && slices.Contains([]string{"s3", "s3a", "s3n"}, strings.ToLower(scheme)) {
		return "/" + strings.TrimLeft(rest, "/")
	}
	return p
}

// localPath begins a path on a computer: of a drive or a server of Windows, or an address
// of a file.
var localPath = regexp.MustCompile(`(?i)^([a-z]:[\\/]|\\\\|file:/)`)

// isLocal reports whether a path is that of a file on a computer, which no bucket holds.
func isLocal(p string) bool { return localPath.MatchString(p) }

// missed reports whether what came of a look may come of how its path is spelled: it
// was refused, or there is nothing.
func missed(found look, err error) bool {
	switch client.KindOf(err) {
	case client.KindNotFound, client.KindRejected:
		return true
	}
	return err == nil && len(found.preview.Columns) == 0 && len(found.others) == 0
}

// spell looks for what the path means in the folder that should hold it, and returns it
// as Platform spells it: with the slashes, and the bucket in front, that belong to it.
// ok is false where it is not there, or is spelled so already.
func (q looking) spell(ctx context.Context, p Platform) (spelled string, ok bool) {
	root, err := p.Explore(ctx, q.base, "")
	if err != nil || len(root) == 0 {
		return "", false
	}
	top := strings.TrimSuffix(strings.TrimSuffix(root[0].Path, "/"), root[0].Name) // of all paths
	names, pattern := q.namesBelow(top), ""
	if last := len(names) - 1; last >= 0 && shapeOf(q.path) == Pattern {
		names, pattern = names[:last], names[last]
	}
	if len(names) > 0 && len(root) == 1 && names[0] != root[0].Name { // the only bucket need not be named
		names = append([]string{root[0].Name}, names...)
	}
	if len(names) == 0 {
		return top + pattern, top+pattern != q.path
	}
	folder, list := top, root
	if within := names[:len(names)-1]; len(within) > 0 {
		if _, ok := named(root, within[0]); !ok { // what would be in it need not be asked for
			return "", false
		}
		folder += strings.Join(within, "/") + "/"
		if list, err = p.Explore(ctx, q.base, folder); err != nil {
			return "", false
		}
	}
	found, ok := named(list, names[len(names)-1])
	spelled = folder + found.Name
	switch {
	case !ok, found.Type == client.File && pattern != "":
		return "", false
	case found.Type == client.Folder:
		spelled += "/" + pattern
	}
	return spelled, spelled != q.path
}

// named is what a folder holds under a name.
func named(list []client.Object, name string) (found client.Object, ok bool) {
	at := slices.IndexFunc(list, func(o client.Object) bool { return o.Name == name })
	if at < 0 {
		return client.Object{}, false
	}
	return list[at], true
}

// namesBelow are the names in the path below the top, whether or not the path begins
// with the top, or with the bucket and the folder that the connection is bound to.
func (q looking) namesBelow(top string) []string {
	names, bound := split(q.path), append(split(q.bucket), split(q.folder)...)
	for _, front := range [][]string{split(top), bound, split(q.bucket)} {
		if len(front) > 0 && len(names) >= len(front) && slices.Equal(names[:len(front)], front) {
			return names[len(front):]
		}
	}
	return names
}

// split are the names of a path.
func split(p string) []string {
	return slices.DeleteFunc(strings.Split(p, "/"), func(name string) bool { return name == "" })
}
