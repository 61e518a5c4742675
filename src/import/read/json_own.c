#include "import/read/json_own.h"

#include "base/i18n.h"
#include "base/text.h"
#include "store/store.h"

static const char own_key[] = "\"cjm\":";

/* Behind the bracket that the text begins with; empty: it begins with another. */
static struct slice behind_bracket(struct slice text)
{
    text = text_trim(text);
    return text.len && *text.data == '{' ? slice_from(text, 1) : SLICE("");
}

bool json_begins_as_own(struct slice text)
{
    return slice_begins_fold(text_trim(behind_bracket(text)), slice_of(own_key));
}

/* Has it no keys but those of the kind, down to the last node? */
static bool fits(const struct json *value, enum node_kind kind)
{
    if (value->kind != JSON_OBJECT)
        return value->kind == JSON_TEXT && kind != KIND_MAP; /* the short form */
    for (const struct json *m = value->first; m; m = m->next) {
        enum field field = field_of_key(kind, m->key);
        bool nodes = field < FIELD_COUNT && field_def(field)->type == FIELD_NODES;
        if ((field >= FIELD_COUNT && !slice_is(m->key, "id")) || (nodes && m->kind != JSON_LIST))
            return false;
        for (const struct json *child = nodes ? m->first : NULL; child; child = child->next)
            if (!fits(child, field_def(field)->child))
                return false;
    }
    return true;
}

static bool can_be_read(struct draft *draft, struct slice text)
{
    struct map map;
    struct diags diags = DIAGS_INIT;
    map_begin(&map);
    enum status status = store_read_text(&map, draft->file, text, &diags);
    map_release(&map);
    diags_release(&diags);
    return status == STATUS_OK;
}

/* The schema does not ask for the key of the format, and so a draft may lack it. */
static bool follows_schema(struct draft *draft, const struct json *root, struct slice text)
{
    struct buf whole = BUF_INIT;
    struct slice rest = behind_bracket(text);
    if (!rest.len || !json_get(root, "title") || !json_get(root, "stages") || !fits(root, KIND_MAP))
        return false;
    buf_addf(&whole, "{%s 1,%.*s", own_key, SLICE_ARG(rest));
    bool own = can_be_read(draft, buf_slice(&whole));
    if (own) {
        draft->own = draft_copy(draft, buf_slice(&whole));
        draft_notice(draft, 0, "%s",
            _("it has the keys of our own JSON alone; it is read as that, with emotions from -2 to "
              "2"));
    }
    buf_release(&whole);
    return own;
}

bool json_is_own(struct draft *draft, const struct json *root, struct slice text)
{
    if (!json_get(root, "cjm"))
        return follows_schema(draft, root, text);
    draft->own = draft_copy(draft, text);
    return true;
}
