package credentials

import (
	"encoding/base64"
	"errors"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/simplifiedchinese"
)

// variant is an input of a kind. Where err is nil, want is the summary without its format.
type variant struct {
	kind, name, text, want string
	err                    error
}

// variants are inputs of the kinds of which testdata/cases has one each: other
// tools, separators, orders, languages.
var variants = []variant{
	// What a file says is not thrown away.
	{"4", "region in variables", "AWS_ACCESS_KEY_ID=ID1\nAWS_SECRET_ACCESS_KEY=SECRET1\nAWS_DEFAULT_REGION=ap-southeast-2\n", "amazon(id=ID1 secret=SECRET1 region=ap-southeast-2)", nil},
	{"4", "region on a page", "Access key: ID1\nSecret access key: SECRET1\nRegion: Europe (Spain) eu-south-2\n", "amazon(id=ID1 secret=SECRET1 region=eu-south-2)", nil},
	{"4", "region around the key", `{"region":"cn-north-1","credentials":{"accessKeyId":"ID1","secretAccessKey":"SECRET1"}}`, "amazon(id=ID1 secret=SECRET1 region=cn-north-1)", nil},
	{"4", "region in Terraform", "provider \"aws\" {\n  region = \"me-central-1\"\n  access_key = \"ID1\"\n  secret_key = \"SECRET1\"\n}\n", "amazon(id=ID1 secret=SECRET1 region=me-central-1)", nil},
	{"4", "region in a table", "Access key ID;Secret access key;Region\nID1;SECRET1;eu-west-3\n", "amazon(id=ID1 secret=SECRET1 region=eu-west-3)", nil},
	{"4", "expiry without a zone", "[mfa]\naws_access_key_id = IDT\naws_secret_access_key = SECRET1\naws_session_token = SESSION\nexpiration = 2024-01-01 10:00:00\n", "amazon(label=mfa id=IDT secret=SECRET1 session=SESSION expires=2024-01-01T10:00:00Z)", nil},
	{"4", "expiry in seconds", `{"AccessKeyId":"IDT","SecretAccessKey":"SECRET1","SessionToken":"SESSION","Expiration":1704103200}`, "amazon(id=IDT secret=SECRET1 session=SESSION expires=2024-01-01T10:00:00Z)", nil},
	{"4", "expiry in variables", "export AWS_ACCESS_KEY_ID=IDT\nexport AWS_SECRET_ACCESS_KEY=SECRET1\nexport AWS_SESSION_TOKEN=SESSION\nexport AWS_SESSION_EXPIRATION='2024-01-01 10:00:00 +0000'\n", "amazon(id=IDT secret=SECRET1 session=SESSION expires=2024-01-01T10:00:00Z)", nil},
	{"4", "expiry of a session", "AWS_ACCESS_KEY_ID=IDT\nAWS_SECRET_ACCESS_KEY=SECRET1\nAWS_SESSION_TOKEN=SESSION\nAWS_CREDENTIAL_EXPIRATION=2024-01-01T10:00:00Z\n", "amazon(id=IDT secret=SECRET1 session=SESSION expires=2024-01-01T10:00:00Z)", nil},
	{"4", "expiry on a page", "Access key ID: IDT\nSecret access key: SECRET1\nSession token: SESSION\nExpires: 2024-01-01 10:00:00 UTC\n", "amazon(id=IDT secret=SECRET1 session=SESSION expires=2024-01-01T10:00:00Z)", nil},
	{"4", "inactive in a table", "User name,Access key ID,Secret access key,Status\naep,ID1,SECRET1,Inactive\n", "amazon(label=aep id=ID1 secret=SECRET1 inactive=yes)", nil},
	{"4", "inactive in the state of Terraform", `{"resources":[{"type":"aws_iam_access_key","instances":[{"attributes":{"id":"ID1","secret":"SECRET1","status":"Inactive","user":"aep"}}]}]}`, "amazon(label=aep id=ID1 secret=SECRET1 inactive=yes)", nil},
	{"4", "inactive on a page", "Access key ID\nID1\nSecret access key\nSECRET1\nStatus\nInactive\n", "amazon(id=ID1 secret=SECRET1 inactive=yes)", nil},
	{"4", "active", `{"AccessKey":{"AccessKeyId":"ID1","Status":"Active","SecretAccessKey":"SECRET1"}}`, "amazon(id=ID1 secret=SECRET1)", nil},
	{"4", "not active", `{"access_key":"ID1","secret_key":"SECRET1","active":false}`, "amazon(id=ID1 secret=SECRET1 inactive=yes)", nil},
	{"4", "single sign-on beside a key", "[default]\naws_access_key_id = ID1\naws_secret_access_key = SECRET1\n[profile corp]\nsso_session = x\nsso_account_id = 1\n", "amazon(label=default id=ID1 secret=SECRET1) skipped(label=corp reason=sso)", nil},
	{"4", "half a key beside a key", "User name,Access key ID,Secret access key\na,ID1,SECRET1\nb,ID2,\n", "amazon(label=a id=ID1 secret=SECRET1) skipped(label=b reason=noSecret)", nil},
	{"4", "stage", `{"org_id":"ACME","client_id":"HEX","secret":"P8E","environment":"stage"}`, "adobe(org=ACME client=HEX secrets=P8E env=stage)", nil},
	{"4", "stage in variables", "IMS_ORG_ID=ACME\nCLIENT_ID=HEX\nCLIENT_SECRET=P8E\nENVIRONMENT=stage\n", "adobe(org=ACME client=HEX secrets=P8E env=stage)", nil},
	{"4", "stage by its sign-in", `{"values":[{"key":"IMS","value":"ims-na1-stg1.adobelogin.com"},{"key":"API_KEY","value":"HEX"},{"key":"CLIENT_SECRET","value":"P8E"},{"key":"IMS_ORG","value":"ACME"}]}`, "adobe(org=ACME client=HEX secrets=P8E host=ims-na1-stg1.adobelogin.com env=stage)", nil},
	{"4", "an environment of a program", "IMS_ORG_ID=ACME\nCLIENT_ID=HEX\nCLIENT_SECRET=P8E\nENVIRONMENT=development\n", "adobe(org=ACME client=HEX secrets=P8E)", nil},

	{"4", "what a command line prints", "CREDENTIALS\tIDT\t2024-01-01T10:00:00+00:00\tSECRET1\tSESSION\n", "amazon(id=IDT secret=SECRET1 session=SESSION expires=2024-01-01T10:00:00Z)", nil},
	{"4", "YAML", "Credentials:\n  AccessKeyId: IDT\n  Expiration: '2024-01-01T10:00:00+00:00'\n  SecretAccessKey: SECRET1\n  SessionToken: SESSION\n", "amazon(id=IDT secret=SECRET1 session=SESSION expires=2024-01-01T10:00:00Z)", nil},
	{"4", "expiry by another name", "[mfa]\naws_access_key_id = IDT\naws_secret_access_key = SECRET1\naws_session_token = SESSION\ntoken_expiry = 2024-01-01T10:00:00Z\n", "amazon(label=mfa id=IDT secret=SECRET1 session=SESSION expires=2024-01-01T10:00:00Z)", nil},
	{"4", "region in TOML", "[aws]\naccess_key = \"ID1\" # made\nsecret_key = \"SECRET1\"\nregion = \"eu-west-3\"\nbucket = 'exports'\n", "amazon(label=aws id=ID1 secret=SECRET1 region=eu-west-3 bucket=exports)", nil},
	{"4", "region and bucket by long names", "AWS_ACCESS_KEY_ID=ID1\nAWS_SECRET_ACCESS_KEY=SECRET1\nAWS_STORAGE_BUCKET_NAME=exports\nAWS_S3_REGION_NAME=eu-west-3\n", "amazon(id=ID1 secret=SECRET1 region=eu-west-3 bucket=exports)", nil},
	{"4", "region by its name", "Access key: ID1\nSecret access key: SECRET1\nRegion: Europe (Paris)\n", "amazon(id=ID1 secret=SECRET1 region=eu-west-3)", nil},
	{"4", "stage by the address of its tokens", `{"client_id":"HEX","client_secret":"P8E","org_id":"ACME","token_url":"https://ims-na1-stg1.adobelogin.com/ims/token/v3"}`, "adobe(org=ACME client=HEX secrets=P8E host=ims-na1-stg1.adobelogin.com env=stage)", nil},
	{"4", "stage by its Platform", "PLATFORM_GATEWAY=https://platform-stage.adobe.io\nAPI_KEY=HEX\nCLIENT_SECRET=P8E\nIMS_ORG=ACME\n", "adobe(org=ACME client=HEX secrets=P8E env=stage)", nil},
	{"4", "stage in a command", "curl -X POST https://ims-na1-stg1.adobelogin.com/ims/token/v3 -d client_id=HEX -d client_secret=P8E -d scope=openid,AdobeID\n", "adobe(client=HEX secrets=P8E scopes=openid,AdobeID host=ims-na1-stg1.adobelogin.com env=stage)", nil},
	{"4", "production in a command", "curl -X POST https://ims-na1.adobelogin.com/ims/token/v3 -d client_id=HEX -d client_secret=P8E -d scope=openid,AdobeID\n", "adobe(client=HEX secrets=P8E scopes=openid,AdobeID)", nil},
	{"4", "expiry as in a header", "Access key ID: IDT\nSecret access key: SECRET1\nSession token: SESSION\nExpires: Mon, 01 Jan 2024 10:00:00 GMT\n", "amazon(id=IDT secret=SECRET1 session=SESSION expires=2024-01-01T10:00:00Z)", nil},

	// Names with something before or after them.
	{"5", "names of no known word", "AWS_PROD_KEY=ID1\nAWS_PROD_SECRET=SECRET1\n", "amazon(label=AWS PROD id=ID1 secret=SECRET1)", nil},
	{"5", "two of no known word", "LOYALTY_KEY=ID1\nHARBOUR_KEY=ID2\nLOYALTY_PASS=SECRET1\nHARBOUR_PASS=SECRET2\n", "amazon(label=LOYALTY id=ID1 secret=SECRET1) amazon(label=HARBOUR id=ID2 secret=SECRET2)", nil},
	{"5", "short names with a prefix", "PROD_S3_KEY=ID1\nPROD_S3_SECRET=SECRET1\nPROD_S3_BUCKET=exports\n", "amazon(label=PROD id=ID1 secret=SECRET1 bucket=exports)", nil},
	{"5", "Terraform", "loyalty_access_key = \"ID1\"\nloyalty_secret_key = \"SECRET1\"\nloyalty_region = \"eu-west-3\"\n", "amazon(label=loyalty id=ID1 secret=SECRET1 region=eu-west-3)", nil},
	{"5", "in a section", "[s3]\nloyalty_access_key=ID1\nloyalty_secret_key=SECRET1\n", "amazon(label=loyalty id=ID1 secret=SECRET1)", nil},
	{"5", "the middle of a name", "MY_AWS_ACCESS_KEY_ID_PROD=ID1\nMY_AWS_SECRET_ACCESS_KEY_PROD=SECRET1\n", "amazon(label=MY PROD id=ID1 secret=SECRET1)", nil},
	{"5", "halves of two", "PROD_AWS_ACCESS_KEY_ID=ID1\nDEV_AWS_SECRET_ACCESS_KEY=SECRET2\n", "skipped(label=PROD reason=noSecret)", ErrNoCredential},
	{"5", "a list in YAML", "ims:\n  contexts:\n    loyalty:\n      client_id: HEX\n      client_secrets:\n        - P8E\n      ims_org_id: ACME\n      scopes:\n        - openid\n        - session\n", "adobe(org=ACME client=HEX secrets=P8E scopes=openid,session)", nil},
	{"5", "another store", "ALIBABA_CLOUD_ACCESS_KEY_ID=LTAI5tMadeUpMadeUpMadeUp\nALIBABA_CLOUD_ACCESS_KEY_SECRET=madeUpMadeUpMadeUpMadeUp123456\nOSS_ENDPOINT=oss-eu-central-1.aliyuncs.com\n", "amazon(label=ALIBABA CLOUD id=LTAI5tMadeUpMadeUpMadeUp secret=madeUpMadeUpMadeUpMadeUp123456 url=https://oss-eu-central-1.aliyuncs.com)", nil},
	{"5", "MinIO's own", "MINIO_ROOT_USER=aepreader\nMINIO_ROOT_PASSWORD=made-up-secret-1\nMINIO_SERVER_URL=https://minio.acme.example\n", "amazon(id=aepreader secret=made-up-secret-1 url=https://minio.acme.example)", nil},
	{"5", "a suffix", "AWS_ACCESS_KEY_ID_PROD=ID1\nAWS_SECRET_ACCESS_KEY_PROD=SECRET1\nAWS_REGION_PROD=eu-west-3\n", "amazon(label=PROD id=ID1 secret=SECRET1 region=eu-west-3)", nil},
	{"5", "two stages", "PROD_AWS_ACCESS_KEY_ID=ID1\nDEV_AWS_ACCESS_KEY_ID=ID2\nPROD_AWS_SECRET_ACCESS_KEY=SECRET1\nDEV_AWS_SECRET_ACCESS_KEY=SECRET2\nDEV_AWS_REGION=eu-west-1\n", "amazon(label=PROD id=ID1 secret=SECRET1) amazon(label=DEV id=ID2 secret=SECRET2 region=eu-west-1)", nil},
	{"5", "numbers", "AWS_ACCESS_KEY_ID_1=ID1\nAWS_SECRET_ACCESS_KEY_1=SECRET1\nAWS_ACCESS_KEY_ID_2=ID2\nAWS_SECRET_ACCESS_KEY_2=SECRET2\n", "amazon(label=1 id=ID1 secret=SECRET1) amazon(label=2 id=ID2 secret=SECRET2)", nil},
	{"5", "numbers without a mark", "accessKeyId1: ID1\nsecretAccessKey1: SECRET1\naccessKeyId2: ID2\nsecretAccessKey2: SECRET2\n", "amazon(label=1 id=ID1 secret=SECRET1) amazon(label=2 id=ID2 secret=SECRET2)", nil},
	{"5", "dots", "spring.cloud.aws.credentials.access-key=ID1\nspring.cloud.aws.credentials.secret-key=SECRET1\nspring.cloud.aws.region.static=eu-west-3\n", "amazon(label=spring cloud aws credentials id=ID1 secret=SECRET1 region=eu-west-3)", nil},
	{"5", "Hadoop", "fs.s3a.access.key=ID1\nfs.s3a.secret.key=SECRET1\nfs.s3a.endpoint=https://minio.acme.example\n", "amazon(label=fs s3a id=ID1 secret=SECRET1 url=https://minio.acme.example)", nil},
	{"5", "humps", `{"loyaltyAwsAccessKeyId":"ID1","loyaltyAwsSecretAccessKey":"SECRET1","loyaltyBucket":"exports"}`, "amazon(label=loyalty id=ID1 secret=SECRET1 bucket=exports)", nil},
	{"5", "doubled underscores", "APP__AWS__ACCESS__KEY__ID=ID1\nAPP__AWS__SECRET__ACCESS__KEY=SECRET1\n", "amazon(label=APP id=ID1 secret=SECRET1)", nil},
	{"5", "export and quotes", "export LOYALTY_AWS_ACCESS_KEY_ID=\"ID1\"\nexport LOYALTY_AWS_SECRET_ACCESS_KEY='SECRET1'\n", "amazon(label=LOYALTY id=ID1 secret=SECRET1)", nil},
	{"5", "PowerShell", "$Env:LOYALTY_AWS_ACCESS_KEY_ID = 'ID1'\n$Env:LOYALTY_AWS_SECRET_ACCESS_KEY = 'SECRET1'\n", "amazon(label=LOYALTY id=ID1 secret=SECRET1)", nil},
	{"5", "cmd", "set LOYALTY_AWS_ACCESS_KEY_ID=ID1\nsetx LOYALTY_AWS_SECRET_ACCESS_KEY SECRET1\n", "amazon(label=LOYALTY id=ID1 secret=SECRET1)", nil},
	{"5", "YAML", "app:\n  prod_aws_access_key_id: ID1\n  prod_aws_secret_access_key: SECRET1\n  prod_aws_region: eu-west-3\n", "amazon(label=prod id=ID1 secret=SECRET1 region=eu-west-3)", nil},
	{"5", "one region for all", "AWS_REGION=eu-west-3\nA_AWS_ACCESS_KEY_ID=ID1\nA_AWS_SECRET_ACCESS_KEY=SECRET1\n", "amazon(label=A id=ID1 secret=SECRET1 region=eu-west-3)", nil},
	{"5", "two stores", "MINIO_ACCESS_KEY=minioaccesskey000001\nAWS_ACCESS_KEY_ID=ID1\nMINIO_SECRET_KEY=made-up-secret-for-minio\nAWS_SECRET_ACCESS_KEY=SECRET1\n", "amazon(label=minio id=minioaccesskey000001 secret=made-up-secret-for-minio) amazon(label=aws id=ID1 secret=SECRET1)", nil},
	{"5", "a program's Adobe credential", "AEP_CLIENT_ID=HEX\nAEP_CLIENT_SECRET=P8E\nAEP_ORG_ID=ACME\nAEP_SCOPES=openid,session\nAEP_SANDBOX_NAME=dev\n", "adobe(label=AEP org=ACME client=HEX secrets=P8E scopes=openid,session sandbox=dev)", nil},
	{"5", "two Adobe credentials", "STAGE_CLIENT_ID=CLIENT1\nSTAGE_CLIENT_SECRET=P8E1\nSTAGE_IMS_ORG=ORG\nPROD_CLIENT_ID=HEX\nPROD_CLIENT_SECRET=P8E\nPROD_IMS_ORG=ACME\n", "adobe(label=STAGE org=ORG client=CLIENT1 secrets=P8E1) adobe(label=PROD org=ACME client=HEX secrets=P8E)", nil},
	{"5", "one organization for both", "IMS_ORG_ID=ACME\nA_CLIENT_ID=HEX\nA_CLIENT_SECRET=P8E\nB_CLIENT_ID=CLIENT1\nB_CLIENT_SECRET=P8E1\n", "adobe(label=A org=ACME client=HEX secrets=P8E) adobe(label=B org=ACME client=CLIENT1 secrets=P8E1)", nil},
	{"5", "Vite", "VITE_ADOBE_CLIENT_ID=HEX\nVITE_ADOBE_CLIENT_SECRET=P8E\nVITE_ADOBE_ORG_ID=ACME\n", "adobe(label=VITE org=ACME client=HEX secrets=P8E)", nil},
	{"5", "lower case", "aep_prod_client_id: HEX\naep_prod_client_secret: P8E\naep_prod_ims_org_id: ACME\n", "adobe(label=aep prod org=ACME client=HEX secrets=P8E)", nil},
	{"5", "names that only look alike", "NEXT_PUBLIC_URL=https://example.org\nMY_BUCKET_POLICY=private\nSECRET_KEY_BASE=0123456789abcdef0123\nAPI_KEY_ROTATION_DAYS=30\n", "", ErrUnknownFormat},
	{"5", "names that only look alike, beside a key", "AWS_ACCESS_KEY_ID=ID1\nAWS_SECRET_ACCESS_KEY=SECRET1\nNEXT_PUBLIC_URL=https://example.org\nMY_BUCKET_POLICY=private\nREDIS_URL=https://redis.example\n", "amazon(id=ID1 secret=SECRET1)", nil},
	{"5", "names of other services", "GOOGLE_CLIENT_ID=1.apps.googleusercontent.com\nGOOGLE_CLIENT_SECRET=GOCSPX-made-up-secret-1\nSPOTIFY_CLIENT_ID=HEX\nSPOTIFY_CLIENT_SECRET=0123456789abcdef0123456789abcdef\n", "", ErrUnknownFormat},
	{"5", "Adobe before each, and more", "ADOBE_CLIENT_ID=HEX\nADOBE_CLIENT_SECRET=P8E\nADOBE_IMS_ORG=ACME\nADOBE_SANDBOX_NAME=dev\nADOBE_SCOPES=openid,session\n", "adobe(org=ACME client=HEX secrets=P8E scopes=openid,session sandbox=dev)", nil},
	{"5", "Adobe before each, in humps", `{"adobeClientId":"HEX","adobeClientSecret":"P8E","adobeImsOrgId":"ACME"}`, "adobe(org=ACME client=HEX secrets=P8E)", nil},
	{"5", "Adobe before some", "ADOBE_CLIENT_ID=HEX\nCLIENT_SECRET=P8E\nADOBE_IMS_ORG_ID=ACME\n", "adobe(org=ACME client=HEX secrets=P8E)", nil},
	{"5", "no known word in JSON", `{"LOYALTY_KEY":"ID1","LOYALTY_SECRET":"SECRET1","HARBOUR_KEY":"ID2","HARBOUR_SECRET":"SECRET2"}`, "amazon(label=HARBOUR id=ID2 secret=SECRET2) amazon(label=LOYALTY id=ID1 secret=SECRET1)", nil},
	{"5", "the secret of something else before", "SECRET_KEY=made-up-for-something-else-1\nAWS_ACCESS_KEY_ID=ID1\nAWS_SECRET_ACCESS_KEY=SECRET1\n", "amazon(label=aws id=ID1 secret=SECRET1)", nil},
	{"5", "the secret of something else between", "access_key_id: ID1\napp_key: made-up-for-something-else-1\nsecret_access_key: SECRET1\n", "amazon(id=ID1 secret=SECRET1)", nil},
	{"5", "the secret of something else in JSON", `{"appKey":"made-up-for-something-else-1","accessKeyId":"ID1","secretAccessKey":"SECRET1"}`, "amazon(id=ID1 secret=SECRET1)", nil},
	{"5", "the token of something else", "TOKEN=made-up-for-something-else-1\nAWS_ACCESS_KEY_ID=ID1\nAWS_SECRET_ACCESS_KEY=SECRET1\n", "amazon(id=ID1 secret=SECRET1)", nil},
	{"5", "names and values of a container", "env:\n- name: AEP_AWS_ACCESS_KEY_ID\n  value: ID1\n- name: AEP_AWS_SECRET_ACCESS_KEY\n  value: \"SECRET1\"\n- name: AWS_REGION\n  value: eu-west-3\n", "amazon(label=AEP id=ID1 secret=SECRET1 region=eu-west-3)", nil},
	{"5", "an organization under any name", "provider \"adobe\" {\n  client_id = \"HEX\"\n  client_secret = \"P8E\"\n  org = \"ACME\"\n}\n", "adobe(org=ACME client=HEX secrets=P8E)", nil},
	{"5", "scopes over two lines", "CLIENT_ID=HEX\nCLIENT_SECRET=P8E\nIMS_ORG=ACME\nSCOPES=openid,AdobeID,\nread_organizations,session\n", "adobe(org=ACME client=HEX secrets=P8E scopes=openid,AdobeID,read_organizations,session)", nil},
	{"5", "scopes over two lines, in quotes", "CLIENT_ID=HEX\nCLIENT_SECRET=P8E\nIMS_ORG=ACME\nSCOPES=\"openid, AdobeID,\n  read_organizations\"\n", "adobe(org=ACME client=HEX secrets=P8E scopes=openid,AdobeID,read_organizations)", nil},
	{"5", "names of variables in a program", "const s3 = new S3Client({ credentials: { accessKeyId: process.env.AWS_ACCESS_KEY_ID, secretAccessKey: process.env.AWS_SECRET_ACCESS_KEY } })\n", "skipped(reason=placeholder)", ErrNoCredential},
	{"5", "marks between commands", "set X_AWS_ACCESS_KEY_ID=ID1&set X_AWS_SECRET_ACCESS_KEY=made-up-secret-1&set X_AWS_REGION=eu-west-3\n", "amazon(label=X id=ID1 secret=made-up-secret-1 region=eu-west-3)", nil},
	{"5", "a mail as a file", "Subject: keys\nMIME-Version: 1.0\nContent-Type: text/plain; charset=\"utf-8\"\nContent-Transfer-Encoding: quoted-printable\n\nVoil=C3=A0 :\nAWS_ACCESS_KEY_ID=3DID1\nAWS_SECRET_ACCESS_KEY=3DwJalrXUtnFEMI/K7MDENG/=\nbPxRfiCYEXAMPLEKEY\nAWS_REGION=3Deu-west-3\n", "amazon(id=ID1 secret=SECRET1 region=eu-west-3)", nil},
	{"5", "a program with a secret of its own", "SECRET_KEY=made-up-for-something-else-1\nAWS_ACCESS_KEY_ID=ID1\nAWS_SECRET_ACCESS_KEY=SECRET1\nAWS_STORAGE_BUCKET_NAME=exports\nAWS_S3_REGION_NAME=eu-west-3\n", "amazon(label=aws id=ID1 secret=SECRET1 region=eu-west-3 bucket=exports)", nil},
	{"5", "short names with numbers", "key1=ID1\nsecret1=SECRET1\nkey2=ID2\nsecret2=SECRET2\n", "amazon(label=1 id=ID1 secret=SECRET1) amazon(label=2 id=ID2 secret=SECRET2)", nil},
	{"5", "short names before a stage", "KEY_PROD=ID1\nSECRET_PROD=SECRET1\n", "amazon(label=PROD id=ID1 secret=SECRET1)", nil},
	{"5", "short names of MinIO", "MINIO_USER=reader01\nMINIO_PASSWORD=made-up-secret-1\nMINIO_HOST=minio.acme.example\nMINIO_BUCKET=exports\n", "amazon(id=reader01 secret=made-up-secret-1 url=https://minio.acme.example bucket=exports)", nil},
	{"5", "short names of another store", "SPACES_KEY=DO00ABCDEFGHIJKLMNOP\nSPACES_SECRET=made-up-secret-1\nSPACES_ENDPOINT=nyc3.digitaloceanspaces.com\nSPACES_BUCKET=exports\n", "amazon(id=DO00ABCDEFGHIJKLMNOP secret=made-up-secret-1 url=https://nyc3.digitaloceanspaces.com bucket=exports)", nil},
	{"5", "halves of a store and of Amazon", "AWS_ACCESS_KEY_ID=ID1\nSTORE_SECRET_ACCESS_KEY=SECRET1\n", "skipped(reason=noSecret)", ErrNoCredential},
	{"5", "Adobe before a secret", "ADOBE_CLIENT_ID=HEX\nADOBE_SECRET=P8E\nADOBE_ORG=ACME\n", "adobe(org=ACME client=HEX secrets=P8E)", nil},

	// Other words for the secret.
	{"6", "one word", `{"AccessKeyId":"ID1","AccessKeySecret":"SECRET1"}`, "amazon(id=ID1 secret=SECRET1)", nil},
	{"6", "variables", "ACCESS_KEY_ID=ID1\nACCESS_KEY_SECRET=SECRET1\n", "amazon(id=ID1 secret=SECRET1)", nil},
	{"6", "labels", "Access Key ID: ID1\nAccess Key Secret: SECRET1\n", "amazon(id=ID1 secret=SECRET1)", nil},
	{"6", "labels above", "Access Key ID\nID1\nAccess Key Secret\nSECRET1\n", "amazon(id=ID1 secret=SECRET1)", nil},
	{"6", "table", "Access Key ID,Access Key Secret\nID1,SECRET1\n", "amazon(id=ID1 secret=SECRET1)", nil},
	{"6", "profile", "[a]\naccess-key-id = ID1\naccess-key-secret = SECRET1\n", "amazon(label=a id=ID1 secret=SECRET1)", nil},
	{"6", "with a prefix", "S3_ACCESS_KEY_ID=ID1\nS3_ACCESS_KEY_SECRET=SECRET1\n", "amazon(id=ID1 secret=SECRET1)", nil},
	{"6", "AWS", `{"aws_access_key_id":"ID1","aws_access_key_secret":"SECRET1"}`, "amazon(id=ID1 secret=SECRET1)", nil},
	{"6", "the secret called an ID", `{"access_key_id":"ID1","secret_access_key_id":"SECRET1"}`, "amazon(id=ID1 secret=SECRET1)", nil},
	{"6", "Italian", "ID chiave di accesso: ID1\nChiave di accesso segreta: SECRET1\n", "amazon(id=ID1 secret=SECRET1)", nil},

	// The pair as user name and password.
	{"7", "another manager", "folder,favorite,type,name,notes,fields,reprompt,login_uri,login_username,login_password,login_totp\n,,login,AEP,,,0,https://aws.amazon.com,ID1,SECRET1,\n", "amazon(id=ID1 secret=SECRET1)", nil},
	{"7", "quotes", "\"Group\",\"Title\",\"Username\",\"Password\",\"URL\",\"Notes\"\n\"Root\",\"S3\",\"ID1\",\"SECRET1\",\"\",\"\"\n", "amazon(id=ID1 secret=SECRET1)", nil},
	{"7", "browser", "name,url,username,password\naws,https://console.aws.amazon.com/,ID1,SECRET1\n", "amazon(id=ID1 secret=SECRET1)", nil},
	{"7", "object", `{"title":"AEP","username":"ID1","password":"SECRET1"}`, "amazon(label=AEP id=ID1 secret=SECRET1)", nil},
	{"7", "nested", `{"items":[{"name":"AEP","login":{"username":"ID1","password":"SECRET1","totp":null}}]}`, "amazon(label=AEP id=ID1 secret=SECRET1)", nil},
	{"7", "fields", `{"title":"AEP","fields":[{"id":"username","type":"STRING","purpose":"USERNAME","label":"username","value":"ID1"},{"id":"password","type":"CONCEALED","label":"password","value":"SECRET1"}]}`, "amazon(label=AEP id=ID1 secret=SECRET1)", nil},
	{"7", "lines", "Username: ID1\nPassword: SECRET1\n", "amazon(id=ID1 secret=SECRET1)", nil},
	{"7", "lines of login", "login: ID1\npassword: SECRET1\nurl: https://console.aws.amazon.com\n", "amazon(id=ID1 secret=SECRET1)", nil},
	{"7", "French", "Nom d’utilisateur;Mot de passe\nID1;SECRET1\n", "amazon(id=ID1 secret=SECRET1)", nil},
	{"7", "two of several", "Title,Username,Password\nS3,ID1,SECRET1\nMail,jane,not-a-real-password\nS3 too,ID2,SECRET2\n", "amazon(id=ID1 secret=SECRET1) amazon(id=ID2 secret=SECRET2) skipped(label=jane reason=password)", nil},
	{"7", "a password", "Title,Username,Password\nMail,jane,correct-horse-battery\n", "skipped(label=jane reason=password)", ErrNoCredential},
	{"7", "a password of forty characters", "Title,Username,Password\nMail,jane,SECRET1\n", "skipped(label=jane reason=password)", ErrNoCredential},
	{"7", "the object of another manager", `{"vaults":{"x":{"items":[{"data":{"metadata":{"name":"AEP"},"content":{"itemEmail":"","password":"SECRET1","itemUsername":"ID1"}}}]}}}`, "amazon(label=vaults id=ID1 secret=SECRET1)", nil},
	{"7", "a line under the header", "| User | Access key ID | Secret access key |\n|---|---|---|\n| aep | ID1 | SECRET1 |\n", "amazon(label=aep id=ID1 secret=SECRET1)", nil},

	// A secret that begins like a remark.
	{"8", "alone", "ID1\n//alrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY\n", "amazon(id=ID1 secret=//alrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY)", nil},
	{"8", "two labels above", "Access key\nSecret access key\nID1\n//alrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY\n", "amazon(id=ID1 secret=//alrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY)", nil},
	{"8", "in a profile", "[a]\naws_access_key_id=ID1\naws_secret_access_key=//alrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY\n", "amazon(label=a id=ID1 secret=//alrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY)", nil},
	{"8", "in a row", "Access key ID,Secret access key\nID1,//alrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY\n", "amazon(id=ID1 secret=//alrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY)", nil},
	{"8", "Chinese", "访问密钥\nID1\n秘密访问密钥\n//alrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY\n", "amazon(id=ID1 secret=//alrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY)", nil},
	{"8", "of a store", "Access key\nminioaccesskey000001\nSecret key\n//madeUp0Secret1Of2Minio3\n", "amazon(id=minioaccesskey000001 secret=//madeUp0Secret1Of2Minio3)", nil},
	{"8", "a remark", "// the keys of loyalty\nAccess key ID\nID1\n//remark about it\nSecret access key\n//SECRETOFAMAZON\nSECRET1\n", "amazon(id=ID1 secret=SECRET1)", nil},

	// Files of Adobe's own tools.
	{"9", "another context", `{"$ims":{"loyalty":{"config":{"client_id":"HEX","client_secrets":["P8E"],"ims_org_id":"ACME","scopes":["openid"]}}}}`, "adobe(label=loyalty org=ACME client=HEX secrets=P8E scopes=openid)", nil},
	{"9", "under a name of its own", `{"adobe":{"clientId":"HEX","clientSecret":"P8E","orgId":"ACME"}}`, "adobe(label=adobe org=ACME client=HEX secrets=P8E)", nil},
	{"9", "two contexts", `{"ims":{"contexts":{"a":{"client_id":"HEX","client_secrets":["P8E"],"ims_org_id":"ACME"},"b":{"client_id":"CLIENT1","client_secrets":["P8E1"],"ims_org_id":"ORG"}}}}`, "adobe(label=a org=ACME client=HEX secrets=P8E) adobe(label=b org=ORG client=CLIENT1 secrets=P8E1)", nil},
	{"9", "the organization outside", `{"org_id":"ACME","credential":{"client_id":"HEX","client_secret":"P8E"}}`, "adobe(label=credential org=ACME client=HEX secrets=P8E)", nil},
	{"9", "a collection of today", `{"info":{},"item":[],"variable":[{"key":"IMS_ORG","value":"ACME"},{"key":"API_KEY","value":"HEX"},{"key":"CLIENT_SECRET","value":"P8E"}]}`, "adobe(org=ACME client=HEX secrets=P8E)", nil},
	{"9", "an export of all environments", `{"version":1,"collections":[],"environments":[{"name":"AEP","values":[{"key":"IMS_ORG","value":"ACME"},{"key":"API_KEY","value":"HEX"},{"key":"CLIENT_SECRET","value":"P8E"}]}]}`, "adobe(label=AEP org=ACME client=HEX secrets=P8E)", nil},
	{"9", "a service account", `{"ims":{"contexts":{"jwt":{"client_id":"HEX","client_secret":"P8E","technical_account_id":"5F6E7D8C9B0A192837465564@techacct.adobe.com","meta_scopes":["ent_dataservices_sdk"],"ims_org_id":"ACME","private_key":"-----BEGIN"}}}}`, "skipped(label=jwt reason=retiredJWT)", ErrRetiredJWT},
	{"9", "a service account by its key", `{"config":{"org":"ACME","technicalAccount":{"clientId":"HEX","clientSecret":"P8E"},"privateKey":"-----BEGIN RSA PRIVATE KEY-----","publicKey":"x","metascopes":"a"}}`, "skipped(reason=retiredJWT)", ErrRetiredJWT},
	{"9", "a service account of another tool", "[enterprise]\norg_id=ACME\napi_key=HEX\nclient_secret=P8E\ntech_acct=5F6E7D8C9B0A192837465564@techacct.adobe.com\npriv_key_path=private.key\n", "skipped(label=enterprise reason=retiredJWT)", ErrRetiredJWT},
	{"9", "another program", `{"web":{"client_id":"abc-def-ghi","client_secret":"made-up-secret-of-another-1","auth_uri":"https://accounts.example/auth"}}`, "", ErrUnknownFormat},
	{"9", "another program in hexadecimal", `{"spotify":{"client_id":"HEX","client_secret":"0123456789abcdef0123456789abcdef"}}`, "", ErrUnknownFormat},
	{"9", "the organization beside", `{"org":{"ims_org_id":"ACME"},"credentials":[{"oauth_server_to_server":{"client_id":"HEX","client_secrets":["P8E"]}}]}`, "adobe(label=oauth_server_to_server org=ACME client=HEX secrets=P8E)", nil},
	{"9", "current values", `{"name":"AEP","values":[{"key":"IMS_ORG","value":"","currentValue":"ACME"},{"key":"API_KEY","value":"","currentValue":"HEX"},{"key":"CLIENT_SECRET","value":"","currentValue":"P8E"}]}`, "adobe(label=AEP org=ACME client=HEX secrets=P8E)", nil},
	{"9", "the project of a tool that keeps the values elsewhere", `{"project":{"name":"x","org":{"ims_org_id":"ACME"},"workspace":{"name":"Stage","details":{"credentials":[{"name":"import","integration_type":"oauth_server_to_server"}]}}}}`, "skipped(label=import reason=incomplete)", ErrNoCredential},
	{"9", "a credential with which people sign in", `{"CLIENT_ID":"HEX","CLIENT_SECRET":"P8E","ORG_ID":"ACME","REDIRECT_URI":"https://acme.example"}`, "skipped(reason=otherKind)", ErrNoCredential},
	{"9", "a context with a token that it got", `{"ims":{"contexts":{"s2s":{"client_id":"HEX","client_secrets":["P8E"],"ims_org_id":"ACME","access_token":{"token":"TOKEN","expiry":1732000000000}}}}}`, "adobe(label=s2s org=ACME client=HEX secrets=P8E)", nil},

	// Names and values as objects.
	{"10", "outputs of a stack", `{"Stacks":[{"StackName":"aep","Outputs":[{"OutputKey":"AccessKeyId","OutputValue":"ID1"},{"OutputKey":"SecretAccessKey","OutputValue":"SECRET1"}]}]}`, "amazon(id=ID1 secret=SECRET1)", nil},
	{"10", "parameters", `{"Parameters":[{"Name":"/aep/prod/AWS_ACCESS_KEY_ID","Type":"SecureString","Value":"ID1"},{"Name":"/aep/prod/AWS_SECRET_ACCESS_KEY","Type":"SecureString","Value":"SECRET1"}]}`, "amazon(label=aep prod id=ID1 secret=SECRET1)", nil},
	{"10", "plain names", `{"access_key":{"id":"ID1","secret":"SECRET1"}}`, "amazon(id=ID1 secret=SECRET1)", nil},
	{"10", "key and secret", `{"s3":{"key":"ID1","secret":"SECRET1","bucket":"exports"}}`, "amazon(id=ID1 secret=SECRET1 bucket=exports)", nil},
	{"10", "a secret of a store of secrets", `{"ARN":"arn:aws:secretsmanager:x","Name":"aep","SecretString":"{\"AWS_ACCESS_KEY_ID\":\"ID1\",\"AWS_SECRET_ACCESS_KEY\":\"SECRET1\"}"}`, "amazon(label=aep id=ID1 secret=SECRET1)", nil},
	{"10", "raw and computed", `{"AWS_ACCESS_KEY_ID":{"raw":"ID1","computed":"ID1"},"AWS_SECRET_ACCESS_KEY":{"raw":"SECRET1","computed":"SECRET1"}}`, "amazon(id=ID1 secret=SECRET1)", nil},
	{"10", "an output that is an object", `{"aep_key":{"sensitive":true,"value":{"id":"ID1","secret":"SECRET1"}}}`, "amazon(label=aep_key id=ID1 secret=SECRET1)", nil},
	{"10", "a database", `{"Item":{"access_key_id":{"S":"ID1"},"secret_access_key":{"S":"SECRET1"}}}`, "amazon(label=Item id=ID1 secret=SECRET1)", nil},
	{"10", "a vault", `{"request_id":"x","lease_duration":2764800,"data":{"access_key":"ID1","secret_key":"SECRET1","security_token":null}}`, "amazon(id=ID1 secret=SECRET1)", nil},
	{"10", "a list", `["ID1","SECRET1"]`, "amazon(id=ID1 secret=SECRET1)", nil},
	{"10", "two of them", `{"keys":[{"id":"ID1","secret":"SECRET1"},{"id":"ID2","secret":"SECRET2"}]}`, "amazon(id=ID1 secret=SECRET1) amazon(id=ID2 secret=SECRET2)", nil},
	{"10", "names that say nothing", `{"outputs":{"key":{"sensitive":false,"value":"ID1"},"secret":{"sensitive":true,"value":"SECRET1"}}}`, "amazon(id=ID1 secret=SECRET1)", nil},
	{"10", "variables of a project", `[{"key":"AWS_ACCESS_KEY_ID","value":"ID1","protected":true},{"key":"AWS_SECRET_ACCESS_KEY","value":"SECRET1"}]`, "amazon(id=ID1 secret=SECRET1)", nil},
	{"10", "one parameter", `{"Parameter":{"Name":"/aep/aws_access_key_id","Type":"String","Value":"ID1"}}`, "skipped(label=aep reason=noSecret)", ErrNoCredential},
	{"10", "an id and something else", `{"id":"ID1","etag":"abc"}`, "", ErrUnknownFormat},
	{"10", "outputs by names of no known word", `{"Outputs":[{"OutputKey":"ReaderKey","OutputValue":"ID1"},{"OutputKey":"ReaderSecret","OutputValue":"SECRET1"}]}`, "amazon(label=Reader id=ID1 secret=SECRET1)", nil},
	{"10", "paths", `{"Parameters":[{"Name":"/aep/prod/id","Value":"ID1"},{"Name":"/aep/prod/secret","Value":"SECRET1"}]}`, "amazon(label=aep prod id=ID1 secret=SECRET1)", nil},
	{"10", "defaults", `{"aws":{"access_key":{"default":"ID1"},"secret_key":{"default":"SECRET1"}}}`, "amazon(id=ID1 secret=SECRET1)", nil},
	{"10", "an object as a value", `{"outputs":[{"name":"reader","value":{"id":"ID1","secret":"SECRET1"}}]}`, "amazon(label=reader id=ID1 secret=SECRET1)", nil},
	{"10", "two in an object", `{"aliases":{"a":{"accessKey":"minioaccess01","secretKey":"minio-secret-1","url":"https://minio.acme.example"},"b":{"accessKey":"ID1","secretKey":"SECRET1"}}}`, "amazon(label=a id=minioaccess01 secret=minio-secret-1 url=https://minio.acme.example) amazon(label=b id=ID1 secret=SECRET1)", nil},
	{"10", "a map of keys", `{"iam_user_keys":{"value":{"aep":{"id":"ID1","secret":"SECRET1"},"bep":{"id":"ID2","secret":"SECRET2"}}}}`, "amazon(label=aep id=ID1 secret=SECRET1) amazon(label=bep id=ID2 secret=SECRET2)", nil},
	{"10", "a key and a secret of a store", `{"s3":{"key":"reader01","secret":"made-up-secret-1","endpoint":"https://minio.acme.example","bucket":"exports"}}`, "amazon(id=reader01 secret=made-up-secret-1 url=https://minio.acme.example bucket=exports)", nil},

	// The address of a store.
	{"11", "s3cmd", "[default]\naccess_key = minioaccesskey000001\nsecret_key = made-up-secret-for-minio\nhost_base = s3.eu-central-1.wasabisys.com\nhost_bucket = %(bucket)s.s3.eu-central-1.wasabisys.com\n", "amazon(label=default id=minioaccesskey000001 secret=made-up-secret-for-minio url=https://s3.eu-central-1.wasabisys.com)", nil},
	{"11", "rclone", "[b2]\ntype = s3\nprovider = Other\naccess_key_id = 0012345678abcde0000000001\nsecret_access_key = K001madeupmadeupmadeupmadeupmad\nendpoint = s3.us-west-002.backblazeb2.com\n", "amazon(label=b2 id=0012345678abcde0000000001 secret=K001madeupmadeupmadeupmadeupmad url=https://s3.us-west-002.backblazeb2.com)", nil},
	{"11", "a port", "MINIO_ENDPOINT=minio.acme.example:9000\nMINIO_ACCESS_KEY=aepreader\nMINIO_SECRET_KEY=made-up-secret-1\n", "amazon(id=aepreader secret=made-up-secret-1 url=https://minio.acme.example:9000)", nil},
	{"11", "another prefix", "APP_S3_ENDPOINT=minio.acme.example\nSTORE_ACCESS_KEY=minioaccesskey000001\nSTORE_SECRET_KEY=made-up-secret-for-minio\n", "amazon(label=STORE id=minioaccesskey000001 secret=made-up-secret-for-minio url=https://minio.acme.example)", nil},
	{"11", "YAML", "s3:\n  endpoint: minio.acme.example\n  access_key: minioaccesskey000001\n  secret_key: made-up-secret-for-minio\n", "amazon(id=minioaccesskey000001 secret=made-up-secret-for-minio url=https://minio.acme.example)", nil},
	{"11", "JSON, above", `{"endpoint":"minio.acme.example","credentials":{"accessKey":"minioaccesskey000001","secretKey":"made-up-secret-for-minio"}}`, "amazon(id=minioaccesskey000001 secret=made-up-secret-for-minio url=https://minio.acme.example)", nil},
	{"11", "JSON, beside", `{"server":{"endpoint":"minio.acme.example"},"credentials":{"accessKey":"minioaccesskey000001","secretKey":"made-up-secret-for-minio"}}`, "amazon(id=minioaccesskey000001 secret=made-up-secret-for-minio url=https://minio.acme.example)", nil},
	{"11", "services, in another order", "[services local]\ndynamodb =\n  endpoint_url = https://dynamo.acme.example\ns3 =\n  endpoint_url = https://minio.acme.example\n[profile minio]\naws_access_key_id = minioaccesskey000001\naws_secret_access_key = made-up-secret-for-minio\nservices = local\n", "amazon(label=minio id=minioaccesskey000001 secret=made-up-secret-for-minio url=https://minio.acme.example)", nil},
	{"11", "that for S3 before that for all", "[profile a]\naws_access_key_id = minioaccesskey000001\naws_secret_access_key = made-up-secret-for-minio\nendpoint_url = https://all.acme.example\ns3 =\n\tendpoint_url = https://s3.acme.example\n", "amazon(label=a id=minioaccesskey000001 secret=made-up-secret-for-minio url=https://s3.acme.example)", nil},
	{"11", "a label above", "Access Key\nminioaccesskey000001\nSecret Key\nmade-up-secret-for-minio1\nEndpoint\nminio.acme.example\n", "amazon(id=minioaccesskey000001 secret=made-up-secret-for-minio1 url=https://minio.acme.example)", nil},
	{"11", "two stores, one after the other", "ENDPOINT=a.acme.example\nACCESS_KEY=minioaccesskey000001\nSECRET_KEY=made-up-secret-for-a\nENDPOINT=b.acme.example\nACCESS_KEY=minioaccesskey000002\nSECRET_KEY=made-up-secret-for-b\n", "amazon(id=minioaccesskey000001 secret=made-up-secret-for-a url=https://a.acme.example) amazon(id=minioaccesskey000002 secret=made-up-secret-for-b url=https://b.acme.example)", nil},
	{"11", "an option", "AWS_ACCESS_KEY_ID=minioaccesskey000001 AWS_SECRET_ACCESS_KEY=made-up-secret-for-minio aws --endpoint-url https://minio.acme.example s3 ls\n", "amazon(id=minioaccesskey000001 secret=made-up-secret-for-minio url=https://minio.acme.example)", nil},
	{"11", "MinIO's aliases", `{"version":"10","aliases":{"acme":{"url":"https://minio.acme.example","accessKey":"aepreader","secretKey":"made-up-secret-1","api":"S3v4"}}}`, "amazon(label=aliases id=aepreader secret=made-up-secret-1 url=https://minio.acme.example)", nil},
	{"11", "a page in Chinese", "访问密钥：minioaccesskey000001\n私有访问密钥：made-up-secret-for-minio1\nEndpoint：minio.acme.example\n", "amazon(id=minioaccesskey000001 secret=made-up-secret-for-minio1 url=https://minio.acme.example)", nil},
	{"11", "no address", "Access Key: minioaccesskey000001\nSecret Key: made-up-secret-for-minio1\nEndpoint: see the wiki\n", "amazon(id=minioaccesskey000001 secret=made-up-secret-for-minio1)", nil},
	{"11", "YAML with quotes", "access_key: \"minioaccess01\"\nsecret_key: \"minio-secret-1\"\nendpoint: 'minio.acme.example:9000'\n", "amazon(id=minioaccess01 secret=minio-secret-1 url=https://minio.acme.example:9000)", nil},
	{"11", "YAML with remarks", "access_key: minioaccess01 # mine\nsecret_key: minio-secret-1\t# too\nendpoint: minio.acme.example # store\n", "amazon(id=minioaccess01 secret=minio-secret-1 url=https://minio.acme.example)", nil},
	{"11", "with a path", "S3_ENDPOINT=s3.acme.example/exports\nS3_ACCESS_KEY=minioaccess01\nS3_SECRET_KEY=minio-secret-1\n", "amazon(id=minioaccess01 secret=minio-secret-1 url=https://s3.acme.example/exports)", nil},
	{"11", "names and values of a container", "env:\n  - name: S3_ACCESS_KEY\n    value: minioaccess01\n  - name: S3_SECRET_KEY\n    value: minio-secret-1\n  - name: S3_ENDPOINT\n    value: s3.acme.example\n", "amazon(id=minioaccess01 secret=minio-secret-1 url=https://s3.acme.example)", nil},
	{"11", "Hadoop's XML", "<configuration>\n <property>\n  <name>fs.s3a.access.key</name>\n  <value>minioaccess01</value>\n </property>\n <property><name>fs.s3a.secret.key</name><value>minio-secret-1</value></property>\n <property><name>fs.s3a.endpoint</name><value>s3.acme.example</value></property>\n</configuration>\n", "amazon(label=fs s3a id=minioaccess01 secret=minio-secret-1 url=https://s3.acme.example)", nil},
	{"11", "settings in XML", "<add key=\"S3AccessKey\" value=\"minioaccess01\" />\n<add key=\"S3SecretKey\" value=\"minio-secret-1\" />\n<add key=\"S3Endpoint\" value=\"https://minio.acme.example\" />\n", "amazon(id=minioaccess01 secret=minio-secret-1 url=https://minio.acme.example)", nil},
	{"11", "names before a space", "spark.hadoop.fs.s3a.access.key minioaccesskey000001\nspark.hadoop.fs.s3a.secret.key minio-secret-number-1\nspark.hadoop.fs.s3a.endpoint minio.acme.example:9000\n", "amazon(label=spark hadoop fs s3a id=minioaccesskey000001 secret=minio-secret-number-1 url=https://minio.acme.example:9000)", nil},
	{"11", "labels above", "Endpoint:\ns3.acme.example\nAccess Key:\nminioaccess01\nSecret Key:\nminio-secret-1\n", "amazon(id=minioaccess01 secret=minio-secret-1 url=https://s3.acme.example)", nil},
	{"11", "a program", "new S3Client({ endpoint: \"https://minio.acme.example\", credentials: { accessKeyId: \"minioaccess01\", secretAccessKey: \"minio-secret-1\" } })\n", "amazon(id=minioaccess01 secret=minio-secret-1 url=https://minio.acme.example)", nil},
	{"11", "an address that is known for a store's", "Access Key ID\n0123456789abcdef0123456789abcdef\nSecret Access Key\n0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\nUse this for S3 clients:\nhttps://0123456789abcdef0123456789abcdef.r2.cloudflarestorage.com\n", "amazon(id=0123456789abcdef0123456789abcdef secret=0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef url=https://0123456789abcdef0123456789abcdef.r2.cloudflarestorage.com)", nil},
	{"11", "marks in the secret", "S3_ACCESS_KEY=reader01\nS3_SECRET_KEY=a;b&c|d%e1234\nS3_ENDPOINT=https://minio.acme.example\n", "amazon(id=reader01 secret=a;b&c|d%e1234 url=https://minio.acme.example)", nil},
	{"11", "marks between names", "accesskey=reader01;secretkey=made-up-secret-1;endpoint=minio.acme.example;\n", "amazon(id=reader01 secret=made-up-secret-1 url=https://minio.acme.example)", nil},
	{"11", "a key and a secret in a section", "[store]\nkey = reader01\nsecret = made-up-secret-1\nendpoint = minio.acme.example\n", "amazon(label=store id=reader01 secret=made-up-secret-1 url=https://minio.acme.example)", nil},

	// Remarks in files with sections.
	{"12", "semicolon after a tab", "[a]\naws_access_key_id = ID1\t; made by Jane\naws_secret_access_key = SECRET1\t;x\n", "amazon(label=a id=ID1 secret=SECRET1)", nil},
	{"12", "several tabs and spaces", "[a]\naws_access_key_id\t=\tID1 \t # x\naws_secret_access_key\t=\tSECRET1\t\t#x\n", "amazon(label=a id=ID1 secret=SECRET1)", nil},
	{"12", "after a section", "[a]\t# x\naws_access_key_id = ID1\naws_secret_access_key = SECRET1\n", "amazon(label=a id=ID1 secret=SECRET1)", nil},
	{"12", "after a region and a token", "[a]\naws_access_key_id = IDT\naws_secret_access_key = SECRET1\naws_session_token = SESSION\t# x\nregion = eu-west-3\t# Paris\n", "amazon(label=a id=IDT secret=SECRET1 session=SESSION region=eu-west-3)", nil},
	{"12", "in variables", "AWS_ACCESS_KEY_ID=ID1\t# x\nAWS_SECRET_ACCESS_KEY=SECRET1\t# y\n", "amazon(id=ID1 secret=SECRET1)", nil},
	{"12", "after nothing", "[a]\naws_access_key_id = ID1\naws_secret_access_key = SECRET1\nendpoint_url =\t# none\n", "amazon(label=a id=ID1 secret=SECRET1)", nil},
	{"12", "other blanks", "[a]\naws_access_key_id = ID1\u00a0# mine\naws_secret_access_key = SECRET1\u3000; too\n", "amazon(label=a id=ID1 secret=SECRET1)", nil},
	{"12", "two slashes", "[a]\naws_access_key_id = ID1\t// mine\naws_secret_access_key = SECRET1 // too\n", "amazon(label=a id=ID1 secret=SECRET1)", nil},

	// Tables whose header cannot be read.
	{"22", "no header", "ID1,SECRET1\nID2,SECRET2\n", "amazon(id=ID1 secret=SECRET1) amazon(id=ID2 secret=SECRET2)", nil},
	{"22", "an unknown language", "Ключ доступа;Секретный ключ\nID1;SECRET1\nID2;SECRET2\n", "amazon(id=ID1 secret=SECRET1) amazon(id=ID2 secret=SECRET2)", nil},
	{"22", "the secret first", "a\tb\tc\nSECRET1\tx\tID1\nSECRET2\ty\tID2\n", "amazon(id=ID1 secret=SECRET1) amazon(id=ID2 secret=SECRET2)", nil},
	{"22", "bars", "| SECRET1 | ID1 |\n| SECRET2 | ID2 |\n", "amazon(id=ID1 secret=SECRET1) amazon(id=ID2 secret=SECRET2)", nil},
	{"22", "a row that cannot be told", "ID1,SECRET1\nID2,SECRET2,SECRET1\n", "", ErrUnknownFormat},
	{"22", "rows of Adobe's", "a,b\nCLIENT1,P8E1\nHEX,P8E\n", "adobe(client=CLIENT1 secrets=P8E1) adobe(client=HEX secrets=P8E)", nil},
	{"22", "a column that says what is inactive", "用户名,访问密钥 ID,秘密访问密钥,状态\naep,ID1,SECRET1,无效\nbep,ID2,SECRET2,有效\n", "amazon(label=aep id=ID1 secret=SECRET1 inactive=yes) amazon(label=bep id=ID2 secret=SECRET2)", nil},
	{"22", "a secret that a spreadsheet took for a formula", "User name,Access key ID,Secret access key\naep,ID1,#NAME?\n", "skipped(label=aep reason=placeholder)", ErrNoCredential},

	// Credentials of other services.
	{"23", "single sign-on", `{"clientId":"made-up-client-1","clientSecret":"eyJraWQiOiJrZXktMTU2NDAyODA5OSIsImFsZyI6IkhTMzg0In0.e30.abc","expiresAt":"2026-12-01T00:00:00Z","scopes":["sso:account:access"]}`, "skipped(reason=otherService)", ErrNoCredential},
	{"23", "a tenant", `{"client_id":"0f0e0d0c-0b0a-4909-8807-060504030201","client_secret":"made~up.secret-of-another-1","tenant_id":"1f0e0d0c-0b0a-4909-8807-060504030201"}`, "skipped(reason=otherService)", ErrNoCredential},
	{"23", "scopes with colons", `{"client_id":"HEX","client_secret":"0123456789abcdef0123456789abcdef","scope":"read:user write:user"}`, "skipped(reason=otherService)", ErrNoCredential},
	{"23", "scopes that are addresses", "CLIENT_ID=HEX\nCLIENT_SECRET=0123456789abcdef0123456789abcdef\nSCOPES=https://graph.example/.default\n", "skipped(reason=otherService)", ErrNoCredential},
	{"23", "an address for tokens", `{"client_id":"HEX","client_secret":"0123456789abcdef0123456789abcdef","token_uri":"https://accounts.example/token"}`, "skipped(reason=otherService)", ErrNoCredential},
	{"23", "another organization", `{"client_id":"HEX","client_secret":"0123456789abcdef0123456789abcdef","organization_id":"org_made-up"}`, "skipped(reason=otherService)", ErrNoCredential},
	{"23", "an id of another shape", `{"clientId":"1.apps.googleusercontent.com","clientSecret":"GOCSPX-made-up-secret-1"}`, "skipped(reason=otherService)", ErrNoCredential},
	{"23", "Adobe's without organization", `{"client_id":"HEX","client_secret":"P8E","scopes":["openid"]}`, "adobe(client=HEX secrets=P8E scopes=openid)", nil},
	{"23", "no organization", `{"client_id":"HEX","client_secret":"0123456789abcdef0123456789abcdea","scope":"user-read-private"}`, "skipped(reason=otherService)", ErrNoCredential},
	{"23", "valid until", `{"clientId":"HEX","clientSecret":"made-up-secret-1","validUntil":"2026-12-01T10:00:00Z"}`, "skipped(reason=otherService)", ErrNoCredential},
	{"23", "a token that is none of Adobe's", `{"access_token":"gho_madeup","scope":"repo","token_type":"bearer"}`, "", ErrUnknownFormat},
	{"23", "a token that another service issued", `{"accessToken":"eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJodHRwczovL3N0cy5leGFtcGxlL3gifQ.c2lnbmF0dXJl","tokenType":"Bearer"}`, "", ErrUnknownFormat},
	{"23", "scopes of another service", `{"client_id":"HEX","client_secret":"0f0e0d0c-0b0a-4909-8807-060504030201","scopes":["read","write"]}`, "skipped(reason=otherService)", ErrNoCredential},
	{"23", "scopes of Adobe's", `{"client_id":"HEX","client_secret":"0f0e0d0c-0b0a-4909-8807-060504030201","scopes":["openid","AdobeID"]}`, "adobe(client=HEX secrets=0f0e0d0c-0b0a-4909-8807-060504030201 scopes=openid,AdobeID)", nil},
	{"23", "a service account in two objects", `{"client_credentials":{"client_id":"HEX"},"service_account_credentials":{"organization_id":"ACME","account_id":"5F6E@techacct.adobe.com","private_key_file":"private.key"}}`, "skipped(label=service_account_credentials reason=retiredJWT)", ErrRetiredJWT},

	// Values in base64.
	{"24", "JSON of a cluster", `{"kind":"Secret","apiVersion":"v1","metadata":{"name":"s3"},"data":{"AWS_ACCESS_KEY_ID":"B64(ID1)","AWS_SECRET_ACCESS_KEY":"B64(SECRET1)","AWS_REGION":"B64(eu-west-3)"}}`, "amazon(label=s3 id=ID1 secret=SECRET1 region=eu-west-3 decoded=yes)", nil},
	{"24", "a store's", "kind: Secret\ndata:\n  accesskey: B64(aepreader)\n  secretkey: B64(made-up-secret-1)\n  endpoint: B64(https://minio.acme.example)\n", "amazon(id=aepreader secret=made-up-secret-1 url=https://minio.acme.example decoded=yes)", nil},
	{"24", "variables", "AWS_ACCESS_KEY_ID=B64(ID1)\nAWS_SECRET_ACCESS_KEY=B64(SECRET1)\nS3_BUCKET=B64(exports)\n", "amazon(id=ID1 secret=SECRET1 bucket=exports decoded=yes)", nil},
	{"24", "Adobe's", "kind: Secret\ndata:\n  CLIENT_ID: B64(HEX)\n  CLIENT_SECRET: B64(P8E)\n  ORG_ID: B64(ACME)\n", "adobe(org=ACME client=HEX secrets=P8E decoded=yes)", nil},
	{"24", "with line ends inside", "AWS_ACCESS_KEY_ID: B64(ID1\n)\nAWS_SECRET_ACCESS_KEY: B64(SECRET1\n)\n", "amazon(id=ID1 secret=SECRET1 decoded=yes)", nil},
	{"24", "a whole file", "apiVersion: v1\nkind: Secret\ndata:\n  cloud: B64([default]\naws_access_key_id=ID1\naws_secret_access_key=SECRET1\n)\n", "amazon(label=default id=ID1 secret=SECRET1 decoded=yes)", nil},
	{"24", "a whole JSON", `B64({"AccessKeyId":"ID1","SecretAccessKey":"SECRET1"})`, "amazon(id=ID1 secret=SECRET1 decoded=yes)", nil},
	{"24", "not all of them", "kind: Secret\nstringData:\n  AWS_ACCESS_KEY_ID: ID1\n  AWS_SECRET_ACCESS_KEY: SECRET1\n", "amazon(id=ID1 secret=SECRET1)", nil},
	{"24", "values alone", "B64(ID1)\nB64(SECRET1)\n", "amazon(id=ID1 secret=SECRET1 decoded=yes)", nil},
	{"24", "a table", "Access key ID,Secret access key\nB64(ID1),B64(SECRET1)\n", "amazon(id=ID1 secret=SECRET1 decoded=yes)", nil},
	{"24", "user name and password", "kind: Secret\ndata:\n  username: B64(ID1)\n  password: B64(SECRET1)\n", "amazon(id=ID1 secret=SECRET1 decoded=yes)", nil},
	{"24", "a session", "AWS_ACCESS_KEY_ID: B64(IDT)\nAWS_SECRET_ACCESS_KEY: B64(SECRET1)\nAWS_SESSION_TOKEN: B64(SESSION)\n", "amazon(id=IDT secret=SECRET1 session=SESSION decoded=yes)", nil},
	{"24", "a file in JSON", `{"kind":"Secret","data":{"credentials":"B64({"AccessKeyId":"ID1","SecretAccessKey":"SECRET1"})"}}`, "amazon(id=ID1 secret=SECRET1 decoded=yes)", nil},
	{"24", "marks as in JSON", `access_key: ID1, secret_key: wJalrXUtnFEMI\/K7MDENG\u002FbPxRfiCYEXAMPLEKEY`, "amazon(id=ID1 secret=SECRET1)", nil},
	{"24", "encrypted", "AWS_ACCESS_KEY_ID: ENC[AES256_GCM,data:Tr7o,iv:1,tag:2,type:str]\nAWS_SECRET_ACCESS_KEY: ENC[AES256_GCM,data:Tr7oabc,iv:1,tag:2,type:str]\n", "skipped(reason=placeholder)", ErrNoCredential},
	{"24", "kept elsewhere", "AWS_ACCESS_KEY_ID=op://Private/aep/username\nAWS_SECRET_ACCESS_KEY=op://Private/aep/password\n", "skipped(reason=placeholder)", ErrNoCredential},
	{"24", "kept in a store of secrets", "AWS_ACCESS_KEY_ID=arn:aws:secretsmanager:eu-west-3:1:secret:aep:id::\nAWS_SECRET_ACCESS_KEY=arn:aws:secretsmanager:eu-west-3:1:secret:aep:key::\n", "skipped(reason=placeholder)", ErrNoCredential},
	{"24", "of a template", "AWS_ACCESS_KEY_ID={{ vault_id }}\nAWS_SECRET_ACCESS_KEY={{ vault_secret }}\n", "skipped(reason=placeholder)", ErrNoCredential},

	// Several values on one line.
	{"17", "a space", "ID1 SECRET1", "amazon(id=ID1 secret=SECRET1)", nil},
	{"17", "a colon", "ID1:SECRET1", "amazon(id=ID1 secret=SECRET1)", nil},
	{"17", "a slash", "ID1 / SECRET1", "amazon(id=ID1 secret=SECRET1)", nil},
	{"17", "a bar", "ID1|SECRET1", "amazon(id=ID1 secret=SECRET1)", nil},
	{"17", "the other way round", "SECRET1 - ID1", "amazon(id=ID1 secret=SECRET1)", nil},
	{"17", "variables", "export AWS_ACCESS_KEY_ID=ID1 AWS_SECRET_ACCESS_KEY=SECRET1", "amazon(id=ID1 secret=SECRET1)", nil},
	{"17", "labels", "Access key: ID1 Secret key: SECRET1", "amazon(id=ID1 secret=SECRET1)", nil},
	{"17", "labels with a region", "Access key ID: ID1, secret access key: SECRET1, region: eu-west-3", "amazon(id=ID1 secret=SECRET1 region=eu-west-3)", nil},
	{"17", "a session", "ASIA: IDT SECRET1 SESSION", "amazon(id=IDT secret=SECRET1 session=SESSION)", nil},
	{"17", "a slash that touches", "ID1/SECRET1", "amazon(id=ID1 secret=SECRET1)", nil},
	{"17", "an equals sign", "ID1=SECRET1", "amazon(id=ID1 secret=SECRET1)", nil},
	{"17", "an arrow", "ID1 => SECRET1", "amazon(id=ID1 secret=SECRET1)", nil},
	{"17", "a semicolon", "AccessKeyId=ID1;SecretAccessKey=SECRET1", "amazon(id=ID1 secret=SECRET1)", nil},
	{"17", "a question", "access_key_id=ID1&secret_access_key=SECRET1", "amazon(id=ID1 secret=SECRET1)", nil},
	{"17", "French", "Clé d’accès : ID1 Clé d’accès secrète : SECRET1", "amazon(id=ID1 secret=SECRET1)", nil},
	{"17", "user and password", "user: ID1 password: SECRET1", "amazon(id=ID1 secret=SECRET1)", nil},
	{"17", "cmd", "set AWS_ACCESS_KEY_ID=ID1 && set AWS_SECRET_ACCESS_KEY=SECRET1", "amazon(id=ID1 secret=SECRET1)", nil},
	{"17", "PowerShell", "$Env:AWS_ACCESS_KEY_ID='ID1'; $Env:AWS_SECRET_ACCESS_KEY='SECRET1'", "amazon(id=ID1 secret=SECRET1)", nil},
	{"17", "Adobe's variables", "client_id=HEX client_secret=P8E", "adobe(client=HEX secrets=P8E)", nil},
	{"17", "Adobe's variables with scopes", "client_id=HEX client_secret=P8E scopes=openid, AdobeID sandbox=dev", "adobe(client=HEX secrets=P8E scopes=openid,AdobeID sandbox=dev)", nil},
	{"17", "Adobe's token", "(ACME) HEX " + testToken, "adobe(org=ACME client=HEX token=TOKEN)", nil},
	{"17", "words", "key ID1 secret SECRET1", "amazon(id=ID1 secret=SECRET1)", nil},
	{"17", "Adobe's", "Client ID: HEX Client secret: P8E Organization ID: ACME", "adobe(org=ACME client=HEX secrets=P8E)", nil},
	{"17", "an arrow", "ID1->SECRET1", "amazon(id=ID1 secret=SECRET1)", nil},
	{"17", "marks of full width", "ID1，SECRET1", "amazon(id=ID1 secret=SECRET1)", nil},
	{"17", "labels and a key of another store", "Access key: minioadmin Secret key: minio-secret-1", "amazon(id=minioadmin secret=minio-secret-1)", nil},

	// Parts of two are never mixed.
	{"", "ids first", "Access key ID: ID1\nAccess key ID: ID2\nSecret access key: SECRET1\nSecret access key: SECRET2\n", "skipped(reason=incomplete)", ErrNoCredential},
}

var long = strings.NewReplacer(
	"IDT", testKeyIDT, "ID1", testKeyID, "ID2", testKeyID2, "SECRET1", testSecret, "SECRET2", testSecret2, "SESSION\n", testSession+"\n",
	"SESSION\"", testSession+"\"", "SESSION)", testSession+")", "SESSION\t", testSession+"\t", "\"ACME", "\"0A1B2C3D4E5F60718293A4B5@AdobeOrg", "=ACME", "=0A1B2C3D4E5F60718293A4B5@AdobeOrg",
	": ACME", ": 0A1B2C3D4E5F60718293A4B5@AdobeOrg", "(ACME", "(0A1B2C3D4E5F60718293A4B5@AdobeOrg", "HEX", "9f8e7d6c5b4a39281706f5e4d3c2b1a0",
	"P8E1", testAdobe, "P8E", "p8e-MadeUpSecretForTests0123456789ab", "CLIENT1", testClient, "\"ORG\"", "\""+testOrg+"\"", "ORG=ORG", "ORG="+testOrg,
)

// expand writes a variant out.
func expand(text string) string {
	if before, ok := strings.CutSuffix(text, "SESSION"); ok {
		text = before + testSession
	}
	text = long.Replace(text)
	for {
		before, rest, found := strings.Cut(text, "B64(")
		if !found {
			return text
		}
		inner, after, _ := strings.Cut(rest, ")")
		text = before + base64.StdEncoding.EncodeToString([]byte(inner)) + after
	}
}

func TestVariants(t *testing.T) {
	count := map[string]int{}
	for _, tc := range slices.Concat(variants, misread, ofTools) {
		count[tc.kind]++
		text := expand(tc.text)
		for encoding, encode := range encodings {
			if encoding == "blank lines" && tc.kind == "17" || strings.HasPrefix(encoding, "UTF-16") && !strings.Contains(encoding, "mark") && strings.ContainsFunc(text, func(r rune) bool { return r > 0xff }) {
				continue
			}
			found, err := Read("", encode(text))
			got := strings.TrimSpace(strings.TrimPrefix(brief(t, found), found.Format.String()))
			if !errors.Is(err, tc.err) || got != tc.want {
				t.Errorf("kind %s, %s, %s: %v, %s\nwant %v, %s", tc.kind, tc.name, encoding, err, got, tc.err, tc.want)
				break
			}
		}
		if tc.kind == "17" {
			if _, ok := ReadBlock(text); !ok {
				t.Errorf("%s: no block", tc.name)
			}
		}
	}
	for kind, n := range count {
		if n < 5 && kind != "" {
			t.Errorf("kind %s has %d", kind, n)
		}
	}
}

// TestSingleValues holds that one value is none of several, in whatever way it
// is written.
func TestSingleValues(t *testing.T) {
	for _, text := range []string{
		testKeyID, testSecret, testToken, "Bearer " + testToken, "AWS_ACCESS_KEY_ID=" + testKeyID, `"` + testSecret + `"`, longToken(t),
		wrap(longToken(t), 76, 0, "\n"), wrap(longToken(t), 76, 0, " "), "landing-zone", "https://minio.acme.example", testOrg, testAdobe, "",
	} {
		if found, ok := ReadBlock(text); ok {
			t.Errorf("%.40q: %s", text, summary(found))
		}
	}
}

// TestOtherEncodings reads tables that a spreadsheet saved in its country's way.
func TestOtherEncodings(t *testing.T) {
	text := long.Replace("用户名,访问密钥 ID,私有访问密钥\r\n小王,ID1,SECRET1\r\n小李,ID2,SECRET2\r\n")
	for name, encode := range map[string]func(string) (string, error){
		"GBK":     simplifiedchinese.GBK.NewEncoder().String,
		"GB18030": simplifiedchinese.GB18030.NewEncoder().String,
		"a broken header": func(s string) (string, error) {
			return "\xd3\xc3\xbb,\xb7\xc3 ID,\xcb\xbd" + s[strings.Index(s, "\r\n"):], nil
		},
		"Windows-1251": func(s string) (string, error) {
			return "\xca\xeb\xfe\xf7;\xd1\xe5" + strings.ReplaceAll(s[strings.Index(s, "\r\n"):], ",", ";"), nil
		},
		"Shift JIS": func(s string) (string, error) {
			return japanese.ShiftJIS.NewEncoder().String("ユーザー名,アクセスキー ID,シークレットアクセスキー" + strings.NewReplacer("小王", "佐藤", "小李", "鈴木").Replace(s[strings.Index(s, "\r\n"):]))
		},
	} {
		data, err := encode(text)
		if err != nil {
			t.Fatal(err)
		}
		found, err := Read("", []byte(data))
		if err != nil || len(found.Amazon) != 2 || found.Amazon[1].AccessKeyID != testKeyID2 || found.Amazon[1].SecretAccessKey.Reveal() != testSecret2 {
			t.Errorf("%s: %v, %s", name, err, summary(found))
		}
	}
}
