package practice

import (
	"fmt"
	"strconv"
)

// incoming are files that wait for being brought in, of the kinds that people have:
// each with what makes its kind go wrong.
func incoming() map[string]*storedFile {
	return map[string]*storedFile{
		"incoming/members-november.csv":  newMembers(),
		"incoming/clients-france.csv":    frenchClients(),
		"incoming/orders-2026-11.csv.gz": newOrders(),
		"incoming/visits.jsonl":          newVisits(),
		"incoming/empty.csv":             {kind: "delimited", delimiter: ","},
	}
}

func textColumns(names ...string) []column {
	list := make([]column, 0, len(names))
	for _, name := range names {
		list = append(list, column{name, "String"})
	}
	return list
}

// newMembers has ten columns. Its flags are 0 and 1, one member has no number, and
// one has joined on a day that is none.
func newMembers() *storedFile {
	f := &storedFile{kind: "delimited", delimiter: ",", columns: textColumns(
		"member_id", "first_name", "last_name", "email", "phone", "tier", "points", "opt_in", "joined", "referred_by",
	)}
	first, last := []string{"Zoë", "Morgan", "伟", "Inès", "Luc"}, []string{"Lefèvre", "Hart", "王", "Díaz"}
	for i := range 80 {
		id, joined := fmt.Sprintf("M-%05d", 200+i), fmt.Sprintf("2026-11-%02d", i%28+1)
		switch i {
		case 23:
			id = ""
		case 57:
			joined = "2026-11-31"
		}
		f.rows = append(f.rows, []any{
			id, first[i%len(first)], last[i%len(last)], fmt.Sprintf("member%d@example.com", 200+i), fmt.Sprintf("+33 1 99 00 %02d %02d", i/10, i),
			[]string{"blue", "silver", "gold"}[i%3], strconv.Itoa(i * 35), strconv.Itoa(i % 2), joined, fmt.Sprintf("M-%05d", i+1),
		})
	}
	return f
}

// frenchClients is as a French Excel saves it: with semicolons, commas in numbers,
// days first, and yes and no in French.
func frenchClients() *storedFile {
	f := &storedFile{kind: "delimited", delimiter: ";", columns: textColumns(
		"Numéro client", "Prénom", "Nom", "Courriel", "Date de naissance", "Ville", "Code postal", "Newsletter", "Chiffre d'affaires",
	)}
	for i := range 25 {
		f.rows = append(f.rows, []any{
			strconv.Itoa(70001 + i), []string{"Zoë", "Noé", "Inès"}[i%3], []string{"Lefèvre", "Garçon"}[i%2], fmt.Sprintf("client%d@example.fr", i),
			fmt.Sprintf("%02d/%02d/%d", i%28+1, i%12+1, 1960+i), []string{"Lyon", "Nîmes"}[i%2], fmt.Sprintf("0%d000", i%9+1),
			[]string{"oui", "non"}[i%2], fmt.Sprintf("%d,%02d", 100+i*37, i*3),
		})
	}
	return f
}

func newOrders() *storedFile {
	f := &storedFile{kind: "delimited", delimiter: ",", compression: "gzip", columns: textColumns(
		"order_id", "placed_at", "customer_id", "total", "currency", "items", "express",
	)}
	for i := range 40 {
		f.rows = append(f.rows, []any{
			fmt.Sprintf("O-%06d", 5000+i), fmt.Sprintf("2026-11-%02dT%02d:15:00Z", i%28+1, i%24), strconv.Itoa(12345 + i),
			fmt.Sprintf("%d.90", 19+i), "EUR", strconv.Itoa(i%5 + 1), strconv.FormatBool(i%4 == 0),
		})
	}
	return f
}

// newVisits is JSON, one object a line; of the pages of one nobody knows the address.
func newVisits() *storedFile {
	f := &storedFile{kind: "json", columns: []column{
		{"id", "String"}, {"time", "Timestamp"}, {"visitor", "String"}, {"page", "Object"}, {"seconds", "Integer"}, {"loggedIn", "Boolean"},
	}}
	for i := range 30 {
		page := map[string]any{"url": fmt.Sprintf("https://shop.example.com/p/%d", i), "name": fmt.Sprintf("Product %d", i)}
		if i == 12 {
			page["url"] = nil
		}
		f.rows = append(f.rows, []any{
			fmt.Sprintf("v-%04d", i), fmt.Sprintf("2026-11-22T10:%02d:00Z", i), fmt.Sprintf("u%d", i%7), page, i * 3, i%2 == 0,
		})
	}
	return f
}
