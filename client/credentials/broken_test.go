package credentials

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"mooring/client"
)

// wrap breaks a text at a width, with end at each break. The first line is
// shorter by what stands in front of it.
func wrap(text string, width, before int, end string) string {
	var b strings.Builder
	for n := width - before; len(text) > n; n = width {
		b.WriteString(text[:n] + end)
		text = text[n:]
	}
	return b.String() + text
}

// TestBrokenTokens breaks a session token in every way that a terminal, a mail
// or a page may, in every format. It is read as a whole, or refused; never in part.
func TestBrokenTokens(t *testing.T) {
	token := longToken(t)
	const pair = "AWS_ACCESS_KEY_ID=" + testKeyIDT + "\nAWS_SECRET_ACCESS_KEY=" + testSecret + "\n"
	formats := map[string]func(width int, end string) string{
		"variables": func(w int, end string) string { return pair + "AWS_SESSION_TOKEN=" + wrap(token, w, 0, end) + "\n" },
		"variables, the name counts": func(w int, end string) string {
			return pair + "AWS_SESSION_TOKEN=" + wrap(token, w, 18, end) + "\n"
		},
		"in front": func(w int, end string) string {
			return "export AWS_SESSION_TOKEN=" + wrap(token, w, 0, end) + "\n" + pair
		},
		"a name after it": func(w int, end string) string {
			return pair + "AWS_SESSION_TOKEN=" + wrap(token, w, 0, end) + "\nAWS_REGION=eu-west-3\n"
		},
		"a remark after it": func(w int, end string) string {
			return pair + "AWS_SESSION_TOKEN=" + wrap(token, w, 0, end) + "\n# until noon\n"
		},
		"a sentence after it": func(w int, end string) string {
			return pair + "AWS_SESSION_TOKEN=" + wrap(token, w, 0, end) + "\nThese keys are for you, Jane.\n"
		},
		"a button after it": func(w int, end string) string {
			return pair + "Session token: " + wrap(token, w, 0, end) + "\nCopy\n"
		},
		"in quotes": func(w int, end string) string {
			return pair + "export AWS_SESSION_TOKEN=\"" + wrap(token, w, 0, end) + "\"\n"
		},
		"PowerShell": func(w int, end string) string {
			return "$Env:AWS_ACCESS_KEY_ID='" + testKeyIDT + "'\n$Env:AWS_SECRET_ACCESS_KEY='" + testSecret + "'\n$Env:AWS_SESSION_TOKEN='" + wrap(token, w, 0, end) + "'\n"
		},
		"profile": func(w int, end string) string {
			return "[default]\naws_access_key_id = " + testKeyIDT + "\naws_secret_access_key = " + testSecret + "\naws_session_token = " + wrap(token, w, 0, end) + "\nregion = eu-west-3\n"
		},
		"profile, another follows": func(w int, end string) string {
			return "[default]\naws_session_token = " + wrap(token, w, 0, end) + "\naws_access_key_id = " + testKeyIDT + "\naws_secret_access_key = " + testSecret + "\n[b]\nregion = eu-west-3\n"
		},
		"labels": func(w int, end string) string {
			return "Access key ID\n" + testKeyIDT + "\nSecret access key\n" + testSecret + "\nSession token\n" + wrap(token, w, 0, end) + "\n"
		},
		"YAML": func(w int, end string) string {
			return "aws_access_key_id: " + testKeyIDT + "\naws_secret_access_key: " + testSecret + "\naws_session_token: >-\n  " + wrap(token, w, 0, end+"  ") + "\nregion: eu-west-3\n"
		},
		"JSON": func(w int, end string) string {
			return `{"AccessKeyId": "` + testKeyIDT + `", "SecretAccessKey": "` + testSecret + `", "SessionToken": "` + wrap(token, w, 20, end) + `", "Expiration": "2099-01-01T00:00:00Z"}`
		},
		"JSON with indented pieces": func(w int, end string) string {
			return "{\n  \"AccessKeyId\": \"" + testKeyIDT + "\",\n  \"SecretAccessKey\": \"" + testSecret + "\",\n  \"SessionToken\": \"" + wrap(token, w, 0, end+"    ") + "\"\n}\n"
		},
		"table": func(w int, end string) string {
			return "Access key ID,Secret access key,Session token\n" + testKeyIDT + "," + testSecret + "," + wrap(token, w, 0, end) + "\n"
		},
		"table with quotes": func(w int, end string) string {
			return "Access key ID,Session token,Secret access key\n" + testKeyIDT + ",\"" + wrap(token, w, 0, end) + "\"," + testSecret + "\n"
		},
		"an element": func(w int, end string) string {
			return "<Credentials>\n<AccessKeyId>" + testKeyIDT + "</AccessKeyId>\n<SecretAccessKey>" + testSecret + "</SecretAccessKey>\n<SessionToken>" + wrap(token, w, 0, end) + "</SessionToken>\n</Credentials>\n"
		},
		"an element of its own lines": func(w int, end string) string {
			return "<AccessKeyId>" + testKeyIDT + "</AccessKeyId>\n<SecretAccessKey>" + testSecret + "</SecretAccessKey>\n<SessionToken>\n" + wrap(token, w, 0, end) + "\n</SessionToken>\n"
		},
		"zsh": func(w int, end string) string {
			return pair + "AWS_SESSION_TOKEN=" + wrap(token, w, 0, end) + "%"
		},
		"a list": func(w int, end string) string {
			return "AccessKeyId     : " + testKeyIDT + "\nSecretAccessKey : " + testSecret + "\nSessionToken    : " + wrap(token, w, 18, strings.ReplaceAll(end, "\n", "\n                  ")) + "\n"
		},
		"a command": func(w int, end string) string {
			return "aws configure set aws_access_key_id " + testKeyIDT + "\naws configure set aws_secret_access_key " + testSecret + "\naws configure set aws_session_token " + wrap(token, w, 0, end) + "\n"
		},
		"values alone": func(w int, end string) string {
			return testKeyIDT + "\n" + testSecret + "\n" + wrap(token, w, 0, end) + "\n"
		},
	}
	for name, format := range formats {
		for _, width := range []int{40, 58, 64, 72, 76, 79, 80, 100, 118, 120, 132, 160, 200, 400, 600, 1000} {
			for _, end := range []string{"\n", "\r\n", " ", "\n> ", " \\\n", "\n\n", "  "} {
				if strings.ContainsAny(end, ">\\") && strings.ContainsAny(name, "JtqP<") {
					continue // neither a mail nor a shell
				}
				text := format(width, end)
				if problem := brokenProblem(t, text, token, name == "values alone" && width == 40); problem != "" {
					t.Errorf("%s, %d, %q: %s", name, width, end, problem)
				}
			}
		}
	}
}

// brokenProblem says what is wrong with how a text with a broken token is read.
func brokenProblem(t *testing.T, text, token string, refuse bool) string {
	found, err := Read("", []byte(text))
	if refuse { // each line looks like a secret
		if err == nil {
			return "not refused"
		}
		return ""
	}
	if err != nil || len(found.Amazon) != 1 {
		return fmt.Sprintf("%v, %s", err, brief(t, found))
	}
	key := found.Amazon[0]
	switch {
	case key.SessionToken.Reveal() != token:
		return fmt.Sprintf("%d characters", len(key.SessionToken.Reveal()))
	case key.SecretAccessKey.Reveal() != testSecret:
		return "another secret"
	case len(key.Joined) != 1:
		return "not told"
	}
	return ""
}

// TestBrokenSecrets does the same with other secrets and tokens.
func TestBrokenSecrets(t *testing.T) {
	jwt := "eyJhbGciOiJSUzI1NiIsIng1dSI6Imltc19uYTEta2V5LWF0LTEuY2VyIn0.eyJpZCI6IjE2MDAwMDAwMDAwMDBfbWFkZS11cCIsImNsaWVudF9pZCI6IjlmOGU3ZDZjNWI0YTM5MjgxNzA2ZjVlNGQzYzJiMWEwIn0." +
		strings.Repeat("Ab3-_dE", 40) + "zQ"
	const adobe = "p8e-MadeUpSecretForTests0123456789ab"
	for name, tc := range map[string]struct{ text, want string }{
		"secret":                   {"AWS_ACCESS_KEY_ID=" + testKeyID + "\nAWS_SECRET_ACCESS_KEY=" + wrap(testSecret, 24, 0, "\n"), testSecret},
		"secret, one left":         {"AWS_ACCESS_KEY_ID=" + testKeyID + "\nAWS_SECRET_ACCESS_KEY=" + wrap(testSecret, 39, 0, "\n") + "\nAWS_REGION=eu-west-3", testSecret},
		"secret, spaces":           {"AWS_ACCESS_KEY_ID=" + testKeyID + "\nAWS_SECRET_ACCESS_KEY=" + wrap(testSecret, 20, 0, " "), testSecret},
		"secret, page":             {"Access key: " + testKeyID + "\nSecret access key: " + wrap(testSecret, 36, 0, "\n") + "\nShow", testSecret},
		"secret, label above":      {"Access key ID\n" + testKeyID + "\nSecret access key\n" + wrap(testSecret, 30, 0, "\n") + "\nHide\n", testSecret},
		"secret, profile":          {"[a]\naws_access_key_id=" + testKeyID + "\naws_secret_access_key=" + wrap(testSecret, 20, 0, "\n  ") + "\n", testSecret},
		"secret, JSON":             {`{"AccessKeyId":"` + testKeyID + `","SecretAccessKey":"` + wrap(testSecret, 20, 0, "\n") + `"}`, testSecret},
		"secret, table":            {"Access key ID,Secret access key\n" + testKeyID + "," + wrap(testSecret, 20, 0, "\n") + "\n", testSecret},
		"secret, mail":             {"> Access key ID: " + testKeyID + "\n> Secret access key: " + wrap(testSecret, 30, 0, "\n> "), testSecret},
		"secret, shell":            {"export AWS_ACCESS_KEY_ID=" + testKeyID + "\nexport AWS_SECRET_ACCESS_KEY=" + wrap(testSecret, 30, 0, "\\\n"), testSecret},
		"secret, text in two":      {"access_key = \"" + testKeyID + "\"\nsecret_key = \"" + testSecret[:20] + "\" +\n  \"" + testSecret[20:] + "\"\n", testSecret},
		"secret of 64 digits":      {"ACCESS_KEY_ID=0123456789abcdef0123456789abcdef\nSECRET_ACCESS_KEY=" + wrap(strings.Repeat("0123456789abcdef", 4), 40, 0, "\n"), strings.Repeat("0123456789abcdef", 4)},
		"secret, a part":           {"AWS_ACCESS_KEY_ID=" + testKeyID + "\nAWS_SECRET_ACCESS_KEY=" + testSecret[:20] + "\n" + testSecret[20:38] + "\n", ""},
		"secret of a store":        {"AWS_ACCESS_KEY_ID=minioaccesskey000001\nAWS_SECRET_ACCESS_KEY=K001madeUp0madeUp\nmadeUp1madeUp2x\n", ""},
		"client secret":            {"CLIENT_ID=9f8e7d6c5b4a39281706f5e4d3c2b1a0\nORG_ID=" + testOrg + "\nCLIENT_SECRET=" + wrap(adobe, 20, 0, "\n"), adobe},
		"client secret, page":      {"Client ID\n9f8e7d6c5b4a39281706f5e4d3c2b1a0\nClient secret\n" + wrap(adobe, 30, 0, "\n") + "\nOrganization ID\n" + testOrg, adobe},
		"client secret, JSON":      {`{"CLIENT_ID":"9f8e7d6c5b4a39281706f5e4d3c2b1a0","ORG_ID":"` + testOrg + `","CLIENT_SECRETS":["` + wrap(adobe, 20, 0, "\n") + `"]}`, adobe},
		"access token":             {"x-api-key: 9f8e7d6c5b4a39281706f5e4d3c2b1a0\nAuthorization: Bearer " + wrap(jwt, 76, 0, "\n") + "\nx-gw-ims-org-id: " + testOrg, jwt},
		"access token, 120":        {"access_token=" + wrap(jwt, 120, 13, "\n") + "\nclient_id=9f8e7d6c5b4a39281706f5e4d3c2b1a0", jwt},
		"access token, JSON":       {`{"access_token":"` + wrap(jwt, 80, 17, "\n") + `","token_type":"bearer"}`, jwt},
		"access token, spaces":     {"access_token=" + wrap(jwt, 64, 0, " ") + "\nclient_id=9f8e7d6c5b4a39281706f5e4d3c2b1a0", jwt},
		"access token with remark": {"ACCESS_TOKEN=" + wrap(jwt, 64, 0, "\n") + "\n# from the console\nclient_id=9f8e7d6c5b4a39281706f5e4d3c2b1a0", jwt},
	} {
		for ending, text := range map[string]string{"LF": tc.text, "CRLF": strings.ReplaceAll(tc.text, "\n", "\r\n")} {
			found, err := Read("", []byte(text))
			got := ""
			for _, k := range found.Amazon {
				got += k.SecretAccessKey.Reveal()
			}
			for _, a := range found.Adobe {
				for _, s := range append(a.Secrets, a.AccessToken) {
					got += s.Reveal()
				}
			}
			if got != tc.want || tc.want == "" && (!errors.Is(err, ErrNoCredential) || found.Skipped[0].Reason != ReasonBroken) {
				t.Errorf("%s, %s: %v, %s, want %q", name, ending, err, brief(t, found), tc.want)
			}
		}
	}
}

// TestBrokenOddly breaks a token, or a secret, as programs and people do.
func TestBrokenOddly(t *testing.T) {
	token := longToken(t)
	const pair = "AWS_ACCESS_KEY_ID=IDT\nAWS_SECRET_ACCESS_KEY=SECRET1\n"
	refused := map[string]error{
		"numbered": ErrNoCredential, "soft": ErrNoCredential, "userprompt": ErrNoCredential, "truncated json": ErrDamaged,
	}
	for name, text := range map[string]string{
		"both broken":        "AWS_ACCESS_KEY_ID=IDT\nAWS_SECRET_ACCESS_KEY=" + wrap(testSecret, 22, 0, "\n") + "\nAWS_SESSION_TOKEN=" + wrap(token, 76, 0, "\n") + "\n",
		"name alone":         pair + "AWS_SESSION_TOKEN=\n" + wrap(token, 76, 0, "\n") + "\n",
		"label colon alone":  "Access key ID: IDT\nSecret access key: SECRET1\nSession token:\n" + wrap(token, 76, 0, "\n") + "\n",
		"secret label alone": "Access key ID:\nID1\nSecret access key:\n" + wrap(testSecret, 30, 0, "\n") + "\n",
		"two profiles":       "[a]\naws_access_key_id=IDT\naws_secret_access_key=SECRET1\naws_session_token=" + wrap(token, 100, 0, "\n") + "\n\n[b]\naws_access_key_id=ID2\naws_secret_access_key=SECRET2\n",
		"profile bare name":  "[a]\naws_access_key_id=IDT\naws_secret_access_key=SECRET1\naws_session_token=\n  " + wrap(token, 100, 0, "\n  ") + "\n",
		"caret":              pair + "set AWS_SESSION_TOKEN=" + wrap(token, 76, 0, "^\n") + "\n",
		"backtick":           "$Env:AWS_ACCESS_KEY_ID=\"IDT\"\n$Env:AWS_SECRET_ACCESS_KEY=\"SECRET1\"\n$Env:AWS_SESSION_TOKEN=\"" + wrap(token, 76, 0, "`\n") + "\"\n",
		"quoted backslash":   pair + "AWS_SESSION_TOKEN=\"" + wrap(token, 76, 0, "\\\n") + "\"\n",
		"python":             "aws_access_key_id = 'IDT'\naws_secret_access_key = 'SECRET1'\naws_session_token = ('" + wrap(token, 76, 0, "'\n    '") + "')\n",
		"js":                 "accessKeyId: 'IDT',\nsecretAccessKey: 'SECRET1',\nsessionToken: '" + wrap(token, 76, 0, "' +\n    '") + "',\n",
		"soft":               pair + "AWS_SESSION_TOKEN=" + wrap(token, 75, 0, "=\n") + "\n",
		"numbered":           pair + "AWS_SESSION_TOKEN=" + wrap(token, 75, 0, "\n  2 ") + "\n",
		"piped":              "| Access key ID | IDT |\n| Secret access key | SECRET1 |\n| Session token | " + wrap(token, 75, 0, " |\n|  | ") + " |\n",
		"json arr":           `{"AccessKeyId":"IDT","SecretAccessKey":"SECRET1","SessionToken":["` + wrap(token, 76, 0, `","`) + `"]}`,
		"json escaped":       `{"AccessKeyId":"IDT","SecretAccessKey":"SECRET1","SessionToken":"` + wrap(token, 76, 0, `\n`) + `"}`,
		"truncated json":     "{\"AccessKeyId\":\"IDT\",\"SecretAccessKey\":\"SECRET1\",\"SessionToken\":\"" + wrap(token, 76, 0, "\n")[:500],
		"export AWS line":    "export AWS_ACCESS_KEY_ID=IDT AWS_SECRET_ACCESS_KEY=SECRET1 AWS_SESSION_TOKEN=" + wrap(token, 80, 40, "\n"),
		"mid":                "export AWS_SESSION_TOKEN=" + wrap(token, 80, 0, "\n") + " AWS_ACCESS_KEY_ID=IDT AWS_SECRET_ACCESS_KEY=SECRET1",
		"mid space":          "export AWS_SESSION_TOKEN=" + wrap(token, 80, 0, " ") + " AWS_ACCESS_KEY_ID=IDT AWS_SECRET_ACCESS_KEY=SECRET1",
		"mid secret":         "AWS_SECRET_ACCESS_KEY=" + wrap(testSecret, 24, 0, " ") + " AWS_ACCESS_KEY_ID=ID1",
		"aws output":         "CREDENTIALS\tIDT\t2024-01-01T10:00:00+00:00\tSECRET1\t" + wrap(token, 80, 0, "\n"),
		"prompt":             "$ cat .env\n" + pair + "AWS_SESSION_TOKEN=" + wrap(token, 80, 0, "\n") + "\n$ ",
		"userprompt":         pair + "AWS_SESSION_TOKEN=" + wrap(token, 80, 0, "\n") + "jane@laptop:~$ ",
		"md":                 "```\n" + pair + "AWS_SESSION_TOKEN=" + wrap(token, 80, 0, "\n") + "\n```\n",
		"indent":             strings.ReplaceAll(pair+"AWS_SESSION_TOKEN="+wrap(token, 80, 0, "\n"), "\n", "\n    "),
		"yaml quoted":        "a:\n  aws_access_key_id: IDT\n  aws_secret_access_key: SECRET1\n  aws_session_token: \"" + wrap(token, 76, 0, "\n    ") + "\"\n  region: x\n",
	} {
		text = strings.NewReplacer("IDT", testKeyIDT, "ID1", testKeyID, "ID2", testKeyID2, "SECRET1", testSecret, "SECRET2", testSecret2).Replace(text)
		found, err := Read("", []byte(text))
		if err != nil || refused[name] != nil {
			if !errors.Is(err, refused[name]) || refused[name] == nil {
				t.Errorf("%s: %v, %s", name, err, brief(t, found))
			}
			continue
		}
		key := found.Amazon[0]
		whole := key.SecretAccessKey.Reveal() == testSecret && (key.SessionToken.Reveal() == token || key.AccessKeyID == testKeyID)
		if !whole || len(key.Joined) == 0 {
			t.Errorf("%s: %s", name, brief(t, found))
		}
	}
}

// TestWholeValues holds that what only follows a value is not joined to it.
func TestWholeValues(t *testing.T) {
	token := longToken(t)
	for _, after := range []string{
		"Copy", "Show", "Hide", "Thanks", "Regards", "Jane", "eu-west-3", "landing-zone", "exports2026", "9f8e7d6c5b4a39281706f5e4d3c2b1a0",
		"=====", "-----", "123456789012", "2026-11-23", "AKIAI44QH8DHBEXAMPLE", "README.md", "s3://landing-zone/in", "Kopieren", "复制",
		"arn:aws:iam::123456789012:user/x", "https://example.org/x",
	} {
		for _, text := range []string{
			"AWS_ACCESS_KEY_ID=" + testKeyIDT + "\nAWS_SECRET_ACCESS_KEY=" + testSecret + "\nAWS_SESSION_TOKEN=" + token + "\n" + after + "\n",
			"AWS_ACCESS_KEY_ID=" + testKeyIDT + "\nAWS_SESSION_TOKEN=" + token + "\nAWS_SECRET_ACCESS_KEY=" + testSecret + "\n" + after + "\n",
			"AWS_ACCESS_KEY_ID=" + testKeyIDT + " AWS_SESSION_TOKEN=" + token + " AWS_SECRET_ACCESS_KEY=" + testSecret + " " + after + "\n",
		} {
			found, err := Read("", []byte(text))
			if err != nil || len(found.Amazon) != 1 || found.Amazon[0].SessionToken.Reveal() != token ||
				found.Amazon[0].SecretAccessKey.Reveal() != testSecret || len(found.Amazon[0].Joined) > 0 {
				t.Errorf("%q: %v, %s", after, err, brief(t, found))
			}
		}
	}
}

// FuzzBroken breaks a token anywhere: it is read as a whole, refused, or not
// found, and never in part.
// TestNarrowLines breaks tokens over the narrow lines of a table in a text: the last piece,
// however short, is more of the token, and what follows that is not.
func TestNarrowLines(t *testing.T) {
	read, whole, inAddress := 0, longToken(t), strings.NewReplacer("+", "-", "/", "_")
	for width := 16; width < 40; width++ {
		for length := 960; length < 976; length += 4 {
			for _, after := range []string{"", "Copy\n", "AWS_REGION=eu-west-3\n", "Thanks Bob\n"} {
				token := whole[:length]
				found, err := Read("", []byte("AWS_ACCESS_KEY_ID="+testKeyIDT+"\nAWS_SECRET_ACCESS_KEY="+testSecret+"\nAWS_SESSION_TOKEN="+wrap(token, width, 0, "\n")+"\n"+after))
				if err == nil && found.Amazon[0].SessionToken.Reveal() != token || err != nil && !errors.Is(err, ErrNoCredential) {
					t.Errorf("%d in lines of %d, then %q: %v, %s", length, width, after, err, brief(t, found))
				}
				access := "eyJhbGciOiJSUzI1NiIsIng1dSI6Imltc19uYTEifQ." + inAddress.Replace(token[:600]+"."+token[600:length-300])
				found, err = Read("", []byte("Client ID: "+testClient+"\nAccess token: "+wrap(access, width, 0, "\n")+"\n"+after))
				if err != nil || len(found.Adobe) == 0 {
					continue // which is refused
				}
				read++
				if found.Adobe[0].AccessToken.Reveal() != access {
					t.Errorf("%d in lines of %d, then %q: %s", len(access), width, after, brief(t, found))
				}
			}
		}
	}
	if read < 300 { // of 384
		t.Errorf("no more than %d access tokens are read", read)
	}
}

func FuzzBroken(f *testing.F) {
	token := longToken(f)
	f.Add(uint16(76), uint16(58), "\n", uint8(0))
	f.Add(uint16(40), uint16(80), " ", uint8(3))
	f.Fuzz(func(t *testing.T, width, first uint16, end string, format uint8) {
		if width < 40 || first >= width || len(end) > 8 || strings.Trim(end, " \n\r\t") != "" || end == "" {
			t.Skip("no break that a terminal makes")
		}
		broken := wrap(token, int(width), int(first), end)
		text := fmt.Sprintf([]string{
			"AWS_ACCESS_KEY_ID=%s\nAWS_SECRET_ACCESS_KEY=%s\nAWS_SESSION_TOKEN=%s\n",
			"[a]\naws_access_key_id=%s\naws_secret_access_key=%s\naws_session_token=%s\n",
			`{"AccessKeyId":"%s","SecretAccessKey":"%s","SessionToken":"%s"}`,
			"Access key ID: %s\nSecret access key: %s\nSession token: %s\n",
		}[format%4], testKeyIDT, testSecret, broken)
		found, _ := Read("", []byte(text))
		for _, key := range found.Amazon {
			if got := key.SessionToken; !got.Empty() && got != client.NewSecret(token) {
				t.Errorf("%d of %d characters", len(got.Reveal()), len(token))
			}
		}
	})
}
