package provision_test

import (
	"crypto/x509"
	"fmt"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"testing"
	"time"

	"mooring/client"
	"mooring/client/practice"
	"mooring/client/provision"
)

// BenchmarkCreateAll makes 1,000 connections on a Platform that takes 150 ms for
// each: "of-ideal" is the time it takes by that of eight requests that are under way
// all the time and nothing else. Everything of a create is in it: the looks for twins,
// the register on the disk, the tests.
func BenchmarkCreateAll(b *testing.B) {
	const n, atOnce, service = 1000, 8, 150 * time.Millisecond
	for range b.N { // b.Loop would make it once more to find out how long it takes
		dir := b.TempDir()
		inner, err := practice.Open(b.Context(), practice.Options{Dir: filepath.Join(dir, "practice")})
		if err != nil {
			b.Fatal(err)
		}
		server := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if r.Method != http.MethodPost || r.URL.Path == "/ims/token/v3" {
				inner.ServeHTTP(w, r)
				return
			}
			began := time.Now()
			answer := httptest.NewRecorder()
			inner.ServeHTTP(answer, r)
			<-time.After(service - time.Since(began))
			copyAnswer(w, answer, answer.Body.Len())
		}))
		server.EnableHTTP2 = true
		server.StartTLS()
		transport := client.NewTransport()
		transport.TLSClientConfig.RootCAs = x509.NewCertPool()
		transport.TLSClientConfig.RootCAs.AddCert(server.Certificate())
		register := openRegister(b, filepath.Join(dir, "register"))
		c, tokens := signIn(b, server.URL, practicePlace, transport)
		wanted := make([]provision.Wanted, n)
		for i := range wanted {
			wanted[i] = provision.Wanted{Platform: c, Tokens: tokens, Request: practiceRequest(fmt.Sprintf("S3 connection #%d", i), fmt.Sprintf("AKIABATCH0%010d", i))}
		}
		b.ResetTimer()
		began := time.Now()
		err = provision.New(register.Journal, provision.Options{}).CreateAll(b.Context(), wanted, func(_ int, result provision.Result, err error) {
			if err != nil || result.TestErr != nil {
				b.Error(err, result.TestErr)
			}
		})
		took := time.Since(began)
		b.StopTimer()
		ideal := service * n / atOnce
		b.ReportMetric(float64(took)/float64(ideal), "of-ideal")
		held, listErr := inner.Connections(b.Context())
		if err != nil || listErr != nil || len(held) != n {
			b.Errorf("%d connections, %v, %v", len(held), err, listErr)
		}
		transport.CloseIdleConnections()
		server.Close()
		if err := register.Close(); err != nil {
			b.Error(err)
		}
		if err := inner.Close(); err != nil {
			b.Error(err)
		}
	}
}
