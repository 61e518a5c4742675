/*
 * The least an ncurses program does that fills the screen: what cjm-tui is compared with. It
 * paints a grid of words, moves a highlight with the arrow keys and says in the last line where
 * it is. q ends it.
 */
#include <curses.h>
#include <locale.h>

enum { COLUMN_WIDTH = 16 };

static void paint_cell(int row, int column)
{
    mvprintw(row, column * COLUMN_WIDTH, "|%-10.10s %+d  ", "Checkout and pay", row % 5 - 2);
}

static void paint(int row, int column)
{
    for (int y = 0; y < LINES - 1; y++)
        for (int x = 0; x < COLS / COLUMN_WIDTH; x++) {
            attrset(y == row && x == column ? A_REVERSE : A_NORMAL);
            paint_cell(y, x);
        }
    attrset(A_NORMAL);
    mvprintw(LINES - 1, 0, "Benchmark: row %d column %d", row, column);
    clrtoeol();
    refresh();
}

static int clamp(int value, int end)
{
    return value < 0 ? 0 : value < end ? value : end - 1;
}

int main(void)
{
    setlocale(LC_ALL, "");
    initscr();
    cbreak();
    noecho();
    keypad(stdscr, TRUE);
    curs_set(0);
    int row = 0, column = 0;
    for (int key = 0; key != 'q'; key = getch()) {
        row = clamp(row + (key == KEY_DOWN) - (key == KEY_UP), LINES - 1);
        column = clamp(column + (key == KEY_RIGHT) - (key == KEY_LEFT), COLS / COLUMN_WIDTH);
        paint(row, column);
    }
    endwin();
    return 0;
}
