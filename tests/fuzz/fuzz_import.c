/* A file in one format (tests/local.mk has a target for each) becomes a map, or data in a map. */
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fuzz_import(FUZZ_FORMAT, (struct slice){ (const char *)data, size });
    return 0;
}
