#include "insight/comment.h"

#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "insight/review.h"

/* What stands behind a name, or around it. */
static bool is_beside(char c)
{
    return c && strchr(".,;:!?()[]{}<>\"'", c);
}

static void add_name(struct slice word, struct buf *out)
{
    while (word.len && is_beside(*word.data))
        word = slice_from(word, 1);
    while (word.len && is_beside(word.data[word.len - 1]))
        word.len--;
    if (word.len < 2 || *word.data != '@')
        return;
    buf_adds(out, out->len ? ", " : "");
    buf_add_slice(out, slice_from(word, 1));
}

void comment_add_named(struct slice text, struct buf *out)
{
    for (struct slice line; slice_next_line(&text, &line);)
        while (line.len)
            add_name(slice_next_word(&line), out);
}

static void add_fact(const char *between, const char *text, struct buf *out)
{
    if (text && *text)
        buf_addf(out, "%s%s", out->len ? between : "", text);
}

void comment_add_facts(
    const struct clock *clock, const struct node *comment, const char *between, struct buf *out)
{
    struct buf by = BUF_INIT, day = BUF_INIT, to = BUF_INIT, facts = BUF_INIT;
    text_add_visible(&by, node_get(comment, COMMENT_BY));
    date_add_short(clock, node_get(comment, COMMENT_DATE), &day);
    if (node_has(comment, COMMENT_FOR)) /* TRANSLATORS: a person to whom a comment is. */
        buf_addf(&to, _("for %.*s"), SLICE_ARG(node_get(comment, COMMENT_FOR)));
    add_fact(between, by.data, &facts);
    add_fact(between, day.data, &facts);
    add_fact(between, to.data, &facts);
    add_fact(between, comment_is_done(comment) ? _c("of a comment", "settled") : NULL, &facts);
    text_add_visible(out, buf_slice(&facts));
    buf_release(&by);
    buf_release(&day);
    buf_release(&to);
    buf_release(&facts);
}

bool comment_is_done(const struct node *comment)
{
    return node_flag(comment, COMMENT_DONE);
}

struct node_list comments_of(const struct node *node)
{
    enum field field = field_of_child((enum node_kind)node->kind, KIND_COMMENT);
    return field < FIELD_COUNT ? node_children(node, field) : (struct node_list){ 0 };
}
