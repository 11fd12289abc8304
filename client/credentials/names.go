package credentials

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// field is what a name or label in a file stands for.
type field int

const (
	fieldNone field = iota

	fieldOrgID
	fieldClientID
	fieldClientSecret
	fieldAccessToken
	fieldScopes
	fieldSandbox
	fieldSignIn
	fieldEnvironment
	fieldTechnicalAccount
	fieldJWT        // occurs in JWT credentials only
	fieldPrivateKey // occurs in JWT credentials, and elsewhere

	fieldKeyID
	fieldSecretKey
	fieldSessionToken
	fieldRegion
	fieldExpires
	fieldUser
	fieldServiceURL
	fieldPort // of that address, and whether it is with TLS, where they stand apart
	fieldTLS
	fieldBucket
	fieldFolder
	fieldStatus
	fieldPassword
	fieldSSO
	fieldRole
	fieldProcess

	fieldActive
	fieldRedirect // of a credential with which people sign in
	fieldForeign  // what credentials of other services have, and Adobe's have not
	fieldServices // the section of a profile that names the addresses

	fieldAnyKey    // an access key id, or the key of anything
	fieldAnySecret // a client secret or a secret access key
	fieldAnyToken  // an access token or a session token
	fieldAnyURL    // the address of a store, or of any page
	fieldAnyFolder // the folder of a bucket, or of a password manager
)

// spellings are the names of each field, in the form that Canonical makes of
// them. Those in other languages are the headers and labels of the localized
// consoles.
var spellings = map[field]string{
	fieldOrgID: "orgid imsorgid imsorg organizationid organisationid xgwimsorgid imsoauths2sorgid adobeorgid aeporgid " +
		"imsorganizationid iddorganisation iddelorganisation identifiantdorganisation identifiantdelorganisation 组织id",
	fieldClientID: "clientid apikey xapikey apikeyclientid clientidapikey imsoauths2sclientid adobeclientid adobeapikey " +
		"cleapi cledapi cleapiidclient cledapiidclient idclientcleapi idclient idduclient identifiantclient 客户端id api密钥 api密钥客户端id",
	fieldClientSecret: "clientsecret clientsecrets imsoauths2sclientsecret imsoauths2sclientsecrets adobeclientsecret " +
		"secretclient secretduclient 客户端密钥 客户端密码",
	fieldAccessToken: "accesstoken imsaccesstoken bearertoken authorization adobeaccesstoken jetondacces 访问令牌",
	fieldScopes:      "scopes scope imsoauths2sscopes",
	fieldSandbox:     "sandbox sandboxname xsandboxname aepsandbox adobesandbox nomdusandbox 沙盒 沙盒名称",
	fieldSignIn:      "ims imshost imsendpoint imsurl oauthhost",
	fieldEnvironment: "environment platformgateway platformurl platformhost imsenv clienv imsenvironment adobeenvironment",
	fieldTechnicalAccount: "technicalaccountid technicalaccountemail techid techaccountid techacct techacctid techacctemail " +
		"imsoauths2stechnicalaccountid imsoauths2stechnicalaccountemail",
	fieldJWT:        "publickeyswithexpiry metascopes metascope jwttoken",
	fieldPrivateKey: "privatekey pathtokey privatekeypath privatekeyfile privkeypath privkey privkeydata",

	fieldKeyID: "accesskeyid awsaccesskeyid awsaccesskey accesskey s3accesskey s3accesskeyid minioaccesskey keyid " +
		"awskey awskeyid awsid s3key s3keyid s3accesskeyname accesskeyname miniorootuser applicationkeyid appkeyid accesskeyidentifier " +
		"iddecledacces identifiantdecledacces iddelacledacces identifiantdelacledacces cledacces " +
		"zugriffsschlusselid zugriffsschlussel iddeclavedeacceso clavedeacceso iddachavedeacesso chavedeacesso " +
		"idchiavediaccesso chiavediaccesso accessid awsaccessid secretid awss3accesskeyid publicaccesskey miniokey miniouser miniousername spaceskey storekey wasabikey 访问密钥id 访问密钥 存取金鑰id 存取金鑰 アクセスキーid アクセスキー",
	fieldSecretKey: "secretaccesskey awssecretaccesskey awssecretkey secretkey s3secretkey s3secretaccesskey " +
		"miniosecretkey applicationkey appkey awssecret s3secret miniorootpassword " +
		"accesskeysecret awsaccesskeysecret s3accesskeysecret accesssecret secretaccesskeyid awssecretaccesskeyid secretkeyid " +
		"accesssecretkey awsaccesssecretkey s3accesssecretkey awsaccesssecret s3accesssecret keysecret awskeysecret s3keysecret " +
		"secretaccess awssecretaccess s3secretaccess awssecretid awss3secretaccesskey privateaccesskey " +
		"miniosecret miniopassword spacessecret storesecret wasabisecret chiavediaccessosegreta " +
		"cledaccessecrete clesecrete geheimerzugriffsschlussel " +
		"clavedeaccesosecreta clavesecreta chavedeacessosecreta chavesecreta geheimerschlussel geheimschlussel 秘密访问密钥 秘密密钥 私有访问密钥 私密访问密钥 私密存取金鑰 シークレットアクセスキー シークレットキー",
	fieldSessionToken: "sessiontoken awssessiontoken awssecuritytoken securitytoken s3sessiontoken awss3sessiontoken " +
		"jetondesession 会话令牌 工作階段權杖 セッショントークン",
	fieldRegion: "region awsregion awsdefaultregion defaultregion defaultregionname regionname awsregionname s3region bucketregion " +
		"awss3region s3bucketregion awss3regionname s3regionname regionstatic awsregionstatic 区域 regiondaws regiao リージョン",
	fieldExpires: "expiration expires awscredentialexpiration awssessionexpiration awssessionexpires " +
		"xsecuritytokenexpires expiresat expiry awsexpiration awsexpires sessionexpiration sessionexpires tokenexpiration " +
		"awssessiontokenexpiration awscredentialsexpiration expireson tokenexpiry sessionexpiry sessiontokenexpiry awssessiontokenexpiry " +
		"expirationdate expirationtime expirydate expirytime validuntil validto",
	fieldUser: "username user login userid loginname loginusername connectionname iamusername itemusername keyname nomdutilisateur 用户名 ユーザー名 benutzername",
	fieldServiceURL: "endpointurl awsendpointurl awsendpointurls3 serviceurl endpoint s3endpoint s3endpointurl " +
		"awss3endpoint awss3endpointurl awsendpoint s3url s3host s3hostname s3apiendpoint s3server miniourl miniohost minioendpoint " +
		"minioserverurl minioserver minioaddress buckethost storageendpoint serviceendpoint endpointurls3 endpointhost hostbase " +
		"pointdeterminaison pointdeterminaisons3 endpunkt puntodeconexion puntodeenlace 终端节点 端点 エンドポイント",
	fieldPort:   "port 端口",
	fieldTLS:    "ssl tls secure usessl usetls usehttps sslenabled enablessl",
	fieldAnyURL: "url uri host hostname server baseurl hote 主机 主机名",
	fieldBucket: "bucket bucketname nomdubucket compartiment nomducompartiment 存储桶 存储桶名称 s3bucket s3bucketname awsbucket awsbucketname awss3bucket awss3bucketname s3uri " +
		"bucketarn s3bucketarn bucketuri bucketurl s3bucketurl s3location bucketdomainname bucketregionaldomainname",
	fieldFolder:    "folderpath s3prefix s3folder s3path s3keyprefix keyprefix bucketprefix",
	fieldAnyFolder: "folder foldername dossier prefix 文件夹 ordner carpeta",
	fieldStatus:    "status keystatus accesskeystatus accountstatus statut etat estado stato 状态 密钥状态 ステータス",
	fieldActive:    "active isactive",
	fieldServices:  "services",
	fieldRedirect:  "redirecturi redirecturis redirecturipattern defaultredirecturi",
	fieldForeign: "idtoken tenant tenantid authority issuer authuri authurl tokenuri tokenurl tokenendpoint " +
		"authproviderx509certurl projectid subscriptionid refreshtoken instanceurl realm clientidissuedat " +
		"clientsecretexpiresat registrationexpiresat audience",
	fieldPassword: "password pass passwd pwd kennwort passwort contrasena loginpassword consolepassword consolesigninurl consoleloginlink signinurl motdepasse 密码",
	fieldSSO:      "ssosession ssostarturl ssoaccountid ssorolename loginsession starturl",
	fieldRole:     "rolearn sourceprofile webidentitytokenfile credentialsource",
	fieldProcess:  "credentialprocess",

	fieldAnySecret: "secret",
	fieldAnyToken:  "token",
}

// names finds the field of a canonical name; prefixes holds every beginning of
// one, so that a search along a text can stop early.
var names, prefixes = func() (map[string]field, map[string]bool) {
	byName, beginnings := map[string]field{}, map[string]bool{}
	for f, list := range spellings {
		for name := range strings.FieldsSeq(list) {
			name = Canonical(name)
			byName[name] = f
			for i := range name {
				beginnings[name[:i]] = true
			}
			beginnings[name] = true
		}
	}
	return byName, beginnings
}()

// Canonical returns a name without what differs between spellings of it: case,
// accents, spaces, underscores and other marks, full and half width.
func Canonical(name string) string {
	var b strings.Builder
	for _, r := range name {
		writeCanonical(&b, r)
	}
	return b.String()
}

// writeCanonical appends the canonical form of one rune, which may be nothing.
func writeCanonical(b *strings.Builder, r rune) {
	if r < unicode.MaxASCII { // most of what comes, and much faster so
		switch {
		case r >= 'A' && r <= 'Z':
			b.WriteRune(r + 'a' - 'A')
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9':
			b.WriteRune(r)
		}
		return
	}
	for _, part := range norm.NFKD.String(string(r)) {
		if unicode.IsLetter(part) || unicode.IsDigit(part) {
			b.WriteRune(unicode.ToLower(part))
		}
	}
}

// fieldOf returns the field that a whole name stands for.
func fieldOf(name string) field {
	const longest = 128 // no spelling comes near, even with accents and marks
	if len(name) > longest {
		return fieldNone
	}
	return names[Canonical(name)]
}

// kindOf returns how a value of the field is cleaned.
func kindOf(f field) ValueKind {
	switch f {
	case fieldOrgID:
		return OrgID
	case fieldClientID:
		return APIKey
	case fieldClientSecret:
		return ClientSecret
	case fieldAccessToken:
		return AccessToken
	case fieldSandbox:
		return SandboxName
	case fieldKeyID:
		return AccessKeyID
	case fieldSecretKey, fieldAnySecret:
		return SecretAccessKey
	case fieldSessionToken, fieldAnyToken:
		return SessionToken
	case fieldServiceURL, fieldAnyURL:
		return ServiceURL
	case fieldFolder, fieldAnyFolder:
		return FolderPath
	}
	return PlainText
}
