#include "base/findings.h"

#include <string.h>

#include "base/escape.h"

void nk_findings_init(struct nk_findings *f, struct nk_out *out, enum nk_report report,
                      const char *suite)
{
    *f = (struct nk_findings){.out = out, .report = report, .suite = suite};
    if (report == NK_REPORT_TAP)
        nk_out_text(out, "TAP version 14\n");
}

void nk_findings_release(struct nk_findings *f)
{
    nk_buf_release(&f->body);
}

static void add_escaped(struct nk_buf *b, const char *text)
{
    nk_escape_text(b, text, strlen(text));
}

/* "file:line:column: ", as far as it is known. */
static void add_place(struct nk_buf *b, const struct nk_finding *x)
{
    if (x->file == NULL)
        return;
    add_escaped(b, x->file);
    if (x->line > 0)
        nk_buf_printf(b, ":%llu", (unsigned long long)x->line);
    if (x->column > 0)
        nk_buf_printf(b, ":%zu", x->column);
    nk_buf_add_text(b, ": ");
}

static void text_finding(struct nk_buf *b, const struct nk_finding *x)
{
    add_place(b, x);
    nk_buf_printf(b, "%s: ", x->finding);
    add_escaped(b, x->detail);
    nk_buf_add_byte(b, '\n');
}

/* ---- TAP 14 -------------------------------------------------------------- */

/* '#' would start a directive; a backslash, also one of ours, is doubled. */
static void add_tap(struct nk_buf *b, const char *text)
{
    struct nk_buf safe = {0};
    add_escaped(&safe, text);
    for (size_t i = 0; i < safe.len; i++) {
        if (safe.data[i] == '#' || safe.data[i] == '\\')
            nk_buf_add_byte(b, '\\');
        nk_buf_add_byte(b, safe.data[i]);
    }
    b->failed = b->failed || safe.failed;
    nk_buf_release(&safe);
}

/* A YAML scalar in double quotes takes what JSON takes. */
static void yaml_line(struct nk_buf *b, const char *key, const char *value)
{
    if (value == NULL)
        return;
    nk_buf_printf(b, "    %s: ", key);
    nk_escape_json(b, value, strlen(value));
    nk_buf_add_byte(b, '\n');
}

static void tap_finding(struct nk_buf *b, const struct nk_finding *x)
{
    nk_buf_printf(b, "  - finding: %s\n", x->finding);
    yaml_line(b, "detail", x->detail);
    yaml_line(b, "other", x->other);
    yaml_line(b, "file", x->file);
    if (x->line > 0)
        nk_buf_printf(b, "    line: %llu\n", (unsigned long long)x->line);
    if (x->column > 0)
        nk_buf_printf(b, "    column: %zu\n", x->column);
}

static void tap_begin(struct nk_findings *f, struct nk_buf *b, const char *name)
{
    nk_buf_printf(b, "%sok %llu - ", f->failing ? "not " : "", (unsigned long long)f->items);
    add_tap(b, name);
    nk_buf_add_byte(b, '\n');
    if (f->failing)
        nk_buf_add_text(b, "  ---\n  findings:\n");
}

/* ---- JUnit --------------------------------------------------------------- */

static void add_xml(struct nk_buf *b, const char *text)
{
    static const char marks[] = "<>&\"'";
    static const char *const names[] = {"&lt;", "&gt;", "&amp;", "&quot;", "&apos;"};
    while (*text != '\0') {
        size_t run = strcspn(text, marks);
        nk_escape_text(b, text, run);
        text += run;
        if (*text != '\0')
            nk_buf_add_text(b, names[strchr(marks, *text++) - marks]);
    }
}

static void junit_begin(struct nk_findings *f, const char *file, const char *name)
{
    struct nk_buf *b = &f->body;
    nk_buf_add_text(b, "    <testcase classname=\"");
    add_xml(b, f->suite);
    nk_buf_add_text(b, "\" name=\"");
    add_xml(b, name);
    if (file != NULL) {
        nk_buf_add_text(b, "\" file=\"");
        add_xml(b, file);
    }
    nk_buf_add_text(b, f->failing ? "\">\n" : "\"/>\n");
}

static void junit_finding(struct nk_buf *b, const struct nk_finding *x)
{
    struct nk_buf place = {0};
    nk_buf_printf(b, "      <failure type=\"%s\" message=\"", x->finding);
    add_place(&place, x);
    nk_buf_add_byte(&place, '\0');
    if (!place.failed)
        add_xml(b, place.data);
    b->failed = b->failed || place.failed;
    nk_buf_release(&place);
    add_xml(b, x->detail);
    nk_buf_add_text(b, "\"/>\n");
}

static void junit_finish(struct nk_findings *f)
{
    struct nk_buf head = {0};
    nk_buf_add_text(&head, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n"
                           "  <testsuite name=\"");
    add_xml(&head, f->suite);
    nk_buf_printf(&head, "\" tests=\"%llu\" failures=\"%llu\" errors=\"0\">\n",
                  (unsigned long long)f->items, (unsigned long long)f->failed);
    f->body.failed = f->body.failed || head.failed;
    if (!f->body.failed) {
        nk_out_write(f->out, head.data, head.len);
        nk_out_write(f->out, f->body.data, f->body.len);
        nk_out_text(f->out, "  </testsuite>\n</testsuites>\n");
    }
    nk_buf_release(&head);
}

/* ---- GitHub workflow commands -------------------------------------------- */

/* Percent signs, line ends, and in a property ':' and ',' too, are written %XX. */
static void add_github(struct nk_buf *b, const char *text, bool property)
{
    for (; *text != '\0'; text++) {
        if (*text == '%' || (property && (*text == ':' || *text == ',')))
            nk_buf_printf(b, "%%%02X", (unsigned char)*text);
        else
            nk_buf_add_byte(b, *text);
    }
}

static void add_github_safe(struct nk_buf *b, const char *text, bool property)
{
    struct nk_buf safe = {0};
    add_escaped(&safe, text);
    nk_buf_add_byte(&safe, '\0');
    if (!safe.failed)
        add_github(b, safe.data, property);
    b->failed = b->failed || safe.failed;
    nk_buf_release(&safe);
}

static void github_finding(struct nk_buf *b, const struct nk_finding *x)
{
    nk_buf_add_text(b, "::error ");
    if (x->file != NULL) {
        nk_buf_add_text(b, "file=");
        add_github_safe(b, x->file, true);
        nk_buf_add_byte(b, ',');
    }
    if (x->line > 0)
        nk_buf_printf(b, "line=%llu,", (unsigned long long)x->line);
    if (x->column > 0)
        nk_buf_printf(b, "col=%zu,", x->column);
    nk_buf_printf(b, "title=%s::", x->finding);
    add_github_safe(b, x->detail, false);
    nk_buf_add_byte(b, '\n');
}

/* ---- items --------------------------------------------------------------- */

/* Sends what an item's call made; the body of a JUnit document waits for its end. */
static void send(struct nk_findings *f, struct nk_buf *b)
{
    if (b->failed)
        f->body.failed = true;
    else
        nk_out_write(f->out, b->data, b->len);
    nk_buf_release(b);
}

void nk_findings_begin(struct nk_findings *f, const char *file, const char *name, bool failing)
{
    struct nk_buf b = {0};
    f->items++;
    f->failed += failing;
    f->failing = failing;
    if (f->report == NK_REPORT_JUNIT)
        junit_begin(f, file, name);
    else if (f->report == NK_REPORT_TAP)
        tap_begin(f, &b, name);
    send(f, &b);
}

void nk_findings_add(struct nk_findings *f, const struct nk_finding *finding)
{
    static void (*const writers[])(struct nk_buf * b, const struct nk_finding *x) = {
        [NK_REPORT_TEXT] = text_finding,
        [NK_REPORT_TAP] = tap_finding,
        [NK_REPORT_JUNIT] = junit_finding,
        [NK_REPORT_GITHUB] = github_finding,
    };
    struct nk_buf b = {0};
    f->total++;
    writers[f->report](f->report == NK_REPORT_JUNIT ? &f->body : &b, finding);
    send(f, &b);
}

void nk_findings_end(struct nk_findings *f)
{
    if (f->failing && f->report == NK_REPORT_JUNIT)
        nk_buf_add_text(&f->body, "    </testcase>\n");
    else if (f->failing && f->report == NK_REPORT_TAP)
        nk_out_text(f->out, "  ...\n");
}

void nk_findings_item(struct nk_findings *f, const char *file, const char *name,
                      const struct nk_finding *findings, size_t count)
{
    nk_findings_begin(f, file, name, count > 0);
    for (size_t i = 0; i < count; i++)
        nk_findings_add(f, &findings[i]);
    nk_findings_end(f);
}

bool nk_findings_finish(struct nk_findings *f, struct nk_err *err)
{
    if (f->report == NK_REPORT_JUNIT)
        junit_finish(f);
    else if (f->report == NK_REPORT_TAP) {
        struct nk_buf b = {0};
        nk_buf_printf(&b, "1..%llu\n", (unsigned long long)f->items);
        f->body.failed = f->body.failed || b.failed;
        nk_out_write(f->out, b.data, b.len);
        nk_buf_release(&b);
    }
    return f->body.failed ? nk_err_memory(err) : true;
}
