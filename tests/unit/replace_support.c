#include "replace_support.h"

#include <criterion/criterion.h>
#include <dirent.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "store/file/replace.h"
#include "support.h"

char *folder;
char path[PATH_SIZE];

const char *in_folder(const char *name)
{
    static char text[PATH_SIZE];
    snprintf(text, sizeof text, "%s/%s", folder, name);
    return text;
}

void replace_set_up(void)
{
    folder = test_folder();
    snprintf(path, sizeof path, "%s", in_folder("map.yaml"));
}

void replace_tear_down(void)
{
    test_remove_folder(folder);
}

bool holds(const char *file, const char *text)
{
    struct buf found = BUF_INIT;
    test_read(file, &found);
    bool equal = slice_is(buf_slice(&found), text);
    buf_release(&found);
    return equal;
}

int entries_in(const char *file)
{
    int count = 0;
    DIR *dir = opendir(file);
    for (struct dirent *entry; (entry = readdir(dir));)
        count += strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
    closedir(dir);
    return count;
}

int entries_in_folder(void)
{
    return entries_in(folder);
}

enum status replace(const char *file, const char *text, size_t diags_expected)
{
    struct diags diags = DIAGS_INIT;
    enum status status = file_replace(file, slice_of(text), &diags);
    cr_expect_eq(diags.count, diags_expected, "%s: %zu messages", file, diags.count);
    diags_release(&diags);
    return status;
}

mode_t mode_of(const char *file)
{
    struct stat info;
    return stat(file, &info) == 0 ? info.st_mode & 07777 : 0;
}
