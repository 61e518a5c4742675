#include "app/views/portrait.h"

#include "base/text.h"
#include "insight/letters.h"

/* Six rows of at most twelve columns, in ASCII, which every terminal has. */
static const struct drawing {
    const char *name, *text;
} drawings[PORTRAITS] = {
    { "woman",
        "   .------.\n  /  .--.  \\\n  | ( oo ) |\n   \\  --  /\n   .'----'.\n  /        \\" },
    { "man", "   .-\"\"\"-.\n   |_   _|\n   ( o o )\n    \\ - /\n  .--'-'--.\n /         \\" },
    { "girl", "  @ .--. @\n  \\/    \\/\n   | oo |\n    \\ u/\n    /~~\\\n   /____\\" },
    { "boy", "    \\|||/\n    .---.\n   ( o o )\n    \\ u /\n   .-'-'-.\n   |     |" },
    { "grandmother", "     ()\n   .'--'.\n  (O)-(O))\n   \\ ~~ /\n  .'----'.\n /  \\/\\/  \\" },
    { "grandfather", "   .----.\n  (|    |)\n   (o)-(o)\n   {\\==/}\n   .'{}'.\n  /      \\" },
    { "nurse", "   .----.\n   |_++_|\n   ( oo )\n    \\ -/\n  .-'\\/'-.\n /   ||   \\" },
    { "worker", "   .-==-.\n  /______\\\n   | oo |\n    \\--/\n  .-|  |-.\n / |[__]| \\" },
    { "manager", "   .--~~.\n   |_  _|\n   ( oo )\n    \\ -/\n  .-'\\/'-.\n /   )(   \\" },
    { "student", "  ___/\\___\n  '--..--'|\n   ( oo ) *\n    \\ u/\n  .-'--'-.\n /  [==]  \\" },
    { "cook", "   (~~~~)\n    |__|\n   ( oo )\n    \\ ~/\n  .-'--'-.\n /  : :   \\" },
    { "traveller", "    ____\n  _/____\\_\n   ( oo )\n    \\ -/\n  .-'||'-.\n |#| || |#|" },
};

const char *portrait_name(size_t index)
{
    return index < PORTRAITS ? drawings[index].name : NULL;
}

static struct slice text_of(const struct node *persona)
{
    struct slice text = node_get(persona, PERSONA_PORTRAIT);
    for (size_t i = 0; i < PORTRAITS; i++)
        if (slice_equal_fold(text, slice_of(drawings[i].name)))
            return slice_of(drawings[i].text);
    return text;
}

static struct area draw_text(struct canvas *canvas, int x, int y, struct slice text)
{
    struct area area = { x, y, 0, 0 };
    struct slice line;
    for (; slice_next_line(&text, &line); area.height++) {
        int width = text_width(line);
        if (canvas)
            canvas_text(canvas, x, y + area.height, width, STYLE_NORMAL, line);
        area.width = width > area.width ? width : area.width;
    }
    return area;
}

/* The first 26 personas have one. */
static void draw_letter(
    struct canvas *canvas, struct area area, const struct map *map, const struct node *persona)
{
    char letters[LETTERS_MAX + 1];
    size_t index = node_index(persona);
    persona_letters(map, letters);
    canvas_box(canvas, area);
    if (index < LETTERS_MAX)
        canvas_fill(canvas, area.x + area.width / 2, area.y + area.height / 2, 1, STYLE_TITLE,
            (uint32_t)letters[index]);
}

struct area draw_portrait(
    struct canvas *canvas, int x, int y, const struct map *map, const struct node *persona)
{
    struct slice text = text_of(persona);
    struct area box = { x, y, PORTRAIT_WIDTH, PORTRAIT_HEIGHT };
    if (text.len)
        return draw_text(canvas, x, y, text);
    if (canvas)
        draw_letter(canvas, box, map, persona);
    return box;
}
