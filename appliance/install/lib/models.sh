# Models, which the parts speech and ai need. They are kept in the volumes of these parts.

# models_of FOLDER: a line for each that a release brings: name, part, file, SHA-256, bytes.
models_of() {
  [ ! -f "$1/models.json" ] || list_of "$1/models.json" name part file sha256 bytes
}

# models_there: a line for each that this install has: part, name, bytes. The one in use comes first.
models_there() {
  run_compose run --rm --no-deps -T models list 2>"$scratch/problem" </dev/null ||
    refuse 1 "what models are there cannot be said: $(sed -n '$p' "$scratch/problem")"
}

# look_at_models: to $scratch/there, and for the console.
look_at_models() {
  models_there >"$scratch/there"
  models_json <"$scratch/there" | status_file models.json
}

# take_model HOW PART NAME SHA256 BYTES: what comes in, unless it is there. HOW is take, or bring, which
# leaves in use what is.
take_model() {
  run_compose run --rm --no-deps -T models "$@" >"$scratch/taken" 2>"$scratch/problem" ||
    refuse 1 "the model $3 was not taken in: $(sed -n '$p' "$scratch/problem")"
}

# start_what_takes PART: Ollama takes its models itself; the volume for speech is made by whom it belongs to.
start_what_takes() {
  case $1 in
  ai) set -- up --detach --no-deps ollama ;;
  speech) set -- run --rm --no-deps -T speech --help ;;
  esac
  run_compose "$@" >"$scratch/up" 2>&1 </dev/null ||
    refuse 1 "what takes the model does not start: $(tail -n 3 "$scratch/up")"
}

# take_models FOLDER: those that a release brings for the parts that are asked for.
take_models() {
  models_of "$1" >"$scratch/models"
  while read -r model its_part path digest bytes; do
    with_profile "$its_part" || continue
    find_carried "models/$path" >"$scratch/pieces"
    [ -s "$scratch/pieces" ] || refuse 4 "models/$path: missing"
    say "      $model"
    start_what_takes "$its_part"
    while IFS= read -r piece; do cat "$piece"; done <"$scratch/pieces" |
      take_model bring "$its_part" "$model" "$digest" "$bytes" || exit
  done <"$scratch/models"
}

# models_json
models_json() {
  awk 'BEGIN { printf "[" }
    { printf "%s{\"part\":\"%s\",\"name\":\"%s\",\"bytes\":%s}", (NR > 1 ? "," : ""), $1, $2, $3 }
    END { print "]" }'
}
