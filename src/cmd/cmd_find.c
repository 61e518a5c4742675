/* cjm-tui find EXPR MAP|DIR... */
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "app/lists/filter_words.h"
#include "base/i18n.h"
#include "base/text.h"
#include "cmd/cmd.h"
#include "cmd/print.h"
#include "insight/filter/filter.h"
#include "session/session.h"
#include "store/read/load.h"

struct search {
    const struct arguments *arguments;
    struct diags *diags;
    struct buf out;
    size_t offset, line; /* where the lines of the map's text were counted up to */
    enum status worst;
};

static void note_status(struct search *search, enum status status)
{
    search->worst = status > search->worst ? status : search->worst;
}

/* --- a hit: FILE:LINE: Stage / Touchpoint: text --- */

/* Of what the file does not have yet it is that of what it stands in. */
static size_t line_of(struct search *search, const struct map *map, const struct node *node)
{
    struct slice text = map_source(map);
    while (node->parent && (!node->end || node->begin > text.len))
        node = node->parent;
    size_t at = node->end && node->begin <= text.len ? node->begin : 0;
    if (at < search->offset)
        search->offset = 0;
    if (!search->offset)
        search->line = 1;
    for (; search->offset < at; search->offset++)
        search->line += text.data[search->offset] == '\n';
    return search->line;
}

static void add_name(const struct node *node, const char *before, struct buf *out)
{
    if (!node)
        return;
    buf_adds(out, before);
    text_add_line(node_headline(node), SIZE_MAX, out);
}

static void add_hit(struct search *search, const struct map *map, const char *path,
    const struct filter *filter, struct node *node)
{
    const struct node *touchpoint = node_up(node, KIND_TOUCHPOINT);
    const struct node *stage = node_up(node, KIND_STAGE);
    struct buf *out = &search->out;
    text_add_visible(out, slice_of(path));
    buf_addf(out, ":%zu: ", line_of(search, map, node));
    add_name(stage, "", out);
    add_name(touchpoint, " / ", out);
    buf_adds(out, stage ? ": " : "");
    text_add_line(filter_found(filter, node), SIZE_MAX, out);
    buf_add_char(out, '\n');
}

static bool is_for_people(const struct node *node)
{
    return node->kind != KIND_STEP && node->kind != KIND_QUESTION && node->kind != KIND_LANE;
}

/* --- maps --- */

static void search_map(struct search *search, const char *path)
{
    struct session session;
    struct session_options options = {
        .path = path, .max_size = search->arguments->max_size, .use = SESSION_READ
    };
    enum status status = session_open(&session, &options, search->diags);
    note_status(search, status);
    if (status != STATUS_OK)
        return;
    struct filter filter;
    struct filter_names names = { filter_word_find, NULL };
    struct buf why = BUF_INIT;
    const struct map *map = &session.map;
    search->offset = 0;
    if (filter_parse(
            &filter, map, slice_of(search->arguments->operands[0]), time(NULL), &names, &why)) {
        for (struct node *node = map->root; node; node = node_next(node, map->root))
            if (is_for_people(node) && filter_is_about(&filter, node) &&
                filter_matches(&filter, node, NULL))
                add_hit(search, map, path, &filter, node);
        filter_release(&filter);
    } else {
        diags_add(search->diags, path, 0, 0, "%s", why.data);
        note_status(search, STATUS_BAD);
    }
    buf_release(&why);
    session_close(&session);
}

static bool is_yaml(const char *name)
{
    const char *dot = strrchr(name, '.');
    return dot && (strcmp(dot, ".yaml") == 0 || strcmp(dot, ".yml") == 0);
}

/* Other YAML files are passed over. */
static void search_if_map(struct search *search, const char *path)
{
    struct buf text = BUF_INIT;
    enum status status = file_load(path, search->arguments->max_size, &text, search->diags);
    note_status(search, status);
    if (status == STATUS_OK && text_is_map(buf_slice(&text)))
        search_map(search, path);
    buf_release(&text);
}

/* --- folders --- */

/* Links are not followed, and what is hidden is passed over: journals, .git. */
static void search_folder(struct search *search, const char *folder)
{
    struct dirent **entries;
    int count = scandir(folder, &entries, NULL, alphasort);
    if (count < 0) {
        diags_add(search->diags, folder, 0, 0, _("cannot be read: %s"), strerror(errno));
        note_status(search, STATUS_SYSTEM);
    }
    for (int i = 0; i < count; i++) {
        struct buf path = BUF_INIT;
        struct stat info;
        const char *slash = folder[strlen(folder) - 1] == '/' ? "" : "/";
        buf_addf(&path, "%s%s%s", folder, slash, entries[i]->d_name);
        bool there = entries[i]->d_name[0] != '.' && lstat(path.data, &info) == 0;
        if (there && S_ISDIR(info.st_mode))
            search_folder(search, path.data);
        else if (there && S_ISREG(info.st_mode) && is_yaml(path.data))
            search_if_map(search, path.data);
        buf_release(&path);
        free(entries[i]);
    }
    if (count >= 0)
        free(entries);
}

static enum status run(const struct arguments *arguments, struct diags *diags)
{
    struct search search = { .arguments = arguments, .diags = diags, .out = BUF_INIT };
    if (!text_trim(slice_of(arguments->operands[0])).len)
        return print_refusal(diags, NULL, _("name what to find"));
    for (size_t i = 1; i < arguments->operand_count; i++) {
        struct stat info;
        const char *path = arguments->operands[i];
        bool folder = *path && stat(path, &info) == 0 && S_ISDIR(info.st_mode);
        if (folder)
            search_folder(&search, path);
        else
            search_map(&search, path);
    }
    bool found = search.out.len > 0;
    enum status status = print_text(arguments, &search.out, diags);
    note_status(&search, found ? status : STATUS_FOUND);
    return search.worst;
}

static void add_more(struct buf *out)
{
    buf_adds(out,
        _("\n"
          "EXPR is what \":filter\" takes: \"channel=shop emotion<0 !severity>=3 queue\". A word "
          "alone is looked for in all texts. Of a folder, all maps in it and below it are "
          "searched. The exit status is 1 if nothing is found.\n"));
}

/* clang-format off */
const struct subcommand cmd_find = {
    .name = "find", .operands = "EXPR MAP|DIR...", .least = 2, .most = OPERANDS_MAX,
    .help = N_("find what answers an expression, in maps and folders of maps"), .run = run,
    .add_more = add_more,
};
