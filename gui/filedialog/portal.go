//go:build !windows && !darwin

package filedialog

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"time"

	"github.com/godbus/dbus/v5"
)

const (
	portalName    = "org.freedesktop.portal.Desktop"
	portalPath    = dbus.ObjectPath("/org/freedesktop/portal/desktop")
	portalChooser = "org.freedesktop.portal.FileChooser"
	portalRequest = "org.freedesktop.portal.Request"
	busOwner      = "org.freedesktop.DBus"
	ownerChanged  = busOwner + ".NameOwnerChanged"
)

const (
	// askLimit is how long the portal may take to begin. It may have to be started first.
	askLimit = 10 * time.Second
	// closeLimit is how long a dialog that nobody waits for any more is given to close.
	closeLimit = 500 * time.Millisecond
	// tooSoon is before anybody can have dismissed a dialog: what ends by then was never shown.
	tooSoon = 300 * time.Millisecond
)

// How a request ends.
const (
	responseTaken = 0
	responseOther = 2
)

func open(ctx context.Context, o Opening) ([]string, error) {
	options := o.options()
	options["multiple"] = dbus.MakeVariant(o.Several)
	return ask(ctx, "OpenFile", o.Common, options)
}

func save(ctx context.Context, s Saving) ([]string, error) {
	options := s.options()
	options["current_name"] = dbus.MakeVariant(s.Name)
	return ask(ctx, "SaveFile", s.Common, options)
}

// portalFilter is a kind as the portal takes it: a name, and patterns (0) or types (1).
type portalFilter struct {
	Name     string
	Patterns []portalPattern
}

type portalPattern struct {
	Type    uint32
	Pattern string
}

func (c Common) options() map[string]dbus.Variant {
	options := map[string]dbus.Variant{"modal": dbus.MakeVariant(true)}
	if c.Accept != "" {
		options["accept_label"] = dbus.MakeVariant(strings.ReplaceAll(c.Accept, "_", "__")) // one underlines a letter
	}
	if c.Folder != "" {
		options["current_folder"] = dbus.MakeVariant(append([]byte(c.Folder), 0))
	}
	var filters []portalFilter
	for _, kind := range c.Kinds {
		filter := portalFilter{Name: kind.Name}
		for _, ending := range kind.Endings {
			// The portal tells large letters from small ones.
			filter.Patterns = append(filter.Patterns, portalPattern{Pattern: "*" + ending}, portalPattern{Pattern: "*" + strings.ToUpper(ending)})
		}
		if len(kind.Endings) == 0 {
			filter.Patterns = []portalPattern{{Pattern: "*"}}
		}
		filters = append(filters, filter)
	}
	if len(filters) > 0 {
		options["filters"] = dbus.MakeVariant(filters)
		options["current_filter"] = dbus.MakeVariant(filters[0])
	}
	return options
}

// ask shows a dialog and waits for its end. The connection is of its own: when it
// closes, the portal drops what was asked over it, however that came.
func ask(ctx context.Context, method string, c Common, options map[string]dbus.Variant) ([]string, error) {
	bus, err := connect()
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrNone, err)
	}
	defer func() { _ = bus.Close() }()
	// The portal names its answer by who asks and by a word of ours, so that we can
	// listen before we ask.
	token := "mooring" + rand.Text()
	sender := strings.ReplaceAll(strings.TrimPrefix(bus.Names()[0], ":"), ".", "_")
	request := portalPath + dbus.ObjectPath("/request/"+sender+"/"+token)
	options["handle_token"] = dbus.MakeVariant(token)
	signals := make(chan *dbus.Signal, 16)
	bus.Signal(signals)
	for _, match := range [][]dbus.MatchOption{
		{dbus.WithMatchObjectPath(request), dbus.WithMatchInterface(portalRequest)},
		{dbus.WithMatchSender(busOwner), dbus.WithMatchInterface(busOwner), dbus.WithMatchMember("NameOwnerChanged"), dbus.WithMatchArg(0, portalName)},
	} {
		if err := bus.AddMatchSignalContext(ctx, match...); err != nil {
			return nil, fmt.Errorf("%w: %w", ErrNone, err)
		}
	}
	parent := ""
	if c.Parent != 0 {
		parent = fmt.Sprintf("x11:%x", c.Parent)
	}
	limited, stop := context.WithTimeout(ctx, askLimit)
	defer stop()
	portal := bus.Object(portalName, portalPath)
	if err := portal.CallWithContext(limited, portalChooser+"."+method, 0, parent, c.Title, options).Err; err != nil {
		if ctx.Err() != nil {
			dismiss(ctx, bus, request) // it may have been heard
			return nil, ctx.Err()
		}
		return nil, fmt.Errorf("%w: %w", ErrNone, err)
	}
	return await(ctx, bus, request, signals)
}

func connect() (*dbus.Conn, error) {
	bus, err := dbus.SessionBusPrivateNoAutoStartup()
	if err != nil {
		return nil, err
	}
	if err := bus.Auth(nil); err != nil {
		return nil, errors.Join(err, bus.Close())
	}
	if err := bus.Hello(); err != nil {
		return nil, errors.Join(err, bus.Close())
	}
	return bus, nil
}

// await waits for the answer to a request that has just been accepted.
func await(ctx context.Context, bus *dbus.Conn, request dbus.ObjectPath, signals <-chan *dbus.Signal) ([]string, error) {
	begun := time.Now()
	for {
		select {
		case <-ctx.Done():
			dismiss(ctx, bus, request)
			return nil, ctx.Err()
		case signal, ok := <-signals:
			switch {
			case !ok:
				return nil, fmt.Errorf("%w: the bus is gone", ErrNone)
			case signal.Name == ownerChanged && gone(signal):
				return nil, fmt.Errorf("%w: the portal is gone", ErrNone)
			case signal.Path == request && signal.Name == portalRequest+".Response":
				return answer(signal, time.Since(begun))
			}
		}
	}
}

// dismiss closes the dialog of a request. Where the portal does not do so in time, it
// does once the connection has closed.
func dismiss(ctx context.Context, bus *dbus.Conn, request dbus.ObjectPath) {
	limited, stop := context.WithTimeout(context.WithoutCancel(ctx), closeLimit)
	defer stop()
	_ = bus.Object(portalName, request).CallWithContext(limited, portalRequest+".Close", 0).Err
}

// gone tells whether the portal has left the bus.
func gone(signal *dbus.Signal) bool {
	var name, before, now string
	return dbus.Store(signal.Body, &name, &before, &now) == nil && name == portalName && now == ""
}

// answer reads how a request has ended that took so long.
func answer(signal *dbus.Signal, took time.Duration) ([]string, error) {
	var code uint32
	var results map[string]dbus.Variant
	if err := dbus.Store(signal.Body, &code, &results); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrNone, err)
	}
	switch {
	case code == responseOther && took < tooSoon:
		return nil, fmt.Errorf("%w: the portal has no backend", ErrNone)
	case code != responseTaken:
		return nil, nil
	}
	uris, ok := results["uris"].Value().([]string)
	if !ok {
		return nil, fmt.Errorf("%w: the portal gives no files", ErrNone)
	}
	paths := make([]string, len(uris))
	for i, uri := range uris {
		// Not QueryUnescape: a + in a path is a +.
		parsed, err := url.Parse(uri)
		if err != nil || parsed.Scheme != "file" || parsed.Path == "" {
			return nil, fmt.Errorf("filedialog: %q is no file of this computer", uri)
		}
		paths[i] = parsed.Path
	}
	return paths, nil
}
