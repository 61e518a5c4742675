/*
 * Usage: tests/formats/maps COUNT SEED FOLDER
 *
 * Writes maps of hostile texts to FOLDER/1.yaml and so on: the same numbers, the same maps.
 */
#include <stdio.h>
#include <stdlib.h>

#include "store/store.h"
#include "unit/hostile_map.h"

static void write_one(uint64_t *state, const char *path)
{
    struct map map, back;
    struct diags diags = DIAGS_INIT;
    map_begin(&map);
    map_begin(&back);
    hostile_map(state, &map);
    if (store_write_new(&map, path, &diags) != STATUS_OK ||
        store_read(&back, path, STORE_MAX_SIZE, &diags) != STATUS_OK) {
        fprintf(stderr, "%s: %s\n", path, diags.count ? diags.items[0].text : "");
        exit(EXIT_FAILURE);
    }
    diags_release(&diags);
    map_release(&map);
    map_release(&back);
}

int main(int argc, char **argv)
{
    if (argc != 4) {
        fputs("usage: maps COUNT SEED FOLDER\n", stderr);
        return 2;
    }
    uint64_t state = strtoull(argv[2], NULL, 10) * 2 + 1; /* never 0 */
    for (int i = 1; i <= atoi(argv[1]); i++) {
        struct buf path = BUF_INIT;
        buf_addf(&path, "%s/%d.yaml", argv[3], i);
        write_one(&state, path.data);
        buf_release(&path);
    }
    return EXIT_SUCCESS;
}
