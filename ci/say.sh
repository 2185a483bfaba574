# shellcheck shell=bash
# What every script here says and where it says it. Sourced, never run.
# Progress goes to standard error, so that standard output carries a script's product only.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cache=${SLUICE_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/sluice}
export root cache

say() { printf '%s\n' "$*" >&2; }
fail() { say "error: $*"; exit 1; }

# Prints the caller's header comment (its second line up to the first that is no comment).
help() { sed -n '2,/^[^#]/{s/^# \{0,1\}//p;}' "$0"; exit 0; }

# The value of the option that stands first, or a sentence when it is missing: port=$(value "$@")
value() {
  [ $# -ge 2 ] || fail "$1 needs a value. See --help."
  printf '%s' "$2"
}

# Runs a command and says how long it took: timed 'build' swift build
# A failure ends the script, unless the caller asks for the status.
timed() {
  local what=$1 from=$SECONDS
  shift
  say "==> $what"
  "$@"
  local status=$?
  say "    $what: $((SECONDS - from)) s"
  return "$status"
}
