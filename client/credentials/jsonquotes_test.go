package credentials

import (
	"testing"
	"time"
)

// What Python prints of a dictionary, and what stands in a script, is read as the JSON that
// it is but for its quotes.
func TestSingleQuotes(t *testing.T) {
	const id, secret, token = "AKIAQ2W3E4R500000001", "kD8sVq0R3nYtLw5ZbXcE1uGhJ7mPaF2oTi9QeB4x", "FwoGZXIvYXdzEJr//////////wEaDEXAMPLEtokenABCDEFGHIJ0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ01"
	for name, c := range map[string]struct {
		text  string
		label string
	}{
		"a dictionary":          {text: `{'access_key': '` + id + `', 'secret_key': '` + secret + `'}`},
		"over lines":            {text: "{\n    'aws_access_key_id': '" + id + "',\n    'aws_secret_access_key': '" + secret + "',\n}\n"},
		"behind a prompt":       {text: ">>> creds\n{'AccessKeyId': '" + id + "', 'SecretAccessKey': '" + secret + "', 'Active': True, 'Note': None}\n>>> "},
		"mixed quotes":          {text: `{'description': "it's ours", 'path': 'C:\\keys', 'said': 'it\'s "new"', 'accessKeyId': '` + id + `', 'secretAccessKey': '` + secret + `'}`},
		"names without quotes":  {text: "{\n  accessKeyId: '" + id + "',\n  secretAccessKey: '" + secret + "', // new\n}"},
		"in a list":             {text: `[{'access_key': '` + id + `', 'secret_key': '` + secret + `'}]`},
		"assigned":              {text: `creds = {'access_key': '` + id + `', 'secret_key': '` + secret + `'}`},
		"marked as characters":  {text: `{u'access_key': u'` + id + `', b'secret_key': b'` + secret + `'}`},
		"created by the script": {text: `{'AccessKey': {'UserName': 'mooring', 'AccessKeyId': '` + id + `', 'Status': 'Active', 'SecretAccessKey': '` + secret + `', 'CreateDate': datetime.datetime(2026, 11, 29, 5, 0, 1, tzinfo=tzutc())}, 'ResponseMetadata': {'HTTPStatusCode': 200, 'RetryAttempts': 0}}`, label: "mooring"},
	} {
		found, err := Read("", []byte(c.text))
		if err != nil || len(found.Amazon) != 1 {
			t.Errorf("%s: %+v, %v", name, found, err)
			continue
		}
		if key := found.Amazon[0]; key.AccessKeyID != id || key.SecretAccessKey.Reveal() != secret || key.Label != c.label {
			t.Errorf("%s: %q, %q, %q", name, key.AccessKeyID, key.SecretAccessKey.Reveal(), key.Label)
		}
		if _, ok := ReadBlock(c.text); !ok {
			t.Errorf("%s: pasted, it is no block", name)
		}
	}
	found, err := Read("", []byte(`{'Credentials': {'AccessKeyId': 'ASIAQ2W3E4R500000001', 'SecretAccessKey': '`+secret+`', 'SessionToken': '`+token+`', 'Expiration': datetime.datetime(2026, 11, 29, 17, 5, tzinfo=tzutc())}}`))
	if err != nil || len(found.Amazon) != 1 || found.Amazon[0].SessionToken.Reveal() != token || !found.Amazon[0].Expires.Equal(time.Date(2026, 11, 29, 17, 5, 0, 0, time.UTC)) {
		t.Errorf("keys that expire: %+v, %v", found, err)
	}
	found, err = Read("", []byte(`{'AccessKeyId': 'ASIAQ2W3E4R500000001', 'SecretAccessKey': '`+secret+`', 'SessionToken': '`+token+`', 'Expiration': datetime.datetime(2026, 11, 29, 17, 5, tzinfo=zoneinfo.ZoneInfo(key='Asia/Tokyo'))}`))
	if err != nil || len(found.Amazon) != 1 || !found.Amazon[0].Expires.IsZero() {
		t.Errorf("keys that expire elsewhere: %+v, %v", found, err)
	}
	found, err = Read("", []byte(`{'client_id': '0123456789abcdef0123456789abcdef', 'client_secret': 'p8e-AbCdEfGhIjKlMnOpQrStUvWxYz012345', 'org_id': '5C1328435BF324E90A49402A@AdobeOrg'}`))
	if err != nil || len(found.Adobe) != 1 || found.Adobe[0].ClientID != "0123456789abcdef0123456789abcdef" {
		t.Errorf("of Adobe's: %+v, %v", found, err)
	}
	// What breaks off is not taken for a whole one.
	for _, text := range []string{`{'access_key': '` + id + `', 'secret_key': '` + secret[:20], `{'access_key': '` + id + `', 'secret_key': '` + secret + `'`} {
		if found, err := Read("", []byte(text)); err == nil {
			t.Errorf("%s: %+v", text, found)
		}
	}
}
