package batch

import (
	"slices"
	"strings"

	"mooring/client"
	"mooring/client/credentials"
)

// spelled are the headings, in the form of credentials.Canonical, that are no names
// of credentials: those of Mooring's forms and exports in its languages, and what
// people write. For the others see credentials.HeadingKind.
var spelled = func() map[string]Column {
	columns := map[string]Column{}
	for column, list := range map[Column]string{
		Name:        "name nom 名称 connectionname connection nomdelaconnexion connexion 连接名称 连接 nombre nome 名稱 名前",
		Description: "description 描述 说明 notes comment commentaire 备注 beschreibung descripción descrizione descrição 説明",
		Bucket:      "compartiment 儲存貯體 バケット",
		Folder:      "folder dossier 文件夹 path chemin 路径 prefix ordner pfad carpeta ruta cartella percorso pasta caminho 資料夾 フォルダ",
		ServiceURL:  "urlduservice 服务url regionorserviceurl régionouurlduservice 区域或服务url",
		Account:     "account compte 帐户 账户 账号 organization organisation 组织 client customer 客户",
		Access:      "accessby access authentication auth authenticationtype authtype specname accèspar accès authentification 访问方式 认证",
	} {
		for heading := range strings.FieldsSeq(list) {
			columns[credentials.Canonical(heading)] = column
		}
	}
	return columns
}()

// practices are what the practice Platform is called, in the form of
// credentials.Canonical: in the bar in each of its languages, and for short.
var practices = map[string]bool{
	"practice": true, "practiceplatform": true, "platformdentrainement": true, "entrainement": true,
	"练习用platform": true, "练习版platform": true, "练习": true,
}

// ways are the words for how Platform gets into an account, in the form of
// credentials.Canonical: those of the form in its languages, and what people write.
var ways = func() map[string]client.Auth {
	all := map[string]client.Auth{"": "", "-": ""}
	for way, words := range map[client.Auth]string{
		"":              "keys key accesskey accesskeys clés clé clédaccès 密钥 访问密钥",
		client.AuthRole: "role iamrole iamrolebased iam adoberole rôle rôleiam 角色 iam角色",
	} {
		for word := range strings.FieldsSeq(words) {
			all[credentials.Canonical(word)] = way
		}
	}
	return all
}()

// users are the headings of a user's name in the files of AWS, which names the
// connection where nothing else does.
var users = map[string]bool{"username": true, "iamusername": true, "nomdutilisateur": true, "用户名": true}

// kinds are the columns of what credentials knows by its heading.
var kinds = map[credentials.ValueKind]Column{
	credentials.AccessKeyID: AccessKey, credentials.SecretAccessKey: SecretKey, credentials.SessionToken: SessionToken,
	credentials.BucketName: Bucket, credentials.FolderPath: Folder, credentials.ServiceURL: ServiceURL, credentials.SandboxName: Sandbox,
}

// nothings are the words for a cell in which there is nothing.
var nothings = strings.Fields(`- – — / n/a #n/a null (null) \n none nil néant aucun aucune keine 无 空 不适用`)

// withoutRemark is a heading without what is remarked behind it, as "(required)" is.
func withoutRemark(heading string) string {
	if at := strings.IndexAny(heading, "(（["); at > 0 {
		return heading[:at]
	}
	return heading
}

// columnOf tells which column a heading stands for.
func columnOf(heading string) (Column, bool) {
	heading = withoutRemark(heading)
	if column, ok := spelled[credentials.Canonical(heading)]; ok {
		return column, true
	}
	kind, ok := credentials.HeadingKind(heading)
	return kinds[kind], ok
}

// layout is where in a row of a table the columns stand; -1 where they do not.
type layout struct {
	at     [columnCount]int
	region int
	unused []string // the headings of columns that mean nothing here
}

// layoutOf reads a row of headings. A table without one has the order of Columns.
func layoutOf(heading []string) layout {
	l := layout{region: -1}
	for i := range l.at {
		l.at[i] = -1
		if heading == nil {
			l.at[i] = i
		}
	}
	user := -1
	used := map[int]bool{}
	for i, cell := range heading {
		column, ok := columnOf(cell)
		switch {
		case ok && l.at[column] < 0:
			l.at[column], used[i] = i, true
		case !ok && l.region < 0 && credentials.RegionHeading(withoutRemark(cell)):
			l.region, used[i] = i, true
		case !ok && user < 0 && users[credentials.Canonical(cell)]:
			user = i
		}
	}
	if l.at[Name] < 0 && user >= 0 {
		l.at[Name], used[user] = user, true
	}
	l.unused = others(heading, used)
	return l
}

// others are the headings that are not used.
func others(heading []string, used map[int]bool) (list []string) {
	for i, cell := range heading {
		if !used[i] && cell != "" {
			list = append(list, client.WithoutSecrets(strings.Clone(cell)))
		}
	}
	return list
}

// cells puts those of a row where they belong. A region is the service URL, as it is in
// the form of a connection.
func (l *layout) cells(row []string) (cells [columnCount]string, region string) {
	cell := func(at int) string {
		if at < 0 || at >= len(row) || slices.Contains(nothings, strings.ToLower(row[at])) {
			return ""
		}
		// The text of the whole file must not be held for one of its cells.
		return strings.Clone(row[at])
	}
	for c := range cells {
		cells[c] = cell(l.at[c])
	}
	region = cell(l.region)
	if cells[ServiceURL] == "" { // else the address says more: other stores name regions, too
		cells[ServiceURL] = region
	}
	return cells, region
}

// known reports whether a cell heads a column that is wanted.
func known(cell string) bool {
	_, ok := columnOf(cell)
	return ok || credentials.RegionHeading(withoutRemark(cell))
}

// bare reports whether a row is one of a table without headings, in the order of the
// template: the access key ID can be told by its shape.
func bare(cells []string) bool {
	if len(cells) <= int(SecretKey) || len(cells) > int(columnCount) {
		return false
	}
	kind, ok := credentials.Guess(cells[AccessKey])
	return ok && kind == credentials.AccessKeyID
}
