#include "export/text/private.h"

#include "base/i18n.h"
#include "base/text.h"
#include "export/text/out.h"
#include "export/text/speakers.h"
#include "insight/touchpoint.h"
#include "model/ids.h"
#include "model/names.h"

/* --- texts --- */

enum { DIGITS_LONG = 7, DIGITS_PHONE = 9 };

static bool is_address_char(char c)
{
    return is_ascii_letter(c) || is_digit(c) || (c & 0x80) || (c && strchr("._%+-", c));
}

/* The length of an e-mail address around the @ at `at`, which begins at *begin; 0: none. */
static size_t address_length(struct slice text, size_t at, size_t least, size_t *begin)
{
    size_t end = at + 1;
    bool dot = false;
    *begin = at;
    while (*begin > least && is_address_char(text.data[*begin - 1]))
        --*begin;
    while (end < text.len && is_address_char(text.data[end])) {
        dot |= text.data[end] == '.' && end + 1 < text.len && is_address_char(text.data[end + 1]);
        end++;
    }
    while (end > at && text.data[end - 1] == '.')
        end--;
    return *begin < at && dot ? end - *begin : 0;
}

static bool is_date(struct slice text)
{
    static const char form[] = "0000-00-00";
    for (size_t i = 0; i < sizeof form - 1; i++)
        if (i >= text.len || (form[i] == '0' ? !is_digit(text.data[i]) : text.data[i] != form[i]))
            return false;
    return text.len == sizeof form - 1 || !is_digit(text.data[sizeof form - 1]);
}

/* The length of a telephone number or a long group of digits at the front; 0: none. Digits may be
 * parted by one sign, or by a bracket and a blank. */
static size_t number_length(struct slice text)
{
    size_t digits = 0, end = 0, group = 0, longest = 0;
    char first = text.data[0];
    if (is_date(text))
        return 0;
    for (size_t i = first == '+' || first == '('; i < text.len; i++) {
        if (is_digit(text.data[i])) {
            digits++;
            group++;
            longest = group > longest ? group : longest;
            end = i + 1;
        } else if (strchr(" ()/.-", text.data[i]) && i < end + 2) {
            group = 0;
        } else {
            break;
        }
    }
    bool marked = first == '+' || first == '(' || first == '0';
    bool phone = digits >= (marked ? DIGITS_LONG : DIGITS_PHONE);
    return phone || longest >= DIGITS_LONG ? end : 0;
}

size_t private_hide(struct slice text, struct buf *out)
{
    size_t count = 0, done = 0;
    for (size_t i = 0; i < text.len; i++) {
        size_t begin = i, len = 0;
        char before = i > done ? text.data[i - 1] : ' ';
        if (text.data[i] == '@')
            len = address_length(text, i, done, &begin);
        else if ((is_digit(text.data[i]) || text.data[i] == '+' || text.data[i] == '(') &&
                 !is_digit(before))
            len = number_length(slice_from(text, i));
        if (!len)
            continue;
        buf_add(out, text.data + done, begin - done);
        buf_adds(out, "...");
        done = begin + len;
        i = done - 1;
        count++;
    }
    buf_add(out, text.data + done, text.len - done);
    return count;
}

/* --- what is left out --- */

/* A kind of node, or the fields of these keys. */
static const struct {
    const char *word;
    enum node_kind kind; /* KIND_COUNT: none */
    const char *keys[2];
} parts[] = {
    { "quotes", KIND_QUOTE, { NULL } },
    { "owners", KIND_COUNT, { "owner", "verified_by" } },
    { "comments", KIND_COMMENT, { NULL } },
    { "sources", KIND_COUNT, { "source" } },
};
enum { PART_COUNT = sizeof parts / sizeof *parts };

void private_add_words(struct buf *out)
{
    for (size_t i = 0; i < PART_COUNT; i++)
        text_add_item(out, slice_of(parts[i].word));
}

static size_t part_named(struct slice word)
{
    size_t i = 0;
    while (i < PART_COUNT && !slice_equal_fold(word, slice_of(parts[i].word)))
        i++;
    return i;
}

static enum status refuse(struct slice word, struct diags *diags)
{
    struct buf words = BUF_INIT, shown = BUF_INIT;
    private_add_words(&words);
    text_add_line(word, 60, &shown);
    diags_add(diags, NULL, 0, 0, _u("--without: there is no \"%1$s\"; there are %2$s"), shown.data,
        words.data);
    buf_release(&words);
    buf_release(&shown);
    return STATUS_BAD;
}

static enum status read_parts(const char *text, bool left_out[PART_COUNT], struct diags *diags)
{
    const char *signs = ", ";
    for (const char *at = text ? text : ""; *at;) {
        size_t len = strcspn(at, signs);
        size_t part = part_named((struct slice){ at, len });
        if (len && part == PART_COUNT)
            return refuse((struct slice){ at, len }, diags);
        if (len)
            left_out[part] = true;
        at += len + strspn(at + len, signs);
    }
    return STATUS_OK;
}

/* --- the copy --- */

struct work {
    struct map *map;
    bool left_out[PART_COUNT];
    bool anonymise;
    struct names speakers;
    struct names renamed; /* ids that told what is hidden */
    size_t hidden;
    struct buf text;
};

/* The same tree, and each node has the id that it had. */
static void copy_tree(struct map *to, const struct map *from)
{
    map_begin(to);
    to->own_read = from->own_read;
    to->root = node_copy(to, from->root);
    to->root->ids = to->ids;
    const struct node *source = from->root;
    for (struct node *node = to->root; node; node = node_next(node, to->root)) {
        node->id = source->id;
        node->explicit_id = source->explicit_id;
        source = node_next(source, from->root);
    }
    ids_enter(to, to->root);
}

static bool is_left_out(const struct work *w, const char *key)
{
    for (size_t i = 0; i < PART_COUNT; i++)
        for (size_t k = 0; w->left_out[i] && k < 2 && parts[i].keys[k]; k++)
            if (strcmp(parts[i].keys[k], key) == 0)
                return true;
    return false;
}

/* The same one has the same number. */
static void hide_person(struct work *w, struct node *node, enum field field)
{
    buf_clear(&w->text);
    speakers_add_number(&w->speakers, node_get(node, field), &w->text);
    node_put(w->map, node, field, buf_slice(&w->text));
    w->hidden++;
}

/* "hidden-3" for the third of them. */
static void add_new_id(size_t number, struct buf *out)
{
    buf_addf(out, "hidden-%zu", number + 1);
}

/* An id is made of the text that it is of. One that is there already keeps its number. */
static void rename_node(struct work *w, struct node *node)
{
    bool taken = true;
    while (taken) {
        buf_clear(&w->text);
        add_new_id(w->renamed.count, &w->text);
        taken = map_find(w->map, buf_slice(&w->text)) != NULL;
        names_add(&w->renamed, taken ? buf_slice(&w->text) : slice_of(node->id));
    }
    ids_leave(w->map, node);
    node->id = arena_copy(&w->map->arena, w->text.data, w->text.len);
    node->explicit_id = 1;
    ids_enter(w->map, node);
}

/* Appends a text without addresses, numbers and names of people; returns how many there were. */
static size_t hide_in(struct work *w, struct slice text, struct buf *out)
{
    struct buf named = BUF_INIT;
    size_t count = speakers_hide(&w->speakers, text, &named);
    count += private_hide(buf_slice(&named), out);
    buf_release(&named);
    return count;
}

static void hide_in_text(struct work *w, struct node *node, enum field field)
{
    struct slice value = node_get(node, field), item;
    bool list = field_def(field)->type == FIELD_LIST || value_is_list(value);
    size_t count = 0;
    buf_clear(&w->text);
    while (list && value_next_item(&value, &item)) {
        count += hide_in(w, item, &w->text);
        buf_add_char(&w->text, '\0');
    }
    if (!list)
        count = hide_in(w, value, &w->text);
    w->hidden += count;
    if (!count)
        return;
    node_put(w->map, node, field, buf_slice(&w->text));
    if (node->parent && field == kind_def(node->kind)->headline)
        rename_node(w, node);
}

/* A path with something else in it leads nowhere. */
static void hide_path(struct work *w, struct node *node, enum field field)
{
    buf_clear(&w->text);
    size_t count = hide_in(w, node_get(node, field), &w->text);
    w->hidden += count;
    if (count)
        node_drop(node, field);
}

/* One that the file writes. */
static void hide_id(struct work *w, struct node *node)
{
    buf_clear(&w->text);
    if (!node->parent || !node->explicit_id || !private_hide(slice_of(node->id), &w->text))
        return;
    w->hidden++;
    rename_node(w, node);
}

/* Its facts have keys of their own; numbers stay. */
static void reduce_record(struct work *w, struct node *node, enum field field)
{
    struct slice value = node_get(node, field), key, text;
    buf_clear(&w->text);
    while (value_next_item(&value, &key) && value_next_item(&value, &text)) {
        if (is_left_out(w, key.data))
            continue;
        value_add_item(&w->text, key);
        if (w->anonymise && !out_is_number(text))
            w->hidden += hide_in(w, text, &w->text);
        else
            buf_add_slice(&w->text, text);
        buf_add_char(&w->text, '\0');
    }
    if (w->text.len)
        node_put(w->map, node, field, buf_slice(&w->text));
    else
        node_drop(node, field);
}

/* A text of YAML stays one. A key that is hidden has no other name, and goes. */
static void hide_in_own_key(struct work *w, struct node *node, const struct value *value)
{
    buf_clear(&w->text);
    size_t named = hide_in(w, unknown_key(value), &w->text);
    size_t count = named + hide_in(w, unknown_yaml(value), &w->text);
    if (!count)
        return;
    w->hidden += count;
    if (named)
        node_drop(node, (enum field)value->field);
    else if (value->field > FIELD_UNKNOWN)
        node_put_unknown(w->map, node, unknown_key(value), SLICE("\"...\""));
    else
        node_drop(node, FIELD_UNKNOWN);
}

/* The ids in a field, or of pairs the first of each two. */
static void rename_in(struct work *w, struct node *node, enum field field)
{
    bool pairs = field_def(field)->type == FIELD_PER_PERSONA;
    struct slice value = node_get(node, field), item;
    bool list = memchr(value.data, '\0', value.len) != NULL;
    if (pairs && !list)
        return;
    buf_clear(&w->text);
    for (size_t i = 0; value_next_item(&value, &item); i++) {
        size_t number = pairs && i % 2 ? SIZE_MAX : names_find(&w->renamed, item);
        if (number == SIZE_MAX)
            buf_add_slice(&w->text, item);
        else
            add_new_id(number, &w->text);
        if (list)
            buf_add_char(&w->text, '\0');
    }
    node_put(w->map, node, field, buf_slice(&w->text));
}

static void rename_references(struct work *w, struct node *node)
{
    const struct kind_def *kind = kind_def(node->kind);
    for (enum field field = kind->first; field < kind->end; field++)
        if (node_get(node, field).len &&
            (field_names(field) != KIND_COUNT || field_def(field)->type == FIELD_PER_PERSONA))
            rename_in(w, node, field);
}

static bool is_text(enum field field)
{
    enum field_type type = field_def(field)->type;
    return (type == FIELD_TEXT || type == FIELD_LONG_TEXT || type == FIELD_LIST ||
               type == FIELD_TEXTS || type == FIELD_LENGTH || type == FIELD_FIGURE) &&
           field_names(field) == KIND_COUNT;
}

static bool is_figure(enum field field, struct slice value)
{
    return field_def(field)->type == FIELD_FIGURE && out_is_number(value);
}

static void reduce_node(struct work *w, struct node *node)
{
    const struct kind_def *kind = kind_def(node->kind);
    for (enum field field = kind->first; field < kind->end; field++) {
        const struct field_def *def = field_def(field);
        if (!node_has(node, field) || def->type == FIELD_NODES)
            continue;
        bool photo = w->anonymise && field == PERSONA_PHOTO;
        w->hidden += photo;
        if (photo || is_left_out(w, def->key))
            node_drop(node, field);
        else if (w->anonymise && speaker_names(field))
            hide_person(w, node, field);
        else if (w->anonymise && def->type == FIELD_PATH)
            hide_path(w, node, field);
        else if (def->type == FIELD_RECORD)
            reduce_record(w, node, field);
        else if (w->anonymise && is_text(field) && !is_figure(field, node_get(node, field)))
            hide_in_text(w, node, field);
    }
    for (size_t i = node->value_count; w->anonymise && i-- > 0;)
        if (node->values[i].field >= FIELD_UNKNOWN)
            hide_in_own_key(w, node, &node->values[i]);
    if (w->anonymise)
        hide_id(w, node);
}

static void drop_kind(struct node *node, enum node_kind kind)
{
    enum field field = field_of_child((enum node_kind)node->kind, kind);
    for (size_t i = 0; field < FIELD_COUNT && i < node->list_count; i++)
        if (node->lists[i].field == field)
            node->lists[i].count = 0;
}

static void refuse_path(const struct map *map, const char *name, struct diags *diags)
{
    struct slice paths = node_get(map->root, MAP_PATHS), path;
    struct buf names = BUF_INIT;
    while (value_next_item(&paths, &path))
        text_add_item(&names, path);
    if (names.len)
        diags_add(diags, NULL, 0, 0, _("there is no path \"%1$s\"; paths: %2$s"), name, names.data);
    else
        diags_add(
            diags, NULL, 0, 0, _("there is no path \"%s\"; add it to the paths of the map"), name);
    buf_release(&names);
}

static void drop_off_path(const struct map *map, struct node *stage, int path)
{
    for (size_t i = 0; i < stage->list_count; i++) {
        struct node_list *list = &stage->lists[i];
        uint32_t kept = 0;
        for (uint32_t k = 0; list->field == STAGE_TOUCHPOINTS && k < list->count; k++)
            if (is_on_path(map, list->items[k], path))
                list->items[kept++] = list->items[k];
        if (list->field == STAGE_TOUCHPOINTS)
            list->count = kept;
    }
}

/* It is the only one then. */
static void keep_path(struct work *w, const struct map *map, struct node *node, int path)
{
    enum field field = node == w->map->root            ? MAP_PATHS
                       : node->kind == KIND_TOUCHPOINT ? TOUCHPOINT_PATHS
                                                       : FIELD_COUNT;
    if (node->kind == KIND_STAGE)
        drop_off_path(map, node, path);
    if (field == FIELD_COUNT || !node_get(node, field).len)
        return;
    buf_clear(&w->text);
    value_add_item(&w->text, path_name(map, path));
    node_put(w->map, node, field, buf_slice(&w->text));
}

enum status private_copy(
    const struct map *map, const struct private_wish *wish, struct map *out, struct diags *diags)
{
    struct work w = { .map = out, .anonymise = wish->anonymise, .text = BUF_INIT };
    enum status status = read_parts(wish->without, w.left_out, diags);
    int path = wish->path ? path_named(map, slice_of(wish->path)) : 0;
    if (status == STATUS_OK && wish->path && !path) {
        refuse_path(map, wish->path, diags);
        status = STATUS_BAD;
    }
    if (status != STATUS_OK)
        return status;
    copy_tree(out, map);
    if (w.anonymise)
        speakers_find(&w.speakers, map);
    for (struct node *node = out->root; node; node = node_next(node, out->root)) {
        for (size_t i = 0; i < PART_COUNT; i++)
            if (w.left_out[i] && parts[i].kind != KIND_COUNT)
                drop_kind(node, parts[i].kind);
        if (path)
            keep_path(&w, map, node, path);
        reduce_node(&w, node);
    }
    for (struct node *node = out->root; w.renamed.count && node; node = node_next(node, out->root))
        rename_references(&w, node);
    if (w.hidden)
        diags_add(diags, NULL, 0, 0,
            _un("%zu name, photo, address or number is hidden",
                "%zu names, photos, addresses or numbers are hidden", w.hidden),
            w.hidden);
    names_release(&w.speakers);
    names_release(&w.renamed);
    buf_release(&w.text);
    return STATUS_OK;
}
