# belvedere models [import [--base DIR] | import --file FILE --name NAME --part speech|ai --sha256 DIGEST]: says which models are there, or takes more in.
# `import` alone takes those that this bundle brings for the parts that are installed; with --file it takes
# one of your own, whose digest has to be what its publisher says. What is there already is not taken
# again, and a model that is not whole replaces none. docs/operator/models.md tells more.

# read_models_words WORDS…
read_models_words() {
  model_file='' model_name='' model_part='' model_digest='' given_base=''
  while [ $# -gt 0 ]; do
    case $1 in --file | --name | --part | --sha256 | --base) need_value "$1" $# ;; esac
    case $1 in
    --file) model_file=$2 ;;
    --name) model_name=$2 ;;
    --part) model_part=$2 ;;
    --sha256) model_digest=$2 ;;
    --base) given_base=$2 ;;
    *) usage "models knows no $1" ;;
    esac
    shift 2
  done
  if [ -z "$model_file" ]; then
    [ -z "$model_name$model_part$model_digest" ] || usage 'say which file: --file FILE'
    return 0
  fi
  [ -s "$model_file" ] || usage "$model_file cannot be read"
  case $model_part in speech | ai) ;; *) usage 'say what it is for: --part speech, or --part ai' ;; esac
  printf '%s\n' "$model_name" | grep -q -E '^[a-z0-9][a-z0-9._-]{0,99}(:[a-z0-9._-]{1,50})?$' ||
    usage 'give it a name of small letters, digits, dots and dashes: --name NAME'
  printf '%s\n' "$model_digest" | grep -q -E '^[0-9a-f]{64}$' ||
    usage 'say what its publisher says that its SHA-256 is, 64 digits: --sha256 DIGEST'
  model_bytes=$(stat -L -c %s "$model_file")
  with_profile "$model_part" ||
    refuse 3 "the part $model_part is not installed: docs/operator/models.md tells how it is added"
}

import_models() {
  if [ -n "$model_file" ]; then
    start_what_takes "$model_part"
    take_model take "$model_part" "$model_name" "$model_digest" "$model_bytes" <"$model_file"
  else
    bundle=$here
    verify_bundle
    from_folder=$bundle
    [ -f "$bundle/models.json" ] || from_folder=${base_folder:-$bundle}
    models_of "$from_folder" >"$scratch/brought"
    [ -s "$scratch/brought" ] || refuse 3 'this bundle brings no models'
    take_models "$from_folder"
  fi
  with_profile speech || return 0
  run_compose up --detach --no-deps --force-recreate speech >"$scratch/up" 2>&1 </dev/null ||
    refuse 1 "the part speech does not start: $(tail -n 3 "$scratch/up")"
}

main_of_command() {
  importing=
  if [ "${1:-}" = import ]; then
    importing=yes
    shift
  elif [ $# -gt 0 ]; then
    usage 'say import, or nothing'
  fi
  profiles=$(setting BELVEDERE_PARTS)
  read_models_words "$@"
  [ -n "$(installed_release)" ] || refuse 3 'nothing is installed'
  [ "$(id -u)" = 0 ] || refuse 3 'run it as root'
  find_engine
  if [ -n "$importing" ]; then
    hold_lock
    no_uninstall_half_way
    no_upgrade_half_way
    import_models
  fi
  look_at_models
  if [ -n "$as_json" ]; then
    printf '{"ok":true,"models":%s}\n' "$(models_json <"$scratch/there")"
  elif [ -s "$scratch/there" ]; then
    while read -r its_part model bytes; do
      printf '%-8s %-40s %s\n' "$its_part" "$model" "$(human_bytes "$bytes")"
    done <"$scratch/there"
  else
    echo 'No models are there.'
  fi
}
