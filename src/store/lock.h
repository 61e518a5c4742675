/*
 * The lock of a map: for programs that read it, change it and replace it without asking anybody.
 * It lies beside the map, in the folder ".NAME.cjm": the map itself is replaced by another file,
 * so a lock on it would guard nothing.
 */
#ifndef CJM_STORE_LOCK_H
#define CJM_STORE_LOCK_H

/*
 * Waits until no other program holds the map's lock, and takes it. Returns what map_unlock()
 * wants; -1 where there can be no lock (a folder that may not be written, a file system without
 * locks), and the work goes on without. A symbolic link has the lock of the map it leads to.
 */
int map_lock(const char *path);
void map_unlock(int lock);

#endif
