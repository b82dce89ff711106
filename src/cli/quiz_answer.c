/* Whether an answer is the right one: values are compared, not their spellings. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/digits.h"
#include "cli/quiz.h"
#include "netkit/tcp.h"

struct text {
    const char *at, *end;
};

static size_t text_len(struct text t)
{
    return (size_t)(t.end - t.at);
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static struct text trim(const char *text, size_t len)
{
    struct text t = {text, text + len};
    while (t.at < t.end && is_blank(*t.at))
        t.at++;
    while (t.at < t.end && is_blank(t.end[-1]))
        t.end--;
    return t;
}

static bool is_word(struct text t, const char *word)
{
    return strlen(word) == text_len(t) && strncasecmp(t.at, word, text_len(t)) == 0;
}

static bool is_one_of(struct text t, const char *const *words)
{
    for (; *words != NULL; words++)
        if (is_word(t, *words))
            return true;
    return false;
}

static enum nk_quiz_mark mark_of(bool right)
{
    return right ? NK_QUIZ_RIGHT : NK_QUIZ_FALSE;
}

/* ---- addresses ----------------------------------------------------------------- */

static enum nk_quiz_mark mark_address(struct text right, struct text given, struct nk_err *err)
{
    static const char *const none[] = {"none", "no", "no route", "unreachable", "-", NULL};
    struct nk_addr a, b;
    bool nothing = is_word(right, "none");
    if (is_one_of(given, none))
        return mark_of(nothing);
    if (!nk_addr_parse(given.at, text_len(given), &b, err))
        return NK_QUIZ_UNREADABLE;
    return mark_of(!nothing && nk_addr_parse(right.at, text_len(right), &a, err) &&
                   nk_addr_compare(&a, &b) == 0);
}

/* A network with its length: without one it says too little, with host bits too much. */
static bool read_prefix(struct text t, struct nk_prefix *p, struct nk_err *err)
{
    if (is_word(t, "default")) {
        *p = (struct nk_prefix){nk_addr_ipv4(0), 0};
        return true;
    }
    if (!nk_prefix_parse(t.at, text_len(t), p, err))
        return false;
    if (memchr(t.at, '/', text_len(t)) == NULL)
        return nk_err_set(err, NK_ERR_INPUT, 0, 0, "the length is missing: ADDRESS/LENGTH");
    return true;
}

static enum nk_quiz_mark mark_prefix(struct text right, struct text given, struct nk_err *err)
{
    struct nk_prefix a, b;
    if (!read_prefix(given, &b, err))
        return NK_QUIZ_UNREADABLE;
    return mark_of(read_prefix(right, &a, err) && nk_prefix_compare(&a, &b) == 0);
}

/* The next of words that blanks and commas part; false at the end. */
static bool next_word(struct text *rest, struct text *word)
{
    while (rest->at < rest->end && (is_blank(*rest->at) || *rest->at == ',' || *rest->at == ';'))
        rest->at++;
    word->at = rest->at;
    while (rest->at < rest->end && !is_blank(*rest->at) && *rest->at != ',' && *rest->at != ';')
        rest->at++;
    word->end = rest->at;
    return word->at < word->end;
}

enum { PREFIXES_MAX = 64 };

struct prefixes {
    struct nk_prefix list[PREFIXES_MAX];
    size_t count;
};

static bool read_prefixes(struct text t, struct prefixes *p, struct nk_err *err)
{
    struct text word;
    p->count = 0;
    while (next_word(&t, &word)) {
        if (is_word(word, "and"))
            continue;
        if (p->count == PREFIXES_MAX)
            return nk_err_set(err, NK_ERR_INPUT, 0, 0, "these are more than %d prefixes",
                              PREFIXES_MAX);
        if (!read_prefix(word, &p->list[p->count++], err))
            return false;
    }
    return true;
}

static int by_order(const void *a, const void *b)
{
    return nk_prefix_compare(a, b);
}

static enum nk_quiz_mark mark_prefixes(struct text right, struct text given, struct nk_err *err)
{
    struct prefixes a, b;
    if (!read_prefixes(given, &b, err))
        return NK_QUIZ_UNREADABLE;
    if (!read_prefixes(right, &a, err) || a.count != b.count)
        return NK_QUIZ_FALSE;
    qsort(a.list, a.count, sizeof *a.list, by_order);
    qsort(b.list, b.count, sizeof *b.list, by_order);
    for (size_t i = 0; i < a.count; i++)
        if (nk_prefix_compare(&a.list[i], &b.list[i]) != 0)
            return NK_QUIZ_FALSE;
    return NK_QUIZ_RIGHT;
}

/* Two addresses, with "-", "to", a comma or blanks between them. */
static bool read_range(struct text t, struct nk_addr ends[2], struct nk_err *err)
{
    size_t count = 0;
    while (t.at < t.end) {
        struct text word = {t.at, t.at};
        while (t.at < t.end && strchr("- \t,", *t.at) == NULL)
            t.at++;
        word.end = t.at;
        t.at += t.at < t.end;
        if (word.at == word.end || is_word(word, "to"))
            continue;
        if (count == 2 || !nk_addr_parse(word.at, text_len(word), &ends[count++], err))
            return err->code != NK_ERR_NONE ||
                   nk_err_set(err, NK_ERR_INPUT, 0, 0, "these are more than two addresses");
    }
    return count == 2 || nk_err_set(err, NK_ERR_INPUT, 0, 0, "two addresses are expected");
}

static enum nk_quiz_mark mark_range(struct text right, struct text given, struct nk_err *err)
{
    struct nk_addr a[2], b[2];
    struct nk_err why = {0};
    if (!read_range(given, b, &why) || why.code != NK_ERR_NONE) {
        *err = why;
        return NK_QUIZ_UNREADABLE;
    }
    return mark_of(read_range(right, a, &why) && nk_addr_compare(&a[0], &b[0]) == 0 &&
                   nk_addr_compare(&a[1], &b[1]) == 0);
}

/* ---- numbers and words --------------------------------------------------------- */

/* Digits, which ',', '_' and blanks may group; false where there are none, or they pass 2^63. */
static bool read_digits(struct text *t, uint64_t *out)
{
    bool any = false;
    while (t->at < t->end && is_blank(*t->at))
        t->at++;
    for (*out = 0; t->at < t->end; t->at++) {
        if (*t->at >= '0' && *t->at <= '9') {
            if (*out > (UINT64_C(1) << 63) / 10)
                return false;
            *out = *out * 10 + (uint64_t)(*t->at - '0');
            any = true;
        } else if (!any || strchr(",_ '", *t->at) == NULL) {
            break;
        }
    }
    return any;
}

/* N, /N, 2^N, 2^N-2; a unit behind it is passed over. */
static bool read_number(struct text t, uint64_t *out, struct nk_err *err)
{
    uint64_t power, less = 0;
    t.at += t.at < t.end && *t.at == '/';
    bool good = read_digits(&t, out);
    if (good && t.at < t.end && *t.at == '^' && *out == 2) {
        t.at++;
        good = read_digits(&t, &power) && power < 63;
        *out = good ? UINT64_C(1) << power : 0;
        if (good && t.at < t.end && *t.at == '-') {
            t.at++;
            good = read_digits(&t, &less) && less <= *out;
            *out -= good ? less : 0;
        }
    }
    while (good && t.at < t.end && (is_blank(*t.at) || (*t.at >= 'a' && *t.at <= 'z')))
        t.at++;
    return (good && t.at == t.end) || nk_err_set(err, NK_ERR_INPUT, 0, 0, "a number is expected");
}

static enum nk_quiz_mark mark_number(struct text right, struct text given, struct nk_err *err)
{
    uint64_t a, b;
    if (!read_number(given, &b, err))
        return NK_QUIZ_UNREADABLE;
    return mark_of(read_number(right, &a, err) && a == b);
}

static enum nk_quiz_mark mark_yes_no(struct text right, struct text given, struct nk_err *err)
{
    static const char *const yes[] = {"yes", "y", "true", "1", NULL};
    static const char *const no[] = {"no", "n", "false", "0", NULL};
    bool is_yes = is_one_of(given, yes);
    if (is_yes || is_one_of(given, no))
        return mark_of(is_yes == is_word(right, "yes"));
    nk_err_set(err, NK_ERR_INPUT, 0, 0, "yes or no is expected");
    return NK_QUIZ_UNREADABLE;
}

static enum nk_quiz_mark mark_state(struct text right, struct text given, struct nk_err *err)
{
    enum nk_tcp_state a, b;
    if (!nk_tcp_state_find(given.at, text_len(given), &b)) {
        nk_err_set(err, NK_ERR_INPUT, 0, 0, "a state is expected, such as FIN-WAIT-1");
        return NK_QUIZ_UNREADABLE;
    }
    return mark_of(nk_tcp_state_find(right.at, text_len(right), &a) && a == b);
}

/* A set of control bits: "SYN,ACK", "syn-ack", "ACK + SYN"; "-" and "none" for no segment. */
static bool read_flags(struct text t, unsigned *out, struct nk_err *err)
{
    static const char *const names[] = {"FIN", "SYN", "RST", "PSH", "ACK", "URG", NULL};
    static const char *const none[] = {"-", "none", "nothing", NULL};
    *out = 0;
    if (is_one_of(t, none))
        return true;
    while (t.at < t.end) {
        struct text word = {t.at, t.at};
        while (t.at < t.end && strchr(",+-/ \t", *t.at) == NULL)
            t.at++;
        word.end = t.at;
        t.at += t.at < t.end;
        size_t i = 0;
        while (names[i] != NULL && !is_word(word, names[i]))
            i++;
        if (names[i] != NULL)
            *out |= 1U << i;
        else if (word.at < word.end && !is_word(word, "and"))
            return nk_err_set(err, NK_ERR_INPUT, 0, 0,
                              "control bits are expected, such as SYN,ACK; or 'none'");
    }
    return true;
}

static enum nk_quiz_mark mark_flags(struct text right, struct text given, struct nk_err *err)
{
    unsigned a, b;
    if (!read_flags(given, &b, err))
        return NK_QUIZ_UNREADABLE;
    return mark_of(read_flags(right, &a, err) && a == b);
}

/* '-', '_' and blanks are the same in a word. */
static enum nk_quiz_mark mark_word(struct text right, struct text given)
{
    if (text_len(right) != text_len(given))
        return NK_QUIZ_FALSE;
    for (size_t i = 0; i < text_len(right); i++) {
        char a = right.at[i], b = given.at[i];
        bool joint = (a == '-' || a == ' ') && (b == '-' || b == ' ' || b == '_');
        if (!joint && strncasecmp(&a, &b, 1) != 0)
            return NK_QUIZ_FALSE;
    }
    return NK_QUIZ_RIGHT;
}

static enum nk_quiz_mark mark_name(struct text right, struct text given)
{
    if (text_len(right) > 1 && right.end[-1] == '.')
        right.end--;
    if (text_len(given) > 1 && given.end[-1] == '.')
        given.end--;
    return mark_of(text_len(right) == text_len(given) &&
                   strncasecmp(right.at, given.at, text_len(right)) == 0);
}

/* ---- all forms ----------------------------------------------------------------- */

static const char *const form_texts[NK_QUIZ_FORMS] = {
    [NK_QUIZ_ADDRESS] = "an address",
    [NK_QUIZ_PREFIX] = "a prefix, ADDRESS/LENGTH",
    [NK_QUIZ_PREFIXES] = "prefixes, in any order",
    [NK_QUIZ_RANGE] = "two addresses, FIRST-LAST",
    [NK_QUIZ_NUMBER] = "a number",
    [NK_QUIZ_YES_NO] = "yes or no",
    [NK_QUIZ_STATE] = "a state of TCP",
    [NK_QUIZ_FLAGS] = "control bits, such as SYN,ACK, or none",
    [NK_QUIZ_WORD] = "a word",
    [NK_QUIZ_NAME] = "a domain name",
    [NK_QUIZ_EXACT] = "a text",
};

const char *nk_quiz_form_text(enum nk_quiz_form form)
{
    return form_texts[form];
}

static enum nk_quiz_mark mark_form(const struct nk_question *q, struct text right,
                                   struct text given, struct nk_err *err)
{
    switch (q->kind->form) {
    case NK_QUIZ_ADDRESS:
        return mark_address(right, given, err);
    case NK_QUIZ_PREFIX:
        return mark_prefix(right, given, err);
    case NK_QUIZ_PREFIXES:
        return mark_prefixes(right, given, err);
    case NK_QUIZ_RANGE:
        return mark_range(right, given, err);
    case NK_QUIZ_NUMBER:
        return mark_number(right, given, err);
    case NK_QUIZ_YES_NO:
        return mark_yes_no(right, given, err);
    case NK_QUIZ_STATE:
        return mark_state(right, given, err);
    case NK_QUIZ_FLAGS:
        return mark_flags(right, given, err);
    case NK_QUIZ_WORD:
        return mark_word(right, given);
    case NK_QUIZ_NAME:
        return mark_name(right, given);
    default:
        return mark_of(text_len(right) == text_len(given) &&
                       memcmp(right.at, given.at, text_len(right)) == 0);
    }
}

enum nk_quiz_mark nk_question_mark(const struct nk_question *q, const char *text, size_t len,
                                   struct nk_err *err)
{
    struct text right = trim(q->answer.data, q->answer.len), given = trim(text, len);
    if (given.at == given.end) {
        nk_err_set(err, NK_ERR_INPUT, 0, 0, "%s is expected", form_texts[q->kind->form]);
        return NK_QUIZ_UNREADABLE;
    }
    enum nk_quiz_mark mark = mark_form(q, right, given, err);
    char *option = mark == NK_QUIZ_UNREADABLE ? strstr(err->text, " (--lenient") : NULL;
    if (option != NULL) /* that answers do not have */
        *option = '\0';
    return mark;
}
