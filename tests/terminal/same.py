#!/usr/bin/env python3
"""A command gives the same bytes in the shell, in a script, from a file and at the prompt:
tests/terminal/same.py BUILD_DIR

The commands are the examples that each verb has in its help, each also as JSON, and wrong ones: an
option that there is none of, and nothing at all. Left out is what asks the network or tells of the
moment (times, ports, sockets of the machine).
"""
import concurrent.futures
import fcntl
import os
import re
import select
import shlex
import signal
import struct
import subprocess
import sys
import tempfile
import termios
import time

BUILD = os.path.abspath(sys.argv[1])
LEFT_OUT = re.compile(
    r'192\.0\.2\.53|ns1\.example|[<>|]|@(networks|acl)\.txt|@FILE|@rib|@vrps|access\.log|^repl|--for |'
    r'dns trace|tcp-state (live|list|watch|wait|check)|^learn --fields|ula --explain --subnet|'
    r'lab run -- dns wait')
BARE = re.compile(r'^(cidr ula|tcp-state (list|live|watch)|lab|learn|quiz|repl|dns servers)\b')
# what a message says of where a line stands, which the shell has not; and ports that the lab finds free
PLACE = re.compile(rb'^netkit: (?:-c|standard input|commands):\d+: ', re.M)
PORT = re.compile(rb'\b[3-6]\d{4}\b')
ENV = {'PATH': BUILD + ':' + os.environ['PATH'], 'LC_ALL': 'C.UTF-8', 'TERM': 'xterm', 'NO_COLOR': '1'}


def netkit(words, stdin=b''):
    got = subprocess.run(['netkit'] + words, input=stdin, capture_output=True, env=ENV, timeout=60)
    return plain(got.stdout), plain(got.stderr), got.returncode


def plain(output):
    return PORT.sub(b'PORT', PLACE.sub(b'netkit: ', output))


def help_of(words):
    return netkit(words + ['--help'])[0].decode()


def names(text, title):
    """The first words of the rows below a title of a help text."""
    found, inside = [], False
    for line in text.split('\n'):
        if line.rstrip(':') == title:
            inside = True
        elif inside and re.match(r'  [a-z][a-z-]*( |$)', line):
            found.append(line.split()[0])
        elif inside and line and line[0] != ' ':
            inside = False
    return found


def examples(text):
    return re.findall(r'^  netkit (.*)$', text, re.M)


def commands():
    found = []
    for command in names(help_of([]), 'Commands'):
        if command in ('repl', 'help'):  # the session has its own
            continue
        for verb in names(help_of([command]), 'Verbs') or ['']:
            words = [command] + ([verb] if verb else [])
            text = help_of(words)
            here = [e for e in examples(text) if not LEFT_OUT.search(e)]
            found += here
            if '--json' in text:
                found += [e + ' --json' for e in here if not re.search(r'--json|-o |--explain| -- ', e)]
            found.append(' '.join(words + ['--bogus']))
            if not BARE.search(' '.join(words)):
                found.append(' '.join(words))
    found += ['version', 'help cidr show', 'cidr show 10.0.0.256', "cidr sort 'a b' 10.0.0.1 \"c\"",
              'cidr contains 10.0.0.0/8 11.0.0.1', 'route lookup -t /nonexistent 10.0.0.1',
              'cidr sort @/nonexistent', 'cidr show 10.0.0.1 -o csv', 'cidr show 10.0.0.1 -o svg',
              'cidr list 10.0.0.0/20', 'nothing', 'cidr shwo 10.0.0.1', 'dns names a..b']
    return list(dict.fromkeys(found))


def alone(line):
    """In the shell, and as the one command of -c."""
    words = shlex.split(line)
    return netkit(words), netkit(['repl', '-c', line])


def at_a_prompt(lines, folder):
    """What the terminal gets for each line; its window is wide enough for all of them."""
    master, slave = os.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack('HHHH', 24, 20000, 0, 0))
    pid = os.fork()
    if pid == 0:
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
        os.setsid()
        fcntl.ioctl(slave, termios.TIOCSCTTY, 0)
        for fd in range(3):
            os.dup2(slave, fd)
        os.execvpe('netkit', ['netkit'], dict(ENV, XDG_STATE_HOME=folder))
    os.close(slave)
    read_to_prompt(master)
    answers = []
    for line in lines:
        os.write(master, line.encode() + b'\r')
        got = read_to_prompt(master)
        rest = got.partition(b'\x1b[?2004l')[2]
        answers.append(plain(rest.replace(b'\r\n', b'\n')))
    os.write(master, b'\x04')
    os.waitpid(pid, 0)
    os.close(master)
    return answers


def read_to_prompt(fd):
    end, got, prompt = time.monotonic() + 30, b'', b'\x1b[?2004hnetkit> '
    while not got.endswith(prompt):
        if time.monotonic() > end or not select.select([fd], [], [], 30)[0]:
            raise SystemExit('same: no prompt: %r' % got[-300:])
        got += os.read(fd, 65536)
    return got[:-len(prompt)]


failed = 0


def same(what, line, one, other):
    global failed
    if one != other:
        failed += 1
        print('same: %s: %s\n    %r\n    %r' % (what, line, one[-300:] if isinstance(one, bytes) else one,
                                              other[-300:] if isinstance(other, bytes) else other))


def main():
    lines = commands()
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        pairs = list(pool.map(alone, lines))
    for line, (shell, script) in zip(lines, pairs):
        for i, what in enumerate(('output of -c', 'messages of -c', 'status of -c')):
            same(what, line, shell[i], script[i])
    whole = [b''.join(shell[i] for shell, _ in pairs) for i in (0, 1)]
    worst = max(shell[2] for shell, _ in pairs)
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, 'commands')
        with open(path, 'w') as f:
            f.write('\n'.join(lines) + '\n')
        with open(path, 'rb') as f:
            script = netkit(['repl', '--keep-going'], f.read())
        os.chdir(folder)
        source = netkit(['repl', '--keep-going', '-c', 'source commands'])
        piped = netkit(['repl', '--keep-going', '-c',
                        '; '.join(l + ' | cat' for l in lines if ' -- ' not in l)])
        answers = at_a_prompt(lines, folder)
    for i, what in enumerate(('output', 'messages')):
        same(what + ' of a script', 'all', whole[i], script[i])
        same(what + ' of source', 'all', whole[i], source[i])
    same('status of a script', 'all', worst, script[2])
    same('status of source', 'all', worst, source[2])
    same('output of pipes', 'all', b''.join(s[0] for l, (s, _) in zip(lines, pairs) if ' -- ' not in l),
         piped[0])
    for line, (shell, _), answer in zip(lines, pairs, answers):
        # on the terminal messages come in between
        if not shell[1]:
            same('at the prompt', line, shell[0], answer)
        else:
            same('at the prompt', line, sorted((shell[0] + shell[1]).split(b'\n')),
                 sorted(answer.split(b'\n')))
    total = 6 + 4 * len(lines)
    print('same bytes: %d commands, %d passed, %d failed' % (len(lines), total - failed, failed))
    if os.environ.get('COUNTS'):
        with open(os.path.join(os.environ['COUNTS'], 'terminal-same'), 'w') as f:
            f.write('%d %d 0\n' % (total - failed, failed))
    return failed != 0


sys.exit(main())
