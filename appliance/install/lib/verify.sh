# Whether a bundle is what was signed: its signature, what lies in it, and every byte.

# not_verified FILE PROBLEM. It ends by itself, not by a function of the first file: that one may be
# what is wrong.
not_verified() {
  if [ -n "$as_json" ]; then
    printf '{"ok":false,"file":%s,"problem":%s}\n' "$(json_text "$1")" "$(json_text "$2")"
  fi
  printf 'belvedere: %s: %s\n' "$1" "$2" >&2
  exit 4
}

# read_header: what a manifest whose signature is good says.
read_header() {
  release=$(header release)
  architecture=$(header architecture)
  base=$(header base)
  base_folder=${given_base:-}
  if [ -n "$base" ] && [ -z "$base_folder" ]; then base_folder=$releases/${base%% *}; fi
  manifest_files >"$scratch/files"
  base_files >"$scratch/of-base"
}

# Signature, form, release and architecture.
verify_header() {
  take_manifest "$bundle"
  [ "$(sed -n 1p "$scratch/manifest")" = '# belvedere bundle 1' ] ||
    not_verified MANIFEST.sha256 'is of a form that this program does not know'
  read_header
  [ "$(cat "$scratch/comment")" = "belvedere $release $architecture" ] ||
    not_verified MANIFEST.sha256.minisig 'speaks of another release'
  [ "$architecture" = "$(this_architecture)" ] ||
    not_verified MANIFEST.sha256 "is for $architecture; this machine is $(this_architecture)"
  installed=$(installed_release)
  [ -n "$installed" ] || return 0
  if is_older "$release" "$installed"; then
    not_verified MANIFEST.sha256 "is release $release, and $installed is installed"
  fi
  oldest=$(header upgrades-from)
  if is_older "$installed" "$oldest"; then
    not_verified MANIFEST.sha256 "takes over from $oldest or later, and $installed is installed"
  fi
}

# What lies there is what the manifest names: no more, no less, of the same sizes.
verify_presence() {
  if grep -qv '^[0-9a-f]\{64\} [0-9]* [A-Za-z0-9_][A-Za-z0-9_./-]*$' "$scratch/files" ||
    grep -q '/\.\|//' "$scratch/files"; then
    not_verified MANIFEST.sha256 'names a file outside of the bundle'
  fi
  odd=$(find "$bundle" ! -type f ! -type d | sed -n 1p)
  [ -z "$odd" ] || not_verified "${odd#"$bundle"/}" 'is neither a file nor a folder'
  (cd "$bundle" && find . -type f -exec stat -c '%s %n' {} +) >"$scratch/there"
  found=$(awk '
    NR == FNR { size[$3] = $2; next }
    { path = substr($0, length($1) + 4) }
    path == "MANIFEST.sha256" || path == "MANIFEST.sha256.minisig" { next }
    !(path in size) { print path "\tis not named by the manifest"; exit }
    size[path] != $1 { print path "\thas " $1 " bytes instead of " size[path]; exit }
    { delete size[path] }
    END { for (path in size) { print path "\tmissing"; exit } }
  ' "$scratch/files" "$scratch/there" | sed -n 1p)
  [ -z "$found" ] || not_verified "${found%%	*}" "${found#*	}"
}

# compare_digests FILES FOLDER: whether each file has the digest that it should.
compare_digests() {
  found=$(cut -d ' ' -f 3 "$1" | digests "$2" 2>/dev/null | awk '
    NR == FNR { digest[$3] = $1; wanted++; next }
    digest[$2] != $1 { print $2 "\tis not what was signed"; exit }
    { same++ }
    END { print same == wanted ? "all" : "-\tsome files could not be read" }
  ' "$1" - | sed -n 1p)
  [ "$found" = all ] || not_verified "${found%%	*}" "${found#*	}"
}

# A delta stands on a base: the bundle that was named, or the release that is installed.
verify_base() {
  if [ -z "$base" ]; then
    [ ! -s "$scratch/of-base" ] || not_verified MANIFEST.sha256 'names files of no base'
    return 0
  fi
  [ -f "$base_folder/MANIFEST.sha256" ] ||
    not_verified "$base_folder" "missing: this bundle stands on release ${base%% *}; name it with --base"
  found=$(sha256sum <"$base_folder/MANIFEST.sha256")
  [ "${found%% *}" = "${base#* }" ] ||
    not_verified "$base_folder/MANIFEST.sha256" "is not release ${base%% *} as it was signed"
  hint=
  # An installed release has no archives of images any more.
  [ -n "${given_base:-}" ] || hint="; name the whole bundle of release ${base%% *} with --base"
  while read -r _ size path; do
    [ "$(stat -c %s "$base_folder/$path" 2>/dev/null)" = "$size" ] ||
      not_verified "$base_folder/$path" "missing, or of another size$hint"
  done <"$scratch/of-base"
  compare_digests "$scratch/of-base" "$base_folder"
}

# verify_bundle: all of it, for the folders $bundle and $base_folder.
verify_bundle() {
  verify_header
  verify_presence
  compare_digests "$scratch/files" "$bundle"
  verify_base
}
