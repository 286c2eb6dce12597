# belvedere verify [--bundle DIR] [--base DIR]: whether every byte of a bundle is what was signed.
# Nothing is loaded or changed.

main_of_command() {
  bundle=$here
  given_base=
  while [ $# -gt 0 ]; do
    case $1 in
    --bundle | --base)
      need_value "$1" $#
      [ -d "$2" ] || usage "$2 is no folder"
      folder=$(cd "$2" && pwd -P)
      if [ "$1" = --bundle ]; then bundle=$folder; else given_base=$folder; fi
      shift 2
      ;;
    *) usage "verify knows no $1" ;;
    esac
  done
  from=$(date +%s)
  verify_bundle
  files=$(wc -l <"$scratch/files")
  bytes=$(awk '{ sum += $2 } END { printf "%.0f", sum }' "$scratch/files" "$scratch/of-base")
  seconds=$(($(date +%s) - from))
  if [ -n "$as_json" ]; then
    printf '{"ok":true,"release":"%s","architecture":"%s","base":%s,"files":%d,"bytes":%s,"seconds":%d}\n' \
      "$release" "$architecture" "$(json_or_null "${base%% *}")" \
      "$files" "$bytes" "$seconds"
  else
    echo "Verified: Belvedere $release for $architecture, $((files)) files, $(human_bytes "$bytes")."
  fi
}
