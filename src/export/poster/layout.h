/* The inside of the poster: what is on it, and the rows of a page. */
#ifndef CJM_EXPORT_POSTER_LAYOUT_H
#define CJM_EXPORT_POSTER_LAYOUT_H

#include "export/poster/poster.h"
#include "insight/letters.h"

#define INK 0x1B2430
#define GREY 0x556070
#define HAIR 0xD3D9E1
#define TINT 0xF3F5F8
#define NAVY 0x16284A
#define WHITE 0xFFFFFF
#define ORANGE 0xB54200
#define GREEN 0x00735C
#define VIOLET 0x5B3A86
#define AMBER 0x7A5200
#define PLAIN_BAR 0x9AA5B1
#define CELL_GROUND 0xFAFBFC

enum { STAGE_GAP = 14, CURVES_MAX = 26, WORST_PAINS = 3, CHANNELS_KEPT = 8 };

/* A size of paper, and what fits there. */
struct sheet {
    const char *name;
    int width, height, margin, lane, title;
    int curve_least, curve_most, column_most;
    int per_column, per_single_column; /* of the width, for a touchpoint at least */
    size_t parts_most;                 /* stages on a page */
    const unsigned char *sizes;        /* of body type, largest first; 0 ends them */
};

/* A touchpoint, or the empty column of a stage without one. */
struct column {
    const struct node *touchpoint, *stage;
    int number;   /* of the touchpoint, from 1 */
    int x, width; /* on the page that is drawn */
    bool quoted;  /* its first quote stands in the plot */
};

/* A stage, or where it is too long for a page, a part of it. */
struct part {
    const struct node *stage;
    int number, total; /* the stage's, from 1, and how many there are */
    bool again;        /* not the stage's first part */
    size_t first, end; /* columns */
    int wanted;        /* width on its own page */
    int x, width;      /* on the page that is drawn */
    size_t *cards; /* of each lane: where its cards begin in lane->cards, and behind it the end */
    struct heights *kept; /* at widths that were tried */
};

enum lane_look {
    LANE_CELLS,
    LANE_PLAIN,
    LANE_QUOTES,
    LANE_PAINS,
    LANE_IDEAS,
    LANE_METRICS,
    LANE_LINE
};

struct card {
    const struct node *node; /* of a plain one: the touchpoint */
    size_t column;           /* SIZE_MAX: the stage as a whole */
    struct slice text;
    struct slice more[2]; /* by whom; priority or kind, votes; value, target */
};

struct poster_lane {
    const char *key, *label; /* the label is translated */
    enum lane_look look;
    bool italic;
    const char *dash;    /* of a line */
    struct slice *texts; /* of each column; NULL: cards */
    struct card *cards;
    size_t card_count, card_cap;
};

struct known_channel {
    struct slice word, text; /* of the map, and shown */
    const char *picture;     /* NULL: not looked for yet */
};

struct person {
    const struct node *node;
    char letter[2];
    uint32_t colour;
    const char *dash;
    int shape;
    struct photo *photo; /* NULL: there is none */
    char photo_id[32];
};

/* Where a lane goes on in a part. */
struct cut {
    size_t card, line;
};

enum page_rows {
    ROWS_HEADER = 1,
    ROWS_SMALL_HEADER = 2,
    ROWS_BAND = 4,
    ROWS_GOALS = 8,
    ROWS_TOUCHPOINTS = 16,
    ROWS_NAMES = 32, /* touchpoints in short */
    ROWS_NUMBERS = 64,
    ROWS_CURVE = 128,
    ROWS_FOOT = 256,
    ROWS_PAINS = 512 /* the worst pains in the foot, whatever is chosen */
};

struct page {
    unsigned rows;
    size_t first_part, end_part;
    size_t first_lane, end_lane;
    struct cut *from; /* of each part in the first lane; NULL: its beginning */
    int curve;        /* height */
    int extra;        /* more height for each lane */
    int room;         /* for the last lane, which goes on; 0: it is whole */
};

struct poster {
    const struct map *map;
    struct poster_options options;
    const char *language;
    struct arena arena;
    struct arena kept; /* heights at this size of type */
    struct widths widths;
    struct draw ruler; /* measures */
    const struct sheet *sheet;
    int b, s; /* body type and small type */
    int lane_column;
    struct column *columns;
    size_t column_count;
    size_t *stage_columns; /* where those of each stage begin */
    size_t touchpoint_count;
    struct part *parts;
    size_t part_count, part_cap;
    size_t stage_count;
    struct poster_lane *lanes;
    size_t lane_count, lane_cap;
    struct person *people;
    size_t people_count;
    const char *curve_of[CURVES_MAX]; /* ids of those who have a curve; of one for all: NULL */
    const struct person *curve_person[CURVES_MAX];
    size_t curve_count;
    size_t scored;
    const struct node *high, *low, *end; /* of the one curve */
    struct node **pains, **actions;      /* pains by priority, chosen ideas by date */
    size_t pain_count, action_count;
    const struct node *worst[WORST_PAINS]; /* of the pains that are not solved */
    struct page *pages;
    size_t page_count, page_cap;
    size_t frame_first, frame_end;                /* parts of the page that is drawn */
    struct slice sources;                         /* of the foot; without data: not gathered yet */
    unsigned signs;                               /* that the legend explains */
    struct known_channel channels[CHANNELS_KEPT]; /* the last ones */
    size_t channel_next;
    struct step *small_curve; /* the whole curve in a box of 1000 x 1000 */
    size_t small_curve_count;
};

/* --- content.c, lane_choice.c: what the map has --- */

/* What poster_new() does before it lays out: the map's columns, people and lanes, a part a stage.
 */
struct poster *poster_gathered(
    const struct map *map, const struct poster_options *options, struct diags *diags);
const char *map_language(const struct map *map);
void poster_gather(struct poster *poster);
/* Reads their photos; those that can't be shown have a message each. */
void poster_read_photos(struct poster *poster, struct diags *diags);
bool poster_choose_lanes(struct poster *poster, struct diags *diags);
/* Cuts the stages for the sheet; the parts have no cards yet. */
void poster_cut_parts(struct poster *poster, size_t most, size_t most_alone);
/* Gives each part its cards. */
void poster_deal_cards(struct poster *poster);
const struct person *poster_person(const struct poster *poster, const char *id);
/* The text of a formatted word that lives as long as the poster. */
struct slice poster_text(struct poster *poster, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* The same of three texts behind each other; of a number from 0 on. */
struct slice poster_join(
    struct poster *poster, struct slice one, struct slice two, struct slice three);
struct slice poster_number(struct poster *poster, int number);
/* What the imprint and the header say of kind, state and market. */
struct slice poster_kind(struct poster *poster);
/* Is it one of the three worst open ones? */
bool pain_is_worst(const struct poster *poster, const struct node *pain);
/* The touchpoint's number above a node, or 0. */
int node_number(const struct poster *poster, const struct node *node, const struct column **column);

/* --- plan.c, balance.c: pages --- */

bool poster_plan(struct poster *poster, struct diags *diags);
void poster_set_type(struct poster *poster, int size);
int poster_left(const struct poster *poster);       /* of the columns */
int poster_right(const struct poster *poster);      /* likewise */
int poster_full_width(const struct poster *poster); /* between the margins */
/* Gives the parts of a page their places: their own widths, or equal columns. */
void poster_place(struct poster *poster, size_t first, size_t end, bool equal);
/* Widths of the stages by what they hold. */
void poster_balance(struct poster *poster, size_t first, size_t end);
extern const struct sheet poster_sheets[];

/* What stands above curve and lanes, and below; both give their height. */
int page_rows_above(struct poster *poster, struct draw *draw, const struct page *page);
int page_rows_below(struct poster *poster, struct draw *draw, const struct page *page);

/* --- the rows; each gives its height --- */

int row_header(struct poster *poster, struct draw *draw, int y);
int row_people(struct poster *poster, struct draw *draw, int y, int x, int width);
/* In a circle: the photo, or somebody's head; among others (not `alone`) the letter in its shape.
 */
void draw_portrait_of(
    struct draw *draw, int x, int y, int radius, const struct person *person, bool alone);
int row_small_header(struct poster *poster, struct draw *draw, int y, const struct page *page);
int row_band(struct poster *poster, struct draw *draw, int y);
int row_goals(struct poster *poster, struct draw *draw, int y);
int row_when(struct poster *poster, struct draw *draw, int y);
int row_touchpoints(struct poster *poster, struct draw *draw, int y, unsigned rows);
void row_curve(struct poster *poster, struct draw *draw, int y, int height);
/* Of a lane what fits into `room`, from `from` (one for each part of the frame; it is moved on) */
int row_lane(struct poster *poster, struct draw *draw, const struct poster_lane *lane, int y,
    int extra, int room, struct cut *from);
int row_foot(struct poster *poster, struct draw *draw, int bottom, const struct page *page);
/* How many touchpoints are research, partial and assumption. */
void poster_count_evidence(const struct poster *poster, int counts[3]);
/* What of the legend the map needs. */
unsigned poster_signs(const struct poster *poster);
int row_imprint(struct poster *poster, struct draw *draw, int bottom, const struct page *page);

/* The heights of a part alone. */
int part_band(struct poster *poster, struct draw *draw, const struct part *part, int y);
int part_goal(struct poster *poster, struct draw *draw, const struct part *part, int y);
int part_touchpoints(
    struct poster *poster, struct draw *draw, const struct part *part, int y, unsigned rows);
int part_lane(struct poster *poster, struct draw *draw, const struct poster_lane *lane,
    const struct part *part, int y, int room, struct cut *at);
int part_cards(struct poster *poster, struct draw *draw, const struct poster_lane *lane,
    const struct part *part, int y, int room, struct cut *at);
/* Is there more of the lane behind `at`? */
bool part_lane_ends(struct poster *poster, const struct poster_lane *lane, const struct part *part,
    const struct cut *at);

/* --- symbols.c, curve_shape.c --- */

enum { EMOTION_COLOURS = 5 };
uint32_t emotion_colour(int emotion);
uint32_t emotion_ink(int emotion);
uint32_t stage_colour(const struct part *part);
uint32_t mix(uint32_t colour, uint32_t with, int hundredths);
/* The mark of evidence with a number in it, its left edge at x; gives its width. */
int draw_number(struct draw *draw, int x, int y, int radius, struct slice evidence, int number);
int number_width(int radius, int number);
void draw_evidence(struct draw *draw, int x, int y, int radius, struct slice evidence);
void draw_star(struct draw *draw, int x, int y, int radius);
void draw_channel(
    struct poster *poster, struct draw *draw, int x, int y, int size, struct slice channel);
/* Its word, which is not empty, as it is shown. */
struct slice channel_text(struct poster *poster, struct slice channel);
void draw_clock(struct draw *draw, int x, int y, int radius);
void draw_face(struct draw *draw, int x, int y, int radius, int emotion);
void draw_shape(struct draw *draw, int x, int y, int radius, const struct person *person);
void draw_check(struct draw *draw, int x, int y, int size, uint32_t colour);
void draw_severity(struct draw *draw, int x, int y, int severity, int height);
/* The text in a pill; gives its width. */
int draw_pill(
    struct draw *draw, int x, int y, struct slice text, int size, struct paint paint, uint32_t ink);
int pill_width(struct draw *draw, struct slice text, int size);
/* A bar with its target; not where one is no number. */
void draw_bar(struct draw *draw, struct box box, const struct node *metric);
bool metric_has_bar(const struct node *metric);
struct slice metric_value(struct poster *poster, const struct node *metric);
struct slice metric_target(struct poster *poster, const struct node *metric);

/* To the nearest whole number, halves up. */
int rounded(double number);

/* A mark of the curve. */
struct curve_mark {
    int x, y;
    int emotion;
    const struct node *node;
};

/* The marks of a curve on the page; of somebody who has none somewhere the emotion is EMOTION_NONE.
 * `out` has room for columns and parts of the frame. */
size_t curve_marks(
    const struct poster *poster, const char *id, int zero, int step, struct curve_mark *out);
/* The steps of a monotone cubic through the scored marks; a gap begins anew. `out` has room for one
 * a mark. */
size_t curve_steps(const struct curve_mark *marks, size_t count, struct step *out);
/* The areas between the curve and the zero line, above it or below. */
void curve_areas(struct draw *draw, const struct step *steps, size_t count, int zero, bool above,
    uint32_t colour);

#endif
