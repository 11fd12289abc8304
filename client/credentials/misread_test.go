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

	{"2", "a key ID that a page has masked", "Access key: AKIA…MPLE\nSecret key: SECRET1\n", "skipped(reason=placeholder)", ErrNoCredential},
	{"9", "a variable that is switched off", `{"info":{"name":"x"},"variable":[{"key":"CLIENT_SECRET","value":"P8E1","disabled":true},{"key":"CLIENT_SECRET","value":"P8E"},{"key":"API_KEY","value":"HEX"},{"key":"IMS_ORG","value":"ACME"}]}`, "adobe(org=ACME client=HEX secrets=P8E)", nil},
	{"2", "a token that a page has shortened", "AWS_ACCESS_KEY_ID=IDT\nAWS_SECRET_ACCESS_KEY=SECRET1\nAWS_SESSION_TOKEN=IQoJb3JpZ2luX2VjEXAMPLE...\n", "amazon(id=IDT secret=SECRET1)", nil},
	{"2", "a secret that a page has shortened", "Access key: ID1\nSecret key: wJalrXUtnFEMI/K7MDENG…\n", "skipped(reason=placeholder)", ErrNoCredential},
	{"2", "a line of a token that begins like a remark", "AWS_ACCESS_KEY_ID=IDT\nAWS_SECRET_ACCESS_KEY=SECRET1\nAWS_SESSION_TOKEN=IQoJb3JpZ2luX2VjEXAMPLEPtYgjmUhBel31iEl2hpChYgCfrL1spNxnyVmihA+2O76UMFxFkM+R\n//Kjp1vRt/1fjORS+6ilI8ihN5KXSc7Tvo+hBKqFYY+kv5ZJr3J1TWDtkwtDDb/xHKas1VOqg6YYZ\nYn9ZhyiA==\n", "amazon(id=IDT secret=SECRET1 session=IQoJb3JpZ2luX2VjEXAMPLEPtYgjmUhBel31iEl2hpChYgCfrL1spNxnyVmihA+2O76UMFxFkM+R//Kjp1vRt/1fjORS+6ilI8ihN5KXSc7Tvo+hBKqFYY+kv5ZJr3J1TWDtkwtDDb/xHKas1VOqg6YYZYn9ZhyiA== joined=8)", nil},

	{"2", "a button below a token", "Access token\n" + wrap(testToken+testToken[40:]+"AbCdEf0123456789", 30, 0, "\n") + "\nCopy\n", "adobe(token=TOKEN" + testToken[40:] + "AbCdEf0123456789 joined=4)", nil},
	{"6", "in brackets", "Access key ID (ID1), secret access key (SECRET1)\n", "amazon(id=ID1 secret=SECRET1)", nil},
	{"6", "in a command", "CREATE SECRET s (TYPE S3, KEY_ID 'ID1', SECRET 'SECRET1', URL_STYLE 'path');\n", "amazon(id=ID1 secret=SECRET1)", nil},
	{"6", "in a sentence in Chinese", "访问密钥ID是ID1，秘密访问密钥是SECRET1。\n", "amazon(id=ID1 secret=SECRET1)", nil},

	// What a file says is not thrown away.
	{"4", "a table of the command line", "+----------------------------+\n||         AccessKey        ||\n|+-----------------+--------+|\n||  AccessKeyId     |  ID1                   ||\n||  SecretAccessKey |  SECRET1  ||\n||  Status          |  Inactive              ||\n||  UserName        |  aep                   ||\n|+-----------------+--------+|\n", "amazon(label=aep id=ID1 secret=SECRET1 inactive=yes)", nil},
	{"4", "inactive in French", "ID de clé d’accès : ID1\nClé d’accès secrète : SECRET1\nStatut : Désactivé\n", "amazon(id=ID1 secret=SECRET1 inactive=yes)", nil},
	{"4", "inactive in Chinese", "访问密钥 ID：ID1\n秘密访问密钥：SECRET1\n状态：未激活\n", "amazon(id=ID1 secret=SECRET1 inactive=yes)", nil},
	{"4", "stage of a command line tool", `{"cli":{"env":"stage"},"ims":{"contexts":{"loyalty":{"client_id":"HEX","client_secrets":["P8E"],"ims_org_id":"ACME"}}}}`, "adobe(label=loyalty org=ACME client=HEX secrets=P8E env=stage)", nil},
	{"4", "an end that is none", `{"status":"success","accessKey":"aepreader","secretKey":"made-up-secret-1","accountStatus":"off","expiration":"1970-01-01T00:00:00Z"}`, "amazon(id=aepreader secret=made-up-secret-1 inactive=yes)", nil},
	{"5", "the names of a web framework", "AWS_S3_ACCESS_KEY_ID=ID1\nAWS_S3_SECRET_ACCESS_KEY=SECRET1\nAWS_STORAGE_BUCKET_NAME=exports\nAWS_S3_REGION_NAME=eu-west-3\n", "amazon(id=ID1 secret=SECRET1 region=eu-west-3 bucket=exports)", nil},

	{"5", "commands on one line", "set -gx AWS_ACCESS_KEY_ID ID1; set -gx AWS_SECRET_ACCESS_KEY SECRET1; set -gx AWS_REGION eu-west-3\n", "amazon(id=ID1 secret=SECRET1 region=eu-west-3)", nil},
	{"5", "names in options", "kubectl create secret generic s3 --from-literal=AWS_ACCESS_KEY_ID=ID1 --from-literal=AWS_SECRET_ACCESS_KEY=SECRET1\n", "amazon(id=ID1 secret=SECRET1)", nil},
	{"5", "secrets in front of their IDs", "Secret: SECRET1\nKey: ID1\n\nSecret: SECRET2\nKey: ID2\n", "amazon(id=ID1 secret=SECRET1) amazon(id=ID2 secret=SECRET2)", nil},
	{"5", "a bucket that is put together elsewhere", "access_key_id: ID1\nsecret_access_key: SECRET1\nbucket: exports-<%= Rails.env %>\n", "amazon(id=ID1 secret=SECRET1)", nil},
	{"5", "a bucket with a variable", "AWS_ACCESS_KEY_ID=ID1\nAWS_SECRET_ACCESS_KEY=SECRET1\nS3_BUCKET=exports-${STAGE}\n", "amazon(id=ID1 secret=SECRET1)", nil},
	{"5", "where a program has its keys", "accessKeyId: config.aws.accessKeyId,\nsecretAccessKey: config.aws.secretAccessKey,\n", "skipped(reason=placeholder)", ErrNoCredential},
	{"5", "where Terraform finds its keys", "access_key = data.vault_generic_secret.aws.data[\"access_key\"]\nsecret_key = data.vault_generic_secret.aws.data[\"secret_key\"]\n", "skipped(reason=placeholder)", ErrNoCredential},
	{"5", "where Terraform has its keys", "access_key = aws_iam_access_key.aep.id\nsecret_key = aws_iam_access_key.aep.secret\n", "skipped(reason=placeholder)", ErrNoCredential},

	// Other words for the secret, and for the ID.
	{"6", "access secret key", "AWS_ACCESS_KEY_ID=ID1\nAWS_ACCESS_SECRET_KEY=SECRET1\n", "amazon(id=ID1 secret=SECRET1)", nil},
	{"6", "access secret", "PROD_AWS_ACCESS_KEY=ID1\nPROD_AWS_ACCESS_SECRET=SECRET1\n", "amazon(label=PROD id=ID1 secret=SECRET1)", nil},
	{"6", "key secret", `{"key_id":"ID1","key_secret":"SECRET1"}`, "amazon(id=ID1 secret=SECRET1)", nil},
	{"6", "secret access", `{"awsAccessKeyId":"ID1","awsSecretAccess":"SECRET1"}`, "amazon(id=ID1 secret=SECRET1)", nil},
	{"6", "secret ID", "AWS_ACCESS_ID=ID1\nAWS_SECRET_ID=SECRET1\n", "amazon(id=ID1 secret=SECRET1)", nil},
	{"6", "in a table", "Name,Access Key,Access Secret Key\na,ID1,SECRET1\nb,ID2,SECRET2\n", "amazon(id=ID1 secret=SECRET1) amazon(id=ID2 secret=SECRET2)", nil},
	{"6", "a table of names and values", "Access key;aepreader\nSecret key;my-secret-key\nEndpoint;https://minio.acme.example\n", "amazon(id=aepreader secret=my-secret-key url=https://minio.acme.example)", nil},
	{"6", "the same in Markdown", "| Setting | Value |\n|---|---|\n| Access key | aepreader |\n| Secret key | made-up-secret-1 |\n| Endpoint | https://minio.acme.example |\n", "amazon(id=aepreader secret=made-up-secret-1 url=https://minio.acme.example)", nil},
	{"6", "values that are names as well", "MINIO_ROOT_USER=minio-user\nMINIO_ROOT_PASSWORD=secret-key-1\nMINIO_SERVER_URL=https://minio.acme.example\n", "amazon(id=minio-user secret=secret-key-1 url=https://minio.acme.example)", nil},
	{"6", "such values on a page", "Access key: minio-user\nSecret key: my-secret-key-1\nEndpoint: https://minio.acme.example\n", "amazon(id=minio-user secret=my-secret-key-1 url=https://minio.acme.example)", nil},
	{"6", "such values in a table", "Access key,Secret key,Endpoint\nminio-user,my-secret-key-1,https://minio.acme.example\n", "amazon(id=minio-user secret=my-secret-key-1 url=https://minio.acme.example)", nil},
	{"6", "the words of another store", "TENCENTCLOUD_SECRET_ID=AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE\nTENCENTCLOUD_SECRET_KEY=Gu5t9xGARNpq86cd98joQYCN3EXAMPLE\n", "amazon(label=TENCENTCLOUD id=AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE secret=Gu5t9xGARNpq86cd98joQYCN3EXAMPLE)", nil},

	// Lines inside of another format.
	{"7", "a note of a password manager", "folder,type,name,notes,login_uri,login_username,login_password\n,note,AEP S3,\"Access key ID: ID1\nSecret access key: SECRET1\",,,\n", "amazon(id=ID1 secret=SECRET1)", nil},
	{"7", "a user and a password that stand in each other's place", "name,username,password\nAEP,SECRET1,ID1\n", "amazon(id=ID1 secret=SECRET1)", nil},
	{"10", "a note in JSON", `{"items":[{"name":"AEP","notes":"AWS_ACCESS_KEY_ID=ID1\nAWS_SECRET_ACCESS_KEY=SECRET1"}]}`, "amazon(label=AEP id=ID1 secret=SECRET1)", nil},
	{"10", "a file in a store of secrets", `{"Name":"aep","SecretString":"[default]\naws_access_key_id = ID1\naws_secret_access_key = SECRET1\n"}`, "amazon(label=default id=ID1 secret=SECRET1)", nil},
	{"10", "a text about something else", `{"items":[{"name":"AEP","notes":"Access key: ask Bob.\nSecret: in the safe."}]}`, "", ErrUnknownFormat},

	{"12", "a mark in quotes", "[m]\naccess_key = minioadmin\nsecret_key = \"abc #def123\"\t# of Bob\nendpoint = https://minio.acme.example\n", "amazon(label=m id=minioadmin secret=abc #def123 url=https://minio.acme.example)", nil},
	{"12", "a mark after a quoted value", "[a]\naws_access_key_id = \"ID1\"\t#made\naws_secret_access_key = 'SECRET1' ; made\n", "amazon(label=a id=ID1 secret=SECRET1)", nil},
	{"12", "a mark within a secret", "[m]\naccess_key = minioadmin\nsecret_key = abc#d;ef123\nendpoint = https://minio.acme.example\n", "amazon(label=m id=minioadmin secret=abc#d;ef123 url=https://minio.acme.example)", nil},
	{"12", "a remark in Chinese", "[a]\naws_access_key_id = ID1\t＃ 生产\naws_secret_access_key = SECRET1\t#备注\n", "amazon(label=a id=ID1 secret=SECRET1)", nil},
	{"12", "remarks everywhere", "[default]\t# main\naws_access_key_id=minioadmin\t#k\naws_secret_access_key=minioadmin1\t#s\nservices = local\t# store\n[services local]\t# store\ns3 =\t# here\n  endpoint_url = https://minio.acme.example\t# address\n", "amazon(label=default id=minioadmin secret=minioadmin1 url=https://minio.acme.example)", nil},

	// The address of a store.
	{"11", "the store of a backup", "AWS_ACCESS_KEY_ID=0A1B2C3D4E5F6G7H8I9J\nAWS_SECRET_ACCESS_KEY=SECRET1\nRESTIC_REPOSITORY=s3:https://s3.eu-central-1.wasabisys.com/exports\n", "amazon(id=0A1B2C3D4E5F6G7H8I9J secret=SECRET1 url=https://s3.eu-central-1.wasabisys.com bucket=exports)", nil},
	{"11", "in a block of Terraform", "backend \"s3\" {\n  endpoints = { s3 = \"https://fra1.digitaloceanspaces.com\" }\n  access_key = \"DO00MADEUPMADEUP1234\"\n  secret_key = \"SECRET1\"\n}\n", "amazon(id=DO00MADEUPMADEUP1234 secret=SECRET1 url=https://fra1.digitaloceanspaces.com)", nil},
	{"11", "among those of several services", "provider \"aws\" {\n  access_key = \"test\"\n  secret_key = \"test\"\n  endpoints {\n    dynamodb = \"http://localhost:4566\"\n    s3 = \"http://s3.acme.example:4566\"\n  }\n}\n", "amazon(id=test secret=test url=http://s3.acme.example:4566)", nil},
	{"11", "in a list", `{"endpoints":["https://s3.eu-central-1.wasabisys.com"],"accessKey":"0A1B2C3D4E5F6G7H8I9J","secretKey":"SECRET1"}`, "amazon(id=0A1B2C3D4E5F6G7H8I9J secret=SECRET1 url=https://s3.eu-central-1.wasabisys.com)", nil},
	{"11", "in a sentence, without a scheme", "Our storage is at s3.eu-central-1.wasabisys.com.\nAccess key: 0A1B2C3D4E5F6G7H8I9J\nSecret key: SECRET1\n", "amazon(id=0A1B2C3D4E5F6G7H8I9J secret=SECRET1 url=https://s3.eu-central-1.wasabisys.com)", nil},
	{"11", "beside two keys", "MINIO_ROOT_USER=minioadmin\nMINIO_ROOT_PASSWORD=minioadmin123\nAWS_ACCESS_KEY_ID=aepreader\nAWS_SECRET_ACCESS_KEY=made-up-secret-1\nS3_ENDPOINT=https://minio.acme.example\n", "amazon(label=minio id=minioadmin secret=minioadmin123 url=https://minio.acme.example) amazon(label=aws id=aepreader secret=made-up-secret-1 url=https://minio.acme.example)", nil},
	{"11", "in a section of its own", "[scw]\naws_access_key_id = SCW0123456789ABCDEFG\naws_secret_access_key = 11111111-2222-3333-4444-555555555555\n[wasabi]\nendpoint_url = https://s3.eu-central-1.wasabisys.com\n", "amazon(label=scw id=SCW0123456789ABCDEFG secret=11111111-2222-3333-4444-555555555555)", nil},
	{"11", "of two stores", "Not s3.eu-central-1.wasabisys.com but s3.us-west-1.wasabisys.com.\nAccess key: 0A1B2C3D4E5F6G7H8I9J\nSecret key: SECRET1\n", "amazon(id=0A1B2C3D4E5F6G7H8I9J secret=SECRET1)", nil},
	{"11", "that for S3 counts", "AWS_ACCESS_KEY_ID=aepreader\nAWS_SECRET_ACCESS_KEY=made-up-secret-1\nAWS_ENDPOINT_URL=https://all.acme.example\nAWS_ENDPOINT_URL_S3=https://s3.acme.example\n", "amazon(id=aepreader secret=made-up-secret-1 url=https://s3.acme.example)", nil},
	{"11", "in angle brackets", "Access key: ID1\nSecret key: SECRET1\nEndpoint: <https://minio.acme.example>\n", "amazon(id=ID1 secret=SECRET1 url=https://minio.acme.example)", nil},
}
