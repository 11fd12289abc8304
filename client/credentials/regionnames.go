package credentials

import (
	"strings"

	"mooring/client"
)

// regionWords are what Amazon's regions are called in Mooring's languages, and in others
// of the consoles, in the form of canonical: by what stands in brackets, where that names one region alone.
var regionWords = map[string]string{
	"eu-central-1":   "frankfurt francfort 法兰克福 フランクフルト",
	"eu-central-2":   "zurich 苏黎世",
	"eu-north-1":     "stockholm 斯德哥尔摩 estocolmo ストックホルム",
	"eu-south-1":     "milan 米兰 milano mailand milao ミラノ",
	"eu-south-2":     "spain espagne 西班牙 espana spanien espanha スペイン",
	"eu-west-1":      "ireland irlande 爱尔兰 irland irlanda アイルランド",
	"eu-west-2":      "london londres 伦敦 londra londen ロンドン",
	"eu-west-3":      "paris 巴黎 パリ",
	"us-east-1":      "nvirginia northernvirginia virginiedunord 弗吉尼亚北部 nortedevirginia nordvirginia virginiadonorte バージニア北部",
	"us-east-2":      "ohio 俄亥俄 オハイオ",
	"us-west-1":      "ncalifornia northerncalifornia californiedunord 加利福尼亚北部 nortedecalifornia nordkalifornien",
	"us-west-2":      "oregon 俄勒冈 オレゴン",
	"ca-central-1":   "canadacentral canadacentre 加拿大中部",
	"ca-west-1":      "calgary 卡尔加里",
	"mx-central-1":   "mexicocentral mexiquecentre 墨西哥中部",
	"sa-east-1":      "saopaulo 圣保罗 サンパウロ",
	"ap-east-1":      "hongkong 香港",
	"ap-east-2":      "taipei 台北",
	"ap-northeast-1": "tokyo 东京 tokio toquio 東京",
	"ap-northeast-2": "seoul 首尔 seul ソウル",
	"ap-northeast-3": "osaka 大阪 大阪",
	"ap-south-1":     "mumbai 孟买 bombay ムンバイ",
	"ap-south-2":     "hyderabad 海得拉巴",
	"ap-southeast-1": "singapore singapour 新加坡 singapur シンガポール",
	"ap-southeast-2": "sydney 悉尼 sidney シドニー",
	"ap-southeast-3": "jakarta 雅加达",
	"ap-southeast-4": "melbourne 墨尔本",
	"ap-southeast-5": "malaysia malaisie 马来西亚",
	"ap-southeast-6": "newzealand nouvellezelande 新西兰",
	"ap-southeast-7": "thailand thailande 泰国",
	"il-central-1":   "telaviv 特拉维夫",
	"me-central-1":   "uae emirats 阿联酋",
	"me-south-1":     "bahrain bahrein 巴林",
	"af-south-1":     "capetown lecap 开普敦",
	"cn-north-1":     "beijing pekin 北京 peking pequim",
	"cn-northwest-1": "ningxia 宁夏",
	"us-gov-east-1":  "awsgovclouduseast awsgovcloudusaest awsgovcloud美国东部",
	"us-gov-west-1":  "awsgovclouduswest awsgovcloudusaouest awsgovcloud美国西部",
	"eusc-de-east-1": "awseuropeansovereigncloudgermany awseuropeansovereigncloudallemagne aws欧洲主权云德国",
}

var regionNamed = func() map[string]string {
	codes := map[string]string{}
	for code, words := range regionWords {
		for word := range strings.FieldsSeq(words) {
			codes[Canonical(word)] = code
		}
	}
	return codes
}()

// RegionNamed is the region that is meant by its name, whole or by the city alone: Europe
// (Paris), EU (Paris), Paris. Codes are for client.ParseS3Address.
func RegionNamed(text string) (code string, ok bool) {
	before, city := inBrackets(text)
	if !client.OfRegions(before) {
		city = "" // the Paris of another store
	}
	for _, name := range []string{text, city} {
		if code, ok := regionNamed[Canonical(name)]; ok {
			return code, true
		}
	}
	return "", false
}

// inBrackets is what stands before and in the brackets of a name, of whatever width.
func inBrackets(name string) (before, city string) {
	before, rest, _ := strings.Cut(strings.ReplaceAll(name, "（", "("), "(")
	city, _, _ = strings.Cut(strings.ReplaceAll(rest, "）", ")"), ")")
	return before, city
}
