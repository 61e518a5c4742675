/* Makes the text of a map's file, read back and found equal to the map. */
#ifndef CJM_STORE_WRITE_RENDER_H
#define CJM_STORE_WRITE_RENDER_H

#include "base/buf.h"
#include "store/write/verify.h"

struct rendering {
    struct buf text;
    size_t same_begin, same_end; /* so many bytes are those of the source */
    struct spans spans;          /* of all nodes in the text */
    struct node **new_ids;       /* nodes that the text gives an "id:" for the first time */
    size_t new_id_count, new_id_cap;
    struct node **dropped; /* nodes whose "id:" of a former save was taken out, if not given anew */
    size_t dropped_count, dropped_cap;
    const struct node *differs; /* where it failed */
};

#define RENDERING_INIT   \
    {                    \
        .text = BUF_INIT \
    }

/* False: no text could be found that holds the map; a defect, or texts that are not UTF-8. Then,
 * and until rendering_keep(), the map is as it was before. */
bool render_map(const struct map *map, struct rendering *rendering);
/* The text is to be made in memory that the map has left. */
void rendering_use_spare(struct map *map, struct rendering *rendering);
/* The text is in its file: it becomes the map's source. */
void rendering_keep(struct map *map, struct rendering *rendering);
void rendering_release(struct rendering *rendering);

/* The same in canonical form. */
bool render_read_back(const struct map *map, struct rendering *rendering);
/* The canonical form, not read back. */
void render_canonical(const struct map *map, struct buf *out);

#endif
