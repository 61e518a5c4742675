/* cjm-tui guide MAP: the guided workshop in line mode. */
#include <stdlib.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/text.h"
#include "cmd/guide_talk.h"
#include "cmd/print.h"
#include "guide/dot.h"

/* clang-format off */
static const struct option_row option_rows[] = {
    { .name = "preset", .letter = 'p', .argument = "NAME", .values_of = MAP_PRESET,
      .help = N_("how much time you have: minutes, or part of a day") },
    { .name = "step", .letter = 's', .argument = "STEP", .values_of = STEP_STEP,
      .help = N_("begin with this step: its name, or its number from 0") },
    { .name = "template", .letter = 't', .argument = "NAME",
      .help = N_("begin a new map with the stages of a template") },
    { .name = "" },
};
/* clang-format on */

static const char *option(const struct talk *talk, const char *name)
{
    return option_value(talk->arguments, name);
}

static bool take_option(struct talk *talk, const char *name,
    bool (*take)(struct guide *guide, struct slice value, struct buf *why))
{
    const char *value = option(talk, name);
    struct buf why = BUF_INIT;
    bool good = !value || take(talk->guide, slice_of(value), &why);
    if (!good) {
        diags_add(talk->diags, NULL, 0, 0, "--%s: %s", name, why.data);
        note_status(talk, STATUS_BAD);
    }
    buf_release(&why);
    return good;
}

/* A map that is not there yet is made; true if so. */
static bool make_map(struct talk *talk, const char *path)
{
    struct new_map wanted = { .template_name = option(talk, "template") };
    if (session_is_missing(path)) {
        note_status(talk, session_create(path, &wanted, talk->diags));
        return talk->status == STATUS_OK;
    }
    if (wanted.template_name)
        talk->status = print_refusal(talk->diags, path,
            _("already exists; type \".template NAME\" at a question to take a template's stages"));
    return false;
}

static bool open_map(struct talk *talk, const char *path)
{
    struct app_options options = {
        .clock = &clock_system, .path = path, .max_size = talk->arguments->max_size
    };
    talk->app = app_open(&options, talk->diags, &talk->status);
    if (!talk->app)
        return false;
    talk->session = app_session(talk->app);
    if (session_watches(talk->session)) {
        diags_add(talk->diags, path, 0, 0, "%s",
            _("you can read this map, but not change it; answer the questions in a copy of your "
              "own"));
        note_status(talk, STATUS_SYSTEM);
        return false;
    }
    talk->guide = guide_new(&talk->session->undo, talk->session->path, &clock_system, talk->diags);
    diags_name_file(talk->diags, path);
    if (!talk->guide) {
        note_status(talk, STATUS_BAD);
        return false;
    }
    /* A broken template of the user's: said before the first question, and no reason to stop. */
    print_messages(talk->diags, talk->arguments->utf8);
    diags_release(talk->diags);
    return true;
}

static void add_completion(void *context, struct slice text)
{
    completions_add(context, text);
}

static void complete(void *context, struct slice before, struct completions *out)
{
    const struct talk *talk = context;
    out->start = dot_complete(talk->guide, before, &(struct completer){ add_completion, out });
}

static void run(struct talk *talk)
{
    struct read_options options = { complete, talk, talk->arguments->utf8 };
    talk->reader = reader_new(&options);
    talk->width = isatty(STDOUT_FILENO) ? print_width() : 0;
    talk->terminal = reader_is_terminal(talk->reader);
    talk->curved = guide_is_scored(talk->guide);
    hear_others(talk);
    guide_enter(talk->guide);
    /* What the options say holds after a kill at the first question, too. */
    if (option(talk, "preset") || option(talk, "step"))
        keep(talk);
    bool finished = talk_run(talk);
    keep_at_end(talk);
    say_end(talk, finished);
    reader_free(talk->reader);
}

static void begin(struct talk *talk, const char *path)
{
    bool made = make_map(talk, path);
    if (talk->status != STATUS_OK)
        return;
    bool good = open_map(talk, path) && take_option(talk, "preset", guide_set_preset) &&
                take_option(talk, "step", guide_go);
    if (good && made)
        sayf(talk, _("%s is a new map. \".help\" lists what you can type, \".quit\" quits."), path);
    if (good)
        run(talk);
    else if (made)
        unlink(path); /* nothing was asked yet */
}

static enum status run_guide(const struct arguments *arguments, struct diags *diags)
{
    struct talk talk = { .arguments = arguments, .diags = diags };
    const char *path = arguments->operands[0];
    if (slice_is(slice_of(path), "-"))
        return print_refusal(diags, NULL,
            _("\"-\" cannot be the map here, because standard input has the answers; name a file"));
    begin(&talk, path);
    guide_free(talk.guide);
    if (talk.app)
        app_close(talk.app);
    return talk.status;
}

static void add_more(struct buf *out)
{
    buf_adds(out, _("\n"
                    "If the file MAP does not exist, it is created. Each answer is one line: at a "
                    "terminal with history and Tab, from a pipe one after the other. Every answer "
                    "is saved at once. You can quit at any question (C-d, C-c, .quit) and continue "
                    "there next time. The exit status is 3 if the map could not be saved. It is 1 "
                    "if there is no journal and another program changed the map: the session is "
                    "then saved in a copy next to it. Otherwise it is 0.\n"
                    "\n"
                    "A line that begins with a dot is a command. You can shorten these:\n"));
    say_add_commands(out);
    buf_adds(out, _("\n\"?\" alone means: we don't know. If a text begins with a dot, type two "
                    "dots.\n\nFrom a pipe, lines that cannot be used are listed on standard "
                    "error, and the next line answers the next question. The exit status is then "
                    "2:\n\n  printf "
                    "'%s\\n' 'Buying a TV' 'Halve the lost orders' | cjm-tui guide tv.yaml\n"));
}

/* clang-format off */
const struct subcommand cmd_guide = {
    .name = "guide", .operands = "MAP", .least = 1, .most = 1, .asks = true,
    .help = N_("create or continue a map by questions, line by line"),
    .options = option_rows, .run = run_guide, .add_more = add_more,
};
