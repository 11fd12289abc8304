package ingest

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mooring/client"
)

func columnsOf(names ...string) (all []client.FileColumn) {
	for _, name := range names {
		all = append(all, client.FileColumn{Name: name})
	}
	return all
}

func fieldsOf(paths ...string) (all []client.SchemaField) {
	for _, path := range paths {
		all = append(all, client.SchemaField{Path: path, Type: "string"})
	}
	return all
}

func TestMatchColumns(t *testing.T) {
	person := []string{
		"person.name.firstName", "person.name.lastName", "person.birthDate", "personalEmail.address", "mobilePhone.number",
		"homeAddress.city", "homeAddress.postalCode", "_acme.loyalty.points", "_acme.loyalty.tier", "_acme.loyalty.memberId",
		"_acme.crmId", "timestamp", "_id",
	}
	for name, tc := range map[string]struct {
		columns []string
		fields  []string
		want    map[string]string // column to field
		why     map[string]string
		guessed []string
	}{
		"paths": {
			[]string{"person.name.firstName", "_acme.loyalty.points"},
			person,
			map[string]string{"person.name.firstName": "person.name.firstName", "_acme.loyalty.points": "_acme.loyalty.points"},
			map[string]string{"person.name.firstName": "ingest.why.path"},
			nil,
		},
		"case, underscores, camel case": {
			[]string{"first_name", "LASTNAME", "Birth-Date", "points", "Member ID"},
			person,
			map[string]string{
				"first_name": "person.name.firstName", "LASTNAME": "person.name.lastName", "Birth-Date": "person.birthDate",
				"points": "_acme.loyalty.points", "Member ID": "_acme.loyalty.memberId",
			},
			map[string]string{"first_name": "ingest.why.letters", "points": "ingest.why.same"},
			nil,
		},
		"ends of paths, without the tenant": {
			[]string{"loyalty_points", "loyaltyTier", "home_address_city", "personalEmailAddress"},
			person,
			map[string]string{
				"loyalty_points": "_acme.loyalty.points", "loyaltyTier": "_acme.loyalty.tier", "home_address_city": "homeAddress.city",
				"personalEmailAddress": "personalEmail.address",
			},
			map[string]string{"loyalty_points": "ingest.why.end"},
			nil,
		},
		"where people live is no e-mail": {
			[]string{"Address", "Number", "Street", "Email"},
			[]string{"personalEmail.address", "workEmail.address", "homePhone.number", "homeAddress.street1"},
			map[string]string{"Address": "homeAddress.street1", "Email": "personalEmail.address"},
			map[string]string{"Address": "ingest.why.meaning"},
			[]string{"Address", "Email"},
		},
		"English words": {
			[]string{"Given name", "Surname", "DOB", "E-Mail", "Cell", "ZIP", "CRM", "Member no", "customer_email"},
			person,
			map[string]string{
				"Given name": "person.name.firstName", "Surname": "person.name.lastName", "DOB": "person.birthDate", "E-Mail": "personalEmail.address",
				"Cell": "mobilePhone.number", "ZIP": "homeAddress.postalCode", "CRM": "_acme.crmId",
			},
			map[string]string{"Surname": "ingest.why.meaning"},
			[]string{"Given name", "Surname", "DOB", "E-Mail", "Cell", "ZIP", "CRM"},
		},
		"French words": {
			[]string{"Prénom", "NOM", "Date de naissance", "Courriel", "Ville", "code_postal", "Numéro de client", "Points de fidélité", "horodatage"},
			person,
			map[string]string{
				"Prénom": "person.name.firstName", "NOM": "person.name.lastName", "Date de naissance": "person.birthDate", "Courriel": "personalEmail.address",
				"Ville": "homeAddress.city", "code_postal": "homeAddress.postalCode", "Numéro de client": "_acme.crmId",
				"Points de fidélité": "_acme.loyalty.points", "horodatage": "timestamp",
			},
			nil,
			[]string{"Prénom", "NOM", "Date de naissance", "Courriel", "Ville", "code_postal", "Numéro de client", "Points de fidélité", "horodatage"},
		},
		"Chinese words": {
			[]string{"名字", "姓氏", "邮箱", "手机号", "城市", "会员号", "会员等级", "积分"},
			person,
			map[string]string{
				"名字": "person.name.firstName", "姓氏": "person.name.lastName", "邮箱": "personalEmail.address", "手机号": "mobilePhone.number",
				"城市": "homeAddress.city", "会员号": "_acme.loyalty.memberId", "会员等级": "_acme.loyalty.tier", "积分": "_acme.loyalty.points",
			},
			nil,
			[]string{"名字", "姓氏", "邮箱", "手机号", "城市", "会员号", "会员等级", "积分"},
		},
		"several fit": {
			[]string{"status"},
			[]string{"order.status", "deep.er.order.status"},
			map[string]string{"status": "order.status"},
			map[string]string{"status": "ingest.why.several"},
			[]string{"status"},
		},
		"byte order mark":   {[]string{"\ufeffcrmId"}, person, map[string]string{"\ufeffcrmId": "_acme.crmId"}, nil, nil},
		"nothing in common": {[]string{"foo", "", "bar 7"}, person, map[string]string{}, nil, nil},
		"once only":         {[]string{"tier", "Tier"}, person, map[string]string{"tier": "_acme.loyalty.tier"}, nil, nil},
	} {
		t.Run(name, func(t *testing.T) {
			columns, fields := columnsOf(tc.columns...), fieldsOf(tc.fields...)
			got, why := map[string]string{}, map[string]string{}
			var guessed []string
			for _, m := range matchColumns(columns, fields) {
				column := columns[m.column].Name
				got[column], why[column] = fields[m.field].Path, m.why.Key
				if m.guessed {
					guessed = append(guessed, column)
				}
				if m.why.Empty() {
					t.Errorf("%s was matched silently", column)
				}
			}
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Error(diff)
			}
			for column, want := range tc.why {
				if why[column] != want {
					t.Errorf("%s because of %s, want %s", column, why[column], want)
				}
			}
			if diff := cmp.Diff(tc.guessed, guessed); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestWordsMeanOneThing holds that no word stands in two places of the list.
func TestWordsMeanOneThing(t *testing.T) {
	seen := map[string]string{}
	for meaning, words := range commonWords {
		for _, word := range splitWords(words) {
			if other, ok := seen[word]; ok && other != meaning {
				t.Errorf("%s means %s and %s", word, other, meaning)
			}
			seen[word] = meaning
		}
	}
}

func TestTroubles(t *testing.T) {
	type want struct {
		trouble string
		cures   []string
	}
	for name, tc := range map[string]struct {
		column string
		values []string
		field  client.SchemaField
		want   []want
	}{
		"0 and 1":    {"active", []string{"1", "0", ""}, client.SchemaField{Type: "boolean"}, []want{{"ingest.trouble.boolean", []string{`decode(active, "1", true, "0", false)`}}}},
		"oui et non": {"Opt in", []string{"Oui", "non"}, client.SchemaField{Type: "boolean"}, []want{{"ingest.trouble.boolean", []string{`decode(lower(${Opt in}), "oui", true, "non", false)`}}}},
		"known":      {"a", []string{"true", "NO", "y"}, client.SchemaField{Type: "boolean"}, nil},
		"True":       {"a", []string{"True", "False"}, client.SchemaField{Type: "boolean"}, []want{{"ingest.trouble.booleanCase", []string{"lower(a)"}}}},
		"no boolean": {"a", []string{"true", "perhaps"}, client.SchemaField{Type: "boolean"}, []want{{"ingest.trouble.noBoolean", nil}}},
		"1 and true": {"a", []string{"true", "False", "1"}, client.SchemaField{Type: "boolean"}, []want{{"ingest.trouble.noBoolean", []string{`decode(lower(a), "1", true, "0", false, "true", true, "false", false)`}}}},

		"numbers":             {"n", []string{"12", "-1.5", "1e3"}, client.SchemaField{Type: "number"}, nil},
		"decimal comma":       {"montant", []string{"12,50", "7"}, client.SchemaField{Type: "number"}, []want{{"ingest.trouble.comma", []string{`to_decimal(replacestr(montant, ",", "."))`}}}},
		"French thousands":    {"m", []string{"1\u202f250,00", "3,5"}, client.SchemaField{Type: "number"}, []want{{"ingest.trouble.thousands", []string{"to_decimal(replacestr(replacestr(m, \"\u202f\", \"\"), \",\", \".\"))"}}}},
		"German thousands":    {"m", []string{"1.250,00"}, client.SchemaField{Type: "number"}, []want{{"ingest.trouble.comma", []string{`to_decimal(replacestr(replacestr(m, ".", ""), ",", "."))`}}}},
		"English thousands":   {"m", []string{"1,250.00", "3"}, client.SchemaField{Type: "number"}, []want{{"ingest.trouble.thousands", []string{`to_decimal(replacestr(m, ",", ""))`}}}},
		"either":              {"m", []string{"1,250"}, client.SchemaField{Type: "number"}, []want{{"ingest.trouble.thousandsOrComma", []string{`to_decimal(replacestr(m, ",", ""))`, `to_decimal(replacestr(m, ",", "."))`}}}},
		"German thousand":     {"m", []string{"1.250", "980"}, client.SchemaField{Type: "number"}, []want{{"ingest.trouble.thousandsOrPoint", []string{`to_decimal(replacestr(m, ".", ""))`}}}},
		"German points":       {"p", []string{"1.250"}, client.SchemaField{Type: "integer"}, []want{{"ingest.trouble.thousandsOrPoint", []string{`to_integer(replacestr(p, ".", ""))`}}}},
		"German euros":        {"m", []string{"1.250 €", "980 €"}, client.SchemaField{Type: "number"}, []want{{"ingest.trouble.thousandsOrPoint", []string{`to_decimal(replacestr(trim(replacestr(m, "€", "")), ".", ""))`, `to_decimal(trim(replacestr(m, "€", "")))`}}}},
		"kilograms":           {"m", []string{"1.250", "0.980"}, client.SchemaField{Type: "number"}, nil},
		"long and short":      {"m", []string{"1.250", "12.5"}, client.SchemaField{Type: "number"}, nil},
		"four digits":         {"m", []string{"1.250", "1250"}, client.SchemaField{Type: "number"}, nil},
		"euros":               {"m", []string{"12,50 €"}, client.SchemaField{Type: "number"}, []want{{"ingest.trouble.comma", []string{`to_decimal(replacestr(trim(replacestr(m, "€", "")), ",", "."))`}}}},
		"dollars":             {"m", []string{"$12.50"}, client.SchemaField{Type: "number"}, []want{{"ingest.trouble.unit", []string{`to_decimal(replacestr(m, "$", ""))`}}}},
		"fractions of points": {"p", []string{"12.5"}, client.SchemaField{Type: "integer"}, []want{{"ingest.trouble.fraction", nil}}},
		"thousands of points": {"p", []string{"1 250"}, client.SchemaField{Type: "integer"}, []want{{"ingest.trouble.thousands", []string{`to_integer(replacestr(p, " ", ""))`}}}},
		"comma in points":     {"p", []string{"12,5"}, client.SchemaField{Type: "integer"}, []want{{"ingest.trouble.fraction", nil}}},
		"no number":           {"p", []string{"n/a", "7"}, client.SchemaField{Type: "number"}, []want{{"ingest.trouble.noNumber", nil}}},

		"ISO dates":         {"d", []string{"2026-11-28", "2026-11-29"}, client.SchemaField{Type: "date"}, nil},
		"ISO times":         {"d", []string{"2026-11-28T08:15:00Z"}, client.SchemaField{Type: "date-time"}, nil},
		"time without zone": {"d", []string{"2026-11-28 08:15:00"}, client.SchemaField{Type: "date-time"}, []want{{"ingest.trouble.date", []string{`date(d, "yyyy-MM-dd HH:mm:ss")`}}}},
		"day first":         {"d", []string{"28/11/2026", "01/02/2026"}, client.SchemaField{Type: "date"}, []want{{"ingest.trouble.date", []string{`date(d, "dd/MM/yyyy")`}}}},
		"month first":       {"order date", []string{"11/28/2026", "01/02/2026"}, client.SchemaField{Type: "date"}, []want{{"ingest.trouble.date", []string{`date(${order date}, "MM/dd/yyyy")`}}}},
		"either way round":  {"d", []string{"01/02/2026", "03/04/2026"}, client.SchemaField{Type: "date"}, []want{{"ingest.trouble.dateOrder", []string{`date(d, "dd/MM/yyyy")`, `date(d, "MM/dd/yyyy")`}}}},
		"dots and times":    {"d", []string{"28.11.2026 8:15", "1.12.2026 9:30"}, client.SchemaField{Type: "date-time"}, []want{{"ingest.trouble.date", []string{`date(d, "d.M.yyyy H:mm")`}}}},
		"single digits":     {"d", []string{"2026-1-5 8:15", "2026-11-28 9:30"}, client.SchemaField{Type: "date-time"}, []want{{"ingest.trouble.date", []string{`date(d, "yyyy-M-d H:mm")`}}}},
		"short years":       {"d", []string{"28/11/26"}, client.SchemaField{Type: "date"}, []want{{"ingest.trouble.date", []string{`date(d, "dd/MM/yy")`}}}},
		"no dividers":       {"d", []string{"20261128"}, client.SchemaField{Type: "date"}, []want{{"ingest.trouble.date", []string{`date(d, "yyyyMMdd")`}}}},
		"no dividers, day":  {"d", []string{"28112026"}, client.SchemaField{Type: "date"}, []want{{"ingest.trouble.date", []string{`date(d, "ddMMyyyy")`}}}},
		"in Chinese":        {"日期", []string{"2026年11月8日"}, client.SchemaField{Type: "date"}, []want{{"ingest.trouble.date", []string{`date(${日期}, "yyyy'年'M'月'd'日'")`}}}},
		"seconds":           {"ts", []string{"1764316800"}, client.SchemaField{Type: "date-time"}, []want{{"ingest.trouble.date", []string{`dformat(to_bigint(ts) * 1000, "yyyy-MM-dd'T'HH:mm:ss.SSSX")`}}}},
		"mixed":             {"d", []string{"28/11/2026", "2026-11-28"}, client.SchemaField{Type: "date"}, []want{{"ingest.trouble.dateMixed", nil}}},
		"no date":           {"d", []string{"yesterday"}, client.SchemaField{Type: "date"}, []want{{"ingest.trouble.noDate", nil}}},
		"no such day":       {"d", []string{"32/13/2026"}, client.SchemaField{Type: "date"}, []want{{"ingest.trouble.noDate", nil}}},
		"day zero":          {"d", []string{"2026-11-28", "0000-00-00"}, client.SchemaField{Type: "date"}, []want{{"ingest.trouble.noDate", nil}}},
		"offsets":           {"d", []string{"2026-11-28T08:15:00Z", "2026-11-28T08:15:00+01:00"}, client.SchemaField{Type: "date-time"}, []want{{"ingest.trouble.date", []string{`date(d, "yyyy-MM-dd'T'HH:mm:ssXXX")`}}}},
		"offset, short":     {"d", []string{"2026-11-28 08:15:00.123456+00"}, client.SchemaField{Type: "date-time"}, []want{{"ingest.trouble.date", []string{`date(d, "yyyy-MM-dd HH:mm:ss.SSSSSSX")`}}}},
		"zone":              {"d", []string{"2026-11-28 08:15:00 UTC"}, client.SchemaField{Type: "date-time"}, []want{{"ingest.trouble.date", []string{`date(d, "yyyy-MM-dd HH:mm:ss z")`}}}},
		"half days":         {"d", []string{"11/28/2026 9:15 AM", "11/29/2026 12:15 PM"}, client.SchemaField{Type: "date-time"}, []want{{"ingest.trouble.date", []string{`date(d, "MM/dd/yyyy h:mm a")`}}}},
		"hours of one and two digits": {
			"d", []string{"28/11/2026 9:15", "28/11/2026 10:15"}, client.SchemaField{Type: "date-time"}, []want{{"ingest.trouble.date", []string{`date(d, "dd/MM/yyyy H:mm")`}}},
		},
		"months in words":      {"d", []string{"28-Nov-2026", "1-May-2026"}, client.SchemaField{Type: "date"}, []want{{"ingest.trouble.date", []string{`date(d, "d-MMM-yyyy")`}}}},
		"months at length":     {"d", []string{"May 5, 2026 08:15", "June 15, 2026 09:00"}, client.SchemaField{Type: "date-time"}, []want{{"ingest.trouble.date", []string{`date(d, "MMMM d, yyyy HH:mm")`}}}},
		"months in capitals":   {"d", []string{"28-NOV-26"}, client.SchemaField{Type: "date"}, []want{{"ingest.trouble.date", nil}}},
		"no dividers, time":    {"d", []string{"20261128081500"}, client.SchemaField{Type: "date-time"}, []want{{"ingest.trouble.date", []string{`date(d, "yyyyMMddHHmmss")`}}}},
		"Swiss":                {"m", []string{"1’250.00"}, client.SchemaField{Type: "number"}, []want{{"ingest.trouble.thousands", []string{`to_decimal(replacestr(m, "’", ""))`}}}},
		"Indian":               {"m", []string{"12,34,567.50"}, client.SchemaField{Type: "number"}, []want{{"ingest.trouble.thousands", []string{`to_decimal(replacestr(m, ",", ""))`}}}},
		"millions":             {"m", []string{"1,250,000", "1,250"}, client.SchemaField{Type: "number"}, []want{{"ingest.trouble.thousands", []string{`to_decimal(replacestr(m, ",", ""))`}}}},
		"German millions":      {"m", []string{"1.250.000"}, client.SchemaField{Type: "number"}, []want{{"ingest.trouble.thousands", []string{`to_decimal(replacestr(m, ".", ""))`}}}},
		"francs":               {"m", []string{"CHF 12.50"}, client.SchemaField{Type: "number"}, []want{{"ingest.trouble.unit", []string{`to_decimal(trim(replacestr(m, "CHF", "")))`}}}},
		"a plus":               {"m", []string{"+5", "7"}, client.SchemaField{Type: "integer"}, []want{{"ingest.trouble.unit", []string{`to_integer(replacestr(m, "+", ""))`}}}},
		"an exponent":          {"m", []string{"1.5E+3"}, client.SchemaField{Type: "number"}, nil},
		"whole with a point":   {"p", []string{"12.0", "7"}, client.SchemaField{Type: "integer"}, []want{{"ingest.trouble.fraction", []string{`to_integer(replacestr(p, ".0", ""))`}}}},
		"decimals in points":   {"p", []string{"1,250.50"}, client.SchemaField{Type: "integer"}, []want{{"ingest.trouble.fraction", nil}}},
		"German yes and no":    {"b", []string{"Ja", "Nein"}, client.SchemaField{Type: "boolean"}, []want{{"ingest.trouble.boolean", []string{`decode(lower(b), "ja", true, "nein", false)`}}}},
		"yes and no of pandas": {"b", []string{"1.0", "0.0"}, client.SchemaField{Type: "boolean"}, []want{{"ingest.trouble.boolean", []string{`decode(b, "1.0", true, "0.0", false)`}}}},

		"spaces":      {"a.b", []string{" x"}, client.SchemaField{Type: "string"}, []want{{"ingest.trouble.spaces", []string{`trim(${a\.b})`}}}},
		"enum":        {"tier", []string{"GOLD"}, client.SchemaField{Type: "string", Enum: []string{"gold", "silver"}}, []want{{"ingest.trouble.enum", []string{"lower(tier)"}}}},
		"enum, other": {"tier", []string{"tin"}, client.SchemaField{Type: "string", Enum: []string{"gold", "silver"}}, []want{{"ingest.trouble.enum", nil}}},
		"required":    {"id", []string{"1", " "}, client.SchemaField{Type: "string", Required: true}, []want{{"ingest.trouble.empty", nil}}},
		"list":        {"l", []string{"1"}, client.SchemaField{Type: "array"}, []want{{"ingest.trouble.nested", nil}}},
		"nothing":     {"l", []string{"", ""}, client.SchemaField{Type: "boolean"}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			var got []want
			for _, trouble := range troublesOf(tc.column, tc.values, tc.field) {
				w := want{trouble: trouble.Text.Key}
				for _, cure := range trouble.Cures {
					w.cures = append(w.cures, cure.Expression)
				}
				got = append(got, w)
			}
			if diff := cmp.Diff(tc.want, got, cmp.AllowUnexported(want{})); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestMentions(t *testing.T) {
	for _, tc := range []struct {
		expression, ref string
		want            bool
	}{
		{"trim(id)", "id", true}, {"trim(void)", "id", false}, {"concat(idx, id)", "id", true}, {"idx", "id", false}, {"trim(${first name})", "${first name}", true},
	} {
		if got := mentions(tc.expression, tc.ref); got != tc.want {
			t.Errorf("%s, %s: %v", tc.expression, tc.ref, got)
		}
	}
}

func splitWords(words string) (all []string) {
	for word := range strings.SplitSeq(words, ",") {
		all = append(all, joinWords(word))
	}
	return all
}
