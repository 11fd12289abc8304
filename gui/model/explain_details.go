package model

import (
	"errors"
	"fmt"
	"strings"

	"mooring/client"
)

// details is what a technician wants to know of an error.
func details(err error) string {
	var api *client.APIError
	if !errors.As(err, &api) {
		return client.WithoutSecrets(err.Error())
	}
	var b strings.Builder
	for _, line := range []struct{ name, value string }{
		{"operation", api.Op},
		{"kind", api.Kind.String()},
		{"field", api.Field},
		{"status", statusText(api.Status)},
		{"code", api.Code},
		{"title", api.Title},
		{"detail", api.Detail},
		{"request id", api.RequestID},
		{"clock", clockText(api.ClockSkew)},
	} {
		if line.value != "" {
			fmt.Fprintf(&b, "%s: %s\n", line.name, line.value)
		}
	}
	if api.Err != nil {
		fmt.Fprintf(&b, "cause: %s\n", api.Err)
	}
	return client.WithoutSecrets(strings.TrimSpace(b.String()))
}

func statusText(status int) string {
	if status == 0 {
		return ""
	}
	return fmt.Sprintf("HTTP %d", status)
}
