package gui

import (
	"context"
	"errors"
	"fmt"
	"log/slog"

	"mooring/client/history"
	"mooring/client/practice"
	"mooring/client/provision"
	"mooring/client/secrets"
	"mooring/gui/model"
)

// backend is what the window works with: everything that touches the disk, the
// keyring and the network.
type backend struct {
	register  *history.Register
	keyring   secrets.Vault // the system's own
	vault     secrets.Vault // which falls back to this session where there is none
	practice  *practice.Platform
	service   *provision.Service
	connector *model.Connector
	look      model.Look
	logger    *slog.Logger
}

// openBackend opens the register and what stands beside it in the data folder.
// It takes as long as the disk does: it is for background work.
func openBackend(ctx context.Context, dir string, about About, logger *slog.Logger) (*backend, error) {
	register, err := history.Open(ctx, history.Options{Dir: dir})
	if err != nil {
		return nil, err
	}
	platform, err := practice.Open(ctx, practice.Options{Dir: dir})
	if err != nil {
		return nil, errors.Join(fmt.Errorf("open the practice Platform: %w", err), register.Close())
	}
	keyring := secrets.Keyring(about.ID)
	vault := secrets.WithFallback(keyring)
	return &backend{
		register:  register,
		keyring:   keyring,
		vault:     vault,
		practice:  platform,
		service:   provision.New(register, provision.Options{Owner: register.Owner(), Logger: logger}),
		connector: model.NewConnector(vault, platform, about.UserAgent(), logger),
		look:      model.ReadLook(ctx, register),
		logger:    logger,
	}, nil
}

// close lets go of the files. What is still under way is settled at the next start.
func (b *backend) close() error {
	return errors.Join(b.practice.Close(), b.register.Close())
}
