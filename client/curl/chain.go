package curl

import (
	"slices"
	"strings"

	"mooring/client"
)

// Chain is what brings files into a dataset, in the order in which it is made. The
// ids in Flow are filled in on the way.
type Chain struct {
	Source  client.NewSourceConnection
	Target  client.NewTargetConnection
	Mapping client.NewMappingSet
	Flow    client.NewFlow
}

// RenderChain returns the commands that make a chain, one after the other, and the
// names of the variables to be set before. requests are made with the token of p.
//
// The id in each answer goes into a variable for what follows, which sends nothing
// while that is missing. In the Command Prompt this is left to the reader: a comment
// names the variable.
func RenderChain(shell Shell, requests *client.Requests, p Placeholders, chain Chain, comment ...string) (string, []string, error) {
	chain.Flow.Source = client.SourceConnectionID(p.value(sourceConnectionID))
	chain.Flow.Target = client.TargetConnectionID(p.value(targetConnectionID))
	chain.Flow.MappingSet, chain.Flow.MappingVersion = client.MappingSetID(p.value(mappingSetID)), 0
	var b strings.Builder
	var variables, own []string
	for _, step := range []struct {
		keeps string // the variable for the id in the answer
		make  func() (client.Request, error)
	}{
		{sourceConnectionID, func() (client.Request, error) { return requests.CreateSourceConnection(chain.Source) }},
		{targetConnectionID, func() (client.Request, error) { return requests.CreateTargetConnection(chain.Target) }},
		{mappingSetID, func() (client.Request, error) { return requests.CreateMappingSet(chain.Mapping) }},
		{"", func() (client.Request, error) { return requests.CreateFlow(chain.Flow) }},
	} {
		r, err := step.make()
		if err != nil {
			return "", nil, err
		}
		for _, name := range p.Variables(r) {
			if !slices.Contains(own, name) && !slices.Contains(variables, name) {
				variables = append(variables, name)
			}
		}
		own = append(own, step.keeps)
		b.WriteString(keep(shell, step.keeps, Render(shell, r, p), lines(comment)))
		comment = nil
	}
	return b.String(), variables, nil
}

// keep has the id in the answer to a command put into a variable. The answer is
// shown as well: it says why there is no id.
func keep(shell Shell, variable, text string, comment []string) string {
	front := command{comment: comment}
	switch {
	case shell == PowerShell && variable != "":
		return front.comments(shell) + "$answer = " + text + "$answer\n$env:" + variable + " = (\"$answer\" | ConvertFrom-Json).id\n"
	case shell == Cmd && variable != "":
		return front.comments(shell) + text + "@rem set " + variable + "=id\r\n"
	case shell == Bash && variable != "":
		return front.comments(shell) + "ANSWER=$(" + strings.TrimSuffix(text, "\n") + ") && printf '%s\\n' \"$ANSWER\" &&\n" +
			variable + "=$(printf '%s' \"$ANSWER\" | grep -o '\"id\" *: *\"[^\"]*\"' | head -n 1 | cut -d '\"' -f 4)\n"
	}
	return front.comments(shell) + text
}
