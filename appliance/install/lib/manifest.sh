# Reading a manifest whose signature is good: $scratch/manifest.

# header NAME: a word of the manifest's header.
header() {
  sed -n "s/^# $1 //p" "$scratch/manifest"
}

# manifest_files: what the bundle carries, one line each: SHA-256, size, path.
manifest_files() {
  awk '
    $1 == "#" && $2 == "size" { size[$4] = $3 }
    $1 != "#" { print $1, size[$2], $2 }
  ' "$scratch/manifest"
}

# base_files: what a delta leaves to its base, in the same form.
base_files() {
  awk '$1 == "#" && $2 == "of-base" { print $3, $4, $5 }' "$scratch/manifest"
}

# digests FOLDER: SHA-256 and path of each file whose path comes in. OpenSSL knows the processor's
# own instructions, and takes a quarter of the time.
digests() {
  (
    cd "$1" || exit 1
    if openssl dgst -sha256 -r /dev/null >/dev/null 2>&1; then
      xargs openssl dgst -sha256 -r
    else
      xargs sha256sum
    fi
  ) | sed 's/^\([0-9a-f]*\) [ *]/\1 /'
}
