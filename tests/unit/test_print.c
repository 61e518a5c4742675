#include "cmd/print.h"

#include <criterion/criterion.h>
#include <string.h>
#include <time.h>

static void work(void *context)
{
    const int *ms = context;
    nanosleep(&(struct timespec){ .tv_nsec = *ms * 1000000L }, NULL);
}

static void expect_said(int ms, int patience, bool terminal, bool said)
{
    char text[8000] = "";
    FILE *file = tmpfile();
    print_while(work, &ms, patience, terminal ? file : NULL);
    rewind(file);
    text[fread(text, 1, sizeof text - 1, file)] = '\0';
    fclose(file);
    if (!said) {
        cr_expect_str_eq(text, "");
        return;
    }
    cr_expect_eq(strncmp(text, "\rat work for 0 s; C-c stops it\r", 31), 0, "%s", text);
    cr_expect_not_null(strstr(text, "\r                             \r"), "%s", text);
}

Test(print, patience_is_told_of_on_a_terminal)
{
    expect_said(200, 20, true, true);
    expect_said(0, 60000, true, false);
    expect_said(100, 20, false, false);
}
