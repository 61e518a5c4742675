/* ":persona": whose curve is shown, and personas out of other maps. */
#include <limits.h>
#include <sys/stat.h>

#include "app/core/ask.h"
#include "app/core/complete.h"
#include "app/grid/grid.h"
#include "base/i18n.h"
#include "base/text.h"
#include "store/store.h"

enum { IMPORT_MAX = 100, NAMES_SAID = 6, NAME_WIDTH = 30 };

/* --- by name --- */

/* The one of that name or id, else the first whose name begins so; NULL where there is none. */
static struct node *persona_of(const struct map *map, struct slice name)
{
    struct node_list personas = node_children(map->root, MAP_PERSONAS);
    struct node *found = persona_named(map, name);
    for (uint32_t i = 0; i < personas.count && !found; i++)
        if (text_find(node_headline(personas.items[i]), name) == 0)
            found = personas.items[i];
    return found;
}

/* The one that the longest beginning of a text names, which is taken off it; NULL: none is. */
static struct node *take_persona(const struct map *map, struct slice *text)
{
    for (size_t len = text->len; len; len--) {
        bool end = len == text->len || text->data[len] == ' ' || text->data[len] == ',';
        struct slice name = text_trim((struct slice){ text->data, len });
        struct node *found = end && name.len ? persona_of(map, name) : NULL;
        if (!found)
            continue;
        while (len < text->len && (text->data[len] == ' ' || text->data[len] == ','))
            len++;
        *text = slice_from(*text, len);
        return found;
    }
    return NULL;
}

/* "Nora Viktor", "Nora, Viktor": how many it names, each once, of which `out` has the first; 0: a
 * part names nobody. */
static size_t parse_personas(
    const struct map *map, struct slice text, struct node *out[OVERLAY_MAX])
{
    size_t count = 0;
    while (text.len) {
        struct node *found = take_persona(map, &text);
        bool twice = false;
        if (!found)
            return 0;
        for (size_t i = 0; i < count && i < OVERLAY_MAX; i++)
            twice = twice || out[i] == found;
        if (!twice && count < OVERLAY_MAX)
            out[count] = found;
        count += !twice;
    }
    return count;
}

static void add_names(struct node_list personas, struct buf *out)
{
    for (uint32_t i = 0; i < personas.count && i < NAMES_SAID; i++) {
        buf_adds(out, i ? ", " : "");
        text_clip(out, node_headline(personas.items[i]), NAME_WIDTH, "…");
    }
    buf_adds(out, personas.count > NAMES_SAID ? ", …" : "");
}

static void say_shown(struct app *app)
{
    struct buf names = BUF_INIT;
    for (size_t i = 0; i < app->overlay.count; i++) {
        buf_adds(&names, i ? ", " : "");
        buf_add_slice(&names, node_headline(app->overlay.picked[i]));
    }
    if (app->persona)
        app_say(app, SAY_DONE, _("%s's curve"), node_headline(app->persona).data);
    else if (app->overlay.mean)
        app_say(app, SAY_DONE, _("one curve: the mean of all personas"));
    else if (app->overlay.count)
        app_say(app, SAY_DONE, _("%s: a letter each"), names.data);
    else
        app_say(app, SAY_DONE, _("all personas, a letter each"));
    buf_release(&names);
}

static void show_persona(struct app *app, struct node *persona)
{
    app_show_persona(app, persona);
    say_shown(app);
}

static void show_named(struct app *app, struct slice names)
{
    const struct map *map = &app->session.map;
    struct node *personas[OVERLAY_MAX];
    size_t count = parse_personas(map, names, personas);
    struct buf there = BUF_INIT;
    add_names(node_children(map->root, MAP_PERSONAS), &there);
    if (!count && !slice_is(names, "mean") && !slice_is(names, "all")) {
        if (there.len)
            app_say(
                app, SAY_ERROR, _("there is no persona of that name; personas: %s"), there.data);
        else
            app_say(app, SAY_ERROR, _("the map has no persona; add one first"));
    } else if (count > OVERLAY_MAX) {
        app_say(app, SAY_ERROR, _("at most %d personas are shown at once"), OVERLAY_MAX);
    } else if (count > 1 || slice_is(names, "mean")) {
        app_show_overlay(app, personas, count);
        say_shown(app);
    } else {
        show_persona(app, count ? personas[0] : NULL);
    }
    buf_release(&there);
}

/* --- from another map --- */

static bool is_there(struct slice file)
{
    struct buf path = BUF_INIT;
    struct stat st;
    add_path(text_trim(file), &path);
    bool there = stat(path.data, &st) == 0;
    buf_release(&path);
    return there;
}

/* "FILE NAME" in its parts: the file is the longest beginning of that name that is there. */
static struct slice split_file(struct slice text, struct slice *name)
{
    size_t len = text.len > PATH_MAX ? 0 : text.len;
    while (len && !is_there((struct slice){ text.data, len }))
        while (--len && text.data[len] != ' ')
            ;
    if (!len)
        len = text.len;
    *name = text_trim(slice_from(text, len));
    return text_trim((struct slice){ text.data, len });
}

/* Reads a map that personas come from, into `map` to be released; false with the reason. */
static bool read_other(struct app *app, struct slice file, struct map *map, struct diags *diags)
{
    struct buf path = BUF_INIT;
    bool good = false;
    add_path(file, &path);
    map_begin(map);
    if (slice_is(file, "-"))
        diags_add(diags, NULL, 0, 0, "%s", _("\"-\" is not a file here; name another file"));
    else if (session_is_file(&app->session, path.data))
        diags_add(diags, path.data, 0, 0, "%s", _("this is the map itself; name another map"));
    else
        good = store_read(map, path.data, app->options.max_size, diags) == STATUS_OK;
    buf_release(&path);
    return good;
}

/* Those of a map that a name means; an empty list, with the reason said, where it means none. */
static struct node_list choose(struct app *app, const struct map *map, struct slice name)
{
    struct node_list personas = node_children(map->root, MAP_PERSONAS), one = personas;
    struct node *named = name.len ? persona_of(map, name) : NULL;
    bool all = !named && (slice_is(name, "all") || (!name.len && personas.count == 1));
    struct buf names = BUF_INIT;
    add_names(personas, &names);
    one.count = 0;
    if (named)
        one = (struct node_list){
            .items = &personas.items[node_index(named)], .count = 1, .field = MAP_PERSONAS
        };
    else if (!personas.count)
        app_say(app, SAY_ERROR, _("that map has no persona; name another map"));
    else if (all && personas.count <= IMPORT_MAX)
        one = personas;
    else if (all)
        app_say(app, SAY_ERROR, _("that map has %u personas, too many at once; name one"),
            personas.count);
    else
        app_say(app, SAY_ERROR,
            name.len ? _("that map has no such persona; personas: %s")
                     : _("Which persona? Type its name after the file, or all: %s"),
            names.data);
    buf_release(&names);
    return one;
}

static bool has_twin(const struct map *map, const struct node *persona)
{
    struct node_list personas = node_children(map->root, MAP_PERSONAS);
    for (uint32_t i = 0; i < personas.count; i++)
        if (personas.items[i] != persona &&
            slice_equal(node_headline(personas.items[i]), node_headline(persona)))
            return true;
    return false;
}

static void copy_personas(struct app *app, struct node_list personas)
{
    struct undo *undo = &app->session.undo;
    struct node *twin = NULL, *copy = NULL;
    undo_begin(undo);
    for (uint32_t i = 0; i < personas.count; i++) {
        copy = node_copy(undo->map, personas.items[i]);
        edit_insert(undo, undo->map->root, copy, (size_t)-1);
        if (!twin && has_twin(undo->map, copy))
            twin = copy;
    }
    undo_end(undo);
    if (app_main_view(app)->lists == KIND_PERSONA)
        level_reveal(app, &app->levels[0], copy);
    if (personas.count == 1)
        app_say(app, SAY_DONE, _("copied: %s"), node_headline(copy).data);
    else
        app_say(app, SAY_DONE, _n("%u persona copied", "%u personas copied", personas.count),
            personas.count);
    if (twin)
        app_say_more(app, _("one named \"%s\" was already there"), node_headline(twin).data);
}

static void import_personas(struct app *app, struct slice argument)
{
    if (app_only_watches(app))
        return;
    struct slice name, file = split_file(argument, &name);
    struct diags diags = DIAGS_INIT;
    struct map other;
    if (!file.len) {
        app_say(app, SAY_ERROR, _("name a map: \":persona import FILE\""));
        return;
    }
    if (read_other(app, file, &other, &diags)) {
        struct node_list personas = choose(app, &other, name);
        if (personas.count)
            copy_personas(app, personas);
    }
    app_report(app, &diags);
    map_release(&other);
}

/* What stands behind "import"; no data where that is not what is meant. */
static struct slice import_of(struct slice argument)
{
    struct slice rest = argument;
    bool is = argument.len && slice_is(slice_next_word(&rest), "import");
    return is ? slice_from(argument, strlen("import")) : SLICE_NONE;
}

/* --- the command --- */

static void add_personas(const struct map *map, struct slice typed, struct completions *out)
{
    struct node_list personas = node_children(map->root, MAP_PERSONAS);
    for (uint32_t i = 0; i < personas.count; i++)
        complete_word(out, node_headline(personas.items[i]), typed);
}

/* A file, and behind the file and a blank those who are in it. */
static void complete_import(struct app *app, struct slice typed, struct completions *out)
{
    struct slice name, file = split_file(typed, &name);
    struct diags diags = DIAGS_INIT;
    struct map other;
    if (!typed.len || file.data + file.len == typed.data + typed.len) {
        complete_file(app, typed, out);
        return;
    }
    if (read_other(app, file, &other, &diags)) {
        out->start += name.len ? (size_t)(name.data - typed.data) : typed.len;
        complete_word(out, SLICE("all"), name);
        add_personas(&other, name, out);
    }
    diags_release(&diags);
    map_release(&other);
}

static void complete_persona(struct app *app, struct slice typed, struct completions *out)
{
    struct slice behind = import_of(typed);
    if (!behind.len) {
        complete_word(out, SLICE("import "), typed);
        complete_word(out, SLICE("all"), typed);
        complete_word(out, SLICE("mean"), typed);
        add_personas(&app->session.map, typed, out);
        return;
    }
    while (behind.len && behind.data[0] == ' ')
        behind = slice_from(behind, 1);
    out->start += typed.len - behind.len;
    complete_import(app, behind, out);
}

/* So many further as were counted; behind the last one are all together (NULL). */
static struct node *persona_after(const struct app *app, size_t count)
{
    size_t now = app->persona ? node_index(app->persona) + 1 : 0;
    size_t by = app->typed.count ? (size_t)app->typed.count : 1;
    size_t next = (now + by) % (count + 1);
    return next ? node_child(app->session.map.root, MAP_PERSONAS, next - 1) : NULL;
}

/* A persona may be called "import", too. */
RUN(persona)
{
    struct map *map = &app->session.map;
    struct node_list personas = node_children(map->root, MAP_PERSONAS);
    struct slice file = import_of(argument);
    if (file.data && !persona_named(map, argument)) {
        import_personas(app, text_trim(file));
        return;
    }
    if (argument.len) {
        show_named(app, text_trim(argument));
        return;
    }
    if (personas.count < 2) {
        app_say(app, SAY_DONE,
            personas.count ? _("there is one persona; F3 shows the sheet")
                           : _("no persona yet; press F3, then a to add one"));
        return;
    }
    show_persona(app, persona_after(app, personas.count));
}

/* --- paths --- */

/* "A", or "A B" where no path is called so. */
static bool parse_paths(const struct map *map, struct slice argument, int paths[2])
{
    paths[0] = path_named(map, argument);
    paths[1] = 0;
    for (size_t i = 1; !paths[0] && i < argument.len; i++)
        if (argument.data[i] == ' ') {
            int first = path_named(map, text_trim((struct slice){ argument.data, i }));
            int second = path_named(map, text_trim(slice_from(argument, i)));
            paths[0] = second ? first : 0;
            paths[1] = first ? second : 0;
        }
    return paths[0] > 0;
}

static void complete_path(struct app *app, struct slice typed, struct completions *out)
{
    for (int number = 1; path_name(&app->session.map, number).len; number++)
        complete_word(out, path_name(&app->session.map, number), typed);
}

/* Without a name the next one; behind the last one all. */
RUN(path)
{
    const struct map *map = &app->session.map;
    int *shown = app->grid->paths, paths[2] = { shown[0] + 1, 0 };
    if (!path_name(map, 1).len) {
        app_say(app, SAY_ERROR,
            _("This map has no paths. Name them in the facts (F8), then in the touchpoints"));
        return;
    }
    if (argument.len && !parse_paths(map, text_trim(argument), paths)) {
        struct buf names = BUF_INIT;
        for (int number = 1; path_name(map, number).len; number++)
            text_add_item(&names, path_name(map, number));
        app_say(
            app, SAY_ERROR, _("there is no path \"%1$s\"; paths: %2$s"), argument.data, names.data);
        buf_release(&names);
        return;
    }
    shown[0] = path_name(map, paths[0]).len ? paths[0] : 0;
    shown[1] = shown[0] ? paths[1] : 0;
    app->summary.path = shown[1] ? 0 : shown[0];
    app->summary.stale = true;
    if (!shown[0])
        app_say(app, SAY_DONE, _("all paths"));
}

/* clang-format off */
const struct command persona_commands[] = {
    { .name = "persona", .keys = { 'P' }, .contexts = IN_GRID | IN_DETAIL, .argument = "[NAME...]",
      .section = SECTION_SEE, .hint = N_("persona"), .counts = true,
      .help = N_("show the curve of the next persona, or of all; \":persona A B\" shows those, "
                 "\":persona mean\" the mean of all, \":persona import FILE\" copies personas from "
                 "another map"), .run = run_persona, .complete = complete_persona },
    { .name = "path", .contexts = IN_GRID | IN_DETAIL, .argument = "[NAME]",
      .section = SECTION_SEE,
      .help = N_("show a path through the journey, two of them, or all again"), .run = run_path,
      .complete = complete_path },
    { .help = NULL },
};
/* clang-format on */
