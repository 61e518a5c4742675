/*
 * The text of a map and, behind NUL bytes, what others write into its journal before and while a
 * session has it open: lines AUTHOR ACTION TEXT; "!" and a line that is no record, "^" and one with
 * a right checksum, which "<" writes into the file of earlier records. "=" and a letter is what the
 * session does meanwhile. It goes on whatever comes, and saves a map.
 */
#include "fuzz.h"

#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "insight/merge/overwrite.h"
#include "model/edit/per_persona.h"
#include "session/session.h"
#include "store/journal/crc_line.h"
#include "store/journal/journal_private.h"
#include "store/store.h"
#include "support.h"

static const char *const files[] = { "base", "base-next", "earlier", "journal", "lock", "presence",
    "broken" };

/* --- the files --- */

static void add_path(const char *name, struct buf *out)
{
    buf_addf(out, "%s/.map.yaml.cjm/%s", fuzz_folder(), name);
}

static void clean(void)
{
    struct buf path = BUF_INIT;
    add_path("", &path);
    mkdir(path.data, 0700);
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        buf_clear(&path);
        add_path(files[i], &path);
        unlink(path.data);
    }
    buf_release(&path);
}

static void begin_files(struct slice map)
{
    struct journal_first first = { { 0xdeadbeef, 1 }, { 0, text_mark_of(map) } };
    struct buf line = BUF_INIT;
    clean();
    journal_add_first(&first, &line);
    fuzz_write("map.yaml", map);
    fuzz_write(".map.yaml.cjm/base", map);
    fuzz_write(".map.yaml.cjm/journal", buf_slice(&line));
    buf_release(&line);
}

/* Behind all that is there, also in a file that the session made anew. */
static void append_to(const char *name, struct slice line)
{
    struct buf path = BUF_INIT;
    add_path(name, &path);
    FILE *file = fopen(path.data, "ab");
    if (file) {
        fwrite(line.data, 1, line.len, file);
        fclose(file);
    }
    buf_release(&path);
}

static void append(struct slice line)
{
    append_to("journal", line);
}

/* --- the others --- */

static uint64_t last_seq(void)
{
    struct buf path = BUF_INIT, text = BUF_INIT;
    struct journal_first first;
    struct journal_record record;
    struct slice rest, line;
    uint64_t seq = 0;
    add_path("journal", &path);
    if (access(path.data, R_OK) == 0)
        test_read(path.data, &text);
    rest = buf_slice(&text);
    while (slice_next_line(&rest, &line))
        if (journal_parse_first(line, &first))
            seq = first.header.seq;
        else if (journal_parse_record(line, &record))
            seq = record.seq;
    buf_release(&path);
    buf_release(&text);
    return seq;
}

static void append_record(struct slice line)
{
    struct journal_record record = { .seq = last_seq() + 1, .time = 1795269720 };
    struct buf out = BUF_INIT;
    record.author = slice_next_word(&line);
    if (take_number(&line, &record.action) && take_char(&line, ' ')) {
        record.text = line;
        journal_add_record(&record, &out);
        append(buf_slice(&out));
    }
    buf_release(&out);
}

/* One is longer than any that is read; no other is so slow. */
static void append_long(void)
{
    struct buf out = BUF_INIT;
    buf_add_repeated(&out, 'x', JOURNAL_LINE_MAX + 300000);
    buf_add_char(&out, '\n');
    append(buf_slice(&out));
    buf_release(&out);
}

static void append_raw(const char *name, struct slice line, bool checked)
{
    struct buf out = BUF_INIT;
    size_t start = checked ? crc_line_begin(&out) : 0;
    buf_add_slice(&out, line);
    if (checked)
        crc_line_end(&out, start);
    buf_add_char(&out, '\n');
    append_to(name, buf_slice(&out));
    buf_release(&out);
}

/* --- the session --- */

static void hear_edit(void *context, const struct edit *edit, const char *name)
{
    struct buf text = BUF_INIT;
    enum field field = (enum field)edit->field;
    (void)context;
    if (!*name)
        fuzz_fail("overwritten by nobody");
    if (edit->op == EDIT_SET)
        overwrite_mend(field, edit->before, edit->after, node_get(edit->node, field), &text);
    buf_release(&text);
}

static void hear_parked(void *context, const struct edit *edit)
{
    hear_edit(context, edit, "me");
}

static void hear_merged(void *context, const struct conflicts *conflicts, size_t first)
{
    (void)context;
    if (first > conflicts->count)
        fuzz_fail("%zu conflicts, the new ones from %zu on", conflicts->count, first);
}

static void hear(void *context, bool error, const char *text)
{
    (void)context;
    (void)error;
    if (!*text)
        fuzz_fail("an empty message");
}

static void save(struct session *session)
{
    struct diags diags = DIAGS_INIT;
    enum status status = session_save(session, false, &diags);
    if (status != STATUS_OK && !diags.count)
        fuzz_fail("not saved, without a word");
    if (status == STATUS_BAD)
        fuzz_fail("not saved: %s", diags.items[0].text);
    diags_release(&diags);
}

static void read_history(struct session *session)
{
    struct history history;
    history_begin(&history, &session->map);
    session_history(session, &history);
    history_release(&history);
}

static void act(struct session *session, char what)
{
    struct node *stage = node_child(session->map.root, MAP_STAGES, 0);
    struct node *persona = node_child(session->map.root, MAP_PERSONAS, 0);
    struct node *touchpoint = stage ? node_child(stage, STAGE_TOUCHPOINTS, 0) : NULL;
    if (what == 's')
        save(session);
    else if (what == 'u')
        undo_undo(&session->undo);
    else if (what == 'r')
        undo_redo(&session->undo);
    else if (what == 'e')
        edit_set(&session->undo, session->map.root, MAP_TITLE, SLICE("Mine"));
    else if (what == 'd' && stage)
        edit_remove(&session->undo, stage);
    else if (what == 'g' && stage)
        edit_set(&session->undo, stage, STAGE_GOAL, SLICE("of mine"));
    else if (what == 'l' && persona)
        edit_set(&session->undo, persona, PERSONA_GOALS, SLICE("mine\0both\0"));
    else if (what == 'm' && touchpoint && persona)
        touchpoint_set_emotion(&session->undo, touchpoint, persona->id, 2);
    else if (what == 'h')
        read_history(session);
    else if (what == 'n')
        session_set_name(session, SLICE("Ann"));
    else if (what == 'o')
        fuzz_write("map.yaml", SLICE("cjm: 1\ntitle: Of another program\n"));
    else
        session_update(session);
}

/* Nobody has it open: NULL. */
static void go_on(struct session *session, struct slice lines)
{
    struct slice line;
    int long_lines = 0;
    while (slice_next_line(&lines, &line))
        if (session && line.len == 2 && line.data[0] == '=')
            act(session, line.data[1]);
        else if (slice_is(line, "long") && !long_lines++)
            append_long();
        else if (line.len && line.data[0] == '<')
            append_raw("earlier", slice_from(line, 1), true);
        else if (line.len && strchr("!^", line.data[0]))
            append_raw("journal", slice_from(line, 1), line.data[0] == '^');
        else
            append_record(line);
}

static void run(struct slice before, struct slice meanwhile)
{
    static const struct session_system system = {
        .calls = &file_calls_system, .journal_large = 4096, .no_threads = true
    };
    struct session session;
    struct diags diags = DIAGS_INIT;
    struct buf path = BUF_INIT;
    buf_addf(&path, "%s/map.yaml", fuzz_folder());
    struct session_options options = {
        .path = path.data, .max_size = STORE_MAX_SIZE, .use = SESSION_SHARE, .system = &system
    };
    go_on(NULL, before);
    if (session_open(&session, &options, &diags) != STATUS_OK)
        fuzz_fail("not opened: %s", diags.count ? diags.items[0].text : "without a word");
    session.listener = (struct session_listener){ hear_edit, hear_parked, hear_merged, hear, NULL };
    go_on(&session, meanwhile);
    session_update(&session);
    save(&session);
    fuzz_check_map(&session.map);
    session_close(&session);
    buf_release(&path);
    diags_release(&diags);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct map map;
    fuzz_begin(data, size);
    struct slice text = fuzz_part(), before = fuzz_part(), meanwhile = fuzz_part();
    bool good = fuzz_read_map(&map, text);
    map_release(&map);
    if (good) {
        begin_files(text);
        run(before, meanwhile);
    }
    return 0;
}
