# The images of a release, and how they come into the engine.

# images_of FOLDER: one line for each image: name, name with version, id.
images_of() {
  tr -d '\n' <"$1/images.json" | tr '{' '\n' | awk '
    function field(name, line) {
      if (!match(line, "\"" name "\" *: *\"[^\"]*\"")) return ""
      line = substr(line, RSTART, RLENGTH)
      sub(/^"[^"]*" *: *"/, "", line)
      sub(/"$/, "", line)
      return line
    }
    /"digest"/ { print field("name", $0), field("image", $0), field("digest", $0) }'
}

# find_archive NAME: paths of an image's archive, in the bundle or its base.
find_archive() {
  for folder in "$bundle" ${base_folder:+"$base_folder"}; do
    if [ -f "$folder/images/$1.tar" ]; then
      printf '%s\n' "$folder/images/$1.tar"
      return 0
    fi
    if [ -f "$folder/images/$1.tar.part-000" ]; then
      find "$folder/images" -name "$1.tar.part-*" | sort
      return 0
    fi
  done
}

# load_image NAME IMAGE ID: unless the engine has it. What it has afterwards is what was signed.
load_image() {
  if [ "$(image_id "$3")" = "$3" ]; then
    say "      $2 is there"
    return 0
  fi
  find_archive "$1" >"$scratch/archive"
  [ -s "$scratch/archive" ] || refuse 4 "images/$1.tar: missing"
  say "      $2"
  while IFS= read -r part; do cat "$part"; done <"$scratch/archive" | "$engine" load >"$scratch/loaded" 2>&1 9>&- ||
    refuse 1 "$2 could not be loaded: $(sed -n '$p' "$scratch/loaded")"
  if [ "$(image_id "$3")" != "$3" ]; then
    "$engine" image rm "$2" >/dev/null 2>&1 || :
    refuse 4 "images/$1.tar: is not the image that images.json names"
  fi
}

# load_images: all of the release, as it was laid out: of a delta, the list may have come from its base.
load_images() {
  images_of "$releases/$release" >"$scratch/images"
  [ -s "$scratch/images" ] || refuse 4 'images.json: names no image'
  while read -r name image id; do
    load_image "$name" "$image" "$id" </dev/null
  done <"$scratch/images"
}

# image_settings FOLDER: which image each service runs, for Compose: by id.
image_settings() {
  images_of "$1" | while read -r name _ id; do
    printf 'IMAGE_%s=%s\n' "$(printf '%s' "$name" | tr 'a-z-' 'A-Z_')" "$id"
  done
}

# images_carried: what the bundle, or else its base, says of images.
images_carried() {
  for folder in "$bundle" ${base_folder:+"$base_folder"}; do
    if [ -f "$folder/images.json" ]; then
      cat "$folder/images.json"
      return 0
    fi
  done
}

# images_to_load: how many MiB those need that the engine does not have.
images_to_load() {
  images_carried | tr -d ' \n' | tr '{' '\n' |
    sed -n 's/.*"digest":"\([^"]*\)".*"unpackedBytes":\([0-9]*\).*/\1 \2/p' |
    while read -r id bytes; do
      [ "$(image_id "$id" </dev/null)" = "$id" ] || echo "$bytes"
    done | awk '{ sum += $1 } END { printf "%d", sum / 1048576 + 1 }'
}
