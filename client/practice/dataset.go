package practice

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
)

// dataset is a data set that dataflows put rows into.
type dataset struct {
	key         string // by which dataflows name it
	name        string
	description string
	profile     bool // its rows become part of profiles
	schema      *schema
	// columns are where others have mapped the columns of their files to.
	columns []mapping
}

// practiceDatasets are there in every sandbox.
var practiceDatasets = []dataset{
	{
		key: "customers", name: "Customers", description: "Master data from the CRM", profile: true,
		schema: &schema{key: "customers", title: "Customer", profile: true, fields: withPerson(
			schemaField{path: own("customerId"), kind: "string", title: "Customer number", required: true, identity: true},
			schemaField{path: "person.birthDate", kind: "date", title: "Birth date"},
			schemaField{path: "person.gender", kind: "string", title: "Gender", enum: []string{"male", "female", "not_specified", "non_specific"}},
			schemaField{path: "homeAddress.street1", kind: "string", title: "Street"},
			schemaField{path: "homeAddress.postalCode", kind: "string", title: "Postal code"},
			schemaField{path: "homeAddress.city", kind: "string", title: "City"},
			schemaField{path: "homeAddress.countryCode", kind: "string", title: "Country code"},
			schemaField{path: own("newsletter"), kind: "boolean", title: "Newsletter"},
			schemaField{path: own("lastPurchase"), kind: "date", title: "Last purchase"},
			schemaField{path: own("revenue"), kind: "number", title: "Revenue"},
		)},
		columns: columnsTo("Id", own("customerId"), "FirstName", "person.name.firstName", "LastName", "person.name.lastName",
			"Email", "personalEmail.address", "Phone", "mobilePhone.number"),
	},
	{
		key: "members", name: "Loyalty members", profile: true,
		schema: &schema{key: "members", title: "Loyalty member", profile: true, fields: withPerson(
			schemaField{path: own("loyalty.memberId"), kind: "string", title: "Member number", required: true, identity: true},
			schemaField{path: own("loyalty.tier"), kind: "string", title: "Tier", enum: []string{"blue", "silver", "gold"}},
			schemaField{path: own("loyalty.points"), kind: "integer", title: "Points"},
			schemaField{path: own("loyalty.optIn"), kind: "boolean", title: "Opt-in"},
			schemaField{path: own("loyalty.joined"), kind: "date", title: "Joined"},
			schemaField{path: own("loyalty.referredBy"), kind: "string", title: "Referred by"},
		)},
		columns: columnsTo("memberId", own("loyalty.memberId"), "email", "personalEmail.address", "tier", own("loyalty.tier"),
			"optIn", own("loyalty.optIn"), "joined", own("loyalty.joined")),
	},
	{
		key: "sales", name: "Point of sale", description: "Sales of all stores",
		schema: &schema{key: "sales", title: "Sale", fields: salesFields()}, columns: salesColumns(),
	},
	{
		key: "returns", name: "Returns",
		schema: &schema{key: "returns", title: "Return", fields: []schemaField{
			{path: own("orderId"), kind: "string", title: "Order number", required: true},
			{path: own("reason"), kind: "string", title: "Reason"},
		}},
		columns: columnsTo("orderId", own("orderId"), "reason", own("reason")),
	},
	{
		key: "products", name: "Product catalogue",
		schema: &schema{key: "products", title: "Product", fields: []schemaField{
			{path: own("product.sku"), kind: "string", title: "SKU"},
			{path: own("product.title"), kind: "string", title: "Title"},
			{path: own("product.price"), kind: "number", title: "Price"},
			{path: own("product.inStock"), kind: "boolean", title: "In stock"},
		}},
		columns: columnsTo("Sku", own("product.sku"), "Title", own("product.title")),
	},
	{
		key: "clicks", name: "Web clicks (été, 数据)", description: "Clickstream",
		schema: &schema{key: "clicks", title: "Web click", fields: salesFields()}, columns: salesColumns(),
	},
	{
		key: "orders", name: "Orders", description: "Orders of the web shop", profile: true,
		schema: &schema{key: "orders", title: "Order", profile: true, event: true, fields: []schemaField{
			{path: "_id", kind: "string", title: "Identifier", required: true},
			{path: "timestamp", kind: "date-time", title: "Timestamp", required: true},
			{path: "eventType", kind: "string", title: "Event type"},
			{path: own("customerId"), kind: "string", title: "Customer number", identity: true},
			{path: "commerce.order.purchaseID", kind: "string", title: "Purchase ID"},
			{path: "commerce.order.priceTotal", kind: "number", title: "Price total"},
			{path: "commerce.order.currencyCode", kind: "string", title: "Currency code"},
			{path: own("order.items"), kind: "integer", title: "Number of items"},
			{path: own("order.express"), kind: "boolean", title: "Express"},
			{path: own("order.coupons"), kind: "array", title: "Coupons"},
		}},
		columns: columnsTo("orderId", "_id", "placedAt", "timestamp", "total", "commerce.order.priceTotal"),
	},
	{
		key: "visits", name: "Web visits", description: "Visits of the site, not part of profiles",
		schema: &schema{key: "visits", title: "Web visit", event: true, fields: []schemaField{
			{path: "_id", kind: "string", title: "Identifier", required: true},
			{path: "timestamp", kind: "date-time", title: "Timestamp", required: true},
			{path: own("visitorId"), kind: "string", title: "Visitor number", identity: true},
			{path: "web.webPageDetails.URL", kind: "string", title: "URL"},
			{path: "web.webPageDetails.name", kind: "string", title: "Page name"},
			{path: "web.webReferrer.URL", kind: "string", title: "Referrer"},
			{path: own("visit.seconds"), kind: "integer", title: "Seconds on the page"},
			{path: own("visit.loggedIn"), kind: "boolean", title: "Logged in"},
			{path: own("visit.labels"), kind: "map", title: "Labels"},
		}},
		columns: columnsTo("id", "_id", "time", "timestamp", "url", "web.webPageDetails.URL"),
	},
}

// own is the path of a field of the tenant's own.
func own(path string) string { return "_" + tenant + "." + path }

// withPerson adds what schemas about people have of a person.
func withPerson(more ...schemaField) []schemaField {
	return append(more,
		schemaField{path: "person.name.firstName", kind: "string", title: "First name"},
		schemaField{path: "person.name.lastName", kind: "string", title: "Last name"},
		schemaField{path: "personalEmail.address", kind: "string", title: "Address"},
		schemaField{path: "mobilePhone.number", kind: "string", title: "Number"},
	)
}

func salesFields() []schemaField {
	return []schemaField{
		{path: own("day"), kind: "date", title: "Day"},
		{path: own("store"), kind: "string", title: "Store"},
		{path: own("amount"), kind: "number", title: "Amount"},
	}
}

func salesColumns() []mapping {
	return columnsTo("day", own("day"), "store", own("store"), "amount", own("amount"))
}

// columnsTo are mappings of columns; column, field, column, field.
func columnsTo(pairs ...string) []mapping {
	list := make([]mapping, 0, len(pairs)/2)
	for pair := range slices.Chunk(pairs, 2) {
		list = append(list, mapping{mapAttribute, pair[0], pair[1]})
	}
	return list
}

func datasetByKey(key string) dataset {
	if i := slices.IndexFunc(practiceDatasets, func(d dataset) bool { return d.key == key }); i >= 0 {
		return practiceDatasets[i]
	}
	return dataset{key: key, name: key, schema: &schema{key: key}}
}

// id is 24 hexadecimal digits, and the same at all times.
func (d dataset) id(org, sandbox string) string {
	sum := sha256.Sum256([]byte(org + "/" + sandbox + "/" + d.key))
	return hex.EncodeToString(sum[:12])
}

func datasetByID(org, sandbox, id string) (dataset, bool) {
	i := slices.IndexFunc(practiceDatasets, func(d dataset) bool { return d.id(org, sandbox) == id })
	if i < 0 {
		return dataset{}, false
	}
	return practiceDatasets[i], true
}

// mappingSet is what others have made for their dataflows into the data set.
func (d dataset) mappingSet(org string) mappingSet {
	return mappingSet{
		ID: d.id(org, "mapping") + "00000000", SchemaID: d.schema.id(), Major: majorVersion, Mappings: d.columns, MadeAt: schemaModified,
	}
}

// The codes of the errors of rows.
const (
	rowUnreadable = "INGEST-1401-400"
	rowIncomplete = "INGEST-1555-400"
	rowUnmapped   = "MAPPER-3700-400"
)

// refusedRow is a row that a data set does not take.
type refusedRow struct {
	code    string
	column  string // empty where the row cannot be read at all
	message string
	values  []any
}

// refuses returns the rows of a table that do not go through the pipe.
func (p *pipe) refuses(columns []column, rows [][]any) []refusedRow {
	var list []refusedRow
	for _, row := range rows {
		if len(row) != len(columns) {
			list = append(list, refusedRow{rowUnreadable, "", "Row is corrupted and cannot be read, please fix and resend.", row})
			continue
		}
		values := make(map[string]any, len(row))
		for i, c := range columns {
			values[c.Name] = row[i]
		}
		if _, faults := p.through(values); len(faults) > 0 {
			list = append(list, refusedRow{faults[0].code, faults[0].column, faults[0].words, row})
		}
	}
	return list
}
