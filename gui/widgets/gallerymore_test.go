package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
)

const policyExample = `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Action": ["s3:ListBucket", "s3:GetBucketLocation"],
      "Resource": "arn:aws:s3:::loyalty-exports-of-the-whole-company-eu-central-1"
    }
  ]
}`

// newSecondGallery shows the widgets that the first one has no room for.
func newSecondGallery() *gallery {
	g := &gallery{}
	field := func(label, text string) *Field {
		e := NewEntry()
		e.SetText(text)
		f := NewField(label, e)
		f.SetRequired(true)
		f.SetHelpTapped(func() {})
		return f
	}
	id, secret := field("Access key ID", "wJalrXUtnFEMI/K7MDENG"), field("Secret access key", "AKIAIOSFODNN7EXAMPLE")
	bucket, folder := field("Bucket", "loyalty-exports"), field("Folder", "in/2024")
	long := field("Geheimer Zugriffsschlüssel der Organisation", "x")
	id.SetError("These two look swapped.")
	id.SetAction("Swap", func() {})
	secret.SetError("This is an access key ID: it has 20 letters and digits and starts with AKIA.")
	secret.SetAction("Swap", func() {})
	bucket.SetNotice("Taken from s3://loyalty-exports/in/2024")
	bucket.SetAction("Undo", func() {})
	folder.SetWarning("The name ends in a space, which is easily overlooked by everybody else who reads it.")
	folder.SetAction("Leerzeichen entfernen", func() {})
	long.SetHelp("Shown once by Amazon, when the key is made")
	long.SetAction("Split", func() {})
	g.focus = id.action
	fields := []*Field{id, secret, bucket, folder, long}
	AlignFields(fields...)
	rows := container.NewVBox()
	for _, f := range fields {
		rows.Add(f)
	}
	closed, opened := NewFold("More: session token, service URL", NewEntry()), NewFold("Bucket and folder", field("Bucket", ""))
	opened.Open()
	rows.Add(closed)
	rows.Add(opened)

	found := NewFindings()
	found.SetItems([]Item{
		{State: SignDone, Title: "Sign in to Amazon", Text: "The keys belong to the user loyalty-reader in account 123456789012."},
		{State: SignFailed, Title: "List the folder", Text: "Amazon answered AccessDenied. The policy of this user lacks s3:ListBucket for the bucket loyalty-exports; the text beside grants it."},
		{State: SignWarned, Title: "Read a file", Text: "The first file is empty."},
		{State: SignNotNeeded, Title: "Decrypt with KMS", Text: "The files are not encrypted with a key of your own."},
		{State: SignSkipped, Title: "Read a file as Adobe would", Text: ""},
		{State: SignRunning, Title: "Ask for the region of the bucket", Text: ""},
		{State: SignWaiting, Title: "Compare the clock", Text: ""},
	})
	policy := NewCopyText(policyExample, "Copy policy")
	report := NewCopyText("Mooring 1.2.0, Linux\nThe platform answered 400 with a text that is rather long and is wrapped where the box ends.", "")
	report.SetRows(3)
	choice := NewChoice("Keep the connection", "Make another one")

	cards := container.NewGridWithColumns(3,
		NewScrollCard("Fields", "With links, notices and help", rows),
		NewScrollCard("Check", "What Amazon says", container.NewVBox(found)),
		NewScrollCard("Texts", "To be copied", container.NewVBox(policy, report, choice)))
	g.content = container.NewStack(canvas.NewRectangle(theme.Color(theme.ColorNameBackground)), container.NewPadded(cards))
	return g
}

func settleChoice(c fyne.Canvas) {
	choice := NewChoice(
		"4cb0c374-d3bb-4557-b139-5712880adc55", "69f188b6-af07-4587-8061-e94d34630001",
		"Neither of them: it was made by somebody else, at the same time and with the same name",
	)
	choice.Select(1)
	s := NewSheet("Which one is it?", choice, "This one", "Cancel", c)
	s.SetIntro("The platform has several connections of this name.")
	s.Show()
	choice.hover(2)
}
