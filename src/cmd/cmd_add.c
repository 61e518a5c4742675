/* cjm-tui add MAP: quick capture without the screen. */
#include <config.h>

#include <string.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "base/text.h"
#include "cmd/cmd.h"
#include "cmd/print.h"
#include "model/edit.h"
#include "session/session.h"
#include "store/store.h"

const struct option_row add_options[] = {
    { "stage", 's', "NAME", N_("the stage; made at the end if there is none of that name") },
    { "touchpoint", 't', "NAME", N_("the touchpoint; added to if the stage has one so named") },
    { "channel", 'c', "TEXT", N_("its channel: web, app, phone, shop ...") },
    { "online", 0, "YES", N_("yes or no") },
    { "when", 0, "WHEN", N_("before, during or after the purchase") },
    { "doing", 0, "TEXT", N_("what the customer does") },
    { "thinking", 0, "TEXT", N_("what the customer thinks") },
    { "feeling", 0, "TEXT", N_("why they feel so") },
    { "emotion", 'e', "N", N_("-2 .. 2") },
    { "importance", 0, "N", N_("1 .. 5") },
    { "impact", 0, "N", N_("1 .. 5") },
    { "moment", 0, "YES", N_("a moment of truth: yes or no") },
    { "evidence", 0, "WORD", N_("assumption, partial or research") },
    { "owner", 0, "NAME", N_("who answers for it") },
    { "pain", 'p', "TEXT", N_("a pain") },
    { "severity", 0, "N", N_("of the pain: 0 .. 4") },
    { "frequency", 0, "N", N_("of the pain: 1 .. 4") },
    { "status", 0, "WORD", N_("of the pain: open, doing, fixed, verified") },
    { "idea", 'i', "TEXT", N_("an idea") },
    { "effort", 0, "N", N_("of the idea: 1 .. 5") },
    { "quote", 'q', "TEXT", N_("a quote") },
    { "by", 0, "NAME", N_("who said the quote") },
    { NULL, 0, NULL, NULL },
};

/* Which field an option's value becomes. */
static const struct {
    const char *option;
    enum field field;
} fields[] = {
    { "channel", TOUCHPOINT_CHANNEL },
    { "online", TOUCHPOINT_ONLINE },
    { "when", TOUCHPOINT_WHEN },
    { "doing", TOUCHPOINT_DOING },
    { "thinking", TOUCHPOINT_THINKING },
    { "feeling", TOUCHPOINT_FEELING },
    { "emotion", TOUCHPOINT_EMOTION },
    { "importance", TOUCHPOINT_IMPORTANCE },
    { "impact", TOUCHPOINT_IMPACT },
    { "moment", TOUCHPOINT_MOMENT },
    { "evidence", TOUCHPOINT_EVIDENCE },
    { "owner", TOUCHPOINT_OWNER },
    { "severity", PAIN_SEVERITY },
    { "frequency", PAIN_FREQUENCY },
    { "status", PAIN_STATUS },
    { "effort", IDEA_EFFORT },
    { "by", QUOTE_BY },
};

struct addition {
    const struct arguments *arguments;
    struct undo *undo;
    struct buf ids; /* of what is new, a line each */
    struct diags *diags;
};

enum { TRIES = 5 }; /* where there can be no journal, and other programs replace the map */

/* Trimmed; without data where it was not given. */
static struct slice given(const struct addition *add, const char *option)
{
    const char *value = option_value(add->arguments, add_options, option);
    return value ? text_trim(slice_of(value)) : SLICE_NONE;
}

static bool complain(struct addition *add, const char *option, const char *what)
{
    diags_add(add->diags, NULL, 0, 0, "--%s: %s", option, what);
    return false;
}

/* One value would take the place of all. */
static bool has_own_emotions(const struct node *node, enum field field)
{
    struct slice value = field == TOUCHPOINT_EMOTION ? node_get(node, field) : SLICE_NONE;
    return value.len && memchr(value.data, '\0', value.len);
}

static bool set_field(struct addition *add, struct node *node, const char *option, enum field field,
    struct slice text)
{
    if (has_own_emotions(node, field))
        return complain(add, option,
            _("each persona has an own emotion here; set it on the screen or in the file"));
    struct buf parsed = BUF_INIT, why = BUF_INIT;
    bool good = field_parse(field, text, clock_now(&clock_system), &parsed, &why);
    if (good)
        edit_set(add->undo, node, field, buf_slice(&parsed));
    else
        complain(add, option, why.data);
    buf_release(&parsed);
    buf_release(&why);
    return good;
}

/* Sets the fields of this kind of node that were given. */
static bool set_fields(struct addition *add, struct node *node)
{
    bool good = true;
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        struct slice value = given(add, fields[i].option);
        if (value.data && field_def(fields[i].field)->kind == (enum node_kind)node->kind)
            good = set_field(add, node, fields[i].option, fields[i].field, value) && good;
    }
    return good;
}

static struct node *child_named(const struct node *parent, enum field list, struct slice name)
{
    struct node_list children = node_children(parent, list);
    for (uint32_t i = 0; i < children.count; i++)
        if (slice_equal(text_trim(node_headline(children.items[i])), name))
            return children.items[i];
    return NULL;
}

static struct node *insert(
    struct addition *add, struct node *parent, enum node_kind kind, struct slice headline)
{
    struct node *node = node_new(add->undo->map, kind);
    node_put(add->undo->map, node, kind_def(kind)->headline, headline);
    edit_insert(add->undo, parent, node, (size_t)-1);
    buf_addf(&add->ids, "%s\n", node->id);
    return node;
}

/* A pain, idea or quote; an option that belongs to one that was not given is an error. */
static bool add_child(
    struct addition *add, struct node *touchpoint, const char *option, enum node_kind kind)
{
    struct slice text = given(add, option);
    if (text.data)
        return set_fields(add, insert(add, touchpoint, kind, text));
    bool good = true;
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        if (field_def(fields[i].field)->kind != kind || !given(add, fields[i].option).data)
            continue;
        struct buf why = BUF_INIT;
        buf_addf(&why, _("belongs to a %s; give --%s too"), _(kind_def(kind)->name), option);
        good = complain(add, fields[i].option, why.data);
        buf_release(&why);
    }
    return good;
}

static bool check_texts(struct addition *add)
{
    bool good = true;
    for (size_t i = 0; add_options[i].name; i++) {
        const char *value = add->arguments->values[i];
        if (value && utf8_valid_length(slice_of(value)) != strlen(value))
            good = complain(add, add_options[i].name, _("is not UTF-8"));
        else if (value && !text_trim(slice_of(value)).len)
            good = complain(add, add_options[i].name, _("is empty; give a text, or leave it off"));
    }
    if (!given(add, "stage").data)
        good = complain(add, "stage", _("is missing; say which stage"));
    if (!given(add, "touchpoint").data)
        good = complain(add, "touchpoint", _("is missing; say which touchpoint"));
    return good;
}

static bool carry_out(struct addition *add)
{
    struct node *root = add->undo->map->root;
    struct slice stage_name = given(add, "stage"), name = given(add, "touchpoint");
    struct node *stage = child_named(root, MAP_STAGES, stage_name);
    if (!stage)
        stage = insert(add, root, KIND_STAGE, stage_name);
    struct node *touchpoint = child_named(stage, STAGE_TOUCHPOINTS, name);
    if (!touchpoint)
        touchpoint = insert(add, stage, KIND_TOUCHPOINT, name);
    bool good = set_fields(add, touchpoint);
    good = add_child(add, touchpoint, "pain", KIND_PAIN) && good;
    good = add_child(add, touchpoint, "idea", KIND_IDEA) && good;
    return add_child(add, touchpoint, "quote", KIND_QUOTE) && good;
}

/* In the journal it is kept, and others who have the map open save it too. */
static enum status save(struct session *session, struct diags *diags)
{
    if (!session->path)
        return store_write(&session->map, "-", diags);
    enum status status = session_save(session, false, diags);
    if (status != STATUS_FOUND || !session->share || session_at_risk(session))
        return status;
    diags_release(diags); /* what is said then is for the screen */
    return STATUS_OK;
}

static enum status change(struct addition *add, struct session *session)
{
    if (session->watching) {
        diags_add(add->diags, session->path, 0, 0, "%s",
            _("may be read, not written; nothing is added: ask its owner"));
        return STATUS_SYSTEM;
    }
    add->undo = &session->undo;
    buf_clear(&add->ids);
    undo_begin(add->undo);
    /* Another may have added the same stage just now. */
    undo_catch_up(add->undo);
    bool good = carry_out(add);
    if (!good)
        add->undo->recorder = (struct edit_recorder){ 0 };
    undo_end(add->undo);
    return good ? save(session, add->diags) : STATUS_BAD;
}

/* STATUS_FOUND: another program replaced the map meanwhile, and nothing is done. */
static enum status try_once(struct addition *add)
{
    const struct arguments *arguments = add->arguments;
    struct session session;
    enum status status = session_open(&session, arguments->operands[0], arguments->max_size,
        SESSION_PASS, &clock_system, add->diags);
    if (status != STATUS_OK)
        return status;
    status = change(add, &session);
    session_close(&session);
    return status;
}

static enum status add_to_map(struct addition *add)
{
    enum status status = STATUS_FOUND;
    for (int i = 0; i < TRIES && status == STATUS_FOUND; i++)
        if ((status = try_once(add)) == STATUS_FOUND)
            diags_release(add->diags); /* what is said then is for the screen */
    if (status != STATUS_FOUND)
        return status;
    diags_add(add->diags, add->arguments->operands[0], 0, 0, "%s",
        _("other programs change it all the time, nothing is added; try again"));
    return STATUS_SYSTEM;
}

enum status cmd_add(const struct arguments *arguments, struct diags *diags)
{
    struct addition add = { .arguments = arguments, .ids = BUF_INIT, .diags = diags };
    enum status status = check_texts(&add) ? add_to_map(&add) : STATUS_BAD;
    /* With "-" standard output is the map. */
    if (status == STATUS_OK && strcmp(arguments->operands[0], "-") != 0)
        status = print_out(buf_slice(&add.ids), diags);
    buf_release(&add.ids);
    return status;
}
