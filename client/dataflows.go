package client

// Dataflows are the calls about what brings the data of connections in: dataflows,
// their sources and targets, their runs, and the rows that were refused.
type Dataflows struct{ client *Client }

// Dataflows returns the calls about dataflows, which go the way of all others.
func (c *Client) Dataflows() *Dataflows { return &Dataflows{client: c} }
