package create

import (
	"context"

	"mooring/client"
	"mooring/client/amazon"
	"mooring/gui/model"
)

// KeyChecker asks Amazon about keys; *amazon.Checker is one.
type KeyChecker interface {
	Run(ctx context.Context, creds client.S3Credentials, each func(amazon.Finding)) ([]amazon.Finding, error)
}

// KeyAnswer is what is said of one question to Amazon.
type KeyAnswer struct {
	Check   amazon.Check
	Verdict amazon.Verdict // zero while the question is open
	Title   model.Text
	Text    model.Text
}

// KeyCheck asks Amazon, by the user's own press, what the keys in the form of
// a connection may do.
type KeyCheck struct {
	// Changed tells that anything has changed.
	Changed *model.Signal

	runner  model.Runner
	checker KeyChecker

	answers []KeyAnswer
	running bool
	problem model.Problem
	cancel  context.CancelFunc
	round   int
	cure    string // the service URL that fits the bucket's region
}

// NewKeyCheck makes a KeyCheck.
func NewKeyCheck(runner model.Runner, checker KeyChecker) *KeyCheck {
	return &KeyCheck{Changed: model.NewSignal(runner), runner: runner, checker: checker}
}

// Answers are the questions in their order, with what is known of each.
func (k *KeyCheck) Answers() []KeyAnswer { return k.answers }

// Running reports whether questions are still open.
func (k *KeyCheck) Running() bool { return k.running }

// Problem is why nothing could be asked; empty otherwise.
func (k *KeyCheck) Problem() model.Problem { return k.problem }

// Cure is the service URL that fits the bucket's region, where the one in the
// form does not; empty otherwise.
func (k *KeyCheck) Cure() string { return k.cure }

// Run asks all questions about the keys in a form.
func (k *KeyCheck) Run(form *model.Form) {
	k.Stop()
	k.round++
	round := k.round
	ctx, cancel := context.WithCancel(context.Background())
	k.cancel, k.running, k.problem, k.cure = cancel, true, model.Problem{}, ""
	k.answers = nil
	for _, check := range amazon.Checks() {
		k.answers = append(k.answers, KeyAnswer{Check: check, Title: model.T("amazon." + check.String() + ".title")})
	}
	k.Changed.Emit()
	creds := model.NewConnection(form).S3
	k.runner.Go(func() func() {
		defer cancel()
		_, err := k.checker.Run(ctx, creds, func(f amazon.Finding) {
			k.runner.Apply(func() {
				if round == k.round {
					k.answer(f)
				}
			})
		})
		return func() {
			if round != k.round {
				return
			}
			k.running = false
			if err != nil {
				k.problem = model.Explain(err)
			}
			k.Changed.Emit()
		}
	})
}

// Stop ends the questions that are open.
func (k *KeyCheck) Stop() {
	if k.cancel != nil {
		k.cancel()
	}
	k.running = false
	k.round++
}

func (k *KeyCheck) answer(f amazon.Finding) {
	for i := range k.answers {
		if k.answers[i].Check == f.Check {
			k.answers[i].Verdict = f.Verdict
			k.answers[i].Text = model.TellFinding(f)
		}
	}
	if f.ServiceURL != "" {
		k.cure = f.ServiceURL
	}
	k.Changed.Emit()
}

// KeyPolicy is the IAM policy that lets keys do what Platform needs, for the
// bucket and the folder in the form.
func KeyPolicy(form *model.Form) (string, error) {
	policy, err := amazon.Policy(amazon.PartitionOf(form.Value(model.FieldServiceURL)), form.Value(model.FieldBucket), form.Value(model.FieldFolder))
	return string(policy), err
}
