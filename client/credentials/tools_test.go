package credentials

// ofTools are inputs of the same kinds as programs of many sorts have them.
var ofTools = []variant{
	// The port of a store, and that it is without TLS, in fields of their own.
	{"11", "a port beside the address", `{"endPoint":"minio.acme.example","port":9000,"useSSL":true,"accessKey":"aepreader","secretKey":"made-up-secret-1"}`, "amazon(id=aepreader secret=made-up-secret-1 url=https://minio.acme.example:9000)", nil},
	{"11", "a port without TLS", `{"endPoint":"minio.acme.example","port":"9000","useSSL":false,"accessKey":"aepreader","secretKey":"made-up-secret-1"}`, "amazon(id=aepreader secret=made-up-secret-1 url=http://minio.acme.example:9000)", nil},
	{"11", "a port around the key", `{"endPoint":"minio.acme.example","port":9000,"credentials":{"accessKey":"aepreader","secretKey":"made-up-secret-1"}}`, "amazon(id=aepreader secret=made-up-secret-1 url=https://minio.acme.example:9000)", nil},
	{"11", "a port in a program", "const client = new Minio.Client({\n  endPoint: 'minio.acme.example',\n  port: 9000,\n  useSSL: true,\n  accessKey: 'aepreader',\n  secretKey: 'made-up-secret-1'\n})\n", "amazon(id=aepreader secret=made-up-secret-1 url=https://minio.acme.example:9000)", nil},
	{"11", "a port in variables", "MINIO_ENDPOINT=minio.acme.example\nMINIO_ACCESS_KEY=aepreader\nMINIO_SECRET_KEY=made-up-secret-1\nMINIO_PORT=9000\nMINIO_USE_SSL=false\n", "amazon(id=aepreader secret=made-up-secret-1 url=http://minio.acme.example:9000)", nil},
	{"11", "a port in a table", "Name,Host,Port,Access key,Secret key\na,minio.acme.example,9000,aepreader,made-up-secret-1\n", "amazon(id=aepreader secret=made-up-secret-1 url=https://minio.acme.example:9000)", nil},
	{"11", "a port on a page", "Host: minio.acme.example\nPort: 9000\nAccess key: aepreader\nSecret key: made-up-secret-1\n", "amazon(id=aepreader secret=made-up-secret-1 url=https://minio.acme.example:9000)", nil},
	{"11", "a port in Chinese", "端点：minio.acme.example\n端口：9000\n访问密钥：aepreader\n秘密访问密钥：made-up-secret-1\n", "amazon(id=aepreader secret=made-up-secret-1 url=https://minio.acme.example:9000)", nil},
	{"11", "a port in French", "Hôte : minio.acme.example\nPort : 9000\nClé d’accès : aepreader\nClé secrète : made-up-secret-1\n", "amazon(id=aepreader secret=made-up-secret-1 url=https://minio.acme.example:9000)", nil},
	{"11", "a port in a section", "[minio]\nhost = minio.acme.example\nport = 9000\naccess_key = aepreader\nsecret_key = made-up-secret-1\n", "amazon(label=minio id=aepreader secret=made-up-secret-1 url=https://minio.acme.example:9000)", nil},
	{"11", "without TLS in a section", "[default]\naccess_key = aepreader\nsecret_key = made-up-secret-1\nhost_base = minio.acme.example:9000\nuse_https = False\n", "amazon(label=default id=aepreader secret=made-up-secret-1 url=http://minio.acme.example:9000)", nil},
	{"11", "Amazon's without TLS", "[default]\naccess_key = ID1\nsecret_key = SECRET1\nhost_base = s3.amazonaws.com\nuse_https = False\n", "amazon(label=default id=ID1 secret=SECRET1)", nil},
	{"11", "the usual port", `{"endpoint":"minio.acme.example","port":443,"accessKey":"aepreader","secretKey":"made-up-secret-1"}`, "amazon(id=aepreader secret=made-up-secret-1 url=https://minio.acme.example)", nil},
	{"11", "the usual port without TLS", `{"endpoint":"minio.acme.example","port":80,"accessKey":"aepreader","secretKey":"made-up-secret-1"}`, "amazon(id=aepreader secret=made-up-secret-1 url=http://minio.acme.example)", nil},
	{"11", "a port of its own", `{"endpoint":"https://minio.acme.example:9001/s3","port":9000,"accessKey":"aepreader","secretKey":"made-up-secret-1"}`, "amazon(id=aepreader secret=made-up-secret-1 url=https://minio.acme.example:9001/s3)", nil},
	{"11", "a port before a path", `{"endpoint":"https://minio.acme.example/s3","port":9000,"accessKey":"aepreader","secretKey":"made-up-secret-1"}`, "amazon(id=aepreader secret=made-up-secret-1 url=https://minio.acme.example:9000/s3)", nil},
	{"11", "the port of a server before", "server:\n  port: 8080\nminio:\n  endpoint: minio.acme.example\n  access-key: aepreader\n  secret-key: made-up-secret-1\n", "amazon(id=aepreader secret=made-up-secret-1 url=https://minio.acme.example)", nil},
	{"11", "the port of a server behind", "minio:\n  endpoint: minio.acme.example\n  access-key: aepreader\n  secret-key: made-up-secret-1\nserver:\n  port: 8080\n", "amazon(id=aepreader secret=made-up-secret-1 url=https://minio.acme.example)", nil},
	{"11", "the port of a program", "S3_ENDPOINT=minio.acme.example\nPORT=3000\nDB_PORT=5432\nS3_ACCESS_KEY=aepreader\nS3_SECRET_KEY=made-up-secret-1\n", "amazon(id=aepreader secret=made-up-secret-1 url=https://minio.acme.example)", nil},
	{"11", "the port of another object", `{"port":3000,"db":{"host":"db.acme.example","port":5432},"s3":{"endpoint":"minio.acme.example","accessKey":"aepreader","secretKey":"made-up-secret-1"}}`, "amazon(id=aepreader secret=made-up-secret-1 url=https://minio.acme.example)", nil},

	{"11", "ports of two stores", "MINIO_ENDPOINT=a.acme.example\nMINIO_PORT=9001\nMINIO_ACCESS_KEY=aepreader\nMINIO_SECRET_KEY=made-up-secret-1\nMINIO_ENDPOINT=b.acme.example\nMINIO_PORT=9002\nMINIO_ACCESS_KEY=aepwriter\nMINIO_SECRET_KEY=made-up-secret-2\n", "amazon(id=aepreader secret=made-up-secret-1 url=https://a.acme.example:9001) amazon(id=aepwriter secret=made-up-secret-2 url=https://b.acme.example:9002)", nil},

	// What programs show instead of a secret is none.
	{"2", "stars", "AWS_ACCESS_KEY_ID=ID1\nAWS_SECRET_ACCESS_KEY=***\n", "skipped(reason=placeholder)", ErrNoCredential},
	{"2", "stars for both", "Run aws s3 ls\n  env:\n    AWS_ACCESS_KEY_ID: ***\n    AWS_SECRET_ACCESS_KEY: ***\n    AWS_REGION: eu-west-3\n", "skipped(reason=placeholder)", ErrNoCredential},
	{"2", "stars in quotes", "AWS_ACCESS_KEY_ID: \"ID1\"\nAWS_SECRET_ACCESS_KEY: \"***\"\n", "skipped(reason=placeholder)", ErrNoCredential},
	{"2", "a word in brackets", "AWS_ACCESS_KEY_ID=ID1\nAWS_SECRET_ACCESS_KEY=[REDACTED]\n", "skipped(reason=placeholder)", ErrNoCredential},
	{"2", "another word in brackets", "AWS_ACCESS_KEY_ID: [MASKED]\nAWS_SECRET_ACCESS_KEY: [MASKED]\n", "skipped(reason=placeholder)", ErrNoCredential},
	{"2", "a word in angle brackets", "AWS_ACCESS_KEY_ID: ID1\nAWS_SECRET_ACCESS_KEY: <hidden>\n", "skipped(reason=placeholder)", ErrNoCredential},
	{"2", "stars for Adobe's", "CLIENT_ID: HEX\nCLIENT_SECRET: ***\nORG_ID: ACME\n", "adobe(org=ACME client=HEX)", nil},
	{"2", "stars in JSON", `{"AccessKeyId":"ID1","SecretAccessKey":"***"}`, "skipped(reason=placeholder)", ErrNoCredential},

	// How MinIO's client is told of a store.
	{"11", "a command of a client", "mc alias set acme https://minio.acme.example:9000 aepreader made-up-secret-1 --api S3v4\n", "amazon(id=aepreader secret=made-up-secret-1 url=https://minio.acme.example:9000)", nil},
	{"11", "an older command of a client", "$ mc.exe config host add wasabi \"https://s3.eu-central-1.wasabisys.com\" '0A1B2C3D4E5F6G7H8I9J' 'SECRET1'\n", "amazon(id=0A1B2C3D4E5F6G7H8I9J secret=SECRET1 url=https://s3.eu-central-1.wasabisys.com)", nil},
	{"11", "two commands of a client", "mc alias set a https://a.acme.example aepreader made-up-secret-1\nmc alias set b https://b.acme.example aepwriter made-up-secret-2\n", "amazon(id=aepreader secret=made-up-secret-1 url=https://a.acme.example) amazon(id=aepwriter secret=made-up-secret-2 url=https://b.acme.example)", nil},
	{"11", "a variable of a client", "export MC_HOST_acme=https://aepreader:made-up-secret-1@minio.acme.example:9000\n", "amazon(id=aepreader secret=made-up-secret-1 url=https://minio.acme.example:9000)", nil},
	{"2", "a command with a secret of two words", "mc alias set acme https://minio.acme.example \"aepreader\" \"made-up secret-1\"\n", "", ErrUnknownFormat},
	{"2", "a command with a quote in its secret", "mc alias set acme https://minio.acme.example aepreader made-up\"secret-1\n", "", ErrUnknownFormat},
	{"11", "a command before another", "mc alias set acme https://minio.acme.example aepreader made-up-secret-1 && mc ls acme\n", "amazon(id=aepreader secret=made-up-secret-1 url=https://minio.acme.example)", nil},
	{"2", "a command with variables", "mc alias set acme https://minio.acme.example $ACCESS $SECRET\n", "skipped(reason=placeholder)", ErrNoCredential},
	{"11", "a command of a manual", "mc alias set ALIAS https://minio.acme.example ACCESS_KEY SECRET_KEY\n", "", ErrUnknownFormat},

	// How other programs name them.
	{"5", "colons in names", "AWS:AccessKey=aepreader\nAWS:SecretKey=made-up-secret-1\nAWS:ServiceURL=https://minio.acme.example\n", "amazon(id=aepreader secret=made-up-secret-1 url=https://minio.acme.example)", nil},
	{"5", "colons in names of JSON", `{"Storage:S3:AccessKey":"aepreader","Storage:S3:SecretKey":"made-up-secret-1","Storage:S3:ServiceURL":"https://minio.acme.example"}`, "amazon(label=Storage id=aepreader secret=made-up-secret-1 url=https://minio.acme.example)", nil},
	{"5", "a key of PHP", "'credentials' => ['key' => 'aepreader', 'secret' => 'made-up-secret-1'],\n'endpoint' => 'https://minio.acme.example:9000',\n", "amazon(id=aepreader secret=made-up-secret-1 url=https://minio.acme.example:9000)", nil},
	{"5", "a key of PHP beside a host", "'bucket' => 'exports',\n'hostname' => 'minio.acme.example',\n'port' => 9000,\n'key' => 'aepreader',\n'secret' => 'made-up-secret-1',\n'use_ssl' => true,\n", "amazon(id=aepreader secret=made-up-secret-1 url=https://minio.acme.example:9000 bucket=exports)", nil},
	{"5", "a key in the attribute of an element", "<add key=\"AWSAccessKey\" value=\"ID1\" />\n<add key=\"AWSSecretKey\" value=\"SECRET1\" />\n", "amazon(id=ID1 secret=SECRET1)", nil},
	{"6", "in Spanish", "Clave de acceso: aepreader\nClave secreta: made-up-secret-1\nPunto de conexión: https://minio.acme.example\n", "amazon(id=aepreader secret=made-up-secret-1 url=https://minio.acme.example)", nil},
	{"6", "in German", "Zugriffsschlüssel: aepreader\nGeheimer Schlüssel: made-up-secret-1\nEndpunkt: https://minio.acme.example\n", "amazon(id=aepreader secret=made-up-secret-1 url=https://minio.acme.example)", nil},
	{"6", "in Japanese", "アクセスキー：aepreader\nシークレットキー：made-up-secret-1\nエンドポイント：https://minio.acme.example\n", "amazon(id=aepreader secret=made-up-secret-1 url=https://minio.acme.example)", nil},
	{"6", "in Portuguese", "Chave de acesso: ID1\nChave secreta: SECRET1\n", "amazon(id=ID1 secret=SECRET1)", nil},
	{"17", "in Spanish on one line", "Clave de acceso: ID1 Clave secreta: SECRET1", "amazon(id=ID1 secret=SECRET1)", nil},

	// The region of a bucket that is not in the world of all others.
	{"4", "the ARN of a bucket in China", "AWS_ACCESS_KEY_ID=ID1\nAWS_SECRET_ACCESS_KEY=SECRET1\nS3_BUCKET=arn:aws-cn:s3:::exports/in\n", "amazon(id=ID1 secret=SECRET1 region=cn-north-1 bucket=exports folder=in)", nil},
	{"4", "the same beside its region", "AWS_ACCESS_KEY_ID=ID1\nAWS_SECRET_ACCESS_KEY=SECRET1\nAWS_REGION=cn-northwest-1\nS3_BUCKET=arn:aws-cn:s3:::exports\n", "amazon(id=ID1 secret=SECRET1 region=cn-northwest-1 bucket=exports)", nil},

	// Where a bucket is, in another part of the same object.
	{"4", "region and bucket below the key", `{"accessKeyId":"ID1","secretAccessKey":"SECRET1","s3":{"bucket":"exports","region":"cn-north-1"}}`, "amazon(id=ID1 secret=SECRET1 region=cn-north-1 bucket=exports)", nil},
	{"4", "fields beside a login", `{"items":[{"name":"AEP S3","fields":[{"name":"Region","value":"cn-north-1"},{"name":"Bucket","value":"exports"}],"login":{"username":"ID1","password":"SECRET1"}}]}`, "amazon(label=AEP S3 id=ID1 secret=SECRET1 region=cn-north-1 bucket=exports)", nil},
	{"4", "fields beside two logins", `{"items":[{"name":"A","fields":[{"name":"Region","value":"cn-north-1"}],"login":{"username":"ID1","password":"SECRET1"}},{"name":"B","fields":[{"name":"Region","value":"eu-west-3"}],"login":{"username":"ID2","password":"SECRET2"}}]}`, "amazon(label=A id=ID1 secret=SECRET1 region=cn-north-1) amazon(label=B id=ID2 secret=SECRET2 region=eu-west-3)", nil},
	{"4", "a region in JSON in JSON", `{"conn_type":"aws","login":"ID1","password":"SECRET1","extra":"{\"region_name\": \"cn-north-1\"}"}`, "amazon(id=ID1 secret=SECRET1 region=cn-north-1)", nil},
	{"4", "two regions below the key", `{"accessKeyId":"ID1","secretAccessKey":"SECRET1","s3":{"region":"eu-west-3"},"sqs":{"region":"eu-west-1"}}`, "amazon(id=ID1 secret=SECRET1)", nil},
	{"4", "the region of another service", `{"aws":{"accessKeyId":"ID1","secretAccessKey":"SECRET1"},"warehouse":{"region":"eu-west-1"}}`, "amazon(id=ID1 secret=SECRET1)", nil},
	{"11", "the store of another service", `{"accessKeyId":"ID1","secretAccessKey":"SECRET1","minio":{"endpoint":"https://minio.acme.example"}}`, "amazon(id=ID1 secret=SECRET1)", nil},
	{"4", "lines in a cell", "folder,type,name,fields,login_username,login_password\nWork,login,AEP S3,\"region: cn-north-1\nbucket: exports\",ID1,SECRET1\n", "amazon(id=ID1 secret=SECRET1 region=cn-north-1 bucket=exports)", nil},
	{"11", "the store in a cell", "name,notes,username,password\nAEP S3,Endpoint: https://minio.acme.example,ID1,SECRET1\n", "amazon(id=ID1 secret=SECRET1 url=https://minio.acme.example)", nil},
	{"11", "the store of a backup anywhere", "AWS_ACCESS_KEY_ID=0A1B2C3D4E5F6G7H8I9J\nAWS_SECRET_ACCESS_KEY=SECRET1\nRESTIC_REPOSITORY=s3:https://minio.acme.example:9000/exports\n", "amazon(id=0A1B2C3D4E5F6G7H8I9J secret=SECRET1 url=https://minio.acme.example:9000 bucket=exports)", nil},

	// Regions as the consoles of other languages write them.
	{"4", "a region in Spanish", "ID de clave de acceso: ID1\nClave de acceso secreta: SECRET1\nRegión: Europa (España)\n", "amazon(id=ID1 secret=SECRET1 region=eu-south-2)", nil},
	{"4", "another in Spanish", "ID de clave de acceso: ID1\nClave de acceso secreta: SECRET1\nRegión: EE. UU. Este (Norte de Virginia)\n", "amazon(id=ID1 secret=SECRET1 region=us-east-1)", nil},
	{"4", "a region in German", "Zugriffsschlüssel-ID: ID1\nGeheimer Zugriffsschlüssel: SECRET1\nRegion: EU (Irland)\n", "amazon(id=ID1 secret=SECRET1 region=eu-west-1)", nil},
	{"4", "another in German", "Zugriffsschlüssel-ID: ID1\nGeheimer Zugriffsschlüssel: SECRET1\nRegion: China (Peking)\n", "amazon(id=ID1 secret=SECRET1 region=cn-north-1)", nil},
	{"4", "a region in Portuguese", "ID da chave de acesso: ID1\nChave de acesso secreta: SECRET1\nRegião: América do Sul (São Paulo)\n", "amazon(id=ID1 secret=SECRET1 region=sa-east-1)", nil},
	{"4", "another in Japanese", "アクセスキー ID：ID1\nシークレットアクセスキー：SECRET1\nリージョン：ヨーロッパ (パリ)\n", "amazon(id=ID1 secret=SECRET1 region=eu-west-3)", nil},
	{"4", "a region in Japanese", "アクセスキー ID：ID1\nシークレットアクセスキー：SECRET1\nリージョン：アジアパシフィック (東京)\n", "amazon(id=ID1 secret=SECRET1 region=ap-northeast-1)", nil},
}
