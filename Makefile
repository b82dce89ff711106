# netkit: one binary over libnetkit. `make demo` and `make check` are all that one needs to type.
VERSION := 0.1.0
PREFIX ?= /usr/local
BUILD ?= build/release

CC ?= gcc
OPT ?= -O2
WARN := -Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wconversion
HARDEN ?= -D_FORTIFY_SOURCE=3 -fstack-protector-strong -fstack-clash-protection \
	-fcf-protection=full -fPIE
HARDEN_LD ?= -pie -Wl,-z,relro,-z,now,-z,noexecstack,-z,ibt,-z,shstk
CPPFLAGS += -Iinclude -Isrc -D_GNU_SOURCE
CFLAGS += -std=c17 -g $(OPT) $(WARN) $(HARDEN)
LDFLAGS += $(HARDEN_LD)

LIB_SRC := $(wildcard src/base/*.c src/draw/*.c src/addr/*.c src/cidr/*.c)
CLI_SRC := $(wildcard src/cli/*.c)
LIB_OBJ := $(LIB_SRC:%.c=$(BUILD)/%.o)
CLI_OBJ := $(CLI_SRC:%.c=$(BUILD)/%.o)
UNIT_SRC := $(shell find tests/unit -name 'test_*.c' 2>/dev/null)
UNIT_BIN := $(UNIT_SRC:%.c=$(BUILD)/%)

all: $(BUILD)/netkit

$(BUILD)/netkit: $(BUILD)/src/main.o $(CLI_OBJ) $(BUILD)/libnetkit.a
	$(CC) $(LDFLAGS) -o $@ $(filter %.o,$^) $(BUILD)/libnetkit.a

$(BUILD)/libnetkit.a: $(LIB_OBJ)
	rm -f $@
	$(AR) rcsD $@ $^

$(BUILD)/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(CFLAGS) -MMD -MP -c -o $@ $<

# A unit test is one program: tests/unit/addr/test_parse.c tests src/addr/parse.c.
$(BUILD)/tests/unit/%: $(BUILD)/tests/unit/%.o $(CLI_OBJ) $(BUILD)/libnetkit.a
	$(CC) $(LDFLAGS) -o $@ $(filter %.o,$^) $(BUILD)/libnetkit.a -lcmocka

unit: $(UNIT_BIN)
	@for t in $(UNIT_BIN); do $$t || exit 1; done

clean:
	rm -rf build

.PHONY: all unit clean
.SECONDARY:
-include $(shell find $(BUILD) -name '*.d' 2>/dev/null)
