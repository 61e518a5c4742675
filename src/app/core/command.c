#include <config.h>

#include "app/core/command.h"

#include "app/canvas/key.h"
#include "app/commands/run.h"
#include "app/core/state.h"
#include "base/i18n.h"
#include "base/text.h"

/* clang-format off */
const struct command commands[] = {
    { "back", NULL, { K_ESC, K_CTRL('c') }, IN_FORM | IN_HELP | IN_CHOICE | IN_SHEET | IN_AGENDA | IN_WHO | IN_LOG | IN_CONFLICTS | IN_ROUND, NULL, SECTION_PROGRAM, N_("back"), N_("one step back"), run_back, 0 },
    { "left", NULL, { K_LEFT, 'h' }, IN_ALL, NULL, SECTION_MOVE, NULL, N_("go left"), run_left, 0 },
    { "down", NULL, { K_DOWN, 'j' }, IN_ALL | IN_SCROLL, NULL, SECTION_MOVE, NULL, N_("go down"), run_down, 0 },
    { "up", NULL, { K_UP, 'k' }, IN_ALL | IN_SCROLL, NULL, SECTION_MOVE, NULL, N_("go up; above the first touchpoint is the stage itself"), run_up, 0 },
    { "right", NULL, { K_RIGHT, 'l' }, IN_ALL, NULL, SECTION_MOVE, NULL, N_("go right"), run_right, 0 },
    { "page-down", NULL, { K_PAGE_DOWN, K_CTRL('f') }, IN_ALL, NULL, SECTION_MOVE, NULL, N_("a page down"), run_page, 1 },
    { "page-up", NULL, { K_PAGE_UP, K_CTRL('b') }, IN_ALL, NULL, SECTION_MOVE, NULL, N_("a page up"), run_page, -1 },
    { "first", NULL, { K_HOME, '0', '^' }, IN_ALL, NULL, SECTION_MOVE, NULL, N_("to the first stage, or the first row of a list"), run_first, 0 },
    { "last", NULL, { K_END, '$' }, IN_ALL, NULL, SECTION_MOVE, NULL, N_("to the last stage, or the last row of a list"), run_last, 0 },
    { "pane", NULL, { K_TAB, K_BACK_TAB }, IN_GRID | IN_DETAIL, NULL, SECTION_MOVE, NULL, N_("to the other pane: grid, details"), run_pane, 0 },
    { "find", NULL, { '/' }, IN_ALL & ~(IN_CHOICE | IN_AGENDA | IN_WHO | IN_ROUND), "[TEXT]", SECTION_MOVE, NULL, N_("find a text in the map; in the log, there"), run_find, 0 },
    { "next", NULL, { 'n' }, IN_ALL & ~(IN_CHOICE | IN_AGENDA | IN_WHO | IN_ROUND), NULL, SECTION_MOVE, NULL, N_("the next place with the text"), run_find_next, 1 },
    { "previous", NULL, { 'N' }, IN_ALL & ~(IN_CHOICE | IN_AGENDA | IN_WHO | IN_ROUND), NULL, SECTION_MOVE, NULL, N_("the previous place with the text"), run_find_next, -1 },

    { NULL, NULL, { K_ENTER, 'e' }, IN_LOG, NULL, SECTION_PEOPLE, N_("go there"), N_("in the log: to what was changed"), run_edit, 0 },
    { NULL, NULL, { K_ENTER }, IN_CONFLICTS | EDITS, NULL, SECTION_PEOPLE, N_("take the other"), N_("in the list of conflicts: take the other text, or the first one again"), run_edit, 0 },
    { NULL, NULL, { 'd', K_DELETE }, IN_CONFLICTS | EDITS, NULL, SECTION_PEOPLE, N_("settled"), N_("in the list of conflicts: it is settled as it stands; its note leaves the parking lot"), run_conflict_dismiss, 0 },
    { NULL, NULL, { 'a', K_ENTER }, IN_ROUND | EDITS, NULL, SECTION_GUIDE, N_("write"), N_("in a silent round: write more notes"), run_edit, 0 },
    { NULL, NULL, { 'd', K_DELETE }, IN_ROUND | EDITS, NULL, SECTION_GUIDE, N_("take back"), N_("take a note of one's own back"), run_drop_note, 0 },
    { "add", "touchpoint", { 'a' }, IN_MAIN | EDITS, "[NAME]", SECTION_EDIT, N_("add"), N_("add a touchpoint below; in a list what it lists"), run_add, 0 },
    { "stage", NULL, { 'A' }, IN_GRID | IN_DETAIL | EDITS, "[NAME]", SECTION_EDIT, N_("stage"), N_("add a stage to the right"), run_add_stage, 0 },
    { "guide", NULL, { 'g' }, IN_MAP | EDITS, "[STEP]", SECTION_GUIDE, N_("guide"), N_("the guided workshop: it asks, the map fills; goes on where it was"), run_guide, 0 },
    { "edit", NULL, { K_ENTER, 'e' }, IN_ALL & ~(IN_START | IN_HELP | IN_AGENDA | IN_WHO | IN_LOG | IN_CONFLICTS | IN_ROUND), NULL, SECTION_EDIT, N_("edit"), N_("edit what is selected"), run_edit, 0 },
    { "delete", NULL, { 'd', K_DELETE }, IN_MAIN | IN_FORM | EDITS, NULL, SECTION_EDIT, NULL, N_("delete what is selected; u brings it back"), run_delete, 0 },
    { "better", NULL, { '+', '=' }, IN_TOUCHPOINT | IN_FORM | EDITS, NULL, SECTION_EDIT, N_("- emotion"), N_("emotion up"), run_emotion_step, 1 },
    { "worse", NULL, { '-' }, IN_TOUCHPOINT | IN_FORM | EDITS, NULL, SECTION_EDIT, NULL, N_("emotion down"), run_emotion_step, -1 },
    { NULL, NULL, { '1' }, IN_TOUCHPOINT | EDITS, NULL, SECTION_EDIT, NULL, N_("emotion -2"), run_emotion, -2 },
    { NULL, NULL, { '2' }, IN_TOUCHPOINT | EDITS, NULL, SECTION_EDIT, NULL, N_("emotion -1"), run_emotion, -1 },
    { NULL, NULL, { '3' }, IN_TOUCHPOINT | EDITS, NULL, SECTION_EDIT, NULL, N_("emotion 0"), run_emotion, 0 },
    { NULL, NULL, { '4' }, IN_TOUCHPOINT | EDITS, NULL, SECTION_EDIT, NULL, N_("emotion +1"), run_emotion, 1 },
    { NULL, NULL, { '5' }, IN_TOUCHPOINT | EDITS, NULL, SECTION_EDIT, NULL, N_("emotion +2"), run_emotion, 2 },
    { "unscored", NULL, { K_BACKSPACE }, IN_GRID | EDITS, NULL, SECTION_EDIT, NULL, N_("take the emotion away"), run_emotion, EMOTION_NONE },
    { "pain", NULL, { 'p' }, IN_MAIN | IN_FORM | EDITS, "[TEXT]", SECTION_EDIT, N_("pain"), N_("add a pain to the touchpoint"), run_add_child, KIND_PAIN },
    { "idea", NULL, { 'o' }, IN_MAIN | IN_FORM | EDITS, "[TEXT]", SECTION_EDIT, N_("idea"), N_("add an idea to the touchpoint"), run_add_child, KIND_IDEA },
    { "quote", NULL, { '"' }, IN_MAIN | IN_FORM | EDITS, "[TEXT]", SECTION_EDIT, NULL, N_("add a quote to the touchpoint"), run_add_child, KIND_QUOTE },
    { "metric", NULL, { 0 }, EDITS, "[NAME]", SECTION_EDIT, NULL, N_("add a metric to the touchpoint or stage"), run_add_child, KIND_METRIC },
    { "park", NULL, { K_F9 }, IN_ALL | IN_PROMPT | EDITS, "[TEXT]", SECTION_EDIT, NULL, N_("add a note to the parking lot, also while a line is typed"), run_park, 0 },
    { "moment", NULL, { 'm' }, IN_TOUCHPOINT | EDITS, NULL, SECTION_EDIT, NULL, N_("mark as a moment of truth, or not"), run_moment, 0 },
    { "evidence", NULL, { 's' }, IN_MAIN | IN_SHEET | EDITS, NULL, SECTION_EDIT, NULL, N_("evidence: none, assumption, partial, research"), run_evidence, 0 },
    { "choose", NULL, { 'c' }, IN_DETAIL | IN_LIST | IN_FORM | EDITS, NULL, SECTION_EDIT, N_("choose"), N_("choose a pain or idea to work on, or no longer"), run_choose, 0 },
    { "lower", NULL, { 'J' }, IN_MAIN | EDITS, NULL, SECTION_EDIT, NULL, N_("move it down in its stage"), run_move_row, 1 },
    { "higher", NULL, { 'K' }, IN_MAIN | EDITS, NULL, SECTION_EDIT, NULL, N_("move it up in its stage"), run_move_row, -1 },
    { "move-left", NULL, { 'H' }, IN_MAIN | EDITS, NULL, SECTION_EDIT, NULL, N_("move it to the stage on the left; a stage to the left"), run_move_stage, -1 },
    { "move-right", NULL, { 'L' }, IN_MAIN | EDITS, NULL, SECTION_EDIT, NULL, N_("move it to the stage on the right; a stage to the right"), run_move_stage, 1 },
    { "editor", NULL, { 'E' }, IN_MAIN | IN_FORM | EDITS, NULL, SECTION_EDIT, NULL, N_("edit the text in $EDITOR"), run_editor, 0 },
    { "set", NULL, { 0 }, EDITS, "FIELD [VALUE]", SECTION_EDIT, NULL, N_("set a field of what is selected, or of the map"), run_set, 0 },
    { "undo", NULL, { 'u' }, IN_MAP | IN_GUIDE | IN_END | EDITS, NULL, SECTION_EDIT, N_("undo"), N_("undo the last change"), run_undo, 0 },
    { "redo", NULL, { K_CTRL('r') }, IN_MAP | IN_GUIDE | IN_END | EDITS, NULL, SECTION_EDIT, NULL, N_("redo what was undone"), run_redo, 0 },

    { NULL, NULL, { K_ENTER }, IN_AGENDA, NULL, SECTION_GUIDE, N_("go there"), N_("in the agenda: to that step"), run_edit, 0 },
    { NULL, NULL, { K_ENTER }, IN_ANSWER | EDITS, NULL, SECTION_GUIDE, N_("answer"), N_("answer; an empty line ends a list, keeps what is there, or skips"), run_guide_answer, 0 },
    { NULL, NULL, { K_PAGE_DOWN }, IN_GUIDE | IN_ANSWER | EDITS, NULL, SECTION_GUIDE, N_("skip"), N_("skip the question, or keep what is there (.skip; .next skips it for all)"), run_guide_skip, 0 },
    { NULL, NULL, { K_ENTER, ' ' }, IN_GUIDE | EDITS, NULL, SECTION_GUIDE, NULL, N_("the same, where a key answers"), run_guide_skip, 0 },
    { NULL, NULL, { K_PAGE_UP, K_BACKSPACE }, IN_TALK, NULL, SECTION_GUIDE, N_("back"), N_("the question before (.back)"), run_guide_back, 0 },
    { NULL, NULL, { '=' }, IN_GUIDE | EDITS, NULL, SECTION_GUIDE, NULL, N_("the answer before this one, for all that is left of the row (.rest); at a feeling it is +, as in the map"), run_guide_rest, 0 },
    { NULL, NULL, { '?' }, IN_GUIDE | EDITS, NULL, SECTION_GUIDE, N_("unknown"), N_("we don't know: an assumption (.unknown)"), run_guide_unknown, 0 },
    { NULL, NULL, { '.' }, IN_GUIDE | IN_END, NULL, SECTION_GUIDE, NULL, N_("a line to type, where a key would answer; .help lists what else goes"), run_guide_line, 0 },
    { NULL, NULL, { K_F1 }, IN_TALK, NULL, SECTION_GUIDE, N_("why"), N_("the step explained, with an example (.explain)"), run_guide_explain, 0 },
    { NULL, NULL, { K_CTRL('g') }, IN_TALK, NULL, SECTION_GUIDE, N_("agenda"), N_("the agenda: all steps, their time, what is open (.agenda)"), run_guide_agenda, 0 },
    { NULL, NULL, { K_F9 }, IN_TALK | EDITS, NULL, SECTION_GUIDE, N_("park"), N_("a note for the parking lot; what is typed comes back (.park)"), run_park, 0 },
    { NULL, NULL, { K_F10 }, IN_TALK, NULL, SECTION_GUIDE, NULL, N_("stop the clock, or let it go on (.pause)"), run_guide_pause, 0 },
    { NULL, NULL, { K_CTRL('t') }, IN_TALK, NULL, SECTION_GUIDE, NULL, N_("five minutes more for this step (.more)"), run_guide_more, 0 },
    { NULL, NULL, { K_F12 }, IN_TALK, NULL, SECTION_GUIDE, NULL, N_("a silent round of three minutes (.silent); :reveal shows what all wrote"), run_guide_silent, 0 },
    { NULL, NULL, { K_ESC, K_CTRL('c'), 'q' }, IN_TALK, NULL, SECTION_GUIDE, N_("map"), N_("to the map; g comes back, with what was typed"), run_guide_leave, 0 },

    { "silent", NULL, { 0 }, EDITS, "[FOR]", SECTION_GUIDE, NULL, N_("a silent round: each writes alone, until all is revealed; FOR: parking, stages, touchpoints, pains ...; \"stop\" ends it"), run_silent, 0 },
    { "vote", NULL, { 0 }, EDITS, "pains|ideas [N] [against]", SECTION_GUIDE, NULL, N_("a vote with N dots each (3), in the list; \"stop\" ends it without a result"), run_vote, 0 },
    { NULL, NULL, { '+', '=' }, IN_LIST | EDITS, NULL, SECTION_GUIDE, NULL, N_("in the list, while a vote runs: give it a vote"), run_dot, 1 },
    { NULL, NULL, { '-' }, IN_LIST | EDITS, NULL, SECTION_GUIDE, NULL, N_("and take one back; below 0 against it, where the vote allows that"), run_dot, -1 },
    { "reveal", NULL, { 0 }, EDITS, NULL, SECTION_GUIDE, NULL, N_("all notes of the silent round, or the result of the vote"), run_reveal, 0 },

    { "view", NULL, { 'v' }, IN_MAP, NULL, SECTION_SEE, N_("view"), N_("the next view"), run_next_view, 0 },
    { "map", NULL, { K_F2 }, IN_MAP | IN_TALK, NULL, SECTION_SEE, NULL, N_("the map"), run_view, 0 },
    { "personas", NULL, { K_F3 }, IN_MAP | IN_TALK, NULL, SECTION_SEE, NULL, N_("the personas"), run_view, 1 },
    { "pains", NULL, { K_F4 }, IN_MAP | IN_TALK, NULL, SECTION_SEE, NULL, N_("all pains, the worst first"), run_view, 2 },
    { "ideas", NULL, { K_F5 }, IN_MAP | IN_TALK, NULL, SECTION_SEE, NULL, N_("all ideas, the chosen ones first, then quick wins"), run_view, 3 },
    { "quotes", NULL, { K_F6 }, IN_MAP | IN_TALK, NULL, SECTION_SEE, NULL, N_("all quotes"), run_view, 4 },
    { "parking", NULL, { K_F7 }, IN_MAP | IN_TALK, NULL, SECTION_SEE, NULL, N_("the parking lot"), run_view, 5 },
    { "facts", NULL, { K_F8 }, IN_MAP | IN_TALK, NULL, SECTION_SEE, NULL, N_("the facts of the map: title, goal, owner ..."), run_facts, 0 },
    { "persona", NULL, { 'P' }, IN_GRID | IN_DETAIL, "[NAME]", SECTION_SEE, NULL, N_("the curve of the next persona, or of all; \":persona import FILE\" copies personas from another map"), run_persona, 0 },

    { "follow", NULL, { 'F' }, IN_MAP | IN_WHO, NULL, SECTION_PEOPLE, NULL, N_("the screen follows who leads, or has the guide open; again: no longer"), run_follow, 0 },
    { NULL, NULL, { K_ENTER }, IN_WHO, NULL, SECTION_PEOPLE, N_("follow"), N_("in the list of those who are here: the screen follows this one"), run_edit, 0 },
    { "who", NULL, { 0 }, 0, NULL, SECTION_PEOPLE, NULL, N_("who is here, and where"), run_who, 0 },
    { "lead", NULL, { 0 }, 0, NULL, SECTION_PEOPLE, NULL, N_("take the lead, or give it up: F makes others' screens follow yours"), run_lead, 0 },
    { "name", NULL, { 0 }, 0, "[NAME]", SECTION_PEOPLE, NULL, N_("the name that others see"), run_name, 0 },

    { "conflicts", NULL, { 0 }, 0, NULL, SECTION_PEOPLE, NULL, N_("what was changed here and by another program in the file, with both texts"), run_conflicts, 0 },
    { "bring-back", NULL, { 'b' }, IN_MAP | IN_END | EDITS, NULL, SECTION_PEOPLE, NULL, N_("bring back a text of yours that another wrote over, the last first"), run_bring_back, 0 },
    { NULL, NULL, { K_F11 }, IN_MAP | IN_TALK | IN_PROMPT | EDITS, NULL, SECTION_PEOPLE, NULL, N_("the same, also while a line is typed"), run_bring_back, 0 },
    { "log", NULL, { 0 }, 0, "[FILE]", SECTION_PEOPLE, NULL, N_("who changed what and when in this session; to FILE, if one is named: the protocol as Markdown"), run_log, 0 },

    { "export", NULL, { 'x' }, IN_MAP | IN_GUIDE | IN_END, "[FILE]", SECTION_FILE, N_("export"), N_("export, as the ending of FILE says (.md); from the sheet of a persona that sheet, from the log the protocol"), run_export, 0 },
    { "write", "w", { 'w', K_CTRL('s') }, IN_MAP | IN_GUIDE | IN_END, "[FILE]", SECTION_FILE, NULL, N_("save; to FILE, if one is named (w! overwrites)"), run_write, 0 },
    { "open", "e", { 0 }, 0, "FILE", SECTION_FILE, NULL, N_("open another map"), run_open, 0 },
    { "new", NULL, { 0 }, 0, "[FILE]", SECTION_FILE, NULL, N_("make a new map"), run_new, 0 },
    { NULL, NULL, { K_ENTER, 'e' }, IN_START, NULL, SECTION_FILE, N_("open"), N_("on the start screen: open what is selected, or begin with it"), run_edit, 0 },
    { NULL, NULL, { 's' }, IN_START, NULL, SECTION_FILE, N_("samples"), N_("on the start screen: begin with a template's samples, or without"), run_samples, 0 },
    { NULL, NULL, { 'g' }, IN_START, NULL, SECTION_FILE, N_("guide"), N_("on the start screen: open what is selected with the guide"), run_start_guided, 0 },
    { "wq", NULL, { 0 }, 0, NULL, SECTION_FILE, NULL, N_("save and leave"), run_write_quit, 0 },
    { "quit", "q", { 'q' }, IN_ALL, NULL, SECTION_PROGRAM, N_("leave"), N_("one level up; at the top save and leave (:q! leaves without saving, what was typed is in the journal)"), run_quit, 0 },
    { NULL, NULL, { K_ESC, K_CTRL('c') }, IN_START | IN_MAIN, NULL, SECTION_PROGRAM, NULL, N_("from a list or the details to the map"), run_back, 0 },
    { "command", NULL, { ':' }, IN_ALL | IN_GUIDE | IN_END, NULL, SECTION_PROGRAM, NULL, N_("a command by its name; Tab completes it"), run_command, 0 },
    { "help", NULL, { '?', K_F1 }, IN_ALL, NULL, SECTION_PROGRAM, N_("help"), N_("this help"), run_help, 0 },
    { "repaint", NULL, { K_CTRL('l') }, IN_ALL | IN_GUIDE | IN_END, NULL, SECTION_PROGRAM, NULL, N_("paint the screen anew"), run_request, REQUEST_REPAINT },
    { "suspend", NULL, { K_CTRL('z') }, IN_ALL | IN_GUIDE | IN_END, NULL, SECTION_PROGRAM, NULL, N_("stop; fg brings it back"), run_request, REQUEST_SUSPEND },
    { .name = NULL, .run = NULL }
};
/* clang-format on */

const char *section_title(enum section section)
{
    static const char *const titles[SECTION_COUNT] = {
        [SECTION_MOVE] = N_("Moving"),
        [SECTION_EDIT] = N_("Editing"),
        [SECTION_GUIDE] = N_("The guide"),
        [SECTION_SEE] = N_("Views"),
        [SECTION_PEOPLE] = N_("The others"),
        [SECTION_FILE] = N_("Files"),
        [SECTION_PROGRAM] = N_("Program"),
    };
    return _(titles[section]);
}

const struct command *command_of_key(uint32_t code, unsigned context)
{
    for (const struct command *command = commands; command->run; command++)
        for (int i = 0; i < COMMAND_KEYS && command->keys[i]; i++)
            if (command->keys[i] == code && (command->contexts & context))
                return command;
    return NULL;
}

static bool begins_with(const char *word, struct slice beginning)
{
    return strlen(word) >= beginning.len && memcmp(word, beginning.data, beginning.len) == 0;
}

/* By name, alias, or a beginning that only one name has. NULL with a reason. */
static const struct command *command_of_name(struct slice name, struct buf *why)
{
    const struct command *found = NULL;
    int count = 0;
    for (const struct command *command = commands; command->run; command++) {
        if (!command->name)
            continue;
        if (slice_is(name, command->name) || (command->alias && slice_is(name, command->alias)))
            return command;
        if (name.len && begins_with(command->name, name)) {
            found = command;
            count++;
        }
    }
    if (count == 1)
        return found;
    buf_addf(why,
        count ? _("\"%.*s\" begins several commands; Tab lists them")
              : _("there is no command \"%.*s\"; ? lists them"),
        SLICE_ARG(name));
    return NULL;
}

static size_t word_length(struct slice text)
{
    size_t len = 0;
    while (len < text.len && text.data[len] != ' ' && text.data[len] != '!')
        len++;
    return len;
}

void command_run(struct app *app, const struct command *command, struct slice argument, bool forced)
{
    if (!(command->contexts & EDITS) || !app_only_watches(app))
        command->run(app, command, argument, forced);
}

bool command_in_text(struct slice text, struct buf *why)
{
    struct slice line = text_trim(text);
    if (!line.len || line.data[0] != ':')
        return false;
    struct slice word = { line.data + 1,
        word_length((struct slice){ line.data + 1, line.len - 1 }) };
    for (const struct command *command = commands; command->run; command++)
        if (command->name && slice_is(word, command->name)) {
            buf_addf(why, _("Esc first, then %.*s; a text is asked for here"), SLICE_ARG(line));
            return true;
        }
    return false;
}

bool command_line(struct app *app, struct slice line, struct buf *why)
{
    line = text_trim(line);
    if (!line.len)
        return true;
    size_t len = word_length(line);
    bool forced = len < line.len && line.data[len] == '!';
    const struct command *command = command_of_name((struct slice){ line.data, len }, why);
    if (!command)
        return false;
    struct slice argument = text_trim(slice_from(line, len + forced));
    if (argument.len && !command->argument) {
        buf_addf(why, _("\"%s\" takes nothing behind it"), command->name);
        return false;
    }
    if (!app->open && !(command->contexts & IN_START) && command->run != run_open &&
        command->run != run_new && command->run != run_quit) {
        buf_adds(why, _("no map is open: \":open FILE\" or \":new\""));
        return false;
    }
    command_run(app, command, argument, forced);
    return true;
}

void command_complete(void *context, struct slice before, struct completions *out)
{
    size_t len = word_length(before);
    if (len == before.len) {
        for (const struct command *command = commands; command->run; command++)
            if (command->name && begins_with(command->name, before))
                completions_add(out, slice_of(command->name));
        return;
    }
    struct buf why = BUF_INIT;
    const struct command *command = command_of_name((struct slice){ before.data, len }, &why);
    size_t start = len;
    while (start < before.len && (before.data[start] == ' ' || before.data[start] == '!'))
        start++;
    if (command && command->argument)
        complete_argument(context, command, slice_from(before, start), out);
    out->start += start;
    buf_release(&why);
}
