// Package create is the attempt to create a connection, and the check of its keys.
package create
