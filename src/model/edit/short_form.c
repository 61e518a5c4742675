#include "model/edit/short_form.h"

#include "base/i18n.h"
#include "base/text.h"
#include "model/edit/per_persona.h"
#include "model/value_list.h"
#include "model/value_word.h"

void short_form_init(struct short_form *form, enum node_kind kind)
{
    *form = (struct short_form){ .kind = kind, .emotion = EMOTION_NONE };
    buf_init(&form->name);
    buf_init(&form->channel);
    buf_init(&form->pains);
    buf_init(&form->severities);
}

void short_form_release(struct short_form *form)
{
    buf_release(&form->name);
    buf_release(&form->channel);
    buf_release(&form->pains);
    buf_release(&form->severities);
}

/* --- words --- */

/* An item that is being read, word by word. */
struct reader {
    struct short_form *form;
    struct slice rest, gap, word; /* what is left, the blanks before the word, the word */
    struct buf narrow;            /* the word as ASCII, so far as it has that */
    bool behind_channel;
    bool in_pain;
    struct buf pain;
    char severity; /* of that pain */
    struct buf *why;
};

enum taken { TAKEN, IS_TEXT, REFUSED };

static bool is_gap(uint32_t point)
{
    return point == '\t' || codepoint_narrow(point) == ' ';
}

/* Takes all that is, or is not, blank off the front. */
static struct slice take_run(struct slice *rest, bool blank)
{
    struct slice run = *rest, after = *rest;
    while (after.len && is_gap(utf8_next(&after)) == blank)
        *rest = after;
    run.len -= rest->len;
    return run;
}

static bool next_word(struct reader *r)
{
    enum { EN_DASH = 0x2013 };
    r->gap = take_run(&r->rest, true);
    r->word = take_run(&r->rest, false);
    buf_clear(&r->narrow);
    for (struct slice left = r->word; left.len;) {
        uint32_t point = codepoint_narrow(utf8_next(&left));
        buf_add_codepoint(&r->narrow, point == EN_DASH ? '-' : point);
    }
    return r->word.len > 0;
}

/* The word without the sign that it begins with. */
static struct slice behind_sign(const struct reader *r)
{
    struct slice rest = r->word;
    utf8_next(&rest);
    return rest;
}

/* A backslash takes a sign as it is. */
static bool is_escaped(const struct reader *r)
{
    return r->word.data[0] == '\\' && r->narrow.len > 1 && strchr("@!+-\\", r->narrow.data[1]);
}

static void add_text(struct reader *r, struct slice word)
{
    struct buf *out = r->in_pain ? &r->pain : &r->form->name;
    if (out->len)
        buf_add_slice(out, r->gap);
    buf_add_slice(out, word);
}

/* --- signs --- */

static bool is_digits(struct slice text)
{
    for (size_t i = 0; i < text.len; i++)
        if (!is_digit(text.data[i]))
            return false;
    return text.len > 0;
}

static enum taken take_severity(struct reader *r)
{
    struct slice narrow = buf_slice(&r->narrow);
    struct slice digits = narrow.len > 2 ? slice_from(narrow, 2) : SLICE_NONE;
    if (!slice_begins_fold(narrow, SLICE("!!")) || !is_digits(digits))
        return IS_TEXT;
    if (!r->pain.len)
        buf_addf(r->why, _("%s is a severity: write it after its pain, as in !payment fails !!4"),
            narrow.data);
    else if (!field_accepts(PAIN_SEVERITY, digits, NULL))
        buf_addf(r->why, _("a severity is from 0 to 4, not %s"), digits.data);
    else if (r->severity)
        buf_addf(r->why, _("there are two severities, %1$c and %2$s; give one"), r->severity,
            digits.data);
    else {
        r->severity = digits.data[0];
        return TAKEN;
    }
    return REFUSED;
}

static void end_pain(struct reader *r)
{
    if (r->pain.len) {
        value_add_item(&r->form->pains, buf_slice(&r->pain));
        buf_add_char(&r->form->severities, r->severity ? r->severity : '-');
    }
    buf_clear(&r->pain);
    r->severity = '\0';
}

/* "Wow !" and "Wow !!!" are no pains. */
static enum taken take_pain(struct reader *r)
{
    struct slice rest = r->rest;
    bool last = !take_run(&rest, true).len || !rest.len;
    size_t marks = strspn(r->narrow.data, "!");
    if (!marks || (marks == r->narrow.len && (marks > 1 || last)))
        return IS_TEXT;
    end_pain(r);
    r->in_pain = true;
    if (behind_sign(r).len)
        add_text(r, behind_sign(r));
    return TAKEN;
}

static enum taken take_channel(struct reader *r)
{
    struct buf *channel = &r->form->channel;
    if (r->narrow.data[0] != '@' || r->narrow.len == 1)
        return IS_TEXT;
    if (channel->len) {
        buf_addf(r->why, _("there are two channels, %1$s and %2$s; give one, or write \\@"),
            channel->data, r->narrow.data);
        return REFUSED;
    }
    r->behind_channel = true;
    return expand_word(TOUCHPOINT_CHANNEL, behind_sign(r), channel, r->why) ? TAKEN : REFUSED;
}

/* Is the word the last one before the pains? */
static bool ends_name(const struct reader *r)
{
    struct slice rest = r->rest;
    take_run(&rest, true);
    return !rest.len || codepoint_narrow(utf8_next(&rest)) == '!';
}

/* "-2" .. "+2"; without a sign only behind a channel, as the last word of the name. */
static int emotion_of(const struct reader *r, bool behind_channel)
{
    static const struct {
        const char *word;
        int emotion;
        bool bare;
    } words[] = { { "-2", -2, false }, { "-1", -1, false }, { "+1", 1, false }, { "+2", 2, false },
        { "+0", 0, false }, { "-0", 0, false }, { "0", 0, true }, { "1", 1, true },
        { "2", 2, true } };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(r->narrow.data, words[i].word) == 0 &&
            (!words[i].bare || (behind_channel && ends_name(r))))
            return words[i].emotion;
    return EMOTION_NONE;
}

static enum taken take_emotion(struct reader *r)
{
    struct short_form *form = r->form;
    int emotion = emotion_of(r, r->behind_channel);
    bool sign = strchr("+-", r->narrow.data[0]);
    if (emotion == EMOTION_NONE) {
        if (!r->behind_channel || !sign || !is_digits(slice_from(buf_slice(&r->narrow), 1)))
            return IS_TEXT;
        buf_addf(r->why,
            _("an emotion is from -2 to +2, not %s; as a part of the name it is "
              "written with \\ before it"),
            r->narrow.data);
        return REFUSED;
    }
    if (form->emotion != EMOTION_NONE) {
        buf_addf(r->why, _("there are two emotions, %1$+d and %2$s; give one, or write \\%2$s"),
            form->emotion, r->narrow.data);
        return REFUSED;
    }
    form->emotion = emotion;
    return TAKEN;
}

/* --- items --- */

static enum taken take_sign(struct reader *r)
{
    static const struct {
        enum taken (*take)(struct reader *r);
        bool of_pains; /* also where a pain is read */
    } signs[] = { { take_severity, true }, { take_pain, true }, { take_emotion, false },
        { take_channel, false } };
    enum node_kind kind = r->form->kind;
    enum taken taken = IS_TEXT;
    if (kind != KIND_TOUCHPOINT && kind != KIND_PAIN)
        return taken;
    for (size_t i = 0; i < sizeof signs / sizeof *signs && taken == IS_TEXT; i++)
        if (signs[i].of_pains || !r->in_pain)
            taken = signs[i].take(r);
    if (taken == IS_TEXT && is_escaped(r)) {
        add_text(r, slice_from(r->word, 1));
        taken = TAKEN;
    }
    return taken;
}

static bool has_headline(const struct short_form *form, struct buf *why)
{
    if (form->name.len || (form->kind == KIND_PAIN && form->pains.len))
        return true;
    buf_adds(why, form->kind == KIND_TOUCHPOINT
                      ? _("the name is missing; write it first, as in: Checkout page @web -1 "
                          "!payment fails")
                      : _("the text is missing"));
    return false;
}

static bool is_whole(enum node_kind kind)
{
    return kind == KIND_QUOTE || kind == KIND_NOTE || kind == KIND_COMMENT || kind == KIND_VISIT;
}

bool short_form_parse(struct short_form *form, struct slice item, struct buf *why)
{
    struct reader r = { .form = form,
        .rest = item,
        .narrow = BUF_INIT,
        .in_pain = form->kind == KIND_PAIN,
        .pain = BUF_INIT,
        .why = why };
    enum taken taken = TAKEN;
    if (is_whole(form->kind))
        buf_add_slice(&form->name, text_trim(item));
    while (!is_whole(form->kind) && taken != REFUSED && next_word(&r)) {
        bool behind_channel = r.behind_channel;
        taken = take_sign(&r);
        if (taken == IS_TEXT)
            add_text(&r, r.word);
        r.behind_channel = r.behind_channel && !behind_channel;
    }
    end_pain(&r);
    buf_release(&r.narrow);
    buf_release(&r.pain);
    return taken != REFUSED && has_headline(form, why);
}

static void describe(const struct short_form *form, struct buf *out)
{
    struct slice pains = buf_slice(&form->pains), pain;
    buf_add_slice(out, buf_slice(&form->name));
    if (form->channel.len)
        buf_addf(out, " · %s", form->channel.data);
    if (form->emotion != EMOTION_NONE)
        buf_addf(out, form->emotion ? " · %+d" : " · %d", form->emotion);
    for (size_t i = 0; value_next_item(&pains, &pain); i++) {
        if (form->kind != KIND_PAIN)
            buf_adds(out, " · ! ");
        else if (i)
            buf_adds(out, " · ");
        buf_add_slice(out, pain);
        if (form->severities.data[i] != '-')
            buf_addf(out, " (%c)", form->severities.data[i]);
    }
}

static struct node *insert_pains(
    struct undo *undo, struct node *touchpoint, size_t index, const struct short_form *form)
{
    struct slice pains = buf_slice(&form->pains), text;
    struct node *pain = NULL;
    for (size_t i = 0; value_next_item(&pains, &text); i++) {
        pain = node_new(undo->map, KIND_PAIN);
        node_put(undo->map, pain, PAIN_TEXT, text);
        if (form->severities.data[i] != '-')
            node_put(
                undo->map, pain, PAIN_SEVERITY, (struct slice){ form->severities.data + i, 1 });
        edit_insert(undo, touchpoint, pain, index == (size_t)-1 ? index : index + i);
    }
    return pain;
}

void short_form_insert_pains(
    struct undo *undo, struct node *touchpoint, const struct short_form *form)
{
    insert_pains(undo, touchpoint, (size_t)-1, form);
}

struct node *short_form_insert(
    struct undo *undo, struct node *parent, size_t index, const struct short_form *form)
{
    if (form->kind == KIND_PAIN)
        return insert_pains(undo, parent, index, form);
    struct node *node = node_new(undo->map, form->kind);
    struct buf emotion = BUF_INIT;
    node_put(undo->map, node, kind_def(form->kind)->headline, buf_slice(&form->name));
    if (form->channel.len)
        node_put(undo->map, node, TOUCHPOINT_CHANNEL, buf_slice(&form->channel));
    if (form->emotion != EMOTION_NONE)
        touchpoint_emotion_with(undo->map, node, NULL, form->emotion, &emotion);
    if (emotion.len)
        node_put(undo->map, node, TOUCHPOINT_EMOTION, buf_slice(&emotion));
    edit_insert(undo, parent, node, index);
    insert_pains(undo, node, (size_t)-1, form);
    buf_release(&emotion);
    return node;
}

/* --- what is being typed --- */

bool short_form_channel(struct slice line, size_t *start)
{
    bool between = true, found = false;
    for (struct slice rest = line; rest.len;) {
        size_t separator = value_separator(rest);
        uint32_t point = codepoint_narrow(utf8_next(&rest));
        if (between && point == '@') {
            *start = line.len - rest.len;
            found = true;
        }
        between = separator || is_gap(point);
        found = found && !between;
    }
    return found;
}

/* --- lists --- */

bool short_list_next(enum node_kind kind, struct slice *rest, struct buf *item)
{
    if (!is_whole(kind))
        return value_next_typed(rest, "", item);
    buf_clear(item);
    buf_add_slice(item, text_trim(*rest));
    *rest = SLICE_NONE;
    return item->len > 0;
}

enum { SAID_MOST = 1000, ITEM_SAID = 30 };

static bool read_item(enum node_kind kind, struct slice item, struct buf *said, struct buf *why)
{
    struct short_form form;
    short_form_init(&form, kind);
    bool good = short_form_parse(&form, item, why);
    if (good && said->len < SAID_MOST) {
        buf_adds(said, said->len ? text_semicolon() : "");
        describe(&form, said);
    }
    short_form_release(&form);
    return good;
}

/* "2: TV ad · web · +1; Search" */
bool short_list_read(enum node_kind kind, struct slice list, struct buf *said)
{
    struct buf item = BUF_INIT, items = BUF_INIT, why = BUF_INIT;
    struct slice rest = list;
    size_t count = 0;
    bool good = true;
    while (good && short_list_next(kind, &rest, &item)) {
        good = read_item(kind, buf_slice(&item), &items, &why);
        count++;
    }
    if (!count) {
        buf_adds(said, _("write something between the semicolons"));
    } else if (!good && (count > 1 || text_trim(rest).len)) {
        buf_add_char(said, '"');
        text_clip(said, buf_slice(&item), ITEM_SAID, "…");
        buf_addf(said, "\": %s", why.data);
    } else if (!good) {
        buf_add_slice(said, buf_slice(&why));
    } else if (count > 1) {
        buf_addf(said, "%zu: %s%s", count, items.data, items.len < SAID_MOST ? "" : "; …");
    } else if (!slice_equal(buf_slice(&items), text_trim(list))) {
        buf_add_slice(said, buf_slice(&items));
    }
    buf_release(&item);
    buf_release(&items);
    buf_release(&why);
    return good && count;
}

struct node *short_list_insert(
    struct undo *undo, struct node *parent, enum node_kind kind, size_t index, struct slice list)
{
    struct buf item = BUF_INIT, why = BUF_INIT;
    struct node *last = NULL;
    while (short_list_next(kind, &list, &item)) {
        struct short_form form;
        short_form_init(&form, kind);
        if (short_form_parse(&form, buf_slice(&item), &why))
            last = short_form_insert(undo, parent, index, &form);
        if (index != (size_t)-1)
            index += kind == KIND_PAIN ? form.severities.len : 1;
        short_form_release(&form);
    }
    buf_release(&item);
    buf_release(&why);
    return last;
}
