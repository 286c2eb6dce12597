# The images of a release, and how they come into the engine.

# images_of FOLDER: one line for each image: name, name with version, id.
images_of() {
  list_of "$1/images.json" name image digest
}

# part_of IMAGE: the part beside the core that an image is for, or nothing.
part_of() {
  case $1 in
  ollama) echo ai ;;
  speech) echo speech ;;
  livekit) echo video ;;
  prometheus) echo monitoring ;;
  esac
}

# wanted_images FOLDER: those of images_of that the core needs, and the parts that are asked for.
wanted_images() {
  images_of "$1" | while read -r name image id; do
    its_part=$(part_of "$name")
    if [ -z "$its_part" ] || with_profile "$its_part"; then echo "$name $image $id"; fi
  done
}

# find_carried PATH: a large file of the bundle, or of its base: itself, or its pieces in order.
find_carried() {
  for folder in "$bundle" ${base_folder:+"$base_folder"}; do
    if [ -f "$folder/$1" ]; then
      printf '%s\n' "$folder/$1"
      return 0
    fi
    if [ -f "$folder/$1.part-000" ]; then
      find "$folder/${1%/*}" -name "${1##*/}.part-*" | sort
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
  find_carried "images/$1.tar" >"$scratch/archive"
  [ -s "$scratch/archive" ] || refuse 4 "images/$1.tar: missing"
  say "      $2"
  while IFS= read -r part; do cat "$part"; done <"$scratch/archive" | "$engine" load >"$scratch/loaded" 2>&1 9>&- ||
    refuse 1 "$2 could not be loaded: $(sed -n '$p' "$scratch/loaded")"
  if [ "$(image_id "$3")" != "$3" ]; then
    "$engine" image rm "$2" >/dev/null 2>&1 || :
    refuse 4 "images/$1.tar: is not the image that images.json names"
  fi
}

# load_images: those of the release, as it was laid out: of a delta, the list may have come from its base.
load_images() {
  wanted_images "$releases/$release" >"$scratch/images"
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
    sed -n 's/.*"name":"\([^"]*\)".*"digest":"\([^"]*\)".*"unpackedBytes":\([0-9]*\).*/\1 \2 \3/p' |
    while read -r name id bytes; do
      its_part=$(part_of "$name")
      if [ -n "$its_part" ] && ! with_profile "$its_part"; then continue; fi
      [ "$(image_id "$id" </dev/null)" = "$id" ] || echo "$bytes"
    done | awk '{ sum += $1 } END { printf "%d", sum / 1048576 + 1 }'
}
