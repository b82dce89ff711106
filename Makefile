# netkit: one binary over libnetkit. `make demo` and `make check` are all that one needs to type.
VERSION := 0.1.0
PREFIX ?= /usr/local
DESTDIR ?=
MODE ?= release
BUILD := build/$(MODE)

# ---- what is built ---------------------------------------------------------------------------------

LIB_SRC := $(sort $(wildcard src/base/*.c src/draw/*.c src/addr/*.c src/packet/*.c src/cidr/*.c src/route/*.c \
	src/dns/*.c src/tcp/*.c src/lab/*.c))
CLI_SRC := $(sort $(wildcard src/cli/*.c))
UNIT_SRC := $(sort $(wildcard tests/unit/*/test_*.c))
FUZZ_SRC := $(sort $(wildcard tests/fuzz/fuzz_*.c))
CLI_TESTS := $(sort $(wildcard tests/cli/*/*.t))
LIB_OBJ := $(LIB_SRC:%.c=$(BUILD)/%.o)
CLI_OBJ := $(CLI_SRC:%.c=$(BUILD)/%.o)
UNIT_BIN := $(UNIT_SRC:%.c=$(BUILD)/%)
FUZZ_BIN := $(FUZZ_SRC:tests/fuzz/%.c=$(BUILD)/%)

# What a start runs, then what `cidr show` and `route lookup` do: linked first, that it lies together, for the kernel
# maps code and texts by 16 pages. Others are as good anywhere.
FIRST := cli/context cli/run cli/args cli/options cli/commands cli/complain \
	base/out base/buf base/file base/record base/record_format base/escape draw/canvas \
	addr/scan addr/item addr/prefix addr/addr_format addr/put addr/range addr/octets \
	addr/u128 addr/special addr/special_rows addr/mac base/input cidr/entry cidr/ptr \
	cli/cidr_items cli/cidr_words cli/cidr_show cli/cidr_show_explain \
	base/bytes base/labels base/lines base/stream base/sum64 addr/lpm \
	route/table route/table_own route/text route/names route/read route/read_compiled route/compiled \
	route/fib route/fib_make route/policy route/policy_rules route/policy_table route/answers \
	cli/route_load cli/route_lookup cli/route_lookup_load cli/route_lookup_draw cli/route_answer cli/route_put
FIRST_OBJ := $(BUILD)/src/main.o $(filter $(LIB_OBJ) $(CLI_OBJ),$(FIRST:%=$(BUILD)/src/%.o))

comma := ,

# ---- how: release by default; asan, clang, cov and fuzz in folders of their own ------------------------

WARN := -Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wconversion
# what this compiler takes: the branch protection is x86's
takes = $(shell echo 'int main(void){return 0;}' | $(CC) -xc $(1) -o /dev/null - 2>/dev/null && echo '$(1)')
ifeq ($(MODE),release)
  CC_CF := $(call takes,-fcf-protection=full)
  # the places of pointers, which the loader fills in at each start, in a tenth of the room
  RELR := $(if $(call takes,-Wl$(comma)--fatal-warnings$(comma)-z$(comma)pack-relative-relocs),-Wl$(comma)-z$(comma)pack-relative-relocs)
  HARDEN := -O2 -DNK_RELEASE -D_FORTIFY_SOURCE=3 -fstack-protector-strong -fstack-clash-protection -fPIE $(CC_CF)
  HARDEN_LD := -pie -Wl,-z,relro,-z,now,-z,noexecstack $(RELR) $(if $(CC_CF),-Wl$(comma)-z$(comma)ibt$(comma)-z$(comma)shstk)
else ifeq ($(MODE),asan)
  HARDEN := -O1 -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
  HARDEN_LD := -fsanitize=address,undefined
else ifeq ($(MODE),clang)
  CC := clang
  WARN += -Werror
  HARDEN := -O2 -D_FORTIFY_SOURCE=2 -fstack-protector-strong -fPIE
  HARDEN_LD := -pie
else ifeq ($(MODE),cov)
  WARN += -Wno-sign-conversion # in macros of gcc's own intrinsics, which they are without optimisation
  HARDEN := -O0 --coverage -include tests/ends.h
  HARDEN_LD := --coverage
else ifeq ($(MODE),fuzz)
  CC := clang
  HARDEN := -O1 -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all
  HARDEN_LD := -fsanitize=fuzzer,address,undefined
else ifeq ($(MODE),analyzer)
  HARDEN := -O2 -fanalyzer -Werror
endif
CFLAGS ?=
CPPFLAGS ?=
LDFLAGS ?=
ALL_CPPFLAGS := -Iinclude -Isrc -D_GNU_SOURCE $(CPPFLAGS)
# no path of the build's folder in the objects: two builds of one commit give the same bytes
ALL_CFLAGS := -std=c17 -g -ffile-prefix-map=$(CURDIR)=. $(WARN) $(HARDEN) $(CFLAGS)
ALL_LDFLAGS := $(HARDEN_LD) $(LDFLAGS)

all: $(BUILD)/netkit $(if $(filter release,$(MODE)),build/netkit)

# the binary under a short name
build/netkit: build/release/netkit
	ln -f $< $@

# A copy, as `make install` makes one: what a linker has written here and there lies in memory in small pieces, of
# which a start takes longer (6 %) than of a file written from end to end.
$(BUILD)/netkit: $(FIRST_OBJ) $(filter-out $(FIRST_OBJ),$(CLI_OBJ)) $(BUILD)/libnetkit.a
	$(CC) $(ALL_CFLAGS) -o $@.linked $^ $(ALL_LDFLAGS)
	install -m 755 $@.linked $@
	rm $@.linked

$(BUILD)/libnetkit.a: $(LIB_OBJ)
	rm -f $@
	$(AR) rcsD $@ $^

# what tests and targets take the commands from: of an archive the linker takes what is called, and writes no more
$(BUILD)/cli.a: $(CLI_OBJ)
	rm -f $@
	$(AR) rcsD $@ $^

$(BUILD)/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(ALL_CPPFLAGS) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

# libFuzzer calls what no header declares
$(BUILD)/tests/fuzz/%.o: ALL_CFLAGS += -Wno-missing-prototypes

# how a test is optimised says nothing of what it tests
$(BUILD)/tests/unit/%.o: ALL_CFLAGS += $(patsubst -O2,-O1,$(filter -O2,$(HARDEN)))

# A unit test is one program: tests/unit/addr/test_set.c tests src/addr/set.c.
$(BUILD)/tests/unit/%: $(BUILD)/tests/unit/%.o $(BUILD)/cli.a $(BUILD)/libnetkit.a
	$(CC) $(ALL_CFLAGS) -o $@ $^ $(ALL_LDFLAGS) -lcmocka

$(BUILD)/fuzz_%: $(BUILD)/tests/fuzz/fuzz_%.o $(BUILD)/cli.a $(BUILD)/libnetkit.a
	$(CC) $(ALL_CFLAGS) -o $@ $^ $(ALL_LDFLAGS)

$(BUILD)/damage: $(BUILD)/tests/damage/damage.o $(BUILD)/tests/damage/mutate.o $(BUILD)/cli.a $(BUILD)/libnetkit.a
	$(CC) $(ALL_CFLAGS) -o $@ $^ $(ALL_LDFLAGS)

# damaged inputs for a fuzz target
$(BUILD)/damage_%: $(BUILD)/tests/damage/damage.o $(BUILD)/tests/damage/mutate.o $(BUILD)/tests/fuzz/fuzz_%.o \
		$(BUILD)/cli.a $(BUILD)/libnetkit.a
	$(CC) $(ALL_CFLAGS) -o $@ $^ $(ALL_LDFLAGS)

# real sockets in chosen states, by a peer that follows a script
$(BUILD)/tcp_%: $(BUILD)/tests/tcp/%.o $(BUILD)/tests/tcp/peer.o $(BUILD)/tests/tcp/place.o $(BUILD)/libnetkit.a
	$(CC) $(ALL_CFLAGS) -o $@ $^ $(ALL_LDFLAGS)

# a name server whose answers are damaged
$(BUILD)/answer: $(BUILD)/tests/damage/answer.o
	$(CC) $(ALL_CFLAGS) -o $@ $^ $(ALL_LDFLAGS)

# a DNS server that lies, for the tests
$(BUILD)/hostile: tests/dns/hostile.c
	@mkdir -p $(@D)
	$(CC) -std=c17 -D_GNU_SOURCE $(WARN) -O1 -g -o $@ $<

$(BUILD)/faults.so: tests/faults/faults.c tests/faults/sweep.c tests/faults/sweep.h
	@mkdir -p $(@D)
	$(CC) -std=c17 -D_GNU_SOURCE -Wall -Wextra -O2 -fPIC -shared -o $@ $(filter %.c,$^) -ldl

# ---- set-up ------------------------------------------------------------------------------------------

BUILD_PACKAGES := gcc make libc6-dev pkg-config zlib1g-dev libbz2-dev libzstd-dev libidn2-dev libedit-dev
CHECK_PACKAGES := $(BUILD_PACKAGES) libcmocka-dev mandoc iproute2 iputils-ping jq python3 tmux procps
CI_PACKAGES := $(CHECK_PACKAGES) clang libclang-rt-14-dev clang-tidy clang-format cppcheck valgrind zsh fish jq \
	iprange grepcidr parallel bgpdump clickhouse-server clickhouse-client \
	nsd knot bind9 bind9-utils bind9-dnsutils unbound tshark
BROWSER_PACKAGES := $(CHECK_PACKAGES) chromium graphviz
BENCH_PACKAGES := iprange grepcidr sipcalc dpdk-dev pkg-config bgpdump mmdb-bin libmaxminddb-dev \
	nsd dnsperf knot-dnsutils bind9-dnsutils iproute2 tcpdump tcptrace tshark

deps:
	@tests/deps $(CHECK_PACKAGES)

ci-deps:
	@tests/deps $(CI_PACKAGES)

browser-deps:
	@tests/deps $(BROWSER_PACKAGES)

bench-deps:
	@tests/deps $(BENCH_PACKAGES)

# ---- use ---------------------------------------------------------------------------------------------

demo:
	@tests/deps $(BUILD_PACKAGES)
	@$(MAKE) -q all 2> /dev/null || echo 'building netkit, which takes a minute'
	@$(MAKE) --no-print-directory -s all
	@tests/demo $(BUILD)

# ---- tests -------------------------------------------------------------------------------------------

export COUNTS ?= $(CURDIR)/build/counts

# what `make check` runs, each a target of its own
SUITES := faults unit cli man rows peers
SUITES += kernel
SUITES += tcp
SUITES += lookup
SUITES += walk
SUITES += resolve
SUITES += dns
SUITES += lab
SUITES += quiz
SUITES += learn
SUITES += terminal
SUITES += sockets
SUITES += pictures
# two things at a time, if nobody said how many; what one of them prints stays together
TWO = $(if $(findstring jobserver,$(MAKEFLAGS)),,-j2) -O

check: deps
	@rm -rf $(COUNTS)
	@mkdir -p $(COUNTS)
	@status=0; $(MAKE) $(TWO) --no-print-directory -s -k $(SUITES) || status=1; \
		tests/summary $(COUNTS) && exit $$status

unit: $(UNIT_BIN)
	@mkdir -p $(COUNTS)
	@tests/unit/run $(BUILD) $(UNIT_BIN)

cli: all
	@tests/cli/run $(BUILD) $(CLI_TESTS)

# The examples of the manual pages and the README are run, and the pages are clean mdoc.
man: all
	@tests/man/run $(BUILD) $(sort $(wildcard man/*.1)) README.md

# Full disk, closed pipes, failing system calls and allocations, for every verb.
faults: all $(BUILD)/faults.so
	@tests/faults/run $(BUILD)

# Manual page, help and completion hold what the table of commands says.
rows: all
	@tests/rows/run $(BUILD)

# The table of states in its manual page, from the rows of the machine; `make rows` tells where they differ.
states: all
	@tests/rows/states $(BUILD) --write

# The peers' own answers, where they are installed (make ci-deps).
peers: all
	@tests/peers/run $(BUILD)

# The running kernel's tables, in a network namespace, where one can be made.
kernel: all $(BUILD)/faults.so
	@tests/kernel/run $(BUILD)

# Real sockets in each state and a scripted peer, against the linux profile, likewise; tcp-all: every segment.
tcp: all $(BUILD)/tcp_against $(BUILD)/tcp_times
	@tests/tcp/run $(BUILD)

tcp-all: all $(BUILD)/tcp_against $(BUILD)/tcp_times
	@tests/tcp/run $(BUILD) all

# Random tables and packets, looked up and asked of the running kernel, likewise.
lookup: all
	@tests/lookup/run $(BUILD)

# What a Linux kernel answers in namespaces of its own, where they are permitted.
walk: all
	@tests/walk/run $(BUILD)

# What programs get beside what DNS says, in namespaces with an /etc of their own, likewise.
resolve: all
	@tests/resolve/run $(BUILD)

# netkit dns against a server that lies, and beside dig against real servers, where they are installed.
dns: all $(BUILD)/hostile
	@tests/dns/run $(BUILD)

# The lab's internet as unbound walks it, in a namespace where the lab may listen at port 53, likewise.
lab: all
	@tests/lab/run $(BUILD)

# The kernel's sockets, in a namespace in which real ones are in all states, likewise.
sockets: all $(BUILD)/tcp_states $(BUILD)/tcp_slow
	@tests/sockets/run $(BUILD)

# The lessons, each task solved.
learn: all
	@tests/learn/run $(BUILD)

# Questions of the quiz, each solved a second time from its text alone.
quiz: all
	@tests/quiz/run $(BUILD)

# Every picture in every form: widths, ASCII, well-formedness, what leaves it or overlaps.
pictures: all
	@tests/pictures/run $(BUILD)

# The same svgs in a browser, light and dark, where one is installed; BROWSER_OUT=DIR keeps what it showed.
browser: all
	@tests/pictures/browser $(BUILD) $(BROWSER_OUT)

# The prompt in a terminal, which tmux is, where it is installed.
terminal: all
	@tests/terminal/run $(BUILD)
	@tests/terminal/faults.py $(BUILD)
	@tests/terminal/same.py $(BUILD)

# Damaged inputs for every parser: so many each, for so many seconds each at most.
DAMAGE_COUNT ?= 10000
DAMAGE_SECONDS ?= 0

# parsers that no verb gives a file to: their fuzz targets
DAMAGE_TARGETS := diag lab master dns_name dns_tcp dns_transfer rdata rdata_text tcp_filter

damage: all $(BUILD)/damage $(BUILD)/answer $(DAMAGE_TARGETS:%=$(BUILD)/damage_%)
	@tests/damage/run $(BUILD) $(DAMAGE_COUNT) $(DAMAGE_SECONDS)

asan:
	@$(MAKE) $(TWO) --no-print-directory -s MODE=asan unit cli

valgrind:
	@$(MAKE) $(TWO) --no-print-directory -s unit \
		RUNNER="valgrind -q --error-exitcode=9 --leak-check=full --show-leak-kinds=all"

clang:
	@$(MAKE) $(TWO) --no-print-directory -s MODE=clang all unit

lint:
	@tests/lint/run

coverage:
	@mkdir -p build/cov/counts
	@find build/cov -name '*.gcda' -delete 2> /dev/null || true
	@$(MAKE) $(TWO) --no-print-directory -s -k MODE=cov COUNTS=$(CURDIR)/build/cov/counts $(SUITES) > build/coverage.log || true
	@tests/coverage build/cov

FUZZ_SECONDS ?= 30

fuzz:
	@$(MAKE) $(TWO) --no-print-directory -s MODE=fuzz fuzz-run

fuzz-run: $(FUZZ_BIN)
	@tests/fuzz/run $(FUZZ_SECONDS) $(BUILD) $(FUZZ_BIN)

bench: all
	@tests/bench/run $(BUILD)

# ---- installation --------------------------------------------------------------------------------------

BINDIR = $(DESTDIR)$(PREFIX)/bin
LIBDIR = $(DESTDIR)$(PREFIX)/lib
INCDIR = $(DESTDIR)$(PREFIX)/include
MANDIR = $(DESTDIR)$(PREFIX)/share/man/man1
BASHDIR = $(DESTDIR)$(PREFIX)/share/bash-completion/completions
ZSHDIR = $(DESTDIR)$(PREFIX)/share/zsh/site-functions
FISHDIR = $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d

install: all
	install -d $(BINDIR) $(LIBDIR)/pkgconfig $(INCDIR)/netkit $(MANDIR) $(BASHDIR) $(ZSHDIR) $(FISHDIR)
	install -m 755 $(BUILD)/netkit $(BINDIR)/netkit
	install -m 644 $(BUILD)/libnetkit.a $(LIBDIR)/libnetkit.a
	install -m 644 include/netkit/*.h $(INCDIR)/netkit/
	install -m 644 man/*.1 $(MANDIR)/
	printf 'prefix=%s\nlibdir=$${prefix}/lib\nincludedir=$${prefix}/include\n\nName: netkit\nDescription: IP addresses, prefixes, ranges and sets of them\nVersion: %s\nLibs: -L$${libdir} -lnetkit\nCflags: -I$${includedir}\n' \
		'$(PREFIX)' '$(VERSION)' > $(LIBDIR)/pkgconfig/netkit.pc
	$(BUILD)/netkit completion bash > $(BASHDIR)/netkit
	$(BUILD)/netkit completion zsh > $(ZSHDIR)/_netkit
	$(BUILD)/netkit completion fish > $(FISHDIR)/netkit.fish

uninstall:
	rm -f $(BINDIR)/netkit $(LIBDIR)/libnetkit.a $(LIBDIR)/pkgconfig/netkit.pc
	rm -rf $(INCDIR)/netkit
	rm -f $(patsubst man/%,$(MANDIR)/%,$(wildcard man/*.1))
	rm -f $(BASHDIR)/netkit $(ZSHDIR)/_netkit $(FISHDIR)/netkit.fish

dist:
	@mkdir -p build
	git archive --format=tar --prefix=netkit-$(VERSION)/ HEAD | gzip -9n > build/netkit-$(VERSION).tar.gz
	@echo build/netkit-$(VERSION).tar.gz

clean:
	rm -rf build

help:
	@echo 'make              build build/netkit'
	@echo 'make demo         install what is missing, build, show it at work'
	@echo 'make check        install what is missing, build, run every test'
	@echo 'make install      PREFIX=/usr/local DESTDIR='
	@echo 'make bench        measure against the peers (make bench-deps installs them)'
	@echo 'make browser      measure the pictures in Chromium (make browser-deps installs it)'
	@echo 'make asan valgrind clang lint fuzz damage coverage dist clean'

.PHONY: all states deps ci-deps browser-deps bench-deps demo check $(SUITES) tcp-all browser damage asan valgrind clang lint coverage \
	fuzz fuzz-run bench install uninstall dist clean help
.SECONDARY:
-include $(shell find $(BUILD) -name '*.d' 2>/dev/null)
