/* Any text is read as a map or refused with a message; what is read is written canonically, and
 * that is the same map. */
#include "fuzz.h"

#include "store/store.h"

static void check_same(const struct map *map)
{
    struct map back;
    struct buf text = BUF_INIT, again = BUF_INIT;
    store_canonical(map, &text);
    if (!fuzz_read_map(&back, buf_slice(&text)))
        fuzz_fail("refused:\n%s", text.data);
    store_canonical(&back, &again);
    if (!slice_equal(buf_slice(&text), buf_slice(&again)))
        fuzz_fail("the canonical form is\n%s\n--- read back\n%s", text.data, again.data);
    map_release(&back);
    buf_release(&text);
    buf_release(&again);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct map map;
    if (fuzz_read_map(&map, (struct slice){ (const char *)data, size })) {
        fuzz_check_map(&map);
        check_same(&map);
    }
    map_release(&map);
    return 0;
}
