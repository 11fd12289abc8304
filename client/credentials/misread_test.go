package credentials

// misread are inputs of the same kinds that were read otherwise than people mean them.
var misread = []variant{
	// Never the value of something else, and never a part of a value.
	{"2", "a secret that begins like a name", "[a]\naccess_key = minioadmin\nsecret_key = pa#ss;word1\nendpoint_url = https://minio.acme.example\n", "amazon(label=a id=minioadmin secret=pa#ss;word1 url=https://minio.acme.example)", nil},
	{"2", "a secret that begins like a user", "MINIO_ACCESS_KEY=minioadmin\nMINIO_SECRET_KEY=user:word-1\n", "amazon(id=minioadmin secret=user:word-1)", nil},
	{"2", "the header of a request", `{"request":{"header":[{"key":"x-api-key","value":"HEX"},{"key":"x-gw-ims-org-id","value":"ACME"},{"key":"Authorization","value":"Bearer ` + testToken + `"}]}}`, "adobe(label=request org=ACME client=HEX token=TOKEN)", nil},
	{"2", "a page before the secret is shown", "Organization ID\n" + testOrg + "\nAPI key (Client ID)\nHEX\nClient secret\nRetrieve client secret\nTechnical account ID\n5F6E7D8C9B0A192837465564@techacct.adobe.com\n", "adobe(org=ORG client=HEX)", nil},
	{"2", "a button between two labels", "Client secret\nRetrieve client secret\nAPI key\nHEX\nOrganization ID\n" + testOrg + "\n", "adobe(org=ORG client=HEX)", nil},
	{"2", "a page of Amazon's before the secret is shown", "Secret access key\nShow\nAccess key ID\nID1\n", "skipped(reason=noSecret)", ErrNoCredential},
	{"2", "words in front of another value", "Token value\nabcDEF0123456789abcDEF0123456789abcDEF01\nAccess Key ID\nID1\nSecret Access Key\nSECRET1\n", "amazon(id=ID1 secret=SECRET1)", nil},

	// The address of a store.
	{"11", "that for S3 counts", "AWS_ACCESS_KEY_ID=aepreader\nAWS_SECRET_ACCESS_KEY=made-up-secret-1\nAWS_ENDPOINT_URL=https://all.acme.example\nAWS_ENDPOINT_URL_S3=https://s3.acme.example\n", "amazon(id=aepreader secret=made-up-secret-1 url=https://s3.acme.example)", nil},
	{"11", "in angle brackets", "Access key: ID1\nSecret key: SECRET1\nEndpoint: <https://minio.acme.example>\n", "amazon(id=ID1 secret=SECRET1 url=https://minio.acme.example)", nil},
}
