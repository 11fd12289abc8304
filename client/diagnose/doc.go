// Package diagnose looks for what keeps the app from working: the way to the
// servers, the clock, the keyring, the folder of the data, and what this
// computer is.
//
// It sends no credential and stores nothing but a throw-away item in the keyring
// and a throw-away file in the folder, both of which it removes. What it finds
// is meant to be passed on: it holds no secret, no password of a proxy and no
// name of the user.
package diagnose
