"""Every picture in every form, for small, usual, large and odd inputs: pictures.py check|light|dark|sheet DIR

check: text fits 80 columns of a terminal, with --ascii it is ASCII; an svg is well-formed, stands alone, has a title
and a description, colours for light and dark, and no text that leaves the picture or runs over another; mermaid and dot
are of the grammar's lines that netkit uses (dot asks Graphviz too, where it is installed). The svgs stay in DIR.
light, dark: DIR/page.html, where a browser measures these svgs again; sheet: DIR/sheet.html, to look at."""
import html
import json
import os
import re
import shutil
import struct
import subprocess
import sys
import unicodedata
import xml.etree.ElementTree as ET

SVG = "{http://www.w3.org/2000/svg}"
MOST = 8 << 20  # octets of an svg, however large the input

# ---- inputs ----------------------------------------------------------------------------------------------


def checksum(data):
    if len(data) % 2:
        data += b"\0"
    total = sum(struct.unpack("!%dH" % (len(data) // 2), data))
    while total >> 16:
        total = (total & 0xffff) + (total >> 16)
    return 0xffff - total


def segment(six, client, seq, ack, flags, data=b""):
    ends = [(b"\x20\x01\x0d\xb8" + bytes([0x12, 0x34] * 6) if six else bytes([192, 0, 2, 1]), 45678),
            (b"\x20\x01\x0d\xb8" + bytes([0xab, 0xcd] * 6) if six else bytes([198, 51, 100, 2]), 443)]
    (src, sport), (dst, dport) = ends if client else ends[::-1]
    tcp = struct.pack("!HHIIBBHHH", sport, dport, seq % 2**32, ack % 2**32, 0x50, flags, 64240, 0, 0) + data
    pseudo = src + dst + (struct.pack("!II", len(tcp), 6) if six else struct.pack("!BBH", 0, 6, len(tcp)))
    tcp = tcp[:16] + struct.pack("!H", checksum(pseudo + tcp)) + tcp[18:]
    if six:
        return struct.pack("!IHBB", 0x60000000, len(tcp), 6, 64) + src + dst + tcp
    ip = struct.pack("!BBHHHBBH", 0x45, 0, 20 + len(tcp), 1, 0, 64, 6, 0) + src + dst
    return ip[:10] + struct.pack("!H", checksum(ip)) + ip[12:] + tcp


def connection(name, count, six=False):
    """A connection of `count` segments of data between its opening and its close."""
    c, s = 4294967000, 77777777
    packets = [segment(six, 1, c, 0, 2), segment(six, 0, s, c + 1, 18), segment(six, 1, c + 1, s + 1, 16)]
    c, s = c + 1, s + 1
    for i in range(count):
        packets.append(segment(six, 1, c, s, 24, b"x" * (i % 50 + 1)))
        c += i % 50 + 1
        packets.append(segment(six, 0, s, c, 16))
    packets += [segment(six, 1, c, s, 17), segment(six, 0, s, c + 1, 17), segment(six, 1, c + 1, s + 1, 16)]
    with open(name, "wb") as f:
        f.write(struct.pack("<IHHiIII", 0xa1b2c3d4, 2, 4, 0, 0, 65535, 101))
        for i, p in enumerate(packets):
            f.write(struct.pack("<IIII", 1700000000 + i // 100, i % 100 * 10000, len(p), len(p)) + p)


WIDE = "\u7814\u7a76\u6240\u306e\u7121\u7ddaLAN"  # 11 columns, of two a character but for the last three
MARKS = "cafe\u0301-Zu\u0308rich"


def inputs():
    connection("short.pcap", 2)
    connection("long.pcap", 300)
    connection("six.pcap", 20, True)
    with open("empty", "w"):
        pass
    with open("deep", "w") as f:  # 33 prefixes of one address, and as many of IPv6 as there are
        for n in range(33):
            f.write(f"{((0x0a010203 >> (32 - n)) << (32 - n)) >> 24 if n else 0}.".rstrip(".") and "")
            value = 0x0a010203 >> (32 - n) << (32 - n) if n else 0
            f.write(".".join(str(value >> s & 255) for s in (24, 16, 8, 0)) + f"/{n} r{n}\n")
        for n in range(0, 129, 4):
            value = 0x20010db8123456789abcdef012345678 >> (128 - n) << (128 - n) if n else 0
            f.write(":".join(f"{value >> s & 0xffff:x}" for s in range(112, -1, -16)) + f"/{n} six{n}\n")
    with open("odd", "w") as f:
        f.write(f"10.0.0.0/8 {WIDE * 9}\n10.1.0.0/16 {MARKS}\n10.1.2.0/24 <b>&\"quoted\"\\n</b>\n"
                f"2001:db8::/32 {WIDE}\n2001:db8:1::/48 {'long-' * 60}\n0.0.0.0/0 plain; direction LR %%{{init}}%% # a comment\n")
    with open("wide", "w") as f:  # a table that is broad
        for i in range(3000):
            f.write(f"10.{i >> 8}.{i & 255}.0/24 gate-{i % 7}\n")
    with open("script", "w") as f:
        f.write("server passive-open\nclient active-open\n" + "client send 100\n" * 100)


# ---- the pictures ----------------------------------------------------------------------------------------

PACKETS = {
    "udp": "4500001c000100004011f6ccc0000201c0000202d43100350008a773",
    "syn": "4500003c1c4640004006323fc0000201c6336402c35001bb0000100000000000a002faf087e40000020405b40402080a000003e8"
           "0000000001030307",
    "vlan-six": "00005e00530100005e0053028100000a86dd6000000000080640" + "20010db8" * 4 + "20010db9" * 4 +
                "0102030405060708",
    "gre": "4500004c000100004 02f".replace(" ", "") + "f6adc0000201c000020200000800" + "4500003400014000400600000a000001"
           "0a000002c35001bb00000001000000028010ffff000000000101080a0000000100000002",
    "cut": "4500003c1c464000400632",
    "text": "450000b4000100004011f634c0000201c0000202d431003500a00000" + "e7a094e7a9b6" * 22,
}

# name, the command, its forms beyond text; a status other than 0
PICTURES = []


def picture(name, command, forms="svg", status=0):
    PICTURES.append((name, command, forms.split(), status))


def list_pictures():
    for a in ("10.1.2.3/20", "0.0.0.0/0", "192.0.2.77/32", "192.0.2.77/31", "255.255.255.254/29", "10.0.0.0/8",
              "2001:db8::1/48", "2001:db8:1:2:3:4:5:6/61", "::/0", "2001:db8:1234:5678:9abc:def0:1234:5678/128"):
        picture("bits " + a, f"cidr show --explain {a}")
    many = ",".join(f"n{i}=/64" for i in range(300))
    for name, command, status in (
            ("usual", "192.0.2.0/24 --need lan=100,dmz=50,link=2", 0),
            ("one", "192.0.2.0/32 --need host=/32", 0),
            ("misfit", "192.0.2.0/24 --need lan=100,dmz=100,more=100", 1),
            ("used", "10.0.0.0/8 --used 10.0.0.0/10 --used 10.200.0.0-10.210.1.2 --need a=1000,b=70000", 0),
            ("six", "2001:db8::/48 --need lan=/64,wifi=/56,far=/52", 0),
            ("many", f"2001:db8::/48 --need {many}", 0),
            ("odd", f"192.0.2.0/24 --need {WIDE}=50,{MARKS}=20,{'long-' * 30}=2,{WIDE * 8}=2,'<&>=/30'", 0),
            ("ranges", "192.0.2.3-192.0.3.77 198.51.100.0/24 203.0.113.0/27 --need a=20,b=10", 0),
            ("pools", " ".join(f"10.{i}.0.0/17" for i in range(40)) + " --need a=20000,b=100", 0)):
        picture("plan " + name, "cidr plan --explain " + command, status=status)
    graph = "svg dot mermaid"
    for name, table in (("textbook", "sample:textbook"), ("deep", "deep"), ("odd", "odd"), ("empty", "empty")):
        picture("trie " + name, f"route trie -t {table}", graph)
        picture("lengths " + name, f"route stats -t {table}", "" if name == "empty" else "svg")
    picture("trie broad", "route trie -t wide", graph)
    picture("trie part", "route trie -t deep 10.1.0.0/16", graph)
    for name, command, status in (
            ("textbook", "-t sample:textbook 192.168.1.77", 0),
            ("no route", "-t sample:textbook 10.1.2.3", 1),
            ("deep", "-t deep 10.1.2.3", 0),
            ("deep six", "-t deep 2001:db8:1234:5678:9abc:def0:1234:5678", 0),
            ("odd", "-t odd 10.1.2.3", 0),
            ("odd long", "-t odd 2001:db8:1::1", 0),
            ("several", "-t odd 10.1.2.3 2001:db8::1", 0)):
        picture("lookup " + name, "route lookup --explain " + command,
                "svg" if name != "several" else "", status=status)
    for name, status in (("www.example.test", 0), ("store.example.test", 0), ("www.glueless.test", 0),
                         ("www.lame.test", 0), ("no.example.test", 1), ("many.example.test", 0),
                         ("www.e.d.c.b.a.deep.test", 0), ("www.elsewhere.example.test", 0), ("www.signed.test", 0)):
        picture("trace " + name, f"lab run -- dns trace --explain {name}", graph, status)
        if name != "www.signed.test":
            picture("steps " + name, f"lab run -- dns trace {name} | tr '\\t' ' ' #", "", 0)
    for scenario in ("", "reset", "--times", "--loss 1,3,5 --duplicate=2", "--profile linux --isn 4294967295,4294967290",
                     "script"):
        picture(f"walk {scenario}", f"tcp-state walk {scenario}", "svg mermaid")
    picture("walk explained", "tcp-state walk --explain", "svg mermaid")
    for name in ("short", "six", "long"):
        picture(f"ladder {name}", f"tcp-state replay {name}.pcap --ladder 0", "svg mermaid")
    picture("live", "tcp-state live", "svg mermaid")
    picture("live reset", "tcp-state live reset", "svg mermaid")
    for state in ("", "TIME-WAIT", "--profile linux"):
        picture(f"diagram {state}", f"tcp-state diagram {state}", graph)
    for name, packet in PACKETS.items():
        picture(f"packet {name}", f"tcp-state decode {packet}", status=2 if name in ("cut", ) else None)
        picture(f"boxes {name}", f"tcp-state decode --boxes {packet}", status=None)
    picture("packet explained", f"tcp-state decode --explain {PACKETS['syn']}")


# ---- checks ----------------------------------------------------------------------------------------------


def columns(line):
    return sum(0 if unicodedata.combining(c) or unicodedata.category(c) in ("Mn", "Me", "Cf")
               else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in line)


def check_text(out, ascii_only):
    text = out.decode("utf-8")
    for line in text.split("\n"):
        if columns(line) > 80:
            yield f"{columns(line)} columns: {line}"
    if ascii_only and not text.isascii():
        yield "not ASCII: " + "".join(sorted({c for c in text if ord(c) > 127}))
    if any(ord(c) < 32 and c != "\n" or ord(c) == 127 for c in text):
        yield "a control character"


REFERENCES = re.compile(rb"<script|<foreignObject|<image|<use|<a |href|@import|javascript|\bon[a-z]+=|url\((?!#)", re.I)


def check_runs(rows):
    """No two texts in one row run over one another."""
    for y, runs in rows.items():
        runs.sort()
        for (_, end, one), (start, _, other) in zip(runs, runs[1:]):
            if start < end - 0.5:
                yield f"'{other}' runs over '{one}' at y={y}"


def check_svg(out):
    if len(out) > MOST:
        yield f"{len(out)} octets"
    if REFERENCES.search(out):
        yield f"not self-contained: {REFERENCES.search(out).group()}"
    if b"prefers-color-scheme:dark" not in out:
        yield "no colours for dark"
    try:
        root = ET.fromstring(out)
    except ET.ParseError as error:
        yield f"not well-formed: {error}"
        return
    if root.tag != SVG + "svg" or root.get("role") != "img":
        yield "no image for a screen reader"
    for place, name in enumerate(("title", "desc")):
        if len(root) <= place or root[place].tag != SVG + name or not root[place].text:
            yield f"no {name}"
    _, _, width, height = map(float, root.get("viewBox").split())
    if (root.get("width"), root.get("height")) != tuple(root.get("viewBox").split()[2:]):
        yield "no size of its own"
    rows = {}
    for e in root.iter():
        x, y = float(e.get("x", 0)), float(e.get("y", 0))
        if e.tag == SVG + "text":
            text = "".join(e.itertext())
            long = float(e.get("textLength", 0))
            if not long:
                yield f"'{text}' has no length"
            rows.setdefault(y, []).append((x, x + long, text))
            if x < 0 or x + long > width or y < 12 or y > height:
                yield f"'{text}' leaves the picture"
        elif e.tag == SVG + "rect" and e.get("x"):
            if x < 0 or y < 0 or x + float(e.get("width")) > width or y + float(e.get("height")) > height:
                yield f"a frame at {x},{y} leaves the picture"
        elif e.tag == SVG + "path" and e.get("d", "").startswith("M") and e.get("marker-end"):
            for letter, numbers in re.findall(r"([MLHC])([-0-9. ]+)", e.get("d")):
                numbers = [float(n) for n in numbers.split()]
                xs, ys = (numbers, []) if letter == "H" else (numbers[::2], numbers[1::2])
                if min(xs) < 0 or max(xs) > width or any(y < 0 or y > height for y in ys):
                    yield "a line leaves the picture: " + e.get("d")[:60]
    yield from check_runs(rows)


ENTITY = r"(?:[^#\"<>;&`%{}\\]|#\d+;)"
FLOW = [r"flowchart LR", rf"    accTitle: {ENTITY}+", r"    classDef [a-z]+ [a-z-]+:[^,;]+(,[a-z-]+:[^,;]+)*",
        rf"    n\d+\[\"(?:{ENTITY}|<br/>)+\"\](:::[a-z])?", rf"    n\d+ -->(\|\"(?:{ENTITY})+\"\|)? n\d+", ""]
SEQUENCE = [r"sequenceDiagram", rf"    accTitle: {ENTITY}+", rf"    participant [LR] as {ENTITY}+",
            rf"    Note (over L|over R|over L,R|left of L|right of R): {ENTITY}+", rf"    [LR](->>|-x)[LR]: {ENTITY}+", ""]


def check_mermaid(out):
    lines = out.decode("utf-8").split("\n")
    grammar = FLOW if lines[0].startswith("flow") else SEQUENCE
    for line in lines:
        if not any(re.fullmatch(g, line) for g in grammar):
            yield f"no line of mermaid: {line}"
    if re.search(r"direction\s+(LR|RL|TB|BT)", out.decode("utf-8")):
        yield "a label is taken for a direction"
    nodes = {n for line in lines for n in re.findall(r"^    (n\d+)\[", line)}
    for line in lines:
        for n in re.findall(r"^    (n\d+) -->.* (n\d+)$", line):
            if not set(n) <= nodes:
                yield f"no such node: {line}"


STRING = r'"(?:[^"\\\n]|\\.)*"'
DOT = [r"digraph netkit \{", rf"    (graph|node|edge) \[.*\];", rf"    n\d+ \[label={STRING}(, [a-z]+=({STRING}|[a-z]+))*\];",
       rf"    n\d+ -> n\d+( \[label={STRING}\])?;", r"\}", ""]


def check_dot(out):
    for line in out.decode("utf-8").split("\n"):
        if not any(re.fullmatch(g, line) for g in DOT):
            yield f"no line of dot: {line}"
    if shutil.which("dot") and len(out) < 20000:
        run = subprocess.run(["dot", "-Tsvg"], input=out, capture_output=True)
        if run.returncode != 0 or run.stderr:
            yield "Graphviz: " + run.stderr.decode()[:200]


CHECKS = {"text": lambda out: check_text(out, False), "ascii": lambda out: check_text(out, True),
          "svg": check_svg, "mermaid": check_mermaid, "dot": check_dot}


def run(command, form, status):
    """The picture, and what is wrong about it."""
    words = command + (" --ascii" if form == "ascii" else "" if form == "text" else f" -o {form}")
    done = subprocess.run(["sh", "-c", "netkit " + words], capture_output=True, timeout=30)
    faults = [] if status is None or done.returncode == status else [f"status {done.returncode}: {done.stderr.decode()[:300]}"]
    if status is None and done.returncode not in (0, 2):
        faults.append(f"status {done.returncode}")
    return done.stdout, faults + list(CHECKS[form](done.stdout) if done.stdout or not faults else [])


def check(top):
    os.chdir(top)
    inputs()
    list_pictures()
    passed = failed = 0
    names = []
    for name, command, forms, status in PICTURES:
        for form in ["text", "ascii"] + forms:
            out, faults = run(command, form, status)
            passed, failed = passed + (not faults), failed + bool(faults)
            for fault in faults[:5]:
                print(f"pictures: {name}, {form}: {fault}")
            if form == "svg":
                names.append(name)
                with open(f"{len(names)}.svg", "wb") as f:
                    f.write(out)
    with open("names", "w") as f:
        json.dump(names, f)
    print(passed, failed)


# ---- the page --------------------------------------------------------------------------------------------

# Each svg stands in a shadow tree, so that its styles reach nothing else. What is wrong goes into <pre>.
MEASURE = """
const said = [];
function light(color) {
  const part = color.match(/[\\d.]+/g).slice(0, 3).map(v => v / 255)
    .map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
  return 0.2126 * part[0] + 0.7152 * part[1] + 0.0722 * part[2];
}
function contrast(one, other) {
  const [low, high] = [light(one), light(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}
function measure(name, svg) {
  const box = svg.viewBox.baseVal, say = text => said.push(name + ": " + text);
  const ground = getComputedStyle(svg.querySelector("rect")).fill;
  if ((light(ground) < 0.2) !== dark) say("the ground is " + ground);
  const size = svg.getBoundingClientRect();
  if (Math.abs(size.width - box.width) > 1 || Math.abs(size.height - box.height) > 1) say("it is scaled");
  const texts = [...svg.querySelectorAll("text")].map(e => ({e, b: e.getBBox()})).sort((p, q) => p.b.y - q.b.y);
  const colors = new Set();
  texts.forEach(({e, b}, i) => {
    const shown = getComputedStyle(e);
    if (b.x < -1 || b.y < -1 || b.x + b.width > box.width + 1 || b.y + b.height > box.height + 1)
      say("'" + e.textContent + "' leaves the picture");
    for (let k = i + 1; k < texts.length && texts[k].b.y < b.y + b.height - 4; k++) {
      const o = texts[k].b;
      if (o.x < b.x + b.width - 2 && b.x < o.x + o.width - 2)
        say("'" + e.textContent + "' runs over '" + texts[k].e.textContent + "'");
    }
    colors.add(shown.fill);
  });
  for (const path of svg.querySelectorAll("path"))
    for (const color of [getComputedStyle(path).fill, getComputedStyle(path).stroke])
      if (color !== "none" && contrast(color, ground) < 3) say(color + " lines on " + ground);
  for (const color of colors)
    if (contrast(color, ground) < 4.5) say(color + " on " + ground);
}
onload = () => {
  let count = 0;
  for (const host of document.querySelectorAll("div")) {
    const svg = new DOMParser().parseFromString(host.textContent, "image/svg+xml").documentElement;
    host.textContent = "";
    host.attachShadow({mode: "open"}).appendChild(document.importNode(svg, true));
    const shown = host.shadowRoot.querySelector("svg");
    if (!shown || shown.querySelector("parsererror")) said.push(host.title + ": not well-formed");
    else measure(host.title, shown);
    host.remove();
    count++;
  }
  if (performance.getEntriesByType("resource").length > 0) said.push("something was fetched");
  document.querySelector("pre").textContent = said.slice(0, 50).map(s => "fault " + s + "\\n").join("") +
    "seen " + count + " faults " + said.length + "\\n";
};
"""


def page(top, dark):
    """A page that measures all svgs in the scheme, which it is told, and says it in <pre>."""
    with open(os.path.join(top, "names")) as f:
        names = json.load(f)
    with open(os.path.join(top, "page.html"), "w", encoding="utf-8") as out:
        out.write("<!doctype html><meta charset=utf-8><title>pictures</title><pre></pre>\n")
        for i, name in enumerate(names, 1):
            with open(os.path.join(top, f"{i}.svg"), encoding="utf-8") as f:
                out.write(f'<div title="{html.escape(name)}">{html.escape(f.read())}</div>\n')
        out.write(f"<script>const dark = {'true' if dark else 'false'};{MEASURE}</script>\n")


def sheet(top):
    """A page to look at: the svgs below one another."""
    with open(os.path.join(top, "names")) as f:
        count = len(json.load(f))
    with open(os.path.join(top, "sheet.html"), "w") as out:
        out.write('<!doctype html><meta charset=utf-8><meta name=color-scheme content="light dark">'
                  "<style>img{display:block;margin:8px;max-width:98%;max-height:1500px}</style>\n")
        for i in range(1, count + 1):
            out.write(f"<img src={i}.svg>\n")


if __name__ == "__main__":
    if sys.argv[1] == "check":
        check(sys.argv[2])
    elif sys.argv[1] == "sheet":
        sheet(sys.argv[2])
    else:
        page(sys.argv[2], sys.argv[1] == "dark")
