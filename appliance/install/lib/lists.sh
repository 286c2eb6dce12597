# Lists that a bundle brings, as JSON: what makes bundles writes them, with no brace and no quotation mark
# inside of a value.

# list_of FILE FIELD…: a line for each entry that has them all: their values.
list_of() {
  list=$1
  shift
  tr -d '\n' <"$list" | tr '{' '\n' | awk -v fields="$*" '
    BEGIN { count = split(fields, wanted, " ") }
    {
      line = ""
      for (place = 1; place <= count; place++) {
        if (!match($0, "\"" wanted[place] "\" *: *(\"[^\"]*\"|[0-9]+)")) next
        value = substr($0, RSTART, RLENGTH)
        sub(/^"[^"]*" *: *"?/, "", value)
        sub(/"$/, "", value)
        line = line (place > 1 ? " " : "") value
      }
      print line
    }'
}
