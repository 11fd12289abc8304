package create

import (
	"path"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"mooring/client/session"
	"mooring/gui/model"
	"mooring/gui/model/create"
	"mooring/gui/parts"
	"mooring/gui/widgets"
)

// BucketPolicy opens the sheet with the policy by which a bucket lets the role of Adobe
// in, ready to be pasted.
type BucketPolicy struct {
	stage *parts.Stage
	role  *create.Role
}

// NewBucketPolicy makes a BucketPolicy.
func NewBucketPolicy(s *parts.Stage, role *create.Role) *BucketPolicy {
	return &BucketPolicy{stage: s, role: role}
}

// showFor shows the policy of the bucket in the form of a page, or of the connection
// that it has made.
func (b *BucketPolicy) showFor(p *Page) {
	if p.attempt.Phase() == create.Succeeded {
		entry := p.attempt.Entry()
		form := model.FormOf(entry.Bucket, entry.FolderPath)
		b.Show(p.needs.Chosen(), form, func(model.Field) bool { return false })
		return
	}
	if target, ok := p.needs.Target(); ok {
		b.Show(target, p.form, p.Focus)
	}
}

// Show shows the policy of the bucket in a form, for the organization of a target.
// focus puts the cursor into a field of the form.
func (b *BucketPolicy) Show(target session.Target, form *model.Form, focus func(model.Field) bool) {
	if wrong := form.Check(model.FieldBucket, model.FieldFolder); wrong != model.FieldNone {
		focus(wrong)
		return
	}
	front := b.stage.OpenSheet()
	b.role.Ask(target, func(role string, problem model.Problem) {
		if b.stage.OpenSheet() != front {
			return // the user has gone on meanwhile
		}
		policy := ""
		if problem.Empty() {
			var err error
			policy, err = create.BucketPolicy(role, form)
			problem = model.Explain(err)
		}
		if !problem.Empty() {
			focus(problem.Field)
			b.stage.Toast.Note(parts.Say(problem.Title))
			return
		}
		b.show(strings.TrimSpace(policy), form)
	})
}

func (b *BucketPolicy) show(policy string, form *model.Form) {
	bucket := form.Value(model.FieldBucket)
	text := widgets.NewCopyText(policy, parts.Tr("copy.button"))
	text.SetRows(strings.Count(policy, "\n") + 1)
	text.OnCopy = func(string) { b.stage.Toast.Say(parts.Tr("copied.policy")) }
	b.stage.Name("bucketPolicy.copy", text.Button())
	files := path.Join(bucket, strings.Trim(form.Value(model.FieldFolder), "/")) + "/*"
	explained := parts.Quiet(parts.Tr("amazon.bucketPolicyFiles", "Files", files))
	sheet := b.stage.Sheet("bucketPolicy", parts.Tr("amazon.bucketPolicyTitle", "Bucket", bucket),
		container.NewVBox(text, explained), parts.Tr("close.button"), "")
	sheet.SetIntro(parts.Tr("amazon.bucketPolicyText"))
	sheet.Resize(fyne.NewSize(760, 0))
	sheet.OnSubmit = sheet.Hide
	sheet.Show()
}
