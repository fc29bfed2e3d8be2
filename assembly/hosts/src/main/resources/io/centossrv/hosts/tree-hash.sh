# What is below the given paths: kinds, modes, owners, sizes, times, link targets and contents.
set -eu
LC_ALL=C
export LC_ALL
{
  for path in "$@"; do
    if [ -e "$path" ] || [ -L "$path" ]; then
      find "$path" -xdev -printf '%p|%y|%m|%U|%G|%s|%T@|%l\0' | sort -z
      find "$path" -xdev -type f -print0 | sort -z | xargs -0 -r sha256sum
    else
      printf '%s is missing\n' "$path"
    fi
  done
} | sha256sum | cut -d ' ' -f 1
