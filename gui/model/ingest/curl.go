package ingest

import (
	"mooring/client"
	"mooring/client/curl"
)

// Curl is the commands for a shell that make by hand what the steps have set up, and the
// names of the variables to be set before: secrets are none of their text. The address is
// that of Platform, and userAgent that of the app; comment stands in front.
func (i *Ingest) Curl(shell curl.Shell, address, userAgent, comment string) (commands string, variables []string, err error) {
	p := curl.NewPlaceholders()
	requests, err := client.NewRequests(client.Config{
		BaseURL: address, APIKey: i.work.target.Account.APIKey,
		OrgID: i.entry.Place.OrgID, Sandbox: i.entry.Place.Sandbox, UserAgent: userAgent,
	}, p.Token())
	if err != nil {
		return "", nil, err
	}
	return curl.RenderChain(shell, requests, p, curl.Chain(i.Check.plan()), comment)
}
