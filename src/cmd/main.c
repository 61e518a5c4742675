/* The command line: which subcommand, which options; errors and exit status. */
#include <errno.h>
#include <getopt.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/locale/locale.h"
#include "base/mem.h"
#include "base/text.h"
#include "cmd/cmd.h"
#include "cmd/print.h"
#include "store/store.h"
#include "tui/term/term.h"

/* getopt()'s values of long options: behind those of all letters. */
enum { OWN_FIRST = 256, COMMON_FIRST = OWN_FIRST + OPTIONS_MAX };

static void end_without_memory(void)
{
    static const char text[] = PACKAGE_NAME ": out of memory\n";
    term_restore_now();
    ssize_t ignored = write(STDERR_FILENO, text, sizeof text - 1);
    (void)ignored;
    _exit(STATUS_SYSTEM);
}

/* --- parsing --- */

enum outcome { OUTCOME_RUN, OUTCOME_HELP, OUTCOME_VERSION, OUTCOME_BAD };

struct option_set {
    struct option options[OPTIONS_MAX + 8];
    size_t count;
    char letters[OPTIONS_MAX]; /* as getopt() wants them */
};

static void add_rows(struct option_set *set, const struct option_row *rows, int first)
{
    for (int i = 0; *rows[i].name; i++) {
        int takes = rows[i].argument ? required_argument : no_argument;
        if (!option_is_full(&rows[i]))
            set->options[set->count++] = (struct option){ rows[i].name, takes, NULL, first + i };
        char letter[] = { rows[i].letter, rows[i].argument ? ':' : '\0', '\0' };
        strcat(set->letters, letter);
    }
}

/* The value of the long option that a letter is short for. */
static int value_of_letter(const struct option_row *rows, int letter)
{
    for (int i = 0; *rows[i].name; i++)
        if (rows[i].letter == letter)
            return OWN_FIRST + i;
    for (int i = 0; *common_options[i].name; i++)
        if (common_options[i].letter == letter)
            return COMMON_FIRST + i;
    return letter;
}

/* getopt() knows only the short names of fields, so that "--pa" is "--pain" and not one of many.
 * It has gone past the word that it does not know; its argument is left to take. */
static int value_of_full_name(int argc, char **argv, const struct option_list *list)
{
    struct slice name = slice_from(slice_of(argv[optind - 1]), 2);
    const char *end = memchr(name.data, '=', name.len);
    name.len = end ? (size_t)(end - name.data) : name.len;
    int place = option_find(list, name);
    if (place < 0)
        return '?';
    optarg = end ? argv[optind - 1] + 2 + name.len + 1 : optind < argc ? argv[optind++] : NULL;
    return optarg ? OWN_FIRST + place : ':';
}

static bool parse_size(const char *text, size_t *out)
{
    static const char units[] = "KMG";
    char *end;
    unsigned long long size = strtoull(text, &end, 10);
    const char *unit = *end ? strchr(units, *end) : NULL;
    for (const char *u = units; unit && u <= unit; u++)
        size = size < UINT32_MAX ? size * 1024 : size;
    if (*text < '0' || *text > '9' || (*end && (!unit || end[1])) || !size || size >= UINT32_MAX)
        return false;
    *out = (size_t)size;
    return true;
}

static enum outcome refuse_theme(const char *name, struct diags *diags)
{
    struct buf names = BUF_INIT;
    for (int i = 0; theme_name(i); i++)
        text_add_item(&names, slice_of(theme_name(i)));
    diags_add(diags, NULL, 0, 0, _("--theme: there is no theme \"%1$s\"; there are: %2$s"), name,
        names.data);
    buf_release(&names);
    return OUTCOME_BAD;
}

/* Where the terminal does not take its letters, only an export is in it. */
static enum outcome take_language(
    const char *name, struct arguments *arguments, struct diags *diags)
{
    const struct catalogue *texts = i18n_find(name);
    if (!i18n_is_language(name)) {
        diags_add(diags, NULL, 0, 0, _("--lang: \"%s\" is no language, such as el or zh-CN"), name);
        return OUTCOME_BAD;
    }
    if (!texts && !locale_is_english(name))
        diags_add(diags, NULL, 0, 0,
            _("--lang: there are no texts in \"%s\" yet; they are in English"), name);
    if (arguments->utf8)
        i18n_use(texts);
    arguments->lang = name;
    return OUTCOME_RUN;
}

static enum outcome take_common(
    int index, const char *value, struct arguments *arguments, struct diags *diags)
{
    const char *name = common_options[index].name;
    if (strcmp(name, "help") == 0)
        return OUTCOME_HELP;
    if (strcmp(name, "version") == 0)
        return OUTCOME_VERSION;
    if (strcmp(name, "ascii") == 0) {
        arguments->ascii = true;
    } else if (strcmp(name, "no-color") == 0) {
        arguments->color = false;
    } else if (strcmp(name, "theme") == 0) {
        arguments->theme = value;
        return theme_of_name(slice_of(value)) >= 0 ? OUTCOME_RUN : refuse_theme(value, diags);
    } else if (strcmp(name, "lang") == 0) {
        return take_language(value, arguments, diags);
    } else if (!parse_size(value, &arguments->max_size)) {
        diags_add(
            diags, NULL, 0, 0, _("--max-size: \"%s\" is not a size below 4G, such as 200M"), value);
        return OUTCOME_BAD;
    }
    return OUTCOME_RUN;
}

/*
 * The option that getopt() stopped at. It names a letter in optopt, and has not gone past the word
 * while letters follow; a letter of several bytes is shown with its word.
 */
static void add_bad_option(char **argv, struct buf *out)
{
    unsigned char letter = (unsigned char)optopt;
    bool is_letter = optopt && optopt < OWN_FIRST;
    if (is_letter && letter < 0x80)
        buf_addf(out, "-%c", letter);
    else
        buf_adds(out, is_letter && argv[optind] ? argv[optind] : argv[optind - 1]);
}

static enum outcome bad_option(char **argv, int code, struct diags *diags)
{
    struct buf option = BUF_INIT;
    add_bad_option(argv, &option);
    diags_add(diags, NULL, 0, 0,
        code == ':' ? _("the option %s needs an argument; --help shows which")
                    : _("unknown option %s; --help lists the options"),
        option.data);
    buf_release(&option);
    return OUTCOME_BAD;
}

/* What is given twice has one value too many: neither is left out in silence. */
static enum outcome refuse_twice(const struct option_row *row, struct diags *diags)
{
    diags_add(diags, NULL, 0, 0, _("the option --%s is given twice; give it once"), row->name);
    return OUTCOME_BAD;
}

/* The subcommand of that name; opening a map where there is none. */
static const struct subcommand *find_subcommand(const char *name)
{
    for (const struct subcommand *const *sub = subcommands + 1; *sub; sub++)
        if (strcmp(name, (*sub)->name) == 0)
            return *sub;
    return subcommands[0];
}

/* Nothing of that name is there, not even a link that leads nowhere. */
static bool is_missing(const char *path)
{
    struct stat st;
    return *path && lstat(path, &st) != 0 && errno == ENOENT;
}

static enum outcome take_operands(int argc, char **argv, const struct subcommand *sub,
    struct arguments *arguments, struct diags *diags)
{
    size_t count = (size_t)(argc - optind);
    if (count > sub->most && !*sub->name && is_missing(argv[optind])) {
        if (*find_subcommand(argv[optind])->name)
            diags_add(diags, NULL, 0, 0, _("put the command first: cjm-tui %s ..."), argv[optind]);
        else
            usage_refuse(argv[optind], diags);
        return OUTCOME_BAD;
    }
    if (count < sub->least || count > sub->most) {
        /* TRANSLATORS: 1: a command, 2: names of its arguments, such as MAP. */
        diags_add(diags, NULL, 0, 0,
            count < sub->least
                ? _("\"%1$s\" needs an argument: %2$s; --help shows the usage")
                : _("too many arguments: \"%1$s\" takes %2$s; --help shows the usage"),
            *sub->name ? sub->name : PACKAGE_NAME, sub->operands);
        return OUTCOME_BAD;
    }
    for (size_t i = 0; i < count; i++) {
        arguments->operands[i] = argv[optind + (int)i];
        if (!*arguments->operands[i]) {
            diags_add(diags, NULL, 0, 0, "%s", _("an argument is empty; --help shows the usage"));
            return OUTCOME_BAD;
        }
    }
    arguments->operand_count = count;
    return OUTCOME_RUN;
}

static enum outcome parse(int argc, char **argv, const struct subcommand *sub,
    struct arguments *arguments, struct diags *diags)
{
    struct option_set set = { .letters = ":" };
    const struct option_list *list = arguments->options;
    add_rows(&set, list->rows, OWN_FIRST);
    add_rows(&set, common_options, COMMON_FIRST);
    int code;
    opterr = 0;
    while ((code = getopt_long(argc, argv, set.letters, set.options, NULL)) != -1) {
        enum outcome outcome = OUTCOME_RUN;
        if (code == '?' && !optopt)
            code = value_of_full_name(argc, argv, list);
        if (code < OWN_FIRST)
            code = value_of_letter(list->rows, code);
        if (code == '?' || code == ':')
            outcome = bad_option(argv, code, diags);
        else if (code >= COMMON_FIRST)
            outcome = take_common(code - COMMON_FIRST, optarg, arguments, diags);
        else if (arguments->values[code - OWN_FIRST])
            outcome = refuse_twice(&list->rows[code - OWN_FIRST], diags);
        else
            arguments->values[code - OWN_FIRST] = optarg ? optarg : "";
        if (outcome != OUTCOME_RUN)
            return outcome;
    }
    return take_operands(argc, argv, sub, arguments, diags);
}

/* Is the first word meant as a subcommand, and none? */
static bool is_slip(int argc, char **argv)
{
    return argc > 1 && argv[1][0] != '-' && !strpbrk(argv[1], "./") && is_missing(argv[1]);
}

static enum status print_help(
    const struct subcommand *sub, const struct arguments *arguments, struct diags *diags)
{
    struct buf text = BUF_INIT;
    usage_add(sub, &text);
    return print_text(arguments, &text, diags);
}

/* Of a program that was built and is called there: the folder that what is installed elsewhere is
 * in as well. False: it is an installed one. */
static bool is_built(const char *program, const char *beside, struct buf *path)
{
    const char *slash = program ? strrchr(program, '/') : NULL;
    if (slash)
        buf_addf(path, "%.*s/%s", (int)(slash - program), program, beside);
    return slash && access(path->data, R_OK) == 0;
}

/* Returns whether the terminal takes UTF-8. Inside all texts are UTF-8, translations too: where it
 * does not, those of the screen stay English. */
static bool set_up_language(const char *program)
{
    bool utf8 = locale_setup();
    struct buf built = BUF_INIT;
    i18n_set_folder(is_built(program, "../po/catalogues", &built) ? built.data : LOCALEDIR);
    if (utf8)
        locale_use_language();
    buf_release(&built);
    return utf8;
}

static enum status run(int argc, char **argv, bool utf8, struct diags *diags)
{
    const char *no_color = getenv("NO_COLOR");
    const struct subcommand *sub = find_subcommand(argc > 1 ? argv[1] : "");
    struct option_list options;
    if (!*sub->name && is_slip(argc, argv)) {
        usage_refuse(argv[1], diags);
        return STATUS_BAD;
    }
    options_of(sub, &options);
    struct arguments arguments = {
        .options = &options,
        .program = argc > 0 ? argv[0] : "",
        .utf8 = utf8,
        .color = !no_color || !*no_color,
        .max_size = STORE_MAX_SIZE,
    };
    int skip = *sub->name ? 1 : 0;
    switch (parse(argc - skip, argv + skip, sub, &arguments, diags)) {
    case OUTCOME_HELP:
        return print_help(sub, &arguments, diags);
    case OUTCOME_VERSION:
        return print_out(SLICE(PACKAGE_STRING "\n"), diags);
    case OUTCOME_BAD:
        return STATUS_BAD;
    case OUTCOME_RUN:
        break;
    }
    arguments.ascii = arguments.ascii || !arguments.utf8;
    return sub->run(&arguments, diags);
}

/* The program that draws PDF and PNG: the installed one, or that beside a program which was built
 * and is called there. */
static void find_painter(const char *program)
{
    struct buf path = BUF_INIT;
    if (access(LIBEXECDIR "/cjm-tui-paint", X_OK) != 0 && is_built(program, "cjm-tui-paint", &path))
        setenv("CJM_TUI_PAINT", path.data, false);
    buf_release(&path);
}

int main(int argc, char **argv)
{
    struct diags diags = DIAGS_INIT;
    mem_set_handler(end_without_memory);
    signal(SIGPIPE, SIG_IGN);
    signal(SIGXFSZ, SIG_IGN); /* a file that may not grow is an error of write() */
    bool utf8 = set_up_language(argv[0]);
    find_painter(argv[0]);
    enum status status = run(argc, argv, utf8, &diags);
    print_messages(&diags, utf8);
    diags_release(&diags);
    return (int)status;
}
