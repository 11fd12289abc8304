package model

import "context"

// Settings keeps texts by their names; *history.Settings is one.
type Settings interface {
	Get(ctx context.Context, key string) (string, error)
	Set(ctx context.Context, key, value string) error
}
