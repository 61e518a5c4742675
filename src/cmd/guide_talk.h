/* The guide in line mode: what cmd_guide.c (the command), guide_talk.c (questions and answers),
 * guide_say.c (what is written) and guide_keep.c (what is saved, and what others do)
 * share. */
#ifndef CJM_CMD_GUIDE_TALK_H
#define CJM_CMD_GUIDE_TALK_H

#include "app/app.h"
#include "cmd/cmd.h"
#include "guide/guide.h"
#include "session/session.h"
#include "tui/line/read_line.h"

struct talk {
    const struct arguments *arguments;
    struct diags *diags;
    struct app *app;
    struct session *session; /* the app's */
    struct guide *guide;
    struct line_reader *reader;
    int width;          /* lines are broken there; 0: nowhere */
    bool terminal;      /* people answer, not a pipe */
    enum status status; /* the worst so far */
    bool mute;          /* standard output is gone */
    bool over;          /* .quit */
    bool unsaved;       /* the last save failed, and that was said */
    bool asked;         /* the question stands above the prompt already */
    int step;           /* whose title was said: its position */
    bool warned, timed; /* its time was said to be nearly over, and over */
    const char *row;    /* the question that was asked last, of whichever node */
    bool lists_explained;
    bool curved;    /* all was scored, and the curve shown */
    bool commanded; /* the last line was a dot command: that nothing is asked is no end then */
    bool summed;    /* the summary was said, and nothing was asked since */
    bool silent, silent_warned; /* a round was begun here; its last seconds were said */
};

/* --- guide_say.c --- */

/* Writes to standard output, as long as it takes anything, and releases the text. */
void write_out(struct talk *talk, struct buf *text);
/* Writes lines for people; what is no text becomes visible. Releases the text. */
void say(struct talk *talk, struct buf *text);
void sayf(struct talk *talk, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* The title of the step, if it is a new one, and its time, if that is short. */
void say_step(struct talk *talk);
/* The question with all that belongs to it; hint and options only with the first of its row. */
void say_question(struct talk *talk, const struct guide_question *question);
/* The dot commands, and how this question is answered. */
void say_help(struct talk *talk);
/* Appends the dot commands, one a line. */
void say_add_commands(struct buf *out);
/* Nothing is asked: what is done and open, and how to go on; once. */
void say_summary(struct talk *talk);
/* How it ended, and how it goes on. */
void say_end(struct talk *talk, bool finished);

/* --- guide_keep.c --- */

void note_status(struct talk *talk, enum status status);
/* Saves. Says it once if it can't; goes on in a copy if another program changed the file. */
void keep(struct talk *talk);
/* The last time: with a copy elsewhere if there is no other way. */
void keep_at_end(struct talk *talk);

/* Says from now on what others do to what was answered, and what there was to say at the opening.
 */
void hear_others(struct talk *talk);

/* --- guide_talk.c --- */

/* Asks until all is answered (true), or somebody or something ends it. */
bool talk_run(struct talk *talk);

#endif
