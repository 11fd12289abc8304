package credentials

import "testing"

// The region is taken from a sentence where only one can be meant.
func TestARegionInASentence(t *testing.T) {
	for text, want := range map[string]string{
		"The bucket is in Frankfurt (eu-central-1).\n":               "eu-central-1",
		"Everything lives in eu-west-3.\n":                           "eu-west-3",
		"The region is **eu-west-3**, thanks!\n":                     "eu-west-3",
		"It's the `EU-WEST-3` one.\n":                                "eu-west-3",
		"Region: Europe (Ireland)\n":                                 "eu-west-1",
		"Region: Europe (Ireland) eu-west-1\n":                       "eu-west-1",
		"AWS Region: US East (N. Virginia).\n":                       "us-east-1",
		"Region: N. Virginia\n":                                      "us-east-1",
		"Region: Ireland, bucket to follow.\n":                       "eu-west-1",
		"Region: Paris (eu-west-3)\n":                                "eu-west-3",
		"Region: Canada (Central)\n":                                 "ca-central-1",
		"The region is Ireland.\n":                                   "eu-west-1",
		"The region is Hong Kong, I think.\n":                        "ap-east-1",
		"We are in EU (Paris) as always.\n":                          "eu-west-3",
		"Region\nEurope (Paris) eu-west-3\n":                         "eu-west-3",
		"Region\nEurope (Paris)\n":                                   "eu-west-3",
		"Region: eu-west-3\nThe old one was us-east-1.\n":            "eu-west-3",
		"La région est eu-west-3.\n":                                 "eu-west-3",
		"La région est Paris.\n":                                     "eu-west-3",
		"Le compartiment est dans la région Europe (Irlande).\n":     "eu-west-1",
		"Région : Asie-Pacifique (Séoul)\n":                          "ap-northeast-2",
		"Région : Virginie du Nord\n":                                "us-east-1",
		"区域：中国（北京）\n":                                                "cn-north-1",
		"区域：欧洲（法兰克福）\n":                                              "eu-central-1",
		"区域是eu-west-3。\n":                                            "eu-west-3",
		"区域为法兰克福，谢谢\n":                                               "eu-central-1",
		"存储桶位于亚太地区（东京）ap-northeast-1。\n":                             "ap-northeast-1",
		"AWS 区域：巴黎\n":                                                "eu-west-3",
		"The bucket is s3://acme-eu-west-1/exports/ in eu-west-3.\n": "eu-west-3",
		"Made on https://us-east-1.console.aws.amazon.com/iam/home?region=us-east-1#/users. Region: Paris\n": "eu-west-3",

		"The bucket is acme-eu-west-3-exports.\n":                                                "",
		"The bucket is eu-west-3.acme.example.\n":                                                "",
		"The bucket is acme/eu-west-3.\n":                                                        "",
		"Bucket: eu-west-3\n":                                                                    "",
		"The files are in s3://eu-west-3/daily/.\n":                                              "",
		"The bucket is paris-exports.\n":                                                         "",
		"Either eu-west-3 or eu-central-1.\n":                                                    "",
		"Region: eu-west-3 or eu-central-1\n":                                                    "",
		"Region: Ireland or Frankfurt (eu-central-1)\n":                                          "",
		"Region: Europe (Ireland), or Europe (Paris)\n":                                          "",
		"The region is Ireland.\nThe bucket is in eu-west-3.\n":                                  "",
		"The bucket is in Frankfurt (eu-west-3).\n":                                              "",
		"It is eu-west-3 (Frankfurt).\n":                                                         "",
		"Regards from Paris, Acme France (Paris)\n":                                              "",
		"Au milieu (Paris)\n":                                                                    "",
		"In this region: we have Paris and London.\n":                                            "",
		"Region: we use what you like\n":                                                         "",
		"The region is of no matter. Paris would be nice.\n":                                     "",
		"The zone is eu-west-3a, and the server acme-eu-west-3.\n":                               "",
		"See arn:aws:sns:eu-west-3:123456789012:topic or me@eu-west-3.example.\n":                "",
		"Sign in at https://us-east-1.console.aws.amazon.com/iam/home?region=us-east-1#/users\n": "",
		"Project abc-def-1 uses it.\n":                                                           "",
		"# such as eu-west-3\n":                                                                  "",
		"本区域：由北京团队负责\n":                                                                          "",
	} {
		found, err := Read("", []byte(mailKeys+text))
		if err != nil || len(found.Amazon) != 1 {
			t.Errorf("%q: %v, %d keys", text, err, len(found.Amazon))
			continue
		}
		if got := found.Amazon[0].Region; got != want {
			t.Errorf("%q: region %q, want %q", text, got, want)
		}
	}
	for name, text := range map[string]string{
		"two keys": mailKeys + "Access key ID: AKIAI44QH8DHBEXAMPLE\nSecret access key: je7MtGbClwBF/2Zp9Utk/h3yCo8nvbEXAMPLEKEY\nAll in eu-west-3.\n",
		"commands": "export AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE AWS_SECRET_ACCESS_KEY=wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY\naws s3 ls in eu-west-3 please\n",
		"store":    mailKeys + "Endpoint: https://minio.acme.example\nIt is in eu-west-3.\n",
	} {
		found, err := Read("", []byte(text))
		if err != nil || len(found.Amazon) == 0 || found.Amazon[0].Region != "" {
			t.Errorf("%s: %v, %+v", name, err, found.Amazon)
		}
	}
}

// A region that a file names in words is the same as by its code.
func TestARegionInAFileByItsName(t *testing.T) {
	for text, want := range map[string]string{
		`{"accessKeyId":"AKIAIOSFODNN7EXAMPLE","secretAccessKey":"wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY","region":"Europe (Paris)"}`:            "eu-west-3",
		"Access key ID,Secret access key,Region\nAKIAIOSFODNN7EXAMPLE,wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY,Frankfurt\n":                        "eu-central-1",
		"[default]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY\nregion = mars-1\n": "mars-1",
	} {
		found, err := Read("", []byte(text))
		if err != nil || len(found.Amazon) != 1 || found.Amazon[0].Region != want {
			t.Errorf("%q: %v, %+v, want %q", text, err, found.Amazon, want)
		}
	}
}
