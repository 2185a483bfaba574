#include <git2.h>
#include <git2/sys/repository.h>

// git_libgit2_opts() is variadic, and Swift cannot call a variadic C function. Each option in use has a
// wrapper of fixed arity here, so that the C compiler passes the argument as the type the library reads back.

static inline int sluice_git_set_owner_validation(int enabled) {
  return git_libgit2_opts(GIT_OPT_SET_OWNER_VALIDATION, enabled);
}

// libgit2 refuses every repository that names an extension it does not know. These change nothing about how objects
// and references are read: partial clones name the first, sparse checkouts the second. (`objectformat` and
// `refstorage` do change it and stay refused.) The library copies the names.
static inline int sluice_git_allow_harmless_extensions(void) {
  const char *names[] = {"partialclone", "worktreeconfig", "preciousobjects", "relativeworktrees"};
  return git_libgit2_opts(GIT_OPT_SET_EXTENSIONS, names, sizeof(names) / sizeof(names[0]));
}

// By default every object read is hashed again, which costs more than comparing the files; the git program does not do
// it either when it reads. What zlib's checksum and the object's size do not catch is left to `git fsck`.
static inline int sluice_git_skip_hash_verification(void) {
  return git_libgit2_opts(GIT_OPT_ENABLE_STRICT_HASH_VERIFICATION, 0);
}
