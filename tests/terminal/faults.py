#!/usr/bin/env python3
"""Faults at the prompt, each on a pseudoterminal of its own: tests/terminal/faults.py BUILD_DIR

A case is a function that gets a home; what it expects is looked for in what the terminal got, without
the sequences that move the cursor. Cases run side by side, so that waiting costs nothing.
"""
import fcntl
import multiprocessing
import os
import re
import select
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import termios
import time
import traceback

BUILD = os.path.abspath(sys.argv[1])
SEQUENCE = re.compile(rb'\x1b\[[0-9;?]*[A-Za-z]|\x1b[()][A-Z0-9]|\x1b[=>]')
PROMPT = 'netkit> '
PATIENCE = 20  # seconds


class Fault(Exception):
    pass


def expect(good, what):
    if not good:
        raise Fault(what)


class Terminal:
    """A program on a terminal; `env` None takes a variable away."""

    def __init__(self, home, *words, rows=24, columns=80, env=None):
        values = {'PATH': BUILD + ':' + os.environ['PATH'], 'HOME': home, 'TERM': 'xterm',
                  'LANG': 'C.UTF-8', 'PS1': '$ '}
        for name in ('ASAN_OPTIONS', 'UBSAN_OPTIONS', 'LSAN_OPTIONS'):
            values[name] = os.environ.get(name)
        values.update(env or {})
        values = {k: v for k, v in values.items() if v is not None}
        self.fd, there = os.openpty()
        self.modes = termios.tcgetattr(self.fd)
        self.size(rows, columns)
        self.pid = os.fork()
        if self.pid == 0:
            # Python ignores the first two; the others are ignored behind nohup or a shell's `&`
            for each in (signal.SIGPIPE, signal.SIGXFSZ, signal.SIGINT, signal.SIGQUIT, signal.SIGHUP):
                signal.signal(each, signal.SIG_DFL)
            os.setsid()
            fcntl.ioctl(there, termios.TIOCSCTTY, 0)
            for fd in range(3):
                os.dup2(there, fd)
            os.chdir(home)
            os.execvpe(words[0], words, values)
        os.close(there)
        self.got, self.rest, self.raw, self.mark, self.over = b'', b'', b'', 0, False

    def read(self, seconds):
        end = time.monotonic() + seconds
        while not self.over:
            left = end - time.monotonic()
            if not select.select([self.fd], [], [], max(0, left))[0]:
                return
            try:
                data = os.read(self.fd, 65536)
            except OSError:
                data = b''
            self.over = not data
            self.raw += data
            data, self.rest = self.rest + data, b''
            escape = data.rfind(b'\x1b')
            if escape >= 0 and len(data) - escape < 24 and not SEQUENCE.match(data, escape):
                data, self.rest = data[:escape], data[escape:]
            self.got += SEQUENCE.sub(b'', data).replace(b'\r', b'')
            if left < 0:
                return

    def sees(self, text):
        """Waits for a text behind the one that was seen last."""
        text = text.encode()
        end = time.monotonic() + PATIENCE
        while True:
            at = self.got.find(text, self.mark)
            if at >= 0:
                self.mark = at + len(text)
                return
            expect(not self.over and time.monotonic() < end,
                   'not seen: %r, but %r' % (text, self.got[self.mark:][-400:]))
            self.read(0.02)

    def type(self, text):
        data = text if isinstance(text, bytes) else text.encode()
        while data:
            reads, writes, _ = select.select([self.fd], [self.fd], [], PATIENCE)
            expect(reads or writes, 'it reads no more')
            if reads:
                self.read(0)
            if writes:
                data = data[os.write(self.fd, data[:512]):]

    def runs(self, command):
        """A command is begun: the terminal has its own modes back, and pasted text is not marked."""
        before, end = self.raw.count(b'\x1b[?2004l'), time.monotonic() + PATIENCE
        self.type(command + '\r')
        while self.raw.count(b'\x1b[?2004l') == before:
            expect(not self.over and time.monotonic() < end, 'it does not begin: %s' % command)
            self.read(0.02)
        self.read(0.1)

    def is_stopped(self):
        """In a shell, whose jobs say so."""
        end = time.monotonic() + PATIENCE
        while b'Stopped' not in self.got[self.mark:]:
            expect(time.monotonic() < end, 'it is not stopped: %r' % self.got[self.mark:])
            self.type('jobs\r')
            self.read(0.2)
        self.mark = len(self.got)

    def works(self, octet=7):
        """A command is run and its answer comes, then the prompt."""
        self.type('cidr sort 10.9.8.%d\r' % octet)
        self.sees('\n10.9.8.%d' % octet)
        self.sees('> ')

    def size(self, rows, columns):
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack('HHHH', rows, columns, 0, 0))

    def pids(self, name='netkit'):
        """Processes of that name in the terminal's session, oldest first."""
        found = []
        for pid in filter(str.isdigit, os.listdir('/proc')):
            try:
                with open('/proc/%s/stat' % pid) as f:
                    head, tail = f.read().rsplit(')', 1)
            except OSError:
                continue
            fields = tail.split()
            if head.split('(', 1)[1] == name and int(fields[3]) == self.pid:
                found.append((int(fields[19]), int(pid)))
        return [pid for _, pid in sorted(found)]

    def ends(self, status=0):
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            pid, got = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.pid = 0
                got = os.waitstatus_to_exitcode(got)
                expect(got == status, 'it ends with %s, not %s' % (got, status))
                self.read(0)
                return
            self.read(0.02)
        raise Fault('it does not end')

    def is_sane(self):
        expect(termios.tcgetattr(self.fd) == self.modes, 'the modes are not what they were')
        on, off = self.raw.rfind(b'\x1b[?2004h'), self.raw.rfind(b'\x1b[?2004l')
        expect(off >= on, 'pasted text is still marked')

    def leaves(self, status=0):
        self.type('\x04')
        self.ends(status)
        self.is_sane()

    def close(self):
        os.close(self.fd)
        if self.pid:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)


def repl(home, *words, **more):
    t = Terminal(home, 'netkit', *words, **more)
    t.sees('> ')
    return t


def shell(home, **more):
    t = Terminal(home, 'bash', '--norc', '--noprofile', '+o', 'history', '-i', **more)
    t.sees('$ ')
    return t


def history_of(home):
    return os.path.join(home, '.local/state/netkit/history')


def read_file(path):
    with open(path, encoding='utf-8') as f:
        return f.read()


# ---- leaving ---------------------------------------------------------------------------------------

def ended_by(number, *words):
    def case(home):
        t = repl(home, *words)
        t.type('half a line')
        t.sees('half a line')
        os.kill(t.pid, number)
        t.ends(-number)
        t.is_sane()
    return case


def killed_in_a_shell(home):
    t = shell(home)
    t.type('stty -g > before; netkit; echo status=$?; stty -g | cmp - before && echo same\r')
    t.sees(PROMPT)
    os.kill(t.pids()[0], signal.SIGKILL)
    t.sees('status=137')
    t.sees('same')


def control_d(home):
    t = repl(home)
    t.type('cidr so\x04')  # not at the end of a line that has something
    t.read(0.1)
    t.type('rt 10.0.0.3\r')
    t.sees('\n10.0.0.3')
    t.sees(PROMPT)
    t.leaves()


def without_a_cursor(term):
    def case(home):
        t = Terminal(home, 'netkit', env={'TERM': term})
        t.sees(PROMPT)
        told = t.got
        t.works()
        t.type('abc\x03')
        t.sees(PROMPT)
        t.works(8)
        t.type('cidr sort 10.0.0.4\x04\x04')  # the second ends the line that the first has sent
        t.sees('cidr sort 10.0.0.410.0.0.4\n')
        t.sees(PROMPT)
        t.leaves()
        expect((b'is not known' in told) == (term not in (None, '', 'dumb')), 'told: %r' % told)
        expect(b'\x1b' not in t.raw, 'sequences for a terminal that has none: %r' % t.raw)
    return case


# ---- windows -------------------------------------------------------------------------------------------

def waits_for(t, path, content):
    end = time.monotonic() + PATIENCE
    while not os.path.exists(path) or read_file(path) != content:
        expect(time.monotonic() < end, 'no %s: %r' % (path, t.got[-200:]))
        t.read(0.02)
    t.read(0.05)


def window(rows, columns):
    def case(home):
        t = Terminal(home, 'netkit', rows=rows, columns=columns)
        t.read(0.1)
        t.type('cidr sort 10.0.0.7 10.0.0.8 10.0.0.9 > one\r')
        waits_for(t, home + '/one', '10.0.0.7\n10.0.0.8\n10.0.0.9\n')
        t.type('cidr su\t?\x15\x12so\x07\x15cidr sort 10.0.0.1 > two\r')
        waits_for(t, home + '/two', '10.0.0.1\n')
        t.leaves()
    return case


def storm_while_typing(home):
    t = repl(home)
    t.type('cidr sort')
    for i in range(120):
        t.size(1 + i * 7 % 40, 1 + i * 13 % 200)
        t.type(' 10.0.0.%d' % i)
        t.read(0.002)
    t.size(24, 80)
    t.type('\r')
    t.sees('\n10.0.0.118\n10.0.0.119')
    t.sees(PROMPT)
    t.leaves()


def storm_while_output_runs(home):
    t = repl(home)
    t.type('cidr list 10.0.0.0/17\r')
    for i in range(120):
        t.size(1 + i * 7 % 40, 1 + i * 13 % 200)
        t.read(0.002)
    t.sees('\n10.0.127.255')
    t.sees(PROMPT)
    t.works()
    t.leaves()


def a_window_too_large_for_a_screen(home):
    t = repl(home)
    t.size(65535, 65535)
    t.read(0.1)
    t.type('cidr sort 10.0.0.2')
    t.size(24, 80)
    t.read(0.1)
    t.type('\r')
    t.sees('\n10.0.0.2')
    t.sees(PROMPT)
    t.leaves()


# ---- signals and jobs ------------------------------------------------------------------------------------

def control_c(home):
    t = repl(home)
    t.works()
    t.type('\x12sort')
    t.sees('bck')
    t.type('\x03')  # in a search
    t.sees(PROMPT)
    for command in ('cidr list 10.0.0.0/8 | sleep 100', 'cidr list 10.0.0.0/8 > /dev/null', 'lab'):
        t.runs(command)
        t.type('\x03\x03')
        t.sees(PROMPT)
    t.type('cidr list 10.0.0.0/8 | head -1\r')
    t.sees('\n10.0.0.0\n')
    t.sees(PROMPT)
    t.works(8)
    t.type('abc\x1c')  # Ctrl-\ is none of ours
    t.read(0.05)
    t.type('\x15')
    t.works(9)
    t.leaves()


def what_may_wait_for_ever(home):
    os.mkfifo(home + '/fifo')
    with open(home + '/names', 'w') as f:
        f.write('let a = 1\n' * 2000000)
    t = repl(home)
    for command in ('source fifo', 'record fifo', 'source /dev/tty', 'source /dev/zero', 'source names',
                    'version > fifo', 'cidr sort @fifo', 'cidr sort - ; version'):
        t.runs(command)
        t.type('\x03')
        t.sees('^C')
        t.sees(PROMPT)
    t.works()
    t.leaves()


def stopped_and_woken(home):
    t = repl(home)
    t.type('cidr sort 10.')
    t.read(0.1)
    os.kill(t.pid, signal.SIGSTOP)
    t.type('0.0.')
    os.kill(t.pid, signal.SIGCONT)
    t.type('4\r')
    t.sees('\n10.0.0.4')
    t.sees(PROMPT)
    t.runs('cidr sort -')
    os.kill(t.pid, signal.SIGSTOP)
    os.kill(t.pid, signal.SIGCONT)
    t.type('10.0.0.3\r\x04')
    t.sees('\n10.0.0.3\n10.0.0.3')
    t.sees(PROMPT)
    t.leaves()


def in_the_background(home):
    t = shell(home)
    t.type('netkit repl &\r')
    t.is_stopped()
    t.type('fg\r')
    t.sees(PROMPT)
    t.works()
    t.type('cidr sort 10.0')
    t.read(0.1)
    t.type('\x1a')
    t.sees('Stopped')
    t.type('bg\r')
    t.is_stopped()
    t.type('fg\r')
    t.sees('cidr sort 10.0')
    t.type('.0.3\r')
    t.sees('\n10.0.0.3')
    t.sees(PROMPT)
    t.type('\x04echo status=$?\r')
    t.sees('status=0')


def interrupts_are_ignored(home):
    t = shell(home)
    t.type('(trap "" INT TSTP HUP; exec netkit)\r')
    t.sees(PROMPT)
    t.type('cidr so')
    t.sees('cidr so')  # the terminal itself throws away what nobody has read
    t.type('\x03\x1art 10.0.0.5\r')
    t.sees('\n10.0.0.5')
    os.kill(t.pids()[0], signal.SIGHUP)
    t.works()


def closed_in(*words, command=None):
    """The terminal goes away: nobody is left."""
    def case(home):
        t = Terminal(home, 'netkit', *words)
        t.sees('> ')
        if command:
            t.runs(command)
        pids = t.pids() + t.pids('sleep')
        os.close(t.fd)
        end = time.monotonic() + PATIENCE
        os.waitpid(t.pid, 0)
        while any(map(runs, pids)):
            expect(time.monotonic() < end, 'still there: %s' % [p for p in pids if runs(p)])
            time.sleep(0.02)
    return case


def runs(pid):
    try:
        with open('/proc/%d/stat' % pid) as f:
            return f.read().rsplit(')', 1)[1].split()[0] not in 'ZX'
    except OSError:
        return False


# ---- what is typed and pasted --------------------------------------------------------------------------------

def paste(text):
    return '\x1b[200~' + text + '\x1b[201~'


def pasted(home):
    t = repl(home)
    t.type(paste('cidr sort ' + '10.0.0.1 ' * 20000 + '10.0.0.2'))
    t.type('\r')
    t.sees('\n10.0.0.1\n10.0.0.2')
    t.sees(PROMPT)
    for text in ('a\x1b[20', '\x1b[201\x1b[201', 'x\x1b', '\x1b[200~a', '\x1b]0;x\x07\x1b[2J'):
        t.type(paste('let x = "%s"' % text) + '\r')
        t.sees(PROMPT)
        t.type('show names\r')
        t.sees('\n$x = ' + text.replace('\x1b', '\\x1b').replace('\x07', '\\x07') + '\n')
    t.type(paste('x' * 1200000)[:-6] + '\x03')  # unfinished, and too much
    t.read(0.3)
    t.works()
    t.type(paste('cidr sort 10.0.0.3\rcidr sort 10.0.0.4\r\n') + '\r')
    t.sees('\n10.0.0.3\n10.0.0.4')
    t.sees(PROMPT)
    t.type('cidr sort 10.0.0.5\rcidr sort 10.0.0.6\r')  # a terminal that marks nothing
    t.sees('\n10.0.0.6')
    t.sees(PROMPT)
    t.leaves()


def all_bytes(home):
    t = repl(home)
    for byte in range(256):
        if byte not in (3, 4, 10, 13, 19, 26):
            t.type(bytes([byte]))
    for keys in ('[A', '[B', '[C', '[D', '[5~', '[200', 'OP', '[1;2A', 'x', 'b', 'f', 'd', '<', '[M  '):
        t.type('\x1b' + keys)
    t.read(0.1)
    t.type('\x03')
    t.read(0.2)
    t.works()
    t.type('x' * 100000)
    t.type('\x15')
    t.works(8)
    t.leaves()


def letters(**env):
    def case(home):
        t = repl(home, env=env)
        t.type('let a = "日本 größe e\u0301 \U0001F600"\r')
        t.sees(PROMPT)
        t.type('show names\r')
        t.sees('\n$a = 日本 größe e\u0301 \U0001F600\n')
        t.sees(PROMPT)
        t.type('日本ü\x7f\x7f\x7f\x7f')
        t.type(b'\xff\xfe\xc3')
        t.read(0.1)
        t.type('\x15')
        t.works()
        t.leaves()
        expect('größe' in read_file(history_of(home)), 'the history has it otherwise')
    return case


# ---- history -------------------------------------------------------------------------------------------------

def killed_while_it_writes(home):
    for i in range(8):
        t = repl(home)
        t.type(''.join('cidr sort 10.0.%d.%d\r' % (i, j) for j in range(10)))
        time.sleep(0.01 + 0.004 * i)
        os.kill(t.pid, signal.SIGKILL)
        t.ends(-signal.SIGKILL)
        t.close()
    t = repl(home)
    t.works()
    t.leaves()
    folder = os.path.dirname(history_of(home))
    expect(os.listdir(folder) == ['history'], 'left there: %s' % os.listdir(folder))
    lines = read_file(history_of(home)).split('\n')
    expect(lines[0] == '# netkit history' and lines[-2:] == ['cidr sort 10.9.8.7', ''], str(lines))
    expect(all(re.fullmatch(r'cidr sort [0-9.]+', line) for line in lines[1:-1]), str(lines))


def names_of_files(home):
    """What Tab puts into the line is a word, whatever a file is called."""
    os.mkdir(home + '/d')
    for name in ('\x1b[2Jx', 'a\nexit', 'a b;c|d>e$f\'g"h#'):
        with open(home + '/d/' + name, 'w') as f:
            f.write('cidr sort 10.0.0.%d\n' % len(name))
    t = repl(home)
    t.type('source d/\t\r')
    t.sees('\n10.0.0.16')
    t.sees(PROMPT)
    t.type('let x = 1 2\rsource nothing\r')
    t.sees('cannot open')
    t.sees(PROMPT)
    t.leaves()  # with 0: what failed before is over


def two_sessions(home):
    both = [repl(home), repl(home)]
    for i in range(10):
        for n, t in enumerate(both):
            t.type('cidr sort 10.0.%d.%d\r' % (n, i))
    for n, t in enumerate(both):
        t.sees('\n10.0.%d.9' % n)
        t.sees(PROMPT)
    for t in both:
        t.type('\x04')
    for t in both:
        t.ends()
    lines = read_file(history_of(home))
    expect(lines.count('10.0.0.') == 10 and lines.count('10.0.1.') == 10, lines)


def it_changes_meanwhile(home):
    t = repl(home)
    t.works()
    with open(history_of(home), 'w') as f:
        f.write('mine\n')
    t.type('cidr sort 10.0.0.1\r')
    t.sees("is not written any more: it is not netkit's")
    t.sees('\n10.0.0.1')
    t.sees(PROMPT)
    t.works()
    t.leaves()
    expect(read_file(history_of(home)) == 'mine\n', 'it was written over')


# ---- output that goes elsewhere ----------------------------------------------------------------------------------

def output(how, status, told, command='cidr sort 10.0.0.7', more=''):
    def case(home):
        t = shell(home)
        t.type('set -o pipefail; stty -g > before; netkit %s; echo status=$?; '
               'stty -g | cmp - before && echo same\r' % how)
        t.sees(PROMPT)
        t.type(command + '\r')
        if told:
            t.sees(told)
        if status != 141:
            t.sees(PROMPT)
            t.type(more + '\x04')
        t.sees('\nstatus=%d' % status)
        t.sees('same')
    return case


CASES = {
    'Ctrl-D in a line': control_d,
    'killed, in a shell': killed_in_a_shell,
    'a storm of sizes while one types': storm_while_typing,
    'a storm of sizes while output runs': storm_while_output_runs,
    'a window too large for a screen': a_window_too_large_for_a_screen,
    'Ctrl-C': control_c,
    'what may wait for ever': what_may_wait_for_ever,
    'stopped and woken': stopped_and_woken,
    'in the background': in_the_background,
    'interrupts are ignored': interrupts_are_ignored,
    'closed at the prompt': closed_in(),
    'closed in a command': closed_in(command='cidr sort -'),
    'closed in a pipe': closed_in(command='version | sleep 100'),
    'closed in a lesson': closed_in('learn', 'dns', command='cidr sort -'),
    'closed in a quiz': closed_in('quiz', 'cidr'),
    'pasted text': pasted,
    'all bytes and a long line': all_bytes,
    'killed while the history is written': killed_while_it_writes,
    'names of files': names_of_files,
    'two sessions': two_sessions,
    'a history that changes meanwhile': it_changes_meanwhile,
    'output closed': output('>&-', 3, 'cannot write to standard output'),
    'output full': output('> /dev/full', 3, 'No space left on device'),
    'output full, of the session itself':
        output('> /dev/full', 3, 'No space left on device', command='show settings'),
    'output full, and another way': output('> /dev/full', 0, '', command='cidr sort 10.0.0.1 > x'),
    'nobody reads': output('| true', 141, ''),
    'messages closed': output('2>&-', 0, '\n10.0.0.7'),
    'messages full': output('2> /dev/full', 0, '\n10.0.0.7', more='cidr sort x\r'),
}
for _number in ('HUP', 'TERM', 'USR1', 'ALRM', 'PROF', 'PIPE'):
    CASES['ended by SIG' + _number] = ended_by(getattr(signal, 'SIG' + _number))
CASES['a lesson ended by SIGTERM'] = ended_by(signal.SIGTERM, 'learn', 'masks')
CASES['a quiz ended by SIGTERM'] = ended_by(signal.SIGTERM, 'quiz', 'cidr')
for _term in ('dumb', None, '', 'unknown', '\x1b[2J', '../../etc/passwd'):
    CASES['TERM=%r' % _term] = without_a_cursor(_term)
for _rows, _columns in ((1, 1), (24, 2), (1, 8), (2, 300), (0, 0), (65535, 65535)):
    CASES['a window of %d x %d' % (_columns, _rows)] = window(_rows, _columns)
for _env in ({'LANG': None}, {'LC_ALL': 'C'}, {'LC_ALL': 'POSIX'}, {'LANG': 'xx_YY.UTF-8'}):
    CASES['letters with %s' % _env] = letters(**_env)


def run(name):
    home = tempfile.mkdtemp(prefix='netkit-terminal-')
    try:
        CASES[name](home)
        return name, None
    except Fault as fault:
        return name, str(fault)
    except Exception:
        return name, traceback.format_exc()
    finally:
        shutil.rmtree(home, ignore_errors=True)


def main():
    wanted = [n for n in CASES if len(sys.argv) < 3 or sys.argv[2] in n]
    failed = 0
    with multiprocessing.get_context('fork').Pool(8, maxtasksperchild=1) as pool:
        for name, fault in pool.imap_unordered(run, wanted, chunksize=1):
            if fault is not None:
                failed += 1
                print('terminal faults: %s: %s' % (name, fault))
    print('terminal faults: %d passed, %d failed' % (len(wanted) - failed, failed))
    if os.environ.get('COUNTS'):
        with open(os.path.join(os.environ['COUNTS'], 'terminal-faults'), 'w') as f:
            f.write('%d %d 0\n' % (len(wanted) - failed, failed))
    return failed != 0


sys.exit(main())
