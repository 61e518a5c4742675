/* What the commands of command.c do: one function each. See their rows for what they are for. */
#ifndef CJM_APP_COMMANDS_RUN_H
#define CJM_APP_COMMANDS_RUN_H

#include "app/core/command.h"
#include "app/core/prompt.h"

struct level;
struct node;

#define RUN(name) \
    void run_##name(struct app *app, const struct command *self, struct slice argument, bool forced)

/* run_move.c */
RUN(left);
RUN(right);
RUN(up);
RUN(down);
RUN(page);
RUN(first);
RUN(last);
RUN(pane);
RUN(find);
RUN(find_next);
RUN(next_view);
RUN(view);
RUN(facts);
RUN(help);

/* run_edit.c */
RUN(add);
RUN(add_stage);
RUN(add_child);
RUN(park);
RUN(edit);
RUN(delete);
RUN(emotion);
RUN(emotion_step);
RUN(moment);
RUN(move_row);
RUN(move_stage);
RUN(editor);
RUN(set);
RUN(undo);
RUN(redo);

/* run_persona.c */
RUN(persona);
/* What may stand behind "persona": a name, "import" and a file, and who is in that file. */
void complete_persona(struct app *app, struct slice typed, struct completions *out);

/* run_mark.c */
RUN(evidence);
RUN(choose);

/* run_guide.c */
RUN(guide);
RUN(guide_answer);
RUN(guide_skip);
RUN(guide_rest);
RUN(guide_back);
RUN(guide_unknown);
RUN(guide_line);
RUN(guide_explain);
RUN(guide_agenda);
RUN(guide_pause);
RUN(guide_more);
RUN(guide_silent);
RUN(guide_leave);

/* run_people.c */
RUN(who);
RUN(name);
RUN(lead);
RUN(follow);

/* run_log.c */
RUN(log);

/* bring_back.c */
RUN(bring_back);

/* view_conflicts.c */
RUN(conflicts);
RUN(conflict_dismiss);

/* run_round.c */
RUN(silent);
RUN(vote);
RUN(dot);
RUN(reveal);
/* What may stand behind "silent" and "vote". */
void complete_round(const struct command *command, struct slice typed, struct completions *out);

/* view_round.c */
RUN(drop_note);

/* run_file.c */
RUN(export);
RUN(write);
RUN(open);
RUN(new);
RUN(write_quit);
RUN(quit);
RUN(back);
RUN(command);
RUN(request);

/* view_start.c */
RUN(samples);
RUN(start_guided);

/* run_file.c: writes the protocol of the session; false with the reason. */
bool export_protocol(struct app *app, struct slice path, bool forced, struct buf *why);
/* run_file.c: appends a path as a shell takes it, "~/" being the home folder. */
void add_path(struct slice path, struct buf *out);

/* view_lists.c: puts the cursor of a list on a node, where it is in it. */
void list_reveal(struct app *app, struct level *level, const struct node *node);

/* complete.c: what may stand behind a command's name. */
void complete_argument(
    struct app *app, const struct command *command, struct slice typed, struct completions *out);

#endif
