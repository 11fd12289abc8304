# Mooring: `make run` opens it, `make test` tests it, `make help` lists the rest.

SHELL := /bin/bash
.DEFAULT_GOAL := help
.NOTPARALLEL:

# Where to, and how
ifeq ($(OS),Windows_NT)
  SYSTEM := Windows
  EXE := .exe
  LDFLAGS := -H=windowsgui
else
  SYSTEM := $(shell uname -s)
  EXE :=
  LDFLAGS :=
endif

BINARY := build/mooring$(EXE)
# The same for the tests of the window: it says where its controls are.
WATCHED := build/watched/mooring$(EXE)
# fyne.Do is used throughout; the tag spares the app Fyne's checks for it.
# No text has an emoji: without their font the program is 4 MB smaller. Without Fyne's
# animations the cursor in a field stands still: to fade it in and out, the whole window is
# drawn anew a dozen times a second, a quarter of a core without graphics hardware.
# main.go says what FyneApp.toml has to say: without Fyne's reader of it, which also scales
# an icon, the program is a quarter of a megabyte smaller.
APP_TAGS := migrated_fynedo,no_emoji,no_animations,no_metadata
# Fyne can talk to the screen readers of Windows and macOS only.
ifneq ($(SYSTEM),Linux)
  APP_TAGS := $(APP_TAGS),accessibility
endif

# clang compiles the OpenGL bindings four times as fast as gcc. Linking stays with gcc,
# which leaves out libraries that the app loads only where they are needed.
ifeq ($(SYSTEM),Linux)
  ifeq ($(origin CC),default)
    CC := $(shell if command -v clang >/dev/null; then echo clang; else echo gcc; fi)
  endif
  ifeq ($(CC),clang)
    LDFLAGS += $(shell if command -v gcc >/dev/null; then echo -extld=gcc; fi)
  endif
  export CC
endif

# Version control is of no use to the build and gets in its way where another user owns the folder.
GO_BUILD := CGO_ENABLED=1 go build -buildvcs=false $(if $(strip $(LDFLAGS)),-ldflags '$(strip $(LDFLAGS))')
GO_TEST := CGO_ENABLED=0 go test

LINTER_VERSION := v2.15.0
VULNERABILITIES_VERSION := v1.8.0
S3_SERVER_VERSION := v1.8.0
S3_SERVER := build/tools/versitygw-$(S3_SERVER_VERSION)$(EXE)

LINTER := build/tools/golangci-lint-$(LINTER_VERSION)$(EXE)

PURE := ./client/... ./gui/model/... ./assets/...
ifeq ($(SYSTEM),Linux)
  TESTS := test-headless test-keyring test-window test-threads
  HEADLESS := $(if $(DISPLAY)$(WAYLAND_DISPLAY),,yes)
else
  TESTS := test-headless
  HEADLESS :=
endif

.PHONY: help run build watched test $(TESTS) test-long test-race test-s3 test-quit test-monday test-wayland test-desktop vulnerabilities bench lint fmt golden icon licences clean setup-build setup-test setup-wayland setup-desktop setup-icon setup-shells go

help: ## list what make can do here
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "  make %-15s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

run: $(if $(HEADLESS),watched,build) ## open the app; without a display, do the whole job on an invisible one and keep pictures
ifeq ($(HEADLESS),yes)
	@echo "There is no display here, so the whole job is done on an invisible one."
	@$(call tour,build/tour)
	@echo "The pictures of it are in $(CURDIR)/build/tour:"
	@ls build/tour
else
	@$(BINARY) $(ARGS)
endif

# $(call tour,FOLDER): the main job in the real window, with a picture of each step in the folder.
tour = rm -rf $1 && mkdir -p $1 && MOORING_BINARY="$(CURDIR)/$(WATCHED)" MOORING_PICTURES="$(CURDIR)/$1" \
  $(GO_TEST) -count=1 -tags window -run '^TestTour$$' -exec '"$(CURDIR)/.ci/with-display"' ./gui/windowtest

build: setup-build ## build the app into build/
	@mkdir -p build
	$(GO_BUILD) -tags '$(APP_TAGS)' -o $(BINARY) .

watched: setup-test
	@mkdir -p $(dir $(WATCHED))
	$(GO_BUILD) -tags '$(APP_TAGS),window' -o $(WATCHED) .

test: $(TESTS) ## run the tests that a change needs, in about ten minutes
	@echo "== passed: $(TESTS)"

test-headless: setup-headless ## test everything without a display
	@echo "== $@"
	LANG=en_US.UTF-8 LC_ALL= LANGUAGE= $(GO_TEST) -timeout 20m -tags '$(APP_TAGS)' ./client/... ./gui/... ./assets/...

test-long: setup-headless ## test what has no window with all repetitions, such as killing the app 160 times
	@echo "== $@"
	MOORING_LONG=yes $(GO_TEST) -count=1 -timeout 30m $(PURE)

# SQLite itself is C that was translated: to watch it takes as long again as all that is ours.
test-race: setup-build ## test what has no window under the race detector (RACE=./gui/... for others)
	@echo "== $@"
	CGO_ENABLED=1 go test -race -gcflags='modernc.org/sqlite/lib=-race=false' -short -timeout 40m -tags '$(APP_TAGS)' $(or $(RACE),$(PURE))

test-keyring: setup-test ## test against a real keyring, private to the test
	@echo "== $@"
	$(GO_TEST) -count=1 -tags keyring -exec '"$(CURDIR)/.ci/with-keyring"' ./client/secrets

test-s3: $(S3_SERVER) ## check keys against a real S3 server
	@echo "== $@"
	MOORING_VERSITYGW="$(CURDIR)/$(S3_SERVER)" $(GO_TEST) -count=1 -tags s3server -run RealServer ./client/amazon

$(S3_SERVER): .ci/tools/versitygw/go.mod .ci/tools/versitygw/go.sum | go
	@mkdir -p build/tools
	CGO_ENABLED=0 go build -C .ci/tools/versitygw -buildvcs=false -trimpath -o "$(CURDIR)/$@" github.com/versity/versitygw/cmd/versitygw

test-window: watched ## drive the real window by keyboard and mouse
	@echo "== $@"
	@rm -rf build/window && mkdir -p build/window
	MOORING_BINARY="$(CURDIR)/$(WATCHED)" MOORING_PICTURES="$(CURDIR)/build/window" \
	  $(GO_TEST) -count=1 -timeout 20m -tags window -exec '"$(CURDIR)/.ci/side-by-side"' ./gui/windowtest

test-monday: watched ## give a failing dataflow new keys in the real window, and wait until it works
	@echo "== $@"
	@mkdir -p build/monday
	MOORING_LONG=yes MOORING_BINARY="$(CURDIR)/$(WATCHED)" MOORING_PICTURES="$(CURDIR)/build/monday" \
	  $(GO_TEST) -count=1 -timeout 10m -tags window -run MondayMorningByMouse -exec '"$(CURDIR)/.ci/with-display"' ./gui/windowtest

test-wayland: watched setup-wayland ## drive the real window on Wayland, in a compositor of its own
	@echo "== $@"
	@mkdir -p build/wayland
	MOORING_BINARY="$(CURDIR)/$(WATCHED)" MOORING_PICTURES="$(CURDIR)/build/wayland" \
	  $(GO_TEST) -count=1 -timeout 5m -tags window,wayland -run Wayland -exec '"$(CURDIR)/.ci/with-display"' ./gui/windowtest

test-desktop: watched setup-desktop ## drive the real window on two screens, and behind the proxy of GNOME's settings
	@echo "== $@"
	@mkdir -p build/desktop
	MOORING_BINARY="$(CURDIR)/$(WATCHED)" MOORING_PICTURES="$(CURDIR)/build/desktop" \
	  $(GO_TEST) -count=1 -timeout 5m -tags window,desktop -run 'TwoScreens|DesktopsScript' -exec '"$(CURDIR)/.ci/with-display"' ./gui/windowtest

# The program provokes what makes Fyne hang, see gui/process/quitflood.go.
test-quit: watched ## quit the real window two hundred times, in every way (QUITS=…)
	@echo "== $@"
	@mkdir -p build/quit
	MOORING_BINARY="$(CURDIR)/$(WATCHED)" MOORING_PICTURES="$(CURDIR)/build/quit" MOORING_QUIT_FLOOD=yes MOORING_QUITS=$(or $(QUITS),200) \
	  $(GO_TEST) -count=1 -v -timeout 30m -tags window -run GoneWhenTold -exec '"$(CURDIR)/.ci/with-display"' ./gui/windowtest

test-threads: setup-test ## find widgets that are touched outside fyne.Do
	@echo "== $@"
	@.ci/check-threads

# Its database is asked over the network, so that it is no part of the tests.
vulnerabilities: setup-build ## ask the Go vulnerability database about what Mooring is made of
	go run golang.org/x/vuln/cmd/govulncheck@$(VULNERABILITIES_VERSION) -tags '$(APP_TAGS)' ./...

bench: go ## measure speed
	$(GO_TEST) -run '^$$' -bench . -benchmem $(PURE)

lint: setup-build $(LINTER) ## look for mistakes and for breaches of the rules in .golangci.yml
	@echo "== $@"
	$(LINTER) config verify
	CGO_ENABLED=1 $(LINTER) run ./...

fmt: go $(LINTER) ## format the code
	$(LINTER) fmt

golden: watched ## make the golden images and the pictures of the README anew
	MOORING_UPDATE_GOLDEN=1 LANG=en_US.UTF-8 LC_ALL= LANGUAGE= $(GO_TEST) -count=1 -tags '$(APP_TAGS)' ./gui/...
	export FYNE_THEME=light; $(call tour,assets/screenshots/light)
	export FYNE_THEME=dark; $(call tour,assets/screenshots/dark)

licences: go ## write assets/licences.txt.gz anew, after a change of go.mod
	cd .ci/licences && CGO_ENABLED=0 go run . -module ../.. -out ../../assets/licences.txt.gz

icon: setup-icon ## draw assets/icon.png from assets/icon.svg
	rsvg-convert --width 512 --height 512 assets/icon.svg --output assets/icon.png

clean: ## remove everything that make has made
	rm -rf build

setup-build:
	@.ci/setup build

setup-test:
	@.ci/setup build test

setup-wayland:
	@.ci/setup wayland

setup-desktop:
	@.ci/setup desktop

setup-icon:
	@.ci/setup icon

setup-headless:
	@.ci/setup headless

go:
	@.ci/setup

# Built here rather than fetched, without cgo, once for each version.
$(LINTER): | go
	@mkdir -p build/tools
	GOBIN="$(CURDIR)/build/tools" CGO_ENABLED=0 go install github.com/golangci/golangci-lint/v2/cmd/golangci-lint@$(LINTER_VERSION)
	mv build/tools/golangci-lint$(EXE) $@

# Packages, into dist/

.PHONY: package package-linux package-windows package-macos package-icons test-packages test-scripts bench-start

package: setup-build ## make all packages that this system can make, into dist/
ifeq ($(SYSTEM),Linux)
	@.ci/setup package windows
endif
	@.ci/package

package-linux: setup-build ## make the .deb, the .rpm and the .tar.xz
	@.ci/setup package
	@.ci/package linux

package-windows: setup-build ## make the installer for Windows, on Linux or on Windows
ifeq ($(SYSTEM),Linux)
	@.ci/setup windows
endif
	@.ci/package windows

package-macos: go ## make the app and its .dmg, on a Mac only
	@.ci/package macos

package-icons: setup-icon ## draw the icons of the packages from assets/icon.svg
	@for size in 16 22 24 32 48 64 96 128 256 512; do \
	  rsvg-convert --width $$size --height $$size assets/icon.svg --output assets/packaging/icons/$$size.png || exit; \
	done
	icotool --create --output=assets/packaging/icons/mooring.ico \
	  $(foreach size,16 24 32 48 64 128,assets/packaging/icons/$(size).png) --raw=assets/packaging/icons/256.png

# What is in dist/ is tested, and made first if there is nothing. PARTS chooses some of the tests.
test-packages: setup-build ## install, start, use and remove the packages, on Debian and under Wine
	@echo "== $@"
	@.ci/setup packages
	@[ -e dist/SHA256SUMS ] || .ci/package
	@.ci/test-packages $(PARTS)

test-scripts: go ## check the scripts and the workflows
	@echo "== $@"
	@.ci/setup scripts
	shellcheck -x .ci/run .ci/setup .ci/check-* .ci/with-* .ci/side-by-side .ci/package .ci/package-* .ci/test-* .ci/bench-start assets/packaging/linux/install.sh
	CGO_ENABLED=0 go tool -modfile=.ci/tools/actionlint/go.mod actionlint

bench-start: setup-build ## measure size, start, memory and load against bare Fyne windows
	@.ci/setup bench
	@.ci/bench-start
