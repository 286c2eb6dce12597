# Releases lie beside one another; one is in use.

# lay_release: lays out what the bundle carries, but for images and models, which are kept elsewhere.
# What lies there afterwards is compared with what was signed.
lay_release() {
  laid=$releases/.$release.new
  rm -rf "$laid"
  mkdir -p "$laid"
  chmod 755 "$releases" "$laid"
  grep -v ' \(images\|models\)/[^ ]*$' "$scratch/files" >"$scratch/lay-out"
  cut -d ' ' -f 3 "$scratch/lay-out" >"$scratch/paths"
  (cd "$bundle" && tar -chf - -T "$scratch/paths" MANIFEST.sha256 MANIFEST.sha256.minisig) |
    (cd "$laid" && tar -xf -)
  compare_digests "$scratch/lay-out" "$laid"
  if [ -n "$base" ]; then
    grep -v ' \(images\|models\)/[^ ]*$' "$scratch/of-base" >"$scratch/lay-out" || :
    if [ -s "$scratch/lay-out" ]; then
      cut -d ' ' -f 3 "$scratch/lay-out" >"$scratch/paths"
      (cd "$base_folder" && tar -chf - -T "$scratch/paths") | (cd "$laid" && tar -xf -)
      compare_digests "$scratch/lay-out" "$laid"
    fi
  fi
  find "$laid" -type d -exec chmod 755 {} +
  find "$laid" -type f -exec chmod 644 {} +
  chmod 755 "$laid/belvedere" "$laid"/program/helpers/*
  image_settings "$laid" >"$laid/images.env"
  chown -R 0:0 "$laid"
  rm -rf "${releases:?}/$release"
  mv "$laid" "$releases/$release"
}

# use_release VERSION: from now on; there is no moment without one. What has used the data last stays known
# when the release is taken away.
use_release() {
  printf '%s\n' "$1" >"$state/.release.new"
  mv "$state/.release.new" "$state/release"
  ln -sfn "$1" "$releases/.current.new"
  mv -fT "$releases/.current.new" "$releases/current"
  mkdir -p "$root/usr/local/bin"
  ln -sfn "$releases/current/belvedere" "$root/usr/local/bin/belvedere"
}

# release_of_data: what used the data last that an uninstall has kept, or nothing.
release_of_data() {
  sed -n 1p "$state/release" 2>/dev/null || :
}

# other_releases VERSIONS…: those that lie there beside the named ones.
other_releases() {
  find "$releases" -mindepth 1 -maxdepth 1 -type d | while read -r folder; do
    case " $* " in *" ${folder##*/} "*) ;; *) printf '%s\n' "${folder##*/}" ;; esac
  done
}

# remove_other_releases VERSIONS…: all but these, with the images that these do not run.
remove_other_releases() {
  for version in "$@"; do images_of "$releases/$version"; done >"$scratch/kept-images"
  other_releases "$@" >"$scratch/others"
  while read -r version; do
    remove_images "$version" "$scratch/kept-images"
    rm -rf "${releases:?}/$version"
  done <"$scratch/others"
}

# remove_images VERSION KEPT: those that the list KEPT does not have.
remove_images() {
  [ -f "$releases/$1/images.json" ] || return 0
  images_of "$releases/$1" | while read -r _ image id; do
    # Those of parts that nobody asked for were never loaded.
    [ -n "$(image_id "$image" </dev/null)" ] || continue
    if ! grep -q " $id\$" "$2"; then
      "$engine" image rm "$image" </dev/null >/dev/null 2>&1 || say "$image stays: something else uses it"
    fi
  done
}

# write_release_status: for the console. Bringing up again what was there is no new install.
write_release_status() {
  in_use=$(installed_release)
  ! grep -q "\"version\":\"$in_use\"" "$state/status/release.json" 2>/dev/null || return 0
  previous=
  [ "$(planned to)" != "$in_use" ] || previous=$(planned from)
  printf '{"version":"%s","installedAt":"%s","previous":%s}\n' "$in_use" "$(now)" \
    "$(json_or_null "$previous")" | status_file release.json
}
