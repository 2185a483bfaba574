extension GitError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .notARepository, .foreignOwner, .sha256Repository, .unsupportedRepository, .noCommits:
      repositorySentence
    case .unknownRevision, .notACommit, .noBase, .missingHistory: rangeSentence
    case .missingObject, .corrupt, .unreadable, .unprovenEmptyDiff: objectSentence
    }
  }

  private var repositorySentence: String {
    switch self {
    case .notARepository(let path):
      "\(path) is not a git repository, and no folder above it is one. Name a checkout with --repo DIR; a "
        + "source archive without .git has no history to compare, so check the project out with git."
    case .foreignOwner(let path):
      "The repository \(path) belongs to another user, so git's rules forbid reading its configuration. "
        + "If you trust it, pass --trust-repo, or allow exactly this path with "
        + "`\(Command.allowDirectory(path))`."
    case .sha256Repository(let path):
      "The repository \(path) uses SHA-256 object ids, which libgit2 \(LibGit2.version) cannot read. "
        + "Review a SHA-1 clone of the project instead; where there is none, git fast-export and git fast-import "
        + "make one."
    case .unsupportedRepository(let path, let reason):
      "The repository \(path) has a format that libgit2 \(LibGit2.version) cannot read: \(reason). "
        + "Review a fresh clone made with git's default settings."
    case .noCommits(let repository):
      "The repository \(repository) has no commits yet, so there is nothing to compare. Commit first, or name "
        + "an existing revision with --head REV."
    default: ""
    }
  }

  private var rangeSentence: String {
    switch self {
    case .unknownRevision(let name, let repository, let mend):
      "The revision \(Command.shown(name)) is not known in \(repository). \(mend)"
    case .notACommit(let name, let repository):
      "The revision \(Command.shown(name)) of \(repository) is neither a commit nor a tag of one. Name a "
        + "branch, a tag or a commit id."
    case .noBase(let head, let repository):
      "No base was given for \(Command.shown(head)) in \(repository), and it is not a branch with an upstream "
        + "to compare with. Pass --base REV, for example --base origin/main."
    case .missingHistory(let what, let repository, let command):
      "\(what) in \(repository), because the clone is shallow. Fetch the history with `\(command)`, or let "
        + "the pipeline check out more commits (GitHub: fetch-depth: 0, GitLab: GIT_DEPTH: 0)."
    default: ""
    }
  }

  private var objectSentence: String {
    switch self {
    case .missingObject(let id, let what, let repository, let mend):
      "The object \(id.hex) (\(what)) is not in \(repository). \(mend)"
    case .corrupt(let what, let repository, let reason):
      "\(what) in \(repository) is damaged: \(reason). Look with "
        + "`\(Command.git(repository, "fsck", "--full"))` and clone the repository anew."
    case .unreadable(let what, let repository, let reason):
      "\(what) in \(repository) cannot be read: \(reason). Check the permissions of the repository for the "
        + "user that runs sluice."
    case .unprovenEmptyDiff(let base, let head, let repository):
      "The trees of \(base.short) and \(head.short) in \(repository) differ, and yet no changed path was found, "
        + "so the empty diff is not believed. Compare with "
        + "`\(Command.git(repository, "diff", "--raw", base.hex, head.hex))` and report the difference."
    default: ""
    }
  }
}
