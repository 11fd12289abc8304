package client

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"time"
)

// RunWindow says which files a run takes: those that were changed within it.
type RunWindow struct {
	Start time.Time // of the run
	From  time.Time
	To    time.Time
}

var (
	errNoWindow       = errors.New("it has no beginning or no end")
	errReversedWindow = errors.New("it ends before it begins")
	errSameRun        = errors.New("the answer is about the run that was there already")
)

// RetryRun has a run made once more, as a new one: the same dataflow, and the
// files of the same time. Platform takes runs that failed, and those that went
// through without a row, of dataflows that are enabled (tutorial "Retry failed
// dataflow runs"; sources errors 1387 and 1388).
//
// Cancelling ctx and repeating the request follow the rules of
// CreateConnection: after an error whose kind is OutcomeUnknown the new run may
// exist and has to be looked for.
func (d *Dataflows) RetryRun(ctx context.Context, id RunID) (RunID, error) {
	q, err := actionCall(opRetryRun, runsPath, string(id), "re-trigger")
	return d.newRun(ctx, q, err, id)
}

// newRunBody is the body of POST /runs. The times are seconds: of the samples
// the numbers are, although the reference calls them milliseconds (tutorial
// "On-demand ingestion").
type newRunBody struct {
	FlowID string       `json:"flowId"`
	Params windowParams `json:"params"`
}

type windowParams struct {
	StartTime       int64 `json:"startTime"`
	WindowStartTime int64 `json:"windowStartTime"`
	WindowEndTime   int64 `json:"windowEndTime"`
}

// StartRun has a dataflow run now. Platform takes those that are scheduled once
// (sources error 1386).
//
// Cancelling ctx and repeating the request follow the rules of
// CreateConnection: after an error whose kind is OutcomeUnknown the new run may
// exist and has to be looked for.
func (d *Dataflows) StartRun(ctx context.Context, id FlowID, window RunWindow) (RunID, error) {
	q, err := startCall(id, window)
	return d.newRun(ctx, q, err, "")
}

// startCall returns the call of StartRun, without what reads its answer.
func startCall(id FlowID, window RunWindow) (call, error) {
	if err := checkID(opStartRun, "ID", string(id)); err != nil {
		return call{}, err
	}
	switch {
	case window.Start.Unix() <= 0 || window.From.Unix() <= 0 || window.To.Unix() <= 0:
		return call{}, invalid(opStartRun, "Window", errNoWindow)
	case window.To.Before(window.From):
		return call{}, invalid(opStartRun, "Window", errReversedWindow)
	}
	body, err := encodeBody(opStartRun, newRunBody{
		FlowID: string(id),
		Params: windowParams{window.Start.Unix(), window.From.Unix(), window.To.Unix()},
	})
	return call{
		op: opStartRun, method: http.MethodPost, path: flowServicePath + runsPath, body: body,
		want: http.StatusCreated, also: []int{http.StatusOK, http.StatusAccepted},
	}, err
}

// newRun makes a call that is answered with a new run.
func (d *Dataflows) newRun(ctx context.Context, q call, err error, old RunID) (RunID, error) {
	return ask(ctx, d.client, q, err, func(a Answer) (RunID, *APIError) {
		o, e := readAction(a)
		id := RunID(o.text("id"))
		if e == nil && old != "" && strings.EqualFold(string(id), string(old)) {
			e = &APIError{Kind: KindNotPlatform, Err: errSameRun}
		}
		return id, e
	})
}

// PauseFlow switches a dataflow off: it runs no more until it is switched on
// again.
//
// Cancelling ctx and repeating the request follow the rules of
// CreateConnection: after an error whose kind is OutcomeUnknown the dataflow has
// to be read. One that is not on, or is just changing, gives FLOW-1422-400.
func (d *Dataflows) PauseFlow(ctx context.Context, id FlowID) error {
	return d.switchFlow(ctx, opPauseFlow, id, "disable")
}

// ResumeFlow switches a dataflow on again, as PauseFlow switches it off.
func (d *Dataflows) ResumeFlow(ctx context.Context, id FlowID) error {
	return d.switchFlow(ctx, opResumeFlow, id, "enable")
}

func (d *Dataflows) switchFlow(ctx context.Context, op string, id FlowID, action string) error {
	q, err := actionCall(op, flowsPath, string(id), action)
	_, err = ask(ctx, d.client, q, err, func(a Answer) (struct{}, *APIError) {
		o, e := readAction(a)
		if e == nil && !strings.EqualFold(o.text("id"), string(id)) {
			e = &APIError{Kind: KindNotPlatform, Err: errOtherItem}
		}
		return struct{}{}, e
	})
	return err
}

// actionCall returns the call of an action on something that is there. It has
// no body, and which of the statuses of a success it is answered with is not
// documented.
func actionCall(op, path, id, action string) (call, error) {
	at, err := itemPath(op, path, id)
	return call{
		op: op, method: http.MethodPost, path: at + "/action", query: "op=" + action,
		want: http.StatusOK, also: []int{http.StatusCreated, http.StatusAccepted},
	}, err
}

// readAction reads the answer to an action: the id and the etag, alone, among
// all that there is to say, or in an envelope.
func readAction(a Answer) (object, *APIError) {
	o, e := decodeObject(a.Body)
	if e != nil {
		return nil, e
	}
	if o.text("id") == "" {
		o = o.firstObject("items")
	}
	if !isID(o.text("id")) {
		return nil, &APIError{Kind: KindNotPlatform, Err: errNoID}
	}
	return o, nil
}
